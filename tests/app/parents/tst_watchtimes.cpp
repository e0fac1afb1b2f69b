// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/watchtimes.h"
#include "tests/app/parents/household.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Medio::Parents::Testing;
using namespace std::chrono_literals;

using Cap = Flow::Cap;

namespace {

const auto otter = idOf<Api::ProfileId>(1);

struct Home
{
    FakeHousehold household;
    FakeTimeDesk desk;
    FakeEdits edits;
    WatchTimes times{desk, household, edits};

    Home()
    {
        household.replace(family());
        desk.days[otter].balance.remaining = 20min;
    }
};

} // namespace

class TestWatchTimes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatStandsInTheWay_data()
    {
        QTest::addColumn<QList<Cap>>("caps");
        QTest::addColumn<int>("remaining");
        QTest::addColumn<Hindrance>("hindrance");
        const Cap bedtime{Cap::Kind::Bedtime, 0ms};
        const Cap later{Cap::Kind::Bedtime, 10min};
        const Cap enough{Cap::Kind::Enough, 0ms};
        const Cap paused{Cap::Kind::Paused, 0ms};
        const Cap lease{Cap::Kind::Lease, 0ms};
        const Cap overLease{Cap::Kind::Lease, -3s};
        const Cap share{Cap::Kind::Offline, 0ms};
        QTest::newRow("nothing") << QList<Cap>{} << 20 << Hindrance::None;
        QTest::newRow("what comes later") << QList{later} << 20 << Hindrance::None;
        QTest::newRow("bedtime") << QList{bedtime} << 20 << Hindrance::Bedtime;
        QTest::newRow("enough before bedtime") << QList{bedtime, enough} << 20 << Hindrance::Enough;
        QTest::newRow("a pause before all")
            << QList{bedtime, enough, lease, paused} << 20 << Hindrance::Paused;
        QTest::newRow("another box has it") << QList{overLease} << 20 << Hindrance::Lease;
        QTest::newRow("the share is used") << QList{share} << 20 << Hindrance::Share;
        // Where the day itself is used up, no box and no share is to blame
        QTest::newRow("the day, not the lease") << QList{lease, share} << 0 << Hindrance::None;
        QTest::newRow("enough of nothing") << QList{enough} << 0 << Hindrance::Enough;
    }
    void whatStandsInTheWay()
    {
        QFETCH(QList<Cap>, caps);
        QFETCH(int, remaining);
        Flow::Balance balance;
        balance.caps = caps;
        balance.remaining = std::chrono::minutes(remaining);
        QTEST(hindranceOf(balance), "hindrance");
    }

    void aChildsTimeIsPutTogether()
    {
        Home home;
        Flow::KidPlan plan;
        plan.bedtime = Flow::Bedtime{};
        home.times.setPlan(otter, plan);
        const QList<ChildTime> children = home.times.children();
        QCOMPARE(children.size(), 1);
        QCOMPARE(children.first().child.name, QStringLiteral("Otter"));
        QCOMPARE(children.first().plan, plan);
        QCOMPARE(children.first().ending, Flow::Ending::Film); // the usual one
        plan.ending = Flow::Ending::Fits;
        home.times.setPlan(otter, plan);
        QCOMPARE(home.times.of(otter)->ending, Flow::Ending::Fits);
        QVERIFY(!home.times.of(idOf<Api::ProfileId>(9)));
    }

    void timeIsGivenOnce()
    {
        Home home;
        QSignalSpy given(&home.times, &WatchTimes::given);
        QSignalSpy changed(&home.times, &WatchTimes::changed);
        home.times.give(otter, 15min);
        QVERIFY(home.times.of(otter)->isGiving);
        QVERIFY(!changed.isEmpty());
        home.times.give(otter, 15min); // a hasty finger
        QCOMPARE(home.desk.grants.size(), 1);
        home.desk.answerGrant();
        QCOMPARE(given.size(), 1);
        QCOMPARE(given.first().at(1).value<std::chrono::minutes>(), 15min);
        QCOMPARE(given.first().at(2).value<Hindrance>(), Hindrance::None);
        QVERIFY(!home.times.of(otter)->isGiving);
        home.times.give(otter, 5min);
        QCOMPARE(home.desk.grants.size(), 1);
    }

    void whoGivesTimeTakesBackThatItWasEnough_data()
    {
        QTest::addColumn<Flow::BonusOutcome>("outcome");
        QTest::addColumn<Hindrance>("hindrance");
        QTest::newRow("once it is given") << Flow::BonusOutcome::Granted << Hindrance::None;
        QTest::newRow("not if the disk does not take it")
            << Flow::BonusOutcome::NotWritable << Hindrance::Enough;
        QTest::newRow("not if there is nothing to give") << Flow::BonusOutcome::Empty << Hindrance::Enough;
    }
    void whoGivesTimeTakesBackThatItWasEnough()
    {
        QFETCH(Flow::BonusOutcome, outcome);
        QFETCH(Hindrance, hindrance);
        Home home;
        home.times.sayEnough(otter, true);
        home.times.give(otter, 5min);
        QCOMPARE(home.times.of(otter)->hindrance, Hindrance::Enough); // nothing is given yet
        home.desk.answerGrant(outcome);
        QCOMPARE(home.times.of(otter)->hindrance, hindrance);
        QCOMPARE(home.desk.plans.value(otter).enoughOn.has_value(), hindrance == Hindrance::Enough);
    }

    void whatKeepsItAwayAllTheSameIsSaid()
    {
        Home home;
        QSignalSpy given(&home.times, &WatchTimes::given);
        home.times.pauseEverything(true);
        home.times.give(otter, 5min);
        home.desk.answerGrant();
        QCOMPARE(given.first().at(2).value<Hindrance>(), Hindrance::Paused);
        QVERIFY(home.times.isPaused()); // that is for all children
    }

    void aDiskThatDoesNotTakeItIsTold()
    {
        Home home;
        QSignalSpy given(&home.times, &WatchTimes::given);
        QSignalSpy notGiven(&home.times, &WatchTimes::notGiven);
        for (const auto outcome : {Flow::BonusOutcome::NotWritable, Flow::BonusOutcome::Empty}) {
            home.times.give(otter, 5min);
            home.desk.answerGrant(outcome);
        }
        QCOMPARE(notGiven.size(), 2);
        QVERIFY(given.isEmpty());
        QVERIFY(!home.times.of(otter)->isGiving);
    }

    void aChildThatTheServerDoesNotKnowHasNeitherDayNorPlan()
    {
        Home home;
        const NewProfile badger{idOf<Api::ProfileId>(7), QStringLiteral("Badger"), {}};
        Api::Family added = family();
        added.profiles.append({badger.provisional, badger.name, {}, badger.dailyLimit});
        const quint64 id = home.edits.request(badger);
        home.edits.keepAll();
        home.household.replace(added);
        QVERIFY(!home.times.of(otter)->isPending);
        QVERIFY(home.times.of(badger.provisional)->isPending);

        // What is decided about it would be lost with its provisional id
        Flow::KidPlan plan;
        plan.bedtime = Flow::Bedtime{};
        home.times.setPlan(badger.provisional, plan);
        home.times.sayEnough(badger.provisional, true);
        home.times.give(badger.provisional, 15min);
        QVERIFY(home.desk.plans.isEmpty());
        QVERIFY(home.desk.grants.isEmpty());
        QVERIFY(!home.times.of(badger.provisional)->isGiving);

        const auto real = idOf<Api::ProfileId>(8);
        added.profiles.last().id = real;
        home.edits.settle(id);
        home.household.replace(added);
        QVERIFY(!home.times.of(real)->isPending);
        home.times.setPlan(real, plan);
        QCOMPARE(home.desk.plans.value(real), plan);
    }

    void theShareIsForPlainMedio()
    {
        Home home;
        QVERIFY(home.times.needsShare());
        home.times.setOfflineShare(50);
        QCOMPARE(home.times.offlineShare(), 50);
        home.desk.leases = true;
        QVERIFY(!home.times.needsShare());
    }
};

QTEST_GUILESS_MAIN(TestWatchTimes)
#include "tst_watchtimes.moc"
