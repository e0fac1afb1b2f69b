// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/vpcdlink.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Medio;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;

/// With a server of the test in the place of the virtual reader.
class TestVpcdLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void liesThereUntilItIsLifted();
    void answersInWholeMessages();
    void aChipThatIsNotHeardIsNone();
    void saysThatThereIsNoReader();

private:
    const Tag m_tag = *Tag::fromUid(*Nfc::Uid::fromString(u"04A1B2C3D4E5F6"_s));
};

void TestVpcdLink::liesThereUntilItIsLifted()
{
    QTcpServer reader;
    QVERIFY(reader.listen(QHostAddress::LocalHost));
    VpcdLink link(reader.serverPort());
    QSignalSpy seen(&link, &VpcdLink::seen);
    link.place(m_tag);
    QTRY_VERIFY(reader.hasPendingConnections());
    auto *card = reader.nextPendingConnection();
    card->write(QByteArray::fromHex("000104000104"));
    QVERIFY(seen.wait(60000));
    QTRY_COMPARE(card->bytesAvailable(), qint64(2) * (2 + 20));
    QCOMPARE(card->readAll().left(4).toHex(), "00143b8f");
    QCOMPARE(seen.size(), 1);
    link.lift();
    QTRY_COMPARE(card->state(), QAbstractSocket::UnconnectedState);
}

void TestVpcdLink::answersInWholeMessages()
{
    QTcpServer reader;
    QVERIFY(reader.listen(QHostAddress::LocalHost));
    VpcdLink link(reader.serverPort());
    link.place(m_tag);
    QTRY_VERIFY(reader.hasPendingConnections());
    auto *card = reader.nextPendingConnection();
    // Power on has no answer; a command comes byte by byte.
    const QByteArray bytes = QByteArray::fromHex("0001040001010005ffca000000");
    for (const char byte : bytes) {
        card->write(&byte, 1);
        QVERIFY(card->waitForBytesWritten());
    }
    QTRY_COMPARE(card->bytesAvailable(), 2 + 20 + 2 + 9);
    QCOMPARE(card->readAll().right(11).toHex(), "000904a1b2c3d4e5f69000");
}

void TestVpcdLink::aChipThatIsNotHeardIsNone()
{
    QTcpServer reader;
    QVERIFY(reader.listen(QHostAddress::LocalHost));
    VpcdLink link(reader.serverPort());
    QSignalSpy seen(&link, &VpcdLink::seen);
    link.place(m_tag);
    for (const double loss : {1.0, 0.0}) {
        link.field().setLoss(m_tag.uid, loss);
        QTRY_VERIFY(reader.hasPendingConnections()); // anew for the next look
        auto *card = reader.nextPendingConnection();
        card->write(QByteArray::fromHex("000104"));
        if (loss > 0)
            QTRY_COMPARE(card->state(), QAbstractSocket::UnconnectedState);
        else
            QTRY_COMPARE(card->bytesAvailable(), 2 + 20);
        QCOMPARE(seen.size(), loss > 0 ? 0 : 1);
    }
}

void TestVpcdLink::saysThatThereIsNoReader()
{
    QTcpSocket taken; // nobody else gets the port, and nobody listens there
    QVERIFY(taken.bind(QHostAddress::LocalHost));
    VpcdLink link(taken.localPort());
    QSignalSpy failed(&link, &VpcdLink::failed);
    link.place(m_tag);
    QVERIFY(!failed.isEmpty() || failed.wait(60000));
}

QTEST_GUILESS_MAIN(TestVpcdLink)
#include "tst_vpcdlink.moc"
