// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/look.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace Medio::Screens {

/// The small signs of the parents' pages, drawn with one round line.
enum class Symbol {
    Children, ///< back to the children: Glim's round face
    Overview, ///< a house
    Chips,
    Account, ///< a key
    Family,  ///< two figures
    Add,
    Less,
    Remove, ///< a bin
    Up,
    Down,
    Grip, ///< take hold here and drag
    Tick,
    Cross,
    Warning,
    Cloud,
    Letter, ///< waits to be sent
    Search,
    Forward,   //
    Back,      ///< one page back; mirrored for right-to-left by whoever draws it
    Backspace, //
    Shift,
    Hide, ///< the keyboard away
    Eye,
    Film,
    Clock,
};

/// Fills the square in the middle of `box`.
void drawSymbol(QPainter &painter, Symbol symbol, const QRectF &box, const QColor &colour);

/// In the colours of the look at the time of the paint; `look` outlives the icon.
[[nodiscard]] QIcon symbolIcon(const Look &look, Symbol symbol, bool onAccent = false);

} // namespace Medio::Screens
