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
    Bough,    ///< a bough right across, to sit on; two in a window taller than wide
    Hillside, ///< a path uphill to the end side
    FarHills, ///< a broken path towards a hill far away
    Meadow,   ///< open ground
};

/// Fills the whole size; `u` is the unit of sizes and of x from the middle, heights are hundredths of
/// the window's height. Drawn for left-to-right.
void drawPlace(QPainter &painter, QSizeF size, double u, Place place, const Palette &palette);

/// The hill in front, behind which things sink; as wide as the size.
void drawFrontHill(QPainter &painter, QSizeF size, double u, const Palette &palette);

/// Where the path of Hillside runs, in hundredths of the height; x in units from the middle.
[[nodiscard]] double hillsideHeight(double x);

/// Where feet stand on the boughs of Bough, in hundredths of the height.
inline constexpr double onlyBough = 73.5;
inline constexpr double upperBough = 41;
inline constexpr double lowerBough = 83;

/// From the middle of the tree in Garden to the edge, and where the hill of FarHills is; units, of a
/// window with this half width.
[[nodiscard]] double towerInset(double half);
[[nodiscard]] double farHillAt(double half);

} // namespace Medio::Screens
