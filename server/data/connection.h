// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QSqlDatabase>
#include <QSqlRecord>
#include <QString>
#include <QVariant>

#include <optional>

namespace Medio::Home {

/// Why a statement did not work. Thrown, since it may happen at every line of a handler and is
/// always handled in the same place: Database::ask() catches it, rolls back and answers with a
/// problem. Nothing else of the server throws.
struct SqlFailure
{
    enum class Kind {
        Duplicate, ///< a unique rule was broken
        Busy,      ///< somebody else held the lock for too long
        Damaged,   ///< the file is no database any more
        Lost,      ///< the file is gone, full, or can't be read or written
        Other      ///< anything else, a wrong statement above all
    };
    Kind kind = Kind::Other;
    QString text; ///< for the log; the driver's words, no values
};

/// One row of an answer.
class Row
{
public:
    explicit Row(const QSqlRecord &record)
        : m_record(record)
    {
    }
    [[nodiscard]] QString text(const char *column) const { return value(column).toString(); }
    [[nodiscard]] qint64 integer(const char *column) const { return value(column).toLongLong(); }
    [[nodiscard]] bool isNull(const char *column) const { return value(column).isNull(); }
    [[nodiscard]] QVariant value(const char *column) const;

private:
    QSqlRecord m_record;
};

/// An open database. Belongs to the thread that made it and is used and destroyed there.
/// All functions throw SqlFailure. Values are bound, never written into the statement.
class Connection
{
public:
    /// Opens (and creates) a SQLite file.
    explicit Connection(const QString &path);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    [[nodiscard]] QList<Row> all(const QString &sql, const QVariantList &values = {});
    [[nodiscard]] std::optional<Row> one(const QString &sql, const QVariantList &values = {});
    /// Rows changed.
    int run(const QString &sql, const QVariantList &values = {});

    /// Looks at every page. Throws Damaged when something is wrong.
    void check();

    void begin(); ///< takes the write lock at once
    void commit();
    void rollback() noexcept;

private:
    QString m_name;
    QSqlDatabase m_database;
};

} // namespace Medio::Home
