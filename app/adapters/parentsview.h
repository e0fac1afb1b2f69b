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
struct Scene;
} // namespace Flow
namespace Net {
class AuthSession;
}
namespace Screens {
class KidsWindow;
class ParentsArea;
} // namespace Screens
} // namespace Medio

namespace Medio::Adapters {

/// Decides when the parents' area lies over the children's window: at a first start, when a parent opens
/// the door, and when a login can't be kept (never over a film). While it does, chips start nothing.
/// GUI thread. What it joins outlives it.
class ParentsView final : public QObject
{
    Q_OBJECT
public:
    ParentsView(Screens::ParentsArea &area, Parents::SignIn &signIn, Net::AuthSession &session,
                Screens::KidsWindow &window, Flow::KioskFlow &flow, Chronicle &chronicle,
                QObject *parent = nullptr);

    /// What the fields say at first; opens by itself when nobody ever signed in here.
    void begin(const QUrl &server, const QString &email);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open();
    void openAccount();
    void follow(const Flow::Scene &scene);

    Screens::ParentsArea &m_area;
    Screens::KidsWindow &m_window;
    Flow::KioskFlow &m_flow;
    bool m_loginNotKept = false; ///< of the present sign-in
};

} // namespace Medio::Adapters
