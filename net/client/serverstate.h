// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "net/api/apierror.h"
#include "net/client/backoff.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Net {

/// The fact "is the server there?", beside everybody's own answers and errors.
struct ServerState
{
    enum class Kind {
        Unknown,  ///< nothing was asked yet
        Online,   ///< Medio answers
        Waking,   ///< a proxy answers for it or it takes long: the machine may be starting (§11, Fly.io)
        Degraded, ///< Medio answers, its database does not
        Offline,
    };

    using Time = std::chrono::nanoseconds; ///< monotonic, of the Clock that the gate was given

    Kind kind = Kind::Unknown;
    /// Why it is not online, one word; empty when online or unknown.
    /// - no connection: refused, unresolved, reset, no-network, proxy;
    ///   tls, certificate-untrusted, certificate-host, certificate-expired, certificate-not-yet-valid
    ///   (the last two also when this machine's clock is wrong)
    /// - no answer in time: timed-out, slow
    /// - an answer that does not help: http-500, http-502 ..., wrong-server, database
    QString reason;
    int httpStatus = 0;                       ///< of the answer that showed it; 0: there was none
    std::optional<Api::ApiError::Kind> error; ///< what a call fails with; nothing when online or unknown
    Time since{0};                            ///< when it came online, or when the trouble began
    /// When it is asked next; a moment that is over: just now. Nothing when online or unknown.
    std::optional<Time> nextTry;

    [[nodiscard]] bool isOnline() const { return kind == Kind::Online; }

    friend bool operator==(const ServerState &, const ServerState &) = default;
};

/// "online", "waking", ...
[[nodiscard]] QString nameOf(ServerState::Kind kind);

/// Decides from what came back whether to ask the server at all, and when to try again. Pure: the
/// time is a parameter (monotonic), nothing is sent from here.
///
/// Closed while the server answers: everything passes. The first outage opens it: calls fail at
/// once with that outage, and only a probe of /api/health may pass, after a wait with full jitter
/// that grows up to a bound. Any answer of Medio closes it again.
class CircuitBreaker
{
public:
    using Time = ServerState::Time;

    struct Times
    {
        std::chrono::milliseconds backoffBase{std::chrono::seconds(1)};
        std::chrono::milliseconds backoffCap{std::chrono::minutes(2)};
        /// At most this long between two questions while somebody can see the screen.
        std::chrono::milliseconds attentive{std::chrono::seconds(15)};
        /// A proxy's 502, 503 or 504 means "waking" for this long, "offline" afterwards.
        std::chrono::milliseconds waking{std::chrono::seconds(30)};
        /// The longest Retry-After of a 429 that is believed: the server's longest window (§6).
        std::chrono::milliseconds longestPause{std::chrono::minutes(15)};
    };

    CircuitBreaker(const Times &times, Dice dice);

    [[nodiscard]] ServerState state() const;
    /// The outage that opened it; nothing while closed.
    [[nodiscard]] const std::optional<Api::ApiError> &outage() const { return m_outage; }
    /// When /api/health should be asked next.
    [[nodiscard]] Time nextProbe() const { return m_nextProbe; }

    void setAttentive(bool attentive, Time now);

    /// Any answer that only a Medio server with a working database gives, or could give.
    void noteAnswer(Time now);
    /// Health said that the database is gone.
    void noteDegraded(Time now);
    /// A call or a probe ended with an outage. Others than outages change nothing; a rate limit moves the
    /// next probe, so only health's own is told.
    void noteOutage(const Api::ApiError &error, Time now);
    /// A probe is waiting longer than a healthy server takes.
    void noteSlow(Time now);
    /// Another server: nothing is known of it.
    void forget();
    /// Something odd came back (a 500): look soon.
    void askSoon(Time now);

private:
    void enter(ServerState::Kind kind, const QString &reason, int httpStatus,
               std::optional<Api::ApiError::Kind> error, Time now);
    void planWhileOpen(Time now, std::chrono::seconds atLeast);

    Times m_times;
    Backoff m_backoff;
    ServerState m_state;
    std::optional<Api::ApiError> m_outage;
    std::optional<Time> m_outageSince;
    Time m_nextProbe{0};
    bool m_attentive = false;
};

} // namespace Medio::Net
