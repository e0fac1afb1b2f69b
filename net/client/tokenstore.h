// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/keychain.h"

namespace Medio::Net {

/// Whose token: one account at one server. Several accounts on one machine, and several servers
/// behind one name, never meet.
struct TokenOwner
{
    QString realm;   ///< Api::ServerAddress::realm()
    QString account; ///< the e-mail address as the server writes it (Q8)

    friend bool operator==(const TokenOwner &, const TokenOwner &) = default;
};

/// Keeps the refresh token over restarts, one per owner. It is a secret: implementations never log it
/// and never write it anywhere but into their safe place.
/// Thread: the GUI thread. Nothing blocks; `done` runs later, once, unless `context` died.
/// Operations take effect in the order in which they were asked for.
class TokenStore
{
public:
    using Problem = Keychain::Problem;
    using Loaded = Keychain::Read; ///< nothing inside: this account never signed in here
    using Done = Keychain::Done;

    virtual ~TokenStore() = default;

    virtual void load(const TokenOwner &owner, QObject *context,
                      std::function<void(const Loaded &)> done) = 0;
    virtual void save(const TokenOwner &owner, const QByteArray &token, QObject *context,
                      std::function<void(const Done &)> done) = 0;
    virtual void remove(const TokenOwner &owner, QObject *context,
                        std::function<void(const Done &)> done) = 0;
};

} // namespace Medio::Net
