// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/cast.h"
#include "resources/demo/films/stories.h"

#include <QLinearGradient>

#include <algorithm>
#include <array>
#include <cmath>

namespace Medio::Films {

namespace {

void nightSky(QPainter &p, double t, double dawn = 0)
{
    fillSky(p, mix(deep, dusk.lighter(135), dawn), mix(night.lighter(125), rose.lighter(125), dawn));
    stars(p, 150, 17, t, 1 - dawn, 500);
}

void shootingStar(QPainter &p, double t, double at, QPointF from)
{
    const double age = (t - at) / 1.4;
    if (age <= 0 || age >= 1)
        return;
    const QPointF head = from + QPointF(420, 170) * age;
    for (int i = 0; i < 14; ++i) {
        QColor colour = cream;
        colour.setAlphaF(static_cast<float>((1 - i / 14.0) * during(age, 0, 1, 0.3)));
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        p.drawEllipse(head - QPointF(10.5, 4.25) * i, 6 - 0.4 * i, 6 - 0.4 * i);
    }
}

void branch(QPainter &p, double t, double x)
{
    shape(p,
          pebble({{x - 560, 560},
                  {x - 200, 588},
                  {x + 170, 580},
                  {x + 330, 560},
                  {x + 340, 576},
                  {x + 160, 612},
                  {x - 200, 626},
                  {x - 560, 640}}),
          QColor(0x5B, 0x40, 0x3A), 4);
    for (int i = 0; i < 6; ++i) {
        const QPointF at(x - 330 + i * 118, i % 2 == 0 ? 570 : 630);
        p.save();
        p.translate(at);
        p.rotate((i % 2 == 0 ? -38 : 34) + 5 * wave(t, 3.6, i * 0.2));
        shape(p, pebble({{0, 0}, {16, -18}, {46, -16}, {62, 0}, {46, 14}, {16, 16}}),
              QColor(0x2F, 0x66, 0x55), 3);
        p.restore();
    }
}

/// Night country that passes below somebody who flies: hills, woods, villages with lit windows.
void country(QPainter &p, double way, double dawn, bool village, bool woods, bool snowy = false)
{
    const auto dim = [dawn](const QColor &colour) {
        return mix(colour, colour.lighter(165), dawn);
    };
    hill(p, 470, 70, 1200, way * 0.16, dim(QColor(0x26, 0x31, 0x66)));
    hill(p, 550, 46, 880, way * 0.4, dim(snowy ? QColor(0x5A, 0x66, 0xA0) : QColor(0x1E, 0x34, 0x58)));
    for (int i = 0; i < 7; ++i) {
        const double x = std::fmod(i * 290.0 + 90 * chance(51, i) - way * 0.6 + 20300, 2030) - 250;
        const double y = 600 + 20 * chance(52, i);
        if (village && i % 2 == 0)
            house(p, {x, y}, 105 + 20 * chance(53, i), i % 4 == 0 ? plum : QColor(0x8C, 0x44, 0x4C),
                  1 - 0.7 * dawn);
        else if (woods || i % 2 == 1)
            fir(p, {x, y}, 140 + 70 * chance(54, i), dim(QColor(0x22, 0x4B, 0x4C)), snowy ? 0.8 : 0);
    }
    hill(p, 640, 18, 700, way, dim(snowy ? QColor(0x76, 0x82, 0xB8) : QColor(0x16, 0x2A, 0x46)));
}

void waking(QPainter &p, double t)
{
    nightSky(p, t);
    moon(p, {940, 210}, 100, t > 20 ? Mood::Delighted : Mood::Awake, t);
    hill(p, 560, 50, 1000, 100, QColor(0x1E, 0x2A, 0x5A));
    hill(p, 660, 26, 800, 500, QColor(0x16, 0x1F, 0x48));
    branch(p, t, 430);
    const Mood mood =
        t < 5 ? Mood::Asleep : (t < 8 ? Mood::Sleepy : (t < 18 ? Mood::Awake : Mood::Delighted));
    const double stretch = 0.65 * during(t, 9, 12, 1);
    owl(p, {430, 450 - 12 * hop(t, 12.4, 13) - 16 * hop(t, 18, 18.6)}, 270, stretch, mood, t);
    for (int i = 0; i < 4; ++i) { // small ones wake with it
        const double here = ease(t, 19 + 1.2 * i, 20.5 + 1.2 * i);
        if (here > 0)
            glim(p,
                 {650 + 130.0 * i + 24 * wave(t, 3.2, i * 0.3),
                  470 - 60.0 * (i % 2) + 20 * wave(t, 2.2, i * 0.2)},
                 26 * here, t > 24 ? Mood::Delighted : Mood::Awake, t + i);
    }
    shootingStar(p, t, 15, {120, 80});
}

void overHills(QPainter &p, double t)
{
    const double way = 260 * t;
    nightSky(p, t);
    moon(p, {220, 150}, 70, Mood::Awake, t);
    for (int i = 0; i < 3; ++i)
        cloud(p, {std::fmod(i * 620.0 - way * 0.2 + 9000, 1800) - 250, 200.0 + 90 * (i % 2)}, 110,
              QColor(0x4A, 0x55, 0x96, 170));
    country(p, way, 0, true, false);
    owl(p, {620 + 60 * wave(t, 9), 320 + 34 * wave(t, 4.6) + 12 * wave(t, 1.15, 0.25)}, 220, 1,
        t > 15 && t < 19 ? Mood::Delighted : Mood::Awake, t);
    shootingStar(p, t, 14.5, {640, 60});
}

void withHedgehog(QPainter &p, double t)
{
    nightSky(p, t);
    moon(p, {1090, 140}, 74, Mood::Awake, t);
    hill(p, 480, 46, 1000, 300, QColor(0x26, 0x31, 0x66));
    for (int i = 0; i < 5; ++i)
        fir(p, {90 + i * 280.0, 590}, 250 + 60 * chance(57, i), QColor(0x22, 0x4B, 0x4C));
    hill(p, 590, 10, 1200, 0, QColor(0x1B, 0x3A, 0x4C));
    for (int i = 0; i < 6; ++i) { // mushrooms
        const QPointF foot(130 + i * 205.0, 660 + 36.0 * (i % 2));
        round(p, foot + QPointF(0, -14), 9, 20, cream, 3);
        shape(p,
              pebble({foot + QPointF(-36, -26), foot + QPointF(-24, -52), foot + QPointF(0, -60),
                      foot + QPointF(24, -52), foot + QPointF(36, -26)}),
              i % 2 == 0 ? coral : rose, 3);
    }
    // The hedgehog looks for its apple; the owl brings it down from the tree.
    const double down = ease(t, 8, 11);
    const bool found = t > 14;
    const double search = t < 12 ? 120 * wave(t, 10) : 0;
    hedgehog(p, {720 + search, 664 - 20 * hop(t, 15, 15.5) - 20 * hop(t, 15.8, 16.3)}, 170,
             found ? Mood::Delighted : Mood::Awake, t, true);
    const QPointF owlAt = mix(QPointF(300, 250 + 10 * wave(t, 2.4)), QPointF(470, 560), down);
    const double spread = std::max(1 - down, during(t, 24, 31, 1));
    const QPointF away = QPointF(300, -420) * ease(t, 24.4, 29);
    owl(p, owlAt + away, 220, spread, found ? Mood::Delighted : Mood::Awake, t);
    const QPointF apple = mix(owlAt + QPointF(30, 120), QPointF(610, 648), ease(t, 12, 13.6));
    if (t > 3) {
        round(p, apple, 26, 25, coral, 4);
        p.setPen(QPen(ink, 4, Qt::SolidLine, Qt::RoundCap));
        p.drawLine(apple + QPointF(0, -24), apple + QPointF(5, -36));
    }
    grass(p, 620, 0, QColor(0x2C, 0x5A, 0x5C), 58);
}

void overLake(QPainter &p, double t)
{
    const double way = 190 * t;
    nightSky(p, t);
    moon(p, {700, 150}, 84, Mood::Awake, t);
    hill(p, 400, 46, 900, way * 0.14, QColor(0x26, 0x31, 0x66));
    QLinearGradient lake(0, 420, 0, 720);
    lake.setColorAt(0, QColor(0x33, 0x46, 0x86));
    lake.setColorAt(1, QColor(0x12, 0x1B, 0x40));
    p.fillRect(QRectF(0, 424, pageWidth, 300), lake);
    p.setPen(Qt::NoPen);
    for (int i = 0; i < 10; ++i) { // the moon's way
        p.setBrush(QColor(0xFF, 0xE9, 0xB0, 150 - 12 * i));
        p.drawRoundedRect(QRectF(640 - 8 * i + 16 * wave(t, 2.3, i * 0.19), 440 + i * 26, 120 + 16 * i, 7),
                          3.5, 3.5);
    }
    for (int i = 0; i < 18; ++i) { // ripples that pass by
        const double x =
            std::fmod(chance(61, i) * 1500 - way * (0.5 + 0.5 * chance(62, i)) + 15000, 1500) - 110;
        p.setBrush(QColor(0x7E, 0x95, 0xF5, 70));
        p.drawRoundedRect(QRectF(x, 440 + 260 * chance(63, i), 90, 5), 2.5, 2.5);
    }
    const QPointF at(520 + 70 * wave(t, 8), 270 + 26 * wave(t, 4.1) + 12 * wave(t, 1.15, 0.25));
    p.save(); // mirrored in the water
    p.setOpacity(0.2);
    p.translate(0, 900);
    p.scale(1, -1);
    owl(p, at + QPointF(0, 30), 190, 1, Mood::Awake, t);
    p.restore();
    owl(p, at, 210, 1, t > 8 && t < 24 ? Mood::Delighted : Mood::Awake, t);
    for (int i = 0; i < 3; ++i) { // fish jump after it
        const double start = 6 + i * 6.5;
        const double u = (t - start) / 1.8;
        if (u <= 0 || u >= 1)
            continue;
        p.save();
        p.translate(760 + 60.0 * i + 170 * u, 560 - 210 * 4 * u * (1 - u));
        p.rotate(-54 * (1 - 2 * u));
        fish(p, {}, 58, QList<QColor>{rose, teal, sunlight}[i], t);
        p.restore();
    }
}

void constellations(QPainter &p, double t)
{
    nightSky(p, t);
    country(p, 900, 0, false, true, true);
    // Glims fly up and make pictures in the sky: a heart, a fish, a star.
    constexpr int count = 14;
    const auto figure = [](int which, int i) {
        const double a = i * 2 * 3.14159265 / count;
        switch (which) {
        case 0: // heart
            return QPointF(16 * std::pow(std::sin(a), 3), -(13 * std::cos(a) - 5 * std::cos(2 * a) -
                                                            2 * std::cos(3 * a) - std::cos(4 * a))) *
                   11.5;
        case 1: // fish
            return QPointF(std::cos(a) - std::sin(a) * std::sin(a) * 0.7071, std::cos(a) * std::sin(a)) * 215;
        case 2: { // star
            const double r = i % 2 == 0 ? 190 : 100;
            const double b = i * 2 * 3.14159265 / count - 1.5708;
            return QPointF(r * std::cos(b), r * std::sin(b));
        }
        default: // a round dance
            return QPointF(200 * std::cos(a), 120 * std::sin(a));
        }
    };
    const double stage = std::clamp(t / 7.0, 0.0, 3.99);
    const int from = static_cast<int>(stage);
    const double share = ease(stage - from, 0.6, 1);
    QList<QPointF> at;
    for (int i = 0; i < count; ++i) {
        const QPointF here = mix(figure(from, i), figure(std::min(3, from + 1), i), share);
        const QPointF start(90.0 * i + 20, 760);
        const QPointF fly = mix(start, QPointF(790, 240) + here, ease(t, 0.4 + 0.08 * i, 2.4 + 0.08 * i));
        at.append(fly + QPointF(6 * wave(t, 2.2, i * 0.17), 6 * wave(t, 1.9, i * 0.13)));
    }
    const double joined = ease(t, 3.4, 4.2) * (1 - 0.9 * during(std::fmod(t, 7.0), 4.6, 7.0, 0.4));
    p.setPen(QPen(QColor(0xED, 0xD0, 0x5D, static_cast<int>(120 * joined)), 4, Qt::SolidLine, Qt::RoundCap));
    for (int i = 0; i < count; ++i)
        p.drawLine(at[i], at[(i + 1) % count]);
    for (int i = 0; i < count; ++i)
        glim(p, at[i], 17, Mood::Delighted, t + i, i % 3 == 0 ? teal : gold);
    branch(p, t, 260);
    owl(p, {250, 450 - 14 * hop(t, 4, 4.6) - 14 * hop(t, 11, 11.6) - 14 * hop(t, 18, 18.6)}, 250,
        0.3 * during(std::fmod(t, 7.0), 3.8, 5, 0.3), Mood::Delighted, t);
}

void dawn(QPainter &p, double t)
{
    const double light = ease(t, 2, 20);
    nightSky(p, t, light);
    moon(p, {1060, mix(180, 420, light)}, 80, t > 12 ? Mood::Asleep : Mood::Sleepy, t);
    if (t < 14) {
        const double way = 240 * t;
        country(p, way, light, true, true);
        owl(p, {mix(420, 640, ease(t, 0, 12)), 300 + 30 * wave(t, 4.4) + 12 * wave(t, 1.15, 0.25)}, 220, 1,
            t > 8 ? Mood::Sleepy : Mood::Awake, t);
        return;
    }
    sun(p, {340, mix(700, 470, ease(t, 15, 26))}, 70, Mood::Awake, t);
    hill(p, 560, 50, 1000, 100, mix(QColor(0x1E, 0x2A, 0x5A), QColor(0x7E, 0x8F, 0xB8), light));
    hill(p, 660, 26, 800, 500, mix(QColor(0x16, 0x1F, 0x48), QColor(0x5D, 0x74, 0x9A), light));
    branch(p, t, 640);
    const double sitting = ease(t, 14, 16);
    owl(p, mix(QPointF(300, 160), QPointF(640, 450), sitting), 270, 1 - sitting,
        t < 20 ? Mood::Sleepy : Mood::Asleep, t);
    for (int i = 0; i < 3; ++i)
        glim(p, {790 + 62.0 * i, 552.0 - 6 * (i % 2)}, 24, t > 19 ? Mood::Asleep : Mood::Sleepy, t + i);
    p.fillRect(QRectF(0, 0, pageWidth, pageHeight),
               QColor(11, 16, 38, static_cast<int>(60 * ease(t, 24, 29.5))));
}

/// Six chapters of half a minute, each of which melts into the next.
void paint(QPainter &p, double t)
{
    constexpr std::array chapters{waking, overHills, withHedgehog, overLake, constellations, dawn};
    constexpr double length = 30;
    const auto index = std::min(chapters.size() - 1, static_cast<std::size_t>(t / length));
    const double within = t - double(index) * length;
    chapters[index](p, within);
    // Through the dark of a closing eye: no second picture has to be painted.
    double lid = 0;
    if (index > 0)
        lid = std::max(lid, 1 - ease(within, 0, 0.8));
    if (index + 1 < chapters.size())
        lid = std::max(lid, ease(within, length - 0.8, length));
    if (lid > 0)
        p.fillRect(QRectF(0, 0, pageWidth, pageHeight),
                   QColor(deep.red(), deep.green(), deep.blue(), static_cast<int>(255 * lid)));
}

void hoot(Sound &sound, double at, double pan = 0)
{
    sound.glide(at, 0.45, 57, 55, 0.5, pan, 0.1);
    sound.glide(at + 0.65, 0.3, 58, 57, 0.4, pan, 0.1);
    sound.glide(at + 1.0, 0.9, 59, 54, 0.55, pan, 0.25);
}

void compose(Sound &sound)
{
    const char *const tune = "e5 - - b4 - - g4 - a4 b4 - - c5 - - e5 - d5 b4 - - - . . "
                             "e5 - - g5 - - f#5 - e5 d5 - - c5 - b4 a4 - f#4 g4 - - - . . "
                             "b4 - d5 g5 - - e5 - - d5 - b4 c5 - e5 a4 - - d5 - - - . .";
    const char *const chords = "Em G C G C D G G Em Am D G";
    const std::array<Voice, 6> leads{Voice::Bell, Voice::Flute, Voice::Marimba,
                                     Voice::Bell, Voice::Flute, Voice::Bell};
    const std::array<double, 6> keys{0, 3, -2, 0, 5, -2};
    const std::array<double, 6> pace{0.3, 0.24, 0.22, 0.29, 0.25, 0.33};
    for (std::size_t i = 0; i < leads.size(); ++i)
        play(sound, {pace[i], 6, leads[i], tune, chords, keys[i]}, 0.4 + 30 * double(i),
             29.8 + 30 * double(i), 0.45);
    for (const double at : {13.0, 18.2, 46.0, 74.6, 100.0, 124.2, 138.4, 160.0})
        hoot(sound, at, 0.4 * wave(at, 17));
    repeat(0, 176, 6, [&](double at) { sound.swell(at, 6.5, 380, 0.07, 0.6 * wave(at, 23)); });
    const auto beat = [&](double at) {
        sound.swell(at, 0.6, 500, 0.1);
    };
    repeat(31, 59, 1.15, beat); // wings
    repeat(91, 119, 1.15, beat);
    for (const double at : {97.0, 103.4, 109.9})
        sound.swell(at + 1.4, 0.9, 1100, 0.2, 0.3);
    for (int i = 0; i < 14; ++i) {
        const int pitch = 67 + QList<int>{0, 2, 4, 7, 9}[i % 5] + 12 * (i / 5);
        sound.note(Voice::Bell, 120.6 + i * 0.14, 0.4, pitch, 0.22, 0.1 * i - 0.7);
    }
    for (int i = 0; i < 10; ++i) // the birds of the morning
        sound.glide(164 + i * 1.3 + 0.3 * chance(5, i), 0.24, 92 + 4 * chance(6, i), 97 - 5 * chance(7, i),
                    0.1, 1.2 * chance(8, i) - 0.6, 1);
}

} // namespace

QList<Story> owlStories()
{
    return {{QStringLiteral("owl"), QStringLiteral("owl.mp4"), 180, 24.6, paint, compose}};
}

} // namespace Medio::Films
