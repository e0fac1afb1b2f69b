// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <chrono>
#include <optional>

/// Which day it is for the family, and who says so (DESIGN.md, rule 2).
namespace Medio::Flow {

/// Whose word on the time is believed.
enum class TimeTrust {
    Unknown,  ///< nobody's: the last known day goes on
    Hardware, ///< a clock with a battery, as read when the machine started
    Server,   ///< the Date of Medio's answers
    Network,  ///< NTP
    Parent,
};
[[nodiscard]] QString nameOf(TimeTrust trust); ///< "unknown", "hardware", "server", "network", "parent"

/// The Date header of an answer, and what is known of whoever sent it.
struct HeardTime
{
    QDateTime date;
    bool json = false;           ///< a valid answer of Medio: a captive portal speaks HTML
    bool tls = false;            ///< over TLS, its certificate checked
    bool signedInOrigin = false; ///< of the server that a parent signed in to
    bool pairedHome = false;     ///< of the home server that belongs to this kiosk

    /// Only the signed-in origin over TLS and the paired home server tell the time.
    [[nodiscard]] bool counts() const
    {
        return json && date.isValid() && (pairedHome || (tls && signedInOrigin));
    }

    friend bool operator==(const HeardTime &, const HeardTime &) = default;
};

/// A further jump than this needs a second source, or a parent.
inline constexpr std::chrono::hours furthestJump{36};
/// Sources that differ by less say the same.
inline constexpr std::chrono::minutes sameTime{5};
/// Days before this one are no days that anybody knew: the clocks of boards begin in 1970 or 2000.
inline constexpr QDate firstDay = QDate::fromJulianDay(2461042); // 2026-01-01

/// Keeps the family's day. A value without a clock and without I/O: whoever has it shows it the machine's
/// clock before each step, tells it what servers and parents say, and keeps day() on disk.
///
/// A new kiosk begins with whatever day the machine shows, until somebody else says which one it is.
/// Once somebody is believed, time goes on by the monotonic clock: a wall clock that is set back or forth
/// gives nothing and takes nothing. Days only go forward; a parent alone may set one back.
class DayKeeper
{
public:
    using nanoseconds = std::chrono::nanoseconds;

    DayKeeper() = default;
    /// `last`: the day that counted when the kiosk was last used; `lastMoment`: the latest moment it knew.
    explicit DayKeeper(std::optional<QDate> last, std::optional<QDateTime> lastMoment = {})
        : m_day(last)
        , m_lastMoment(std::move(lastMoment))
    {
    }

    /// The machine's clock as it is now; `now` is monotonic and does not go back between calls.
    void look(nanoseconds now, const QDateTime &wall, ClockSource source, const QTimeZone &zone);
    /// The Date of an answer that counts().
    void hear(nanoseconds now, const QDateTime &date);
    /// A parent says what time it is: believed at once, and the day may go back.
    void confirm(nanoseconds now, const QDateTime &time);

    /// Null before the first look().
    [[nodiscard]] QDate day() const { return m_day.value_or(QDate()); }
    [[nodiscard]] TimeTrust trust() const { return m_anchor ? m_anchor->by : TimeTrust::Unknown; }

    /// What time it is for the family; nothing: nobody is believed.
    [[nodiscard]] std::optional<QDateTime> time(nanoseconds now) const;
    /// At least so late it is: time(), or the last moment known plus what passed since the start.
    [[nodiscard]] std::optional<QDateTime> timeAtLeast(nanoseconds now) const;
    /// Somebody says that it is this late, and is not believed before another one, or a parent, agrees.
    [[nodiscard]] std::optional<QDateTime> doubted(nanoseconds now) const;

private:
    struct Word ///< somebody's; goes on with the monotonic clock
    {
        TimeTrust by = TimeTrust::Unknown;
        QDateTime time; ///< UTC
        nanoseconds at{0};

        [[nodiscard]] QDateTime on(nanoseconds now) const;
    };

    void weigh(const Word &word);
    void believe(const Word &word);
    void openDay(nanoseconds now);
    [[nodiscard]] bool isNear(const Word &word) const;
    [[nodiscard]] bool isKnown(const std::optional<QDate> &day) const { return day && *day >= firstDay; }

    std::optional<QDate> m_day;
    bool m_isGuess = false; ///< m_day is the first one ever, and nobody but the machine itself said so
    std::optional<QDateTime> m_lastMoment;
    std::optional<Word> m_anchor;
    std::optional<Word> m_doubted;
    QTimeZone m_zone = QTimeZone::utc();
    nanoseconds m_started{0};
    bool m_looked = false;
};

} // namespace Medio::Flow
