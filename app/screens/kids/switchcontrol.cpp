// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/switchcontrol.h"

#include <algorithm>

namespace Medio::Screens {

using namespace std::chrono_literals;

void SwitchControl::setStep(Time step)
{
    m_step = std::clamp(step, Time(1s), Time(8s));
}

void SwitchControl::begin(Time now, int faces)
{
    m_faces = faces;
    m_since = now;
    m_at = m_way == Way::Moving && faces > 0 ? 0 : -1;
}

bool SwitchControl::isMoving(Time now) const
{
    return m_way == Way::Moving || (m_way == Way::Told && now - m_since >= 4 * m_step);
}

int SwitchControl::highlighted(Time now) const
{
    if (m_faces == 0)
        return -1;
    if (!isMoving(now))
        return m_at;
    // A told one stood for four steps before it began to move
    const Time began = m_way == Way::Told ? m_since + 4 * m_step : m_since;
    const int first = m_at + (m_way == Way::Told ? 1 : 0);
    return static_cast<int>((first + (now - began) / m_step) % m_faces);
}

std::optional<SwitchControl::Time> SwitchControl::next(Time now) const
{
    if (m_faces == 0 || m_way == Way::Unused)
        return std::nullopt;
    if (!isMoving(now))
        return m_since + 4 * m_step;
    return m_since + ((now - m_since) / m_step + 1) * m_step;
}

void SwitchControl::stand(Time now, int face)
{
    m_at = face;
    m_since = now;
}

std::optional<int> SwitchControl::pressFirst(Time now, int nods)
{
    if (m_faces == 0)
        return std::nullopt;
    if (m_way == Way::Unused) {
        m_way = Way::Moving;
        stand(now, std::clamp(nods, 0, m_faces - 1));
        return m_at;
    }
    if (isMoving(now)) {
        const int face = highlighted(now);
        m_way = Way::Moving;
        stand(now, face);
        return face;
    }
    move(now, 1);
    return std::nullopt;
}

std::optional<int> SwitchControl::pressSecond(Time now, int nods)
{
    if (m_faces == 0)
        return std::nullopt;
    const int face = m_way == Way::Unused ? std::clamp(nods, 0, m_faces - 1) : highlighted(now);
    m_way = Way::Told;
    stand(now, face);
    if (face < 0)
        return std::nullopt;
    return face;
}

void SwitchControl::move(Time now, int by)
{
    if (m_faces == 0)
        return;
    const int from = highlighted(now);
    m_way = Way::Told;
    stand(now, from < 0 ? (by > 0 ? 0 : m_faces - 1) : ((from + by) % m_faces + m_faces) % m_faces);
}

void SwitchControl::point(Time now, int face)
{
    if (face < 0 || face >= m_faces)
        return;
    // A finger is no switch: it changes nothing about how switches are used
    stand(now, face);
}

} // namespace Medio::Screens
