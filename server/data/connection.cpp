// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/connection.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace Medio::Home {
namespace {

// Result codes of sqlite.org/rescode.html; the low byte is the primary code.
constexpr int busy = 5;
constexpr int locked = 6;
constexpr int readOnly = 8;
constexpr int ioError = 10;
constexpr int corrupt = 11;
constexpr int full = 13;
constexpr int cantOpen = 14;
constexpr int notADatabase = 26;
constexpr int constraintPrimaryKey = 1555;
constexpr int constraintUnique = 2067;

SqlFailure failureOf(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    const QString text = error.databaseText() + u" (" + error.nativeErrorCode() + u')';
    if (code == constraintUnique || code == constraintPrimaryKey)
        return {SqlFailure::Kind::Duplicate, text};
    switch (code & 0xff) {
    case busy:
    case locked:
        return {SqlFailure::Kind::Busy, text};
    case corrupt:
    case notADatabase:
        return {SqlFailure::Kind::Damaged, text};
    case readOnly:
        return {SqlFailure::Kind::Lost, u"the file is not writable: " + text};
    case ioError:
    case full:
    case cantOpen:
        return {SqlFailure::Kind::Lost, text};
    default:
        return {SqlFailure::Kind::Other, text};
    }
}

QSqlQuery execute(const QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        throw failureOf(query.lastError());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        throw failureOf(query.lastError());
    return query;
}

} // namespace

QVariant Row::value(const char *column) const
{
    const int index = m_record.indexOf(QString::fromLatin1(column));
    Q_ASSERT_X(index >= 0, "Row::value", column);
    return m_record.value(index);
}

Connection::Connection(const QString &path)
    : m_name(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
{
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!m_database.open()) {
        const SqlFailure failure = failureOf(m_database.lastError());
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
        throw failure;
    }
}

Connection::~Connection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

QList<Row> Connection::all(const QString &sql, const QVariantList &values)
{
    QList<Row> rows;
    QSqlQuery query = execute(m_database, sql, values);
    while (query.next())
        rows << Row(query.record());
    if (query.lastError().isValid())
        throw failureOf(query.lastError());
    return rows;
}

std::optional<Row> Connection::one(const QString &sql, const QVariantList &values)
{
    QSqlQuery query = execute(m_database, sql, values);
    if (query.next())
        return Row(query.record());
    if (query.lastError().isValid())
        throw failureOf(query.lastError());
    return std::nullopt;
}

int Connection::run(const QString &sql, const QVariantList &values)
{
    return execute(m_database, sql, values).numRowsAffected();
}

void Connection::check()
{
    const auto verdict = one(QStringLiteral("PRAGMA quick_check(1)"));
    const QString text = verdict ? verdict->text("quick_check") : QString();
    if (text != u"ok")
        throw SqlFailure{SqlFailure::Kind::Damaged, text.simplified()};
}

void Connection::begin()
{
    run(QStringLiteral("BEGIN IMMEDIATE"));
}

void Connection::commit()
{
    run(QStringLiteral("COMMIT"));
}

void Connection::rollback() noexcept
{
    // Fails when SQLite has rolled back already, which is what is wanted.
    QSqlQuery query(m_database);
    query.exec(QStringLiteral("ROLLBACK"));
}

} // namespace Medio::Home
