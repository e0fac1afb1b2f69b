// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/virtualcard.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;

namespace {

VirtualCard cardWith(const QString &uid)
{
    return VirtualCard(*Tag::fromUid(*Nfc::Uid::fromString(uid)));
}

} // namespace

class TestVirtualCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasTheAtrOfItsKind_data();
    void hasTheAtrOfItsKind();
    void answers_data();
    void answers();
    void givesItsPages();
    void survivesRandomCommands();
};

void TestVirtualCard::hasTheAtrOfItsKind_data()
{
    QTest::addColumn<QString>("uid");
    QTest::addColumn<QByteArray>("atr");
    QTest::newRow("NTAG") << u"04A1B2C3D4E5F6"_s << QByteArray("3b8f8001804f0ca0000003060300030000000068");
    QTest::newRow("Classic") << u"A1B2C3D4"_s << QByteArray("3b8f8001804f0ca000000306030001000000006a");
}

void TestVirtualCard::hasTheAtrOfItsKind()
{
    QFETCH(QString, uid);
    QFETCH(QByteArray, atr);
    QCOMPARE(cardWith(uid).atr().toHex(), atr);
}

void TestVirtualCard::answers_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("UID") << QByteArray("ffca000000") << QByteArray("04a1b2c3d4e5f69000");
    QTest::newRow("historical bytes") << QByteArray("ffca010000") << QByteArray("6a81");
    QTest::newRow("too short") << QByteArray("ffca") << QByteArray("6700");
    QTest::newRow("nothing") << QByteArray() << QByteArray("6700");
    QTest::newRow("SELECT") << QByteArray("00a4040007d2760000850101") << QByteArray("6e00");
    QTest::newRow("behind the memory") << QByteArray("ffb000ff10") << QByteArray("6a82");
    QTest::newRow("too much") << QByteArray("ffb0000411") << QByteArray("6700");
    QTest::newRow("no length") << QByteArray("ffb00004") << QByteArray("6700");
}

void TestVirtualCard::answers()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, answer);
    QCOMPARE(cardWith(u"04A1B2C3D4E5F6"_s).answer(QByteArray::fromHex(command)).toHex(), answer);
}

void TestVirtualCard::givesItsPages()
{
    const VirtualCard ntag = cardWith(u"04A1B2C3D4E5F6"_s);
    const QByteArray pages = ntag.tag().pages;
    QCOMPARE(ntag.answer(QByteArray::fromHex("ffb0000410")), pages.mid(16, 16) + QByteArray::fromHex("9000"));
    const int last = static_cast<int>(pages.size() / 4 - 1);
    QByteArray ofLast = QByteArray::fromHex("ffb0000010");
    ofLast[3] = static_cast<char>(last);
    QCOMPARE(ntag.answer(ofLast), pages.right(4) + pages.left(12) + QByteArray::fromHex("9000"));
    QCOMPARE(cardWith(u"A1B2C3D4"_s).answer(QByteArray::fromHex("ffb0000410")).toHex(), "6a81");
}

void TestVirtualCard::survivesRandomCommands()
{
    QRandomGenerator random(17);
    const VirtualCard card = cardWith(u"04A1B2C3D4E5F6"_s);
    for (int i = 0; i < 50'000; ++i) {
        QByteArray command(random.bounded(12), '\0');
        for (char &byte : command)
            byte = static_cast<char>(random.bounded(256));
        if (command.size() >= 3 && random.bounded(2) == 0)
            command.replace(0, 3, QByteArray::fromHex("ffb000"));
        const QByteArray answer = card.answer(command);
        QVERIFY(answer.size() >= 2 && answer.size() <= 18);
    }
}

QTEST_APPLESS_MAIN(TestVirtualCard)
#include "tst_virtualcard.moc"
