// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/ratelimiter.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace Medio;
using Medio::Home::RateLimiter;
using namespace std::chrono_literals;

class TestRateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsInFixedWindows();
    void countsKeysApart();
    void ignoresTheWallClock();
    void isBounded();
};

void TestRateLimiter::countsInFixedWindows()
{
    FakeClock clock;
    RateLimiter limiter(3, 60s, clock);
    for (int remaining = 2; remaining >= 0; --remaining) {
        const auto verdict = limiter.take("a");
        QVERIFY(verdict.allowed);
        QCOMPARE(verdict.remaining, remaining);
        clock.advance(10s);
    }
    const auto refused = limiter.take("a");
    QVERIFY(!refused.allowed);
    QCOMPARE(refused.limit, 3);
    QCOMPARE(refused.remaining, 0);
    QVERIFY(refused.untilReset == 30s);
    clock.advance(29'001ms);
    QVERIFY(limiter.take("a").untilReset == 1s); // rounded up: waiting that long is enough
    clock.advance(999ms);
    QVERIFY(limiter.take("a").allowed);
}

void TestRateLimiter::countsKeysApart()
{
    FakeClock clock;
    RateLimiter limiter(1, 60s, clock);
    QVERIFY(limiter.take("a").allowed);
    QVERIFY(limiter.take("b").allowed);
    QVERIFY(!limiter.take("a").allowed);
}

void TestRateLimiter::ignoresTheWallClock()
{
    FakeClock clock;
    RateLimiter limiter(1, 60s, clock);
    QVERIFY(limiter.take("a").allowed);
    clock.setWall(clock.wall().addDays(1));
    QVERIFY(!limiter.take("a").allowed);
    clock.setWall(clock.wall().addDays(-2));
    clock.advance(60s);
    QVERIFY(limiter.take("a").allowed);
}

void TestRateLimiter::isBounded()
{
    FakeClock clock;
    RateLimiter limiter(1, 60s, clock, 2);
    QVERIFY(limiter.take("a").allowed);
    QVERIFY(limiter.take("b").allowed);
    QVERIFY(limiter.take("c").allowed);
    QVERIFY2(limiter.take("c").allowed, "no room to count c: let through");
    QVERIFY(!limiter.take("a").allowed);
    clock.advance(60s);
    QVERIFY(limiter.take("c").allowed);
    QVERIFY2(!limiter.take("c").allowed, "the expired ones made room");
}

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
