// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/doorpolicy.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Parents;
using namespace Medio::Parents::DoorPolicy;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using std::chrono::nanoseconds;
using std::chrono::seconds;

class TestDoorPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pausesGrow_data()
    {
        QTest::addColumn<int>("wrong");
        QTest::addColumn<qint64>("pause"); // seconds
        QTest::newRow("none") << 0 << qint64(0);
        QTest::newRow("four") << 4 << qint64(0);
        QTest::newRow("five") << 5 << qint64(30);
        QTest::newRow("six") << 6 << qint64(60);
        QTest::newRow("seven") << 7 << qint64(120);
        QTest::newRow("eight") << 8 << qint64(300);
        QTest::newRow("nine") << 9 << qint64(900);
        QTest::newRow("ten") << 10 << qint64(1800);
        QTest::newRow("eleven") << 11 << qint64(3600);
        QTest::newRow("many") << 1'000'000 << qint64(3600);
    }
    void pausesGrow()
    {
        QFETCH(int, wrong);
        QFETCH(qint64, pause);
        QCOMPARE(pauseAfter(wrong), nanoseconds(seconds(pause)));
    }

    void aRecordIsReadAsStrictlyAsItMayMean_data()
    {
        QTest::addColumn<int>("wrong");
        QTest::addColumn<QString>("boot");
        QTest::addColumn<qint64>("ends"); // seconds of the monotonic clock, which says 1000
        QTest::addColumn<qint64>("left"); // seconds
        QTest::newRow("nothing wrong") << 0 << u"b"_s << qint64(0) << qint64(0);
        QTest::newRow("a free try, another boot") << 3 << u"a"_s << qint64(5000) << qint64(0);
        QTest::newRow("the same boot goes on") << 6 << u"b"_s << qint64(1020) << qint64(20);
        QTest::newRow("the same boot, over") << 6 << u"b"_s << qint64(990) << qint64(0);
        QTest::newRow("another boot begins anew") << 6 << u"a"_s << qint64(1) << qint64(60);
        QTest::newRow("no boot begins anew") << 6 << QString() << qint64(0) << qint64(60);
        QTest::newRow("longer than there is") << 5 << u"b"_s << qint64(999'999) << qint64(30);
        QTest::newRow("an uncounted try's") << 1 << u"b"_s << qint64(1025) << qint64(25);
        QTest::newRow("less than nothing wrong") << -7 << u"a"_s << qint64(-1) << qint64(0);
        QTest::newRow("more than can be counted") << 2'147'483'647 << u"a"_s << qint64(0) << qint64(3600);
    }
    void aRecordIsReadAsStrictlyAsItMayMean()
    {
        QFETCH(int, wrong);
        QFETCH(QString, boot);
        QFETCH(qint64, ends);
        QFETCH(qint64, left);
        const Moment moment{1000s, u"b"_s};
        const DoorRecord record =
            found({.pinSet = true, .wrongTries = wrong, .boot = boot, .pauseEnds = seconds(ends)}, moment);
        QCOMPARE(pauseLeft(record, moment), nanoseconds(seconds(left)));
        QCOMPARE(record.boot, moment.boot);
        QVERIFY(record.pinSet);
        QCOMPARE(found(record, moment), record);
    }

    void triesAreCountedDown()
    {
        DoorRecord record{.pinSet = true};
        for (int left = 5; left >= 1; --left) {
            QCOMPARE(triesLeft(record), left);
            record = charged(record, {0s, u"b"_s});
        }
        QCOMPARE(triesLeft(record), 1);
        QCOMPARE(triesLeft(forgiven(record)), 5);
        QVERIFY(forgiven(record).pinSet);
    }

    void whereTheDiskDoesNotCountEveryTryCosts()
    {
        const Moment moment{100s, u"b"_s};
        const DoorRecord first = uncounted(charged({.pinSet = true}, moment), moment);
        QCOMPARE(pauseLeft(first, moment), nanoseconds(30s));
        DoorRecord many{.pinSet = true, .wrongTries = 7, .boot = u"b"_s};
        many = uncounted(charged(many, moment), moment);
        QCOMPARE(pauseLeft(many, moment), nanoseconds(5min));
    }

    /// Whatever is done to plug and clock: so many tries need so much time of a running kiosk.
    void noPluggingMakesTriesCheaper()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator dice(seed);
        for (int walk = 0; walk < 200; ++walk) {
            DoorRecord disk{.pinSet = true};
            DoorRecord memory = disk;
            Moment moment{seconds(dice.bounded(1000)), u"boot 0"_s};
            nanoseconds running{0};
            int boots = 0;
            int tries = 0;
            for (int step = 0; step < 500; ++step) {
                switch (dice.bounded(4)) {
                case 0: { // time passes
                    const auto passed = std::chrono::milliseconds(dice.bounded(120'000));
                    moment.now += passed;
                    running += passed;
                    break;
                }
                case 1: // the plug
                    moment = {seconds(dice.bounded(60)), u"boot %1"_s.arg(++boots)};
                    memory = found(disk, moment);
                    break;
                case 2: // the program alone starts again
                    memory = found(disk, moment);
                    break;
                case 3:
                    if (pauseLeft(memory, moment) == 0s) {
                        memory = charged(memory, moment);
                        disk = memory; // before it is compared
                        ++tries;
                    }
                    break;
                }
                nanoseconds needed{0};
                for (int wrong = freeTries; wrong < tries; ++wrong)
                    needed += pauseAfter(wrong);
                QVERIFY2(running >= needed,
                         qPrintable(u"%1 tries in %2 s"_s.arg(tries).arg(running.count() / 1'000'000'000)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDoorPolicy)
#include "tst_doorpolicy.moc"
