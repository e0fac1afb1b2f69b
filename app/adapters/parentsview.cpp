// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/parentsview.h"

#include "app/base/chronicle.h"
#include "app/flow/kioskflow.h"
#include "app/screens/kids/kidswindow.h"
#include "app/screens/parents/parentsarea.h"
#include "net/client/authsession.h"

#include <QEvent>

#include <utility>

namespace Medio::Adapters {
namespace {

using Parents::SignInProblem;
using Screens::ParentsArea;

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

/// Here the parents' area disturbs no child.
bool nobodyWatches(Flow::Screen screen)
{
    return screen == Flow::Screen::SignIn || screen == Flow::Screen::Scan ||
           screen == Flow::Screen::WhoIsWatching;
}

} // namespace

ParentsView::ParentsView(ParentsArea &area, Parents::SignIn &signIn, Net::AuthSession &session,
                         Screens::KidsWindow &window, Flow::KioskFlow &flow, Chronicle &chronicle,
                         QObject *parent)
    : QObject(parent)
    , m_area(area)
    , m_window(window)
    , m_flow(flow)
{
    using Parents::SignIn;

    window.installEventFilter(this);
    connect(&window, &Screens::KidsWindow::parentsRequested, this, &ParentsView::open);
    connect(&flow, &Flow::KioskFlow::doorRequested, this, &ParentsView::open);
    connect(&flow, &Flow::KioskFlow::sceneChanged, this, &ParentsView::follow);
    follow(flow.scene());

    connect(&area, &ParentsArea::opened, &flow, [&flow] { flow.setParentsInside(true); });
    connect(&area, &ParentsArea::closed, this, [this] {
        m_window.setFocus();
        m_flow.setParentsInside(false);
    });

    connect(&signIn, &SignIn::started, this, [this] { m_loginNotKept = false; });
    connect(&signIn, &SignIn::succeeded, this, [this, &chronicle] {
        // Nobody had gone in, and what asked for it is done
        if (m_area.isAtDoor())
            m_area.close();
        chronicle.record(QStringLiteral("signed-in"));
    });
    connect(&signIn, &SignIn::failed, this, [&chronicle](SignInProblem problem) {
        chronicle.record(QStringLiteral("sign-in-failed"), {{QStringLiteral("reason"), nameOf(problem)}});
    });
    connect(&session, &Net::AuthSession::credentialsNotKept, this, [this] {
        // Once per sign-in, and never over a film; whoever opens the door later is told, too.
        const bool told = std::exchange(m_loginNotKept, true);
        if (!told && nobodyWatches(m_flow.scene().screen))
            openAccount();
    });
}

void ParentsView::begin(const QUrl &server, const QString &email)
{
    m_area.setServer(server);
    m_area.setEmail(email);
    if (email.isEmpty() && m_flow.scene().screen == Flow::Screen::SignIn)
        openAccount();
}

void ParentsView::open()
{
    if (m_loginNotKept || m_flow.scene().screen == Flow::Screen::SignIn) {
        openAccount();
        return;
    }
    m_area.setGeometry(m_window.rect());
    m_area.open();
}

void ParentsView::openAccount()
{
    m_area.setGeometry(m_window.rect());
    m_area.open(ParentsArea::Page::Account);
    if (m_loginNotKept)
        m_area.showSignInProblem(SignInProblem::KeyringUnavailable);
}

void ParentsView::follow(const Flow::Scene &scene)
{
    m_area.setNight(scene.night);
    m_area.setCalm(scene.calm);
}

bool ParentsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Resize)
        m_area.setGeometry(m_window.rect());
    return QObject::eventFilter(watched, event);
}

} // namespace Medio::Adapters
