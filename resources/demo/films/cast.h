// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resources/demo/films/picture.h"

#include <functional>

/// Who plays in the sample films and is drawn on the chips. A figure is painted about `at` (its middle on the
/// ground, or its centre when it flies or swims), `size` pixels high, looking to the right.
namespace Medio::Films {

void rocket(QPainter &p, QPointF at, double size, double tilt, double flame, Mood mood, double t);

/// `pitch` in degrees, up is positive; `fountain` 0 ... 1.
void whale(QPainter &p, QPointF at, double size, double pitch, Mood mood, double t, double fountain = 0);
void fish(QPainter &p, QPointF at, double size, const QColor &colour, double t, bool toLeft = false);

enum class FoxPose { Walk, Sit, Curl };
/// `stride` is the way walked in pixels: the legs follow it, so that no foot slides.
void fox(QPainter &p, QPointF at, double size, FoxPose pose, double stride, Mood mood, double t,
         bool toLeft = false);
void hedgehog(QPainter &p, QPointF at, double size, Mood mood, double t, bool toLeft = false);

/// `spread` 0 (sitting, wings folded) ... 1 (flying; the wings beat).
void owl(QPainter &p, QPointF at, double size, double spread, Mood mood, double t);
void robot(QPainter &p, QPointF at, double size, double rolled, double pour, Mood mood, double t);
/// The engine and its wagons; what lies on a wagon is painted by `load(wagon, place)` if given.
void train(QPainter &p, QPointF front, double size, double rolled, Mood mood, double t, int wagons,
           const std::function<void(int, QPointF)> &load = {});

} // namespace Medio::Films
