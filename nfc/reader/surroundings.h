// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/transport.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Medio::Nfc {

/// What the machine itself knows about a device that can't be used: who holds it, which group may
/// open it, which kernel module drives it. Reads /proc, /sys, /etc/group and the device's node below
/// `root`, so that tests give it a machine of their own. Opens no device, changes nothing; has no thread.
class Surroundings
{
public:
    explicit Surroundings(QString root = {});

    struct Holder
    {
        QString program;
        qint64 process = 0;
    };

    /// A program that has the device open, as far as this user may know. Not this program.
    [[nodiscard]] std::optional<Holder> holderOf(const QString &device) const;

    struct Access
    {
        QString group;
        bool groupMayOpen = false; ///< reading and writing
    };
    /// Who may open it. Nothing if it is not there.
    [[nodiscard]] std::optional<Access> accessOf(const QString &device) const;

    /// Those of the kernel's NFC drivers that are loaded, in the order in which they can be removed.
    [[nodiscard]] QStringList modulesInTheWay() const;

    /// Why the device file could not be opened, from open()'s or flock()'s errno.
    [[nodiscard]] Trouble troubleOf(const QString &device, int error) const;

    /// Why a USB reader that is plugged in could not be opened though libnfc gives no reason. `node` is
    /// its file below /dev/bus/usb, `drivers` are the kernel's drivers that hold it, `mayOpen` is
    /// whether this user may.
    [[nodiscard]] Trouble troubleOfUsb(const QString &name, const QString &node, const QStringList &drivers,
                                       bool mayOpen) const;

    /// Nothing if no program that this user may see has it open.
    [[nodiscard]] std::optional<Trouble> troubleOfHolder(const QString &device) const;

private:
    [[nodiscard]] Trouble notPermitted(const QString &what, const QString &node) const;
    [[nodiscard]] static Trouble heldBy(const QString &what, const std::optional<Holder> &holder);

    const QString m_root;
};

} // namespace Medio::Nfc
