// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/ratebudget.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Medio::Net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Limiter = RateBudget::Limiter;
using Time = RateBudget::Time;

namespace {

const auto start = u"/api/sessions/start/public"_s;
const auto beat = u"/api/sessions/eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee/heartbeat"_s;
const auto end = u"/api/sessions/eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee/end"_s;
const auto scan = u"/api/nfc/scan/public"_s;

HttpRequest ask(const QString &path, Urgency urgency = Urgency::Waiting, Method method = Method::Post)
{
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.urgency = urgency;
    return request;
}

} // namespace

class RateBudgetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void limiters_data();
    void limiters();
    void theLastPlacesAreForWhatIsUrgent();
    void aPlaceIsFreeWhenTheOldestIsOver();
    void aRefusalClosesItsLimiterForEverybody();
    void aRefusalWithoutALimiterClosesEverything();
    void anotherServerHasItsOwnBudget();
    void noFixedWindowIsEverOverrun();
};

void RateBudgetTest::limiters_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QList<Limiter>>("limiters");
    const auto row = [](Method method, const QString &path, const QList<Limiter> &limiters) {
        QTest::newRow(qPrintable(QString::number(int(method)) + path)) << method << path << limiters;
    };
    row(Method::Post, start, {Limiter::Public, Limiter::Session});
    row(Method::Post, scan, {Limiter::Public});
    row(Method::Post, beat, {Limiter::Session});
    row(Method::Post, end, {Limiter::Session});
    row(Method::Post, u"/api/nfc/scan"_s, {});
    row(Method::Post, u"/api/sessions/start"_s, {});
    row(Method::Post, u"/api/sessions/heartbeat"_s, {});
    row(Method::Post, u"/api/sessions/end"_s, {});
    row(Method::Post, u"/api/auth/login"_s, {Limiter::Auth});
    row(Method::Post, u"/api/auth/register"_s, {Limiter::Auth});
    row(Method::Post, u"/api/auth/refresh"_s, {});
    row(Method::Get, u"/api/nfc/chips"_s, {Limiter::ChipList});
    row(Method::Post, u"/api/nfc/chips"_s, {Limiter::ChipCreation});
    row(Method::Delete, u"/api/nfc/chips/cccccccc-0001-4ccc-8ccc-cccccccccccc"_s, {Limiter::ChipDeletion});
    row(Method::Get, u"/api/nfc/chips/cccccccc-0001-4ccc-8ccc-cccccccccccc/videos"_s, {});
    row(Method::Get, u"/api/health"_s, {});
}

void RateBudgetTest::limiters()
{
    QFETCH(const Method, method);
    QFETCH(const QString, path);
    QFETCH(const QList<Limiter>, limiters);
    QCOMPARE(RateBudget::limitersOf(method, path), limiters);
}

void RateBudgetTest::theLastPlacesAreForWhatIsUrgent()
{
    RateBudget budget;
    int sent = 0;
    const auto fill = [&](const HttpRequest &request) {
        while (!budget.waitFor(request, 1s)) {
            budget.noteSent(request, 1s);
            if (++sent > 20)
                return;
        }
    };
    fill(ask(start, Urgency::Ahead));
    QCOMPARE(sent, 5);
    fill(ask(start));
    QCOMPARE(sent, 8);
    fill(ask(beat, Urgency::Heartbeat));
    QCOMPARE(sent, 9);
    fill(ask(end, Urgency::SessionEnd));
    QCOMPARE(sent, 10);
    QCOMPARE(budget.waitFor(ask(end, Urgency::SessionEnd), 1s), std::optional<Time>(61s));
    // A scan has only the other limiter, which has seen the eight starts.
    QVERIFY(budget.waitFor(ask(scan), 1s));
    QVERIFY(!budget.waitFor(ask(scan, Urgency::SessionEnd), 1s));
    QVERIFY(!budget.waitFor(ask(u"/api/platforms"_s), 1s));
}

void RateBudgetTest::aPlaceIsFreeWhenTheOldestIsOver()
{
    RateBudget budget;
    for (int i = 0; i < 10; ++i)
        budget.noteSent(ask(end, Urgency::SessionEnd), std::chrono::seconds(10 + i));
    QCOMPARE(budget.waitFor(ask(end, Urgency::SessionEnd), 20s), std::optional<Time>(51s));
    QVERIFY(!budget.waitFor(ask(end, Urgency::SessionEnd), 71s));
    // Two more places have to be free for what is less urgent.
    QCOMPARE(budget.waitFor(ask(start), 71s), std::optional<Time>(2s));
    QVERIFY(!budget.waitFor(ask(start), 73s));
}

void RateBudgetTest::aRefusalClosesItsLimiterForEverybody()
{
    RateBudget budget;
    budget.noteRefused(ask(beat, Urgency::Heartbeat), 30s, 5s);
    QCOMPARE(budget.waitFor(ask(end, Urgency::SessionEnd), 15s), std::optional<Time>(20s));
    QCOMPARE(budget.waitFor(ask(start), 15s), std::optional<Time>(20s));
    QVERIFY(!budget.waitFor(ask(scan), 15s));
    budget.noteRefused(ask(beat, Urgency::Heartbeat), 1s, 6s); // an older answer, late
    QCOMPARE(budget.waitFor(ask(start), 15s), std::optional<Time>(20s));
    QVERIFY(!budget.waitFor(ask(start), 35s));
}

void RateBudgetTest::aRefusalWithoutALimiterClosesEverything()
{
    RateBudget budget;
    budget.noteRefused(ask(u"/api/videos"_s, Urgency::Waiting, Method::Get), 60s, 0s);
    for (const QString &path : {start, scan, end, u"/api/health"_s, u"/api/videos"_s})
        QCOMPARE(budget.waitFor(ask(path), 50s), std::optional<Time>(10s));
}

void RateBudgetTest::anotherServerHasItsOwnBudget()
{
    RateBudget budget;
    budget.noteRefused(ask(scan), 60s, 0s);
    for (int i = 0; i < 10; ++i)
        budget.noteSent(ask(end), 0s);
    budget.forget();
    QVERIFY(!budget.waitFor(ask(scan), 1s));
    QVERIFY(!budget.waitFor(ask(end), 1s));
}

void RateBudgetTest::noFixedWindowIsEverOverrun()
{
    const QList<HttpRequest> kinds{ask(start), ask(start, Urgency::Ahead), ask(scan),
                                   ask(beat, Urgency::Heartbeat), ask(end, Urgency::SessionEnd)};
    QRandomGenerator random(20261120);
    RateBudget budget;
    QHash<Limiter, QList<Time>> sent;
    Time now = 0s;
    for (int i = 0; i < 20000; ++i) {
        now += std::chrono::milliseconds(random.bounded(4000));
        const HttpRequest &request = kinds.at(random.bounded(static_cast<int>(kinds.size())));
        const auto wait = budget.waitFor(request, now);
        if (wait) {
            QVERIFY(*wait > 0s && *wait <= 61s);
            QVERIFY(!budget.waitFor(request, now + *wait)); // and it says the truth
            continue;
        }
        budget.noteSent(request, now);
        const auto limiters = RateBudget::limitersOf(request.method, request.path);
        for (const Limiter limiter : limiters) {
            QList<Time> &times = sent[limiter];
            times.append(now);
            // Whenever the server's window of a minute began.
            const auto inAMinute =
                std::count_if(times.crbegin(), times.crend(), [&](Time when) { return when > now - 60s; });
            QVERIFY(inAMinute <= 10);
        }
    }
    QVERIFY(sent.value(Limiter::Session).size() > 1000);
}

QTEST_GUILESS_MAIN(RateBudgetTest)
#include "tst_ratebudget.moc"
