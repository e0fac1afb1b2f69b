// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/evening.h"

#include "app/flow/kioskflow.h"
#include "app/flow/settingsstore.h"

#include <chrono>

namespace Medio::Adapters {

Evening::Evening(const Clock &clock, Flow::KioskFlow &flow, Flow::SettingsStore &settings, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_flow(flow)
    , m_settings(settings)
{
    connect(&settings, &Flow::SettingsStore::changed, this, &Evening::look);
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &Evening::look);
    m_minute.start();
    look();
}

void Evening::look()
{
    m_flow.setNight(m_clock.isTrusted() &&
                    Flow::isEvening(m_settings.settings(), m_clock.wall().toTimeZone(m_clock.zone()).time()));
}

} // namespace Medio::Adapters
