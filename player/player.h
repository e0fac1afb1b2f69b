// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QMetaType>
#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace Medio {

/// One film to be played: what it is called in the catalogue and where it comes from.
struct Film
{
    QString id;   ///< the video's id; the key of the offline copy
    QUrl address; ///< http(s): where its bytes come from. The player asks a FilmSource.
    std::optional<std::chrono::milliseconds> duration; ///< as the catalogue says; may be wrong

    friend bool operator==(const Film &, const Film &) = default;
};

/// Why a film can't be played (on).
enum class FilmFailure {
    Unreachable,   ///< no copy here, and the server can't be reached or answers 5xx: an outage
    Gone,          ///< the server says 404 or 410
    Refused,       ///< the server says 401 or 403
    Broken,        ///< the bytes are no film this board can play
    PlayerLost,    ///< the player itself hung and was replaced
    NotEmbeddable, ///< its owner does not let it be shown outside its platform
};

/// "unreachable", "gone", "refused", "broken", "player-lost", "not-embeddable": for logs and records.
[[nodiscard]] QString nameOf(FilmFailure failure);

/// Where the bytes of a start come from: from this machine alone, or from a server as well.
enum class FilmOrigin { Copy, Stream };
/// "copy", "stream"
[[nodiscard]] QString nameOf(FilmOrigin origin);

/// One film on the screen at a time, in our words: no type of a media library appears here.
/// Lives on the GUI thread; no call blocks it. Every open() is a *start* with a number of its
/// own; signals name their start, and after open() or stop() no signal of an older start follows.
///
/// No signal is emitted during open() itself, so that its number is known before.
/// Order of signals per start: opened, firstFrame, then any of stalled/resumed, then exactly one
/// of ended or failed; failed may come at any time and is the last.
class Player : public QObject
{
    Q_OBJECT
public:
    using Start = quint64;

    using QObject::QObject;

    /// Drops what was playing and plays this film from `from`, at once. Returns the start's number
    /// (from 1, growing).
    virtual Start open(const Film &film, std::chrono::milliseconds from) = 0;

    /// Gets the following film ready so that open() of the same film from the same place shows it
    /// within a frame. A hint: may be ignored; a later call replaces an earlier one.
    virtual void preload(const Film &film, std::chrono::milliseconds from) = 0;

    virtual void pause() = 0;
    virtual void play() = 0;

    /// Moves within the film; clipped to 0..duration.
    virtual void seek(std::chrono::milliseconds position) = 0;

    /// No picture, no sound, no film.
    virtual void stop() = 0;

    /// 0..1, as a person hears it (not an amplitude).
    virtual void setVolume(double loudness) = 0;

    /// Fades the sound out over this time and pauses then; the last picture stays.
    virtual void fadeOut(std::chrono::milliseconds duration) = 0;

    /// Of the present start; 0 when there is none.
    [[nodiscard]] virtual std::chrono::milliseconds position() const = 0;
    [[nodiscard]] virtual std::chrono::milliseconds duration() const = 0;
    /// Where chapters of the present start begin, ascending, each within the film; empty until it is
    /// opened, and for a film that has none.
    [[nodiscard]] virtual QList<std::chrono::milliseconds> chapters() const { return {}; }

Q_SIGNALS:
    void opened(quint64 start, Medio::FilmOrigin origin, std::chrono::milliseconds duration);
    void firstFrame(quint64 start);
    void stalled(quint64 start); ///< the picture holds for want of bytes; it goes on by itself
    void resumed(quint64 start);
    void ended(quint64 start, bool complete); ///< complete: within two frames of the real end
    void failed(quint64 start, Medio::FilmFailure failure, const QString &detail);
};

} // namespace Medio

Q_DECLARE_METATYPE(Medio::FilmFailure)
Q_DECLARE_METATYPE(Medio::FilmOrigin)
