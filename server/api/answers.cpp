// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/api/answers.h"

#include <QUrlQuery>

#include <algorithm>

namespace Medio::Home {

using namespace Qt::StringLiterals;

Response encoded(int status, const QByteArray &json)
{
    Response response;
    response.status = status;
    response.headers.add("Content-Type", "application/json; charset=utf-8");
    response.body = json;
    return response;
}

Response databaseAway()
{
    return Response::unavailable(u"The database can't be used at the moment"_s, std::chrono::seconds(5));
}

PageWanted PageWanted::of(const Call &call, Connection &connection, QLatin1StringView table)
{
    const QUrlQuery query(QString::fromLatin1(call.request.query));
    PageWanted wanted;
    if (const int page = query.queryItemValue(u"page"_s).toInt(); page > 0)
        wanted.page = page;
    if (const int limit = query.queryItemValue(u"limit"_s).toInt(); limit > 0)
        wanted.limit = std::min(limit, 100);
    const auto count = connection.one(u"SELECT count(*) AS total FROM "_s + table + u" WHERE user_id = ?",
                                      {call.caller->id});
    wanted.totalCount = static_cast<int>(count->integer("total"));
    return wanted;
}

QString idOf(const Call &call, const char *name)
{
    const auto id = Api::Id<struct AnyTag>::parse(call.parameter(name));
    return id ? id->toString() : QString();
}

QString videoColumns()
{
    return u"v.id, v.user_id, v.platform_id, p.name AS platform_name, v.platform_video_id, v.title, "
           "v.description, v.thumbnail_url, v.video_url, v.channel_name, v.duration_seconds, v.age_rating, "
           "v.media_file, v.poster_file, v.created_at, v.updated_at"_s;
}

QString thumbnailOf(const Row &row, const Call &call)
{
    if (row.isNull("poster_file"))
        return row.text("thumbnail_url");
    return call.origin + u"/api/videos/" + row.text("id") + u"/poster";
}

Api::Stored<Api::Video> videoOf(const Row &row, const Call &call)
{
    Api::Video video;
    video.id = idIn<Api::VideoId>(row, "id");
    video.platformId = idIn<Api::PlatformId>(row, "platform_id");
    video.platformName = row.text("platform_name");
    video.platformVideoId = row.text("platform_video_id");
    video.title = row.text("title");
    video.description = row.text("description");
    video.thumbnailUrl = thumbnailOf(row, call);
    video.videoUrl = row.isNull("media_file")
                         ? row.text("video_url")
                         : QString(call.origin + u"/api/videos/" + row.text("id") + u"/stream");
    video.channelName = row.text("channel_name");
    video.ageRating = row.text("age_rating");
    if (!row.isNull("duration_seconds"))
        video.duration = std::chrono::seconds(row.integer("duration_seconds"));
    return {video, idIn<Api::UserId>(row, "user_id"), timeIn(row, "created_at"), timeIn(row, "updated_at")};
}

QDateTime timeIn(const Row &row, const char *column)
{
    const QDateTime time = QDateTime::fromString(row.text(column), Qt::ISODateWithMs);
    if (!time.isValid())
        throw SqlFailure{SqlFailure::Kind::Other,
                         u"a row has no time as %1"_s.arg(QLatin1StringView(column))};
    return time.toUTC();
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

} // namespace Medio::Home
