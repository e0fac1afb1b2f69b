// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/codec.h"

#include "net/api/jsonreader.h"
#include "net/api/text.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <limits>

namespace Medio::Api {

namespace {

using namespace Json;
using std::chrono::minutes;

// The columns of Medio's database (§9), counted after escaping; beyond them it fails with 500.
constexpr int maximumName = 255;
constexpr int maximumTitle = 500;
constexpr int maximumUrl = 500;
constexpr int maximumVideoUrl = 4096;
constexpr int maximumText = 20000;

/// A session's seconds: a year is beyond every session and far from any overflow.
constexpr int maximumSeconds = 366 * 24 * 3600;

// --- values in answers --------------------------------------------------------------------------

User readUser(Reader &reader)
{
    return {reader.id<UserId>("id"_L1), reader.text("email"_L1), reader.escapedTextOrNothing("name"_L1)};
}

Video readVideo(Reader &reader)
{
    Video video;
    video.id = reader.id<VideoId>("id"_L1);
    video.platformId = reader.idOrNothing<PlatformId>("platform_id"_L1);
    video.platformName = reader.textOrNothing("platform_name"_L1);
    video.platformVideoId = reader.escapedText("platform_video_id"_L1);
    video.title = reader.escapedText("title"_L1);
    video.description = reader.escapedTextOrNothing("description"_L1);
    video.thumbnailUrl = reader.textOrNothing("thumbnail_url"_L1);
    video.videoUrl = reader.textOrNothing("video_url"_L1);
    video.channelName = reader.escapedTextOrNothing("channel_name"_L1);
    video.ageRating = reader.textOrNothing("age_rating"_L1);
    video.duration = reader.durationOrNothing("duration_seconds"_L1);
    return video;
}

Profile readProfile(Reader &reader)
{
    return {reader.id<ProfileId>("id"_L1), reader.escapedText("name"_L1),
            reader.textOrNothing("avatar_url"_L1),
            minutes(reader.integer("daily_limit_minutes"_L1, anyNegativeInt, anyInt))};
}

Chip readChip(Reader &reader)
{
    return {reader.id<ChipId>("id"_L1), reader.text("chip_uid"_L1), reader.text("label"_L1),
            reader.flag("is_active"_L1, true)};
}

Platform readPlatform(Reader &reader)
{
    return {reader.id<PlatformId>("id"_L1), reader.text("name"_L1)};
}

ChipVideo readChipVideo(Reader &reader)
{
    ChipVideo video;
    video.id = reader.id<VideoId>("id"_L1);
    video.mappingId = reader.idOrNothing<MappingId>("mapping_id"_L1);
    video.sequenceOrder = reader.integer("sequence_order"_L1, 0, anyInt);
    video.title = reader.escapedText("title"_L1);
    video.thumbnailUrl = reader.textOrNothing("thumbnail_url"_L1);
    video.platformName = reader.textOrNothing("platform_name"_L1);
    video.duration = reader.durationOrNothing("duration_seconds"_L1);
    return video;
}

// --- fields of requests -------------------------------------------------------------------------

bool hasNul(const QString &text)
{
    return text.contains(QChar(u'\0'));
}

/// Not empty before trimming (Q22), then trimmed; it has to fit after escaping.
QString requiredText(Reader &reader, QLatin1StringView key, int maximum)
{
    const QString text = reader.raw(key).toString();
    if (text.isEmpty())
        reader.problem(key, u"is required"_s);
    else if (hasNul(text) || escapeEntities(text.trimmed()).size() > maximum)
        reader.problem(key, u"must have at most %1 characters"_s.arg(maximum));
    return text.trimmed();
}

QString optionalText(Reader &reader, QLatin1StringView key, int maximum)
{
    QString text = reader.textOrNothing(key).trimmed();
    if (hasNul(text) || escapeEntities(text).size() > maximum)
        reader.problem(key, u"must have at most %1 characters"_s.arg(maximum));
    return text;
}

/// Absent is fine, null and "" are not (Q7).
QString optionalUrl(Reader &reader, QLatin1StringView key, int maximum)
{
    if (!reader.has(key))
        return {};
    QString text = reader.raw(key).toString().trimmed();
    if (!isWebAddress(text, maximum))
        reader.problem(key, u"must be a web address"_s);
    return text;
}

template<typename Duration>
std::optional<Duration> as(const std::optional<int> &number)
{
    return number ? std::optional(Duration(*number)) : std::nullopt;
}

std::optional<seconds> played(Reader &reader)
{
    return as<seconds>(reader.integerOrNothing("played_seconds"_L1, 0, maximumSeconds));
}

QString passwordMessage(PasswordProblem problem)
{
    switch (problem) {
    case PasswordProblem::TooShort:
        return u"Password needs at least 8 characters"_s;
    case PasswordProblem::NoUpperCase:
        return u"Password needs an upper case letter"_s;
    case PasswordProblem::NoLowerCase:
        return u"Password needs a lower case letter"_s;
    case PasswordProblem::NoDigit:
        return u"Password needs a digit"_s;
    case PasswordProblem::NoSpecial:
        return u"Password needs a special character"_s;
    case PasswordProblem::LocksOut:
        return u"Password must not contain & < > \" ' / \\ `"_s;
    }
    Q_UNREACHABLE();
}

// --- writing ------------------------------------------------------------------------------------

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray bytes(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QJsonValue nullable(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue number(seconds value)
{
    return static_cast<qint64>(value.count());
}

QJsonValue number(minutes value)
{
    return static_cast<qint64>(value.count());
}

template<typename Duration>
QJsonValue nullable(const std::optional<Duration> &value)
{
    return value ? number(*value) : QJsonValue(QJsonValue::Null);
}

template<typename AnyId>
QString sendable(const AnyId &id)
{
    Q_ASSERT_X(!id.isNull(), "Medio::Api::encode", "a null id must not be sent");
    return id.toString();
}

void insertText(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

template<typename Duration>
void insertNumber(QJsonObject &object, QLatin1StringView key, const std::optional<Duration> &value)
{
    if (value)
        object.insert(key, number(*value));
}

QJsonObject object(const User &user)
{
    return {{u"id"_s, user.id.toString()}, {u"email"_s, user.email}, {u"name"_s, escapeEntities(user.name)}};
}

template<typename T>
void insertStamps(QJsonObject &object, const Stored<T> &stored)
{
    object.insert("user_id"_L1, stored.user.toString());
    object.insert("created_at"_L1, timestamp(stored.createdAt));
    object.insert("updated_at"_L1, timestamp(stored.updatedAt));
}

QJsonObject object(const Video &video)
{
    QJsonObject object{
        {u"id"_s, video.id.toString()},
        {u"title"_s, escapeEntities(video.title)},
        {u"description"_s, nullable(escapeEntities(video.description))},
        {u"thumbnail_url"_s, nullable(video.thumbnailUrl)},
        {u"platform_video_id"_s, escapeEntities(video.platformVideoId)},
        {u"duration_seconds"_s, nullable(video.duration)},
        {u"age_rating"_s, nullable(video.ageRating)},
        {u"video_url"_s, nullable(video.videoUrl)},
        {u"channel_name"_s, nullable(escapeEntities(video.channelName))},
    };
    insertText(object, "platform_name"_L1, video.platformName);
    return object;
}

QJsonObject object(const Stored<Video> &stored)
{
    QJsonObject video = object(stored.value);
    video.insert("platform_id"_L1, stored.value.platformId.toString());
    insertStamps(video, stored);
    return video;
}

QJsonObject object(const Stored<Profile> &stored)
{
    QJsonObject profile{
        {u"id"_s, stored.value.id.toString()},
        {u"name"_s, escapeEntities(stored.value.name)},
        {u"avatar_url"_s, nullable(stored.value.avatarUrl)},
        {u"daily_limit_minutes"_s, number(stored.value.dailyLimit)},
        {u"deleted_at"_s, QJsonValue::Null},
    };
    insertStamps(profile, stored);
    return profile;
}

QJsonObject object(const Stored<Chip> &stored)
{
    return {
        {u"id"_s, stored.value.id.toString()}, {u"user_id"_s, stored.user.toString()},
        {u"chip_uid"_s, stored.value.uid},     {u"label"_s, stored.value.label},
        {u"is_active"_s, stored.value.active}, {u"created_at"_s, timestamp(stored.createdAt)},
        {u"user_uuid"_s, QJsonValue::Null},
    };
}

template<typename T>
QByteArray encodePage(const Page<Stored<T>> &page)
{
    QJsonArray data;
    for (const Stored<T> &item : page.items)
        data.append(object(item));
    return bytes(QJsonObject{{u"data"_s, data},
                             {u"pagination"_s, QJsonObject{
                                                   {u"page"_s, page.page},
                                                   {u"limit"_s, page.limit},
                                                   {u"totalCount"_s, page.totalCount},
                                                   {u"totalPages"_s, page.totalPages()},
                                                   {u"hasNextPage"_s, page.hasNext()},
                                                   {u"hasPrevPage"_s, page.hasPrevious()},
                                               }}});
}

QJsonArray validationErrors(const QList<FieldProblem> &fields)
{
    QJsonArray errors;
    for (const FieldProblem &field : fields) {
        QJsonObject error{{u"type"_s, u"field"_s},
                          {u"msg"_s, field.message},
                          {u"path"_s, field.path},
                          {u"location"_s, u"body"_s}};
        if (!field.value.isUndefined())
            error.insert("value"_L1, field.value);
        errors.append(error);
    }
    return errors;
}

} // namespace

// --- requests, read -----------------------------------------------------------------------------

template<>
Decoded<Register> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        const std::optional<QString> email = normaliseEmail(reader.raw("email"_L1).toString());
        if (!email)
            reader.problem("email"_L1, u"must be an e-mail address"_s);
        const QString password = reader.raw("password"_L1).toString();
        QStringList complaints;
        for (const PasswordProblem problem : passwordProblems(password))
            complaints << passwordMessage(problem);
        if (!complaints.isEmpty())
            reader.secretProblem("password"_L1, complaints.join(", "_L1));
        return Register{email.value_or(QString()), password, requiredText(reader, "name"_L1, maximumName)};
    });
}

template<>
Decoded<Login> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        const std::optional<QString> email = normaliseEmail(reader.raw("email"_L1).toString());
        if (!email)
            reader.problem("email"_L1, u"must be an e-mail address"_s);
        const QString password = reader.raw("password"_L1).toString();
        if (password.isEmpty() || hasNul(password))
            reader.secretProblem("password"_L1, u"is required"_s);
        return Login{email.value_or(QString()), password};
    });
}

template<>
Decoded<NewVideo> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        NewVideo video;
        video.title = requiredText(reader, "title"_L1, maximumTitle);
        video.platformId = reader.id<PlatformId>("platform_id"_L1);
        video.platformVideoId = requiredText(reader, "platform_video_id"_L1, maximumName);
        video.description = optionalText(reader, "description"_L1, maximumText);
        video.thumbnailUrl = optionalUrl(reader, "thumbnail_url"_L1, maximumUrl);
        video.videoUrl = optionalUrl(reader, "video_url"_L1, maximumVideoUrl);
        video.channelName = optionalText(reader, "channel_name"_L1, maximumName);
        video.duration = as<seconds>(reader.lenientInteger("duration_seconds"_L1, 1, anyInt));
        if (reader.has("age_rating"_L1)) {
            video.ageRating = reader.raw("age_rating"_L1).toString();
            constexpr std::array ratings{"G"_L1, "PG"_L1, "PG-13"_L1, "R"_L1};
            if (std::find(ratings.begin(), ratings.end(), video.ageRating) == ratings.end())
                reader.problem("age_rating"_L1, u"must be G, PG, PG-13 or R"_s);
        }
        return video;
    });
}

template<>
Decoded<NewProfile> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        NewProfile profile;
        profile.name = requiredText(reader, "name"_L1, maximumName);
        profile.avatarUrl = optionalUrl(reader, "avatar_url"_L1, maximumUrl);
        profile.dailyLimit = as<minutes>(reader.lenientInteger("daily_limit_minutes"_L1, 1, 1440));
        return profile;
    });
}

template<>
Decoded<ProfileUpdate> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        ProfileUpdate update;
        if (reader.hasValue("name"_L1)) {
            update.name = decodeEntities(reader.text("name"_L1)).trimmed();
            if (hasNul(*update.name) || escapeEntities(*update.name).size() > maximumName)
                reader.problem("name"_L1, u"must have at most %1 characters"_s.arg(maximumName));
        }
        if (reader.hasValue("avatar_url"_L1)) {
            update.avatarUrl = reader.text("avatar_url"_L1);
            if (hasNul(*update.avatarUrl) || update.avatarUrl->size() > maximumUrl)
                reader.problem("avatar_url"_L1, u"must have at most %1 characters"_s.arg(maximumUrl));
        }
        // Medio checks no range here, so a limit of 0 or less exists (Q18).
        if (reader.hasValue("daily_limit_minutes"_L1))
            update.dailyLimit =
                as<minutes>(reader.lenientInteger("daily_limit_minutes"_L1, anyNegativeInt, anyInt));
        return update;
    });
}

template<>
Decoded<NewChip> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        // A JSON number is accepted as a UID (§7).
        const QJsonValue value = reader.raw("chip_uid"_L1);
        const std::optional<QString> uid =
            normaliseUid(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
        if (!uid)
            reader.problem("chip_uid"_L1, u"must have 8 to 20 hexadecimal digits"_s);
        const std::optional<QString> label = normaliseLabel(reader.raw("label"_L1).toString());
        if (!label)
            reader.problem("label"_L1, u"must have 1 to 50 letters A-Z, digits, spaces or hyphens"_s);
        return NewChip{uid.value_or(QString()), label.value_or(QString())};
    });
}

template<>
Decoded<Scan> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        const std::optional<QString> uid = normaliseUid(reader.raw("chip_uid"_L1).toString());
        if (!uid)
            reader.problem("chip_uid"_L1, u"must have 8 to 20 hexadecimal digits"_s);
        Scan scan{uid.value_or(QString()), std::nullopt};
        if (reader.has("profile_id"_L1))
            scan.profile = reader.id<ProfileId>("profile_id"_L1);
        return scan;
    });
}

template<>
Decoded<SessionStart> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        return SessionStart{reader.id<ProfileId>("profile_id"_L1), reader.id<ChipId>("nfc_chip_id"_L1),
                            reader.id<VideoId>("video_id"_L1)};
    });
}

template<>
Decoded<Heartbeat> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        Heartbeat beat;
        // Negative positions and texts pass (§7); they say nothing.
        const double position = reader.raw("current_position_seconds"_L1).toDouble(-1);
        if (position >= 0)
            beat.position = seconds(static_cast<qint64>(std::min(position, double(maximumSeconds))));
        beat.played = played(reader);
        return beat;
    });
}

template<>
Decoded<SessionEnd> decode(const QByteArray &body)
{
    return decodeRequest(body, [](Reader &reader) {
        SessionEnd end;
        if (reader.has("stopped_reason"_L1)) {
            const std::optional<StopReason> reason = stopReasonOf(reader.raw("stopped_reason"_L1).toString());
            if (!reason)
                reader.problem("stopped_reason"_L1,
                               u"must be completed, manual, daily_limit, swipe_exit or error"_s);
            end.reason = reason.value_or(StopReason::Manual);
        }
        end.position = as<seconds>(reader.lenientInteger("final_position_seconds"_L1, 0, anyInt));
        end.played = played(reader);
        return end;
    });
}

Expected<NewPlaylist, PlaylistProblem> decodePlaylist(const QByteArray &body)
{
    struct Entry
    {
        VideoId video;
        QJsonValue order;
    };
    const auto entries = decodeRequest(body, [](Reader &reader) {
        return reader.array("videos"_L1, [](Reader &entry) {
            const VideoId video = entry.id<VideoId>("video_id"_L1);
            // A numeric text passes here and fails as not contiguous below (§7).
            if (!entry.lenientInteger("sequence_order"_L1, 1, anyInt) && !entry.has("sequence_order"_L1))
                entry.problem("sequence_order"_L1, u"must be a whole number from 1"_s);
            return Entry{video, entry.raw("sequence_order"_L1)};
        });
    });
    if (!entries)
        return Unexpected{PlaylistProblem{u"VALIDATION_ERROR"_s, entries.error()}};
    if (entries->size() > NewPlaylist::maximum)
        return Unexpected{PlaylistProblem{u"MAX_VIDEOS_EXCEEDED"_s, {}}};

    QList<VideoId> inOrder(entries->size());
    for (const Entry &entry : *entries) {
        const qint64 order = entry.order.toInteger(0);
        if (order < 1 || order > entries->size() || !inOrder.at(order - 1).isNull())
            return Unexpected{PlaylistProblem{u"NON_CONTIGUOUS_SEQUENCE"_s, {}}};
        inOrder[order - 1] = entry.video;
    }
    if (QSet<VideoId>(inOrder.cbegin(), inOrder.cend()).size() != inOrder.size())
        return Unexpected{PlaylistProblem{u"DUPLICATE_VIDEO"_s, {}}};
    return NewPlaylist{inOrder};
}

QString csrfOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object().value("_csrf"_L1).toString();
}

// --- answers, read ------------------------------------------------------------------------------

template<>
Decoded<CsrfToken> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        CsrfToken answer{reader.text("csrfToken"_L1)};
        if (answer.token.isEmpty())
            reader.problem("csrfToken"_L1, u"must not be empty"_s);
        return answer;
    });
}

template<>
Decoded<Health> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        Health health;
        Reader services = reader.object("services"_L1);
        health.healthy =
            reader.text("status"_L1) == "healthy"_L1 && services.text("database"_L1) == "healthy"_L1;
        health.timestamp =
            QDateTime::fromString(reader.textOrNothing("timestamp"_L1), Qt::ISODateWithMs).toUTC();
        health.uptimeSeconds = reader.raw("uptime"_L1).toDouble();
        health.environment = reader.raw("environment"_L1).toString();
        const QJsonArray capabilities = reader.raw("capabilities"_L1).toArray();
        for (const auto &capability : capabilities) {
            const QString name = capability.toString();
            if (!name.isEmpty() && name.size() <= 64 && health.capabilities.size() < 64)
                health.capabilities << name;
        }
        return health;
    });
}

template<>
Decoded<SignedIn> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        Reader user = reader.object("user"_L1);
        return SignedIn{readUser(user), reader.textOrNothing("token"_L1)};
    });
}

template<>
Decoded<Me> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        if (!reader.hasValue("authenticated"_L1))
            reader.problem("authenticated"_L1, u"must be true or false"_s);
        if (!reader.flag("authenticated"_L1, false))
            return Me{};
        Reader user = reader.object("user"_L1);
        return Me{readUser(user)};
    });
}

template<>
Decoded<Refreshed> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        Refreshed answer{reader.text("token"_L1)};
        if (answer.token.isEmpty())
            reader.problem("token"_L1, u"must not be empty"_s);
        return answer;
    });
}

template<>
Decoded<Acknowledged> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) { return Acknowledged{reader.text("message"_L1)}; });
}

template<>
Decoded<QList<Platform>> decode(const QByteArray &body)
{
    return decodeList(body, readPlatform);
}

template<>
Decoded<Video> decode(const QByteArray &body)
{
    return decodeAnswer(body, readVideo);
}

template<>
Decoded<Page<Video>> decode(const QByteArray &body)
{
    return decodePage(body, readVideo);
}

template<>
Decoded<Profile> decode(const QByteArray &body)
{
    return decodeAnswer(body, readProfile);
}

template<>
Decoded<Page<Profile>> decode(const QByteArray &body)
{
    return decodePage(body, readProfile);
}

template<>
Decoded<WatchTime> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        return WatchTime{minutes(reader.integer("watched_minutes"_L1, 0, anyInt)),
                         minutes(reader.integer("daily_limit"_L1, anyNegativeInt, anyInt)),
                         minutes(reader.integer("remaining"_L1, 0, anyInt))};
    });
}

template<>
Decoded<Chip> decode(const QByteArray &body)
{
    return decodeAnswer(body, readChip);
}

template<>
Decoded<QList<Chip>> decode(const QByteArray &body)
{
    return decodeList(body, readChip);
}

template<>
Decoded<ChipPlaylist> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        Reader chip = reader.object("chip"_L1);
        ChipPlaylist playlist{chip.id<ChipId>("id"_L1), chip.text("label"_L1), chip.text("chip_uid"_L1),
                              reader.array("videos"_L1, readChipVideo)};
        std::stable_sort(
            playlist.videos.begin(), playlist.videos.end(),
            [](const ChipVideo &a, const ChipVideo &b) { return a.sequenceOrder < b.sequenceOrder; });
        return playlist;
    });
}

template<>
Decoded<PlaylistSaved> decode(const QByteArray &body)
{
    return decodeAnswer(body,
                        [](Reader &reader) { return PlaylistSaved{reader.integer("count"_L1, 0, anyInt)}; });
}

template<>
Decoded<VideoAssigned> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        return VideoAssigned{
            readVideo(reader),
            as<minutes>(reader.integerOrNothing("remaining_minutes"_L1, anyNegativeInt, anyInt)),
            as<minutes>(reader.integerOrNothing("max_watch_time_minutes"_L1, 0, anyInt)),
            reader.integerOrNothing("sequence_order"_L1, 0, anyInt).value_or(0),
        };
    });
}

template<>
Decoded<SessionStarted> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        return SessionStarted{reader.id<SessionId>("session_id"_L1),
                              minutes(reader.integer("remaining_minutes"_L1, anyNegativeInt, anyInt)),
                              minutes(reader.integer("daily_limit_minutes"_L1, anyNegativeInt, anyInt))};
    });
}

template<>
Decoded<SessionAlive> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        return SessionAlive{reader.id<SessionId>("session_id"_L1),
                            seconds(reader.integer("elapsed_seconds"_L1, 0, anyInt)),
                            minutes(reader.integer("remaining_minutes"_L1, anyNegativeInt, anyInt))};
    });
}

template<>
Decoded<SessionEnded> decode(const QByteArray &body)
{
    return decodeAnswer(body, [](Reader &reader) {
        const std::optional<StopReason> reason = stopReasonOf(reader.text("stopped_reason"_L1));
        if (!reason)
            reader.problem("stopped_reason"_L1, u"must be a reason of the public routes"_s);
        return SessionEnded{reader.id<SessionId>("session_id"_L1),
                            seconds(reader.integer("duration_seconds"_L1, 0, anyInt)),
                            reason.value_or(StopReason::Manual),
                            minutes(reader.integer("total_watched_today"_L1, 0, anyInt))};
    });
}

// --- requests, written --------------------------------------------------------------------------

QByteArray encode(const Register &request)
{
    return bytes(QJsonObject{
        {u"email"_s, request.email}, {u"password"_s, request.password}, {u"name"_s, request.name}});
}

QByteArray encode(const Login &request)
{
    return bytes(QJsonObject{{u"email"_s, request.email}, {u"password"_s, request.password}});
}

QByteArray encode(const NewVideo &request)
{
    QJsonObject object{{u"title"_s, request.title},
                       {u"platform_id"_s, sendable(request.platformId)},
                       {u"platform_video_id"_s, request.platformVideoId}};
    insertText(object, "description"_L1, request.description);
    insertText(object, "thumbnail_url"_L1, request.thumbnailUrl);
    insertText(object, "video_url"_L1, request.videoUrl);
    insertText(object, "channel_name"_L1, request.channelName);
    insertText(object, "age_rating"_L1, request.ageRating);
    insertNumber(object, "duration_seconds"_L1, request.duration);
    return bytes(object);
}

QByteArray encode(const VideoUpdate &request)
{
    QJsonObject object;
    if (request.title)
        object.insert("title"_L1, escapeEntities(*request.title));
    if (request.description)
        object.insert("description"_L1, escapeEntities(*request.description));
    if (request.thumbnailUrl)
        object.insert("thumbnail_url"_L1, *request.thumbnailUrl);
    if (request.ageRating)
        object.insert("age_rating"_L1, *request.ageRating);
    return bytes(object);
}

QByteArray encode(const NewProfile &request)
{
    QJsonObject object{{u"name"_s, request.name}};
    insertText(object, "avatar_url"_L1, request.avatarUrl);
    insertNumber(object, "daily_limit_minutes"_L1, request.dailyLimit);
    return bytes(object);
}

QByteArray encode(const ProfileUpdate &request)
{
    QJsonObject object;
    if (request.name)
        object.insert("name"_L1, escapeEntities(*request.name));
    if (request.avatarUrl)
        object.insert("avatar_url"_L1, *request.avatarUrl);
    insertNumber(object, "daily_limit_minutes"_L1, request.dailyLimit);
    return bytes(object);
}

QByteArray encode(const NewChip &request)
{
    return bytes(QJsonObject{{u"chip_uid"_s, request.uid}, {u"label"_s, request.label}});
}

QByteArray encode(const NewPlaylist &request)
{
    QJsonArray videos;
    for (const VideoId &video : request.videos)
        videos.append(QJsonObject{{u"video_id"_s, sendable(video)},
                                  {u"sequence_order"_s, static_cast<int>(videos.size() + 1)}});
    return bytes(QJsonObject{{u"videos"_s, videos}});
}

QByteArray encode(const Scan &request)
{
    QJsonObject object{{u"chip_uid"_s, request.uid}};
    if (request.profile)
        object.insert("profile_id"_L1, sendable(*request.profile));
    return bytes(object);
}

QByteArray encode(const SessionStart &request)
{
    return bytes(QJsonObject{{u"profile_id"_s, sendable(request.profile)},
                             {u"nfc_chip_id"_s, sendable(request.chip)},
                             {u"video_id"_s, sendable(request.video)}});
}

QByteArray encode(const Heartbeat &request)
{
    QJsonObject object;
    insertNumber(object, "current_position_seconds"_L1, request.position);
    insertNumber(object, "played_seconds"_L1, request.played);
    return bytes(object);
}

QByteArray encode(const SessionEnd &request)
{
    QJsonObject object{{u"stopped_reason"_s, stopReasonText(request.reason)}};
    insertNumber(object, "final_position_seconds"_L1, request.position);
    insertNumber(object, "played_seconds"_L1, request.played);
    return bytes(object);
}

// --- answers, written ---------------------------------------------------------------------------

QByteArray encode(const CsrfToken &answer)
{
    return bytes(QJsonObject{{u"csrfToken"_s, answer.token}});
}

QByteArray encode(const Health &answer)
{
    QJsonObject object{
        {u"status"_s, answer.healthy ? u"healthy"_s : u"degraded"_s},
        {u"timestamp"_s, timestamp(answer.timestamp)},
        {u"uptime"_s, answer.uptimeSeconds},
        {u"environment"_s, answer.environment},
        {u"services"_s, QJsonObject{{u"database"_s, answer.healthy ? u"healthy"_s : u"unhealthy"_s},
                                    {u"sentry"_s, u"disabled"_s}}},
    };
    if (!answer.capabilities.isEmpty())
        object.insert("capabilities"_L1, QJsonArray::fromStringList(answer.capabilities));
    return bytes(object);
}

QByteArray encodeRoot(const Health &answer)
{
    return bytes(QJsonObject{{u"status"_s, answer.healthy ? u"ok"_s : u"degraded"_s},
                             {u"database"_s, answer.healthy ? u"connected"_s : u"disconnected"_s},
                             {u"timestamp"_s, timestamp(answer.timestamp)}});
}

QByteArray encode(const SignedIn &answer)
{
    return bytes(QJsonObject{{u"user"_s, object(answer.user)}, {u"token"_s, answer.token}});
}

QByteArray encode(const Me &answer, const QString &message)
{
    if (!answer.user)
        return bytes(QJsonObject{{u"authenticated"_s, false}, {u"message"_s, message}});
    return bytes(QJsonObject{{u"authenticated"_s, true}, {u"user"_s, object(*answer.user)}});
}

QByteArray encode(const Refreshed &answer)
{
    return bytes(QJsonObject{{u"message"_s, u"Token refreshed"_s}, {u"token"_s, answer.token}});
}

QByteArray encode(const Acknowledged &answer)
{
    return bytes(QJsonObject{{u"message"_s, answer.message}});
}

QByteArray encode(const QList<Platform> &answer)
{
    QJsonArray array;
    for (const Platform &platform : answer)
        array.append(QJsonObject{{u"id"_s, platform.id.toString()}, {u"name"_s, platform.name}});
    return bytes(array);
}

QByteArray encode(const Stored<Video> &answer)
{
    return bytes(object(answer));
}

QByteArray encode(const Page<Stored<Video>> &answer)
{
    return encodePage(answer);
}

QByteArray encode(const Stored<Profile> &answer)
{
    return bytes(object(answer));
}

QByteArray encode(const Page<Stored<Profile>> &answer)
{
    return encodePage(answer);
}

QByteArray encode(const WatchTime &answer)
{
    return bytes(QJsonObject{{u"watched_minutes"_s, number(answer.watched)},
                             {u"daily_limit"_s, number(answer.dailyLimit)},
                             {u"remaining"_s, number(answer.remaining)}});
}

QByteArray encode(const Stored<Chip> &answer)
{
    return bytes(object(answer));
}

QByteArray encode(const QList<Stored<Chip>> &answer)
{
    QJsonArray array;
    for (const Stored<Chip> &chip : answer)
        array.append(object(chip));
    return bytes(array);
}

QByteArray encode(const ChipPlaylist &answer)
{
    QJsonArray videos;
    for (const ChipVideo &video : answer.videos) {
        videos.append(QJsonObject{{u"id"_s, video.id.toString()},
                                  {u"title"_s, escapeEntities(video.title)},
                                  {u"thumbnail_url"_s, nullable(video.thumbnailUrl)},
                                  {u"duration_seconds"_s, nullable(video.duration)},
                                  {u"platform_name"_s, video.platformName},
                                  {u"sequence_order"_s, video.sequenceOrder},
                                  {u"mapping_id"_s, video.mappingId.toString()}});
    }
    return bytes(QJsonObject{{u"chip"_s, QJsonObject{{u"id"_s, answer.id.toString()},
                                                     {u"label"_s, answer.label},
                                                     {u"chip_uid"_s, answer.uid}}},
                             {u"videos"_s, videos}});
}

QByteArray encode(const PlaylistSaved &answer, const QString &message)
{
    return bytes(QJsonObject{{u"success"_s, true}, {u"message"_s, message}, {u"count"_s, answer.count}});
}

QByteArray encode(const Stored<VideoAssigned> &answer)
{
    const VideoAssigned &assigned = answer.value;
    QJsonObject video = object(assigned.video);
    insertStamps(video, answer);
    video.insert("platform_name"_L1, assigned.video.platformName);
    video.insert("max_watch_time_minutes"_L1, nullable(assigned.maximumWatchTime));
    video.insert("sequence_order"_L1, assigned.sequenceOrder);
    insertNumber(video, "remaining_minutes"_L1, assigned.remaining);
    return bytes(video);
}

QByteArray encode(const SessionStarted &answer)
{
    return bytes(QJsonObject{{u"session_id"_s, answer.id.toString()},
                             {u"remaining_minutes"_s, number(answer.remaining)},
                             {u"daily_limit_minutes"_s, number(answer.dailyLimit)}});
}

QByteArray encode(const SessionAlive &answer)
{
    return bytes(QJsonObject{{u"session_id"_s, answer.id.toString()},
                             {u"elapsed_seconds"_s, number(answer.elapsed)},
                             {u"remaining_minutes"_s, number(answer.remaining)},
                             {u"limit_reached"_s, false}});
}

QByteArray encode(const SessionEnded &answer)
{
    return bytes(QJsonObject{{u"session_id"_s, answer.id.toString()},
                             {u"duration_seconds"_s, number(answer.duration)},
                             {u"stopped_reason"_s, stopReasonText(answer.reason)},
                             {u"total_watched_today"_s, number(answer.watchedToday)}});
}

// --- refusals, written --------------------------------------------------------------------------

namespace Refusal {

QByteArray m(const QString &message)
{
    return bytes(QJsonObject{{u"message"_s, message}});
}

QByteArray em(const QString &error, const QString &message)
{
    return bytes(QJsonObject{{u"error"_s, error}, {u"message"_s, message}});
}

QByteArray v(const QList<FieldProblem> &fields)
{
    return bytes(QJsonObject{{u"errors"_s, validationErrors(fields)}});
}

QByteArray se(const QString &error, const QString &code,
              const QList<std::pair<QString, QStringList>> &details)
{
    QJsonObject texts;
    for (const auto &[field, messages] : details)
        texts.insert(field, QJsonArray::fromStringList(messages));
    return bytes(
        QJsonObject{{u"success"_s, false}, {u"error"_s, error}, {u"code"_s, code}, {u"details"_s, texts}});
}

QByteArray duplicateVideo(const QString &error, const VideoId &existing)
{
    return bytes(QJsonObject{{u"success"_s, false},
                             {u"error"_s, error},
                             {u"code"_s, u"DUPLICATE_URL"_s},
                             {u"details"_s, QJsonObject{{u"existing_video_id"_s, existing.toString()}}}});
}

QByteArray sm(const QString &message, const QString &code, const QList<FieldProblem> &details)
{
    QJsonObject object{{u"success"_s, false}, {u"message"_s, message}, {u"code"_s, code}};
    if (!details.isEmpty())
        object.insert("details"_L1, validationErrors(details));
    return bytes(object);
}

QByteArray ec(const QString &error)
{
    return bytes(QJsonObject{{u"error"_s, error}, {u"code"_s, u"SERVER_ERROR"_s}});
}

QByteArray r(const QString &error, const QString &message, const QDateTime &retryAfter)
{
    QJsonObject object{{u"error"_s, error}, {u"retryAfter"_s, timestamp(retryAfter)}};
    insertText(object, "message"_L1, message);
    return bytes(object);
}

QByteArray requiresLogin(const QString &message)
{
    return bytes(QJsonObject{{u"message"_s, message}, {u"requiresLogin"_s, true}});
}

QByteArray limitAtScan(const QString &message)
{
    return bytes(QJsonObject{{u"message"_s, message}, {u"limit_reached"_s, true}});
}

QByteArray limitAtStart(const QString &error, minutes watched, minutes dailyLimit, const QString &message)
{
    return bytes(QJsonObject{{u"error"_s, error},
                             {u"total_minutes"_s, number(watched)},
                             {u"daily_limit_minutes"_s, number(dailyLimit)},
                             {u"limit_reached"_s, true},
                             {u"message"_s, message}});
}

QByteArray limitAtHeartbeat(const SessionId &id, seconds elapsed, const QString &message)
{
    return bytes(QJsonObject{{u"session_id"_s, id.toString()},
                             {u"elapsed_seconds"_s, number(elapsed)},
                             {u"remaining_minutes"_s, 0},
                             {u"limit_reached"_s, true},
                             {u"message"_s, message}});
}

} // namespace Refusal

} // namespace Medio::Api
