// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/familyaccount.h"
#include "app/adapters/familydesk.h"
#include "app/adapters/settler.h"
#include "tests/app/adapters/wiredkiosk.h"
#include "tests/app/flow/kioskharness.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Parents::TimeDesk;

class TestFamilyDesk : public QObject
{
    Q_OBJECT

    struct Parts
    {
        KioskHarness kiosk;
        WiredKiosk wired;
        Adapters::FamilyAccount account{wired.store->ledger(), kiosk.catalogue, kiosk.house};
        Adapters::Settler settler{*wired.client, account, wired.store->ledger(), wired.dice};
        Adapters::FamilyDesk desk{kiosk.clock, kiosk.flow, kiosk.settings, *wired.client, account, settler};
    };
    std::unique_ptr<Parts> m_parts;

    [[nodiscard]] Adapters::FamilyDesk &desk() const { return m_parts->desk; }
    [[nodiscard]] KioskHarness &kiosk() const { return m_parts->kiosk; }

private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<Parts>();
        kiosk().begin();
    }
    void cleanup() { m_parts.reset(); }

    void aPlanHoldsAtOnce()
    {
        QSignalSpy changed(&desk(), &TimeDesk::changed);
        KidPlan plan;
        plan.weekdays.fill(20min);
        desk().setPlan(otter, plan);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(desk().planOf(otter), plan);
        kiosk().settle();
        QCOMPARE(desk().balanceOf(otter).remaining, 20min);
        QCOMPARE(desk().balanceOf(badger).remaining, 30min);
        // Nothing decided leaves nothing behind
        desk().setPlan(otter, {});
        QVERIFY(!kiosk().settings.settings().plans.contains(otter));
    }

    void enoughIsForTodayAndNotThePlans()
    {
        desk().sayEnough(otter, true);
        QCOMPARE(desk().planOf(otter).enoughOn, std::optional(kiosk().flow.day()));
        kiosk().settle();
        QVERIFY(desk().balanceOf(otter).capOf(Cap::Kind::Enough));
        KidPlan plan;
        plan.overrun = 3min;
        desk().setPlan(otter, plan); // does not know of it
        QVERIFY(desk().planOf(otter).enoughOn);
        desk().sayEnough(otter, false);
        QCOMPARE(desk().planOf(otter), plan);
    }

    void timeIsGivenWhenItIsOnDisk()
    {
        QSignalSpy granted(&desk(), &TimeDesk::granted);
        desk().grant(otter, 15min);
        desk().grant(otter, 5min);
        QVERIFY(granted.isEmpty());
        kiosk().house.answerGift();
        QCOMPARE(granted.size(), 1);
        QCOMPARE(granted.last().at(1).value<std::chrono::minutes>(), 15min);
        QCOMPARE(granted.last().at(2).value<BonusOutcome>(), BonusOutcome::Granted);
        QCOMPARE(desk().balanceOf(otter).bonus, 15min);
        kiosk().house.answerGift(BonusOutcome::NotWritable);
        QCOMPARE(granted.last().at(1).value<std::chrono::minutes>(), 5min);
        QCOMPARE(granted.last().at(2).value<BonusOutcome>(), BonusOutcome::NotWritable);
        QCOMPARE(desk().balanceOf(otter).bonus, 15min);
        // A child that the server does not know yet is answered, too
        desk().grant(Api::ProfileId::create(), 5min);
        QTRY_COMPARE(granted.size(), 3);
        QCOMPARE(granted.last().at(2).value<BonusOutcome>(), BonusOutcome::Empty);
    }

    void everythingCanBePaused()
    {
        desk().pauseEverything(true);
        kiosk().settle();
        QVERIFY(desk().isPaused());
        QVERIFY(desk().balanceOf(otter).least() <= 0ms);
        desk().pauseEverything(false);
        kiosk().settle();
        QVERIFY(desk().balanceOf(otter).least() > 0ms);
        desk().setOfflineShare(250);
        QCOMPARE(desk().offlineShare(), 100);
        desk().setOfflineShare(33);
        QCOMPARE(desk().offlineShare(), 33);
    }

    void aParentSetsTheDayBack()
    {
        kiosk().clock.setTrusted(false); // where the network keeps it, it says so again at once
        const Parents::ClockFacts before = desk().clock();
        QCOMPARE(before.day, kiosk().flow.day());
        QCOMPARE(before.now.timeZone(), kiosk().clock.zone());
        desk().confirmTime(before.now.addDays(-1));
        QCOMPARE(desk().clock().day, before.day.addDays(-1));
        QCOMPARE(desk().clock().trust, TimeTrust::Parent);
        QVERIFY(!desk().clock().doubted);
    }

    void aDayIsExplained()
    {
        kiosk().play(owl);
        kiosk().pass(30s);
        const Explanation day = desk().explain(otter, desk().clock().day);
        QCOMPARE(day.balance, desk().balanceOf(otter));
    }

    void boxesNeedALogin()
    {
        QVERIFY(!desk().canLease());
        QSignalSpy heard(&desk(), &TimeDesk::boxesHeard);
        QSignalSpy notHeard(&desk(), &TimeDesk::boxesNotHeard);
        m_parts->wired.turnToServer();
        desk().askBoxes();
        QTRY_COMPARE(notHeard.size(), 1);
        QCOMPARE(notHeard.first().first().value<Parents::BoxProblem>(), Parents::BoxProblem::NotSignedIn);
        QVERIFY(heard.isEmpty());
        QSignalSpy notReleased(&desk(), &TimeDesk::boxNotReleased);
        desk().releaseBox(u"no ledger has this name"_s);
        QTRY_COMPARE(notReleased.size(), 1);
        QCOMPARE(notReleased.first().last().value<Parents::BoxProblem>(), Parents::BoxProblem::Refused);
    }
};

QTEST_GUILESS_MAIN(TestFamilyDesk)
#include "tst_familydesk.moc"
