// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/connection.h"
#include "nfc/reader/discovery.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using Kind = SystemDevice::Kind;

namespace {

SystemDevice usb(const QString &id, const QString &name)
{
    return {
        .kind = Kind::Usb, .node = u"/dev/bus/usb/001/004"_s, .place = u"USB 1-1"_s, .id = id, .name = name};
}

const SystemDevice acr = usb(u"072f:2200"_s, u"ACS ACR122U PICC Interface"_s);
const SystemDevice scl = usb(u"04e6:5591"_s, u"SCM Micro SCL3711-NFC&RW"_s);
const SystemDevice mouse = usb(u"046d:c077"_s, u"Logitech USB Optical Mouse"_s);
const SystemDevice bridge{.kind = Kind::SerialLine,
                          .node = u"/dev/ttyUSB0"_s,
                          .lastingName = u"/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"_s,
                          .place = u"USB 1-2"_s,
                          .id = u"1a86:7523"_s,
                          .name = u"1a86 USB Serial"_s};
const SystemDevice markedBridge = [] {
    SystemDevice device = bridge;
    device.mark = u"pn532_uart"_s;
    return device;
}();
const SystemDevice namedBoard{.kind = Kind::SerialLine,
                              .node = u"/dev/ttyACM0"_s,
                              .place = u"USB 1-3"_s,
                              .name = u"Elechouse PN532 NFC"_s};
const SystemDevice arygon{.kind = Kind::SerialLine, .node = u"/dev/ttyUSB1"_s, .name = u"FTDI ARYGON ADRB"_s};
const SystemDevice i2c{.kind = Kind::I2c, .node = u"/dev/i2c-1"_s, .name = u"bcm2835"_s};
const SystemDevice spi{.kind = Kind::Spi, .node = u"/dev/spidev0.0"_s};
const SystemDevice keyboard{.kind = Kind::Keyboard,
                            .node = u"/dev/input/event3"_s,
                            .lastingName = {},
                            .place = u"USB 1-4"_s,
                            .id = u"ffff:0035"_s,
                            .name = u"Sycreader"_s};

const QString acrOfPcscd = u"ACS ACR122U PICC Interface 00 00"_s;

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chooses_data();
    void chooses();
    void listsEveryPlaceAsAConnection();
    void saysWhereOneCouldBe();
    void findsPcscdsReader_data();
    void findsPcscdsReader();
    void findsKeyboards();
    void findsUsbReaders();
};

void TestDiscovery::chooses_data()
{
    QTest::addColumn<QList<SystemDevice>>("devices");
    QTest::addColumn<QStringList>("cards");
    QTest::addColumn<QString>("connection"); // empty: none
    const auto row = [](const char *name, const QList<SystemDevice> &devices, const QStringList &cards,
                        const char *connection) {
        QTest::newRow(name) << devices << cards << QString::fromUtf8(connection);
    };
    row("nothing at all", {}, {}, "");
    row("a mouse", {mouse}, {}, "");
    row("a USB reader of libnfc", {mouse, acr}, {}, "acr122_usb");
    row("the same, held by pcscd", {acr}, {acrOfPcscd}, "pcsc:ACS ACR122U PICC Interface");
    row("another one beside it", {acr, scl}, {acrOfPcscd}, "pcsc:ACS ACR122U PICC Interface");
    row("pcscd runs without readers", {scl}, {}, "pn53x_usb");
    row("a serial line that may be anything is not touched", {bridge}, {}, "");
    row("one that an installer marked", {markedBridge}, {},
        "pn532_uart:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0:115200");
    row("one that says what it is", {namedBoard}, {}, "pn532_uart:/dev/ttyACM0:115200");
    row("another one that does", {arygon}, {}, "arygon:/dev/ttyUSB1");
    row("I2C, SPI and keyboards are used only when named", {i2c, spi, keyboard}, {}, "");
    row("what is marked comes first", {acr, markedBridge}, {acrOfPcscd},
        "pn532_uart:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0:115200");
    row("a smart card reader that may have a field", {}, {u"Virtual PCD 00 00"_s, u"Virtual PCD 00 01"_s},
        "pcsc:Virtual PCD 00 00");
    row("the one with a field of two", {}, {u"Alcor Micro AU9540 00 00"_s, u"HID OMNIKEY 5022 CL 01 00"_s},
        "pcsc:HID OMNIKEY 5022 CL");
    row("the field of a dual reader", {},
        {u"ACS ACR1281 1S Dual Reader ICC 00 00"_s, u"ACS ACR1281 1S Dual Reader PICC 00 01"_s,
         u"ACS ACR1281 1S Dual Reader SAM 00 02"_s},
        "pcsc:ACS ACR1281 1S Dual Reader PICC");
    row("slots for cards with contacts", {}, {u"Some SAM 00 00"_s}, "");
    row("a USB reader before a smart card reader of any kind", {scl}, {u"Alcor Micro AU9540 00 00"_s},
        "pn53x_usb");
    row("a name that no connection can hold", {}, {u"Evil\nreader 00 00"_s}, "");
}

void TestDiscovery::chooses()
{
    QFETCH(QList<SystemDevice>, devices);
    QFETCH(QStringList, cards);
    QFETCH(QString, connection);
    const auto chosen = Discovery::choice(Discovery::places(devices, cards));
    QCOMPARE(chosen ? chosen->connection : QString(), connection);
    if (!chosen) {
        QCOMPARE(chosen.error().fault, ReaderFault::NotConfigured);
        QVERIFY(!chosen.error().detail.isEmpty() && !chosen.error().advice.isEmpty());
    }
}

void TestDiscovery::listsEveryPlaceAsAConnection()
{
    const auto places = Discovery::places({mouse, acr, bridge, i2c, spi, keyboard, arygon}, {acrOfPcscd});
    QStringList connections;
    for (const Discovery::Place &place : places) {
        QVERIFY2(Connection::fromString(place.connection), qPrintable(place.connection));
        QVERIFY(!place.where.isEmpty());
        connections << place.connection;
    }
    QCOMPARE(connections,
             (QStringList{u"arygon:/dev/ttyUSB1"_s, u"pcsc:ACS ACR122U PICC Interface"_s,
                          u"pn532_uart:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0:115200"_s,
                          u"pn532_i2c:/dev/i2c-1"_s, u"pn532_spi:/dev/spidev0.0"_s, u"evdev:ffff:0035"_s}));
}

void TestDiscovery::saysWhereOneCouldBe()
{
    const auto chosen = Discovery::choice(Discovery::places({bridge}, {}));
    QVERIFY(!chosen);
    QVERIFY(chosen.error().detail.contains(u"1a86 USB Serial"_s));
    QVERIFY(chosen.error().advice.contains(
        u"pn532_uart:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0:115200"_s));
}

void TestDiscovery::findsPcscdsReader_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("device");
    QTest::addColumn<QString>("found");
    const QStringList names{u"ACS X ICC 00 00"_s, u"ACS X PICC 01 00"_s, u"ACS X PICC 01 01"_s};
    QTest::newRow("none") << QStringList() << u"ACS"_s << QString();
    QTest::newRow("itself") << names << u"ACS X PICC 01 01"_s << u"ACS X PICC 01 01"_s;
    QTest::newRow("its beginning") << names << u"ACS X PICC"_s << u"ACS X PICC 01 00"_s;
    QTest::newRow("a slot with contacts, named") << names << u"ACS X ICC"_s << u"ACS X ICC 00 00"_s;
    QTest::newRow("any") << names << QString() << u"ACS X PICC 01 00"_s;
    QTest::newRow("any of contact slots") << QStringList{u"A SAM 00 00"_s} << QString() << u"A SAM 00 00"_s;
    QTest::newRow("any slot of the device but one with contacts")
        << names << u"ACS X"_s << u"ACS X PICC 01 00"_s;
    QTest::newRow("another") << names << u"HID"_s << QString();
}

void TestDiscovery::findsPcscdsReader()
{
    QFETCH(QStringList, names);
    QFETCH(QString, device);
    QFETCH(QString, found);
    QCOMPARE(Discovery::smartCardReader(names, device), found);
}

void TestDiscovery::findsKeyboards()
{
    SystemDevice second = keyboard;
    second.node = u"/dev/input/event4"_s;
    const QList<SystemDevice> one{mouse, keyboard};
    const QList<SystemDevice> two{keyboard, second};
    QCOMPARE(Discovery::keyboard(one, u"ffff:0035"_s), &one[1]);
    QCOMPARE(Discovery::keyboard(one, u"Sycreader"_s), &one[1]);
    QCOMPARE(Discovery::keyboard(one, u"046d:c077"_s), nullptr); // a mouse is none
    QCOMPARE(Discovery::keyboard(two, u"ffff:0035"_s), nullptr); // which?
    QCOMPARE(Discovery::keyboard(two, u"/dev/input/event4"_s), &two[1]);
}

void TestDiscovery::findsUsbReaders()
{
    const QList<SystemDevice> devices{mouse, scl};
    QCOMPARE(Discovery::usbReader(devices, u"pn53x_usb"_s), &devices[1]);
    QCOMPARE(Discovery::usbReader(devices, u"acr122_usb"_s), nullptr);
}

QTEST_APPLESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
