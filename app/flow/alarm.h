// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Medio::Flow {

/// Rings once at a moment of the monotonic clock. The flow's only source of "later".
/// Lives on the GUI thread.
class Alarm : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Replaces the moment set before; nothing silences it. A moment that has passed rings as soon
    /// as the event loop runs, never from within this call.
    virtual void setAt(std::optional<std::chrono::nanoseconds> moment) = 0;

Q_SIGNALS:
    void rang();
};

/// The alarm of the real kiosk. `clock` outlives it and runs at the pace of the machine's clock.
class TimerAlarm final : public Alarm
{
    Q_OBJECT
public:
    explicit TimerAlarm(const Clock &clock, QObject *parent = nullptr);

    void setAt(std::optional<std::chrono::nanoseconds> moment) override;

private:
    const Clock &m_clock;
    QTimer m_timer;
};

} // namespace Medio::Flow
