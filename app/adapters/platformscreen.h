// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/timestrip.h"

#include <QObject>

namespace Medio {
namespace Flow {
class KioskFlow;
}
namespace PlayerWeb {
class WebPlayer;
}
namespace Screens {
class KidsWindow;
}
} // namespace Medio

namespace Medio::Adapters {

/// Puts the window of a platform's film where the kiosk's window is, with the time picture beside it, and
/// brings the keys that are pressed there to the kiosk's window: whoever presses them means that. GUI thread;
/// all outlive it.
class PlatformScreen final : public QObject
{
    Q_OBJECT
public:
    PlatformScreen(PlayerWeb::WebPlayer &player, Screens::KidsWindow &window, Flow::KioskFlow &flow,
                   QObject *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();

    PlayerWeb::WebPlayer &m_player;
    Screens::KidsWindow &m_window;
    const Flow::KioskFlow &m_flow;
    Screens::TimeStrip m_strip;
};

} // namespace Medio::Adapters
