// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/outcomes.h"
#include "tests/support/apifixtures.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Api;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray body(const QString &name)
{
    if (name == "html"_L1)
        return "<!DOCTYPE html><title>Not found</title>";
    if (name.isEmpty())
        return {};
    return Medio::fixture(name);
}

/// "limit", "bad-answer" ...: one word per way a call can end.
template<typename Outcome>
QString word(const Expected<Outcome, ApiError> &outcome, const QStringList &words)
{
    return outcome ? words.at(static_cast<qsizetype>(outcome->index())) : kindName(outcome.error().kind);
}

} // namespace

class OutcomesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void meaning_data();
    void meaning();
    void numbersOfTheLimit();
    void health();
    void refusalsWithoutADetail();
    void outages();
};

void OutcomesTest::meaning_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("fixture");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *route, int status, const char *fixture, const char *meaning) {
        QTest::addRow("%s %d %s", route, status, fixture)
            << QString::fromLatin1(route) << status << QString::fromLatin1(fixture)
            << QString::fromLatin1(meaning);
    };
    row("scan", 200, "scan", "assigned");
    row("scan", 200, "watch-time", "bad-answer");
    row("scan", 200, "", "bad-answer");
    row("scan", 403, "limit-scan", "limit");
    row("scan", 403, "refusal-m", "refused");
    row("scan", 404, "refusal-m", "unassigned");
    row("scan", 404, "html", "not-found");
    row("scan", 400, "refusal-v", "invalid");
    row("scan", 429, "", "rate-limited");
    row("scan", 500, "refusal-m", "server-trouble");
    row("scan", 502, "html", "server-trouble");
    row("scan", 301, "html", "wrong-server");
    row("start", 201, "session-started", "started");
    row("start", 200, "session-started", "wrong-server");
    row("start", 403, "limit-start", "limit");
    row("start", 403, "refusal-em", "chip-or-profile");
    row("start", 403, "refusal-m", "refused");
    row("start", 403, "html", "refused");
    row("start", 400, "refusal-v", "invalid");
    row("start", 500, "refusal-em", "server-trouble");
    row("beat", 200, "heartbeat", "alive");
    row("beat", 403, "limit-heartbeat", "limit");
    row("beat", 403, "refusal-m", "refused");
    row("beat", 404, "refusal-em", "unknown");
    row("beat", 404, "html", "not-found");
    row("beat", 429, "refusal-em", "rate-limited");
    row("end", 200, "session-ended", "ended");
    row("end", 404, "refusal-em", "already-ended");
    row("end", 404, "html", "not-found");
    row("end", 503, "html", "server-trouble");
}

void OutcomesTest::meaning()
{
    QFETCH(QString, route);
    QFETCH(int, status);
    QFETCH(QString, fixture);
    QFETCH(QString, meaning);
    const QByteArray answer = body(fixture);
    if (route == "scan"_L1)
        QCOMPARE(word(scanOutcome(status, answer), {u"assigned"_s, u"unassigned"_s, u"limit"_s}), meaning);
    else if (route == "start"_L1)
        QCOMPARE(word(startOutcome(status, answer), {u"started"_s, u"limit"_s, u"chip-or-profile"_s}),
                 meaning);
    else if (route == "beat"_L1)
        QCOMPARE(word(heartbeatOutcome(status, answer), {u"alive"_s, u"limit"_s, u"unknown"_s}), meaning);
    else
        QCOMPARE(word(endOutcome(status, answer), {u"ended"_s, u"already-ended"_s}), meaning);
}

void OutcomesTest::numbersOfTheLimit()
{
    const auto start = startOutcome(403, body(u"limit-start"_s));
    QCOMPARE(std::get<DailyLimitReached>(*start),
             (DailyLimitReached{61min, 60min, {}, u"See you tomorrow"_s}));
    const auto beat = heartbeatOutcome(403, body(u"limit-heartbeat"_s));
    QCOMPARE(std::get<DailyLimitReached>(*beat).elapsed, std::optional(120s));
    const auto huge =
        startOutcome(403, R"({"limit_reached":true,"total_minutes":1e300,"daily_limit_minutes":-1})");
    QCOMPARE(std::get<DailyLimitReached>(*huge), DailyLimitReached{});
}

void OutcomesTest::health()
{
    QVERIFY(healthOutcome(200, body(u"health"_s))->healthy);
    const auto degraded = healthOutcome(503, body(u"health-degraded"_s));
    QVERIFY(degraded);
    QVERIFY(!degraded->healthy);
    QCOMPARE(healthOutcome(503, body(u"html"_s)).error().kind, ApiError::Kind::ServerTrouble);
    QCOMPARE(healthOutcome(200, body(u"me"_s)).error().kind, ApiError::Kind::BadAnswer);
    QCOMPARE(healthOutcome(404, body(u"html"_s)).error().kind, ApiError::Kind::NotFound);
}

void OutcomesTest::refusalsWithoutADetail()
{
    // Never seen, and said (Q14).
    const ApiError full = errorOf(403, R"x({"message":"Maximum chip limit reached (20 chips)"})x");
    QCOMPARE(full.kind, ApiError::Kind::Refused);
    QCOMPARE(full.message, u"Maximum chip limit reached (20 chips)"_s);
    // Two parents at once: nobody says which film was first (Q25).
    const ApiError raced = errorOf(409, R"({"success":false,"error":"Duplicate","code":"DUPLICATE_URL"})");
    QCOMPARE(raced.kind, ApiError::Kind::Conflict);
    QCOMPARE(raced.code, u"DUPLICATE_URL"_s);
}

void OutcomesTest::outages()
{
    for (const int status : {500, 502, 503, 504, 429})
        QVERIFY(errorOf(status, {}).isOutage());
    for (const int status : {400, 401, 403, 404, 409, 413, 415})
        QVERIFY(!errorOf(status, {}).isOutage());
    QCOMPARE(errorOf(409, body(u"refusal-se"_s)).code, u"DUPLICATE_URL"_s);
    QCOMPARE(errorOf(400, body(u"refusal-v"_s)).fields.size(), 2);
    // A server's flood of words does not reach the log.
    QVERIFY(errorOf(500, "{\"message\":\"" + QByteArray(100000, 'x') + "\"}").message.size() <= 500);
}

QTEST_GUILESS_MAIN(OutcomesTest)
#include "tst_outcomes.moc"
