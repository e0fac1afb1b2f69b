// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/watchtimer.h"

#include <algorithm>

namespace Medio::Flow {

void WatchTimer::grant(milliseconds amount, milliseconds beyond)
{
    m_credit += amount;
    m_beyond += beyond;
}

void WatchTimer::run(nanoseconds now)
{
    settle(now);
    m_running = true;
}

void WatchTimer::hold(nanoseconds now)
{
    settle(now);
    m_running = false;
}

WatchTimer::nanoseconds WatchTimer::runningFor(nanoseconds now) const
{
    return m_running ? std::max(nanoseconds(0), now - m_since) : nanoseconds(0);
}

WatchTimer::nanoseconds WatchTimer::credit(nanoseconds now) const
{
    return std::max(nanoseconds(0), balance(now));
}

WatchTimer::nanoseconds WatchTimer::allowed(nanoseconds now) const
{
    return std::max(nanoseconds(0), balance(now) - m_beyond);
}

WatchTimer::nanoseconds WatchTimer::balance(nanoseconds now) const
{
    return m_credit - runningFor(now);
}

WatchTimer::nanoseconds WatchTimer::played(nanoseconds now) const
{
    return m_played + runningFor(now);
}

void WatchTimer::settle(nanoseconds now)
{
    m_played = played(now);
    m_credit = balance(now);
    m_beyond = std::min(m_beyond, std::max(nanoseconds(0), m_credit));
    m_since = now;
}

WatchTimer::Unused WatchTimer::takeBack(nanoseconds now)
{
    settle(now);
    const auto amount = std::chrono::floor<milliseconds>(std::max(nanoseconds(0), m_credit));
    const auto beyond = std::min(amount, std::chrono::ceil<milliseconds>(m_beyond));
    m_credit -= amount;
    m_beyond = nanoseconds(0);
    return {amount, beyond};
}

} // namespace Medio::Flow
