// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/pictures/pictures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Medio::Screens::Pictures {
namespace {

/// A chip said who watches now: large for a moment, then up into the tree.
void newChild(Tableau &t)
{
    if (t.m.child >= newChildTime || !t.scene.child)
        return;
    const double pop = t.motion.ease(t.m.child, 220, QEasingCurve::OutBack);
    const double fly = t.motion.calm() ? 0 : t.motion.ease(t.m.child - 1300, 700, QEasingCurve::InOutCubic);
    t.motion.at(newChildTime - t.m.child);
    const Tableau::Spot big = t.spot({t.fromTower() * 44, 46, 50}, {t.fromTower() * 17, 34, 50});
    const Tableau::Spot home = t.faceInTheTree();
    const double size = (big.w + (home.w - big.w) * fly) / big.w * (t.motion.calm() ? 1 : 0.6 + 0.4 * pop);
    t.put(Art::Glow, {.x = big.x, .y = big.y, .w = big.w * 1.5, .opacity = 0.9 * (1 - fly)});
    t.face(*t.scene.child, 0,
           {.x = big.x + (home.x - big.x) * fly,
            .y = big.y + (home.y - big.y) * fly,
            .w = big.w,
            .sx = size,
            .sy = size});
}

} // namespace

void goldenFriend(Tableau &t)
{
    if (t.m.bonus >= goldenFriendTime || t.bonus <= 0)
        return;
    t.motion.at(goldenFriendTime - t.m.bonus);
    const double climb = t.motion.calm() ? 1 : t.motion.ease(t.m.bonus, 900, QEasingCurve::OutCubic);
    const double hop = t.motion.calm() || t.m.bonus < 900
                           ? 0
                           : 7 * std::abs(std::sin((t.m.bonus - 900) / 450 * std::numbers::pi));
    if (hop > 0)
        t.motion.moving();
    const Tableau::Spot at = t.spot({t.fromTower() * 38, 70, 38}, {t.fromTower() * 24, 79, 34});
    t.put(Art::Glow, {.x = at.x, .y = at.y + 45 * (1 - climb), .w = at.w * 1.8, .opacity = 0.9 * climb});
    t.put(Art::Friend, {.x = at.x,
                        .y = at.y + 45 * (1 - climb),
                        .dy = -hop,
                        .w = at.w,
                        .variant = static_cast<int>(FriendKind::Golden),
                        .level = 100,
                        .line = 0.8});
}

void volume(Tableau &t)
{
    using Flow::Screen;
    constexpr double leaving = 300;
    const bool rests = t.scene.screen == Screen::GoodNight || t.scene.screen == Screen::Sleeping;
    if (t.m.volume >= volumeTime || rests)
        return;
    t.motion.at(volumeTime - t.m.volume);
    const double loud = std::clamp(t.scene.volume, 0.0, 1.0);
    const double pop = t.motion.calm() ? 1 : t.motion.ease(t.m.volume, 220, QEasingCurve::OutBack);
    const double there =
        1 - t.motion.ease(t.m.volume - (volumeTime - leaving), leaving, QEasingCurve::InOutSine);
    double swing = 0;
    if (!t.motion.calm() && t.m.volume < 1200) {
        t.motion.moving();
        swing = 7 * (1 - t.m.volume / 1200) * std::sin(t.m.volume / 300 * 2 * std::numbers::pi);
    }
    // Where nothing plays, before the friend
    const Tableau::Spot at =
        t.spot({0, 45, 60}, t.scene.screen == Screen::Scan ? Tableau::Spot{t.fromTower() * 11, 59, 60}
                                                           : Tableau::Spot{0, 42, 60});
    // Each step is a little larger, and each fourth is a wave
    const double size = (46 + 14 * loud) * (0.6 + 0.4 * pop);
    t.put(Art::Bell, {.x = at.x,
                      .y = at.y,
                      .w = at.w,
                      .level = std::clamp(static_cast<int>(std::ceil(loud * 4 - 1e-6)), 1, 4),
                      .opacity = there,
                      .degrees = swing,
                      .sx = size / at.w,
                      .sy = size / at.w,
                      .pivot = {0.5, 0.2},
                      .line = 0.8});
}

void scan(Tableau &t)
{
    t.garden();
    t.garland();
    t.tower();
    t.hollow(true);
    t.flash();
    const QPointF reader = t.readerAt();
    const double forward = t.fromTower();
    const bool below = t.scene.readerSide == Flow::ReaderSide::Below;
    const Tableau::Spot at = below ? t.spot({0, 45, 54}, {forward * 11, 59, 52})
                                   : t.spot({reader.x() * 0.12, 62, 50}, {forward * 9, 50, 46});
    auto [mood, flip] = t.towardsReader();
    const int step = t.motion.step(4000, 3);
    if (step == 2)
        mood = t.nearEnd > 0.5 ? Mood::Sleepy : Mood::Awake;
    if (t.m.touch < 1600) {
        // A finger is worth a look, and a little hop
        t.motion.at(1600 - t.m.touch);
        const double fx = (t.m.touchAt.x() - t.surface.size.width() / 2.0) / t.u;
        mood = std::abs(fx - at.x) < 20 ? Mood::Delighted : Mood::CuriousSide;
        flip = fx < at.x;
    }
    if (t.m.bonus < goldenFriendTime || t.m.child < newChildTime)
        mood = Mood::Delighted;
    const double hop =
        t.m.touch < 500 && !t.motion.calm()
            ? 4 * std::sin(std::numbers::pi * t.motion.ease(t.m.touch, 500, QEasingCurve::OutQuad))
            : 0;
    t.glim(mood, {.x = at.x,
                  .y = at.y,
                  .lift = hop,
                  .w = at.w,
                  .degrees = below ? 0 : t.motion.wave(4000) * 1.0,
                  .flip = flip,
                  .pivot = {0.5, 0.95}});
    newChild(t);
    goldenFriend(t);
    // How it is done: a chip floats to the hollow and is gone
    const double cycle = std::fmod(t.m.now, 8000);
    if (t.m.volume < volumeTime)
        return; // one thing at a time
    if (t.m.idle < 60'000 && !t.motion.calm() && cycle < 2200) {
        const double run = t.motion.ease(cycle, 1500, QEasingCurve::InOutSine);
        const double fade = std::min({1.0, cycle / 300, (2200 - cycle) / 500});
        const double aside = below ? forward * (t.tall ? 24 : 30) : 0;
        const double above = below ? 19 : 34;
        t.put(Art::Chip, {.x = reader.x() + aside * (1 - run),
                          .y = reader.y(),
                          .dy = -above * (1 - run) - 8 * std::sin(std::numbers::pi * run),
                          .w = 20,
                          .variant = 1,
                          .opacity = fade,
                          .line = 0.7});
        t.motion.moving();
    } else if (t.m.idle < 60'000 && !t.motion.calm()) {
        t.motion.at(8000 - cycle);
    }
}

void readerMissing(Tableau &t)
{
    t.place(Place::Garden);
    t.tower();
    t.hollow(false);
    const QPointF reader = t.readerAt();
    const double direction = t.fromTower();
    const bool below = t.scene.readerSide == Flow::ReaderSide::Below;
    const Tableau::Spot plug = below ? t.spot({direction * 30, 83, 27}, {direction * 35, 87, 25})
                                     : t.spot({reader.x() - direction * 4, 84, 27}, {direction * 10, 88, 27});
    t.put(Art::Plug, {.x = plug.x,
                      .y = plug.y,
                      .w = plug.w,
                      .degrees = t.motion.wave(3000) * 2,
                      .flip = direction < 0,
                      .pivot = {0.9, 0.9},
                      .line = 0.8});
    auto [mood, flip] = t.towardsReader();
    const int look = t.motion.step(1500, 4);
    if (look == 1)
        mood = Mood::Puzzled;
    else if (look == 3) {
        mood = Mood::CuriousSide;
        flip = direction < 0;
    }
    const Tableau::Spot at = below ? t.spot({-direction * 10, 47, 46}, {direction * 8, 62, 46})
                                   : t.spot({-direction * 5, 58, 46}, {direction * 6, 58, 46});
    t.glim(mood, {.x = at.x, .y = at.y, .w = at.w, .flip = flip});
    t.hands(direction * (t.half - (t.tall ? 21 : 27)), t.tall ? 30 : 35, t.tall ? 60 : 68);
}

void signIn(Tableau &t)
{
    t.place(Place::Meadow);
    const double middle = t.tall ? 58 : 56;
    const double lid = t.motion.wave(4000);
    t.put(Art::Glow, {.x = 0, .y = middle, .dy = -10, .w = 96, .opacity = 0.8 + 0.15 * lid});
    t.put(Art::BoxBack, {.x = 0, .y = middle, .w = 66, .degrees = lid * 0.8, .pivot = {0.5, 0.5}});
    const double peep = t.motion.calm() ? 0 : 2.5 * t.motion.wave(4000, 0.1);
    t.glim(t.motion.step(3000, 2) == 0 ? Mood::CuriousDown : Mood::Awake,
           {.x = 0, .y = middle, .dy = -9, .lift = peep, .w = 44});
    t.put(Art::BoxFront, {.x = 0, .y = middle, .w = 66});
    const double direction = t.forward();
    const double aside = std::min(t.half - 22, 54.0);
    t.hands(direction * aside, 30, 60);
    const Tableau::Spot badge = t.spot({-direction * aside, 66, 26}, {0, 89, 28});
    t.put(Art::Badge, {.x = badge.x, .y = badge.y, .w = badge.w, .line = 0.8});
}

} // namespace Medio::Screens::Pictures
