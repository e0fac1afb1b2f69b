// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/outcomes.h"

#include "net/api/codec.h"

namespace Medio::Api {

namespace {

using namespace Qt::StringLiterals;

ApiError badAnswer(int httpStatus, const DecodeProblem &problem)
{
    return {ApiError::Kind::BadAnswer, httpStatus, {}, problem.message, problem.fields, {}};
}

template<typename Value, typename Outcome>
Expected<Outcome, ApiError> success(int httpStatus, const QByteArray &body)
{
    auto value = decode<Value>(body);
    if (!value)
        return Unexpected{badAnswer(httpStatus, value.error())};
    return Outcome(*std::move(value));
}

DailyLimitReached limit(const ErrorBody &body)
{
    return {body.watched, body.dailyLimit, body.elapsed, body.message};
}

} // namespace

Expected<ScanOutcome, ApiError> scanOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 200)
        return success<VideoAssigned, ScanOutcome>(httpStatus, body);
    const ErrorBody refusal = ErrorBody::read(body);
    if (httpStatus == 403 && refusal.limitReached)
        return ScanOutcome(limit(refusal));
    // An unknown path is a 404 too, but an HTML page (§1).
    if (httpStatus == 404 && refusal.isJson)
        return ScanOutcome(ChipUnassigned{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<StartOutcome, ApiError> startOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 201)
        return success<SessionStarted, StartOutcome>(httpStatus, body);
    const ErrorBody refusal = ErrorBody::read(body);
    if (httpStatus == 403 && refusal.limitReached)
        return StartOutcome(limit(refusal));
    if ((httpStatus == 403 && !refusal.error.isEmpty()) || (httpStatus == 404 && refusal.isJson))
        return StartOutcome(ChipOrProfileRefused{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<HeartbeatOutcome, ApiError> heartbeatOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 200)
        return success<SessionAlive, HeartbeatOutcome>(httpStatus, body);
    const ErrorBody refusal = ErrorBody::read(body);
    if (httpStatus == 403 && refusal.limitReached)
        return HeartbeatOutcome(limit(refusal));
    if (httpStatus == 404 && refusal.isJson)
        return HeartbeatOutcome(SessionUnknown{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<EndOutcome, ApiError> endOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 200)
        return success<SessionEnded, EndOutcome>(httpStatus, body);
    if (httpStatus == 404 && ErrorBody::read(body).isJson)
        return EndOutcome(SessionAlreadyEnded{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<DeleteOutcome, ApiError> deleteOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus >= 200 && httpStatus <= 299)
        return DeleteOutcome(Deleted{});
    const bool isJson = ErrorBody::read(body).isJson;
    if (httpStatus == 404 && isJson)
        return DeleteOutcome(AlreadyGone{});
    // A database that is away answers otherwise: 403 at the token, before anything is deleted (§11).
    if (httpStatus == 500 && isJson)
        return DeleteOutcome(InUse{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<RemovalOutcome, ApiError> removalOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 200)
        return success<ChipVideoRemoved, RemovalOutcome>(httpStatus, body);
    if (httpStatus == 404 && ErrorBody::read(body).isJson)
        return RemovalOutcome(AlreadyGone{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<OwnHeartbeatOutcome, ApiError> ownHeartbeatOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 200)
        return success<OwnSessionAlive, OwnHeartbeatOutcome>(httpStatus, body);
    if (httpStatus == 404 && ErrorBody::read(body).isJson)
        return OwnHeartbeatOutcome(SessionUnknown{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<OwnEndOutcome, ApiError> ownEndOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 200)
        return success<OwnSessionEnded, OwnEndOutcome>(httpStatus, body);
    if (httpStatus == 404 && ErrorBody::read(body).isJson)
        return OwnEndOutcome(SessionAlreadyEnded{});
    return Unexpected{errorOf(httpStatus, body)};
}

Expected<Health, ApiError> healthOutcome(int httpStatus, const QByteArray &body)
{
    if (httpStatus == 200 || httpStatus == 503) {
        auto health = decode<Health>(body);
        if (health)
            return *std::move(health);
        if (httpStatus == 200)
            return Unexpected{badAnswer(httpStatus, health.error())};
    }
    return Unexpected{errorOf(httpStatus, body)};
}

} // namespace Medio::Api
