// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/chiplookup.h"
#include "app/flow/housechips.h"
#include "app/flow/watchsessions.h"
#include "nfc/tagreader.h"
#include "player/player.h"

#include <chrono>
#include <optional>
#include <variant>

/// What can happen to the kiosk: a closed set. Each carries what is needed to tell whether it is
/// still about the present.
namespace Medio::Flow {

// The kiosk itself
struct Began
{
}; ///< first event; Surroundings are complete
struct Stopping
{
}; ///< last event: everything open is closed cleanly
struct Ticked
{
}; ///< a moment that nextTick() asked for, or a look at the clock
struct SurroundingsChanged
{
}; ///< facts, settings, catalogue, copies or allowances are new

// The reader
struct ChipPlaced
{
    Nfc::Placement placement;
};
struct ChipLifted
{
    Nfc::Uid uid;
};
struct ChipRefused ///< neither placed nor lifted
{
    Nfc::Refused refused;
};

// The child, a parent
struct ChildChosen
{
    Api::ProfileId child;
};
struct ChildChangeWished
{
};
struct LeaveWished
{
}; ///< swipe down, the stop button
struct NextWished
{
};
struct PreviousWished
{
};
struct RestartWished ///< of the film that plays
{
};
struct PauseToggled
{
};
struct SeekWished ///< within the film that plays
{
    std::chrono::milliseconds by; ///< below 0: back
};

struct GrantWished ///< by a parent, behind the door
{
    Api::ProfileId child;
    std::chrono::minutes amount;
};

// The server
struct LookupAnswered
{
    quint64 question;
    LookupAnswer answer;
};
struct SessionStartAnswered
{
    quint64 question;
    SessionStartAnswer answer;
};
struct BeatAnswered
{
    quint64 question;
    BeatAnswer answer;
};

// The ledger
struct Charged
{
    quint64 id;
};
struct ChargeFailed
{
    quint64 id;
};

// The house chips
struct BonusAnswered ///< also of what a parent gives
{
    quint64 question;
    BonusOutcome outcome;
};

// The player
struct FilmOpening ///< the number that the player gave to the start just asked for
{
    quint64 start;
};
struct FilmFirstFrame
{
    quint64 start;
};
struct FilmStalled
{
    quint64 start;
};
struct FilmResumed
{
    quint64 start;
};
struct FilmEnded
{
    quint64 start;
    bool complete;
    /// Where it was lookInterval before at the most; none: nobody knows.
    std::optional<std::chrono::milliseconds> position = {};
};
struct FilmFailed
{
    quint64 start;
    FilmFailure failure;
};

using KioskEvent =
    std::variant<Began, Stopping, Ticked, SurroundingsChanged, ChipPlaced, ChipLifted, ChipRefused,
                 ChildChosen, ChildChangeWished, LeaveWished, NextWished, PreviousWished, RestartWished,
                 PauseToggled, SeekWished, GrantWished, LookupAnswered, SessionStartAnswered, BeatAnswered,
                 Charged, ChargeFailed, BonusAnswered, FilmOpening, FilmFirstFrame, FilmStalled, FilmResumed,
                 FilmEnded, FilmFailed>;
/// "ChipPlaced", "Ticked", ...: for logs and tests
[[nodiscard]] QString nameOf(const KioskEvent &event);

} // namespace Medio::Flow
