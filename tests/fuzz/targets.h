// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <array>
#include <string_view>
#include <utility>

/// What is done with foreign bytes, and what must hold for any of them. A target aborts where it does not
/// hold. libFuzzer looks for such bytes (tests/fuzz/run); tst_corpus replays those that were kept.
namespace Medio::Fuzz {

/// medio-reader's line, as the kiosk reads it.
void line(const QByteArray &bytes);

/// What medio-reader was told by a device, as it writes it.
void report(const QByteArray &bytes);

/// A chip's memory, and an NDEF message.
void ndef(const QByteArray &bytes);

/// A UID, from the reader and as text.
void uid(const QByteArray &bytes);

using Target = void (*)(const QByteArray &);
inline constexpr std::array<std::pair<std::string_view, Target>, 4> targets{{
    {"line", line},
    {"report", report},
    {"ndef", ndef},
    {"uid", uid},
}};

} // namespace Medio::Fuzz
