// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/logging.h"
#include "net/client/medioclient.h"
#include "tests/support/apifixtures.h"
#include "tests/support/clientside.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Net;
using namespace std::chrono_literals;

using Api::ApiError;
using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;

namespace {

const auto rocket = id<Api::VideoId>("aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa");
const auto jerry = id<Api::VideoId>("aaaaaaaa-0002-4aaa-8aaa-aaaaaaaaaaaa");
const auto otter = id<Api::ProfileId>("bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb");
const auto chip = id<Api::ChipId>("cccccccc-0001-4ccc-8ccc-cccccccccccc");
const auto session = id<Api::SessionId>("eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee");
const auto youtube = id<Api::PlatformId>("33333333-3333-4333-8333-333333333333");

const auto scanPath = u"/api/nfc/scan/public"_s;
const auto startPath = u"/api/sessions/start/public"_s;
const auto beatPath = u"/api/sessions/eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee/heartbeat"_s;
const auto endPath = u"/api/sessions/eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee/end"_s;

} // namespace

class MedioClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    // the life of a call
    void callsLiveOnce();
    void aFailedCallSaysWhy();
    void abortedCallsAreSilent();
    void callsDieWithTheirContext();
    void abortFromTheStartedSignal();

    // Kids Mode
    void health();
    void scans();
    void aBadUidIsNeverSent();
    void sessionFromStartToEnd();
    void playedSecondsOnlyWhereTheyAreOffered();
    void watchTime();
    void pictures();

    // repetition
    void readsAreTriedAgain();
    void aRetriedCallIsLoggedUnderTheTapThatMadeIt();
    void changesAreNotTriedAgain();
    void wrongServersAreNotAskedAgain();

    // signed in
    void signsInAndAsksWho();
    void registers();
    void family();
    void familyFailsAsItsFirstFailure();
    void familyCanBeAborted();
    void writes();

    // what the wire does not have to carry twice, and whose answers they are
    void anUnchangedFamilyIsNotSentAgain();
    void whatWasKeptIsForgottenWithItsAccount();
    void longAnswersAreReadBeside();
    void aLongAnswerIsDroppedWithItsCall();
    void aPauseThatIsTooLongIsNotWaitedFor();
    void anotherParentGoesOnWithNothing();
    void listsThatChangeMeanwhileAreReadAnew();
    void aServerIsTestedWithoutChangingAnything();

private:
    void serveFamily();

    std::unique_ptr<FakeMedio> m_server;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<ClientSide> m_kiosk;
};

void MedioClientTest::init()
{
    m_server = std::make_unique<FakeMedio>();
    m_clock = std::make_unique<SystemClock>();
    HttpGate::Times times;
    times.answer = 4s; // what is silent is aborted in these tests
    times.breaker.backoffBase = 10ms;
    times.breaker.backoffCap = 30ms;
    m_kiosk = std::make_unique<ClientSide>(*m_clock, times, MedioClient::Retries{3, 100ms, 200ms}, 0.5);
    m_kiosk->turnTo(*m_server);
    QTRY_VERIFY(m_kiosk->gate.state().isOnline());
}

void MedioClientTest::cleanup()
{
    m_kiosk.reset();
    m_server.reset();
}

void MedioClientTest::callsLiveOnce()
{
    QPointer<Call<Api::Health>> call = m_kiosk->client.health();
    QCOMPARE(call->state(), CallBase::State::Created);
    QSignalSpy started(call, &CallBase::started);
    QSignalSpy finished(call, &CallBase::finished);
    int results = 0;
    call->then(this, [&](const auto &result) {
        QCOMPARE(call->state(), CallBase::State::Succeeded);
        QCOMPARE(finished.size(), 1);
        results += result ? 1 : 0;
    });
    QCOMPARE(started.size(), 0);
    QTRY_COMPARE(results, 1);
    QCOMPARE(started.size(), 1);
    QCOMPARE(finished.size(), 1);
    QTRY_VERIFY(!call);
}

void MedioClientTest::aFailedCallSaysWhy()
{
    auto *call = m_kiosk->client.platforms(); // a route that this server does not have
    QSignalSpy finished(call, &CallBase::finished);
    connect(call, &CallBase::finished, this, [call] { QCOMPARE(call->state(), CallBase::State::Failed); });
    QCOMPARE(resultOf(call).error().kind, ApiError::Kind::NotFound);
    QCOMPARE(finished.size(), 1);
}

void MedioClientTest::abortedCallsAreSilent()
{
    m_server->on("GET", u"/api/platforms"_s, Answer::silent());
    QPointer<Call<QList<Api::Platform>>> call = m_kiosk->client.platforms();
    bool called = false;
    call->then(this, [&](const auto &) { called = true; });
    QSignalSpy finished(call, &CallBase::finished);
    QTRY_COMPARE(m_server->count("GET", u"/api/platforms"_s), 1);
    call->abort();
    QCOMPARE(call->state(), CallBase::State::Aborted);
    QCOMPARE(call->result().error().kind, ApiError::Kind::Aborted);
    QCOMPARE(finished.size(), 1);
    call->abort();
    QCOMPARE(finished.size(), 1);
    QTRY_VERIFY(!call);
    QVERIFY(!called);
}

void MedioClientTest::callsDieWithTheirContext()
{
    m_server->on("GET", u"/api/platforms"_s, Answer::silent());
    auto context = std::make_unique<QObject>();
    QPointer<Call<QList<Api::Platform>>> call = m_kiosk->client.platforms();
    bool called = false;
    call->then(context.get(), [&](const auto &) { called = true; });
    QTRY_COMPARE(m_server->count("GET", u"/api/platforms"_s), 1);
    context.reset();
    QCOMPARE(call->state(), CallBase::State::Aborted);
    QTRY_VERIFY(!call);
    QVERIFY(!called);
}

void MedioClientTest::abortFromTheStartedSignal()
{
    auto *call = m_kiosk->client.platforms();
    connect(call, &CallBase::started, call, &CallBase::abort);
    QSignalSpy finished(call, &CallBase::finished);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(resultOf(m_kiosk->client.health()));
    QCOMPARE(m_server->count("GET", u"/api/platforms"_s), 0);
}

void MedioClientTest::health()
{
    QVERIFY(resultOf(m_kiosk->client.health())->healthy);
    m_server->databaseDown = true;
    QVERIFY(!resultOf(m_kiosk->client.health())->healthy);
}

void MedioClientTest::scans()
{
    m_server->on("POST", scanPath, LoopbackServer::json(fixture("scan")));
    const auto outcome = resultOf(m_kiosk->client.scanPublic({u"04a1b2c3"_s, otter}));
    QVERIFY(outcome);
    QCOMPARE(std::get<Api::VideoAssigned>(*outcome).video.id, rocket);
    const Request seen = m_server->last("POST", scanPath);
    QCOMPARE(seen.body, R"({"chip_uid":"04:A1:B2:C3","profile_id":"bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb"})");
    QVERIFY(!seen.headers.contains("x-csrf-token"));
    QVERIFY(!seen.headers.contains("cookie"));

    m_server->on("POST", scanPath, LoopbackServer::json(R"({"message":"none"})", 404));
    QVERIFY(std::holds_alternative<Api::ChipUnassigned>(
        *resultOf(m_kiosk->client.scanPublic({u"04:A1:B2:C3"_s, {}}))));
    m_server->on("POST", scanPath, LoopbackServer::json(fixture("limit-scan"), 403));
    QVERIFY(std::holds_alternative<Api::DailyLimitReached>(
        *resultOf(m_kiosk->client.scanPublic({u"04:A1:B2:C3"_s, {}}))));
    m_server->on("POST", scanPath, LoopbackServer::json(R"({"id":7})"));
    const auto bad = resultOf(m_kiosk->client.scanPublic({u"04:A1:B2:C3"_s, {}}));
    QCOMPARE(bad.error().kind, ApiError::Kind::BadAnswer);
    QCOMPARE(bad.error().fields.first().path, u"id"_s);
}

void MedioClientTest::aBadUidIsNeverSent()
{
    const auto outcome = resultOf(m_kiosk->client.scanPublic({u"not a uid"_s, {}}));
    QCOMPARE(outcome.error().kind, ApiError::Kind::Invalid);
    QCOMPARE(outcome.error().fields.first().path, u"chip_uid"_s);
    QCOMPARE(resultOf(m_kiosk->client.createChip({u"04:A1:B2:C3"_s, u"Bär"_s})).error().fields.first().path,
             u"label"_s);
    QCOMPARE(resultOf(m_kiosk->client.picture(QUrl(u"file:///etc/passwd"_s))).error().kind,
             ApiError::Kind::Invalid);
    QCOMPARE(m_server->count("POST", scanPath), 0);
}

void MedioClientTest::sessionFromStartToEnd()
{
    m_server->on("POST", startPath, LoopbackServer::json(fixture("session-started"), 201));
    m_server->onCsrf("POST", beatPath,
                     [](const Request &) { return LoopbackServer::json(fixture("heartbeat")); });
    m_server->onCsrf("POST", endPath,
                     [](const Request &) { return LoopbackServer::json(fixture("session-ended")); });

    QCOMPARE(std::get<Api::SessionStarted>(*resultOf(m_kiosk->client.startSession({otter, chip, rocket}))).id,
             session);
    QCOMPARE(std::get<Api::SessionAlive>(*resultOf(m_kiosk->client.heartbeat(session, {30s, 61s}))).elapsed,
             125s);
    QCOMPARE(m_server->last("POST", beatPath).body, R"({"current_position_seconds":30,"played_seconds":61})");
    QCOMPARE(std::get<Api::SessionEnded>(
                 *resultOf(m_kiosk->client.endSession(session, {Api::StopReason::SwipeExit, {}, 70s})))
                 .watchedToday,
             20min);
    QCOMPARE(m_server->last("POST", endPath).body, R"({"played_seconds":70,"stopped_reason":"swipe_exit"})");
    QCOMPARE(m_server->count("GET", u"/api/csrf-token"_s), 1);

    m_server->onCsrf("POST", endPath,
                     [](const Request &) { return LoopbackServer::json(fixture("refusal-em"), 404); });
    QVERIFY(
        std::holds_alternative<Api::SessionAlreadyEnded>(*resultOf(m_kiosk->client.endSession(session, {}))));
    m_server->onCsrf("POST", beatPath,
                     [](const Request &) { return LoopbackServer::json(fixture("limit-heartbeat"), 403); });
    QVERIFY(
        std::holds_alternative<Api::DailyLimitReached>(*resultOf(m_kiosk->client.heartbeat(session, {}))));
}

void MedioClientTest::playedSecondsOnlyWhereTheyAreOffered()
{
    m_server->on("GET", u"/api/health"_s,
                 LoopbackServer::json(R"({"status":"healthy","services":{"database":"healthy"}})"));
    QVERIFY(resultOf(m_kiosk->client.health()));
    m_server->onCsrf("POST", beatPath,
                     [](const Request &) { return LoopbackServer::json(fixture("heartbeat")); });
    QVERIFY(resultOf(m_kiosk->client.heartbeat(session, {30s, 61s})));
    QCOMPARE(m_server->last("POST", beatPath).body, R"({"current_position_seconds":30})");
}

void MedioClientTest::watchTime()
{
    m_server->on("GET", u"/api/profiles/bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb/watch-time"_s,
                 LoopbackServer::json(fixture("watch-time")));
    QCOMPARE(resultOf(m_kiosk->client.watchTime(otter))->remaining, 43min);
}

void MedioClientTest::pictures()
{
    m_server->on("GET", u"/poster"_s, Answer{200, "png", "image/png", {}, Answer::Manner::Whole, {}, false});
    QCOMPARE(*resultOf(m_kiosk->client.picture(QUrl(m_server->address() + u"/poster"_s))), "png");
}

void MedioClientTest::readsAreTriedAgain()
{
    int seen = 0;
    m_server->on("GET", u"/api/platforms"_s, [&](const Request &) {
        return ++seen == 1 ? LoopbackServer::html(502) : LoopbackServer::json(fixture("platforms"));
    });
    QCOMPARE(resultOf(m_kiosk->client.platforms())->size(), 3);
    QCOMPARE(seen, 2);

    seen = 0;
    m_server->on("GET", u"/api/platforms"_s, [&](const Request &) {
        ++seen;
        return LoopbackServer::json(R"({"error":"x","code":"SERVER_ERROR"})", 500);
    });
    QCOMPARE(resultOf(m_kiosk->client.platforms()).error().code, u"SERVER_ERROR"_s);
    QCOMPARE(seen, 3);
}

void MedioClientTest::aRetriedCallIsLoggedUnderTheTapThatMadeIt()
{
    int seen = 0;
    m_server->on("GET", u"/api/platforms"_s, [&](const Request &) {
        return ++seen == 1 ? LoopbackServer::html(502) : LoopbackServer::json(fixture("platforms"));
    });
    std::optional<QString> tap;
    {
        const Logging::Field field("tap", u"17"_s);
        m_kiosk->client.platforms()->then(this,
                                          [&tap](const auto &) { tap = Logging::Context().value(u"tap"_s); });
    }
    QTRY_VERIFY(tap);
    QCOMPARE(seen, 2);
    QCOMPARE(*tap, u"17"_s);
}

void MedioClientTest::changesAreNotTriedAgain()
{
    m_server->on("POST", startPath, LoopbackServer::json(fixture("refusal-em"), 500));
    QCOMPARE(resultOf(m_kiosk->client.startSession({otter, chip, rocket})).error().kind,
             ApiError::Kind::ServerTrouble);
    QCOMPARE(m_server->count("POST", startPath), 1);
}

void MedioClientTest::wrongServersAreNotAskedAgain()
{
    m_server->on("GET", u"/api/platforms"_s, LoopbackServer::html());
    QCOMPARE(resultOf(m_kiosk->client.platforms()).error().kind, ApiError::Kind::WrongServer);
    QCOMPARE(m_server->count("GET", u"/api/platforms"_s), 1);
}

void MedioClientTest::signsInAndAsksWho()
{
    QCOMPARE(resultOf(m_kiosk->client.me()).error().kind, ApiError::Kind::NotSignedIn);
    QCOMPARE(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, u"wrong"_s)).error().httpStatus, 401);
    QCOMPARE(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password)))
                 ->name,
             u"Anna"_s);
    QCOMPARE(resultOf(m_kiosk->client.me())->email, u"anna@example.org"_s);
}

void MedioClientTest::registers()
{
    QCOMPARE(resultOf(m_kiosk->client.registerUser({u"a@b.example"_s, u"Lantern-7!&"_s, u"A"_s}))
                 .error()
                 .fields.first()
                 .path,
             u"password"_s);
    QCOMPARE(m_server->count("POST", u"/api/auth/register"_s), 0);
    QVERIFY(resultOf(
        m_kiosk->client.registerUser({u"a@b.example"_s, QString::fromLatin1(m_server->password), u"A"_s})));
    QCOMPARE(m_kiosk->session.state(), AuthSession::State::SignedIn);
}

void MedioClientTest::serveFamily()
{
    m_server->onSignedIn("GET", u"/api/profiles"_s, fixture("profiles"));
    m_server->onSignedIn("GET", u"/api/nfc/chips"_s, fixture("chips"));
    m_server->onSignedIn("GET", u"/api/nfc/chips/cccccccc-0001-4ccc-8ccc-cccccccccccc/videos"_s,
                         fixture("chip-videos"));
    // The second chip was deleted by somebody meanwhile.
    m_server->onSignedIn("GET", u"/api/nfc/chips/cccccccc-0002-4ccc-8ccc-cccccccccccc/videos"_s,
                         [](const Request &) { return LoopbackServer::json(fixture("refusal-sm"), 404); });
    // Two pages; the second begins with what the first ended with.
    m_server->onSignedIn("GET", u"/api/videos"_s, [](const Request &request) {
        const auto video = [](const QByteArray &number) {
            return QByteArray("{\"id\":\"aaaaaaaa-000" + number +
                              "-4aaa-8aaa-aaaaaaaaaaaa\",\"title\":\"Film " + number +
                              "\",\"platform_video_id\":\"p\"}");
        };
        const QByteArray page = request.query.queryItemValue(u"page"_s).toLatin1();
        return LoopbackServer::json("{\"data\":[" + video(page) + ',' +
                                    video(QByteArray::number(page.toInt() + 1)) +
                                    "],\"pagination\":{\"page\":" + page + ",\"limit\":2,\"totalCount\":4}}");
    });
}

void MedioClientTest::family()
{
    serveFamily();
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    m_server->expireAccessTokens();
    const auto family = resultOf(m_kiosk->client.family());
    QVERIFY(family);
    QCOMPARE(family->user.name, u"Anna"_s);
    QCOMPARE(family->profiles.size(), 2);
    QCOMPARE(family->chips.size(), 1);
    QCOMPARE(family->chips.first().chip.id, chip);
    QCOMPARE(family->chips.first().videos.size(), 2);
    QCOMPARE(family->chips.first().videos.first().id, jerry);
    QCOMPARE(family->videos.size(), 3);
    QVERIFY(family->video(rocket));
    QVERIFY(!family->video(Api::VideoId::create()));
    QCOMPARE(m_server->last("GET", u"/api/videos"_s).query.queryItemValue(u"limit"_s), u"100"_s);
    QCOMPARE(m_server->count("POST", u"/api/auth/refresh"_s), 1);
}

void MedioClientTest::familyFailsAsItsFirstFailure()
{
    serveFamily();
    QCOMPARE(resultOf(m_kiosk->client.family()).error().kind, ApiError::Kind::NotSignedIn);
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    m_server->onSignedIn("GET", u"/api/nfc/chips"_s, R"([{"id":"x"}])");
    const auto family = resultOf(m_kiosk->client.family());
    QCOMPARE(family.error().kind, ApiError::Kind::BadAnswer);
    QCOMPARE(family.error().fields.first().path, u"[0].id"_s);
}

void MedioClientTest::familyCanBeAborted()
{
    serveFamily();
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    m_server->onSignedIn("GET", u"/api/nfc/chips"_s, [](const Request &) { return Answer::silent(); });
    QPointer<Call<Api::Family>> call = m_kiosk->client.family();
    QTRY_COMPARE(m_server->count("GET", u"/api/nfc/chips"_s), 1);
    call->abort();
    QTRY_VERIFY(!call);
    QTRY_VERIFY(m_kiosk->client.findChildren<CallBase *>().isEmpty());
}

void MedioClientTest::writes()
{
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    m_server->onSignedIn("POST", u"/api/videos"_s,
                         [](const Request &) { return LoopbackServer::json(fixture("video-created"), 201); });
    Api::NewVideo film;
    film.platformId = youtube;
    film.platformVideoId = u"rocket.mp4"_s;
    film.title = u"Tom & Jerry"_s;
    QCOMPARE(resultOf(m_kiosk->client.createVideo(film))->id, rocket);
    QVERIFY(m_server->last("POST", u"/api/videos"_s).body.contains(R"("title":"Tom & Jerry")"));

    m_server->onSignedIn("POST", u"/api/videos"_s,
                         [](const Request &) { return LoopbackServer::json(fixture("refusal-se"), 409); });
    QCOMPARE(resultOf(m_kiosk->client.createVideo(film)).error().kind, ApiError::Kind::Conflict);

    const QByteArray profile =
        R"({"id":"bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb","name":"Otter","daily_limit_minutes":60})";
    m_server->onSignedIn("POST", u"/api/profiles"_s,
                         [&](const Request &) { return LoopbackServer::json(profile, 201); });
    QCOMPARE(resultOf(m_kiosk->client.createProfile({u"Otter"_s, {}, {}}))->id, otter);
    m_server->onSignedIn("PUT", u"/api/profiles/bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb"_s, profile);
    QCOMPARE(resultOf(m_kiosk->client.updateProfile(otter, {{}, {}, 60min}))->dailyLimit, 60min);

    m_server->onSignedIn("POST", u"/api/nfc/chips"_s, [](const Request &) {
        return LoopbackServer::json(
            R"({"id":"cccccccc-0001-4ccc-8ccc-cccccccccccc","chip_uid":"04:A1:B2:C3","label":"Fox"})", 201);
    });
    QCOMPARE(resultOf(m_kiosk->client.createChip({u"04-a1-b2-c3"_s, u" Fox "_s}))->id, chip);
    QCOMPARE(m_server->last("POST", u"/api/nfc/chips"_s).body, R"({"chip_uid":"04:A1:B2:C3","label":"Fox"})");

    m_server->onSignedIn("PUT", u"/api/nfc/chips/cccccccc-0001-4ccc-8ccc-cccccccccccc/videos"_s,
                         fixture("playlist-saved"));
    QCOMPARE(resultOf(m_kiosk->client.putChipVideos(chip, {{rocket, jerry}}))->count, 3);
}

void MedioClientTest::anUnchangedFamilyIsNotSentAgain()
{
    serveFamily();
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    int sent = 0;
    int spared = 0;
    m_server->lastWord = [&](const Request &request, Answer answer) {
        if (request.method != "GET" || answer.status != 200 || request.path == u"/api/health"_s)
            return answer;
        const QByteArray etag = '"' + QByteArray::number(qHash(answer.body)) + '"';
        if (request.headers.value("if-none-match") == etag) {
            ++spared;
            return Answer{304, {}, {}, {}, Answer::Manner::Whole, {}, false};
        }
        ++sent;
        return answer.with("ETag", etag);
    };
    const auto first = resultOf(m_kiosk->client.family());
    QVERIFY(first);
    QVERIFY(sent >= 5);
    sent = 0;
    spared = 0;
    const auto again = resultOf(m_kiosk->client.family());
    QVERIFY(again);
    QCOMPARE(*again, *first);
    QVERIFY(spared >= 5);
    QCOMPARE(sent, 1); // auth/me, which is asked each time

    // What did change is read.
    m_server->onSignedIn("GET", u"/api/nfc/chips/cccccccc-0001-4ccc-8ccc-cccccccccccc/videos"_s,
                         QByteArray(fixture("chip-videos")).replace("Tom", "Tim"));
    const auto changed = resultOf(m_kiosk->client.family());
    QVERIFY(changed);
    QVERIFY(*changed != *first);
}

void MedioClientTest::whatWasKeptIsForgottenWithItsAccount()
{
    serveFamily();
    m_server->lastWord = [](const Request &request, Answer answer) {
        return request.method == "GET" ? answer.with("ETag", "\"always\"") : answer;
    };
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    QVERIFY(resultOf(m_kiosk->client.profiles(1)));
    QVERIFY(resultOf(m_kiosk->client.profiles(1)));
    QCOMPARE(m_server->last("GET", u"/api/profiles"_s).headers.value("if-none-match"), "\"always\"");
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    QVERIFY(resultOf(m_kiosk->client.profiles(1)));
    QVERIFY(!m_server->last("GET", u"/api/profiles"_s).headers.contains("if-none-match"));
}

namespace {

QByteArray manyProfiles(int count)
{
    QByteArrayList items;
    for (int i = 0; i < count; ++i)
        items << "{\"id\":\"" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces) +
                     "\",\"name\":\"Wren\",\"daily_limit_minutes\":60}";
    return "{\"data\":[" + items.join(',') +
           "],\"pagination\":{\"page\":1,\"limit\":100000,\"totalCount\":" + QByteArray::number(count) + "}}";
}

} // namespace

void MedioClientTest::longAnswersAreReadBeside()
{
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    m_server->onSignedIn("GET", u"/api/profiles"_s, manyProfiles(5000));
    const auto list = resultOf(m_kiosk->client.profiles(1));
    QVERIFY(list);
    QCOMPARE(list->items.size(), 5000);
    m_server->onSignedIn("GET", u"/api/profiles"_s, manyProfiles(5000).replace(":60", ":{}"));
    const auto bad = resultOf(m_kiosk->client.profiles(1));
    QCOMPARE(bad.error().kind, ApiError::Kind::BadAnswer);
    QCOMPARE(bad.error().fields.size(), 5000);
}

void MedioClientTest::aLongAnswerIsDroppedWithItsCall()
{
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    m_server->onSignedIn("GET", u"/api/profiles"_s, manyProfiles(5000));
    for (int i = 0; i < 20; ++i) {
        QPointer<CallBase> call = m_kiosk->client.profiles(1);
        // At some moment on its way, also while it is read.
        QTimer::singleShot(i * 2, call, &CallBase::abort);
        QTRY_VERIFY(!call);
    }
    QPointer<CallBase> last = m_kiosk->client.profiles(1);
    m_kiosk.reset(); // with a call under way
    QVERIFY(!last);
}

void MedioClientTest::aPauseThatIsTooLongIsNotWaitedFor()
{
    Answer limited = LoopbackServer::html(429);
    m_server->on("GET", u"/api/platforms"_s, limited.with("Retry-After", "60"));
    const auto result = resultOf(m_kiosk->client.platforms());
    QCOMPARE(result.error().kind, ApiError::Kind::RateLimited);
    QCOMPARE(result.error().retryAfter, std::optional(60s));
    QCOMPARE(m_server->count("GET", u"/api/platforms"_s), 1);
}

void MedioClientTest::anotherParentGoesOnWithNothing()
{
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    // The first page of the first parent's list; before the second one is asked for, somebody else
    // signs in.
    serveFamily();
    int pages = 0;
    m_server->onSignedIn("GET", u"/api/profiles"_s, [&](const Request &) {
        if (++pages == 1) {
            m_kiosk->session.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password), this,
                                    [](const auto &) {});
        }
        return LoopbackServer::json(fixture("profiles"));
    });
    QCOMPARE(resultOf(m_kiosk->client.family()).error().kind, ApiError::Kind::Aborted);
    QTRY_COMPARE(m_kiosk->session.state(), AuthSession::State::SignedIn);
    QVERIFY(resultOf(m_kiosk->client.family()));
}

void MedioClientTest::listsThatChangeMeanwhileAreReadAnew()
{
    QVERIFY(resultOf(m_kiosk->client.signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password))));
    QList<Api::Profile> shelf;
    for (int i = 0; i < 7; ++i)
        shelf.prepend({Api::ProfileId::create(), QString::number(i), {}, 60min});
    int asked = 0;
    m_server->onSignedIn("GET", u"/api/profiles"_s, [&](const Request &request) {
        if (++asked == 2)
            shelf.removeFirst(); // the fourth is now on the page that was read
        Api::Page<Api::Stored<Api::Profile>> page;
        page.page = request.query.queryItemValue(u"page"_s).toInt();
        page.limit = 3;
        page.totalCount = static_cast<int>(shelf.size());
        for (const Api::Profile &profile : shelf.mid(qsizetype(page.page - 1) * 3, 3))
            page.items.append({profile, Api::UserId::create(), {}, {}});
        return LoopbackServer::json(Api::encode(page));
    });
    const auto list = resultOf(m_kiosk->client.allProfiles());
    QVERIFY(list);
    QCOMPARE(*list, shelf);
}

void MedioClientTest::aServerIsTestedWithoutChangingAnything()
{
    FakeMedio other;
    const auto address = Api::ServerAddress::parse(other.address()).value();
    QVERIFY(resultOf(m_kiosk->client.testServer(address))->healthy);
    other.databaseDown = true;
    QVERIFY(!resultOf(m_kiosk->client.testServer(address))->healthy);
    other.always([](const Request &) {
        Answer moved = LoopbackServer::html(301);
        return moved.with("Location", "https://medio.example/api/health");
    });
    const auto moved = resultOf(m_kiosk->client.testServer(address));
    QCOMPARE(moved.error().kind, ApiError::Kind::WrongServer);
    QCOMPARE(moved.error().code, u"redirect"_s);
    QCOMPARE(moved.error().message, u"https://medio.example:443"_s);
    other.down();
    QCOMPARE(resultOf(m_kiosk->client.testServer(address)).error().code, u"refused"_s);
    for (const Request &request : other.requests())
        QVERIFY(!request.headers.contains("cookie"));
    QCOMPARE(m_kiosk->gate.server()->base(), QUrl(m_server->address()));
    QVERIFY(m_kiosk->gate.state().isOnline());
}

QTEST_GUILESS_MAIN(MedioClientTest)
#include "tst_medioclient.moc"
