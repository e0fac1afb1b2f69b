// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/clockcheck.h"
#include "tests/support/fakeparentsports.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Parents;

class TestClockCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void howSureItIs()
    {
        ClockFacts facts = FakeTimeDesk().facts;
        QCOMPARE(stateOf(facts), ClockState::Known);
        facts.trust = Flow::TimeTrust::Unknown;
        QCOMPARE(stateOf(facts), ClockState::Guessed);
        facts.doubted = facts.now.addDays(3);
        QCOMPARE(stateOf(facts), ClockState::Doubted);
        facts.trust = Flow::TimeTrust::Network;
        QCOMPARE(stateOf(facts), ClockState::Doubted);
    }

    void whatItMeans_data()
    {
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<TimeChange>("change");
        const QDateTime now = FakeTimeDesk().facts.now; // 10:00 on the 10th of March in Berlin
        QTest::newRow("now") << now << TimeChange::SameDay;
        QTest::newRow("later today") << now.addSecs(12 * 3600) << TimeChange::SameDay;
        QTest::newRow("today, told in UTC") << now.addSecs(-9 * 3600 - 1800).toUTC() << TimeChange::SameDay;
        QTest::newRow("tomorrow") << now.addDays(1) << TimeChange::Forward;
        QTest::newRow("yesterday") << now.addDays(-1) << TimeChange::Back;
        QTest::newRow("a board without a battery")
            << QDateTime::fromSecsSinceEpoch(0, QTimeZone::utc()) << TimeChange::NotAllowed;
        QTest::newRow("the far future") << now.addYears(200) << TimeChange::NotAllowed;
        QTest::newRow("no time at all") << QDateTime() << TimeChange::NotAllowed;
    }
    void whatItMeans()
    {
        QFETCH(QDateTime, time);
        QTEST(changeTo(time, FakeTimeDesk().facts), "change");
    }

    void aParentsWordIsPassedOn()
    {
        FakeTimeDesk desk;
        ClockCheck check(desk);
        check.accept(); // nothing is doubted
        QVERIFY(desk.confirmed.isEmpty());
        desk.facts.doubted = desk.facts.now.addDays(2);
        check.accept();
        QCOMPARE(desk.confirmed, QList<QDateTime>{*desk.facts.doubted});
        check.confirm(desk.facts.now.addDays(-1));
        QCOMPARE(desk.confirmed.size(), 2);
        check.confirm(QDateTime());
        QCOMPARE(desk.confirmed.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestClockCheck)
#include "tst_clockcheck.moc"
