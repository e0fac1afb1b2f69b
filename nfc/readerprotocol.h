// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/presencetracker.h"
#include "nfc/tagreader.h"

#include <QByteArray>
#include <QString>

#include <variant>

/// What medio-reader says to the kiosk: one JSON object per line, version 1, described in
/// nfc/reader/README.md. In the other direction nothing is said: the end of the reader's
/// standard input is the end of the reader.
namespace Medio::Nfc::ReaderProtocol {

/// The poll loop turns. Said at most every 0.5 s, and at least every 1.5 s.
struct Alive
{
    friend bool operator==(const Alive &, const Alive &) = default;
};

/// The device answers. Followed by one Placement (resting) or one Vacant.
struct Found
{
    QString name;
    friend bool operator==(const Found &, const Found &) = default;
};

/// The device does not answer (any more); what was known of chips is void.
struct Lost
{
    ReaderFault fault = ReaderFault::Mute; ///< neither None nor ProgramFailed
    QString detail;                        ///< one sentence for a parent or the log
    friend bool operator==(const Lost &, const Lost &) = default;
};

using Report = std::variant<Alive, Found, Lost, Vacant, Placement, Lifted>;

inline constexpr qsizetype longestText = 512; ///< of a name or a detail, in UTF-16 units
inline constexpr qsizetype longestLine = 8192;

/// With the line's end. Texts longer than longestText are cut.
[[nodiscard]] QByteArray toLine(const Report &report);

/// Total: any bytes give a report or the reason why they are none. A line's end is optional.
[[nodiscard]] Expected<Report, QString> fromLine(const QByteArray &line);

} // namespace Medio::Nfc::ReaderProtocol
