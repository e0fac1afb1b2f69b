// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/signinview.h"

#include "app/base/chronicle.h"
#include "app/flow/kioskflow.h"
#include "app/screens/kids/kidswindow.h"
#include "app/screens/parents/signinscreen.h"
#include "net/client/authsession.h"

#include <QEvent>

#include <utility>

namespace Medio::Adapters {
namespace {

using Parents::SignInProblem;

/// For logs and the stage.
QString nameOf(SignInProblem problem)
{
    switch (problem) {
    case SignInProblem::AddressMalformed:
        return QStringLiteral("address-malformed");
    case SignInProblem::AddressUnsafe:
        return QStringLiteral("address-unsafe");
    case SignInProblem::EmailMissing:
        return QStringLiteral("email-missing");
    case SignInProblem::PasswordMissing:
        return QStringLiteral("password-missing");
    case SignInProblem::WrongCredentials:
        return QStringLiteral("wrong-credentials");
    case SignInProblem::TooManyTries:
        return QStringLiteral("too-many-tries");
    case SignInProblem::ServerAway:
        return QStringLiteral("server-away");
    case SignInProblem::ServerTrouble:
        return QStringLiteral("server-trouble");
    case SignInProblem::NotMedio:
        return QStringLiteral("not-medio");
    case SignInProblem::KeyringUnavailable:
        return QStringLiteral("keyring-unavailable");
    }
    return {};
}

/// Here a parents' form disturbs no child.
bool nobodyWatches(Flow::Screen screen)
{
    return screen == Flow::Screen::SignIn || screen == Flow::Screen::Scan ||
           screen == Flow::Screen::WhoIsWatching;
}

} // namespace

SignInView::SignInView(Screens::SignInScreen &screen, Parents::SignIn &signIn, Net::AuthSession &session,
                       Screens::KidsWindow &window, Flow::KioskFlow &flow, Chronicle &chronicle,
                       QObject *parent)
    : QObject(parent)
    , m_screen(screen)
    , m_window(window)
    , m_flow(flow)
{
    using Parents::SignIn;
    using Screens::SignInScreen;

    screen.hide();
    window.installEventFilter(this);
    connect(&window, &Screens::KidsWindow::parentsRequested, this, &SignInView::open);
    connect(&flow, &Flow::KioskFlow::doorRequested, this, &SignInView::open);

    connect(&screen, &SignInScreen::signInRequested, &signIn, &SignIn::attempt);
    connect(&screen, &SignInScreen::cancelRequested, this, &SignInView::close);
    connect(&signIn, &SignIn::started, &screen, [&screen] { screen.setBusy(true); });
    connect(&signIn, &SignIn::succeeded, this, [this, &chronicle] {
        m_screen.setBusy(false);
        close();
        chronicle.record(QStringLiteral("signed-in"));
    });
    connect(&signIn, &SignIn::failed, this, [&screen, &chronicle](SignInProblem problem) {
        screen.showProblem(problem);
        chronicle.record(QStringLiteral("sign-in-failed"), {{QStringLiteral("reason"), nameOf(problem)}});
    });
    connect(&session, &Net::AuthSession::credentialsNotKept, this, [this] {
        // Once per sign-in, and never over a film; whoever opens the door later is told, too.
        const bool told = std::exchange(m_loginNotKept, true);
        if (!told && nobodyWatches(m_flow.scene().screen))
            open();
    });
    connect(&signIn, &SignIn::started, this, [this] { m_loginNotKept = false; });
}

void SignInView::begin(const QUrl &server, const QString &email)
{
    m_screen.setServer(server);
    m_screen.setEmail(email);
    if (email.isEmpty() && m_flow.scene().screen == Flow::Screen::SignIn)
        open();
}

void SignInView::open()
{
    m_flow.setParentsInside(true);
    m_screen.showProblem(m_loginNotKept ? std::optional(SignInProblem::KeyringUnavailable) : std::nullopt);
    m_screen.setGeometry(m_window.rect());
    m_screen.show();
    m_screen.raise();
    m_screen.setFocus();
}

void SignInView::close()
{
    m_screen.hide();
    m_window.setFocus();
    m_flow.setParentsInside(false);
}

bool SignInView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Resize)
        m_screen.setGeometry(m_window.rect());
    return QObject::eventFilter(watched, event);
}

} // namespace Medio::Adapters
