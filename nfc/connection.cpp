// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/connection.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

enum class Kind { ByItself, SerialLine, Bus, Usb, Pcsc, Keyboard };

struct Driver
{
    QLatin1StringView name;
    Kind kind;
    QLatin1StringView form;
    QLatin1StringView example;
};

// libnfc: the drivers of Debian's build of 1.8.0; its pcsc and acr122_pcsc are not among them.
constexpr std::array<Driver, 10> drivers{{
    {"auto"_L1, Kind::ByItself, "auto"_L1, "auto"_L1},
    {"pn532_uart"_L1, Kind::SerialLine, "pn532_uart:/dev/TTY[:SPEED]"_L1,
     "pn532_uart:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0:115200"_L1},
    {"pn532_i2c"_L1, Kind::Bus, "pn532_i2c:/dev/i2c-N"_L1, "pn532_i2c:/dev/i2c-1"_L1},
    {"pn532_spi"_L1, Kind::Bus, "pn532_spi:/dev/spidevN.N[:SPEED]"_L1, "pn532_spi:/dev/spidev0.0:500000"_L1},
    {"pn53x_usb"_L1, Kind::Usb, "pn53x_usb"_L1, "pn53x_usb"_L1},
    {"acr122_usb"_L1, Kind::Usb, "acr122_usb"_L1, "acr122_usb"_L1},
    {"acr122s"_L1, Kind::SerialLine, "acr122s:/dev/TTY[:SPEED]"_L1, "acr122s:/dev/ttyS0:9600"_L1},
    {"arygon"_L1, Kind::SerialLine, "arygon:/dev/TTY[:SPEED]"_L1, "arygon:/dev/ttyUSB0:9600"_L1},
    {"pcsc"_L1, Kind::Pcsc, "pcsc[:READER NAME]"_L1, "pcsc:ACS ACR1252 Dual Reader PICC"_L1},
    {"evdev"_L1, Kind::Keyboard,
     "evdev:/dev/input/by-id/NAME|VENDOR:PRODUCT|NAME[:decimal|:decimal-reversed|:hex|:hex-reversed]"_L1,
     "evdev:ffff:0035:decimal"_L1},
}};

constexpr std::array<std::pair<QLatin1StringView, Connection::Digits>, 4> digitForms{{
    {"decimal"_L1, Connection::Digits::Decimal},
    {"decimal-reversed"_L1, Connection::Digits::DecimalReversed},
    {"hex"_L1, Connection::Digits::Hex},
    {"hex-reversed"_L1, Connection::Digits::HexReversed},
}};

// Anything else libnfc 1.8.0 would only complain about, and go on at an undefined speed.
constexpr std::array<uint, 7> lineSpeeds{9600, 19200, 38400, 57600, 115200, 230400, 460800};
constexpr uint fastestBus = 5'000'000;

constexpr qsizetype longest = 512; // libnfc: 1024 bytes
constexpr qsizetype longestList = 4096;

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

bool isPrintable(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar character) { return character.isPrint(); });
}

/// Takes "left=" off the front. Device names may have an equals sign of their own, names may not.
QString takeName(QString *text)
{
    static const QRegularExpression named(
        u"^([a-z][a-z0-9_-]{0,%1})=(?!$)"_s.arg(Connection::longestName - 1));
    const auto match = named.match(*text);
    if (!match.hasMatch())
        return {};
    text->remove(0, match.capturedLength());
    return match.captured(1);
}

/// Of what stands behind "evdev:".
Expected<Connection, QString> keyboard(Connection connection, QString selector)
{
    for (const auto &[name, digits] : digitForms) {
        if (selector.endsWith(u':' + QString(name))) {
            selector.chop(name.size() + 1);
            connection.digits = digits;
            break;
        }
    }
    if (selector.isEmpty())
        return refusal(connection.text, u"it does not say which keyboard"_s);
    static const QRegularExpression id(u"^[0-9a-fA-F]{4}:[0-9a-fA-F]{4}$"_s);
    if (id.match(selector).hasMatch())
        selector = selector.toLower();
    else if (selector.startsWith(u'/') && !selector.startsWith(u"/dev/input/"_s))
        return refusal(connection.text, u"the path must begin with /dev/input/"_s);
    connection.device = selector;
    return connection;
}

} // namespace

QString Connection::allowed()
{
    QStringList forms;
    for (const Driver &driver : drivers)
        forms << driver.form;
    return forms.join(u", "_s);
}

QString Connection::examples()
{
    QStringList examples;
    for (const Driver &driver : drivers)
        examples << driver.example;
    examples << u"left=pn53x_usb; right=pcsc:ACS ACR122U"_s;
    return examples.join(u'\n');
}

Expected<Connection, QString> Connection::fromString(const QString &whole)
{
    if (whole.size() > longest)
        return refusal(whole, u"it is longer than %1 characters"_s.arg(longest));
    if (!isPrintable(whole))
        return refusal({}, u"it has unprintable characters"_s);

    Connection connection;
    connection.text = whole;
    connection.name = takeName(&connection.text);
    const QStringList parts = connection.text.split(u':');
    const auto driver = std::find_if(drivers.begin(), drivers.end(),
                                     [&](const Driver &candidate) { return candidate.name == parts[0]; });
    if (driver == drivers.end())
        return refusal(whole, u"there is no driver \"%1\""_s.arg(parts[0].left(40)));
    connection.driver = parts[0];
    const bool isBare = parts.size() == 1;

    switch (driver->kind) {
    case Kind::ByItself:
        if (!isBare)
            return refusal(whole, u"auto takes nothing after it"_s);
        return connection;
    case Kind::Usb:
        // Bus and device numbers change when the reader is plugged in again.
        if (!isBare)
            return refusal(whole, u"%1 takes nothing after its name"_s.arg(parts[0]));
        connection.way = Way::Libnfc;
        return connection;
    case Kind::Pcsc:
        connection.way = Way::Pcsc;
        connection.device = connection.text.mid(driver->name.size() + 1);
        if (!isBare && connection.device.trimmed().isEmpty())
            return refusal(whole, u"the reader's name is missing"_s);
        return connection;
    case Kind::Keyboard:
        connection.way = Way::Keyboard;
        return keyboard(connection, connection.text.mid(driver->name.size() + 1));
    case Kind::SerialLine:
    case Kind::Bus:
        break;
    }

    connection.way = Way::Libnfc;
    connection.isSerialLine = driver->kind == Kind::SerialLine;
    if (isBare || !parts[1].startsWith(u'/'))
        return refusal(whole, u"the device's absolute path is missing"_s);
    if (parts.size() > 3)
        return refusal(whole, u"the path may not contain a colon"_s);
    connection.device = parts[1];
    if (parts.size() == 3) {
        uint speed = 0;
        const bool isSpeed = isNumber(parts[2], &speed);
        if (connection.isSerialLine &&
            !(isSpeed && std::count(lineSpeeds.begin(), lineSpeeds.end(), speed) > 0))
            return refusal(whole, u"the speed must be one of 9600, 19200, 38400, 57600, 115200, 230400, "
                                  "460800"_s);
        if (!connection.isSerialLine && !(isSpeed && speed > 0 && speed <= fastestBus))
            return refusal(whole, u"the speed must be 1..%1"_s.arg(fastestBus));
    }
    return connection;
}

QString Connection::nameIn(QString text)
{
    return takeName(&text);
}

Expected<QList<Connection>, QString> Connection::listFromString(const QString &text)
{
    if (text.size() > longestList)
        return refusal(text, u"it is longer than %1 characters"_s.arg(longestList));
    if (text.trimmed().isEmpty())
        return QList<Connection>{*fromString(u"auto"_s)};

    QList<Connection> connections;
    QSet<QString> names;
    const QStringList parts = text.split(u';');
    if (parts.size() > mostReaders)
        return refusal(text, u"a kiosk has at most %1 readers"_s.arg(mostReaders));
    for (const QString &part : parts) {
        auto connection = fromString(part.trimmed());
        if (!connection)
            return Unexpected{connection.error()};
        if (parts.size() > 1 && connection->name.isEmpty())
            return refusal(part.trimmed(), u"of several readers each needs a name, as in left=%1"_s.arg(
                                               connection->text.left(60)));
        if (parts.size() > 1 && connection->way == Way::ByItself)
            return refusal(part.trimmed(), u"auto finds one reader; of several each must be named"_s);
        if (names.contains(connection->name))
            return refusal(part.trimmed(), u"two readers are called %1"_s.arg(connection->name));
        const auto same =
            std::find_if(connections.cbegin(), connections.cend(), [&](const Connection &other) {
                return other.way == connection->way && other.device == connection->device &&
                       (!connection->device.isEmpty() || other.driver == connection->driver);
            });
        if (same != connections.cend())
            return refusal(part.trimmed(),
                           u"%1 and %2 are the same reader"_s.arg(same->name, connection->name));
        names << connection->name;
        connections << *std::move(connection);
    }
    return connections;
}

QString Connection::toString() const
{
    return name.isEmpty() ? text : name + u'=' + text;
}

} // namespace Medio::Nfc
