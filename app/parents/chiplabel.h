// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

/// What may stand on a chip: the server takes letters A-Z, digits, spaces and hyphens, 1 to 50 of them
/// (MEDIO-API.md Q11), and counts refused tries (Q13). Pure.
namespace Medio::Parents {

inline constexpr qsizetype longestLabel = 50;

enum class LabelProblem {
    Empty,
    TooLong,
    Letters, ///< others than A-Z, digits, space and hyphen
};

/// Nothing: it may be sent, trimmed.
[[nodiscard]] std::optional<LabelProblem> problemOfLabel(const QString &typed);

/// The nearest that is allowed: umlauts and accents spelled out ("Löwe" as "Loewe"), apostrophes left out,
/// other signs as a space, cut at the end of a word where it is too long. Empty if nothing remains
/// (a title in Arabic). What is allowed already comes back as it is, without double spaces.
[[nodiscard]] QString labelFor(const QString &text);

/// For a chip of which nothing else is known: "Chip" and the last four digits of its UID.
[[nodiscard]] QString labelForUid(const QString &uid);

} // namespace Medio::Parents
