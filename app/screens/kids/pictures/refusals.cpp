// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/pictures/pictures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Medio::Screens::Pictures {

void unknownChip(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double tilt = t.motion.ease(t.m.screen, 400, QEasingCurve::OutCubic);
    t.put(Art::Chip, {.x = -direction * 46,
                      .y = 56,
                      .w = 38,
                      .variant = 0,
                      .degrees = t.motion.calm() ? 0 : -direction * 6 * tilt});
    t.glim(Mood::Puzzled, {.x = -direction * 3,
                           .y = 50,
                           .w = 52,
                           .degrees = t.motion.calm() ? 0 : -direction * (8 - 8 * tilt),
                           .flip = !t.rtl,
                           .pivot = {0.5, 0.95}});
    t.hands(direction * std::min(t.half - 24, 52.0), 34, 68);
}

void noFilm(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double x = -direction * 26;
    t.put(Art::EmptyFrame, {.x = x, .y = 48, .w = 82});
    const bool left = t.motion.step(900, 2) == 0;
    const double slide = t.motion.calm() ? 0 : (left ? -1 : 1) * 5.0;
    t.glim(Mood::CuriousSide, {.x = x + slide, .y = 53, .w = 33, .flip = left, .line = 0.85});
    t.hands(direction * std::min(t.half - 24, 54.0), 34, 68);
}

void notHere(Tableau &t)
{
    t.place(Place::FarHills);
    t.flash();
    const double direction = t.forward();
    if (t.scene.poster) {
        t.poster(*t.scene.poster,
                 {.x = direction * 36, .y = 31, .w = 26, .degrees = direction * 4, .line = 0.6});
    } else {
        t.put(Art::House, {.x = direction * 36, .y = 31, .w = 22, .variant = 1, .line = 0.6});
    }
    const double hop =
        t.motion.calm() ? 0 : 3.5 * std::abs(std::sin(t.m.screen / 1000 * std::numbers::pi * 0.9));
    if (t.m.screen < 5000 && !t.motion.calm())
        t.motion.moving();
    t.glim(Mood::CuriousSide, {.x = -direction * 40, .y = 56 - hop, .w = 46, .flip = t.rtl});
    t.shelf();
}

void cloudAsleep(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double breath = t.motion.wave(4000);
    t.put(Art::Cloud, {.x = direction * 18,
                       .y = 41,
                       .w = 66,
                       .sx = 1 + 0.012 * breath,
                       .sy = 1 + 0.02 * breath,
                       .foot = true});
    for (int i = 0; i < 3; ++i)
        t.put(Art::Bubble,
              {.x = direction * (50 + 7.0 * i), .y = 27 - 7.0 * i - breath, .w = 5 + 2.2 * i, .line = 0.45});
    t.glim(Mood::Waiting, {.x = -direction * 44, .y = 60, .w = 42, .flip = t.rtl, .line = 0.95});
    t.shelf();
}

void broken(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double x = -direction * 16;
    const double pat = t.motion.calm() ? 0 : std::max(0.0, std::sin(t.m.screen / 750 * std::numbers::pi));
    if (t.m.screen < 6000 && !t.motion.calm())
        t.motion.moving();
    Put page{.x = x, .y = 42, .w = 76, .h = 57};
    if (t.scene.poster) {
        page.variant = seedOf(*t.scene.poster);
        page.text = t.scene.poster->file;
    }
    page.degrees = -2.5;
    page.y = 41 - 1.4 * (1 - pat);
    t.put(Art::TornPage, page);
    page.level = 1;
    page.degrees = 3.5 - 1.5 * pat;
    page.y = 47;
    t.put(Art::TornPage, page);
    t.glim(Mood::Waiting, {.x = direction * 42, .y = 58 - 3 * pat, .w = 44, .flip = !t.rtl});
    t.beads(88);
}

void notYours(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    // The one whose chip it is hugs the poster
    const Flow::Face owner =
        t.scene.faces.isEmpty() ? Flow::Face{{}, {}, QStringLiteral("owl"), 3} : t.scene.faces.first();
    const double ox = direction * 32;
    if (t.scene.poster)
        t.poster(*t.scene.poster, {.x = ox, .y = 62, .w = 50, .degrees = direction * 3, .line = 0.8});
    else
        t.put(Art::Chip, {.x = ox, .y = 66, .w = 38, .variant = 1});
    t.face(owner, 1, {.x = ox, .y = 38, .w = 44, .degrees = -direction * (5 + t.motion.wave(2600) * 2)});
    const double wave = t.motion.wave(900) * 7;
    if (t.scene.child)
        t.face(*t.scene.child, 0,
               {.x = -direction * 50, .y = 50, .w = 38, .degrees = wave, .pivot = {0.5, 1.0}});
    t.glim(Mood::Puzzled, {.x = -direction * 11, .y = 69, .w = 32, .flip = t.rtl, .line = 0.85});
}

void tooOld(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double x = direction * 20;
    t.put(Art::Shelf, {.x = x, .y = 47, .w = 62, .h = 50});
    if (t.scene.poster)
        t.poster(*t.scene.poster, {.x = x, .y = 23, .w = 40, .line = 0.8});
    const double stretch = t.motion.calm() ? 0 : std::max(0.0, std::sin(t.m.screen / 900 * std::numbers::pi));
    if (t.m.screen < 4000 && !t.motion.calm())
        t.motion.moving();
    t.glim(Mood::Waiting, {.x = x - direction * 4,
                           .y = 73,
                           .w = 38,
                           .sx = 1 - 0.05 * stretch,
                           .sy = 1 + 0.14 * stretch,
                           .flip = t.rtl,
                           .line = 0.78});
    if (t.scene.child)
        t.face(*t.scene.child, 0, {.x = -direction * 46, .y = 54, .w = 36});
}

void locked(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    t.glim(Mood::Waiting, {.x = -direction * 6, .y = 63, .w = 44});
    const double width = t.half + 32;
    t.put(Art::RoofHand,
          {.x = direction * (t.half - width / 2), .y = 30, .w = width, .h = 58, .flip = t.rtl});
}

} // namespace Medio::Screens::Pictures
