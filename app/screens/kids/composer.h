// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"
#include "app/screens/kids/art/figures.h"
#include "app/screens/kids/picture.h"

#include <QEasingCurve>
#include <QList>
#include <QPointF>
#include <QRect>
#include <QString>

#include <chrono>
#include <limits>
#include <optional>

/// What stands where at a moment: a pure function from the scene and the time to a list of layers.
/// Nothing here draws or remembers; the window compares two compositions to know what to repaint.
namespace Medio::Screens {

/// A picture on the screen. Whole device pixels, so that nothing is resampled for nothing.
struct Layer
{
    PictureKey key;
    QRect target;
    int opacity = 255;
    double degrees = 0; ///< clockwise, in steps of half a degree
    QPointF pivot{0.5, 0.5};

    /// What it may touch.
    [[nodiscard]] QRect bounds() const;
    friend bool operator==(const Layer &, const Layer &) = default;
};

/// A place that answers to a finger, in device pixels.
struct Target
{
    enum class Kind { Child, Page };
    Kind kind = Kind::Child;
    int face = 0; ///< index in Scene::faces
    QRect rect;

    friend bool operator==(const Target &, const Target &) = default;
};

/// The surface: size, and how big a millimetre is, where somebody knows.
struct Surface
{
    QSize size;                                ///< device pixels
    std::optional<double> pixelsPerMillimetre; ///< device pixels
    bool mirrored = false;                     ///< right-to-left
    bool text = true;

    /// Stands upright.
    [[nodiscard]] bool isTall() const { return size.height() > size.width(); }
    /// The unit of sizes: a hundredth of the height, less where the window is narrow.
    [[nodiscard]] double unit() const;
    /// The outline of large figures: 3 mm where that is a sensible part of the height.
    [[nodiscard]] double line() const;
    /// Millimetres as device pixels; without a known display 20 mm are a quarter of the short side.
    [[nodiscard]] double millimetres(double mm) const;

    friend bool operator==(const Surface &, const Surface &) = default;
};

using Milliseconds = std::chrono::duration<double, std::milli>;
inline constexpr double never = std::numeric_limits<double>::infinity();

/// How long ago things happened, in ms; `never` if they did not.
struct Moment
{
    double now = 0;        ///< any monotonic time
    double screen = never; ///< the present screen came
    double tap = never;    ///< a chip was placed
    double frame = never;  ///< the first frame of the player's present start was painted
    double turn = never;   ///< a film followed another one; < 0: it has no picture yet
    double child = never;  ///< another child watches, by a chip
    double bonus = never;  ///< time was given
    double volume = never; ///< a chip asked for more or less of it
    double idle = 0;       ///< nobody did anything
    double touch = never;  ///< a finger came down
    QPointF touchAt;       ///< where, in device pixels
    double drag = 0;       ///< how far the film follows a finger down, in device pixels
    int highlighted = -1;  ///< face chosen by key or switch
    int pageOffset = 0;    ///< how often somebody turned the page of faces
    bool doorMark = false; ///< the parents' door waits for the fingers to lift
    bool filmCard = false; ///< there is a last picture of a film before
    int filmCardNumber = 0;
};

struct Composition
{
    QList<Layer> layers;
    QList<Target> targets;
    int nodding = -1; ///< the face that nods now: what one switch takes
    QRect film;       ///< where the film's picture is; empty: nowhere
    /// When the next composition will differ: 0 at the next frame, `never` if nothing moves.
    double next = never;
};

[[nodiscard]] Composition compose(const Flow::Scene &scene, const Surface &surface, const Moment &moment);

/// Of the avatar's name, else of the child's, else of the position.
[[nodiscard]] Animal animalOf(const Flow::Face &face, int position);

/// Somebody gave this child time: not the few seconds that come back with every charge.
[[nodiscard]] bool isMoreTime(const Flow::Scene &before, const Flow::Scene &after);

/// The picture that a screen and its refusal have together.
enum class Picture {
    WhoIsWatching,
    Scan,
    Waking,
    Playing,
    Paused,
    Celebration,
    GoodNight,
    Bedtime,
    Sleeping,
    UnknownChip,
    NotAChip,
    Unread,
    NoFilm,
    SpentBonus,
    NotHere,
    CloudAsleep,
    ReaderMissing,
    Broken,
    NotYours,
    TooOld,
    Locked,
    SignIn,
};
[[nodiscard]] Picture pictureOf(const Flow::Scene &scene);

/// The time picture alone, as layers; `x` and the heights in units of the surface.
[[nodiscard]] QList<Layer> timePicture(const Surface &surface, bool night, double timeLeft, double bonus);

} // namespace Medio::Screens
