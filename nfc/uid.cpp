// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/uid.h"

#include <algorithm>

namespace Medio::Nfc {
namespace {

constexpr qsizetype longestUid = 10;

// In the place of a first byte it says that more of the UID follows (ISO 14443-3 §6.5.4).
constexpr char cascadeTag = '\x88';

int digit(QChar character)
{
    const char16_t c = character.unicode();
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    if (c >= u'a' && c <= u'f')
        return c - u'a' + 10;
    if (c >= u'A' && c <= u'F')
        return c - u'A' + 10;
    return -1;
}

/// What the ATQA says in its bits 8 and 7 (ISO 14443-3 §6.5.2).
int sizeIn(quint16 atqa)
{
    return atqa >> 6 & 3;
}

/// What it says there for a UID of so many bytes; nothing for lengths of other standards.
std::optional<int> sizeOf(qsizetype bytes)
{
    switch (bytes) {
    case 4:
        return 0;
    case 7:
        return 1;
    case 10:
        return 2;
    default:
        return std::nullopt;
    }
}

bool isSeparator(QChar character)
{
    return character == u' ' || character == u':' || character == u'-';
}

} // namespace

std::optional<Uid> Uid::fromBytes(const QByteArray &bytes)
{
    const qsizetype size = bytes.size();
    if (size != 4 && size != 7 && size != 8 && size != 10)
        return std::nullopt;
    if (std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; }))
        return std::nullopt;
    return Uid(bytes);
}

std::optional<Uid> Uid::fromString(const QString &text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); i += 2) {
        if (!bytes.isEmpty() && isSeparator(text[i]))
            ++i;
        if (i + 1 >= text.size() || bytes.size() == longestUid)
            return std::nullopt;
        const int high = digit(text[i]);
        const int low = digit(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes.append(static_cast<char>(high << 4 | low));
    }
    return fromBytes(bytes);
}

QString Uid::toString() const
{
    return QString::fromLatin1(m_bytes.toHex(':').toUpper());
}

bool Uid::agreesWithAtqa(quint16 atqa) const
{
    return sizeOf(m_bytes.size()) == sizeIn(atqa);
}

bool Uid::fitsIntoAtqa(quint16 atqa) const
{
    const auto size = sizeOf(m_bytes.size());
    return size && (sizeIn(atqa) & *size) == *size;
}

bool Uid::isRandom() const
{
    if (m_bytes.size() == 4)
        return m_bytes[0] == 0x08;
    return m_bytes.size() == 8 && (m_bytes.startsWith("\x01\xfe") || m_bytes.startsWith("\x02\xfe"));
}

Sighting sightingOf(ChipKind kind, const QByteArray &bytes, std::optional<quint16> atqa)
{
    const auto uid = Uid::fromBytes(bytes);
    if (!uid)
        return UidFlaw::Impossible;
    const auto isPossible = [&] {
        switch (kind) {
        case ChipKind::Iso14443A:
            return bytes.size() != 8 && !(bytes.size() == 4 && bytes[0] == cascadeTag) &&
                   (!atqa || uid->fitsIntoAtqa(*atqa));
        case ChipKind::Iso14443B:
            return bytes.size() == 4;
        case ChipKind::FeliCa:
            return bytes.size() == 8;
        case ChipKind::Iso15693:
            return bytes.size() == 8 && bytes[0] == '\xe0';
        case ChipKind::Unknown:
            return true;
        }
        Q_UNREACHABLE();
    };
    if (!isPossible())
        return UidFlaw::Impossible;
    // A PUPI of ISO 14443B says nothing of its own origin.
    if (kind != ChipKind::Iso14443B && uid->isRandom())
        return UidFlaw::Random;
    if (kind == ChipKind::Iso14443A && atqa && !uid->agreesWithAtqa(*atqa))
        return Mixture{*uid};
    return *uid;
}

} // namespace Medio::Nfc
