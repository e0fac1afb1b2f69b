// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/evening.h"

#include "app/flow/kioskflow.h"

#include <chrono>

namespace Medio::Adapters {

Evening::Evening(const Clock &clock, Flow::KioskFlow &flow, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_flow(flow)
{
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &Evening::look);
    m_minute.start();
    look();
}

bool Evening::isEvening(QTime time)
{
    return time >= QTime(19, 0) || time < QTime(6, 0);
}

void Evening::look()
{
    m_flow.setNight(m_clock.isTrusted() && isEvening(m_clock.wall().toTimeZone(m_clock.zone()).time()));
}

} // namespace Medio::Adapters
