// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QMutex>
#include <QMutexLocker>
#include <QTimeZone>

namespace Medio {

/// A clock that only moves when a test says so. Starts at 2026-03-10 10:00 in Berlin, trusted,
/// one hour after a boot. Thread-safe like every Clock.
class FakeClock final : public Clock
{
public:
    FakeClock() = default;

    [[nodiscard]] QDateTime wall() const override
    {
        const QMutexLocker lock(&m_mutex);
        return m_wall;
    }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override
    {
        const QMutexLocker lock(&m_mutex);
        return m_monotonic;
    }
    [[nodiscard]] QString bootId() const override
    {
        const QMutexLocker lock(&m_mutex);
        return QStringLiteral("boot-%1").arg(m_boot);
    }
    [[nodiscard]] bool isTrusted() const override
    {
        const QMutexLocker lock(&m_mutex);
        return m_trusted;
    }
    [[nodiscard]] QTimeZone zone() const override
    {
        const QMutexLocker lock(&m_mutex);
        return m_zone;
    }

    /// Time passes: both clocks move.
    void advance(std::chrono::nanoseconds duration)
    {
        const QMutexLocker lock(&m_mutex);
        m_monotonic += duration;
        m_wall = m_wall.addMSecs(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
    }

    /// Somebody sets the wall clock; the monotonic one does not notice.
    void setWall(const QDateTime &wall, bool trusted = true)
    {
        const QMutexLocker lock(&m_mutex);
        m_wall = wall.toUTC();
        m_trusted = trusted;
    }
    void setTrusted(bool trusted)
    {
        const QMutexLocker lock(&m_mutex);
        m_trusted = trusted;
    }
    void setZone(const QTimeZone &zone)
    {
        const QMutexLocker lock(&m_mutex);
        m_zone = zone;
    }

    /// The machine starts again: a new boot id, the monotonic clock from 0, the wall clock goes on.
    void reboot()
    {
        const QMutexLocker lock(&m_mutex);
        ++m_boot;
        m_monotonic = std::chrono::nanoseconds(0);
    }

private:
    mutable QMutex m_mutex;
    QTimeZone m_zone{"Europe/Berlin"};
    QDateTime m_wall{QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc()};
    std::chrono::nanoseconds m_monotonic = std::chrono::hours(1);
    int m_boot = 1;
    bool m_trusted = true;
};

} // namespace Medio
