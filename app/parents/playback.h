// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/settingsstore.h"

#include <QObject>
#include <QTime>

namespace Medio::Parents {

/// What parents decide about sound and about chips that come back, for all children. Holds at once.
/// GUI thread; `settings` outlives it.
class Playback final : public QObject
{
    Q_OBJECT
public:
    explicit Playback(Flow::SettingsStore &settings, QObject *parent = nullptr);

    /// Steps of loudness, 1..Flow::loudest; others are taken for the nearest.
    [[nodiscard]] int cap() const { return m_settings.settings().volumeCap; }
    void setCap(int steps);
    /// In the evening the lesser of both counts.
    [[nodiscard]] int eveningCap() const { return m_settings.settings().eveningCap; }
    void setEveningCap(int steps);

    [[nodiscard]] QTime eveningFrom() const { return m_settings.settings().eveningFrom; }
    [[nodiscard]] QTime eveningTo() const { return m_settings.settings().eveningTo; }
    /// The same time twice is no evening; an invalid one changes nothing.
    void setEvening(const QTime &from, const QTime &to);

    /// A chip always begins with its first film; else it goes on where it was (app/flow/resume.h).
    [[nodiscard]] bool isFromStart() const { return m_settings.settings().fromStart; }
    void setFromStart(bool fromStart);

Q_SIGNALS:
    void changed();

private:
    template<typename Change>
    void change(Change change);

    Flow::SettingsStore &m_settings;
};

} // namespace Medio::Parents
