// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QObject>
#include <QTime>
#include <QTimer>

namespace Medio::Flow {
class KioskFlow;
}

namespace Medio::Adapters {

/// Tells the flow when the evening's colours and sounds are due. A clock that nobody set says
/// nothing about the evening: then it is day. GUI thread; looks once a minute.
class Evening final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive this object.
    Evening(const Clock &clock, Flow::KioskFlow &flow, QObject *parent = nullptr);

    /// From seven in the evening until six in the morning.
    [[nodiscard]] static bool isEvening(QTime time);

private:
    void look();

    const Clock &m_clock;
    Flow::KioskFlow &m_flow;
    QTimer m_minute;
};

} // namespace Medio::Adapters
