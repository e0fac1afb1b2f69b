// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/gesturetrial.h"
#include "tests/support/simulatedtransport.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The short form of tests/bench/gestures, and whether its simulated reader is like the one that speaks
/// bytes.
class TestGestures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void looksAsLongAsTheRealOne_data();
    void looksAsLongAsTheRealOne();
    void invents_data();
    void invents();
    void areHard();
    void overPcsc_data();
    void overPcsc();
};

void TestGestures::looksAsLongAsTheRealOne_data()
{
    QTest::addColumn<int>("baud");
    QTest::addColumn<QString>("uid");
    for (const int baud : {0, 9600, 115200})
        for (const char *uid : {"", "deadbeef", "04a1b2c3d4e5f6", "04a1b2c3d4e5f6070809"})
            QTest::addRow("%d baud, chip %s", baud, uid) << baud << QString::fromLatin1(uid);
}

void TestGestures::looksAsLongAsTheRealOne()
{
    QFETCH(int, baud);
    QFETCH(QString, uid);
    Simulator::Pn532::Timing timing;
    timing.baud = baud;

    Simulator::Field field(1);
    Simulator::Pn532::Time now{0};
    SimulatedTransport transport(&field, timing, [&](auto time) { now += time; });
    QVERIFY(transport.open());
    Simulator::Pn532 chip(timing, 1);
    chip.receive(QByteArray::fromHex("55550000000000000000000000000000"), 0s);
    if (const auto itsUid = Nfc::Uid::fromString(uid)) {
        field.place(*Simulator::Tag::fromUid(*itsUid));
        chip.field().place(*Simulator::Tag::fromUid(*itsUid));
    }

    // Three tries, then looks: of an idle chip, of an active one
    Simulator::Pn532::Time clock = 10s;
    const auto order = [&](const char *hex) {
        chip.takeOutput();
        const auto begin = clock;
        chip.receive(QByteArray::fromHex(hex), clock);
        while (const auto next = chip.nextStep()) {
            clock = *next;
            chip.advance(clock);
        }
        return clock - begin;
    };
    order("0000ff06fad43205000102f200");
    for (int i = 0; i < 3; ++i) {
        const auto real = order("0000ff04fcd44a0100e100");
        const QByteArray said = chip.takeOutput();
        const auto before = now;
        const auto look = transport.look(0ms);
        QCOMPARE(look.result == Nfc::Transport::Look::Result::Chip, said.contains("\xd5\x4b\x01"));
        QCOMPARE((now - before) / 1ms, real / 1ms);
    }
}

void TestGestures::invents_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("atMost"); // of 20,000 gestures
    QTest::newRow("a known seed") << quint32{3} << 4;
    // The rate is below one of 10,000; that so many come together by chance is not to be expected in a
    // lifetime.
    QTest::newRow("a random seed") << QRandomGenerator::system()->generate() << 20;
}

void TestGestures::invents()
{
    QFETCH(quint32, seed);
    QFETCH(int, atMost);
    GestureTrial::Options options;
    options.gestures = 20'000;
    options.seed = seed;
    const Judge::Count all = GestureTrial(options).byPollLoop().all();
    qInfo("seed %u: %d phantoms, %d missed in %d gestures", seed, all.phantoms, all.missed, all.gestures);
    QCOMPARE(all.gestures, options.gestures);
    QVERIFY(all.phantoms <= atMost);
    QVERIFY(all.missed <= atMost);
}

void TestGestures::areHard()
{
    GestureTrial::Options options;
    options.gestures = 5000;
    const auto judges = GestureTrial(options).byDebounce({300ms, 2s});
    const Judge::Count quick = judges[0].all();
    const Judge::Count slow = judges[1].all();
    QVERIFY(quick.per10000(quick.phantoms) > 50);
    QVERIFY(slow.per10000(slow.missed) > 50);
}

void TestGestures::overPcsc_data()
{
    QTest::addColumn<std::chrono::milliseconds>("period"); // in which the reader looks into its field
    QTest::addColumn<int>("phantoms");                     // at most, of 5000 gestures
    QTest::addColumn<int>("missed");
    QTest::newRow("50 ms") << 50ms << 5 << 15;
    QTest::newRow("100 ms") << 100ms << 20 << 90; // a twentieth of the taps is shorter
}

void TestGestures::overPcsc()
{
    QFETCH(std::chrono::milliseconds, period);
    QFETCH(int, phantoms);
    QFETCH(int, missed);
    GestureTrial::Options options;
    options.gestures = 5000;
    options.seed = 3;
    const GestureTrial trial(options);
    const Judge::Count all = trial.byPcsc(period).all();
    qInfo("%d phantoms, %d missed in %d gestures", all.phantoms, all.missed, all.gestures);
    QCOMPARE(all.gestures, options.gestures);
    QVERIFY(all.phantoms <= phantoms);
    QVERIFY(all.missed <= missed);
    // What pcscd says, told at once
    const Judge::Count atOnce = trial.byPcsc(period, GestureTrial::atOnce).all();
    QVERIFY(atOnce.phantoms > 300 * phantoms);
}

QTEST_GUILESS_MAIN(TestGestures)
#include "tst_gestures.moc"
