// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/stepper.h"

#include <algorithm>

namespace Medio::Flow {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

Situation Stepper::idle() const
{
    if (w.catalogue->profiles().isEmpty())
        return SignIn{};
    if (!m_child)
        return WhoIsWatching{w.now};
    if (remaining() < smallestStart)
        return Sleeping{};
    if (s.readerLostAt && w.now - *s.readerLostAt >= readerGrace)
        return ReaderMissing{};
    return Scan{};
}

void Stepper::place(const Nfc::Uid &uid)
{
    if (!m_child) {
        goIdle();
        return;
    }
    if (const CatalogueChip *chip = w.catalogue->chip(uid)) {
        begin(uid, *chip);
        return;
    }
    if (uid.isRandom()) { // a phone, a bank card: nobody could know it again
        refuse(Refusal::UnknownChip, uid);
        return;
    }
    if (w.server == ServerState::Offline) {
        refuse(Refusal::NotHere, uid, {}, true);
        return;
    }
    const quint64 question = newNumber();
    actions.append(AskAboutChip{question, uid, *m_child});
    s.at = Asking{uid, s.tap, question, w.now};
}

void Stepper::begin(const Nfc::Uid &uid, const CatalogueChip &chip)
{
    // Parents may have come in while the server was asked or waited for.
    if (!m_child || w.parentsInside) {
        goIdle();
        return;
    }
    if (!chip.active) {
        refuse(Refusal::UnknownChip, uid);
        return;
    }
    if (chip.films.isEmpty()) {
        refuse(Refusal::NoFilm, uid);
        return;
    }
    const Poster poster = posterOf(chip.films.first());
    if (std::min(remaining(), chipLeft(chip)) < smallestStart) {
        refuse(refusalNow(), uid, poster);
        return;
    }
    const Choice choice = chooseAnywhere(uid, chip);
    if (!choice.film) {
        if (choice.comesBack && w.server == ServerState::Waking)
            s.at = Waking{uid, chip, s.tap, w.now};
        else
            refuse(choice.refusal, uid, poster, choice.comesBack);
        return;
    }
    if (w.settings.strict && w.server == ServerState::Offline) {
        refuse(Refusal::NotHere, uid, poster, true);
        return;
    }

    Sitting sitting{++s.lastSitting, s.tap, uid, chip, *m_child};
    sitting.tapped = s.tapped == uid;
    sitting.listed = w.catalogue->chip(uid) != nullptr;
    sitting.film = sitting.first = *choice.film;
    sitting.position = choice.position;
    actions.append(BeginSitting{sitting.number, sitting.child, uid});
    // A server that says "enough" knows nothing of a bonus and is not asked about it.
    sitting.link.limit = w.allowanceOf(*m_child).closed;
    if (!sitting.link.limit)
        askForSession(sitting);
    open(std::move(sitting));
}

/// Charges the first step and shows the film; strict: asks the server before.
void Stepper::open(Sitting sitting)
{
    // Much may have changed since it was chosen.
    if (const CatalogueFilm film = sitting.present(); film.isOfPlatform() && !playsWithoutServer(film, w)) {
        if (const Choice choice = choose(sitting.chip, {sitting.film + 1}); choice.film)
            turnPage(std::move(sitting), *choice.film);
        else
            noFilmHere(std::move(sitting), film, !wantsGrownUp(film, w));
        return;
    }
    Opening opening{std::move(sitting), w.now};
    opening.sitting.stalledAt.reset();
    // Where it was left: a film that shows nothing leaves its place as it is.
    opening.sitting.reached = opening.sitting.position;
    if (opening.sitting.position > milliseconds(0))
        opening.sitting.reached += seenTwice;
    opening.waitsForServer = w.settings.strict && opening.sitting.link.startQuestion != 0;
    actions.append(PreloadFilm{opening.sitting.present(), opening.sitting.position});
    if (!opening.waitsForServer && !charge(opening.sitting)) {
        limitEnds(std::move(opening.sitting));
        return;
    }
    s.at = std::move(opening);
}

void Stepper::refuse(Refusal refusal, Nfc::Uid uid, std::optional<Poster> poster, bool dozing,
                     quint64 question)
{
    recordRefusal(uid, refusal);
    s.at = Refused{refusal, std::move(uid), s.tap, w.now, std::move(poster), dozing, question};
}

void Stepper::pause(PausedBy by)
{
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || at<Paused>())
        return;
    Paused paused{std::move(*sitting), by, w.now};
    if (at<Playing>()) {
        actions.append(PauseFilm{});
    } else {
        paused.reopen = true;
        if (at<Opening>())
            actions.append(StopFilm{});
        paused.sitting.start = 0;
    }
    giveBackRest(paused.sitting);
    record(QStringLiteral("paused"), {{QStringLiteral("by"), nameOf(by)}});
    s.at = std::move(paused);
}

void Stepper::resume(PausedBy by)
{
    auto *paused = at<Paused>();
    if (!paused || paused->resumingBy)
        return;
    if (paused->reopen) {
        record(QStringLiteral("resumed"), {{QStringLiteral("by"), nameOf(by)}});
        open(std::move(paused->sitting));
        return;
    }
    if (charge(paused->sitting))
        paused->resumingBy = by;
    else
        limitEnds(std::move(paused->sitting));
}

/// The child's own wish for another film of the playlist.
void Stepper::turnTo(int direction)
{
    if (auto *paused = at<Paused>(); paused && !w.parentsInside) {
        turnWhilePaused(*paused, direction);
        return;
    }
    if (at<Opening>() || at<Turning>()) {
        turnBetween(direction);
        return;
    }
    auto *playing = at<Playing>();
    if (!playing || playing->fadingUntil)
        return;
    Sitting going = std::move(playing->sitting);
    const bool isOpen = going.start != 0;
    const qsizetype first = actions.size();
    going.start = 0;
    if (direction > 0) {
        filmOver(std::move(going), std::nullopt);
    } else {
        followCatalogue(going);
        giveBackRest(going);
        const int film = filmBefore(going).value_or(going.film);
        goOn(std::move(going), film, false);
    }
    letGo(first, isOpen);
}

/// Another wish before the film that is on its way was seen: that one is left out.
void Stepper::turnBetween(int direction)
{
    Sitting going = *sittingIn(s.at);
    followCatalogue(going);
    const std::optional<int> film = filmBeside(going, direction);
    if (!film || *film == going.film)
        return; // there is no other: what is on its way comes
    const bool isOpen = going.start != 0;
    const qsizetype first = actions.size();
    going.start = 0;
    giveBackRest(going);
    goOn(std::move(going), *film, false);
    letGo(first, isOpen);
}

/// Of what is open in the player, before the actions from there on: it goes from film to film by itself, and
/// has the next one ready.
void Stepper::letGo(qsizetype first, bool isOpen)
{
    if (isOpen)
        actions.insert(first, at<Opening>() ? KioskAction(PauseFilm{}) : KioskAction(StopFilm{}));
}

/// Another film of the playlist: at once, or, where the one before is broken, after the page that shows it.
void Stepper::goOn(Sitting sitting, int film, bool broken)
{
    const auto *paused = at<Paused>();
    if (paused && paused->resumingBy) // it was to go on, and this one does
        record(QStringLiteral("resumed"), {{QStringLiteral("by"), nameOf(*paused->resumingBy)}});
    if (paused && !paused->resumingBy) {
        // The one before ended in the moment of its pause: this one waits for whoever paused.
        choose(sitting, film);
        s.at = Paused{std::move(sitting), paused->by, paused->since, true};
    } else if (broken) {
        turnPage(std::move(sitting), film);
    } else {
        sitting.film = film;
        sitting.position = sitting.held = milliseconds(0);
        open(std::move(sitting));
    }
}

void Stepper::turnPage(Sitting sitting, int film)
{
    choose(sitting, film);
    s.at = Turning{std::move(sitting), w.now};
}

/// From its beginning, at another time.
void Stepper::choose(Sitting &sitting, int film)
{
    sitting.film = film;
    sitting.position = sitting.reached = sitting.held = milliseconds(0);
    actions.append(PreloadFilm{sitting.present()});
}

/// The nearest film before the present one that can play now, and is not known to be broken.
std::optional<int> Stepper::filmBefore(const Sitting &sitting) const
{
    for (int film = sitting.film - 1; film >= 0; --film) {
        const Choice choice = choose(sitting.chip, {film});
        if (choice.film == film && !w.troubled.contains(sitting.chip.films.at(film).video.id))
            return film;
    }
    return std::nullopt;
}

/// Where a child's wish leads from a film that does not play; none: there is no other.
std::optional<int> Stepper::filmBeside(const Sitting &sitting, int direction) const
{
    if (direction < 0)
        return filmBefore(sitting).value_or(sitting.film);
    return choose(sitting.chip, {sitting.film + 1}).film;
}

/// What parents change of a chip while its films play holds from the next film on.
void Stepper::followCatalogue(Sitting &sitting) const
{
    const CatalogueChip *now = w.catalogue->chip(sitting.uid);
    if (!sitting.listed || (now != nullptr && *now == sitting.chip))
        return;
    const QList<CatalogueFilm> before = std::exchange(sitting.chip.films, {});
    if (now == nullptr || !now->active) {
        sitting.chip.films = before.mid(0, sitting.film + 1);
        return;
    }
    sitting.chip = *now;
    QList<CatalogueFilm> &films = sitting.chip.films;
    const auto placeOf = [&](int film) {
        const auto found = std::find_if(films.cbegin(), films.cend(), [&](const CatalogueFilm &one) {
            return film >= 0 && one.video.id == before.at(film).video.id;
        });
        return found == films.cend() ? -1 : static_cast<int>(found - films.cbegin());
    };
    const int present = sitting.film;
    const int place = placeOf(present);
    if (place >= 0) {
        sitting.film = place;
    } else {
        // It was taken out: it stays for as long as it is the present one, behind what came before it.
        int former = present - 1;
        while (former >= 0 && placeOf(former) < 0)
            --former;
        sitting.film = placeOf(former) + 1;
        films.insert(sitting.film, before.at(present));
    }
    sitting.first = std::min(sitting.first, sitting.film);
    sitting.link.film = sitting.link.film == present ? sitting.film : -1;
}

void Stepper::restartFilm()
{
    auto *playing = at<Playing>();
    if (!playing || playing->fadingUntil)
        return;
    Sitting again = std::move(playing->sitting);
    actions.append(StopFilm{});
    giveBackRest(again);
    again.start = 0;
    again.position = again.held = milliseconds(0);
    open(std::move(again));
}

/// Of the film that plays; what lies before its beginning or beyond its end is as near to it as can be.
void Stepper::on(const SeekWished &event)
{
    const auto *playing = at<Playing>();
    if (!playing || playing->fadingUntil || playing->sitting.start == 0)
        return;
    milliseconds to = std::max(milliseconds(0), w.position + event.by);
    if (w.duration > lastMoment)
        to = std::min(to, w.duration - lastMoment);
    if (event.by > milliseconds(0) && to <= w.position)
        return; // it is in its last moment
    actions.append(SeekFilm{to});
}

/// Whether its chip goes on with the film after it.
bool Stepper::countsAsSeen(const Sitting &sitting, std::optional<FilmFailure> failure, bool complete) const
{
    if (!failure && complete)
        return true;
    // It can't be had now; or the machine was to blame.
    if (failure == FilmFailure::Unreachable || failure == FilmFailure::Refused)
        return false;
    if (std::holds_alternative<Opening>(s.at))
        return failure != FilmFailure::PlayerLost;
    // It broke off: its place is kept, but nobody is sent twice to where it can't go on.
    return sitting.position > milliseconds(0) && sitting.reached >= sitting.position &&
           sitting.reached - sitting.position < barelyBegun;
}

/// One film is over, however; what follows it.
void Stepper::filmOver(Sitting sitting, std::optional<FilmFailure> failure, bool complete)
{
    sitting.start = 0;
    followCatalogue(sitting);
    if (countsAsSeen(sitting, failure, complete))
        sitting.reached = wholeFilm;
    if (const auto *playing = at<Playing>(); playing && playing->swap) {
        // Nothing plays any more that could be switched from by accident.
        const Nfc::Uid uid = playing->swap->uid;
        const bool last = sitting.film + 1 >= sitting.chip.films.size();
        part(sitting, last && !failure ? Api::StopReason::Completed : Api::StopReason::Manual);
        goIdle();
        arrive(uid);
        return;
    }
    giveBackRest(sitting);
    sitting.stalledAt.reset();
    if (failure)
        sitting.failure = failure;

    const int next = sitting.film + 1;
    if (next >= sitting.chip.films.size()) {
        playlistOver(std::move(sitting), failure.has_value());
        return;
    }
    if (remaining(&sitting) < smallestStart) {
        limitEnds(std::move(sitting));
        return;
    }
    const Choice choice = choose(sitting.chip, {next}, failure == FilmFailure::Unreachable);
    if (choice.film) {
        goOn(std::move(sitting), *choice.film, failure.has_value());
    } else if (choice.refusal == Refusal::Limit || choice.refusal == Refusal::Bedtime) {
        limitEnds(std::move(sitting));
    } else if (choice.refusal == Refusal::TooOld) {
        playlistOver(std::move(sitting), failure.has_value()); // the rest of it is for bigger children
    } else {
        const CatalogueFilm film = sitting.chip.films.at(failure ? sitting.film : next);
        noFilmHere(std::move(sitting), film, failure.has_value() || choice.comesBack);
    }
}

void Stepper::playlistOver(Sitting sitting, bool failed)
{
    if (sitting.shown == 0) {
        // It went on with what can't be played: the films before may be sound.
        if (const int first = std::exchange(sitting.first, 0); first > 0) {
            const Choice choice = choose(sitting.chip, {0}, sitting.failure == FilmFailure::Unreachable);
            if (choice.film && *choice.film < first) {
                goOn(std::move(sitting), *choice.film, true);
                return;
            }
        }
        endInFailure(std::move(sitting));
        return;
    }
    const Api::StopReason reason = failed ? Api::StopReason::Error : Api::StopReason::Completed;
    if (remaining() < smallestStart) {
        limitEnds(std::move(sitting), reason);
        return;
    }
    if (failed) {
        endInFailure(std::move(sitting));
        return;
    }
    part(sitting, reason);
    if (letQueuedFollow(sitting))
        return;
    if (w.settings.calm)
        goIdle();
    else
        s.at = Celebration{w.now};
}

/// The chip that waited for the end of this sitting. False: none did.
bool Stepper::letQueuedFollow(const Sitting &sitting)
{
    if (!sitting.queued || w.parentsInside)
        return false;
    goIdle();
    arrive(*sitting.queued);
    return true;
}

/// Nothing is left to try, and nothing to celebrate.
void Stepper::endInFailure(Sitting sitting)
{
    const CatalogueFilm film = sitting.present();
    // What parents can mend, as against what comes back by itself.
    const bool broken = sitting.failure == FilmFailure::Broken ||
                        sitting.failure == FilmFailure::PlayerLost || sitting.failure == FilmFailure::Gone ||
                        sitting.failure == FilmFailure::NotEmbeddable;
    if (!broken) {
        const bool unreachable = sitting.failure == FilmFailure::Unreachable;
        noFilmHere(std::move(sitting), film, unreachable);
        return;
    }
    part(sitting, Api::StopReason::Error);
    if (!letQueuedFollow(sitting))
        refuse(Refusal::Broken, sitting.uid, posterOf(film));
}

void Stepper::noFilmHere(Sitting sitting, const CatalogueFilm &film, bool dozing)
{
    part(sitting, Api::StopReason::Error);
    if (!letQueuedFollow(sitting))
        refuse(Refusal::NotHere, sitting.uid, posterOf(film), dozing);
}

void Stepper::tellLimit(Sitting &sitting)
{
    if (!std::exchange(sitting.limitTold, true))
        record(QStringLiteral("limit-reached"), {{QStringLiteral("child"), sitting.child.toString()}});
}

void Stepper::limitEnds(Sitting sitting, Api::StopReason reason)
{
    tellLimit(sitting);
    if (sitting.start != 0 && at<Opening>()) {
        actions.append(StopFilm{}); // no picture of it was seen: none sinks
        sitting.start = 0;
    }
    if (sitting.start != 0)
        actions.append(PauseFilm{});
    part(sitting, reason);
    s.at = GoodNight{w.now, sitting.start, refusalNow() == Refusal::Bedtime};
}

/// The last seconds: the sound sinks, so that the picture stops when the time does.
void Stepper::fadeAway(Playing &playing, nanoseconds within)
{
    const auto rest = std::min({within, nanoseconds(soundFade), playing.sitting.timer.credit(w.now)});
    actions.append(FadeFilm{std::chrono::floor<milliseconds>(rest)});
    playing.fadingUntil = w.now + rest;
    playing.swap.reset();
}

/// Closes the books of a sitting. Exactly once per sitting.
void Stepper::part(Sitting &sitting, Api::StopReason reason)
{
    giveBackRest(sitting);
    endSession(sitting, reason);
    if (sitting.link.startQuestion != 0) {
        const milliseconds before = sitting.link.playedBefore;
        s.parted.append({sitting.link.startQuestion, sitting.number, sitting.child, reason, before,
                         std::chrono::floor<milliseconds>(sitting.timer.played(w.now)) - before,
                         positionOf(sitting)});
        sitting.link.startQuestion = 0;
    }
    actions.append(EndSitting{sitting.number, sitting.present().video.id, sitting.reached});
}

void Stepper::leaveSitting(Api::StopReason reason)
{
    if (Sitting *sitting = sittingIn(s.at)) {
        actions.append(StopFilm{});
        part(*sitting, reason);
    }
}

void Stepper::recordRefusal(const Nfc::Uid &uid, Refusal refusal)
{
    record(QStringLiteral("refused"),
           {{QStringLiteral("uid"), uid.toString()}, {QStringLiteral("reason"), nameOf(refusal)}});
}

void Stepper::on(const ChildChosen &event)
{
    const bool free = at<WhoIsWatching>() || at<Scan>() || at<Sleeping>() || at<ReaderMissing>() ||
                      at<Refused>() || at<Celebration>();
    const Api::Profile *child = w.catalogue->profile(event.child);
    if (!free || !child)
        return;
    const bool chipWaits = at<WhoIsWatching>() && at<WhoIsWatching>()->chipWaits;
    choose(*child);
    if (chipWaits && s.chip && !s.chip->resting)
        place(s.chip->uid);
    else if (chipWaits && s.tapped)
        place(*s.tapped);
}

void Stepper::choose(const Api::Profile &child)
{
    m_child = child.id;
    m_moved = m_movedOver = milliseconds(0); // was the other child's
    m_serverLimit = false;
    actions.append(RememberChild{child.id});
    record(QStringLiteral("profile-chosen"),
           {{QStringLiteral("child"), child.id.toString()}, {QStringLiteral("name"), child.name}});
    goIdle();
}

void Stepper::on(const ChildChangeWished &)
{
    if (w.catalogue->profiles().size() < 2)
        return;
    if (at<Paused>())
        leaveSitting(Api::StopReason::Manual);
    else if (!at<Scan>() && !at<Sleeping>() && !at<ReaderMissing>() && !at<Refused>() && !at<Celebration>())
        return;
    s.at = WhoIsWatching{w.now};
}

void Stepper::on(const LeaveWished &)
{
    leave(Api::StopReason::SwipeExit);
}

/// Back to the scan screen, from wherever a child may leave.
void Stepper::leave(Api::StopReason reason)
{
    if (sittingIn(s.at)) {
        leaveSitting(reason);
        goIdle();
    } else if (at<Asking>() || at<Waking>() || at<Refused>() || at<Celebration>() ||
               (at<WhoIsWatching>() && m_child)) {
        goIdle();
    }
}

void Stepper::on(const PauseToggled &)
{
    togglePause(PausedBy::Child);
}

void Stepper::togglePause(PausedBy by)
{
    if (auto *playing = at<Playing>()) {
        if (!playing->fadingUntil)
            pause(by);
    } else if (auto *paused = at<Paused>()) {
        if (!holdMode() || liesThere(paused->sitting.uid))
            resume(by);
    }
}

void Stepper::on(const Stopping &)
{
    leaveSitting(Api::StopReason::Manual);
    if (at<GoodNight>())
        actions.append(StopFilm{});
    goIdle();
}

} // namespace Medio::Flow
