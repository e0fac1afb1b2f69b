// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "tests/stage/vocabulary.h"

#include <QByteArray>
#include <QList>
#include <QPointF>
#include <QString>
#include <QTime>

#include <chrono>
#include <optional>
#include <variant>

namespace Medio::Stage {

using Milliseconds = std::chrono::milliseconds;

/// What a line of a script says, one type per step of language.md.
namespace Steps {

struct Child
{
    QString name;
};
struct Place
{
    QString chip;
};
struct Lift
{
};
struct Swap
{
    QString chip;
};
struct Mode
{
    QString value;
}; ///< hold, tap
struct Ending
{
    QString value;
}; ///< film, limit, fits
struct House
{
    QString chip;
    QStringList what; ///< "pause", or "profile" and a child, or "bonus" and minutes, ...
};
struct Plan
{
    QString child;
    QString words; ///< of Flow::KidPlan; empty: nothing is decided
};
struct Give
{
    QString child;
    int minutes;
}; ///< on top of today, from behind the kiosk's door
struct PauseAll
{
    bool paused;
};
struct FetchAhead
{
    bool ahead;
};
struct Platforms
{
    enum class Deed { Allow, Forbid, Away, Back };
    Deed deed; ///< of parents (on, off), or of the platforms themselves
};
struct Film ///< its file on the home server
{
    QString name;
    bool sound; ///< or damaged
};
struct Wait
{
    Milliseconds duration;
};
struct Screenshot
{
    QString name;
};
struct Expect
{
    QString event;
    Milliseconds within;
    Conditions conditions;
};
struct Never
{
    QString event;
    Milliseconds duration;
    Conditions conditions;
};
struct Key
{
    QString keys;
};
struct Type
{
    QString text;
};
struct Touch
{
    QList<QPointF> points;
    Milliseconds held;
}; ///< points in 0..1
struct Swipe
{
    QString direction;
};
struct Server
{
    enum class Manner { Up, Down, Status, Slow, Freeze, Html };
    Manner manner;
    int number = 0; ///< the status, or the milliseconds of Slow
};
struct Reader
{
    QString fault; ///< unplug, plug, mute, unmute, garble
    Milliseconds duration{0};
};
struct MoveClock
{
    Milliseconds by;
};
struct ClockAt
{
    QTime time; ///< forward to it, of this day or the next
};
struct UnsetClock
{
};
struct SetClock
{
}; ///< the right time again
struct MoveServerClock
{
    Milliseconds by;
};
struct ServerClockAt
{
    QTime time;
};
struct ParentLimit
{
    QString child;
    int minutes;
};
struct ParentFilm ///< of YouTube, before the others of the chip
{
    QString chip;
};
struct PowerCut
{
};
struct RestartServer
{
};
struct Behind
{
    QString part; ///< of what stands behind the fault proxy: home, database, nginx
    QString deed;
};
struct Kiosk
{
    int number;
};

} // namespace Steps

struct Step
{
    using What =
        std::variant<Steps::Child, Steps::Place, Steps::Lift, Steps::Swap, Steps::Mode, Steps::Ending,
                     Steps::House, Steps::Plan, Steps::Give, Steps::PauseAll, Steps::FetchAhead,
                     Steps::Platforms, Steps::Film, Steps::Wait, Steps::Screenshot, Steps::Expect,
                     Steps::Never, Steps::Key, Steps::Type, Steps::Touch, Steps::Swipe, Steps::Server,
                     Steps::Reader, Steps::MoveClock, Steps::ClockAt, Steps::UnsetClock, Steps::SetClock,
                     Steps::MoveServerClock, Steps::ServerClockAt, Steps::ParentLimit, Steps::ParentFilm,
                     Steps::PowerCut, Steps::RestartServer, Steps::Behind, Steps::Kiosk>;

    int line = 0; ///< from 1
    QString text; ///< as written, without comment
    What what;

    /// It does something to the world and so sets the mark.
    [[nodiscard]] bool isDeed() const;
};

/// What is wrong with a line, and what is allowed there.
struct ScriptProblem
{
    int line = 1; ///< from 1
    QString message;

    friend bool operator==(const ScriptProblem &, const ScriptProblem &) = default;
};

/// A checked script: nothing in it can turn out to be nonsense half-way.
class Script
{
public:
    static constexpr qsizetype longest = 1'048'576; ///< bytes

    /// Every problem of the text, in the order of the lines. Any bytes are allowed to come in:
    /// at most 1 MiB of UTF-8 is a script, all else is a problem of the line where it ceases to be one.
    static Expected<Script, QList<ScriptProblem>> parse(const QByteArray &text, const Vocabulary &vocabulary);

    [[nodiscard]] const QList<Step> &steps() const { return m_steps; }

private:
    QList<Step> m_steps;
};

/// "+1h30m", "-90s", "+2d", "500ms"; a bare number is milliseconds, as everywhere in scripts.
/// Nothing for anything else, and beyond a hundred years. With `sign` wanted, + or - must stand first.
[[nodiscard]] std::optional<Milliseconds> durationOf(const QString &text, bool signWanted);

} // namespace Medio::Stage
