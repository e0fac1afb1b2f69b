// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/alarm.h"

#include <algorithm>

namespace Medio::Flow {

TimerAlarm::TimerAlarm(const Clock &clock, QObject *parent)
    : Alarm(parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Alarm::rang);
}

void TimerAlarm::setAt(std::optional<std::chrono::nanoseconds> moment)
{
    using namespace std::chrono;
    if (!moment) {
        m_timer.stop();
        return;
    }
    // Rounded up: ringing a little early would only ask for the same moment again.
    const auto rest = ceil<milliseconds>(*moment - m_clock.monotonic());
    m_timer.start(std::clamp(rest, milliseconds(0), milliseconds(hours(24))));
}

} // namespace Medio::Flow
