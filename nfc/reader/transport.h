// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/presencetracker.h"
#include "nfc/tagreader.h"
#include "nfc/uid.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Nfc {

/// Why a reader can't be used, and what can be done about it.
struct Trouble
{
    ReaderFault fault = ReaderFault::Mute;
    QString detail;      ///< one sentence that names the device: what is wrong
    QString advice = {}; ///< one sentence for a parent or an installer; may be empty
    friend bool operator==(const Trouble &, const Trouble &) = default;
};

/// A way to a reader: libnfc, PC/SC, or a keyboard that is none. One thread owns it. No call takes
/// longer than 1.8 s.
class Transport
{
public:
    /// What was opened.
    struct Reader
    {
        QString name;                      ///< as it calls itself
        QString place = {};                ///< where it is: "/dev/ttyUSB0", "USB 1-1.4"
        QString firmware = {};             ///< of its chip: "PN532 v1.6"; empty if it does not tell
        bool tellsByItself = false;        ///< look() waits for a change: nobody needs to ask in between
        bool tapOnly = false;              ///< it says when a chip comes, never when one goes
        bool fieldConfirmed = false;       ///< it said that it switched its field off and on
        PresenceTracker::Grace grace = {}; ///< how its gaps are to be read
    };

    /// One look into the field.
    struct Look
    {
        enum class Result {
            Chip,    ///< one lies there, or was tapped
            Nothing, ///< none does, or none that can be read
            Failed,  ///< the reader gave no sensible answer; the next look may be good again
            Gone     ///< the device was pulled out
        };
        Result result = Result::Nothing;
        QByteArray uid = {}; ///< of the chip, as it came: not judged yet
        ChipKind kind = ChipKind::Unknown;
        std::optional<quint16> atqa = {};
        std::optional<quint8> sak = {};
        bool isJustGone = false; ///< Nothing: said the moment it went, after a wait in which it lay there
    };

    /// What one read() gives: four pages of a Type 2 Tag.
    static constexpr qsizetype bytesPerRead = 16;

    virtual ~Transport();

    /// The reader, or why it can't be opened. Called when closed.
    virtual Expected<Reader, Trouble> open() = 0;

    /// Called when open. A reader that tells by itself waits up to `patience` for a change, any other
    /// one looks at once; at most 0.5 s more than that.
    virtual Look look(std::chrono::milliseconds patience) = 0;

    /// Reads four pages of the chip that the last look found, from `page` on (READ of a Type 2 Tag). Nothing
    /// if that fails or is not known here. At most 0.5 s.
    virtual QByteArray read(quint8 page);

    /// Gives the device free for others. Harmless when closed.
    virtual void close() = 0;

    /// What to say when looks keep failing with this result, Failed or Gone.
    [[nodiscard]] virtual Trouble trouble(Look::Result result) const = 0;
};

} // namespace Medio::Nfc
