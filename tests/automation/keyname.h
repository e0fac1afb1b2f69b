// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <Qt>

#include <optional>

namespace Medio {

/// A key with its modifiers, as the script writes it: "Space", "Ctrl+Alt+P".
struct KeyStroke
{
    Qt::Key key = Qt::Key_unknown;
    Qt::KeyboardModifiers modifiers;

    friend bool operator==(const KeyStroke &, const KeyStroke &) = default;
};

/// Names are those of Qt::Key without "Key_", in either case, and Esc, Enter, PgUp, PgDown, Del,
/// Ins; modifiers are Ctrl, Alt, Shift, Meta. Nothing for anything else.
[[nodiscard]] std::optional<KeyStroke> keyStrokeOf(const QString &text);

} // namespace Medio
