// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/art/pencil.h"

#include <QTransform>

#include <cmath>
#include <numbers>

namespace Medio::Screens {

QColor mixed(const QColor &a, const QColor &b, double part)
{
    const auto mix = [part](int x, int y) {
        return static_cast<int>(std::lround(x + (y - x) * part));
    };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()),
                  mix(a.alpha(), b.alpha()));
}

QPainterPath circle(QPointF centre, double radius)
{
    QPainterPath path;
    path.addEllipse(centre, radius, radius);
    return path;
}

QPainterPath oval(QPointF centre, double rx, double ry, double degrees)
{
    QPainterPath path;
    path.addEllipse(QPointF(), rx, ry);
    QTransform turn;
    turn.translate(centre.x(), centre.y());
    turn.rotate(degrees);
    return turn.map(path);
}

QPainterPath pebble(QPointF centre, double rx, double ry, double order)
{
    constexpr int steps = 96;
    QPainterPath path;
    for (int i = 0; i < steps; ++i) {
        const double angle = 2 * std::numbers::pi * i / steps;
        const double x = std::cos(angle);
        const double y = std::sin(angle);
        const QPointF point(centre.x() + std::copysign(std::pow(std::abs(x), 2 / order), x) * rx,
                            centre.y() + std::copysign(std::pow(std::abs(y), 2 / order), y) * ry);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

QPainterPath rounded(const QRectF &rect, double radius)
{
    QPainterPath path;
    path.addRoundedRect(rect, radius, radius);
    return path;
}

QPainterPath joined(const QList<QPainterPath> &paths)
{
    constexpr double large = 32;
    const QTransform up = QTransform::fromScale(large, large);
    QPainterPath all;
    for (const QPainterPath &path : paths)
        all = all.united(up.map(path));
    return QTransform::fromScale(1 / large, 1 / large).map(all);
}

QPainterPath smooth(const QList<QPointF> &points)
{
    // Catmull-Rom through the points, written as Bezier curves.
    QPainterPath path;
    const qsizetype n = points.size();
    if (n < 3)
        return path;
    path.moveTo(points[0]);
    for (qsizetype i = 0; i < n; ++i) {
        const QPointF &before = points[(i + n - 1) % n];
        const QPointF &from = points[i];
        const QPointF &to = points[(i + 1) % n];
        const QPointF &after = points[(i + 2) % n];
        path.cubicTo(from + (to - before) / 6, to - (after - from) / 6, to);
    }
    path.closeSubpath();
    return path;
}

void Pencil::fill(const QPainterPath &path, const QColor &colour)
{
    const QRectF box = path.boundingRect();
    QLinearGradient light(box.topLeft(), box.bottomLeft());
    light.setColorAt(0, mixed(colour, QColor(Qt::white), c.night ? 0.08 : 0.20));
    light.setColorAt(0.55, colour);
    light.setColorAt(1, mixed(colour, c.ink, 0.10));
    p.fillPath(path, light);
}

void Pencil::flat(const QPainterPath &path, const QBrush &brush)
{
    p.fillPath(path, brush);
}

void Pencil::stroke(const QPainterPath &path, const QColor &colour, double width)
{
    p.strokePath(path, QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

void Pencil::body(const QPainterPath &path, const QColor &colour, double width)
{
    fill(path, colour);
    stroke(path, c.ink, width < 0 ? line : width);
}

void Pencil::dot(QPointF centre, double rx, double ry, const QColor &colour)
{
    p.fillPath(oval(centre, rx, ry), colour);
}

void Pencil::closedEye(QPointF centre, double width, const QColor &colour, double weight)
{
    QPainterPath lid;
    lid.moveTo(centre + QPointF(-width / 2, 0));
    lid.quadTo(centre + QPointF(0, width * 0.55), centre + QPointF(width / 2, 0));
    stroke(lid, colour, weight);
}

void Pencil::happyEye(QPointF centre, double width, const QColor &colour, double weight)
{
    QPainterPath lid;
    lid.moveTo(centre + QPointF(-width / 2, width * 0.28));
    lid.quadTo(centre + QPointF(0, -width * 0.62), centre + QPointF(width / 2, width * 0.28));
    stroke(lid, colour, weight);
}

void Pencil::eye(QPointF centre, double radius, QPointF look)
{
    const QPointF at = centre + look;
    dot(at, radius * 0.92, radius * 1.08, QColor(0x1B, 0x24, 0x40));
    dot(at + QPointF(-radius * 0.28, -radius * 0.40) + look * 0.25, radius * 0.34, radius * 0.36,
        QColor(255, 255, 255, c.night ? 205 : 245));
}

void Pencil::smile(QPointF centre, double width, double depth, const QColor &colour, double weight)
{
    QPainterPath mouth;
    mouth.moveTo(centre + QPointF(-width / 2, 0));
    mouth.cubicTo(centre + QPointF(-width / 4, depth * 1.3), centre + QPointF(width / 4, depth * 1.3),
                  centre + QPointF(width / 2, 0));
    stroke(mouth, colour, weight);
}

void Pencil::cheek(QPointF centre, double radius)
{
    QColor blush = c.tone(0xffF2765A);
    blush.setAlpha(c.night ? 120 : 150);
    dot(centre, radius, radius * 0.68, blush);
}

} // namespace Medio::Screens
