// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/stepper.h"

namespace Medio::Flow {

using std::chrono::milliseconds;

void Stepper::on(const FilmOpening &event)
{
    if (auto *opening = at<Opening>(); opening && opening->sitting.start == 0)
        opening->sitting.start = event.start;
}

void Stepper::on(const FilmFirstFrame &event)
{
    auto *opening = at<Opening>();
    if (!opening || event.start == 0 || opening->sitting.start != event.start)
        return;
    Playing playing{std::move(opening->sitting)};
    ++playing.sitting.shown;
    holdPlace(playing.sitting);
    if (const Api::VideoId &video = playing.sitting.present().video.id; w.troubled.contains(video))
        actions.append(ForgetTrouble{video});
    const int next = playing.sitting.film + 1;
    runIfMoving(playing);
    // A film of a platform would keep a browser open for as long as this one plays.
    if (const Choice choice = choose(playing.sitting.chip, {next}); choice.film) {
        if (const CatalogueFilm &film = playing.sitting.chip.films.at(*choice.film); !film.isOfPlatform())
            actions.append(PreloadFilm{film});
    }
    s.at = std::move(playing);
    review();
}

/// A film that is still being made can't be entered in its midst and begins at its beginning: where the
/// child left it is not forgotten for that. One that is shorter than its place is another film by now.
void Stepper::holdPlace(Sitting &sitting) const
{
    const bool isElsewhere = w.position + barelyBegun < sitting.position;
    const bool isItsPlace = w.duration > sitting.position + nearlyOver(w.duration);
    if (isElsewhere && isItsPlace) {
        sitting.held = sitting.position + seenTwice;
        sitting.position = milliseconds(0);
    }
}

void Stepper::on(const FilmStalled &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || event.start == 0 || sitting->start != event.start || sitting->stalledAt)
        return;
    sitting->stalledAt = w.now;
    sitting->timer.hold(w.now);
    if (at<Playing>())
        record(QStringLiteral("paused"), {{QStringLiteral("by"), QStringLiteral("network")}});
}

void Stepper::on(const FilmResumed &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || event.start == 0 || sitting->start != event.start || !sitting->stalledAt)
        return;
    sitting->stalledAt.reset();
    if (auto *playing = at<Playing>()) {
        record(QStringLiteral("resumed"), {{QStringLiteral("by"), QStringLiteral("network")}});
        runIfMoving(*playing);
    }
}

void Stepper::on(const FilmEnded &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || event.start == 0 || sitting->start != event.start)
        return;
    record(QStringLiteral("video-ended"), {{QStringLiteral("video"), sitting->present().video.id.toString()},
                                           {QStringLiteral("title"), sitting->present().video.title},
                                           {QStringLiteral("complete"), event.complete}});
    sitting->start = 0; // the player has let go of it, and of its position
    if (event.position && !at<Opening>())
        note(*sitting, *event.position);
    std::optional<FilmFailure> failure;
    if (at<Opening>() || (!event.complete && brokeOff(*sitting, event.position))) {
        failure = FilmFailure::Broken; // one that shows nothing is none
        noteTrouble(sitting->present(), *failure);
    }
    filmOver(std::move(*sitting), failure, event.complete);
}

/// Whether a film that ended early lacks something that a child would miss: some say that they are a little
/// longer than they are. Without its position: it was looked at when a step was charged last.
bool Stepper::brokeOff(const Sitting &sitting, std::optional<milliseconds> position) const
{
    const auto length = sitting.present().video.duration;
    if (!length)
        return true;
    const milliseconds nearEnd = *length - nearlyOver(*length);
    if (position)
        return *position + lookInterval < nearEnd;
    return sitting.reached != wholeFilm && sitting.reached + chargedAtMost < nearEnd;
}

void Stepper::on(const FilmFailed &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || event.start == 0 || sitting->start != event.start)
        return;
    record(QStringLiteral("film-failed"), {{QStringLiteral("video"), sitting->present().video.id.toString()},
                                           {QStringLiteral("title"), sitting->present().video.title},
                                           {QStringLiteral("failure"), Medio::nameOf(event.failure)}});
    noteTrouble(sitting->present(), event.failure);
    sitting->start = 0; // the player has let go of it, and of its position
    filmFailed(event.failure);
}

/// What parents can see to. An outage passes by itself, and without a login servers refuse everything.
void Stepper::noteTrouble(const CatalogueFilm &film, FilmFailure failure)
{
    if (failure != FilmFailure::Unreachable && (failure != FilmFailure::Refused || w.signedIn))
        actions.append(NoteTrouble{film.video.id, failure});
}

void Stepper::filmFailed(FilmFailure failure)
{
    Sitting &sitting = *sittingIn(s.at);
    if (failure == FilmFailure::Unreachable) {
        actions.append(StopFilm{});
        const auto *playing = at<Playing>();
        const bool makesWay = playing && playing->swap; // to the chip that settles
        if (!makesWay && !choose(sitting.chip, {sitting.film + 1}, true).film) {
            const CatalogueFilm film = sitting.present();
            noFilmHere(std::move(sitting), film, true);
            return;
        }
    }
    filmOver(std::move(sitting), failure);
}

} // namespace Medio::Flow
