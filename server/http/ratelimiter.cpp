// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/ratelimiter.h"

#include <algorithm>

namespace Medio::Home {

RateLimiter::RateLimiter(int limit, std::chrono::seconds window, const Clock &clock, qsizetype maximumKeys)
    : m_limit(limit)
    , m_window(window)
    , m_clock(clock)
    , m_maximumKeys(maximumKeys)
{
}

RateLimiter::Verdict RateLimiter::take(const QByteArray &key)
{
    const auto now = m_clock.monotonic();
    const std::lock_guard lock(m_mutex);
    auto it = m_windows.find(key);
    if (it == m_windows.end()) {
        if (m_windows.size() >= m_maximumKeys)
            m_windows.removeIf([now](const auto &entry) { return entry.value().ends <= now; });
        if (m_windows.size() >= m_maximumKeys)
            return {true, m_limit, m_limit - 1, m_window};
        it = m_windows.insert(key, {now + m_window, 0});
    } else if (it->ends <= now) {
        *it = {now + m_window, 0};
    }
    const bool allowed = it->taken < m_limit;
    it->taken = std::min(it->taken + 1, m_limit);
    return {allowed, m_limit, m_limit - it->taken, std::chrono::ceil<std::chrono::seconds>(it->ends - now)};
}

} // namespace Medio::Home
