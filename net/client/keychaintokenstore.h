// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/tokenstore.h"

namespace Medio::Net {

/// Refresh tokens as entries of a keychain, which must outlive it.
class KeychainTokenStore final : public TokenStore
{
public:
    explicit KeychainTokenStore(Keychain &keychain)
        : m_keychain(keychain)
    {
    }

    void load(const TokenOwner &owner, QObject *context, std::function<void(const Loaded &)> done) override;
    void save(const TokenOwner &owner, const QByteArray &token, QObject *context,
              std::function<void(const Done &)> done) override;
    void remove(const TokenOwner &owner, QObject *context, std::function<void(const Done &)> done) override;

private:
    Keychain &m_keychain;
};

} // namespace Medio::Net
