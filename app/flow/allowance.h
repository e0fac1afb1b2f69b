// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/familytime.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QTimeZone>

#include <chrono>
#include <optional>

/// How much a child may still watch today: pure sums, explained by their terms (DESIGN.md, rule 2).
namespace Medio::Flow {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// What the server says about a child's day (GET profiles/:id/watch-time): finished sessions of
/// all kiosks, and the allowance as it is now.
struct WatchTime
{
    minutes watched{0};
    minutes dailyLimit{0};

    friend bool operator==(const WatchTime &, const WatchTime &) = default;
};

/// Time that a parent gave on top of a day's allowance. It is spent before the rest of that day.
struct Grant
{
    milliseconds amount{0};
    milliseconds playedBefore{0}; ///< of that day, on this kiosk, when it was given

    friend bool operator==(const Grant &, const Grant &) = default;
};

/// What is left of them, in the order in which they were given, after so much was played in all.
[[nodiscard]] milliseconds leftOf(const QList<Grant> &grants, milliseconds played);

/// Everything that counts for one child's day.
struct AllowanceInput
{
    minutes daily{60};               ///< of the catalogue; `server` says it newer; 0 or less: nothing (Q18)
    std::optional<minutes> weekday;  ///< what parents planned for such a day: less than `daily` counts
    milliseconds playedHere{0};      ///< own ledger, what is charged ahead included; below 0 counts as 0
    std::optional<WatchTime> server; ///< as asked on this day; none: not asked yet, or no server
    seconds billedHere{0};           ///< what the server counted for this kiosk's own ended sessions
    milliseconds debt{0};            ///< yesterday's overrun
    QList<Grant> grants;             ///< of today, by parents
    bool ledgerLost = false;         ///< today's ledger was damaged: half of the allowance counts as used,
    milliseconds salvaged{0};        ///< or what its sound part proves, if that is more
    bool serverLimit = false;        ///< the server said limit_reached today and did not take it back
    milliseconds playedAtLimit{0};   ///< here, when it said so
    milliseconds over{0};            ///< of `playedHere`: today's overrun so far

    std::optional<milliseconds>
        untilBedtime;                ///< 0: it is bedtime; none: no bedtime, or nobody knows the time
    bool enough = false;             ///< a parent said "enough for today"
    bool paused = false;             ///< a parent paused everything
    std::optional<FamilyDay> family; ///< stands in for `server` and `billedHere`
    /// Of `daily` and on this kiosk, grants aside: a parent's decision for while the server is away.
    std::optional<milliseconds> offlineShare;
};

struct Term
{
    enum class Kind {
        Daily,     ///< the allowance of the day
        Bonus,     ///< granted by a parent
        Here,      ///< played on this kiosk
        Elsewhere, ///< as the home server says; or max(0, the server's watched minutes − our own, as billed
                   ///< there)
        Debt,      ///< yesterday's overrun
        Lost,      ///< half of the allowance or what is proven, for a day whose ledger was damaged
        Server, ///< takes the allowance's rest: the server says that the limit is reached ("Medio rounds up")
        Beyond, ///< what was over already when a bonus was given: not taken from the bonus
    };
    Kind kind = Kind::Daily;
    milliseconds amount{0}; ///< signed: what it adds to the rest

    friend bool operator==(const Term &, const Term &) = default;
};

/// What else stands in the way, whatever is left of the day's sum.
struct Cap
{
    enum class Kind {
        Bedtime, ///< comes nearer with the clock, not with what is played
        Enough,  ///< a parent said so
        Lease,   ///< the rest of the day is for other boxes to give
        Offline, ///< beyond this kiosk's share of a day while the server is away; no film's end goes beyond
        Paused,  ///< by a parent: at once, no film's end is waited for
    };
    Kind kind = Kind::Bedtime;
    milliseconds rest{0}; ///< below 0 where too much was played already

    friend bool operator==(const Cap &, const Cap &) = default;
};

/// The rest of the day and why it is that much. Terms that are zero are left out, but for Daily.
struct Balance
{
    QList<Term> terms;
    milliseconds whole{0};                  ///< what a full day is: Daily + Bonus, ≥ 0
    milliseconds remaining{0};              ///< sum of the terms; negative while a film overruns
    milliseconds bonus{0};                  ///< of `whole`
    milliseconds bonusLeft{0};              ///< of `remaining`
    milliseconds over{0};                   ///< the family's overrun of today so far: owed tomorrow
    std::optional<milliseconds> mayOverrun; ///< of the overrun: so much is left for this kiosk
    QList<Cap> caps;                        ///< those that there are, also while they are far away
    /// The least of the sum and the caps: what may be played now.
    [[nodiscard]] milliseconds least() const;
    [[nodiscard]] std::optional<milliseconds> capOf(Cap::Kind kind) const;
    /// By the server: beside the bonus, which it knows nothing of, nothing is within reach today.
    bool closed = false;

    friend bool operator==(const Balance &, const Balance &) = default;
};

[[nodiscard]] Balance balanceOf(const AllowanceInput &input);

/// The day of a moment without a DayKeeper, for what has to be dated before there is one: days only go
/// forward, and only a trusted clock opens one; without any `last` the wall clock's day is taken as it is.
[[nodiscard]] QDate dayOf(std::optional<QDate> last, const QDateTime &wall, bool trusted,
                          const QTimeZone &zone);

} // namespace Medio::Flow
