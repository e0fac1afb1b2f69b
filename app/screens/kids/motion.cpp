// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/motion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace Medio::Screens {

Motion::Motion(const Moment &moment, bool calm)
    : m_now(moment.now)
    , m_idle(moment.idle)
    , m_calm(calm)
{
    if (m_idle < 60'000)
        at(60'000 - m_idle);
}

void Motion::at(double fromNow)
{
    if (fromNow >= 0)
        m_next = std::min(m_next, fromNow);
}

void Motion::moving(double framesPerSecond)
{
    at(framesPerSecond >= 60 ? 0 : 1000 / framesPerSecond);
}

double Motion::ease(double since, double duration, QEasingCurve::Type type)
{
    if (since >= duration)
        return 1;
    if (since < 0) {
        at(-since);
        return 0;
    }
    moving();
    QEasingCurve curve(type);
    if (type == QEasingCurve::OutBack)
        curve.setOvershoot(1.2);
    return curve.valueForProgress(since / duration);
}

double Motion::wave(double period, double phase)
{
    if (m_calm)
        return 0;
    if (m_idle >= 300'000)
        return breath(8000, 30);
    const bool quiet = m_idle >= 60'000;
    moving(quiet ? 30 : 60);
    return (quiet ? 0.5 : 1.0) * std::sin(2 * std::numbers::pi * (m_now / period + phase));
}

double Motion::pulse()
{
    return std::round(wave(2000) * 8) / 8;
}

double Motion::breath(double period, double framesPerSecond)
{
    if (m_calm)
        return 0;
    const double part = std::fmod(m_now, period) / period;
    if (part >= 0.5) {
        at((1 - part) * period);
        return 0;
    }
    moving(framesPerSecond);
    const double s = std::sin(2 * std::numbers::pi * part);
    return s * s;
}

int Motion::step(double length, int count)
{
    at(length - std::fmod(m_now, length));
    return static_cast<int>(std::fmod(std::floor(m_now / length), count));
}

bool Motion::blinks()
{
    if (m_calm)
        return false;
    constexpr std::array<double, 4> pauses{3400, 6100, 4300, 5200};
    double t = std::fmod(m_now, 19'000);
    for (const double pause : pauses) {
        if (t < pause) {
            at(t < pause - 120 ? pause - 120 - t : pause - t);
            return t >= pause - 120;
        }
        t -= pause;
    }
    return false;
}
} // namespace Medio::Screens
