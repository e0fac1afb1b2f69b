// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/endsignals.h"

#include <QByteArray>

#include <chrono>

namespace Medio::Nfc {

/// Standard input, standard output and the signals that ask for an end, for a loop that waits with poll(2).
class Outside
{
public:
    /// `heedsInput`: the end of standard input is the end of the program.
    explicit Outside(bool heedsInput);

    /// Waits so long, or less when it is time to end: then false.
    bool pause(std::chrono::milliseconds time);

    /// To standard output, whole.
    void write(const QByteArray &line);

    /// Nobody reads what we say.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    EndSignals m_signals;
    const bool m_heedsInput;
    bool m_isBroken = false;
};

} // namespace Medio::Nfc
