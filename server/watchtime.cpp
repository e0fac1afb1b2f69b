// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/watchtime.h"

namespace Medio::Home {

using std::chrono::milliseconds;

DayShares::Box DayShares::all() const
{
    Box sum{outside, milliseconds(0), milliseconds(0)};
    for (const Box &box : boxes) {
        sum.played += box.played;
        sum.over += box.over;
        sum.granted += box.granted;
    }
    return sum;
}

DayShares sharesOf(Connection &connection, const QString &profileId, const QString &day)
{
    DayShares shares;
    const auto sessions =
        connection.one(QStringLiteral("SELECT coalesce(sum(billed_seconds), 0) AS total FROM sessions "
                                      "WHERE profile_id = ? AND billed_day = ? AND ledger_id IS NULL"),
                       {profileId, day});
    shares.outside = std::chrono::seconds(sessions->integer("total"));
    const auto pieces = connection.all(
        QStringLiteral("SELECT ledger_id, sum(played_ms) AS played, sum(over_ms) AS beyond "
                       "FROM ledger_pieces WHERE profile_id = ? AND day = ? GROUP BY ledger_id"),
        {profileId, day});
    for (const Row &row : pieces) {
        DayShares::Box &box = shares.boxes[row.text("ledger_id")];
        box.played = milliseconds(row.integer("played"));
        box.over = milliseconds(row.integer("beyond"));
    }
    const auto grants = connection.all(
        QStringLiteral("SELECT ledger_id, granted_ms FROM ledger_grants WHERE profile_id = ? AND day = ?"),
        {profileId, day});
    for (const Row &row : grants)
        shares.boxes[row.text("ledger_id")].granted = milliseconds(row.integer("granted_ms"));
    return shares;
}

std::chrono::seconds watchedOn(Connection &connection, const QString &profileId, const QString &day)
{
    return std::chrono::floor<std::chrono::seconds>(sharesOf(connection, profileId, day).all().played);
}

Billing::Balance balanceOn(Connection &connection, const QString &profileId, std::chrono::minutes allowed,
                           const QString &day)
{
    const DayShares::Box all = sharesOf(connection, profileId, day).all();
    return {std::chrono::floor<std::chrono::seconds>(all.played), allowed,
            std::chrono::floor<std::chrono::minutes>(all.granted)};
}

} // namespace Medio::Home
