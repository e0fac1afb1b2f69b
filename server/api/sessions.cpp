// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/text.h"
#include "server/api/answers.h"
#include "server/api/routes.h"
#include "server/watchtime.h"

namespace Medio::Home {

using namespace Qt::StringLiterals;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

Response unknownSession()
{
    return Response::errorMessage(404, u"Session not found or already ended"_s,
                                  u"This film is over. Put your chip on again!"_s);
}

std::optional<Row> openSession(Connection &connection, const Call &call)
{
    return connection.one(
        u"SELECT s.id, s.profile_id, s.started_at, s.heard_at, s.played_seconds, s.ledger_id, "
        "p.daily_limit_minutes, v.duration_seconds FROM sessions s JOIN profiles p ON p.id = s.profile_id "
        "LEFT JOIN videos v ON v.id = s.video_id WHERE s.id = ? AND s.ended_at IS NULL"_s,
        {idOf(call)});
}

/// What the kiosk said last, unless it says more now: played seconds never go back.
std::optional<seconds> playedSoFar(const Row &session, const std::optional<seconds> &said)
{
    if (session.isNull("played_seconds"))
        return said;
    return std::max(said.value_or(seconds(0)), seconds(session.integer("played_seconds")));
}

/// The day on which the session is to be billed. Played seconds come from a kiosk that tells the end
/// of a session however late it gets through: that must not cost the day on which it does. Without
/// them it is the day of the end, as in Medio.
QString dayOver(const Row &session, const Services &services, const std::optional<seconds> &played)
{
    if (!played)
        return services.today();
    const QDateTime lastWord = timeIn(session, session.isNull("heard_at") ? "started_at" : "heard_at");
    return services.dayOf(
        Billing::over(lastWord, seconds(session.integer("played_seconds")), services.clock.wall(), *played));
}

QVariant numberOrNull(const std::optional<seconds> &value)
{
    return value ? QVariant(qint64(value->count())) : QVariant(QMetaType::fromType<qint64>());
}

/// A session that is never ended costs nothing (§8), so nobody misses it. A kiosk that was away tells its
/// ends when it is back: those of a month are waited for.
void forgetLeftSessions(Connection &connection, const Services &services)
{
    constexpr int days = 30;
    connection.run(u"DELETE FROM sessions WHERE ended_at IS NULL AND started_at < ? "
                   "AND coalesce(heard_at, started_at) < ?"_s,
                   {Api::timestamp(services.clock.wall().addDays(-days)),
                    Api::timestamp(services.clock.wall().addDays(-days))});
}

Response start(Connection &connection, const Services &services, const Call &call)
{
    const auto wish = bodyAs<Api::SessionStart>(call);
    if (!wish)
        return wish.error();
    const auto child =
        connection.one(u"SELECT p.daily_limit_minutes FROM profiles p JOIN chips c ON c.user_id = p.user_id "
                       "WHERE p.id = ? AND c.id = ? AND c.is_active = 1"_s,
                       {wish->profile.toString(), wish->chip.toString()});
    if (!child)
        return Response::errorMessage(403, u"Invalid NFC chip or profile"_s,
                                      u"This chip does not know you. Ask a grown-up."_s);
    const auto video = connection.one(
        u"SELECT v.title FROM videos v JOIN chips c ON c.user_id = v.user_id WHERE v.id = ? AND c.id = ?"_s,
        {wish->video.toString(), wish->chip.toString()});
    if (!video)
        return Response::errorMessage(404, u"Video not found"_s, u"This film is gone. Ask a grown-up."_s);
    const auto balance = balanceOn(connection, wish->profile.toString(),
                                   minutes(child->integer("daily_limit_minutes")), services.today());
    if (balance.isUsedUp())
        return encoded(403, Api::Refusal::limitAtStart(u"Daily limit reached"_s, balance.watchedMinutes(),
                                                       balance.allowed,
                                                       u"That was all for today. See you tomorrow!"_s));
    forgetLeftSessions(connection, services);
    const auto id = Api::SessionId::create();
    connection.run(u"INSERT INTO sessions (id, profile_id, chip_id, video_id, video_title, started_at) "
                   "VALUES (?, ?, ?, ?, ?, ?)"_s,
                   {id.toString(), wish->profile.toString(), wish->chip.toString(), wish->video.toString(),
                    video->text("title"), services.now()});
    return encoded(201, Api::encode(Api::SessionStarted{id, balance.remaining(), balance.allowed}));
}

Response heartbeat(Connection &connection, const Services &services, const Call &call)
{
    const auto beat = bodyAs<Api::Heartbeat>(call);
    if (!beat)
        return beat.error();
    const auto session = openSession(connection, call);
    if (!session)
        return unknownSession();
    if (beat->position && !session->isNull("duration_seconds") &&
        *beat->position > seconds(session->integer("duration_seconds") + 10))
        return Response::errorMessage(400, u"Invalid position"_s, u"That is beyond the end of the film."_s);

    const auto played = playedSoFar(*session, beat->played);
    if (played)
        connection.run(u"UPDATE sessions SET played_seconds = ?, heard_at = ? WHERE id = ?"_s,
                       {numberOrNull(played), services.now(), session->text("id")});
    const seconds elapsed = Billing::counted(timeIn(*session, "started_at"), services.clock.wall(), played);
    auto balance = balanceOn(connection, session->text("profile_id"),
                             minutes(session->integer("daily_limit_minutes")), services.today());
    if (session->isNull("ledger_id")) // otherwise its ledger has told, or will in a moment
        balance.watched += elapsed;
    const auto id = idIn<Api::SessionId>(*session, "id");
    if (balance.isUsedUp())
        return encoded(
            403, Api::Refusal::limitAtHeartbeat(id, elapsed, u"That was all for today. See you tomorrow!"_s));
    return ok(Api::SessionAlive{id, elapsed, balance.remaining()});
}

Response end(Connection &connection, const Services &services, const Call &call)
{
    const auto wish = bodyAs<Api::SessionEnd>(call);
    if (!wish)
        return wish.error();
    const auto session = openSession(connection, call);
    if (!session)
        return unknownSession();
    const auto played = playedSoFar(*session, wish->played);
    const seconds billed = Billing::counted(timeIn(*session, "started_at"), services.clock.wall(), played);
    connection.run(u"UPDATE sessions SET played_seconds = ?, ended_at = ?, billed_day = ?, "
                   "billed_seconds = ?, stopped_reason = ? WHERE id = ?"_s,
                   {numberOrNull(played), services.now(), dayOver(*session, services, played),
                    qint64(billed.count()), Api::stopReasonText(wish->reason), session->text("id")});
    const auto balance = balanceOn(connection, session->text("profile_id"),
                                   minutes(session->integer("daily_limit_minutes")), services.today());
    return ok(Api::SessionEnded{idIn<Api::SessionId>(*session, "id"), billed, wish->reason,
                                balance.watchedMinutes()});
}

} // namespace

void addSessionRoutes(Router &router, const Services &services)
{
    const auto add = [&](const QString &pattern, std::function<Response(const Call &, Connection *)> act,
                         QList<Limiter> limiters, bool csrfExempt) {
        Route route{"POST", pattern, Place::Writer, std::move(act)};
        route.limiters = std::move(limiters);
        route.csrfExempt = csrfExempt;
        router.add(route);
    };
    add(
        u"sessions/start/public"_s,
        [&services](const Call &call, Connection *db) { return start(*db, services, call); },
        {Limiter::Public, Limiter::Session}, true);
    add(
        u"sessions/:id/heartbeat"_s,
        [&services](const Call &call, Connection *db) { return heartbeat(*db, services, call); },
        {Limiter::Session}, false);
    add(
        u"sessions/:id/end"_s,
        [&services](const Call &call, Connection *db) { return end(*db, services, call); },
        {Limiter::Session}, false);
}

} // namespace Medio::Home
