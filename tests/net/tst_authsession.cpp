// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/authsession.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"
#include "tests/support/faketokenstore.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

#include <memory>

using namespace Medio;
using namespace Medio::Net;
using namespace std::chrono_literals;

using Api::ApiError;
using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;
using State = AuthSession::State;

namespace {
const auto thing = u"/api/thing"_s;
const auto refreshPath = u"/api/auth/refresh"_s;
} // namespace

class AuthSessionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void nobodySignedIn();
    void signsIn();
    void wrongPasswordChangesNothing();
    void signsInWhileTheBreakerIsOpen();
    void restoresAtStart();
    void restoresWhenTheServerComesBack();
    void requestsAtStartWaitForTheKeyring();

    void refreshesBeforeTheTokenEnds();
    void lifetimeDoesNotDependOnTheWallClock();
    void expiredTokenIsRefreshedOnceForEverybody();
    void aRequestThatStartsDuringARefreshWaits();
    void everyRequestIsRepeatedOnceAtMost();
    void accessDeniedIsNoTokenProblem();

    void databaseOutageKeepsTheTokens();
    void databaseOutageAtStartKeepsTheTokens();
    void unreachableServerKeepsTheTokens();
    void htmlKeepsTheTokens();
    void aHealthyRefusalEndsTheSignIn();

    void lockedKeyringIsTriedAgain();
    void withoutAKeyringTheSignInLastsThisRun();
    void aKeyringThatComesLateIsFound();
    void signOutForgetsAtOnce();
    void aLateRefreshAfterSignOutChangesNothing();
    void tokensStayWithTheirServer();
    void upstreamHeadersAreForTheOriginOnly();

    void renewsByItselfBeforeTheTokenEnds();
    void aClockThatIsAYearOffDoesNotEndTheSession_data();
    void aClockThatIsAYearOffDoesNotEndTheSession();
    void saysHowLongTheSignInLasts();
    void registersElsewhere();
    void aSignInThatNobodyWaitsForChangesNothing();
    void aSignInEndsWhenSomebodySignsOut();
    void anAttemptEndsTheOneBefore();
    void anotherAccountGetsNoAnswerOfTheFirst();
    void accountsHaveEntriesOfTheirOwn();
    void signOutSaysWhatItCouldNotDo();
    void signOutDoesNotBelieveASickServer();
    void aTokenThatWasNotWipedIsWipedLater();

private:
    void make();
    void signIn();
    HttpResult ask(const QString &path = thing);
    /// Where the token of the present server's account lies.
    [[nodiscard]] QString entry() const
    {
        return FakeTokenStore::nameOf({m_gate->server()->realm(), QString::fromLatin1(m_server->email)});
    }
    void restore() { m_session->start(QString::fromLatin1(m_server->email)); }
    void signOut();

    std::unique_ptr<FakeMedio> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeTokenStore> m_store;
    std::unique_ptr<HttpGate> m_gate;
    std::unique_ptr<AuthSession> m_session;
    std::optional<SignOutReport> m_report;
};

void AuthSessionTest::init()
{
    m_server = std::make_unique<FakeMedio>();
    m_server->onSignedIn("GET", thing, "{}");
    m_clock = std::make_unique<FakeClock>();
    m_store = std::make_unique<FakeTokenStore>();
    make();
}

void AuthSessionTest::make()
{
    HttpGate::Times times;
    times.answer = 400ms;
    times.breaker.backoffBase = 20ms;
    times.breaker.backoffCap = 50ms;
    m_session.reset();
    m_gate = std::make_unique<HttpGate>(
        *m_clock, [] { return 0.5; }, times);
    m_gate->setServer(Api::ServerAddress::parse(m_server->address()).value());
    m_session = std::make_unique<AuthSession>(*m_gate, *m_store, *m_clock, 50ms);
}

void AuthSessionTest::cleanup()
{
    m_session.reset();
    m_gate.reset();
    m_store.reset();
    m_server.reset();
}

void AuthSessionTest::signIn()
{
    bool done = false;
    m_session->signIn(QString::fromLatin1(m_server->email), QString::fromLatin1(m_server->password), this,
                      [&](const auto &user) { done = user.has_value(); });
    QTRY_VERIFY(done);
    QTRY_VERIFY(m_store->tokens.contains(entry()));
}

HttpResult AuthSessionTest::ask(const QString &path)
{
    std::optional<HttpResult> got;
    HttpRequest request;
    request.path = path;
    m_session->send(request, this, [&got](const HttpResult &result) { got = result; });
    if (!QTest::qWaitFor([&got] { return got.has_value(); }))
        return Unexpected{ApiError{ApiError::Kind::Aborted, 0, u"test"_s, u"no result at all"_s, {}, {}}};
    return *got;
}

void AuthSessionTest::signOut()
{
    m_report.reset();
    m_session->signOut(this, [this](const SignOutReport &report) { m_report = report; });
}

void AuthSessionTest::nobodySignedIn()
{
    m_session->start();
    QTRY_COMPARE(m_session->state(), State::SignedOut);
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
    QCOMPARE(m_server->count("GET", thing), 0);
}

void AuthSessionTest::signsIn()
{
    QSignalSpy states(m_session.get(), &AuthSession::stateChanged);
    std::optional<Api::User> user;
    m_session->signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password), this,
                      [&](const auto &result) {
                          QCOMPARE(m_session->state(), State::SignedIn);
                          user = *result;
                      });
    QTRY_VERIFY(user);
    QCOMPARE(user->name, u"Anna"_s);
    QCOMPARE(m_session->user(), user);
    QCOMPARE(states.size(), 2); // signing in, signed in
    QTRY_VERIFY(m_server->refreshTokens.contains(m_store->tokens.value(entry())));
    QCOMPARE(ask()->status, 200);
    // The refresh token goes to no other path.
    QVERIFY(FakeMedio::cookie(m_server->last("GET", thing), "refreshToken").isEmpty());
}

void AuthSessionTest::wrongPasswordChangesNothing()
{
    std::optional<ApiError> error;
    m_session->signIn(u"anna@example.org"_s, u"wrong"_s, this,
                      [&](const auto &result) { error = result.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->httpStatus, 401);
    QCOMPARE(m_session->state(), State::SignedOut);
    QVERIFY(m_store->deeds.isEmpty());
}

void AuthSessionTest::signsInWhileTheBreakerIsOpen()
{
    m_server->always([](const Request &) { return LoopbackServer::html(502); });
    QTRY_VERIFY(m_gate->state().kind == ServerState::Kind::Waking);
    m_server->always({});
    signIn();
    QVERIFY(m_gate->state().isOnline());
}

void AuthSessionTest::restoresAtStart()
{
    m_store->tokens.insert(entry(), m_server->issueRefreshToken());
    restore();
    QCOMPARE(m_session->state(), State::Restoring);
    QTRY_COMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_server->count("POST", refreshPath), 1);
}

void AuthSessionTest::restoresWhenTheServerComesBack()
{
    m_store->tokens.insert(entry(), m_server->issueRefreshToken());
    m_server->down();
    restore();
    QTRY_COMPARE(m_gate->state().kind, ServerState::Kind::Offline);
    QCOMPARE(m_session->state(), State::Restoring);
    QVERIFY(ask().error().isOutage());
    m_server->up();
    QTRY_COMPARE(m_session->state(), State::SignedIn);
    QVERIFY(m_store->tokens.contains(entry()));
}

void AuthSessionTest::requestsAtStartWaitForTheKeyring()
{
    m_store->tokens.insert(entry(), m_server->issueRefreshToken());
    restore();
    QCOMPARE(ask()->status, 200); // asked before anything was loaded
}

void AuthSessionTest::refreshesBeforeTheTokenEnds()
{
    signIn();
    m_clock->advance(870s);
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_server->count("POST", refreshPath), 0);
    m_clock->advance(15s);
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_server->count("POST", refreshPath), 1);
    QCOMPARE(m_server->count("GET", thing), 2); // no request was refused for it
}

void AuthSessionTest::lifetimeDoesNotDependOnTheWallClock()
{
    signIn();
    m_clock->setWall(QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone::utc()), false);
    QCOMPARE(ask()->status, 200);
    m_clock->setWall(QDateTime(QDate(2099, 1, 1), QTime(0, 0), QTimeZone::utc()));
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_server->count("POST", refreshPath), 0);
}

void AuthSessionTest::expiredTokenIsRefreshedOnceForEverybody()
{
    signIn();
    m_server->expireAccessTokens();
    int answers = 0;
    for (int i = 0; i < 6; ++i) {
        HttpRequest request;
        request.path = thing;
        m_session->send(request, this,
                        [&](const HttpResult &result) { answers += result && result->status == 200; });
    }
    QTRY_COMPARE(answers, 6);
    QCOMPARE(m_server->count("POST", refreshPath), 1);
    QVERIFY(m_server->count("GET", thing) <= 12);
    QCOMPARE(m_session->state(), State::SignedIn);
}

void AuthSessionTest::aRequestThatStartsDuringARefreshWaits()
{
    signIn();
    m_clock->advance(900s);
    m_server->lastWord = [](const Request &request, Answer answer) {
        if (request.path == refreshPath)
            answer.delay = 100ms;
        return answer;
    };
    int answers = 0;
    const auto send = [&] {
        HttpRequest request;
        request.path = thing;
        m_session->send(request, this,
                        [&](const HttpResult &result) { answers += result && result->status == 200; });
    };
    send();
    QTRY_COMPARE(m_server->count("POST", refreshPath), 1);
    send();
    QTRY_COMPARE(answers, 2);
    QCOMPARE(m_server->count("POST", refreshPath), 1);
    QCOMPARE(m_server->count("GET", thing), 2);
}

void AuthSessionTest::everyRequestIsRepeatedOnceAtMost()
{
    signIn();
    const auto stubborn = u"/api/stubborn"_s;
    m_server->on("GET", stubborn, LoopbackServer::json(R"({"message":"Token has expired"})", 403));
    const HttpResult result = ask(stubborn);
    QVERIFY(!result);
    QVERIFY(result.error().isOutage());
    QCOMPARE(m_server->count("GET", stubborn), 2);
    QCOMPARE(m_session->state(), State::SignedIn);
}

void AuthSessionTest::accessDeniedIsNoTokenProblem()
{
    signIn();
    m_server->onSignedIn("GET", u"/api/foreign"_s, [](const Request &) {
        return LoopbackServer::json(R"({"message":"Video not found or access denied"})", 403);
    });
    QCOMPARE(ask(u"/api/foreign"_s)->status, 403);
    QCOMPARE(m_server->count("GET", u"/api/foreign"_s), 1);
    QCOMPARE(m_server->count("POST", refreshPath), 0);
}

void AuthSessionTest::databaseOutageKeepsTheTokens()
{
    signIn();
    const QByteArray kept = m_store->tokens.value(entry());
    m_server->databaseDown = true;
    const HttpResult result = ask();
    QVERIFY(!result);
    QVERIFY(result.error().isOutage());
    QCOMPARE(m_gate->state().kind, ServerState::Kind::Degraded);
    // Also when the access token runs out meanwhile, and the server clears both cookies.
    m_clock->advance(1000s);
    QVERIFY(ask().error().isOutage());
    QCOMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(m_store->tokens.value(entry()), kept);

    m_server->databaseDown = false;
    QTRY_VERIFY(m_gate->state().isOnline());
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_store->tokens.value(entry()), kept);
}

void AuthSessionTest::databaseOutageAtStartKeepsTheTokens()
{
    const QByteArray token = m_server->issueRefreshToken();
    m_store->tokens.insert(entry(), token);
    m_server->databaseDown = true;
    restore();
    QTRY_COMPARE(m_server->count("POST", refreshPath), 1);
    QTRY_COMPARE(m_gate->state().kind, ServerState::Kind::Degraded);
    QCOMPARE(m_session->state(), State::Restoring);
    m_server->databaseDown = false;
    QTRY_COMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(m_store->tokens.value(entry()), token);
}

void AuthSessionTest::unreachableServerKeepsTheTokens()
{
    signIn();
    m_clock->advance(1000s);
    m_server->down();
    QCOMPARE(ask().error().kind, ApiError::Kind::Unreachable);
    QCOMPARE(m_session->state(), State::SignedIn);
    m_server->up();
    QTRY_VERIFY(m_gate->state().isOnline());
    QCOMPARE(ask()->status, 200);
}

void AuthSessionTest::htmlKeepsTheTokens()
{
    signIn();
    m_clock->advance(1000s);
    for (const int status : {200, 302, 401, 403}) {
        m_server->always([status](const Request &) { return LoopbackServer::html(status); });
        QCOMPARE(ask().error().kind, ApiError::Kind::WrongServer);
        m_server->always({});
        QTRY_VERIFY(m_gate->state().isOnline());
    }
    QCOMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(ask()->status, 200);
}

void AuthSessionTest::aHealthyRefusalEndsTheSignIn()
{
    signIn();
    m_server->refreshTokens.clear();
    m_server->expireAccessTokens();
    QSignalSpy states(m_session.get(), &AuthSession::stateChanged);
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
    QCOMPARE(m_session->state(), State::Expired);
    QCOMPARE(states.size(), 1);
    QCOMPARE(m_server->count("POST", refreshPath), 2);
    QTRY_VERIFY(!m_store->tokens.contains(entry()));
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
    signIn();
    QCOMPARE(m_session->state(), State::SignedIn);
}

void AuthSessionTest::lockedKeyringIsTriedAgain()
{
    m_store->tokens.insert(entry(), m_server->issueRefreshToken());
    m_store->problem = TokenStore::Problem::Locked;
    restore();
    QTRY_COMPARE(m_session->state(), State::KeyringLocked);
    QCOMPARE(m_session->storeProblem(), std::optional(TokenStore::Problem::Locked));
    QTRY_VERIFY(m_store->deeds.size() >= 2);
    QCOMPARE(m_session->state(), State::KeyringLocked);
    m_store->problem.reset();
    QTRY_COMPARE(m_session->state(), State::SignedIn);
    QVERIFY(!m_session->storeProblem());
}

void AuthSessionTest::withoutAKeyringTheSignInLastsThisRun()
{
    m_store->problem = TokenStore::Problem::Unavailable;
    restore();
    QTRY_COMPARE(m_session->state(), State::SignedOut);
    QSignalSpy notKept(m_session.get(), &AuthSession::credentialsNotKept);
    bool done = false;
    m_session->signIn(u"anna@example.org"_s, QString::fromLatin1(m_server->password), this,
                      [&](const auto &user) { done = user.has_value(); });
    QTRY_VERIFY(done);
    QTRY_COMPARE(notKept.size(), 1);
    QCOMPARE(m_session->storeProblem(), std::optional(TokenStore::Problem::Unavailable));
    m_clock->advance(1000s);
    QCOMPARE(ask()->status, 200); // refreshed from memory
}

void AuthSessionTest::aKeyringThatComesLateIsFound()
{
    m_store->tokens.insert(entry(), m_server->issueRefreshToken());
    m_store->problem = TokenStore::Problem::Unavailable;
    restore();
    QTRY_VERIFY(m_store->deeds.size() >= 3);
    QCOMPARE(m_session->state(), State::SignedOut);
    m_store->problem.reset();
    QTRY_COMPARE(m_session->state(), State::SignedIn);
}

void AuthSessionTest::signOutForgetsAtOnce()
{
    signIn();
    const QByteArray token = m_store->tokens.value(entry());
    signOut();
    QCOMPARE(m_session->state(), State::SignedOut);
    QVERIFY(!m_session->user());
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
    QTRY_VERIFY(!m_store->tokens.contains(entry()));
    QTRY_VERIFY(!m_server->refreshTokens.contains(token)); // the server heard of it
}

void AuthSessionTest::aLateRefreshAfterSignOutChangesNothing()
{
    signIn();
    m_clock->advance(1000s);
    m_server->lastWord = [](const Request &request, Answer answer) {
        if (request.path == refreshPath)
            answer.delay = 50ms;
        return answer;
    };
    std::optional<HttpResult> got;
    HttpRequest request;
    request.path = thing;
    m_session->send(request, this, [&](const HttpResult &result) { got = result; });
    QTRY_COMPARE(m_server->count("POST", refreshPath), 1);
    signOut();
    QVERIFY(got);
    QCOMPARE(got->error().kind, ApiError::Kind::Aborted);
    QTRY_COMPARE(m_server->count("POST", u"/api/auth/logout"_s), 1);
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
    QCOMPARE(m_session->state(), State::SignedOut);
}

void AuthSessionTest::tokensStayWithTheirServer()
{
    restore();
    QTRY_COMPARE(m_session->state(), State::SignedOut);
    signIn();
    FakeMedio other;
    other.onSignedIn("GET", thing, "{}");
    m_gate->setServer(Api::ServerAddress::parse(other.address()).value());
    QTRY_COMPARE(m_session->state(), State::SignedOut);
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
    for (const Request &request : other.requests())
        QVERIFY(!request.headers.value("cookie").contains("s3cr3t"));
    // Back again: the token is still there.
    m_gate->setServer(Api::ServerAddress::parse(m_server->address()).value());
    QTRY_COMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(ask()->status, 200);
}

void AuthSessionTest::upstreamHeadersAreForTheOriginOnly()
{
    QVERIFY(m_session->upstreamHeaders(QUrl(m_server->address())).isEmpty());
    signIn();
    const auto headers = m_session->upstreamHeaders(QUrl(m_server->address() + u"/api/videos/x/stream"_s));
    QCOMPARE(headers.size(), 1);
    QCOMPARE(headers.first().first, "Cookie");
    QVERIFY(headers.first().second.startsWith("authToken=access-"));
    for (const auto &url :
         {u"http://127.0.0.2:1/x"_s, u"http://127.0.0.1/x"_s, u"https://media.example.org/"_s,
          QString(u"https"_s + m_server->address().sliced(4)), u"file:///x"_s, QString()})
        QVERIFY2(m_session->upstreamHeaders(QUrl(url)).isEmpty(), qPrintable(url));
    m_clock->advance(1000s);
    QVERIFY(m_session->upstreamHeaders(QUrl(m_server->address())).isEmpty());
}

void AuthSessionTest::renewsByItselfBeforeTheTokenEnds()
{
    m_server->accessLifetime = 2; // usable for one of them
    signIn();
    QSignalSpy renewed(m_session.get(), &AuthSession::upstreamHeadersChanged);
    QTRY_COMPARE(m_server->count("POST", refreshPath), 1);
    QTRY_VERIFY(!renewed.isEmpty());
    QCOMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(m_server->count("GET", thing), 0); // nobody asked for anything
}

void AuthSessionTest::aClockThatIsAYearOffDoesNotEndTheSession_data()
{
    QTest::addColumn<int>("days");
    QTest::newRow("a year behind") << -365;
    QTest::newRow("a year ahead") << 365;
    QTest::newRow("never set") << -20000;
}

void AuthSessionTest::aClockThatIsAYearOffDoesNotEndTheSession()
{
    QFETCH(const int, days);
    // The server tells the end of its cookies as a moment, by its own clock.
    const QDateTime truth(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc());
    m_clock->setWall(truth.addDays(days), false);
    m_server->lastWord = [truth](const Request &request, Answer answer) {
        answer.with("Date", "Tue, 10 Mar 2026 09:00:00 GMT");
        for (auto &[name, value] : answer.headers) {
            if (name == "Set-Cookie" && !request.path.endsWith(u"csrf-token"_s)) {
                const qsizetype age = value.indexOf("; Max-Age=");
                if (age > 0)
                    value = value.first(age) + (value.startsWith("authToken")
                                                    ? "; Expires=Tue, 10 Mar 2026 09:15:00 GMT"
                                                    : "; Expires=Tue, 17 Mar 2026 09:00:00 GMT");
            }
        }
        return answer;
    };
    signIn();
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_session->remaining(), std::optional(std::chrono::seconds(7 * 24h)));
    m_clock->advance(890s);
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_server->count("POST", refreshPath), 1);

    // Over a restart, and after the clock was set right.
    make();
    restore();
    QTRY_COMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(ask()->status, 200);
    m_clock->setWall(truth);
    QCOMPARE(ask()->status, 200);
    QCOMPARE(m_session->state(), State::SignedIn);
}

void AuthSessionTest::saysHowLongTheSignInLasts()
{
    QVERIFY(!m_session->remaining());
    // Restored: only the token itself tells, by the server's clock.
    const QByteArray claims =
        QByteArray(R"({"type":"refresh","exp":1773219600})").toBase64(QByteArray::Base64UrlEncoding);
    const QByteArray token = "h." + claims + ".s"; // until 2026-03-11 09:00
    m_server->refreshTokens.insert(token);
    m_server->lastWord = [](const Request &, Answer answer) {
        return answer.with("Date", "Tue, 10 Mar 2026 09:00:00 GMT");
    };
    m_store->tokens.insert(entry(), token);
    restore();
    QTRY_COMPARE(m_session->state(), State::SignedIn);
    QCOMPARE(m_session->remaining(), std::optional(std::chrono::seconds(24h)));
    m_clock->advance(23h);
    QCOMPARE(m_session->remaining(), std::optional(std::chrono::seconds(1h)));
    m_clock->advance(2h);
    QCOMPARE(m_session->remaining(), std::optional(0s));
    signOut();
    QVERIFY(!m_session->remaining());
}

void AuthSessionTest::registersElsewhere()
{
    FakeMedio other;
    std::optional<Api::User> user;
    m_session->registerUserAt(Api::ServerAddress::parse(other.address()).value(),
                              {u"anna@example.org"_s, QString::fromLatin1(other.password), u"Anna"_s}, this,
                              [&](const auto &result) {
                                  if (result)
                                      user = *result;
                              });
    QTRY_VERIFY(user);
    QCOMPARE(other.count("POST", u"/api/auth/register"_s), 1);
    QCOMPARE(m_gate->server()->base(), QUrl(other.address()));
    QCOMPARE(m_session->state(), State::SignedIn);
    QTRY_VERIFY(m_store->tokens.contains(entry()));
}

void AuthSessionTest::aSignInThatNobodyWaitsForChangesNothing()
{
    auto context = std::make_unique<QObject>();
    m_session->signIn(QString::fromLatin1(m_server->email), QString::fromLatin1(m_server->password),
                      context.get(), [](const auto &) { QFAIL("told after its context died"); });
    QCOMPARE(m_session->state(), State::SigningIn);
    m_server->lastWord = [&](const Request &request, const Answer &answer) {
        if (request.path == u"/api/auth/login"_s)
            context.reset();
        return answer;
    };
    QTRY_COMPARE(m_session->state(), State::SignedOut);
    QCOMPARE(m_server->count("POST", u"/api/auth/login"_s), 1);
    QVERIFY(m_store->deeds.isEmpty());
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
}

void AuthSessionTest::aSignInEndsWhenSomebodySignsOut()
{
    std::optional<ApiError> error;
    m_server->lastWord = [&](const Request &request, const Answer &answer) {
        if (request.path == u"/api/auth/login"_s)
            signOut();
        return answer;
    };
    m_session->signIn(QString::fromLatin1(m_server->email), QString::fromLatin1(m_server->password), this,
                      [&](const auto &result) {
                          QVERIFY(!result);
                          error = result.error();
                      });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, ApiError::Kind::Aborted);
    QCOMPARE(m_session->state(), State::SignedOut);
}

void AuthSessionTest::anAttemptEndsTheOneBefore()
{
    LoopbackServer silent;
    silent.always([](const Request &) { return Answer::silent(); });
    FakeMedio other;
    std::optional<ApiError> first;
    m_session->signInAt(Api::ServerAddress::parse(silent.address()).value(), u"a@b.example"_s, u"x"_s, this,
                        [&](const auto &result) { first = result.error(); });
    bool second = false;
    m_session->signInAt(Api::ServerAddress::parse(other.address()).value(), u"anna@example.org"_s,
                        QString::fromLatin1(other.password), this,
                        [&](const auto &result) { second = result.has_value(); });
    QVERIFY(first);
    QCOMPARE(first->kind, ApiError::Kind::Aborted);
    QTRY_VERIFY(second);
}

void AuthSessionTest::anotherAccountGetsNoAnswerOfTheFirst()
{
    signIn();
    const quint64 era = m_session->era();
    m_server->on("GET", thing, Answer::silent());
    std::optional<HttpResult> got;
    HttpRequest request;
    request.path = thing;
    request.timeout = 1min;
    m_session->send(request, this, [&](const HttpResult &result) { got = result; });
    QTRY_COMPARE(m_server->count("GET", thing), 1);
    signIn();
    QVERIFY(m_session->era() != era);
    QVERIFY(!got);
    m_server->on("GET", thing, Answer::drop());
    m_server->dropConnections();
    QTRY_VERIFY(got);
    QCOMPARE(got->error().kind, ApiError::Kind::Aborted);
}

void AuthSessionTest::accountsHaveEntriesOfTheirOwn()
{
    const QByteArray benEntry =
        FakeTokenStore::nameOf({m_gate->server()->realm(), u"ben@example.org"_s}).toUtf8();
    m_store->tokens.insert(QString::fromUtf8(benEntry), "of-ben-s3cr3t");
    signIn(); // anna
    QCOMPARE(m_store->tokens.size(), 2);
    signOut();
    QTRY_VERIFY(!m_store->tokens.contains(entry()));
    QCOMPARE(m_store->tokens.value(QString::fromUtf8(benEntry)), "of-ben-s3cr3t");
    // A start without an account looks at nobody's token.
    make();
    m_store->deeds.clear();
    m_session->start();
    QCOMPARE(ask().error().kind, ApiError::Kind::NotSignedIn);
    QVERIFY(m_store->deeds.isEmpty());
}

void AuthSessionTest::signOutSaysWhatItCouldNotDo()
{
    signIn();
    signOut();
    QTRY_VERIFY(m_report);
    QCOMPARE(*m_report, SignOutReport());

    signIn();
    m_server->down();
    m_store->problem = TokenStore::Problem::Locked;
    signOut();
    QCOMPARE(m_session->state(), State::SignedOut); // here at once, whatever comes
    QTRY_VERIFY(m_report);
    QVERIFY(m_report->notRevoked);
    QCOMPARE(m_report->notRevoked->kind, ApiError::Kind::Unreachable);
    QCOMPARE(m_report->notWiped, std::optional(TokenStore::Problem::Locked));

    // Nobody is signed in: nothing to do is no failure.
    m_store->problem.reset();
    signOut();
    QTRY_VERIFY(m_report);
    QCOMPARE(*m_report, SignOutReport());
}

void AuthSessionTest::signOutDoesNotBelieveASickServer()
{
    signIn();
    m_server->databaseDown = true; // it says 200 and revokes nothing (§3)
    signOut();
    QTRY_VERIFY(m_report);
    QVERIFY(m_report->notRevoked);
    QCOMPARE(m_report->notRevoked->code, u"database"_s);
    QVERIFY(!m_report->notWiped);
}

void AuthSessionTest::aTokenThatWasNotWipedIsWipedLater()
{
    signIn();
    m_store->problem = TokenStore::Problem::Locked;
    signOut();
    QTRY_VERIFY(m_report);
    QVERIFY(m_store->tokens.contains(entry()));
    m_store->problem.reset();
    QTRY_VERIFY(!m_store->tokens.contains(entry()));
}

QTEST_GUILESS_MAIN(AuthSessionTest)
#include "tst_authsession.moc"
