// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/upstreamlogin.h"

#include "net/client/authsession.h"
#include "player/gateway/mediagateway.h"

namespace Medio::Adapters {

UpstreamLogin::UpstreamLogin(const Net::AuthSession &session, const Net::HttpGate &gate,
                             Gateway::MediaGateway &gateway, QObject *parent)
    : QObject(parent)
{
    const auto tell = [&session, &gate, &gateway] {
        Gateway::UpstreamPolicy policy;
        if (const auto &server = gate.server()) {
            QList<Gateway::UpstreamPolicy::Header> headers;
            for (const auto &[name, value] : session.upstreamHeaders(server->base()))
                headers.append({name, value});
            policy.setSignedIn(server->base(), headers);
            policy.setAuthorities(gate.authorities());
        }
        gateway.setUpstreamPolicy(policy);
    };
    connect(&session, &Net::AuthSession::upstreamHeadersChanged, this, tell);
    connect(&session, &Net::AuthSession::stateChanged, this, tell);
    connect(&gate, &Net::HttpGate::serverChanged, this, tell);
}

} // namespace Medio::Adapters
