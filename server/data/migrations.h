// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/data/connection.h"

#include <QStringList>

namespace Medio::Home {

/// One step of the database's shape, applied once and in order of the numbers, all missing ones
/// in one transaction. A migration that has been released is never changed.
struct Migration
{
    int number;
    QStringList statements;
};

/// The home server's own.
[[nodiscard]] QList<Migration> homeMigrations();

/// Applies what is missing. Throws SqlFailure, and nothing has changed then. A database that is
/// newer than the program (a number it does not know) is refused as SqlFailure::Kind::Other.
void migrate(Connection &connection, const QList<Migration> &migrations, const QString &now);

} // namespace Medio::Home
