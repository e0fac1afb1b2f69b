// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/kioskstep.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Medio::Flow {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

template<typename... Handlers>
struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template<typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

/// The sitting of a situation that has one.
template<typename State>
auto sittingIn(State &at) -> decltype(&std::get<Playing>(at).sitting)
{
    if (auto *opening = std::get_if<Opening>(&at))
        return &opening->sitting;
    if (auto *playing = std::get_if<Playing>(&at))
        return &playing->sitting;
    if (auto *turning = std::get_if<Turning>(&at))
        return &turning->sitting;
    if (auto *paused = std::get_if<Paused>(&at))
        return &paused->sitting;
    return nullptr;
}

Poster posterOf(const CatalogueFilm &film)
{
    return {film.video.id, film.video.title, film.poster};
}

/// Pauses after failed heartbeats: 60, 90, 120, 120, ... seconds.
std::chrono::seconds pauseAfter(int failures)
{
    static constexpr std::array pauses{60, 90, 120};
    return std::chrono::seconds(pauses.at(static_cast<size_t>(std::clamp(failures, 1, 3) - 1)));
}

bool playsWithoutServer(const CatalogueFilm &film, const Surroundings &around)
{
    return around.kept.contains(film.video.id);
}

bool serverMayAnswer(const Surroundings &around)
{
    return around.server == ServerState::Unknown || around.server == ServerState::Online;
}

/// How long a film may take to show its first picture before the child is told.
milliseconds patienceFor(const Opening &opening, const Surroundings &around)
{
    if (opening.waitsForServer)
        return refusalPatience;
    if (playsWithoutServer(opening.sitting.present(), around))
        return openingPatience;
    return around.server == ServerState::Waking ? milliseconds(wakingPatience) : refusalPatience;
}

/// One step in the making: the new state, the actions so far, and what they did to the allowance.
class Stepper
{
public:
    Stepper(const KioskState &state, const Surroundings &around)
        : s(state)
        , w(around)
    {
        if (const Api::Profile *child = w.child())
            m_child = child->id;
    }

    KioskState s;
    QList<KioskAction> actions;

    void on(const Began &) { review(); }
    void on(const Ticked &) { review(); }
    void on(const SurroundingsChanged &) { review(); }
    void on(const Stopping &);
    void on(const ChipPlaced &event);
    void on(const ChipLifted &event);
    void on(const ChildChosen &event);
    void on(const ChildChangeWished &);
    void on(const LeaveWished &);
    void on(const NextWished &) { turnTo(+1); }
    void on(const PreviousWished &) { turnTo(-1); }
    void on(const PauseToggled &);
    void on(const LookupAnswered &event);
    void on(const SessionStartAnswered &event);
    void on(const BeatAnswered &event);
    void on(const Charged &event);
    void on(const ChargeFailed &event);
    void on(const FilmOpening &event);
    void on(const FilmFirstFrame &event);
    void on(const FilmStalled &event);
    void on(const FilmResumed &event);
    void on(const FilmEnded &event);
    void on(const FilmFailed &event);

private:
    template<typename State>
    State *at()
    {
        return std::get_if<State>(&s.at);
    }
    void record(const QString &event, const QJsonObject &values) { actions.append(Record{event, values}); }
    quint64 newNumber() { return ++s.lastNumber; }
    [[nodiscard]] bool holdMode() const { return w.settings.mode == ReaderMode::Hold; }
    [[nodiscard]] bool liesThere(const Nfc::Uid &uid) const { return s.chip && s.chip->uid == uid; }

    // Where to go
    [[nodiscard]] Situation idle() const;
    void goIdle() { s.at = idle(); }
    void place(const Nfc::Uid &uid);
    void begin(const Nfc::Uid &uid, const CatalogueChip &chip);
    void open(Sitting sitting);
    void refuse(Refusal refusal, Nfc::Uid uid, std::optional<Poster> poster = {}, bool dozing = false,
                quint64 question = 0);
    void pause(PausedBy by);
    void resume(PausedBy by);
    void turnTo(int direction);
    void filmFailed(FilmFailure failure); ///< of the present sitting
    void ledgerFailed();                  ///< for the present sitting
    void filmOver(Sitting sitting, std::optional<FilmFailure> failure);
    void playlistOver(Sitting sitting);
    void limitEnds(Sitting sitting, Api::StopReason reason = Api::StopReason::DailyLimit);
    void fadeAway(Playing &playing);
    void tellLimit(Sitting &sitting);
    void part(Sitting &sitting, Api::StopReason reason);
    void leaveSitting(Api::StopReason reason); ///< of whatever situation has one; the film stops
    void noFilmHere(Sitting sitting, const CatalogueFilm &film, bool dozing);

    // What time does
    void review();
    void review(WhoIsWatching &at);
    void review(Asking &at);
    void review(Waking &at);
    void review(Opening &at);
    void review(Playing &at);
    void review(Turning &at);
    void review(Paused &at);
    void noteReader();
    void noteParents();
    void chooseTheOnlyChild();

    // Watch time
    [[nodiscard]] milliseconds remaining() const;
    [[nodiscard]] milliseconds overrunLeft(const Sitting &sitting) const;
    [[nodiscard]] milliseconds moreFor(const Sitting &sitting) const;
    bool charge(Sitting &sitting);
    void giveBackRest(Sitting &sitting);
    void noteServerLimit(const Api::ProfileId &child);
    void runIfMoving(Playing &playing);

    // The server
    void askForSession(Sitting &sitting);
    void keepLink(Sitting &sitting);
    void scheduleBeat(SessionLink &link) const;
    void scheduleRetry(SessionLink &link) const;
    void endSession(Sitting &sitting, Api::StopReason reason);
    void endSession(const SessionEnd &end);

    struct Pause
    {
        PausedBy by = PausedBy::Chip;
        Moment since{0};
    };
    [[nodiscard]] std::optional<Pause> pausedNow() const;
    void stayPaused(const std::optional<Pause> &pause);

    struct Choice
    {
        std::optional<int> film;
        Refusal refusal = Refusal::NotHere; ///< why there is none
    };
    [[nodiscard]] Choice choose(const CatalogueChip &chip, int from, bool onlyKept = false) const;

    const Surroundings &w;
    std::optional<Api::ProfileId> m_child;
    milliseconds m_moved{0}; ///< charged (−) and given back (+) in this step
    bool m_serverLimit = false;
};

// ---- Where to go ---------------------------------------------------------------------------

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
    if (!m_child) {
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
    if (remaining() < smallestStart) {
        refuse(Refusal::Limit, uid, poster);
        return;
    }
    const Choice choice = choose(chip, 0);
    if (!choice.film) {
        if (choice.refusal == Refusal::NotHere && w.server == ServerState::Waking)
            s.at = Waking{uid, chip, s.tap, w.now};
        else
            refuse(choice.refusal, uid, poster, choice.refusal == Refusal::NotHere);
        return;
    }
    if (w.settings.strict && w.server == ServerState::Offline) {
        refuse(Refusal::NotHere, uid, poster, true);
        return;
    }

    Sitting sitting{++s.lastSitting, s.tap, uid, chip, *m_child};
    sitting.film = *choice.film;
    actions.append(BeginSitting{sitting.number, sitting.child});
    askForSession(sitting);
    open(std::move(sitting));
}

/// Charges the first step and shows the film; strict: asks the server before.
void Stepper::open(Sitting sitting)
{
    Opening opening{std::move(sitting), w.now};
    opening.sitting.stalledAt.reset();
    opening.waitsForServer = w.settings.strict && opening.sitting.link.startQuestion != 0;
    actions.append(PreloadFilm{opening.sitting.present()});
    if (!opening.waitsForServer && !charge(opening.sitting)) {
        limitEnds(std::move(opening.sitting));
        return;
    }
    s.at = std::move(opening);
}

void Stepper::refuse(Refusal refusal, Nfc::Uid uid, std::optional<Poster> poster, bool dozing,
                     quint64 question)
{
    record(QStringLiteral("refused"),
           {{QStringLiteral("uid"), uid.toString()}, {QStringLiteral("reason"), nameOf(refusal)}});
    s.at = Refused{refusal, std::move(uid), w.now, std::move(poster), dozing, question};
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
    auto *sitting = at<Playing>() || at<Turning>() ? sittingIn(s.at) : nullptr;
    if (!sitting || (at<Playing>() && at<Playing>()->fadingUntil))
        return;
    Sitting going = std::move(*sitting);
    if (going.start != 0)
        actions.append(StopFilm{});
    going.start = 0;
    if (direction > 0) {
        filmOver(std::move(going), std::nullopt);
        return;
    }
    giveBackRest(going);
    const int before = std::max(0, going.film - 1);
    if (const Choice choice = choose(going.chip, before); choice.film)
        going.film = *choice.film;
    going.position = milliseconds(0);
    actions.append(PreloadFilm{going.present()});
    s.at = Turning{std::move(going), w.now};
}

/// One film is over, however; what follows it.
void Stepper::filmOver(Sitting sitting, std::optional<FilmFailure> failure)
{
    if (const auto *playing = at<Playing>(); playing && playing->swap) {
        // Nothing plays any more that could be switched from by accident.
        const Nfc::Uid uid = playing->swap->uid;
        const bool last = sitting.film + 1 >= sitting.chip.films.size();
        part(sitting, last && !failure ? Api::StopReason::Completed : Api::StopReason::Manual);
        place(uid);
        return;
    }
    giveBackRest(sitting);
    sitting.start = 0;
    sitting.position = milliseconds(0);
    sitting.stalledAt.reset();
    if (failure)
        sitting.failure = failure;

    const int next = sitting.film + 1;
    if (next >= sitting.chip.films.size()) {
        playlistOver(std::move(sitting));
        return;
    }
    if (remaining() < smallestStart) {
        limitEnds(std::move(sitting));
        return;
    }
    const Choice choice = choose(sitting.chip, next, failure == FilmFailure::Unreachable);
    if (choice.film) {
        sitting.film = *choice.film;
        actions.append(PreloadFilm{sitting.present()});
        s.at = Turning{std::move(sitting), w.now, failure.has_value()};
    } else if (choice.refusal == Refusal::Limit) {
        limitEnds(std::move(sitting));
    } else {
        const CatalogueFilm film = sitting.chip.films.at(failure ? sitting.film : next);
        noFilmHere(std::move(sitting), film, true);
    }
}

void Stepper::playlistOver(Sitting sitting)
{
    if (sitting.shown == 0) {
        const bool broken =
            sitting.failure == FilmFailure::Broken || sitting.failure == FilmFailure::PlayerLost;
        if (!broken) {
            const CatalogueFilm film = sitting.present();
            noFilmHere(std::move(sitting), film, sitting.failure == FilmFailure::Unreachable);
            return;
        }
        const Poster poster = posterOf(sitting.present());
        part(sitting, Api::StopReason::Error);
        refuse(Refusal::Broken, sitting.uid, poster);
        return;
    }
    if (remaining() < smallestStart) {
        limitEnds(std::move(sitting), Api::StopReason::Completed);
        return;
    }
    part(sitting, Api::StopReason::Completed);
    if (w.settings.calm)
        goIdle();
    else
        s.at = Celebration{w.now};
}

void Stepper::noFilmHere(Sitting sitting, const CatalogueFilm &film, bool dozing)
{
    part(sitting, Api::StopReason::Error);
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
    if (sitting.start != 0)
        actions.append(PauseFilm{});
    part(sitting, reason);
    s.at = GoodNight{w.now, sitting.start};
}

/// The last seconds: the sound sinks, so that the picture stops when the time does.
void Stepper::fadeAway(Playing &playing)
{
    const auto rest = std::min<nanoseconds>(soundFade, playing.sitting.timer.credit(w.now));
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
        s.parted.append({sitting.link.startQuestion, sitting.number, sitting.child, reason,
                         std::chrono::floor<milliseconds>(sitting.timer.played(w.now)), w.position});
        sitting.link.startQuestion = 0;
    }
    actions.append(EndSitting{sitting.number});
}

void Stepper::leaveSitting(Api::StopReason reason)
{
    if (Sitting *sitting = sittingIn(s.at)) {
        actions.append(StopFilm{});
        part(*sitting, reason);
    }
}

// ---- Watch time ----------------------------------------------------------------------------

milliseconds Stepper::remaining() const
{
    if (!m_child)
        return milliseconds(0);
    const Balance balance = w.allowanceOf(*m_child);
    const milliseconds rest = balance.remaining + m_moved;
    return m_serverLimit || balance.closed ? std::min(milliseconds(0), rest) : rest;
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

// ---- The server ----------------------------------------------------------------------------

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
    actions.append(
        StartSession{{link.startQuestion, sitting.child, *sitting.chip.id, sitting.present().video.id}});
}

void Stepper::keepLink(Sitting &sitting)
{
    SessionLink &link = sitting.link;
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
    actions.append(
        BeatSession{{link.beatQuestion, *link.session, w.position,
                     std::chrono::floor<milliseconds>(sitting.timer.played(w.now)) - link.playedBefore}});
}

void Stepper::endSession(Sitting &sitting, Api::StopReason reason)
{
    SessionLink &link = sitting.link;
    if (!link.session)
        return;
    const milliseconds played =
        std::chrono::floor<milliseconds>(sitting.timer.played(w.now)) - link.playedBefore;
    endSession({*link.session, sitting.number, sitting.child, {}, reason, played, w.position});
    link.session.reset();
    link.beatQuestion = 0;
}

void Stepper::endSession(const SessionEnd &end)
{
    actions.append(EndSession{end});
    record(QStringLiteral("session-ended"), {{QStringLiteral("session"), end.session.toString()},
                                             {QStringLiteral("reason"), Api::stopReasonText(end.reason)},
                                             {QStringLiteral("settled"), false}});
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
            actions.append(NoteSession{parted.sitting, opened->session});
            record(QStringLiteral("session-started"),
                   {{QStringLiteral("session"), opened->session.toString()}});
            endSession({opened->session,
                        parted.sitting,
                        parted.child,
                        {},
                        parted.reason,
                        parted.played,
                        parted.position});
        } else if (std::holds_alternative<SessionLimit>(event.answer)) {
            noteServerLimit(parted.child);
        }
        return;
    }

    SessionLink &link = sitting->link;
    link.startQuestion = 0;
    std::visit(Overloaded{
                   [&](const SessionOpened &opened) {
                       link.session = opened.session;
                       scheduleBeat(link);
                       actions.append(NoteSession{sitting->number, opened.session});
                       record(QStringLiteral("session-started"),
                              {{QStringLiteral("session"), opened.session.toString()}});
                       auto *opening = at<Opening>();
                       if (opening && std::exchange(opening->waitsForServer, false) &&
                           !charge(opening->sitting))
                           limitEnds(std::move(opening->sitting));
                   },
                   [&](const SessionLimit &) {
                       link.limit = true;
                       noteServerLimit(sitting->child);
                       if (auto *playing = at<Playing>()) {
                           tellLimit(playing->sitting);
                           if (!playing->fadingUntil)
                               fadeAway(*playing);
                       } else if (at<Opening>()) {
                           const Nfc::Uid uid = sitting->uid;
                           const Poster poster = posterOf(sitting->present());
                           leaveSitting(Api::StopReason::DailyLimit);
                           refuse(Refusal::Limit, uid, poster);
                       } else {
                           limitEnds(std::move(*sitting));
                       }
                   },
                   [&](const SessionDenied &) {
                       const Nfc::Uid uid = sitting->uid;
                       leaveSitting(Api::StopReason::Error);
                       refuse(Refusal::NotYours, uid);
                   },
                   [&](const SessionUnanswered &) {
                       scheduleRetry(link);
                       auto *opening = at<Opening>();
                       if (!opening || !opening->waitsForServer)
                           return;
                       const Nfc::Uid uid = sitting->uid;
                       const Poster poster = posterOf(sitting->present());
                       leaveSitting(Api::StopReason::Error);
                       refuse(Refusal::NotHere, uid, poster, true);
                   },
               },
               event.answer);
}

void Stepper::on(const BeatAnswered &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (event.question == 0 || !sitting || sitting->link.beatQuestion != event.question)
        return;
    SessionLink &link = sitting->link;
    link.beatQuestion = 0;
    std::visit(
        Overloaded{
            [&](const BeatAgreed &) {
                record(QStringLiteral("heartbeat"), {{QStringLiteral("session"), link.session->toString()}});
                scheduleBeat(link);
            },
            [&](const SessionLimit &) {
                link.limit = true;
                noteServerLimit(sitting->child);
                auto *playing = at<Playing>();
                if (!playing || playing->fadingUntil || w.settings.ending == Ending::Film)
                    return; // the end of this film is near enough; another one is not started
                tellLimit(playing->sitting);
                fadeAway(*playing);
            },
            [&](const SessionUnknown &) {
                // What was played so far belonged to that one.
                endSession(*sitting, Api::StopReason::Error);
                link.playedBefore = std::chrono::floor<milliseconds>(sitting->timer.played(w.now));
                askForSession(*sitting);
            },
            [&](const SessionUnanswered &) { scheduleRetry(link); },
        },
        event.answer);
}

void Stepper::on(const LookupAnswered &event)
{
    auto *asking = at<Asking>();
    auto *refused = at<Refused>();
    const bool current = event.question != 0 && ((asking && asking->question == event.question) ||
                                                 (refused && refused->question == event.question));
    if (!current)
        return;
    const Nfc::Uid uid = asking ? asking->uid : refused->uid;
    std::visit(Overloaded{
                   [&](const LookupFound &found) {
                       if (holdMode() && !liesThere(uid))
                           goIdle();
                       else
                           begin(uid, found.chip);
                   },
                   [&](const LookupUnknown &) { refuse(Refusal::UnknownChip, uid); },
                   [&](const LookupLimit &) {
                       if (m_child)
                           noteServerLimit(*m_child);
                       refuse(Refusal::Limit, uid);
                   },
                   [&](const LookupFailed &) {
                       if (asking)
                           refuse(Refusal::NotHere, uid, {}, true);
                       else
                           refused->question = 0;
                   },
               },
               event.answer);
}

// ---- The reader ----------------------------------------------------------------------------

void Stepper::on(const ChipPlaced &event)
{
    const Nfc::Uid &uid = event.placement.uid;
    s.chip = KioskState::Lying{uid, event.placement.resting || w.parentsInside};
    record(QStringLiteral("chip-placed"),
           {{QStringLiteral("uid"), uid.toString()}, {QStringLiteral("resting"), event.placement.resting}});
    if (s.chip->resting)
        return;
    ++s.tap;

    std::visit(Overloaded{
                   [](SignIn &) {},
                   [](WhoIsWatching &at) { at.chipWaits = true; },
                   [&](Scan &) { place(uid); },
                   [&](Sleeping &) { place(uid); },
                   [&](ReaderMissing &) { place(uid); },
                   [&](Refused &) { place(uid); },
                   [&](Celebration &) { place(uid); },
                   [&](Asking &at) {
                       if (at.uid != uid)
                           place(uid);
                   },
                   [&](Waking &at) {
                       if (at.uid != uid)
                           place(uid);
                   },
                   [&](Opening &at) {
                       if (at.sitting.uid == uid)
                           return;
                       leaveSitting(Api::StopReason::Manual);
                       place(uid);
                   },
                   [&](Playing &at) {
                       if (at.sitting.uid != uid) {
                           if (w.settings.secondChip == SecondChip::Switch && !at.fadingUntil)
                               at.swap = Playing::Swap{uid, s.tap, w.now + swapSettling};
                       } else if (at.swap) {
                           at.swap.reset();
                       } else if (!holdMode() && !at.fadingUntil) {
                           pause(PausedBy::Chip);
                       }
                   },
                   [&](Turning &at) {
                       if (at.sitting.uid == uid)
                           return;
                       leaveSitting(Api::StopReason::Manual);
                       place(uid);
                   },
                   [&](Paused &at) {
                       if (at.sitting.uid == uid) {
                           resume(PausedBy::Chip);
                           return;
                       }
                       leaveSitting(Api::StopReason::Manual);
                       place(uid);
                   },
                   [&](GoodNight &) {
                       record(QStringLiteral("refused"),
                              {{QStringLiteral("uid"), uid.toString()},
                               {QStringLiteral("reason"), nameOf(Refusal::Limit)}});
                   },
               },
               s.at);
}

void Stepper::on(const ChipLifted &event)
{
    if (!s.chip || s.chip->uid != event.uid)
        return;
    record(QStringLiteral("chip-lifted"), {{QStringLiteral("uid"), event.uid.toString()}});
    s.chip.reset();

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

// ---- Wishes --------------------------------------------------------------------------------

void Stepper::on(const ChildChosen &event)
{
    const bool free = at<WhoIsWatching>() || at<Scan>() || at<Sleeping>() || at<ReaderMissing>() ||
                      at<Refused>() || at<Celebration>();
    const Api::Profile *child = w.catalogue->profile(event.child);
    if (!free || !child)
        return;
    const bool chipWaits = at<WhoIsWatching>() && at<WhoIsWatching>()->chipWaits;
    m_child = child->id;
    actions.append(RememberChild{child->id});
    record(QStringLiteral("profile-chosen"),
           {{QStringLiteral("child"), child->id.toString()}, {QStringLiteral("name"), child->name}});
    goIdle();
    if (chipWaits && s.chip && !s.chip->resting)
        place(s.chip->uid);
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
    if (sittingIn(s.at)) {
        leaveSitting(Api::StopReason::SwipeExit);
        goIdle();
    } else if (at<Asking>() || at<Waking>() || at<Refused>() || at<Celebration>() ||
               (at<WhoIsWatching>() && m_child)) {
        goIdle();
    }
}

void Stepper::on(const PauseToggled &)
{
    if (auto *playing = at<Playing>()) {
        if (!playing->fadingUntil)
            pause(PausedBy::Child);
    } else if (auto *paused = at<Paused>()) {
        if (!holdMode() || liesThere(paused->sitting.uid))
            resume(PausedBy::Child);
    }
}

void Stepper::on(const Stopping &)
{
    leaveSitting(Api::StopReason::Manual);
    if (at<GoodNight>())
        actions.append(StopFilm{});
    goIdle();
}

// ---- The ledger ----------------------------------------------------------------------------

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

// ---- The player ----------------------------------------------------------------------------

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
    const int next = playing.sitting.film + 1;
    runIfMoving(playing);
    if (const Choice choice = choose(playing.sitting.chip, next); choice.film)
        actions.append(PreloadFilm{playing.sitting.chip.films.at(*choice.film)});
    s.at = std::move(playing);
    review();
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
    // A film that ends without having shown anything is none.
    const bool empty = at<Opening>() != nullptr;
    const auto paused = pausedNow();
    filmOver(std::move(*sitting), empty ? std::optional(FilmFailure::Broken) : std::nullopt);
    stayPaused(paused);
}

void Stepper::on(const FilmFailed &event)
{
    Sitting *sitting = sittingIn(s.at);
    if (!sitting || event.start == 0 || sitting->start != event.start)
        return;
    static constexpr std::array words{"unreachable", "gone", "refused", "broken", "player-lost"};
    record(QStringLiteral("film-failed"),
           {{QStringLiteral("video"), sitting->present().video.id.toString()},
            {QStringLiteral("title"), sitting->present().video.title},
            {QStringLiteral("failure"), QString::fromLatin1(words.at(static_cast<size_t>(event.failure)))}});
    filmFailed(event.failure);
}

void Stepper::filmFailed(FilmFailure failure)
{
    Sitting &sitting = *sittingIn(s.at);
    if (failure == FilmFailure::Unreachable) {
        actions.append(StopFilm{});
        if (!choose(sitting.chip, sitting.film + 1, true).film) {
            const CatalogueFilm film = sitting.present();
            noFilmHere(std::move(sitting), film, true);
            return;
        }
    }
    const auto paused = pausedNow();
    filmOver(std::move(sitting), failure);
    stayPaused(paused);
}

std::optional<Stepper::Pause> Stepper::pausedNow() const
{
    const auto *paused = std::get_if<Paused>(&s.at);
    return paused ? std::optional(Pause{paused->by, paused->since}) : std::nullopt;
}

/// A film that ended in the moment of its pause: the next one waits for whoever paused.
void Stepper::stayPaused(const std::optional<Pause> &pause)
{
    if (auto *turning = at<Turning>(); turning && pause)
        s.at = Paused{std::move(turning->sitting), pause->by, pause->since, true};
}

// ---- What time does ------------------------------------------------------------------------

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

    const auto passed = [this](Moment since, nanoseconds patience) {
        return w.now - since >= patience;
    };
    std::visit(Overloaded{
                   [&](SignIn &) { goIdle(); },
                   [&](Scan &) { goIdle(); },
                   [&](Sleeping &) { goIdle(); },
                   [&](ReaderMissing &) { goIdle(); },
                   [&](Refused &at) {
                       if (passed(at.since, shownFor(at.refusal, at.dozing)))
                           goIdle();
                   },
                   [&](Celebration &at) {
                       if (passed(at.since, celebration))
                           goIdle();
                   },
                   [&](GoodNight &at) {
                       if (!passed(at.since, goodNight))
                           return;
                       actions.append(StopFilm{});
                       goIdle();
                   },
                   [&](auto &at) { review(at); },
               },
               s.at);
}

void Stepper::review(WhoIsWatching &at)
{
    const auto count = w.catalogue->profiles().size();
    if (count < 2 || (m_child && w.now - at.since >= choicePatience))
        goIdle();
}

void Stepper::review(Asking &at)
{
    if (w.now - at.since >= refusalPatience || w.server == ServerState::Offline)
        refuse(Refusal::NotHere, at.uid, {}, true, at.question);
}

void Stepper::review(Waking &at)
{
    const Waking waking = at;
    if (serverMayAnswer(w))
        begin(waking.uid, waking.chip);
    else if (w.server == ServerState::Offline || w.now - waking.since >= wakingPatience)
        refuse(Refusal::NotHere, waking.uid, posterOf(waking.chip.films.first()), true);
}

void Stepper::review(Opening &at)
{
    keepLink(at.sitting);
    const nanoseconds waited = w.now - at.since;
    const milliseconds patience = patienceFor(at, w);
    if (waited < patience)
        return;
    if (!at.waitsForServer && playsWithoutServer(at.sitting.present(), w)) {
        actions.append(StopFilm{});
        filmOver(std::move(at.sitting), FilmFailure::PlayerLost);
        return;
    }
    if (!std::exchange(at.told, true))
        record(QStringLiteral("refused"), {{QStringLiteral("uid"), at.sitting.uid.toString()},
                                           {QStringLiteral("reason"), nameOf(Refusal::NotHere)}});
    if (waited < patience + dozingShown)
        return;
    leaveSitting(Api::StopReason::Error);
    goIdle();
}

void Stepper::review(Playing &at)
{
    if (at.swap && w.now >= at.swap->due) {
        const Nfc::Uid uid = at.swap->uid;
        leaveSitting(Api::StopReason::Manual);
        place(uid);
        return;
    }
    if (at.fadingUntil) {
        if (w.now >= *at.fadingUntil)
            limitEnds(std::move(at.sitting));
        return;
    }
    keepLink(at.sitting);
    Sitting &sitting = at.sitting;
    const nanoseconds credit = sitting.timer.credit(w.now);
    // The last rest of a day is charged early, so that the fade can be planned.
    if (credit <= chargeAhead || credit + moreFor(sitting) <= soundFade + chargeAhead)
        charge(sitting);
    if (sitting.stalledAt && w.now - *sitting.stalledAt >= stallPatience) {
        filmFailed(FilmFailure::Unreachable);
        return;
    }
    if (at.heldAt && w.now - *at.heldAt >= ledgerPatience) {
        ledgerFailed();
        return;
    }
    if (credit == nanoseconds(0) && !at.heldAt) {
        if (!sitting.charge) {
            limitEnds(std::move(at.sitting));
            return;
        }
        at.heldAt = w.now;
        sitting.timer.hold(w.now);
        actions.append(PauseFilm{});
        return;
    }
    if (sitting.timer.isRunning() && !sitting.charge && moreFor(sitting) == milliseconds(0) &&
        credit <= soundFade)
        fadeAway(at);
}

void Stepper::review(Turning &at)
{
    if (w.now - at.since < pageTurn) {
        keepLink(at.sitting);
        return;
    }
    keepLink(at.sitting);
    open(std::move(at.sitting));
}

void Stepper::review(Paused &at)
{
    if (w.now - at.since < absencePatience)
        return;
    leaveSitting(Api::StopReason::Manual);
    goIdle();
}

} // namespace

milliseconds shownFor(Refusal refusal, bool dozing)
{
    if (refusal == Refusal::NotHere)
        return dozing ? dozingShown : notHereShown;
    return refusalShown;
}

Step step(const KioskState &state, const KioskEvent &event, const Surroundings &surroundings)
{
    Stepper stepper(state, surroundings);
    std::visit([&stepper](const auto &fact) { stepper.on(fact); }, event);
    return {std::move(stepper.s), std::move(stepper.actions)};
}

std::optional<Moment> nextTick(const KioskState &state, const Surroundings &w)
{
    std::optional<Moment> next;
    const auto at = [&next](Moment moment) {
        next = next ? std::min(*next, moment) : moment;
    };
    const auto beat = [&at](const Sitting &sitting) {
        const SessionLink &link = sitting.link;
        if (sitting.chip.id && !link.limit && link.beatQuestion == 0 && link.startQuestion == 0)
            at(link.due);
    };

    std::visit(Overloaded{
                   [](const SignIn &) {},
                   [&](const WhoIsWatching &situation) {
                       if (w.child())
                           at(situation.since + choicePatience);
                   },
                   [&](const Scan &) {
                       if (state.readerLostAt)
                           at(*state.readerLostAt + readerGrace);
                   },
                   [](const Sleeping &) {},
                   [](const ReaderMissing &) {},
                   [&](const Asking &situation) { at(situation.since + refusalPatience); },
                   [&](const Waking &situation) { at(situation.since + wakingPatience); },
                   [&](const Opening &situation) {
                       beat(situation.sitting);
                       const Moment told = situation.since + patienceFor(situation, w);
                       at(situation.told ? told + dozingShown : told);
                   },
                   [&](const Playing &situation) {
                       if (situation.swap)
                           at(situation.swap->due);
                       if (situation.fadingUntil) {
                           at(*situation.fadingUntil);
                           return;
                       }
                       beat(situation.sitting);
                       if (situation.sitting.stalledAt)
                           at(*situation.sitting.stalledAt + stallPatience);
                       if (situation.heldAt)
                           at(*situation.heldAt + ledgerPatience);
                       const WatchTimer &timer = situation.sitting.timer;
                       if (!timer.isRunning())
                           return;
                       const nanoseconds credit = timer.credit(w.now);
                       at(w.now + credit);
                       if (situation.sitting.charge)
                           return;
                       if (credit > chargeAhead)
                           at(w.now + credit - chargeAhead);
                       if (credit > soundFade) // where no more comes, the sound fades then
                           at(w.now + credit - soundFade);
                   },
                   [&](const Turning &situation) {
                       beat(situation.sitting);
                       at(situation.since + pageTurn);
                   },
                   [&](const Paused &situation) { at(situation.since + absencePatience); },
                   [&](const Refused &situation) {
                       at(situation.since + shownFor(situation.refusal, situation.dozing));
                   },
                   [&](const Celebration &situation) { at(situation.since + celebration); },
                   [&](const GoodNight &situation) { at(situation.since + goodNight); },
               },
               state.at);
    return next;
}

} // namespace Medio::Flow
