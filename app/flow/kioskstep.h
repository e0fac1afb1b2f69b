// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/kioskaction.h"
#include "app/flow/kioskevent.h"
#include "app/flow/kioskstate.h"
#include "app/flow/surroundings.h"

#include <QList>

#include <chrono>
#include <optional>

/// The heart: what happens next. Pure: no clock, no I/O, no widget.
namespace Medio::Flow {

// How long things take. KIDS-UX.md §3.5 and §3.7, tests/stage/language.md, MEDIO-API.md §12.7
inline constexpr std::chrono::milliseconds chargedAtMost{5000}; ///< charged ahead at most (DESIGN.md rule 2)
inline constexpr std::chrono::milliseconds smallestStep{
    1}; ///< charged at once, where there is no room for more
inline constexpr std::chrono::milliseconds chargeAhead{1500}; ///< rest at which the next step is charged
inline constexpr std::chrono::milliseconds smallestStart{
    5000}; ///< with less, no film and no chapter is started
/// So much too much on a child's account was no inaccuracy: somebody made the day shorter.
inline constexpr std::chrono::milliseconds cutShort{1000};
inline constexpr std::chrono::milliseconds refusalPatience{1900};  ///< a refusal comes within 2 s
inline constexpr std::chrono::milliseconds openingPatience{10000}; ///< for a film that lies here
/// For a film of a platform: a browser starts, its page loads, and it says itself when it gave up.
inline constexpr std::chrono::milliseconds webPatience{45000};
inline constexpr std::chrono::seconds wakingPatience{20};
inline constexpr std::chrono::seconds stallPatience{30};  ///< a film that got stuck for want of bytes
inline constexpr std::chrono::seconds ledgerPatience{10}; ///< a disk that does not answer
inline constexpr std::chrono::milliseconds swapSettling{1000};
inline constexpr std::chrono::minutes absencePatience{5};
inline constexpr std::chrono::seconds choicePatience{30};
inline constexpr std::chrono::milliseconds pageTurn{1500};
inline constexpr std::chrono::milliseconds celebration{2500};
inline constexpr std::chrono::milliseconds soundFade{3000};
inline constexpr std::chrono::seconds goodNight{10};
inline constexpr std::chrono::seconds refusalShown{4};
inline constexpr std::chrono::seconds notHereShown{5};
inline constexpr std::chrono::seconds dozingShown{6};
inline constexpr std::chrono::milliseconds readerGrace{1000}; ///< a shorter fault shows no picture
inline constexpr std::chrono::seconds lastMoment{2};          ///< of a film: nobody seeks beyond
/// Somebody looks so often where the film is.
inline constexpr std::chrono::seconds lookInterval{1};
inline constexpr std::chrono::seconds beatInterval{60};
inline constexpr std::chrono::seconds beatJitter{5};

/// How long a refusal's picture stays.
[[nodiscard]] std::chrono::milliseconds shownFor(Refusal refusal, bool dozing);

struct Step
{
    KioskState state;
    QList<KioskAction> actions;
};
[[nodiscard]] Step step(const KioskState &state, const KioskEvent &event, const Surroundings &surroundings);

/// When the state wants to see a Ticked at the latest; none: time changes nothing.
[[nodiscard]] std::optional<Moment> nextTick(const KioskState &state, const Surroundings &surroundings);

/// What the child sees.
[[nodiscard]] Scene sceneOf(const KioskState &state, const Surroundings &surroundings);

} // namespace Medio::Flow
