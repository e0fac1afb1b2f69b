// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/devicelist.h"

#include <unistd.h>

#include <QDir>
#include <QFile>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// USB ids of the readers that libnfc 1.8.0 drives (its udev rules, 93-pn53x.rules).
struct UsbReader
{
    QLatin1StringView id;
    QLatin1StringView driver;
};
constexpr std::array<UsbReader, 9> usbReaders{{
    {"04cc:0531"_L1, "pn53x_usb"_L1},  // Philips PN531
    {"054c:0193"_L1, "pn53x_usb"_L1},  // Sony PN531
    {"04cc:2533"_L1, "pn53x_usb"_L1},  // NXP PN533
    {"04e6:5591"_L1, "pn53x_usb"_L1},  // SCM SCL3711
    {"04e6:5594"_L1, "pn53x_usb"_L1},  // Identive SCL3712
    {"1fd3:0608"_L1, "pn53x_usb"_L1},  // ASK LoGO
    {"054c:02e1"_L1, "pn53x_usb"_L1},  // Sony RC-S360
    {"072f:2200"_L1, "acr122_usb"_L1}, // ACS ACR122U
    {"072f:90cc"_L1, "acr122_usb"_L1}, // Touchatag
}};

QString attribute(const QDir &folder, const QString &name)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(256)).trimmed() : QString();
}

bool mayOpen(const QString &path)
{
    return access(QFile::encodeName(path).constData(), R_OK | W_OK) == 0;
}

void addUsbReaders(QList<Device> *devices)
{
    const QDir bus(u"/sys/bus/usb/devices"_s);
    const QStringList names = bus.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const QDir folder(bus.filePath(name));
        const QString id = attribute(folder, u"idVendor"_s) + u':' + attribute(folder, u"idProduct"_s);
        for (const UsbReader &reader : usbReaders) {
            if (reader.id != id)
                continue;
            const QString node =
                u"/dev/bus/usb/%1/%2"_s.arg(attribute(folder, u"busnum"_s).rightJustified(3, u'0'),
                                            attribute(folder, u"devnum"_s).rightJustified(3, u'0'));
            devices->append({reader.driver, attribute(folder, u"product"_s), mayOpen(node)});
        }
    }
}

} // namespace

QList<Device> devices()
{
    QList<Device> found;
    addUsbReaders(&found);

    // Names by identity first: /dev/ttyUSB0 may be another device after the next start.
    const std::array<std::pair<QString, QStringList>, 2> serialLines{{
        {u"/dev/serial/by-id"_s, {u"*"_s}},
        {u"/dev"_s, {u"ttyUSB*"_s, u"ttyACM*"_s, u"ttyAMA*"_s, u"ttyS*"_s}},
    }};
    for (const auto &[folder, patterns] : serialLines) {
        const QStringList names = QDir(folder).entryList(patterns, QDir::System | QDir::Files);
        for (const QString &name : names) {
            const QString path = folder + u'/' + name;
            found.append({u"pn532_uart:%1:115200"_s.arg(path), u"serial line"_s, mayOpen(path)});
        }
    }
    for (const auto &[pattern, driver] :
         {std::pair{u"i2c-*"_s, u"pn532_i2c"_s}, std::pair{u"spidev*"_s, u"pn532_spi"_s}}) {
        const QStringList names = QDir(u"/dev"_s).entryList({pattern}, QDir::System);
        for (const QString &name : names)
            found.append({driver + u":/dev/"_s + name, u"bus"_s, mayOpen(u"/dev/"_s + name)});
    }
    return found;
}

} // namespace Medio::Nfc
