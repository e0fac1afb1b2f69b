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
    void readsParts();
    void givesAnExampleOfEach();
    void readsSeveral_data();
    void readsSeveral();
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
    row("auto", true);
    row("pcsc", true);
    row("pcsc:ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00", true);
    row("evdev:ffff:0035", true);
    row("evdev:ffff:0035:decimal", true);
    row("evdev:/dev/input/by-id/usb-Sycreader_USB_Reader-event-kbd:hex-reversed", true);
    row("evdev:Sycreader RFID Technology", true);
    row("", false);
    row("auto:1", false);
    row("pcsc:", false);
    row("evdev", false);
    row("evdev:", false);
    row("evdev::hex", false);
    row("evdev:/dev/sda", false);
    row("Left=pn53x_usb", false);
    row("left=", false);
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
        QVERIFY(connection->device.isEmpty() || text.contains(connection->device));
    } else {
        QVERIFY(connection.error().endsWith(Connection::allowed()));
        QVERIFY(!connection.error().contains(u'\n'));
        QVERIFY(connection.error().size() < 800);
    }
}

void TestConnection::readsParts()
{
    using Way = Connection::Way;
    using Digits = Connection::Digits;
    const auto uart = Connection::fromString(u"left=pn532_uart:/dev/ttyUSB0:9600"_s);
    QVERIFY(uart);
    QCOMPARE(uart->name, u"left"_s);
    QCOMPARE(uart->text, u"pn532_uart:/dev/ttyUSB0:9600"_s);
    QCOMPARE(uart->toString(), u"left=pn532_uart:/dev/ttyUSB0:9600"_s);
    QCOMPARE(uart->device, u"/dev/ttyUSB0"_s);
    QVERIFY(uart->way == Way::Libnfc && uart->isSerialLine);

    const auto pcsc = Connection::fromString(u"pcsc:A=B: C"_s);
    QVERIFY(pcsc);
    QVERIFY(pcsc->way == Way::Pcsc && pcsc->name.isEmpty());
    QCOMPARE(pcsc->device, u"A=B: C"_s);

    const auto keyboard = Connection::fromString(u"evdev:FFFF:0035:decimal-reversed"_s);
    QVERIFY(keyboard);
    QVERIFY(keyboard->way == Way::Keyboard && keyboard->digits == Digits::DecimalReversed);
    QCOMPARE(keyboard->device, u"ffff:0035"_s);
    QCOMPARE(Connection::fromString(u"evdev:A Reader"_s)->device, u"A Reader"_s);
    QVERIFY(Connection::fromString(u"evdev:A Reader:hex"_s)->digits == Digits::Hex);
}

void TestConnection::givesAnExampleOfEach()
{
    const QStringList examples = Connection::examples().split(u'\n');
    QCOMPARE(examples.size(), Connection::allowed().split(u", "_s).size() + 1);
    for (const QString &example : examples)
        QVERIFY2(Connection::listFromString(example), qPrintable(example));
}

void TestConnection::readsSeveral_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result"); // names and drivers, or a part of the error
    QTest::newRow("none") << u" "_s << u"=auto"_s;
    QTest::newRow("one") << u"pn53x_usb"_s << u"=pn53x_usb"_s;
    QTest::newRow("one with a name") << u"door=pcsc"_s << u"door=pcsc"_s;
    QTest::newRow("two") << u"left=pn53x_usb; right=pcsc:ACS ACR122U"_s << u"left=pn53x_usb right=pcsc"_s;
    QTest::newRow("no name") << u"left=pn53x_usb;pcsc"_s << u"of several readers each needs a name"_s;
    QTest::newRow("the same name") << u"left=pn53x_usb;left=pcsc"_s << u"two readers are called left"_s;
    QTest::newRow("the same reader twice")
        << u"left=pn532_uart:/dev/ttyUSB0;right=pn532_uart:/dev/ttyUSB0:9600"_s
        << u"left and right are the same reader"_s;
    QTest::newRow("the same of USB twice") << u"left=pcsc;right=pcsc"_s << u"left and right are the same"_s;
    QTest::newRow("by itself") << u"left=auto;right=pcsc"_s << u"auto finds one reader"_s;
    QTest::newRow("a wrong one") << u"left=pn53x_usb;right=x"_s << u"there is no driver \"x\""_s;
    QTest::newRow("nothing behind") << u"left=pn53x_usb;"_s << u"there is no driver \"\""_s;
    QTest::newRow("too many") << u"a=pcsc;b=pcsc;c=pcsc;d=pcsc;e=pcsc;f=pcsc;g=pcsc;h=pcsc;i=pcsc"_s
                              << u"at most 8 readers"_s;
    QTest::newRow("too long") << QString(5000, u'a') << u"longer than"_s;
}

void TestConnection::readsSeveral()
{
    QFETCH(QString, text);
    QFETCH(QString, result);
    const auto connections = Connection::listFromString(text);
    if (!connections) {
        QVERIFY2(connections.error().contains(result), qPrintable(connections.error()));
        return;
    }
    QStringList readers;
    for (const Connection &connection : *connections)
        readers << connection.name + u'=' + connection.driver;
    QCOMPARE(readers.join(u' '), result);
}

void TestConnection::survivesRandomText()
{
    QRandomGenerator random(5);
    for (int i = 0; i < 50'000; ++i) {
        QString text = u"pn532_uart:/dev/ttyUSB0:115200"_s;
        for (int n = random.bounded(1, 5); n > 0; --n)
            text[random.bounded(static_cast<int>(text.size()))] = QChar(random.bounded(1, 0xd7ff));
        if (const auto connection = Connection::fromString(text))
            QVERIFY(connection->way != Connection::Way::Libnfc || connection->device.startsWith(u'/'));
    }
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
