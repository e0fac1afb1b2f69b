// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/udevinventory.h"

#include <libudev.h>
#include <unistd.h>

#include <QFile>

#include <array>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

template<auto release>
struct Release
{
    template<typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};
using Udev = std::unique_ptr<udev, Release<udev_unref>>;
using Enumeration = std::unique_ptr<udev_enumerate, Release<udev_enumerate_unref>>;
using Entry = std::unique_ptr<udev_device, Release<udev_device_unref>>;

constexpr qsizetype longestWord = 256; // a device may call itself anything

QString word(const char *text)
{
    return text ? QString::fromUtf8(text).left(longestWord).simplified() : QString();
}

QString property(udev_device *device, const char *key)
{
    return word(udev_device_get_property_value(device, key));
}

QString attribute(udev_device *device, const char *key)
{
    return word(udev_device_get_sysattr_value(device, key));
}

/// Calls `take` with each device of a subsystem.
template<typename Take>
void forEach(udev *context, const char *subsystem, udev_device *parent, const Take &take)
{
    const Enumeration all(udev_enumerate_new(context));
    if (!all)
        return;
    udev_enumerate_add_match_subsystem(all.get(), subsystem);
    if (parent)
        udev_enumerate_add_match_parent(all.get(), parent);
    udev_enumerate_scan_devices(all.get());
    for (auto *entry = udev_enumerate_get_list_entry(all.get()); entry;
         entry = udev_list_entry_get_next(entry)) {
        const Entry device(udev_device_new_from_syspath(context, udev_list_entry_get_name(entry)));
        if (device)
            take(device.get());
    }
}

/// The kernel's drivers of a USB device's interfaces.
QStringList driversOf(udev *context, udev_device *usbDevice)
{
    QStringList drivers;
    forEach(context, "usb", usbDevice, [&](udev_device *part) {
        if (word(udev_device_get_devtype(part)) != "usb_interface"_L1)
            return;
        if (const QString driver = word(udev_device_get_driver(part)); !driver.isEmpty())
            drivers << driver;
    });
    drivers.removeDuplicates();
    return drivers;
}

/// The first of its names that contains `part`.
QString linkWith(udev_device *device, const QString &part)
{
    for (auto *link = udev_device_get_devlinks_list_entry(device); link;
         link = udev_list_entry_get_next(link)) {
        QString path = QString::fromUtf8(udev_list_entry_get_name(link));
        if (path.contains(part))
            return path;
    }
    return {};
}

/// What is said of every kind of device.
SystemDevice described(udev_device *device, SystemDevice::Kind kind)
{
    SystemDevice description{.kind = kind, .node = word(udev_device_get_devnode(device))};
    auto *usb = kind == SystemDevice::Kind::Usb
                    ? device
                    : udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device");
    if (usb) {
        description.place = u"USB "_s + word(udev_device_get_sysname(usb));
        description.id = attribute(usb, "idVendor") + u':' + attribute(usb, "idProduct");
        description.name =
            QString(attribute(usb, "manufacturer") + u' ' + attribute(usb, "product")).trimmed();
    }
    description.mark = property(device, "MEDIO_READER");
    description.mayOpen = access(QFile::encodeName(description.node).constData(), R_OK | W_OK) == 0;
    return description;
}

} // namespace

QList<SystemDevice> UdevInventory::devices() const
{
    using Kind = SystemDevice::Kind;
    QList<SystemDevice> found;
    const Udev context(udev_new());
    if (!context)
        return found;

    forEach(context.get(), "usb", nullptr, [&](udev_device *device) {
        if (word(udev_device_get_devtype(device)) != "usb_device"_L1)
            return;
        found << described(device, Kind::Usb);
        found.last().drivers = driversOf(context.get(), device);
    });
    forEach(context.get(), "tty", nullptr, [&](udev_device *device) {
        // Consoles and terminals have no device behind them, ports without a chip no type.
        if (!udev_device_get_parent(device) || attribute(device, "type") == "0"_L1)
            return;
        found << described(device, Kind::SerialLine);
        SystemDevice &line = found.last();
        line.lastingName = linkWith(device, u"/serial/by-id/"_s);
        if (const QString model = property(device, "ID_MODEL"); !model.isEmpty())
            line.name = QString(property(device, "ID_VENDOR") + u' ' + model).trimmed();
    });
    forEach(context.get(), "i2c-dev", nullptr, [&](udev_device *device) {
        found << described(device, Kind::I2c);
        found.last().name = attribute(device, "name");
    });
    forEach(context.get(), "spidev", nullptr,
            [&](udev_device *device) { found << described(device, Kind::Spi); });
    forEach(context.get(), "input", nullptr, [&](udev_device *device) {
        if (!word(udev_device_get_sysname(device)).startsWith(u"event"_s) ||
            property(device, "ID_INPUT_KEYBOARD") != "1"_L1)
            return;
        found << described(device, Kind::Keyboard);
        SystemDevice &keyboard = found.last();
        keyboard.lastingName = linkWith(device, u"/input/by-id/"_s);
        if (auto *input = udev_device_get_parent_with_subsystem_devtype(device, "input", nullptr))
            keyboard.name = attribute(input, "name");
    });
    return found;
}

} // namespace Medio::Nfc
