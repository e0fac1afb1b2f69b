// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/billing.h"

#include <QTest>
#include <QTimeZone>

using namespace std::chrono_literals;
namespace Billing = Medio::Home::Billing;
using std::chrono::seconds;

class TestBilling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
    void knowsWhenItWasOver_data();
    void knowsWhenItWasOver();
    void balances_data();
    void balances();
};

void TestBilling::counts_data()
{
    QTest::addColumn<int>("wall");   // seconds between start and now
    QTest::addColumn<int>("played"); // -1: not said
    QTest::addColumn<int>("counted");
    QTest::newRow("wall clock when nothing was said") << 100 << -1 << 100;
    QTest::newRow("what was played") << 100 << 40 << 40;
    QTest::newRow("nothing was played") << 100 << 0 << 0;
    QTest::newRow("never more than the wall clock") << 100 << 101 << 100;
    QTest::newRow("at once") << 0 << -1 << 0;
    QTest::newRow("clock set back, nothing said") << -50 << -1 << 0;
    QTest::newRow("clock set back, played") << -50 << 30 << 30;
    QTest::newRow("clock set back, played absurdly much") << -50 << 1'000'000 << 86'400;
    QTest::newRow("a day later, played a minute") << 86'400 << 60 << 60;
}

void TestBilling::counts()
{
    QFETCH(int, wall);
    QFETCH(int, played);
    QFETCH(int, counted);
    const QDateTime start(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc());
    const auto said = played < 0 ? std::nullopt : std::optional(seconds(played));
    QCOMPARE(Billing::counted(start, start.addSecs(wall), said).count(), seconds(counted).count());
}

void TestBilling::knowsWhenItWasOver_data()
{
    QTest::addColumn<int>("silence"); // seconds between the last word and now
    QTest::addColumn<int>("playedThen");
    QTest::addColumn<int>("played");
    QTest::addColumn<int>("over"); // seconds after the last word
    QTest::newRow("at once") << 0 << 0 << 0 << 0;
    QTest::newRow("as it happened") << 50 << 60 << 100 << 50;
    QTest::newRow("after a pause") << 170 << 60 << 60 << 170;
    QTest::newRow("told late, played on") << 40'000 << 60 << 660 << 600;
    QTest::newRow("told late, nothing more was played") << 40'000 << 60 << 60 << 0;
    QTest::newRow("told late, played less than was said") << 40'000 << 60 << 10 << 0;
    QTest::newRow("never in the future") << 400 << 0 << 9'000 << 400;
    QTest::newRow("clock set back") << -500 << 0 << 60 << -500;
}

void TestBilling::knowsWhenItWasOver()
{
    QFETCH(int, silence);
    QFETCH(int, playedThen);
    QFETCH(int, played);
    QFETCH(int, over);
    const QDateTime lastWord(QDate(2026, 3, 10), QTime(23, 50), QTimeZone::utc());
    QCOMPARE(Billing::over(lastWord, seconds(playedThen), lastWord.addSecs(silence), seconds(played)),
             lastWord.addSecs(over));
}

void TestBilling::balances_data()
{
    QTest::addColumn<int>("watched");
    QTest::addColumn<int>("allowed");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<int>("remaining");
    QTest::addColumn<bool>("usedUp");
    QTest::newRow("fresh") << 0 << 30 << 0 << 30 << false;
    QTest::newRow("59 seconds are no minute") << 59 << 30 << 0 << 30 << false;
    QTest::newRow("two half minutes are one") << 30 + 30 << 30 << 1 << 29 << false;
    QTest::newRow("a second before") << 1799 << 30 << 29 << 1 << false;
    QTest::newRow("exactly") << 1800 << 30 << 30 << 0 << true;
    QTest::newRow("over") << 4000 << 30 << 66 << 0 << true;
    QTest::newRow("none allowed") << 0 << 0 << 0 << 0 << true;
    QTest::newRow("less than none") << 0 << -5 << 0 << 0 << true;
}

void TestBilling::balances()
{
    QFETCH(int, watched);
    QFETCH(int, allowed);
    QFETCH(int, minutes);
    QFETCH(int, remaining);
    QFETCH(bool, usedUp);
    const Billing::Balance balance{seconds(watched), std::chrono::minutes(allowed)};
    QCOMPARE(int(balance.watchedMinutes().count()), minutes);
    QCOMPARE(int(balance.remaining().count()), remaining);
    QCOMPARE(balance.isUsedUp(), usedUp);
}

QTEST_GUILESS_MAIN(TestBilling)
#include "tst_billing.moc"
