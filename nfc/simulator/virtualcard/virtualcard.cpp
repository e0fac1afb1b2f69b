// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/virtualcard.h"

namespace Medio::Simulator {
namespace {

// Status bytes (ISO 7816-4 §5.1.3)
const QByteArray done = QByteArray::fromHex("9000");
const QByteArray wrongLength = QByteArray::fromHex("6700");
const QByteArray notSupported = QByteArray::fromHex("6a81");
const QByteArray noSuchPlace = QByteArray::fromHex("6a82");
const QByteArray unknownClass = QByteArray::fromHex("6e00");

constexpr qsizetype bytesPerPage = 4;
constexpr quint8 sakOfClassic = 0x08;
constexpr quint8 iso14443part4 = 0x20; // bit of the SAK

QByteArray withSum(QByteArray atr)
{
    char sum = 0;
    for (qsizetype i = 1; i < atr.size(); ++i)
        sum = static_cast<char>(sum ^ atr[i]);
    return atr + sum;
}

} // namespace

QByteArray VirtualCard::atr() const
{
    if ((m_tag.sak & iso14443part4) != 0)
        return withSum(QByteArray::fromHex("3b81800180"));               // as DESFire
    const QByteArray name = m_tag.sak == sakOfClassic ? "0001" : "0003"; // Classic 1K, Ultralight
    return withSum(QByteArray::fromHex("3b8f8001804f0ca00000030603" + name + "00000000"));
}

QByteArray VirtualCard::answer(const QByteArray &command) const
{
    if (command.size() < 4)
        return wrongLength;
    if (command.startsWith(QByteArray::fromHex("ffca0000")))
        return m_tag.uid.bytes() + done;
    if (command.startsWith(QByteArray::fromHex("ffb000")))
        return readBinary(command);
    return command.startsWith('\xff') ? notSupported : unknownClass;
}

QByteArray VirtualCard::readBinary(const QByteArray &command) const
{
    if (command.size() != 5)
        return wrongLength;
    const qsizetype start = static_cast<quint8>(command[3]) * bytesPerPage;
    const qsizetype length = static_cast<quint8>(command[4]);
    if (m_tag.pages.isEmpty())
        return notSupported;
    if (length == 0 || length > 16)
        return wrongLength;
    if (start >= m_tag.pages.size())
        return noSuchPlace;
    // Behind the last page the first follows (NTAG213 data sheet §10.2).
    const QByteArray around = m_tag.pages + m_tag.pages.left(length);
    return around.mid(start, length) + done;
}

} // namespace Medio::Simulator
