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

ServerState CircuitBreaker::state() const
{
    ServerState state = m_state;
    if (state.kind != ServerState::Kind::Online && state.kind != ServerState::Kind::Unknown)
        state.nextTry = m_nextProbe;
    return state;
}

void CircuitBreaker::enter(ServerState::Kind kind, const QString &reason, int httpStatus,
                           std::optional<ApiError::Kind> error, Time now)
{
    const bool turned = m_state.kind == ServerState::Kind::Unknown ||
                        m_state.isOnline() != (kind == ServerState::Kind::Online);
    m_state = {kind, reason, httpStatus, error, turned ? now : m_state.since, std::nullopt};
}

void CircuitBreaker::noteAnswer(Time now)
{
    m_outage.reset();
    m_outageSince.reset();
    m_backoff.reset();
    enter(ServerState::Kind::Online, {}, 0, std::nullopt, now);
    m_nextProbe = now + Time(m_attentive ? m_times.attentive : m_times.backoffCap);
}

void CircuitBreaker::noteDegraded(Time now)
{
    // The routes that need no database still work, and those that do say 500 by themselves: the
    // breaker stays closed, but the fact is known and looked after.
    m_outage.reset();
    m_outageSince.reset();
    enter(ServerState::Kind::Degraded, u"database"_s, 503, ApiError::Kind::ServerTrouble, now);
    planWhileOpen(now, std::chrono::seconds(0));
}

void CircuitBreaker::noteOutage(const ApiError &error, Time now)
{
    if (error.kind == ApiError::Kind::RateLimited) {
        // It is there; asking again before Retry-After is over would only count against everybody.
        m_nextProbe =
            now +
            Time(std::clamp<std::chrono::milliseconds>(error.retryAfter.value_or(std::chrono::seconds(60)),
                                                       m_times.backoffBase, m_times.longestPause));
        return;
    }
    if (!error.isOutage())
        return;
    if (!m_outageSince)
        m_outageSince = now;
    const bool waking = mayBeWaking(error) && m_state.kind != ServerState::Kind::Offline &&
                        now - *m_outageSince < Time(m_times.waking);
    enter(waking ? ServerState::Kind::Waking : ServerState::Kind::Offline, reasonOf(error), error.httpStatus,
          error.kind, now);
    m_outage = error;
    planWhileOpen(now, error.retryAfter.value_or(std::chrono::seconds(0)));
}

void CircuitBreaker::noteSlow(Time now)
{
    if (m_state.kind != ServerState::Kind::Offline)
        enter(ServerState::Kind::Waking, u"slow"_s, 0, ApiError::Kind::TimedOut, now);
}

void CircuitBreaker::forget()
{
    m_backoff.reset();
    m_state = {};
    m_outage.reset();
    m_outageSince.reset();
}

void CircuitBreaker::askSoon(Time now)
{
    m_nextProbe = std::min(m_nextProbe, now);
}

/// Retry-After is obeyed as far as nobody waits in front of the screen.
void CircuitBreaker::planWhileOpen(Time now, std::chrono::seconds atLeast)
{
    const std::chrono::milliseconds longest =
        m_attentive ? std::min(m_times.attentive, m_times.backoffCap) : m_times.backoffCap;
    m_nextProbe =
        now + Time(std::min(std::max<std::chrono::milliseconds>(m_backoff.next(), atLeast), longest));
}

} // namespace Medio::Net
