// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <optional>

namespace Medio::Parents {

/// Where the verifier of the parents' PIN is kept: the system's keychain, and nowhere else (DESIGN.md,
/// rule 4). The verifier is a secret: four digits are guessed from it in no time.
///
/// Implemented by app/adapters over Net's keychain. Lives on the GUI thread, outlives the door. Nothing
/// blocks; `done` runs later, exactly once and never from within the call, unless `context` died.
/// Operations take effect in the order in which they were asked for; each ends within a few seconds,
/// with TimedOut at the latest.
class PinVault
{
public:
    enum class Problem {
        Locked,      ///< the keychain is there but shut: what is inside is not lost
        Unavailable, ///< there is none (no session bus, no keyring service)
        TimedOut,    ///< it did not answer; what was asked for may yet happen
        Failed,
    };
    /// Nothing inside: no verifier was ever written here, or (IMAGE.md §6) the keychain is locked and
    /// does not say so. Whoever asks must know from elsewhere whether there is one.
    using Read = Expected<std::optional<QByteArray>, Problem>;
    using Done = Expected<void, Problem>;

    virtual ~PinVault() = default;

    virtual void read(QObject *context, std::function<void(const Read &)> done) = 0;
    virtual void write(const QByteArray &verifier, QObject *context,
                       std::function<void(const Done &)> done) = 0;
    /// Nothing inside is a success.
    virtual void remove(QObject *context, std::function<void(const Done &)> done) = 0;
};

} // namespace Medio::Parents
