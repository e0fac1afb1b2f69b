// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

#include <algorithm>
#include <chrono>
#include <optional>

/// Who of a family's boxes may play how much of a child's day, so that boxes which can't talk to each
/// other never give the same minutes twice. Pure.
///
/// A lease is a ceiling: "on that day you may have played so much in all". The ceilings of a day never
/// exceed it together. Only the box itself lowers one, by saying so; a box that never comes back keeps
/// its part of the days for which it has leases (Api::Settlement::leaseDays at the most).
namespace Medio::Home::Leases {

using std::chrono::milliseconds;

/// One box on that day.
struct Holder
{
    milliseconds played{0};  ///< as settled, overrun apart
    milliseconds mayPlay{0}; ///< its ceiling; below `played` if it played before it had one
    bool isShort = false;    ///< it has much less than its part, and spoke lately

    /// What is out of everybody else's reach.
    [[nodiscard]] milliseconds taken() const { return std::max(played, mayPlay); }
};

struct Day
{
    milliseconds whole{0};   ///< allowance + grants − debt; less than 0 counts as 0
    milliseconds outside{0}; ///< played by clients that have no ledger
    QList<Holder> others;
    int boxes = 1; ///< among whom the rest is divided: those that spoke lately, the one that asks included
};

struct Decision
{
    milliseconds mayPlay{0}; ///< never less than it was
    bool isShort = false;
    std::optional<milliseconds> pleaseKeep; ///< give back down to this
};

/// Less than this is not worth asking for.
inline constexpr milliseconds smallest{std::chrono::minutes(1)};

/// Everybody's part: what the box has played, and an equal part of what nobody has played yet. So two
/// boxes that are away have half of the day each, and one that plays alone gets it all, step by step.
[[nodiscard]] milliseconds partOf(const Holder &box, const Day &day);

/// For a box that asks now.
[[nodiscard]] Decision decide(const Holder &box, const Day &day);

} // namespace Medio::Home::Leases
