// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/base/expected.h"
#include "server/settings.h"

#include <QStringList>

namespace Medio::Home {

/// What seeding did, for a line on the screen.
struct Seeded
{
    int created = 0; ///< rows made
    int changed = 0; ///< rows brought in line
};

/// Fills the database with a family (resources/demo/family.json shows the form): parent, children,
/// films of the media folder, chips, playlists. Run again it changes only what differs and removes
/// nothing but what the playlists of its own chips no longer name. All or nothing.
/// A child's daily_limit_minutes is 0 to 1440; with 0 no film starts (MEDIO-API.md Q18).
/// Errors, without the name of the file: every wrong field by its path, or what kept the file from
/// being read or the database from working.
/// Blocks; may run beside a running server.
Expected<Seeded, QStringList> seed(const ServerSettings &settings, const Clock &clock,
                                   const QString &familyPath);

} // namespace Medio::Home
