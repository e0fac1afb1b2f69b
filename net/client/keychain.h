// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

class QObject;

namespace Medio::Net {

/// The one safe place for secrets, by named entries: refresh tokens, the PIN's verifier. Users choose
/// names that cannot meet ("refresh-token ...", "pin-verifier"). Implementations never log what is
/// inside and never write it anywhere else.
///
/// Thread: the GUI thread. Nothing blocks; `done` runs later, once, unless `context` died: what was
/// asked for takes effect all the same. Operations take effect in the order in which they were asked.
class Keychain
{
public:
    enum class Problem {
        Locked,      ///< the safe place is there but shut: what is inside is not lost
        Unavailable, ///< there is none (no session bus, no keyring service)
        TimedOut,    ///< it did not answer, perhaps because it asks somebody for a password
        Failed,
    };
    /// Nothing inside is no failure.
    using Read = Expected<std::optional<QByteArray>, Problem>;
    using Done = Expected<void, Problem>;

    virtual ~Keychain() = default;

    virtual void read(const QString &entry, QObject *context, std::function<void(const Read &)> done) = 0;
    virtual void write(const QString &entry, const QByteArray &secret, QObject *context,
                       std::function<void(const Done &)> done) = 0;
    /// What was not there is removed, too.
    virtual void remove(const QString &entry, QObject *context, std::function<void(const Done &)> done) = 0;
};

/// "locked", "unavailable", "timed-out", "failed": for logs.
[[nodiscard]] QString nameOf(Keychain::Problem problem);

} // namespace Medio::Net
