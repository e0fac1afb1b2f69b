// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace Medio::Net {

/// Keeps the refresh token over restarts, one per server origin. It is a secret: implementations
/// never log it and never write it anywhere but into their safe place.
/// Thread: the GUI thread. Nothing blocks; `done` runs later, once, unless `context` died.
/// Operations take effect in the order in which they were asked for.
class TokenStore
{
public:
    enum class Problem {
        Locked,      ///< the safe place is there but shut: what is inside is not lost
        Unavailable, ///< there is none (no session bus, no keyring service)
        TimedOut,
        Failed,
    };
    using Loaded = Expected<std::optional<QByteArray>, Problem>; ///< nothing inside: nobody signed in here
    using Done = Expected<void, Problem>;

    virtual ~TokenStore() = default;

    virtual void load(const QString &origin, QObject *context, std::function<void(Loaded)> done) = 0;
    virtual void save(const QString &origin, const QByteArray &token, QObject *context,
                      std::function<void(Done)> done) = 0;
    virtual void remove(const QString &origin, QObject *context, std::function<void(Done)> done) = 0;
};

} // namespace Medio::Net
