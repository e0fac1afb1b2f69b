// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/picture.h"

#include <QLinearGradient>
#include <QRadialGradient>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace Medio::Films {

namespace {

constexpr double turn = 2 * std::numbers::pi;

QPen line(double width, const QColor &colour = ink)
{
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

} // namespace

double ease(double t, double from, double to)
{
    const double x = std::clamp((t - from) / (to - from), 0.0, 1.0);
    return x * x * (3 - 2 * x);
}

double during(double t, double from, double to, double edge)
{
    return std::min(ease(t, from, from + edge), 1 - ease(t, to - edge, to));
}

double wave(double t, double period, double phase)
{
    return std::sin(turn * (t / period + phase));
}

double hop(double t, double from, double to)
{
    const double x = (t - from) / (to - from);
    return x <= 0 || x >= 1 ? 0 : 4 * x * (1 - x);
}

double mix(double a, double b, double share)
{
    return a + (b - a) * share;
}

QPointF mix(QPointF a, QPointF b, double share)
{
    return a + (b - a) * share;
}

QColor mix(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int from, int to) {
        return static_cast<int>(std::lround(mix(from, to, share)));
    };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()),
            part(a.alpha(), b.alpha())};
}

double chance(int seed, int which)
{
    auto x = static_cast<std::uint32_t>(seed) * 0x9E3779B1U +
             static_cast<std::uint32_t>(which) * 0x85EBCA77U + 0x165667B1U;
    x = (x ^ (x >> 15U)) * 0x2C1B3C6DU;
    x = (x ^ (x >> 12U)) * 0x297A2D39U;
    return static_cast<double>((x ^ (x >> 15U)) >> 8U) / double(1U << 24U);
}

void shape(QPainter &p, const QPainterPath &path, const QColor &fill, double width)
{
    const QRectF box = path.controlPointRect();
    QLinearGradient light(box.topLeft(), box.bottomLeft());
    light.setColorAt(0, fill.lighter(112));
    light.setColorAt(0.55, fill);
    light.setColorAt(1, fill.darker(108));
    p.setBrush(light);
    p.setPen(width > 0 ? line(width) : QPen(Qt::NoPen));
    p.drawPath(path);
}

void round(QPainter &p, QPointF centre, double rx, double ry, const QColor &fill, double width)
{
    QPainterPath path;
    path.addEllipse(centre, rx, ry);
    shape(p, path, fill, width);
}

QPainterPath pebble(const QList<QPointF> &points)
{
    // Quadratic curves between the middles of the sides: round wherever the points are.
    QPainterPath path;
    const auto count = points.size();
    path.moveTo((points.last() + points.first()) / 2);
    for (qsizetype i = 0; i < count; ++i)
        path.quadTo(points[i], (points[i] + points[(i + 1) % count]) / 2);
    path.closeSubpath();
    return path;
}

void fillSky(QPainter &p, const QColor &top, const QColor &bottom)
{
    QLinearGradient gradient(0, 0, 0, pageHeight);
    gradient.setColorAt(0, top);
    gradient.setColorAt(1, bottom);
    p.fillRect(QRectF(0, 0, pageWidth, pageHeight), gradient);
}

void hill(QPainter &p, double y, double height, double length, double shift, const QColor &colour)
{
    QPainterPath path;
    path.moveTo(0, pageHeight);
    for (int x = 0; x <= static_cast<int>(pageWidth); x += 20) {
        const double u = (x + shift) / length;
        path.lineTo(x, y - height * (0.6 * std::sin(u * turn) + 0.4 * std::sin(u * turn * 0.47 + 1.3)));
    }
    path.lineTo(pageWidth, pageHeight);
    path.closeSubpath();
    QLinearGradient light(0, y - height, 0, y + 220);
    light.setColorAt(0, colour.lighter(110));
    light.setColorAt(1, colour);
    p.setPen(Qt::NoPen);
    p.setBrush(light);
    p.drawPath(path);
}

void cloud(QPainter &p, QPointF centre, double size, const QColor &colour)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addEllipse(centre + QPointF(-0.55, 0.08) * size, size * 0.42, size * 0.3);
    path.addEllipse(centre + QPointF(-0.05, -0.12) * size, size * 0.5, size * 0.42);
    path.addEllipse(centre + QPointF(0.5, 0.05) * size, size * 0.46, size * 0.33);
    path.addRoundedRect(QRectF(centre.x() - size * 0.8, centre.y() + size * 0.05, size * 1.6, size * 0.32),
                        size * 0.16, size * 0.16);
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawPath(path);
}

void stars(QPainter &p, int count, int seed, double t, double opacity, double bottom)
{
    if (opacity <= 0)
        return;
    p.setPen(Qt::NoPen);
    for (int i = 0; i < count; ++i) {
        const double size = 1.6 + 2.6 * chance(seed, 3 * i);
        const double twinkle = 0.7 + 0.3 * wave(t, 3 + 4 * chance(seed, 7 * i + 2), chance(seed, i));
        QColor colour = cream;
        colour.setAlphaF(static_cast<float>(opacity * twinkle));
        p.setBrush(colour);
        p.drawEllipse(QPointF(chance(seed, 3 * i + 1) * pageWidth, chance(seed, 3 * i + 2) * bottom), size,
                      size);
    }
}

void glow(QPainter &p, QPointF centre, double radius, const QColor &colour, double opacity)
{
    if (opacity <= 0)
        return;
    QRadialGradient light(centre, radius);
    QColor core = colour;
    core.setAlphaF(static_cast<float>(std::min(1.0, opacity)));
    QColor rim = colour;
    rim.setAlpha(0);
    light.setColorAt(0, core);
    light.setColorAt(1, rim);
    p.setPen(Qt::NoPen);
    p.setBrush(light);
    p.drawEllipse(centre, radius, radius);
}

void face(QPainter &p, QPointF centre, double size, Mood mood, double t, QPointF look, const QColor &colour)
{
    // A blink of 120 ms every four seconds or so.
    const bool blink = mood == Mood::Awake && std::fmod(t + 1.7, 4.3) < 0.12;
    const double apart = size * 0.36;
    for (const double side : {-1.0, 1.0}) {
        const QPointF eye = centre + QPointF(side * apart, -size * 0.08) + look * size * 0.12;
        if (mood == Mood::Asleep || blink) {
            p.setPen(line(size * 0.08, colour));
            p.setBrush(Qt::NoBrush);
            p.drawArc(QRectF(eye.x() - size * 0.13, eye.y() - size * 0.1, size * 0.26, size * 0.2), 200 * 16,
                      140 * 16);
            continue;
        }
        if (mood == Mood::Delighted) {
            p.setPen(line(size * 0.09, colour));
            p.setBrush(Qt::NoBrush);
            p.drawArc(QRectF(eye.x() - size * 0.14, eye.y() - size * 0.1, size * 0.28, size * 0.28), 20 * 16,
                      140 * 16);
            continue;
        }
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        if (mood == Mood::Sleepy) { // a heavy upper lid over a round eye; a squeezed eye would look sly
            p.drawChord(QRectF(eye.x() - size * 0.12, eye.y() - size * 0.13, size * 0.24, size * 0.26),
                        180 * 16, 180 * 16);
            p.setPen(line(size * 0.06, colour));
            p.setBrush(Qt::NoBrush);
            p.drawArc(QRectF(eye.x() - size * 0.15, eye.y() - size * 0.1, size * 0.3, size * 0.14), 10 * 16,
                      160 * 16);
            continue;
        }
        p.drawEllipse(eye, size * 0.11, size * 0.13);
        p.setBrush(Qt::white);
        p.drawEllipse(eye + QPointF(-0.03, -0.05) * size, size * 0.04, size * 0.04);
    }
    p.setPen(line(size * 0.075, colour));
    p.setBrush(Qt::NoBrush);
    const QPointF mouth = centre + QPointF(0, size * 0.2) + look * size * 0.08;
    if (mood == Mood::Delighted) {
        QPainterPath smile;
        smile.moveTo(mouth + QPointF(-0.18, -0.02) * size);
        smile.quadTo(mouth + QPointF(0, 0.3) * size, mouth + QPointF(0.18, -0.02) * size);
        smile.closeSubpath();
        p.setBrush(coral);
        p.drawPath(smile);
    } else {
        const double width = mood == Mood::Asleep ? 0.08 : 0.14;
        p.drawArc(QRectF(mouth.x() - size * width, mouth.y() - size * 0.1, size * width * 2, size * 0.18),
                  205 * 16, 130 * 16);
    }
}

void moon(QPainter &p, QPointF centre, double radius, Mood mood, double t)
{
    glow(p, centre, radius * 1.9, cream, 0.28 + 0.03 * wave(t, 5));
    round(p, centre, radius, radius, cream, 0);
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(0xF1, 0xD3, 0x8C));
    p.drawEllipse(centre + QPointF(-0.55, -0.4) * radius, radius * 0.16, radius * 0.14);
    p.drawEllipse(centre + QPointF(0.6, 0.35) * radius, radius * 0.2, radius * 0.17);
    p.drawEllipse(centre + QPointF(-0.35, 0.66) * radius, radius * 0.12, radius * 0.1);
    face(p, centre, radius, mood, t);
}

void sun(QPainter &p, QPointF centre, double radius, Mood mood, double t)
{
    glow(p, centre, radius * 2.4, sunlight, 0.5);
    p.setPen(line(radius * 0.14, sunlight));
    for (int i = 0; i < 12; ++i) {
        const double a = turn * i / 12 + t * 0.12;
        const QPointF ray(std::cos(a), std::sin(a));
        const double length = 1.42 + 0.07 * wave(t, 2.4, i / 3.0);
        p.drawLine(centre + ray * radius * 1.2, centre + ray * radius * length);
    }
    round(p, centre, radius, radius, sunlight, radius * 0.06);
    QColor cheek = coral;
    cheek.setAlpha(90);
    p.setPen(Qt::NoPen);
    p.setBrush(cheek);
    p.drawEllipse(centre + QPointF(-0.55, 0.2) * radius, radius * 0.14, radius * 0.1);
    p.drawEllipse(centre + QPointF(0.55, 0.2) * radius, radius * 0.14, radius * 0.1);
    face(p, centre, radius, mood, t);
}

void glim(QPainter &p, QPointF centre, double radius, Mood mood, double t, const QColor &colour)
{
    const double light = mood == Mood::Asleep ? 0.12 : 0.5 + 0.06 * wave(t, 2);
    glow(p, centre, radius * 2.6, colour, light);
    const double breath = 1 + 0.03 * wave(t, 4);
    p.setBrush(Qt::NoBrush);
    for (const double side : {-1.0, 1.0}) {
        QPainterPath feeler(centre + QPointF(side * 0.3, -0.85) * radius);
        const QPointF tip = centre + QPointF(side * (0.62 + 0.05 * wave(t, 1.7, side * 0.2)), -1.5) * radius;
        feeler.quadTo(centre + QPointF(side * 0.28, -1.3) * radius, tip);
        p.setPen(line(std::max(2.0, radius * 0.09)));
        p.setBrush(Qt::NoBrush);
        p.drawPath(feeler);
        round(p, tip, radius * 0.14, radius * 0.14, colour, std::max(1.5, radius * 0.06));
    }
    round(p, centre, radius * breath, radius / breath, mood == Mood::Asleep ? dusk : colour,
          std::max(2.0, radius * 0.08));
    face(p, centre + QPointF(0, 0.05 * radius), radius * 1.05, mood, t, {},
         mood == Mood::Asleep ? cream : ink);
}

void flower(QPainter &p, QPointF foot, double height, const QColor &colour, double sway)
{
    if (height < 3)
        return;
    const QPointF head = foot + QPointF(sway * height * 0.2, -height);
    QPainterPath stem(foot);
    stem.quadTo(foot + QPointF(0, -height * 0.5), head);
    p.setBrush(Qt::NoBrush);
    p.setPen(line(std::max(3.0, height * 0.06), QColor(0x3C, 0x7A, 0x45)));
    p.drawPath(stem);
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(0x4F, 0x96, 0x55));
    p.drawEllipse(foot + QPointF(height * 0.13, -height * 0.35), height * 0.13, height * 0.06);
    const double petal = height * 0.15;
    p.setPen(line(std::max(1.5, height * 0.025)));
    p.setBrush(colour);
    for (int i = 0; i < 6; ++i) {
        const double a = turn * i / 6 + sway * 0.3;
        p.drawEllipse(head + QPointF(std::cos(a), std::sin(a)) * petal * 1.05, petal * 0.72, petal * 0.72);
    }
    p.setBrush(sunlight);
    p.drawEllipse(head, petal * 0.7, petal * 0.7);
}

namespace {

void trunk(QPainter &p, QPointF foot, double height, double sway)
{
    QPainterPath path(foot + QPointF(-height * 0.07, 0));
    path.quadTo(foot + QPointF(-height * 0.03, -height * 0.3),
                foot + QPointF(-height * 0.04 + sway * 4, -height * 0.6));
    path.lineTo(foot + QPointF(height * 0.04 + sway * 4, -height * 0.6));
    path.quadTo(foot + QPointF(height * 0.03, -height * 0.3), foot + QPointF(height * 0.07, 0));
    path.closeSubpath();
    shape(p, path, QColor(0x8A, 0x5A, 0x3C), 4);
}

} // namespace

void tree(QPainter &p, QPointF foot, double height, const QColor &crown, double sway)
{
    trunk(p, foot, height, sway);
    const QPointF top = foot + QPointF(sway * 8, -height * 0.68);
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addEllipse(top + QPointF(-0.2, 0.06) * height, height * 0.19, height * 0.17);
    path.addEllipse(top + QPointF(0.2, 0.05) * height, height * 0.19, height * 0.17);
    path.addEllipse(top + QPointF(0, -0.1) * height, height * 0.25, height * 0.22);
    shape(p, path.simplified(), crown, 4);
}

void bareTree(QPainter &p, QPointF foot, double height, double sway)
{
    trunk(p, foot, height, sway);
    p.setBrush(Qt::NoBrush);
    p.setPen(line(height * 0.035, QColor(0x6F, 0x48, 0x31)));
    const QPointF top = foot + QPointF(sway * 4, -height * 0.58);
    for (const QPointF tip :
         {QPointF(-0.26, -0.22), QPointF(-0.1, -0.36), QPointF(0.11, -0.34), QPointF(0.27, -0.2)}) {
        QPainterPath branch(top);
        branch.quadTo(top + QPointF(tip.x() * 0.2, tip.y() * 0.8) * height,
                      top + QPointF(tip.x() * height + sway * 6, tip.y() * height));
        p.drawPath(branch);
    }
}

void fir(QPainter &p, QPointF foot, double height, const QColor &colour, double snow)
{
    QPainterPath stem;
    stem.addRect(QRectF(foot.x() - height * 0.04, foot.y() - height * 0.16, height * 0.08, height * 0.16));
    shape(p, stem, QColor(0x6F, 0x48, 0x31), 3);
    for (int i = 0; i < 3; ++i) {
        const double y = foot.y() - height * (0.12 + 0.24 * i);
        const double half = height * (0.3 - 0.07 * i);
        const auto layer = [&](double low) {
            return pebble({{foot.x() - half * 1.15, y + 8},
                           {foot.x() - half * 0.3, y - height * 0.2},
                           {foot.x(), y - height * 0.5},
                           {foot.x() + half * 0.3, y - height * 0.2},
                           {foot.x() + half * 1.15, y + 8},
                           {foot.x(), y + low}});
        };
        shape(p, layer(0), colour, 3);
        if (snow > 0) {
            p.setPen(Qt::NoPen);
            p.setBrush(QColor(255, 255, 255, static_cast<int>(230 * snow)));
            p.drawPath(pebble({{foot.x() - half * 0.45, y - height * 0.1},
                               {foot.x(), y - height * 0.42},
                               {foot.x() + half * 0.45, y - height * 0.1},
                               {foot.x(), y - height * 0.17}}));
        }
    }
}

void house(QPainter &p, QPointF foot, double size, const QColor &roof, double lamp)
{
    QPainterPath wall;
    wall.addRoundedRect(QRectF(foot.x() - size * 0.4, foot.y() - size * 0.62, size * 0.8, size * 0.64), 6, 6);
    shape(p, wall, mix(paper, dusk, 0.35 * lamp), 4);
    QPainterPath top;
    top.moveTo(foot + QPointF(-0.55, -0.56) * size);
    top.quadTo(foot + QPointF(-0.05, -1.22) * size, foot + QPointF(0, -1.18) * size);
    top.quadTo(foot + QPointF(0.05, -1.22) * size, foot + QPointF(0.55, -0.56) * size);
    top.closeSubpath();
    shape(p, top, roof, 4);
    const QColor pane = mix(sea, sunlight, lamp);
    if (lamp > 0)
        glow(p, foot + QPointF(0.17, -0.36) * size, size * 0.5, sunlight, 0.4 * lamp);
    QPainterPath window;
    window.addRoundedRect(QRectF(foot.x() + size * 0.05, foot.y() - size * 0.48, size * 0.24, size * 0.24), 5,
                          5);
    shape(p, window, pane, 3);
    QPainterPath door;
    door.addRoundedRect(QRectF(foot.x() - size * 0.27, foot.y() - size * 0.38, size * 0.22, size * 0.4), 10,
                        10);
    shape(p, door, coral, 3);
}

void grass(QPainter &p, double y, double shift, const QColor &colour, int seed)
{
    p.setPen(line(4, colour));
    for (int i = 0; i < 26; ++i) {
        const double x = std::fmod(chance(seed, i) * 1400 - std::fmod(shift, 1400) + 2800, 1400) - 60;
        const double base = y + chance(seed, i + 50) * (pageHeight - y - 20);
        p.drawLine(QPointF(x, base), QPointF(x - 5, base - 16));
        p.drawLine(QPointF(x, base), QPointF(x + 1, base - 21));
        p.drawLine(QPointF(x, base), QPointF(x + 7, base - 15));
    }
}

void butterfly(QPainter &p, QPointF centre, double size, const QColor &colour, double t)
{
    const double flap = 0.45 + 0.55 * std::abs(wave(t, 0.55));
    p.setPen(line(2.5));
    p.setBrush(colour);
    for (const double side : {-1.0, 1.0}) {
        p.drawEllipse(centre + QPointF(side * size * 0.42 * flap, -size * 0.22), size * 0.42 * flap,
                      size * 0.36);
        p.drawEllipse(centre + QPointF(side * size * 0.32 * flap, size * 0.25), size * 0.3 * flap,
                      size * 0.26);
    }
    p.setPen(line(size * 0.16));
    p.drawLine(centre + QPointF(0, -size * 0.35), centre + QPointF(0, size * 0.38));
}

void rainbow(QPainter &p, QPointF centre, double radius, double opacity)
{
    if (opacity <= 0)
        return;
    p.save();
    p.setOpacity(opacity * 0.75);
    p.setBrush(Qt::NoBrush);
    const QList<QColor> bands{QColor(0xE8, 0x7A, 0x70), QColor(0xF5, 0xB0, 0x60), QColor(0xFF, 0xDE, 0x7A),
                              QColor(0x93, 0xCF, 0x8C), QColor(0x7F, 0xB7, 0xE0), QColor(0xB0, 0x8F, 0xD0)};
    const double width = radius * 0.055;
    for (qsizetype i = 0; i < bands.size(); ++i) {
        p.setPen(QPen(bands[i], width + 1, Qt::SolidLine, Qt::FlatCap));
        const double r = radius - width * double(i);
        p.drawArc(QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r), 0, 180 * 16);
    }
    p.restore();
}

void falling(QPainter &p, int count, int seed, double t, double size, const QList<QColor> &colours,
             double speed)
{
    p.setPen(Qt::NoPen);
    for (int i = 0; i < count; ++i) {
        const double pace = speed * (0.6 + 0.8 * chance(seed, 5 * i));
        const double y = std::fmod(chance(seed, 5 * i + 1) * 800 + t * pace, 800) - 40;
        const double x = chance(seed, 5 * i + 2) * 1340 - 30 +
                         30 * wave(t, 3 + 3 * chance(seed, 5 * i + 3), chance(seed, i));
        const double s = size * (0.6 + 0.8 * chance(seed, 5 * i + 4));
        p.setBrush(colours[i % colours.size()]);
        p.drawEllipse(QPointF(x, y), s,
                      s * (colours.size() > 1 ? 0.6 + 0.3 * wave(t, 1.6, chance(seed, i)) : 1));
    }
}

} // namespace Medio::Films
