// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/art/figures.h"

#include <algorithm>
#include <cmath>

namespace Medio::Screens {
namespace {

struct Feeler
{
    QPointF bend;
    QPointF tip;
};

QColor stalkColour(const Palette &c)
{
    return c.night ? mixed(c.light, c.ink, 0.35) : c.ink;
}

void feeler(Pencil &pencil, QPointF root, const Feeler &shape, const QColor &bulb, bool asleep)
{
    QPainterPath path;
    path.moveTo(root);
    path.quadTo(shape.bend, shape.tip);
    pencil.stroke(path, asleep ? bulb : stalkColour(pencil.c), pencil.line * 0.9);
    pencil.body(circle(shape.tip, 5.8), bulb, pencil.line * 0.7);
}

/// A ball of light: brightest where the light comes out, a little warmer at the rim.
void ball(Pencil &pencil, const QPainterPath &path, const QColor &light, QPointF heart, double radius)
{
    QRadialGradient glow(heart, radius);
    glow.setColorAt(0, mixed(light, QColor(255, 250, 226), pencil.c.night ? 0.45 : 0.62));
    glow.setColorAt(0.55, light);
    glow.setColorAt(1, mixed(light, QColor(0xE8, 0x7E, 0x1C), pencil.c.night ? 0.30 : 0.42));
    pencil.flat(path, glow);
}

void shine(Pencil &pencil, QPointF at, double rx, double ry, double degrees)
{
    pencil.flat(oval(at, rx, ry, degrees), QColor(255, 255, 255, pencil.c.night ? 90 : 165));
}

/// A heavy lid that hangs over a round eye, lower on the outside: squashed eyes look sly, straight
/// lids cross.
void sleepyEye(Pencil &pencil, QPointF centre, double radius, const QColor &lid)
{
    const double out = centre.x() < 0 ? -1 : 1;
    const QPointF inner = centre + QPointF(-out * radius * 1.12, -radius * 0.34);
    const QPointF outer = centre + QPointF(out * radius * 1.12, -radius * 0.10);
    const QPointF sag = centre + QPointF(out * radius * 0.1, radius * 0.95);
    pencil.eye(centre + QPointF(0, radius * 0.2), radius * 1.05);
    QPainterPath cover(inner);
    cover.quadTo(sag, outer);
    cover.lineTo(outer + QPointF(0, -radius * 2.4));
    cover.lineTo(inner + QPointF(0, -radius * 2.4));
    cover.closeSubpath();
    pencil.flat(cover.intersected(circle(centre, radius * 1.5)), lid);
    QPainterPath edge(inner);
    edge.quadTo(sag, outer);
    pencil.stroke(edge, QColor(0x1B, 0x24, 0x40), pencil.line * 0.5);
    pencil.dot(centre + QPointF(-radius * 0.25, radius * 0.68), radius * 0.24, radius * 0.24,
               QColor(255, 255, 255, 220));
}

} // namespace

void drawGlim(Pencil &pencil, Mood mood)
{
    QPainter &p = pencil.p;
    const Palette &c = pencil.c;
    const double line = pencil.line;
    const bool asleep = mood == Mood::Asleep;
    const QColor face = asleep ? c.dream : QColor(0x1B, 0x24, 0x40);
    const QColor light = asleep ? mixed(c.asleep, c.dream, c.night ? 0.10 : 0.18) : c.light;

    p.save();
    p.translate(0, 50);
    if (mood == Mood::CuriousSide) {
        p.scale(0.93, 0.93);
        p.rotate(12);
        p.translate(-4, 0);
    }
    if (mood == Mood::Puzzled) {
        p.scale(0.95, 0.95);
        p.rotate(-9);
        p.translate(3, 0);
    }
    p.translate(0, -50);

    // Wing-cases peep out on both sides
    const QColor shell = asleep ? c.tone(0xff4E6C8C) : c.tone(0xff58B368);
    for (const int side : {-1, 1}) {
        const double spread = mood == Mood::Delighted ? 34 : 12;
        pencil.body(oval(QPointF(side * 30, 9), 15, 24, -side * spread), shell);
        pencil.dot(QPointF(side * 38, 4), 3.1, 3.1, mixed(shell, c.ink, 0.45));
        pencil.dot(QPointF(side * 37.5, 16), 2.5, 2.5, mixed(shell, c.ink, 0.45));
    }
    // Feet
    for (const int side : {-1, 1})
        pencil.body(oval(QPointF(side * 14, 42.5), 9, 5), c.tone(0xffE8873A));

    // Feelers
    Feeler left{{-15, -36}, {-23, -40}};
    Feeler right{{15, -36}, {23, -40}};
    switch (mood) {
    case Mood::Delighted:
        left = {{-11, -38}, {-17, -44}};
        right = {{11, -38}, {17, -44}};
        break;
    case Mood::CuriousSide:
        left = {{-4, -38}, {-6, -44}};
        right = {{20, -38}, {28, -38}};
        break;
    case Mood::CuriousDown:
        left = {{-20, -38}, {-30, -32}};
        right = {{20, -38}, {30, -32}};
        break;
    case Mood::Puzzled: {
        // A question mark of its own
        QPainterPath hook;
        hook.moveTo(12, -22);
        hook.cubicTo(13, -32, 26, -28, 25, -37);
        hook.cubicTo(24, -46, 10, -46, 10, -38);
        pencil.stroke(hook, stalkColour(c), line * 0.95);
        pencil.body(circle({10, -38}, 5.0), light, line * 0.8);
        break;
    }
    case Mood::Sleepy:
    case Mood::Asleep:
        left = {{-22, -34}, {-33, -24}};
        right = {{22, -34}, {33, -24}};
        break;
    default:
        break;
    }
    feeler(pencil, {-12, -22}, left, light, asleep);
    if (mood != Mood::Puzzled)
        feeler(pencil, {12, -22}, right, light, asleep);

    // The ball of light
    const QPainterPath round = pebble({0, 9}, 37, 34, 2.35);
    if (asleep) {
        pencil.fill(round, light);
    } else {
        ball(pencil, round, light, {0, 16}, 46);
        shine(pencil, {-15, -14}, 9.5, 4.6, -28);
        shine(pencil, {-1.5, -19}, 2.6, 1.9, -10);
    }
    pencil.stroke(round, c.ink, line);

    // Face
    if (!asleep) {
        pencil.cheek({-25, 16}, 6.6);
        pencil.cheek({25, 16}, 6.6);
    }
    const double weight = line * 0.85;
    const double eyes = 14.5;
    switch (mood) {
    case Mood::Awake:
        pencil.eye({-eyes, 6}, 6.4);
        pencil.eye({eyes, 6}, 6.4);
        pencil.smile({0, 15}, 15, 6, face, weight);
        break;
    case Mood::Blink:
        pencil.closedEye({-eyes, 6}, 11, face, weight);
        pencil.closedEye({eyes, 6}, 11, face, weight);
        pencil.smile({0, 15}, 15, 6, face, weight);
        break;
    case Mood::CuriousDown:
        pencil.eye({-eyes + 1, 10}, 6.8, {0, 1.5});
        pencil.eye({eyes - 1, 10}, 6.8, {0, 1.5});
        pencil.body(oval({0, 23}, 4.2, 3.6), QColor(0xB5, 0x3F, 0x3A), weight * 0.8);
        break;
    case Mood::CuriousSide:
        pencil.eye({-eyes + 5, 6}, 6.8, {1.5, 0});
        pencil.eye({eyes + 4, 6}, 6.8, {1.5, 0});
        pencil.body(oval({6, 18}, 4.2, 3.8), QColor(0xB5, 0x3F, 0x3A), weight * 0.8);
        break;
    case Mood::Delighted: {
        pencil.happyEye({-eyes, 5}, 12, face, weight);
        pencil.happyEye({eyes, 5}, 12, face, weight);
        QPainterPath mouth;
        mouth.moveTo(-9.5, 13);
        mouth.quadTo(0, 16, 9.5, 13);
        mouth.cubicTo(9, 27, -9, 27, -9.5, 13);
        pencil.flat(mouth, QColor(0x8E, 0x2B, 0x33));
        pencil.flat(oval({0, 23}, 5.4, 3.6).intersected(mouth), QColor(0xF5, 0x8A, 0x78));
        pencil.stroke(mouth, face, weight * 0.9);
        break;
    }
    case Mood::Waiting:
        pencil.eye({-eyes, 4}, 6.4, {1.4, -1.6});
        pencil.eye({eyes, 4}, 6.4, {1.4, -1.6});
        pencil.smile({1, 16}, 10, 3, face, weight);
        break;
    case Mood::Puzzled: {
        pencil.eye({-eyes, 5}, 6.9, {1, -1});
        pencil.eye({eyes, 6}, 5.9, {1, -1});
        QPainterPath wave;
        wave.moveTo(-8, 18);
        wave.cubicTo(-4, 14, -1, 21, 2, 17.5);
        wave.quadTo(5, 15, 8, 18);
        pencil.stroke(wave, face, weight);
        break;
    }
    case Mood::Sleepy:
        sleepyEye(pencil, {-eyes, 7}, 6.4, mixed(light, QColor(0xE8, 0x7E, 0x1C), 0.15));
        sleepyEye(pencil, {eyes, 7}, 6.4, mixed(light, QColor(0xE8, 0x7E, 0x1C), 0.15));
        pencil.smile({0, 18}, 9, 3.2, face, weight);
        break;
    case Mood::Asleep:
        pencil.closedEye({-eyes, 7}, 13, face, weight);
        pencil.closedEye({eyes, 7}, 13, face, weight);
        pencil.stroke(oval({0, 19}, 2.8, 2.4), face, weight * 0.8);
        break;
    }
    p.restore();
}

void drawFriend(Pencil &pencil, FriendKind kind, double rest)
{
    const Palette &c = pencil.c;
    const double line = pencil.line;
    if (rest <= 0) {
        // Asleep: other size, shape, brightness, face and outline
        const QPainterPath body = pebble({0, 24}, 34, 20, 2.3);
        for (const int side : {-1, 1}) {
            QPainterPath droop;
            droop.moveTo(side * 14, 8);
            droop.quadTo(side * 26, 0, side * 33, 8);
            pencil.stroke(droop, c.asleep, line * 0.9);
            pencil.flat(circle(QPointF(side * 33, 8), 4.6), c.asleep);
        }
        if (kind == FriendKind::Golden) {
            // Its petals are folded
            for (int i = 0; i < 7; ++i) {
                const double angle = M_PI * (1.08 + 0.14 * i);
                const QPainterPath petal =
                    circle(QPointF(std::cos(angle) * 33, 24 + std::sin(angle) * 21), 7.5);
                pencil.flat(petal, c.asleep);
                pencil.stroke(petal, c.dream, line * 0.5);
            }
        }
        pencil.flat(body, c.asleep);
        pencil.stroke(body, c.dream, line * 0.62);
        pencil.closedEye({-13, 22}, 13, c.dream, line * 0.72);
        pencil.closedEye({13, 22}, 13, c.dream, line * 0.72);
        return;
    }

    // Awake: never smaller than a third, so that the face can be read to the last minute
    const double scale = std::sqrt(0.30 + 0.70 * std::min(rest, 1.0));
    const bool sleepy = rest <= 0.25;
    const QColor light = c.light;
    pencil.p.save();
    pencil.p.translate(0, 44);
    pencil.p.scale(scale, scale);
    pencil.p.translate(0, -44);
    Pencil own(pencil.p, c, line / std::sqrt(scale));
    const QPainterPath body =
        kind == FriendKind::Golden ? pebble({0, 6}, 38, 37, 2.1) : pebble({0, 7}, 39, 36, 2.4);
    for (const int side : {-1, 1}) {
        QPainterPath stalk;
        stalk.moveTo(side * 12, -26);
        stalk.quadTo(side * 16, -36, side * (sleepy ? 30 : 22), sleepy ? -32 : -41);
        own.stroke(stalk, stalkColour(c), own.line * 0.9);
        own.body(circle(QPointF(side * (sleepy ? 30 : 22), sleepy ? -32 : -41), 5.2), light, own.line * 0.75);
    }
    if (kind == FriendKind::Golden) {
        // A crown of petals tells the golden friend without colour
        for (int i = 0; i < 9; ++i) {
            const double angle = i * 2 * M_PI / 9 - M_PI / 2;
            own.body(circle(QPointF(std::cos(angle) * 37, 6 + std::sin(angle) * 36), 9.5), c.tone(0xffFFE9A8),
                     own.line * 0.8);
        }
        ball(own, pebble({0, 6}, 34, 33, 2.1), light, {0, 12}, 44);
        own.stroke(pebble({0, 6}, 34, 33, 2.1), c.ink, own.line);
    } else {
        own.flat(body, light);
        shine(own, {-16, -15}, 9, 4.5, -28);
        own.stroke(body, c.ink, own.line);
    }
    const QColor face(0x1B, 0x24, 0x40);
    own.cheek({-25, 16}, 6);
    own.cheek({25, 16}, 6);
    if (sleepy) {
        sleepyEye(own, {-14, 6}, 7, mixed(light, QColor(0xE8, 0x7E, 0x1C), 0.12));
        sleepyEye(own, {14, 6}, 7, mixed(light, QColor(0xE8, 0x7E, 0x1C), 0.12));
        own.smile({0, 19}, 10, 3.6, face, own.line * 0.85);
    } else {
        own.eye({-14, 5}, 7);
        own.eye({14, 5}, 7);
        own.smile({0, 15}, 15, 7, face, own.line * 0.85);
    }
    pencil.p.restore();
}

} // namespace Medio::Screens
