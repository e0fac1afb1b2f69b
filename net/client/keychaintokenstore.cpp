// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/keychaintokenstore.h"

#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;

/// A realm holds no space, so no two owners share an entry.
QString entryOf(const TokenOwner &owner)
{
    return u"refresh-token "_s + owner.realm + u' ' + owner.account;
}

} // namespace

void KeychainTokenStore::load(const TokenOwner &owner, QObject *context,
                              std::function<void(const Loaded &)> done)
{
    m_keychain.read(entryOf(owner), context, std::move(done));
}

void KeychainTokenStore::save(const TokenOwner &owner, const QByteArray &token, QObject *context,
                              std::function<void(const Done &)> done)
{
    m_keychain.write(entryOf(owner), token, context, std::move(done));
}

void KeychainTokenStore::remove(const TokenOwner &owner, QObject *context,
                                std::function<void(const Done &)> done)
{
    m_keychain.remove(entryOf(owner), context, std::move(done));
}

} // namespace Medio::Net
