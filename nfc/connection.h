// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QString>

namespace Medio::Nfc {

/// Where the reader is, in the words of libnfc: "pn532_uart:/dev/ttyUSB0:115200". Always explicit
/// and complete: looking for readers would mean writing into every serial line of the machine.
struct Connection
{
    QString text;   ///< as libnfc takes it
    QString driver; ///< "pn532_uart"
    QString path;   ///< of the device, absolute; empty for USB readers
    bool isSerialLine = false;

    /// The error is a sentence that names what is allowed.
    static Expected<Connection, QString> fromString(const QString &text);

    /// "pn532_uart:/dev/TTY[:SPEED], ...", for --help and messages.
    static QString allowed();
};

} // namespace Medio::Nfc
