// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/resume.h"
#include "app/flow/scene.h"
#include "app/flow/watchtimer.h"
#include "nfc/tagreader.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

/// Where the kiosk is: a closed set of situations with their data. Orthogonal facts (is there a
/// reader, a server, a login) are in Surroundings, not multiplied into these.
namespace Medio::Flow {

using Moment = std::chrono::nanoseconds; ///< of the monotonic clock

/// A piece of watch time on its way to the ledger.
struct Charge
{
    quint64 id = 0;
    quint64 sitting = 0;
    Api::ProfileId child;
    Api::VideoId video;
    std::chrono::milliseconds amount{0};
    std::chrono::milliseconds over{0};   ///< beyond the day's sum: owed tomorrow
    std::chrono::milliseconds beyond{0}; ///< beyond whatever came first (bedtime, ...); ≥ over
    /// How far the film was by then, or wholeFilm; none: this says nothing of it.
    std::optional<std::chrono::milliseconds> reached = {};

    friend bool operator==(const Charge &, const Charge &) = default;
};

/// How far the server is involved in a sitting.
struct SessionLink
{
    quint64 startQuestion = 0; ///< asked and not answered; 0: none
    int film = 0; ///< the one that the session was asked for: index in chip.films; -1: another now
    std::optional<Api::SessionId> session = {};
    QString server = {}; ///< that opened it
    quint64 beatQuestion = 0;
    Moment due{0};                             ///< the next heartbeat, or the next try to start
    int failures = 0;                          ///< in a row
    std::chrono::milliseconds playedBefore{0}; ///< of the sitting, when this session was opened
    bool deferred = false;                     ///< to be asked for as soon as the server is back
    bool limit = false;                        ///< the server said limit_reached

    friend bool operator==(const SessionLink &, const SessionLink &) = default;
};

/// One child, one chip, its films in order: from the chip's arrival until the child is done.
struct Sitting
{
    quint64 number = 0;
    quint64 tap = 0;
    Nfc::Uid uid;
    CatalogueChip chip;
    Api::ProfileId child;

    int film = 0;                          ///< index in chip.films
    quint64 start = 0;                     ///< the player's number; 0: not opened
    int first = 0;                         ///< the film with which it began
    std::chrono::milliseconds position{0}; ///< where to open the film (again)
    std::chrono::milliseconds reached{0};  ///< how far it was when somebody last looked, or wholeFilm
    std::chrono::milliseconds held{0};     ///< reached before, and not to be entered now: it does not go back
    int shown = 0;                         ///< films of which at least one picture was seen
    std::optional<FilmFailure> failure = {}; ///< the last one
    std::optional<Moment> stalledAt = {};    ///< since when the player waits for bytes

    WatchTimer timer = {};
    std::optional<Charge> charge = {};   ///< on its way
    std::chrono::milliseconds over{0};   ///< charged beyond the day's sum so far
    std::chrono::milliseconds beyond{0}; ///< charged beyond whatever came first so far
    SessionLink link = {};
    bool limitTold = false;              ///< limit-reached was recorded
    std::optional<Nfc::Uid> queued = {}; ///< the chip whose films follow
    bool tapped = false;                 ///< its reader does not see it lie: never in hold mode
    bool listed = false;                 ///< the catalogue knew its chip, and says what becomes of it

    [[nodiscard]] const CatalogueFilm &present() const { return chip.films.at(film); }

    friend bool operator==(const Sitting &, const Sitting &) = default;
};

enum class PausedBy { Chip, Child, Parent };
[[nodiscard]] QString nameOf(PausedBy by); ///< "chip", "child", "parent"

/// Not set up: no child is known. Left when the catalogue knows one.
struct SignIn
{
    friend bool operator==(const SignIn &, const SignIn &) = default;
};
/// Several children, none chosen. A chip placed now plays as soon as somebody is.
struct WhoIsWatching
{
    Moment since{0};
    bool chipWaits = false;
    friend bool operator==(const WhoIsWatching &, const WhoIsWatching &) = default;
};
/// Somebody is chosen and has time left: a chip would play.
struct Scan
{
    friend bool operator==(const Scan &, const Scan &) = default;
};
/// Somebody is chosen and today's time is up.
struct Sleeping
{
    friend bool operator==(const Sleeping &, const Sleeping &) = default;
};
/// As Scan, but there is no reader to put a chip on.
struct ReaderMissing
{
    friend bool operator==(const ReaderMissing &, const ReaderMissing &) = default;
};
/// A chip that the catalogue does not know; the server is asked.
struct Asking
{
    Nfc::Uid uid;
    quint64 tap = 0;
    quint64 question = 0;
    Moment since{0};
    friend bool operator==(const Asking &, const Asking &) = default;
};
/// The film is not here and the server is starting up.
struct Waking
{
    Nfc::Uid uid;
    CatalogueChip chip;
    quint64 tap = 0;
    Moment since{0};
    bool told = false; ///< took too long: the child sees "not here", but it may still come
    friend bool operator==(const Waking &, const Waking &) = default;
};
/// The film was asked for and its first picture is not there yet.
struct Opening
{
    Sitting sitting;
    Moment since{0};
    bool waitsForServer = false; ///< strict: nothing plays before the server agreed
    bool told = false;           ///< took too long: the child sees "not here", but it may still come
    friend bool operator==(const Opening &, const Opening &) = default;
};
struct Playing
{
    /// A chip that would end the sitting came to lie there: it is a wish only after a moment.
    struct Swap
    {
        Nfc::Uid uid;
        quint64 tap = 0;
        Moment due{0};
        friend bool operator==(const Swap &, const Swap &) = default;
    };

    Sitting sitting;
    std::optional<Moment> heldAt = {};      ///< since when the picture waits for the ledger
    std::optional<Moment> fadingUntil = {}; ///< the last seconds of today
    std::optional<Swap> swap = {};
    friend bool operator==(const Playing &, const Playing &) = default;
};
/// The page that shows that a film could not be played, before the next one.
struct Turning
{
    Sitting sitting; ///< `film` is the next one already
    Moment since{0};
    friend bool operator==(const Turning &, const Turning &) = default;
};
struct Paused
{
    Sitting sitting;
    PausedBy by = PausedBy::Chip;
    Moment since{0};
    bool reopen = false;                     ///< the film has to be opened again to go on
    std::optional<PausedBy> resumingBy = {}; ///< wants to go on, waits for its charge
    friend bool operator==(const Paused &, const Paused &) = default;
};
/// Nothing plays, and the child is shown why.
struct Refused
{
    Refusal refusal = Refusal::UnknownChip;
    Nfc::Uid uid;
    quint64 tap = 0;
    Moment since{0};
    std::optional<Poster> poster = {};
    bool dozing = false;  ///< NotHere because the server is away
    quint64 question = 0; ///< its late answer may still change the picture; 0: none
    bool unread = false;  ///< UnknownChip because nothing has such a number
    friend bool operator==(const Refused &, const Refused &) = default;
};
/// The whole playlist was seen.
struct Celebration
{
    Moment since{0};
    friend bool operator==(const Celebration &, const Celebration &) = default;
};
/// Enough for today: the last picture sinks, everything falls asleep.
struct GoodNight
{
    Moment since{0};
    quint64 start = 0;    ///< the player's, whose last picture is still there
    bool bedtime = false; ///< it was when it began: its picture stays what it is
    friend bool operator==(const GoodNight &, const GoodNight &) = default;
};

using Situation = std::variant<SignIn, WhoIsWatching, Scan, Sleeping, ReaderMissing, Asking, Waking, Opening,
                               Playing, Turning, Paused, Refused, Celebration, GoodNight>;
/// "SignIn", "WhoIsWatching", ...: for logs and tests
[[nodiscard]] QString nameOf(const Situation &situation);
/// The chip placed (KioskState::tap) from which the situation follows; 0: none.
[[nodiscard]] quint64 tapOf(const Situation &situation);

/// A sitting that is over while the server still thinks about opening its session: if it does, the
/// session is ended at once.
struct Parted
{
    quint64 question = 0;
    quint64 sitting = 0;
    Api::ProfileId child;
    Api::StopReason reason = Api::StopReason::Manual;
    std::chrono::milliseconds playedBefore{0}; ///< of the sitting, when it was asked for
    std::chrono::milliseconds played{0};       ///< since then
    std::chrono::milliseconds position{0};
    friend bool operator==(const Parted &, const Parted &) = default;
};

/// Time on top of a day, on its way to the disk.
struct Spending
{
    quint64 question = 0;
    std::optional<Nfc::Uid> uid; ///< of the bonus chip; none: a parent gives it
    Api::ProfileId child;
    friend bool operator==(const Spending &, const Spending &) = default;
};

struct KioskState
{
    struct Lying
    {
        Nfc::Uid uid;
        bool resting = false; ///< starts nothing until lifted and placed
        friend bool operator==(const Lying &, const Lying &) = default;
    };

    Situation at = SignIn{};
    std::optional<Lying> chip = {};          ///< on the reader, as far as the reader says
    std::optional<Nfc::Uid> tapped = {};     ///< the last chip on a reader that tells taps only
    std::optional<Moment> readerLostAt = {}; ///< a short fault shows no picture
    quint64 tap = 0;                         ///< chips placed so far
    quint64 volumeTap = 0;                   ///< the last of them that was a louder or a softer chip
    quint64 lastNumber = 0;                  ///< questions and charges: answers to older ones are late
    quint64 lastSitting = 0;                 ///< goes on from the ledger's
    QList<Parted> parted;
    QList<Spending> spendings;
    QList<Charge> orphans; ///< charges whose sitting is over: given back when they arrive

    friend bool operator==(const KioskState &, const KioskState &) = default;
};

} // namespace Medio::Flow
