// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/palette.h"

#include <QPainter>
#include <QSizeF>

namespace Medio::Screens {

/// Where a picture takes place. Scenery has no outlines, so that figures stand before it.
enum class Place {
    Garden,   ///< the tree with the time tower at the start side, meadow, sky
    Bough,    ///< a bough right across, to sit on
    Hillside, ///< a path uphill to the end side
    FarHills, ///< a broken path towards a hill far away
    Meadow,   ///< open ground
};

/// Fills the whole size. `u` is a hundredth of the picture's height, the middle of the picture is
/// the middle of the size; drawn for left-to-right.
void drawPlace(QPainter &painter, QSizeF size, double u, Place place, const Palette &palette);

/// The hill in front, behind which things sink; as wide as the size.
void drawFrontHill(QPainter &painter, QSizeF size, double u, const Palette &palette);

/// Where the path of Hillside runs, in units: x from the middle, y from the top.
[[nodiscard]] double hillsideHeight(double x);

} // namespace Medio::Screens
