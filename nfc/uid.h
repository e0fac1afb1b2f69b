// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <optional>
#include <variant>

namespace Medio::Nfc {

/// What a chip speaks, as far as the reader tells. It decides what its UID looks like.
enum class ChipKind {
    Unknown,   ///< any of the lengths below
    Iso14443A, ///< NTAG, Ultralight, Classic, DESFire: 4, 7 or 10 bytes
    Iso14443B, ///< the PUPI, 4 bytes, which many such chips make up anew at each tap
    FeliCa,    ///< the IDm, 8 bytes
    Iso15693   ///< 8 bytes, the first 0xe0 (ISO 15693-3 §4.1)
};

/// Why a chip can't be a button.
enum class UidFlaw {
    Random,     ///< made up anew at each tap: a phone, a bank card
    Impossible, ///< no chip has such a UID: it was damaged on its way, or the card is not honest
};

/// A chip's unique identifier: 4, 7 or 10 bytes for ISO 14443A (single, double, triple size),
/// 4 for ISO 14443B, 8 for FeliCa and ISO 15693. Always of a possible length and never all zero:
/// the two functions below are the only way to make one.
class Uid
{
public:
    /// From raw bytes. Nothing for a length that no chip has, or for all zero bytes.
    static std::optional<Uid> fromBytes(const QByteArray &bytes);

    /// From hex digits with or without ' ', ':' or '-' between pairs, either case.
    static std::optional<Uid> fromString(const QString &text);

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

    /// As Medio stores it: upper case pairs with colons, "04:A1:B2:C3:D4:E5:F6" (MEDIO-API.md §7).
    [[nodiscard]] QString toString() const;

    /// Whether the length is the one that the chip's ATQA announces in bits 8 and 7 of its lower byte
    /// (ISO 14443-3 §6.5.2): 0x0044 says seven bytes. Catches a damaged length that libnfc lets pass.
    [[nodiscard]] bool agreesWithAtqa(quint16 atqa) const;

    /// Whether the ATQA can be this chip's and a larger one's together: bits that collide are heard as 1, so
    /// it announces at least what this chip would.
    [[nodiscard]] bool fitsIntoAtqa(quint16 atqa) const;

    /// Made up anew at each tap (phones, bank cards): 4 bytes, the first 0x08 (ISO 14443-3 §6.5.4);
    /// or 8 bytes that begin with 01 FE (NFC-DEP) or 02 FE (a phone that plays a FeliCa card), the
    /// manufacturer codes that the NFC Forum's Digital Protocol and Android set aside for them.
    [[nodiscard]] bool isRandom() const;

    friend bool operator==(const Uid &, const Uid &) = default;
    friend size_t qHash(const Uid &uid, size_t seed = 0) { return qHash(uid.m_bytes, seed); }

private:
    explicit Uid(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }
    QByteArray m_bytes;
};

/// Chips of different sizes answered the request at once: the ATQA is that of all together, the UID that of
/// the one that was selected. A doubtful reading, since a single card that says two things looks the same.
struct Mixture
{
    Uid uid;
    friend bool operator==(const Mixture &, const Mixture &) = default;
};

/// A chip as one look reads it.
using Sighting = std::variant<Uid, UidFlaw, Mixture>;

/// Judges the bytes of a UID, most significant byte first. `atqa` is the answer to the request, where
/// the reader tells it (ISO 14443A). Total: any bytes give a UID or what is wrong with them.
[[nodiscard]] Sighting sightingOf(ChipKind kind, const QByteArray &bytes,
                                  std::optional<quint16> atqa = std::nullopt);

} // namespace Medio::Nfc
