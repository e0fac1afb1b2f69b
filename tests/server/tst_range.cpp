// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/range.h"

#include <QRandomGenerator>
#include <QTest>

using Medio::Home::ByteRange;
using Kind = ByteRange::Kind;

class TestRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void survivesRandomBytes();
};

void TestRange::parses_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");

    const auto row = [](const char *header, qint64 size, Kind kind, qint64 offset, qint64 length) {
        QTest::newRow(header) << QByteArray(header) << size << int(kind) << offset << length;
    };
    row("bytes=0-0", 100, Kind::Part, 0, 1);
    row("bytes=0-", 100, Kind::Part, 0, 100);
    row("bytes=10-19", 100, Kind::Part, 10, 10);
    row("bytes=90-200", 100, Kind::Part, 90, 10);
    row("bytes=-5", 100, Kind::Part, 95, 5);
    row("bytes=-500", 100, Kind::Part, 0, 100);
    row("BYTES=1-2", 100, Kind::Part, 1, 2);
    row("bytes= 1-2 ", 100, Kind::Part, 1, 2);
    row("bytes=1-99999999999999999999999", 100, Kind::Part, 1, 99);
    row("bytes=100-", 100, Kind::Unsatisfiable, 0, 0);
    row("bytes=99999999999999999999999-", 100, Kind::Unsatisfiable, 0, 0);
    row("bytes=-0", 100, Kind::Unsatisfiable, 0, 0);
    row("bytes=0-", 0, Kind::Unsatisfiable, 0, 0);
    row("", 100, Kind::Whole, 0, 100);
    row("bytes=", 100, Kind::Whole, 0, 100);
    row("bytes=-", 100, Kind::Whole, 0, 100);
    row("bytes=5-4", 100, Kind::Whole, 0, 100);
    row("bytes=a-b", 100, Kind::Whole, 0, 100);
    row("bytes=+1-2", 100, Kind::Whole, 0, 100);
    row("bytes=1-2,4-5", 100, Kind::Whole, 0, 100);
    row("items=1-2", 100, Kind::Whole, 0, 100);
}

void TestRange::parses()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, size);
    QFETCH(int, kind);
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    const ByteRange expected{Kind(kind), offset, length};
    QCOMPARE(ByteRange::parse(header, size), expected);
}

void TestRange::survivesRandomBytes()
{
    QRandomGenerator random(4711);
    const QByteArray letters = "bytes=0123456789-, \xff+";
    for (int i = 0; i < 50'000; ++i) {
        QByteArray header = i % 2 ? QByteArray("bytes=") : QByteArray();
        for (int j = random.bounded(30); j > 0; --j)
            header += letters.at(random.bounded(letters.size()));
        const qint64 size = random.bounded(1000);
        const ByteRange range = ByteRange::parse(header, size);
        QVERIFY2(range.offset >= 0 && range.length >= 0 && range.offset + range.length <= size,
                 header.constData());
        QVERIFY(range.kind != Kind::Part || range.length > 0);
    }
}

QTEST_GUILESS_MAIN(TestRange)
#include "tst_range.moc"
