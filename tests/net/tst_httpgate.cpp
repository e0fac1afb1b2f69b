// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/httpgate.h"
#include "tests/support/certificate.h"
#include "tests/support/fakeclock.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/packed.h"

#include <QFile>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <thread>

using namespace Medio;
using namespace Medio::Net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Api::ApiError;
using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;

namespace {

const QByteArray healthy = R"({"status":"healthy","timestamp":"2026-03-10T09:00:00.000Z","uptime":1,
    "environment":"test","services":{"database":"healthy","sentry":"disabled"},"capabilities":["played-seconds"]})";
const QByteArray degraded = R"({"status":"degraded","services":{"database":"unhealthy"}})";

constexpr qsizetype mebibyte = qsizetype{1024} * 1024;

/// Short enough for a test, far enough apart to tell one from the other.
HttpGate::Times shortTimes()
{
    HttpGate::Times times;
    times.connect = 300ms;
    times.answer = 300ms;
    times.health = 600ms;
    times.slow = 150ms;
    times.breaker.backoffBase = 20ms;
    times.breaker.backoffCap = 200ms;
    times.breaker.attentive = 100ms;
    return times;
}

/// Who signed a server's certificate.
enum class Signer { Itself, Trusted, Stranger, Namesake, Expired };

HttpRequest get(const QString &path)
{
    HttpRequest request;
    request.path = path;
    return request;
}

HttpRequest post(const QString &path, bool csrf, bool repeatable)
{
    HttpRequest request;
    request.method = Method::Post;
    request.path = path;
    request.body = R"({"a":1})";
    request.csrf = csrf;
    request.repeatable = repeatable;
    return request;
}

} // namespace

class HttpGateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void asksForHealthAtOnce();
    void sendsItsHeaders();
    void answersLaterAndOnce();
    void abortsWhenTheContextDies();
    void bad_data();
    void bad();
    void boundsTheBody();
    void whoIsLateReadsOn();
    void aConnectionIsUsedAgainAndReplacedWhenOld();
    void aResetIsRepeatedOnce();
    void aPostThatIsNotRepeatableGoesOutOnce();
    void redirects_data();
    void redirects();

    void csrfIsFetchedOnceForEverybody();
    void csrfIsFetchedAgainWhenRefused();
    void csrfIsRefusedForEver();
    void csrfFailsWithItsOutage();

    void retryAfterIsHonoured();
    void breakerFailsFastAndComesBack();
    void whatIsRefusedHereIsNoNews();
    void whoeverKeepsAskingDoesNotPutItOff();
    void aSpentBudgetDoesNotHoldUpHealth();
    void aRouteThatIsLimitedDoesNotHoldUpHealth();
    void whatIsLimitedForAllHoldsUpHealth_data();
    void whatIsLimitedForAllHoldsUpHealth();
    void breakerLetsTheUrgentPass();
    void askingForHealthIsShared();
    void databaseOutageIsDegraded();
    void anotherServersJsonIsNoMedio();
    void slowHealthIsWaking();
    void aFrozenServerIsNoticedWhenItThaws();
    void aFrozenServerIsAskedAllTheWhile();
    void someoneWatches();
    void anotherServerForgetsEverything();
    void withoutAServer();
    void pictures();

    void aPathBelongsToEveryRequest();
    void anUnchangedAnswerIsNotSentAgain();
    void a304ThatNobodyAskedForIsNoAnswer();
    void packedAnswersAreRead_data();
    void packedAnswersAreRead();
    void packedAnswersAreBounded_data();
    void packedAnswersAreBounded();
    void smallAnswersAreBoundedMoreTightly();
    void theBudgetKeepsRoomForTheEnd();
    void aRateLimitedHealthIsNotAskedAgainAtOnce();
    void theStateTellsItsDetails();
    void theServersTimeIsSeen();
    void capabilitiesBelongToTheirServer();
    void aProxyIsUsedAsTheSystemSays();
    void aSlowProxyLookupHoldsNobodyUp();
    void authoritiesAreRead();
    void certificatesAreNeverOverlooked_data();
    void certificatesAreNeverOverlooked();
    void aPrivateAuthorityIsTrustedForItsServer();

private:
    HttpResult ask(const HttpRequest &request);
    void goOnline();

    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<HttpGate> m_gate;
};

void HttpGateTest::init()
{
    m_server = std::make_unique<LoopbackServer>();
    m_server->on("GET", u"/api/health"_s, LoopbackServer::json(healthy));
    m_server->on("GET", u"/api/csrf-token"_s, [](const Request &) {
        return LoopbackServer::json(R"({"csrfToken":"token-1"})")
            .with("Set-Cookie", "_csrf=cookie-1; Path=/; HttpOnly");
    });
    m_server->on("GET", u"/api/thing"_s, LoopbackServer::json("{}"));
    m_clock = std::make_unique<SystemClock>();
    m_gate = std::make_unique<HttpGate>(
        *m_clock, [] { return 0.5; }, shortTimes());
    m_gate->setServer(Api::ServerAddress::parse(m_server->address()).value());
}

void HttpGateTest::cleanup()
{
    m_gate.reset();
    m_server.reset();
}

HttpResult HttpGateTest::ask(const HttpRequest &request)
{
    std::optional<HttpResult> got;
    m_gate->send(request, this, [&got](const HttpResult &result) { got = result; });
    if (!QTest::qWaitFor([&got] { return got.has_value(); }, 5000))
        return Unexpected{ApiError{ApiError::Kind::Aborted, 0, u"test"_s, u"no result at all"_s, {}, {}}};
    return *got;
}

void HttpGateTest::goOnline()
{
    QTRY_VERIFY(m_gate->state().isOnline());
}

void HttpGateTest::asksForHealthAtOnce()
{
    LoopbackServer server;
    server.on("GET", u"/api/health"_s, LoopbackServer::json(healthy));
    HttpGate::Times times; // not slow, not even on a busy machine
    times.slow = times.health = 60s;
    HttpGate gate(
        *m_clock, [] { return 0.5; }, times);
    QSignalSpy edges(&gate, &HttpGate::stateChanged);
    gate.setServer(Api::ServerAddress::parse(server.address()).value());
    QCOMPARE(gate.state().kind, ServerState::Kind::Unknown);
    QTRY_VERIFY(gate.state().isOnline());
    QCOMPARE(edges.size(), 1);
    QVERIFY(gate.health()->offers(Api::Health::playedSeconds));
    QCOMPARE(server.count("GET", u"/api/health"_s), 1);
}

void HttpGateTest::sendsItsHeaders()
{
    HttpRequest request = get(u"/api/thing"_s);
    request.query.addQueryItem(u"page"_s, u"2"_s);
    request.cookies = {{"authToken", "x.y.z"}};
    QCOMPARE(ask(request)->status, 200);
    const Request seen = m_server->last("GET", u"/api/thing"_s);
    QVERIFY(seen.headers.value("user-agent").startsWith("medio-kiosk/"));
    QCOMPARE(seen.headers.value("x-request-id").size(), 36);
    QVERIFY(!seen.headers.contains("origin"));
    QCOMPARE(seen.headers.value("cookie"), "authToken=x.y.z");
    QCOMPARE(seen.query.queryItemValue(u"page"_s), u"2"_s);

    m_server->on("POST", u"/api/thing"_s, LoopbackServer::json("{}"));
    QCOMPARE(ask(post(u"/api/thing"_s, false, false))->status, 200);
    const Request posted = m_server->last("POST", u"/api/thing"_s);
    QCOMPARE(posted.headers.value("content-type"), "application/json");
    QCOMPARE(posted.body, R"({"a":1})");
    QVERIFY(!posted.headers.contains("cookie")); // another request's cookies are not kept
    QVERIFY(posted.headers.value("x-request-id") != seen.headers.value("x-request-id"));
}

void HttpGateTest::answersLaterAndOnce()
{
    int answers = 0;
    m_gate->send(get(u"/api/thing"_s), this, [&](const HttpResult &) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 1);
    (void)ask(get(u"/api/thing"_s));
    QCOMPARE(answers, 1);
}

void HttpGateTest::abortsWhenTheContextDies()
{
    m_server->on("GET", u"/api/silent"_s, Answer::silent());
    auto context = std::make_unique<QObject>();
    bool answered = false;
    m_gate->send(get(u"/api/silent"_s), context.get(), [&](const HttpResult &) { answered = true; });
    QTRY_COMPARE(m_server->count("GET", u"/api/silent"_s), 1);
    context.reset();
    (void)ask(get(u"/api/thing"_s));
    QVERIFY(!answered);
}

void HttpGateTest::bad_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("manner");
    QTest::addColumn<ApiError::Kind>("kind");
    QTest::addColumn<QString>("reason"); // of the server's state; empty: it stays online
    const auto row = [](const char *name, const Answer &answer, ApiError::Kind kind, const QString &reason) {
        QTest::newRow(name) << answer.status << answer.contentType << answer.body
                            << static_cast<int>(answer.manner) << kind << reason;
    };
    using K = ApiError::Kind;
    row("html with a 200", LoopbackServer::html(), K::WrongServer, u"wrong-server"_s);
    row("html with a 403", LoopbackServer::html(403), K::WrongServer, u"wrong-server"_s);
    row("html with a 401", LoopbackServer::html(401), K::WrongServer, u"wrong-server"_s);
    row("html with a 404", LoopbackServer::html(404), K::NotFound, {});
    row("html with a 413", LoopbackServer::html(413), K::Invalid, {});
    row("502", LoopbackServer::html(502), K::ServerTrouble, u"http-502"_s);
    row("503", LoopbackServer::html(503), K::ServerTrouble, u"http-503"_s);
    row("504", LoopbackServer::html(504), K::ServerTrouble, u"http-504"_s);
    row("502 of the front server", LoopbackServer::json(R"({"error":"x","message":"y"})", 502),
        K::ServerTrouble, u"http-502"_s);
    row("500 page", LoopbackServer::html(500), K::ServerTrouble, u"http-500"_s);
    row("429 text", LoopbackServer::html(429), K::RateLimited, {});
    row("empty 200", {200, {}, {}, {}, Answer::Manner::Whole, {}, false}, K::WrongServer, u"wrong-server"_s);
    row("empty 502", {502, {}, {}, {}, Answer::Manner::Whole, {}, false}, K::ServerTrouble, u"http-502"_s);
    row("text", {200, "ok", "text/plain", {}, Answer::Manner::Whole, {}, false}, K::WrongServer,
        u"wrong-server"_s);
    row("silent", Answer::silent(), K::TimedOut, u"timed-out"_s);
    row("dropped", Answer::drop(), K::Unreachable, u"reset"_s);
    row("reset", Answer::reset(), K::Unreachable, u"reset"_s);
    row("half a body", {200, QByteArray(10000, ' '), "application/json", {}, Answer::Manner::Half, {}, false},
        K::Unreachable, u"reset"_s);
}

void HttpGateTest::bad()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, manner);
    QFETCH(ApiError::Kind, kind);
    QFETCH(QString, reason);
    goOnline();
    m_server->always([=](const Request &) {
        return Answer{status, body, type, {}, static_cast<Answer::Manner>(manner), {}, false};
    });
    const HttpResult result = ask(get(u"/api/thing"_s));
    QVERIFY(!result);
    QCOMPARE(kindName(result.error().kind), kindName(kind));
    QCOMPARE(m_gate->state().isOnline(), reason.isEmpty());
    QCOMPARE(m_gate->state().reason, reason);
}

void HttpGateTest::boundsTheBody()
{
    HttpRequest list = get(u"/api/big"_s);
    list.maximumBody = HttpRequest::listBody;
    list.timeout = 10s;
    m_server->on("GET", u"/api/big"_s, LoopbackServer::json('"' + QByteArray(3 * mebibyte, 'x') + '"'));
    QCOMPARE(ask(list).error().kind, ApiError::Kind::TooLarge);
    m_server->on("GET", u"/api/big"_s, LoopbackServer::json('"' + QByteArray(mebibyte, 'x') + '"'));
    QCOMPARE(ask(list)->body.size(), mebibyte + 2);
}

/// Whenever this thread comes to it, Qt's buffer is full: the server has a thread of its own.
void HttpGateTest::whoIsLateReadsOn()
{
    const QByteArray picture(3'000'000, 'x');
    std::promise<quint16> port;
    std::thread server([&] {
        QTcpServer listener;
        port.set_value(listener.listen(QHostAddress::LocalHost) ? listener.serverPort() : quint16(0));
        if (!listener.waitForNewConnection(20'000))
            return;
        const std::unique_ptr<QTcpSocket> client(listener.nextPendingConnection());
        while (!client->peek(4096).contains("\r\n\r\n") && client->waitForReadyRead(20'000)) {
        }
        client->write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3000000\r\n\r\n" +
                      picture);
        while (client->bytesToWrite() > 0 && client->waitForBytesWritten(20'000)) {
        }
        client->disconnectFromHost();
    });
    const auto joined = qScopeGuard([&] { server.join(); });
    QTimer late;
    connect(&late, &QTimer::timeout, this, [] { (void)QSemaphore().tryAcquire(1, 20); });
    late.start(1ms);

    std::optional<Expected<QByteArray, ApiError>> got;
    HttpGate::Times times;
    times.answer = 15s;
    HttpGate gate(
        *m_clock, [] { return 0.5; }, times);
    gate.download(QUrl(u"http://127.0.0.1:%1/"_s.arg(port.get_future().get())), 4'000'000, this,
                  [&](const auto &result) { got = result; });
    QVERIFY(QTest::qWaitFor([&] { return got.has_value(); }, 20'000));
    QVERIFY2(*got, *got ? "" : qPrintable(got->error().message));
    QCOMPARE(got->value().size(), picture.size());
}

void HttpGateTest::aConnectionIsUsedAgainAndReplacedWhenOld()
{
    FakeClock clock;
    HttpGate gate(clock, [] { return 0.5; });
    gate.setServer(Api::ServerAddress::parse(m_server->address()).value());
    QTRY_VERIFY(gate.state().isOnline());
    const auto connectionOf = [&] {
        bool answered = false;
        gate.send(get(u"/api/thing"_s), this, [&](const HttpResult &) { answered = true; });
        if (!QTest::qWaitFor([&] { return answered; }))
            return 0;
        return m_server->requests().last().connection;
    };
    const int first = connectionOf();
    QCOMPARE(connectionOf(), first);
    clock.advance(4100ms);
    QVERIFY(connectionOf() > first);
}

void HttpGateTest::aResetIsRepeatedOnce()
{
    goOnline();
    int seen = 0;
    m_server->on("POST", u"/api/thing"_s,
                 [&](const Request &) { return ++seen == 1 ? Answer::drop() : LoopbackServer::json("{}"); });
    QCOMPARE(ask(post(u"/api/thing"_s, false, true))->status, 200);
    QCOMPARE(seen, 2);
    QVERIFY(m_gate->state().isOnline());

    m_server->on("POST", u"/api/thing"_s, [&](const Request &) {
        ++seen;
        return Answer::drop();
    });
    seen = 0;
    QCOMPARE(ask(post(u"/api/thing"_s, false, true)).error().code, u"reset"_s);
    QVERIFY(seen >= 2 && seen <= 4); // Qt repeats on its own account too
}

void HttpGateTest::aPostThatIsNotRepeatableGoesOutOnce()
{
    goOnline();
    m_server->on("POST", u"/api/sessions/start/public"_s, Answer::drop());
    QCOMPARE(ask(post(u"/api/sessions/start/public"_s, false, false)).error().code, u"reset"_s);
    QCOMPARE(m_server->count("POST", u"/api/sessions/start/public"_s), 1);
    m_gate->setServer(std::nullopt);
    m_gate->setServer(Api::ServerAddress::parse(m_server->address()).value());
    goOnline();
    m_server->on("POST", u"/api/sessions/start/public"_s, Answer::reset());
    QCOMPARE(ask(post(u"/api/sessions/start/public"_s, false, false)).error().code, u"reset"_s);
    QCOMPARE(m_server->count("POST", u"/api/sessions/start/public"_s), 2);
}

void HttpGateTest::redirects_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("followed");
    QTest::newRow("get here") << QByteArray("GET") << 302 << QByteArray("/api/other") << true;
    QTest::newRow("get in circles") << QByteArray("GET") << 302 << QByteArray("/api/thing") << false;
    QTest::newRow("get elsewhere") << QByteArray("GET") << 302 << QByteArray("http://127.0.0.2:9/api/other")
                                   << false;
    QTest::newRow("get to tls") << QByteArray("GET") << 301 << QByteArray("https://127.0.0.1/api/other")
                                << false;
    QTest::newRow("get a file") << QByteArray("GET") << 302 << QByteArray("file:///etc/passwd") << false;
    QTest::newRow("post, 302") << QByteArray("POST") << 302 << QByteArray("/api/other") << false;
    QTest::newRow("post, 303") << QByteArray("POST") << 303 << QByteArray("/api/other") << false;
    QTest::newRow("post, 307") << QByteArray("POST") << 307 << QByteArray("/api/other") << true;
    QTest::newRow("post, 308") << QByteArray("POST") << 308 << QByteArray("/api/other") << true;
    QTest::newRow("post, 307 elsewhere")
        << QByteArray("POST") << 307 << QByteArray("http://127.0.0.2:9/") << false;
}

void HttpGateTest::redirects()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, target);
    QFETCH(bool, followed);
    goOnline();
    Answer redirect = LoopbackServer::html(status);
    m_server->on(method, u"/api/thing"_s, redirect.with("Location", target));
    m_server->on(method, u"/api/other"_s, LoopbackServer::json("{}"));
    HttpRequest request = method == "GET" ? get(u"/api/thing"_s) : post(u"/api/thing"_s, false, true);
    request.cookies = {{"authToken", "secret"}};
    const HttpResult result = ask(request);
    QCOMPARE(result.has_value(), followed);
    if (followed) {
        QCOMPARE(m_server->count(method, u"/api/other"_s), 1);
        QCOMPARE(m_server->last(method, u"/api/other"_s).body, request.body);
    } else {
        QCOMPARE(result.error().kind, ApiError::Kind::WrongServer);
        QVERIFY(m_server->count(method, u"/api/thing"_s) <= 6);
    }
}

void HttpGateTest::csrfIsFetchedOnceForEverybody()
{
    m_server->on("POST", u"/api/thing"_s, LoopbackServer::json("{}"));
    int answers = 0;
    for (int i = 0; i < 5; ++i)
        m_gate->send(post(u"/api/thing"_s, true, false), this,
                     [&](const HttpResult &result) { answers += result ? 1 : 0; });
    QTRY_COMPARE(answers, 5);
    (void)ask(post(u"/api/thing"_s, true, false));
    QCOMPARE(m_server->count("GET", u"/api/csrf-token"_s), 1);
    const Request seen = m_server->last("POST", u"/api/thing"_s);
    QCOMPARE(seen.headers.value("x-csrf-token"), "token-1");
    QCOMPARE(seen.headers.value("cookie"), "_csrf=cookie-1");
}

void HttpGateTest::csrfIsFetchedAgainWhenRefused()
{
    // The server has forgotten the cookie: its 403 sets a new one, and only a new token fits it.
    int tokens = 0;
    m_server->on("GET", u"/api/csrf-token"_s, [&](const Request &request) {
        ++tokens;
        Answer answer = LoopbackServer::json("{\"csrfToken\":\"token-" + QByteArray::number(tokens) + "\"}");
        if (!request.headers.value("cookie").contains("_csrf"))
            answer.with("Set-Cookie", "_csrf=cookie-1; Path=/");
        return answer;
    });
    m_server->on("POST", u"/api/thing"_s, [](const Request &request) {
        if (request.headers.value("cookie") == "_csrf=cookie-2" &&
            request.headers.value("x-csrf-token") == "token-2")
            return LoopbackServer::json("{}");
        Answer refusal = LoopbackServer::json(R"({"message":"Invalid CSRF token"})", 403);
        return refusal.with("Set-Cookie", "_csrf=cookie-2; Path=/");
    });
    QCOMPARE(ask(post(u"/api/thing"_s, true, false))->status, 200);
    QCOMPARE(tokens, 2);
    QCOMPARE(m_server->count("POST", u"/api/thing"_s), 2);
}

void HttpGateTest::csrfIsRefusedForEver()
{
    m_server->on("POST", u"/api/thing"_s, LoopbackServer::json(R"({"message":"Invalid CSRF token"})", 403));
    QCOMPARE(ask(post(u"/api/thing"_s, true, false))->status, 403);
    QCOMPARE(m_server->count("POST", u"/api/thing"_s), 2);
}

void HttpGateTest::csrfFailsWithItsOutage()
{
    m_server->on("GET", u"/api/csrf-token"_s, LoopbackServer::html(502));
    QCOMPARE(ask(post(u"/api/thing"_s, true, false)).error().httpStatus, 502);
    QCOMPARE(m_server->count("POST", u"/api/thing"_s), 0);
}

void HttpGateTest::retryAfterIsHonoured()
{
    FakeClock clock;
    HttpGate gate(clock, [] { return 0.5; });
    gate.setServer(Api::ServerAddress::parse(m_server->address()).value());
    QTRY_VERIFY(gate.state().isOnline());
    const QString path = u"/api/sessions/start/public"_s;
    Answer limited =
        LoopbackServer::json(R"({"error":"Too many","message":"Slow down","retryAfter":"x"})", 429);
    m_server->on("POST", path, limited.with("Retry-After", "37"));
    const auto outcome = [&] {
        std::optional<HttpResult> got;
        gate.send(post(path, false, false), this, [&got](const HttpResult &result) { got = result; });
        (void)QTest::qWaitFor([&got] { return got.has_value(); });
        return got.value();
    };
    QCOMPARE(outcome().error().retryAfter, std::optional(37s));
    QVERIFY(gate.state().isOnline());
    clock.advance(30s);
    const HttpResult held = outcome();
    QCOMPARE(held.error().kind, ApiError::Kind::RateLimited);
    QCOMPARE(held.error().retryAfter, std::optional(7s));
    QCOMPARE(m_server->count("POST", path), 1);
    clock.advance(8s);
    (void)outcome();
    QCOMPARE(m_server->count("POST", path), 2);
}

void HttpGateTest::breakerFailsFastAndComesBack()
{
    goOnline();
    QSignalSpy edges(m_gate.get(), &HttpGate::stateChanged);
    m_server->down();
    QCOMPARE(ask(get(u"/api/thing"_s)).error().code, u"refused"_s);
    QCOMPARE(m_gate->state().kind, ServerState::Kind::Offline);
    const int connections = m_server->connections();
    QCOMPARE(ask(get(u"/api/thing"_s)).error().code, u"refused"_s);
    QCOMPARE(m_server->connections(), connections);
    m_server->up();
    goOnline();
    QCOMPARE(edges.size(), 2);
    QCOMPARE(ask(get(u"/api/thing"_s))->status, 200);
}

void HttpGateTest::whatIsRefusedHereIsNoNews()
{
    m_gate.reset();
    FakeClock clock;
    HttpGate::Times times;
    times.breaker.backoffBase = 1min; // not while this test runs
    HttpGate gate(
        clock, [] { return 0.5; }, times);
    gate.setServer(Api::ServerAddress::parse(m_server->address()).value());
    QTRY_VERIFY(gate.state().isOnline());
    const auto codeOf = [&](const HttpRequest &request) {
        std::optional<HttpResult> got;
        gate.send(request, this, [&got](const HttpResult &result) { got = result; });
        (void)QTest::qWaitFor([&got] { return got.has_value(); });
        return got && !*got ? got->error().code : QString();
    };
    m_server->down();
    int failed = 0;
    for (int i = 0; i < 5; ++i) // all of them wait for one token
        gate.send(post(u"/api/thing"_s, true, true), this, [&](const HttpResult &) { ++failed; });
    QTRY_COMPARE(failed, 5);
    const ServerState state = gate.state();
    QCOMPARE(state.reason, u"refused"_s);
    QCOMPARE(state.nextTry, std::optional(clock.monotonic() + 30s));
    QSignalSpy details(&gate, &HttpGate::stateDetailsChanged);
    for (int i = 0; i < 10; ++i) {
        clock.advance(1s);
        QCOMPARE(codeOf(get(u"/api/thing"_s)), u"refused"_s);
        QCOMPARE(codeOf(post(u"/api/thing"_s, true, true)), u"refused"_s);
    }
    QCOMPARE(gate.state(), state);
    QCOMPARE(details.size(), 0);
    // Nor did it count as a try: the wait after the second one is the second.
    HttpRequest urgent = get(u"/api/thing"_s);
    urgent.evenIfOffline = true;
    QCOMPARE(codeOf(urgent), u"refused"_s);
    QCOMPARE(gate.state().nextTry, std::optional(clock.monotonic() + 1min));
}

void HttpGateTest::whoeverKeepsAskingDoesNotPutItOff()
{
    goOnline();
    m_server->down();
    QCOMPARE(ask(get(u"/api/thing"_s)).error().code, u"refused"_s);
    QTimer impatience;
    QObject context;
    int refused = 0;
    bool answered = false;
    connect(&impatience, &QTimer::timeout, &context, [&] {
        m_gate->send(get(u"/api/thing"_s), &context, [&](const HttpResult &result) {
            answered = answered || result;
            refused += result ? 0 : 1;
        });
    });
    impatience.start(1ms);
    QTRY_VERIFY(refused >= 20);
    m_server->up();
    QTRY_VERIFY(answered);
}

void HttpGateTest::aSpentBudgetDoesNotHoldUpHealth()
{
    goOnline();
    const QString start = u"/api/sessions/start/public"_s;
    m_server->on("POST", start, LoopbackServer::json("{}", 201));
    for (int i = 0; i < 8; ++i)
        QVERIFY(ask(post(start, false, false)));
    m_gate->setAttentive(true);
    const auto before = m_server->count("GET", u"/api/health"_s);
    QTRY_VERIFY(!ask(post(start, false, false)) && m_server->count("GET", u"/api/health"_s) >= before + 3);
}

void HttpGateTest::aRouteThatIsLimitedDoesNotHoldUpHealth()
{
    goOnline();
    m_gate->setAttentive(true);
    Answer limited = LoopbackServer::json(R"({"error":"Too many","message":"Slow down"})", 429);
    m_server->on("POST", u"/api/auth/login"_s, limited.with("Retry-After", "600"));
    QCOMPARE(ask(post(u"/api/auth/login"_s, false, false)).error().retryAfter, std::optional(600s));
    const auto before = m_server->count("GET", u"/api/health"_s);
    QTRY_VERIFY(m_server->count("GET", u"/api/health"_s) >= before + 3);
}

void HttpGateTest::whatIsLimitedForAllHoldsUpHealth_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<std::chrono::seconds>("pause");
    const std::chrono::seconds longest = 15min;
    QTest::newRow("a route without a limiter of its own") << u"/api/thing"_s << QByteArray("600") << 600s;
    QTest::newRow("health itself") << u"/api/health"_s << QByteArray("600") << 600s;
    QTest::newRow("longer than any window") << u"/api/thing"_s << QByteArray("86400") << longest;
    QTest::newRow("no word how long") << u"/api/health"_s << QByteArray() << 60s;
}

void HttpGateTest::whatIsLimitedForAllHoldsUpHealth()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, retryAfter);
    QFETCH(const std::chrono::seconds, pause);
    m_gate.reset();
    FakeClock clock;
    HttpGate::Times times;
    times.breaker.backoffBase = 40s; // not while this test runs
    HttpGate gate(
        clock, [] { return 0.5; }, times);
    m_server->on("GET", u"/api/health"_s, LoopbackServer::json(degraded, 503));
    gate.setServer(Api::ServerAddress::parse(m_server->address()).value());
    QTRY_COMPARE(gate.state().kind, ServerState::Kind::Degraded); // it says when it is asked next

    Answer limited = LoopbackServer::json(R"({"error":"Too many","message":"Slow down"})", 429);
    if (!retryAfter.isEmpty())
        limited.with("Retry-After", retryAfter);
    m_server->on("GET", path, limited);
    bool answered = false;
    gate.send(get(path), this, [&](const HttpResult &) { answered = true; });
    QTRY_VERIFY(answered);

    const auto asked = m_server->count("GET", u"/api/health"_s);
    clock.advance(1s);
    std::optional<Expected<Api::Health, ApiError>> health;
    gate.askHealth(this, [&](const auto &result) { health = result; });
    QTRY_VERIFY(health);
    QCOMPARE(health->error().kind, ApiError::Kind::RateLimited);
    QCOMPARE(gate.state().nextTry, std::optional(clock.monotonic() + pause - 1s));
    QCOMPARE(m_server->count("GET", u"/api/health"_s), asked);
}

void HttpGateTest::breakerLetsTheUrgentPass()
{
    goOnline();
    m_server->on("GET", u"/api/thing"_s, LoopbackServer::html(503));
    m_server->on("GET", u"/api/health"_s, LoopbackServer::html(503));
    m_server->on("POST", u"/api/auth/login"_s, LoopbackServer::json("{}"));
    (void)ask(get(u"/api/thing"_s));
    QCOMPARE(m_gate->state().kind, ServerState::Kind::Waking);
    QCOMPARE(m_gate->state().reason, u"http-503"_s);
    HttpRequest urgent = post(u"/api/auth/login"_s, true, false);
    urgent.evenIfOffline = true;
    QCOMPARE(ask(urgent)->status, 200);
    QVERIFY(m_gate->state().isOnline());
}

void HttpGateTest::askingForHealthIsShared()
{
    int answers = 0;
    for (int i = 0; i < 3; ++i)
        m_gate->askHealth(this, [&](const auto &health) { answers += health ? 1 : 0; });
    QTRY_COMPARE(answers, 3);
    QCOMPARE(m_server->count("GET", u"/api/health"_s), 1);
}

void HttpGateTest::databaseOutageIsDegraded()
{
    goOnline();
    m_server->on("GET", u"/api/health"_s, LoopbackServer::json(degraded, 503));
    m_server->on("GET", u"/api/thing"_s, LoopbackServer::json(R"({"message":"x"})", 500));
    QCOMPARE(ask(get(u"/api/thing"_s))->status, 500); // and health is asked soon
    QTRY_COMPARE(m_gate->state().kind, ServerState::Kind::Degraded);
    QCOMPARE(m_gate->state().reason, u"database"_s);
    QCOMPARE(ask(get(u"/api/csrf-token"_s))->status, 200); // works without the database
    QCOMPARE(m_gate->state().kind, ServerState::Kind::Degraded);
    m_server->on("GET", u"/api/health"_s, LoopbackServer::json(healthy));
    goOnline();
}

void HttpGateTest::anotherServersJsonIsNoMedio()
{
    m_server->on("GET", u"/api/health"_s, LoopbackServer::json(R"({"ok":true})"));
    QTRY_COMPARE(m_gate->state().kind, ServerState::Kind::Offline);
    QCOMPARE(m_gate->state().reason, u"wrong-server"_s);
}

void HttpGateTest::slowHealthIsWaking()
{
    Answer slow = LoopbackServer::json(healthy);
    slow.delay = 400ms;
    m_server->on("GET", u"/api/health"_s, slow);
    QStringList edges;
    connect(m_gate.get(), &HttpGate::stateChanged, this,
            [&](const ServerState &state) { edges << nameOf(state.kind) + u' ' + state.reason; });
    goOnline();
    QCOMPARE(edges, (QStringList{u"waking slow"_s, u"online "_s}));
    m_server->on("GET", u"/api/health"_s, Answer::silent());
    m_gate->setAttentive(true);
    QTRY_COMPARE(m_gate->state().kind, ServerState::Kind::Offline);
    QCOMPARE(m_gate->state().reason, u"timed-out"_s);
}

void HttpGateTest::aFrozenServerIsNoticedWhenItThaws()
{
    goOnline();
    QStringList edges;
    connect(m_gate.get(), &HttpGate::stateChanged, this,
            [&](const ServerState &state) { edges << nameOf(state.kind) + u' ' + state.reason; });
    int asked = 0;
    m_server->on("GET", u"/api/health"_s, [&](const Request &) {
        return ++asked <= 2 ? Answer::silent() : LoopbackServer::json(healthy);
    });
    m_gate->setAttentive(true);
    // The third question is answered while the first two still wait, and their end changes nothing.
    QTRY_VERIFY(asked >= 12);
    QCOMPARE(edges, (QStringList{u"waking slow"_s, u"online "_s}));
}

void HttpGateTest::aFrozenServerIsAskedAllTheWhile()
{
    int asked = 0;
    m_server->on("GET", u"/api/health"_s, [&](const Request &) {
        return ++asked <= 3 ? Answer::silent() : LoopbackServer::json(healthy);
    });
    HttpGate::Times times = shortTimes();
    times.health = 60s; // none of the three ends
    m_gate.reset();
    HttpGate gate(
        *m_clock, [] { return 0.5; }, times);
    gate.setAttentive(true);
    gate.setServer(Api::ServerAddress::parse(m_server->address()).value());
    QTRY_VERIFY(gate.state().isOnline());
    QVERIFY(asked >= 4);
}

void HttpGateTest::someoneWatches()
{
    goOnline();
    m_gate->setAttentive(true);
    QTRY_VERIFY(m_server->count("GET", u"/api/health"_s) >= 4);
}

void HttpGateTest::anotherServerForgetsEverything()
{
    goOnline();
    m_server->on("POST", u"/api/thing"_s, LoopbackServer::json("{}"));
    m_server->on("GET", u"/api/silent"_s, Answer::silent());
    (void)ask(post(u"/api/thing"_s, true, false));
    std::optional<HttpResult> pending;
    m_gate->send(get(u"/api/silent"_s), this, [&](const HttpResult &result) { pending = result; });
    QTRY_COMPARE(m_server->count("GET", u"/api/silent"_s), 1);

    LoopbackServer other;
    other.on("GET", u"/api/health"_s, LoopbackServer::json(healthy));
    other.on("GET", u"/api/csrf-token"_s, LoopbackServer::json(R"({"csrfToken":"t"})"));
    other.on("POST", u"/api/thing"_s, LoopbackServer::json("{}"));
    m_gate->setServer(Api::ServerAddress::parse(other.address()).value());
    QVERIFY(pending.has_value());
    QCOMPARE(pending->error().kind, ApiError::Kind::Aborted);
    QCOMPARE(m_gate->state().kind, ServerState::Kind::Unknown);
    QVERIFY(!m_gate->health());
    QCOMPARE(ask(post(u"/api/thing"_s, true, false))->status, 200);
    for (const Request &request : other.requests())
        QVERIFY(!request.headers.value("cookie").contains("cookie-1"));
    m_gate.reset();
}

void HttpGateTest::withoutAServer()
{
    m_gate->setServer(std::nullopt);
    QCOMPARE(ask(get(u"/api/thing"_s)).error().kind, ApiError::Kind::NotConfigured);
    QCOMPARE(m_gate->state().kind, ServerState::Kind::Unknown);
}

void HttpGateTest::pictures()
{
    goOnline();
    const auto fetch = [&](const QString &path, qint64 maximum) {
        std::optional<Expected<QByteArray, ApiError>> got;
        m_gate->download(QUrl(m_server->address() + path), maximum, this,
                         [&](const auto &result) { got = result; });
        (void)QTest::qWaitFor([&] { return got.has_value(); });
        return got.value();
    };
    m_server->on("GET", u"/p.png"_s,
                 Answer{200, "picture", "image/png", {}, Answer::Manner::Whole, {}, false});
    QCOMPARE(*fetch(u"/p.png"_s, 100), "picture");
    QVERIFY(!m_server->last("GET", u"/p.png"_s).headers.contains("cookie"));
    QCOMPARE(fetch(u"/p.png"_s, 3).error().kind, ApiError::Kind::TooLarge);
    QCOMPARE(fetch(u"/none.png"_s, 100).error().kind, ApiError::Kind::NotFound);
    Answer moved = LoopbackServer::html(302);
    m_server->on("GET", u"/moved.png"_s, moved.with("Location", "/p.png"));
    QCOMPARE(*fetch(u"/moved.png"_s, 100), "picture");
    m_server->on("GET", u"/gone.png"_s, LoopbackServer::html(502));
    QVERIFY(!fetch(u"/gone.png"_s, 100));
    QVERIFY(m_gate->state().isOnline()); // not the breaker's business
}

void HttpGateTest::aPathBelongsToEveryRequest()
{
    m_server->on("GET", u"/family/medio/api/health"_s, LoopbackServer::json(healthy));
    m_server->on("GET", u"/family/medio/api/thing"_s, LoopbackServer::json("{}"));
    Answer redirect = LoopbackServer::html(302);
    m_server->on("GET", u"/family/medio/api/moved"_s, redirect.with("Location", "/family/medio/api/thing"));
    m_gate->setServer(Api::ServerAddress::parse(m_server->address() + u"/family/medio/api/"_s).value());
    goOnline();
    HttpRequest request = get(u"/api/thing"_s);
    request.query.addQueryItem(u"page"_s, u"1"_s);
    QCOMPARE(ask(request)->status, 200);
    QCOMPARE(m_server->last("GET", u"/family/medio/api/thing"_s).query.queryItemValue(u"page"_s), u"1"_s);
    QCOMPARE(ask(get(u"/api/moved"_s))->status, 200);
}

void HttpGateTest::anUnchangedAnswerIsNotSentAgain()
{
    goOnline();
    m_server->on("GET", u"/api/list"_s, [](const Request &request) {
        // As express does: whoever says no-cache wants it anew.
        if (request.headers.value("if-none-match") == "W/\"abc\"" &&
            !request.headers.contains("cache-control"))
            return Answer{304, {}, {}, {}, Answer::Manner::Whole, {}, false};
        Answer answer = LoopbackServer::json("[1]");
        return answer.with("ETag", "W/\"abc\"");
    });
    const HttpResult first = ask(get(u"/api/list"_s));
    QCOMPARE(first->status, 200);
    QCOMPARE(first->etag, "W/\"abc\"");
    HttpRequest again = get(u"/api/list"_s);
    again.etag = first->etag;
    QCOMPARE(ask(again)->status, 304);
    QVERIFY(m_gate->state().isOnline());
}

void HttpGateTest::a304ThatNobodyAskedForIsNoAnswer()
{
    goOnline();
    m_server->on("GET", u"/api/list"_s, Answer{304, {}, {}, {}, Answer::Manner::Whole, {}, false});
    QCOMPARE(ask(get(u"/api/list"_s)).error().kind, ApiError::Kind::WrongServer);
}

namespace {

QByteArray longList(qsizetype size)
{
    QByteArray list = "[";
    quint32 noise = 1;
    while (list.size() < size) {
        noise = noise * 1664525 + 1013904223;
        list += "{\"title\":\"Film " + QByteArray::number(noise) + "\"},";
    }
    return list + "{}]";
}

} // namespace

void HttpGateTest::packedAnswersAreRead_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<QByteArray>("body");
    const QByteArray small = R"({"a":1})";
    const QByteArray large = longList(1'900'000);
    QTest::newRow("gzip, small") << QByteArray("gzip") << gzipped(small) << small;
    QTest::newRow("gzip, large") << QByteArray("gzip") << gzipped(large) << large;
    QTest::newRow("deflate, large") << QByteArray("deflate") << deflated(large) << large;
}

void HttpGateTest::packedAnswersAreRead()
{
    QFETCH(const QByteArray, encoding);
    QFETCH(const QByteArray, packed);
    QFETCH(const QByteArray, body);
    goOnline();
    Answer answer = LoopbackServer::json(packed);
    m_server->on("GET", u"/api/packed"_s, answer.with("Content-Encoding", encoding));
    HttpRequest request = get(u"/api/packed"_s);
    request.maximumBody = HttpRequest::listBody;
    request.timeout = 10s;
    const HttpResult result = ask(request);
    QVERIFY(result);
    QVERIFY(m_server->last("GET", u"/api/packed"_s).headers.value("accept-encoding").contains("gzip"));
    QVERIFY(result->body == body);
}

void HttpGateTest::packedAnswersAreBounded_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<ApiError::Kind>("kind");
    const QByteArray zeros(50'000'000, '0');
    QTest::newRow("50 MB plain") << QByteArray() << zeros << ApiError::Kind::TooLarge;
    QTest::newRow("50 MB in a few KB, gzip")
        << QByteArray("gzip") << gzipped(zeros) << ApiError::Kind::TooLarge;
    QTest::newRow("50 MB in a few KB, deflate")
        << QByteArray("deflate") << deflated(zeros) << ApiError::Kind::TooLarge;
    const QByteArray list = longList(12'000'000);
    QTest::newRow("12 MB, packed a little")
        << QByteArray("gzip") << gzipped(list) << ApiError::Kind::TooLarge;
    QByteArray broken = gzipped(longList(100'000));
    QTest::newRow("cut short") << QByteArray("gzip") << broken.chopped(9) << ApiError::Kind::BadAnswer;
    broken[5000] = static_cast<char>(~broken.at(5000));
    QTest::newRow("damaged") << QByteArray("gzip") << broken << ApiError::Kind::BadAnswer;
    QTest::newRow("packed as nobody asked for")
        << QByteArray("br") << QByteArray("{}") << ApiError::Kind::BadAnswer;
}

void HttpGateTest::packedAnswersAreBounded()
{
    QFETCH(const QByteArray, encoding);
    QFETCH(const QByteArray, packed);
    QFETCH(const ApiError::Kind, kind);
    goOnline();
    Answer answer = LoopbackServer::json(packed);
    if (!encoding.isEmpty())
        answer.with("Content-Encoding", encoding);
    m_server->on("GET", u"/api/packed"_s, answer);
    HttpRequest request = get(u"/api/packed"_s);
    request.maximumBody = HttpRequest::listBody;
    request.timeout = 10s;
    const HttpResult result = ask(request);
    QVERIFY(!result);
    QCOMPARE(kindName(result.error().kind), kindName(kind));
    QVERIFY(m_gate->state().isOnline());
    QCOMPARE(ask(get(u"/api/thing"_s))->status, 200);
}

void HttpGateTest::smallAnswersAreBoundedMoreTightly()
{
    goOnline();
    m_server->on("GET", u"/api/big"_s,
                 LoopbackServer::json('"' + QByteArray(qsizetype{300} * 1024, 'x') + '"'));
    QCOMPARE(ask(get(u"/api/big"_s)).error().kind, ApiError::Kind::TooLarge);
}

void HttpGateTest::theBudgetKeepsRoomForTheEnd()
{
    goOnline();
    const QString start = u"/api/sessions/start/public"_s;
    const QString end = u"/api/sessions/eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee/end"_s;
    m_server->on("POST", start, LoopbackServer::json("{}", 201));
    m_server->on("POST", end, LoopbackServer::json("{}"));
    for (int i = 0; i < 12; ++i)
        (void)ask(post(start, false, false));
    QCOMPARE(m_server->count("POST", start), 8);
    const HttpResult held = ask(post(start, false, false));
    QCOMPARE(held.error().kind, ApiError::Kind::RateLimited);
    QVERIFY(held.error().retryAfter > 50s && held.error().retryAfter <= 61s);
    HttpRequest urgent = post(end, false, true);
    urgent.urgency = Urgency::SessionEnd;
    QCOMPARE(ask(urgent)->status, 200);
    QVERIFY(m_gate->state().isOnline());
    QCOMPARE(ask(get(u"/api/thing"_s))->status, 200);
}

void HttpGateTest::aRateLimitedHealthIsNotAskedAgainAtOnce()
{
    goOnline();
    Answer limited = LoopbackServer::html(429);
    m_server->on("GET", u"/api/health"_s, limited.with("Retry-After", "1"));
    const auto before = m_server->count("GET", u"/api/health"_s);
    QTRY_COMPARE(m_server->count("GET", u"/api/health"_s), before + 1);
    // While a second passes a hundred others have their answers, and health is left alone.
    for (int i = 0; i < 20; ++i)
        (void)ask(get(u"/api/thing"_s));
    QVERIFY(m_server->count("GET", u"/api/health"_s) <= before + 2);
    QVERIFY(m_gate->state().isOnline());
}

void HttpGateTest::theStateTellsItsDetails()
{
    goOnline();
    QSignalSpy edges(m_gate.get(), &HttpGate::stateChanged);
    QSignalSpy details(m_gate.get(), &HttpGate::stateDetailsChanged);
    QVERIFY(!m_gate->state().nextTry);
    m_server->always([](const Request &) { return LoopbackServer::html(503); });
    QCOMPARE(ask(get(u"/api/thing"_s)).error().httpStatus, 503);
    const ServerState state = m_gate->state();
    QCOMPARE(state.httpStatus, 503);
    QCOMPARE(state.error, std::optional(ApiError::Kind::ServerTrouble));
    QVERIFY(state.nextTry && *state.nextTry > state.since);
    QTRY_VERIFY(details.size() >= 3); // each try moves the next one
    QCOMPARE(edges.size(), 1);
    QCOMPARE(m_gate->state().since, state.since);
}

void HttpGateTest::theServersTimeIsSeen()
{
    goOnline();
    QSignalSpy times(m_gate.get(), &HttpGate::serverTimeSeen);
    Answer dated = LoopbackServer::json("{}");
    m_server->on("GET", u"/api/thing"_s, dated.with("Date", "Tue, 10 Mar 2026 09:00:00 GMT"));
    QVERIFY(ask(get(u"/api/thing"_s)));
    QCOMPARE(times.size(), 1);
    QVERIFY(m_gate->serverTime());
    QCOMPARE(m_gate->serverTime()->date, QDateTime(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc()));
    QVERIFY(!m_gate->serverTime()->encrypted);
    // A captive portal's clock is nobody's.
    Answer portal = LoopbackServer::html();
    m_server->on("GET", u"/api/thing"_s, portal.with("Date", "Thu, 01 Jan 1970 00:00:00 GMT"));
    QVERIFY(!ask(get(u"/api/thing"_s)));
    QCOMPARE(m_gate->serverTime()->date.date().year(), 2026);
    m_gate->setServer(std::nullopt);
    QVERIFY(!m_gate->serverTime());
}

void HttpGateTest::capabilitiesBelongToTheirServer()
{
    goOnline();
    QVERIFY(m_gate->offers(Api::Health::playedSeconds));
    LoopbackServer plain;
    plain.on("GET", u"/api/health"_s,
             LoopbackServer::json(R"({"status":"healthy","services":{"database":"healthy"}})"));
    m_gate->setServer(Api::ServerAddress::parse(plain.address()).value());
    QVERIFY(!m_gate->offers(Api::Health::playedSeconds)); // before it was asked, too
    goOnline();
    QVERIFY(!m_gate->offers(Api::Health::playedSeconds));
    m_gate.reset();
}

void HttpGateTest::aProxyIsUsedAsTheSystemSays()
{
    LoopbackServer proxy;
    proxy.always([](const Request &request) {
        return request.method == "GET"
                   ? Answer{200, "by proxy", "image/png", {}, Answer::Manner::Whole, {}, false}
                   : LoopbackServer::html(403);
    });
    std::atomic<int> asked = 0;
    const auto port = static_cast<quint16>(QUrl(proxy.address()).port());
    m_gate->setProxyLookup([&asked, port](const QUrl &) {
        ++asked;
        return QList{QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port)};
    });
    // The server lies near: directly, and nobody looks for a proxy.
    QCOMPARE(ask(get(u"/api/thing"_s))->status, 200);
    QCOMPARE(asked, 0);

    std::optional<Expected<QByteArray, ApiError>> picture;
    m_gate->download(QUrl(u"http://pictures.example/wren.png"_s), 100, this,
                     [&](const auto &result) { picture = result; });
    QTRY_VERIFY(picture);
    QVERIFY(picture->has_value());
    QCOMPARE(**picture, "by proxy");
    QCOMPARE(asked, 1);

    // A server far away: a tunnel through the proxy, which refuses here.
    m_gate->setServer(Api::ServerAddress::parse(u"https://medio.example"_s).value());
    QTRY_VERIFY(std::any_of(proxy.requests().cbegin(), proxy.requests().cend(),
                            [](const Request &request) { return request.method == "CONNECT"; }));
    QTRY_COMPARE(m_gate->state().kind, ServerState::Kind::Offline);
    m_gate.reset();
}

void HttpGateTest::aSlowProxyLookupHoldsNobodyUp()
{
    QSemaphore found;
    m_gate->setProxyLookup([&found](const QUrl &) {
        found.acquire();
        return QList{QNetworkProxy(QNetworkProxy::NoProxy)};
    });
    bool answered = false;
    m_gate->download(QUrl(u"http://pictures.example/wren.png"_s), 100, this,
                     [&](const auto &) { answered = true; });
    QCOMPARE(ask(get(u"/api/thing"_s))->status, 200); // meanwhile
    QVERIFY(!answered);
    found.release();
    QTRY_VERIFY(answered); // no such name: an answer all the same
    m_gate.reset();
}

void HttpGateTest::authoritiesAreRead()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"ca.pem"_s);
    QVERIFY(!HttpGate::readAuthorities(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
    file.close();
    const auto nothing = HttpGate::readAuthorities(path);
    QVERIFY(!nothing);
    QVERIFY(nothing.error().contains(path));
}

void HttpGateTest::certificatesAreNeverOverlooked_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("from"); // hours from now
    QTest::addColumn<int>("until");
    QTest::addColumn<int>("signer");
    QTest::addColumn<QString>("reason");
    const QByteArray here = "127.0.0.1";
    QTest::newRow("right") << here << -1 << 24 << int(Signer::Trusted) << QString();
    QTest::newRow("expired") << here << -48 << -24 << int(Signer::Trusted) << u"certificate-expired"_s;
    QTest::newRow("not yet valid") << here << 24 << 48 << int(Signer::Trusted)
                                   << u"certificate-not-yet-valid"_s;
    QTest::newRow("of another host") << QByteArray("medio.example") << -1 << 24 << int(Signer::Trusted)
                                     << u"certificate-host"_s;
    QTest::newRow("of another host, expired")
        << QByteArray("medio.example") << -48 << -24 << int(Signer::Trusted) << u"certificate-host"_s;
    QTest::newRow("of nobody's") << here << -1 << 24 << int(Signer::Itself) << u"certificate-untrusted"_s;
    QTest::newRow("of a stranger's authority")
        << here << -1 << 24 << int(Signer::Stranger) << u"certificate-untrusted"_s;
    QTest::newRow("of a stranger's authority with the name of ours")
        << here << -1 << 24 << int(Signer::Namesake) << u"certificate-untrusted"_s;
    // An authority that has expired is none any more.
    QTest::newRow("of an authority that has expired")
        << here << -1 << 24 << int(Signer::Expired) << u"certificate-untrusted"_s;
}

void HttpGateTest::certificatesAreNeverOverlooked()
{
    QFETCH(const QByteArray, host);
    QFETCH(const int, from);
    QFETCH(const int, until);
    QFETCH(const int, signer);
    QFETCH(const QString, reason);
    QTemporaryDir folder;
    const auto make = [&folder](const QString &name, const CertificateWish &wish) {
        return makeCertificate(folder.filePath(name + u".pem"_s), folder.filePath(name + u".key"_s), wish);
    };
    CertificateWish authority;
    authority.isAuthority = true;
    authority.host = signer == int(Signer::Stranger) ? "stranger.example" : "authority.example";
    if (signer == int(Signer::Expired)) {
        authority.from = -48h;
        authority.until = -24h;
    }
    QVERIFY(make(u"authority"_s, authority));
    authority.host = "authority.example";
    QVERIFY(make(u"ours"_s, authority));

    CertificateWish wish;
    wish.host = host;
    wish.from = std::chrono::hours(from);
    wish.until = std::chrono::hours(until);
    if (signer != int(Signer::Itself)) {
        wish.authority = folder.filePath(u"authority.pem"_s);
        wish.authorityKey = folder.filePath(u"authority.key"_s);
    }
    QVERIFY(make(u"server"_s, wish));
    LoopbackServer server;
    QVERIFY(server.secure(folder.filePath(u"server.pem"_s), folder.filePath(u"server.key"_s)));
    server.on("GET", u"/api/health"_s, LoopbackServer::json(healthy));

    const bool isOurs = signer == int(Signer::Trusted) || signer == int(Signer::Expired);
    SystemClock clock;
    HttpGate gate(clock, [] { return 0.5; });
    gate.setAuthorities(
        HttpGate::readAuthorities(folder.filePath(isOurs ? u"authority.pem"_s : u"ours.pem"_s)).value());
    gate.setServer(Api::ServerAddress::parse(server.address()).value());
    QTRY_COMPARE_WITH_TIMEOUT(
        gate.state().kind, reason.isEmpty() ? ServerState::Kind::Online : ServerState::Kind::Offline, 10000);
    if (!reason.isEmpty()) {
        QCOMPARE(gate.state().reason, reason);
        QCOMPARE(server.requests().size(), 0); // nothing was said to it
    }
}

void HttpGateTest::aPrivateAuthorityIsTrustedForItsServer()
{
    QTemporaryDir folder;
    const QString certificate = folder.filePath(u"server.pem"_s);
    const QString key = folder.filePath(u"server.key"_s);
    QVERIFY(makeCertificate(certificate, key, CertificateWish()));
    LoopbackServer server;
    QVERIFY(server.secure(certificate, key));
    Answer dated = LoopbackServer::json(healthy);
    server.on("GET", u"/api/health"_s, dated.with("Date", "Tue, 10 Mar 2026 09:00:00 GMT"));
    SystemClock clock;
    HttpGate gate(clock, [] { return 0.5; });
    gate.setAuthorities(HttpGate::readAuthorities(certificate).value());
    gate.setServer(Api::ServerAddress::parse(server.address()).value());
    QTRY_VERIFY_WITH_TIMEOUT(gate.state().isOnline(), 10000);
    QVERIFY(gate.serverTime()->encrypted);
    const auto sibling = gate.sibling(); // trusts it, too
    sibling->setServer(gate.server());
    QTRY_VERIFY_WITH_TIMEOUT(sibling->state().isOnline(), 10000);
}

QTEST_GUILESS_MAIN(HttpGateTest)
#include "tst_httpgate.moc"
