// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/eventlog.h"

#include <QJsonDocument>
#include <QTest>

using namespace Medio::Stage;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Event happening(const QString &name, std::chrono::nanoseconds when, const QJsonObject &values = {})
{
    return {name, values, when, 1};
}

Steps::Expect expect(const QString &name, const Conditions &conditions = {})
{
    return {name, 5000ms, conditions};
}

} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsOneLine();
    void meetsByNameAndValues_data();
    void meetsByNameAndValues();
    void anEventMeetsOneExpectOnly();
    void expectsNeedNoOrder();
    void onlyWhatHappenedSinceTheMarkCounts();
    void onlyWhatHappenedInTimeCounts();
    void onlyTheKioskThatIsMeantCounts();
    void neverLooksOnlyForward();
};

void TestEventLog::printsOneLine()
{
    const Event first{u"first-frame"_s,
                      {{u"chip"_s, u"rocket"_s}, {u"t"_s, u"secret"_s}, {u"resting"_s, false}},
                      1012'345'678ns,
                      1};
    QCOMPARE(lineOf(first, 1000'000'000ns),
             QByteArray("{\"v\":1,\"t\":12.346,\"kiosk\":1,\"event\":\"first-frame\",\"chip\":\"rocket\","
                        "\"resting\":false}\n"));
    QCOMPARE(lineOf(happening(u"ready"_s, 0ns), 500us),
             QByteArray("{\"v\":1,\"t\":-0.500,\"kiosk\":1,\"event\":\"ready\"}\n"));
    const QByteArray odd = lineOf(happening(u"a\"b\n"_s, 0ns, {{u"x"_s, u"y\n\"z"_s}}), 0ns);
    QCOMPARE(odd.count('\n'), 1);
    QCOMPARE(QJsonDocument::fromJson(odd)[u"event"].toString(), u"a\"b\n");
}

void TestEventLog::meetsByNameAndValues_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("met");

    QTest::newRow("text") << "chip"
                          << "rocket" << true;
    QTest::newRow("other text") << "chip"
                                << "whale" << false;
    QTest::newRow("case counts") << "chip"
                                 << "Rocket" << false;
    QTest::newRow("truth") << "resting"
                           << "true" << true;
    QTest::newRow("other truth") << "resting"
                                 << "false" << false;
    QTest::newRow("number") << "films"
                            << "3" << true;
    QTest::newRow("broken number") << "loudness"
                                   << "0.25" << true;
    QTest::newRow("film by its id") << "video"
                                    << "id-1" << true;
    QTest::newRow("film by its name") << "video"
                                      << "whale-1" << true;
    QTest::newRow("film by its title") << "video"
                                       << "Whale Wakes Up" << true;
    QTest::newRow("another film") << "video"
                                  << "whale-2" << false;
    QTest::newRow("missing key") << "session"
                                 << "" << false;
}

void TestEventLog::meetsByNameAndValues()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(bool, met);
    const Event happened = happening(u"video-ended"_s, 1ms,
                                     {{u"chip"_s, u"rocket"_s},
                                      {u"uid"_s, u"04:A1"_s},
                                      {u"resting"_s, true},
                                      {u"films"_s, 3},
                                      {u"loudness"_s, 0.25},
                                      {u"video"_s, u"id-1"_s},
                                      {u"film"_s, u"whale-1"_s},
                                      {u"title"_s, u"Whale Wakes Up"_s}});
    QCOMPARE(isMet(happened, u"video-ended"_s, {{key, value}}), met);
    QVERIFY(!isMet(happened, u"first-frame"_s, {{key, value}}));
}

void TestEventLog::anEventMeetsOneExpectOnly()
{
    EventLog log;
    log.add(happening(u"paused"_s, 1ms));
    QVERIFY(log.meet(expect(u"paused"_s), 1, 10ms));
    QVERIFY(!log.meet(expect(u"paused"_s), 1, 10ms));
    log.add(happening(u"paused"_s, 2ms));
    QVERIFY(log.meet(expect(u"paused"_s), 1, 10ms));
}

void TestEventLog::expectsNeedNoOrder()
{
    EventLog log;
    log.add(happening(u"feedback"_s, 1ms));
    log.add(happening(u"first-frame"_s, 2ms));
    QVERIFY(log.meet(expect(u"first-frame"_s), 1, 10ms));
    QVERIFY(log.meet(expect(u"feedback"_s), 1, 10ms));
}

void TestEventLog::onlyWhatHappenedSinceTheMarkCounts()
{
    EventLog log;
    log.add(happening(u"ready"_s, 1ms));
    QVERIFY(log.contains(u"ready"_s));
    log.setMark(2ms);
    log.add(happening(u"ready"_s, 1500us)); // arrived late, happened before the deed
    QVERIFY(!log.meet(expect(u"ready"_s), 1, 10ms));
    log.add(happening(u"ready"_s, 2ms));
    QVERIFY(log.meet(expect(u"ready"_s), 1, 10ms));
    QCOMPARE(log.sinceMark().size(), 1);
}

void TestEventLog::onlyWhatHappenedInTimeCounts()
{
    EventLog log;
    log.add(happening(u"feedback"_s, 101ms));
    QVERIFY(!log.meet(expect(u"feedback"_s), 1, 100ms));
    log.add(happening(u"feedback"_s, 100ms));
    QVERIFY(log.meet(expect(u"feedback"_s), 1, 100ms));
}

void TestEventLog::onlyTheKioskThatIsMeantCounts()
{
    EventLog log;
    Event other = happening(u"ready"_s, 1ms);
    other.kiosk = 2;
    log.add(other);
    QVERIFY(!log.meet(expect(u"ready"_s), 1, 10ms));
    QVERIFY(log.meet(expect(u"ready"_s), 2, 10ms));
}

void TestEventLog::neverLooksOnlyForward()
{
    EventLog log;
    log.add(happening(u"first-frame"_s, 5ms));
    QVERIFY(log.meet(expect(u"first-frame"_s), 1, 10ms));
    const Steps::Never never{u"first-frame"_s, 10ms, {}};
    QVERIFY(!log.hit(never, 1, 6ms, 16ms));
    log.add(happening(u"first-frame"_s, 17ms));
    QVERIFY(!log.hit(never, 1, 6ms, 16ms));
    log.add(happening(u"first-frame"_s, 16ms));
    QVERIFY(log.hit(never, 1, 6ms, 16ms));
    // used or not: it happened
    QVERIFY(log.meet(expect(u"first-frame"_s), 1, 20ms));
    QVERIFY(log.hit(never, 1, 6ms, 16ms));
}

QTEST_APPLESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
