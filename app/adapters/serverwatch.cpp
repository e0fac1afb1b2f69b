// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/serverwatch.h"

#include "app/base/chronicle.h"
#include "app/flow/familytime.h"
#include "app/flow/kioskflow.h"
#include "net/client/medioclient.h"

namespace Medio::Adapters {

ServerWatch::ServerWatch(Net::MedioClient &client, Flow::KioskFlow &flow, Chronicle &chronicle,
                         const Flow::FamilyTime *family, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_flow(flow)
    , m_chronicle(chronicle)
    , m_family(family)
{
    connect(&client.gate(), &Net::HttpGate::stateChanged, this, &ServerWatch::tellServer);
    connect(&client.gate(), &Net::HttpGate::serverChanged, this, [this] { m_online.reset(); });
    connect(&client.session(), &Net::AuthSession::stateChanged, &flow,
            [&flow](Net::AuthSession::State state) {
                flow.setSignedIn(state == Net::AuthSession::State::SignedIn);
            });
    connect(&flow, &Flow::KioskFlow::watchTimeWanted, this, &ServerWatch::askWatchTime);
    connect(&client.gate(), &Net::HttpGate::serverTimeSeen, this, &ServerWatch::tellTime);
}

Flow::ServerState ServerWatch::stateFor(Net::ServerState::Kind kind)
{
    switch (kind) {
    case Net::ServerState::Kind::Unknown:
        return Flow::ServerState::Unknown;
    case Net::ServerState::Kind::Online:
        return Flow::ServerState::Online;
    case Net::ServerState::Kind::Waking:
        return Flow::ServerState::Waking;
    case Net::ServerState::Kind::Degraded:
    case Net::ServerState::Kind::Offline:
        break;
    }
    return Flow::ServerState::Offline;
}

void ServerWatch::tellServer(const Net::ServerState &state)
{
    m_flow.setServerState(stateFor(state.kind));
    if (state.kind == Net::ServerState::Kind::Unknown || m_online == state.isOnline())
        return;
    m_online = state.isOnline();
    if (state.isOnline())
        m_chronicle.record(QStringLiteral("online"));
    else
        m_chronicle.record(QStringLiteral("offline"), {{QStringLiteral("reason"), state.reason}});
}

void ServerWatch::tellTime(const Net::ServerTime &time)
{
    Flow::HeardTime heard;
    heard.date = time.date;
    heard.json = true; // the gate tells of no other answer
    heard.tls = time.encrypted;
    heard.signedInOrigin = m_client.session().state() == Net::AuthSession::State::SignedIn;
    // A server that settles watch time with this kiosk is the family's own, however it is reached.
    heard.pairedHome = heard.signedInOrigin && m_client.gate().offers(Api::Health::settlement);
    m_flow.setServerTime(heard);
}

void ServerWatch::askWatchTime(const Api::ProfileId &child)
{
    // Nothing is asked of a server that is known to be away: the flow asks again when it is back.
    if (child.isNull() || !m_client.gate().state().isOnline())
        return;
    // Where the kiosk settles, it hears of the day in the same breath (Settler).
    if (m_family && m_family->of(child, m_flow.day()))
        return;
    m_client.watchTime(child)->then(this, [this, child, day = m_flow.day()](const auto &time) {
        // An answer that was on its way over midnight speaks of yesterday.
        if (time && day == m_flow.day())
            m_flow.setWatchTime(child, {time->watched, time->dailyLimit});
    });
}

} // namespace Medio::Adapters
