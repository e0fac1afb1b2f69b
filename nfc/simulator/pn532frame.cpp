// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/pn532frame.h"

#include <numeric>
#include <optional>

namespace Medio::Simulator::Pn532Frame {
namespace {

constexpr char fromHost = '\xd4';
constexpr char fromChip = '\xd5';
constexpr qsizetype longestBody = longestData + 1; // with the direction byte

quint8 sum(const QByteArray &bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), quint8{0}, [](quint8 so_far, char byte) {
        return static_cast<quint8>(so_far + static_cast<quint8>(byte));
    });
}

char complement(quint8 value)
{
    return static_cast<char>(static_cast<quint8>(-value));
}

/// One item at the begin of `bytes`, which is a start code; `length` is how many bytes it took.
/// Nothing when more bytes are needed.
std::optional<Item> itemAt(const QByteArray &bytes, qsizetype *length)
{
    const auto byte = [&](qsizetype index) {
        return static_cast<quint8>(bytes[index]);
    };
    if (bytes.size() < 4)
        return std::nullopt;
    *length = 4;
    if (byte(2) == 0x00 && byte(3) == 0xff)
        return Item{Item::Kind::Ack};
    if (byte(2) == 0xff && byte(3) == 0x00)
        return Item{Item::Kind::Nack};

    qsizetype size = byte(2);
    bool isSound = static_cast<quint8>(byte(2) + byte(3)) == 0;
    if (byte(2) == 0xff && byte(3) == 0xff) { // extended
        if (bytes.size() < 7)
            return std::nullopt;
        *length = 7;
        size = byte(4) << 8 | byte(5);
        isSound = static_cast<quint8>(byte(4) + byte(5) + byte(6)) == 0;
    }
    if (!isSound || size < 2 || size > longestBody)
        return Item{Item::Kind::Damaged};

    if (bytes.size() < *length + size + 1)
        return std::nullopt;
    const QByteArray body = bytes.mid(*length, size);
    *length += size + 1;
    if (static_cast<quint8>(sum(body) + byte(*length - 1)) != 0 || body[0] != fromHost)
        return Item{Item::Kind::Damaged};
    return Item{Item::Kind::Command, body.mid(1)};
}

} // namespace

QList<Item> Scanner::take(const QByteArray &bytes)
{
    static const QByteArray startCode("\x00\xff", 2);
    m_rest += bytes;
    QList<Item> items;
    while (true) {
        const qsizetype start = m_rest.indexOf(startCode);
        if (start < 0) {
            // The last byte may be the first half of a start code.
            m_rest = m_rest.right(m_rest.endsWith('\0') ? 1 : 0);
            return items;
        }
        m_rest.remove(0, start);
        qsizetype length = 0;
        const auto item = itemAt(m_rest, &length);
        if (!item)
            return items;
        items << *item;
        m_rest.remove(0, length);
    }
}

QByteArray answer(const QByteArray &data)
{
    Q_ASSERT(!data.isEmpty() && data.size() <= longestData);
    const QByteArray body = fromChip + data;
    const auto size = static_cast<quint16>(body.size());
    QByteArray frame("\x00\x00\xff", 3);
    if (size <= 0xff) {
        frame += static_cast<char>(size);
        frame += complement(static_cast<quint8>(size));
    } else {
        const QByteArray length{QByteArray(1, static_cast<char>(size >> 8)) + static_cast<char>(size & 0xff)};
        frame += "\xff\xff" + length + complement(sum(length));
    }
    return frame + body + complement(sum(body)) + '\0';
}

QByteArray ack()
{
    return {"\x00\x00\xff\x00\xff\x00", 6};
}

QByteArray nack()
{
    return {"\x00\x00\xff\xff\x00\x00", 6};
}

QByteArray syntaxError()
{
    return {"\x00\x00\xff\x01\xff\x7f\x81\x00", 8};
}

} // namespace Medio::Simulator::Pn532Frame
