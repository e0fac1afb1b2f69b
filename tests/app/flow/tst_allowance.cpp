// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/allowance.h"

#include <QTest>
#include <QTimeZone>

Q_DECLARE_METATYPE(Medio::Flow::AllowanceInput)

using namespace Medio::Flow;
using namespace std::chrono_literals;

namespace {

const QTimeZone berlin("Europe/Berlin");

QDateTime at(int year, int month, int day, int hour, int minute = 0)
{
    return {QDate(year, month, day), QTime(hour, minute), QTimeZone::utc()};
}

} // namespace

class TestAllowance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void remainingIsTheSumOfItsTerms_data()
    {
        QTest::addColumn<AllowanceInput>("input");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<int>("terms");

        const auto row = [](const char *name, const AllowanceInput &input, std::chrono::seconds rest,
                            int terms) {
            QTest::newRow(name) << input << qint64(rest.count()) << terms;
        };
        AllowanceInput input;
        row("a fresh day", input, 60min, 1);
        input.playedHere = 10min;
        row("played here", input, 50min, 2);
        input.server = WatchTime{20min, 60min};
        row("and elsewhere", input, 30min, 3);
        input.billedHere = 12min;
        row("what was billed for us is not elsewhere", input, 42min, 3);
        input.billedHere = 30min;
        row("the server never counts less than nothing", input, 50min, 2);
        input.debt = 5min;
        row("and owed from yesterday", input, 45min, 3);
        input.grants = {{15min, 10min}};
        row("and granted", input, 60min, 4);
        input.ledgerLost = true;
        row("half a day for a lost ledger", input, 30min, 5);
        input.salvaged = 40min;
        row("or what is proven of it", input, 20min, 5);
        input.salvaged = 10min;
        row("where that is more", input, 30min, 5);
        input.serverLimit = true;
        row("the server's limit takes the rest, and nothing of what was granted", input, 15min, 6);
        input.grants.clear();
        row("the server's limit takes the rest", input, 0min, 5);

        input = {};
        input.server = WatchTime{0min, 90min};
        row("the server's newer allowance counts", input, 90min, 1);
        input.server = WatchTime{0min, 10min};
        input.playedHere = 25min;
        row("a lowered allowance", input, -15min, 2);
        input = {};
        input.daily = 0min;
        row("nothing at all", input, 0min, 1);
        input.daily = -5min;
        row("a negative allowance is nothing", input, 0min, 1);
        input.grants = {{5min, 0min}};
        row("but a bonus counts", input, 5min, 2);
        input = {};
        input.playedHere = -1500ms;
        row("given back over midnight", input, 60min, 1);
        input = {};
        input.playedHere = 65min;
        row("an overrun", input, -5min, 2);
        input.serverLimit = true;
        row("an overrun at the server's limit", input, -5min, 2);
        input.grants = {{15min, 65min}};
        row("a bonus after an overrun is whole", input, 15min, 4);
        input.playedHere = 75min;
        row("and is spent as it is played", input, 5min, 4);
        input.playedHere = 82min;
        row("until it is gone", input, -7min, 3);

        input = {};
        input.playedHere = 60min;
        input.grants = {{15min, 30min}};
        row("a bonus that was spent first", input, 15min, 3);
        input.serverLimit = true;
        input.playedAtLimit = 60min;
        row("for the server it was the allowance: the bonus is left", input, 15min, 3);
        input.playedHere = 70min;
        row("and is spent from then on", input, 5min, 3);
        input.playedHere = input.playedAtLimit = 50min; // it rounds up
        row("more than the bonus is not left", input, 15min, 4);
        input.playedHere = 58min;
        row("also when some of it was played", input, 7min, 4);
    }
    void bonusesAreSpentFirstAndOneAfterTheOther_data()
    {
        QTest::addColumn<int>("played");
        QTest::addColumn<int>("left");
        QTest::newRow("just given") << 30 << 15;
        QTest::newRow("some of it played") << 36 << 9;
        QTest::newRow("the second one is given") << 40 << 15; // 5 left of the first, and 10
        QTest::newRow("both in part") << 48 << 7;
        QTest::newRow("all gone") << 55 << 0;
        QTest::newRow("long gone") << 80 << 0;
        QTest::newRow("some given back from before") << 28 << 15;
    }
    void bonusesAreSpentFirstAndOneAfterTheOther()
    {
        QFETCH(const int, played);
        QFETCH(const int, left);
        QList<Grant> grants{{15min, 30min}};
        if (played >= 40)
            grants.append({10min, 40min});
        QCOMPARE(leftOf(grants, minutes(played)), minutes(left));
        AllowanceInput input;
        input.grants = grants;
        input.playedHere = minutes(played);
        const Balance balance = balanceOf(input);
        QCOMPARE(balance.bonusLeft, minutes(left));
        QVERIFY(balance.bonusLeft <= balance.bonus);
        QCOMPARE(balance.whole, balance.bonus + 60min);
    }
    void remainingIsTheSumOfItsTerms()
    {
        QFETCH(AllowanceInput, input);
        QFETCH(qint64, seconds);
        QFETCH(int, terms);
        const Balance balance = balanceOf(input);
        QCOMPARE(balance.remaining, std::chrono::seconds(seconds));
        milliseconds sum{0};
        for (const Term &term : balance.terms) {
            sum += term.amount;
            QVERIFY(term.kind == Term::Kind::Daily || term.amount != 0ms);
        }
        QCOMPARE(sum, balance.remaining);
        QCOMPARE(balance.terms.size(), terms);
        QCOMPARE(balance.closed, input.serverLimit);
        QVERIFY(balance.whole >= 0ms);
    }

    void daysOnlyGoForwardAndOnlyByATrustedClock_data()
    {
        QTest::addColumn<QDate>("last");
        QTest::addColumn<QDateTime>("wall");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QDate>("day");

        const QDate tenth(2026, 3, 10);
        QTest::newRow("the same day") << tenth << at(2026, 3, 10, 12) << true << tenth;
        QTest::newRow("one minute before midnight") << tenth << at(2026, 3, 10, 22, 59) << true << tenth;
        QTest::newRow("midnight") << tenth << at(2026, 3, 10, 23) << true << tenth.addDays(1);
        QTest::newRow("after days switched off") << tenth << at(2026, 3, 20, 8) << true << QDate(2026, 3, 20);
        QTest::newRow("a year ahead, trusted") << tenth << at(2027, 3, 10, 8) << true << QDate(2027, 3, 10);
        QTest::newRow("a year ahead, untrusted") << tenth << at(2027, 3, 10, 8) << false << tenth;
        QTest::newRow("set back, trusted") << tenth << at(2026, 3, 9, 12) << true << tenth;
        QTest::newRow("set back, untrusted") << tenth << at(2026, 3, 9, 12) << false << tenth;
        QTest::newRow("unset") << tenth << at(1970, 1, 1, 0) << false << tenth;
        QTest::newRow("unset, yet trusted") << tenth << at(1970, 1, 1, 0) << true << tenth;
        QTest::newRow("untrusted after midnight") << tenth << at(2026, 3, 11, 12) << false << tenth;
        QTest::newRow("first day ever") << QDate() << at(2026, 3, 10, 12) << true << tenth;
        QTest::newRow("first day ever, unset") << QDate() << at(1970, 1, 1, 0) << false << QDate(1970, 1, 1);

        // Clocks go forward on 29 March 2026 (01:00 UTC) and back on 25 October.
        QTest::newRow("the night of summer time, 23:30")
            << QDate(2026, 3, 28) << at(2026, 3, 28, 22, 30) << true << QDate(2026, 3, 28);
        QTest::newRow("the night of summer time, 0:30")
            << QDate(2026, 3, 28) << at(2026, 3, 28, 23, 30) << true << QDate(2026, 3, 29);
        QTest::newRow("the day of summer time, 23:30")
            << QDate(2026, 3, 29) << at(2026, 3, 29, 21, 30) << true << QDate(2026, 3, 29);
        QTest::newRow("its midnight is an hour earlier in UTC")
            << QDate(2026, 3, 29) << at(2026, 3, 29, 22) << true << QDate(2026, 3, 30);
        QTest::newRow("the day of winter time, 23:30")
            << QDate(2026, 10, 25) << at(2026, 10, 25, 22, 30) << true << QDate(2026, 10, 25);
        QTest::newRow("the hour that comes twice")
            << QDate(2026, 10, 25) << at(2026, 10, 25, 1, 30) << true << QDate(2026, 10, 25);
        QTest::newRow("29 February") << QDate(2028, 2, 28) << at(2028, 2, 29, 12) << true
                                     << QDate(2028, 2, 29);
    }
    void daysOnlyGoForwardAndOnlyByATrustedClock()
    {
        QFETCH(QDate, last);
        QFETCH(QDateTime, wall);
        QFETCH(bool, trusted);
        QFETCH(QDate, day);
        const std::optional<QDate> known = last.isValid() ? std::optional(last) : std::nullopt;
        QCOMPARE(dayOf(known, wall, trusted, berlin), day);
    }

    void theFamilysZoneDecides()
    {
        const QDateTime evening = at(2026, 3, 10, 23, 30);
        QCOMPARE(dayOf({}, evening, true, QTimeZone("Europe/Berlin")), QDate(2026, 3, 11));
        QCOMPARE(dayOf({}, evening, true, QTimeZone("America/New_York")), QDate(2026, 3, 10));
        QCOMPARE(dayOf({}, evening, true, QTimeZone("Pacific/Kiritimati")), QDate(2026, 3, 11));
    }
};

QTEST_GUILESS_MAIN(TestAllowance)
#include "tst_allowance.moc"
