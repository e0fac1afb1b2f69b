// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/settlement.h"

#include "net/api/jsonreader.h"

#include <utility>

namespace Medio::Api {

namespace {

using namespace Json;
using std::chrono::milliseconds;

constexpr int dayLong = 24 * 3600 * 1000;
/// The sum of a day over many boxes.
constexpr int anySum = 20 * dayLong;

QDate readDay(Reader &reader)
{
    const QString text = reader.raw("day"_L1).toString();
    const QDate day = text.size() == 10 ? QDate::fromString(text, Qt::ISODate) : QDate();
    if (!day.isValid())
        reader.problem("day"_L1, u"must be a day as in 2026-03-10"_s);
    return day;
}

milliseconds readTime(Reader &reader, QLatin1StringView key, int minimum, int maximum)
{
    return milliseconds(reader.integer(key, minimum, maximum));
}

quint64 readNumber(Reader &reader, QLatin1StringView key, int minimum)
{
    return static_cast<quint64>(reader.integer(key, minimum, anyInt));
}

/// Optional, and bounded: nobody has so many of anything.
template<typename Read>
auto readSome(Reader &reader, QLatin1StringView key, qsizetype most, Read read)
{
    using Items = decltype(reader.array(key, read));
    if (!reader.hasValue(key))
        return Items();
    if (reader.raw(key).toArray().size() > most) {
        reader.secretProblem(key, u"must have %1 entries at most"_s.arg(most));
        return Items();
    }
    return reader.array(key, read);
}

template<typename AnyId>
QList<AnyId> readIds(Reader &reader, QLatin1StringView key, qsizetype most)
{
    QList<AnyId> ids;
    const QJsonArray array = reader.raw(key).toArray();
    if (reader.hasValue(key) && !reader.raw(key).isArray())
        reader.problem(key, u"must be a list"_s);
    if (array.size() > most) {
        reader.secretProblem(key, u"must have %1 entries at most"_s.arg(most));
        return ids;
    }
    for (const auto &value : array) {
        if (const auto id = AnyId::parse(value.toString()))
            ids.append(*id);
        else
            reader.secretProblem(key, u"must be a list of UUIDs"_s);
    }
    return ids;
}

QJsonValue number(milliseconds value)
{
    return static_cast<qint64>(value.count());
}

QJsonValue number(quint64 value)
{
    return static_cast<qint64>(value);
}

QString text(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

template<typename AnyId>
QJsonArray texts(const QList<AnyId> &ids)
{
    QJsonArray array;
    for (const AnyId &id : ids)
        array.append(id.toString());
    return array;
}

} // namespace

template<>
Decoded<QList<Box>> decode(const QByteArray &body)
{
    return decodeList(body, [](Reader &reader) {
        Box box;
        box.id = reader.id<LedgerId>("id"_L1);
        const QString heard = reader.textOrNothing("heard_at"_L1);
        box.heardAt = QDateTime::fromString(heard, Qt::ISODateWithMs).toUTC();
        if (!heard.isEmpty() && !box.heardAt.isValid())
            reader.problem("heard_at"_L1, u"must be a moment as in 2026-03-10T09:00:00.000Z"_s);
        return box;
    });
}

template<>
Decoded<Settlement> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        Settlement request;
        request.ledger = reader.id<LedgerId>("ledger_id"_L1);
        request.replaces = reader.idOrNothing<LedgerId>("replaces"_L1);
        request.profiles = readIds<ProfileId>(reader, "profile_ids"_L1, Settlement::mostProfiles);
        request.pieces = readSome(reader, "pieces"_L1, Settlement::mostPieces, [](Reader &piece) {
            return LedgerPiece{readNumber(piece, "sitting"_L1, 0),
                               piece.id<ProfileId>("profile_id"_L1),
                               piece.id<VideoId>("video_id"_L1),
                               readDay(piece),
                               readNumber(piece, "revision"_L1, 1),
                               readTime(piece, "played_ms"_L1, -dayLong, dayLong),
                               readTime(piece, "over_ms"_L1, -dayLong, dayLong),
                               piece.flag("clock_trusted"_L1, false)};
        });
        request.sessions = readIds<SessionId>(reader, "session_ids"_L1, Settlement::mostSessions);
        request.grants = readSome(reader, "grants"_L1, Settlement::mostGrants, [](Reader &grant) {
            return DayGrant{grant.id<ProfileId>("profile_id"_L1), readDay(grant),
                            readTime(grant, "granted_ms"_L1, 0, dayLong)};
        });
        request.leases = readSome(reader, "leases"_L1, Settlement::mostLeases, [](Reader &lease) {
            return HeldLease{lease.id<ProfileId>("profile_id"_L1), readDay(lease),
                             readNumber(lease, "revision"_L1, 0),
                             readTime(lease, "may_play_ms"_L1, 0, 2 * dayLong)};
        });
        return request;
    });
}

template<>
Decoded<Settled> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        Settled answer;
        answer.today = QDate::fromString(reader.text("today"_L1), Qt::ISODate);
        if (!answer.today.isValid())
            reader.problem("today"_L1, u"must be a day as in 2026-03-10"_s);
        answer.receipt = readNumber(reader, "receipt"_L1, 0);
        answer.days = reader.array("days"_L1, [](Reader &item) {
            SettledDay day;
            day.profile = item.id<ProfileId>("profile_id"_L1);
            day.day = readDay(item);
            day.played = readTime(item, "played_ms"_L1, -anySum, anySum);
            day.over = readTime(item, "over_ms"_L1, -anySum, anySum);
            day.granted = readTime(item, "granted_ms"_L1, 0, anySum);
            day.playedHere = readTime(item, "played_here_ms"_L1, -anySum, anySum);
            day.overHere = readTime(item, "over_here_ms"_L1, -anySum, anySum);
            day.grantedHere = readTime(item, "granted_here_ms"_L1, 0, anySum);
            day.leaseRevision = readNumber(item, "lease_revision"_L1, 0);
            day.mayPlay = readTime(item, "may_play_ms"_L1, 0, anySum);
            day.shared = item.flag("shared"_L1, false);
            day.dailyLimit =
                std::chrono::minutes(item.integer("daily_limit_minutes"_L1, anyNegativeInt, anyInt));
            if (item.hasValue("please_keep_ms"_L1))
                day.pleaseKeep = readTime(item, "please_keep_ms"_L1, 0, anySum);
            return day;
        });
        answer.strangers = readIds<ProfileId>(reader, "strangers"_L1, Settlement::mostProfiles);
        return answer;
    });
}

QByteArray encode(const Settlement &request)
{
    QJsonArray pieces;
    for (const LedgerPiece &piece : request.pieces)
        pieces.append(QJsonObject{{u"sitting"_s, number(piece.sitting)},
                                  {u"profile_id"_s, piece.profile.toString()},
                                  {u"video_id"_s, piece.video.toString()},
                                  {u"day"_s, text(piece.day)},
                                  {u"revision"_s, number(piece.revision)},
                                  {u"played_ms"_s, number(piece.played)},
                                  {u"over_ms"_s, number(piece.over)},
                                  {u"clock_trusted"_s, piece.clockTrusted}});
    QJsonArray grants;
    for (const DayGrant &grant : request.grants)
        grants.append(QJsonObject{{u"profile_id"_s, grant.profile.toString()},
                                  {u"day"_s, text(grant.day)},
                                  {u"granted_ms"_s, number(grant.granted)}});
    QJsonArray leases;
    for (const HeldLease &lease : request.leases)
        leases.append(QJsonObject{{u"profile_id"_s, lease.profile.toString()},
                                  {u"day"_s, text(lease.day)},
                                  {u"revision"_s, number(lease.revision)},
                                  {u"may_play_ms"_s, number(lease.mayPlay)}});
    QJsonObject object{{u"ledger_id"_s, request.ledger.toString()},
                       {u"profile_ids"_s, texts(request.profiles)},
                       {u"pieces"_s, pieces},
                       {u"session_ids"_s, texts(request.sessions)},
                       {u"grants"_s, grants},
                       {u"leases"_s, leases}};
    if (!request.replaces.isNull())
        object.insert("replaces"_L1, request.replaces.toString());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray encode(const Settled &answer)
{
    QJsonArray days;
    for (const SettledDay &day : answer.days) {
        QJsonObject object{{u"profile_id"_s, day.profile.toString()},
                           {u"day"_s, text(day.day)},
                           {u"played_ms"_s, number(day.played)},
                           {u"over_ms"_s, number(day.over)},
                           {u"granted_ms"_s, number(day.granted)},
                           {u"played_here_ms"_s, number(day.playedHere)},
                           {u"over_here_ms"_s, number(day.overHere)},
                           {u"granted_here_ms"_s, number(day.grantedHere)},
                           {u"lease_revision"_s, number(day.leaseRevision)},
                           {u"may_play_ms"_s, number(day.mayPlay)},
                           {u"shared"_s, day.shared},
                           {u"daily_limit_minutes"_s, static_cast<qint64>(day.dailyLimit.count())}};
        if (day.pleaseKeep)
            object.insert("please_keep_ms"_L1, number(*day.pleaseKeep));
        days.append(object);
    }
    return QJsonDocument(QJsonObject{{u"today"_s, text(answer.today)},
                                     {u"receipt"_s, number(answer.receipt)},
                                     {u"days"_s, days},
                                     {u"strangers"_s, texts(answer.strangers)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace Medio::Api
