// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/uid.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

class TestUid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsText_data();
    void readsText();
    void readsBytes_data();
    void readsBytes();
    void knowsRandomUids();
    void comparesWithAtqa();
    void survivesRandomText();
};

void TestUid::readsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("uid"); // empty: refused
    QTest::newRow("as Medio stores it") << u"04:A1:B2:C3:D4:E5:F6"_s << u"04:A1:B2:C3:D4:E5:F6"_s;
    QTest::newRow("without separators, lower case") << u"04a1b2c3d4e5f6"_s << u"04:A1:B2:C3:D4:E5:F6"_s;
    QTest::newRow("with hyphens") << u"04-A1-B2-C3"_s << u"04:A1:B2:C3"_s;
    QTest::newRow("with spaces") << u"04 a1 B2 c3"_s << u"04:A1:B2:C3"_s;
    QTest::newRow("mixed separators") << u"04 a1:B2-c3"_s << u"04:A1:B2:C3"_s;
    QTest::newRow("some separators") << u"04a1:b2c3"_s << u"04:A1:B2:C3"_s;
    QTest::newRow("8 bytes") << u"E004015012345678"_s << u"E0:04:01:50:12:34:56:78"_s;
    QTest::newRow("10 bytes") << u"00112233445566778899"_s << u"00:11:22:33:44:55:66:77:88:99"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("5 bytes") << u"04A1B2C3D4"_s << QString();
    QTest::newRow("11 bytes") << u"0011223344556677889900"_s << QString();
    QTest::newRow("half a byte") << u"04A1B2C"_s << QString();
    QTest::newRow("separator in front") << u":04A1B2C3"_s << QString();
    QTest::newRow("separator at the end") << u"04A1B2C3:"_s << QString();
    QTest::newRow("two separators") << u"04::A1:B2:C3"_s << QString();
    QTest::newRow("separator within a byte") << u"0:4A1B2C3"_s << QString();
    QTest::newRow("not hex") << u"04G1B2C3"_s << QString();
    QTest::newRow("0x") << u"0x04A1B2C3"_s << QString();
    QTest::newRow("digits of another script") << u"٠٤A1B2C3"_s << QString();
    QTest::newRow("all zero") << u"00000000"_s << QString();
    QTest::newRow("very long") << QString(1'000'000, u'0') << QString();
}

void TestUid::readsText()
{
    QFETCH(QString, text);
    QFETCH(QString, uid);
    const auto read = Uid::fromString(text);
    QCOMPARE(read ? read->toString() : QString(), uid);
    if (read)
        QCOMPARE(Uid::fromString(read->toString()), read);
}

void TestUid::readsBytes_data()
{
    QTest::addColumn<int>("length");
    for (int length = 0; length <= 20; ++length)
        QTest::addRow("%d bytes", length) << length;
}

void TestUid::readsBytes()
{
    QFETCH(int, length);
    const bool isAllowed = length == 4 || length == 7 || length == 8 || length == 10;
    QCOMPARE(Uid::fromBytes(QByteArray(length, '\x42')).has_value(), isAllowed);
    QVERIFY(!Uid::fromBytes(QByteArray(length, '\0')));
}

void TestUid::knowsRandomUids()
{
    QVERIFY(Uid::fromString(u"08A1B2C3"_s)->isRandom());
    QVERIFY(!Uid::fromString(u"04A1B2C3"_s)->isRandom());
    QVERIFY(!Uid::fromString(u"08A1B2C3D4E5F6"_s)->isRandom());
}

void TestUid::comparesWithAtqa()
{
    const auto four = *Uid::fromString(u"04A1B2C3"_s);
    const auto seven = *Uid::fromString(u"04A1B2C3D4E5F6"_s);
    const auto ten = *Uid::fromString(u"04A1B2C3D4E5F6070809"_s);
    QVERIFY(four.agreesWithAtqa(0x0004) && !four.agreesWithAtqa(0x0044) && !four.agreesWithAtqa(0x0084));
    QVERIFY(!seven.agreesWithAtqa(0x0004) && seven.agreesWithAtqa(0x0044) && !seven.agreesWithAtqa(0x0084));
    QVERIFY(!ten.agreesWithAtqa(0x0004) && !ten.agreesWithAtqa(0x0044) && ten.agreesWithAtqa(0x0084));
    QVERIFY(!seven.agreesWithAtqa(0x00c4)); // reserved
    QVERIFY(seven.agreesWithAtqa(0x0344));  // the upper byte says nothing of it
}

void TestUid::survivesRandomText()
{
    QRandomGenerator random(1);
    const QString letters = u"0123456789abcdefABCDEF:- gx\u0660"_s;
    for (int i = 0; i < 100'000; ++i) {
        QString text;
        for (int n = random.bounded(34); n > 0; --n)
            text += letters[random.bounded(static_cast<int>(letters.size()))];
        if (const auto uid = Uid::fromString(text))
            QCOMPARE(Uid::fromString(uid->toString()), uid);
    }
}

QTEST_GUILESS_MAIN(TestUid)
#include "tst_uid.moc"
