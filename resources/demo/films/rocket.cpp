// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/cast.h"
#include "resources/demo/films/stories.h"

#include <algorithm>

namespace Medio::Films {

namespace {

/// The rocket wakes on its hill, flies through the clouds to the moon, and Glim comes out to greet it.
void paint(QPainter &p, double t)
{
    const double up = ease(t, 2.6, 7.2);     // how far from the garden
    const double landed = ease(t, 7.4, 9.2); // how near the moon's ground
    fillSky(p, mix(mix(dusk, night, up), deep, landed), mix(mix(rose, dusk, up), night, landed));
    stars(p, 110, 3, t, ease(t, 3.5, 6));

    // The moon grows from a far disc; its ground comes up at the end.
    if (landed < 1)
        moon(p, mix(QPointF(1010, 130), QPointF(860, 330), ease(t, 4.5, 7.6)),
             mix(46, 190, ease(t, 4.5, 7.6)), t < 6.6 ? Mood::Awake : Mood::Delighted, t);
    p.save(); // the clouds are nearer than the moon and pass by
    p.translate(0, up * 1500);
    for (int i = 0; i < 3; ++i)
        cloud(p, {200.0 + i * 430 + 18 * wave(t, 9, i * 0.3), -160.0 - 190 * i}, 150,
              mix(rose.lighter(135), lavender, 0.35 * i));
    p.restore();
    p.save();
    p.translate(0, up * 900);
    hill(p, 560, 46, 900, 120, QColor(0x4C, 0x6E, 0x5C));
    hill(p, 620, 30, 700, 400, QColor(0x3B, 0x59, 0x4A));
    fir(p, {180, 620}, 190, QColor(0x2F, 0x5A, 0x48));
    fir(p, {300, 640}, 130, QColor(0x35, 0x63, 0x4E));
    house(p, {1030, 640}, 170, coral, 1);
    p.restore();

    if (landed > 0) {
        const double y = mix(980, 560, landed);
        p.setPen(Qt::NoPen);
        p.setBrush(QColor(0xF3, 0xDD, 0xA2));
        p.drawEllipse(QPointF(640, y + 720), 1300, 760);
        p.setBrush(QColor(0xE2, 0xC2, 0x80));
        p.drawEllipse(QPointF(260, y + 60), 110, 26);
        p.drawEllipse(QPointF(890, y + 40), 130, 30);
        p.drawEllipse(QPointF(620, y + 130), 80, 18);
        // The earth looks on
        round(p, {1090, 150}, 64, 64, sea, 4);
        p.setPen(Qt::NoPen);
        p.setBrush(meadow);
        p.drawPath(pebble({{1060, 110}, {1100, 100}, {1110, 130}, {1080, 150}, {1056, 140}}));
        p.drawPath(pebble({{1100, 165}, {1135, 158}, {1130, 190}, {1105, 195}}));
        const double greet = ease(t, 9.4, 10.1);
        glim(p, {890, y + 40 - 105 * greet - 46 * hop(t, 10.3, 10.9) - 46 * hop(t, 11, 11.6)},
             58 * greet + 0.1, greet >= 1 ? Mood::Delighted : Mood::Awake, t);
        // The crater's near rim, so that Glim comes out of it
        p.setPen(Qt::NoPen);
        p.setBrush(QColor(0xF3, 0xDD, 0xA2));
        p.drawPath(pebble({{730, y + 40},
                           {800, y + 66},
                           {890, y + 71},
                           {980, y + 66},
                           {1050, y + 40},
                           {1050, y + 170},
                           {730, y + 170}}));
    }

    const double x = 520 + 30 * wave(t, 2.6) * during(t, 3, 8);
    const double y =
        mix(mix(560, 330, ease(t, 2.4, 4.2)), 452, landed) - 26 * hop(t, 1.6, 2.0) - 40 * hop(t, 10.4, 11.1);
    const double flame = during(t, 2.2, 9.1, 0.4);
    if (t > 2.0 && t < 5.0) { // smoke at the start
        p.setPen(Qt::NoPen);
        for (int i = 0; i < 10; ++i) {
            const double age = std::clamp((t - 2.1 - i * 0.09) / 2.2, 0.0, 1.0);
            p.setBrush(QColor(255, 248, 231, static_cast<int>(200 * (1 - age) * ease(t, 2.1, 2.5))));
            p.drawEllipse(QPointF(520 + (chance(5, i) - 0.5) * 520 * age, 650 + up * 900 - 30 * chance(6, i)),
                          20 + 60 * age, 16 + 44 * age);
        }
    }
    rocket(p, {x, y}, 230, 5 * wave(t, 2.2) * during(t, 2.6, 8.4), flame,
           t < 1.2 ? Mood::Sleepy : (t > 9.6 ? Mood::Delighted : Mood::Awake), t);
    if (t > 10) {
        for (int i = 0; i < 7; ++i) {
            const double age = std::clamp((t - 10 - i * 0.12) / 1.8, 0.0, 1.0);
            QColor colour = i % 2 == 0 ? gold : teal;
            colour.setAlphaF(static_cast<float>(0.9 * during(age, 0.01, 1, 0.3)));
            p.setPen(Qt::NoPen);
            p.setBrush(colour);
            p.drawEllipse(QPointF(700 + (chance(8, i) - 0.5) * 300, 400 - 170 * age), 9, 9);
        }
    }
}

void compose(Sound &sound)
{
    sound.swell(2.1, 6.6, 260, 0.5);
    sound.swell(2.4, 4.5, 700, 0.22, 0.3);
    sound.glide(1.55, 0.5, 67, 76, 0.5);
    play(sound,
         {0.2, 8, Voice::Marimba,
          "g4 . c5 . e5 - d5 c5 e5 - g5 - e5 - . . a4 . c5 . f5 - e5 d5 g5 - e5 - d5 - . . "
          "c5 e5 g5 - c6 - g5 - a5 - g5 e5 d5 - e5 - c5 - e5 - g5 - e5 - c6 - - - . . . .",
          "C Em F G C Am C C"},
         0.2, 12);
    for (int i = 0; i < 5; ++i)
        sound.note(Voice::Bell, 9.5 + i * 0.16, 0.4, 79 + QList<int>{0, 4, 7, 9, 12}[i], 0.5, 0.4);
}

} // namespace

QList<Story> rocketStories()
{
    return {{QStringLiteral("rocket"), QStringLiteral("rocket.mp4"), 12, 11.3, paint, compose}};
}

} // namespace Medio::Films
