// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/stepper.h"

#include <algorithm>
#include <array>

namespace Medio::Flow {

using std::chrono::milliseconds;

namespace {

/// Pauses after failed heartbeats: 60, 90, 120, 120, ... seconds.
std::chrono::seconds pauseAfter(int failures)
{
    static constexpr std::array pauses{60, 90, 120};
    return std::chrono::seconds(pauses.at(static_cast<size_t>(std::clamp(failures, 1, 3) - 1)));
}

} // namespace

void Stepper::scheduleBeat(SessionLink &link) const
{
    link.failures = 0;
    const auto jitter = milliseconds(qRound64(w.chance * double(milliseconds(beatJitter).count())));
    link.due = w.now + beatInterval + jitter;
}

void Stepper::scheduleRetry(SessionLink &link) const
{
    ++link.failures;
    link.due = w.now + pauseAfter(link.failures);
    link.deferred = w.server == ServerState::Offline;
}

void Stepper::askForSession(Sitting &sitting)
{
    SessionLink &link = sitting.link;
    if (!sitting.chip.id)
        return;
    if (w.server == ServerState::Offline) {
        scheduleRetry(link);
        return;
    }
    link.deferred = false;
    link.startQuestion = newNumber();
    link.film = sitting.film;
    actions.append(
        StartSession{{link.startQuestion, sitting.child, *sitting.chip.id, sitting.present().video.id}});
}

void Stepper::keepLink(Sitting &sitting)
{
    SessionLink &link = sitting.link;
    if (link.limit && !m_serverLimit && !w.allowanceOf(sitting.child).closed) {
        link.limit = false; // taken back
        scheduleBeat(link);
    }
    if (link.limit || !sitting.chip.id)
        return;
    if (!link.session) {
        const bool back = link.deferred && w.server == ServerState::Online;
        if (link.startQuestion == 0 && (back || w.now >= link.due))
            askForSession(sitting);
        return;
    }
    if (link.beatQuestion != 0 || w.now < link.due)
        return;
    link.beatQuestion = newNumber();
    const bool ownFilm = isShown(sitting) && sitting.film == link.film;
    actions.append(
        BeatSession{{link.beatQuestion, *link.session, ownFilm ? std::optional(w.position) : std::nullopt,
                     std::chrono::floor<milliseconds>(sitting.timer.played(w.now)) - link.playedBefore}});
}

void Stepper::endSession(Sitting &sitting, Api::StopReason reason)
{
    SessionLink &link = sitting.link;
    if (!link.session)
        return;
    const milliseconds played =
        std::chrono::floor<milliseconds>(sitting.timer.played(w.now)) - link.playedBefore;
    actions.append(EndSession{{*link.session,
                               sitting.number,
                               sitting.child,
                               {},
                               reason,
                               played,
                               positionOf(sitting),
                               link.server}});
    link.session.reset();
    link.beatQuestion = 0;
}

void Stepper::on(const SessionStartAnswered &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (event.question == 0 || !sitting || sitting->link.startQuestion != event.question) {
        // The child has gone meanwhile: what was opened for it is closed at once.
        const auto gone = std::find_if(s.parted.begin(), s.parted.end(), [&event](const Parted &parted) {
            return parted.question == event.question;
        });
        if (gone == s.parted.end())
            return;
        const Parted parted = *gone;
        s.parted.erase(gone);
        if (const auto *opened = std::get_if<SessionOpened>(&event.answer)) {
            actions.append(
                NoteSession{parted.sitting, {opened->session, opened->server, parted.playedBefore}});
            record(QStringLiteral("session-started"),
                   {{QStringLiteral("session"), opened->session.toString()}});
            actions.append(EndSession{{opened->session,
                                       parted.sitting,
                                       parted.child,
                                       {},
                                       parted.reason,
                                       parted.played,
                                       parted.position,
                                       opened->server}});
        } else if (std::holds_alternative<SessionLimit>(event.answer)) {
            noteServerLimit(parted.child);
        }
        return;
    }

    sitting->link.startQuestion = 0;
    std::visit([&](const auto &answer) { startAnswered(*sitting, answer); }, event.answer);
}

void Stepper::startAnswered(Sitting &sitting, const SessionOpened &opened)
{
    sitting.link.session = opened.session;
    sitting.link.server = opened.server;
    scheduleBeat(sitting.link);
    actions.append(NoteSession{sitting.number, {opened.session, opened.server, sitting.link.playedBefore}});
    record(QStringLiteral("session-started"), {{QStringLiteral("session"), opened.session.toString()}});
    auto *opening = at<Opening>();
    if (opening && std::exchange(opening->waitsForServer, false) && !charge(opening->sitting))
        limitEnds(std::move(opening->sitting));
}

void Stepper::startAnswered(Sitting &sitting, const SessionLimit &)
{
    sitting.link.limit = true;
    noteServerLimit(sitting.child);
    if (remaining() > milliseconds(0)) { // a bonus
        auto *opening = at<Opening>();
        if (opening && std::exchange(opening->waitsForServer, false))
            charge(opening->sitting);
        return;
    }
    if (auto *playing = at<Playing>()) {
        tellLimit(playing->sitting);
        if (!playing->fadingUntil)
            fadeAway(*playing);
    } else {
        limitWhileWaiting(sitting);
    }
}

/// A chip that was just placed is refused; whoever has seen something is told good night.
void Stepper::limitWhileWaiting(Sitting &sitting)
{
    if (!at<Opening>() || sitting.shown > 0) {
        limitEnds(std::move(sitting));
        return;
    }
    const Nfc::Uid uid = sitting.uid;
    const Poster poster = posterOf(sitting.present());
    leaveSitting(Api::StopReason::DailyLimit);
    refuse(Refusal::Limit, uid, poster);
}

void Stepper::startAnswered(Sitting &sitting, const SessionDenied &)
{
    const Nfc::Uid uid = sitting.uid;
    leaveSitting(Api::StopReason::Error);
    refuse(Refusal::NotYours, uid);
}

void Stepper::startAnswered(Sitting &sitting, const SessionUnanswered &)
{
    scheduleRetry(sitting.link);
    const auto *opening = at<Opening>();
    if (!opening || !opening->waitsForServer)
        return;
    const Nfc::Uid uid = sitting.uid;
    const Poster poster = posterOf(sitting.present());
    leaveSitting(Api::StopReason::Error);
    refuse(Refusal::NotHere, uid, poster, true);
}

void Stepper::on(const BeatAnswered &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (event.question == 0 || !sitting || sitting->link.beatQuestion != event.question)
        return;
    sitting->link.beatQuestion = 0;
    std::visit([&](const auto &answer) { beatAnswered(*sitting, answer); }, event.answer);
}

void Stepper::beatAnswered(Sitting &sitting, const BeatAgreed &)
{
    record(QStringLiteral("heartbeat"), {{QStringLiteral("session"), sitting.link.session->toString()}});
    scheduleBeat(sitting.link);
}

void Stepper::beatAnswered(Sitting &sitting, const SessionLimit &)
{
    sitting.link.limit = true;
    noteServerLimit(sitting.child);
    if (remaining() > milliseconds(0))
        return; // a bonus
    if (at<Opening>()) {
        limitWhileWaiting(sitting);
        return;
    }
    auto *playing = at<Playing>();
    if (!playing || playing->fadingUntil || ending() == Ending::Film)
        return; // the end of this film is near enough; another one is not started
    tellLimit(playing->sitting);
    fadeAway(*playing);
}

void Stepper::beatAnswered(Sitting &sitting, const SessionUnknown &)
{
    // What was played so far belonged to the session that the server forgot.
    endSession(sitting, Api::StopReason::Error);
    sitting.link.playedBefore = std::chrono::floor<milliseconds>(sitting.timer.played(w.now));
    askForSession(sitting);
}

void Stepper::beatAnswered(Sitting &sitting, const SessionUnanswered &)
{
    scheduleRetry(sitting.link);
}

void Stepper::on(const LookupAnswered &event)
{
    const auto *asking = at<Asking>();
    const auto *refused = at<Refused>();
    const bool current = event.question != 0 && ((asking && asking->question == event.question) ||
                                                 (refused && refused->question == event.question));
    if (!current)
        return;
    const Nfc::Uid uid = asking ? asking->uid : refused->uid;
    std::visit([&](const auto &answer) { lookupAnswered(uid, answer); }, event.answer);
}

void Stepper::lookupAnswered(const Nfc::Uid &uid, const LookupFound &found)
{
    if (holdMode() && s.tapped != uid && !liesThere(uid))
        goIdle();
    else
        begin(uid, found.chip);
}

void Stepper::lookupAnswered(const Nfc::Uid &uid, const LookupUnknown &)
{
    refuse(Refusal::UnknownChip, uid);
}

void Stepper::lookupAnswered(const Nfc::Uid &uid, const LookupLimit &)
{
    if (m_child)
        noteServerLimit(*m_child);
    refuse(Refusal::Limit, uid);
}

void Stepper::lookupAnswered(const Nfc::Uid &uid, const LookupFailed &)
{
    if (auto *refused = at<Refused>())
        refused->question = 0; // that much was said already
    else
        refuse(Refusal::NotHere, uid, {}, true);
}

} // namespace Medio::Flow
