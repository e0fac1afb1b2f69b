// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/connection.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

class TestConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void survivesRandomText();
};

void TestConnection::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *text, bool isAllowed) {
        QTest::newRow(text) << QString::fromUtf8(text) << isAllowed;
    };
    row("pn532_uart:/dev/ttyUSB0:115200", true);
    row("pn532_uart:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", true);
    row("pn532_uart:/home/a b/tty:9600", true);
    row("pn532_i2c:/dev/i2c-1", true);
    row("pn532_spi:/dev/spidev0.0:500000", true);
    row("pn53x_usb", true);
    row("acr122_usb", true);
    row("arygon:/dev/ttyUSB0", true);
    row("", false);
    row("pn532_uart", false);
    row("pn532_uart:", false);
    row("pn532_uart:ttyUSB0", false);
    row("pn532_uart:/dev/ttyUSB0:", false);
    row("pn532_uart:/dev/ttyUSB0:99", false);
    row("pn532_uart:/dev/ttyUSB0:abc", false);
    row("pn532_uart:/dev/ttyUSB0:115200:1", false);
    row("pn532_uart:/dev/ttyUSB0:+9600", false);
    row("pn532_spi:/dev/spidev0.0:0", false);
    row("pn53x_usb:001:002", false);
    row("acr122_pcsc:ACS", false);
    row("PN532_UART:/dev/ttyUSB0", false);
    row("usb", false);
    row("pn532_uart:/dev/tty\nUSB0", false);
    QTest::newRow("a long one") << u"pn532_uart:/"_s.append(QString(5000, u'x')) << false;
}

void TestConnection::reads()
{
    QFETCH(QString, text);
    QFETCH(bool, isAllowed);
    const auto connection = Connection::fromString(text);
    QCOMPARE(connection.has_value(), isAllowed);
    if (connection) {
        QCOMPARE(connection->text, text);
        QVERIFY(connection->path.isEmpty() || text.contains(connection->path));
    } else {
        QVERIFY(connection.error().endsWith(Connection::allowed()));
        QVERIFY(!connection.error().contains(u'\n'));
        QVERIFY(connection.error().size() < 600);
    }
}

void TestConnection::survivesRandomText()
{
    QRandomGenerator random(5);
    for (int i = 0; i < 50'000; ++i) {
        QString text = u"pn532_uart:/dev/ttyUSB0:115200"_s;
        for (int n = random.bounded(1, 5); n > 0; --n)
            text[random.bounded(static_cast<int>(text.size()))] = QChar(random.bounded(1, 0xd7ff));
        if (const auto connection = Connection::fromString(text))
            QVERIFY(connection->path.startsWith(u'/'));
    }
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
