// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/ownsessions.h"

#include "net/api/jsonreader.h"

namespace Medio::Api {

namespace {

using namespace Qt::StringLiterals;
using Json::anyInt;
using std::chrono::minutes;
using std::chrono::seconds;

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QString stopReasonText(OwnStopReason reason)
{
    switch (reason) {
    case OwnStopReason::Manual:
        return u"manual"_s;
    case OwnStopReason::TimeLimit:
        return u"time_limit"_s;
    case OwnStopReason::DailyLimit:
        return u"daily_limit"_s;
    case OwnStopReason::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

template<>
Decoded<OwnSessionStarted> decode(const QByteArray &body)
{
    return Json::decodeAnswer(body, [](Json::Reader &reader) {
        OwnSessionStarted started;
        started.id = reader.id<SessionId>("session_id"_L1);
        started.startedAt =
            QDateTime::fromString(reader.textOrNothing("started_at"_L1), Qt::ISODateWithMs).toUTC();
        if (const auto most = reader.integerOrNothing("max_watch_time_minutes"_L1, 0, anyInt))
            started.maximumWatchTime = minutes(*most);
        return started;
    });
}

template<>
Decoded<OwnSessionAlive> decode(const QByteArray &body)
{
    return Json::decodeAnswer(body, [](Json::Reader &reader) {
        return OwnSessionAlive{reader.flag("should_stop"_L1, false),
                               minutes(reader.integer("watched_minutes"_L1, 0, anyInt))};
    });
}

template<>
Decoded<OwnSessionEnded> decode(const QByteArray &body)
{
    return Json::decodeAnswer(body, [](Json::Reader &reader) {
        return OwnSessionEnded{reader.id<SessionId>("session_id"_L1),
                               seconds(reader.integer("duration_seconds"_L1, 0, anyInt))};
    });
}

QByteArray encode(const OwnSessionStart &request)
{
    Q_ASSERT(!request.video.isNull() && !request.profile.isNull());
    return bytes({{u"video_id"_s, request.video.toString()}, {u"profile_id"_s, request.profile.toString()}});
}

QByteArray encodeOwnHeartbeat(const SessionId &session)
{
    Q_ASSERT(!session.isNull());
    return bytes({{u"session_id"_s, session.toString()}});
}

QByteArray encode(const OwnSessionEnd &request)
{
    Q_ASSERT(!request.session.isNull());
    return bytes({{u"session_id"_s, request.session.toString()},
                  {u"stopped_reason"_s, stopReasonText(request.reason)}});
}

} // namespace Medio::Api
