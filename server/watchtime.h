// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/billing.h"
#include "server/data/connection.h"

#include <QString>

namespace Medio::Home {

/// What a child has watched that day: the finished sessions billed to it (MEDIO-API.md §8).
[[nodiscard]] std::chrono::seconds watchedOn(Connection &connection, const QString &profileId,
                                             const QString &day);

/// Of a child that exists.
[[nodiscard]] Billing::Balance balanceOn(Connection &connection, const QString &profileId,
                                         std::chrono::minutes allowed, const QString &day);

} // namespace Medio::Home
