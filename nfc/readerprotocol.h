// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/presencetracker.h"
#include "nfc/tagreader.h"

#include <QByteArray>
#include <QString>

#include <variant>

/// What medio-reader says to the kiosk: one JSON object per line, version 1, described in
/// nfc/reader/README.md. In the other direction nothing is said: the end of the reader's
/// standard input is the end of the reader.
namespace Medio::Nfc::ReaderProtocol {

/// The poll loop turns. Said at most every 0.5 s, and at least every 1.8 s.
struct Alive
{
    qint64 looks = 0;  ///< into the field, since `found`; 0 where the program does not count them
    qint64 failed = 0; ///< of them
    qint64 chips = 0;  ///< of them, that found a chip
    friend bool operator==(const Alive &, const Alive &) = default;
};

/// The device answers. Followed by one Placement (resting) or one Vacant.
struct Found
{
    QString name;
    QString place = {};    ///< where it is: "/dev/ttyUSB0", "USB 1-1.4", "pcscd"; may be empty
    bool tapOnly = false;  ///< it does not see a chip lie: each tap is a placement and a lift at once
    QString firmware = {}; ///< of the reader's chip: "PN532 v1.6"; may be empty
    /// The device confirmed that it switched its field off and on when it was opened.
    bool fieldConfirmed = false;
    friend bool operator==(const Found &, const Found &) = default;
};

/// The device does not answer (any more); what was known of chips is void.
struct Lost
{
    ReaderFault fault = ReaderFault::Mute; ///< neither None nor ProgramFailed
    QString detail;                        ///< one sentence: what is wrong
    QString advice = {};                   ///< one sentence: what to do about it; may be empty
    friend bool operator==(const Lost &, const Lost &) = default;
};

/// What is written on the chip that lies there. Said after its Placement, at most once for each; a chip
/// that was resting or that has nothing readable on it is not spoken of.
struct Ndef
{
    Uid uid;
    QByteArray message; ///< an NDEF message as the chip holds it: foreign bytes, 1..longestMessage
    friend bool operator==(const Ndef &, const Ndef &) = default;
};

/// A sound line of a vocabulary that is newer than this program: to be passed over.
struct Unknown
{
    QString event;
    friend bool operator==(const Unknown &, const Unknown &) = default;
};

using Report = std::variant<Alive, Found, Lost, Vacant, Placement, Lifted, Refused, Weak, Ndef, Unknown>;

inline constexpr qsizetype longestText = 512;  ///< of a name, a detail, an advice, in UTF-16 units
inline constexpr qsizetype longestLabel = 128; ///< of a reader, a place, a firmware, in UTF-16 units
inline constexpr qsizetype longestLine = 8192;
inline constexpr qsizetype longestMessage = 1024; ///< bytes

/// With the line's end, at most longestLine. Texts that are too long are cut. `reader` says which of several
/// readers it is (Connection::name); nothing where there is one.
[[nodiscard]] QByteArray toLine(const Report &report, const QString &reader = {});

/// Total: any bytes give a report or the reason why they are none. A line's end is optional, keys
/// that nobody knows are passed over.
[[nodiscard]] Expected<Report, QString> fromLine(const QByteArray &line);

} // namespace Medio::Nfc::ReaderProtocol
