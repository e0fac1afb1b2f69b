// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/cast.h"
#include "resources/demo/films/stories.h"

#include <cmath>

namespace Medio::Films {

namespace {

/// It is still night. The train goes and fetches the sun, and brings the day back with it.
void paint(QPainter &p, double t)
{
    const double day = ease(t, 9.5, 15);
    fillSky(p, mix(night, sky, day),
            mix(dusk, mix(rose.lighter(140), paper, ease(t, 12, 16)), ease(t, 6.5, 12)));
    stars(p, 120, 12, t, 1 - ease(t, 9, 12.5));
    if (day < 1)
        moon(p, {230, mix(140, 330, day)}, 58, t > 9 ? Mood::Asleep : Mood::Sleepy, t);

    const double way =
        330 * t - 330 * 1.6 * (ease(t, 7, 10.4) - 0) * 0.7; // it slows down at the hill of the sun
    for (int i = 0; i < 4; ++i)
        cloud(p, {std::fmod(i * 420.0 - way * 0.1 + 8000, 1700) - 200, 130.0 + 60 * (i % 2)}, 84,
              mix(QColor(0x4A, 0x55, 0x96), QColor(255, 255, 255, 225), day));
    hill(p, 420, 70, 1100, way * 0.2, mix(QColor(0x2C, 0x38, 0x70), QColor(0xB5, 0xD9, 0xA0), day));

    // The sun waits behind the hills, then hops onto the wagon.
    const double jump = ease(t, 8.6, 10);
    const QPointF waiting(mix(1420, 700, ease(t, 4.5, 8.4)), mix(520, 360, ease(t, 5.5, 8.4)));
    const QPointF front(760 + 8 * wave(t, 2.2), 596);
    const double size = 190;
    const QPointF seat = front + QPointF(-2.12 * size, -0.82 * size);
    const auto theSun = [&] {
        const QPointF at = mix(waiting, seat, jump) - QPointF(0, 190 * hop(t, 8.6, 10));
        sun(p, at, mix(84, 66, jump), t < 7 ? Mood::Asleep : (t < 9.8 ? Mood::Awake : Mood::Delighted), t);
    };
    if (t > 4.5 && jump < 0.5)
        theSun();

    hill(p, 500, 40, 760, way * 0.5, mix(QColor(0x1F, 0x2A, 0x5A), QColor(0x96, 0xC9, 0x82), day));
    for (int i = 0; i < 7; ++i) {
        const double x = std::fmod(i * 300.0 + 60 * chance(3, i) - way * 0.5 + 21000, 2100) - 250;
        const double y = 530 + 12 * chance(4, i);
        if (i % 3 == 0)
            house(p, {x, y}, 110, mix(plum, coral, day), 1 - day);
        else if (i % 3 == 1)
            fir(p, {x, y}, 150, mix(QColor(0x24, 0x40, 0x52), QColor(0x4C, 0x8F, 0x5C), day));
        else
            tree(p, {x, y}, 170, mix(QColor(0x2B, 0x4A, 0x58), QColor(0x74, 0xB8, 0x6C), day),
                 wave(t, 4, i * 0.2));
    }
    hill(p, 585, 5, 900, way, mix(QColor(0x18, 0x21, 0x4A), meadow, day));
    p.setPen(
        QPen(mix(dusk, QColor(0x8A, 0x5F, 0x44), day), 9, Qt::SolidLine, Qt::RoundCap)); // sleepers and rail
    for (int i = 0; i < 24; ++i) {
        const double x = std::fmod(i * 60.0 - way + 60000, 1440) - 80;
        p.drawLine(QPointF(x, 612), QPointF(x - 10, 628));
    }
    p.setPen(QPen(mix(lavender, QColor(0x55, 0x60, 0x78), day), 7));
    p.drawLine(QPointF(-10, 604), QPointF(1300, 604));
    if (day < 1) { // its lamp
        QPainterPath beam(front + QPointF(-20, -86));
        beam.lineTo(front + QPointF(560, -150));
        beam.lineTo(front + QPointF(560, 10));
        beam.closeSubpath();
        p.setPen(Qt::NoPen);
        p.setBrush(QColor(0xFF, 0xE9, 0xB0, static_cast<int>(50 * (1 - day))));
        p.drawPath(beam);
    }
    if (jump >= 0.5)
        theSun();
    train(p, front, size, way, t > 9.8 ? Mood::Delighted : Mood::Awake, t, 2, [&](int wagon, QPointF place) {
        if (wagon == 1)
            glim(p, place + QPointF(0, -20 - 30 * hop(t, 10.2, 10.8) - 24 * hop(t, 11, 11.5)), 40,
                 t > 9.8 ? Mood::Delighted : Mood::Awake, t);
    });
    hill(p, 690, 10, 600, way * 1.4, mix(QColor(0x12, 0x19, 0x3A), QColor(0x7B, 0xB5, 0x68), day));
    for (int i = 0; i < 6; ++i) {
        const double x = std::fmod(i * 260.0 - way * 1.4 + 56000, 1560) - 120;
        flower(p, {x, 716}, 62 * ease(t, 12.5 + 0.3 * i, 14.5 + 0.3 * i),
               QList<QColor>{rose, lavender, sunlight}[i % 3], wave(t, 2, i * 0.3));
    }
}

void compose(Sound &sound)
{
    play(sound,
         {0.17, 8, Voice::Flute,
          "g4 - g4 a4 b4 - d5 - e5 - d5 b4 a4 - g4 - c5 - b4 a4 g4 - e4 - d4 - - - . . . . "
          "g4 - g4 a4 b4 - d5 - g5 - f#5 e5 d5 - b4 - c5 - e5 - d5 - f#4 - g4 - - - . . . .",
          "G Em C D G Em D G"},
         0.2, 20);
    repeat(0.3, 19.4, 0.34, [&](double at) { // chuff
        sound.swell(at, 0.3, 900, 0.1 * (std::fmod(at, 0.68) < 0.34 ? 1.0 : 0.65));
    });
    for (const double at : {1.2, 1.75, 11.0, 11.5, 16.4}) { // whistle
        sound.glide(at, 0.5, 79, 79, 0.22, 0.3);
        sound.glide(at, 0.5, 83, 83, 0.18, 0.3);
    }
    sound.glide(8.5, 1.4, 60, 84, 0.4);
    for (int i = 0; i < 6; ++i)
        sound.note(Voice::Bell, 9.8 + i * 0.17, 0.4, 74 + QList<int>{0, 4, 7, 12, 16, 19}[i], 0.4);
}

} // namespace

QList<Story> trainStories()
{
    return {{QStringLiteral("train"), QStringLiteral("train.webm"), 20, 13.5, paint, compose}};
}

} // namespace Medio::Films
