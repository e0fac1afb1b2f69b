// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QObject>
#include <QSemaphore>
#include <QThread>

#include <atomic>
#include <chrono>
#include <memory>

namespace Medio {

/// How long the main thread's event loop keeps whoever comes waiting: a thread of its own sends it an
/// event every millisecond and measures when it is taken. What the kernel kept the main thread from
/// running meanwhile (others had the processor) is taken off: it is the machine's, not the program's.
/// Make it on the main thread, before or while its event loop runs.
class LoopWatch final
{
public:
    LoopWatch()
        : m_thread(QThread::create([this] { watch(); }))
    {
        m_thread->setObjectName(QStringLiteral("loop-watch"));
        m_thread->start(QThread::TimeCriticalPriority);
    }
    ~LoopWatch()
    {
        m_over.release();
        m_thread->wait();
    }
    Q_DISABLE_COPY_MOVE(LoopWatch)

    /// Forgets what was. Call both from the event loop.
    void begin()
    {
        m_longest = 0;
        ++m_round;
    }
    [[nodiscard]] std::chrono::nanoseconds longest() const { return std::chrono::nanoseconds(m_longest); }

private:
    struct Moment
    {
        qint64 time = 0;
        qint64 kept = 0; ///< ready to run and not running, in all

        static Moment now()
        {
            const auto time = std::chrono::steady_clock::now().time_since_epoch();
            return {std::chrono::duration_cast<std::chrono::nanoseconds>(time).count(), keptWaiting()};
        }
        /// Of the main thread, whoever asks; 0 where the kernel does not count it.
        static qint64 keptWaiting()
        {
            QFile file(QStringLiteral("/proc/self/schedstat"));
            return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : 0;
        }
    };
    struct Ping
    {
        QSemaphore taken;
        Moment when; ///< of the taking
    };

    void watch()
    {
        // between two questions a millisecond, or the end
        while (!m_over.tryAcquire(1, 1)) {
            const auto ping = std::make_shared<Ping>();
            const int round = m_round;
            const Moment sent = Moment::now();
            QMetaObject::invokeMethod(
                &m_target,
                [ping] {
                    ping->when = Moment::now();
                    ping->taken.release();
                },
                Qt::QueuedConnection);
            while (!ping->taken.tryAcquire(1, 50)) {
                if (m_over.available() > 0)
                    return;
            }
            const qint64 blocked = ping->when.time - sent.time - (ping->when.kept - sent.kept);
            if (round == m_round && blocked > m_longest)
                m_longest = blocked;
        }
    }

    QObject m_target; // lives in the main thread
    std::atomic<qint64> m_longest{0};
    std::atomic<int> m_round{0};
    QSemaphore m_over;
    const std::unique_ptr<QThread> m_thread; // the last, for it uses all others
};

} // namespace Medio
