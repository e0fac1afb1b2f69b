// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/unpacker.h"
#include "tests/support/packed.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace Medio;
using namespace Medio::Net;

namespace {

QByteArray text(qsizetype size)
{
    QByteArray text;
    quint32 noise = 1;
    while (text.size() < size) {
        noise = noise * 1664525 + 1013904223;
        text += "{\"title\":\"Film " + QByteArray::number(noise) + "\"},";
    }
    return text.first(size);
}

/// As the wire brings it: so many bytes at a time. Nothing: damaged or not whole.
std::optional<QByteArray> unpacked(const QByteArray &coding, QByteArray packed, qsizetype piece,
                                   qsizetype most)
{
    auto unpacker = Unpacker::forCoding(coding);
    if (!unpacker)
        return std::nullopt;
    QByteArray body;
    QByteArray arrived;
    while (!packed.isEmpty() || !arrived.isEmpty() || unpacker->hasMore()) {
        if (arrived.isEmpty()) {
            arrived = packed.first(std::min(piece, packed.size()));
            packed.remove(0, arrived.size());
        }
        const qsizetype before = body.size();
        if (!unpacker->unpack(arrived, most, body) || body.size() - before > most)
            return std::nullopt;
    }
    return unpacker->isWhole() ? std::optional(body) : std::nullopt;
}

} // namespace

class TestUnpacker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unpacksInAnyPieces_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("packed");
        QTest::addColumn<QByteArray>("body");
        const QByteArray body = text(300'000);
        QTest::newRow("as it comes") << QByteArray() << body << body;
        QTest::newRow("identity") << QByteArray("identity") << body << body;
        QTest::newRow("gzip") << QByteArray("gzip") << gzipped(body) << body;
        QTest::newRow("its old name, in capitals") << QByteArray(" X-GZIP") << gzipped(body) << body;
        QTest::newRow("deflate") << QByteArray("deflate") << deflated(body) << body;
        QTest::newRow("nothing, packed") << QByteArray("gzip") << gzipped({}) << QByteArray();
        const QByteArray zeros(300'000, '0');
        QTest::newRow("millions out of few") << QByteArray("gzip") << gzipped(zeros) << zeros;
    }
    void unpacksInAnyPieces()
    {
        QFETCH(const QByteArray, coding);
        QFETCH(const QByteArray, packed);
        QFETCH(const QByteArray, body);
        for (const qsizetype piece : {1, 7, 1000, 1'000'000}) {
            for (const qsizetype most : {100, 4096, 1'000'000})
                QVERIFY(unpacked(coding, packed, piece, most) == body);
        }
    }
    void aBiteIsNoLargerThanAskedFor()
    {
        auto unpacker = Unpacker::forCoding("gzip");
        QByteArray packed = gzipped(QByteArray(50'000'000, '0'));
        QByteArray body;
        QVERIFY(unpacker->unpack(packed, 1000, body));
        QCOMPARE(body.size(), 1000);
        QVERIFY(unpacker->hasMore());
        QVERIFY(!unpacker->isWhole());
    }
    void anAnswerWithoutABodyIsWhole()
    {
        auto unpacker = Unpacker::forCoding("gzip");
        QByteArray nothing;
        QByteArray body;
        QVERIFY(unpacker->unpack(nothing, 1000, body));
        QVERIFY(unpacker->isWhole());
        QVERIFY(body.isEmpty());
    }
    void whatIsDamagedIsNotRead_data()
    {
        QTest::addColumn<QByteArray>("packed");
        const QByteArray sound = gzipped(text(100'000));
        QTest::newRow("cut short") << sound.chopped(1);
        QTest::newRow("begun only") << sound.first(1);
        QTest::newRow("goes on after its end") << sound + 'x';
        QTest::newRow("two in a row") << sound + sound;
        QTest::newRow("no gzip at all") << QByteArray("<!DOCTYPE html>");
        QByteArray wrongSum = sound;
        wrongSum[wrongSum.size() - 8] = static_cast<char>(~wrongSum.at(wrongSum.size() - 8));
        QTest::newRow("its sum is wrong") << wrongSum;
        QByteArray turned = sound;
        turned[5000] = static_cast<char>(~turned.at(5000));
        QTest::newRow("a byte is wrong") << turned;
    }
    void whatIsDamagedIsNotRead()
    {
        QFETCH(const QByteArray, packed);
        for (const qsizetype piece : {1, 1000, 1'000'000})
            QVERIFY(!unpacked("gzip", packed, piece, 4096));
    }
    void whatNobodyAskedForIsNotTaken()
    {
        for (const char *coding : {"br", "zstd", "gzip, gzip", "compress", "\xff"})
            QVERIFY2(!Unpacker::forCoding(coding), coding);
    }
    void randomBytesHarmNobody()
    {
        QRandomGenerator random(20261120);
        const QByteArray sound = gzipped(text(5000));
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes = sound;
            if (round % 2 == 0) {
                bytes = "\x1f\x8b\x08";
                for (int i = 0; i < 200; ++i)
                    bytes += static_cast<char>(random.bounded(256));
            }
            for (int i = 0; i < 3; ++i)
                bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
            unpacked("gzip", bytes, 1 + random.bounded(300), 1 + random.bounded(4096));
        }
    }
};

QTEST_GUILESS_MAIN(TestUnpacker)
#include "tst_unpacker.moc"
