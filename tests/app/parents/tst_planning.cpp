// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/planning.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace std::chrono_literals;

class TestPlanning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void daysChangeTogether()
    {
        Flow::KidPlan plan;
        const Weekdays all = Weekdays().set();
        // Nothing decided is the same for all: as Medio allows
        QCOMPARE(commonMinutes(plan, all), std::make_optional(std::optional<std::chrono::minutes>()));
        plan = withMinutes(plan, schoolDays(), 30min);
        QCOMPARE(commonMinutes(plan, schoolDays()),
                 std::make_optional(std::optional<std::chrono::minutes>(30min)));
        QCOMPARE(commonMinutes(plan, all), std::nullopt);
        QVERIFY(plan.weekdays.at(4) && !plan.weekdays.at(5));
        plan = withMinutes(plan, all, std::nullopt);
        QCOMPARE(plan, Flow::KidPlan());
        // No day, nothing in common
        QCOMPARE(commonMinutes(plan, Weekdays()), std::nullopt);
    }

    void stepsAreWhole_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("by");
        QTest::addColumn<int>("to");
        QTest::newRow("up") << 60 << 1 << 65;
        QTest::newRow("down") << 60 << -1 << 55;
        QTest::newRow("up from between") << 62 << 1 << 65;
        QTest::newRow("down from between") << 62 << -1 << 60;
        QTest::newRow("no less than nothing") << 0 << -1 << 0;
        QTest::newRow("no more than a day") << 1440 << 1 << 1440;
        QTest::newRow("from less than a step") << 3 << -1 << 0;
    }
    void stepsAreWhole()
    {
        QFETCH(int, from);
        QFETCH(int, by);
        QFETCH(int, to);
        QCOMPARE(stepped(std::chrono::minutes(from), by, 5min, 0min, 1440min), std::chrono::minutes(to));
    }

    void aBedtimeGoesRoundTheClock()
    {
        QCOMPARE(stepped(QTime(19, 30), 1, QTime(6, 30)), QTime(19, 45));
        QCOMPARE(stepped(QTime(19, 37), 1, QTime(6, 30)), QTime(19, 45));
        QCOMPARE(stepped(QTime(23, 45), 1, QTime(6, 30)), QTime(0, 0));
        QCOMPARE(stepped(QTime(0, 0), -1, QTime(6, 30)), QTime(23, 45));
        // It never ends when it begins
        QCOMPARE(stepped(QTime(6, 15), 1, QTime(6, 30)), QTime(6, 45));
        QCOMPARE(stepped(QTime(6, 45), -1, QTime(6, 30)), QTime(6, 15));
        QTime moving(19, 30);
        for (int i = 0; i < 300; ++i) {
            moving = stepped(moving, i % 3 == 0 ? -1 : 1, QTime(6, 30));
            QVERIFY(moving.isValid() && moving != QTime(6, 30) && moving.minute() % 15 == 0);
        }
    }

    void whatMayNotBeExpectedIsSaid()
    {
        Flow::KidPlan plan;
        QVERIFY(remarksOn(plan, 60min).isEmpty());
        plan.bedtime = Flow::Bedtime{};
        plan = withMinutes(plan, Weekdays().set(), 60min);
        QVERIFY(remarksOn(plan, 60min).isEmpty());
        QCOMPARE(remarksOn(plan, 45min), QList{PlanRemark::MoreThanMedio});
        plan = withMinutes(plan, Weekdays(0b1), 0min);
        QCOMPARE(remarksOn(plan, 60min), QList{PlanRemark::NothingAtAll});
        plan.bedtime = Flow::Bedtime{QTime(6, 30), QTime(23, 0)};
        QCOMPARE(remarksOn(plan, 60min), (QList{PlanRemark::NothingAtAll, PlanRemark::LongBedtime}));
        plan.bedtime = Flow::Bedtime{QTime(15, 0), QTime(7, 0)}; // 16 hours
        QVERIFY(!remarksOn(plan, 60min).contains(PlanRemark::LongBedtime));
    }
};

QTEST_GUILESS_MAIN(TestPlanning)
#include "tst_planning.moc"
