// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

/// How far the ending "at the end of this film" may go beyond the allowance.
inline constexpr milliseconds maximalOverrun = minutes(10);

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
    milliseconds playedHere{0};      ///< own ledger, what is charged ahead included; below 0 counts as 0
    std::optional<WatchTime> server; ///< as asked on this day; none: not asked yet, or no server
    seconds billedHere{0};           ///< what the server counted for this kiosk's own ended sessions
    milliseconds debt{0};            ///< yesterday's overrun
    QList<Grant> grants;             ///< of today, by parents
    bool ledgerLost = false;         ///< today's ledger was damaged: half of the allowance counts as used
    bool serverLimit = false;        ///< the server said limit_reached today and did not take it back
    milliseconds playedAtLimit{0};   ///< here, when it said so
};

struct Term
{
    enum class Kind {
        Daily,     ///< the allowance of the day
        Bonus,     ///< granted by a parent
        Here,      ///< played on this kiosk
        Elsewhere, ///< max(0, the server's watched minutes − what our own ended sessions were billed there)
        Debt,      ///< yesterday's overrun
        Lost,      ///< half of the allowance, for a day whose ledger was damaged
        Server, ///< takes the allowance's rest: the server says that the limit is reached ("Medio rounds up")
        Beyond, ///< what was over already when a bonus was given: not taken from the bonus
    };
    Kind kind = Kind::Daily;
    milliseconds amount{0}; ///< signed: what it adds to the rest

    friend bool operator==(const Term &, const Term &) = default;
};

/// The rest of the day and why it is that much. Terms that are zero are left out, but for Daily.
struct Balance
{
    QList<Term> terms;
    milliseconds whole{0};     ///< what a full day is: Daily + Bonus, ≥ 0
    milliseconds remaining{0}; ///< sum of the terms; negative while a film overruns
    milliseconds bonus{0};     ///< of `whole`
    milliseconds bonusLeft{0}; ///< of `remaining`
    /// By the server: beside the bonus, which it knows nothing of, nothing is within reach today.
    bool closed = false;

    friend bool operator==(const Balance &, const Balance &) = default;
};

[[nodiscard]] Balance balanceOf(const AllowanceInput &input);

/// The day that counts. Days only go forward, and only a trusted clock opens one: with an untrusted
/// clock `last` goes on; without any `last` the wall clock's day is taken as it is.
[[nodiscard]] QDate dayOf(std::optional<QDate> last, const QDateTime &wall, bool trusted,
                          const QTimeZone &zone);

} // namespace Medio::Flow
