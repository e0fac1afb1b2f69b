// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/virtualreader.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;

namespace {

const Tag ntag = *Tag::fromUid(*Nfc::Uid::fromString(u"04A1B2C3D4E5F6"_s));
const Tag classic = *Tag::fromUid(*Nfc::Uid::fromString(u"DEADBEEF"_s));

const QByteArray getUid = QByteArray::fromHex("ffca000000");
const QByteArray readPages = QByteArray::fromHex("ffb0000410");

} // namespace

class TestVirtualReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAChipAndLosesIt();
    void staysWithTheFirstOfTwo();
    void losesWhatLiesBadly();
    void isTheSameForTheSameSeed();
    void answersForTheChip();
};

void TestVirtualReader::findsAChipAndLosesIt()
{
    Field field(1);
    VirtualReader reader(field);
    QVERIFY(!reader.look());
    field.place(ntag);
    for (int i = 0; i < 10; ++i)
        QVERIFY(reader.look());
    QCOMPARE(reader.card()->tag().uid, ntag.uid);
    field.lift(ntag.uid);
    QVERIFY(reader.card()); // nobody has looked
    QVERIFY(!reader.look());
    QVERIFY(!reader.card());
}

void TestVirtualReader::staysWithTheFirstOfTwo()
{
    Field field(1);
    VirtualReader reader(field);
    field.place(classic);
    QVERIFY(reader.look());
    field.place(ntag);
    for (int i = 0; i < 50; ++i) {
        QVERIFY(reader.look());
        QCOMPARE(reader.card()->tag().uid, classic.uid);
    }
    field.lift(classic.uid);
    QVERIFY(!reader.look());
    QVERIFY(reader.look());
    QCOMPARE(reader.card()->tag().uid, ntag.uid);
}

void TestVirtualReader::losesWhatLiesBadly()
{
    Field field(1);
    VirtualReader reader(field);
    field.place(classic, 0.3);
    int found = 0;
    for (int i = 0; i < 10'000; ++i)
        found += reader.look() ? 1 : 0;
    QVERIFY2(found > 2000 && found < 8000, qPrintable(QString::number(found)));
}

void TestVirtualReader::isTheSameForTheSameSeed()
{
    const auto looks = [](quint32 seed) {
        Field field(seed);
        VirtualReader reader(field);
        field.place(ntag, 0.2);
        QByteArray said;
        for (int i = 0; i < 200; ++i)
            said += reader.look() ? '1' : '0';
        return said;
    };
    QCOMPARE(looks(7), looks(7));
    QVERIFY(looks(7) != looks(8));
}

void TestVirtualReader::answersForTheChip()
{
    Field field(1);
    VirtualReader reader(field);
    QCOMPARE(reader.answer(getUid).toHex(), "6300");
    field.place(ntag);
    QVERIFY(reader.look());
    QCOMPARE(reader.answer(getUid).toHex(), "04a1b2c3d4e5f69000");
    QCOMPARE(reader.answer(readPages), ntag.pages.mid(16, 16) + QByteArray::fromHex("9000"));
    field.setLoss(ntag.uid, 1);
    QCOMPARE(reader.answer(getUid).toHex(), "04a1b2c3d4e5f69000"); // it knows that
    QCOMPARE(reader.answer(readPages).toHex(), "6300");
}

QTEST_APPLESS_MAIN(TestVirtualReader)
#include "tst_virtualreader.moc"
