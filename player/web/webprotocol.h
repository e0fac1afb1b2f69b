// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "player/player.h"
#include "player/webfilm.h"

#include <QByteArray>
#include <QRect>
#include <QSize>
#include <QString>

#include <chrono>
#include <variant>

/// What the kiosk and medio-web-player say to each other: one JSON object per line, version 1. Orders
/// go to the program's standard input, whose end is the program's end; reports come from its
/// standard output. Both sides take the other's lines for foreign bytes.
namespace Medio::PlayerWeb {

// Orders

/// The window: where it is, in logical pixels of the desktop.
struct PlaceWindow
{
    QRect where; ///< empty: the whole screen
    friend bool operator==(const PlaceWindow &, const PlaceWindow &) = default;
};
/// What stands beside the film.
struct ShowStrip
{
    QByteArray png; ///< at most longestPicture; empty: nothing
    bool onRight = false;
    friend bool operator==(const ShowStrip &, const ShowStrip &) = default;
};
struct OpenFilm ///< in the place of whatever was shown; answered by Ready or FilmFailed
{
    quint64 film = 0; ///< a number that reports say again; > 0
    WebFilm what;
    std::chrono::milliseconds from{0};
    QString language; ///< of the player's own words and subtitles: "de"
    friend bool operator==(const OpenFilm &, const OpenFilm &) = default;
};
struct PlayFilm
{
    friend bool operator==(const PlayFilm &, const PlayFilm &) = default;
};
struct PauseFilm ///< neither seen nor heard from now on, whatever the page does
{
    friend bool operator==(const PauseFilm &, const PauseFilm &) = default;
};
struct SeekFilm
{
    std::chrono::milliseconds position{0};
    friend bool operator==(const SeekFilm &, const SeekFilm &) = default;
};
struct SetLoudness
{
    double loudness = 1; ///< 0..1, as a person hears it
    friend bool operator==(const SetLoudness &, const SetLoudness &) = default;
};
struct FadeFilm ///< and pauses then
{
    std::chrono::milliseconds duration{0};
    friend bool operator==(const FadeFilm &, const FadeFilm &) = default;
};
struct StopFilm ///< its page is thrown away; answered by Vacant
{
    friend bool operator==(const StopFilm &, const StopFilm &) = default;
};
using Order = std::variant<PlaceWindow, ShowStrip, OpenFilm, PlayFilm, PauseFilm, SeekFilm, SetLoudness,
                           FadeFilm, StopFilm>;

// Reports

struct Alive ///< the program's loop turns; every second
{
    friend bool operator==(const Alive &, const Alive &) = default;
};
struct Ready ///< the platform's player is there and knows the film
{
    quint64 film = 0;
    std::chrono::milliseconds duration{0}; ///< 0: not known yet
    friend bool operator==(const Ready &, const Ready &) = default;
};
enum class Motion { Playing, Paused, Waiting, Ended };
struct Moved ///< at every change of motion, and several times a second while it plays
{
    quint64 film = 0;
    Motion motion = Motion::Waiting;
    std::chrono::milliseconds position{0};
    std::chrono::milliseconds duration{0}; ///< 0: not known
    friend bool operator==(const Moved &, const Moved &) = default;
};
struct FilmFailed ///< and its page was thrown away
{
    quint64 film = 0;
    FilmFailure failure = FilmFailure::Broken;
    QString detail; ///< one sentence for logs
    friend bool operator==(const FilmFailed &, const FilmFailed &) = default;
};
struct Vacant ///< no page is left
{
    friend bool operator==(const Vacant &, const Vacant &) = default;
};
struct KeyPressed ///< in the program's window: whoever sits there means the kiosk
{
    int key = 0;       ///< Qt::Key
    int modifiers = 0; ///< Qt::KeyboardModifiers
    friend bool operator==(const KeyPressed &, const KeyPressed &) = default;
};
using Report = std::variant<Alive, Ready, Moved, FilmFailed, Vacant, KeyPressed>;

inline constexpr qsizetype longestPicture = 256LL * 1024;
inline constexpr qsizetype longestOrder = 400LL * 1024; ///< bytes of a line
inline constexpr qsizetype longestReport = 2048;
inline constexpr qsizetype longestDetail = 200;
/// A day; nothing that a platform says about time is believed beyond it.
inline constexpr std::chrono::milliseconds longestFilm{24LL * 60 * 60 * 1000};

/// With the line's end.
[[nodiscard]] QByteArray toLine(const Order &order);
[[nodiscard]] QByteArray toLine(const Report &report);

/// Total: any bytes give an order, or the reason why they are none. Keys that nobody knows are passed
/// over, a line's end is optional.
[[nodiscard]] Expected<Order, QString> orderFromLine(const QByteArray &line);
[[nodiscard]] Expected<Report, QString> reportFromLine(const QByteArray &line);

/// The part of a window that stands beside the film: 15 % of its width, and none where the film would
/// be left with less than 200 pixels, which YouTube's terms forbid.
[[nodiscard]] QRect stripOf(const QSize &window, bool onRight);
/// The rest.
[[nodiscard]] QRect filmPlaceOf(const QSize &window, bool onRight);

} // namespace Medio::PlayerWeb
