// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/byterange.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Gateway;

class TestByteRange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersRanges_data();
    void answersRanges();
    void readsContentRange_data();
    void readsContentRange();
    void survivesRandomBytes();
};

void TestByteRange::answersRanges_data()
{
    using Kind = RangeAnswer::Kind;
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    const auto row = [](const char *header, Kind kind, qint64 begin, qint64 end) {
        QTest::newRow(header) << QByteArray(header) << int(kind) << begin << end;
    };
    row("", Kind::Whole, 0, 1000);
    row("bytes=0-", Kind::Partial, 0, 1000);
    row("Bytes=0-", Kind::Partial, 0, 1000);
    row("bytes=0-0", Kind::Partial, 0, 1);
    row("bytes=500-599", Kind::Partial, 500, 600);
    row("bytes=999-", Kind::Partial, 999, 1000);
    row("bytes=500-5000", Kind::Partial, 500, 1000);
    row("bytes=-1", Kind::Partial, 999, 1000);
    row("bytes=-5000", Kind::Partial, 0, 1000);
    row("bytes=1000-", Kind::Unsatisfiable, 0, 0);
    row("bytes=-0", Kind::Unsatisfiable, 0, 0);
    row("bytes=5-4", Kind::Whole, 0, 1000);
    row("bytes=0-1,5-6", Kind::Whole, 0, 1000);
    row("bytes", Kind::Whole, 0, 1000);
    row("bytes=", Kind::Whole, 0, 1000);
    row("bytes=-", Kind::Whole, 0, 1000);
    row("bytes=a-b", Kind::Whole, 0, 1000);
    row("bytes=+5-9", Kind::Whole, 0, 1000);
    row("seconds=0-1", Kind::Whole, 0, 1000);
    row("bytes=99999999999999999999-", Kind::Whole, 0, 1000);
}

void TestByteRange::answersRanges()
{
    QFETCH(QByteArray, header);
    QFETCH(int, kind);
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    const RangeAnswer answer = answerRange(header, 1000);
    QCOMPARE(int(answer.kind), kind);
    QCOMPARE(answer.span.begin, begin);
    QCOMPARE(answer.span.end, end);
}

void TestByteRange::readsContentRange_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<qint64>("total");
    const auto row = [](const char *header, bool good, qint64 begin = 0, qint64 end = 0, qint64 total = -1) {
        QTest::newRow(header) << QByteArray(header) << good << begin << end << total;
    };
    row("bytes 0-499/1234", true, 0, 500, 1234);
    row("bytes 0-499/*", true, 0, 500);
    row("bytes */1234", true, 0, 0, 1234);
    row("bytes */*", false);
    row("bytes 5-4/10", false);
    row("bytes 0-10/10", false);
    row("bytes 0-9", false);
    row("bytes=0-9/10", false);
    row("", false);
    row("bytes -9/10", false);
    row("bytes 0-9/-10", false);
}

void TestByteRange::readsContentRange()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, good);
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    QFETCH(qint64, total);
    const auto range = parseContentRange(header);
    QCOMPARE(range.has_value(), good);
    if (!good)
        return;
    QCOMPARE(range->span, (Span{begin, end}));
    QCOMPARE(range->total.value_or(-1), total);
}

void TestByteRange::survivesRandomBytes()
{
    QRandomGenerator random(11);
    const QByteArray alphabet("bytes =-/*,0123456789\0\xff", 23);
    for (int round = 0; round < 100000; ++round) {
        QByteArray text = random.bounded(2) ? "bytes" : "";
        for (int i = random.bounded(20); i > 0; --i)
            text += alphabet.at(random.bounded(int(alphabet.size())));
        const RangeAnswer answer = answerRange(text, 1000);
        if (answer.kind == RangeAnswer::Kind::Partial)
            QVERIFY(answer.span.begin >= 0 && answer.span.begin < answer.span.end && answer.span.end <= 1000);
        if (const auto range = parseContentRange(text))
            QVERIFY(range->span.begin >= 0 && range->span.begin <= range->span.end);
    }
}

QTEST_GUILESS_MAIN(TestByteRange)
#include "tst_byterange.moc"
