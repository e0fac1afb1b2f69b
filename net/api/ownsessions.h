// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/codec.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>
#include <variant>

/// Watch sessions by the signed-in routes, for a film that a parent plays to try it: they speak of
/// limits in another way than the public ones (Q19), and starting one asks for no limit at all.
namespace Medio::Api {

/// Another set than StopReason.
enum class OwnStopReason { Manual, TimeLimit, DailyLimit, Error };

/// "manual", "time_limit", "daily_limit", "error"
[[nodiscard]] QString stopReasonText(OwnStopReason reason);

/// POST sessions/start. Medio answers 500 without a profile.
struct OwnSessionStart
{
    VideoId video;
    ProfileId profile;
};

/// POST sessions/end.
struct OwnSessionEnd
{
    SessionId session;
    OwnStopReason reason = OwnStopReason::Manual;
};

/// sessions/start, 201.
struct OwnSessionStarted
{
    SessionId id;
    QDateTime startedAt; ///< UTC by the server; invalid where it does not tell
    std::optional<std::chrono::minutes> maximumWatchTime;

    friend bool operator==(const OwnSessionStarted &, const OwnSessionStarted &) = default;
};

/// sessions/heartbeat, 200: the limit is no refusal here.
struct OwnSessionAlive
{
    bool shouldStop = false;
    std::chrono::minutes watched{0}; ///< today

    friend bool operator==(const OwnSessionAlive &, const OwnSessionAlive &) = default;
};

using OwnHeartbeatOutcome = std::variant<OwnSessionAlive, SessionUnknown>;

/// sessions/end, 200.
struct OwnSessionEnded
{
    SessionId id;
    std::chrono::seconds duration{0};

    friend bool operator==(const OwnSessionEnded &, const OwnSessionEnded &) = default;
};

using OwnEndOutcome = std::variant<OwnSessionEnded, SessionAlreadyEnded>;

template<>
Decoded<OwnSessionStarted> decode(const QByteArray &body);
template<>
Decoded<OwnSessionAlive> decode(const QByteArray &body);
template<>
Decoded<OwnSessionEnded> decode(const QByteArray &body);

// Sending a null id is a bug and asserts.
[[nodiscard]] QByteArray encode(const OwnSessionStart &request);
/// POST sessions/heartbeat.
[[nodiscard]] QByteArray encodeOwnHeartbeat(const SessionId &session);
[[nodiscard]] QByteArray encode(const OwnSessionEnd &request);

} // namespace Medio::Api
