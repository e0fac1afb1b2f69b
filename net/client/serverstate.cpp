// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/serverstate.h"

#include <algorithm>
#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;
using Api::ApiError;

QString reasonOf(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::ServerTrouble:
        return u"http-%1"_s.arg(error.httpStatus);
    case ApiError::Kind::Unreachable:
        return error.code.isEmpty() ? u"unreachable"_s : error.code;
    default:
        return kindName(error.kind);
    }
}

bool mayBeWaking(const ApiError &error)
{
    return error.kind == ApiError::Kind::ServerTrouble && error.httpStatus >= 502 && error.httpStatus <= 504;
}

} // namespace

QString nameOf(ServerState::Kind kind)
{
    switch (kind) {
    case ServerState::Kind::Unknown:
        return u"unknown"_s;
    case ServerState::Kind::Online:
        return u"online"_s;
    case ServerState::Kind::Waking:
        return u"waking"_s;
    case ServerState::Kind::Degraded:
        return u"degraded"_s;
    case ServerState::Kind::Offline:
        return u"offline"_s;
    }
    Q_UNREACHABLE();
}

CircuitBreaker::CircuitBreaker(const Times &times, Dice dice)
    : m_times(times)
    , m_backoff(times.backoffBase, times.backoffCap, std::move(dice))
{
}

void CircuitBreaker::setAttentive(bool attentive, Time now)
{
    if (m_attentive == attentive)
        return;
    m_attentive = attentive;
    m_backoff.setCap(attentive ? std::min(m_times.attentive, m_times.backoffCap) : m_times.backoffCap);
    if (attentive)
        m_nextProbe = std::min(m_nextProbe, now + Time(m_times.attentive));
}

void CircuitBreaker::noteAnswer(Time now)
{
    m_outage.reset();
    m_troubleSince.reset();
    m_backoff.reset();
    m_state = {ServerState::Kind::Online, {}};
    m_nextProbe = now + Time(m_attentive ? m_times.attentive : m_times.backoffCap);
}

void CircuitBreaker::noteDegraded(Time now)
{
    // The routes that need no database still work, and those that do say 500 by themselves: the
    // breaker stays closed, but the fact is known and looked after.
    m_outage.reset();
    m_troubleSince.reset();
    m_state = {ServerState::Kind::Degraded, u"database"_s};
    planWhileOpen(now);
}

void CircuitBreaker::noteOutage(const ApiError &error, Time now)
{
    if (!error.isOutage() || error.kind == ApiError::Kind::RateLimited)
        return;
    if (!m_troubleSince)
        m_troubleSince = now;
    const bool waking = mayBeWaking(error) && m_state.kind != ServerState::Kind::Offline &&
                        now - *m_troubleSince < Time(m_times.waking);
    m_state = {waking ? ServerState::Kind::Waking : ServerState::Kind::Offline, reasonOf(error)};
    m_outage = error;
    planWhileOpen(now);
}

void CircuitBreaker::noteSlow()
{
    if (m_state.kind != ServerState::Kind::Offline)
        m_state = {ServerState::Kind::Waking, u"slow"_s};
}

void CircuitBreaker::forget()
{
    m_backoff.reset();
    m_state = {};
    m_outage.reset();
    m_troubleSince.reset();
}

void CircuitBreaker::askSoon(Time now)
{
    m_nextProbe = std::min(m_nextProbe, now);
}

void CircuitBreaker::planWhileOpen(Time now)
{
    m_nextProbe = now + Time(m_backoff.next());
}

} // namespace Medio::Net
