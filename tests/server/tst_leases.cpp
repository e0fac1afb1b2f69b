// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/leases.h"

#include <QTest>

#include <random>

using namespace Medio::Home;
using namespace std::chrono_literals;
using Leases::Decision;
using Leases::Holder;
using std::chrono::milliseconds;

namespace {

Leases::Day day(milliseconds whole, const QList<Holder> &others = {})
{
    return {whole, 0ms, others, static_cast<int>(others.size()) + 1};
}

} // namespace

class LeasesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneBoxAloneMayPlayTheWholeDay()
    {
        const Decision decision = Leases::decide({}, day(60min));
        QCOMPARE(decision.mayPlay, milliseconds(60min));
        QVERIFY(!decision.isShort);
        QVERIFY(!decision.pleaseKeep);
    }

    void whatOtherClientsPlayedIsGone()
    {
        Leases::Day shared = day(60min);
        shared.outside = 25min;
        QCOMPARE(Leases::decide({}, shared).mayPlay, milliseconds(35min));
    }

    void theSecondBoxIsShortUntilTheFirstGivesBack()
    {
        const Holder first{10min, 60min, false};
        const Decision second = Leases::decide({}, day(60min, {first}));
        QCOMPARE(second.mayPlay, 0ms);
        QVERIFY(second.isShort);
        // 50 minutes are left: 25 for each.
        const Decision asked = Leases::decide(first, day(60min, {{0ms, 0ms, true}}));
        QCOMPARE(asked.mayPlay, milliseconds(60min)); // it alone can lower it
        QCOMPARE(asked.pleaseKeep, std::optional<milliseconds>(35min));
        const Decision then = Leases::decide({}, day(60min, {{10min, 35min, false}}));
        QCOMPARE(then.mayPlay, milliseconds(25min));
        QVERIFY(!then.isShort);
    }

    void nobodyIsAskedToGiveBackWhileNobodyIsShort()
    {
        QVERIFY(!Leases::decide({10min, 60min, false}, day(60min, {{}})).pleaseKeep);
    }

    void aBoxThatIsAwayKeepsWhatItHolds()
    {
        // Heard long ago, so the day is not divided for it; its lease is out of reach all the same.
        Leases::Day alone = day(60min, {{0ms, 30min, false}});
        alone.boxes = 1;
        QCOMPARE(Leases::decide({}, alone).mayPlay, milliseconds(30min));
    }

    void aRaisedLimitIsGivenAndALoweredOneAskedBack()
    {
        QCOMPARE(Leases::decide({60min, 60min, false}, day(90min)).mayPlay, milliseconds(90min));
        const Decision lowered = Leases::decide({5min, 60min, false}, day(30min));
        QCOMPARE(lowered.mayPlay, milliseconds(60min));
        QCOMPARE(lowered.pleaseKeep, std::optional<milliseconds>(30min));
    }

    void whoeverPlayedBeyondItsLeaseTakesNothingFromNowhere()
    {
        // It played before it had a lease: what it played is gone for the others, too.
        QCOMPARE(Leases::decide({}, day(60min, {{50min, 0ms, false}})).mayPlay, milliseconds(5min));
        QCOMPARE(Leases::decide({70min, 0ms, false}, day(60min)).mayPlay, 0ms);
    }

    /// Boxes ask, play, give back, vanish and come back; limits move up. Whatever happens, all of them
    /// together never may play more than the day has.
    void neverTheSameMinuteTwice()
    {
        const auto seed = qEnvironmentVariableIsSet("MEDIO_SEED")
                              ? qEnvironmentVariableIntValue("MEDIO_SEED")
                              : static_cast<int>(std::random_device()() >> 1);
        qInfo("seed %d", seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        const auto upTo = [&random](qint64 most) {
            return std::uniform_int_distribution<qint64>(0, most)(random);
        };
        for (int walk = 0; walk < 2000; ++walk) {
            milliseconds whole(upTo(7'200'000));
            const auto count = 1 + upTo(3);
            QList<Holder> boxes(count);
            for (int move = 0; move < 60; ++move) {
                const auto asking = upTo(count - 1);
                Holder &box = boxes[asking];
                switch (upTo(4)) {
                case 0: // plays within its lease
                    box.played += milliseconds(upTo(std::max<qint64>(0, (box.mayPlay - box.played).count())));
                    break;
                case 1: // gives back what it likes
                    box.mayPlay -=
                        milliseconds(upTo(std::max<qint64>(0, (box.mayPlay - box.played).count())));
                    break;
                case 2:
                    if (upTo(9) == 0)
                        whole += milliseconds(upTo(900'000));
                    break;
                default: {
                    Leases::Day now{whole, 0ms, boxes, 1 + static_cast<int>(upTo(count - 1))};
                    now.others.removeAt(asking);
                    const Decision decision = Leases::decide(box, now);
                    QVERIFY(decision.mayPlay >= box.mayPlay);
                    box.mayPlay = decision.mayPlay;
                    box.isShort = decision.isShort;
                    if (decision.pleaseKeep && upTo(1) == 0)
                        box.mayPlay = std::max(*decision.pleaseKeep, box.played);
                }
                }
                milliseconds taken{0};
                for (const Holder &holder : std::as_const(boxes))
                    taken += holder.taken();
                QVERIFY2(taken <= whole, qPrintable(QStringLiteral("walk %1, move %2").arg(walk).arg(move)));
            }
        }
    }

    /// One of two boxes plays, both speak every minute: it gets to all but about a minute.
    void theOneThatPlaysGetsItAll()
    {
        Holder player;
        Holder idle;
        const auto ask = [](Holder &box, const Holder &other) {
            const Decision decision = Leases::decide(box, day(60min, {other}));
            box.mayPlay = decision.pleaseKeep.value_or(decision.mayPlay);
            box.isShort = decision.isShort;
        };
        for (int minute = 0; minute < 120; ++minute) {
            ask(idle, player);
            ask(player, idle);
            player.played = std::min(player.mayPlay, player.played + milliseconds(1min));
        }
        QVERIFY2(player.played >= 57min, qPrintable(QString::number(player.played.count())));
        QVERIFY(player.taken() + idle.taken() <= 60min);
    }
};

QTEST_GUILESS_MAIN(LeasesTest)
#include "tst_leases.moc"
