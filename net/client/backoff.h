// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <functional>

namespace Medio::Net {

/// Randomness as it is injected everywhere here: a number from 0 (included) to 1 (excluded).
using Dice = std::function<double()>;

/// The machine's own.
[[nodiscard]] Dice randomDice();

/// How long to wait before the next try: exponential with full jitter, that is anything between
/// nothing and min(cap, base · 2ⁿ), so that many kiosks do not come back at the same moment.
class Backoff
{
public:
    Backoff(std::chrono::milliseconds base, std::chrono::milliseconds cap, Dice dice);

    /// The next wait; each call doubles the bound of the following one.
    [[nodiscard]] std::chrono::milliseconds next();
    void reset() { m_tries = 0; }
    void setCap(std::chrono::milliseconds cap) { m_cap = cap; }

private:
    std::chrono::milliseconds m_base;
    std::chrono::milliseconds m_cap;
    Dice m_dice;
    int m_tries = 0;
};

} // namespace Medio::Net
