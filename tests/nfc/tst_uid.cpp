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
    void judgesSightings_data();
    void judgesSightings();
    void survivesRandomText();
    void survivesRandomBytes();
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
    QVERIFY(Uid::fromString(u"01FE010203040506"_s)->isRandom());
    QVERIFY(Uid::fromString(u"02FE010203040506"_s)->isRandom());
    QVERIFY(!Uid::fromString(u"0101010203040506"_s)->isRandom());
    QVERIFY(!Uid::fromString(u"E004015012345678"_s)->isRandom());
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

void TestUid::judgesSightings_data()
{
    QTest::addColumn<ChipKind>("kind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("atqa"); // -1: not told
    QTest::addColumn<QString>("judgement");
    const auto row = [](const char *name, ChipKind kind, const char *digits, int atqa,
                        const QString &judgement) {
        QTest::newRow(name) << kind << QByteArray::fromHex(digits) << atqa << judgement;
    };
    const QString good;
    const QString random = u"random"_s;
    const QString impossible = u"impossible"_s;
    const QString mixture = u"mixture"_s;
    row("Classic", ChipKind::Iso14443A, "dea1b2c3", 0x0004, good);
    row("NTAG", ChipKind::Iso14443A, "04a1b2c3d4e5f6", 0x0044, good);
    row("DESFire", ChipKind::Iso14443A, "04a1b2c3d4e5f6", 0x0344, good);
    row("three sizes", ChipKind::Iso14443A, "04a1b2c3d4e5f6070809", 0x0084, good);
    row("the ATQA not told", ChipKind::Iso14443A, "04a1b2c3d4e5f6", -1, good);
    row("a phone", ChipKind::Iso14443A, "08a1b2c3", 0x0004, random);
    row("a phone, the ATQA not told", ChipKind::Iso14443A, "08a1b2c3", -1, random);
    row("7 bytes that begin as a phone's", ChipKind::Iso14443A, "08a1b2c3d4e5f6", 0x0044, good);
    row("4 bytes, announced as 7", ChipKind::Iso14443A, "dea1b2c3", 0x0044, mixture);
    row("4 bytes, announced as 10", ChipKind::Iso14443A, "dea1b2c3", 0x0084, mixture);
    row("7 bytes, announced as 10", ChipKind::Iso14443A, "04a1b2c3d4e5f6", 0x0084, impossible);
    row("7 bytes, announced as 4", ChipKind::Iso14443A, "04a1b2c3d4e5f6", 0x0004, impossible);
    row("10 bytes, announced as 7", ChipKind::Iso14443A, "04a1b2c3d4e5f6000025", 0x0044, impossible);
    row("a phone's, announced as 7", ChipKind::Iso14443A, "08a1b2c3", 0x0044, random);
    row("7 bytes and 10, a size that is reserved", ChipKind::Iso14443A, "04a1b2c3d4e5f6", 0x00c4, mixture);
    row("10 bytes, announced as 4", ChipKind::Iso14443A, "04a1b2c3d4e5f6000025", 0x0004, impossible);
    row("the first half of 7 bytes", ChipKind::Iso14443A, "8804a1b2", 0x0004, impossible);
    row("8 bytes of type A", ChipKind::Iso14443A, "04a1b2c3d4e5f607", -1, impossible);
    row("5 bytes", ChipKind::Iso14443A, "04a1b2c3d4", 0x0004, impossible);
    row("none", ChipKind::Iso14443A, "", 0x0004, impossible);
    row("11 bytes", ChipKind::Iso14443A, "0102030405060708090a0b", 0x0084, impossible);
    row("all zero", ChipKind::Iso14443A, "00000000", 0x0004, impossible);
    row("all zero, 7 bytes", ChipKind::Iso14443A, "00000000000000", 0x0044, impossible);
    row("PUPI", ChipKind::Iso14443B, "08a1b2c3", -1, good);
    row("PUPI of 7 bytes", ChipKind::Iso14443B, "04a1b2c3d4e5f6", -1, impossible);
    row("IDm", ChipKind::FeliCa, "0114b34d2a1c0f3e", -1, good);
    row("IDm of a phone", ChipKind::FeliCa, "02fe010203040506", -1, random);
    row("IDm of another device", ChipKind::FeliCa, "01fe010203040506", -1, random);
    row("IDm of 4 bytes", ChipKind::FeliCa, "0114b34d", -1, impossible);
    row("ISO 15693", ChipKind::Iso15693, "e004015012345678", -1, good);
    row("ISO 15693 the wrong way round", ChipKind::Iso15693, "78563412500104e0", -1, impossible);
    row("ISO 15693 of 7 bytes", ChipKind::Iso15693, "e0040150123456", -1, impossible);
    row("unknown, 4 bytes", ChipKind::Unknown, "dea1b2c3", -1, good);
    row("unknown, 8 bytes", ChipKind::Unknown, "0114b34d2a1c0f3e", -1, good);
    row("unknown, of a phone", ChipKind::Unknown, "08a1b2c3", -1, random);
    row("unknown, 6 bytes", ChipKind::Unknown, "010203040506", -1, impossible);
}

void TestUid::judgesSightings()
{
    QFETCH(ChipKind, kind);
    QFETCH(QByteArray, bytes);
    QFETCH(int, atqa);
    QFETCH(QString, judgement);
    const Sighting sighting =
        sightingOf(kind, bytes, atqa < 0 ? std::nullopt : std::optional(static_cast<quint16>(atqa)));
    if (const auto *uid = std::get_if<Uid>(&sighting)) {
        QCOMPARE(QString(), judgement);
        QCOMPARE(uid->bytes(), bytes);
    } else if (const auto *several = std::get_if<Mixture>(&sighting)) {
        QCOMPARE(u"mixture"_s, judgement);
        QCOMPARE(several->uid.bytes(), bytes);
    } else {
        QCOMPARE(std::get<UidFlaw>(sighting) == UidFlaw::Random ? u"random"_s : u"impossible"_s, judgement);
    }
}

void TestUid::survivesRandomBytes()
{
    QRandomGenerator random(2);
    for (int i = 0; i < 100'000; ++i) {
        QByteArray bytes(random.bounded(14), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(random.bounded(2) == 0 ? 2 : 256));
        const auto kind = static_cast<ChipKind>(random.bounded(5));
        const auto atqa = static_cast<quint16>(random.bounded(0x10000));
        const Sighting sighting = sightingOf(kind, bytes, atqa);
        if (const auto *uid = std::get_if<Uid>(&sighting)) {
            QCOMPARE(uid->bytes(), bytes);
            QVERIFY(kind != ChipKind::Iso14443A || uid->agreesWithAtqa(atqa));
            QVERIFY(bytes.count('\0') < bytes.size());
        } else if (const auto *several = std::get_if<Mixture>(&sighting)) {
            QVERIFY(kind == ChipKind::Iso14443A && !several->uid.agreesWithAtqa(atqa));
        }
    }
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
