// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/inventory.h"
#include "nfc/reader/transport.h"

#include <QList>
#include <QString>
#include <QStringList>

/// Which reader it is when nobody said: decided from names alone. Pure; libnfc's own search, which writes
/// into every serial line of the machine, is never used.
namespace Medio::Nfc::Discovery {

/// How sure it is that a reader is at a place; the surest one is taken.
enum class Certainty {
    Marked,      ///< an installer's udev rule or the device's own name says so
    Contactless, ///< pcscd lists it and its name speaks of contactless cards
    Usb,         ///< a USB id that only NFC readers have
    SmartCard,   ///< pcscd lists it; nothing says whether it has a field
    Possible     ///< it could be: used only when it is named
};

struct Place
{
    QString connection; ///< see Connection
    QString name;       ///< what the device or pcscd calls it
    QString where;      ///< "USB 1-1.4", "/dev/ttyUSB0"
    Certainty certainty = Certainty::Possible;
    bool mayOpen = true;
    friend bool operator==(const Place &, const Place &) = default;
};

/// All places where a reader is or could be, the surest first; in one order for the same devices.
/// `smartCardReaders` are the names that pcscd gives.
[[nodiscard]] QList<Place> places(const QList<SystemDevice> &devices, const QStringList &smartCardReaders);

/// The place to use when none is named, or why there is none (NotConfigured) with what could be.
[[nodiscard]] Expected<Place, Trouble> choice(const QList<Place> &places);

/// The USB device among them that libnfc's `driver` would open.
[[nodiscard]] const SystemDevice *usbReader(const QList<SystemDevice> &devices, const QString &driver);

/// The name in pcscd's list that a connection's device means: itself, or the first that begins with it; the
/// first of all when it is empty. A slot for cards with contacts is the last. pcscd puts two numbers behind a
/// name, which change when it is plugged in anew.
[[nodiscard]] QString smartCardReader(const QStringList &names, const QString &device);

/// The input device that a connection's device means: a path, "vendor:product", or its name. Nothing if
/// none is, or if several are and only one can be meant.
[[nodiscard]] const SystemDevice *keyboard(const QList<SystemDevice> &devices, const QString &device);

} // namespace Medio::Nfc::Discovery
