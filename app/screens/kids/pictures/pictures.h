// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/tableau.h"

/// One function for each picture a child meets, on the tableau it is given (KIDS-UX.md §3.7).
namespace Medio::Screens::Pictures {

void whoIsWatching(Tableau &t);

void scan(Tableau &t);
void readerMissing(Tableau &t);
void signIn(Tableau &t);

/// "15 minutes more": climbs up from below, over whatever else there is.
void goldenFriend(Tableau &t);

/// Louder or softer: how loud it is now, over whatever else there is.
void volume(Tableau &t);

void chipSeen(Tableau &t);
void waking(Tableau &t);
void playing(Tableau &t);
void paused(Tableau &t);
void celebration(Tableau &t);

void goodNight(Tableau &t, bool bedtime);
void sleeping(Tableau &t);

void unknownChip(Tableau &t);
void notAChip(Tableau &t);
void unread(Tableau &t);
void noFilm(Tableau &t);
void spentBonus(Tableau &t);
void notHere(Tableau &t);
void cloudAsleep(Tableau &t);
void broken(Tableau &t);
void notYours(Tableau &t);
void tooOld(Tableau &t);
void locked(Tableau &t);

} // namespace Medio::Screens::Pictures
