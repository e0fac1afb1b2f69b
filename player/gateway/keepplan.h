// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmcopies.h"
#include "player/filmfacts.h"

#include <QSet>
#include <QStringList>

/// What is decided about copies, as pure functions.
namespace Medio::Gateway {

/// What is known when room is needed.
struct RoomQuestion
{
    QString film;          ///< that needs it
    bool watched = false;  ///< by somebody, or just wanted
    QStringList leastUsed; ///< all films that lie here, the least recently used first
    QStringList wanted;    ///< needed soonest first
    QSet<QString> pinned;
    QSet<QString> busy; ///< in use
    QList<QStringList> shared =
        {}; ///< films whose copies are one file: room comes when the last of them goes
};

/// Which films may go for it, in order: those nobody wants, the least used first; then wanted ones, the
/// last of the list first: all of them for a film that is watched, else those behind it in the list. Films
/// that share a file go together, in the place of the one that goes last, or not at all.
[[nodiscard]] QStringList mayGo(const RoomQuestion &question);

/// Its path decides which film it is: hosts and ports move, signed addresses have a new query each time.
[[nodiscard]] QString placeOf(const Film &film);

/// What this board makes of a film with these facts. A film that was decoded but not measured plays.
[[nodiscard]] BoardVerdict verdictOn(const FilmFacts &facts);
/// How many times faster than shown; 0: not measured.
[[nodiscard]] double speedOf(const FilmFacts &facts);

} // namespace Medio::Gateway
