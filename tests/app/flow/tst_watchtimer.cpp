// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/watchtimer.h"

#include <QTest>

using Medio::Flow::WatchTimer;
using namespace std::chrono_literals;

class TestWatchTimer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsOnlyWhileItRuns()
    {
        WatchTimer timer;
        timer.grant(5s, 0s);
        QCOMPARE(timer.credit(10s), 5s);
        timer.run(10s);
        QCOMPARE(timer.credit(12s), 3s);
        timer.hold(12s);
        QCOMPARE(timer.credit(60s), 3s);
        QCOMPARE(timer.played(60s), 2s);
        timer.run(60s);
        QCOMPARE(timer.played(61s), 3s);
        QVERIFY(timer.isRunning());
    }
    void runningAgainWhileItRunsCountsOnce()
    {
        WatchTimer timer;
        timer.grant(5s, 0s);
        timer.run(0s);
        timer.run(1s);
        QCOMPARE(timer.played(2s), 2s);
    }
    void givesBackWhatIsLeft()
    {
        WatchTimer timer;
        timer.grant(5s, 0s);
        timer.run(0s);
        timer.hold(2s);
        QCOMPARE(timer.takeBack(2s).amount, 3s);
        QCOMPARE(timer.takeBack(2s).amount, 0s);
        QCOMPARE(timer.credit(2s), 0s);
    }
    void keepsFractionsOfAMillisecond()
    {
        WatchTimer timer;
        timer.grant(5s, 0s);
        timer.run(0s);
        timer.hold(1500us);
        QCOMPARE(timer.takeBack(1500us).amount, 4998ms);
        QCOMPARE(timer.credit(1500us), 500us);
    }
    void whatWasPlayedTooLongIsPaidByTheNextGrant()
    {
        WatchTimer timer;
        timer.grant(5s, 0s);
        timer.run(0s);
        QCOMPARE(timer.credit(5100ms), 0s);
        timer.hold(5100ms);
        QCOMPARE(timer.takeBack(5100ms).amount, 0s);
        timer.grant(5s, 0s);
        QCOMPARE(timer.credit(5100ms), 4900ms);
    }
    void theOverrunIsSpentLastAndGivenBackFirst()
    {
        WatchTimer timer;
        timer.grant(2s, 0s);
        timer.grant(4s, 4s);
        timer.run(0s);
        timer.hold(1s);
        WatchTimer probe = timer;
        QCOMPARE(probe.takeBack(1s).beyond, 4s);
        timer.run(1s);
        timer.hold(4s); // 2 s within, 2 s beyond
        const WatchTimer::Unused unused = timer.takeBack(4s);
        QCOMPARE(unused.amount, 2s);
        QCOMPARE(unused.beyond, 2s);
    }
    void aClockThatStandsStillCostsNothing()
    {
        WatchTimer timer;
        timer.grant(5s, 0s);
        timer.run(10s);
        QCOMPARE(timer.credit(9s), 5s); // nor does one that goes back
        QCOMPARE(timer.played(9s), 0s);
    }
};

QTEST_APPLESS_MAIN(TestWatchTimer)
#include "tst_watchtimer.moc"
