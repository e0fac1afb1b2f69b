// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/allowance.h"

#include <algorithm>

namespace Medio::Flow {

milliseconds leftOf(const QList<Grant> &grants, milliseconds played)
{
    milliseconds left{0};
    milliseconds before{0};
    const auto spendUntil = [&](milliseconds now) {
        left = std::max(milliseconds(0), left - std::max(milliseconds(0), now - before));
        before = std::max(before, now);
    };
    for (const Grant &grant : grants) {
        spendUntil(grant.playedBefore);
        left += grant.amount;
    }
    spendUntil(played);
    return left;
}

std::optional<milliseconds> Balance::capOf(Cap::Kind kind) const
{
    const auto found =
        std::find_if(caps.cbegin(), caps.cend(), [kind](const Cap &cap) { return cap.kind == kind; });
    return found == caps.cend() ? std::nullopt : std::optional(found->rest);
}

milliseconds Balance::least() const
{
    milliseconds least = remaining;
    for (const Cap &cap : caps)
        least = std::min(least, cap.rest);
    return least;
}

namespace {

QList<Cap> capsOf(const AllowanceInput &input, milliseconds bonus)
{
    QList<Cap> caps;
    if (input.untilBedtime)
        caps.append({Cap::Kind::Bedtime, std::max(milliseconds(0), *input.untilBedtime)});
    if (input.enough)
        caps.append({Cap::Kind::Enough, milliseconds(0)});
    if (input.family)
        caps.append({Cap::Kind::Lease, input.family->mayPlay - (input.playedHere - input.over)});
    if (input.offlineShare)
        caps.append({Cap::Kind::Offline, *input.offlineShare + bonus - input.playedHere});
    if (input.paused)
        caps.append({Cap::Kind::Paused, milliseconds(0)});
    return caps;
}

} // namespace

Balance balanceOf(const AllowanceInput &input)
{
    Balance balance;
    const auto add = [&balance](Term::Kind kind, milliseconds amount) {
        if (amount != milliseconds(0) || kind == Term::Kind::Daily)
            balance.terms.append({kind, amount});
        balance.remaining += amount;
    };

    milliseconds daily =
        std::max<milliseconds>(milliseconds(0), input.server ? input.server->dailyLimit : input.daily);
    if (input.weekday)
        daily = std::min<milliseconds>(daily, *input.weekday);
    add(Term::Kind::Daily, daily);
    for (const Grant &grant : input.grants)
        balance.bonus += grant.amount;
    if (input.family)
        balance.bonus += input.family->grantedElsewhere;
    add(Term::Kind::Bonus, balance.bonus);
    balance.whole = balance.remaining;

    // What is given back after midnight may have been charged before: a day gives nothing twice.
    const milliseconds played = std::max(milliseconds(0), input.playedHere);
    add(Term::Kind::Here, -played);
    if (input.family) {
        add(Term::Kind::Elsewhere, -input.family->elsewhere);
    } else if (input.server) {
        const milliseconds elsewhere =
            std::max<milliseconds>(milliseconds(0), input.server->watched - input.billedHere);
        add(Term::Kind::Elsewhere, -elsewhere);
    }
    add(Term::Kind::Debt, -input.debt);
    if (input.ledgerLost)
        add(Term::Kind::Lost, -std::max(daily / 2, input.salvaged));
    balance.over = input.over + (input.family ? input.family->overElsewhere : milliseconds(0));
    if (input.family && input.family->mayOverrun)
        balance.mayOverrun = *input.family->mayOverrun - input.over;
    balance.caps = capsOf(input, balance.bonus);
    balance.closed = input.serverLimit;
    balance.bonusLeft = leftOf(input.grants, played);
    if (input.serverLimit) {
        // For the server all minutes are alike: what was played before it said so was the allowance.
        QList<Grant> since = input.grants;
        for (Grant &grant : since)
            grant.playedBefore = std::max(grant.playedBefore, input.playedAtLimit);
        balance.bonusLeft = std::min(leftOf(since, played), std::max(balance.bonusLeft, balance.remaining));
    }
    const milliseconds beside = balance.remaining - balance.bonusLeft;
    if (input.serverLimit && beside > milliseconds(0))
        add(Term::Kind::Server, -beside);
    if (balance.bonusLeft > milliseconds(0) && beside < milliseconds(0))
        add(Term::Kind::Beyond, -beside);
    return balance;
}

QDate dayOf(std::optional<QDate> last, const QDateTime &wall, bool trusted, const QTimeZone &zone)
{
    const QDate day = wall.toTimeZone(zone).date();
    if (!last)
        return day;
    return trusted ? std::max(*last, day) : *last;
}

} // namespace Medio::Flow
