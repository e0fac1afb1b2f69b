// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/settler.h"

#include "app/adapters/familyaccount.h"
#include "app/base/logging.h"
#include "app/store/ledger.h"
#include "net/client/authsession.h"
#include "net/client/medioclient.h"

#include <algorithm>

namespace Medio::Adapters {

using std::chrono::milliseconds;

Settler::Settler(Net::MedioClient &client, FamilyAccount &account, Store::Ledger &ledger, Net::Dice dice,
                 const Times &times, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_account(account)
    , m_times(times)
    , m_backoff(std::chrono::seconds(1), std::chrono::minutes(2), std::move(dice))
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Settler::send);
    connect(&ledger, &Store::Ledger::grown, this, [this] {
        if (m_account.isShared())
            planNext(m_times.afterSharedGrowth);
    });
    connect(&client.session(), &Net::AuthSession::stateChanged, this, [this](Net::AuthSession::State state) {
        if (state == Net::AuthSession::State::SignedIn && std::exchange(m_isStranger, false))
            settleNow();
    });
    connect(&account, &FamilyAccount::wantsToSettle, this, &Settler::settleNow);
    connect(&client.gate(), &Net::HttpGate::serverChanged, this, &Settler::lookAtServer);
    connect(&client.gate(), &Net::HttpGate::stateChanged, this, [this](const Net::ServerState &state) {
        if (!state.isOnline())
            return;
        m_backoff.reset();
        settleNow();
    });
    // Any answer makes a server "online"; what it offers is known from its health, which may come later.
    connect(&client.gate(), &Net::HttpGate::healthSeen, this, [this] {
        lookAtServer();
        planNext(m_times.interval);
    });
}

Settler::Settler(Net::MedioClient &client, FamilyAccount &account, Store::Ledger &ledger, Net::Dice dice,
                 QObject *parent)
    : Settler(client, account, ledger, std::move(dice), Times(), parent)
{
}

void Settler::start()
{
    m_started = true;
    lookAtServer();
    settleNow();
}

bool Settler::isOffered() const
{
    const auto &health = m_client.gate().health();
    return health && health->offers(Api::Health::settlement) && health->offers(Api::Health::leases);
}

void Settler::lookAtServer()
{
    const auto &server = m_client.gate().server();
    const auto &health = m_client.gate().health();
    const bool isSure = health && health->healthy;
    m_account.setServer(server ? server->origin() : QString(),
                        isSure ? std::optional(isOffered()) : std::nullopt);
}

void Settler::settleNow()
{
    planNext(milliseconds(0));
}

void Settler::planNext(milliseconds atMost)
{
    if (m_underWay)
        m_wanted = std::min(atMost, m_wanted.value_or(atMost));
    else if (m_started && (!m_next.isActive() || m_next.remainingTimeAsDuration() > atMost))
        m_next.start(atMost);
}

void Settler::send()
{
    const auto &server = m_client.gate().server();
    if (m_underWay || !server || !isOffered() || !m_client.gate().state().isOnline() || m_account.mustWait())
        return; // online again, its health, or the disk: then it is tried again
    const FamilyAccount::Batch batch = m_account.batch();
    m_underWay = true;
    m_wanted.reset();
    m_client.settle(batch.settlement)->then(this, [this, batch](const auto &result) {
        m_underWay = false;
        const auto &now = m_client.gate().server();
        if (!now || now->origin() != batch.server) {
            settleNow();
            return;
        }
        if (!result) {
            const Api::ApiError &error = result.error();
            error.kind == Api::ApiError::Kind::Refused ? pair() : failed(error);
            return;
        }
        if (batch.isAll && isAnothers(batch.settlement, *result)) {
            pair(); // nothing that it told of these children was heard
            return;
        }
        m_backoff.reset();
        m_account.take(batch, *result);
        if (batch.isAll)
            Q_EMIT settled();
        const milliseconds next = m_wanted.value_or(m_times.interval);
        planNext(batch.isAll ? std::min(next, m_times.interval) : milliseconds(0));
    });
}

/// Paired by a parent who was signed in before: not one of the children is known to that family.
bool Settler::isAnothers(const Api::Settlement &told, const Api::Settled &answer) const
{
    const Net::AuthSession &session = m_client.session();
    return !told.profiles.isEmpty() && answer.days.isEmpty() &&
           session.state() == Net::AuthSession::State::SignedIn && m_pairedIn != session.era();
}

/// Its first word here, or another account's box: a parent's login says that it is the family's.
void Settler::pair()
{
    m_isStranger = m_client.session().state() != Net::AuthSession::State::SignedIn;
    if (m_isStranger) {
        planNext(m_times.interval);
        return;
    }
    m_underWay = true;
    m_client.pairBox(m_account.ledger())->then(this, [this](const auto &result) {
        m_underWay = false;
        if (!result) {
            failed(result.error());
            return;
        }
        m_pairedIn = m_client.session().era();
        planNext(m_backoff.next()); // not at once: it may be refused again
    });
}

void Settler::failed(const Api::ApiError &error)
{
    if (!error.isOutage())
        qCWarning(lcNet) << "the server does not settle:" << Api::kindName(error.kind) << error.message;
    planNext(std::max<milliseconds>(error.retryAfter.value_or(std::chrono::seconds(0)), m_backoff.next()));
}

} // namespace Medio::Adapters
