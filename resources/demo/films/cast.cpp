// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/cast.h"

#include <cmath>
#include <numbers>

namespace Medio::Films {

namespace {

const QColor whaleBlue{0x5B, 0x8F, 0xC9};
const QColor foxOrange{0xE5, 0x87, 0x3C};
const QColor owlBrown{0x9A, 0x6B, 0x4A};
const QColor steel{0xB9, 0xC6, 0xD6};

/// Moves the painter's origin to `at` and its unit to `size`, and back again at the end of the scope.
class Placed
{
public:
    Placed(QPainter &p, QPointF at, double size, bool mirrored = false, double degrees = 0)
        : m_painter(p)
    {
        p.save();
        p.translate(at);
        p.scale(mirrored ? -size / 100 : size / 100, size / 100);
        p.rotate(degrees);
    }
    ~Placed() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(Placed)

private:
    QPainter &m_painter;
};

QPen stroke(double width, const QColor &colour = ink)
{
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void cheek(QPainter &p, QPointF at, double radius)
{
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(coral.red(), coral.green(), coral.blue(), 90));
    p.drawEllipse(at, radius, radius * 0.75);
}

} // namespace

void rocket(QPainter &p, QPointF at, double size, double tilt, double flame, Mood mood, double t)
{
    const Placed placed(p, at, size, false, tilt);
    if (flame > 0) {
        const double length = (34 + 6 * wave(t, 0.23)) * flame;
        glow(p, {0, 56}, 46 * flame, sunlight, 0.6);
        shape(p,
              pebble({{-12, 44},
                      {-15, 44 + length * 0.5},
                      {0, 44 + length * 1.35},
                      {15, 44 + length * 0.5},
                      {12, 44}}),
              sunlight, 2.2);
        shape(
            p,
            pebble(
                {{-6, 44}, {-7, 44 + length * 0.3}, {0, 44 + length * 0.8}, {7, 44 + length * 0.3}, {6, 44}}),
            coral, 0);
    }
    for (const double side : {-1.0, 1.0})
        shape(p,
              pebble({{side * 16, 14}, {side * 38, 34}, {side * 38, 56}, {side * 26, 50}, {side * 14, 42}}),
              coral, 2.6);
    QPainterPath body(QPointF(-17, 44));
    body.cubicTo({-32, 10}, {-26, -30}, {0, -52});
    body.cubicTo({26, -30}, {32, 10}, {17, 44});
    body.closeSubpath();
    shape(p, body, paper, 2.8);
    p.save();
    p.setClipPath(body);
    p.setPen(Qt::NoPen);
    p.setBrush(coral);
    p.drawRect(QRectF(-40, -60, 80, 32));
    p.setBrush(QColor(0xE8, 0xD9, 0xB8));
    p.drawRect(QRectF(-40, 33, 80, 20));
    p.restore();
    p.setBrush(Qt::NoBrush);
    p.setPen(stroke(2.8));
    p.drawPath(body);
    round(p, {0, -2}, 18, 18, sky, 2.8);
    face(p, {0, -1}, 24, mood, t);
    shape(p, pebble({{-5, 24}, {-6, 44}, {0, 54}, {6, 44}, {5, 24}}), coral, 2.4);
}

void whale(QPainter &p, QPointF at, double size, double pitch, Mood mood, double t, double fountain)
{
    const Placed placed(p, at, size, false, -pitch);
    const double tail = 9 * wave(t, 1.8);
    if (fountain > 0) {
        p.setBrush(Qt::NoBrush);
        for (const double way : {-2.0, -1.0, 1.0, 2.0}) {
            const double high = (44 - 5 * std::abs(way) + 4 * wave(t, 0.7, way * 0.3)) * fountain;
            QPainterPath jet(QPointF(22, -36));
            jet.cubicTo({22 + way * 2, -44 - high * 1.3}, {22 + way * 15, -46 - high * 1.5},
                        {22 + way * 17, -42 - high * 0.3});
            p.setPen(stroke(6, QColor(0x8F, 0xCB, 0xEE)));
            p.drawPath(jet);
        }
    }
    shape(p,
          pebble({{-78, 4},
                  {-96, -4 + tail * 0.4},
                  {-118, -26 + tail},
                  {-132, -38 + tail},
                  {-128, -14 + tail},
                  {-112, 0 + tail},
                  {-124, 18 + tail},
                  {-120, 26 + tail},
                  {-98, 14 + tail * 0.5},
                  {-70, 22}}),
          whaleBlue, 2.6);
    QPainterPath body(QPointF(-92, 6));
    body.cubicTo({-60, -8}, {-40, -46}, {20, -42});
    body.cubicTo({70, -40}, {92, -12}, {88, 10});
    body.cubicTo({84, 38}, {40, 48}, {0, 46});
    body.cubicTo({-45, 44}, {-72, 30}, {-92, 6});
    shape(p, body, whaleBlue, 2.8);
    p.save();
    p.setClipPath(body);
    p.setPen(stroke(2));
    p.setBrush(QColor(0xE6, 0xF2, 0xF8));
    QPainterPath belly(QPointF(100, 8));
    belly.cubicTo({50, 18}, {10, 26}, {-60, 22});
    belly.lineTo(-60, 60);
    belly.lineTo(100, 60);
    belly.closeSubpath();
    p.drawPath(belly);
    p.setPen(stroke(1.8, QColor(0xB7, 0xCE, 0xDE)));
    for (int i = 0; i < 3; ++i)
        p.drawLine(QPointF(60 - i * 22, 24 + i * 2), QPointF(30 - i * 30, 34 + i * 3));
    p.restore();
    p.setBrush(Qt::NoBrush);
    p.setPen(stroke(2.8));
    p.drawPath(body);
    const double fin = 6 * wave(t, 2.2);
    shape(p, pebble({{8, 30}, {2, 50 + fin}, {-18, 66 + fin}, {-30, 62 + fin}, {-22, 44 + fin}, {-10, 28}}),
          whaleBlue.darker(106), 2.6);
    // One eye, as it is seen from the side
    const QPointF eye(56, -6);
    if (mood == Mood::Asleep || mood == Mood::Delighted) {
        p.setPen(stroke(3));
        p.drawArc(QRectF(eye.x() - 6, eye.y() - 5, 12, 10), (mood == Mood::Asleep ? 200 : 20) * 16, 140 * 16);
    } else {
        p.setPen(Qt::NoPen);
        p.setBrush(ink);
        p.drawEllipse(eye, 5, std::fmod(t + 1.1, 4) < 0.12 ? 1 : 6);
        p.setBrush(Qt::white);
        p.drawEllipse(eye + QPointF(-1.5, -2.2), 1.8, 1.8);
    }
    cheek(p, {48, 8}, 6);
    p.setBrush(Qt::NoBrush);
    p.setPen(stroke(2.6));
    p.drawArc(QRectF(62, 0, 24, 14), 200 * 16, 120 * 16);
}

void fish(QPainter &p, QPointF at, double size, const QColor &colour, double t, bool toLeft)
{
    const Placed placed(p, at, size, toLeft);
    const double tail = 10 * wave(t, 0.6);
    shape(p,
          pebble({{-36, 0},
                  {-58, -26 + tail},
                  {-72, -26 + tail},
                  {-60, 0 + tail * 0.4},
                  {-72, 28 + tail},
                  {-58, 26 + tail}}),
          colour, 4);
    shape(p, pebble({{-12, -26}, {4, -50}, {22, -34}, {20, -24}}), colour, 4);
    round(p, {0, 0}, 48, 32, colour, 4.5);
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(255, 255, 255, 90));
    p.drawEllipse(QPointF(-4, 14), 28, 10);
    face(p, {22, -2}, 34, Mood::Awake, t);
}

void fox(QPainter &p, QPointF at, double size, FoxPose pose, double stride, Mood mood, double t, bool toLeft)
{
    const Placed placed(p, at, size, toLeft);
    const double bob = pose == FoxPose::Walk ? 1.6 * std::abs(std::sin(stride / size * 9)) : 0.8 * wave(t, 4);
    const auto head = [&](QPointF c, double tilt) {
        p.save();
        p.translate(c);
        p.rotate(tilt);
        for (const double side : {-1.0, 1.0}) {
            shape(p,
                  pebble({{side * 5, -12},
                          {side * 9, -27},
                          {side * 15, -34},
                          {side * 20, -30},
                          {side * 22, -18},
                          {side * 20, -6}}),
                  foxOrange, 2.4);
            p.setPen(Qt::NoPen);
            p.setBrush(QColor(0x6A, 0x3A, 0x2E));
            p.drawPath(pebble({{side * 11, -17}, {side * 14, -27}, {side * 18, -24}, {side * 18, -14}}));
        }
        QPainterPath skull = pebble({{-24, -12},
                                     {-12, -20},
                                     {12, -20},
                                     {24, -12},
                                     {29, 5},
                                     {16, 14},
                                     {5, 22},
                                     {-5, 22},
                                     {-16, 14},
                                     {-29, 5}});
        shape(p, skull, foxOrange, 2.6);
        p.save();
        p.setClipPath(skull);
        p.setPen(Qt::NoPen);
        p.setBrush(paper);
        p.drawEllipse(QPointF(-19, 14), 17, 13);
        p.drawEllipse(QPointF(19, 14), 17, 13);
        p.restore();
        p.setBrush(Qt::NoBrush);
        p.setPen(stroke(2.6));
        p.drawPath(skull);
        face(p, {0, 0}, 30, mood, t);
        p.setPen(Qt::NoPen);
        p.setBrush(ink);
        p.drawEllipse(QPointF(0, 6), 3.6, 2.8);
        cheek(p, {-17, 7}, 4);
        cheek(p, {17, 7}, 4);
        p.restore();
    };
    const auto tail = [&](QPointF root, double swing, double lift) {
        const QPointF tip = root + QPointF(-44, -24 - lift + swing);
        const QPainterPath brush =
            pebble({root + QPointF(4, -4), root + QPointF(-16, -16 - lift * 0.5), tip + QPointF(0, -10),
                    tip + QPointF(-10, -4), tip + QPointF(-4, 12), root + QPointF(-22, 10 - lift * 0.2),
                    root + QPointF(0, 8)});
        shape(p, brush, foxOrange, 2.6);
        p.save();
        p.setClipPath(brush);
        round(p, tip + QPointF(-4, 0), 17, 18, paper, 0);
        p.restore();
        p.setBrush(Qt::NoBrush);
        p.setPen(stroke(2.6));
        p.drawPath(brush);
    };

    if (pose == FoxPose::Curl) {
        round(p, {0, -24}, 50, 26 + bob * 0.6, foxOrange, 2.8);
        head({26, -22}, 12);
        const QPainterPath brush = pebble(
            {{-44, -22}, {-48, -4}, {-20, 4}, {20, 4}, {44, -2}, {46, -12}, {30, -12}, {0, -8}, {-26, -14}});
        shape(p, brush, foxOrange, 2.6);
        p.save();
        p.setClipPath(brush);
        round(p, {42, -5}, 16, 12, paper, 0);
        p.restore();
        return;
    }
    if (pose == FoxPose::Sit) {
        tail({-24, -10}, 4 * wave(t, 2.4), 8);
        shape(p,
              pebble({{-26, -4}, {-28, -34}, {-10, -58}, {12, -60}, {22, -40}, {24, -4}, {10, 1}, {-14, 1}}),
              foxOrange, 2.8);
        shape(p, pebble({{-4, -44}, {10, -50}, {18, -36}, {16, -16}, {4, -12}, {-4, -24}}), paper, 0);
        for (const double x : {2.0, 16.0})
            shape(p, pebble({{x - 6, -24}, {x - 6, -2}, {x - 4, 1}, {x + 7, 1}, {x + 7, -4}, {x + 5, -24}}),
                  QColor(0x6A, 0x3A, 0x2E), 2.4);
        head({6, -70 - bob}, 2 * wave(t, 5));
        return;
    }
    const auto leg = [&](double x, double phase, bool far) {
        const double swing = std::sin(stride / size * 9 + phase) * 12;
        const double lift = std::max(0.0, std::cos(stride / size * 9 + phase)) * 6;
        p.setPen(stroke(12.5));
        p.drawLine(QPointF(x, -26), QPointF(x + swing, -5 - lift));
        p.setPen(stroke(8, far ? QColor(0x57, 0x30, 0x27) : QColor(0x6A, 0x3A, 0x2E)));
        p.drawLine(QPointF(x, -26), QPointF(x + swing, -5 - lift));
    };
    tail({-40, -38 - bob}, 5 * wave(t, 1.3), 4);
    leg(-28, std::numbers::pi, true);
    leg(22, 0, true);
    shape(p,
          pebble({{-46, -42 - bob},
                  {-34, -54 - bob},
                  {10, -56 - bob},
                  {34, -52 - bob},
                  {40, -36 - bob},
                  {28, -24},
                  {0, -22},
                  {-36, -22}}),
          foxOrange, 2.8);
    shape(p, pebble({{14, -30}, {26, -44 - bob}, {38, -40 - bob}, {38, -30}, {28, -25}}), paper, 0);
    leg(-36, 0, false);
    leg(30, std::numbers::pi, false);
    head({42, -66 - bob}, 3 * wave(t, 3));
}

void hedgehog(QPainter &p, QPointF at, double size, Mood mood, double t, bool toLeft)
{
    const Placed placed(p, at, size, toLeft);
    const QColor quills(0x7A, 0x5A, 0x4A);
    QList<QPointF> rim;
    for (int i = 0; i <= 22; ++i) {
        const double a = std::numbers::pi * (1.08 - 1.25 * i / 22.0);
        const double r = i % 2 == 0 ? 56 : 44;
        rim.append({-6 + r * 1.05 * std::cos(a), -16 - r * std::sin(a)});
    }
    rim.append({30, 0});
    rim.append({-50, 0});
    shape(p, pebble(rim), quills, 3.6);
    shape(p, pebble({{6, -6}, {8, -42}, {26, -50}, {46, -34}, {64, -22}, {60, -8}, {30, 0}}),
          QColor(0xE8, 0xC8, 0xA0), 3.4);
    face(p, {31, -24}, 32, mood, t);
    round(p, {61, -20}, 6, 5.5, ink, 0);
    for (const double x : {-24.0, 22.0})
        round(p, {x, 0}, 9, 6, QColor(0xE8, 0xC8, 0xA0), 3.2);
}

void owl(QPainter &p, QPointF at, double size, double spread, Mood mood, double t)
{
    const Placed placed(p, at, size);
    const double beat = spread * wave(t, 1.15);
    for (const double side : {-1.0, 1.0}) {
        p.save();
        p.scale(side, 1);
        p.translate(24, -6);
        p.rotate(-spread * 62 - beat * 24);
        // Folded the wing hangs at the side, spread it reaches out.
        const double reach = mix(46, 92, spread);
        const double broad = mix(15, 26, spread);
        shape(p,
              pebble({{-8, -10},
                      {broad, -6},
                      {broad * 1.15, reach * 0.45},
                      {broad * 0.7, reach * 0.9},
                      {0, reach},
                      {-broad * 0.55, reach * 0.7},
                      {-10, reach * 0.3}}),
              owlBrown.darker(112), 2.8);
        p.setPen(stroke(2.2, owlBrown.darker(150)));
        for (int i = 0; i < 3; ++i)
            p.drawLine(QPointF(broad * (0.5 - 0.28 * i), reach * 0.55),
                       QPointF(broad * (0.42 - 0.28 * i), reach * 0.8));
        p.restore();
    }
    for (const double side : {-1.0, 1.0})
        shape(p,
              pebble(
                  {{side * 10, -38}, {side * 22, -56}, {side * 31, -60}, {side * 34, -46}, {side * 33, -28}}),
              owlBrown, 2.8);
    shape(p, pebble({{-32, -40}, {0, -48}, {32, -40}, {38, 0}, {30, 40}, {0, 50}, {-30, 40}, {-38, 0}}),
          owlBrown, 3);
    shape(p, pebble({{-20, 2}, {0, -4}, {20, 2}, {23, 26}, {0, 46}, {-23, 26}}), QColor(0xE9, 0xD3, 0xA9), 0);
    p.setBrush(Qt::NoBrush);
    p.setPen(stroke(2.4, QColor(0xB8, 0x93, 0x68)));
    for (int row = 0; row < 3; ++row)
        for (int i = -1; i <= 1; ++i)
            p.drawArc(QRectF(i * 12 - 5 + (row % 2) * 3, 6 + row * 10, 10, 8), 200 * 16, 140 * 16);
    for (const double side : {-1.0, 1.0}) {
        const QPointF eye(side * 15, -20);
        round(p, eye, 16, 16, cream, 2.6);
        if (mood == Mood::Asleep || std::fmod(t + 0.9, 4.7) < 0.13) {
            p.setPen(stroke(3));
            p.setBrush(Qt::NoBrush);
            p.drawArc(QRectF(eye.x() - 9, eye.y() - 6, 18, 12), 200 * 16, 140 * 16);
        } else if (mood == Mood::Delighted) {
            p.setPen(stroke(3.2));
            p.setBrush(Qt::NoBrush);
            p.drawArc(QRectF(eye.x() - 9, eye.y() - 6, 18, 16), 20 * 16, 140 * 16);
        } else {
            p.setPen(Qt::NoPen);
            p.setBrush(ink);
            p.drawEllipse(eye + QPointF(2.5 * wave(t, 6), 0), 8, 9);
            p.setBrush(Qt::white);
            p.drawEllipse(eye + QPointF(-2.5, -3.5), 3, 3);
            if (mood == Mood::Sleepy) {
                p.save();
                QPainterPath ring;
                ring.addEllipse(eye, 15, 15);
                p.setClipPath(ring);
                p.fillRect(QRectF(eye.x() - 18, eye.y() - 18, 36, 17), owlBrown);
                p.restore();
                p.setPen(stroke(2.4));
                p.drawLine(eye + QPointF(-14, -1), eye + QPointF(14, -1));
            }
        }
    }
    shape(p, pebble({{-6, -13}, {6, -13}, {4, -4}, {0, 1}, {-4, -4}}), sunlight, 2.4);
    if (spread < 0.5)
        for (const double side : {-1.0, 1.0})
            shape(p, pebble({{side * 4, 46}, {side * 8, 56}, {side * 16, 57}, {side * 20, 46}}), sunlight,
                  2.2);
}

void robot(QPainter &p, QPointF at, double size, double rolled, double pour, Mood mood, double t)
{
    const Placed placed(p, at, size);
    const double bob = wave(t, 0.9) * 0.8;
    p.setPen(stroke(3));
    p.drawLine(QPointF(0, -86 - bob), QPointF(0, -98 - bob));
    glow(p, {0, -101 - bob}, 14, sunlight, 0.5 + 0.2 * wave(t, 1.6));
    round(p, {0, -101 - bob}, 4.5, 4.5, sunlight, 2);
    // The far arm, then body, head, near arm with the can
    p.setPen(stroke(8));
    p.drawLine(QPointF(-20, -46), QPointF(-31, -30 + 2 * wave(t, 1.2)));
    p.setPen(stroke(4.5, steel));
    p.drawLine(QPointF(-20, -46), QPointF(-31, -30 + 2 * wave(t, 1.2)));
    QPainterPath body;
    body.addRoundedRect(QRectF(-22, -56, 44, 40), 12, 12);
    shape(p, body, teal.darker(115), 2.8);
    round(p, {0, -37}, 9, 9, paper, 2.2);
    shape(p, pebble({{0, -32}, {-6, -38}, {-3.5, -43}, {0, -40}, {3.5, -43}, {6, -38}}), coral, 0);
    QPainterPath head;
    head.addRoundedRect(QRectF(-27, -90 - bob, 54, 36), 15, 15);
    shape(p, head, steel, 2.8);
    QPainterPath screen;
    screen.addRoundedRect(QRectF(-20, -84 - bob, 40, 24), 10, 10);
    shape(p, screen, night, 0);
    face(p, {0, -72 - bob}, 27, mood, t, {}, teal);
    for (const double x : {-15.0, 15.0}) {
        p.save();
        p.translate(x, -9);
        round(p, {0, 0}, 10, 10, dusk, 2.6);
        p.rotate(rolled / size * 100 / 10 * 180 / std::numbers::pi);
        p.setPen(stroke(2.4, steel));
        p.drawLine(QPointF(-6, 0), QPointF(6, 0));
        p.drawLine(QPointF(0, -6), QPointF(0, 6));
        p.restore();
    }
    p.save();
    p.translate(20, -46);
    p.rotate(-10 + 26 * pour);
    p.setPen(stroke(8));
    p.drawLine(QPointF(0, 0), QPointF(20, 4));
    p.setPen(stroke(4.5, steel));
    p.drawLine(QPointF(0, 0), QPointF(20, 4));
    QPainterPath spout(QPointF(40, 10));
    spout.lineTo(58, -4);
    p.setPen(stroke(8.5));
    p.drawPath(spout);
    p.setPen(stroke(4.5, coral));
    p.drawPath(spout);
    QPainterPath can;
    can.addRoundedRect(QRectF(18, -4, 24, 23), 5, 5);
    shape(p, can, coral, 2.6);
    p.restore();
    if (pour > 0.6) {
        p.setPen(Qt::NoPen);
        p.setBrush(sea);
        for (int i = 0; i < 9; ++i) {
            const double fall = std::fmod(t * 1.5 + i / 9.0, 1.0);
            p.drawEllipse(QPointF(72 + 10 * fall + 5 * chance(9, i), -25 + 25 * fall * (0.4 + 0.6 * fall)),
                          1.9, 2.8);
        }
    }
}

void train(QPainter &p, QPointF front, double size, double rolled, Mood mood, double t, int wagons,
           const std::function<void(int, QPointF)> &load)
{
    const double shake = 0.7 * wave(t, 0.37);
    const auto wheel = [&](double x, double radius) {
        p.save();
        p.translate(x, -radius);
        round(p, {0, 0}, radius, radius, dusk, 2.8);
        p.rotate(rolled / size * 100 / radius * 180 / std::numbers::pi);
        p.setPen(stroke(2.6, cream));
        p.drawLine(QPointF(-radius * 0.6, 0), QPointF(radius * 0.6, 0));
        p.drawLine(QPointF(0, -radius * 0.6), QPointF(0, radius * 0.6));
        p.restore();
    };
    for (int i = wagons - 1; i >= 0; --i) {
        const QPointF middle = front + QPointF(-2.12 - 1.12 * i, 0) * size;
        if (load)
            load(i, middle + QPointF(0, -0.42 * size));
        const Placed placed(p, middle, size);
        p.setPen(stroke(5));
        p.drawLine(QPointF(44, -20), QPointF(64, -20));
        shape(p,
              pebble({{-48, -46 + shake},
                      {48, -46 + shake},
                      {48, -46 + shake},
                      {44, -12},
                      {40, -12},
                      {-40, -12},
                      {-44, -12},
                      {-48, -46 + shake}}),
              i % 2 == 0 ? sea : rose, 3);
        wheel(-26, 13);
        wheel(26, 13);
    }
    const Placed placed(p, front + QPointF(-0.75, 0) * size, size);
    for (int i = 0; i < 5; ++i) { // steam
        const double age = std::fmod(t * 0.55 + i / 5.0, 1.0);
        p.setPen(Qt::NoPen);
        p.setBrush(QColor(255, 255, 255, static_cast<int>(190 * (1 - age))));
        p.drawEllipse(QPointF(46 - 75 * age, -104 - 46 * age + 4 * wave(t, 2, i / 5.0)), 9 + 15 * age,
                      8 + 13 * age);
    }
    shape(p, pebble({{36, -66}, {35, -92}, {32, -98}, {60, -98}, {57, -92}, {56, -66}}), dusk, 3);
    QPainterPath boiler;
    boiler.addRoundedRect(QRectF(-20, -72 + shake, 94, 52), 24, 24);
    shape(p, boiler, coral, 3);
    QPainterPath cabin;
    cabin.addRoundedRect(QRectF(-60, -104 + shake, 52, 86), 9, 9);
    shape(p, cabin, coral.lighter(108), 3);
    QPainterPath window;
    window.addRoundedRect(QRectF(-50, -92 + shake, 32, 30), 8, 8);
    shape(p, window, sunlight, 2.6);
    QPainterPath roof;
    roof.addRoundedRect(QRectF(-68, -112 + shake, 68, 14), 7, 7);
    shape(p, roof, dusk, 3);
    round(p, {48, -46 + shake}, 24, 24, cream, 3);
    face(p, {49, -46 + shake}, 33, mood, t);
    shape(p, pebble({{60, -20}, {88, -8}, {90, -2}, {62, -2}}), dusk, 2.8);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(-62, -24, 136, 12), 6, 6);
    shape(p, frame, dusk, 2.8);
    wheel(-38, 18);
    wheel(14, 14);
    wheel(48, 14);
}

} // namespace Medio::Films
