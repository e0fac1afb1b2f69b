// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/adapters/displaypower.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QObject>

#include <optional>

class QDBusPendingCallWatcher;

namespace Medio::Adapters {

/// The screen saver of a desktop session (org.freedesktop.ScreenSaver): inhibited while the screen
/// is to shine, told that somebody is there when it shall shine again. One that comes later or is
/// restarted is told as well; where there is none, nothing happens.
class SessionScreenSaver final : public QObject, public DisplayPower
{
    Q_OBJECT
public:
    explicit SessionScreenSaver(const QDBusConnection &bus = QDBusConnection::sessionBus(),
                                QObject *parent = nullptr);

    void keepLit() override;
    void letGoDark() override;

private:
    void inhibit();
    void answered(QDBusPendingCallWatcher *call);

    QDBusConnection m_bus;
    QDBusServiceWatcher m_watcher;
    bool m_lit = false;
    bool m_asked = false;   ///< an answer is on its way
    bool m_hasCome = false; ///< meanwhile: the answer may be that there is none
    std::optional<uint> m_cookie;
};

} // namespace Medio::Adapters
