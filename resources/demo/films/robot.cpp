// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/cast.h"
#include "resources/demo/films/stories.h"

#include <algorithm>
#include <cmath>

namespace Medio::Films {

namespace {

/// The robot rolls along its bed with the can; each sprout it waters flowers, the last one above everything.
void paint(QPainter &p, double t)
{
    fillSky(p, sky, paper);
    sun(p, {640, 130}, 62, t > 16 ? Mood::Delighted : Mood::Awake, t);
    cloud(p, {200 + 8 * t, 120}, 100, QColor(255, 255, 255, 230));
    cloud(p, {700 + 5 * t, 190}, 78, QColor(255, 255, 255, 210));
    hill(p, 470, 40, 900, 300, QColor(0xA9, 0xD6, 0x90));
    house(p, {1120, 520}, 150, coral, 0);
    tree(p, {150, 540}, 260, QColor(0x6F, 0xB3, 0x6A), wave(t, 5));
    hill(p, 540, 18, 1200, 100, meadow);
    p.setPen(Qt::NoPen); // the bed
    p.setBrush(QColor(0x8A, 0x5F, 0x44));
    p.drawRoundedRect(QRectF(-40, 600, 1360, 160), 40, 40);
    p.setBrush(QColor(0x79, 0x51, 0x39));
    for (int i = 0; i < 14; ++i)
        p.drawEllipse(QPointF(60.0 + i * 95 + 30 * chance(2, i), 632 + 60 * chance(3, i)), 16, 6);

    // It stops at four places and waters there.
    const QList<double> stops{1.4, 4.6, 7.8, 11.0};
    double x = -170;
    double pour = 0;
    for (qsizetype i = 0; i < stops.size(); ++i) {
        x = mix(x, 120.0 + 235 * double(i), ease(t, stops[i] - 1.4, stops[i]));
        pour = std::max(pour, during(t, stops[i], stops[i] + 1.8, 0.4));
    }
    const QList<QColor> colours{rose, lavender, coral.lighter(120), sunlight};
    for (qsizetype i = 0; i < stops.size(); ++i) {
        const QPointF foot(120.0 + 235 * double(i) + 185, 622);
        const double grown = ease(t, stops[i] + 0.8, stops[i] + 2.6);
        if (grown < 0.2) { // a sprout: two leaves
            const double high = 34 + 8 * wave(t, 2, double(i) * 0.3) + 60 * grown;
            p.setPen(QPen(QColor(0x3C, 0x7A, 0x45), 6, Qt::SolidLine, Qt::RoundCap));
            p.drawLine(foot, foot - QPointF(0, high));
            for (const double side : {-1.0, 1.0})
                shape(p,
                      pebble({foot + QPointF(0, -high), foot + QPointF(side * 16, -high - 20),
                              foot + QPointF(side * 34, -high - 14), foot + QPointF(side * 20, -high + 2)}),
                      QColor(0x6F, 0xB9, 0x62), 3);
            continue;
        }
        if (i < 3) {
            flower(p, foot,
                   150 * ease(grown, 0.2, 1) *
                       (1 + 0.05 * wave(t, 0.8) * during(t, stops[i] + 2.6, stops[i] + 3.4)),
                   colours[i], wave(t, 3, double(i) * 0.2));
            continue;
        }
        // The last one takes its time, shakes, and shoots up past the clouds of the page.
        const double tall = ease(grown, 0.2, 1) * 0.35 + ease(t, 14.2, 16) * 0.65;
        const double shiver = 6 * wave(t, 0.18) * during(t, 13.2, 14.3, 0.3);
        const double high = mix(26, 440, tall);
        const QPointF head = foot + QPointF(shiver + 14 * wave(t, 3.4), -high);
        QPainterPath stem(foot);
        stem.quadTo(foot + QPointF(-18, -high * 0.5), head);
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(ink, 22 * (0.3 + 0.7 * tall), Qt::SolidLine, Qt::RoundCap));
        p.drawPath(stem);
        p.setPen(QPen(QColor(0x4F, 0x96, 0x55), 15 * (0.3 + 0.7 * tall), Qt::SolidLine, Qt::RoundCap));
        p.drawPath(stem);
        for (const double side : {-1.0, 1.0})
            shape(p,
                  pebble({foot + QPointF(-8, -high * 0.3), foot + QPointF(side * 60, -high * 0.4),
                          foot + QPointF(side * 90, -high * 0.36), foot + QPointF(side * 60, -high * 0.28)}),
                  QColor(0x4F, 0x96, 0x55), tall > 0.2 ? 4 : 0);
        const double r = 12 + 70 * tall;
        p.setPen(QPen(ink, 4));
        p.setBrush(sunlight);
        for (int k = 0; k < 14; ++k) {
            const double a = k * 2 * 3.14159265 / 14 + 0.05 * wave(t, 3);
            p.drawEllipse(head + QPointF(std::cos(a), std::sin(a)) * r * 1.05, r * 0.34, r * 0.34);
        }
        round(p, head, r * 0.86, r * 0.86, QColor(0x9A, 0x62, 0x3A), 4);
        if (tall > 0.5)
            face(p, head, r * 0.95, t > 16 ? Mood::Delighted : Mood::Awake, t, {}, cream);
    }
    const Mood mood = t > 15.4 ? Mood::Delighted : Mood::Awake;
    const double back = 70 * ease(t, 14, 14.6);
    robot(p, {x - back, 640 - 40 * hop(t, 16.2, 16.8) - 40 * hop(t, 17, 17.6) - 30 * hop(t, 17.8, 18.3)}, 270,
          x - back, pour, mood, t);
    butterfly(p, {300 + 60 * t * 0.6 + 60 * wave(t, 4), 400 + 60 * wave(t, 2.7)}, 34, lavender, t);
    if (t > 8)
        butterfly(p, {1250 - 40 * (t - 8) + 40 * wave(t, 3), 330 + 50 * wave(t, 3.1)}, 30, rose, t + 0.3);
    glim(p, {1180 - 220 * ease(t, 16, 18), 300 + 20 * wave(t, 1.8)}, 34 * ease(t, 15.5, 16.5) + 0.1,
         Mood::Delighted, t);
}

void compose(Sound &sound)
{
    play(sound,
         {0.17, 8, Voice::Pluck,
          "c5 . e5 g5 . e5 c5 . d5 . f5 a5 . f5 d5 . e5 . g5 c6 . g5 e5 . d5 . b4 g4 a4 b4 d5 . "
          "c5 . c5 e5 . e5 g5 . a5 . a5 g5 . f5 d5 . e5 . c5 d5 . b4 g4 . c5 - . g4 c5 - . .",
          "C Dm C G C F G C"},
         0.2, 20);
    for (const double at : {1.5, 4.7, 7.9, 11.1}) {
        sound.swell(at, 1.7, 2200, 0.16, -0.2);
        for (int i = 0; i < 5; ++i)
            sound.note(Voice::Bell, at + 1.1 + i * 0.17, 0.3,
                       72 + QList<int>{0, 2, 4, 7, 9}[i] + (at > 5 ? 2 : 0), 0.35, 0.3);
    }
    sound.glide(14.1, 1.9, 55, 79, 0.5, 0.3);
    sound.glide(16.2, 0.4, 76, 83, 0.35, -0.3, 0.4);
    sound.glide(17.0, 0.4, 78, 85, 0.35, -0.3, 0.4);
}

} // namespace

QList<Story> robotStories()
{
    return {{QStringLiteral("robot"), QStringLiteral("robot.m3u8"), 20, 17.0, paint, compose}};
}

} // namespace Medio::Films
