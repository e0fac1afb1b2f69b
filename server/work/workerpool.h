// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace Medio::Home {

/// A few named threads and a bounded queue for one kind of work that blocks (bcrypt, disk).
/// Each kind has a pool of its own, so that none can starve another.
/// Thread-safe. Jobs must not throw.
class WorkerPool
{
public:
    using Job = std::function<void()>;

    /// `name`: at most 12 characters, seen in top and gdb. `atEnd`: the last thing each thread does.
    WorkerPool(const QString &name, int threads, int queueLimit, Job atEnd = {});
    /// Stops.
    ~WorkerPool();
    Q_DISABLE_COPY_MOVE(WorkerPool)

    /// False, and nothing happens, when the queue is full or the pool has been stopped.
    [[nodiscard]] bool post(Job job);

    /// Lets running jobs finish, throws waiting ones away, joins the threads. Twice is allowed.
    void stop();

private:
    void run();

    const size_t m_queueLimit;
    const Job m_atEnd;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;  // protected by m_mutex
    bool m_stopping = false; // protected by m_mutex
    std::vector<std::thread> m_threads;
};

} // namespace Medio::Home
