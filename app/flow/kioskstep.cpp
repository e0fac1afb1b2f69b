// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/kioskstep.h"

#include "app/flow/stepper.h"

#include <algorithm>
#include <utility>

namespace Medio::Flow {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

milliseconds shownFor(Refusal refusal, bool dozing)
{
    if (refusal == Refusal::NotHere)
        return dozing ? dozingShown : notHereShown;
    return refusalShown;
}

quint64 tapOf(const Situation &situation)
{
    if (const Sitting *sitting = sittingIn(situation))
        return sitting->tap;
    return std::visit(
        [](const auto &at) -> quint64 {
            if constexpr (requires { at.tap; })
                return at.tap;
            else
                return 0;
        },
        situation);
}

Step step(const KioskState &state, const KioskEvent &event, const Surroundings &surroundings)
{
    Stepper stepper(state, surroundings);
    std::visit([&stepper](const auto &fact) { stepper.on(fact); }, event);
    stepper.notePauses(state);
    return {std::move(stepper.s), std::move(stepper.actions)};
}

namespace {

/// Collects the moments at which time changes something.
struct Agenda
{
    const KioskState &state;
    const Surroundings &around;
    std::optional<Moment> next = {};

    void at(Moment moment) { next = next ? std::min(*next, moment) : moment; }
    void beat(const Sitting &sitting)
    {
        const SessionLink &link = sitting.link;
        if (sitting.chip.id && !link.limit && link.beatQuestion == 0 && link.startQuestion == 0)
            at(link.due);
    }

    void operator()(const SignIn &) {}
    void operator()(const WhoIsWatching &who)
    {
        if (around.child())
            at(who.since + choicePatience);
    }
    void operator()(const Scan &)
    {
        if (state.readerLostAt)
            at(*state.readerLostAt + readerGrace);
    }
    void operator()(const Sleeping &) {}
    void operator()(const ReaderMissing &) {}
    void operator()(const Asking &asking) { at(asking.since + refusalPatience); }
    void operator()(const Waking &waking)
    {
        at(waking.since + (waking.told ? milliseconds(wakingPatience) : refusalPatience));
    }
    void operator()(const Opening &opening)
    {
        beat(opening.sitting);
        at(opening.since + (opening.told ? waitedFor(opening, around) : patienceFor(opening, around)));
    }
    void operator()(const Playing &playing)
    {
        if (playing.swap)
            at(playing.swap->due);
        if (playing.fadingUntil) {
            at(*playing.fadingUntil);
            return;
        }
        beat(playing.sitting);
        if (playing.sitting.stalledAt)
            at(*playing.sitting.stalledAt + stallPatience);
        if (playing.heldAt)
            at(*playing.heldAt + ledgerPatience);
        if (playing.sitting.timer.isRunning()) {
            credit(playing.sitting);
            const auto left = Stepper(state, around).untilChapterEnds();
            if (left && *left > soundFade)
                at(around.now + *left - soundFade);
        }
    }
    void operator()(const Turning &turning)
    {
        beat(turning.sitting);
        at(turning.since + pageTurn);
    }
    void operator()(const Paused &paused) { at(paused.since + absencePatience); }
    void operator()(const Refused &refused) { at(refused.since + shownFor(refused.refusal, refused.dozing)); }
    void operator()(const Celebration &celebrating) { at(celebrating.since + celebration); }
    void operator()(const GoodNight &night) { at(night.since + goodNight); }

    /// Used up; or due for the next step; or, where no more comes, for the fade.
    void credit(const Sitting &sitting)
    {
        const nanoseconds left = sitting.timer.credit(around.now);
        at(around.now + left);
        if (sitting.charge)
            return;
        for (const milliseconds threshold : {chargeAhead, soundFade}) {
            if (left > threshold)
                at(around.now + left - threshold);
        }
    }
};

} // namespace

std::optional<Moment> nextTick(const KioskState &state, const Surroundings &surroundings)
{
    Agenda agenda{state, surroundings};
    std::visit(agenda, state.at);
    return agenda.next;
}

} // namespace Medio::Flow
