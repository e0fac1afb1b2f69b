// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QObject>
#include <QTimer>

namespace Medio::Flow {
class KioskFlow;
class SettingsStore;
} // namespace Medio::Flow

namespace Medio::Adapters {

/// Tells the flow when the evening is, whose hours parents set: colours and sounds are softer then, and films
/// no louder than its cap. It goes by the family's time, as bedtime does (Flow::DayKeeper): what the home
/// server or a parent says counts, and a clock that loses its trust ends no evening. Where nobody ever knew
/// the time, it is day. GUI thread; looks once a second.
class Evening final : public QObject
{
    Q_OBJECT
public:
    /// All outlive this object.
    Evening(const Clock &clock, Flow::KioskFlow &flow, Flow::SettingsStore &settings,
            QObject *parent = nullptr);

    /// To be called once the flow has started, so that nothing begins too loud.
    void look();

private:
    const Clock &m_clock;
    Flow::KioskFlow &m_flow;
    const Flow::SettingsStore &m_settings;
    QTimer m_second;
};

} // namespace Medio::Adapters
