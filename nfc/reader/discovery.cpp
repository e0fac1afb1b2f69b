// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/discovery.h"

#include "nfc/connection.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Medio::Nfc::Discovery {
namespace {

// USB ids of the readers that libnfc 1.8.0 drives (its udev rules, 93-pn53x.rules). Those that pcscd drives
// too are known by a word of the name that it gives them.
struct UsbReader
{
    QLatin1StringView id;
    QLatin1StringView driver;
    QLatin1StringView wordOfPcscd = {};
};
constexpr std::array<UsbReader, 9> usbReaders{{
    {"04cc:0531"_L1, "pn53x_usb"_L1},                  // Philips PN531
    {"054c:0193"_L1, "pn53x_usb"_L1},                  // Sony PN531
    {"04cc:2533"_L1, "pn53x_usb"_L1},                  // NXP PN533
    {"04e6:5591"_L1, "pn53x_usb"_L1, "SCL3711"_L1},    // SCM SCL3711
    {"04e6:5594"_L1, "pn53x_usb"_L1},                  // Identive SCL3712
    {"1fd3:0608"_L1, "pn53x_usb"_L1},                  // ASK LoGO
    {"054c:02e1"_L1, "pn53x_usb"_L1},                  // Sony RC-S360
    {"072f:2200"_L1, "acr122_usb"_L1, "ACR122"_L1},    // ACS ACR122U
    {"072f:90cc"_L1, "acr122_usb"_L1, "Touchatag"_L1}, // Touchatag
}};

// Words in the name of a USB serial device that is a reader itself and no mere bridge.
struct SerialReader
{
    QLatin1StringView word;
    QLatin1StringView driver;
};
constexpr std::array<SerialReader, 3> serialReaders{{
    {"PN532"_L1, "pn532_uart"_L1},
    {"ARYGON"_L1, "arygon"_L1},
    {"ACR122S"_L1, "acr122s"_L1},
}};

const UsbReader *usbReaderWith(const QString &id)
{
    const auto *found = std::find_if(usbReaders.begin(), usbReaders.end(),
                                     [&](const UsbReader &reader) { return reader.id == id; });
    return found == usbReaders.end() ? nullptr : found;
}

/// What drives the serial reader behind the line, if udev says that one is.
QString driverOfLine(const SystemDevice &line)
{
    for (const SerialReader &reader : serialReaders)
        if (line.mark.isEmpty() ? line.name.contains(reader.word, Qt::CaseInsensitive)
                                : line.mark == reader.driver)
            return reader.driver;
    return {};
}

/// "ACS ACR122U PICC Interface 00 00" without the numbers of the moment.
QString withoutNumbers(const QString &reader)
{
    static const QRegularExpression numbers(u"( [0-9A-Fa-f]{2}){1,2}$"_s);
    QString name = reader;
    return name.remove(numbers);
}

bool hasWord(const QString &name, const QString &words)
{
    return QRegularExpression(uR"(\b(%1)\b)"_s.arg(words), QRegularExpression::CaseInsensitiveOption)
        .match(name)
        .hasMatch();
}

/// A slot for cards with contacts beside the field of the same device.
bool isContactSlot(const QString &name)
{
    return hasWord(name, u"SAM|ICC|Contact|Contacted"_s) && !hasWord(name, u"PICC|Contactless"_s);
}

bool isContactless(const QString &name)
{
    return hasWord(name, uR"(PICC|CL|Contactless|NFC|RFID|ACR122\w*|ACR1252\w*|SCL3711|Touchatag)"_s);
}

Place placeOfSmartCardReader(const QString &reader, const QStringList &all)
{
    const QString name = withoutNumbers(reader);
    const auto sameName = std::count_if(all.begin(), all.end(),
                                        [&](const QString &other) { return withoutNumbers(other) == name; });
    return {.connection = u"pcsc:"_s + (sameName > 1 ? reader : name),
            .name = reader,
            .where = u"pcscd"_s,
            .certainty = isContactSlot(name)   ? Certainty::Possible
                         : isContactless(name) ? Certainty::Contactless
                                               : Certainty::SmartCard};
}

QString lastingNode(const SystemDevice &device)
{
    return device.lastingName.isEmpty() ? device.node : device.lastingName;
}

} // namespace

QList<Place> places(const QList<SystemDevice> &devices, const QStringList &smartCardReaders)
{
    using Kind = SystemDevice::Kind;
    QList<Place> places;
    // A name that no connection can hold is of no use to anybody.
    const auto add = [&](const Place &place) {
        if (Connection::fromString(place.connection))
            places << place;
    };
    for (const QString &reader : smartCardReaders)
        add(placeOfSmartCardReader(reader, smartCardReaders));

    for (const SystemDevice &device : devices) {
        const QString where = device.place.isEmpty() ? device.node : device.place;
        Place place{.connection = {},
                    .name = device.name,
                    .where = where,
                    .certainty = Certainty::Possible,
                    .mayOpen = device.mayOpen};
        switch (device.kind) {
        case Kind::Usb: {
            const UsbReader *reader = usbReaderWith(device.id);
            // One owner per reader: pcscd has this one.
            if (!reader ||
                (!reader->wordOfPcscd.isEmpty() &&
                 std::any_of(smartCardReaders.begin(), smartCardReaders.end(), [&](const QString &name) {
                     return name.contains(reader->wordOfPcscd, Qt::CaseInsensitive);
                 })))
                continue;
            place.connection = reader->driver;
            place.certainty = Certainty::Usb;
            break;
        }
        case Kind::SerialLine: {
            const QString driver = driverOfLine(device);
            const QString speed = driver.isEmpty() || driver == "pn532_uart"_L1 ? u":115200"_s : QString();
            place.connection =
                (driver.isEmpty() ? u"pn532_uart"_s : driver) + u':' + lastingNode(device) + speed;
            place.certainty = driver.isEmpty() ? Certainty::Possible : Certainty::Marked;
            break;
        }
        case Kind::I2c:
            place.connection = u"pn532_i2c:"_s + device.node;
            break;
        case Kind::Spi:
            place.connection = u"pn532_spi:"_s + device.node;
            break;
        case Kind::Keyboard:
            place.connection =
                u"evdev:"_s +
                (device.lastingName.isEmpty() && !device.id.isEmpty() ? device.id : lastingNode(device));
            break;
        }
        add(place);
    }
    std::stable_sort(places.begin(), places.end(),
                     [](const Place &a, const Place &b) { return a.certainty < b.certainty; });
    return places;
}

Expected<Place, Trouble> choice(const QList<Place> &places)
{
    if (places.isEmpty())
        return Unexpected{Trouble{ReaderFault::NotConfigured, u"no reader was found"_s,
                                  u"Plug one in; a reader on a serial line, I2C or SPI must be named in "
                                  "reader.connection."_s}};
    const Place &surest = places.constFirst();
    if (surest.certainty != Certainty::Possible)
        return surest;
    return Unexpected{
        Trouble{ReaderFault::NotConfigured,
                u"no reader was found by itself, but one could be at %1"_s.arg(
                    surest.name.isEmpty() ? surest.where : surest.where + u" ("_s + surest.name + u')'),
                u"If it is there, say so: reader.connection = \"%1\". medio-reader --list shows all "
                "places."_s.arg(surest.connection)}};
}

const SystemDevice *usbReader(const QList<SystemDevice> &devices, const QString &driver)
{
    for (const SystemDevice &device : devices) {
        if (device.kind != SystemDevice::Kind::Usb)
            continue;
        if (const UsbReader *reader = usbReaderWith(device.id); reader && reader->driver == driver)
            return &device;
    }
    return nullptr;
}

QString smartCardReader(const QStringList &names, const QString &device)
{
    if (names.contains(device))
        return device;
    // A slot for cards with contacts is the last that is meant, unless the name is one's.
    for (const bool heedsContacts : {true, false})
        for (const QString &name : names)
            if (name.startsWith(device) && !(heedsContacts && !isContactSlot(device) && isContactSlot(name)))
                return name;
    return {};
}

const SystemDevice *keyboard(const QList<SystemDevice> &devices, const QString &device)
{
    const SystemDevice *found = nullptr;
    for (const SystemDevice &candidate : devices) {
        if (candidate.kind != SystemDevice::Kind::Keyboard)
            continue;
        if (candidate.node == device || candidate.lastingName == device)
            return &candidate;
        if (candidate.id != device && candidate.name != device)
            continue;
        if (found)
            return nullptr;
        found = &candidate;
    }
    return found;
}

} // namespace Medio::Nfc::Discovery
