// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace Medio::Nfc {

/// Where a reader might be.
struct Device
{
    QString connection; ///< for --connection
    QString name;       ///< what the system calls it
    bool isPermitted;   ///< this user may open it
};

/// From names in /dev and /sys alone: nothing is opened, nothing is asked.
QList<Device> devices();

} // namespace Medio::Nfc
