// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/kioskstatus.h"

#include "app/adapters/cataloguesync.h"
#include "app/adapters/editsender.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"

#include <algorithm>
#include <utility>

namespace Medio::Adapters {

using namespace Qt::StringLiterals;
using Parents::KeychainStatus;
using Parents::LoginStatus;
using Parents::ServerStatus;

KioskStatus::KioskStatus(Net::MedioClient &client, Store::Storage &store, CatalogueSync &sync,
                         EditSender &sender)
    : m_client(client)
    , m_store(store)
    , m_sync(sync)
    , m_sender(sender)
{
    const auto look = [this] {
        this->look();
    };
    connect(&client.gate(), &Net::HttpGate::stateDetailsChanged, this, look);
    connect(&client.gate(), &Net::HttpGate::serverChanged, this, look);
    connect(&client.session(), &Net::AuthSession::stateChanged, this, [this] {
        m_keychainUsed = true;
        this->look();
    });
    connect(&client.session(), &Net::AuthSession::credentialsNotKept, this, look);
    connect(&store.edits(), &Parents::Edits::changed, this, look);
    connect(&store.outbox(), &Flow::Outbox::kept, this, look);
    connect(&store.outbox(), &Flow::Outbox::settled, this, look);
    connect(&store.catalogue(), &Store::Catalogue::stored, this, look);
    connect(&store.catalogue(), &Store::Catalogue::ownerChanged, this, look);
    connect(&sync, &CatalogueSync::underWayChanged, this, look);
    m_told = status();
}

void KioskStatus::look()
{
    Parents::Status now = status();
    if (now == m_told)
        return;
    m_told = std::move(now);
    Q_EMIT changed();
}

Parents::Status KioskStatus::status() const
{
    return {server(), login(), keychain(), outbox(), syncStatus()};
}

void KioskStatus::refresh()
{
    if (m_asking)
        return;
    m_asking = true;
    m_client.health()->then(this, [this](const auto &) {
        m_asking = false;
        look();
    });
    m_sync.sync();
    m_sender.retry();
}

ServerStatus::State KioskStatus::stateFor(const Net::ServerState &state)
{
    using Kind = Net::ServerState::Kind;
    switch (state.kind) {
    case Kind::Unknown:
        return ServerStatus::State::Unknown;
    case Kind::Online:
        return ServerStatus::State::Online;
    case Kind::Waking:
        return ServerStatus::State::Waking;
    case Kind::Degraded:
        return ServerStatus::State::Degraded;
    case Kind::Offline:
        break;
    }
    return ServerStatus::State::Offline;
}

ServerStatus::Reason KioskStatus::reasonFor(const Net::ServerState &state)
{
    using Reason = ServerStatus::Reason;
    static const QHash<QString, Reason> words{
        {u"no-network"_s, Reason::NoNetwork},  {u"unresolved"_s, Reason::NameUnknown},
        {u"refused"_s, Reason::Refused},       {u"tls"_s, Reason::Certificate},
        {u"timed-out"_s, Reason::TimedOut},    {u"slow"_s, Reason::Slow},
        {u"wrong-server"_s, Reason::NotMedio}, {u"redirect"_s, Reason::NotMedio},
        {u"bad-answer"_s, Reason::NotMedio},   {u"too-large"_s, Reason::NotMedio},
        {u"database"_s, Reason::Database},
    };
    if (state.reason.isEmpty() || state.isOnline())
        return Reason::None;
    if (state.reason.startsWith("certificate-"_L1))
        return Reason::Certificate;
    if (const auto word = words.constFind(state.reason); word != words.cend())
        return *word;
    return state.httpStatus != 0 ? Reason::HttpStatus : Reason::Reset;
}

ServerStatus KioskStatus::server() const
{
    const auto &address = m_client.gate().server();
    if (!address)
        return {ServerStatus::State::NotConfigured, ServerStatus::Reason::None, 0, {}, {}, {}};
    const Net::ServerState &state = m_client.gate().state();
    ServerStatus status{stateFor(state), reasonFor(state), state.httpStatus, address->base(), {}, {}};
    if (status.state != ServerStatus::State::Unknown)
        status.since = state.since;
    if (!state.isOnline())
        status.nextTry = state.nextTry;
    return status;
}

LoginStatus KioskStatus::login() const
{
    using State = Net::AuthSession::State;
    const Net::AuthSession &session = m_client.session();
    const QString email = session.user() ? session.user()->email : m_store.account().remembered().email;
    switch (session.state()) {
    case State::SignedOut:
    case State::SigningIn:
        return {LoginStatus::State::SignedOut, email};
    case State::Restoring:
        return {LoginStatus::State::Restoring, email};
    case State::SignedIn:
        return {LoginStatus::State::SignedIn, email};
    case State::Expired:
        return {LoginStatus::State::Expired, email};
    case State::KeyringLocked:
        break;
    }
    return {LoginStatus::State::KeychainShut, email};
}

KeychainStatus KioskStatus::keychain() const
{
    const auto problem = m_client.session().storeProblem();
    if (!problem)
        return m_keychainUsed ? KeychainStatus::Working : KeychainStatus::Unknown;
    switch (*problem) {
    case Net::TokenStore::Problem::Locked:
        return KeychainStatus::Locked;
    case Net::TokenStore::Problem::Unavailable:
        return KeychainStatus::Unavailable;
    case Net::TokenStore::Problem::TimedOut:
        return KeychainStatus::TimedOut;
    case Net::TokenStore::Problem::Failed:
        break;
    }
    return KeychainStatus::Failed;
}

Parents::OutboxStatus KioskStatus::outbox() const
{
    Parents::OutboxStatus status;
    const QList<Store::KeptEdit> edits = m_store.edits().owned();
    for (const Store::KeptEdit &edit : edits) {
        edit.conflict ? ++status.conflicts : ++status.edits;
        if (!status.oldest || edit.pending.since < *status.oldest)
            status.oldest = edit.pending.since;
    }
    status.sessionEnds = m_store.outbox().pending().size();
    return status;
}

Parents::SyncStatus KioskStatus::syncStatus() const
{
    return {m_sync.isUnderWay(), m_store.catalogue().syncedAt()};
}

} // namespace Medio::Adapters
