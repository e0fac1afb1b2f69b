// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/signinview.h"
#include "app/screens/kids/kidswindow.h"
#include "app/screens/parents/signinscreen.h"
#include "net/client/authsession.h"
#include "net/client/httpgate.h"
#include "tests/app/flow/kioskharness.h"
#include "tests/support/faketokenstore.h"

#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

using Parents::SignInProblem;
using Problem = Net::TokenStore::Problem;

namespace {

class NoAccount final : public Parents::Account
{
public:
    void signIn(const Api::ServerAddress &, const QString &, const QString &, Answer) override {}
};

} // namespace

class TestSignInView : public QObject
{
    Q_OBJECT

    struct Parts
    {
        KioskHarness kiosk;
        Net::FakeTokenStore tokens;
        Net::HttpGate gate{kiosk.clock, [] {
                               return 0.5;
                           }};
        Net::AuthSession session{gate, tokens, kiosk.clock};
        NoAccount account;
        Parents::SignIn signIn{account};
        Screens::KidsWindow window{kiosk.clock};
        Screens::SignInScreen screen{&window};
        Adapters::SignInView view{screen, signIn, session, window, kiosk.flow, kiosk.chronicle};
    };
    std::unique_ptr<Parts> m_parts;

    void loseLogin() { Q_EMIT m_parts->session.credentialsNotKept(Problem::Locked); }

private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<Parts>();
        m_parts->kiosk.flow.setSignedIn(true);
        m_parts->kiosk.begin();
    }
    void cleanup() { m_parts.reset(); }

    void aLoginThatIsNotKeptIsToldWhereNobodyWatches()
    {
        QCOMPARE(m_parts->kiosk.flow.scene().screen, Screen::Scan);
        loseLogin();
        QVERIFY(!m_parts->screen.isHidden());
        QCOMPARE(m_parts->screen.problem(), std::optional(SignInProblem::KeyringUnavailable));
    }

    void aParentChipOpensThePageAndTheFilmWaits()
    {
        m_parts->kiosk.set([](KioskSettings &settings) { settings.mode = ReaderMode::Tap; });
        m_parts->kiosk.play(owl);
        m_parts->kiosk.lift();
        QVERIFY(m_parts->screen.isHidden());
        m_parts->kiosk.place(parents);
        QVERIFY(!m_parts->screen.isHidden());
        QVERIFY(!m_parts->kiosk.hears());
        Q_EMIT m_parts->screen.cancelRequested();
        m_parts->kiosk.settle();
        QVERIFY(m_parts->kiosk.hears());
    }

    void itIsToldOnce()
    {
        loseLogin();
        Q_EMIT m_parts->screen.cancelRequested();
        loseLogin();
        QVERIFY(m_parts->screen.isHidden());
    }

    void itNeverLiesOverAFilm()
    {
        m_parts->kiosk.play(rocket);
        QCOMPARE(m_parts->kiosk.flow.scene().screen, Screen::Playing);
        loseLogin();
        QVERIFY(m_parts->screen.isHidden());
        QCOMPARE(m_parts->kiosk.flow.scene().screen, Screen::Playing);

        // Whoever opens the door later is told.
        Q_EMIT m_parts->window.parentsRequested();
        QVERIFY(!m_parts->screen.isHidden());
        QCOMPARE(m_parts->screen.problem(), std::optional(SignInProblem::KeyringUnavailable));
    }
};

QTEST_MAIN(TestSignInView)
#include "tst_signinview.moc"
