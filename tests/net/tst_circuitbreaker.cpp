// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/serverstate.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Api;
using namespace Medio::Net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ServerState::Kind;

namespace {

ApiError outage(ApiError::Kind kind, int status = 0, const QString &code = {})
{
    return {kind, status, code, {}, {}, {}};
}

const ApiError refused = outage(ApiError::Kind::Unreachable, 0, u"refused"_s);
const ApiError badGateway = outage(ApiError::Kind::ServerTrouble, 502);

} // namespace

class CircuitBreakerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensAtTheFirstOutage();
    void refusalsChangeNothing_data();
    void refusalsChangeNothing();
    void aProxyMeansWakingForAWhile();
    void closesAtAnyAnswer();
    void aDegradedServerIsStillAsked();
    void slowMeansWaking();
    void waitsGrowWithFullJitter();
    void someoneWatchingIsAskedForOften();
    void neverForgetsToAsk();
    void saysWhatSinceWhenAndWhenNext();
    void aRateLimitIsNoOutageAndIsObeyed();
    void retryAfterIsObeyedAsFarAsNobodyWaits();
};

void CircuitBreakerTest::opensAtTheFirstOutage()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    QCOMPARE(breaker.state().kind, Kind::Unknown);
    QVERIFY(!breaker.outage());
    breaker.noteOutage(refused, 10s);
    QCOMPARE(breaker.state().kind, Kind::Offline);
    QCOMPARE(breaker.state().reason, u"refused"_s);
    QCOMPARE(breaker.outage(), std::optional(refused));
    QCOMPARE(breaker.nextProbe(), 10s + 500ms);
}

void CircuitBreakerTest::refusalsChangeNothing_data()
{
    QTest::addColumn<ApiError::Kind>("kind");
    for (const auto kind : {ApiError::Kind::NotSignedIn, ApiError::Kind::Refused, ApiError::Kind::NotFound,
                            ApiError::Kind::Conflict, ApiError::Kind::Invalid, ApiError::Kind::BadAnswer,
                            ApiError::Kind::TooLarge, ApiError::Kind::Aborted, ApiError::Kind::NotConfigured,
                            ApiError::Kind::RateLimited, ApiError::Kind::KeyringLocked})
        QTest::newRow(qPrintable(kindName(kind))) << kind;
}

void CircuitBreakerTest::refusalsChangeNothing()
{
    QFETCH(ApiError::Kind, kind);
    CircuitBreaker breaker({}, [] { return 0.5; });
    breaker.noteAnswer(1s);
    breaker.noteOutage(outage(kind, 429), 2s);
    QCOMPARE(breaker.state().kind, Kind::Online);
    QVERIFY(!breaker.outage());
}

void CircuitBreakerTest::aProxyMeansWakingForAWhile()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    breaker.noteAnswer(0s);
    breaker.noteOutage(badGateway, 100s);
    QCOMPARE(breaker.state().kind, Kind::Waking);
    QCOMPARE(breaker.state().reason, u"http-502"_s);
    breaker.noteOutage(badGateway, 129s);
    QCOMPARE(breaker.state().kind, Kind::Waking);
    breaker.noteOutage(badGateway, 131s);
    QCOMPARE(breaker.state().kind, Kind::Offline);
    QCOMPARE(breaker.state().reason, u"http-502"_s);
    // Offline does not turn into waking by the proxy's next page.
    breaker.noteOutage(outage(ApiError::Kind::ServerTrouble, 503), 132s);
    QCOMPARE(breaker.state().kind, Kind::Offline);
    // A 500 is no machine that starts.
    breaker.noteAnswer(133s);
    breaker.noteOutage(outage(ApiError::Kind::ServerTrouble, 500), 134s);
    QCOMPARE(breaker.state().kind, Kind::Offline);
}

void CircuitBreakerTest::closesAtAnyAnswer()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    breaker.noteOutage(refused, 1s);
    breaker.noteAnswer(2s);
    QCOMPARE(breaker.state().kind, Kind::Online);
    QCOMPARE(breaker.state().reason, QString());
    QVERIFY(!breaker.outage());
    QCOMPARE(breaker.nextProbe(), 2s + 2min);
}

void CircuitBreakerTest::aDegradedServerIsStillAsked()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    breaker.noteOutage(refused, 1s);
    breaker.noteDegraded(2s);
    QCOMPARE(breaker.state().kind, Kind::Degraded);
    QCOMPARE(breaker.state().reason, u"database"_s);
    QVERIFY(!breaker.outage());
    QVERIFY(breaker.nextProbe() <= 2s + 2s);
}

void CircuitBreakerTest::slowMeansWaking()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    breaker.noteSlow(0s);
    QCOMPARE(breaker.state().kind, Kind::Waking);
    QCOMPARE(breaker.state().reason, u"slow"_s);
    breaker.noteOutage(outage(ApiError::Kind::TimedOut), 1s);
    QCOMPARE(breaker.state().kind, Kind::Offline);
    QCOMPARE(breaker.state().reason, u"timed-out"_s);
    breaker.noteSlow(2s);
    QCOMPARE(breaker.state().kind, Kind::Offline);
}

void CircuitBreakerTest::waitsGrowWithFullJitter()
{
    Backoff most(1s, 2min, [] { return 0.999999; });
    QList<qint64> bounds;
    for (int i = 0; i < 10; ++i)
        bounds << most.next().count();
    QCOMPARE(bounds, (QList<qint64>{999, 1999, 3999, 7999, 15999, 31999, 63999, 119999, 119999, 119999}));
    for (int i = 0; i < 1000; ++i)
        QVERIFY(most.next() <= 2min);
    most.reset();
    QCOMPARE(most.next(), 999ms);

    Backoff least(1s, 2min, [] { return 0.0; });
    QCOMPARE(least.next(), 0ms);
}

void CircuitBreakerTest::someoneWatchingIsAskedForOften()
{
    CircuitBreaker breaker({}, [] { return 0.999999; });
    breaker.noteAnswer(0s);
    breaker.setAttentive(true, 10s);
    QCOMPARE(breaker.nextProbe(), std::chrono::nanoseconds(25s));
    for (int i = 0; i < 12; ++i) {
        breaker.noteOutage(refused, 100s);
        QVERIFY(breaker.nextProbe() <= 115s);
    }
    breaker.setAttentive(false, 100s);
    breaker.noteOutage(refused, 100s);
    QVERIFY(breaker.nextProbe() > 115s);
}

void CircuitBreakerTest::neverForgetsToAsk()
{
    QRandomGenerator random(5);
    CircuitBreaker breaker({}, [&] { return random.generateDouble(); });
    CircuitBreaker::Time now = 0s;
    bool attentive = false;
    for (int i = 0; i < 200000; ++i) {
        now += std::chrono::milliseconds(random.bounded(5000));
        switch (random.bounded(7)) {
        case 0:
            breaker.noteAnswer(now);
            QVERIFY(!breaker.outage());
            break;
        case 1:
            breaker.noteDegraded(now);
            QVERIFY(!breaker.outage());
            break;
        case 2:
            breaker.noteOutage(random.bounded(2) ? refused : badGateway, now);
            QVERIFY(breaker.outage());
            QVERIFY(!breaker.state().isOnline());
            break;
        case 3:
            breaker.noteSlow(now);
            break;
        case 4:
            breaker.askSoon(now);
            break;
        case 5:
            attentive = !attentive;
            breaker.setAttentive(attentive, now);
            break;
        case 6:
            breaker.noteOutage(outage(ApiError::Kind::Aborted), now);
            break;
        }
        QVERIFY(breaker.nextProbe() <= now + 2min);
        if (attentive)
            QVERIFY(breaker.nextProbe() <= now + 15s);
        if (breaker.state().isOnline())
            QVERIFY(!breaker.outage());
    }
}

void CircuitBreakerTest::saysWhatSinceWhenAndWhenNext()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    QVERIFY(!breaker.state().nextTry);
    breaker.noteAnswer(10s);
    QCOMPARE(breaker.state(), (ServerState{Kind::Online, {}, 0, std::nullopt, 10s, std::nullopt}));
    breaker.noteAnswer(20s);
    QCOMPARE(breaker.state().since, ServerState::Time(10s));

    breaker.noteOutage(badGateway, 100s);
    QCOMPARE(breaker.state(), (ServerState{Kind::Waking, u"http-502"_s, 502, ApiError::Kind::ServerTrouble,
                                           100s, 100s + 500ms}));
    breaker.noteOutage(refused, 140s); // worse, and still the same trouble
    QCOMPARE(breaker.state(),
             (ServerState{Kind::Offline, u"refused"_s, 0, ApiError::Kind::Unreachable, 100s, 141s}));
    breaker.noteDegraded(150s);
    QCOMPARE(breaker.state().httpStatus, 503);
    QCOMPARE(breaker.state().since, ServerState::Time(100s));
    breaker.noteAnswer(160s);
    QCOMPARE(breaker.state(), (ServerState{Kind::Online, {}, 0, std::nullopt, 160s, std::nullopt}));
    breaker.forget();
    QCOMPARE(breaker.state(), ServerState());
}

void CircuitBreakerTest::aRateLimitIsNoOutageAndIsObeyed()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    breaker.setAttentive(true, 0s);
    breaker.noteAnswer(0s);
    ApiError limited = outage(ApiError::Kind::RateLimited, 429);
    limited.retryAfter = 40s;
    breaker.noteOutage(limited, 15s);
    QVERIFY(breaker.state().isOnline());
    QCOMPARE(breaker.nextProbe(), CircuitBreaker::Time(55s));
    limited.retryAfter = 24h; // nobody means that
    breaker.noteOutage(limited, 60s);
    QCOMPARE(breaker.nextProbe(), CircuitBreaker::Time(60s + 15min));
    limited.retryAfter = 0s; // and never at once
    breaker.noteOutage(limited, 70s);
    QCOMPARE(breaker.nextProbe(), CircuitBreaker::Time(71s));
}

void CircuitBreakerTest::retryAfterIsObeyedAsFarAsNobodyWaits()
{
    CircuitBreaker breaker({}, [] { return 0.5; });
    ApiError busy = outage(ApiError::Kind::ServerTrouble, 503);
    busy.retryAfter = 60s;
    breaker.noteOutage(busy, 0s);
    QCOMPARE(breaker.nextProbe(), CircuitBreaker::Time(60s));
    busy.retryAfter = 1h;
    breaker.noteOutage(busy, 100s);
    QCOMPARE(breaker.nextProbe(), CircuitBreaker::Time(100s + 2min));
    breaker.setAttentive(true, 100s);
    breaker.noteOutage(busy, 100s);
    QCOMPARE(breaker.nextProbe(), CircuitBreaker::Time(115s));
}

QTEST_GUILESS_MAIN(CircuitBreakerTest)
#include "tst_circuitbreaker.moc"
