// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/codec.h"
#include "net/api/mappings.h"
#include "net/api/ownsessions.h"
#include "net/api/statistics.h"
#include "tests/support/apifixtures.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Medio::Api;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList paths(const DecodeProblem &problem)
{
    QStringList list;
    for (const FieldProblem &field : problem.fields)
        list << field.path;
    return list;
}

QJsonObject json(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

const auto user = id<UserId>("7f1c2a9e-51d4-4a0b-9c57-0a6d5e1f2b33");
const auto youtube = id<PlatformId>("33333333-3333-4333-8333-333333333333");
const auto rocket = id<VideoId>("aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa");
const auto jerry = id<VideoId>("aaaaaaaa-0002-4aaa-8aaa-aaaaaaaaaaaa");
const auto otter = id<ProfileId>("bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb");
const auto chip = id<ChipId>("cccccccc-0001-4ccc-8ccc-cccccccccccc");
const auto session = id<SessionId>("eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee");
const QDateTime morning(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc());

/// Asks every decoder; the answer does not matter, that there is one does.
void decodeEverything(const QByteArray &body)
{
    const auto look = [](const auto &decoded) {
        if (!decoded && !decoded.error().malformed)
            QVERIFY(!decoded.error().fields.isEmpty());
    };
    look(decode<Register>(body));
    look(decode<Login>(body));
    look(decode<NewVideo>(body));
    look(decode<NewProfile>(body));
    look(decode<ProfileUpdate>(body));
    look(decode<NewChip>(body));
    look(decode<Scan>(body));
    look(decode<SessionStart>(body));
    look(decode<Heartbeat>(body));
    look(decode<SessionEnd>(body));
    look(decode<CsrfToken>(body));
    look(decode<Health>(body));
    look(decode<SignedIn>(body));
    look(decode<Me>(body));
    look(decode<Refreshed>(body));
    look(decode<Acknowledged>(body));
    look(decode<QList<Platform>>(body));
    look(decode<Video>(body));
    look(decode<Page<Video>>(body));
    look(decode<Profile>(body));
    look(decode<Page<Profile>>(body));
    look(decode<WatchTime>(body));
    look(decode<Chip>(body));
    look(decode<QList<Chip>>(body));
    look(decode<ChipPlaylist>(body));
    look(decode<PlaylistSaved>(body));
    look(decode<VideoAssigned>(body));
    look(decode<SessionStarted>(body));
    look(decode<SessionAlive>(body));
    look(decode<SessionEnded>(body));
    look(decode<ProfileStats>(body));
    look(decode<QList<Mapping>>(body));
    look(decode<MappingMade>(body));
    look(decode<ChipVideoRemoved>(body));
    look(decode<OwnSessionStarted>(body));
    look(decode<OwnSessionAlive>(body));
    look(decode<OwnSessionEnded>(body));
    (void)decodePlaylist(body);
    (void)csrfOf(body);
    (void)ErrorBody::read(body);
}

} // namespace

class CodecTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // answers as the contract shows them
    void csrf();
    void health();
    void signedIn();
    void platforms();
    void videos();
    void videoAfterPost();
    void profiles();
    void watchTime();
    void statistics();
    void chips();
    void chipVideos();
    void scan();
    void sessions();

    void wrongAnswersNameTheField_data();
    void wrongAnswersNameTheField();
    void answersNeverRepeatSecrets();

    // requests
    void requestsLeaveOutWhatIsAbsent();
    void requestsArriveAsSent();
    void wrongRequestsNameTheField_data();
    void wrongRequestsNameTheField();
    void playlistsAreCheckedInOrder_data();
    void playlistsAreCheckedInOrder();
    void anEmptyBodyIsAnEmptyObject();
    void brokenRequestsAreMalformed();
    void passwordsAreNeverEchoed();

    // both directions
    void answersArriveAsSent();
    void answersHaveTheirKeys();
    void refusalsHaveTheirShapes();

    // hostile bytes
    void randomBytes();
    void damagedFixtures();
    void deepNesting();
};

void CodecTest::csrf()
{
    QCOMPARE(decode<CsrfToken>(fixture("csrf"))->token, u"Jx8kQ2aT-4yM0hQp1cVbWz6nRr3sUuXw9eYg"_s);
}

void CodecTest::health()
{
    const auto healthy = decode<Health>(fixture("health"));
    QVERIFY(healthy);
    QVERIFY(healthy->healthy);
    QCOMPARE(healthy->timestamp, morning.addMSecs(123));
    QCOMPARE(healthy->uptimeSeconds, 812.25);
    QVERIFY(healthy->capabilities.isEmpty());
    QVERIFY(!healthy->offers(Health::playedSeconds));

    const auto home = decode<Health>(fixture("health-home"));
    QVERIFY(home->offers(Health::playedSeconds));
    QCOMPARE(home->capabilities, (QStringList{u"played-seconds"_s, u"streams"_s}));

    QVERIFY(!decode<Health>(fixture("health-degraded"))->healthy);

    QByteArrayList many;
    for (int i = 0; i < 1000; ++i)
        many << "\"ability-" + QByteArray::number(i) + "\"";
    const auto boastful = decode<Health>(
        R"({"status":"healthy","services":{"database":"healthy"},"capabilities":[7,"","played-seconds",)" +
        many.join(',') + "]}");
    QVERIFY(boastful->offers(Health::playedSeconds));
    QCOMPARE(boastful->capabilities.size(), 64);
}

void CodecTest::signedIn()
{
    const auto answer = decode<SignedIn>(fixture("signed-in"));
    QVERIFY(answer);
    QCOMPARE(answer->user, (User{user, u"anna@example.org"_s, u"Anna & Ben O'Neil"_s}));
    QVERIFY(answer->token.startsWith(u"eyJ"_s));
    QCOMPARE(decode<Me>(fixture("me"))->user->name, u"Anna"_s);
    QVERIFY(!decode<Me>(fixture("me-nobody"))->user);
    QVERIFY(!decode<Me>("{}")); // says nothing, not that nobody is signed in
    QVERIFY(!decode<Me>(R"({"authenticated":1})"));
    QVERIFY(decode<Refreshed>(fixture("refreshed")));
}

void CodecTest::platforms()
{
    const auto answer = decode<QList<Platform>>(fixture("platforms"));
    QVERIFY(answer);
    QCOMPARE(answer->size(), 3);
    QCOMPARE(answer->last(), (Platform{youtube, u"youtube"_s}));
}

void CodecTest::videos()
{
    const auto answer = decode<Page<Video>>(fixture("videos"));
    QVERIFY(answer);
    QCOMPARE(answer->page, 2);
    QCOMPARE(answer->limit, 2);
    QCOMPARE(answer->totalCount, 5);
    QCOMPARE(answer->totalPages(), 3);
    QVERIFY(answer->hasNext());
    QVERIFY(answer->hasPrevious());
    QCOMPARE(answer->items.size(), 2);

    const Video &first = answer->items.first();
    QCOMPARE(first.id, jerry);
    QCOMPARE(first.title, u"Tom & Jerry: \"The Cat's Nap\""_s);
    QCOMPARE(first.description, u"one <1> / two \\ three ` &lt; &euro;"_s);
    QCOMPARE(first.channelName, u"Cats & Co"_s);
    QCOMPARE(first.platformName, u"YouTube"_s);
    QCOMPARE(first.duration, std::nullopt);
    QVERIFY(first.ageRating.isEmpty());

    const Video &second = answer->items.last();
    QCOMPARE(second.duration, std::optional(12s));
    QVERIFY(second.videoUrl.isEmpty());
    QCOMPARE(ageRatingOf(second.ageRating), AgeRating::R);
}

void CodecTest::videoAfterPost()
{
    const auto video = decode<Video>(fixture("video-created"));
    QVERIFY(video);
    QCOMPARE(video->platformId, youtube);
    QVERIFY(video->platformName.isEmpty());
}

void CodecTest::profiles()
{
    const auto answer = decode<Page<Profile>>(fixture("profiles"));
    QVERIFY(answer);
    QCOMPARE(answer->items.first(), (Profile{otter, u"Otter & Co"_s, {}, 60min}));
    QCOMPARE(answer->items.last().dailyLimit, -5min);
    QVERIFY(!answer->hasNext());
    // Blank names and arrays as names are stored as they come (Q22).
    for (const char *name : {"", R"({\"a\",\"b\"})"}) {
        QByteArray odd = fixture("profiles");
        odd.replace("Otter &amp; Co", name);
        const auto read = decode<Page<Profile>>(odd);
        QVERIFY(read);
        QCOMPARE(read->items.first().name, QString::fromLatin1(name).remove(u'\\'));
    }
}

void CodecTest::watchTime()
{
    QCOMPARE(*decode<WatchTime>(fixture("watch-time")), (WatchTime{17min, 60min, 43min}));
}

void CodecTest::statistics()
{
    const auto stats = decode<ProfileStats>(fixture("stats"));
    QVERIFY(stats);
    QCOMPARE(stats->watchedToday, 17min);
    QCOMPARE(stats->days.at(1).date, QDate(2026, 3, 9)); // 23:00 of the day before, in Berlin
    QCOMPARE(stats->topVideos.first().watchCount, 3);    // a text (Q9)
    QVERIFY(!stats->topVideos.last().total);
    for (const char *wrong :
         {R"({"watched_today":1,"weekly_stats":[{"date":"soon","total_minutes":1}],"top_videos":[]})",
          R"({"watched_today":1,"weekly_stats":[],"top_videos":[{"title":"x","watch_count":"three"}]})"})
        QCOMPARE(decode<ProfileStats>(wrong).error().fields.size(), 1);
}

void CodecTest::chips()
{
    const auto answer = decode<QList<Chip>>(fixture("chips"));
    QVERIFY(answer);
    QCOMPARE(answer->first(), (Chip{chip, u"04:A1:B2:C3"_s, u"Rocket"_s, true}));
    QVERIFY(!answer->last().active);
}

void CodecTest::chipVideos()
{
    const auto answer = decode<ChipPlaylist>(fixture("chip-videos"));
    QVERIFY(answer);
    QCOMPARE(answer->id, chip);
    QCOMPARE(answer->videos.size(), 2);
    QCOMPARE(answer->videos.first().id, jerry); // by sequence_order, not as listed
    QCOMPARE(answer->videos.first().title, u"Tom & Jerry"_s);
    QCOMPARE(answer->videos.last().duration, std::optional(12s));
    QCOMPARE(decode<PlaylistSaved>(fixture("playlist-saved"))->count, 3);
}

void CodecTest::scan()
{
    const auto answer = decode<VideoAssigned>(fixture("scan"));
    QVERIFY(answer);
    QCOMPARE(answer->video.id, rocket);
    QVERIFY(answer->video.platformId.isNull());
    QCOMPARE(answer->remaining, std::optional(43min));
    QCOMPARE(answer->maximumWatchTime, std::nullopt);
    QCOMPARE(answer->sequenceOrder, 3);
}

void CodecTest::sessions()
{
    QCOMPARE(*decode<SessionStarted>(fixture("session-started")), (SessionStarted{session, 43min, 60min}));
    QCOMPARE(*decode<SessionAlive>(fixture("heartbeat")), (SessionAlive{session, 125s, 41min}));
    QCOMPARE(*decode<SessionEnded>(fixture("session-ended")),
             (SessionEnded{session, 126s, StopReason::SwipeExit, 20min}));
}

void CodecTest::wrongAnswersNameTheField_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("path");
    const QByteArray good =
        R"("id":"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa","title":"t","platform_video_id":"p")";
    const auto page = [](const QByteArray &video) {
        return QByteArray(R"({"data":[{)" + video +
                          R"(}],"pagination":{"page":1,"limit":20,"totalCount":1}})");
    };
    QTest::newRow("id is a number") << page(R"("id":7,"title":"t","platform_video_id":"p")")
                                    << u"data[0].id"_s;
    QTest::newRow("id is a path") << page(R"("id":"../x","title":"t","platform_video_id":"p")")
                                  << u"data[0].id"_s;
    QTest::newRow("no title") << page(
                                     R"("id":"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa","platform_video_id":"p")")
                              << u"data[0].title"_s;
    QTest::newRow("title is a list") << page(good + R"(,"title":["a"])") << u"data[0].title"_s;
    QTest::newRow("duration is a text")
        << page(good + R"(,"duration_seconds":"12")") << u"data[0].duration_seconds"_s;
    QTest::newRow("duration is huge")
        << page(good + R"(,"duration_seconds":1e300)") << u"data[0].duration_seconds"_s;
    QTest::newRow("duration is broken")
        << page(good + R"(,"duration_seconds":1.5)") << u"data[0].duration_seconds"_s;
    QTest::newRow("address is an object") << page(good + R"(,"video_url":{})") << u"data[0].video_url"_s;
    QTest::newRow("element is null")
        << QByteArray(R"({"data":[null],"pagination":{"page":1,"limit":20,"totalCount":1}})") << u"data[0]"_s;
    QTest::newRow("no data") << QByteArray(R"({"pagination":{"page":1,"limit":20,"totalCount":1}})")
                             << u"data"_s;
    QTest::newRow("no pagination") << QByteArray(R"({"data":[]})") << u"pagination"_s;
    QTest::newRow("negative count")
        << QByteArray(R"({"data":[],"pagination":{"page":1,"limit":20,"totalCount":-1}})")
        << u"pagination.totalCount"_s;
    QTest::newRow("page zero") << QByteArray(
                                      R"({"data":[],"pagination":{"page":0,"limit":20,"totalCount":1}})")
                               << u"pagination.page"_s;
}

void CodecTest::wrongAnswersNameTheField()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, path);
    const auto answer = decode<Page<Video>>(body);
    QVERIFY(!answer);
    QVERIFY(!answer.error().malformed);
    QCOMPARE(paths(answer.error()).first(), path);
    QVERIFY(answer.error().message.contains(path));
}

void CodecTest::answersNeverRepeatSecrets()
{
    const auto answer =
        decode<SignedIn>(R"({"user":{"id":"secret-1","email":5,"name":"n"},"token":["secret-2"]})");
    QVERIFY(!answer);
    QVERIFY(!answer.error().message.contains(u"secret"_s));
    for (const FieldProblem &field : answer.error().fields)
        QVERIFY(field.value.isUndefined());
}

void CodecTest::requestsLeaveOutWhatIsAbsent()
{
    QCOMPARE(json(encode(NewVideo{youtube, u"p"_s, u"t"_s, {}, {}, {}, {}, {}, {}})).keys(),
             (QStringList{u"platform_id"_s, u"platform_video_id"_s, u"title"_s}));
    QCOMPARE(json(encode(NewProfile{u"Otter"_s, {}, {}})).keys(), QStringList{u"name"_s});
    QCOMPARE(encode(ProfileUpdate{}), QByteArray("{}"));
    QCOMPARE(json(encode(Scan{u"04:A1:B2:C3"_s, {}})).keys(), QStringList{u"chip_uid"_s});
    QCOMPARE(encode(Heartbeat{}), QByteArray("{}"));
    QCOMPARE(encode(Heartbeat{{}, 61s}), QByteArray(R"({"played_seconds":61})"));
    QCOMPARE(encode(SessionEnd{StopReason::DailyLimit, {}, {}}),
             QByteArray(R"({"stopped_reason":"daily_limit"})"));
    QCOMPARE(encode(NewPlaylist{}), QByteArray(R"({"videos":[]})"));
    QCOMPARE(json(encode(NewPlaylist{{jerry, rocket}})).value("videos"_L1).toArray().at(1).toObject(),
             (QJsonObject{{u"video_id"_s, rocket.toString()}, {u"sequence_order"_s, 2}}));
}

void CodecTest::requestsArriveAsSent()
{
    const auto registered =
        decode<Register>(encode(Register{u"Demo@Medio.example"_s, u"Lantern-7!"_s, u" O'Neil "_s}));
    QVERIFY(registered);
    QCOMPARE(registered->email, u"demo@medio.example"_s);
    QCOMPARE(registered->password, u"Lantern-7!"_s);
    QCOMPARE(registered->name, u"O'Neil"_s);

    QCOMPARE(decode<Login>(encode(Login{u"a@b.example"_s, u" x "_s}))->password, u" x "_s);

    const NewVideo video{youtube,
                         u"a/b"_s,
                         u"Tom & Jerry"_s,
                         u"d"_s,
                         u"https://i.example.org/1"_s,
                         u"http://127.0.0.1:81/a.mp4"_s,
                         u"c"_s,
                         u"PG-13"_s,
                         12s};
    const auto arrived = decode<NewVideo>(encode(video));
    QVERIFY(arrived);
    QCOMPARE(arrived->title, video.title);
    QCOMPARE(arrived->platformVideoId, video.platformVideoId);
    QCOMPARE(arrived->videoUrl, video.videoUrl);
    QCOMPARE(arrived->duration, video.duration);
    QCOMPARE(arrived->ageRating, video.ageRating);
    QCOMPARE(decode<NewVideo>(R"({"title":"t","platform_id":"33333333-3333-4333-8333-333333333333",
                                  "platform_video_id":"p","duration_seconds":"12","description":null})")
                 ->duration,
             std::optional(12s));

    QCOMPARE(decode<NewProfile>(encode(NewProfile{u"Wren"_s, {}, 1min}))->dailyLimit, std::optional(1min));
    const auto update = decode<ProfileUpdate>(encode(ProfileUpdate{u"O'Neil &amp; Co"_s, {}, -3min}));
    QVERIFY(update);
    QCOMPARE(update->name, std::optional(u"O'Neil &amp; Co"_s));
    QCOMPARE(update->avatarUrl, std::nullopt);
    QCOMPARE(update->dailyLimit, std::optional(-3min));

    QCOMPARE(decode<NewChip>(encode(NewChip{u"04a1b2c3"_s, u" Fox "_s}))->uid, u"04:A1:B2:C3"_s);
    QCOMPARE(decode<NewChip>(R"({"chip_uid":12345678,"label":"Fox"})")->uid, u"12:34:56:78"_s);
    QCOMPARE(decode<Scan>(encode(Scan{u"04:A1:B2:C3"_s, otter}))->profile, std::optional(otter));

    const auto start = decode<SessionStart>(encode(SessionStart{otter, chip, rocket}));
    QVERIFY(start);
    QCOMPARE(start->profile, otter);
    QCOMPARE(start->chip, chip);
    QCOMPARE(start->video, rocket);

    const auto beat = decode<Heartbeat>(encode(Heartbeat{30s, 61s}));
    QVERIFY(beat);
    QCOMPARE(beat->position, std::optional(30s));
    QCOMPARE(beat->played, std::optional(61s));
    QCOMPARE(decode<Heartbeat>(R"({"current_position_seconds":"soon"})")->position, std::nullopt);
    QCOMPARE(decode<Heartbeat>(R"({"current_position_seconds":-4})")->position, std::nullopt);

    const auto end = decode<SessionEnd>(encode(SessionEnd{StopReason::SwipeExit, 5s, 7s}));
    QVERIFY(end);
    QCOMPARE(end->reason, StopReason::SwipeExit);
    QCOMPARE(end->position, std::optional(5s));
    QCOMPARE(end->played, std::optional(7s));

    QCOMPARE(decodePlaylist(encode(NewPlaylist{{jerry, rocket}}))->videos, (QList<VideoId>{jerry, rocket}));
    QCOMPARE(csrfOf(R"({"_csrf":"t"})"), u"t"_s);
    QCOMPARE(csrfOf("nonsense"), QString());
}

void CodecTest::wrongRequestsNameTheField_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("register, empty") << u"register"_s << QByteArray("{}")
                                     << QStringList{u"email"_s, u"password"_s, u"name"_s};
    QTest::newRow("register, array as password")
        << u"register"_s << QByteArray(R"({"email":"a@b.example","password":["x"],"name":"n"})")
        << QStringList{u"password"_s};
    QTest::newRow("video, null address")
        << u"video"_s
        << QByteArray(
               R"({"title":"t","platform_id":"33333333-3333-4333-8333-333333333333",
        "platform_video_id":"p","video_url":null,"thumbnail_url":"","age_rating":""})")
        << QStringList{u"thumbnail_url"_s, u"video_url"_s, u"age_rating"_s};
    QTest::newRow("video, localhost, no length")
        << u"video"_s << QByteArray(R"({"title":"t","platform_id":"youtube","platform_video_id":"p",
        "video_url":"http://localhost/a.mp4","duration_seconds":0})")
        << QStringList{u"platform_id"_s, u"video_url"_s, u"duration_seconds"_s};
    QTest::newRow("video, title too long after escaping")
        << u"video"_s
        << QByteArray(
               R"({"platform_id":"33333333-3333-4333-8333-333333333333","platform_video_id":"p","title":")" +
               QByteArray(100, '\'') + R"("})")
        << QStringList{u"title"_s};
    QTest::newRow("profile, limit") << u"profile"_s
                                    << QByteArray(R"({"name":"n","daily_limit_minutes":1441})")
                                    << QStringList{u"daily_limit_minutes"_s};
    QTest::newRow("profile, emoji") << u"profile"_s
                                    << QByteArray("{\"name\":\"n\",\"avatar_url\":\"\xF0\x9F\xA6\x8A\"}")
                                    << QStringList{u"avatar_url"_s};
    QTest::newRow("chip") << u"chip"_s << QByteArray(R"({"chip_uid":"xyz","label":"O'Neil"})")
                          << QStringList{u"chip_uid"_s, u"label"_s};
    QTest::newRow("scan, null profile")
        << u"scan"_s << QByteArray(R"({"chip_uid":"04A1B2C3","profile_id":null})")
        << QStringList{u"profile_id"_s};
    QTest::newRow("start, all three") << u"start"_s << QByteArray(R"({"profile_id":1,"video_id":"x"})")
                                      << QStringList{u"profile_id"_s, u"nfc_chip_id"_s, u"video_id"_s};
    QTest::newRow("end, null reason")
        << u"end"_s << QByteArray(R"({"stopped_reason":null})") << QStringList{u"stopped_reason"_s};
    QTest::newRow("end, the other set")
        << u"end"_s << QByteArray(R"({"stopped_reason":"time_limit"})") << QStringList{u"stopped_reason"_s};
    QTest::newRow("end, negative") << u"end"_s
                                   << QByteArray(R"({"final_position_seconds":-1,"played_seconds":-1})")
                                   << QStringList{u"final_position_seconds"_s, u"played_seconds"_s};
    QTest::newRow("beat, played is a text")
        << u"beat"_s << QByteArray(R"({"played_seconds":"61"})") << QStringList{u"played_seconds"_s};
    QTest::newRow("beat, played is huge")
        << u"beat"_s << QByteArray(R"({"played_seconds":1e18})") << QStringList{u"played_seconds"_s};
}

void CodecTest::wrongRequestsNameTheField()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, fields);
    const auto refused = [&](const auto &decoded) {
        QVERIFY(!decoded);
        QVERIFY(!decoded.error().malformed);
        QCOMPARE(paths(decoded.error()), fields);
    };
    if (what == "register"_L1)
        refused(decode<Register>(body));
    else if (what == "video"_L1)
        refused(decode<NewVideo>(body));
    else if (what == "profile"_L1)
        refused(decode<NewProfile>(body));
    else if (what == "chip"_L1)
        refused(decode<NewChip>(body));
    else if (what == "scan"_L1)
        refused(decode<Scan>(body));
    else if (what == "start"_L1)
        refused(decode<SessionStart>(body));
    else if (what == "end"_L1)
        refused(decode<SessionEnd>(body));
    else if (what == "beat"_L1)
        refused(decode<Heartbeat>(body));
    else
        QFAIL("no such request");
}

void CodecTest::playlistsAreCheckedInOrder_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code"); // empty: accepted
    const auto list = [](const QList<std::pair<VideoId, QJsonValue>> &entries) {
        QJsonArray videos;
        for (const auto &[video, order] : entries)
            videos.append(QJsonObject{{u"video_id"_s, video.toString()}, {u"sequence_order"_s, order}});
        return QJsonDocument(QJsonObject{{u"videos"_s, videos}}).toJson();
    };
    QList<std::pair<VideoId, QJsonValue>> many;
    for (int i = 1; i <= 51; ++i)
        many.append({VideoId::create(), i});
    QTest::newRow("empty") << list({}) << QString();
    QTest::newRow("reversed") << list({{rocket, 2}, {jerry, 1}}) << QString();
    QTest::newRow("fifty") << list(many.first(50)) << QString();
    QTest::newRow("fifty-one") << list(many) << u"MAX_VIDEOS_EXCEEDED"_s;
    QTest::newRow("gap") << list({{rocket, 1}, {jerry, 3}}) << u"NON_CONTIGUOUS_SEQUENCE"_s;
    QTest::newRow("twice the same number") << list({{rocket, 1}, {jerry, 1}}) << u"NON_CONTIGUOUS_SEQUENCE"_s;
    QTest::newRow("numbers as texts") << list({{rocket, u"1"_s}}) << u"NON_CONTIGUOUS_SEQUENCE"_s;
    QTest::newRow("twice the same video") << list({{rocket, 1}, {rocket, 2}}) << u"DUPLICATE_VIDEO"_s;
    QTest::newRow("zero") << list({{rocket, 0}}) << u"VALIDATION_ERROR"_s;
    QTest::newRow("no number") << QByteArray(
                                      R"({"videos":[{"video_id":"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"}]})")
                               << u"VALIDATION_ERROR"_s;
    QTest::newRow("no id") << QByteArray(R"({"videos":[{"video_id":"x","sequence_order":1}]})")
                           << u"VALIDATION_ERROR"_s;
    QTest::newRow("no list") << QByteArray(R"({"videos":{}})") << u"VALIDATION_ERROR"_s;
    QTest::newRow("nothing") << QByteArray() << u"VALIDATION_ERROR"_s;
}

void CodecTest::playlistsAreCheckedInOrder()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    const auto playlist = decodePlaylist(body);
    QCOMPARE(playlist ? QString() : playlist.error().code, code);
    if (playlist && playlist->videos.size() == 2)
        QCOMPARE(playlist->videos, (QList<VideoId>{jerry, rocket}));
}

void CodecTest::anEmptyBodyIsAnEmptyObject()
{
    QVERIFY(decode<Heartbeat>(QByteArray()));
    QCOMPARE(decode<SessionEnd>(QByteArray())->reason, StopReason::Manual);
    QVERIFY(!decode<SessionStart>(QByteArray()).error().malformed);
    QVERIFY(!decode<SessionStart>("[]").error().malformed);
}

void CodecTest::brokenRequestsAreMalformed()
{
    for (const QByteArray body : {"{", "null", "\"text\"", "{\"a\":}", "\xff\xfe"}) {
        const auto login = decode<Login>(body);
        QVERIFY2(!login && login.error().malformed, body.constData());
        QVERIFY(!login.error().message.isEmpty());
    }
}

void CodecTest::passwordsAreNeverEchoed()
{
    const auto registered = decode<Register>(R"({"email":"x","password":"abc","name":"n"})");
    QVERIFY(!registered);
    const QByteArray answer = Refusal::v(registered.error().fields);
    QVERIFY(!answer.contains("abc"));
    const QJsonArray errors = json(answer).value("errors"_L1).toArray();
    QCOMPARE(errors.size(), 2);
    QCOMPARE(errors.first().toObject().value("path"_L1).toString(), u"email"_s);
    QCOMPARE(errors.first().toObject().value("value"_L1).toString(), u"x"_s);
}

void CodecTest::answersArriveAsSent()
{
    const User anna{user, u"anna@example.org"_s, u"Anna <3 & \"Ben\""_s};
    QCOMPARE(decode<SignedIn>(encode(SignedIn{anna, u"t"_s}))->user, anna);
    QCOMPARE(decode<Me>(encode(Me{anna}))->user, std::optional(anna));
    QVERIFY(!decode<Me>(encode(Me{}, u"Not signed in"_s))->user);
    QCOMPARE(decode<Refreshed>(encode(Refreshed{u"t"_s}))->token, u"t"_s);
    QCOMPARE(decode<CsrfToken>(encode(CsrfToken{u"t"_s}))->token, u"t"_s);
    QCOMPARE(decode<Acknowledged>(encode(Acknowledged{u"done"_s}))->message, u"done"_s);

    const auto health =
        decode<Health>(encode(Health{true, morning, 3, u"home"_s, {QString(Health::playedSeconds)}}));
    QVERIFY(health->healthy && health->offers(Health::playedSeconds));

    const Video video{rocket,
                      youtube,
                      u"youtube"_s,
                      u"a/b"_s,
                      u"Tom & Jerry's"_s,
                      u"<d>"_s,
                      u"https://i.example.org/1"_s,
                      u"http://127.0.0.1:81/a"_s,
                      u"`c`"_s,
                      u"PG"_s,
                      12s};
    QCOMPARE(*decode<Video>(encode(Stored<Video>{video, user, morning, morning})), video);
    Page<Stored<Video>> page{{{video, user, morning, morning}}, 3, 1, 7};
    QCOMPARE(decode<Page<Video>>(encode(page))->items, QList<Video>{video});

    const Profile profile{otter, u"O'Tter"_s, {}, 0min};
    QCOMPARE(*decode<Profile>(encode(Stored<Profile>{profile, user, morning, morning})), profile);
    QCOMPARE(
        decode<Page<Profile>>(encode(Page<Stored<Profile>>{{{profile, user, morning, morning}}, 1, 20, 1}))
            ->items,
        QList<Profile>{profile});
    QCOMPARE(*decode<WatchTime>(encode(WatchTime{1min, 2min, 1min})), (WatchTime{1min, 2min, 1min}));

    const Chip fox{chip, u"04:A1:B2:C3"_s, u"Fox"_s, true};
    QCOMPARE(*decode<QList<Chip>>(encode(QList<Stored<Chip>>{{fox, user, morning, morning}})),
             QList<Chip>{fox});
    QCOMPARE(*decode<Chip>(encode(Stored<Chip>{fox, user, morning, morning})), fox);
    const ChipVideo entry{rocket, MappingId::create(), 1, u"A & B"_s, {}, u"youtube"_s, {}};
    QCOMPARE(decode<ChipPlaylist>(encode(ChipPlaylist{chip, u"Fox"_s, u"04:A1:B2:C3"_s, {entry}}))->videos,
             QList<ChipVideo>{entry});
    QCOMPARE(decode<PlaylistSaved>(encode(PlaylistSaved{4}, u"ok"_s))->count, 4);
    QCOMPARE(*decode<QList<Platform>>(encode(QList<Platform>{{youtube, u"youtube"_s}})),
             (QList<Platform>{{youtube, u"youtube"_s}}));

    Video scanned = video;
    scanned.platformId = {};
    const VideoAssigned assigned{scanned, 4min, {}, 2};
    QCOMPARE(*decode<VideoAssigned>(encode(Stored<VideoAssigned>{assigned, user, morning, morning})),
             assigned);
    const SessionStarted started{session, 3min, 4min};
    QCOMPARE(*decode<SessionStarted>(encode(started)), started);
    const SessionAlive alive{session, 3s, 4min};
    QCOMPARE(*decode<SessionAlive>(encode(alive)), alive);
    const SessionEnded ended{session, 3s, StopReason::Error, 4min};
    QCOMPARE(*decode<SessionEnded>(encode(ended)), ended);
}

void CodecTest::answersHaveTheirKeys()
{
    // The fixtures are the contract: our server's answers have exactly their keys.
    const auto keys = [](const QByteArray &body) {
        return json(body).keys();
    };
    const auto video = *decode<Video>(fixture("video-created"));
    QCOMPARE(keys(encode(Stored<Video>{video, user, morning, morning})), keys(fixture("video-created")));
    QCOMPARE(json(encode(Stored<Video>{video, user, morning, morning})), json(fixture("video-created")));
    const auto assigned = *decode<VideoAssigned>(fixture("scan"));
    QCOMPARE(json(encode(Stored<VideoAssigned>{assigned, user, morning, morning})), json(fixture("scan")));
    QCOMPARE(json(encode(*decode<WatchTime>(fixture("watch-time")))), json(fixture("watch-time")));
    QCOMPARE(json(encode(*decode<SessionStarted>(fixture("session-started")))),
             json(fixture("session-started")));
    QCOMPARE(json(encode(*decode<SessionAlive>(fixture("heartbeat")))), json(fixture("heartbeat")));
    QCOMPARE(json(encode(*decode<SessionEnded>(fixture("session-ended")))), json(fixture("session-ended")));
    QCOMPARE(json(encode(*decode<SignedIn>(fixture("signed-in")))), json(fixture("signed-in")));
    QCOMPARE(json(encode(*decode<Health>(fixture("health")))), json(fixture("health")));

    const auto profiles = *decode<Page<Profile>>(fixture("profiles"));
    Page<Stored<Profile>> page{{}, profiles.page, profiles.limit, profiles.totalCount};
    for (const Profile &profile : profiles.items)
        page.items.append({profile, user, morning, morning});
    QCOMPARE(json(encode(page)), json(fixture("profiles")));

    const auto chips = *decode<QList<Chip>>(fixture("chips"));
    QList<Stored<Chip>> rows;
    for (const Chip &one : chips)
        rows.append({one, user, morning, morning});
    QCOMPARE(QJsonDocument::fromJson(encode(rows)), QJsonDocument::fromJson(fixture("chips")));
}

void CodecTest::refusalsHaveTheirShapes()
{
    QCOMPARE(Refusal::m(u"Invalid token"_s).simplified(), QByteArray(R"({"message":"Invalid token"})"));
    QCOMPARE(json(Refusal::em(u"Invalid NFC chip or profile"_s, u"Ask a grown-up"_s)),
             json(fixture("refusal-em")));
    QCOMPARE(json(Refusal::limitAtScan(u"Enough for today"_s)), json(fixture("limit-scan")));
    QCOMPARE(json(Refusal::limitAtStart(u"Daily limit reached"_s, 61min, 60min, u"See you tomorrow"_s)),
             json(fixture("limit-start")));
    QCOMPARE(json(Refusal::limitAtHeartbeat(session, 120s, u"See you tomorrow"_s)),
             json(fixture("limit-heartbeat")));
    QCOMPARE(json(Refusal::duplicateVideo(u"Duplicate"_s, rocket)), json(fixture("refusal-se")));
    QCOMPARE(json(Refusal::sm(u"Not your chip"_s, u"UNAUTHORIZED_CHIP"_s)), json(fixture("refusal-sm")));
    QCOMPARE(json(Refusal::v({{u"chip_uid"_s, u"Invalid UID"_s, u"x"_s}, {u"label"_s, u"Required"_s}})),
             json(fixture("refusal-v")));
    QCOMPARE(json(Refusal::r(u"Too many"_s, {}, morning)).keys(), (QStringList{u"error"_s, u"retryAfter"_s}));
    QVERIFY(json(Refusal::requiresLogin(u"x"_s)).value("requiresLogin"_L1).toBool());

    const ErrorBody body = ErrorBody::read(fixture("refusal-v"));
    QCOMPARE(body.fields.size(), 2);
    QCOMPARE(body.fields.first().path, u"chip_uid"_s);
    QCOMPARE(ErrorBody::read(fixture("refusal-se")).code, u"DUPLICATE_URL"_s);
}

void CodecTest::randomBytes()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 3000; ++i) {
        QByteArray body(random.bounded(200), Qt::Uninitialized);
        for (char &byte : body)
            byte = static_cast<char>(random.bounded(256));
        decodeEverything(body);
    }
}

void CodecTest::damagedFixtures()
{
    // Valid JSON with the wrong thing in one place gets further into the decoders than noise does.
    static const QList<QByteArray> intruders{"null", "-1",   "1e308", "\"\"",  "{}",   "[]",
                                             "true", "[[]]", "0.5",   "\"x\"", "9e15", "\"\\u0000\""};
    QRandomGenerator random(11);
    QDirIterator files(QStringLiteral(MEDIO_API_FIXTURES), {u"*.json"_s}, QDir::Files);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray original = file.readAll();
        ++seen;
        for (int i = 0; i < 60; ++i) {
            QByteArray body = original;
            const qsizetype colon = body.indexOf(':', random.bounded(body.size()));
            const qsizetype end = colon < 0 ? -1 : body.indexOf(',', colon);
            if (end > 0 && i % 3 != 0)
                body.replace(colon + 1, end - colon - 1, intruders.at(random.bounded(intruders.size())));
            else
                body[random.bounded(body.size())] = static_cast<char>(random.bounded(256));
            decodeEverything(body);
        }
    }
    QVERIFY(seen > 20);
}

void CodecTest::deepNesting()
{
    decodeEverything(QByteArray(100000, '['));
    decodeEverything(QByteArray("{\"videos\":").repeated(20000));
    decodeEverything(QByteArray(900, '[') + QByteArray(900, ']'));
}

QTEST_GUILESS_MAIN(CodecTest)
#include "tst_codec.moc"
