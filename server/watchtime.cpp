// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/watchtime.h"

namespace Medio::Home {

std::chrono::seconds watchedOn(Connection &connection, const QString &profileId, const QString &day)
{
    const auto row = connection.one(QStringLiteral("SELECT coalesce(sum(billed_seconds), 0) AS total "
                                                   "FROM sessions WHERE profile_id = ? AND billed_day = ?"),
                                    {profileId, day});
    return std::chrono::seconds(row->integer("total"));
}

Billing::Balance balanceOn(Connection &connection, const QString &profileId, std::chrono::minutes allowed,
                           const QString &day)
{
    return {watchedOn(connection, profileId, day), allowed};
}

} // namespace Medio::Home
