// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QList>
#include <QString>

namespace Medio::Nfc {

/// Where a reader is and how it is reached: "pn532_uart:/dev/ttyUSB0:115200", with a name in front
/// where a kiosk has several: "left=pcsc:ACS ACR122U". A value; nothing is opened or looked for.
struct Connection
{
    enum class Way {
        ByItself, ///< "auto": the one reader that is there, without a word to devices that are none
        Libnfc,
        Pcsc,
        Keyboard ///< a reader that types what it reads
    };
    /// What the digits that a keyboard reader types mean; nfc/reader/README.md has the rule.
    enum class Digits {
        ByLength,        ///< 10 digits are decimal, 8, 14, 16 or 20 are hexadecimal
        Decimal,         ///< of the UID's four bytes as one number
        DecimalReversed, ///< ... whose last byte is the UID's first
        Hex,
        HexReversed
    };

    QString text; ///< as it was written, without the name
    QString name; ///< which reader of several; empty where there is one
    Way way = Way::ByItself;
    QString driver; ///< "auto", "pn532_uart", "pcsc", "evdev"
    QString device; ///< absolute path; PC/SC: the reader's name; evdev: a path, "ffff:0035" or a name. May be
                    ///< empty (USB readers of libnfc; PC/SC: any)
    bool isSerialLine = false;
    Digits digits = Digits::ByLength; ///< of a keyboard reader

    static constexpr qsizetype longestName = 32;
    static constexpr qsizetype mostReaders = 8;

    /// One connection. The error is a sentence that names what is allowed.
    static Expected<Connection, QString> fromString(const QString &text);

    /// The name in front of what need not be a connection; empty if there is none.
    static QString nameIn(QString text);

    /// One or several, separated by ';'. Of several each needs a name of its own. No text is one reader,
    /// found by itself.
    static Expected<QList<Connection>, QString> listFromString(const QString &text);

    /// The name too, as fromString() takes it.
    [[nodiscard]] QString toString() const;

    /// "pn532_uart:/dev/TTY[:SPEED], ...", for --help and messages, ...
    static QString allowed();
    /// ... and with an example of each, one per line, for --help.
    static QString examples();

    friend bool operator==(const Connection &, const Connection &) = default;
};

} // namespace Medio::Nfc
