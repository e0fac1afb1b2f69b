// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/connection.h"

#include <QList>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

enum class Kind { SerialLine, Bus, Usb };

struct Driver
{
    QLatin1StringView name;
    Kind kind;
    QLatin1StringView form;
};

// The drivers of Debian's libnfc 1.8.0; pcsc and acr122_pcsc are not among them.
constexpr std::array<Driver, 7> drivers{{
    {"pn532_uart"_L1, Kind::SerialLine, "pn532_uart:/dev/TTY[:SPEED]"_L1},
    {"pn532_i2c"_L1, Kind::Bus, "pn532_i2c:/dev/i2c-N"_L1},
    {"pn532_spi"_L1, Kind::Bus, "pn532_spi:/dev/spidevN.N[:SPEED]"_L1},
    {"pn53x_usb"_L1, Kind::Usb, "pn53x_usb"_L1},
    {"acr122_usb"_L1, Kind::Usb, "acr122_usb"_L1},
    {"acr122s"_L1, Kind::SerialLine, "acr122s:/dev/TTY[:SPEED]"_L1},
    {"arygon"_L1, Kind::SerialLine, "arygon:/dev/TTY[:SPEED]"_L1},
}};

// Anything else libnfc 1.8.0 would only complain about, and go on at an undefined speed.
constexpr std::array<uint, 7> lineSpeeds{9600, 19200, 38400, 57600, 115200, 230400, 460800};
constexpr uint fastestBus = 5'000'000;

constexpr qsizetype longest = 512; // libnfc: 1024 bytes

Unexpected<QString> refusal(const QString &text, const QString &reason)
{
    return Unexpected{
        u"\"%1\" is no connection: %2. Allowed: %3"_s.arg(text.left(120), reason, Connection::allowed())};
}

bool isNumber(const QString &text, uint *number)
{
    bool ok = false;
    *number = text.toUInt(&ok);
    return ok && text == QString::number(*number);
}

} // namespace

QString Connection::allowed()
{
    QStringList forms;
    for (const Driver &driver : drivers)
        forms << driver.form;
    return forms.join(u", "_s);
}

Expected<Connection, QString> Connection::fromString(const QString &text)
{
    if (text.size() > longest)
        return refusal(text, u"it is longer than %1 characters"_s.arg(longest));
    const bool isPrintable =
        std::all_of(text.begin(), text.end(), [](QChar character) { return character.isPrint(); });
    if (!isPrintable)
        return refusal({}, u"it has unprintable characters"_s);

    const QStringList parts = text.split(u':');
    const auto driver = std::find_if(drivers.begin(), drivers.end(),
                                     [&](const Driver &candidate) { return candidate.name == parts[0]; });
    if (driver == drivers.end())
        return refusal(text, u"there is no driver \"%1\""_s.arg(parts[0].left(40)));
    if (driver->kind == Kind::Usb) {
        // Bus and device numbers change when the reader is plugged in again.
        if (parts.size() > 1)
            return refusal(text, u"%1 takes nothing after its name"_s.arg(parts[0]));
        return Connection{text, parts[0], {}, false};
    }

    if (parts.size() < 2 || !parts[1].startsWith(u'/'))
        return refusal(text, u"the device's absolute path is missing"_s);
    if (parts.size() > 3)
        return refusal(text, u"the path may not contain a colon"_s);
    const bool isSerialLine = driver->kind == Kind::SerialLine;
    if (parts.size() == 3) {
        uint speed = 0;
        const bool isSpeed = isNumber(parts[2], &speed);
        if (isSerialLine && !(isSpeed && std::count(lineSpeeds.begin(), lineSpeeds.end(), speed) > 0))
            return refusal(text, u"the speed must be one of 9600, 19200, 38400, 57600, 115200, 230400, "
                                 "460800"_s);
        if (!isSerialLine && !(isSpeed && speed > 0 && speed <= fastestBus))
            return refusal(text, u"the speed must be 1..%1"_s.arg(fastestBus));
    }
    return Connection{text, parts[0], parts[1], isSerialLine};
}

} // namespace Medio::Nfc
