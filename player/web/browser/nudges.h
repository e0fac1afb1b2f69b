// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/web/browser/filmdocument.h"

#include <chrono>

namespace Medio::PlayerWeb {

/// What becomes of a player that is to play and says that it pauses. Some pause by themselves, or want to be
/// asked twice; all say "paused" for a moment before a film's end. YouTube may say it, or "not begun", during
/// an advertisement: what being asked again does not change is taken for one, and whoever watches the film's
/// time says how long that may go on. Elsewhere such a player is hopeless at last. Pure; one per film.
class Nudges
{
public:
    struct Verdict
    {
        Motion motion = Motion::Waiting; ///< what the player does, as far as one can know
        bool isNudged = false;           ///< tell it to play
        bool isHopeless = false;         ///< it will not
    };

    static constexpr int answers = 2; ///< of "paused", one after the other, before the first nudge
    static constexpr std::chrono::milliseconds rest{2000}; ///< between two
    static constexpr int mostNudges = 10;                  ///< without the film's time moving

    /// For each answer of a page whose film is to play; `now` never goes back.
    [[nodiscard]] Verdict judge(Platform platform, const PageState &state, std::chrono::milliseconds now);

private:
    std::chrono::milliseconds m_position{-1};
    std::chrono::milliseconds m_last{0}; ///< nudge
    int m_answers = 0;
    int m_nudges = 0;
};

} // namespace Medio::PlayerWeb
