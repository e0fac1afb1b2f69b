// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/stepper.h"

#include <utility>

namespace Medio::Flow {

void Stepper::on(const ChipPlaced &event)
{
    const Nfc::Uid &uid = event.placement.uid;
    s.chip = KioskState::Lying{uid, event.placement.resting || w.parentsInside};
    record(QStringLiteral("chip-placed"),
           {{QStringLiteral("uid"), uid.toString()}, {QStringLiteral("resting"), event.placement.resting}});
    if (s.chip->resting)
        return;
    ++s.tap;
    if (event.placement.tapOnly)
        s.tapped = uid;
    else if (s.tapped == uid)
        s.tapped.reset();

    if (const auto chip = w.house.constFind(uid); chip != w.house.cend()) {
        record(QStringLiteral("house-chip"),
               {{QStringLiteral("uid"), uid.toString()}, {QStringLiteral("kind"), nameOf(*chip)}});
        std::visit([&](const auto &kind) { use(kind, uid); }, *chip);
    } else if (uid.isRandom() && sittingIn(s.at)) {
        recordRefusal(uid, Refusal::UnknownChip); // a phone is no wish for another film
    } else {
        std::visit([&](auto &situation) { placed(situation, uid); }, s.at);
    }
}

void Stepper::arrive(const Nfc::Uid &uid)
{
    if (const auto chip = w.house.constFind(uid); chip != w.house.cend())
        std::visit([&](const auto &kind) { use(kind, uid); }, *chip);
    else
        place(uid);
}

void Stepper::placed(WhoIsWatching &who, const Nfc::Uid &)
{
    who.chipWaits = true;
}

void Stepper::placed(Asking &asking, const Nfc::Uid &uid)
{
    if (asking.uid != uid)
        place(uid);
}

void Stepper::placed(Waking &waking, const Nfc::Uid &uid)
{
    if (waking.uid != uid)
        place(uid);
}

void Stepper::placed(Opening &opening, const Nfc::Uid &uid)
{
    if (opening.told && opening.sitting.uid != uid)
        replaceBy(uid); // the child sees that nothing comes
    else
        placedBetween(opening.sitting, uid);
}

void Stepper::placed(Turning &turning, const Nfc::Uid &uid)
{
    placedBetween(turning.sitting, uid);
}

/// Nothing plays now that could be switched from by accident.
void Stepper::placedBetween(Sitting &sitting, const Nfc::Uid &uid)
{
    if (sitting.uid == uid)
        return;
    const SecondChip wish = sitting.shown > 0 ? secondChip() : SecondChip::Switch;
    if (wish == SecondChip::Switch)
        replaceBy(uid);
    else if (wish == SecondChip::Queue)
        sitting.queued = uid;
}

/// In hold mode the chip of what plays had to make room for the other.
SecondChip Stepper::secondChip() const
{
    return holdMode() && w.settings.secondChip == SecondChip::Queue ? SecondChip::Switch
                                                                    : w.settings.secondChip;
}

void Stepper::placed(Playing &playing, const Nfc::Uid &uid)
{
    if (playing.fadingUntil)
        return;
    if (playing.sitting.uid == uid) {
        if (!std::exchange(playing.swap, std::nullopt))
            placedAgain();
        return;
    }
    switch (secondChip()) {
    case SecondChip::Switch:
        playing.swap = Playing::Swap{uid, s.tap, w.now + swapSettling};
        break;
    case SecondChip::Queue:
        playing.sitting.queued = uid;
        break;
    case SecondChip::Ignore:
        break;
    }
}

void Stepper::placedAgain()
{
    if (holdMode())
        return;
    switch (w.settings.sameChip) {
    case SameChip::Pause:
        pause(PausedBy::Chip);
        break;
    case SameChip::Restart:
        restartFilm();
        break;
    case SameChip::Next:
        turnTo(+1);
        break;
    case SameChip::Ignore:
        break;
    }
}

void Stepper::placed(Paused &paused, const Nfc::Uid &uid)
{
    if (paused.sitting.uid == uid)
        resume(PausedBy::Chip);
    else
        replaceBy(uid);
}

void Stepper::placed(GoodNight &night, const Nfc::Uid &uid)
{
    recordRefusal(uid, night.bedtime ? Refusal::Bedtime : Refusal::Limit);
}

void Stepper::replaceBy(const Nfc::Uid &uid)
{
    leaveSitting(Api::StopReason::Manual);
    place(uid);
}

void Stepper::on(const ChipLifted &event)
{
    if (!s.chip || s.chip->uid != event.uid)
        return;
    record(QStringLiteral("chip-lifted"), {{QStringLiteral("uid"), event.uid.toString()}});
    s.chip.reset();
    if (s.tapped == event.uid)
        return; // it could not be seen to lie there

    if (auto *who = at<WhoIsWatching>())
        who->chipWaits = false;
    if (auto *playing = at<Playing>(); playing && playing->swap) {
        playing->swap.reset();
        return;
    }
    if (!holdMode())
        return;
    if (at<Waking>()) {
        goIdle();
    } else if (auto *paused = at<Paused>()) {
        if (!paused->resumingBy)
            return;
        paused->resumingBy.reset();
        paused->since = w.now;
        giveBackRest(paused->sitting);
    } else if (at<Opening>() && at<Opening>()->told) {
        leaveSitting(Api::StopReason::Error);
        goIdle();
    } else if (const Sitting *sitting = sittingIn(s.at); sitting && sitting->uid == event.uid) {
        pause(PausedBy::Chip);
    }
}

/// Whatever lies there or plays is none of its business.
void Stepper::on(const ChipRefused &event)
{
    // A random UID names nobody, so it may stand for one that could not be read.
    static const Nfc::Uid nobody = *Nfc::Uid::fromString(QStringLiteral("08:00:00:00"));
    const Nfc::Refused &refused = event.refused;
    if (refused.resting || w.parentsInside)
        return;
    const Nfc::Uid uid = refused.uid.value_or(nobody);
    const bool isRandom = refused.flaw == Nfc::UidFlaw::Random;
    record(QStringLiteral("chip-refused"),
           {{QStringLiteral("uid"), uid.toString()},
            {QStringLiteral("reason"),
             isRandom ? QStringLiteral("random-uid") : QStringLiteral("impossible-uid")}});
    if (at<Asking>() || at<Waking>())
        return;
    if (!sittingIn(s.at))
        ++s.tap;
    tellRefusal(uid, Refusal::UnknownChip);
    if (auto *told = at<Refused>())
        told->unread = !isRandom;
}

bool Stepper::holdMode() const
{
    const Sitting *sitting = sittingIn(s.at);
    return w.settings.mode == ReaderMode::Hold && !(sitting && sitting->tapped);
}

} // namespace Medio::Flow
