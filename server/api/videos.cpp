// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/text.h"
#include "server/api/answers.h"
#include "server/api/routes.h"

#include <QJsonDocument>

namespace Medio::Home {

using namespace Qt::StringLiterals;

namespace {

Response platforms(Connection &connection)
{
    QList<Api::Platform> platforms;
    const auto rows = connection.all(u"SELECT id, name FROM platforms ORDER BY name"_s);
    for (const Row &row : rows)
        platforms << Api::Platform{idIn<Api::PlatformId>(row, "id"), row.text("name")};
    return ok(platforms);
}

std::optional<Row> ownVideo(Connection &connection, const Call &call, const QString &id)
{
    return connection.one(u"SELECT "_s + videoColumns() +
                              u" FROM videos v JOIN platforms p ON p.id = v.platform_id "
                              "WHERE v.id = ? AND v.user_id = ?",
                          {id, call.caller->id});
}

/// POST and PUT answer without platform_name (§7).
Response videoAlone(int status, const Row &row, const Call &call)
{
    Api::Stored<Api::Video> video = videoOf(row, call);
    video.value.platformName.clear();
    return encoded(status, Api::encode(video));
}

Response list(Connection &connection, const Call &call)
{
    const auto page = PageWanted::of(call, connection, "videos"_L1);
    const auto rows =
        connection.all(u"SELECT "_s + videoColumns() +
                           u" FROM videos v JOIN platforms p ON p.id = v.platform_id "
                           "WHERE v.user_id = ? ORDER BY v.created_at DESC, v.id LIMIT ? OFFSET ?",
                       page.values(call));
    QList<Api::Stored<Api::Video>> videos;
    for (const Row &row : rows)
        videos << videoOf(row, call);
    return ok(page.with(videos));
}

Response create(Connection &connection, const Services &services, const Call &call)
{
    const auto wish = bodyAs<Api::NewVideo>(call);
    if (!wish)
        return wish.error();
    if (!connection.one(u"SELECT id FROM platforms WHERE id = ?"_s, {wish->platformId.toString()}))
        return encoded(400, Api::Refusal::se(u"Invalid platform"_s, u"INVALID_PLATFORM"_s,
                                             {{u"platform_id"_s, {u"There is no such platform"_s}}}));
    if (!wish->videoUrl.isEmpty()) {
        const auto same = connection.one(u"SELECT id FROM videos WHERE user_id = ? AND video_url = ?"_s,
                                         {call.caller->id, wish->videoUrl});
        if (same)
            return encoded(409, Api::Refusal::duplicateVideo(u"This video is in the library already"_s,
                                                             idIn<Api::VideoId>(*same, "id")));
    }
    const QString id = Api::VideoId::create().toString();
    const QString now = services.now();
    connection.run(
        u"INSERT INTO videos (id, user_id, platform_id, platform_video_id, title, description, "
        "thumbnail_url, video_url, channel_name, duration_seconds, age_rating, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {id, call.caller->id, wish->platformId.toString(), wish->platformVideoId, wish->title,
         orNull(wish->description), orNull(wish->thumbnailUrl), orNull(wish->videoUrl),
         orNull(wish->channelName),
         wish->duration ? QVariant(qint64(wish->duration->count())) : QVariant(QMetaType::fromType<qint64>()),
         orNull(wish->ageRating), now, now});
    return videoAlone(201, *ownVideo(connection, call, id), call);
}

/// The four columns that PUT may change, with their widths (§9). Absent and null keep (Q7).
Response update(Connection &connection, const Services &services, const Call &call)
{
    struct Column
    {
        QLatin1StringView name;
        qsizetype maximum;
        bool escaped; // readers decode these once (Q1)
    };
    static constexpr Column columns[] = {{"title"_L1, 500, true},
                                         {"description"_L1, 20000, true},
                                         {"thumbnail_url"_L1, 500, false},
                                         {"age_rating"_L1, 10, false}};
    const QString id = idOf(call);
    if (!ownVideo(connection, call, id))
        return Response::message(404, u"Video not found"_s);

    const QJsonObject body = QJsonDocument::fromJson(call.json).object();
    QList<Api::FieldProblem> problems;
    QList<std::pair<QLatin1StringView, QString>> changes;
    for (const Column &column : columns) {
        const QJsonValue value = body.value(column.name);
        if (value.isUndefined() || value.isNull())
            continue;
        const QString text = column.escaped ? Api::decodeEntities(value.toString()) : value.toString();
        if (!value.isString() || text.contains(QChar(u'\0')) || text.size() > column.maximum)
            problems << Api::FieldProblem{
                column.name, u"must be a text of at most %1 characters"_s.arg(column.maximum), value};
        changes.append({column.name, text});
    }
    if (!problems.isEmpty())
        return encoded(400, Api::Refusal::v(problems));
    for (const auto &[column, text] : std::as_const(changes))
        connection.run(u"UPDATE videos SET "_s + column + u" = ? WHERE id = ?", {text, id});
    connection.run(u"UPDATE videos SET updated_at = ? WHERE id = ?"_s, {services.now(), id});
    return videoAlone(200, *ownVideo(connection, call, id), call);
}

Response remove(Connection &connection, const Call &call)
{
    const QString id = idOf(call);
    if (!ownVideo(connection, call, id))
        return Response::message(404, u"Video not found"_s);
    // Playlists close the gap; what was watched keeps its title.
    connection.run(u"UPDATE chip_videos SET sequence_order = sequence_order - 1 WHERE EXISTS ("
                   "SELECT 1 FROM chip_videos gone WHERE gone.video_id = ? "
                   "AND gone.chip_id = chip_videos.chip_id "
                   "AND gone.sequence_order < chip_videos.sequence_order)"_s,
                   {id});
    connection.run(u"DELETE FROM videos WHERE id = ?"_s, {id});
    return ok(Api::Acknowledged{u"Video deleted"_s});
}

} // namespace

void addVideoRoutes(Router &router, const Services &services)
{
    const auto add = [&](const QByteArray &method, const QString &pattern, Place place,
                         std::function<Response(const Call &, Connection *)> act) {
        Route route{method, pattern, place, std::move(act)};
        route.needsLogin = true;
        router.add(route);
    };
    router.add({"GET", u"platforms"_s, Place::Reader, [](const Call &, Connection *db) {
                    return platforms(*db);
                }});
    add("GET", u"videos"_s, Place::Reader, [](const Call &call, Connection *db) { return list(*db, call); });
    add("POST", u"videos"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return create(*db, services, call); });
    add("PUT", u"videos/:id"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return update(*db, services, call); });
    add("DELETE", u"videos/:id"_s, Place::Writer,
        [](const Call &call, Connection *db) { return remove(*db, call); });
}

} // namespace Medio::Home
