// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/cast.h"
#include "resources/demo/films/stories.h"

#include <cmath>
#include <utility>

namespace Medio::Films {

namespace {

void water(QPainter &p, double y, double t, const QColor &near, const QColor &far)
{
    hill(p, y, 7, 420, 70 * t, far);
    hill(p, y + 34, 9, 560, -60 * t + 200, mix(far, near, 0.5));
    hill(p, y + 84, 11, 700, 90 * t, near);
}

/// 1: the sun rises, the whale wakes and greets it with a fountain.
void paintMorning(QPainter &p, double t)
{
    const double day = ease(t, 0.5, 5);
    fillSky(p, mix(dusk, sky, day), mix(rose, paper, day));
    stars(p, 60, 4, t, 1 - ease(t, 0.5, 3));
    sun(p, {980, mix(560, 190, ease(t, 0.2, 6))}, 74, t < 3.4 ? Mood::Sleepy : Mood::Delighted, t);
    cloud(p, {230 + 9 * t, 150}, 110, mix(lavender, QColor(255, 255, 255, 235), day));
    cloud(p, {620 + 6 * t, 230}, 80, mix(lavender, QColor(255, 255, 255, 220), day));
    const double fountain = during(t, 5.4, 9.6, 0.7) * (0.9 + 0.1 * wave(t, 0.8));
    rainbow(p, {560, 430}, 400, ease(t, 6.4, 7.8));
    hill(p, 450, 7, 420, 70 * t, mix(dusk, sea.lighter(128), day));
    const Mood mood = t < 2.6 ? Mood::Asleep : (t < 5.6 ? Mood::Awake : Mood::Delighted);
    whale(p, {540, 436 + 9 * wave(t, 3.6) - 26 * hop(t, 4.4, 5.4)}, 250,
          3 * wave(t, 4) + 8 * hop(t, 4.4, 5.4), mood, t, fountain);
    hill(p, 510, 10, 560, -60 * t + 200, mix(dusk.darker(115), sea.lighter(110), day));
    hill(p, 580, 12, 700, 90 * t, mix(night, sea, day));
    if (fountain > 0.5) {
        p.setPen(Qt::NoPen);
        p.setBrush(QColor(0xA9, 0xD8, 0xF0));
        for (int i = 0; i < 14; ++i) {
            const double age = std::fmod(t * 0.9 + chance(2, i), 1.0);
            p.drawEllipse(QPointF(595 + (chance(1, i) - 0.5) * 260 * age, 300 - 90 * age + 260 * age * age),
                          5, 6);
        }
    }
}

void underwater(QPainter &p, double t)
{
    fillSky(p, QColor(0x8F, 0xD0, 0xE8), QColor(0x24, 0x5A, 0x94));
    for (int i = 0; i < 5; ++i) { // light from above
        QPainterPath ray;
        const double x = 120 + i * 270 + 40 * wave(t, 7, i * 0.21);
        ray.moveTo(x, -10);
        ray.lineTo(x + 90, -10);
        ray.lineTo(x - 60, 620);
        ray.lineTo(x - 250, 620);
        ray.closeSubpath();
        p.setPen(Qt::NoPen);
        p.setBrush(QColor(255, 255, 255, 24));
        p.drawPath(ray);
    }
    hill(p, 610, 34, 800, 40, QColor(0x2C, 0x68, 0x8F));
    hill(p, 668, 18, 600, 300, QColor(0xD9, 0xC3, 0x93));
    for (int i = 0; i < 9; ++i) { // seaweed
        const double x = 60 + i * 150 + 40 * chance(7, i);
        const double high = 90 + 90 * chance(8, i);
        QPainterPath weed(QPointF(x, 700));
        weed.cubicTo({x + 30 * wave(t, 3, i * 0.2), 700 - high * 0.4},
                     {x - 34 * wave(t, 3, i * 0.2), 700 - high * 0.7},
                     {x + 30 * wave(t, 3.4, i * 0.2), 700 - high});
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(i % 3 == 0 ? rose : QColor(0x3F, 0x8F, 0x68), 15, Qt::SolidLine, Qt::RoundCap));
        p.drawPath(weed);
    }
    for (int i = 0; i < 16; ++i) { // bubbles
        const double y = std::fmod(chance(5, i) * 800 - t * (50 + 60 * chance(6, i)) + 8000, 800) - 40;
        p.setPen(QPen(QColor(255, 255, 255, 150), 2.5));
        p.setBrush(QColor(255, 255, 255, 40));
        const double r = 5 + 9 * chance(3, i);
        p.drawEllipse(QPointF(chance(4, i) * pageWidth + 12 * wave(t, 2, chance(9, i)), y), r, r);
    }
}

/// 2: under water a small red fish is shy at first; then they dance.
void paintFriend(QPainter &p, double t)
{
    underwater(p, t);
    const double meet = ease(t, 0, 3.2);
    const double dance = ease(t, 4.4, 5.2);
    const double angle = (t - 4.6) * 1.7;
    const QPointF whaleAt = mix(QPointF(-260, 330), QPointF(500, 360), meet) + QPointF(0, 14 * wave(t, 3.4));
    QPointF fishAt = mix(QPointF(1120, 640), QPointF(880, 420), ease(t, 2.2, 4));
    const QPointF round = whaleAt + QPointF(390 * std::cos(angle), 190 * std::sin(angle));
    fishAt = mix(fishAt, round, dance);
    const bool behind = dance > 0.5 && std::sin(angle) < 0;
    const bool toLeft = dance < 0.5 || std::sin(angle) > 0;
    if (behind)
        fish(p, fishAt, 74, coral.lighter(118), t, toLeft);
    whale(p, whaleAt, 270, 5 * wave(t, 3.4, 0.25) + 6 * dance * wave(t, 2.2),
          t < 4.2 ? Mood::Awake : Mood::Delighted, t);
    if (!behind)
        fish(p, fishAt, 90, coral.lighter(118), t, toLeft);
    for (int i = 0; i < 3; ++i) // others come and look
        fish(p, {1400 - ease(t, 6, 9.5) * (330 + i * 90) + 10 * wave(t, 2, i * 0.3), 130.0 + i * 74}, 42,
             i == 1 ? sunlight : teal, t + i, true);
}

/// 3: at night both leap for the stars.
void paintStars(QPainter &p, double t)
{
    fillSky(p, deep, dusk);
    stars(p, 140, 9, t, 1, 430);
    moon(p, {930, 190}, 105, t > 5 ? Mood::Delighted : Mood::Awake, t);
    const double leap = (t - 2.4) / 2.9;
    water(p, 452, t, QColor(0x16, 0x22, 0x4C), QColor(0x33, 0x46, 0x86));
    p.setPen(Qt::NoPen); // the moon's way on the water
    for (int i = 0; i < 9; ++i) {
        p.setBrush(QColor(0xFF, 0xE9, 0xB0, 150 - 12 * i));
        p.drawRoundedRect(
            QRectF(930 - 60 - 7 * i + 14 * wave(t, 2.2, i * 0.17), 462 + i * 26, 120 + 14 * i, 7), 3.5, 3.5);
    }
    const auto inAir = [&](double u, double span, double high, QPointF from) {
        return from + QPointF(span * u, -high * 4 * u * (1 - u));
    };
    if (leap > 0 && leap < 1) {
        whale(p, inAir(leap, 640, 350, {300, 560}), 210, 62 * (1 - 2 * leap), Mood::Delighted, t);
        for (int i = 0; i < 12; ++i) { // drops that shine
            const double age = leap - 0.12 - i * 0.05;
            if (age > 0 && age < 0.5) {
                p.setPen(Qt::NoPen);
                p.setBrush(QColor(0xC9, 0xE4, 0xF6, static_cast<int>(255 * (1 - 2 * age))));
                p.drawEllipse(inAir(leap - age, 640, 350, {270, 560}) +
                                  QPointF(30 * chance(1, i), 420 * age * age + 30),
                              6, 7);
            }
        }
    } else {
        const double later = ease(t, 5.6, 7);
        whale(p,
              mix(QPointF(330 - 40 * (1 - ease(t, 0, 2)), 540 + 160 * ease(t, 1.5, 2.4)),
                  QPointF(560, 486 + 6 * wave(t, 3)), t > 5.3 ? later : 0),
              210, 4 * wave(t, 3.2), t > 8.4 ? Mood::Asleep : Mood::Awake, t);
    }
    const double fishLeap = (t - 3.3) / 1.7;
    if (fishLeap > 0 && fishLeap < 1) {
        const QPointF at = inAir(fishLeap, 420, 210, {380, 560});
        p.save();
        p.translate(at);
        p.rotate(-50 * (1 - 2 * fishLeap));
        fish(p, {}, 56, coral.lighter(118), t);
        p.restore();
    } else if (t > 6) {
        fish(p, {770, 520 + 5 * wave(t, 2.4)}, 56, coral.lighter(118), t, true);
    }
    hill(p, 556, 9, 520, -80 * t, QColor(0x20, 0x2D, 0x62));
    hill(p, 616, 11, 700, 90 * t, QColor(0x16, 0x22, 0x4C));
    for (const auto &[at, x] : {std::pair(2.5, 320.0), std::pair(5.25, 930.0)}) { // splashes
        const double age = (t - at) / 1.1;
        if (age <= 0 || age >= 1)
            continue;
        p.setPen(Qt::NoPen);
        p.setBrush(QColor(0xC9, 0xE4, 0xF6, static_cast<int>(230 * (1 - age))));
        for (int i = 0; i < 15; ++i)
            p.drawEllipse(
                QPointF(x + (i - 7) * 24 * age, 560 - (150 - 14 * std::abs(i - 7)) * 4 * age * (1 - age)), 9,
                10);
    }
    if (t > 6.5) { // one star more
        const double shine = ease(t, 6.5, 7.3);
        glow(p, {560, 170}, 60 * shine, gold, 0.8);
        p.setBrush(cream);
        p.setPen(Qt::NoPen);
        p.drawEllipse(QPointF(560, 170), 8 * shine, 8 * shine);
    }
}

const Song theme{0.24, 6, Voice::Flute,
                 "e4 - g4 - c5 - b4 - g4 - e4 - a4 - c5 - e5 - d5 - - - . . "
                 "e5 - d5 - c5 - a4 - g4 - e4 - d4 - e4 - g4 - c5 - - - - -",
                 "C Em Am G F C G C"};

void waves(Sound &sound, double seconds)
{
    repeat(0, seconds, 2.3, [&](double at) { sound.swell(at, 3.2, 420, 0.16, 0.5 * wave(at, 7)); });
}

void composeMorning(Sound &sound)
{
    waves(sound, 10);
    play(sound, theme, 0.2, 10);
    sound.glide(4.3, 1.2, 45, 57, 0.6);
    sound.swell(5.4, 3.4, 1500, 0.25, 0.2);
}

void composeFriend(Sound &sound)
{
    Song song = theme;
    song.eighth = 0.18;
    song.lead = Voice::Marimba;
    song.transpose = 2;
    play(sound, song, 0.2, 10);
    sound.glide(1.4, 1.3, 48, 43, 0.5);
    sound.glide(3.2, 0.35, 79, 86, 0.4, 0.5);
    sound.glide(4.2, 0.35, 81, 88, 0.4, 0.5);
    for (int i = 0; i < 14; ++i)
        sound.glide(0.5 + i * 0.66, 0.16, 70 + 12 * chance(3, i), 78 + 12 * chance(3, i), 0.18,
                    1.4 * chance(4, i) - 0.7);
}

void composeStars(Sound &sound)
{
    waves(sound, 10);
    Song song = theme;
    song.lead = Voice::Bell;
    song.transpose = -2;
    play(sound, song, 0.2, 10);
    sound.glide(2.3, 1.6, 43, 62, 0.5);
    sound.swell(2.4, 1.4, 900, 0.4, -0.4);
    sound.swell(5.1, 1.8, 700, 0.5, 0.4);
    for (int i = 0; i < 4; ++i)
        sound.note(Voice::Bell, 6.5 + i * 0.2, 0.5, 77 + 3 * i, 0.4, 0.3);
}

} // namespace

QList<Story> whaleStories()
{
    return {
        {QStringLiteral("whale-1"), QStringLiteral("whale-1.mp4"), 10, 8.2, paintMorning, composeMorning},
        {QStringLiteral("whale-2"), QStringLiteral("whale-2.mp4"), 10, 6.6, paintFriend, composeFriend},
        {QStringLiteral("whale-3"), QStringLiteral("whale-3.mp4"), 10, 3.8, paintStars, composeStars},
    };
}

} // namespace Medio::Films
