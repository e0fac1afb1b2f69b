// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/medioclient.h"
#include "tests/support/apifixtures.h"
#include "tests/support/clientside.h"
#include "tests/support/endpoints.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"

#include <QPointer>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Medio;
using namespace Medio::Net;
using namespace std::chrono_literals;

using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;
using State = CallBase::State;

/// Every call of the client: what goes over the wire, how it ends well, badly and not at all.
class EndpointsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void goesOutAsTheContractSays_data() { everyEndpoint(); }
    void goesOutAsTheContractSays();
    void failsOnceWithWhatCame_data();
    void failsOnceWithWhatCame();
    void isSilentAfterAnAbort_data() { everyEndpoint(); }
    void isSilentAfterAnAbort();
    void nullIdsAreNeverSent();
    void answersMeanWhatTheyMean();
    void refusalsAreResults();

private:
    static void everyEndpoint();
    void serve(const Endpoint &endpoint, const Answer &answer);
    void signIn();
    State endOf(CallBase *call);

    std::unique_ptr<FakeMedio> m_server;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<ClientSide> m_kiosk;
};

void EndpointsTest::init()
{
    m_server = std::make_unique<FakeMedio>();
    m_clock = std::make_unique<SystemClock>();
    HttpGate::Times times;
    times.answer = 2s;
    times.breaker.backoffBase = 10ms;
    times.breaker.backoffCap = 30ms;
    m_kiosk = std::make_unique<ClientSide>(*m_clock, times, MedioClient::Retries{3, 10ms, 20ms, 10ms}, 0.5);
    m_kiosk->turnTo(*m_server);
    QTRY_VERIFY(m_kiosk->gate.state().isOnline());
}

void EndpointsTest::cleanup()
{
    m_kiosk.reset();
    m_server.reset();
}

void EndpointsTest::everyEndpoint()
{
    QTest::addColumn<int>("index");
    const QList<Endpoint> all = endpoints();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name) << i;
}

void EndpointsTest::serve(const Endpoint &endpoint, const Answer &answer)
{
    const auto handler = [answer](const Request &) {
        return answer;
    };
    if (endpoint.signedIn)
        m_server->onSignedIn(endpoint.method, endpoint.path, handler);
    else if (endpoint.csrf)
        m_server->onCsrf(endpoint.method, endpoint.path, handler);
    else
        m_server->on(endpoint.method, endpoint.path, handler);
}

void EndpointsTest::signIn()
{
    QVERIFY(resultOf(m_kiosk->client.signIn(QString::fromLatin1(m_server->email),
                                            QString::fromLatin1(m_server->password))));
}

State EndpointsTest::endOf(CallBase *call)
{
    std::optional<State> end;
    connect(call, &CallBase::finished, this, [call, &end] { end = call->state(); });
    (void)QTest::qWaitFor([&end] { return end.has_value(); });
    return end.value_or(State::Started);
}

void EndpointsTest::goesOutAsTheContractSays()
{
    QFETCH(const int, index);
    const Endpoint endpoint = endpoints().at(index);
    const bool needsLogin = endpoint.signedIn || qstrcmp(endpoint.name, "signOut") == 0;
    if (needsLogin)
        signIn();
    serve(endpoint, LoopbackServer::json(fixture(endpoint.answer), endpoint.status));
    QCOMPARE(endOf(endpoint.call(m_kiosk->client)), State::Succeeded);

    const Request seen = m_server->last(endpoint.method, endpoint.path);
    QCOMPARE(seen.method, endpoint.method);
    QCOMPARE(seen.body, endpoint.request);
    QCOMPARE(seen.headers.contains("x-csrf-token"), endpoint.csrf);
    QCOMPARE(!FakeMedio::cookie(seen, "authToken").isEmpty(), needsLogin);
    // The refresh token goes where it is revoked, and nowhere else.
    QCOMPARE(!FakeMedio::cookie(seen, "refreshToken").isEmpty(), qstrcmp(endpoint.name, "signOut") == 0);
    QVERIFY(!seen.headers.contains("origin"));
    QCOMPARE(seen.headers.value("x-request-id").size(), 36);
}

void EndpointsTest::failsOnceWithWhatCame_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QList<Endpoint> all = endpoints();
    const auto row = [&all](int index, int status, const QByteArray &body) {
        QTest::newRow(qPrintable(u"%1 %2 %3"_s.arg(QLatin1StringView(all.at(index).name))
                                     .arg(status)
                                     .arg(QString::fromLatin1(body.left(12)))))
            << index << status << body;
    };
    for (int i = 0; i < all.size(); ++i) {
        row(i, 502, "<html>");
        row(i, 200, "<html>");
        row(i, 400, R"({"errors":[{"type":"field","msg":"no","path":"x","location":"body"}]})");
        if (all.at(i).status == 200 || all.at(i).status == 201)
            row(i, all.at(i).status, R"({"unexpected":[1,2)");
    }
}

void EndpointsTest::failsOnceWithWhatCame()
{
    QFETCH(const int, index);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const Endpoint endpoint = endpoints().at(index);
    const bool signingOut = qstrcmp(endpoint.name, "signOut") == 0;
    if (endpoint.signedIn || signingOut)
        signIn();
    Answer answer = LoopbackServer::json(body, status);
    if (body.startsWith('<'))
        answer.contentType = "text/html";
    // A question about health that the gate asked by itself may still be under way, and is shared.
    QCOMPARE(endOf(m_kiosk->client.health()), State::Succeeded);
    serve(endpoint, answer);
    // What a deletion's success says does not matter, and signing out always works here.
    const bool anyway =
        signingOut || (status == 200 && !body.startsWith('<') && qstrcmp(endpoint.answer, "deleted") == 0);
    QCOMPARE(endOf(endpoint.call(m_kiosk->client)), anyway ? State::Succeeded : State::Failed);
    QTRY_VERIFY(m_kiosk->client.findChildren<CallBase *>().isEmpty());
}

void EndpointsTest::isSilentAfterAnAbort()
{
    QFETCH(const int, index);
    const Endpoint endpoint = endpoints().at(index);
    if (endpoint.signedIn || qstrcmp(endpoint.name, "signOut") == 0)
        signIn();
    const auto asked = m_server->count(endpoint.method, endpoint.path);
    serve(endpoint, Answer::silent());
    QPointer<CallBase> call = endpoint.call(m_kiosk->client);
    QTRY_COMPARE(m_server->count(endpoint.method, endpoint.path), asked + 1);
    int ends = 0;
    connect(call, &CallBase::finished, this, [&ends] { ++ends; });
    call->abort();
    QCOMPARE(call->state(), State::Aborted);
    QTRY_VERIFY(!call);
    QCOMPARE(ends, 1);
}

void EndpointsTest::nullIdsAreNeverSent()
{
    signIn();
    // But for health, which is asked every now and then.
    const auto asked = [this] {
        const auto &requests = m_server->requests();
        return std::count_if(requests.cbegin(), requests.cend(),
                             [](const auto &request) { return request.path != u"/api/health"; });
    };
    const auto before = asked();
    using namespace EndpointIds;
    const auto refused = [this](CallBase *call) {
        QCOMPARE(endOf(call), State::Failed);
    };
    refused(m_kiosk->client.startSession({{}, chip, video}));
    refused(m_kiosk->client.heartbeat({}, {}));
    refused(m_kiosk->client.endSession({}, {}));
    refused(m_kiosk->client.watchTime({}));
    refused(m_kiosk->client.updateVideo({}, {}));
    refused(m_kiosk->client.createVideo({}));
    refused(m_kiosk->client.deleteVideo({}));
    refused(m_kiosk->client.videoMappings({}));
    refused(m_kiosk->client.updateProfile({}, {}));
    refused(m_kiosk->client.deleteProfile({}));
    refused(m_kiosk->client.profileStats({}));
    refused(m_kiosk->client.deleteChip({}));
    refused(m_kiosk->client.chipVideos({}));
    refused(m_kiosk->client.putChipVideos(chip, {{video, {}}}));
    refused(m_kiosk->client.removeChipVideo(chip, {}));
    refused(m_kiosk->client.mapVideo({video, {}, {}, {}}));
    refused(m_kiosk->client.unmapVideo({}));
    refused(m_kiosk->client.startOwnSession({video, {}}));
    refused(m_kiosk->client.heartbeatOwnSession({}));
    refused(m_kiosk->client.endOwnSession({{}, Api::OwnStopReason::Manual}));
    QCOMPARE(asked(), before);
}

void EndpointsTest::answersMeanWhatTheyMean()
{
    signIn();
    const QList<Endpoint> all = endpoints();
    for (const Endpoint &endpoint : all) {
        if (endpoint.signedIn)
            serve(endpoint, LoopbackServer::json(fixture(endpoint.answer), endpoint.status));
    }
    using namespace EndpointIds;

    const auto stats = resultOf(m_kiosk->client.profileStats(profile));
    QVERIFY(stats);
    QCOMPARE(stats->watchedToday, 17min);
    QCOMPARE(stats->days.size(), 3);
    QCOMPARE(stats->days.at(0), (Api::ProfileStats::Day{QDate(2026, 3, 10), 17min}));
    QCOMPARE(stats->days.at(1), (Api::ProfileStats::Day{QDate(2026, 3, 9), 42min}));
    QCOMPARE(stats->days.at(2), (Api::ProfileStats::Day{QDate(2026, 3, 3), 5min}));
    QCOMPARE(stats->topVideos.at(0), (Api::ProfileStats::TopVideo{u"Tom & Jerry's rocket"_s, 3, 12min}));
    QCOMPARE(stats->topVideos.at(1), (Api::ProfileStats::TopVideo{u"Fox"_s, 1, std::nullopt}));

    const auto mappings = resultOf(m_kiosk->client.videoMappings(video));
    QVERIFY(mappings);
    QCOMPARE(mappings->size(), 2);
    QVERIFY(mappings->first().profile.isNull());
    QVERIFY(mappings->first().active);
    QCOMPARE(mappings->last().profileName, u"Ben & Otter"_s);
    QCOMPARE(mappings->last().maximumWatchTime, std::optional(30min));
    QVERIFY(!mappings->last().active);

    QCOMPARE(*resultOf(m_kiosk->client.removeChipVideo(chip, video)),
             Api::RemovalOutcome(Api::ChipVideoRemoved{2}));
    const auto scanned = resultOf(m_kiosk->client.scan({u"04:A1:B2:C3"_s, {}}));
    QCOMPARE(std::get<Api::VideoAssigned>(*scanned).video.platformId, platform);
    QCOMPARE(resultOf(m_kiosk->client.startOwnSession({video, profile}))->id, session);
    QCOMPARE(*resultOf(m_kiosk->client.heartbeatOwnSession(session)),
             Api::OwnHeartbeatOutcome(Api::OwnSessionAlive{true, 61min}));
    QCOMPARE(*resultOf(m_kiosk->client.endOwnSession({session, Api::OwnStopReason::TimeLimit})),
             Api::OwnEndOutcome(Api::OwnSessionEnded{session, 125s}));
    QCOMPARE(*resultOf(m_kiosk->client.deleteChip(chip)), Api::DeleteOutcome(Api::Deleted{}));
}

void EndpointsTest::refusalsAreResults()
{
    signIn();
    using namespace EndpointIds;
    const auto answer = [&](const char *name, const QByteArray &body, int status) {
        const QList<Endpoint> all = endpoints();
        const auto endpoint = std::find_if(all.cbegin(), all.cend(),
                                           [&](const Endpoint &one) { return qstrcmp(one.name, name) == 0; });
        serve(*endpoint, LoopbackServer::json(body, status));
    };
    const QByteArray trouble = R"({"message":"Server error"})";
    answer("deleteVideo", trouble, 500);
    QCOMPARE(*resultOf(m_kiosk->client.deleteVideo(video)), Api::DeleteOutcome(Api::InUse{}));
    QCOMPARE(m_server->count("DELETE", u"/api/videos/"_s + video.toString()), 1);
    answer("deleteProfile", R"({"message":"Profile not found"})", 404);
    QCOMPARE(*resultOf(m_kiosk->client.deleteProfile(profile)), Api::DeleteOutcome(Api::AlreadyGone{}));
    answer("removeChipVideo", fixture("refusal-sm"), 404);
    QCOMPARE(*resultOf(m_kiosk->client.removeChipVideo(chip, video)),
             Api::RemovalOutcome(Api::AlreadyGone{}));
    answer("heartbeatOwnSession", fixture("own-session-unknown"), 404);
    QCOMPARE(*resultOf(m_kiosk->client.heartbeatOwnSession(session)),
             Api::OwnHeartbeatOutcome(Api::SessionUnknown{}));
    answer("endOwnSession", R"({"message":"Session already ended"})", 404);
    QCOMPARE(*resultOf(m_kiosk->client.endOwnSession({session, Api::OwnStopReason::Error})),
             Api::OwnEndOutcome(Api::SessionAlreadyEnded{}));
    answer("mapVideo", trouble, 500);
    QCOMPARE(resultOf(m_kiosk->client.mapVideo({video, chip, {}, {}})).error().kind,
             Api::ApiError::Kind::ServerTrouble);
    QCOMPARE(m_server->count("POST", u"/api/nfc/map"_s), 1); // each would add another row
    answer("updateVideo", R"({"message":"Video not found"})", 404);
    QCOMPARE(resultOf(m_kiosk->client.updateVideo(video, {})).error().kind, Api::ApiError::Kind::NotFound);
    answer("createChip", R"({"message":"Chip already registered"})", 409);
    QCOMPARE(resultOf(m_kiosk->client.createChip({u"04:A1:B2:C3"_s, u"Fox"_s})).error().kind,
             Api::ApiError::Kind::Conflict);
}

QTEST_GUILESS_MAIN(EndpointsTest)
#include "tst_endpoints.moc"
