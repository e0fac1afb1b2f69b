// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/player.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QObject>
#include <QSet>
#include <QString>

#include <optional>

namespace Medio {

/// What this board makes of a film, told before a child taps it.
enum class BoardVerdict {
    Unchecked,  ///< nobody looked yet
    Plays,      ///< decoded faster than it is shown
    TooSlow,    ///< decoded, but slower than it is shown: it would stutter
    Unplayable, ///< no decoder for it, no picture, encrypted, live, or damaged
};

/// "unchecked", "plays", "too-slow", "unplayable": for logs and records.
[[nodiscard]] QString nameOf(BoardVerdict verdict);

/// Why a film that is wanted is not kept (further) for now.
enum class CopyObstacle {
    None,
    NoRoom,      ///< the budget or the disk is full of films that must not go
    Unreachable, ///< its server is out of reach: it is asked again by itself
    Refused,     ///< its server wants another sign-in
    Gone,        ///< its server does not have it
    Board,       ///< this board can't play it: see the verdict
};

/// One film as far as it lies here, or why it does not. A value.
struct FilmCopy
{
    QString id;            ///< the video's id
    qint64 here = 0;       ///< bytes of it on this machine
    qint64 whole = -1;     ///< bytes of all of it; -1: not known
    bool complete = false; ///< plays without any server
    bool pinned = false;   ///< a parent wants it to stay: never gives way to others
    QDateTime lastUsed;    ///< last shown here, UTC; invalid: never
    BoardVerdict verdict = BoardVerdict::Unchecked;
    double speed = 0; ///< how many times faster than it is shown it was decoded; 0: not measured
    CopyObstacle obstacle = CopyObstacle::None;
    QString detail; ///< of verdict or obstacle, technical, for the log and for helpers

    friend bool operator==(const FilmCopy &, const FilmCopy &) = default;
};

/// The films that lie on this machine and play without a server: what is here, and what parents and
/// the children's chips want to be here. Lives on the GUI thread; no call blocks it; what is wished
/// takes effect soon and is told by changed().
///
/// Films are kept while they are watched, and in the background in the order of setWanted(). What is
/// watched goes first and is kept whether or not the background is allowed. The least used give way
/// when the budget or the disk is full: never a pinned film nor one in use, and one that is wanted
/// only to a film that is being watched or stands before it in that order.
class FilmCopies : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Everything known of films that are here or should be, in no order. From memory. Empty until
    /// the index was read: a few milliseconds after the start, told by changed().
    [[nodiscard]] virtual QList<FilmCopy> copies() const = 0;
    /// Nothing for a film that is neither here nor wanted nor pinned nor judged.
    [[nodiscard]] std::optional<FilmCopy> find(const QString &id) const;

    /// Bytes of films on the disk now, kept wholly or in part.
    [[nodiscard]] virtual qint64 bytes() const = 0;

    /// How many bytes films may take, from now on; >= 0. More than the disk has is allowed: some of
    /// it always stays free. A smaller budget lets unpinned films go at once.
    virtual void setBudget(qint64 bytes) = 0;

    /// Remembered here, also of films that are not here yet.
    virtual void setPinned(const QString &id, bool pinned) = 0;

    /// Deletes the copy of this film, its pin and its verdict; one that plays goes on. A wanted one comes
    /// again.
    virtual void forget(const QString &id) = 0;

    /// What is to be kept, needed soonest first; replaces the list before. Each film once.
    virtual void setWanted(const QList<Film> &films) = 0;

    /// Whether films may be fetched that nobody watches: the parents' switch, and the network is not
    /// metered or they allowed that. False at first.
    virtual void setBackgroundAllowed(bool allowed) = 0;

    /// All films there are, after a sync that brought them all: copies, pins and verdicts of others
    /// are removed. Not to be called without such a sync: an empty set removes everything.
    virtual void setExisting(const QSet<QString> &ids) = 0;

Q_SIGNALS:
    /// Any of the above is different; while films are fetched at most twice a second.
    void changed();
};

} // namespace Medio

Q_DECLARE_METATYPE(Medio::FilmCopy)
