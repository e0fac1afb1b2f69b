// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <optional>

namespace Medio::Nfc {

/// A chip's unique identifier: 4, 7 or 10 bytes for ISO 14443A (single, double, triple size),
/// 8 bytes for FeliCa and ISO 15693. Always valid: the two functions below are the only way to make one.
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

    /// Made up anew at each tap (phones, bank cards): 4 bytes, the first 0x08 (ISO 14443-3 §6.5.4).
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

} // namespace Medio::Nfc
