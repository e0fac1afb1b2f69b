// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// House chips: what each kind does where.

#include "app/flow/stepper.h"

#include <algorithm>

namespace Medio::Flow {

using std::chrono::milliseconds;

/// Tells it where nothing plays; where something does, the film goes on and the log knows.
void Stepper::tellRefusal(const Nfc::Uid &uid, Refusal refusal)
{
    if (sittingIn(s.at) || at<GoodNight>() || at<SignIn>() || at<WhoIsWatching>())
        recordRefusal(uid, refusal);
    else
        refuse(refusal, uid);
}

void Stepper::use(const ProfileChip &chip, const Nfc::Uid &uid)
{
    const Api::Profile *child = w.catalogue->profile(chip.child);
    if (!child) {
        tellRefusal(uid, Refusal::NotYours);
        return;
    }
    if (m_child == child->id && !at<WhoIsWatching>())
        return; // watches already
    if (auto *playing = at<Playing>()) {
        if (!playing->fadingUntil)
            playing->swap = Playing::Swap{uid, s.tap, w.now + swapSettling};
        return;
    }
    leaveSitting(Api::StopReason::Manual);
    if (at<GoodNight>())
        actions.append(StopFilm{});
    choose(*child);
}

void Stepper::use(const ControlChip &chip, const Nfc::Uid &)
{
    switch (chip.control) {
    case Control::Pause:
        togglePause(PausedBy::Chip);
        break;
    case Control::Next:
        turnTo(+1);
        break;
    case Control::Back:
        turnTo(-1);
        break;
    case Control::Louder:
        changeVolume(+1);
        break;
    case Control::Softer:
        changeVolume(-1);
        break;
    case Control::Stop:
        leave(Api::StopReason::Manual);
        break;
    }
}

/// In hold mode the film's own chip had to make room for the control chip: the film that is chosen now
/// begins when that one is back.
void Stepper::turnWhilePaused(Paused &paused, int direction)
{
    Sitting &sitting = paused.sitting;
    followCatalogue(sitting);
    const std::optional<int> film = filmBeside(sitting, direction);
    if (!film)
        return;
    giveBackRest(sitting);
    if (sitting.start != 0)
        actions.append(StopFilm{});
    sitting.start = 0;
    sitting.stalledAt.reset();
    choose(sitting, *film);
    paused.resumingBy.reset();
    paused.reopen = true;
    paused.since = w.now;
}

void Stepper::changeVolume(int by)
{
    s.volumeTap = s.tap;
    // From what is heard: where parents hold it down, louder chips change nothing, also not for later.
    const int now = volumeNow(w.settings, w.night);
    const int volume = std::clamp(now + by, 1, loudestAllowed(w.settings, w.night));
    if (volume != now)
        actions.append(RememberVolume{volume});
}

void Stepper::use(const BonusChip &chip, const Nfc::Uid &uid)
{
    if (!m_child)
        return; // whose would it be? It stays as full as it is.
    if (chip.spent) {
        tellRefusal(uid, Refusal::NoFilm);
        return;
    }
    const quint64 question = newNumber();
    s.spendings.append({question, uid, *m_child});
    actions.append(SpendBonus{question, uid, *m_child});
}

void Stepper::on(const GrantWished &event)
{
    if (!w.catalogue->profile(event.child) || event.amount < leastBonus || event.amount > mostBonus)
        return;
    const quint64 question = newNumber();
    s.spendings.append({question, std::nullopt, event.child});
    actions.append(GiveTime{question, event.child, event.amount});
}

void Stepper::on(const BonusAnswered &event)
{
    const auto found =
        std::find_if(s.spendings.begin(), s.spendings.end(),
                     [&event](const Spending &spending) { return spending.question == event.question; });
    if (found == s.spendings.end())
        return;
    const Spending spending = *found;
    s.spendings.erase(found);
    switch (event.outcome) {
    case BonusOutcome::Granted:
        if (spending.uid)
            record(QStringLiteral("bonus"), {{QStringLiteral("uid"), spending.uid->toString()},
                                             {QStringLiteral("child"), spending.child.toString()}});
        else
            record(QStringLiteral("granted"), {{QStringLiteral("child"), spending.child.toString()}});
        if (m_child == spending.child)
            giveBonus();
        break;
    case BonusOutcome::Empty:
        if (spending.uid)
            tellRefusal(*spending.uid, Refusal::NoFilm);
        break;
    case BonusOutcome::NotWritable:
        if (spending.uid)
            tellRefusal(*spending.uid, Refusal::Locked);
        break;
    }
}

/// The allowance has grown: whatever its end brought is over.
void Stepper::giveBonus()
{
    if (Sitting *sitting = sittingIn(s.at))
        sitting->limitTold = false;
    if (auto *playing = at<Playing>()) {
        if (std::exchange(playing->fadingUntil, std::nullopt)) {
            actions.append(PlayFilm{}); // at full volume again
            runIfMoving(*playing);
        }
    } else if (at<GoodNight>()) {
        actions.append(StopFilm{});
        goIdle();
    } else if (const auto *refused = at<Refused>(); refused && refused->refusal == Refusal::Limit) {
        goIdle();
    }
    review();
}

} // namespace Medio::Flow
