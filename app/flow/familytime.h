// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QDate>
#include <QObject>

#include <chrono>
#include <optional>

namespace Medio::Flow {

/// What the family's home server says about one child's day beyond this kiosk's own ledger: exact to the
/// millisecond, as of the last settlement.
struct FamilyDay
{
    std::chrono::milliseconds elsewhere{0};        ///< played on other boxes, overrun included
    std::chrono::milliseconds overElsewhere{0};    ///< the overrun in it: owed on the next day
    std::chrono::milliseconds grantedElsewhere{0}; ///< on top of the allowance, given at other boxes
    /// The lease: so much may be played here on that day in all, overrun apart, whatever happens to the
    /// network meanwhile. What the kiosk's own parents granted is in it at once. 0 where no lease
    /// covers the day (any more).
    std::chrono::milliseconds mayPlay{0};
    /// So much of the day's overrun is this kiosk's, so that two boxes can't both take it; none: nobody
    /// gives it out, and it is taken only while the server is there.
    std::optional<std::chrono::milliseconds> mayOverrun = {};

    friend bool operator==(const FamilyDay &, const FamilyDay &) = default;
};

/// The day of a child across all the family's boxes, as a server with the capabilities "settlement"
/// and "leases" agrees on it. All leases of a day together never exceed its allowance and its grants,
/// so boxes that keep to theirs can't give the same minutes twice, also while they can't talk.
///
/// Where it knows a day, it stands in for the watch time of GET profiles/:id/watch-time and for what
/// sessions were billed: rest = the least of the balance with these terms, and mayPlay − (own ledger's
/// played − over). Lives on the GUI thread; answers from memory.
class FamilyTime : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// None: the kiosk's server settles nothing, or was never heard: DESIGN.md rule 2 counts alone.
    [[nodiscard]] virtual std::optional<FamilyDay> of(const Api::ProfileId &child,
                                                      const QDate &day) const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Flow
