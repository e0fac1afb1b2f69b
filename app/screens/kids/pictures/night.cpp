// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/pictures/pictures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Medio::Screens::Pictures {

void goodNight(Tableau &t, bool bedtime)
{
    const double length = bedtime ? 0.8 : 1.0;
    const double since = t.m.screen / length;
    const double darker = t.motion.ease(since, 8800, QEasingCurve::InOutSine);
    if (!t.night)
        t.dusk = darker;
    t.place(Place::Garden);
    const double direction = t.fromTower();
    // The moon comes up where the film went down
    const double rise = t.motion.ease(since - 6000, 4000, QEasingCurve::InOutSine);
    const double mx = direction * 12;
    if (rise > 0) {
        t.put(Art::Glow, {.x = mx, .y = 108 - 70 * rise, .w = 84, .opacity = 0.5});
        const bool own = t.night;
        t.night = true;
        t.put(Art::Moon, {.x = mx, .y = 108 - 70 * rise, .w = 46});
        t.night = own;
    }
    const double sink = t.motion.ease(since - 400, 5200, QEasingCurve::InOutSine);
    if (bedtime) {
        t.put(Art::House, {.x = mx, .y = t.tall ? 66.0 : 62.0, .w = 40, .variant = since < 2600 ? 1 : 0});
        t.motion.at(2600 * length - t.m.screen);
        // The film was not over: it pales before the house
        const double paled = t.motion.ease(since, 1600, QEasingCurve::InOutSine);
        if (t.m.filmCard && paled < 1) {
            Layer card;
            card.key.art = Art::FilmCard;
            card.key.level = t.m.filmCardNumber;
            card.key.size = t.surface.size;
            card.target = QRect(QPoint(), t.surface.size);
            card.opacity = qRound(255 * (1 - paled));
            t.result.layers.append(card);
        }
    } else if (sink < 1) {
        if (t.m.filmCard) {
            Layer card;
            card.key.art = Art::FilmCard;
            card.key.level = t.m.filmCardNumber;
            card.key.size = t.surface.size;
            const double shrink = t.motion.ease(since, 1600, QEasingCurve::InOutSine);
            const double scale = 1 - 0.56 * shrink;
            const QSizeF size = QSizeF(t.surface.size) * scale;
            const double cx = t.surface.size.width() / 2.0 + mx * t.u * shrink;
            const double cy = t.surface.size.height() * (0.5 - 0.04 * shrink + 0.85 * sink);
            card.target =
                QRectF(cx - size.width() / 2, cy - size.height() / 2, size.width(), size.height()).toRect();
            t.result.layers.append(card);
        } else if (t.scene.poster) {
            t.poster(*t.scene.poster, {.x = mx, .y = 44 + 78 * sink, .w = 64, .line = 0.9});
        }
    }
    Layer hill;
    hill.key.art = Art::FrontHill;
    hill.key.level = qRound(t.u * 100);
    hill.key.size = t.surface.size;
    hill.key.night = t.night || t.dusk >= 1;
    hill.key.mirrored = t.towerOnRight();
    hill.target = QRect(QPoint(), t.surface.size);
    t.result.layers.append(hill);
    if (!t.night && t.dusk > 0 && t.dusk < 1) {
        hill.key.night = true;
        hill.opacity = qRound(255 * t.dusk);
        t.result.layers.append(hill);
    }
    // The friends go to sleep: all at once when the time is used, one by one at bedtime
    t.motion.at((5000 - since) * length);
    t.tower(
        [&](int i) {
            const double bed = 1500 + 1200 * i;
            t.motion.at((bed - since) * length);
            return since < bed ? t.levelOfFriend(i) : 0;
        },
        since > 5000);
    const Mood mood = since < 2500 ? Mood::Awake : since < 9200 ? Mood::Sleepy : Mood::Asleep;
    t.motion.at((2500 - since) * length);
    t.motion.at((9200 - since) * length);
    const Tableau::Spot glim =
        t.spot({direction * (t.half - 27), 73, 36}, {direction * (t.half - 20), 83, 34});
    t.glim(mood, {.x = glim.x, .y = glim.y, .w = glim.w, .line = 0.78});
    t.flash();
    // The moon brings light: the rest gives it back
    t.shade(0.04 * darker + (t.night ? 0.46 : 0.20) * std::pow(rise, 0.6));
}

void sleeping(Tableau &t)
{
    t.night = true;
    t.place(Place::Garden);
    const double direction = t.fromTower();
    const Tableau::Spot moon = t.spot({direction * 8, 47, 60}, {direction * 9, 40, 56});
    const bool peeking = t.m.tap > 250 && t.m.tap < 2600;
    double turn = 0;
    if (t.m.tap < 2600) {
        // Snores once: one eye opens, closes
        t.motion.at(t.m.tap < 250 ? 250 - t.m.tap : 2600 - t.m.tap);
        if (!t.motion.calm() && t.m.tap < 1200) {
            t.motion.moving();
            turn = 3.5 * std::sin(t.m.tap / 1200 * 2 * std::numbers::pi);
        }
    }
    const double breath = t.motion.breath(5000);
    t.put(Art::Glow, {.x = moon.x, .y = moon.y, .dy = -2, .w = 108, .opacity = 0.62});
    t.put(Art::Moon, {.x = moon.x,
                      .y = moon.y,
                      .w = moon.w,
                      .variant = peeking ? 1 : 0,
                      .degrees = turn,
                      .sx = 1 + 0.012 * breath,
                      .sy = 1 + 0.02 * breath,
                      .foot = true});
    // Its breath: bubbles
    const double drift = t.tall ? 4.5 : 8.5;
    for (int i = 0; i < 3; ++i)
        t.put(Art::Bubble, {.x = moon.x + direction * ((t.tall ? 22 : 26) + drift * i),
                            .y = moon.y,
                            .dy = -12 - 9.5 * i - 1.6 * breath,
                            .w = 5.5 + 2.6 * i,
                            .opacity = 0.9,
                            .line = 0.45});
    t.tower([](int) { return 0; }, true);
    t.put(Art::Hollow,
          {.x = t.readerAt().x(), .y = t.readerAt().y(), .w = 26, .h = 19, .variant = 0, .line = 0.7});
    const Tableau::Spot glim =
        t.spot({direction * (t.half - 25), 74, 34}, {direction * (t.half - 19), 69, 34});
    t.glim(Mood::Asleep, {.x = glim.x, .y = glim.y, .w = glim.w, .line = 0.78});
    if (t.m.tap < 900) {
        const double gone = t.motion.ease(t.m.tap, 900, QEasingCurve::OutCubic);
        t.put(Art::Glow,
              {.x = t.readerAt().x(), .y = t.readerAt().y(), .w = 46, .opacity = 0.8 * (1 - gone)});
    }
}

} // namespace Medio::Screens::Pictures
