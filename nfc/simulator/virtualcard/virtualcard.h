// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/tag.h"

#include <QByteArray>

#include <utility>

namespace Medio::Simulator {

/// A contactless chip as a PC/SC reader shows it (PC/SC part 3: 3.1.3.2.3 for the ATR, 3.2.2.1 for the pseudo
/// commands). A value without a thread.
class VirtualCard
{
public:
    explicit VirtualCard(Tag tag)
        : m_tag(std::move(tag))
    {
    }

    [[nodiscard]] const Tag &tag() const { return m_tag; }

    [[nodiscard]] QByteArray atr() const;

    /// To one command; ends with the two status bytes. Total: any bytes get an answer.
    [[nodiscard]] QByteArray answer(const QByteArray &command) const;

private:
    [[nodiscard]] QByteArray readBinary(const QByteArray &command) const;

    Tag m_tag;
};

} // namespace Medio::Simulator
