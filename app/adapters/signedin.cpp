// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/signedin.h"

#include "net/client/medioclient.h"

namespace Medio::Adapters {

QString serverOf(const Net::MedioClient &client)
{
    const auto &server = client.gate().server();
    return server ? server->realm() : QString();
}

std::optional<Store::Owner> signedInOwner(const Net::MedioClient &client)
{
    const Net::AuthSession &session = client.session();
    if (session.state() != Net::AuthSession::State::SignedIn || !session.user())
        return std::nullopt;
    return Store::Owner{serverOf(client), session.user()->id};
}

} // namespace Medio::Adapters
