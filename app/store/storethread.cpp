// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/storethread.h"

#include <utility>

namespace Medio::Store {

StoreThread::StoreThread()
    : m_thread([this] { run(); })
{
}

StoreThread::~StoreThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_work.notify_one();
    m_thread.join();
}

void StoreThread::give(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.emplace_back(Logging::Context(), std::move(task));
    }
    m_work.notify_one();
}

void StoreThread::finish()
{
    {
        std::unique_lock lock(m_mutex);
        m_done.wait(lock, [this] { return m_tasks.empty() && !m_busy; });
    }
    m_answers.deliver();
}

void StoreThread::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_work.wait(lock, [this] { return !m_tasks.empty() || m_ending; });
        if (m_tasks.empty())
            return;
        auto [context, task] = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_busy = true;
        lock.unlock();
        {
            const Logging::Context::Scope scope(context);
            Answer answer = task();
            task = nullptr; // what it holds goes here, not on the GUI thread
            if (answer)
                m_answers.post(std::move(answer));
        }
        lock.lock();
        m_busy = false;
        m_done.notify_all();
    }
}

} // namespace Medio::Store
