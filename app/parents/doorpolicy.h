// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/doormemory.h"

#include <QString>

#include <chrono>

/// How often somebody may try the parents' PIN. Pure: the time is a parameter (monotonic, with the boot it
/// belongs to), nothing is remembered here.
///
/// The first tries are free; every wrong one after them is followed by a pause, each longer than the one
/// before. Only the right PIN begins anew. A pause is time during which the kiosk runs: it
/// goes on when the program starts again, and begins anew when the machine does. So neither a clock
/// that somebody sets nor a pulled plug shortens it, and nothing has to be written while it lasts.
namespace Medio::Parents::DoorPolicy {

inline constexpr int freeTries = 5;

struct Moment
{
    std::chrono::nanoseconds now{0}; ///< of the monotonic clock
    QString boot;                    ///< of Clock::bootId()
};

/// That follows so many wrong tries in a row: none up to four, then 30 s, 1, 2, 5, 15, 30 and 60 minutes, and
/// 60 minutes from there on. Four digits take years then.
[[nodiscard]] std::chrono::nanoseconds pauseAfter(int wrongTries);

/// Of those that come before a pause: 1..freeTries at first, 1 once there were pauses.
[[nodiscard]] int triesLeft(const DoorRecord &record);

/// What to go by now: a record of another boot begins its pause anew, and one that no door wrote
/// (a damaged file) is brought into its bounds, never to less than it may mean.
[[nodiscard]] DoorRecord found(const DoorRecord &record, const Moment &moment);

/// 0: somebody may try. For a record of this boot (found()).
[[nodiscard]] std::chrono::nanoseconds pauseLeft(const DoorRecord &record, const Moment &moment);

/// As if the try were wrong; to be on disk before it is compared, or pulling the plug in
/// between makes it free.
[[nodiscard]] DoorRecord charged(const DoorRecord &record, const Moment &moment);

/// Where the disk does not count, a restart would give the free tries again: every try costs a pause, of 30 s
/// at least.
[[nodiscard]] DoorRecord uncounted(const DoorRecord &record, const Moment &moment);

/// The right PIN.
[[nodiscard]] DoorRecord forgiven(const DoorRecord &record);

} // namespace Medio::Parents::DoorPolicy
