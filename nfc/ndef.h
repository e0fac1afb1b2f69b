// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace Medio::Nfc {

// What is written on a chip, in the NFC Forum's Data Exchange Format (NDEF). The functions are pure and
// total: a chip is foreign, so every length it tells is checked and bounded.

/// A record of the type "T" (Text Record Type Definition 1.0).
struct NdefText
{
    QString language; ///< "de", "en-GB", as IANA spells it; empty if the record names none
    QString text;     ///< at most longestNdefText; no control characters but line ends and tabs
    friend bool operator==(const NdefText &, const NdefText &) = default;
};

/// A record of the type "U" (URI Record Type Definition 1.0), its prefix written out.
struct NdefUri
{
    QString uri; ///< at most longestNdefText; no white space, no control characters; not checked further
    friend bool operator==(const NdefUri &, const NdefUri &) = default;
};

using NdefRecord = std::variant<NdefText, NdefUri>;

inline constexpr qsizetype mostNdefRecords = 16;  ///< of a chip; further ones are passed over
inline constexpr qsizetype longestNdefText = 512; ///< UTF-16 units; texts are cut, URIs passed over

/// The text and URI records of a message, as far as it is sound; other records are passed over.
[[nodiscard]] QList<NdefRecord> ndefRecords(const QByteArray &message);

/// The memory of an NTAG or Ultralight (NFC Forum Type 2 Tag) from page 3 on: 4 bytes that say what
/// the chip can hold, then its data. A READ gives 16 bytes, so a message is read by
///     while (memory.size() < Type2Memory::wanted(memory))
///         memory += READ(3 + memory.size() / 4);
namespace Type2Memory {

inline constexpr qsizetype most = 4 + 888; ///< that is ever wanted: all of an NTAG216

/// How many bytes must be had to know the message, as far as those given tell; at most `most` and
/// what the chip says that it holds. Not more than are given: then there is a message or none.
[[nodiscard]] qsizetype wanted(const QByteArray &memory);

/// The message; empty if there is none or it is cut off.
[[nodiscard]] QByteArray message(const QByteArray &memory);

} // namespace Type2Memory
} // namespace Medio::Nfc
