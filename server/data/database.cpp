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

using namespace std::chrono_literals;

constexpr int queueLimit = 256;
constexpr auto betweenBackups = 1h; // what a family may lose; a copy is some 100 KiB, and only after a change

} // namespace

Database::Database(const QString &path, const QList<Migration> &migrations, const Clock &clock, int readers)
    : m_path(path)
    , m_backup(path)
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

/// In words that say which file it is about, and what to do.
void Database::setProblem(const SqlFailure &failure)
{
    switch (failure.kind) {
    case SqlFailure::Kind::Damaged:
        m_isSuspect = true;
        setProblem(QStringLiteral("%1 is damaged: %2. Put a good copy in its place; or start medio-home "
                                  "again, then it keeps the file aside and goes on with its backup")
                       .arg(m_path, failure.text));
        return;
    case SqlFailure::Kind::Lost:
        setProblem(QStringLiteral("%1: %2. medio-home must be able to read and write the file and its folder")
                       .arg(m_path, failure.text));
        return;
    case SqlFailure::Kind::Busy:
    case SqlFailure::Kind::Duplicate:
    case SqlFailure::Kind::Other:
        setProblem(QStringLiteral("%1: %2").arg(m_path, failure.text));
        return;
    }
    Q_UNREACHABLE();
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

/// Throws SqlFailure, as the next four do.
void Database::open(Seat &seat)
{
    if (m_openedBefore) {
        connect(seat);
        return;
    }
    // An empty file is no damage to SQLite, but what a power cut leaves of one.
    const QFileInfo file(m_path);
    const bool hasNothing = !file.exists() || (file.isFile() && file.size() == 0);
    if (hasNothing && m_backup.exists())
        mend(file.exists() ? QStringLiteral("is empty") : QStringLiteral("is missing"));
    else if (!file.exists())
        create();
    try {
        connect(seat);
    } catch (const SqlFailure &failure) {
        if (failure.kind != SqlFailure::Kind::Damaged)
            throw;
        mend(QStringLiteral("is damaged (%1)").arg(failure.text));
        connect(seat);
    }
    m_openedBefore = true;
}

void Database::create()
{
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
                         QStringLiteral("the file can't be made: %1").arg(file.errorString())};
    qCInfo(lcServer).noquote() << "Made a new database" << m_path;
}

void Database::mend(const QString &reason)
{
    const QDateTime now = m_clock.wall();
    const bool wasThere = QFileInfo::exists(m_path);
    const QString aside = m_backup.putAside(now);
    QString line = QStringLiteral("%1 %2.").arg(m_path, reason);
    if (wasThere)
        line += QStringLiteral(" It is kept aside as %1.").arg(aside);
    if (const auto written = m_backup.restore(now)) {
        line += QStringLiteral(" The backup of %1 is in its place; what came later is missing.")
                    .arg(written->toUTC().toString(Qt::ISODate));
    } else {
        create();
        line += QStringLiteral(" There is no backup, so a new, empty one is begun: parents have to register "
                               "again, unless a good copy of the old one is put there.");
    }
    qCCritical(lcServer).noquote() << line;
}

void Database::connect(Seat &seat)
{
    const auto identity = identityOfFile();
    if (!identity)
        throw SqlFailure{SqlFailure::Kind::Lost, QStringLiteral("the file is missing")};
    if (!QFileInfo(m_path).isFile()) // SQLite would wait for ever at a pipe
        throw SqlFailure{SqlFailure::Kind::Damaged, QStringLiteral("not a regular file")};

    auto connection = std::make_unique<Connection>(m_path);
    // No WAL: its file would outlive a database that is taken away, and be replayed into the backup
    // put in its place. And so a copy of the one file is a whole backup.
    connection->run(QStringLiteral("PRAGMA journal_mode = TRUNCATE"));
    connection->run(QStringLiteral("PRAGMA synchronous = FULL")); // told to a client means on disk
    connection->run(QStringLiteral("PRAGMA foreign_keys = ON"));
    if (seat.writer || !m_openedBefore || m_isSuspect)
        connection->check();
    migrate(*connection, m_migrations, m_clock.wall().toUTC().toString(Qt::ISODateWithMs));
    if (seat.writer) {
        // SQLite opens what it can't write and begins "immediate" transactions there: only a write tells.
        connection->begin();
        connection->run(QStringLiteral("UPDATE schema_migrations SET number = number"));
        connection->commit();
        m_backUpFrom = m_clock.monotonic();
        m_backedUp.reset();
    }
    seat.connection = std::move(connection);
    seat.identity = *identity;
    m_isSuspect = false;
}

/// A job of its own, behind the one that found it due: nobody waits for it.
void Database::backUp(Seat &writer)
{
    if (!writer.connection)
        return;
    try {
        // Not the file's time of change: it moves on by ticks of the kernel, and two writes fit into one.
        const qint64 changed =
            writer.connection->one(QStringLiteral("SELECT total_changes() AS n"))->integer("n");
        if (changed == m_backedUp)
            return;
        m_backup.write(*writer.connection);
        m_backedUp = changed;
    } catch (const SqlFailure &failure) {
        qCWarning(lcServer).noquote() << m_backup.path() << "can't be written:" << failure.text;
        if (failure.kind == SqlFailure::Kind::Damaged) // the copying has found it out
            setProblem(failure);
    }
}

bool Database::makeReady(Seat &seat)
{
    if (seat.connection && identityOfFile() == seat.identity && !m_isSuspect)
        return true;
    if (seat.connection) {
        seat.connection.reset();
        closeEverywhere();
    }
    const std::lock_guard lock(m_openMutex);
    try {
        open(seat);
    } catch (const SqlFailure &failure) {
        setProblem(failure);
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
            setProblem(QString()); // a reader can open what nobody can write: only the writer knows
            if (const auto now = m_clock.monotonic(); now >= m_backUpFrom) {
                m_backUpFrom = now + betweenBackups;
                if (!seat.pool->post([this, &seat] { backUp(seat); }))
                    m_backUpFrom = now;
            }
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
        case SqlFailure::Kind::Damaged:
        case SqlFailure::Kind::Lost:
            setProblem(failure);
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
