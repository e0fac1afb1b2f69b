// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/art/things.h"

#include <array>
#include <cmath>

namespace Medio::Screens {
namespace {

/// A mitten that points up, wrist at the bottom; thumb on the right.
void mitten(Pencil &k, const QColor &wool, const QColor &sleeve, double arm = 40)
{
    const QPainterPath thumb = oval({25, 2}, 9.5, 19, 34);
    const QPainterPath palm = rounded(QRectF(-22, -44, 44, 66), 21);
    k.body(rounded(QRectF(-20, 22, 40, arm), 6), sleeve);
    const QPainterPath hand = joined({palm, thumb});
    k.body(hand, wool);
    k.body(rounded(QRectF(-25, 14, 50, 15), 7), k.c.tone(0xffFFF8E7));
    for (const int x : {-12, 0, 12}) {
        QPainterPath rib;
        rib.moveTo(x, 19);
        rib.lineTo(x, 24);
        k.stroke(rib, mixed(k.c.tone(0xffFFF8E7), k.c.ink, 0.35), k.line * 0.6);
    }
}

QPainterPath starPath(double radius)
{
    QList<QPointF> points;
    for (int i = 0; i < 10; ++i) {
        const double angle = M_PI * i / 5 - M_PI / 2;
        const double r = i % 2 == 0 ? radius : radius * 0.56;
        points.append({std::cos(angle) * r, std::sin(angle) * r});
    }
    return smooth(points);
}

QPainterPath leafPath()
{
    QPainterPath leaf;
    leaf.moveTo(0, 44);
    leaf.cubicTo(-42, 26, -36, -22, 0, -45);
    leaf.cubicTo(36, -22, 42, 26, 0, 44);
    return leaf;
}

void turned(Pencil &k, QPointF at, double degrees, double scale, auto &&draw)
{
    k.p.save();
    k.p.translate(at);
    k.p.rotate(degrees);
    k.p.scale(scale, scale);
    Pencil own(k.p, k.c, k.line / scale);
    draw(own);
    k.p.restore();
}

QColor grownUp(const Palette &c)
{
    return c.night ? QColor(0x9A, 0x6F, 0xC4) : QColor(0x8E, 0x4F, 0xB4);
}

} // namespace

void drawHands(Pencil &k)
{
    turned(k, {10, -16}, 198, 0.74, [&](Pencil &own) {
        mitten(own, grownUp(k.c), k.c.night ? QColor(0x6E, 0x4A, 0x9C) : QColor(0x61, 0x1C, 0x85));
    });
    turned(k, {-8, 22}, 14, 0.44,
           [&](Pencil &own) { mitten(own, k.c.tone(0xffFFB63D), k.c.tone(0xffE8734F)); });
}

void drawRoofHand(Pencil &k, double right)
{
    turned(k, {0, 0}, -90, 1.0, [&](Pencil &own) {
        mitten(own, grownUp(k.c), k.c.night ? QColor(0x6E, 0x4A, 0x9C) : QColor(0x61, 0x1C, 0x85), right);
    });
}

void drawBadge(Pencil &k)
{
    k.body(rounded(QRectF(-48, -26, 96, 52), 26), k.c.tone(0xffFFF8E7));
    turned(k, {-20, 1}, 0, 0.36, [](Pencil &own) { own.body(starPath(50), own.c.light); });
    turned(k, {22, 0}, 28, 0.36, [](Pencil &own) { own.body(leafPath(), own.c.tone(0xff58B368)); });
}

void drawChip(Pencil &k, bool known)
{
    const QColor rim = known ? k.c.tone(0xffF2765A) : k.c.tone(0xffA2A8B8);
    k.body(pebble({0, 0}, 44, 44, 2.15), rim);
    const QPainterPath face = pebble({0, -1}, 32, 32, 2.15);
    k.fill(face, known ? k.c.tone(0xffFFF3D6) : k.c.tone(0xffD6DAE4));
    k.stroke(face, k.c.ink, k.line * 0.7);
    if (known) {
        turned(k, {0, 0}, 0, 0.42, [](Pencil &own) { own.body(starPath(52), own.c.light); });
    } else {
        // Nobody's picture: a blank face that wonders
        k.eye({-11, -4}, 4.6);
        k.eye({11, -4}, 4.6);
        QPainterPath mouth;
        mouth.moveTo(-7, 12);
        mouth.lineTo(7, 11);
        k.stroke(mouth, QColor(0x1B, 0x24, 0x40), k.line * 0.8);
    }
}

void drawEmptyChip(Pencil &k)
{
    k.body(pebble({0, 0}, 44, 44, 2.15), k.c.tone(0xffC8B27E));
    const QPainterPath face = pebble({0, -1}, 32, 32, 2.15);
    k.fill(face, k.c.tone(0xffA48F5E));
    k.stroke(face, k.c.ink, k.line * 0.7);
    // The friend's shape, petals and all, is left in it
    QList<QPainterPath> shape{circle({0, 1}, 16)};
    for (int i = 0; i < 9; ++i) {
        const double angle = i * 2 * M_PI / 9 - M_PI / 2;
        shape.append(circle({17 * std::cos(angle), 1 + 17 * std::sin(angle)}, 6));
    }
    const QPainterPath hole = joined(shape);
    k.flat(hole, k.c.asleep);
    k.stroke(hole, k.c.dream, k.line * 0.5);
}

void drawPhone(Pencil &k)
{
    k.body(rounded(QRectF(-25, -47, 50, 94), 11), k.c.tone(0xff8E95AC));
    const QPainterPath screen = rounded(QRectF(-18, -37, 36, 66), 5);
    k.flat(screen, k.c.tone(0xffC9D2E2));
    k.stroke(screen, k.c.ink, k.line * 0.6);
    k.flat(circle({0, 38}, 4.2), k.c.tone(0xffD6DAE4));
    const QColor face = k.c.tone(0xff3B4560);
    k.closedEye({-8.5, -6}, 9, face, k.line * 0.7);
    k.closedEye({8.5, -6}, 9, face, k.line * 0.7);
    k.stroke(oval({0, 5}, 2.4, 2), face, k.line * 0.6);
}

void drawCard(Pencil &k)
{
    k.body(rounded(QRectF(-47, -30, 94, 60), 9), k.c.tone(0xffB4BBCB));
    k.flat(rounded(QRectF(-45.5, -20, 91, 11), 1), k.c.tone(0xff646D87));
    const QPainterPath contact = rounded(QRectF(-36, -2, 20, 15), 4);
    k.flat(contact, k.c.tone(0xffE4E7EE));
    k.stroke(contact, k.c.ink, k.line * 0.55);
    const QColor face = k.c.tone(0xff3B4560);
    k.closedEye({6, 5}, 9, face, k.line * 0.7);
    k.closedEye({26, 5}, 9, face, k.line * 0.7);
    k.stroke(oval({16, 15}, 2.4, 2), face, k.line * 0.6);
}

void drawHollow(Pencil &k, bool lit)
{
    const QPainterPath outer = pebble({0, 0}, 46, 46, 2.15);
    if (!lit) {
        k.flat(outer, k.c.night ? QColor(0x22, 0x2B, 0x58) : QColor(0xB9, 0xC3, 0xCC));
        QPen dashes(k.c.night ? k.c.dream : k.c.ink, k.line * 0.9, Qt::CustomDashLine, Qt::RoundCap,
                    Qt::RoundJoin);
        dashes.setDashPattern({1.6, 2.6});
        k.p.strokePath(outer, dashes);
        return;
    }
    // A rim, and a bowl whose upper wall lies in the shade: something belongs in there
    const QColor rim = k.c.night ? QColor(0xC9, 0xAE, 0x52) : QColor(0xFF, 0xEF, 0xC0);
    k.body(outer, rim);
    const QPainterPath bowl = pebble({0, 1}, 34, 34, 2.15);
    QLinearGradient depth(0, -33, 0, 35);
    depth.setColorAt(0, k.c.night ? QColor(0x6E, 0x52, 0x1A) : QColor(0xC9, 0x7A, 0x14));
    depth.setColorAt(0.45, k.c.night ? QColor(0xC4, 0x9A, 0x38) : QColor(0xFF, 0xB7, 0x2E));
    depth.setColorAt(1, k.c.night ? QColor(0xFF, 0xE9, 0xA0) : QColor(0xFF, 0xEB, 0xA6));
    k.flat(bowl, depth);
    k.flat(bowl.subtracted(bowl.translated(0, 6)),
           k.c.night ? QColor(0x4A, 0x36, 0x10) : QColor(0x9C, 0x58, 0x0C));
    k.stroke(bowl, k.c.ink, k.line * 0.75);
    k.p.save();
    k.p.translate(0, 4);
    const QPainterPath star = starPath(17);
    k.flat(star, k.c.night ? QColor(0xFF, 0xF3, 0xC8, 150) : QColor(0xFF, 0xFB, 0xE6, 190));
    k.p.restore();
}

void drawRing(Pencil &k)
{
    k.stroke(pebble({0, 0}, 46, 46, 2.15), k.c.light, k.line * 0.9);
}

void drawGlow(Pencil &k, const QColor &colour)
{
    QRadialGradient light(QPointF(), 50);
    QColor edge = colour;
    edge.setAlpha(0);
    QColor middle = colour;
    middle.setAlphaF(static_cast<float>(colour.alphaF() * 0.42));
    light.setColorAt(0, colour);
    light.setColorAt(0.5, middle);
    light.setColorAt(1, edge);
    k.p.fillRect(QRectF(-50, -50, 100, 100), light);
}

void drawPlug(Pencil &k)
{
    QPainterPath cable;
    cable.moveTo(62, 44);
    cable.cubicTo(40, 52, 34, 20, 14, 24);
    cable.cubicTo(2, 26, 4, 8, -4, 4);
    k.stroke(cable, k.c.ink, k.line * 3.2);
    k.stroke(cable, k.c.tone(0xff6E7894), k.line * 1.4);
    turned(k, {-14, -6}, -48, 1, [](Pencil &own) {
        for (const int side : {-1, 1})
            own.body(rounded(QRectF(side * 8 - 3.6, -38, 7.2, 24), 3.4), own.c.tone(0xffF1D48A));
        own.body(rounded(QRectF(-19, -17, 38, 28), 9), own.c.tone(0xffFFF8E7));
        own.body(rounded(QRectF(-10, 9, 20, 12), 5), own.c.tone(0xff6E7894));
    });
}

void drawLeaf(Pencil &k)
{
    const QPainterPath leaf = leafPath();
    k.body(leaf, k.c.tone(0xff58B368));
    QPainterPath vein;
    vein.moveTo(0, 40);
    vein.lineTo(0, -22);
    k.stroke(vein, mixed(k.c.tone(0xff58B368), k.c.ink, 0.5), k.line * 0.7);
}

void drawPad(Pencil &k)
{
    // A broad leaf seen from the side, like a saucer
    const QColor green = k.c.tone(0xff6DBE6A);
    k.body(smooth({{-48, -4}, {-24, -9}, {0, -10}, {24, -9}, {48, -4}, {34, 8}, {0, 13}, {-34, 8}}), green);
    QPainterPath vein;
    vein.moveTo(-28, 2);
    vein.quadTo(0, 6, 28, 2);
    k.stroke(vein, mixed(green, k.c.ink, 0.35), k.line * 0.6);
}

void drawFlower(Pencil &k, int colour)
{
    static constexpr std::array<QRgb, 4> petals{0xffF58A78, 0xffFFF3D6, 0xffB08AD0, 0xff7CC4EA};
    for (int i = 0; i < 6; ++i) {
        const double angle = 2 * M_PI * i / 6;
        k.body(circle(QPointF(std::cos(angle) * 25, std::sin(angle) * 25), 18),
               k.c.tone(petals[static_cast<size_t>(colour) % 4]));
    }
    k.body(circle({}, 17), k.c.light);
}

void drawBead(Pencil &k, int state)
{
    if (state == 1)
        k.body(circle({}, 40), k.c.light, k.line * 1.5);
    else if (state == 0)
        k.body(circle({}, 30), k.c.tone(0xffFFF8E7), k.line * 1.2);
    else {
        k.flat(circle({}, 30), k.c.asleep);
        k.stroke(circle({}, 30), k.c.night ? k.c.dream : k.c.ink, k.line * 1.2);
    }
}

void drawSeed(Pencil &k, int colour)
{
    static constexpr std::array<QRgb, 5> colours{0xffFFC233, 0xffF2765A, 0xff58B368, 0xff8E4FB4, 0xff4AA5D8};
    const QColor fill = k.c.tone(colours[static_cast<size_t>(colour) % 5]);
    if (colour % 2 == 0)
        k.body(leafPath(), fill, k.line * 1.4);
    else
        k.body(pebble({}, 34, 34), fill, k.line * 1.4);
}

void drawPeg(Pencil &k)
{
    k.body(rounded(QRectF(-11, -34, 22, 68), 9), k.c.tone(0xffE9B872));
    QPainterPath slit;
    slit.moveTo(0, 8);
    slit.lineTo(0, 26);
    k.stroke(slit, k.c.ink, k.line * 0.8);
}

void drawZ(Pencil &k)
{
    QRadialGradient soap(QPointF(-10, -14), 58);
    soap.setColorAt(0, QColor(255, 255, 255, 60));
    soap.setColorAt(0.7, QColor(0xA8, 0xC0, 0xFF, 50));
    soap.setColorAt(1, QColor(0xA8, 0xC0, 0xFF, 130));
    k.flat(circle({}, 42), soap);
    k.stroke(circle({}, 42), k.c.dream, k.line * 0.9);
    k.flat(oval({-15, -17}, 10, 5, -40), QColor(255, 255, 255, 170));
}

void drawBell(Pencil &whole, int waves)
{
    // On a paper disc, so that it is seen before any film
    whole.body(circle({}, 47), whole.c.paper);
    whole.p.save();
    whole.p.scale(0.82, 0.82);
    Pencil k(whole.p, whole.c, whole.line / 0.82);
    constexpr double x = -20;
    const auto arc = [](double radius) {
        QPainterPath path;
        const QRectF box(x + 16 - radius, -2 - radius, 2 * radius, 2 * radius);
        path.arcMoveTo(box, -46);
        path.arcTo(box, -46, 92);
        return path;
    };
    for (int i = 0; i < 4; ++i) {
        const QPainterPath wave = arc(17 + 11.5 * i);
        if (i < waves) {
            k.stroke(wave, k.c.ink, k.line * 2.1);
            k.stroke(wave, k.c.light, k.line * 0.85);
        } else {
            QColor hint = k.c.dream;
            hint.setAlpha(120);
            k.stroke(wave, hint, k.line * 0.7);
        }
    }
    k.stroke(circle({x, -28}, 5), k.c.ink, k.line * 0.9);
    k.body(circle({x, 24}, 7), k.c.tone(0xffC98A2E), k.line * 0.9);
    QPainterPath bell;
    bell.moveTo(x - 25, 19);
    bell.cubicTo(x - 17, 10, x - 19, -4, x - 16, -11);
    bell.cubicTo(x - 11, -28, x + 11, -28, x + 16, -11);
    bell.cubicTo(x + 19, -4, x + 17, 10, x + 25, 19);
    bell.cubicTo(x + 26, 25, x - 26, 25, x - 25, 19);
    bell.closeSubpath();
    k.body(bell, k.c.light);
    const QColor face(0x1B, 0x24, 0x40);
    k.cheek({x - 13, 8}, 3.6);
    k.cheek({x + 13, 8}, 3.6);
    if (waves > 2) { // sings
        k.happyEye({x - 8, -3}, 8, face, k.line * 0.7);
        k.happyEye({x + 8, -3}, 8, face, k.line * 0.7);
        k.dot({x, 9}, 5, 5.5, face);
    } else { // whispers
        k.eye({x - 8, -3}, 3.8);
        k.eye({x + 8, -3}, 3.8);
        k.dot({x, 9}, 2.6, 2.6, face);
    }
    whole.p.restore();
}

void drawPageCorner(Pencil &k)
{
    k.body(rounded(QRectF(-46, -46, 92, 92), 20), k.c.tone(0xffFFF8E7));
    QPainterPath fold;
    fold.moveTo(46, -4);
    fold.lineTo(-4, 46);
    fold.cubicTo(4, 30, 6, 14, 2, 2);
    fold.cubicTo(14, 6, 30, 4, 46, -4);
    k.body(fold, k.c.tone(0xffF6D998));
    for (int i = 0; i < 3; ++i)
        k.flat(circle(QPointF(-24 + i * 17, -18), 5.4), k.c.ink);
}

void drawBoxBack(Pencil &k)
{
    const QColor card = k.c.tone(0xffC98F56);
    // Open lid leans back
    QPainterPath lid;
    lid.moveTo(-44, -8);
    lid.lineTo(-52, -40);
    lid.lineTo(28, -48);
    lid.lineTo(44, -8);
    lid.closeSubpath();
    k.body(lid, mixed(card, Qt::white, 0.12));
    k.body(rounded(QRectF(-44, -10, 88, 40), 4), mixed(card, k.c.ink, 0.45));
}

void drawBoxFront(Pencil &k)
{
    const QColor card = k.c.tone(0xffDDA263);
    k.body(rounded(QRectF(-46, 2, 92, 47), 6), card);
    k.flat(QPainterPath(rounded(QRectF(-46 + k.line / 2, 6, 92 - k.line, 6), 2)), mixed(card, k.c.ink, 0.12));
    turned(k, {-12, 29}, 0, 0.25, [](Pencil &own) { own.body(starPath(50), own.c.light, own.line * 0.8); });
    turned(k, {13, 29}, 28, 0.25,
           [](Pencil &own) { own.body(leafPath(), own.c.tone(0xff58B368), own.line * 0.8); });
}

void drawHouse(Pencil &k, bool windowsLit)
{
    k.body(rounded(QRectF(16, -42, 12, 24), 3), k.c.tone(0xffB4695A));
    k.body(rounded(QRectF(-34, -12, 68, 58), 6), k.c.tone(0xffFFF0D2));
    QPainterPath roof;
    roof.moveTo(-46, -6);
    roof.cubicTo(-30, -14, -12, -34, -4, -42);
    roof.quadTo(0, -46, 4, -42);
    roof.cubicTo(12, -34, 30, -14, 46, -6);
    roof.quadTo(48, 2, 40, 2);
    roof.lineTo(-40, 2);
    roof.quadTo(-48, 2, -46, -6);
    k.body(roof, k.c.tone(0xffE8734F));
    const QColor pane = windowsLit ? QColor(0xFF, 0xD9, 0x6A) : QColor(0x2A, 0x33, 0x66);
    for (const int x : {-18, 18}) {
        k.body(rounded(QRectF(x - 10, 10, 20, 18), 6), pane, k.line * 0.85);
        QPainterPath bars;
        bars.moveTo(x, 11);
        bars.lineTo(x, 27);
        k.stroke(bars, k.c.ink, k.line * 0.6);
    }
    k.body(rounded(QRectF(-7, 30, 14, 16), 5), k.c.tone(0xff8E5F45), k.line * 0.85);
}

void drawEmptyFrame(Pencil &k)
{
    k.body(rounded(QRectF(-50, -40, 100, 80), 9), k.c.tone(0xffC98F56));
    const QPainterPath inside = rounded(QRectF(-37, -27, 74, 54), 5);
    k.flat(inside, k.c.night ? QColor(0x1C, 0x25, 0x4E) : QColor(0xFF, 0xF8, 0xE7));
    QPen dashes(k.c.night ? k.c.dream : QColor(0xA9, 0x9A, 0x84), k.line * 0.7, Qt::CustomDashLine,
                Qt::RoundCap);
    dashes.setDashPattern({1.5, 2.5});
    k.p.strokePath(rounded(QRectF(-29, -19, 58, 38), 6), dashes);
    k.stroke(inside, k.c.ink, k.line * 0.85);
}

void drawShelf(Pencil &k)
{
    for (const int x : {-30, 30}) {
        QPainterPath bracket;
        bracket.moveTo(x, -10);
        bracket.lineTo(x, 14);
        bracket.quadTo(x, -2, x - (x > 0 ? 16 : -16), -8);
        k.stroke(bracket, k.c.ink, k.line * 2.4);
        k.stroke(bracket, k.c.tone(0xffA9714B), k.line * 0.8);
    }
    k.body(rounded(QRectF(-49, -20, 98, 13), 5), k.c.tone(0xffC98F56));
}

namespace {

/// The picture drawn for a film that has none: one of six places, in colours of its own.
void drawInvented(QPainter &p, const QRectF &box, size_t seed, const Palette &c)
{
    static constexpr std::array<std::array<QRgb, 3>, 6> sets{{
        {0xffA9DDF2, 0xff7FC97F, 0xffF2765A},
        {0xffFFD9A0, 0xffE98A5B, 0xff6B5BA8},
        {0xffC5B4F0, 0xff6E8FD8, 0xffFFC233},
        {0xffBDEBD0, 0xff4FAE8B, 0xffE85D75},
        {0xffFBC6B4, 0xffC86B85, 0xff4A85B8},
        {0xff9AD0EC, 0xff3F7CAC, 0xffFFE08A},
    }};
    const auto &set = sets[seed % sets.size()];
    const size_t motif = (seed / 7) % 6;
    const auto fill = [&](const QPainterPath &path, QRgb colour) {
        Pencil(p, c, 2.4).body(path, c.tone(colour));
    };
    p.fillRect(box, c.tone(set[0]));
    p.save();
    p.translate(box.center());
    p.scale(box.width() / 110, box.width() / 110);
    p.fillPath(circle({30, -22}, 10), c.tone(0xffFFF3C4));
    p.fillPath(oval({-30, 46}, 62, 30), c.tone(set[1]));
    p.fillPath(oval({38, 50}, 58, 30), mixed(c.tone(set[1]), c.ink, 0.12));
    switch (motif) {
    case 0: // a boat
        p.fillPath(rounded(QRectF(-60, 20, 120, 40), 0), c.tone(0xff5AA6D6));
        fill(smooth({{-30, 12}, {0, 15}, {30, 12}, {20, 26}, {-20, 26}}), set[2]);
        fill(smooth({{-1, -34}, {-1, 8}, {-24, 6}}), 0xffFFF8E7);
        fill(smooth({{4, -26}, {22, 6}, {4, 8}}), 0xffFFE08A);
        break;
    case 1: // a rocket
        fill(smooth({{-6, 20}, {0, 38}, {6, 20}}), 0xffFFB63D);
        for (const int side : {-1, 1})
            fill(smooth({QPointF(side * 10, 4), QPointF(side * 24, 22), QPointF(side * 9, 20)}), set[2]);
        fill(smooth({{0, -40}, {13, -16}, {12, 14}, {0, 20}, {-12, 14}, {-13, -16}}), 0xffFFF8E7);
        fill(circle({0, -10}, 6.5), 0xff5AA6D6);
        break;
    case 2: // a tree
        fill(rounded(QRectF(-6, 4, 12, 32), 4), 0xffA9714B);
        fill(joined({circle({0, -12}, 22), circle({-18, 0}, 14), circle({18, 0}, 14)}), 0xff58B368);
        for (const QPointF at : {QPointF(-8, -14), QPointF(9, -8), QPointF(0, 3)})
            p.fillPath(circle(at, 3.6), c.tone(0xffF2765A));
        break;
    case 3: // a fish
        fill(smooth({{20, 0}, {42, -16}, {38, 0}, {42, 16}}), set[2]);
        fill(smooth({{-36, 0}, {-10, -20}, {24, 0}, {-10, 20}}), set[2]);
        Pencil(p, c, 2.4).eye({-18, -4}, 4.4);
        break;
    case 4: // a balloon
        fill(rounded(QRectF(-8, 24, 16, 12), 3), 0xffC98F56);
        fill(smooth({{0, -40}, {24, -26}, {24, -4}, {8, 18}, {-8, 18}, {-24, -4}, {-24, -26}}), set[2]);
        fill(smooth({{0, -40}, {9, -16}, {3, 18}, {-3, 18}, {-9, -16}}), 0xffFFF3D6);
        break;
    default: // a train
        fill(rounded(QRectF(-34, -4, 44, 26), 6), set[2]);
        fill(rounded(QRectF(8, -20, 26, 42), 6), 0xff5AA6D6);
        fill(rounded(QRectF(-28, -18, 10, 16), 3), 0xff6E7894);
        fill(rounded(QRectF(14, -14, 14, 12), 3), 0xffFFF3C4);
        for (const int x : {-22, -2, 22})
            fill(circle(QPointF(x, 25), 7.5), 0xff4B5068);
        break;
    }
    p.restore();
}

void pictureInto(Pencil &k, const QRectF &box, double radius, const QImage &picture, size_t seed)
{
    k.p.save();
    k.p.setClipPath(rounded(box, radius), Qt::IntersectClip);
    if (picture.isNull()) {
        drawInvented(k.p, box, seed, k.c);
    } else {
        QRectF part(QPointF(), QSizeF(box.size()).scaled(picture.size(), Qt::KeepAspectRatio));
        part.moveCenter(QRectF(picture.rect()).center());
        k.p.setRenderHint(QPainter::SmoothPixmapTransform);
        k.p.drawImage(box, picture, part);
    }
    k.p.restore();
}

} // namespace

void drawPoster(Pencil &k, const QImage &picture, size_t seed, bool asleep)
{
    const QRectF card(-57, -42, 114, 84);
    const QRectF inside = card.adjusted(7, 7, -7, -7);
    if (asleep) {
        // As the friends sleep: without light, with another outline and closed eyes
        k.flat(rounded(card, 14), k.c.asleep);
        pictureInto(k, inside, 9, picture, seed);
        QColor veil = k.c.asleep;
        veil.setAlpha(205);
        k.flat(rounded(inside, 9), veil);
        k.stroke(rounded(card, 14), k.c.dream, k.line * 0.8);
        k.closedEye({-19, -3}, 24, k.c.dream, k.line * 1.1);
        k.closedEye({19, -3}, 24, k.c.dream, k.line * 1.1);
        k.stroke(oval({0, 17}, 4.5, 3.6), k.c.dream, k.line * 0.8);
        return;
    }
    k.body(rounded(card, 9), k.c.night ? QColor(0xC9, 0xC2, 0xB4) : QColor(0xFF, 0xFB, 0xF0));
    pictureInto(k, inside, 5, picture, seed);
    k.stroke(rounded(inside, 5), k.c.ink, k.line * 0.55);
}

void drawTornPage(Pencil &k, const QImage &picture, size_t seed, int part)
{
    // The tear is a soft wave, no teeth
    QPainterPath half;
    const double gap = part == 0 ? -1.5 : 1.5;
    half.moveTo(-70, 12 + gap);
    half.cubicTo(-44, -8 + gap, -34, 20 + gap, -16, 3 + gap);
    half.cubicTo(0, -12 + gap, 8, 12 + gap, 24, -6 + gap);
    half.cubicTo(36, -18 + gap, 44, -2 + gap, 70, -14 + gap);
    half.lineTo(70, part == 0 ? -70 : 70);
    half.lineTo(-70, part == 0 ? -70 : 70);
    half.closeSubpath();
    const QPainterPath card = rounded(QRectF(-54, -40, 108, 80), 9).intersected(half);
    k.fill(card, k.c.night ? QColor(0xC9, 0xC2, 0xB4) : QColor(0xFF, 0xFB, 0xF0));
    k.p.save();
    QPainterPath inside = half.translated(0, part == 0 ? -5 : 5);
    k.p.setClipPath(inside);
    pictureInto(k, QRectF(-47, -33, 94, 66), 5, picture, seed);
    k.p.restore();
    k.stroke(card, k.c.ink, k.line);
}

} // namespace Medio::Screens
