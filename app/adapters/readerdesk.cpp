// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/readerdesk.h"

#include "app/flow/housechips.h"

#include <utility>

namespace Medio::Adapters {

using Parents::DeskChip;

ReaderDesk::ReaderDesk(const Nfc::TagReader &reader, const Flow::HouseChips &house)
    : m_house(house)
{
    connect(&reader, &Nfc::TagReader::readerFound, this, [this] { setReader(true); });
    connect(&reader, &Nfc::TagReader::readerLost, this, [this] { setReader(false); });
    connect(&reader, &Nfc::TagReader::chipPlaced, this,
            [this](const Nfc::Placement &placement) { place(placement.uid, placement.resting); });
    connect(&reader, &Nfc::TagReader::chipLifted, this, [this] {
        m_chip.reset();
        if (m_open)
            Q_EMIT left();
    });
    connect(&reader, &Nfc::TagReader::chipRefused, this, [this](const Nfc::Refused &refused) {
        m_chip.reset();
        const bool isRandom = refused.flaw == Nfc::UidFlaw::Random;
        tell({isRandom ? DeskChip::Nature::Random : DeskChip::Nature::Impossible,
              isRandom && refused.uid ? refused.uid->toString() : QString(),
              {}});
    });
}

void ReaderDesk::open()
{
    if (std::exchange(m_open, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this, opening = ++m_opening, before = m_chip] {
            // What was placed since has been told.
            if (m_open && opening == m_opening && m_chip && m_chip == before)
                Q_EMIT arrived(deskChip(*m_chip));
        },
        Qt::QueuedConnection);
}

void ReaderDesk::close()
{
    m_open = false;
}

std::optional<DeskChip> ReaderDesk::chip() const
{
    return m_open && m_chip ? std::optional(deskChip(*m_chip)) : std::nullopt;
}

void ReaderDesk::place(const Nfc::Uid &uid, bool resting)
{
    // A reader that comes back tells anew what lay there all the time.
    if (m_chip == uid && resting)
        return;
    m_chip = uid;
    tell(deskChip(uid));
}

void ReaderDesk::setReader(bool isThere)
{
    if (std::exchange(m_hasReader, isThere) != isThere)
        Q_EMIT readerChanged();
}

void ReaderDesk::tell(const DeskChip &chip)
{
    if (m_open)
        Q_EMIT arrived(chip);
}

DeskChip ReaderDesk::deskChip(const Nfc::Uid &uid) const
{
    const QHash<Nfc::Uid, Flow::HouseChip> chips = m_house.chips();
    const auto house = chips.constFind(uid);
    if (house == chips.cend())
        return {DeskChip::Nature::Ordinary, uid.toString(), {}};
    return {DeskChip::Nature::House, uid.toString(), Flow::nameOf(*house)};
}

} // namespace Medio::Adapters
