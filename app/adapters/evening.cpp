// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/evening.h"

#include "app/flow/kioskflow.h"
#include "app/flow/settingsstore.h"

#include <chrono>
#include <optional>

namespace Medio::Adapters {

Evening::Evening(const Clock &clock, Flow::KioskFlow &flow, Flow::SettingsStore &settings, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_flow(flow)
    , m_settings(settings)
{
    connect(&settings, &Flow::SettingsStore::changed, this, &Evening::look);
    m_second.setInterval(std::chrono::seconds(1));
    m_second.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_second, &QTimer::timeout, this, &Evening::look);
    m_second.start();
}

void Evening::look()
{
    const std::optional<QDateTime> time = m_flow.days().timeAtLeast(m_clock.monotonic());
    m_flow.setNight(time && Flow::isEvening(m_settings.settings(), time->time()));
}

} // namespace Medio::Adapters
