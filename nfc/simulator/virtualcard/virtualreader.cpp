// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/virtualreader.h"

namespace Medio::Simulator {
namespace {

// A selected chip passes over one request, and any frame may be lost.
constexpr int tries = 3;

const QByteArray readBinary = QByteArray::fromHex("ffb0");
const QByteArray readFirstPages = QByteArray::fromHex("3000");
const QByteArray failed = QByteArray::fromHex("6300"); // PC/SC part 3, section 3.2.2.1.8

} // namespace

VirtualReader::VirtualReader(Field &field)
    : m_field(field)
{
    m_field.setOn(true);
}

bool VirtualReader::look()
{
    const QByteArray wanted = m_card ? onTheAir(m_card->tag().uid.bytes()) : QByteArray();
    for (int left = tries; left > 0; --left) {
        if (!m_field.request(Tag::Modulation::A))
            continue;
        const Tag *tag = m_field.select(wanted);
        if (!tag)
            continue;
        if (!m_card)
            m_card = VirtualCard(*tag);
        return true;
    }
    m_card.reset();
    return false;
}

QByteArray VirtualReader::answer(const QByteArray &command)
{
    if (!m_card)
        return failed;
    const bool asksTheChip = command.startsWith(readBinary) && !m_card->tag().pages.isEmpty();
    if (asksTheChip && !m_field.exchange(readFirstPages, false))
        return failed;
    return m_card->answer(command);
}

} // namespace Medio::Simulator
