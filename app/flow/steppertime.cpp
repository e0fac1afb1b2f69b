// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/stepper.h"

#include <QSet>

#include <algorithm>

namespace Medio::Flow {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

KidPlan Stepper::plan() const
{
    return m_child ? w.planOf(*m_child) : KidPlan();
}

Ending Stepper::ending() const
{
    return plan().ending.value_or(w.settings.ending);
}

/// What is left of the day's sum.
milliseconds Stepper::dayLeft() const
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

/// What is left of the minutes that a chip may be watched on one day.
milliseconds Stepper::chipLeft(const CatalogueChip &chip) const
{
    if (!chip.maxWatch)
        return milliseconds::max();
    milliseconds watched{0};
    QSet<Api::VideoId> counted;
    for (const CatalogueFilm &film : chip.films) {
        if (!counted.contains(film.video.id))
            watched += w.watched.value(film.video.id);
        counted.insert(film.video.id);
    }
    return *chip.maxWatch - watched + m_moved;
}

/// The least of `rest` and what stands in the way; strictly: what no film's end goes beyond.
milliseconds Stepper::capped(milliseconds rest, const Sitting *sitting, bool strictly) const
{
    if (!m_child)
        return rest;
    const QList<Cap> caps = w.allowanceOf(*m_child).caps;
    for (const Cap &cap : caps) {
        milliseconds left = cap.rest;
        switch (cap.kind) {
        case Cap::Kind::Bedtime:
            // The clock uses it up: what is charged ahead will be played before.
            if (sitting) {
                left -= std::chrono::ceil<milliseconds>(sitting->timer.credit(w.now));
                if (sitting->charge)
                    left -= sitting->charge->amount;
            }
            break;
        case Cap::Kind::Lease:
            left += m_moved - m_movedOver;
            break;
        case Cap::Kind::Offline:
            left += m_moved;
            break;
        case Cap::Kind::Enough:
        case Cap::Kind::Paused:
            break;
        }
        const bool isStrict = cap.kind == Cap::Kind::Offline || cap.kind == Cap::Kind::Paused;
        if (isStrict || !strictly)
            rest = std::min(rest, left);
    }
    return rest;
}

/// What may still be charged; below 0 while a film overruns.
milliseconds Stepper::remaining(const Sitting *sitting) const
{
    const milliseconds rest = sitting ? std::min(dayLeft(), chipLeft(sitting->chip)) : dayLeft();
    return capped(rest, sitting, false);
}

/// How a chip is refused when too little remains.
Refusal Stepper::refusalNow() const
{
    return m_child && isBedtime(w.allowanceOf(*m_child)) ? Refusal::Bedtime : Refusal::Limit;
}

/// How far the present film may still go beyond what remains.
milliseconds Stepper::overrunLeft(const Sitting &sitting) const
{
    const bool midFilm = sitting.start != 0;
    if (ending() != Ending::Film || !midFilm)
        return milliseconds(0);
    // Once a day, however often time is given on top, and once for all the family's boxes.
    const Balance balance = w.allowanceOf(sitting.child);
    const milliseconds today = balance.over - m_movedOver;
    milliseconds left =
        std::min<milliseconds>(plan().overrun, maximalOverrun) - std::max(sitting.beyond, today);
    if (balance.mayOverrun)
        left = std::min(left, *balance.mayOverrun + m_movedOver);
    else if (balance.capOf(Cap::Kind::Lease) && w.server != ServerState::Online)
        return milliseconds(0);
    const milliseconds rest = std::max(milliseconds(0), remaining(&sitting));
    return std::max(milliseconds(0), capped(rest + left, &sitting, true) - rest);
}

/// How much more may be charged for the present film.
milliseconds Stepper::moreFor(const Sitting &sitting) const
{
    return std::max(milliseconds(0), remaining(&sitting)) + overrunLeft(sitting);
}

/// The day became shorter under the film: it does not play on what was charged before.
bool Stepper::isCutShort(const Sitting &sitting) const
{
    const Balance balance = w.allowanceOf(sitting.child);
    if (balance.capOf(Cap::Kind::Paused))
        return true;
    if (ending() == Ending::Film)
        return false; // its end is waited for
    return remaining(&sitting) < -cutShort || balance.capOf(Cap::Kind::Enough).has_value();
}

std::optional<nanoseconds> Stepper::untilChapterEnds() const
{
    const auto *playing = std::get_if<Playing>(&s.at);
    if (!playing || ending() != Ending::Film)
        return std::nullopt;
    const Sitting &sitting = playing->sitting;
    nanoseconds allowed = sitting.timer.allowed(w.now) + std::max(milliseconds(0), remaining(&sitting));
    nanoseconds most = sitting.timer.credit(w.now) + moreFor(sitting);
    if (sitting.charge) {
        allowed += sitting.charge->amount - sitting.charge->beyond;
        most += sitting.charge->amount;
    }
    for (const milliseconds chapter : w.chapters) {
        const milliseconds left = chapter - w.position;
        if (left > milliseconds(0) && left + smallestStart > allowed)
            return left <= most ? std::optional<nanoseconds>(left) : std::nullopt;
    }
    return std::nullopt;
}

/// Whether the player's position is the film's: before its first picture it may be anywhere, and later
/// nobody knows.
bool Stepper::isShown(const Sitting &sitting) const
{
    return sitting.start != 0 && !std::holds_alternative<Opening>(s.at);
}

/// Within the present film, or where it was when somebody last saw it.
milliseconds Stepper::positionOf(const Sitting &sitting) const
{
    if (isShown(sitting))
        return w.position;
    if (sitting.reached == wholeFilm)
        return sitting.present().video.duration.value_or(std::chrono::seconds(0));
    return sitting.reached;
}

void Stepper::look(Sitting &sitting) const
{
    if (isShown(sitting))
        note(sitting, w.position);
}

/// Its film was there when somebody saw it last.
void Stepper::note(Sitting &sitting, milliseconds position) const
{
    const milliseconds length = w.duration > milliseconds(0)
                                    ? w.duration
                                    : sitting.present().video.duration.value_or(std::chrono::seconds(0));
    const bool isOver = length > milliseconds(0) && position >= length - nearlyOver(length);
    sitting.reached = isOver ? wholeFilm : std::max(position, sitting.held);
}

/// Asks for the next step. False: there is nothing left to charge.
bool Stepper::charge(Sitting &sitting)
{
    if (sitting.charge)
        return true;
    look(sitting);
    // What is on its way for nobody any more goes back after this step: a cut in between loses both.
    milliseconds ahead = std::chrono::ceil<milliseconds>(sitting.timer.credit(w.now));
    for (const Charge &orphan : std::as_const(s.orphans))
        ahead += orphan.amount;
    const milliseconds wanted = std::max(smallestStep, chargedAtMost - ahead);
    const milliseconds rest = remaining(&sitting);
    Charge charge;
    if (rest > milliseconds(0)) {
        charge.amount = std::min(wanted, rest);
    } else {
        charge.amount = std::min(wanted, overrunLeft(sitting));
        charge.beyond = charge.amount;
        milliseconds paid = dayLeft(); // bedtime and the like came first: not owed
        if (const auto lease = w.allowanceOf(sitting.child).capOf(Cap::Kind::Lease))
            paid = std::min(paid, *lease + m_moved - m_movedOver);
        charge.over = charge.amount - std::clamp(paid, milliseconds(0), charge.amount);
    }
    if (charge.amount <= milliseconds(0))
        return false;
    charge.id = newNumber();
    charge.sitting = sitting.number;
    charge.child = sitting.child;
    charge.video = sitting.present().video.id;
    charge.reached = sitting.reached;
    sitting.over += charge.over;
    sitting.beyond += charge.beyond;
    m_moved -= charge.amount;
    m_movedOver -= charge.over;
    sitting.charge = charge;
    actions.append(ChargeTime{charge});
    return true;
}

/// A clean stop: what is charged and not played goes back to the child's day.
void Stepper::giveBackRest(Sitting &sitting)
{
    sitting.timer.hold(w.now);
    look(sitting);
    if (sitting.charge) {
        sitting.over -= sitting.charge->over;
        sitting.beyond -= sitting.charge->beyond;
        s.orphans.append(*sitting.charge);
        s.orphans.last().reached.reset(); // by then it is old
        sitting.charge.reset();
    }
    const WatchTimer::Unused unused = sitting.timer.takeBack(w.now);
    if (unused.amount <= milliseconds(0))
        return;
    const milliseconds over = std::min(unused.beyond, sitting.over); // what is owed was charged last
    sitting.over -= over;
    sitting.beyond -= unused.beyond;
    m_moved += unused.amount;
    m_movedOver += over;
    actions.append(GiveBack{{0, sitting.number, sitting.child, sitting.present().video.id, unused.amount,
                             over, unused.beyond, sitting.reached}});
}

/// Pauses count for nobody's day, but parents may want to know.
void Stepper::notePauses(const KioskState &before)
{
    const auto *was = std::get_if<Paused>(&before.at);
    const auto *is = std::get_if<Paused>(&s.at);
    if (!was || (is && is->since == was->since))
        return;
    const auto duration = std::chrono::floor<milliseconds>(w.now - was->since);
    if (duration > milliseconds(0))
        actions.append(NotePause{was->sitting.number, was->sitting.child, duration});
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

Beginning Stepper::beginningOf(const Nfc::Uid &uid, const CatalogueChip &chip) const
{
    if (!m_child || w.settings.fromStart)
        return {};
    const QHash<Nfc::Uid, Place> places = w.places.value(*m_child);
    const auto place = places.constFind(uid);
    return place == places.cend() ? Beginning() : Flow::beginningOf(chip, *place, w.day);
}

/// What a chip would begin with now: where it was left, or anew where nothing from there on can play.
Stepper::Choice Stepper::chooseAnywhere(const Nfc::Uid &uid, const CatalogueChip &chip) const
{
    const Beginning beginning = beginningOf(uid, chip);
    Choice choice = choose(chip, beginning);
    if (!choice.film && beginning.film > 0) {
        if (const Choice anew = choose(chip, {}); anew.film)
            choice = anew;
    }
    return choice;
}

/// The first film from there on that can play now.
Stepper::Choice Stepper::choose(const CatalogueChip &chip, const Beginning &from, bool onlyKept) const
{
    const KidPlan present = plan();
    const milliseconds left = std::min(remaining(), chipLeft(chip));
    bool allowed = false;
    bool fits = false;
    bool comesBack = false;
    for (int i = from.film; i < chip.films.size(); ++i) {
        const CatalogueFilm &film = chip.films.at(i);
        if (!present.allows(film.video))
            continue;
        allowed = true;
        const milliseconds position = i == from.film ? from.position : milliseconds(0);
        // A film of unknown length may be started: the limit itself still holds.
        if (ending() == Ending::Fits && film.video.duration && *film.video.duration - position > left)
            continue;
        fits = true;
        if (playsWithoutServer(film, w) || (!onlyKept && !film.isOfPlatform() && serverMayAnswer(w)))
            return {i, position, {}, false};
        comesBack = comesBack || !wantsGrownUp(film, w);
    }
    if (!allowed)
        return {std::nullopt, {}, Refusal::TooOld, false};
    return {std::nullopt, {}, fits ? Refusal::NotHere : refusalNow(), comesBack};
}

std::optional<Stepper::Prospect> Stepper::prospectOf(const Nfc::Uid &uid, const CatalogueChip &chip) const
{
    if (!chip.active || chip.films.isEmpty())
        return std::nullopt;
    const Choice choice = chooseAnywhere(uid, chip);
    if (choice.film) {
        const bool isOver = std::min(remaining(), chipLeft(chip)) < smallestStart;
        return Prospect{chip.films.at(*choice.film), isOver};
    }
    if (choice.refusal != Refusal::Limit && choice.refusal != Refusal::Bedtime)
        return std::nullopt;
    const KidPlan present = plan();
    const auto film = std::find_if(chip.films.cbegin(), chip.films.cend(), [&](const CatalogueFilm &one) {
        return present.allows(one.video) &&
               (playsWithoutServer(one, w) || (!one.isOfPlatform() && serverMayAnswer(w)));
    });
    return film == chip.films.cend() ? std::nullopt : std::optional(Prospect{*film, true});
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
    sitting->timer.grant(sitting->charge->amount, sitting->charge->beyond);
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
    if (!opening.waitsForServer && opening.sitting.present().isOfPlatform())
        return webPatience;
    const bool near = !opening.waitsForServer && playsWithoutServer(opening.sitting.present(), around);
    return near ? openingPatience : refusalPatience;
}

milliseconds waitedFor(const Opening &opening, const Surroundings &around)
{
    const milliseconds patience = patienceFor(opening, around);
    if (around.server == ServerState::Waking)
        return std::max<milliseconds>(wakingPatience, patience);
    return patience + dozingShown;
}

void Stepper::noteReader()
{
    if (w.reader != ReaderState::Missing)
        s.readerLostAt.reset();
    else if (!s.readerLostAt)
        s.readerLostAt = w.now;
}

/// A grown-up does not want films of the platforms any more: what there is of one ends.
void Stepper::noteConsent()
{
    Sitting *sitting = at<Turning>() ? nullptr : sittingIn(s.at); // open() looks at what is turned to
    if (!sitting || !wantsGrownUp(sitting->present(), w))
        return;
    actions.append(StopFilm{});
    const CatalogueFilm film = sitting->present();
    noFilmHere(std::move(*sitting), film, false);
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
    noteConsent();
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
        noteTrouble(opening.sitting.present(), FilmFailure::PlayerLost);
        filmOver(std::move(opening.sitting), FilmFailure::PlayerLost);
        return;
    }
    if (!std::exchange(opening.told, true))
        recordRefusal(opening.sitting.uid, Refusal::NotHere);
    if (waited < waitedFor(opening, w))
        return;
    // Its server says nothing: what lies here and follows it does not need that one.
    if (const Sitting &sitting = opening.sitting;
        !opening.waitsForServer && choose(sitting.chip, {sitting.film + 1}, true).film) {
        filmFailed(FilmFailure::Unreachable);
        return;
    }
    Sitting sitting = std::move(opening.sitting);
    actions.append(StopFilm{});
    part(sitting, Api::StopReason::Error);
    if (!letQueuedFollow(sitting))
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
    if (!sitting.timer.isRunning())
        return;
    if (isCutShort(sitting)) {
        tellLimit(sitting);
        fadeAway(playing);
    } else if (!sitting.charge && moreFor(sitting) == milliseconds(0) && credit <= soundFade) {
        fadeAway(playing);
    } else if (const auto left = untilChapterEnds(); left && *left <= soundFade) {
        if (credit >= *left || !charge(sitting))
            fadeAway(playing, *left);
    }
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
