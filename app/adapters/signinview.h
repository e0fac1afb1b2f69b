// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/signin.h"

#include <QObject>
#include <QUrl>

namespace Medio {
class Chronicle;
namespace Flow {
class KioskFlow;
}
namespace Net {
class AuthSession;
}
namespace Screens {
class KidsWindow;
class SignInScreen;
} // namespace Screens
} // namespace Medio

namespace Medio::Adapters {

/// Joins the sign-in screen with its use case, and decides when it lies over the children's window:
/// at a first start, when a parent opens the door, and when a login can't be kept (never over a film). While
/// it does, chips start nothing. GUI thread. What it joins outlives it.
class SignInView final : public QObject
{
    Q_OBJECT
public:
    SignInView(Screens::SignInScreen &screen, Parents::SignIn &signIn, Net::AuthSession &session,
               Screens::KidsWindow &window, Flow::KioskFlow &flow, Chronicle &chronicle,
               QObject *parent = nullptr);

    /// What the fields say at first; opens by itself when nobody ever signed in here.
    void begin(const QUrl &server, const QString &email);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open();
    void close();

    Screens::SignInScreen &m_screen;
    Screens::KidsWindow &m_window;
    Flow::KioskFlow &m_flow;
    bool m_loginNotKept = false; ///< of the present sign-in
};

} // namespace Medio::Adapters
