// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QList>
#include <QString>

#include <optional>

/// What a child sees, as a value: derived from the flow's state by sceneOf(), drawn by
/// Medio::Screens. No pixel, no word, no widget here.
namespace Medio::Flow {

/// The names are those of tests/stage/language.md, event `screen`.
enum class Screen {
    WhoIsWatching,
    Scan,
    Waking,
    Playing,
    Paused,
    Celebration,
    GoodNight,
    Sleeping,
    UnknownChip,
    NoFilm,
    NotHere,
    ReaderMissing,
    Broken,
    SignIn,
};
/// "who-is-watching", "scan", ...
[[nodiscard]] QString nameOf(Screen screen);

/// The names are those of tests/stage/language.md, event `refused`.
enum class Refusal { UnknownChip, NoFilm, Limit, Bedtime, NotHere, NotYours, TooOld, Broken, Locked };
/// "unknown-chip", "no-film", ...
[[nodiscard]] QString nameOf(Refusal refusal);

/// On which side of the screen the reader is, as a parent said in setup.
enum class ReaderSide { Below, Left, Right, Beside };
[[nodiscard]] QString nameOf(ReaderSide side); ///< "below", "left", "right", "beside"

/// A child's face. The picture is chosen from the avatar, else from the position in the list.
struct Face
{
    Api::ProfileId profile;
    QString name;   ///< for whoever can read and for screen readers; never needed
    QString avatar; ///< name of a built-in animal ("otter"), or the path of a picture, or empty
    int shape = 0;  ///< 0 circle, 1 flower, 2 shell, 3 leaf: so that colour is never needed

    friend bool operator==(const Face &, const Face &) = default;
};

/// A film's picture and title.
struct Poster
{
    Api::VideoId video;
    QString title;
    QString file;        ///< path of the picture on this machine; empty: one is drawn from the id
    bool asleep = false; ///< on the shelf: it does not fit into what is left of today

    friend bool operator==(const Poster &, const Poster &) = default;
};

struct Scene
{
    Screen screen = Screen::Scan;
    bool night = false; ///< evening colours and sounds
    bool calm = false;  ///< reduced motion and softer sounds
    ReaderSide readerSide = ReaderSide::Below;

    std::optional<Face> child; ///< who is watching
    QList<Face> faces;         ///< WhoIsWatching: everybody

    double timeLeft = 1; ///< 0..1 of *today's* allowance of this child (KIDS-UX.md §3.4)
    double bonus = 0;    ///< 0..1 of a golden friend
    double nearEnd = 0;  ///< 0..1: how much of the last tenth of today's time is gone

    std::optional<Poster> poster; ///< of the film that is asked for, playing or missing
    int films = 0;                ///< beads: length of the playlist
    int film = 0;                 ///< which bead glows, from 0
    QList<Poster> playable;       ///< what could play now, at most 4 are shown

    /// Why nothing plays, for the screens that tell it. Sleeping tells Bedtime while it lasts, also where
    /// the day's time is used up; GoodNight if it began so.
    std::optional<Refusal> refusal;
    bool dozing =
        false; ///< NotHere because the server is away or waking (cloud asleep), not because it is missing

    bool noChip = false; ///< UnknownChip because it is none: a phone, a bank card
    bool unread = false; ///< UnknownChip because nothing has such a number: it lay badly
    bool spent = false;  ///< NoFilm because it is a bonus chip that has given its time

    double volume = 1;     ///< 0..1, never 0: how loud films are
    quint64 volumeTap = 0; ///< the tap that last asked for more or less of it, also where there is no more

    /// Grows with every chip placed. A new number asks the screen for the "chip seen" reaction,
    /// whatever else changes, and for feedbackPainted(tap) after the paint that shows it.
    quint64 tap = 0;

    /// The player's start whose frames may be shown; 0 = none. The screen answers with
    /// firstFramePainted(start) after the paint that drew its first frame.
    quint64 start = 0;

    friend bool operator==(const Scene &, const Scene &) = default;
};

} // namespace Medio::Flow
