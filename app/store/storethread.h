// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/logging.h"
#include "app/base/mailbox.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace Medio::Store {

/// The one thread that waits for the disk. Tasks run in the order in which they were given; what
/// they return is called on the GUI thread, in the same order. The object lives on the GUI thread.
class StoreThread final
{
public:
    using Answer = std::function<void()>;
    /// Lines logged by a task and its answer carry the fields of whoever gave it.
    using Task = std::function<Answer()>;

    StoreThread();
    /// Finishes everything that was given, waits for it, and drops answers that were not called yet.
    ~StoreThread();
    Q_DISABLE_COPY_MOVE(StoreThread)

    /// Never blocks. The answer may be empty.
    void give(Task task);

    /// Drops something on the store's thread, after all that was given: its connection belongs there.
    template<typename T>
    void letGo(std::shared_ptr<T> thing)
    {
        give([thing = std::move(thing)]() mutable {
            thing.reset();
            return Answer();
        });
    }

    /// Waits until everything given so far is done, and calls the answers. For the moment before
    /// the program ends, and for nothing else: it blocks.
    void finish();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_work;
    std::condition_variable m_done;
    std::deque<std::pair<Logging::Context, Task>> m_tasks;
    bool m_busy = false;
    bool m_ending = false;
    Mailbox m_answers;
    std::thread m_thread; ///< the last member: it uses the others
};

} // namespace Medio::Store
