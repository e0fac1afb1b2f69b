// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

/// Letters of many languages as those of the English alphabet, for labels (MEDIO-API.md Q11: a chip's
/// label takes no others) and for searching. Pure, total; what has no such letter (Arabic, signs)
/// stays as it is.
namespace Medio::Parents {

/// Without what stands above and below the letters: "Löwe" is "Lowe", "Élan" is "Elan", "ağaç" is "agac".
/// Ligatures and special letters are spelled: "ß" is "ss", "æ" is "ae", "ø" is "o", "ı" is "i".
[[nodiscard]] QString plainLetters(const QString &text);

/// As German writes what it can't: "Löwe" is "Loewe". Other letters as in plainLetters().
[[nodiscard]] QString spelledOut(const QString &text);

} // namespace Medio::Parents
