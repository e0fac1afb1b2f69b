// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/storethread.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace Medio::Store {

namespace {
constexpr auto answersAreHere = QEvent::Type(QEvent::User + 1);
}

StoreThread::StoreThread(QObject *parent)
    : QObject(parent)
    , m_thread([this] { run(); })
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
    callAnswers();
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
        Answer answer;
        {
            const Logging::Context::Scope scope(context);
            answer = task();
            task = nullptr; // what it holds goes here, not on the GUI thread
        }
        lock.lock();
        m_busy = false;
        if (answer) {
            const bool first = m_answers.empty();
            m_answers.emplace_back(std::move(context), std::move(answer));
            if (first && !m_ending)
                QCoreApplication::postEvent(this, new QEvent(answersAreHere));
        }
        m_done.notify_all();
    }
}

void StoreThread::callAnswers()
{
    std::deque<std::pair<Logging::Context, Answer>> answers;
    {
        const std::lock_guard lock(m_mutex);
        answers = std::exchange(m_answers, {});
    }
    for (const auto &[context, answer] : answers) {
        const Logging::Context::Scope scope(context);
        answer();
    }
}

bool StoreThread::event(QEvent *event)
{
    if (event->type() != answersAreHere)
        return QObject::event(event);
    callAnswers();
    return true;
}

} // namespace Medio::Store
