// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/field.h"

#include <algorithm>

namespace Medio::Simulator {
namespace {

constexpr qsizetype bytesOfALevel = 4;
constexpr char cascadeTag = '\x88';

/// Whether the reader, which goes on with the 1 when bits collide (the lowest goes first), finds
/// `left` before `right`.
bool winsAgainst(const QByteArray &left, const QByteArray &right)
{
    const auto differs = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    if (differs.first == left.end() || differs.second == right.end())
        return false;
    const unsigned bits = static_cast<quint8>(*differs.first) ^ static_cast<quint8>(*differs.second);
    return (static_cast<quint8>(*differs.first) & (bits & -bits)) != 0;
}

/// Frames that must succeed to select a chip: two per level of the cascade; ATTRIB; none.
qsizetype framesToSelect(const Tag &tag)
{
    switch (tag.modulation()) {
    case Tag::Modulation::A:
        return 2 * ((tag.uid.bytes().size() - 1) / (bytesOfALevel - 1));
    case Tag::Modulation::B:
        return 1;
    case Tag::Modulation::FeliCa:
        break;
    }
    return 0;
}

} // namespace

QByteArray onTheAir(const QByteArray &uid)
{
    QByteArray air;
    qsizetype at = 0;
    for (; uid.size() - at > bytesOfALevel; at += bytesOfALevel - 1)
        air += cascadeTag + uid.mid(at, bytesOfALevel - 1);
    return air + uid.mid(at);
}

Field::Lying *Field::findLying(const Nfc::Uid &uid)
{
    const auto found =
        std::find_if(m_chips.begin(), m_chips.end(), [&](const Lying &chip) { return chip.tag.uid == uid; });
    return found == m_chips.end() ? nullptr : &*found;
}

const Tag *Field::find(const Nfc::Uid &uid) const
{
    const auto found =
        std::find_if(m_chips.begin(), m_chips.end(), [&](const Lying &chip) { return chip.tag.uid == uid; });
    return found == m_chips.end() ? nullptr : &found->tag;
}

void Field::place(const Tag &tag, double loss)
{
    Q_ASSERT(!findLying(tag.uid));
    m_chips.push_back({tag, loss});
}

void Field::lift(const Nfc::Uid &uid)
{
    std::erase_if(m_chips, [&](const Lying &chip) { return chip.tag.uid == uid; });
}

void Field::setLoss(const Nfc::Uid &uid, double loss)
{
    Lying *chip = findLying(uid);
    if (!chip)
        return;
    chip->loss = loss;
    if (loss >= 1)
        chip->state = State::Idle;
}

void Field::forgetSilent()
{
    std::erase_if(m_chips, [](const Lying &chip) { return chip.loss >= 1; });
}

QList<Nfc::Uid> Field::uids() const
{
    QList<Nfc::Uid> uids;
    for (const Lying &chip : m_chips)
        uids << chip.tag.uid;
    return uids;
}

void Field::setOn(bool on)
{
    m_isOn = on;
    if (!on)
        for (Lying &chip : m_chips)
            chip.state = State::Idle;
}

bool Field::isLost(const Lying &chip)
{
    return m_chance.happens(chip.loss) || m_chance.happens(m_noise);
}

bool Field::request(Tag::Modulation modulation)
{
    bool isAnswered = false;
    m_atqa = 0;
    for (Lying &chip : m_chips) {
        if (!m_isOn || chip.loss >= 1 || chip.tag.modulation() != modulation || chip.state == State::Halted)
            continue;
        const bool passesOver = chip.state != State::Idle && modulation != Tag::Modulation::FeliCa;
        chip.state = passesOver || isLost(chip) ? State::Idle : State::Ready;
        if (chip.state == State::Ready) {
            isAnswered = true;
            m_atqa |= chip.tag.atqa;
        }
    }
    return isAnswered;
}

const Tag *Field::select(const QByteArray &wanted)
{
    Lying *best = nullptr;
    QByteArray bestOnTheAir;
    for (Lying &chip : m_chips) {
        if (chip.state != State::Ready || !m_isOn)
            continue;
        const QByteArray air =
            m_chips.size() > 1 || !wanted.isEmpty() ? onTheAir(chip.tag.uid.bytes()) : QByteArray();
        chip.state = State::Idle; // all but the one that is selected
        if (!wanted.isEmpty() && wanted != air)
            continue;
        // The one that is heard better drowns the other.
        const bool wins =
            !best || chip.loss < best->loss || (chip.loss == best->loss && winsAgainst(air, bestOnTheAir));
        if (wins) {
            best = &chip;
            bestOnTheAir = air;
        }
    }
    if (!best)
        return nullptr;
    for (qsizetype frame = framesToSelect(best->tag); frame > 0; --frame)
        if (isLost(*best))
            return nullptr;
    best->state = State::Active;
    return &best->tag;
}

const Tag *Field::selected() const
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(),
                                    [](const Lying &chip) { return chip.state == State::Active; });
    return found == m_chips.end() ? nullptr : &found->tag;
}

std::optional<QByteArray> Field::exchange(const QByteArray &frame, bool isRaw)
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(),
                                    [](const Lying &chip) { return chip.state == State::Active; });
    if (!m_isOn || found == m_chips.end() || isLost(*found))
        return std::nullopt;
    return found->tag.answer(frame, isRaw);
}

void Field::halt()
{
    for (Lying &chip : m_chips)
        if (chip.state == State::Active)
            chip.state = State::Halted;
}

} // namespace Medio::Simulator
