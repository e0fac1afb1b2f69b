// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/field.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;

namespace {

Tag tagOf(const QString &uid)
{
    return *Tag::fromUid(*Nfc::Uid::fromString(uid));
}

/// What two requests and selections find, as a reader with more than one try does it.
const Tag *look(Field *field)
{
    for (int tries = 2; tries > 0; --tries)
        if (field->request(Tag::Modulation::A))
            if (const Tag *tag = field->select())
                return tag;
    return nullptr;
}

} // namespace

class TestField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isDarkWhenOff();
    void goesOnWithTheOneAtACollision();
    void selectsTheOneThatIsWanted();
    void haltsUntilPowerIsLost();
    void losesFramesAsTold();
    void forgetsChipsWithoutPower();
};

void TestField::isDarkWhenOff()
{
    Field field(1);
    field.place(tagOf(u"deadbeef"_s));
    QVERIFY(!look(&field));
    field.setOn(true);
    QVERIFY(look(&field));
    QVERIFY(field.selected());
    field.setOn(false);
    QVERIFY(!field.selected());
}

void TestField::goesOnWithTheOneAtACollision()
{
    // 0x01 and 0x02: the lowest bit goes first
    for (const bool otherOrder : {false, true}) {
        Field field(1);
        field.setOn(true);
        field.place(tagOf(otherOrder ? u"02000001"_s : u"01000001"_s));
        field.place(tagOf(otherOrder ? u"01000001"_s : u"02000001"_s));
        QVERIFY(field.request(Tag::Modulation::A));
        QCOMPARE(field.select()->uid.toString(), u"01:00:00:01"_s);
    }
}

void TestField::selectsTheOneThatIsWanted()
{
    Field field(1);
    field.setOn(true);
    field.place(tagOf(u"01000001"_s));
    field.place(tagOf(u"04a1b2c3d4e5f6"_s));
    QVERIFY(field.request(Tag::Modulation::A));
    QCOMPARE(field.atqa(), quint16{0x0044}); // of both
    QVERIFY(!field.select("\x01\x02\x03\x04"));
    QVERIFY(field.request(Tag::Modulation::A));
    const Tag *tag = field.select(QByteArray::fromHex("8804a1b2c3d4e5f6"));
    QVERIFY(tag && tag->uid.bytes().size() == 7);
}

void TestField::haltsUntilPowerIsLost()
{
    Field field(1);
    field.setOn(true);
    const Tag tag = tagOf(u"deadbeef"_s);
    field.place(tag);
    QVERIFY(look(&field));
    field.halt();
    QVERIFY(!look(&field));
    field.setLoss(tag.uid, 0.5); // heard worse, but with power
    field.setLoss(tag.uid, 0);
    QVERIFY(!look(&field));
    field.setLoss(tag.uid, 1);
    field.setLoss(tag.uid, 0);
    QVERIFY(look(&field));
}

void TestField::losesFramesAsTold()
{
    // A chip of 7 bytes is selected by one request and four frames.
    const auto selections = [](double loss, double noise) {
        Field field(5);
        field.setOn(true);
        field.place(tagOf(u"04a1b2c3d4e5f6"_s), loss);
        field.setNoise(noise);
        int count = 0;
        for (int i = 0; i < 20'000; ++i) {
            field.setOn(false);
            field.setOn(true);
            count += field.request(Tag::Modulation::A) && field.select() ? 1 : 0;
        }
        return count / 20'000.0;
    };
    QCOMPARE(selections(0, 0), 1.0);
    QCOMPARE(selections(1, 0), 0.0);
    QVERIFY(qAbs(selections(0.1, 0) - 0.590) < 0.02); // 0.9 to the fifth
    QVERIFY(qAbs(selections(0, 0.1) - 0.590) < 0.02);
    QVERIFY(qAbs(selections(0.1, 0.1) - 0.349) < 0.02);
}

void TestField::forgetsChipsWithoutPower()
{
    Field field(1);
    field.setOn(true);
    const Tag tag = tagOf(u"deadbeef"_s);
    field.place(tag);
    QVERIFY(look(&field));
    field.setLoss(tag.uid, 1);
    QVERIFY(!field.selected());
    QVERIFY(field.find(tag.uid));
    field.forgetSilent();
    QVERIFY(field.isEmpty());
}

QTEST_GUILESS_MAIN(TestField)
#include "tst_field.moc"
