// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPainter>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>

/// The picture-book world of the sample films: palette, easing and the things that several films show.
/// Everything is a pure function of its arguments; coordinates are those of a page of 1280 x 720.
namespace Medio::Films {

inline constexpr double pageWidth = 1280;
inline constexpr double pageHeight = 720;

// The palette of the children's screens (day, then night)
inline const QColor sky{0xCD, 0xEB, 0xFA};
inline const QColor paper{0xFF, 0xF8, 0xE7};
inline const QColor ink{0x1B, 0x24, 0x40};
inline const QColor coral{0xC9, 0x54, 0x4C};
inline const QColor leaf{0x18, 0x45, 0x28};
inline const QColor sea{0x4A, 0x85, 0xB8};
inline const QColor plum{0x61, 0x1C, 0x85};
inline const QColor sunlight{0xFF, 0xC2, 0x33};
inline const QColor night{0x14, 0x1B, 0x3A};
inline const QColor deep{0x0B, 0x10, 0x26};
inline const QColor dusk{0x3A, 0x44, 0x80};
inline const QColor gold{0xED, 0xD0, 0x5D};
inline const QColor cream{0xFF, 0xE9, 0xB0};
inline const QColor lavender{0x7E, 0x95, 0xF5};
inline const QColor teal{0x4F, 0xE3, 0xD8};
inline const QColor rose{0xD9, 0x82, 0x6E};
inline const QColor meadow{0x8F, 0xC7, 0x7A};

/// 0 before `from`, 1 after `to` (seconds), a soft S between.
[[nodiscard]] double ease(double t, double from, double to);
/// 0 outside of [from, to], 1 within, with soft edges of `edge` seconds.
[[nodiscard]] double during(double t, double from, double to, double edge = 0.5);
/// -1 ... 1 with this period in seconds; phase in turns.
[[nodiscard]] double wave(double t, double period, double phase = 0);
/// A hop: 0 at both ends of [from, to], 1 in the middle, a parabola.
[[nodiscard]] double hop(double t, double from, double to);
[[nodiscard]] double mix(double a, double b, double share);
[[nodiscard]] QPointF mix(QPointF a, QPointF b, double share);
[[nodiscard]] QColor mix(const QColor &a, const QColor &b, double share);
/// The same 0 ... 1 for the same numbers, on every machine.
[[nodiscard]] double chance(int seed, int which = 0);

/// Fills a shape lit from the top and draws its ink line.
void shape(QPainter &p, const QPainterPath &path, const QColor &fill, double line = 4);
void round(QPainter &p, QPointF centre, double rx, double ry, const QColor &fill, double line = 4);
/// A closed curve through the points, no corners.
[[nodiscard]] QPainterPath pebble(const QList<QPointF> &points);

void fillSky(QPainter &p, const QColor &top, const QColor &bottom);
void hill(QPainter &p, double y, double height, double length, double shift, const QColor &colour);
void cloud(QPainter &p, QPointF centre, double size, const QColor &colour);
void stars(QPainter &p, int count, int seed, double t, double opacity, double bottom = 520);
void glow(QPainter &p, QPointF centre, double radius, const QColor &colour, double opacity);

enum class Mood { Awake, Delighted, Sleepy, Asleep };
/// Two dot eyes and a mouth, as everybody in this world has them. `look` is -1 ... 1 in both directions.
void face(QPainter &p, QPointF centre, double size, Mood mood, double t, QPointF look = {},
          const QColor &line = ink);

void moon(QPainter &p, QPointF centre, double radius, Mood mood, double t);
void sun(QPainter &p, QPointF centre, double radius, Mood mood, double t);
/// The glow-beetle: a ball of light with two feelers.
void glim(QPainter &p, QPointF centre, double radius, Mood mood, double t, const QColor &colour = gold);

void flower(QPainter &p, QPointF foot, double height, const QColor &colour, double sway);
void tree(QPainter &p, QPointF foot, double height, const QColor &crown, double sway);
void bareTree(QPainter &p, QPointF foot, double height, double sway);
void fir(QPainter &p, QPointF foot, double height, const QColor &colour, double snow = 0);
void house(QPainter &p, QPointF foot, double size, const QColor &roof, double lamp);
void grass(QPainter &p, double y, double shift, const QColor &colour, int seed);
void butterfly(QPainter &p, QPointF centre, double size, const QColor &colour, double t);
void rainbow(QPainter &p, QPointF centre, double radius, double opacity);
/// Falling things: snow, leaves, petals.
void falling(QPainter &p, int count, int seed, double t, double size, const QList<QColor> &colours,
             double speed);

} // namespace Medio::Films
