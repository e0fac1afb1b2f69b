// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QList>

namespace Medio::Screens {

/// The colours of the children's world, by day and by night (KIDS-UX.md §3.2). The roles carry a
/// meaning and were found by search, so that they differ under every colour deficiency; the
/// others are scenery and carry none.
struct Palette
{
    bool night = false;

    QColor sky;    ///< background, upper
    QColor paper;  ///< background, lower; pages, pillows, frames
    QColor ink;    ///< outlines, faces, text
    QColor puzzle; ///< "not this one"
    QColor ready;  ///< can play
    QColor cloud;  ///< network
    QColor parent; ///< grown-ups
    QColor light;  ///< watching time; fill, by day always outlined in ink
    QColor asleep; ///< bodies without light
    QColor dream;  ///< outlines and faces of those asleep

    [[nodiscard]] static const Palette &day();
    [[nodiscard]] static const Palette &byNight();
    [[nodiscard]] static const Palette &of(bool night) { return night ? byNight() : day(); }

    /// A scenery colour, given as it is by day.
    [[nodiscard]] QColor tone(QRgb byDay) const;
};

/// Two colours that meet, and the contrast they must have (WCAG 2.x ratio); the table that the
/// palette's test walks through.
struct ColourPair
{
    const char *what;
    QColor figure;
    QColor ground;
    double atLeast;
};
[[nodiscard]] QList<ColourPair> colourPairs();

/// Those that must differ from each other for everybody.
[[nodiscard]] QList<QColor> lineColours(const Palette &palette);

} // namespace Medio::Screens
