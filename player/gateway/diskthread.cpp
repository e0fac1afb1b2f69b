// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/diskthread.h"

#include <utility>

namespace Medio::Gateway {

DiskThread::DiskThread()
    : m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

void DiskThread::start(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void DiskThread::finish()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void DiskThread::run(const std::stop_token &stop)
{
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); });
            if (m_jobs.empty())
                return; // told to end, and nothing is left
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job(stop);
    }
}

} // namespace Medio::Gateway
