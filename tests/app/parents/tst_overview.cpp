// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/overview.h"
#include "tests/app/parents/household.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Medio::Parents::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Server = ServerStatus::State;
using Signed = LoginStatus::State;

/// Nothing to see to.
Status fine()
{
    return {.server = {.state = Server::Online, .address = QUrl(u"https://medio.example"_s)},
            .login = {.state = Signed::SignedIn, .email = u"a@b.example"_s},
            .keychain = KeychainStatus::Working};
}

struct Home
{
    FakeStatusSource source;
    FakeHousehold household;
    FakeClock clock;
    Flow::FakeAlarm alarm;
    FakePinVault vault;
    FakeDoorMemory memory;
    FakePinHasher hasher;
    Door door{{clock, alarm, vault, memory, hasher}};
    Overview overview{source, household, door, clock};
};

} // namespace

class TestOverview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatToSeeTo_data()
    {
        QTest::addColumn<Status>("status");
        QTest::addColumn<bool>("hasPin");
        QTest::addColumn<QList<Attention>>("attentions");
        const auto row = [](const char *name, const QList<Attention> &attentions, auto change) {
            Status status = fine();
            change(status);
            QTest::newRow(name) << status << true << attentions;
        };
        QTest::newRow("all is well") << fine() << true << QList<Attention>{};
        QTest::newRow("no PIN") << fine() << false << QList{Attention::NoPin};
        row("nothing set up", {Attention::NoServer}, [](Status &s) {
            s.server = {.state = Server::NotConfigured};
            s.login = {};
            s.keychain = KeychainStatus::Unknown;
        });
        row("signed out", {Attention::SignIn}, [](Status &s) { s.login = {}; });
        row("after seven days", {Attention::SignInAgain}, [](Status &s) { s.login.state = Signed::Expired; });
        row("a locked keychain", {Attention::KeychainLocked}, [](Status &s) {
            s.login.state = Signed::KeychainShut;
            s.keychain = KeychainStatus::Locked;
        });
        row("no keychain", {Attention::KeychainUnavailable},
            [](Status &s) { s.keychain = KeychainStatus::Unavailable; });
        row("a mute keychain", {Attention::KeychainTrouble},
            [](Status &s) { s.keychain = KeychainStatus::TimedOut; });
        row("the server is away, and two things wait",
            {Attention::Conflicts, Attention::ServerAway, Attention::EditsWaiting}, [](Status &s) {
                s.server.state = Server::Offline;
                s.outbox = {.edits = 1, .conflicts = 1};
            });
        row("its database is away", {Attention::ServerAway},
            [](Status &s) { s.server.state = Server::Degraded; });
        row("it wakes: nothing to do", {}, [](Status &s) { s.server.state = Server::Waking; });
    }
    void whatToSeeTo()
    {
        QFETCH(Status, status);
        QFETCH(bool, hasPin);
        QTEST(attentionsOf(status, family(), hasPin), "attentions");
    }

    void anEmptyHouseholdIsWorthAWordOnceItIsKnown()
    {
        Status status = fine();
        QCOMPARE(attentionsOf(status, {}, true), QList{Attention::NoFilms});
        Api::Family films = family();
        films.chips.clear();
        QCOMPARE(attentionsOf(status, films, true), QList{Attention::NoChips});
        status.login.state = Signed::Restoring;
        QVERIFY(attentionsOf(status, {}, true).isEmpty()); // not known yet
    }

    void timesAreThoseOfTheWallAndOfTheWait()
    {
        Home home;
        const QDateTime start = home.clock.wall();
        const auto now = home.clock.monotonic();
        home.source.replace({.server = {.state = Server::Offline, .since = now, .nextTry = now + 20s}});
        QCOMPARE(home.overview.facts().since, start);
        QCOMPARE(home.overview.facts().nextTryIn, 20s);
        home.clock.advance(19'500ms);
        QCOMPARE(home.overview.facts().since, start);
        QCOMPARE(home.overview.facts().nextTryIn, 1s);
        home.clock.advance(5s);
        QCOMPARE(home.overview.facts().nextTryIn, 0s);
        // Somebody sets the clock: it began when it began
        home.clock.setWall(start.addYears(1));
        QCOMPARE(home.overview.facts().since, start.addYears(1).addMSecs(-24'500));
        home.source.replace({});
        QVERIFY(!home.overview.facts().since);
        QVERIFY(!home.overview.facts().nextTryIn);
    }

    void everythingIsCounted()
    {
        Home home;
        QSignalSpy changed(&home.overview, &Overview::changed);
        Api::Family counted = family();
        counted.chips.append(chip(2, newUid, u"Bear"_s, {}));
        home.household.replace(counted);
        QCOMPARE(changed.size(), 1);
        const OverviewFacts facts = home.overview.facts();
        QCOMPARE(facts.films, qsizetype(3));
        QCOMPARE(facts.chips, qsizetype(2));
        QCOMPARE(facts.chipsWithoutFilm, qsizetype(1));
        QCOMPARE(facts.children, qsizetype(1));
        QVERIFY(!facts.hasPin);
        home.overview.refresh();
        QCOMPARE(home.source.refreshes, 1);
    }
};

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
