// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/billing.h"
#include "server/data/connection.h"

#include <QHash>
#include <QString>

namespace Medio::Home {

/// Who played what of a child's day.
struct DayShares
{
    struct Box
    {
        std::chrono::milliseconds played{0}; ///< overrun included
        std::chrono::milliseconds over{0};
        std::chrono::milliseconds granted{0};
    };
    QHash<QString, Box> boxes;            ///< by ledger
    std::chrono::milliseconds outside{0}; ///< finished sessions that no ledger counts

    [[nodiscard]] Box all() const; ///< `outside` included
};
[[nodiscard]] DayShares sharesOf(Connection &connection, const QString &profileId, const QString &day);

/// What a child has watched that day: what ledgers say, and the finished sessions billed to it that no
/// ledger counts (MEDIO-API.md §8).
[[nodiscard]] std::chrono::seconds watchedOn(Connection &connection, const QString &profileId,
                                             const QString &day);

/// Of a child that exists.
[[nodiscard]] Billing::Balance balanceOn(Connection &connection, const QString &profileId,
                                         std::chrono::minutes allowed, const QString &day);

} // namespace Medio::Home
