// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace Medio::Gateway {

/// A thread for what waits for a disk. One job at a time, in order: gentle to an SD card.
class DiskThread
{
public:
    /// A long job looks at the token and gives up when it is told to.
    using Job = std::function<void(const std::stop_token &)>;

    DiskThread();

    ~DiskThread() = default; ///< finishes
    DiskThread(const DiskThread &) = delete;
    DiskThread &operator=(const DiskThread &) = delete;

    void start(Job job);

    /// Tells the present job to stop, does those that wait (told to stop, too), and joins. What is
    /// started later is never done.
    void finish();

private:
    void run(const std::stop_token &stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs; ///< guarded by m_mutex
    std::jthread m_thread;  ///< the last member: it ends before the others do
};

} // namespace Medio::Gateway
