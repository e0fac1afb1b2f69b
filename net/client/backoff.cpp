// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/backoff.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace Medio::Net {

Dice randomDice()
{
    return [] {
        return QRandomGenerator::global()->generateDouble();
    };
}

Backoff::Backoff(std::chrono::milliseconds base, std::chrono::milliseconds cap, Dice dice)
    : m_base(base)
    , m_cap(cap)
    , m_dice(std::move(dice))
{
}

std::chrono::milliseconds Backoff::next()
{
    // 2^20 base waits are beyond every cap; the shift stays harmless.
    const auto bound = std::min(m_cap, std::chrono::milliseconds(m_base * (1 << std::min(m_tries, 20))));
    ++m_tries;
    return std::chrono::milliseconds(static_cast<qint64>(m_dice() * static_cast<double>(bound.count())));
}

} // namespace Medio::Net
