// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRandomGenerator>

#include <chrono>
#include <cmath>

namespace Medio::Simulator {

/// What is left to chance in the simulated world; the same seed gives the same world everywhere
/// (the distributions of the standard library differ between its makers).
class Chance
{
public:
    using Time = std::chrono::nanoseconds;

    explicit Chance(quint32 seed)
        : m_random(seed)
    {
    }

    bool happens(double probability)
    {
        return probability > 0 && (probability >= 1 || m_random.generateDouble() < probability);
    }
    Time between(Time low, Time high) { return low + part(high - low, m_random.generateDouble()); }

    /// Evenly by order of magnitude: as often between 10 and 20 ms as between 100 and 200 ms.
    Time anyMagnitude(Time low, Time high)
    {
        return part(low, std::pow(double(high.count()) / double(low.count()), m_random.generateDouble()));
    }
    Time exponential(Time mean) { return part(mean, -std::log(1 - m_random.generateDouble())); }

    int below(int end) { return m_random.bounded(end); }
    quint32 seed() { return m_random.generate(); }

private:
    static Time part(Time whole, double factor) { return Time(std::llround(double(whole.count()) * factor)); }

    QRandomGenerator m_random;
};

} // namespace Medio::Simulator
