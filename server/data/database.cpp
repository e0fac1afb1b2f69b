// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/database.h"

#include "app/base/logging.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace Medio::Home {
namespace {

constexpr int queueLimit = 256;

} // namespace

Database::Database(const QString &path, const QList<Migration> &migrations, const Clock &clock, int readers)
    : m_path(path)
    , m_migrations(migrations)
    , m_clock(clock)
{
    for (int i = 0; i <= readers; ++i) {
        m_seats.push_back(std::make_unique<Seat>());
        Seat *seat = m_seats.back().get();
        seat->writer = i == 0;
    }
    // The threads start when all seats are there: each may reach for the others.
    for (const auto &seat : m_seats) {
        seat->pool = std::make_unique<WorkerPool>(seat->writer ? QStringLiteral("db-writer")
                                                               : QStringLiteral("db-reader"),
                                                  1, queueLimit, [&seat] { seat->connection.reset(); });
    }
}

Database::~Database()
{
    stop();
}

void Database::stop()
{
    for (const auto &seat : m_seats)
        seat->pool->stop();
}

QString Database::problem() const
{
    const std::lock_guard lock(m_problemMutex);
    return m_problem;
}

void Database::setProblem(const QString &text)
{
    {
        const std::lock_guard lock(m_problemMutex);
        if (m_problem == text)
            return;
        m_problem = text;
    }
    if (text.isEmpty())
        qCInfo(lcServer, "The database works again");
    else
        qCCritical(lcServer).noquote() << "The database can't be used:" << text;
}

std::optional<Database::FileIdentity> Database::identityOfFile() const
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(m_path).constData(), &status) != 0)
        return std::nullopt;
    return FileIdentity{status.st_dev, status.st_ino};
}

Database::Seat &Database::seatFor(Access access)
{
    if (access == Access::Write)
        return *m_seats.front();
    return *m_seats[1 + m_nextReader++ % (m_seats.size() - 1)];
}

void Database::closeEverywhere()
{
    for (const auto &other : m_seats) {
        Seat *seat = other.get();
        const bool posted = seat->pool->post([this, seat] {
            if (identityOfFile() != seat->identity)
                seat->connection.reset();
        });
        Q_UNUSED(posted) // a full queue: the next job there looks for itself
    }
}

/// Throws SqlFailure.
void Database::open(Seat &seat)
{
    if (!m_openedBefore && !QFileInfo::exists(m_path)) {
        const QDir folder = QFileInfo(m_path).dir();
        if (!folder.exists()) {
            if (!QDir().mkpath(folder.path()))
                throw SqlFailure{SqlFailure::Kind::Lost,
                                 QStringLiteral("the folder %1 can't be made").arg(folder.path())};
            QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        // Made here and not by SQLite, so that it is never readable for others.
        QFile file(m_path);
        if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner))
            throw SqlFailure{SqlFailure::Kind::Lost,
                             QStringLiteral("%1 can't be made: %2").arg(m_path, file.errorString())};
        qCInfo(lcServer).noquote() << "Made a new database" << m_path;
    }
    const auto identity = identityOfFile();
    if (!identity)
        throw SqlFailure{SqlFailure::Kind::Lost, QStringLiteral("%1 is missing").arg(m_path)};

    auto connection = std::make_unique<Connection>(m_path);
    // No WAL: its file would outlive a database that is taken away, and be replayed into the backup
    // put in its place. And so a copy of the one file is a whole backup.
    connection->run(QStringLiteral("PRAGMA journal_mode = TRUNCATE"));
    connection->run(QStringLiteral("PRAGMA synchronous = FULL")); // told to a client means on disk
    connection->run(QStringLiteral("PRAGMA foreign_keys = ON"));
    if (seat.writer) {
        const auto check = connection->one(QStringLiteral("PRAGMA quick_check(1)"));
        if (!check || check->text("quick_check") != u"ok")
            throw SqlFailure{SqlFailure::Kind::Lost, QStringLiteral("%1 is damaged").arg(m_path)};
    }
    migrate(*connection, m_migrations, m_clock.wall().toUTC().toString(Qt::ISODateWithMs));
    seat.connection = std::move(connection);
    seat.identity = *identity;
    m_openedBefore = true;
}

bool Database::makeReady(Seat &seat)
{
    if (seat.connection && identityOfFile() == seat.identity)
        return true;
    if (seat.connection) {
        seat.connection.reset();
        closeEverywhere();
    }
    const std::lock_guard lock(m_openMutex);
    try {
        open(seat);
    } catch (const SqlFailure &failure) {
        setProblem(failure.text);
        return false;
    }
    return true;
}

std::optional<DatabaseProblem> Database::attempt(Seat &seat, const Step &work)
{
    if (!makeReady(seat))
        return DatabaseProblem::Unavailable;
    try {
        if (seat.writer)
            seat.connection->begin();
        work(*seat.connection);
        if (seat.writer) {
            seat.connection->commit();
            setProblem({}); // a reader can open what nobody can write: only the writer knows
        }
        return std::nullopt;
    } catch (const SqlFailure &failure) {
        if (seat.writer)
            seat.connection->rollback();
        switch (failure.kind) {
        case SqlFailure::Kind::Duplicate:
            return DatabaseProblem::Duplicate;
        case SqlFailure::Kind::Busy:
            return DatabaseProblem::Busy;
        case SqlFailure::Kind::Lost:
            setProblem(failure.text);
            seat.connection.reset(); // looked at anew with the next job
            return DatabaseProblem::Unavailable;
        case SqlFailure::Kind::Other:
            break;
        }
        qCCritical(lcServer).noquote() << "A statement failed:" << failure.text;
        return DatabaseProblem::Unavailable;
    }
}

} // namespace Medio::Home
