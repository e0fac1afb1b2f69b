// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/pictures/pictures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Medio::Screens::Pictures {
namespace {

constexpr double popTime = 220;
constexpr double chipTime = 1400;

/// Where the poster of a chip grows.
Tableau::Spot posterSpot(const Tableau &t)
{
    return t.spot({t.fromTower() * 3, 38, 66}, {t.fromTower() * 12.5, 31, 60});
}

/// The last picture of the film before lies still until the next one moves.
bool isHeld(const Tableau &t)
{
    return t.m.turn < 0 && t.m.filmCard;
}

void pageTurn(Tableau &t)
{
    if (t.m.turn >= 1500 || !t.m.filmCard || (t.motion.calm() && !isHeld(t)))
        return;
    const double away = t.motion.ease(t.m.turn, 1500, QEasingCurve::InOutCubic);
    Layer card;
    card.key.art = Art::FilmCard;
    card.key.level = t.m.filmCardNumber;
    card.key.size = t.surface.size;
    card.target = QRect(qRound((t.rtl ? 1 : -1) * away * (t.surface.size.width() + 4)), 0,
                        t.surface.size.width(), t.surface.size.height());
    t.result.layers.append(card);
}

void seeds(Tableau &t)
{
    if (t.motion.calm() || t.m.screen > 2500)
        return;
    const double seconds = t.m.screen / 1000;
    t.motion.moving();
    for (int i = 0; i < 28; ++i) {
        const double angle = std::numbers::pi * (0.10 + 0.80 * ((i * 37) % 36) / 35.0);
        const double speed = 46 + 34 * ((i * 53) % 36) / 35.0;
        const double x = std::cos(angle) * speed * seconds;
        const double fall = -std::sin(angle) * speed * 1.25 * seconds + 46 * seconds * seconds;
        if (fall > 48)
            continue;
        t.put(Art::Seed, {.x = x,
                          .y = 58,
                          .dy = fall,
                          .w = 4.6,
                          .variant = i % 5,
                          .opacity = std::clamp((2.5 - seconds) * 2, 0.0, 1.0),
                          .line = 0.3});
    }
}

} // namespace

void chipSeen(Tableau &t)
{
    t.place(Place::Garden);
    t.tower();
    const QPointF from = t.readerAt();
    const double jump = t.motion.ease(t.m.tap, popTime, QEasingCurve::OutBack);
    const double side = t.fromTower();
    const bool below = t.scene.readerSide == Flow::ReaderSide::Below;
    const Tableau::Spot aside =
        below ? Tableau::Spot{side * (t.half - 26), 69.5, 34} : Tableau::Spot{side * 2, 81, 34};
    const Tableau::Spot glim = t.scene.poster ? t.spot({side * (t.half - 25), 66, 38}, aside)
                                              : t.spot({0, 46, 50}, {side * 11, 56, 50});
    // The light runs from the reader to Glim
    if (t.m.tap < 420) {
        const double run = t.motion.ease(t.m.tap, 320, QEasingCurve::OutCubic);
        for (int i = 0; i < 4; ++i) {
            const double part = std::clamp(run - i * 0.09, 0.0, 1.0);
            t.put(Art::Glow, {.x = from.x() + (glim.x - from.x()) * part,
                              .y = from.y() + (glim.y - from.y()) * part,
                              .dy = -14 * std::sin(std::numbers::pi * part),
                              .w = 20 - 3.0 * i,
                              .variant = 1,
                              .opacity = 0.9 - 0.2 * i});
        }
    }
    t.hollow(true);
    t.flash();
    const double squash =
        t.m.tap < 120 ? 0.86 + 0.14 * t.motion.ease(t.m.tap, 120, QEasingCurve::OutQuad) : 1;
    const double hop =
        t.m.tap < 700 && !t.motion.calm()
            ? 5 * std::abs(std::sin(std::numbers::pi * t.motion.ease(t.m.tap, 700, QEasingCurve::Linear) * 2))
            : 0;
    t.glim(Mood::Delighted,
           {.x = glim.x, .y = glim.y, .lift = hop, .w = glim.w, .sx = 2 - squash, .sy = squash});
    const Tableau::Spot poster = posterSpot(t);
    if (t.scene.poster) {
        const double size = t.motion.calm() ? 1 : 0.55 + 0.45 * jump;
        t.put(Art::Glow, {.x = poster.x, .y = poster.y, .w = 92, .opacity = 0.8});
        t.poster(*t.scene.poster,
                 {.x = poster.x, .y = poster.y, .w = poster.w, .sx = size, .sy = size, .line = 0.9});
    }
    t.beads(poster.y, t.tall ? poster.x : 0, t.tall ? 29 : 31);
}

void waking(Tableau &t)
{
    t.place(Place::Hillside);
    const double direction = t.forward();
    const int step = t.motion.calm() ? 5 : static_cast<int>(t.m.screen / 800) % 10;
    const double within = t.motion.calm() ? 1 : std::min(1.0, std::fmod(t.m.screen, 800) / 760);
    t.motion.at(800 - std::fmod(t.m.screen, 800));
    if (within < 1 && !t.motion.calm())
        t.motion.moving();
    const double reach = std::min(t.half - (t.tall ? 20 : 26), 48.0);
    const double stride = 2 * reach / 9;
    const double x0 = -reach + step * stride;
    const double x = step == 0 ? x0 : x0 - stride * (1 - within);
    const double hop = step == 0 ? 0 : 3 * std::sin(std::numbers::pi * within);
    const double appear = step == 0 && !t.motion.calm() ? std::min(1.0, std::fmod(t.m.screen, 800) / 300) : 1;
    if (appear < 1)
        t.motion.moving();
    t.flash();
    const Put glim{.x = direction * x,
                   .y = hillsideHeight(x),
                   .dy = -9,
                   .lift = hop,
                   .w = 34,
                   .opacity = t.m.screen < 800 ? 1 : appear,
                   .flip = t.rtl,
                   .line = 0.78};
    if (t.scene.poster)
        t.poster(*t.scene.poster, {.x = glim.x,
                                   .y = glim.y,
                                   .dy = glim.dy - 30,
                                   .lift = hop,
                                   .w = 42,
                                   .opacity = glim.opacity,
                                   .degrees = direction * 2.5 * std::sin(std::numbers::pi * within),
                                   .line = 0.8});
    t.glim(Mood::Waiting, glim);
}

void playing(Tableau &t)
{
    if (t.m.frame >= never) {
        if (!isHeld(t))
            chipSeen(t);
        pageTurn(t);
        return;
    }
    if (t.m.drag > 0)
        t.place(Place::Garden);
    t.film();
    pageTurn(t);
    goldenFriend(t);
    if (t.m.tap < t.m.frame && t.m.tap < chipTime) {
        // A chip that plays nothing: seen, and the film goes on
        const QPointF at = t.readerAt();
        const double away = t.motion.ease(t.m.tap - chipTime / 2, chipTime / 2, QEasingCurve::InOutSine);
        const double size =
            t.motion.calm() ? 1 : 0.6 + 0.4 * t.motion.ease(t.m.tap, 220, QEasingCurve::OutBack);
        t.flash();
        t.put(Art::Chip, {.x = at.x(),
                          .y = at.y(),
                          .w = 22,
                          .variant = 1,
                          .opacity = 1 - away,
                          .sx = size,
                          .sy = size,
                          .line = 0.8});
    }
    if (t.m.turn < 2600) {
        t.motion.at(2600 - t.m.turn);
        t.beads(90);
    }
    if (t.m.frame >= 3600 || t.m.drag > 0)
        return;
    // Until the next film is opened, the picture is still the one before's
    const bool isItsOwn = t.scene.start != 0;
    // The poster hands over to the film
    const double handOver = 1 - t.motion.ease(t.m.frame, 300, QEasingCurve::OutQuad);
    const Tableau::Spot poster = posterSpot(t);
    if (t.scene.poster && isItsOwn && t.m.tap < 10'000)
        t.poster(*t.scene.poster,
                 {.x = poster.x, .y = poster.y, .w = poster.w, .opacity = handOver, .line = 0.9});
    // For three seconds: what it is, who watches, how much there is
    const double opacity = 1 - t.motion.ease(t.m.frame - 3000, 600, QEasingCurve::InOutSine);
    const double start = -t.forward();
    const Tableau::Spot who = t.spot({start * (t.half - 16), 84, 20}, {start * (t.half - 12), 84, 17});
    if (t.scene.child)
        t.face(*t.scene.child, 0, {.x = who.x, .y = who.y, .w = who.w, .opacity = opacity, .line = 0.7});
    if (t.scene.poster && isItsOwn) {
        // From the face to the friends, and no wider than a title needs
        const double reach = t.tall ? t.half - 22 : std::min(44.0, t.half - 36);
        const double x = start * (t.half - (t.tall ? 23 : 30) - reach);
        t.words(t.scene.poster->title,
                {.x = x, .y = 84, .w = 2 * reach - 6, .h = t.tall ? 10.0 : 13.0, .opacity = opacity}, true);
    }
    const int friends = t.bonus > 0 ? 5 : 4;
    // On a plate, so that they are seen on any film, and beside it
    const double moon = t.nearEnd > 0 ? 14 : 0;
    t.put(Art::Plate, {.x = -start * (t.half - 11),
                       .y = 89,
                       .dy = -(friends - 1) * 5.5 - moon / 2,
                       .w = 14.5,
                       .h = friends * 11 + 4.5 + moon,
                       .opacity = opacity});
    for (int i = 0; i < friends; ++i) {
        t.put(Art::Friend, {.x = -start * (t.half - 11),
                            .y = 89,
                            .dy = -(friends - 1 - i) * 11.0,
                            .w = 11,
                            .variant = i == 4 ? 1 : 0,
                            .level = t.levelOfFriend(i),
                            .opacity = opacity,
                            .line = 0.42});
    }
    // The last tenth of today: the moon is on its way
    if (t.nearEnd > 0)
        t.put(Art::Moon, {.x = -start * (t.half - 11),
                          .y = 89,
                          .dy = -friends * 11.0 - 3,
                          .w = 13,
                          .opacity = opacity,
                          .line = 0.42});
}

void paused(Tableau &t)
{
    if (t.m.frame < never) {
        t.film();
    } else {
        t.place(Place::Garden);
        if (t.scene.poster)
            t.poster(*t.scene.poster, {.x = 0, .y = 42, .w = 66, .line = 0.9});
    }
    t.shade(0.70 * t.motion.ease(t.m.screen, 350, QEasingCurve::InOutSine));
    t.hollow(true);
    const bool below = t.scene.readerSide == Flow::ReaderSide::Below;
    auto [mood, flip] = t.towardsReader();
    if (t.motion.step(4000, 2) == 1)
        mood = Mood::Waiting;
    const double x = below ? (t.tall ? t.readerAt().x() : 0) : t.readerAt().x() * 0.1;
    const double y = t.tall ? 50 : below ? 42 : 52;
    t.glim(mood, {.x = x, .y = y, .w = 46, .flip = flip});
    // It holds the place with a leaf
    t.put(Art::Leaf, {.x = x + t.forward() * 17,
                      .y = y,
                      .dy = 13,
                      .w = 19,
                      .degrees = t.forward() * (38 + t.motion.wave(4000) * 3),
                      .pivot = {0.5, 0.9},
                      .line = 0.7});
}

void celebration(Tableau &t)
{
    t.place(Place::Meadow);
    const double hopped = std::min(t.m.screen, 2500.0);
    const bool hopping = t.m.screen < 2500 && !t.motion.calm();
    if (hopping)
        t.motion.moving();
    const double swing = hopping ? 1 - hopped / 3600 : 0;
    const double a = hopping ? std::abs(std::sin(hopped / 1000 * std::numbers::pi)) * 10 * swing : 0;
    const double b = hopping ? std::abs(std::sin(hopped / 1000 * std::numbers::pi + 1.1)) * 8 * swing : 0;
    const double direction = t.forward();
    const Tableau::Spot glim = !t.scene.child ? t.spot({0, 47, 52}, {0, 50, 56})
                                              : t.spot({-direction * 24, 47, 52}, {-direction * 13, 36, 54});
    t.glim(Mood::Delighted, {.x = glim.x, .y = glim.y, .lift = a, .w = glim.w});
    if (t.scene.child) {
        const Tableau::Spot child = t.spot({direction * 28, 50, 42}, {direction * 17, 63, 44});
        t.face(*t.scene.child, 0,
               {.x = child.x,
                .y = child.y,
                .lift = b,
                .w = child.w,
                .degrees = hopping ? 4 * std::sin(hopped / 1000 * std::numbers::pi) : 0});
    }
    // One film is one flower
    if (t.scene.films < 2) {
        const double grown = t.motion.ease(t.m.screen - 300, 420, QEasingCurve::OutBack);
        t.put(Art::Flower, {.x = 0,
                            .y = 85,
                            .w = 14,
                            .variant = 0,
                            .sx = std::max(0.05, grown),
                            .sy = std::max(0.05, grown),
                            .line = 0.6});
    }
    t.beads(86, 0, 0, true);
    seeds(t);
}

} // namespace Medio::Screens::Pictures
