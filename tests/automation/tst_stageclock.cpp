// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"
#include "tests/automation/stageclock.h"

#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime tenInBerlin(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc());

StageClock::Start standing()
{
    StageClock::Start start;
    start.wall = tenInBerlin;
    start.running = false;
    start.zone = QTimeZone("Europe/Berlin");
    return start;
}

} // namespace

class TestStageClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsUntilItRuns();
    void goesOnFromAnEarlierMoment();
    void movesInBothDirections();
    void unsetIs1970AndNotTrusted();
    void everyClockHasABootOfItsOwn();
    void takesExactlyOneCommand_data();
    void takesExactlyOneCommand();
    void startSurvivesTheEnvironment();
    void refusesAMalformedStart_data();
    void refusesAMalformedStart();
};

void TestStageClock::standsUntilItRuns()
{
    StageClock clock(standing());
    QCOMPARE(clock.wall(), tenInBerlin);
    QCOMPARE(clock.today(), QDate(2026, 3, 10));
    const auto before = clock.monotonic();
    QTRY_VERIFY(clock.monotonic() > before);
    QCOMPARE(clock.wall(), tenInBerlin);
    clock.run();
    QTRY_VERIFY(clock.wall() > tenInBerlin);
}

void TestStageClock::goesOnFromAnEarlierMoment()
{
    StageClock::Start start = standing();
    start.running = true;
    const auto earlier = Chronicle::now() / 2; // half the machine's uptime ago
    start.when = earlier;
    const StageClock clock(start);
    const qint64 passed = (Chronicle::now() - earlier) / 1ms;
    QVERIFY(std::abs(tenInBerlin.msecsTo(clock.wall()) - passed) < 10'000);
    QVERIFY(clock.monotonic() < 60s); // the boot began with the object
}

void TestStageClock::movesInBothDirections()
{
    StageClock clock(standing());
    clock.move(26h);
    QCOMPARE(clock.wall(), tenInBerlin.addSecs(qint64{26} * 3600));
    clock.move(-27h);
    QCOMPARE(clock.wall(), tenInBerlin.addSecs(-3600));
    QVERIFY(clock.isTrusted());
}

void TestStageClock::unsetIs1970AndNotTrusted()
{
    StageClock clock(standing());
    clock.unset();
    QCOMPARE(clock.wall().date(), QDate(1970, 1, 1));
    QVERIFY(!clock.isTrusted());
    clock.move(1h);
    QVERIFY(!clock.isTrusted());
    clock.set(tenInBerlin);
    QVERIFY(clock.isTrusted());
    QVERIFY(clock.wall() >= tenInBerlin);
}

void TestStageClock::everyClockHasABootOfItsOwn()
{
    const StageClock one(standing());
    const StageClock other(standing());
    QVERIFY(!one.bootId().isEmpty());
    QVERIFY(one.bootId() != other.bootId());
}

void TestStageClock::takesExactlyOneCommand_data()
{
    QTest::addColumn<QJsonObject>("command");
    QTest::addColumn<bool>("taken");

    QTest::newRow("run") << QJsonObject{{u"run"_s, true}} << true;
    QTest::newRow("set") << QJsonObject{{u"set"_s, u"2026-03-11T09:00:00Z"_s}} << true;
    QTest::newRow("move") << QJsonObject{{u"move"_s, -1000}} << true;
    QTest::newRow("unset") << QJsonObject{{u"unset"_s, true}} << true;
    QTest::newRow("nothing") << QJsonObject{} << false;
    QTest::newRow("two") << QJsonObject{{u"run"_s, true}, {u"unset"_s, true}} << false;
    QTest::newRow("unknown") << QJsonObject{{u"stop"_s, true}} << false;
    QTest::newRow("time without a zone") << QJsonObject{{u"set"_s, u"2026-03-11T09:00:00"_s}} << false;
    QTest::newRow("move by text") << QJsonObject{{u"move"_s, u"1h"_s}} << false;
    QTest::newRow("move out of every calendar") << QJsonObject{{u"move"_s, 1e18}} << false;
}

void TestStageClock::takesExactlyOneCommand()
{
    QFETCH(QJsonObject, command);
    QFETCH(bool, taken);
    StageClock clock(standing());
    QCOMPARE(clock.apply(command).has_value(), taken);
}

void TestStageClock::startSurvivesTheEnvironment()
{
    StageClock::Start start = standing();
    start.when = 1234567890123ns;
    start.trusted = false;
    start.bootId = QStringLiteral("boot-2");
    const auto read = StageClock::startFromText(StageClock::textOf(start));
    QVERIFY(read);
    QCOMPARE(read->wall, start.wall);
    QCOMPARE(read->when.count(), start.when.count());
    QCOMPARE(read->running, start.running);
    QCOMPARE(read->trusted, start.trusted);
    QCOMPARE(read->bootId, start.bootId);
    QCOMPARE(read->zone, start.zone);
}

void TestStageClock::refusesAMalformedStart_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("no JSON") << QByteArray("yesterday");
    QTest::newRow("no wall") << QByteArray("{}");
    QTest::newRow("wall without a zone") << QByteArray(R"({"wall":"2026-03-10T09:00:00"})");
    QTest::newRow("when") << QByteArray(R"({"wall":"2026-03-10T09:00:00Z","when":"soon"})");
    QTest::newRow("zone") << QByteArray(R"({"wall":"2026-03-10T09:00:00Z","zone":"Atlantis/Center"})");
}

void TestStageClock::refusesAMalformedStart()
{
    QFETCH(QByteArray, text);
    QVERIFY(!StageClock::startFromText(text));
}

QTEST_APPLESS_MAIN(TestStageClock)
#include "tst_stageclock.moc"
