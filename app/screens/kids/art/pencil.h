// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/palette.h"

#include <QPainter>
#include <QPainterPath>

namespace Medio::Screens {

/// The hand that draws: flat fills with one light from the top, one line width, round ends. Every
/// figure is drawn in a box from -50 to 50 in both directions unless its function says otherwise.
class Pencil
{
public:
    Pencil(QPainter &painter, const Palette &palette, double width)
        : p(painter)
        , c(palette)
        , line(width)
    {
    }

    QPainter &p;
    const Palette &c;
    double line; ///< width of the outlines, in the units of the box

    /// Fill lit from the top, then the ink around it.
    void body(const QPainterPath &path, const QColor &fill, double width = -1);
    /// Lit fill without an outline.
    void fill(const QPainterPath &path, const QColor &fill);
    void flat(const QPainterPath &path, const QBrush &fill);
    void stroke(const QPainterPath &path, const QColor &colour, double width);

    /// A pair of short strokes or dots and so on.
    void dot(QPointF centre, double rx, double ry, const QColor &colour);
    void closedEye(QPointF centre, double width, const QColor &colour, double weight);
    void happyEye(QPointF centre, double width, const QColor &colour, double weight);
    /// A dark eye with its light; `look` moves the light and the eye a little, in units.
    void eye(QPointF centre, double radius, QPointF look = {});
    void smile(QPointF centre, double width, double depth, const QColor &colour, double weight);
    void cheek(QPointF centre, double radius);
};

[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, double part);
[[nodiscard]] QPainterPath circle(QPointF centre, double radius);
[[nodiscard]] QPainterPath oval(QPointF centre, double rx, double ry, double degrees = 0);
/// A superellipse of order 2.6: the pebble of the world.
[[nodiscard]] QPainterPath pebble(QPointF centre, double rx, double ry, double order = 2.6);
[[nodiscard]] QPainterPath rounded(const QRectF &rect, double radius);
/// The outline of all of them together. Qt joins paths with a fixed tolerance, too coarse for small
/// units, so they are joined large.
[[nodiscard]] QPainterPath joined(const QList<QPainterPath> &paths);
/// A smooth closed curve through the points.
[[nodiscard]] QPainterPath smooth(const QList<QPointF> &points);

} // namespace Medio::Screens
