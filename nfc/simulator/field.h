// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/chance.h"
#include "nfc/simulator/tag.h"

#include <QList>

#include <vector>

namespace Medio::Simulator {

/// A UID as it goes over the air: a cascade tag before every three bytes but the last four
/// (ISO 14443-3 §6.5.4).
[[nodiscard]] QByteArray onTheAir(const QByteArray &uid);

/// The reader's field and the chips in it, frame by frame, after the states of ISO 14443-3 §6.4:
/// a chip that was selected passes over the next request, a halted one answers none until it has
/// been without power. Pure, and without time: who asks says when, by when it asks.
///
/// How well a chip lies is one number, its loss: the share of its frames that come to nothing. 0 lies
/// well; 1 has no power and forgets its state, as one that was taken away.
class Field
{
public:
    explicit Field(quint32 seed)
        : m_chance(seed)
    {
    }

    // What a hand does. A chip is in the field once: place() needs one that is not there, the
    // others do nothing for one that is not.
    void place(const Tag &tag, double loss = 0);
    void lift(const Nfc::Uid &uid);
    void setLoss(const Nfc::Uid &uid, double loss);
    void forgetSilent(); ///< takes away the chips with a loss of 1
    [[nodiscard]] const Tag *find(const Nfc::Uid &uid) const;
    /// Those in the field, the first to come first.
    [[nodiscard]] QList<Nfc::Uid> uids() const;
    [[nodiscard]] bool isEmpty() const { return m_chips.empty(); }

    /// The share of all chips' frames that is lost besides: parity and checksum errors.
    void setNoise(double loss) { m_noise = loss; }

    // What a reader does
    void setOn(bool on);
    [[nodiscard]] bool isOn() const { return m_isOn; }

    /// REQA, REQB or the poll of FeliCa. True: something answered and can be selected.
    bool request(Tag::Modulation modulation);

    /// What was heard of the chips that answered the last REQA: where their bits differ, 1 (a collision).
    [[nodiscard]] quint16 atqa() const { return m_atqa; }

    /// Anticollision and selection of one of those that answered, or of `wanted` (a UID as it goes
    /// over the air, with cascade tags; empty: any). Null: it came to nothing.
    const Tag *select(const QByteArray &wanted = {});

    /// The one that was selected last and has not been left since; null: none.
    [[nodiscard]] const Tag *selected() const;

    /// One frame to the selected chip and its answer. Nothing: lost, or the chip is silent.
    std::optional<QByteArray> exchange(const QByteArray &frame, bool isRaw);

    /// HLTA: the selected chip is not to answer again.
    void halt();

private:
    enum class State { Idle, Ready, Active, Halted };
    struct Lying
    {
        Tag tag;
        double loss = 0;
        State state = State::Idle;
    };

    bool isLost(const Lying &chip);
    Lying *findLying(const Nfc::Uid &uid);

    Chance m_chance;
    std::vector<Lying> m_chips;
    double m_noise = 0;
    quint16 m_atqa = 0;
    bool m_isOn = false;
};

} // namespace Medio::Simulator
