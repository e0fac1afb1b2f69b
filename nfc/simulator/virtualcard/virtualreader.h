// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/field.h"
#include "nfc/simulator/virtualcard/virtualcard.h"

#include <QByteArray>

#include <optional>

namespace Medio::Simulator {

/// What a PC/SC reader makes of its field: whenever it is asked it looks for a chip, and stays with the one
/// that it found for as long as it hears that one; a second chip beside it is found when the first is gone.
/// Pure; how often it looks is the affair of who asks.
class VirtualReader
{
public:
    /// The field must outlive it, and be this reader's alone.
    explicit VirtualReader(Field &field);

    /// Looks, as often as a reader tries. True: the card is there.
    bool look();

    /// Found by the last look.
    [[nodiscard]] const std::optional<VirtualCard> &card() const { return m_card; }

    /// The reader's answer to a command for the card, with the two status bytes. It knows the UID without
    /// asking the chip; what it must ask the chip for may be lost.
    [[nodiscard]] QByteArray answer(const QByteArray &command);

private:
    Field &m_field;
    std::optional<VirtualCard> m_card;
};

} // namespace Medio::Simulator
