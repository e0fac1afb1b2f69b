// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/tagreader.h"
#include "nfc/uid.h"

#include <QList>

#include <chrono>
#include <optional>
#include <variant>

namespace Medio::Nfc {

/// The chip that was announced is gone.
struct Lifted
{
    Uid uid;
    friend bool operator==(const Lifted &, const Lifted &) = default;
};

/// Nothing lies on a reader that has just come (back).
struct Vacant
{
    friend bool operator==(const Vacant &, const Vacant &) = default;
};

/// Turns what the poll loop sees, look by look, into chips that are placed and lifted. Decides
/// alone from what it is told: no clock, no device, no thread of its own. Its rules are the
/// checklist of nfc/README.md.
class PresenceTracker
{
public:
    /// Too many looks failed in a row: the reader must be opened anew.
    struct Faulty
    {
        friend bool operator==(const Faulty &, const Faulty &) = default;
    };
    using Event = std::variant<Placement, Lifted, Vacant, Faulty>;

    /// Whether one reading of a UID is enough to act on.
    enum class Reading {
        Certain, ///< its length agrees with the ATQA
        Doubtful ///< it must be read twice
    };

    static constexpr int missesOfALift = 2;
    static constexpr int failuresOfAFault = 3;

    /// A look that found a chip, at `when` (CLOCK_MONOTONIC).
    QList<Event> seen(const Uid &uid, Reading reading, std::chrono::nanoseconds when);

    /// A look that found nothing.
    QList<Event> nothing();

    /// A look that failed: it says nothing about the chip.
    QList<Event> failed();

    /// The reader is gone or opened anew: what lies there is unknown again.
    void forget();

    /// The next look decides something: it should not wait.
    [[nodiscard]] bool isUndecided() const;

    /// The chip that was placed and not lifted.
    [[nodiscard]] const std::optional<Uid> &chip() const { return m_chip; }

private:
    struct Candidate
    {
        Uid uid;
        std::chrono::nanoseconds seenAt;
        int readings = 0;
    };

    std::optional<Uid> m_chip;
    std::optional<Candidate> m_candidate; ///< seen, not placed yet
    bool m_settled = false;               ///< known what lay there when the reader came
    int m_misses = 0;                     ///< looks in a row without m_chip
    int m_failures = 0;                   ///< failed looks in a row
};

} // namespace Medio::Nfc
