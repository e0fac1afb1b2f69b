// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/connection.h"

#include <QByteArray>

#include <chrono>
#include <optional>

struct input_event;

namespace Medio::Nfc {

/// Puts together what a reader that plays a keyboard types: digits, then Enter or Tab. Decides alone from the
/// kernel's events; no device, no clock. Whatever else comes (other keys, too much, a pause in the midst,
/// events that were lost) spoils the number it comes in, up to its end or another pause, and nothing behind
/// that.
class TypedDigits
{
public:
    /// Such a reader types a digit each 1 to 20 ms.
    static constexpr std::chrono::milliseconds longestPause{250};
    static constexpr qsizetype mostDigits = 20; ///< a UID of ten bytes

    /// One event. The digits (0-9, A-F), when it ended a sound number.
    std::optional<QByteArray> take(const input_event &event);

private:
    void begin();

    QByteArray m_digits;
    std::chrono::microseconds m_last{0}; ///< of the events' own clock
    bool m_isSpoilt = false;
    bool m_isLosing = false; ///< until the next report: the kernel's buffer ran over
};

/// The UID that the digits mean, first byte first; nothing if they mean none in this form. The rule stands in
/// nfc/reader/README.md.
[[nodiscard]] QByteArray uidOfDigits(const QByteArray &digits, Connection::Digits form);

} // namespace Medio::Nfc
