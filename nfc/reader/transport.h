// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/tagreader.h"
#include "nfc/uid.h"

#include <QString>

#include <optional>

namespace Medio::Nfc {

/// Why a reader can't be used.
struct Trouble
{
    ReaderFault fault = ReaderFault::Mute;
    QString detail; ///< one sentence that names the device
    friend bool operator==(const Trouble &, const Trouble &) = default;
};

/// A way to a reader: libnfc today. One thread owns it. No call takes longer than 1.5 s.
class Transport
{
public:
    /// One look into the field.
    struct Look
    {
        enum class Result {
            Chip,    ///< `uid` lies there
            Nothing, ///< no chip, or none that can be read
            Failed,  ///< the reader gave no sensible answer; the next look may be good again
            Gone     ///< the device was pulled out
        };
        Result result = Result::Nothing;
        std::optional<Uid> uid = {};
        bool isCertain = false; ///< length and ATQA agree
    };

    virtual ~Transport();

    /// The reader's name, or why it can't be opened. Called when closed.
    virtual Expected<QString, Trouble> open() = 0;

    /// Called when open; at most 0.5 s.
    virtual Look look() = 0;

    /// Gives the device free for others. Harmless when closed.
    virtual void close() = 0;

    /// What to say when looks keep failing with this result, Failed or Gone.
    [[nodiscard]] virtual Trouble trouble(Look::Result result) const = 0;
};

} // namespace Medio::Nfc
