// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/api/answers.h"
#include "server/api/routes.h"
#include "server/watchtime.h"

#include <QJsonArray>

namespace Medio::Home {

using namespace Qt::StringLiterals;
using std::chrono::minutes;

namespace {

const auto columns = u"id, user_id, name, avatar_url, daily_limit_minutes, created_at, updated_at"_s;

Api::Stored<Api::Profile> profileOf(const Row &row)
{
    return {{idIn<Api::ProfileId>(row, "id"), row.text("name"), row.text("avatar_url"),
             minutes(row.integer("daily_limit_minutes"))},
            idIn<Api::UserId>(row, "user_id"),
            timeIn(row, "created_at"),
            timeIn(row, "updated_at")};
}

std::optional<Row> ownProfile(Connection &connection, const Call &call, const QString &id)
{
    return connection.one(u"SELECT "_s + columns + u" FROM profiles WHERE id = ? AND user_id = ?",
                          {id, call.caller->id});
}

Response list(Connection &connection, const Call &call)
{
    const auto page = PageWanted::of(call, connection, "profiles"_L1);
    const auto rows = connection.all(u"SELECT "_s + columns +
                                         u" FROM profiles WHERE user_id = ? "
                                         "ORDER BY created_at DESC, id LIMIT ? OFFSET ?",
                                     page.values(call));
    QList<Api::Stored<Api::Profile>> profiles;
    for (const Row &row : rows)
        profiles << profileOf(row);
    return ok(page.with(profiles));
}

Response create(Connection &connection, const Services &services, const Call &call)
{
    const auto wish = bodyAs<Api::NewProfile>(call);
    if (!wish)
        return wish.error();
    const QString id = Api::ProfileId::create().toString();
    const QString now = services.now();
    connection.run(u"INSERT INTO profiles (id, user_id, name, avatar_url, daily_limit_minutes, created_at, "
                   "updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                   {id, call.caller->id, wish->name, orNull(wish->avatarUrl),
                    qint64(wish->dailyLimit.value_or(minutes(60)).count()), now, now});
    return encoded(201, Api::encode(profileOf(*ownProfile(connection, call, id))));
}

Response update(Connection &connection, const Services &services, const Call &call)
{
    const QString id = idOf(call);
    const auto wish = bodyAs<Api::ProfileUpdate>(call);
    if (!wish)
        return wish.error();
    const auto row = ownProfile(connection, call, id);
    if (!row)
        return Response::message(404, u"Profile not found"_s);
    const Api::Profile before = profileOf(*row).value;
    connection.run(u"UPDATE profiles SET name = ?, avatar_url = ?, daily_limit_minutes = ?, updated_at = ? "
                   "WHERE id = ?"_s,
                   {wish->name.value_or(before.name), orNull(wish->avatarUrl.value_or(before.avatarUrl)),
                    qint64(wish->dailyLimit.value_or(before.dailyLimit).count()), services.now(), id});
    return ok(profileOf(*ownProfile(connection, call, id)));
}

Response remove(Connection &connection, const Call &call)
{
    if (connection.run(u"DELETE FROM profiles WHERE id = ? AND user_id = ?"_s,
                       {idOf(call), call.caller->id}) == 0)
        return Response::message(404, u"Profile not found"_s);
    return ok(Api::Acknowledged{u"Profile deleted"_s});
}

Response watchTime(Connection &connection, const Services &services, const Call &call)
{
    const auto row = connection.one(u"SELECT daily_limit_minutes FROM profiles WHERE id = ?"_s, {idOf(call)});
    if (!row)
        return Response::errorMessage(404, u"Profile not found"_s, u"We can't find you. Ask a grown-up."_s);
    const auto balance =
        balanceOn(connection, idOf(call), minutes(row->integer("daily_limit_minutes")), services.today());
    return ok(Api::WatchTime{balance.watchedMinutes(), balance.allowed, balance.remaining()});
}

Response stats(Connection &connection, const Services &services, const Call &call)
{
    const QString id = idOf(call);
    if (!ownProfile(connection, call, id))
        return Response::message(404, u"Profile not found"_s);
    const auto inMinutes = [](qint64 seconds) {
        return seconds / 60;
    };
    const QDate today = QDate::fromString(services.today(), Qt::ISODate);

    QJsonArray week;
    const auto days = connection.all(
        u"SELECT day, sum(ms) / 1000 AS total FROM ("
        "SELECT billed_day AS day, billed_seconds * 1000 AS ms FROM sessions "
        "WHERE profile_id = ? AND billed_day >= ? AND ledger_id IS NULL UNION ALL "
        "SELECT day, played_ms FROM ledger_pieces WHERE profile_id = ? AND day >= ? AND day <= ?) AS watched "
        "GROUP BY day ORDER BY day DESC"_s,
        {id, today.addDays(-7).toString(Qt::ISODate), id, today.addDays(-7).toString(Qt::ISODate),
         today.toString(Qt::ISODate)});
    for (const Row &day : days)
        week.append(QJsonObject{{u"date"_s, QString(day.text("day") + u"T00:00:00.000Z")},
                                {u"total_minutes"_s, inMinutes(day.integer("total"))}});

    QJsonArray top;
    const auto videos = connection.all(
        u"SELECT video_title, count(*) AS times, sum(billed_seconds) AS total FROM sessions "
        "WHERE profile_id = ? GROUP BY video_id, video_title ORDER BY times DESC, video_title LIMIT 5"_s,
        {id});
    for (const Row &video : videos) {
        const QJsonValue total = video.isNull("total")
                                     ? QJsonValue(QJsonValue::Null)
                                     : QJsonValue(QString::number(inMinutes(video.integer("total"))));
        top.append(QJsonObject{{u"title"_s, video.text("video_title")},
                               {u"watch_count"_s, QString::number(video.integer("times"))}, // Q9
                               {u"total_minutes"_s, total}});
    }
    const auto watched = watchedOn(connection, id, services.today());
    return Response::json(200, QJsonObject{{u"watched_today"_s, inMinutes(watched.count())},
                                           {u"weekly_stats"_s, week},
                                           {u"top_videos"_s, top}});
}

} // namespace

void addProfileRoutes(Router &router, const Services &services)
{
    const auto add = [&](const QByteArray &method, const QString &pattern, Place place,
                         std::function<Response(const Call &, Connection *)> act) {
        Route route{method, pattern, place, std::move(act)};
        route.needsLogin = true;
        router.add(route);
    };
    add("GET", u"profiles"_s, Place::Reader,
        [](const Call &call, Connection *db) { return list(*db, call); });
    add("POST", u"profiles"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return create(*db, services, call); });
    add("PUT", u"profiles/:id"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return update(*db, services, call); });
    add("DELETE", u"profiles/:id"_s, Place::Writer,
        [](const Call &call, Connection *db) { return remove(*db, call); });
    add("GET", u"profiles/:id/stats"_s, Place::Reader,
        [&services](const Call &call, Connection *db) { return stats(*db, services, call); });
    router.add(
        {"GET", u"profiles/:id/watch-time"_s, Place::Reader, [&services](const Call &call, Connection *db) {
             return watchTime(*db, services, call);
         }});
}

} // namespace Medio::Home
