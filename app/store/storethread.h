// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/logging.h"

#include <QObject>

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
class StoreThread final : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void()>;
    /// Lines logged by a task and its answer carry the fields of whoever gave it.
    using Task = std::function<Answer()>;

    explicit StoreThread(QObject *parent = nullptr);
    /// Finishes everything that was given, waits for it, and drops answers that were not called yet.
    ~StoreThread() override;

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

protected:
    bool event(QEvent *event) override;

private:
    void run();
    void callAnswers();

    std::mutex m_mutex;
    std::condition_variable m_work;
    std::condition_variable m_done;
    std::deque<std::pair<Logging::Context, Task>> m_tasks;
    std::deque<std::pair<Logging::Context, Answer>> m_answers;
    bool m_busy = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace Medio::Store
