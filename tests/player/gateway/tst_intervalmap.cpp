// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/intervalmap.h"

#include <QRandomGenerator>
#include <QTest>

#include <bitset>

using namespace Medio::Gateway;

class TestIntervalMap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mergesWhatOverlapsOrTouches();
    void removes();
    void findsWhatIsMissing();
    void travelsAsText();
    void refusesForeignText_data();
    void refusesForeignText();
    void agreesWithASetOfBytes();
};

void TestIntervalMap::mergesWhatOverlapsOrTouches()
{
    IntervalMap map;
    map.add(10, 20);
    map.add(30, 40);
    QCOMPARE(map.toText(), QByteArray("10-20,30-40"));
    map.add(20, 30);
    QCOMPARE(map.toText(), QByteArray("10-40"));
    map.add(0, 5);
    map.add(4, 50);
    QCOMPARE(map.toText(), QByteArray("0-50"));
    map.add(60, 60);
    map.add(70, 65);
    QCOMPARE(map.bytes(), 50);
}

void TestIntervalMap::removes()
{
    IntervalMap map;
    map.add(0, 100);
    map.remove(20, 30);
    QCOMPARE(map.toText(), QByteArray("0-20,30-100"));
    map.remove(10, 40);
    QCOMPARE(map.toText(), QByteArray("0-10,40-100"));
    map.remove(0, 1000);
    QVERIFY(map.toText().isEmpty());
}

void TestIntervalMap::findsWhatIsMissing()
{
    IntervalMap map;
    map.add(0, 10);
    map.add(20, 30);
    QCOMPARE(map.coveredUntil(0), 10);
    QCOMPARE(map.coveredUntil(10), 10);
    QCOMPARE(map.coveredUntil(25), 30);
    QCOMPARE(map.nextMissing(0, 30), 10);
    QCOMPARE(map.nextMissing(20, 30), 30);
    QVERIFY(map.covers(21, 30));
    QVERIFY(!map.covers(5, 21));
}

void TestIntervalMap::travelsAsText()
{
    IntervalMap map;
    map.add(5, 9);
    map.add(100, 1LL << 40);
    QCOMPARE(IntervalMap::fromText(map.toText()), map);
    QCOMPARE(IntervalMap::fromText(""), IntervalMap());
}

void TestIntervalMap::refusesForeignText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"x", "1", "1-", "-1", "5-5", "9-5", "0-5,", ",0-5", "0-5,5-9", "0-5,3-9",
                             "10-20,0-5", "0-99999999999999999999", "0-5;6-7", "0 -5"})
        QTest::newRow(text) << QByteArray(text);
}

void TestIntervalMap::refusesForeignText()
{
    QFETCH(QByteArray, text);
    QVERIFY(!IntervalMap::fromText(text));
}

void TestIntervalMap::agreesWithASetOfBytes()
{
    QRandomGenerator random(7);
    constexpr int size = 200;
    IntervalMap map;
    IntervalMap other;
    std::bitset<size> bytes;
    std::bitset<size> otherBytes;
    for (int round = 0; round < 20000; ++round) {
        const int begin = random.bounded(size);
        const int end = random.bounded(size + 1);
        const int deed = random.bounded(round % 100 == 0 ? 4 : 3);
        if (deed == 3) {
            map.clear();
            bytes.reset();
        } else if (deed == 0) {
            map.add(begin, end);
        } else if (deed == 1) {
            map.remove(begin, end);
        } else {
            other.add(end / 2, end);
            map.addFrom(other, begin, end);
        }
        if (deed == 2)
            for (int i = end / 2; i < end; ++i)
                otherBytes.set(size_t(i));
        for (int i = begin; i < end && deed != 3; ++i) {
            if (deed == 0)
                bytes.set(size_t(i));
            else if (deed == 1)
                bytes.reset(size_t(i));
            else if (otherBytes.test(size_t(i)))
                bytes.set(size_t(i));
        }
        QCOMPARE(map.bytes(), qint64(bytes.count()));
        const int at = random.bounded(size);
        int until = at;
        while (until < size && bytes.test(size_t(until)))
            ++until;
        QCOMPARE(map.coveredUntil(at), until);
        if (random.bounded(200) == 0) {
            other.clear();
            otherBytes.reset();
        }
    }
    QCOMPARE(IntervalMap::fromText(map.toText()), map);
}

QTEST_GUILESS_MAIN(TestIntervalMap)
#include "tst_intervalmap.moc"
