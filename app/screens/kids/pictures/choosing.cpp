// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/pictures/pictures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Medio::Screens::Pictures {

void whoIsWatching(Tableau &t)
{
    t.place(Place::Bough);
    const int count = static_cast<int>(t.scene.faces.size());
    const bool paged = count > 4;
    const int perPage = paged ? 3 : std::max(1, count);
    const int pages = paged ? (count + perPage - 1) / perPage : 1;
    int page = 0;
    if (paged) {
        page = static_cast<int>(std::floor(t.m.screen / 6000) + t.m.pageOffset) % pages;
        t.motion.at(6000 - std::fmod(t.m.screen, 6000));
        if (t.m.highlighted >= 0)
            page = t.m.highlighted / perPage;
    }
    const int first = page * perPage;
    const int here = std::min(perPage, count - first);
    const int places = here + (paged ? 1 : 0);
    // As large as the space allows: 12 mm to the edges, 5 mm between, a little air around
    const double gap = t.surface.millimetres(5) / t.u;
    const double air = t.surface.millimetres(2.4) / t.u;
    const double edge = std::max(3.0, t.surface.millimetres(12.5) / t.u);
    const double space = (2 * t.half - 2 * edge + gap) / std::max(places, 1);
    const double size = std::min(places <= 3 ? 54.0 : 46.0, space - gap - 2 * air);
    const double foot = 73.5;
    const double direction = t.forward();
    const int nodding = t.m.highlighted >= 0 ? t.m.highlighted - first
                        : here > 0           ? t.motion.step(2500, here)
                                             : 0;
    const double nodTime = std::fmod(t.m.now, 2500);
    for (int i = 0; i < here; ++i) {
        const int index = first + i;
        const double x = direction * (i - (places - 1) / 2.0) * space;
        const bool mine = i == nodding;
        double nod = 0;
        if (mine && !t.motion.calm() && nodTime < 1600 && t.m.idle < 300'000) {
            t.motion.moving(t.m.idle < 60'000 ? 60 : 30);
            nod = 5 * std::sin(nodTime / 1600 * 4 * std::numbers::pi) * (1 - nodTime / 1600);
        }
        const double y = foot - size / 2;
        const bool touched = t.m.highlighted == index;
        t.put(Art::Glow, {.x = x, .y = y, .w = size * 1.5, .opacity = touched ? 1.0 : mine ? 0.85 : 0.0});
        t.face(t.scene.faces[index], index,
               {.x = x,
                .y = y,
                .w = size,
                .degrees = nod,
                .pivot = {0.5, 1.0},
                .line = std::min(1.0, size / 42)});
        if (touched)
            t.put(Art::Highlight, {.x = x,
                                   .y = y,
                                   .w = size * 1.10,
                                   .level = ((t.scene.faces[index].shape % 4) + 4) % 4,
                                   .line = 1.3});
        t.words(t.scene.faces[index].name, x, 90, std::min(space - 4, 40.0), 11, false);
        const QPointF middle(t.surface.size.width() / 2.0 + x * t.u, (y - t.top) * t.u);
        const double reach = (size / 2 + air) * t.u;
        t.result.targets.append(
            {Target::Kind::Child, index,
             QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toRect()});
    }
    if (paged) {
        const double x = direction * (here - (places - 1) / 2.0) * space;
        const double y = foot - size / 2;
        t.put(Art::PageCorner, {.x = x, .y = y, .w = size * 0.82, .flip = t.rtl, .line = 0.8});
        const QPointF middle(t.surface.size.width() / 2.0 + x * t.u, (y - t.top) * t.u);
        const double reach = (size / 2 + air) * t.u;
        t.result.targets.append(
            {Target::Kind::Page, 0,
             QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toRect()});
    }
    if (here < 4 && !paged) {
        // Glim peeps from the end of the bough
        const double x = direction * std::min(t.half - 13, 70.0);
        if (here <= 2)
            t.glim(t.motion.step(5000, 2) == 0 ? Mood::Awake : Mood::CuriousSide,
                   {.x = x, .y = 61, .w = 26, .flip = !t.rtl, .line = 0.8});
    }
}

} // namespace Medio::Screens::Pictures
