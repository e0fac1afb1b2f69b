// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Medio::Nfc {

/// A device of this machine that a reader is, or could be behind.
struct SystemDevice
{
    enum class Kind { Usb, SerialLine, I2c, Spi, Keyboard };

    Kind kind = Kind::Usb;
    QString node; ///< "/dev/ttyUSB0", "/dev/bus/usb/001/004"
    QString lastingName =
        {};             ///< a name for it that survives a re-plug: "/dev/serial/by-id/..."; may be empty
    QString place = {}; ///< "USB 1-1.4"; empty for what is built in
    QString id = {};    ///< "072f:2200", of the USB device that it is or belongs to; may be empty
    QString name = {};  ///< as it calls itself
    QStringList drivers = {}; ///< the kernel's, that hold the interfaces of a USB device
    QString mark = {};        ///< what an installer's udev rule says it is: MEDIO_READER="pn532_uart"
    bool mayOpen = true;      ///< this user may
};

/// The devices of this machine, from names and what udev knows of them: nothing is opened, nothing
/// is asked. UdevInventory is the real one.
class Inventory
{
public:
    virtual ~Inventory() = default;
    [[nodiscard]] virtual QList<SystemDevice> devices() const = 0;
};

} // namespace Medio::Nfc
