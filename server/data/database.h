// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/base/expected.h"
#include "server/data/backup.h"
#include "server/data/connection.h"
#include "server/data/migrations.h"
#include "server/work/workerpool.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <vector>

namespace Medio::Home {

/// Why a question to the database has no answer. All but Duplicate pass by themselves.
enum class DatabaseProblem {
    Unavailable, ///< the file is missing, damaged, not writable, or a migration failed
    Busy,        ///< too many questions are waiting
    Duplicate,   ///< a unique rule was broken; nothing was written
    Stopping
};

/// The database threads: one that writes and a few that read, each with a connection of its own.
///
/// At the start, before anything was read: a file that is damaged, empty or missing gives way to the
/// backup; without one a new database is begun. The damaged file is kept aside and named in the log.
///
/// From then on the file is watched: before each job the thread looks whether the path still leads to
/// the file it has open. If it does not, all connections are closed (so that no journal of the lost
/// file is left for its successor) and jobs are answered Unavailable until the file is back. While the
/// program runs it creates, moves or overwrites nothing: a person may be about to put a copy back.
///
/// While things are well it writes the backup: at the start and at most once an hour.
///
/// Thread-safe.
class Database
{
public:
    enum class Access {
        Read, ///< on one of the readers
        Write ///< on the writer, in a transaction that is committed before the answer
    };

    /// `path`: the SQLite file; its folder is made (0700) when the database is created. The file is
    /// opened with the first job.
    Database(const QString &path, const QList<Migration> &migrations, const Clock &clock, int readers = 2);
    /// Stops.
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Runs `work` on a database thread, then `done` with its result or the problem, on that
    /// thread too (or at once on the caller's, when the queue is full). `work` may throw
    /// SqlFailure; what it wrote is rolled back then.
    template<typename T>
    void ask(Access access, std::function<T(Connection &)> work,
             std::function<void(Expected<T, DatabaseProblem>)> done);

    /// The same, waiting for the result: for threads of other pools, never for an I/O thread or a
    /// database thread.
    template<typename Work>
    auto read(Work work)
    {
        return wait<std::invoke_result_t<Work, Connection &>>(Access::Read, std::move(work));
    }
    template<typename Work>
    auto write(Work work)
    {
        return wait<std::invoke_result_t<Work, Connection &>>(Access::Write, std::move(work));
    }

    /// What keeps the database from working, for people; empty when nothing does.
    [[nodiscard]] QString problem() const;

    /// Lets running jobs finish, answers the waiting ones Stopping, closes the connections.
    void stop();

private:
    struct FileIdentity
    {
        quint64 device = 0;
        quint64 inode = 0;
        friend bool operator==(const FileIdentity &, const FileIdentity &) = default;
    };
    /// A thread and its connection, which nobody else touches.
    struct Seat
    {
        bool writer = false;
        std::unique_ptr<Connection> connection;
        FileIdentity identity;
        std::unique_ptr<WorkerPool> pool;
    };

    template<typename T>
    Expected<T, DatabaseProblem> wait(Access access, std::function<T(Connection &)> work);

    using Step = std::function<void(Connection &)>;
    /// Work inside the transaction; the problem if it did not work.
    std::optional<DatabaseProblem> attempt(Seat &seat, const Step &work);
    Seat &seatFor(Access access);
    bool makeReady(Seat &seat);
    void open(Seat &seat);
    void connect(Seat &seat);
    void create();
    void mend(const QString &reason);
    void backUp(Seat &writer);
    void closeEverywhere();
    void setProblem(const SqlFailure &failure);
    void setProblem(const QString &text);
    [[nodiscard]] std::optional<FileIdentity> identityOfFile() const;

    const QString m_path;
    const Backup m_backup;
    const QList<Migration> m_migrations;
    const Clock &m_clock;
    std::mutex m_openMutex;                // one thread at a time opens and migrates
    bool m_openedBefore = false;           // protected by m_openMutex
    std::atomic<bool> m_isSuspect = false; // found damaged while running: nobody trusts it unlooked at
    mutable std::mutex m_problemMutex;
    QString m_problem; // protected by m_problemMutex
    std::atomic<unsigned> m_nextReader = 0;
    // The writer's alone: when the next backup is due by the monotonic clock, and how many rows its
    // connection had changed at the last one
    std::chrono::nanoseconds m_backUpFrom{0};
    std::optional<qint64> m_backedUp;
    std::vector<std::unique_ptr<Seat>> m_seats; // the first one writes
};

template<typename T>
void Database::ask(Access access, std::function<T(Connection &)> work,
                   std::function<void(Expected<T, DatabaseProblem>)> done)
{
    // Whoever asked gets exactly one answer, even if the job is thrown away unstarted.
    struct Once
    {
        std::function<void(Expected<T, DatabaseProblem>)> answer;
        DatabaseProblem otherwise = DatabaseProblem::Stopping;

        explicit Once(std::function<void(Expected<T, DatabaseProblem>)> function)
            : answer(std::move(function))
        {
        }
        Q_DISABLE_COPY_MOVE(Once)
        ~Once()
        {
            if (answer)
                answer(Unexpected{otherwise});
        }
        void give(Expected<T, DatabaseProblem> result) { std::exchange(answer, {})(std::move(result)); }
    };
    const auto once = std::make_shared<Once>(std::move(done));
    Seat &seat = seatFor(access);
    const bool posted = seat.pool->post([this, &seat, once, work = std::move(work)] {
        std::optional<T> result;
        const auto problem = attempt(seat, [&](Connection &connection) { result.emplace(work(connection)); });
        if (problem)
            once->give(Unexpected{*problem});
        else
            once->give(std::move(*result));
    });
    if (!posted)
        once->otherwise = DatabaseProblem::Busy;
}

template<typename T>
Expected<T, DatabaseProblem> Database::wait(Access access, std::function<T(Connection &)> work)
{
    struct Waiting
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<Expected<T, DatabaseProblem>> result;
    };
    const auto waiting = std::make_shared<Waiting>();
    ask<T>(access, std::move(work), [waiting](Expected<T, DatabaseProblem> result) {
        const std::lock_guard lock(waiting->mutex);
        waiting->result.emplace(std::move(result));
        waiting->changed.notify_all();
    });
    std::unique_lock lock(waiting->mutex);
    waiting->changed.wait(lock, [&] { return waiting->result.has_value(); });
    return std::move(*waiting->result);
}

} // namespace Medio::Home
