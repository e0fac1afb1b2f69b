// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/work/workerpool.h"

#include <pthread.h>

#include <utility>

namespace Medio::Home {

WorkerPool::WorkerPool(const QString &name, int threads, int queueLimit, Job atEnd)
    : m_queueLimit(static_cast<size_t>(queueLimit))
    , m_atEnd(std::move(atEnd))
{
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back([this] { run(); });
        const QByteArray label = name.toLatin1().left(12) + '-' + QByteArray::number(i);
        pthread_setname_np(m_threads.back().native_handle(), label.constData());
    }
}

WorkerPool::~WorkerPool()
{
    stop();
}

bool WorkerPool::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_jobs.size() >= m_queueLimit)
            return false;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void WorkerPool::stop()
{
    std::deque<Job> thrownAway; // destroyed without the lock: a job's captures may answer requests
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        thrownAway.swap(m_jobs);
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

void WorkerPool::run()
{
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_stopping)
                break;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
    if (m_atEnd)
        m_atEnd();
}

} // namespace Medio::Home
