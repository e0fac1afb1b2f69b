// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "net/api/values.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QTime>

#include <array>
#include <chrono>
#include <optional>

namespace Medio::Flow {

/// How a film stops when the time is up (PRODUCT.md, "Enough for today").
enum class Ending {
    Film,  ///< at the end of this film or of its chapter, at most the overrun beyond; owed on the next day
    Limit, ///< when the time is up
    Fits,  ///< only films that still fit are started
};
[[nodiscard]] QString nameOf(Ending ending); ///< "film", "limit", "fits"

/// How far the ending "at the end of this film" may go beyond the allowance.
inline constexpr std::chrono::milliseconds maximalOverrun = std::chrono::minutes(10);

/// Hours in which nothing plays, by the family's clock.
struct Bedtime
{
    QTime from{19, 30};
    QTime to{6, 30}; ///< before `from`: of the next morning; the same as `from` is not allowed

    [[nodiscard]] bool isAt(const QTime &time) const;
    /// Until it begins; zero while it lasts. `time` carries the family's zone: a day may have 23 or 25 hours.
    [[nodiscard]] std::chrono::milliseconds until(const QDateTime &time) const;

    friend bool operator==(const Bedtime &, const Bedtime &) = default;
};

/// What parents decided about one child on this kiosk. Medio knows nothing of it; what Medio allows (the
/// child's daily limit) is the most that any day can have.
struct KidPlan
{
    using minutes = std::chrono::minutes;

    /// From Monday on; none: as much as Medio allows. 0..1440.
    std::array<std::optional<minutes>, 7> weekdays{};
    std::optional<Bedtime> bedtime;
    Api::AgeRating highestRating =
        Api::AgeRating::R;         ///< films above it do not start; an unknown one counts as R
    std::optional<Ending> ending;  ///< none: as on this kiosk in general
    minutes overrun{10};           ///< 0..10
    std::optional<QDate> enoughOn; ///< "enough for today" was said on this day

    [[nodiscard]] std::optional<minutes> minutesOn(const QDate &day) const;
    [[nodiscard]] bool allows(const Api::Video &video) const;

    /// One line of words, for settings, configuration files and scripts: "mon=60 sat=90
    /// bedtime=19:30-06:30 rating=PG ending=film overrun=5 enough=2026-03-10". What is as by default is
    /// left out; nothing decided is an empty line.
    [[nodiscard]] QString toText() const;
    /// The error names the word and what is allowed. Each word once at most, in any order.
    [[nodiscard]] static Expected<KidPlan, QString> parse(const QString &text);

    friend bool operator==(const KidPlan &, const KidPlan &) = default;
};

} // namespace Medio::Flow
