// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QCommandLineParser;

namespace Medio::CommandLine {

/// Exit status of a program that was started wrongly.
inline constexpr int wrongUsage = 2;

/// "NAME: text" to standard error, with the application's name. Returns `status`, for main() to return.
int refuse(const QString &text, int status = wrongUsage);

/// Reads the application's arguments. --help and --version, where the parser has them, are answered and
/// end the program. False: a mistake, which was told; the program ends with `wrongUsage` (what
/// QCommandLineParser::process() does, but for the status).
[[nodiscard]] bool read(QCommandLineParser &parser);

} // namespace Medio::CommandLine
