// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QList>
#include <QMargins>
#include <QSize>
#include <QString>

#include <optional>

class QWidget;

namespace Medio::Screens {

/// The colours of the parents' pages. The same hand as the children's (KIDS-UX.md §3.2), quieter; each
/// carries its meaning together with a symbol or a word, never alone.
struct Tints
{
    QColor ground;   ///< of the page
    QColor card;     ///< what lies on it
    QColor field;    ///< what can be typed in
    QColor ink;      ///< text, symbols
    QColor quiet;    ///< text of less weight; 4.5:1 on ground and card
    QColor line;     ///< around what can be used; 3:1 on ground and card
    QColor soft;     ///< between what belongs together; decoration
    QColor focus;    ///< around what the keyboard acts on; 3:1
    QColor accent;   ///< fill of the one thing to do next
    QColor onAccent; ///< text on it
    QColor chosen;   ///< fill behind what is chosen; ink on it stays readable
    QColor good;
    QColor warn;
    QColor bad;
    QColor parent;

    [[nodiscard]] static const Tints &day();
    [[nodiscard]] static const Tints &byNight();
};

/// Colours and measures of the parents' pages. One object, owned by whoever is the root of the widgets;
/// all below it hold a reference and get a QEvent::StyleChange when it becomes another one.
/// Lengths are given for a window 480 pixels high on a 7-inch display, where 10 mm are 52 pixels.
class Look
{
public:
    Look() = default;
    /// A larger window shows larger things, and more of them. `pixelsPerMillimetre` where the display says
    /// it believably: then a finger's width is one.
    Look(QSize window, bool night, std::optional<double> pixelsPerMillimetre);

    [[nodiscard]] bool isNight() const { return m_night; }
    [[nodiscard]] const Tints &tints() const { return m_night ? Tints::byNight() : Tints::day(); }
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] int px(double base) const { return qRound(base * m_scale); }

    /// The style sheet of the root. What it speaks of is set by setRole() (pieces.h).
    [[nodiscard]] QString sheet() const;

    friend bool operator==(const Look &, const Look &) = default;

private:
    bool m_night = false;
    double m_scale = 1;
};

/// `sheet` with each "12px" as many pixels as `scale` says.
[[nodiscard]] QString scaledSheet(const QString &sheet, double scale);

/// Two tints that meet, and the contrast (WCAG 2.x) they must have; what the test walks through.
struct TintPair
{
    const char *what;
    QColor figure;
    QColor ground;
    double atLeast;
};
[[nodiscard]] QList<TintPair> tintPairs();

} // namespace Medio::Screens
