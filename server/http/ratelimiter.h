// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <mutex>

namespace Medio::Home {

/// Fixed windows that open with a key's first request, in memory (MEDIO-API.md §6). Bounded: with
/// too many keys the expired ones go, and if that does not help new keys are let through, since
/// refusing strangers would refuse the family.
/// Thread-safe.
class RateLimiter
{
public:
    struct Verdict
    {
        bool allowed = true;
        int limit = 0;
        int remaining = 0;
        std::chrono::seconds untilReset{0}; ///< rounded up
    };

    RateLimiter(int limit, std::chrono::seconds window, const Clock &clock, qsizetype maximumKeys = 10'000);

    /// Counts one request, whatever becomes of it.
    [[nodiscard]] Verdict take(const QByteArray &key);

private:
    struct Window
    {
        std::chrono::nanoseconds ends;
        int taken = 0;
    };

    const int m_limit;
    const std::chrono::seconds m_window;
    const Clock &m_clock;
    const qsizetype m_maximumKeys;
    std::mutex m_mutex;
    QHash<QByteArray, Window> m_windows; // protected by m_mutex
};

} // namespace Medio::Home
