// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/keychainpinvault.h"

#include "net/client/keychain.h"

#include <utility>

namespace Medio::Adapters {
namespace {

QString entry()
{
    return QStringLiteral("pin-verifier");
}

Parents::PinVault::Problem problemOf(Net::Keychain::Problem problem)
{
    switch (problem) {
    case Net::Keychain::Problem::Locked:
        return Parents::PinVault::Problem::Locked;
    case Net::Keychain::Problem::Unavailable:
        return Parents::PinVault::Problem::Unavailable;
    case Net::Keychain::Problem::TimedOut:
        return Parents::PinVault::Problem::TimedOut;
    case Net::Keychain::Problem::Failed:
        break;
    }
    return Parents::PinVault::Problem::Failed;
}

/// The keychain's answer in the door's words.
auto translated(std::function<void(const Parents::PinVault::Done &)> done)
{
    return [done = std::move(done)](const Net::Keychain::Done &outcome) {
        done(outcome ? Parents::PinVault::Done() : Unexpected{problemOf(outcome.error())});
    };
}

} // namespace

void KeychainPinVault::read(QObject *context, std::function<void(const Read &)> done)
{
    m_keychain.read(entry(), context, [done = std::move(done)](const Net::Keychain::Read &found) {
        done(found ? Read(*found) : Unexpected{problemOf(found.error())});
    });
}

void KeychainPinVault::write(const QByteArray &verifier, QObject *context,
                             std::function<void(const Done &)> done)
{
    m_keychain.write(entry(), verifier, context, translated(std::move(done)));
}

void KeychainPinVault::remove(QObject *context, std::function<void(const Done &)> done)
{
    m_keychain.remove(entry(), context, translated(std::move(done)));
}

} // namespace Medio::Adapters
