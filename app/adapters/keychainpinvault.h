// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/pinvault.h"

namespace Medio::Net {
class Keychain;
}

namespace Medio::Adapters {

/// The parents' PIN verifier as one entry of the kiosk's keychain. GUI thread.
class KeychainPinVault final : public Parents::PinVault
{
public:
    /// `keychain` outlives this object.
    explicit KeychainPinVault(Net::Keychain &keychain)
        : m_keychain(keychain)
    {
    }

    void read(QObject *context, std::function<void(const Read &)> done) override;
    void write(const QByteArray &verifier, QObject *context, std::function<void(const Done &)> done) override;
    void remove(QObject *context, std::function<void(const Done &)> done) override;

private:
    Net::Keychain &m_keychain;
};

} // namespace Medio::Adapters
