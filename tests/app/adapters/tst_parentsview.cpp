// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/parentsview.h"
#include "app/screens/kids/kidswindow.h"
#include "net/client/authsession.h"
#include "net/client/httpgate.h"
#include "tests/app/flow/kioskharness.h"
#include "tests/app/screens/parentsworld.h"
#include "tests/support/faketokenstore.h"

#include <QLabel>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace Qt::StringLiterals;

using Problem = Net::TokenStore::Problem;
using Page = Screens::ParentsArea::Page;

class TestParentsView : public QObject
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
        Screens::KidsWindow window{kiosk.clock};
        Screens::ParentsWorld world;
        Adapters::ParentsView view{world.area, world.signIn, session, window, kiosk.flow, kiosk.chronicle};

        Parts() { world.area.setParent(&window); }
        ~Parts() { world.area.setParent(nullptr); }
    };
    std::unique_ptr<Parts> m_parts;

    [[nodiscard]] Screens::ParentsArea &area() const { return m_parts->world.area; }
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
        QVERIFY(area().isOpen());
        QCOMPARE(area().page(), Page::Account);
        const auto *notice = area().findChild<QLabel *>(u"accountNotice"_s);
        QVERIFY(notice != nullptr && notice->text().contains(u"keyring"_s));
        area().close();
        loseLogin();
        QVERIFY(!area().isOpen());
    }

    void aParentChipOpensTheAreaAndTheFilmWaits()
    {
        m_parts->kiosk.set([](KioskSettings &settings) { settings.mode = ReaderMode::Tap; });
        m_parts->kiosk.play(owl);
        m_parts->kiosk.lift();
        QVERIFY(!area().isOpen());
        m_parts->kiosk.place(parents);
        QVERIFY(area().isOpen());
        QCOMPARE(area().page(), Page::Overview);
        QVERIFY(!m_parts->kiosk.hears());
        area().close();
        m_parts->kiosk.settle();
        QVERIFY(m_parts->kiosk.hears());
    }

    void itNeverLiesOverAFilm()
    {
        m_parts->kiosk.play(rocket);
        QCOMPARE(m_parts->kiosk.flow.scene().screen, Screen::Playing);
        loseLogin();
        QVERIFY(!area().isOpen());

        // Whoever opens the door later is told.
        Q_EMIT m_parts->window.parentsRequested();
        QVERIFY(area().isOpen());
        QCOMPARE(area().page(), Page::Account);
    }

    void whatAskedForALoginGoesWhenThereIsOne()
    {
        loseLogin();
        QVERIFY(area().isOpen());
        m_parts->world.signIn.attempt(u"https://medio.example"_s, u"demo@medio.example"_s, u"Lantern-7!"_s);
        m_parts->world.account.pending({});
        QVERIFY(!area().isOpen());
    }

    void itIsAsLargeAsTheWindow()
    {
        m_parts->window.show();
        Q_EMIT m_parts->window.parentsRequested();
        m_parts->window.resize(900, 500);
        QTRY_COMPARE(area().geometry(), m_parts->window.rect());
        QCOMPARE(area().size(), QSize(900, 500));
    }
};

QTEST_MAIN(TestParentsView)
#include "tst_parentsview.moc"
