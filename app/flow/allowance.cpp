// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/allowance.h"

#include <algorithm>

namespace Medio::Flow {

Balance balanceOf(const AllowanceInput &input)
{
    Balance balance;
    const auto add = [&balance](Term::Kind kind, milliseconds amount) {
        if (amount != milliseconds(0) || kind == Term::Kind::Daily)
            balance.terms.append({kind, amount});
        balance.remaining += amount;
    };

    const milliseconds daily =
        std::max<milliseconds>(milliseconds(0), input.server ? input.server->dailyLimit : input.daily);
    add(Term::Kind::Daily, daily);
    add(Term::Kind::Bonus, std::max(milliseconds(0), input.bonus));
    balance.whole = balance.remaining;

    // What is given back after midnight may have been charged before: a day gives nothing twice.
    add(Term::Kind::Here, -std::max(milliseconds(0), input.playedHere));
    if (input.server) {
        const milliseconds elsewhere =
            std::max<milliseconds>(milliseconds(0), input.server->watched - input.billedHere);
        add(Term::Kind::Elsewhere, -elsewhere);
    }
    add(Term::Kind::Debt, -input.debt);
    if (input.ledgerLost)
        add(Term::Kind::Lost, -daily / 2);
    balance.closed = input.serverLimit;
    if (input.serverLimit)
        add(Term::Kind::Server, -std::max(milliseconds(0), balance.remaining));
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
