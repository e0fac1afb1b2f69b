// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/cast.h"
#include "resources/demo/films/stories.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace Medio::Films {

namespace {

/// What a season looks like. A moment between two seasons is a mixture of both.
struct Season
{
    QColor top, bottom;       // the sky
    QColor far, middle, near; // the hills
    QColor crown;
    double leaves; // 1 full crowns, 0 bare trees
    double snow;
};

const std::array<Season, 4> seasons{{
    {sky, paper, QColor(0xBF, 0xE0, 0xB0), QColor(0xA3, 0xD4, 0x8F), QColor(0x8A, 0xC8, 0x77),
     QColor(0xF0, 0xB8, 0xC4), 1, 0},
    {QColor(0x9F, 0xD8, 0xF6), QColor(0xFF, 0xF3, 0xCF), QColor(0x9F, 0xCF, 0x8A), QColor(0x86, 0xBE, 0x6E),
     QColor(0x72, 0xB0, 0x5E), QColor(0x5E, 0xA4, 0x58), 1, 0},
    {QColor(0xF2, 0xD9, 0xB4), QColor(0xFF, 0xF1, 0xD8), QColor(0xE0, 0xB8, 0x78), QColor(0xD3, 0x9D, 0x57),
     QColor(0xC0, 0x86, 0x48), QColor(0xDF, 0x7D, 0x3A), 1, 0},
    {QColor(0xB4, 0xC8, 0xE6), QColor(0xEE, 0xF3, 0xFA), QColor(0xD7, 0xE2, 0xF0), QColor(0xE6, 0xEE, 0xF7),
     QColor(0xF6, 0xF9, 0xFC), QColor(0x7B, 0x94, 0xA8), 0, 1},
}};

Season between(const Season &a, const Season &b, double share)
{
    return {mix(a.top, b.top, share),       mix(a.bottom, b.bottom, share), mix(a.far, b.far, share),
            mix(a.middle, b.middle, share), mix(a.near, b.near, share),     mix(a.crown, b.crown, share),
            mix(a.leaves, b.leaves, share), mix(a.snow, b.snow, share)};
}

/// `year`: 0 spring, 1 summer, 2 autumn, 3 winter, 4 spring again.
Season seasonAt(double year)
{
    const auto index = static_cast<std::size_t>(std::floor(year));
    return between(seasons[index % 4], seasons[(index + 1) % 4], ease(year - double(index), 0.3, 0.7));
}

/// What is far: the sky and its clouds. `evening` dims it.
void farAway(QPainter &p, const Season &season, double way, double t, double evening = 0)
{
    fillSky(p, mix(season.top, night, evening), mix(season.bottom, mix(rose, dusk, 0.6), evening));
    stars(p, 90, 21, t, ease(evening, 0.4, 1));
    for (int i = 0; i < 3; ++i)
        cloud(p, {std::fmod(i * 560.0 - way * 0.06 + 6 * t + 9000, 1700) - 200, 110.0 + 70 * (i % 2)},
              92 - 12 * i, mix(QColor(255, 255, 255, 225), QColor(0x4A, 0x55, 0x96, 160), evening));
}

/// What is near: the land that the walk of `way` pixels has brought here, in front of sun and moon.
void land(QPainter &p, const Season &season, double way, double t, double evening = 0)
{
    const auto dim = [evening](const QColor &colour) {
        return mix(colour, night, 0.62 * evening);
    };
    hill(p, 430, 60, 1200, way * 0.15, dim(season.far));
    hill(p, 510, 40, 860, way * 0.35 + 300, dim(season.middle));
    for (int i = 0; i < 6; ++i) {
        const double x = std::fmod(i * 330.0 + 80 * chance(31, i) - way * 0.5 + 19800, 1980) - 260;
        const double y = 560 + 14 * chance(32, i);
        const double sway = wave(t, 4.5, i * 0.23);
        const double high = 230 + 60 * chance(33, i);
        if (i % 3 == 2) {
            fir(p, {x, y}, high * 0.85,
                dim(mix(QColor(0x4C, 0x8F, 0x5C), QColor(0x4A, 0x76, 0x6A), season.snow)), season.snow);
        } else if (season.leaves > 0.5) {
            tree(p, {x, y}, high, dim(season.crown), sway);
        } else {
            bareTree(p, {x, y}, high, sway);
        }
    }
    hill(p, 590, 8, 1000, way, dim(season.near));
    if (season.snow < 0.5)
        grass(p, 600, way, dim(season.near.darker(118)), 41);
}

const QList<QColor> petals{QColor(0xF8, 0xD0, 0xDA), QColor(0xF0, 0xB8, 0xC4)};
const QList<QColor> leaves{QColor(0xD9, 0x6A, 0x2E), QColor(0xE8, 0xA2, 0x3E), QColor(0xB8, 0x4E, 0x33)};
const QList<QColor> flakes{Qt::white};

/// 1: flowers open where the fox has walked; a butterfly sits down on its nose.
void paintSpring(QPainter &p, double t)
{
    const double stopped = std::min(t, 6.2);
    const double way = 190 * stopped - 190 * 0.5 * std::max(0.0, stopped - 5.4);
    farAway(p, seasons[0], way, t);
    sun(p, {1080, 130}, 58, Mood::Delighted, t);
    land(p, seasons[0], way, t);
    falling(p, 22, 61, t, 7, petals, 60);
    for (int i = 0; i < 10; ++i) {
        const double x = 560 + i * 150.0 - way;
        flower(p, {x, 650.0 + 34 * (i % 2)}, 96 * ease(620 - x, -40, 160),
               QList<QColor>{rose, lavender, sunlight, coral.lighter(125)}[i % 4], wave(t, 2.6, i * 0.21));
    }
    const bool sits = t > 6.3;
    fox(p, {610, 662}, 250, sits ? FoxPose::Sit : FoxPose::Walk, way, t > 7.8 ? Mood::Delighted : Mood::Awake,
        t);
    const QPointF nose = QPointF(625, 662 - 250 * 0.66);
    const QPointF flying(980 - 60 * t + 50 * wave(t, 2.1), 360 + 46 * wave(t, 1.6));
    butterfly(p, mix(flying, nose, ease(t, 6.2, 7.6)), 34, lavender, t > 7.6 ? t * 0.4 : t);
}

/// 2: a nap under the tree, a warm shower, a rainbow, and the lights of evening.
void paintSummer(QPainter &p, double t)
{
    const double evening = 0.85 * ease(t, 10, 13);
    const double rain = during(t, 4.2, 7.4, 0.6);
    farAway(p, seasons[1], 260, t, evening);
    sun(p, {mix(300, 1120, ease(t, 0, 13)), 150 + 560 * ease(t, 9, 12.5)}, 62,
        t > 8.6 ? Mood::Sleepy : Mood::Awake, t);
    rainbow(p, {640, 600}, 430, during(t, 6.8, 11.4, 1));
    land(p, seasons[1], 260, t, evening);
    p.setPen(QPen(ink, 4)); // the pond
    p.setBrush(mix(sea.lighter(128), dusk, evening));
    p.drawPath(
        pebble({{740, 646}, {840, 610}, {1040, 606}, {1180, 640}, {1130, 690}, {960, 706}, {800, 694}}));
    p.setBrush(Qt::NoBrush);
    for (int i = 0; i < 7; ++i) { // rings where drops fall
        const double age = std::fmod(t * 0.9 + i / 7.0, 1.0);
        p.setPen(QPen(QColor(255, 255, 255, static_cast<int>(170 * rain * (1 - age))), 3));
        p.drawEllipse(QPointF(800 + 320 * chance(71, i), 630 + 50 * chance(72, i)), 30 * age, 10 * age);
    }
    tree(p, {330, 640}, 470, mix(seasons[1].crown, night, 0.5 * evening),
         0.5 * wave(t, 5) + rain * wave(t, 1.1));
    cloud(p, {mix(-200, 620, ease(t, 2.6, 4.6)) + 700 * ease(t, 7, 10), 130}, 190,
          QColor(0xC4, 0xD2, 0xE6, 240));
    if (rain > 0) {
        p.setPen(
            QPen(QColor(0x6F, 0xA6, 0xD2, static_cast<int>(200 * rain)), 4, Qt::SolidLine, Qt::RoundCap));
        for (int i = 0; i < 70; ++i) {
            const double y = std::fmod(chance(73, i) * 560 + t * 520, 560) + 120;
            const double x = 460 + 820 * chance(74, i);
            p.drawLine(QPointF(x, y), QPointF(x - 3, y + 18));
        }
    }
    if (t < 6.8)
        fox(p, {430, 664}, 250, FoxPose::Curl, 0, t < 4.6 ? Mood::Asleep : Mood::Awake, t);
    else
        fox(p, {500, 670}, 250, FoxPose::Sit, 0, Mood::Delighted, t);
    for (int i = 0; i < 7; ++i) {
        const double here = ease(t, 11 + 0.3 * i, 12 + 0.3 * i);
        if (here > 0)
            glim(p,
                 {640 + 84.0 * i + 40 * wave(t, 3.2, i * 0.3),
                  400 + 110 * chance(75, i) + 34 * wave(t, 2.3, i * 0.4)},
                 6 + 15 * here, Mood::Delighted, t + i, i % 3 == 1 ? teal : gold);
    }
}

/// 3: leaves fall, a heap of them; the fox jumps in and is gone; the hedgehog was there first.
void paintAutumn(QPainter &p, double t)
{
    const double walk = std::min(t, 6.0);
    const double way = 170 * walk;
    farAway(p, seasons[2], way, t);
    land(p, seasons[2], way, t);
    falling(p, 40, 81, t, 11, leaves, 70);
    const double jump = ease(t, 7.2, 8.2);
    const double x = mix(470, 830, jump);
    const double y = 662 - 230 * hop(t, 7.2, 8.2);
    const bool hidden = t >= 8.15 && t < 14.6;
    const double heap = 1850 - way; // where the heap has come to
    const auto pile = [&](int from, int to) {
        for (int i = from; i < to; ++i) {
            const double a = chance(82, i) * 3.14159265;
            const double r = std::sqrt(chance(83, i));
            QPainterPath one;
            const QPointF at(heap + 190 * r * std::cos(a) +
                                 3 * wave(t, 0.3, chance(2, i)) * during(t, 10, 14.4),
                             668 - 108 * r * std::sin(a));
            one.addEllipse(QPointF(), 25, 15);
            p.save();
            p.translate(at);
            p.rotate(chance(84, i) * 180);
            p.setPen(QPen(ink, 2.2));
            p.setBrush(leaves[i % 3]);
            p.drawPath(one);
            p.restore();
        }
    };
    pile(0, 36);
    if (!hidden && t < 14.6)
        fox(p, {x, y}, 250, t > 6 && t < 7 ? FoxPose::Sit : FoxPose::Walk, way + 300 * jump,
            t > 6 ? Mood::Delighted : Mood::Awake, t);
    if (hidden || t >= 14.6) { // ears, then eyes; then all of it, wearing leaves
        const double peep = ease(t, 10.2, 10.8) - ease(t, 12.2, 12.6) + ease(t, 13, 13.4);
        const double out = ease(t, 14.6, 15.3);
        const double deep = mix(806 - 76 * peep, 650, out);
        p.save();
        p.setClipRect(QRectF(0, 0, pageWidth, 664)); // the rest of it is in the heap
        fox(p, {heap - 40 - 20 * out, deep + 5 * wave(t, 0.4) * during(t, 12.3, 13, 0.1)}, 250, FoxPose::Sit,
            0, out > 0 ? Mood::Delighted : Mood::Awake, t);
        p.restore();
    }
    const double other = ease(t, 16, 16.8);
    if (other > 0)
        hedgehog(p, {heap + 150 + 140 * other, 672 - 70 * hop(t, 16, 16.8)}, 150, Mood::Delighted, t, true);
    pile(36, 110);
    for (const double at : {8.1, 14.6}) { // leaves fly up
        const double age = (t - at) / 1.7;
        if (age <= 0 || age >= 1)
            continue;
        p.setPen(QPen(ink, 2));
        for (int i = 0; i < 26; ++i) {
            p.setBrush(leaves[i % 3]);
            p.drawEllipse(QPointF(heap + (chance(85, i) - 0.5) * 620 * age,
                                  620 - (300 + 240 * chance(86, i)) * 4 * age * (1 - age) * 0.5 + 60 * age),
                          15, 9);
        }
    }
}

/// 4: first snow. Prints, a snow-Glim, and northern lights over the den.
void paintWinter(QPainter &p, double t)
{
    const double evening = ease(t, 14, 19);
    const double walk = std::min(t, 7.0);
    const double way = 150 * walk;
    farAway(p, seasons[3], way, t, evening);
    if (evening > 0.3) { // northern lights
        p.setPen(Qt::NoPen);
        for (int band = 0; band < 3; ++band) {
            QPainterPath veil;
            for (int i = 0; i <= 32; ++i) {
                const double x = i * 40.0;
                const double y = 150 + 46 * band + 46 * wave(x + 60 * t, 900, band * 0.3);
                if (i == 0)
                    veil.moveTo(x, y);
                else
                    veil.lineTo(x, y);
            }
            for (int i = 32; i >= 0; --i)
                veil.lineTo(i * 40.0, 50 + 46 * band + 46 * wave(i * 40.0 + 60 * t, 900, band * 0.3));
            QColor colour = QList<QColor>{teal, lavender, QColor(0x9B, 0xE8, 0xB0)}[band];
            colour.setAlphaF(
                static_cast<float>(0.26 * ease(evening, 0.3, 1) * (0.8 + 0.2 * wave(t, 5, band * 0.3))));
            p.setBrush(colour);
            p.drawPath(veil);
        }
    }
    land(p, seasons[3], way, t, evening);
    const QColor snow = mix(QColor(0xFB, 0xFC, 0xFE), dusk.lighter(150), 0.55 * evening);
    for (int i = 0; i < 15; ++i) { // prints behind the fox
        const double x = 150 + i * 62.0 + 390 - way;
        if (x < 400 && t > 0.3) {
            p.setPen(Qt::NoPen);
            p.setBrush(mix(QColor(0xC3, 0xD2, 0xE6), dusk, 0.5 * evening));
            p.drawEllipse(QPointF(x, 672.0 + 16 * (i % 2)), 11, 6);
        }
    }
    const double den = 2080 - way; // the den under the root
    round(p, {den, 640}, 200, 130, snow, 4);
    p.setPen(QPen(ink, 4));
    p.setBrush(night);
    p.drawPath(
        pebble({{den - 96, 672}, {den - 84, 590}, {den, 562}, {den + 84, 590}, {den + 96, 672}, {den, 682}}));
    glow(p, {den, 640}, 130, sunlight, 0.55 * evening);

    // Between 8 and 13 s it rolls a ball, and a second; together they are a Glim of snow.
    const double first = ease(t, 8, 9.6);
    const double second = ease(t, 10.2, 11.4);
    const QPointF man(760, 650);
    if (first > 0)
        round(p, mix(QPointF(560, 660), man - QPointF(0, 44), first), 14 + 52 * first, 14 + 48 * first, snow,
              4);
    if (second > 0) {
        const QPointF top =
            mix(QPointF(600, 640), man - QPointF(0, 122), second) - QPointF(0, 60 * hop(t, 10.2, 11.4));
        const double r = 46 * second;
        if (second > 0.9) {
            p.setPen(QPen(QColor(0x6F, 0x48, 0x31), 5, Qt::SolidLine, Qt::RoundCap));
            p.drawLine(top + QPointF(-14, -38), top + QPointF(-30, -78));
            p.drawLine(top + QPointF(14, -38), top + QPointF(30, -78));
        }
        round(p, top, r, r * 0.95, snow, 4);
        if (second > 0.9)
            face(p, top, 50, Mood::Delighted, t);
    }
    const double home = ease(t, 20, 22.6);
    const double x = mix(440, den - 30, home);
    if (t < 7.0)
        fox(p, {440, 676}, 250, FoxPose::Walk, way, Mood::Awake, t);
    else if (t < 20)
        fox(p, {440 + 60 * ease(t, 8, 9), 676 - 26 * hop(t, 11.8, 12.3) - 26 * hop(t, 12.5, 13)}, 250,
            FoxPose::Sit, 0, t > 11.6 ? Mood::Delighted : Mood::Awake, t);
    else if (home < 1)
        fox(p, {mix(500, x, home), 676}, mix(250, 170, home), FoxPose::Walk, way + 500 * home, Mood::Sleepy,
            t);
    else
        fox(p, {den, 668}, 150, FoxPose::Curl, 0, t > 24 ? Mood::Asleep : Mood::Sleepy, t);
    falling(p, 90, 91, t, 6, flakes, 75);
    if (t > 25) {
        const double rest = ease(t, 25, 29);
        p.fillRect(QRectF(0, 0, pageWidth, pageHeight), QColor(11, 16, 38, static_cast<int>(70 * rest)));
    }
}

/// 5: once more through the whole year; and at the end of the way three little ones wait.
void paintHome(QPainter &p, double t)
{
    const double walk = std::min(t, 46.0);
    const double way = 165 * walk;
    const double year = std::min(4.0, t / 11.0);
    const double evening = 0.95 * ease(t, 40, 48);
    const Season season = seasonAt(year);
    farAway(p, season, way, t, evening);
    if (t > 44)
        moon(p, {1040, mix(420, 150, ease(t, 44, 51))}, 70, t > 54 ? Mood::Asleep : Mood::Sleepy, t);
    else
        sun(p, {1060, 140 + 560 * ease(t, 38, 45)}, 56, t > 36 ? Mood::Sleepy : Mood::Awake, t);
    land(p, season, way, t, evening);

    // Whom it meets on the way: somebody in each season
    const auto meets = [&](double at) {
        return 620 + (at - t) * 165;
    };
    if (t < 12)
        for (int i = 0; i < 5; ++i)
            flower(p, {meets(3.0 + i * 1.5), 648.0 + 30 * (i % 2)}, 92,
                   QList<QColor>{rose, lavender, sunlight}[i % 3], wave(t, 2.4, i * 0.2));
    if (t > 2 && t < 12)
        butterfly(p, {660 + 170 * wave(t, 5.2), 380 + 60 * wave(t, 3.1)}, 36, lavender, t);
    if (t > 11 && t < 22) {
        for (int i = 0; i < 5; ++i)
            glim(p, {500 + 120.0 * i + 60 * wave(t, 4.2, i * 0.2), 330 + 80 * wave(t, 3, i * 0.3)},
                 22 * during(t, 12, 21.5, 1.2) + 0.1, Mood::Delighted, t + i, i % 2 == 0 ? gold : teal);
    }
    if (t > 20 && t < 34)
        hedgehog(p, {meets(26.6), 616 - 20 * std::abs(wave(t, 1.4)) * during(t, 24, 28)}, 140,
                 Mood::Delighted, t, true);
    if (t > 32 && t < 43) {
        const double x = meets(37);
        round(p, {x, 570}, 62, 58, QColor(0xFB, 0xFC, 0xFE), 4);
        round(p, {x, 496}, 44, 42, QColor(0xFB, 0xFC, 0xFE), 4);
        face(p, {x, 496}, 48, Mood::Delighted, t);
    }
    falling(p, 20, 61, t, 7, petals, 60 * during(t, 0, 12) + 1);
    if (t > 20 && t < 33)
        falling(p, static_cast<int>(38 * during(t, 20, 33, 2)), 81, t, 11, leaves, 70);
    if (t > 30 && t < 44)
        falling(p, static_cast<int>(80 * during(t, 30.5, 43.5, 3)), 91, t, 6, flakes, 75);

    const double den = 1080 + (46 - walk) * 165; // seen for the last seconds of the way
    if (den < 1700) {
        round(p, {den, 640}, 230, 165, mix(QColor(0x8A, 0xB8, 0x70), night, 0.55), 4);
        p.setPen(QPen(ink, 4));
        p.setBrush(QColor(0x3A, 0x2A, 0x30));
        p.drawPath(pebble({{den - 150, 686},
                           {den - 130, 560},
                           {den, 522},
                           {den + 130, 560},
                           {den + 150, 686},
                           {den, 700}}));
        glow(p, {den, 640}, 210, sunlight, 0.4 + 0.03 * wave(t, 2.6));
        for (int i = 0; i < 3; ++i) {
            const double out = ease(t, 46.5 + 0.4 * i, 48.3 + 0.4 * i) * (1 - ease(t, 50.5, 52));
            const Mood mood = t > 54 ? Mood::Asleep : (t > 46 ? Mood::Delighted : Mood::Awake);
            const QPointF at(den - 80 + 76 * i - (150 + 44.0 * i) * out,
                             684 - 34 * std::abs(wave(t, 0.9, i * 0.3)) * out);
            fox(p, at, t > 52 ? 88 : 96, t > 52 ? FoxPose::Curl : FoxPose::Sit, 0, mood, t + i, true);
        }
    }
    if (t < 46)
        fox(p, {560, 672}, 250, FoxPose::Walk, way, Mood::Awake, t);
    else if (t < 50.6)
        fox(p, {560, 676}, 250, FoxPose::Sit, 0, Mood::Delighted, t);
    else if (t < 53)
        fox(p, {mix(560, den - 180, ease(t, 50.6, 53)), 684}, mix(250, 200, ease(t, 50.6, 53)), FoxPose::Walk,
            way + 380 * ease(t, 50.6, 53), Mood::Sleepy, t);
    else
        fox(p, {den - 190, 692}, 200, FoxPose::Curl, 0, t > 55 ? Mood::Asleep : Mood::Sleepy, t);
    p.fillRect(QRectF(0, 0, pageWidth, pageHeight),
               QColor(11, 16, 38, static_cast<int>(80 * ease(t, 54, 59.5))));
}

const char *const tune = "c5 - e5 g5 - e5 d5 - f5 a5 - f5 e5 - g5 c6 - g5 a5 - f5 d5 - - "
                         "c5 - e5 g5 - a5 g5 - e5 c5 - d5 e5 - d5 b4 - g4 c5 - - - . .";
const char *const chords = "C Dm C F C Am G C";

void composeSpring(Sound &sound)
{
    play(sound, {0.19, 6, Voice::Flute, tune, chords, 0}, 0.2, 10);
    for (int i = 0; i < 9; ++i) // birds
        sound.glide(0.8 + i * 1.05 + 0.3 * chance(5, i), 0.22, 93 + 4 * chance(6, i), 98 - 5 * chance(7, i),
                    0.12, 1.2 * chance(8, i) - 0.6, 1);
}

void composeSummer(Sound &sound)
{
    play(sound, {0.22, 6, Voice::Pluck, tune, chords, -3}, 0.2, 15);
    sound.swell(3.8, 4.2, 3200, 0.16);
    for (int i = 0; i < 7; ++i)
        sound.note(Voice::Bell, 11 + i * 0.42, 0.5, 76 + QList<int>{0, 2, 4, 7, 9, 12, 14}[i], 0.28,
                   0.2 * i - 0.6);
}

void composeAutumn(Sound &sound)
{
    play(sound, {0.2, 6, Voice::Marimba, tune, "Am Dm Am F C Am G C", -2}, 0.2, 20);
    for (const double at : {7.9, 14.4})
        sound.swell(at, 1.4, 2600, 0.4);
    for (const double at : {10.2, 12.2, 13.0})
        sound.swell(at, 0.5, 3000, 0.2);
    sound.glide(7.1, 0.9, 60, 74, 0.35);
    sound.glide(16.0, 0.4, 72, 79, 0.3, 0.4);
}

void composeWinter(Sound &sound)
{
    play(sound, {0.25, 6, Voice::Bell, tune, chords, -5}, 0.2, 30, 0.45);
    repeat(0, 28, 5, [&](double at) { sound.swell(at, 5.5, 500, 0.08, 0.6 * wave(at, 11)); });
    sound.glide(8, 1.4, 50, 57, 0.25);
    sound.glide(10.2, 1.1, 57, 65, 0.25);
}

void composeHome(Sound &sound)
{
    play(sound, {0.2, 6, Voice::Flute, tune, chords, 0}, 0.2, 11, 0.5);
    play(sound, {0.2, 6, Voice::Pluck, tune, chords, 2}, 11, 21.8, 0.5);
    play(sound, {0.21, 6, Voice::Marimba, tune, "Am Dm Am F C Am G C", 0}, 21.8, 32.6, 0.5);
    play(sound, {0.23, 6, Voice::Bell, tune, chords, 0}, 32.6, 44.2, 0.45);
    play(sound, {0.28, 6, Voice::Flute, tune, chords, -3}, 44.2, 60, 0.4);
    for (int i = 0; i < 3; ++i)
        sound.glide(46.6 + 0.5 * i, 0.35, 79 + 2 * i, 85 + 2 * i, 0.25, 0.4, 0.5);
}

} // namespace

QList<Story> foxStories()
{
    return {
        {QStringLiteral("fox-1"), QStringLiteral("fox-1.mp4"), 10, 8.6, paintSpring, composeSpring},
        {QStringLiteral("fox-2"), QStringLiteral("fox-2.mp4"), 15, 8.6, paintSummer, composeSummer},
        {QStringLiteral("fox-3"), QStringLiteral("fox-3.mp4"), 20, 17.4, paintAutumn, composeAutumn},
        {QStringLiteral("fox-4"), QStringLiteral("fox-4.mp4"), 30, 13.2, paintWinter, composeWinter},
        {QStringLiteral("fox-5"), QStringLiteral("fox-5.mp4"), 60, 49.2, paintHome, composeHome},
    };
}

} // namespace Medio::Films
