// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/data/connection.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace Medio::Home {

/// A second copy of the database file beside it ("medio.db.backup", 0600), and what is done with
/// it when the first one is damaged. Whoever calls sees to it that nobody else has the file open.
class Backup
{
public:
    explicit Backup(const QString &databasePath)
        : m_database(databasePath)
    {
    }

    [[nodiscard]] QString path() const { return m_database + QStringLiteral(".backup"); }
    [[nodiscard]] bool exists() const;

    /// Copies the open database as it is committed. The copy of before is there until the new one
    /// is whole and on disk. Throws SqlFailure.
    void write(Connection &connection) const;

    /// Moves the database, if there is one, and its journals out of the way: to
    /// "medio.db.damaged-20260310-090000-000". Nothing is lost. The name; throws SqlFailure.
    [[nodiscard]] QString putAside(const QDateTime &now) const;

    /// Puts the copy in the place of a database that is not there. When it was written, or nothing
    /// if there is none or it is no sound database (then it is put aside, too). Throws SqlFailure.
    [[nodiscard]] std::optional<QDateTime> restore(const QDateTime &now) const;

private:
    const QString m_database;
};

} // namespace Medio::Home
