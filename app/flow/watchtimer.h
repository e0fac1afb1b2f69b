// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace Medio::Flow {

/// Watch time of one sitting: what was charged, what of it is played, what is left to play.
/// A value without a clock: whoever calls it says what time it is.
class WatchTimer
{
public:
    using milliseconds = std::chrono::milliseconds;
    using nanoseconds = std::chrono::nanoseconds;

    /// So much is safely charged and may be played. `beyond`: the part beyond what was allowed.
    void grant(milliseconds amount, milliseconds beyond);

    void run(nanoseconds now);  ///< pictures move from now on
    void hold(nanoseconds now); ///< they do not
    [[nodiscard]] bool isRunning() const { return m_running; }

    [[nodiscard]] nanoseconds credit(nanoseconds now) const;  ///< may still be played; ≥ 0
    [[nodiscard]] nanoseconds allowed(nanoseconds now) const; ///< of credit(): without what is beyond
    [[nodiscard]] nanoseconds played(nanoseconds now) const;  ///< since the sitting began

    /// What is left of the credit, to be given back, in whole milliseconds; a fraction stays. What is
    /// beyond is given back first.
    struct Unused
    {
        milliseconds amount{0};
        milliseconds beyond{0};
    };
    Unused takeBack(nanoseconds now);

    friend bool operator==(const WatchTimer &, const WatchTimer &) = default;

private:
    [[nodiscard]] nanoseconds runningFor(nanoseconds now) const;
    [[nodiscard]] nanoseconds balance(nanoseconds now) const;
    void settle(nanoseconds now);

    nanoseconds m_credit{0}; ///< below 0 when somebody noticed late that it was used up: the next grant pays
    nanoseconds m_beyond{0}; ///< part of the credit that is beyond: spent last
    nanoseconds m_played{0};
    nanoseconds m_since{0};
    bool m_running = false;
};

} // namespace Medio::Flow
