// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/stepper.h"

#include <algorithm>

namespace Medio::Flow {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

milliseconds Stepper::remaining() const
{
    if (!m_child)
        return milliseconds(0);
    const Balance balance = w.allowanceOf(*m_child);
    const milliseconds rest = balance.remaining + m_moved;
    if (!m_serverLimit && !balance.closed)
        return rest;
    // What a parent gave on top is out of the server's reach; so much of it is left at the most.
    if (balance.bonus == milliseconds(0))
        return std::min(milliseconds(0), rest);
    return balance.closed ? rest : std::min(rest, balance.bonus + m_moved);
}

/// How far the present film may still go beyond the allowance.
milliseconds Stepper::overrunLeft(const Sitting &sitting) const
{
    const bool midFilm = sitting.start != 0;
    if (w.settings.ending != Ending::Film || !midFilm)
        return milliseconds(0);
    return std::max(milliseconds(0), maximalOverrun - sitting.overCharged);
}

/// How much more may be charged for the present film.
milliseconds Stepper::moreFor(const Sitting &sitting) const
{
    return std::max(milliseconds(0), remaining()) + overrunLeft(sitting);
}

/// Asks for the next step. False: there is nothing left to charge.
bool Stepper::charge(Sitting &sitting)
{
    if (sitting.charge)
        return true;
    const milliseconds wanted = chargedAtMost - std::chrono::ceil<milliseconds>(sitting.timer.credit(w.now));
    const milliseconds rest = remaining();
    Charge charge;
    if (rest > milliseconds(0)) {
        charge.amount = std::min(wanted, rest);
    } else {
        charge.amount = std::min(wanted, overrunLeft(sitting));
        charge.over = charge.amount;
    }
    if (charge.amount <= milliseconds(0))
        return false;
    charge.id = newNumber();
    charge.sitting = sitting.number;
    charge.child = sitting.child;
    charge.video = sitting.present().video.id;
    sitting.overCharged += charge.over;
    m_moved -= charge.amount;
    sitting.charge = charge;
    actions.append(ChargeTime{charge});
    return true;
}

/// A clean stop: what is charged and not played goes back to the child's day.
void Stepper::giveBackRest(Sitting &sitting)
{
    sitting.timer.hold(w.now);
    const WatchTimer::Unused unused = sitting.timer.takeBack(w.now);
    if (unused.amount > milliseconds(0)) {
        sitting.overCharged -= unused.over;
        m_moved += unused.amount;
        actions.append(GiveBack{
            {0, sitting.number, sitting.child, sitting.present().video.id, unused.amount, unused.over}});
    }
    if (sitting.charge) {
        sitting.overCharged -= sitting.charge->over;
        s.orphans.append(*sitting.charge);
        sitting.charge.reset();
    }
}

void Stepper::noteServerLimit(const Api::ProfileId &child)
{
    actions.append(NoteServerLimit{child});
    if (m_child == child)
        m_serverLimit = true;
}

void Stepper::runIfMoving(Playing &playing)
{
    if (!playing.heldAt && !playing.sitting.stalledAt)
        playing.sitting.timer.run(w.now);
}

Stepper::Choice Stepper::choose(const CatalogueChip &chip, int from, bool onlyKept) const
{
    bool fits = false;
    for (int i = from; i < chip.films.size(); ++i) {
        const CatalogueFilm &film = chip.films.at(i);
        // A film of unknown length may be started: the limit itself still holds.
        if (w.settings.ending == Ending::Fits && film.video.duration && *film.video.duration > remaining())
            continue;
        fits = true;
        if (playsWithoutServer(film, w) || (!onlyKept && serverMayAnswer(w)))
            return {i, {}};
    }
    return {std::nullopt, fits ? Refusal::NotHere : Refusal::Limit};
}

void Stepper::on(const Charged &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || !sitting->charge || sitting->charge->id != event.id) {
        const auto orphan = std::find_if(s.orphans.begin(), s.orphans.end(),
                                         [&event](const Charge &charge) { return charge.id == event.id; });
        if (orphan == s.orphans.end())
            return;
        actions.append(GiveBack{*orphan});
        s.orphans.erase(orphan);
        return;
    }
    sitting->timer.grant(sitting->charge->amount, sitting->charge->over);
    sitting->charge.reset();

    if (at<Opening>() && sitting->start == 0) {
        actions.append(OpenFilm{sitting->present(), sitting->position});
    } else if (auto *playing = at<Playing>()) {
        if (std::exchange(playing->heldAt, std::nullopt))
            actions.append(PlayFilm{});
        runIfMoving(*playing);
    } else if (auto *paused = at<Paused>(); paused && paused->resumingBy) {
        record(QStringLiteral("resumed"), {{QStringLiteral("by"), nameOf(*paused->resumingBy)}});
        actions.append(PlayFilm{});
        Playing again{std::move(paused->sitting)};
        if (again.sitting.stalledAt)
            again.sitting.stalledAt = w.now; // the pause was no waiting for bytes
        runIfMoving(again);
        s.at = std::move(again);
    }
    review();
}

void Stepper::on(const ChargeFailed &event)
{
    s.orphans.removeIf([&event](const Charge &charge) { return charge.id == event.id; });
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || !sitting->charge || sitting->charge->id != event.id)
        return;
    sitting->charge.reset();
    ledgerFailed();
}

/// Without a ledger nobody could tell how much was watched: closed, and a grown-up is needed.
void Stepper::ledgerFailed()
{
    const Nfc::Uid uid = sittingIn(s.at)->uid;
    leaveSitting(Api::StopReason::Error);
    refuse(Refusal::Locked, uid);
}

milliseconds patienceFor(const Opening &opening, const Surroundings &around)
{
    const bool near = !opening.waitsForServer && playsWithoutServer(opening.sitting.present(), around);
    return near ? openingPatience : refusalPatience;
}

milliseconds waitedFor(const Opening &opening, const Surroundings &around)
{
    if (around.server == ServerState::Waking)
        return wakingPatience;
    return patienceFor(opening, around) + dozingShown;
}

void Stepper::noteReader()
{
    if (w.reader != ReaderState::Missing)
        s.readerLostAt.reset();
    else if (!s.readerLostAt)
        s.readerLostAt = w.now;
}

/// Parents come in: the film waits. They leave: it goes on if its chip still lies there.
void Stepper::noteParents()
{
    if (w.parentsInside) {
        if (s.chip)
            s.chip->resting = true;
        if (at<Playing>() || at<Opening>() || at<Turning>())
            pause(PausedBy::Parent);
        else if (auto *paused = at<Paused>(); paused && paused->resumingBy) {
            paused->resumingBy.reset();
            giveBackRest(paused->sitting);
        }
        return;
    }
    const auto *paused = at<Paused>();
    if (paused && paused->by == PausedBy::Parent && (!holdMode() || liesThere(paused->sitting.uid)))
        resume(PausedBy::Parent);
}

void Stepper::chooseTheOnlyChild()
{
    const QList<Api::Profile> &profiles = w.catalogue->profiles();
    if (profiles.size() != 1 || w.settings.child == profiles.first().id)
        return;
    actions.append(RememberChild{profiles.first().id});
    record(QStringLiteral("profile-chosen"), {{QStringLiteral("child"), profiles.first().id.toString()},
                                              {QStringLiteral("name"), profiles.first().name}});
}

void Stepper::review()
{
    noteReader();
    chooseTheOnlyChild();
    noteParents();

    std::visit([this](auto &situation) { review(situation); }, s.at);
}

void Stepper::review(Refused &refused)
{
    if (w.now - refused.since >= shownFor(refused.refusal, refused.dozing))
        goIdle();
}

void Stepper::review(Celebration &celebrating)
{
    if (w.now - celebrating.since >= celebration)
        goIdle();
}

void Stepper::review(GoodNight &night)
{
    if (w.now - night.since < goodNight)
        return;
    actions.append(StopFilm{});
    goIdle();
}

void Stepper::review(WhoIsWatching &who)
{
    const auto count = w.catalogue->profiles().size();
    if (count < 2 || (m_child && w.now - who.since >= choicePatience))
        goIdle();
}

void Stepper::review(Asking &asking)
{
    if (w.now - asking.since >= refusalPatience || w.server == ServerState::Offline)
        refuse(Refusal::NotHere, asking.uid, {}, true, asking.question);
}

void Stepper::review(Waking &waiting)
{
    const nanoseconds waited = w.now - waiting.since;
    if (serverMayAnswer(w)) {
        const Waking waking = waiting;
        begin(waking.uid, waking.chip);
    } else if (waited >= wakingPatience) {
        goIdle();
    } else if (waited >= refusalPatience && !std::exchange(waiting.told, true)) {
        recordRefusal(waiting.uid, Refusal::NotHere);
    } else if (w.server == ServerState::Offline && !waiting.told) {
        refuse(Refusal::NotHere, waiting.uid, posterOf(waiting.chip.films.first()), true);
    }
}

void Stepper::review(Opening &opening)
{
    keepLink(opening.sitting);
    const nanoseconds waited = w.now - opening.since;
    const milliseconds patience = patienceFor(opening, w);
    if (waited < patience)
        return;
    if (!opening.waitsForServer && playsWithoutServer(opening.sitting.present(), w)) {
        actions.append(StopFilm{});
        filmOver(std::move(opening.sitting), FilmFailure::PlayerLost);
        return;
    }
    if (!std::exchange(opening.told, true))
        recordRefusal(opening.sitting.uid, Refusal::NotHere);
    if (waited < waitedFor(opening, w))
        return;
    leaveSitting(Api::StopReason::Error);
    goIdle();
}

void Stepper::review(Playing &playing)
{
    if (playing.swap && w.now >= playing.swap->due) {
        const Nfc::Uid uid = playing.swap->uid;
        leaveSitting(Api::StopReason::Manual);
        goIdle();
        arrive(uid);
        return;
    }
    if (playing.fadingUntil) {
        if (w.now >= *playing.fadingUntil)
            limitEnds(std::move(playing.sitting));
        return;
    }
    keepLink(playing.sitting);
    Sitting &sitting = playing.sitting;
    const nanoseconds credit = sitting.timer.credit(w.now);
    // The last rest of a day is charged early, so that the fade can be planned.
    if (credit <= chargeAhead || credit + moreFor(sitting) <= soundFade + chargeAhead)
        charge(sitting);
    if (sitting.stalledAt && w.now - *sitting.stalledAt >= stallPatience) {
        filmFailed(FilmFailure::Unreachable);
        return;
    }
    if (playing.heldAt && w.now - *playing.heldAt >= ledgerPatience) {
        ledgerFailed();
        return;
    }
    if (credit == nanoseconds(0) && !playing.heldAt) {
        if (!sitting.charge) {
            limitEnds(std::move(playing.sitting));
            return;
        }
        playing.heldAt = w.now;
        sitting.timer.hold(w.now);
        actions.append(PauseFilm{});
        return;
    }
    if (sitting.timer.isRunning() && !sitting.charge && moreFor(sitting) == milliseconds(0) &&
        credit <= soundFade)
        fadeAway(playing);
}

void Stepper::review(Turning &turning)
{
    if (w.now - turning.since < pageTurn) {
        keepLink(turning.sitting);
        return;
    }
    keepLink(turning.sitting);
    open(std::move(turning.sitting));
}

void Stepper::review(Paused &paused)
{
    if (w.now - paused.since < absencePatience)
        return;
    leaveSitting(Api::StopReason::Manual);
    goIdle();
}

} // namespace Medio::Flow
