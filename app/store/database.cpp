// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/database.h"

#include "app/base/logging.h"

#include <QAtomicInteger>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace Medio::Store {

namespace {

// SQLite's primary result codes (sqlite.org/rescode.html); Qt hands them on as text.
// Those that speak of the machine around the file: 0 none at all, 3 PERM, 5 BUSY, 6 LOCKED, 7 NOMEM, 8
// READONLY, 10 IOERR, 13 FULL, 14 CANTOPEN, 23 AUTH. Every other one speaks of what is in it.
constexpr std::array sqliteOutside{0, 3, 5, 6, 7, 8, 10, 13, 14, 23};

/// Two connections of one process must not share a name, on whatever thread.
QString newConnectionName()
{
    static QAtomicInteger<quint64> number;
    return QStringLiteral("medio-store-%1").arg(++number);
}

constexpr std::array companions{"", "-wal", "-shm"};

} // namespace

QString filled(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QString StoreProblem::toString() const
{
    switch (kind) {
    case Kind::NotWritable:
        return QStringLiteral("%1 can't be written: %2").arg(file, detail);
    case Kind::TooNew:
        return QStringLiteral("%1 was written by a newer version of the program: %2").arg(file, detail);
    case Kind::Damaged:
        return QStringLiteral("%1 is damaged: %2").arg(file, detail);
    }
    Q_UNREACHABLE();
}

Database::Database(QString connection, QString path)
    : m_connection(std::move(connection))
    , m_path(std::move(path))
{
}

Database::~Database()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

StoreProblem Database::problemOf(const QSqlError &error) const
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const bool damaged = std::find(sqliteOutside.begin(), sqliteOutside.end(), code) == sqliteOutside.end();
    return {damaged ? StoreProblem::Kind::Damaged : StoreProblem::Kind::NotWritable, m_path,
            error.databaseText().isEmpty() ? error.driverText() : error.databaseText()};
}

Expected<std::unique_ptr<Database>, StoreProblem> Database::open(const DatabaseLayout &layout,
                                                                 const QString &folder)
{
    const QString path = QDir(folder).filePath(layout.name + QStringLiteral(".db"));
    // A folder that can't be written would only be noticed by the first commit.
    if (!QDir().mkpath(folder) || !QFileInfo(folder).isWritable())
        return Unexpected{StoreProblem{StoreProblem::Kind::NotWritable, path,
                                       QStringLiteral("the folder does not allow it")}};
    if (const QFileInfo file(path); file.exists()) {
        if (!file.isFile())
            return Unexpected{StoreProblem{
                StoreProblem::Kind::Damaged, path,
                file.isDir() ? QStringLiteral("it is a folder, not a file")
                             : QStringLiteral("it is a pipe, a device or the like, not a file")}};
        if (!file.isWritable())
            return Unexpected{StoreProblem{StoreProblem::Kind::NotWritable, path,
                                           QStringLiteral("the file does not allow it")}};
        // What a pulled plug leaves on a card. A database that was ever written is never empty.
        if (file.size() == 0)
            return Unexpected{StoreProblem{StoreProblem::Kind::Damaged, path, QStringLiteral("it is empty")}};
    }

    std::unique_ptr<Database> database(new Database(newConnectionName(), path));
    {
        QSqlDatabase connection =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), database->m_connection);
        connection.setDatabaseName(path);
        connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
        if (!connection.open())
            return Unexpected{database->problemOf(connection.lastError())};
    }
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);

    const QString synchronous = layout.durability == DatabaseLayout::Durability::Synced
                                    ? QStringLiteral("FULL")
                                    : QStringLiteral("NORMAL");
    for (const QString &pragma :
         {QStringLiteral("PRAGMA journal_mode=WAL"), QStringLiteral("PRAGMA synchronous=%1").arg(synchronous),
          QStringLiteral("PRAGMA foreign_keys=ON")}) {
        if (const auto done = database->run(pragma); !done)
            return Unexpected{done.error()};
    }
    {
        auto check = database->run(QStringLiteral("PRAGMA quick_check(1)"));
        if (!check)
            return Unexpected{check.error()};
        if (!check->next() || check->value(0).toString() != u"ok")
            return Unexpected{StoreProblem{StoreProblem::Kind::Damaged, path, check->value(0).toString()}};
    }
    if (const auto migrated = database->migrate(layout); !migrated)
        return Unexpected{migrated.error()};
    if (layout.check) {
        if (const auto sound = layout.check(*database); !sound)
            return Unexpected{sound.error()};
    }
    return database;
}

Expected<Database::Opened, StoreProblem> Database::openOrRenew(const DatabaseLayout &layout,
                                                               const QString &folder)
{
    auto opened = open(layout, folder);
    if (opened)
        return Opened{std::move(*opened), {}};
    if (opened.error().kind != StoreProblem::Kind::Damaged)
        return Unexpected{opened.error()};

    const QString path = opened.error().file;
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const QString aside = QStringLiteral("%1.damaged-%2").arg(path, stamp);
    for (const char *companion : companions) {
        const QString suffix = QString::fromLatin1(companion);
        const QByteArray from = QFile::encodeName(path + suffix);
        if (std::rename(from.constData(), QFile::encodeName(aside + suffix).constData()) == 0 ||
            errno == ENOENT)
            continue;
        StoreProblem problem = opened.error();
        problem.detail += QStringLiteral(", and it can't be put aside: %1")
                              .arg(QString::fromStdString(std::generic_category().message(errno)));
        return Unexpected{problem};
    }
    qCCritical(lcStore).noquote() << opened.error().toString() + u'.' << "It was put aside as" << aside
                                  << "and a new one was begun.";
    auto renewed = open(layout, folder);
    if (!renewed)
        return Unexpected{renewed.error()};
    return Opened{std::move(*renewed), aside};
}

Expected<void, StoreProblem> Database::migrate(const DatabaseLayout &layout)
{
    int version = 0;
    {
        auto query = run(QStringLiteral("PRAGMA user_version"));
        if (!query)
            return Unexpected{query.error()};
        if (query->next())
            version = query->value(0).toInt();
    }
    const auto newest = static_cast<int>(layout.migrations.size());
    if (version > newest)
        return Unexpected{StoreProblem{
            StoreProblem::Kind::TooNew, m_path,
            QStringLiteral("its layout is number %1, this program knows %2").arg(version).arg(newest)}};
    if (version < 0)
        return Unexpected{StoreProblem{StoreProblem::Kind::Damaged, m_path,
                                       QStringLiteral("its layout is number %1").arg(version)}};
    for (int number = version + 1; number <= newest; ++number) {
        Transaction transaction(*this);
        QStringList statements = layout.migrations.at(number - 1);
        statements.append(QStringLiteral("PRAGMA user_version=%1").arg(number));
        for (const QString &statement : std::as_const(statements)) {
            if (const auto done = run(statement); !done)
                return Unexpected{done.error()};
        }
        if (const auto committed = transaction.commit(); !committed)
            return Unexpected{committed.error()};
    }
    return {};
}

Expected<QSqlQuery, StoreProblem> Database::run(const QString &statement, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return Unexpected{problemOf(query.lastError())};
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return Unexpected{problemOf(query.lastError())};
    return query;
}

Database::Transaction::Transaction(Database &database)
    : m_database(database)
    , m_open(QSqlDatabase::database(database.m_connection, false).transaction())
{
}

Database::Transaction::~Transaction()
{
    if (m_open)
        QSqlDatabase::database(m_database.m_connection, false).rollback();
}

Expected<void, StoreProblem> Database::Transaction::commit()
{
    QSqlDatabase connection = QSqlDatabase::database(m_database.m_connection, false);
    if (!m_open || !connection.commit())
        return Unexpected{m_database.problemOf(connection.lastError())};
    m_open = false;
    return {};
}

} // namespace Medio::Store
