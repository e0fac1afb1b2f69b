// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cmath>

namespace Medio {

/// What samples are multiplied by to be heard this loud, 0..1: half as loud is 10 dB less (Stevens: loudness
/// grows with the amplitude to the power of 0.6). A slider that is an amplitude does everything in its
/// lowest tenth.
[[nodiscard]] inline float amplitudeOf(double loudness)
{
    constexpr double exponent = 1 / 0.6;
    return float(std::pow(std::clamp(loudness, 0.0, 1.0), exponent));
}

} // namespace Medio
