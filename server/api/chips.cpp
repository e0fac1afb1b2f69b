// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/api/answers.h"
#include "server/api/routes.h"
#include "server/watchtime.h"

#include <algorithm>

namespace Medio::Home {

using namespace Qt::StringLiterals;

namespace {

const auto columns = u"id, user_id, chip_uid, label, is_active, created_at"_s;

Api::Stored<Api::Chip> chipOf(const Row &row)
{
    return {{idIn<Api::ChipId>(row, "id"), row.text("chip_uid"), row.text("label"),
             row.integer("is_active") != 0},
            idIn<Api::UserId>(row, "user_id"),
            timeIn(row, "created_at"),
            {}};
}

std::optional<Row> ownChip(Connection &connection, const Call &call)
{
    return connection.one(u"SELECT "_s + columns + u" FROM chips WHERE id = ? AND user_id = ?",
                          {idOf(call), call.caller->id});
}

Response unauthorizedChip()
{
    return encoded(404, Api::Refusal::sm(u"Chip not found"_s, u"UNAUTHORIZED_CHIP"_s));
}

Response list(Connection &connection, const Call &call)
{
    QList<Api::Stored<Api::Chip>> chips;
    const auto rows =
        connection.all(u"SELECT "_s + columns + u" FROM chips WHERE user_id = ? ORDER BY created_at DESC, id",
                       {call.caller->id});
    for (const Row &row : rows)
        chips << chipOf(row);
    return ok(chips);
}

Response create(Connection &connection, const Services &services, const Call &call)
{
    const auto wish = bodyAs<Api::NewChip>(call);
    if (!wish)
        return wish.error();
    if (connection.one(u"SELECT id FROM chips WHERE chip_uid = ?"_s, {wish->uid}))
        return Response::message(409, u"This chip is registered already"_s);
    const QString id = Api::ChipId::create().toString();
    connection.run(
        u"INSERT INTO chips (id, user_id, chip_uid, label, is_active, created_at) VALUES (?, ?, ?, ?, 1, ?)"_s,
        {id, call.caller->id, wish->uid, wish->label, services.now()});
    const auto row = connection.one(u"SELECT "_s + columns + u" FROM chips WHERE id = ?", {id});
    return encoded(201, Api::encode(chipOf(*row)));
}

Response remove(Connection &connection, const Call &call)
{
    if (connection.run(u"DELETE FROM chips WHERE id = ? AND user_id = ?"_s, {idOf(call), call.caller->id}) ==
        0)
        return Response::message(404, u"Chip not found"_s);
    return ok(Api::Acknowledged{u"Chip deleted"_s});
}

Response playlist(Connection &connection, const Call &call)
{
    const auto chip = ownChip(connection, call);
    if (!chip)
        return unauthorizedChip();
    Api::ChipPlaylist playlist{
        idIn<Api::ChipId>(*chip, "id"), chip->text("label"), chip->text("chip_uid"), {}};
    const auto rows = connection.all(
        u"SELECT v.id, v.title, v.thumbnail_url, v.poster_file, v.duration_seconds, p.name AS platform_name, "
        "m.sequence_order, m.id AS mapping_id FROM chip_videos m JOIN videos v ON v.id = m.video_id "
        "JOIN platforms p ON p.id = v.platform_id WHERE m.chip_id = ? ORDER BY m.sequence_order"_s,
        {chip->text("id")});
    for (const Row &row : rows) {
        Api::ChipVideo video;
        video.id = idIn<Api::VideoId>(row, "id");
        video.mappingId = idIn<Api::MappingId>(row, "mapping_id");
        video.sequenceOrder = static_cast<int>(row.integer("sequence_order"));
        video.title = row.text("title");
        video.thumbnailUrl = thumbnailOf(row, call);
        video.platformName = row.text("platform_name");
        if (!row.isNull("duration_seconds"))
            video.duration = std::chrono::seconds(row.integer("duration_seconds"));
        playlist.videos << video;
    }
    return ok(playlist);
}

QString wordsFor(const QString &code)
{
    if (code == "MAX_VIDEOS_EXCEEDED"_L1)
        return u"A chip can hold at most %1 videos"_s.arg(Api::NewPlaylist::maximum);
    if (code == "NON_CONTIGUOUS_SEQUENCE"_L1)
        return u"sequence_order must be the numbers from 1 without gaps"_s;
    if (code == "DUPLICATE_VIDEO"_L1)
        return u"A video may be on a chip only once"_s;
    return u"Validation failed"_s;
}

Response replacePlaylist(Connection &connection, const Services &services, const Call &call)
{
    const auto wish = Api::decodePlaylist(call.json);
    if (!wish)
        return encoded(400, Api::Refusal::sm(wordsFor(wish.error().code), wish.error().code,
                                             wish.error().details.fields));
    const auto chip = ownChip(connection, call);
    if (!chip)
        return unauthorizedChip();
    for (const Api::VideoId &video : wish->videos) {
        if (!connection.one(u"SELECT id FROM videos WHERE id = ? AND user_id = ?"_s,
                            {video.toString(), call.caller->id}))
            return encoded(
                409, Api::Refusal::sm(u"Some videos are not in your library"_s, u"INVALID_VIDEO_IDS"_s));
    }
    const QString chipId = chip->text("id");
    connection.run(u"DELETE FROM chip_videos WHERE chip_id = ?"_s, {chipId});
    int order = 0;
    for (const Api::VideoId &video : wish->videos)
        connection.run(
            u"INSERT INTO chip_videos (id, chip_id, video_id, sequence_order, created_at) "
            "VALUES (?, ?, ?, ?, ?)"_s,
            {Api::MappingId::create().toString(), chipId, video.toString(), ++order, services.now()});
    return encoded(200, Api::encode(Api::PlaylistSaved{order}, u"Playlist saved"_s));
}

Response removeFromPlaylist(Connection &connection, const Call &call)
{
    const auto chip = ownChip(connection, call);
    if (!chip)
        return unauthorizedChip();
    const QString chipId = chip->text("id");
    const auto mapping =
        connection.one(u"SELECT id, sequence_order FROM chip_videos WHERE chip_id = ? AND video_id = ?"_s,
                       {chipId, idOf(call, "video")});
    if (!mapping)
        return encoded(404, Api::Refusal::sm(u"This video is not on the chip"_s, u"MAPPING_NOT_FOUND"_s));
    connection.run(u"DELETE FROM chip_videos WHERE id = ?"_s, {mapping->text("id")});
    connection.run(u"UPDATE chip_videos SET sequence_order = sequence_order - 1 "
                   "WHERE chip_id = ? AND sequence_order > ?"_s,
                   {chipId, mapping->integer("sequence_order")});
    const auto left =
        connection.one(u"SELECT count(*) AS total FROM chip_videos WHERE chip_id = ?"_s, {chipId});
    return Response::json(200, QJsonObject{{u"success"_s, true},
                                           {u"message"_s, u"Video removed from the chip"_s},
                                           {u"remaining_videos"_s, left->integer("total")}});
}

/// The first film of the chip's playlist (Medio: any of them). An inactive chip scans, as there.
Response scan(Connection &connection, const Services &services, const Call &call)
{
    const auto wish = bodyAs<Api::Scan>(call);
    if (!wish)
        return wish.error();
    const auto row =
        connection.one(u"SELECT "_s + videoColumns() +
                           u", m.sequence_order FROM chips c JOIN chip_videos m ON m.chip_id = c.id "
                           "JOIN videos v ON v.id = m.video_id JOIN platforms p ON p.id = v.platform_id "
                           "WHERE c.chip_uid = ? ORDER BY m.sequence_order LIMIT 1",
                       {wish->uid});
    if (!row)
        return Response::message(404, u"This chip has no video yet. Ask a grown-up."_s);
    const auto video = videoOf(*row, call);
    Api::Stored<Api::VideoAssigned> assigned{
        {video.value, std::nullopt, std::nullopt, static_cast<int>(row->integer("sequence_order"))},
        video.user,
        video.createdAt,
        video.updatedAt};
    if (wish->profile) {
        const QString profile = wish->profile->toString();
        const auto child =
            connection.one(u"SELECT daily_limit_minutes FROM profiles WHERE id = ?"_s, {profile});
        if (child) {
            const auto balance =
                balanceOn(connection, profile, std::chrono::minutes(child->integer("daily_limit_minutes")),
                          services.today());
            if (balance.isUsedUp())
                return encoded(403,
                               Api::Refusal::limitAtScan(u"That was all for today. See you tomorrow!"_s));
            assigned.value.remaining = balance.remaining();
        }
    }
    return ok(assigned);
}

} // namespace

void addChipRoutes(Router &router, const Services &services)
{
    const auto add = [&](const QByteArray &method, const QString &pattern, Place place,
                         std::function<Response(const Call &, Connection *)> act,
                         QList<Limiter> limiters = {}) {
        Route route{method, pattern, place, std::move(act)};
        route.needsLogin = true;
        route.limiters = std::move(limiters);
        router.add(route);
    };
    add("GET", u"nfc/chips"_s, Place::Reader,
        [](const Call &call, Connection *db) { return list(*db, call); }, {Limiter::ChipList});
    add("POST", u"nfc/chips"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return create(*db, services, call); },
        {Limiter::ChipCreate});
    add("DELETE", u"nfc/chips/:id"_s, Place::Writer,
        [](const Call &call, Connection *db) { return remove(*db, call); }, {Limiter::ChipDelete});
    add("GET", u"nfc/chips/:id/videos"_s, Place::Reader,
        [](const Call &call, Connection *db) { return playlist(*db, call); });
    add("PUT", u"nfc/chips/:id/videos"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return replacePlaylist(*db, services, call); });
    add("DELETE", u"nfc/chips/:id/videos/:video"_s, Place::Writer,
        [](const Call &call, Connection *db) { return removeFromPlaylist(*db, call); });

    Route scanRoute{"POST", u"nfc/scan/public"_s, Place::Reader,
                    [&services](const Call &call, Connection *db) {
                        return scan(*db, services, call);
                    }};
    scanRoute.csrfExempt = true;
    scanRoute.limiters = {Limiter::Public};
    router.add(scanRoute);
}

} // namespace Medio::Home
