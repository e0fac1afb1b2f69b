// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/pictures/pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace Medio::Screens::Pictures {

void unknownChip(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double tilt = t.motion.ease(t.m.screen, 400, QEasingCurve::OutCubic);
    const Tableau::Spot chip = t.spot({-direction * 46, 56, 38}, {direction * 18, 81, 38});
    t.put(Art::Chip, {.x = chip.x,
                      .y = chip.y,
                      .w = chip.w,
                      .variant = 0,
                      .degrees = t.motion.calm() ? 0 : -direction * 6 * tilt});
    const Tableau::Spot glim = t.spot({-direction * 3, 50, 52}, {-direction * 13, 56, 54});
    t.glim(Mood::Puzzled, {.x = glim.x,
                           .y = glim.y,
                           .w = glim.w,
                           .degrees = t.motion.calm() ? 0 : -direction * (8 - 8 * tilt),
                           .flip = !t.rtl,
                           .pivot = {0.5, 0.95}});
    t.hands(direction * (t.tall ? t.half - 21 : std::min(t.half - 24, 52.0)), 34, 68);
}

void notAChip(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double tilt = t.motion.ease(t.m.screen, 400, QEasingCurve::OutCubic);
    // What lay there goes on sleeping; what belongs there shines
    const Tableau::Spot phone = t.spot({-direction * 56, 46, 50}, {-direction * 22, 27, 50});
    t.put(Art::Card, {.x = phone.x + direction * 19,
                      .y = phone.y,
                      .dy = 25,
                      .w = 44,
                      .degrees = direction * 9,
                      .line = 0.8});
    t.put(Art::Phone, {.x = phone.x, .y = phone.y, .w = phone.w, .degrees = -direction * 7, .line = 0.8});
    const Tableau::Spot glim = t.spot({-direction * 2, 58, 46}, {-direction * 12, 59, 48});
    t.glim(Mood::CuriousSide, {.x = glim.x,
                               .y = glim.y,
                               .w = glim.w,
                               .degrees = t.motion.calm() ? 0 : -direction * (8 - 8 * tilt),
                               .flip = t.rtl,
                               .pivot = {0.5, 0.95}});
    const Tableau::Spot chip = t.spot({direction * 52, 52, 40}, {direction * 19, 81, 38});
    const double pulse = t.motion.pulse();
    t.put(Art::Glow, {.x = chip.x, .y = chip.y, .w = chip.w * 2, .opacity = 0.85 + 0.15 * pulse});
    t.put(Art::Ring, {.x = chip.x,
                      .y = chip.y,
                      .w = chip.w * 1.28,
                      .opacity = 0.55 + 0.4 * pulse,
                      .sx = 1 + 0.05 * pulse,
                      .sy = 1 + 0.05 * pulse,
                      .line = 0.8});
    t.put(Art::Chip, {.x = chip.x, .y = chip.y, .w = chip.w, .variant = 1});
    t.put(Art::Leaf, {.x = chip.x + direction * 17,
                      .y = chip.y,
                      .dy = 15,
                      .w = 15,
                      .degrees = direction * 30,
                      .line = 0.6});
}

void unread(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    // It lay askew, and slides to where it belongs, seen from near: that is all there is to do
    const double cycle = std::fmod(t.m.screen, 2000);
    const double home = t.motion.calm() ? 0 : t.motion.ease(cycle - 500, 700, QEasingCurve::InOutCubic);
    if (!t.motion.calm() && cycle > 480 && cycle < 1220)
        t.motion.moving();
    constexpr std::array steps{500.0, 1400.0, 1850.0, 2000.0};
    t.motion.at(*std::upper_bound(steps.cbegin(), steps.cend() - 1, cycle) - cycle);
    const bool there = home >= 1;
    const Tableau::Spot at = t.spot({direction * 18, 62, 76}, {direction * 2, 66, 78});
    t.put(Art::Glow, {.x = at.x, .y = at.y, .w = at.w * 1.5, .opacity = 0.8});
    t.put(Art::Hollow, {.x = at.x, .y = at.y, .w = at.w, .h = at.w * 0.7, .variant = there ? 1 : 0});
    t.put(Art::Chip, {.x = at.x + direction * 0.38 * at.w * (1 - home),
                      .y = at.y,
                      .dy = -0.16 * at.w * (1 - home) - 3,
                      .w = at.w * 0.58,
                      .variant = there ? 1 : 0,
                      .degrees = direction * 26 * (1 - home)});
    // Glim is glad a moment later, so that not everything changes at once
    Mood mood = Mood::Puzzled;
    if (there && cycle > 1400 && cycle < 1850)
        mood = Mood::Delighted;
    else if (home > 0 && !there)
        mood = Mood::CuriousSide;
    const Tableau::Spot glim = t.spot({-direction * 56, 45, 46}, {-direction * 16, 27, 46});
    t.glim(mood, {.x = glim.x, .y = glim.y, .w = glim.w, .flip = t.rtl});
}

void spentBonus(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    // The golden friend gave its light and sleeps beside its chip
    const Tableau::Spot chip = t.spot({-direction * 55, 62, 42}, {-direction * 19, 27, 42});
    t.put(Art::Chip, {.x = chip.x, .y = chip.y, .w = chip.w, .variant = 2, .degrees = -direction * 8});
    const Tableau::Spot golden = t.spot({-direction * 9, 58, 50}, {-direction * 2, 77, 52});
    const double breath = t.motion.breath(5000);
    t.put(Art::Pad, {.x = golden.x, .y = golden.y, .dy = golden.w * 0.47, .w = golden.w * 1.35, .line = 0.7});
    t.put(Art::Friend, {.x = golden.x,
                        .y = golden.y,
                        .w = golden.w,
                        .variant = static_cast<int>(FriendKind::Golden),
                        .level = 0,
                        .sx = 1 + 0.02 * breath,
                        .sy = 1 + 0.03 * breath,
                        .foot = true});
    t.bubbles(golden.x + direction * 15, golden.y, -6 - 1.5 * breath, 6, 3);
    const Tableau::Spot glim = t.spot({direction * 50, 52, 46}, {direction * 15, 45, 46});
    t.glim(Mood::Waiting, {.x = glim.x, .y = glim.y, .w = glim.w, .flip = !t.rtl});
}

void noFilm(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const Tableau::Spot frame = t.spot({-direction * 26, 48, 82}, {0, 65, 82});
    t.put(Art::EmptyFrame, {.x = frame.x, .y = frame.y, .w = frame.w});
    const bool left = t.motion.step(900, 2) == 0;
    const double slide = t.motion.calm() ? 0 : (left ? -1 : 1) * direction * 5.0;
    t.glim(Mood::CuriousSide,
           {.x = frame.x + slide, .y = frame.y, .dy = 5, .w = 33, .flip = left != t.rtl, .line = 0.85});
    t.hands(direction * (t.tall ? t.half - 21 : std::min(t.half - 24, 54.0)), t.tall ? 28 : 34,
            t.tall ? 60 : 68);
}

void notHere(Tableau &t)
{
    t.place(Place::FarHills);
    t.flash();
    const double direction = t.forward();
    const double peak = farHillAt(t.half);
    const Tableau::Spot far = t.spot({direction * (peak + 2), 31, 26}, {direction * (peak - 1), 34.5, 28});
    if (t.scene.poster) {
        t.poster(*t.scene.poster,
                 {.x = far.x, .y = far.y, .w = far.w, .degrees = direction * 4, .line = 0.6});
    } else {
        t.put(Art::House, {.x = far.x, .y = far.y, .w = 22, .variant = 1, .line = 0.6});
    }
    const double hop =
        t.motion.calm() ? 0 : 3.5 * std::abs(std::sin(t.m.screen / 1000 * std::numbers::pi * 0.9));
    if (t.m.screen < 5000 && !t.motion.calm())
        t.motion.moving();
    const Tableau::Spot glim = t.spot({-direction * 40, 56, 46}, {-direction * 18, 63, 48});
    t.glim(Mood::CuriousSide, {.x = glim.x, .y = glim.y, .lift = hop, .w = glim.w, .flip = t.rtl});
    t.shelf();
}

void cloudAsleep(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double breath = t.motion.wave(4000);
    const Tableau::Spot cloud = t.spot({direction * 18, 39, 72}, {direction * 3, 32, 72});
    t.put(Art::Cloud, {.x = cloud.x,
                       .y = cloud.y,
                       .w = cloud.w,
                       .sx = 1 + 0.012 * breath,
                       .sy = 1 + 0.02 * breath,
                       .foot = true});
    const double drift = t.tall ? 3 : 7;
    for (int i = 0; i < 3; ++i)
        t.put(Art::Bubble, {.x = cloud.x + direction * ((t.tall ? 27 : 32) + drift * i),
                            .y = cloud.y,
                            .dy = -14 - 7.0 * i - breath,
                            .w = 5 + 2.2 * i,
                            .line = 0.45});
    const Tableau::Spot glim = t.spot({-direction * 44, 60, 46}, {-direction * 16, 64, 46});
    t.glim(Mood::Waiting, {.x = glim.x, .y = glim.y, .w = glim.w, .flip = t.rtl, .line = 0.95});
    t.shelf();
}

void broken(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const double pat = t.motion.calm() ? 0 : std::max(0.0, std::sin(t.m.screen / 750 * std::numbers::pi));
    if (t.m.screen < 6000 && !t.motion.calm())
        t.motion.moving();
    const Tableau::Spot middle = t.spot({-direction * 16, 44, 76}, {0, 38, 80});
    Put page{.x = middle.x, .y = middle.y, .w = middle.w, .h = middle.w * 0.75};
    if (t.scene.poster) {
        page.variant = seedOf(*t.scene.poster);
        page.text = t.scene.poster->file;
    }
    page.degrees = direction * -2.5;
    page.dy = -3 - 1.4 * (1 - pat);
    t.put(Art::TornPage, page);
    page.level = 1;
    page.degrees = direction * (3.5 - 1.5 * pat);
    page.dy = 3;
    t.put(Art::TornPage, page);
    const Tableau::Spot glim = t.spot({direction * 42, 58, 46}, {direction * 16, 66, 46});
    t.glim(Mood::Waiting, {.x = glim.x, .y = glim.y, .lift = 3 * pat, .w = glim.w, .flip = !t.rtl});
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
    const Tableau::Spot theirs = t.spot({direction * 32, 38, 44}, {direction * 13, 27, 46});
    if (t.scene.poster)
        t.poster(*t.scene.poster,
                 {.x = theirs.x, .y = theirs.y, .dy = 24, .w = 50, .degrees = direction * 3, .line = 0.8});
    else
        t.put(Art::Chip, {.x = theirs.x, .y = theirs.y, .dy = 28, .w = 38, .variant = 1});
    t.face(
        owner, 1,
        {.x = theirs.x, .y = theirs.y, .w = theirs.w, .degrees = -direction * (5 + t.motion.wave(2600) * 2)});
    const double wave = t.motion.wave(900) * 7;
    const Tableau::Spot mine = t.spot({-direction * 50, 50, 38}, {-direction * 20, 68, 42});
    if (t.scene.child)
        t.face(*t.scene.child, 0,
               {.x = mine.x, .y = mine.y, .w = mine.w, .degrees = wave, .pivot = {0.5, 1.0}});
    const Tableau::Spot glim = t.spot({-direction * 11, 69, 32}, {direction * 22, 77, 34});
    t.glim(Mood::Puzzled, {.x = glim.x, .y = glim.y, .w = glim.w, .flip = t.rtl, .line = 0.85});
}

void tooOld(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const Tableau::Spot shelf = t.spot({direction * 20, 47, 62}, {direction * 11, 38, 62});
    t.put(Art::Shelf, {.x = shelf.x, .y = shelf.y, .w = shelf.w, .h = 50});
    if (t.scene.poster)
        t.poster(*t.scene.poster, {.x = shelf.x, .y = shelf.y, .dy = -24, .w = 40, .line = 0.8});
    const double stretch = t.motion.calm() ? 0 : std::max(0.0, std::sin(t.m.screen / 900 * std::numbers::pi));
    if (t.m.screen < 4000 && !t.motion.calm())
        t.motion.moving();
    t.glim(Mood::Waiting, {.x = shelf.x - direction * 4,
                           .y = shelf.y,
                           .dy = t.tall ? 32.0 : 26.0,
                           .w = 38,
                           .sx = 1 - 0.05 * stretch,
                           .sy = 1 + 0.14 * stretch,
                           .flip = t.rtl,
                           .line = 0.78});
    const Tableau::Spot child = t.spot({-direction * 46, 54, 36}, {-direction * 20, 79, 38});
    if (t.scene.child)
        t.face(*t.scene.child, 0, {.x = child.x, .y = child.y, .w = child.w});
}

void locked(Tableau &t)
{
    t.place(Place::Meadow);
    t.flash();
    const double direction = t.forward();
    const Tableau::Spot glim = t.spot({-direction * 6, 63, 44}, {-direction * 8, 62, 46});
    t.glim(Mood::Waiting, {.x = glim.x, .y = glim.y, .w = glim.w});
    const double width = t.half + (t.tall ? 38 : 32);
    t.put(
        Art::RoofHand,
        {.x = direction * (t.half - width / 2), .y = glim.y, .dy = -33, .w = width, .h = 58, .flip = t.rtl});
}

} // namespace Medio::Screens::Pictures
