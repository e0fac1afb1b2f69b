// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/nudges.h"

#include <utility>

namespace Medio::PlayerWeb {

Nudges::Verdict Nudges::judge(Platform platform, const PageState &state, std::chrono::milliseconds now)
{
    if (std::exchange(m_position, state.position) != state.position)
        m_nudges = 0;
    if (state.motion != Motion::Paused) {
        m_answers = 0;
        return {state.motion};
    }
    ++m_answers;
    const bool isDue = m_answers >= answers && (m_nudges == 0 || now - m_last >= rest);
    const bool mayAdvertise = platform == Platform::YouTube;
    if (isDue && m_nudges == mostNudges && !mayAdvertise)
        return {.motion = Motion::Paused, .isHopeless = true};
    if (isDue) {
        m_nudges = m_nudges < mostNudges ? m_nudges + 1 : mostNudges;
        m_last = now;
    }
    // The second nudge shows that the first one did nothing.
    return {.motion = mayAdvertise && m_nudges > 1 ? Motion::Playing : Motion::Paused, .isNudged = isDue};
}

} // namespace Medio::PlayerWeb
