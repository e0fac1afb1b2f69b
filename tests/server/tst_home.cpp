// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/connection.h"
#include "server/seed.h"
#include "server/server.h"
#include "tests/support/certificate.h"
#include "tests/support/fakeclock.h"
#include "tests/support/homeclient.h"

#include <sys/stat.h>

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace Medio;
using namespace Medio::Home;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The whole server on loopback, asked as a client asks.
class TestHome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theWholePath();
    void playedSecondsAreBilled();
    void wallClockIsBilledWithoutThem();
    void theDayIsTheFamilys();
    void aLateEndCostsItsOwnDay();
    void startsAndScans();
    void tokensAreCheckedAndRefreshed();
    void refreshTokenOpensNothing();
    void logoutRevokes();
    void loginTellsNothing();
    void cookiesAreStrict();
    void speaksTls();
    void csrfIsNeeded();
    void bodiesAreRead_data();
    void bodiesAreRead();
    void unknownPathsAndIds();
    void foreignOriginIsRefused();
    void videosPagesAndRules();
    void profilesRules();
    void chipsRules();
    void playlistRules();
    void deletingWhatIsInUse();
    void otherParentsSeeNothing();
    void statsTellTheWeek();
    void filmsInPieces();
    void filmAddressesFollowTheHost();
    void bothPrefixesAreOne();
    void limitsAreKept();
    void forwardedForOnlyWhenTrusted();
    void etags();
    void databaseLostAndBack();
    void damagedDatabase();
    void nonsenseInARow();
    void unwritableDatabase();
    void survivesARestart();

private:
    using Answer = HomeClient::Answer;

    void start();
    void restart()
    {
        m_server.reset();
        start();
    }
    QString url() const { return m_server->url(); }
    void signIn(HomeClient &client, const QString &email = u"otto@medio.example"_s);
    QString make(HomeClient &client, const QString &path, const QJsonObject &body);
    QString makeVideo(HomeClient &client, const QString &title = u"Film"_s);

    /// A parent with a child, a chip and a film on it.
    struct World
    {
        QString profile;
        QString chip;
        QString video;
    };
    World makeWorld(HomeClient &client, int limit = 30);
    QString startSession(HomeClient &client, const World &world);
    static int minutesWatched(HomeClient &client, const World &world)
    {
        return client.get(u"/api/profiles/"_s + world.profile + u"/watch-time")
            .json()
            .value(u"watched_minutes"_s)
            .toInt(-1);
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    ServerSettings m_settings;
    std::unique_ptr<Server> m_server;
};

namespace {

const QString uid = u"04:A1:5C:22:6B:11:80"_s;

QJsonObject playlistOf(const QStringList &videos)
{
    QJsonArray array;
    for (const QString &video : videos)
        array.append(QJsonObject{{u"video_id"_s, video}, {u"sequence_order"_s, array.size() + 1}});
    return {{u"videos"_s, array}};
}

QString textOf(const HomeClient::Answer &answer, const char *key)
{
    return answer.json().value(QString::fromLatin1(key)).toString();
}

} // namespace

void TestHome::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock.setWall(QDateTime(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc()));
    m_settings = {};
    m_settings.dataFolder = m_folder->filePath(u"data"_s);
    m_settings.mediaFolder = m_folder->filePath(u"media"_s);
    m_settings.limitsEnabled = false;
    m_settings.grace = 2000ms;
    m_settings.zone = QTimeZone("Europe/Berlin");
    QVERIFY(QDir().mkpath(m_settings.mediaFolder));
    start();
}

void TestHome::cleanup()
{
    m_server.reset();
}

void TestHome::start()
{
    m_server = std::make_unique<Server>(m_settings, m_clock);
    const auto started = m_server->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error()));
}

void TestHome::signIn(HomeClient &client, const QString &email)
{
    const Answer answer =
        client.post(u"/api/auth/register"_s,
                    {{u"email"_s, email}, {u"password"_s, u"Lantern-7!"_s}, {u"name"_s, u"Otto & Co"_s}});
    QCOMPARE(answer.status, 201);
}

QString TestHome::make(HomeClient &client, const QString &path, const QJsonObject &body)
{
    const Answer answer = client.post(path, body);
    if (answer.status != 201)
        qWarning() << path << answer.status << answer.body;
    return textOf(answer, "id");
}

QString TestHome::makeVideo(HomeClient &client, const QString &title)
{
    const auto platforms = QJsonDocument::fromJson(client.get(u"/api/platforms"_s).body).array();
    return make(client, u"/api/videos"_s,
                {{u"title"_s, title},
                 {u"platform_id"_s, platforms.at(0).toObject().value(u"id"_s)},
                 {u"platform_video_id"_s, u"x1"_s},
                 {u"duration_seconds"_s, 600}});
}

TestHome::World TestHome::makeWorld(HomeClient &client, int limit)
{
    World world;
    world.profile =
        make(client, u"/api/profiles"_s, {{u"name"_s, u"Otter"_s}, {u"daily_limit_minutes"_s, limit}});
    world.chip = make(client, u"/api/nfc/chips"_s, {{u"chip_uid"_s, uid}, {u"label"_s, u"Rocket"_s}});
    world.video = makeVideo(client);
    const Answer saved =
        client.put(u"/api/nfc/chips/"_s + world.chip + u"/videos", playlistOf({world.video}));
    if (saved.status != 200)
        qWarning() << saved.status << saved.body;
    return world;
}

QString TestHome::startSession(HomeClient &client, const World &world)
{
    return textOf(client.post(u"/api/sessions/start/public"_s, {{u"profile_id"_s, world.profile},
                                                                {u"nfc_chip_id"_s, world.chip},
                                                                {u"video_id"_s, world.video}}),
                  "session_id");
}

void TestHome::theWholePath()
{
    HomeClient client(url());
    const Answer registered = client.post(
        u"/api/auth/register"_s,
        {{u"email"_s, u"Otto@Medio.Example"_s}, {u"password"_s, u"Lantern-7!"_s}, {u"name"_s, u"Otto"_s}});
    QCOMPARE(registered.status, 201);
    QCOMPARE(registered.json().value(u"user"_s).toObject().value(u"email"_s).toString(),
             u"otto@medio.example"_s);
    client.forgetCookies();
    const Answer login = client.post(
        u"/api/auth/login"_s, {{u"email"_s, u"otto@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}});
    QCOMPARE(login.status, 200);
    QVERIFY(!textOf(login, "token").isEmpty());
    QVERIFY(client.get(u"/api/auth/me"_s).json().value(u"authenticated"_s).toBool());

    const World world = makeWorld(client, 2);
    const Answer playlist = client.get(u"/api/nfc/chips/"_s + world.chip + u"/videos");
    QCOMPARE(playlist.json().value(u"videos"_s).toArray().at(0).toObject().value(u"id"_s).toString(),
             world.video);

    HomeClient kid(url()); // not signed in
    const Answer scan =
        kid.post(u"/api/nfc/scan/public"_s, {{u"chip_uid"_s, uid}, {u"profile_id"_s, world.profile}});
    QCOMPARE(scan.status, 200);
    QCOMPARE(textOf(scan, "id"), world.video);
    QCOMPARE(scan.json().value(u"remaining_minutes"_s).toInt(), 2);

    const QString session = startSession(kid, world);
    QVERIFY(!session.isEmpty());
    const QString path = u"/api/sessions/"_s + session;
    m_clock.advance(60s);
    const Answer beat = kid.post(path + u"/heartbeat", {{u"played_seconds"_s, 50}});
    QCOMPARE(beat.status, 200);
    QCOMPARE(beat.json().value(u"elapsed_seconds"_s).toInt(), 50);
    QCOMPARE(beat.json().value(u"remaining_minutes"_s).toInt(), 2);
    QVERIFY(!beat.json().value(u"limit_reached"_s).toBool(true));
    m_clock.advance(70s);
    const Answer over = kid.post(path + u"/heartbeat", {{u"played_seconds"_s, 120}});
    QCOMPARE(over.status, 403);
    QVERIFY(over.json().value(u"limit_reached"_s).toBool());
    QCOMPARE(over.json().value(u"elapsed_seconds"_s).toInt(), 120);
    const Answer ended =
        kid.post(path + u"/end", {{u"stopped_reason"_s, u"daily_limit"_s}, {u"played_seconds"_s, 121}});
    QCOMPARE(ended.status, 200);
    QCOMPARE(ended.json().value(u"duration_seconds"_s).toInt(), 121);
    QCOMPARE(ended.json().value(u"total_watched_today"_s).toInt(), 2);
    QCOMPARE(kid.post(path + u"/end").status, 404);
    QCOMPARE(kid.post(path + u"/heartbeat").status, 404);

    QCOMPARE(minutesWatched(kid, world), 2);
    const Answer again = kid.post(
        u"/api/sessions/start/public"_s,
        {{u"profile_id"_s, world.profile}, {u"nfc_chip_id"_s, world.chip}, {u"video_id"_s, world.video}});
    QCOMPARE(again.status, 403);
    QVERIFY(again.json().value(u"limit_reached"_s).toBool());
    QCOMPARE(again.json().value(u"total_minutes"_s).toInt(), 2);
    QCOMPARE(
        kid.post(u"/api/nfc/scan/public"_s, {{u"chip_uid"_s, uid}, {u"profile_id"_s, world.profile}}).status,
        403);
}

void TestHome::playedSecondsAreBilled()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    for (int i = 0; i < 4; ++i) { // four times 30 s are two minutes, not four
        const QString session = startSession(client, world);
        m_clock.advance(300s);
        QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/end", {{u"played_seconds"_s, 30}})
                     .json()
                     .value(u"duration_seconds"_s)
                     .toInt(),
                 30);
    }
    QCOMPARE(minutesWatched(client, world), 2);

    // Never more than the wall clock, and never less than an earlier beat said.
    const QString session = startSession(client, world);
    m_clock.advance(60s);
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/heartbeat", {{u"played_seconds"_s, 45}}).status,
             200);
    m_clock.advance(60s);
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/end").json().value(u"duration_seconds"_s).toInt(),
             45);
    const QString liar = startSession(client, world);
    m_clock.advance(10s);
    QCOMPARE(client.post(u"/api/sessions/"_s + liar + u"/end", {{u"played_seconds"_s, 9999}})
                 .json()
                 .value(u"duration_seconds"_s)
                 .toInt(),
             10);
}

void TestHome::wallClockIsBilledWithoutThem()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client, 3);
    const QString session = startSession(client, world);
    m_clock.advance(179s);
    QCOMPARE(client.send("GET", u"/api/health"_s).status, 200);
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/heartbeat").status, 200);
    m_clock.advance(1s);
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/heartbeat").status, 403);
    QCOMPARE(minutesWatched(client, world), 0); // finished sessions only
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/end").status, 200);
    QCOMPARE(minutesWatched(client, world), 3);
}

void TestHome::theDayIsTheFamilys()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client, 5);
    m_clock.setWall(QDateTime(QDate(2026, 3, 10), QTime(22, 50), QTimeZone::utc())); // 23:50 in Berlin
    const QString late = startSession(client, world);
    m_clock.advance(5min);
    client.post(u"/api/sessions/"_s + late + u"/end");
    QCOMPARE(minutesWatched(client, world), 5);
    m_clock.advance(6min); // 00:01 in Berlin, still yesterday in UTC
    QCOMPARE(minutesWatched(client, world), 0);
    QVERIFY(!startSession(client, world).isEmpty());

    // Over midnight: all of it on the day of the end.
    m_clock.setWall(QDateTime(QDate(2026, 3, 11), QTime(22, 58), QTimeZone::utc()));
    const QString over = startSession(client, world);
    m_clock.advance(4min);
    client.post(u"/api/sessions/"_s + over + u"/end");
    QCOMPARE(minutesWatched(client, world), 4);
}

void TestHome::aLateEndCostsItsOwnDay()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client, 60);
    // In the evening; the server hears one beat, then nothing more until the morning.
    m_clock.setWall(QDateTime(QDate(2026, 3, 10), QTime(18, 0), QTimeZone::utc()));
    const QString session = startSession(client, world);
    const QString silent = startSession(client, world);
    m_clock.advance(60s);
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/heartbeat", {{u"played_seconds"_s, 60}}).status,
             200);
    m_clock.advance(std::chrono::hours(13));
    const Answer ended = client.post(u"/api/sessions/"_s + session + u"/end", {{u"played_seconds"_s, 2400}});
    QCOMPARE(ended.json().value(u"duration_seconds"_s).toInt(), 2400);
    QCOMPARE(ended.json().value(u"total_watched_today"_s).toInt(-1), 0);
    QCOMPARE(client.post(u"/api/sessions/"_s + silent + u"/end", {{u"played_seconds"_s, 60}}).status, 200);
    QCOMPARE(minutesWatched(client, world), 0);
    HomeClient parent(url()); // the evening's login is over
    QCOMPARE(parent
                 .post(u"/api/auth/login"_s,
                       {{u"email"_s, u"otto@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}})
                 .status,
             200);
    const QJsonArray week =
        parent.get(u"/api/profiles/"_s + world.profile + u"/stats").json().value(u"weekly_stats"_s).toArray();
    QCOMPARE(week.size(), 1);
    QCOMPARE(week.at(0).toObject().value(u"date"_s).toString(), u"2026-03-10T00:00:00.000Z"_s);
    QCOMPARE(week.at(0).toObject().value(u"total_minutes"_s).toInt(), 41);

    // Without played seconds it is the day of the end, as in Medio.
    const QString plain = startSession(client, world);
    m_clock.advance(std::chrono::hours(24));
    QCOMPARE(client.post(u"/api/sessions/"_s + plain + u"/end").status, 200);
    QCOMPARE(minutesWatched(client, world), 24 * 60);
}

void TestHome::startsAndScans()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    const QString nobody = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto start = [&](const QString &profile, const QString &chip, const QString &video) {
        return client.post(u"/api/sessions/start/public"_s,
                           {{u"profile_id"_s, profile}, {u"nfc_chip_id"_s, chip}, {u"video_id"_s, video}});
    };
    QCOMPARE(textOf(start(nobody, world.chip, world.video), "error"), u"Invalid NFC chip or profile"_s);
    QCOMPARE(start(world.profile, nobody, world.video).status, 403);
    QCOMPARE(start(world.profile, world.chip, nobody).status, 404);
    QCOMPARE(start(u"x"_s, world.chip, world.video).status, 400);
    HomeClient other(url());
    signIn(other, u"other@medio.example"_s);
    const QString foreign = make(other, u"/api/profiles"_s, {{u"name"_s, u"Wren"_s}});
    QCOMPARE(start(foreign, world.chip, world.video).status, 403);
    QCOMPARE(start(world.profile, world.chip, makeVideo(other)).status, 404);

    const auto scan = [&](const QJsonObject &body) {
        return client.post(u"/api/nfc/scan/public"_s, body);
    };
    QCOMPARE(scan({{u"chip_uid"_s, u"04a15c226b1180"_s}}).status, 200);
    QVERIFY(!scan({{u"chip_uid"_s, uid}}).json().contains(u"remaining_minutes"_s));
    QVERIFY(!scan({{u"chip_uid"_s, uid}, {u"profile_id"_s, nobody}}).json().contains(u"remaining_minutes"_s));
    QCOMPARE(scan({{u"chip_uid"_s, u"04:FF:FF:FF"_s}}).status, 404);
    QCOMPARE(scan({{u"chip_uid"_s, u"04"_s}}).status, 400);
    QCOMPARE(scan({{u"chip_uid"_s, uid}, {u"profile_id"_s, QJsonValue::Null}}).status, 400);

    // Of several films the first.
    const QString second = makeVideo(client, u"Second"_s);
    QCOMPARE(
        client.put(u"/api/nfc/chips/"_s + world.chip + u"/videos", playlistOf({second, world.video})).status,
        200);
    QCOMPARE(textOf(scan({{u"chip_uid"_s, uid}}), "id"), second);

    // A position beyond the film is refused; junk is not.
    const QString path = u"/api/sessions/"_s + startSession(client, world) + u"/heartbeat";
    QCOMPARE(client.post(path, {{u"current_position_seconds"_s, 611}}).status, 400);
    QCOMPARE(client.post(path, {{u"current_position_seconds"_s, 610}}).status, 200);
    QCOMPARE(client.post(path, {{u"current_position_seconds"_s, -4}}).status, 200);
    QCOMPARE(client.post(path, {{u"current_position_seconds"_s, u"x"_s}}).status, 200);
    QCOMPARE(client.post(path, {{u"played_seconds"_s, -1}}).status, 400);
    QCOMPARE(client.post(u"/api/sessions/"_s + nobody + u"/heartbeat").status, 404);
    QCOMPARE(client.post(u"/api/sessions/nonsense/end"_s).status, 404);
}

void TestHome::tokensAreCheckedAndRefreshed()
{
    HomeClient client(url());
    QCOMPARE(client.get(u"/api/videos"_s).status, 401);
    QCOMPARE(client.get(u"/api/auth/me"_s).status, 401);
    signIn(client);
    QCOMPARE(client.get(u"/api/videos"_s).status, 200);

    m_clock.advance(16min);
    const Answer expired = client.get(u"/api/videos"_s);
    QCOMPARE(expired.status, 403);
    QCOMPARE(textOf(expired, "message"), u"Token has expired"_s);
    QCOMPARE(client.send("POST", u"/api/auth/refresh"_s).status, 200); // no CSRF token needed
    QCOMPARE(client.get(u"/api/videos"_s).status, 200);

    m_clock.advance(std::chrono::hours(7 * 24));
    const Answer old = client.send("POST", u"/api/auth/refresh"_s);
    QCOMPARE(old.status, 401);
    QVERIFY(old.json().value(u"requiresLogin"_s).toBool());
    QCOMPARE(textOf(client.send("POST", u"/api/auth/refresh"_s), "message"), u"Refresh token required"_s);

    HomeClient bad(url());
    const Answer forged = bad.get(u"/api/videos"_s, {{"Authorization", "Bearer a.b.c"}});
    QCOMPARE(forged.status, 403);
    QCOMPARE(textOf(forged, "message"), u"Invalid token"_s);
}

void TestHome::refreshTokenOpensNothing()
{
    HomeClient client(url());
    const Answer answer = client.post(
        u"/api/auth/register"_s,
        {{u"email"_s, u"a@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}, {u"name"_s, u"A"_s}});
    const QByteArray access = textOf(answer, "token").toLatin1();
    const QByteArray cookies = answer.header("Set-Cookie");
    const auto from = cookies.indexOf("refreshToken=") + 13;
    const QByteArray refresh = cookies.mid(from, cookies.indexOf(';', from) - from);
    QVERIFY(refresh.count('.') == 2);
    client.forgetCookies();
    QCOMPARE(client.get(u"/api/videos"_s, {{"Authorization", "Bearer " + access}}).status, 200);
    QCOMPARE(client.get(u"/api/videos"_s, {{"Authorization", "Bearer " + refresh}}).status, 403);
    QCOMPARE(client.send("POST", u"/api/auth/refresh"_s, {}, {{"Cookie", "refreshToken=" + access}}).status,
             401);
}

void TestHome::logoutRevokes()
{
    HomeClient client(url());
    const Answer answer = client.post(
        u"/api/auth/register"_s,
        {{u"email"_s, u"a@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}, {u"name"_s, u"A"_s}});
    const QByteArray bearer = "Bearer " + textOf(answer, "token").toLatin1();
    QCOMPARE(client.post(u"/api/auth/logout"_s).status, 200);
    QCOMPARE(client.get(u"/api/videos"_s).status, 401); // the jar was emptied
    const Answer revoked = client.get(u"/api/videos"_s, {{"Authorization", bearer}});
    QCOMPARE(revoked.status, 403);
    QCOMPARE(textOf(revoked, "message"), u"Token has been revoked"_s);
    QCOMPARE(client.post(u"/api/auth/logout"_s).status, 200); // anonymous
}

void TestHome::loginTellsNothing()
{
    HomeClient client(url());
    signIn(client);
    const auto login = [&](const QString &email, const QString &password) {
        return client.post(u"/api/auth/login"_s, {{u"email"_s, email}, {u"password"_s, password}});
    };
    const Answer wrong = login(u"otto@medio.example"_s, u"Lantern-8!"_s);
    const Answer unknown = login(u"nobody@medio.example"_s, u"Lantern-8!"_s);
    QCOMPARE(wrong.status, 401);
    QCOMPARE(unknown.status, 401);
    QCOMPARE(wrong.body, unknown.body);
    QCOMPARE(login(u"not an address"_s, u"x"_s).status, 400);
    const Answer twice = client.post(
        u"/api/auth/register"_s,
        {{u"email"_s, u"OTTO@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}, {u"name"_s, u"Otto"_s}});
    QCOMPARE(twice.status, 409);
    // Only 72 bytes of it count, all of them.
    const QString endless = u"Lantern-7!"_s + QString(2000, u'x');
    QCOMPARE(client
                 .post(u"/api/auth/register"_s,
                       {{u"email"_s, u"long@medio.example"_s}, {u"password"_s, endless}, {u"name"_s, u"L"_s}})
                 .status,
             201);
    QCOMPARE(login(u"long@medio.example"_s, endless).status, 200);
    QCOMPARE(login(u"long@medio.example"_s, endless.left(71)).status, 401);
    const Answer weak =
        client.post(u"/api/auth/register"_s,
                    {{u"email"_s, u"x"_s}, {u"password"_s, u"locks<out>"_s}, {u"name"_s, u""_s}});
    QCOMPARE(weak.status, 400);
    QCOMPARE(weak.json().value(u"errors"_s).toArray().size(), 3);
    QVERIFY(!weak.body.contains("locks"));
}

void TestHome::cookiesAreStrict()
{
    m_settings.publicUrl = u"https://medio.example"_s;
    restart();
    RawConnection plain(m_server->port());
    plain.send("GET /api/csrf-token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(plain.isClosed());
    QVERIFY(plain.received().contains("; Path=/; HttpOnly; Secure; SameSite=Strict\r\n"));
    m_settings.publicUrl.clear();
    restart();
    HomeClient client(url());
    QVERIFY(client.get(u"/api/csrf-token"_s)
                .header("Set-Cookie")
                .endsWith("; Path=/; HttpOnly; SameSite=Strict"));
    QVERIFY2(client.get(u"/api/csrf-token"_s).header("Set-Cookie").isEmpty(), "only once");
    const Answer login = client.post(
        u"/api/auth/register"_s,
        {{u"email"_s, u"a@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}, {u"name"_s, u"A"_s}});
    const QByteArray cookies = login.header("Set-Cookie");
    QVERIFY2(cookies.contains("Max-Age=900") && cookies.contains("Max-Age=604800"), cookies.constData());
    QCOMPARE(cookies.count("HttpOnly; SameSite=Strict"), 2);
}

void TestHome::speaksTls()
{
    m_settings.listener.certificate = m_folder->filePath(u"certificate.pem"_s);
    m_settings.listener.key = m_folder->filePath(u"key.pem"_s);
    QVERIFY(makeCertificate(m_settings.listener.certificate, m_settings.listener.key));
    m_settings.listener.headerDeadline = 2000ms;
    restart();
    QVERIFY(url().startsWith(u"https://127.0.0.1:"_s));
    HomeClient client(url());
    client.trustAnybody();
    QCOMPARE(client.get(u"/api/health"_s).status, 200);
    QVERIFY(client.get(u"/api/csrf-token"_s)
                .header("Set-Cookie")
                .contains("; HttpOnly; Secure; SameSite=Strict"));
    signIn(client);
    QCOMPARE(client.get(u"/api/videos"_s).status, 200);

    RawConnection plain(m_server->port());
    plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_VERIFY(plain.isClosed());
    QVERIFY(!plain.received().contains("HTTP/1.1"));
    RawConnection silent(m_server->port()); // and never shakes hands
    QTRY_VERIFY(silent.isClosed());

    m_server.reset();
    QFile key(m_settings.listener.key);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write("not a key");
    key.close();
    Server broken(m_settings, m_clock);
    const auto started = broken.start();
    QVERIFY(!started);
    QVERIFY2(started.error().contains(u"tls.key"_s), qPrintable(started.error()));
}

void TestHome::csrfIsNeeded()
{
    HomeClient client(url());
    const QByteArray body = R"({"email":"a@medio.example","password":"Lantern-7!","name":"A"})";
    const Answer without = client.send("POST", u"/api/auth/register"_s, body);
    QCOMPARE(without.status, 403);
    QCOMPARE(textOf(without, "message"), u"Invalid CSRF token"_s);
    QVERIFY2(!without.header("Set-Cookie").isEmpty(), "the refusal plants the cookie");
    const QByteArray token = textOf(client.get(u"/api/csrf-token"_s), "csrfToken").toLatin1();
    QCOMPARE(client.send("POST", u"/api/auth/register"_s, body, {{"X-CSRF-Token", token + 'x'}}).status, 403);
    QCOMPARE(client.send("POST", u"/api/auth/register"_s, body, {{"X-XSRF-TOKEN", token}}).status, 403);
    QCOMPARE(client.send("POST", u"/api/auth/register?_csrf="_s + QString::fromLatin1(token), body).status,
             201);
    QCOMPARE(client.send("POST", u"/api/auth/logout"_s, R"({"_csrf":")" + token + R"("})").status, 200);
    HomeClient stranger(url());
    QCOMPARE(stranger.send("POST", u"/api/auth/logout"_s, {}, {{"X-CSRF-Token", token}}).status, 403);
    // Public starts and scans are free of it, heartbeats are not (as with Medio).
    QCOMPARE(stranger.send("POST", u"/api/v1/nfc/scan/public"_s, "{}").status, 400);
    QCOMPARE(stranger.send("POST", u"/api/sessions/start/public"_s, "{}").status, 400);
    QCOMPARE(stranger.send("POST", u"/api/sessions/x/heartbeat"_s, "{}").status, 403);
    QCOMPARE(stranger.send("DELETE", u"/api/no/such/path"_s).status, 403);
}

void TestHome::bodiesAreRead_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status"); // of a scan: 404 = was understood
    const QByteArray json = R"({"chip_uid":"04:A1:5C:22"})";
    QTest::newRow("json") << QByteArray("application/json") << json << 404;
    QTest::newRow("json with charset") << QByteArray("application/json; charset=UTF-8") << json << 404;
    QTest::newRow("latin1") << QByteArray("application/json; charset=latin1") << json << 415;
    QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded")
                          << QByteArray("chip_uid=04%3AA1+5C%3A22") << 404;
    QTest::newRow("other type") << QByteArray("text/plain") << json << 400;
    QTest::newRow("broken") << QByteArray("application/json") << QByteArray("{\"chip_uid\":") << 400;
    QTest::newRow("null") << QByteArray("application/json") << QByteArray("null") << 400;
    QTest::newRow("text") << QByteArray("application/json") << QByteArray("\"x\"") << 400;
    QTest::newRow("array") << QByteArray("application/json") << QByteArray("[1]") << 400;
    QTest::newRow("invalid UTF-8") << QByteArray("application/json")
                                   << QByteArray("{\"chip_uid\":\"04:A1:5C:22\",\"x\":\"\xff\"}") << 404;
    QTest::newRow("deep") << QByteArray("application/json") << QByteArray(90'000, '[') << 400;
    QTest::newRow("too large") << QByteArray("application/json") << QByteArray(103'000, ' ') << 413;
}

void TestHome::bodiesAreRead()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    HomeClient client(url());
    const Answer answer = client.send("POST", u"/api/nfc/scan/public"_s, body, {{"Content-Type", type}});
    QCOMPARE(answer.status, status);
    QVERIFY(answer.json().contains(u"message"_s) || answer.json().contains(u"errors"_s));
}

void TestHome::unknownPathsAndIds()
{
    HomeClient client(url());
    const Answer nowhere = client.get(u"/api/<nowhere>"_s);
    QCOMPARE(nowhere.status, 404);
    QVERIFY(nowhere.header("Content-Type").startsWith("text/html"));
    QVERIFY(!nowhere.body.contains("<nowhere>"));
    QCOMPARE(client.get(u"/api/v1/csrf-token"_s).status, 404);
    const Answer root = client.get(u"/"_s);
    QCOMPARE(root.status, 200);
    QCOMPARE(textOf(root, "database"), u"connected"_s);
    signIn(client);
    for (const QString &id : {u"1"_s, u"null"_s, u"{5bb47b3c-9a2a-4f0e-8a86-0d1f6f1c2a01}"_s,
                              QUuid::createUuid().toString(QUuid::WithoutBraces), u"%27%20OR%201=1"_s}) {
        QCOMPARE(client.put(u"/api/videos/"_s + id, {{u"title"_s, u"x"_s}}).status, 404);
        QCOMPARE(client.remove(u"/api/videos/"_s + id).status, 404);
        QCOMPARE(client.put(u"/api/profiles/"_s + id, {{u"name"_s, u"x"_s}}).status, 404);
        QCOMPARE(client.get(u"/api/profiles/"_s + id + u"/watch-time").status, 404);
        QCOMPARE(client.get(u"/api/profiles/"_s + id + u"/stats").status, 404);
        QCOMPARE(client.remove(u"/api/nfc/chips/"_s + id).status, 404);
        QCOMPARE(textOf(client.get(u"/api/nfc/chips/"_s + id + u"/videos"), "code"), u"UNAUTHORIZED_CHIP"_s);
        QCOMPARE(client.get(u"/api/videos/"_s + id + u"/stream").status, 404);
    }
}

void TestHome::foreignOriginIsRefused()
{
    HomeClient client(url());
    QCOMPARE(client.get(u"/api/health"_s, {{"Origin", "https://evil.example"}}).status, 403);
    QCOMPARE(client.get(u"/api/health"_s, {{"Origin", "null"}}).status, 403);
    QCOMPARE(client.get(u"/api/health"_s, {{"Origin", url().toLatin1()}}).status, 200);
}

void TestHome::videosPagesAndRules()
{
    HomeClient client(url());
    signIn(client);
    const auto platforms = QJsonDocument::fromJson(client.get(u"/api/platforms"_s).body).array();
    const QString platform = platforms.at(0).toObject().value(u"id"_s).toString();
    const auto create = [&](const QJsonObject &more) {
        QJsonObject body{{u"title"_s, u" Tom & \"Jerry\" "_s},
                         {u"platform_id"_s, platform},
                         {u"platform_video_id"_s, u"x1"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return client.post(u"/api/videos"_s, body);
    };
    const Answer made =
        create({{u"video_url"_s, u"https://films.example/a.mp4"_s}, {u"duration_seconds"_s, u"90"_s}});
    QCOMPARE(made.status, 201);
    QCOMPARE(textOf(made, "title"), u"Tom &amp; &quot;Jerry&quot;"_s);
    QCOMPARE(made.json().value(u"duration_seconds"_s).toInt(), 90);
    QVERIFY(!made.json().contains(u"platform_name"_s));
    QVERIFY(made.json().value(u"description"_s).isNull());

    const Answer twice = create({{u"video_url"_s, u"https://films.example/a.mp4"_s}});
    QCOMPARE(twice.status, 409);
    QCOMPARE(textOf(twice, "code"), u"DUPLICATE_URL"_s);
    QCOMPARE(twice.json().value(u"details"_s).toObject().value(u"existing_video_id"_s).toString(),
             textOf(made, "id"));
    QCOMPARE(textOf(create({{u"platform_id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}}), "code"),
             u"INVALID_PLATFORM"_s);
    QCOMPARE(create({{u"video_url"_s, QJsonValue::Null}}).status, 400);
    QCOMPARE(create({{u"age_rating"_s, u"X"_s}}).status, 400);
    QCOMPARE(create({{u"title"_s, QString(600, u'a')}}).status, 400);
    QCOMPARE(create({{u"duration_seconds"_s, 0}}).status, 400);

    const QString path = u"/api/videos/"_s + textOf(made, "id");
    const Answer changed =
        client.put(path, {{u"title"_s, u"Tom &amp; Jerry"_s}, {u"description"_s, QJsonValue::Null}});
    QCOMPARE(changed.status, 200);
    QCOMPARE(textOf(changed, "title"), u"Tom &amp; Jerry"_s);
    QCOMPARE(client.put(path, {{u"age_rating"_s, u"12345678901"_s}}).status, 400);

    for (int i = 0; i < 24; ++i) {
        m_clock.advance(1s);
        QVERIFY(!makeVideo(client, QString::number(i)).isEmpty());
    }
    const auto page = [&](const QString &query) {
        return client.get(u"/api/videos"_s + query).json();
    };
    const auto pagination = [&](const QString &query) {
        return page(query).value(u"pagination"_s).toObject();
    };
    QCOMPARE(page(u""_s).value(u"data"_s).toArray().size(), 20);
    QCOMPARE(page(u""_s).value(u"data"_s).toArray().at(0).toObject().value(u"title"_s).toString(), u"23"_s);
    QCOMPARE(pagination(u"?page=2"_s).value(u"hasNextPage"_s).toBool(), false);
    QCOMPARE(pagination(u"?limit=1000"_s).value(u"limit"_s).toInt(), 100);
    QCOMPARE(pagination(u"?limit=x&page=-3"_s).value(u"page"_s).toInt(), 1);
    QCOMPARE(pagination(u"?limit=10"_s).value(u"totalPages"_s).toInt(), 3);
    QCOMPARE(page(u"?page=99"_s).value(u"data"_s).toArray().size(), 0);
    QCOMPARE(pagination(u"?page=99"_s).value(u"hasPrevPage"_s).toBool(), true);
}

void TestHome::profilesRules()
{
    HomeClient client(url());
    signIn(client);
    QCOMPARE(client.post(u"/api/profiles"_s, {{u"name"_s, u"A"_s}, {u"daily_limit_minutes"_s, 0}}).status,
             400);
    QCOMPARE(client.post(u"/api/profiles"_s, {{u"name"_s, u"A"_s}, {u"avatar_url"_s, u"🦦"_s}}).status,
             400);
    const Answer made = client.post(u"/api/profiles"_s, {{u"name"_s, u"O'Otter"_s}});
    QCOMPARE(made.status, 201);
    QCOMPARE(textOf(made, "name"), u"O&#x27;Otter"_s);
    QCOMPARE(made.json().value(u"daily_limit_minutes"_s).toInt(), 60);
    const Answer changed =
        client.put(u"/api/profiles/"_s + textOf(made, "id"), {{u"daily_limit_minutes"_s, 0}});
    QCOMPARE(changed.status, 200);
    QCOMPARE(textOf(changed, "name"), u"O&#x27;Otter"_s);
    QCOMPARE(changed.json().value(u"daily_limit_minutes"_s).toInt(), 0);
    QCOMPARE(client.get(u"/api/profiles"_s).json().value(u"data"_s).toArray().size(), 1);
}

void TestHome::chipsRules()
{
    HomeClient client(url());
    signIn(client);
    const auto create = [&](const QJsonValue &chip, const QString &label) {
        return client.post(u"/api/nfc/chips"_s, {{u"chip_uid"_s, chip}, {u"label"_s, label}});
    };
    QCOMPARE(textOf(create(u"04-a1 5c:22:b"_s, u" My Rocket-1 "_s), "chip_uid"), u"04:A1:5C:22:B"_s);
    QCOMPARE(create(u"04:A1:5C:22:B"_s, u"Again"_s).status, 409);
    QCOMPARE(create(u"04:zz"_s, u"x"_s).status, 400);
    QCOMPARE(create(u"04:A1:5C:33"_s, u"Größe"_s).status, 400);
    const auto chips = QJsonDocument::fromJson(client.get(u"/api/nfc/chips"_s).body).array();
    QCOMPARE(chips.size(), 1);
    QCOMPARE(chips.at(0).toObject().value(u"label"_s).toString(), u"My Rocket-1"_s);
    QVERIFY(chips.at(0).toObject().value(u"is_active"_s).toBool());
}

void TestHome::playlistRules()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    const QString path = u"/api/nfc/chips/"_s + world.chip + u"/videos";
    const QString b = makeVideo(client, u"b"_s);
    const QString c = makeVideo(client, u"c"_s);
    const auto codeOf = [&](const QJsonArray &videos) {
        return textOf(client.put(path, {{u"videos"_s, videos}}), "code");
    };
    const auto entry = [](const QString &video, const QJsonValue &order) {
        return QJsonObject{{u"video_id"_s, video}, {u"sequence_order"_s, order}};
    };
    QCOMPARE(codeOf({entry(u"x"_s, 1)}), u"VALIDATION_ERROR"_s);
    QCOMPARE(codeOf({entry(b, 2)}), u"NON_CONTIGUOUS_SEQUENCE"_s);
    QCOMPARE(codeOf({entry(b, 1), entry(b, 2)}), u"DUPLICATE_VIDEO"_s);
    QCOMPARE(codeOf({entry(QUuid::createUuid().toString(QUuid::WithoutBraces), 1)}), u"INVALID_VIDEO_IDS"_s);
    QJsonArray many;
    for (int i = 1; i <= 51; ++i)
        many.append(entry(QUuid::createUuid().toString(QUuid::WithoutBraces), i));
    QCOMPARE(codeOf(many), u"MAX_VIDEOS_EXCEEDED"_s);

    // Sent out of order: kept in the order of the numbers.
    QCOMPARE(client.put(path, {{u"videos"_s, QJsonArray{entry(c, 3), entry(world.video, 1), entry(b, 2)}}})
                 .json()
                 .value(u"count"_s)
                 .toInt(),
             3);
    const auto order = [&] {
        QStringList titles;
        const auto videos = client.get(path).json().value(u"videos"_s).toArray();
        for (qsizetype i = 0; i < videos.size(); ++i) {
            titles << videos.at(i).toObject().value(u"title"_s).toString();
            if (videos.at(i).toObject().value(u"sequence_order"_s).toInt() != i + 1)
                titles << u"(gap)"_s;
        }
        return titles.join(u' ');
    };
    QCOMPARE(order(), u"Film b c"_s);
    QCOMPARE(client.remove(path + u'/' + b).json().value(u"remaining_videos"_s).toInt(), 2);
    QCOMPARE(order(), u"Film c"_s);
    QCOMPARE(textOf(client.remove(path + u'/' + b), "code"), u"MAPPING_NOT_FOUND"_s);
    QCOMPARE(client.put(path, {{u"videos"_s, QJsonArray()}}).status, 200);
    QCOMPARE(client.post(u"/api/nfc/scan/public"_s, {{u"chip_uid"_s, uid}}).status, 404);
}

void TestHome::deletingWhatIsInUse()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    const QString second = makeVideo(client, u"Second"_s);
    const QString playlist = u"/api/nfc/chips/"_s + world.chip + u"/videos";
    client.put(playlist, playlistOf({world.video, second}));
    const QString session = startSession(client, world);
    m_clock.advance(60s);
    QCOMPARE(client.remove(u"/api/videos/"_s + world.video).status, 200);
    const auto videos = client.get(playlist).json().value(u"videos"_s).toArray();
    QCOMPARE(videos.size(), 1);
    QCOMPARE(videos.at(0).toObject().value(u"sequence_order"_s).toInt(), 1);
    QCOMPARE(client.remove(u"/api/nfc/chips/"_s + world.chip).status, 200);
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/end").status, 200);
    QCOMPARE(minutesWatched(client, world), 1);
    QCOMPARE(client.get(u"/api/profiles/"_s + world.profile + u"/stats")
                 .json()
                 .value(u"top_videos"_s)
                 .toArray()
                 .at(0)
                 .toObject()
                 .value(u"title"_s)
                 .toString(),
             u"Film"_s);
    QCOMPARE(client.remove(u"/api/profiles/"_s + world.profile).status, 200);
    QCOMPARE(minutesWatched(client, world), -1);
}

void TestHome::otherParentsSeeNothing()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    HomeClient other(url());
    signIn(other, u"other@medio.example"_s);
    QCOMPARE(
        other.get(u"/api/videos"_s).json().value(u"pagination"_s).toObject().value(u"totalCount"_s).toInt(),
        0);
    QCOMPARE(other.get(u"/api/nfc/chips"_s).body, QByteArray("[]"));
    QCOMPARE(other.put(u"/api/videos/"_s + world.video, {{u"title"_s, u"mine"_s}}).status, 404);
    QCOMPARE(other.remove(u"/api/videos/"_s + world.video).status, 404);
    QCOMPARE(other.put(u"/api/profiles/"_s + world.profile, {{u"name"_s, u"mine"_s}}).status, 404);
    QCOMPARE(other.remove(u"/api/profiles/"_s + world.profile).status, 404);
    QCOMPARE(other.get(u"/api/profiles/"_s + world.profile + u"/stats").status, 404);
    QCOMPARE(other.get(u"/api/nfc/chips/"_s + world.chip + u"/videos").status, 404);
    QCOMPARE(other.remove(u"/api/nfc/chips/"_s + world.chip).status, 404);
    QCOMPARE(other.post(u"/api/nfc/chips"_s, {{u"chip_uid"_s, uid}, {u"label"_s, u"x"_s}}).status, 409);
    const QString own =
        make(other, u"/api/nfc/chips"_s, {{u"chip_uid"_s, u"04:00:00:01"_s}, {u"label"_s, u"x"_s}});
    QCOMPARE(textOf(other.put(u"/api/nfc/chips/"_s + own + u"/videos", playlistOf({world.video})), "code"),
             u"INVALID_VIDEO_IDS"_s);
}

void TestHome::statsTellTheWeek()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client, 600);
    for (int day = 0; day < 3; ++day) {
        const QString session = startSession(client, world);
        m_clock.advance(std::chrono::minutes(10 + day));
        client.post(u"/api/sessions/"_s + session + u"/end");
        m_clock.advance(std::chrono::hours(24));
        QCOMPARE(client.send("POST", u"/api/auth/refresh"_s).status, 200);
    }
    startSession(client, world); // runs: counts as watched once more, for no minutes
    const QJsonObject stats = client.get(u"/api/profiles/"_s + world.profile + u"/stats").json();
    QCOMPARE(stats.value(u"watched_today"_s).toInt(-1), 0);
    const QJsonArray week = stats.value(u"weekly_stats"_s).toArray();
    QCOMPARE(week.size(), 3);
    QCOMPARE(week.at(0).toObject().value(u"total_minutes"_s).toInt(), 12);
    QCOMPARE(week.at(0).toObject().value(u"date"_s).toString(), u"2026-03-12T00:00:00.000Z"_s);
    const QJsonObject top = stats.value(u"top_videos"_s).toArray().at(0).toObject();
    QCOMPARE(top.value(u"watch_count"_s).toString(), u"4"_s);
    QCOMPARE(top.value(u"total_minutes"_s).toString(), u"33"_s);
}

void TestHome::filmsInPieces()
{
    QByteArray content;
    for (int i = 0; i < 400'000; ++i)
        content += static_cast<char>(i * 7 + i / 251);
    const auto put = [&](const QString &name, const QByteArray &bytes) {
        QFile file(m_settings.mediaFolder + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    put(u"rocket.mp4"_s, content);
    put(u"rocket.png"_s, "a picture");
    put(u"robot.m3u8"_s, "#EXTM3U");
    put(u"robot0.ts"_s, "a segment");
    put(u"secret.ts"_s, "not of this film");
    QFile family(m_folder->filePath(u"family.json"_s));
    QVERIFY(family.open(QIODevice::WriteOnly));
    family.write(
        R"({"parent":{"email":"demo@medio.example","name":"Demo","password":"Lantern-7!"},"profiles":[],
        "videos":[{"key":"rocket","title":"R","file":"rocket.mp4","duration_seconds":12,"age_rating":"G"},
                  {"key":"robot","title":"R","file":"robot.m3u8","duration_seconds":12,"age_rating":"G"}],"chips":[]})");
    family.close();
    const auto seeded = seed(m_settings, m_clock, family.fileName()); // beside the running server
    QVERIFY2(seeded, seeded ? "" : qPrintable(seeded.error().join(u'\n')));

    HomeClient client(url());
    QCOMPARE(client
                 .post(u"/api/auth/login"_s,
                       {{u"email"_s, u"demo@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}})
                 .status,
             200);
    const auto videos = client.get(u"/api/videos"_s).json().value(u"data"_s).toArray();
    QCOMPARE(videos.size(), 2);
    const QJsonObject rocket = videos.at(0).toObject(); // in the order of the file
    QCOMPARE(rocket.value(u"platform_video_id"_s).toString(), u"rocket"_s);
    QVERIFY(rocket.value(u"video_url"_s).toString().startsWith(url()));
    const QString stream = rocket.value(u"video_url"_s).toString().mid(url().size());
    client.forgetCookies(); // films need no login

    const Answer whole = client.get(stream);
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.header("Content-Type"), QByteArray("video/mp4"));
    QCOMPARE(whole.header("Accept-Ranges"), QByteArray("bytes"));
    QVERIFY(whole.body == content);
    const QByteArray tag = whole.header("ETag");
    QVERIFY(tag.startsWith('"') && tag.endsWith('"'));

    const Answer part = client.get(stream, {{"Range", "bytes=130000-270000"}});
    QCOMPARE(part.status, 206);
    QCOMPARE(part.header("Content-Range"), QByteArray("bytes 130000-270000/400000"));
    QVERIFY(part.body == content.mid(130'000, 140'001));
    QCOMPARE(client.get(stream, {{"Range", "bytes=-10"}}).body, content.right(10));
    const Answer beyond = client.get(stream, {{"Range", "bytes=400000-"}});
    QCOMPARE(beyond.status, 416);
    QCOMPARE(beyond.header("Content-Range"), QByteArray("bytes */400000"));
    QCOMPARE(client.get(stream, {{"Range", "bytes=0-1,4-5"}}).status, 200);
    QCOMPARE(client.get(stream, {{"Range", "bytes=0-1"}, {"If-Range", tag}}).status, 206);
    QCOMPARE(client.get(stream, {{"Range", "bytes=0-1"}, {"If-Range", "\"old\""}}).status, 200);
    QCOMPARE(client.get(stream, {{"Range", "bytes=0-1"}, {"If-Range", whole.header("Last-Modified")}}).status,
             206);
    QCOMPARE(client.get(stream, {{"If-None-Match", tag}}).status, 304);
    const Answer head = client.send("HEAD", stream, {}, {{"Range", "bytes=0-1"}});
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("Content-Length"), QByteArray("400000"));

    const QString poster = rocket.value(u"thumbnail_url"_s).toString().mid(url().size());
    QCOMPARE(client.get(poster).body, QByteArray("a picture"));
    QCOMPARE(client.get(poster).header("Content-Type"), QByteArray("image/png"));

    const QString robot = videos.at(1).toObject().value(u"video_url"_s).toString().mid(url().size());
    QVERIFY(videos.at(1).toObject().value(u"thumbnail_url"_s).isNull());
    QCOMPARE(client.get(robot).header("Content-Type"), QByteArray("application/vnd.apple.mpegurl"));
    const QString beside = robot.chopped(6); // without "stream"
    QCOMPARE(client.get(beside + u"robot0.ts").body, QByteArray("a segment"));
    for (const auto *name :
         {"secret.ts", "rocket.mp4", "robot", "robot1.ts", "..%2Frobot0.ts", "robot%2F..%2Fx"})
        QCOMPARE(client.get(beside + QString::fromLatin1(name)).status, 404);
    QCOMPARE(client.get(stream.chopped(6) + u"rocket.png").status, 404); // not HLS

    // A link that came later and leads out of the folder: films need no login.
    for (const QString &name : {u"rocket.mp4"_s, u"rocket.png"_s, u"robot0.ts"_s}) {
        QVERIFY(QFile::remove(m_settings.mediaFolder + u'/' + name));
        QVERIFY(QFile::link(u"/etc/passwd"_s, m_settings.mediaFolder + u'/' + name));
    }
    for (const QString &path : {stream, poster, QString(beside + u"robot0.ts")}) {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"leads out of the media folder"_s));
        QCOMPARE(client.get(path).status, 404);
    }
    QVERIFY(QFile::remove(m_settings.mediaFolder + u"/rocket.mp4"));
    QCOMPARE(client.get(stream).status, 404);
    QCOMPARE(::mkfifo(QFile::encodeName(m_settings.mediaFolder + u"/rocket.mp4").constData(), 0600), 0);
    QCOMPARE(client.get(stream).status, 404); // and nobody waits for a writer
}

void TestHome::filmAddressesFollowTheHost()
{
    QFile film(m_settings.mediaFolder + u"/a.mp4");
    QVERIFY(film.open(QIODevice::WriteOnly));
    QFile family(m_folder->filePath(u"family.json"_s));
    QVERIFY(family.open(QIODevice::WriteOnly));
    family.write(
        R"({"parent":{"email":"demo@medio.example","name":"Demo","password":"Lantern-7!"},"profiles":[],
        "videos":[{"key":"a","title":"A","file":"a.mp4","duration_seconds":12,"age_rating":"G"}],
        "chips":[{"name":"a","uid":"04:A1:5C:22","label":"A","videos":["a"]}]})");
    family.close();
    QVERIFY(seed(m_settings, m_clock, family.fileName()));
    const QByteArray scan = R"({"chip_uid":"04:A1:5C:22"})";
    {
        HomeClient client(url());
        const Answer answer =
            client.send("POST", u"/api/nfc/scan/public"_s, scan, {{"Host", "proxy.local:9000"}});
        QVERIFY(textOf(answer, "video_url").startsWith(u"http://proxy.local:9000/api/videos/"_s));
        QCOMPARE(client.send("POST", u"/api/nfc/scan/public"_s, scan, {{"Host", "a/b"}}).status, 400);
        QCOMPARE(client.send("POST", u"/api/nfc/scan/public"_s, scan, {{"Host", "a"}, {"Host", "b"}}).status,
                 400);
    }
    m_settings.publicUrl = u"https://medio.example"_s;
    restart();
    HomeClient client(url());
    QVERIFY(textOf(client.send("POST", u"/api/nfc/scan/public"_s, scan), "video_url")
                .startsWith(u"https://medio.example/api/videos/"_s));
}

void TestHome::bothPrefixesAreOne()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    QCOMPARE(client.get(u"/api/v1/videos"_s).body, client.get(u"/API/Videos/"_s).body);
    QCOMPARE(client.get(u"/api/v1/profiles/"_s + world.profile.toUpper() + u"/watch-time").status, 200);
    QCOMPARE(client.get(u"/api/v1/health"_s).status, 200);
}

void TestHome::limitsAreKept()
{
    m_settings.limitsEnabled = true;
    restart();
    HomeClient client(url());
    const auto scan = [&](const QString &prefix) {
        return client.send("POST", prefix + u"/nfc/scan/public", R"({"chip_uid":"04:A1:5C:22"})");
    };
    for (int i = 0; i < 10; ++i)
        QCOMPARE(scan(i % 2 ? u"/api"_s : u"/api/v1"_s).status, 404);
    const Answer refused = scan(u"/api/v1"_s);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.header("Retry-After"), QByteArray("60"));
    QCOMPARE(refused.header("RateLimit-Remaining"), QByteArray("0"));
    QVERIFY(refused.header("Content-Type").startsWith("text/html"));
    m_clock.advance(60s);
    QCOMPARE(scan(u"/api"_s).status, 404);

    QCOMPARE(client.get(u"/api/health"_s).header("X-RateLimit-Limit"), QByteArray("1000"));
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.post(u"/api/sessions/x/heartbeat"_s).status, 404);
    const Answer slow = client.post(u"/api/sessions/x/heartbeat"_s);
    QCOMPARE(slow.status, 429);
    QVERIFY(slow.json().contains(u"retryAfter"_s));
    QVERIFY(slow.json().contains(u"message"_s));

    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.post(u"/api/auth/login"_s, {}).status, 400);
    QCOMPARE(client.post(u"/api/auth/login"_s, {}).status, 429);
    m_clock.advance(15min);
    signIn(client);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.post(u"/api/nfc/chips"_s, {}).status, 400);
    QCOMPARE(client.post(u"/api/nfc/chips"_s, {}).status, 429);
}

void TestHome::forwardedForOnlyWhenTrusted()
{
    m_settings.limitsEnabled = true;
    restart();
    const auto remaining = [](HomeClient &client, const QByteArray &from) {
        return client.get(u"/api/health"_s, {{"X-Forwarded-For", from}})
            .header("X-RateLimit-Remaining")
            .toInt();
    };
    {
        HomeClient client(url());
        QCOMPARE(remaining(client, "1.2.3.4"), 999);
        QCOMPARE(remaining(client, "1.2.3.5"), 998);
    }
    m_settings.trustForwardedFor = true;
    restart();
    HomeClient client(url());
    QCOMPARE(remaining(client, "1.2.3.4"), 999);
    QCOMPARE(remaining(client, "9.9.9.9, 1.2.3.5"), 999);
    QCOMPARE(remaining(client, "8.8.8.8, 1.2.3.5"), 998);
    QCOMPARE(client.get(u"/api/health"_s, {{"X-Forwarded-For", "6.6.6.6"}, {"X-Forwarded-For", "1.2.3.5"}})
                 .header("X-RateLimit-Remaining")
                 .toInt(),
             997); // a proxy may add a header of its own
    QCOMPARE(remaining(client, "2001:db8::1"), 999);
    QCOMPARE(remaining(client, "2001:db8::ffff:1"), 998); // of the same household
    QCOMPARE(remaining(client, "nobody"), 999);           // the proxy itself, then
    QCOMPARE(remaining(client, "unknown"), 998);
}

void TestHome::etags()
{
    HomeClient client(url());
    const Answer first = client.get(u"/api/platforms"_s);
    const QByteArray tag = first.header("ETag");
    QVERIFY(!tag.isEmpty());
    const Answer same = client.get(u"/api/platforms"_s, {{"If-None-Match", tag}});
    QCOMPARE(same.status, 304);
    QVERIFY(same.body.isEmpty());
    const Answer head = client.send("HEAD", u"/api/platforms"_s);
    QCOMPARE(head.header("Content-Length").toInt(), int(first.body.size()));
    QCOMPARE(first.header("Date"), QByteArray("Tue, 10 Mar 2026 09:00:00 GMT"));
}

void TestHome::databaseLostAndBack()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    const QString away = m_folder->filePath(u"away.db"_s);
    QVERIFY(QFile::rename(m_settings.databasePath(), away));

    const Answer health = client.get(u"/api/health"_s);
    QCOMPARE(health.status, 503);
    QCOMPARE(textOf(health, "status"), u"degraded"_s);
    QCOMPARE(health.json().value(u"services"_s).toObject().value(u"database"_s).toString(), u"unhealthy"_s);
    QCOMPARE(client.get(u"/"_s).status, 503);
    QCOMPARE(client.get(u"/api/csrf-token"_s).status, 200);
    // An outage, never a dead login.
    for (const Answer &answer :
         {client.get(u"/api/videos"_s), client.get(u"/api/auth/me"_s), client.post(u"/api/auth/refresh"_s),
          client.post(u"/api/auth/login"_s,
                      {{u"email"_s, u"otto@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}}),
          client.post(u"/api/nfc/scan/public"_s, {{u"chip_uid"_s, uid}}),
          client.get(u"/api/profiles/"_s + world.profile + u"/watch-time"),
          client.get(u"/api/videos/"_s + world.video + u"/stream")}) {
        QCOMPARE(answer.status, 503);
        QVERIFY(!answer.header("Retry-After").isEmpty());
        QVERIFY(answer.header("Set-Cookie").isEmpty());
    }

    QVERIFY(QFile::rename(away, m_settings.databasePath()));
    QCOMPARE(client.get(u"/api/health"_s).status, 200);
    QCOMPARE(client.get(u"/api/videos"_s).status, 200);
    QVERIFY(!startSession(client, world).isEmpty());
}

void TestHome::damagedDatabase()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    restart(); // which writes the backup, before it answers:
    QCOMPARE(HomeClient(url()).get(u"/api/health"_s).status, 200);
    m_server.reset();
    QFile file(m_settings.databasePath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(1000, 'x'));
    file.close();
    start();

    // Nobody notices: the login is good, the family is there.
    HomeClient again(url());
    QCOMPARE(again.get(u"/api/health"_s).status, 200);
    QCOMPARE(again
                 .post(u"/api/auth/login"_s,
                       {{u"email"_s, u"otto@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}})
                 .status,
             200);
    QVERIFY(!startSession(again, world).isEmpty());
    QCOMPARE(QDir(m_settings.dataFolder).entryList({u"medio.db.damaged-*"_s}).size(), 1);
}

void TestHome::nonsenseInARow()
{
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    Connection(m_settings.databasePath()).run(u"UPDATE videos SET created_at = 'once', id = 'x'"_s);
    for (const Answer &answer : {client.get(u"/api/videos"_s), client.get(u"/api/videos"_s)}) {
        QCOMPARE(answer.status, 503);
        QVERIFY(!answer.header("Retry-After").isEmpty());
    }
    Connection(m_settings.databasePath()).run(u"UPDATE users SET id = 'x'"_s);
    QCOMPARE(client
                 .post(u"/api/auth/login"_s,
                       {{u"email"_s, u"otto@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}})
                 .status,
             503);
    QCOMPARE(client.get(u"/api/health"_s).status, 200);
}

void TestHome::unwritableDatabase()
{
    m_server.reset();
    m_settings.secret = QByteArray(32, 's');
    QFile obstacle(m_folder->filePath(u"file"_s));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    m_settings.dataFolder = obstacle.fileName() + u"/data";
    start();
    HomeClient client(url());
    QCOMPARE(client.get(u"/api/health"_s).status, 503);
    QVERIFY(obstacle.remove());
    QCOMPARE(client.get(u"/api/health"_s).status, 200);
}

void TestHome::survivesARestart()
{
    m_settings.listener.port = m_server->port(); // the same address again, at once
    HomeClient client(url());
    signIn(client);
    const World world = makeWorld(client);
    const QString session = startSession(client, world);
    m_clock.advance(60s);
    restart();
    QCOMPARE(client.post(u"/api/sessions/"_s + session + u"/heartbeat").status, 200); // and the CSRF token
    QCOMPARE(client.get(u"/api/videos"_s).status, 200);                               // and the login
}

QTEST_GUILESS_MAIN(TestHome)
#include "tst_home.moc"
