// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/auth/csrf.h"
#include "server/auth/tokens.h"
#include "server/data/database.h"
#include "server/settings.h"

namespace Medio::Home {

/// What handlers work with; owned by the Server, outlives all calls. Thread-safe parts only.
struct Services
{
    const ServerSettings &settings;
    const Clock &clock;
    Database &database;
    const Tokens &tokens;
    const Csrf &csrf;
    const std::chrono::nanoseconds started; ///< by the monotonic clock

    /// As all times in the database are written.
    [[nodiscard]] QString now() const;
    /// The family's day (time.zone), "2026-03-10".
    [[nodiscard]] QString dayOf(const QDateTime &time) const;
    [[nodiscard]] QString today() const { return dayOf(clock.wall()); }
    [[nodiscard]] QTimeZone zone() const;
};

} // namespace Medio::Home
