// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/pictures/pictures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Medio::Screens::Pictures {
namespace {

/// Where one sits on the bough.
struct Seat
{
    double x = 0;    ///< units from the middle
    double foot = 0; ///< hundredths of the height
    double size = 0; ///< units
    double room = 0; ///< for the name, units
};

/// As large as the space allows: 12 mm to the edges, 5 mm between, a little air around. Side by side
/// on one bough, or on two in a window that stands upright.
QList<Seat> seats(const Tableau &t, int count, double air)
{
    const double gap = t.surface.millimetres(5) / t.u;
    const double edge = std::max(3.0, t.surface.millimetres(12.5) / t.u);
    const int columns = t.tall ? (count > 2 ? 2 : 1) : std::max(count, 1);
    const double space = (2 * t.half - 2 * edge + gap) / columns;
    const double least = std::min(space - gap - 2 * air, t.tall       ? 0.42 * t.height - 24
                                                         : count <= 3 ? 54.0
                                                                      : 46.0);
    QList<Seat> list;
    for (int i = 0; i < count; ++i) {
        Seat seat{.size = least, .room = std::min(space - 4, 40.0)};
        if (t.tall) {
            const int above = count / 2;
            const bool upper = i < above;
            const int here = upper ? above : count - above;
            const int column = upper ? i : i - above;
            seat.foot = upper ? upperBough : lowerBough;
            seat.x = t.forward() * (column - (here - 1) / 2.0) * space;
        } else {
            seat.foot = onlyBough;
            seat.x = t.forward() * (i - (count - 1) / 2.0) * space;
        }
        list.append(seat);
    }
    return list;
}

} // namespace

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
    const double air = t.surface.millimetres(2.4) / t.u;
    const QList<Seat> places = seats(t, here + (paged ? 1 : 0), air);
    const auto answers = [&](Target::Kind kind, int face, const Seat &seat) {
        const QPointF foot = t.onScreen(seat.x, seat.foot);
        const double reach = (seat.size / 2 + air) * t.u;
        const QPointF middle(foot.x(), foot.y() - seat.size / 2 * t.u);
        t.result.targets.append(
            {kind, face, QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toRect()});
    };

    const int nodding = t.m.highlighted >= 0 ? t.m.highlighted - first
                        : here > 0           ? t.motion.step(2500, here)
                                             : 0;
    t.result.nodding = here > 0 ? first + std::clamp(nodding, 0, here - 1) : -1;
    const double nodTime = std::fmod(t.m.now, 2500);
    for (int i = 0; i < here; ++i) {
        const int index = first + i;
        const Seat &seat = places[i];
        const Flow::Face &child = t.scene.faces[index];
        const bool mine = i == nodding;
        double nod = 0;
        if (mine && !t.motion.calm() && nodTime < 1600 && t.m.idle < 300'000) {
            t.motion.moving(t.m.idle < 60'000 ? 60 : 30);
            nod = 5 * std::sin(nodTime / 1600 * 4 * std::numbers::pi) * (1 - nodTime / 1600);
        }
        const bool touched = t.m.highlighted == index;
        const Put face{.x = seat.x,
                       .y = seat.foot,
                       .dy = -seat.size / 2,
                       .w = seat.size,
                       .degrees = nod,
                       .pivot = {0.5, 1.0},
                       .line = std::min(1.0, seat.size / 42)};
        t.put(Art::Glow, {.x = face.x,
                          .y = face.y,
                          .dy = face.dy,
                          .w = face.w * 1.5,
                          .opacity = touched ? 1.0
                                     : mine  ? 0.85
                                             : 0.0});
        t.face(child, index, face);
        if (touched)
            t.put(Art::Highlight, {.x = face.x,
                                   .y = face.y,
                                   .dy = face.dy,
                                   .w = face.w * 1.10,
                                   .level = ((child.shape % 4) + 4) % 4,
                                   .line = 1.3});
        t.words(child.name,
                {.x = seat.x, .y = seat.foot, .dy = t.tall ? 15.0 : 16.5, .w = seat.room, .h = 11}, false);
        answers(Target::Kind::Child, index, seat);
    }
    if (paged) {
        const Seat &seat = places.last();
        t.put(Art::PageCorner, {.x = seat.x,
                                .y = seat.foot,
                                .dy = -seat.size / 2,
                                .w = seat.size * 0.82,
                                .flip = t.rtl,
                                .line = 0.8});
        answers(Target::Kind::Page, 0, seat);
    }
    if (here <= (t.tall ? 3 : 2) && !paged) {
        // Glim peeps from the end of the bough
        const double foot = t.tall ? upperBough : onlyBough;
        const double x = t.forward() * std::min(t.half - 13, 70.0);
        t.glim(t.motion.step(5000, 2) == 0 ? Mood::Awake : Mood::CuriousSide,
               {.x = x, .y = foot, .dy = -12.5, .w = 26, .flip = !t.rtl, .line = 0.8});
    }
}

} // namespace Medio::Screens::Pictures
