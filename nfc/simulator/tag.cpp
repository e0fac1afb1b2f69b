// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/tag.h"

namespace Medio::Simulator {
namespace {

constexpr qsizetype pageSize = 4;
constexpr qsizetype pageCount = 45; // NTAG213

/// Serial number with its check bytes, capability container, an empty NDEF message.
QByteArray memoryOf(const QByteArray &uid)
{
    const char first = static_cast<char>('\x88' ^ uid[0] ^ uid[1] ^ uid[2]);
    const char second = static_cast<char>(uid[3] ^ uid[4] ^ uid[5] ^ uid[6]);
    QByteArray memory = uid.left(3) + first + uid.mid(3) + second;
    memory += QByteArray::fromHex("480000"
                                  "e1101200"
                                  "0300fe00");
    memory.resize(pageSize * pageCount, '\0');
    return memory;
}

} // namespace

std::optional<Tag> Tag::fromUid(const Nfc::Uid &uid)
{
    switch (uid.bytes().size()) {
    case 4:
        return Tag{uid, 0x0004, 0x08, {}};
    case 7:
        return Tag{uid, 0x0044, 0x00, memoryOf(uid.bytes())};
    case 10:
        return Tag{uid, 0x0084, 0x00, {}};
    default:
        return std::nullopt;
    }
}

std::optional<QByteArray> Tag::read(quint8 page) const
{
    if (page * pageSize >= pages.size())
        return std::nullopt;
    return pages.repeated(2).mid(page * pageSize, 4 * pageSize);
}

} // namespace Medio::Simulator
