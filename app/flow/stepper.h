// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// Private to Medio::Flow: how step() is made.

#include "app/flow/kioskstep.h"

#include <optional>
#include <utility>
#include <variant>

namespace Medio::Flow {

/// The sitting of a situation that has one; null otherwise.
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

[[nodiscard]] inline Poster posterOf(const CatalogueFilm &film)
{
    return {film.video.id, film.video.title, film.poster};
}

/// A film of a platform asks nothing of the server.
[[nodiscard]] inline bool playsWithoutServer(const CatalogueFilm &film, const Surroundings &around)
{
    return film.isOfPlatform() ? around.web == WebAccess::Ready : around.kept.contains(film.video.id);
}

/// Only a grown-up can change that it can't be shown; waiting does not.
[[nodiscard]] inline bool wantsGrownUp(const CatalogueFilm &film, const Surroundings &around)
{
    return film.isOfPlatform() &&
           (around.web == WebAccess::NotInstalled || around.web == WebAccess::NoConsent);
}

[[nodiscard]] inline bool isBedtime(const Balance &balance)
{
    const auto left = balance.capOf(Cap::Kind::Bedtime);
    return left && *left < smallestStart;
}

[[nodiscard]] inline bool serverMayAnswer(const Surroundings &around)
{
    return around.server == ServerState::Unknown || around.server == ServerState::Online;
}

/// How long a film may take to show its first picture before the child is told.
[[nodiscard]] std::chrono::milliseconds patienceFor(const Opening &opening, const Surroundings &around);
/// How long it may take in all, before the kiosk gives up.
[[nodiscard]] std::chrono::milliseconds waitedFor(const Opening &opening, const Surroundings &around);

/// One step in the making: the new state, the actions so far, and what they did to the allowance.
/// Its parts: stepper.cpp where to go, stepperreader.cpp chips, stepperfilm.cpp the player,
/// stepperhouse.cpp house chips, stepperserver.cpp answers, steppertime.cpp watch time and the passing
/// of time.
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

    /// What a chip would do if it came now.
    struct Prospect
    {
        CatalogueFilm film;
        bool asleep = false; ///< there is no time for any film of it
    };
    /// None: something else than time stands in the way.
    [[nodiscard]] std::optional<Prospect> prospectOf(const Nfc::Uid &uid, const CatalogueChip &chip) const;

    void on(const Began &) { review(); }
    void on(const Ticked &) { review(); }
    void on(const SurroundingsChanged &) { review(); }
    void on(const Stopping &);
    void on(const ChipPlaced &event);
    void on(const ChipLifted &event);
    void on(const ChipRefused &event);
    void on(const ChildChosen &event);
    void on(const ChildChangeWished &);
    void on(const LeaveWished &);
    void on(const NextWished &) { turnTo(+1); }
    void on(const PreviousWished &) { turnTo(-1); }
    void on(const RestartWished &) { restartFilm(); }
    void on(const PauseToggled &);
    void on(const SeekWished &event);
    void on(const GrantWished &event);
    void on(const LookupAnswered &event);
    void on(const SessionStartAnswered &event);
    void on(const BeatAnswered &event);
    void on(const Charged &event);
    void on(const ChargeFailed &event);
    void on(const BonusAnswered &event);
    void on(const FilmOpening &event);
    void on(const FilmFirstFrame &event);
    void on(const FilmStalled &event);
    void on(const FilmResumed &event);
    void on(const FilmEnded &event);
    void on(const FilmFailed &event);

    void notePauses(const KioskState &before);
    /// The end of a chapter at which the present film is to stop; none: it goes on to its own end, or to
    /// the end of its time.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> untilChapterEnds() const;

private:
    template<typename State>
    State *at()
    {
        return std::get_if<State>(&s.at);
    }
    void record(const QString &event, const QJsonObject &values) { actions.append(Record{event, values}); }
    quint64 newNumber() { return ++s.lastNumber; }
    /// The chip is to lie there while its film plays.
    [[nodiscard]] bool holdMode() const;
    [[nodiscard]] bool liesThere(const Nfc::Uid &uid) const { return s.chip && s.chip->uid == uid; }

    // Where to go
    [[nodiscard]] Situation idle() const;
    void goIdle() { s.at = idle(); }
    void place(const Nfc::Uid &uid);
    void begin(const Nfc::Uid &uid, const CatalogueChip &chip);
    void open(Sitting sitting);
    void refuse(Refusal refusal, Nfc::Uid uid, std::optional<Poster> poster = {}, bool dozing = false,
                quint64 question = 0);
    void recordRefusal(const Nfc::Uid &uid, Refusal refusal);
    void pause(PausedBy by);
    void resume(PausedBy by);
    void togglePause(PausedBy by);
    void turnTo(int direction);
    void turnBetween(int direction);
    void letGo(qsizetype first, bool isOpen);
    void restartFilm();
    void choose(const Api::Profile &child);
    void leave(Api::StopReason reason);
    void arrive(const Nfc::Uid &uid);     ///< a chip that waited for its moment; nothing plays any more
    void filmFailed(FilmFailure failure); ///< of the present sitting
    void noteTrouble(const CatalogueFilm &film, FilmFailure failure);
    [[nodiscard]] bool brokeOff(const Sitting &sitting,
                                std::optional<std::chrono::milliseconds> position) const;
    void holdPlace(Sitting &sitting) const;
    void ledgerFailed(); ///< for the present sitting
    [[nodiscard]] bool countsAsSeen(const Sitting &sitting, std::optional<FilmFailure> failure,
                                    bool complete) const;
    void filmOver(Sitting sitting, std::optional<FilmFailure> failure, bool complete = true);
    void goOn(Sitting sitting, int film, bool broken);
    void turnPage(Sitting sitting, int film);
    void choose(Sitting &sitting, int film);
    [[nodiscard]] std::optional<int> filmBefore(const Sitting &sitting) const;
    [[nodiscard]] std::optional<int> filmBeside(const Sitting &sitting, int direction) const;
    void followCatalogue(Sitting &sitting) const;
    void playlistOver(Sitting sitting, bool failed); ///< failed: its last film did
    void endInFailure(Sitting sitting);
    bool letQueuedFollow(const Sitting &sitting);
    void limitEnds(Sitting sitting, Api::StopReason reason = Api::StopReason::DailyLimit);
    void fadeAway(Playing &playing, std::chrono::nanoseconds within = soundFade);
    void limitWhileWaiting(Sitting &sitting);
    void tellLimit(Sitting &sitting);
    void part(Sitting &sitting, Api::StopReason reason);
    void leaveSitting(Api::StopReason reason); ///< of whatever situation has one; the film stops
    void noFilmHere(Sitting sitting, const CatalogueFilm &film, bool dozing);

    // A chip was placed there and then
    void placed(SignIn &, const Nfc::Uid &) {}
    void placed(WhoIsWatching &who, const Nfc::Uid &uid);
    void placed(Scan &, const Nfc::Uid &uid) { place(uid); }
    void placed(Sleeping &, const Nfc::Uid &uid) { place(uid); }
    void placed(ReaderMissing &, const Nfc::Uid &uid) { place(uid); }
    void placed(Asking &asking, const Nfc::Uid &uid);
    void placed(Waking &waking, const Nfc::Uid &uid);
    void placed(Opening &opening, const Nfc::Uid &uid);
    void placed(Playing &playing, const Nfc::Uid &uid);
    void placed(Turning &turning, const Nfc::Uid &uid);
    void placedBetween(Sitting &sitting, const Nfc::Uid &uid);
    [[nodiscard]] SecondChip secondChip() const;
    void placed(Paused &paused, const Nfc::Uid &uid);
    void placed(Refused &, const Nfc::Uid &uid) { place(uid); }
    void placed(Celebration &, const Nfc::Uid &uid) { place(uid); }
    void placed(GoodNight &night, const Nfc::Uid &uid);
    void placedAgain();
    void replaceBy(const Nfc::Uid &uid);

    // A house chip was placed
    void use(const ProfileChip &chip, const Nfc::Uid &uid);
    void use(const ControlChip &chip, const Nfc::Uid &uid);
    void use(const BonusChip &chip, const Nfc::Uid &uid);
    void use(const ParentChip &, const Nfc::Uid &) { actions.append(OpenDoor{}); }
    void turnWhilePaused(Paused &paused, int direction);
    void tellRefusal(const Nfc::Uid &uid, Refusal refusal);
    void changeVolume(int by);
    void giveBonus();

    // What time does
    void review();
    void review(SignIn &) { goIdle(); }
    void review(WhoIsWatching &who);
    void review(Scan &) { goIdle(); }
    void review(Sleeping &) { goIdle(); }
    void review(ReaderMissing &) { goIdle(); }
    void review(Asking &asking);
    void review(Waking &waiting);
    void review(Opening &opening);
    void review(Playing &playing);
    void review(Turning &turning);
    void review(Paused &paused);
    void review(Refused &refused);
    void review(Celebration &celebrating);
    void review(GoodNight &night);
    void noteReader();
    void noteConsent();
    void noteParents();
    void chooseTheOnlyChild();

    // Watch time
    [[nodiscard]] KidPlan plan() const;
    [[nodiscard]] Ending ending() const;
    [[nodiscard]] std::chrono::milliseconds dayLeft() const;
    [[nodiscard]] std::chrono::milliseconds chipLeft(const CatalogueChip &chip) const;
    [[nodiscard]] std::chrono::milliseconds capped(std::chrono::milliseconds rest, const Sitting *sitting,
                                                   bool strictly) const;
    [[nodiscard]] std::chrono::milliseconds remaining(const Sitting *sitting = nullptr) const;
    [[nodiscard]] Refusal refusalNow() const;
    [[nodiscard]] bool isCutShort(const Sitting &sitting) const;
    [[nodiscard]] std::chrono::milliseconds overrunLeft(const Sitting &sitting) const;
    [[nodiscard]] std::chrono::milliseconds moreFor(const Sitting &sitting) const;
    [[nodiscard]] bool isShown(const Sitting &sitting) const;
    [[nodiscard]] std::chrono::milliseconds positionOf(const Sitting &sitting) const;
    void look(Sitting &sitting) const; ///< how far its film is
    void note(Sitting &sitting, std::chrono::milliseconds position) const;
    bool charge(Sitting &sitting);
    void giveBackRest(Sitting &sitting);
    void noteServerLimit(const Api::ProfileId &child);
    void runIfMoving(Playing &playing);

    // What the server says
    void startAnswered(Sitting &sitting, const SessionOpened &opened);
    void startAnswered(Sitting &sitting, const SessionLimit &limit);
    void startAnswered(Sitting &sitting, const SessionDenied &denied);
    void startAnswered(Sitting &sitting, const SessionUnanswered &unanswered);
    void beatAnswered(Sitting &sitting, const BeatAgreed &agreed);
    void beatAnswered(Sitting &sitting, const SessionLimit &limit);
    void beatAnswered(Sitting &sitting, const SessionUnknown &unknown);
    void beatAnswered(Sitting &sitting, const SessionUnanswered &unanswered);
    void lookupAnswered(const Nfc::Uid &uid, const LookupFound &found);
    void lookupAnswered(const Nfc::Uid &uid, const LookupUnknown &unknown);
    void lookupAnswered(const Nfc::Uid &uid, const LookupLimit &limit);
    void lookupAnswered(const Nfc::Uid &uid, const LookupFailed &failed);

    // What it is asked and told
    void askForSession(Sitting &sitting);
    void keepLink(Sitting &sitting);
    void scheduleBeat(SessionLink &link) const;
    void scheduleRetry(SessionLink &link) const;
    void endSession(Sitting &sitting, Api::StopReason reason);

    struct Choice
    {
        std::optional<int> film;
        std::chrono::milliseconds position{0}; ///< in it, from where it begins
        Refusal refusal = Refusal::NotHere;    ///< why there is none
        bool comesBack = false;                ///< NotHere: the server may bring one, or the network
    };
    [[nodiscard]] Choice choose(const CatalogueChip &chip, const Beginning &from,
                                bool onlyKept = false) const;
    [[nodiscard]] Choice chooseAnywhere(const Nfc::Uid &uid, const CatalogueChip &chip) const;
    [[nodiscard]] Beginning beginningOf(const Nfc::Uid &uid, const CatalogueChip &chip) const;

    const Surroundings &w;
    std::optional<Api::ProfileId> m_child;
    std::chrono::milliseconds m_moved{0};     ///< charged (−) and given back (+) in this step
    std::chrono::milliseconds m_movedOver{0}; ///< the overrun in it
    bool m_serverLimit = false;
};

} // namespace Medio::Flow
