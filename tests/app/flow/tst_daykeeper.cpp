// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/daykeeper.h"

#include <QTest>

#include <random>
#include <utility>

Q_DECLARE_METATYPE(Medio::ClockSource)

using namespace Medio;
using namespace Medio::Flow;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

namespace {

const QTimeZone berlin("Europe/Berlin");
const QDate tuesday(2026, 3, 10);

QDateTime at(const QDate &day, int hour, int minute = 0, int second = 0)
{
    return QDateTime(day, QTime(hour, minute, second), berlin).toUTC();
}

/// A machine whose clocks are set by the test.
struct Machine
{
    DayKeeper days;
    nanoseconds now = 1h;
    QDateTime wall = at(tuesday, 10);
    ClockSource source = ClockSource::Network;

    explicit Machine(std::optional<QDate> last = tuesday, std::optional<QDateTime> moment = {})
        : days(last, std::move(moment))
    {
    }
    QDate look()
    {
        days.look(now, wall, source, berlin);
        return days.day();
    }
    /// Both clocks go on.
    QDate pass(nanoseconds duration)
    {
        now += duration;
        wall = wall.addMSecs(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
        return look();
    }
    QDate set(const QDateTime &time, ClockSource by)
    {
        wall = time;
        source = by;
        return look();
    }
};

} // namespace

class TestDayKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDayEndsAtTheFamilysMidnight()
    {
        Machine machine;
        machine.wall = at(tuesday, 23, 59, 59);
        QCOMPARE(machine.look(), tuesday);
        QCOMPARE(machine.pass(1s), tuesday.addDays(1));
        QCOMPARE(machine.days.trust(), TimeTrust::Network);
    }

    void daysOf23And25HoursAndALeapDay_data()
    {
        QTest::addColumn<QDate>("day");
        QTest::addColumn<int>("hours");
        QTest::newRow("an ordinary one") << QDate(2026, 3, 28) << 24;
        QTest::newRow("the clock goes forward") << QDate(2026, 3, 29) << 23;
        QTest::newRow("the clock goes back") << QDate(2026, 10, 25) << 25;
        QTest::newRow("a leap day") << QDate(2028, 2, 29) << 24;
    }
    void daysOf23And25HoursAndALeapDay()
    {
        QFETCH(QDate, day);
        QFETCH(int, hours);
        Machine machine(day.addDays(-1));
        machine.wall = at(day, 0);
        QCOMPARE(machine.look(), day);
        QCOMPARE(machine.pass(std::chrono::hours(hours) - 1s), day);
        QCOMPARE(machine.pass(1s), day.addDays(1));
    }

    void anUnsetClockLetsTheLastDayGoOn()
    {
        Machine machine;
        QCOMPARE(machine.set(at(QDate(1970, 1, 1), 1), ClockSource::Nobody), tuesday);
        QCOMPARE(machine.pass(100h), tuesday);
        QCOMPARE(machine.days.trust(), TimeTrust::Unknown);
        QVERIFY(!machine.days.time(machine.now));
        QCOMPARE(machine.set(at(tuesday.addDays(1), 8), ClockSource::Network), tuesday.addDays(1));
    }

    void aTrustedTimeGoesOnWithoutItsSource()
    {
        Machine machine;
        machine.look();
        machine.source = ClockSource::Nobody; // the network is gone
        QCOMPARE(machine.pass(13h), tuesday);
        QCOMPARE(machine.pass(1h), tuesday.addDays(1));
    }

    void aClockSetByHandGivesAndTakesNothing()
    {
        Machine machine;
        machine.look();
        for (const int days : {1, -1, 365, -365, 400}) {
            QCOMPARE(machine.set(at(tuesday.addDays(days), 10), ClockSource::Nobody), tuesday);
            QCOMPARE(machine.set(at(tuesday.addDays(days), 10), ClockSource::Hardware), tuesday);
        }
        QCOMPARE(machine.days.time(machine.now), std::optional(at(tuesday, 10).toTimeZone(berlin)));
    }

    void daysOnlyGoForward()
    {
        Machine machine;
        QCOMPARE(machine.look(), tuesday);
        QCOMPARE(machine.set(at(tuesday.addDays(1), 1), ClockSource::Network), tuesday.addDays(1));
        QCOMPARE(machine.set(at(tuesday, 11), ClockSource::Network), tuesday.addDays(1));
        QCOMPARE(machine.pass(12h), tuesday.addDays(1));
        QCOMPARE(machine.pass(24h), tuesday.addDays(1));
        QCOMPARE(machine.pass(2h), tuesday.addDays(2));
    }

    void aHardwareClockIsReadOnce()
    {
        Machine machine(tuesday.addDays(-1));
        QCOMPARE(machine.set(at(tuesday, 9), ClockSource::Hardware), tuesday);
        QCOMPARE(machine.days.trust(), TimeTrust::Hardware);
        QCOMPARE(machine.set(at(tuesday.addDays(1), 9), ClockSource::Hardware), tuesday);
    }

    void aDeadBatteryIsNobodysWord_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("a new kiosk") << true;
        QTest::newRow("one that knows its day") << false;
    }
    void aDeadBatteryIsNobodysWord()
    {
        QFETCH(bool, isNew);
        Machine machine(isNew ? std::nullopt : std::optional(tuesday.addDays(-1)));
        machine.set(at(QDate(2000, 1, 1), 0), ClockSource::Hardware);
        QCOMPARE(machine.days.trust(), TimeTrust::Unknown);
        QCOMPARE(machine.set(at(tuesday, 10), ClockSource::Network), tuesday);
    }

    void aNewKioskGuessesUntilSomebodyKnows_data()
    {
        QTest::addColumn<ClockSource>("source");
        QTest::addColumn<int>("years");
        QTest::newRow("a hardware clock a year ahead") << ClockSource::Hardware << 1;
        QTest::newRow("one that was set by hand") << ClockSource::Nobody << 3;
    }
    void aNewKioskGuessesUntilSomebodyKnows()
    {
        QFETCH(ClockSource, source);
        QFETCH(int, years);
        Machine machine(std::nullopt);
        QCOMPARE(machine.set(at(tuesday.addYears(years), 10), source), tuesday.addYears(years));
        machine.days.hear(machine.now, at(tuesday, 10));
        QCOMPARE(machine.look(), tuesday);
        machine.days.hear(machine.now, at(tuesday.addYears(years), 10)); // no guess any more
        QCOMPARE(machine.look(), tuesday);
    }

    void aFarJumpNeedsASecondSource()
    {
        Machine machine;
        machine.look();
        const QDate later = tuesday.addDays(3);
        QCOMPARE(machine.set(at(later, 10), ClockSource::Network), tuesday);
        QCOMPARE(machine.pass(1h), tuesday); // it may say so as often as it likes
        QCOMPARE(machine.days.doubted(machine.now), std::optional(at(later, 11).toTimeZone(berlin)));
        machine.days.hear(machine.now, at(later.addDays(1), 11)); // says something else
        QCOMPARE(machine.look(), tuesday);
        machine.days.hear(machine.now, at(later, 11, 2));
        QCOMPARE(machine.look(), later);
        QVERIFY(!machine.days.doubted(machine.now));
    }

    void afterAHolidayTheFirstSourceIsNotEnough()
    {
        Machine machine(tuesday.addDays(-14));
        QCOMPARE(machine.look(), tuesday.addDays(-14));
        machine.days.hear(machine.now, at(tuesday, 10));
        QCOMPARE(machine.days.day(), tuesday);
    }

    void afterAWeekendOneSourceIs_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("hour");
        QTest::addColumn<bool>("isBelieved");
        QTest::newRow("the next morning") << 1 << 8 << true;
        QTest::newRow("36 hours after the day") << 2 << 12 << true;
        QTest::newRow("later") << 2 << 13 << false;
        QTest::newRow("the day before") << -1 << 12 << true;
        QTest::newRow("a year back") << -365 << 12 << false;
    }
    void afterAWeekendOneSourceIs()
    {
        QFETCH(int, days);
        QFETCH(int, hour);
        QFETCH(bool, isBelieved);
        Machine machine;
        machine.set(at(tuesday.addDays(days), hour), ClockSource::Network);
        QCOMPARE(machine.days.trust(), isBelieved ? TimeTrust::Network : TimeTrust::Unknown);
        QCOMPARE(machine.days.day(), isBelieved ? std::max(tuesday, tuesday.addDays(days)) : tuesday);
    }

    void aParentIsBelievedAndMayGoBack()
    {
        Machine machine;
        machine.look();
        machine.set(at(tuesday.addDays(1), 10), ClockSource::Network);
        machine.source = ClockSource::Nobody;
        QCOMPARE(machine.look(), tuesday.addDays(1));
        machine.days.confirm(machine.now, at(tuesday, 10));
        QCOMPARE(machine.look(), tuesday);
        QCOMPARE(machine.days.trust(), TimeTrust::Parent);
        QCOMPARE(machine.pass(14h), tuesday.addDays(1));
        machine.days.confirm(machine.now, at(tuesday.addDays(300), 10));
        QCOMPARE(machine.days.day(), tuesday.addDays(300));
    }

    void theNetworkKnowsBetterThanAHeader()
    {
        Machine machine;
        machine.look();
        machine.days.hear(machine.now, at(tuesday, 12));
        QCOMPARE(machine.days.trust(), TimeTrust::Network);
        QCOMPARE(machine.days.time(machine.now), std::optional(at(tuesday, 10).toTimeZone(berlin)));
        Machine other;
        other.source = ClockSource::Nobody;
        other.look();
        other.days.hear(other.now, at(tuesday, 12));
        QCOMPARE(other.days.trust(), TimeTrust::Server);
        other.set(at(tuesday, 11), ClockSource::Network);
        QCOMPARE(other.days.time(other.now), std::optional(at(tuesday, 11).toTimeZone(berlin)));
    }

    void whoseHeaderCounts()
    {
        const HeardTime good{at(tuesday, 10), true, true, true, false};
        QVERIFY(good.counts());
        HeardTime other = good;
        other.json = false; // a captive portal
        QVERIFY(!other.counts());
        other = good;
        other.tls = false;
        QVERIFY(!other.counts());
        other.pairedHome = true;
        QVERIFY(other.counts());
        other = good;
        other.signedInOrigin = false;
        QVERIFY(!other.counts());
        other = good;
        other.date = {};
        QVERIFY(!other.counts());
    }

    void atLeastItIsAsLateAsItWas()
    {
        Machine machine(tuesday, at(tuesday, 19, 20));
        machine.source = ClockSource::Nobody;
        machine.look();
        machine.pass(15min);
        QVERIFY(!machine.days.time(machine.now));
        QCOMPARE(machine.days.timeAtLeast(machine.now),
                 std::optional(at(tuesday, 19, 35).toTimeZone(berlin)));
        machine.set(at(tuesday, 21), ClockSource::Network);
        QCOMPARE(machine.days.timeAtLeast(machine.now), std::optional(at(tuesday, 21).toTimeZone(berlin)));
    }

    /// Whatever is done to the wall clock between two words of somebody who knows.
    void noWalkOfAWallClockOpensAnotherDay()
    {
        const quint32 seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const auto dice = [&random](int sides) {
            return std::uniform_int_distribution<int>(0, sides - 1)(random);
        };
        for (int walk = 0; walk < 200; ++walk) {
            Machine machine;
            QDateTime truth = machine.wall;
            machine.look();
            for (int deed = 0; deed < 100; ++deed) {
                const auto step = std::chrono::minutes(dice(600));
                truth = truth.addSecs(std::chrono::seconds(step).count());
                const QDate before = machine.days.day();
                machine.now += step;
                switch (dice(3)) {
                case 0: // NTP, right
                    machine.set(truth, ClockSource::Network);
                    break;
                case 1: // set by hand
                    machine.set(truth.addSecs((dice(3) - 1) * 86400LL * dice(800)), ClockSource::Nobody);
                    break;
                case 2: // the monotonic clock alone
                    machine.set(machine.wall, ClockSource::Nobody);
                    break;
                }
                QVERIFY(machine.days.day() >= before);
                QCOMPARE(machine.days.day(), truth.toTimeZone(berlin).date());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDayKeeper)
#include "tst_daykeeper.moc"
