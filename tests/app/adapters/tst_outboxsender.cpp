// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/outboxsender.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"
#include "tests/support/faketokenstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace std::chrono_literals;

using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;

namespace {

QString endPath(const Api::SessionId &session)
{
    return u"/api/sessions/"_s + session.toString() + u"/end"_s;
}

QByteArray ended(const Api::SessionId &session, int seconds)
{
    return R"({"session_id":")" + session.toString().toLatin1() + R"(","duration_seconds":)" +
           QByteArray::number(seconds) + R"(,"stopped_reason":"manual","total_watched_today":3})";
}

const QDate today(2026, 3, 11);

Flow::SessionEnd sessionEnd()
{
    Flow::SessionEnd end;
    end.session = Api::SessionId::create();
    end.sitting = 1;
    end.child = Api::ProfileId::create();
    end.day = QDate(2026, 3, 10);
    end.played = 61500ms;
    end.position = 12s;
    return end;
}

} // namespace

class TestOutboxSender : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeMedio> m_server;
    std::unique_ptr<Store::Storage> m_storage;
    std::unique_ptr<Net::FakeTokenStore> m_tokens;
    std::unique_ptr<Net::HttpGate> m_gate;
    std::unique_ptr<Net::AuthSession> m_session;
    std::unique_ptr<Net::MedioClient> m_client;
    std::unique_ptr<Adapters::OutboxSender> m_sender;

    void serve(bool playedSeconds)
    {
        const QByteArray capabilities = playedSeconds ? R"(,"capabilities":["played-seconds"])" : "";
        m_server->on(
            "GET", u"/api/health"_s,
            LoopbackServer::json(R"({"status":"healthy","timestamp":"2026-03-10T09:00:00.000Z","uptime":1,)"
                                 R"("environment":"test","services":{"database":"healthy"})" +
                                 capabilities + "}"));
        m_gate->setServer(Api::ServerAddress::parse(m_server->address()).value());
        QTRY_VERIFY(m_gate->state().isOnline());
    }
    void takeEnd(const Flow::SessionEnd &end, int seconds)
    {
        m_server->onCsrf("POST", endPath(end.session), [end, seconds](const Request &) {
            return LoopbackServer::json(ended(end.session, seconds));
        });
    }
    Store::Outbox &outbox() { return m_storage->outbox(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<FakeMedio>();
        auto storage = Store::Storage::open(m_folder->path(), *m_clock);
        QVERIFY(storage.has_value());
        m_storage = std::move(*storage);
        m_tokens = std::make_unique<Net::FakeTokenStore>();
        const Net::Dice dice = [] {
            return 0.01;
        };
        m_gate = std::make_unique<Net::HttpGate>(*m_clock, dice);
        m_session = std::make_unique<Net::AuthSession>(*m_gate, *m_tokens, *m_clock);
        m_client = std::make_unique<Net::MedioClient>(*m_gate, *m_session, dice,
                                                      Net::MedioClient::Retries{1, 1ms, 1ms});
        m_storage->ledger().openDay(today);
        m_sender = std::make_unique<Adapters::OutboxSender>(*m_client, outbox(), m_storage->ledger(),
                                                            *m_clock, dice);
    }
    void cleanup()
    {
        m_sender.reset();
        m_client.reset();
        m_session.reset();
        m_gate.reset();
        m_storage.reset();
        m_server.reset();
    }

    void aHomeServerIsToldTheSecondsThatWerePlayed()
    {
        serve(true);
        m_sender->start();
        const auto end = sessionEnd();
        takeEnd(end, 61);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        outbox().add(end);
        QTRY_COMPARE(settled.size(), 1);
        const auto settlement = settled[0][0].value<Flow::Settlement>();
        QCOMPARE(settlement.end.session, end.session);
        QCOMPARE(settlement.billed, 61s);
        QCOMPARE(settlement.watchedToday, std::optional(3min));
        const auto body = QJsonDocument::fromJson(m_server->last("POST", endPath(end.session)).body).object();
        QCOMPARE(body.value(u"played_seconds").toInt(), 61);
        QVERIFY(outbox().pending().isEmpty());
    }

    void aServerThatAnswersBeforeItsHealthIsKnownIsToldWhenItIs()
    {
        auto health = LoopbackServer::json(
            R"({"status":"healthy","timestamp":"2026-03-10T09:00:00.000Z","uptime":1,"environment":"test",)"
            R"("services":{"database":"healthy"},"capabilities":["played-seconds"]})");
        health.delay = 500ms;
        m_server->on("GET", u"/api/health"_s, health);
        const auto end = sessionEnd();
        takeEnd(end, 61);
        m_server->on("GET", u"/api/profiles/"_s + end.child.toString() + u"/watch-time"_s,
                     LoopbackServer::json(R"({"watched_minutes":0,"daily_limit":60,"remaining":60})"));
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        m_gate->setServer(Api::ServerAddress::parse(m_server->address()).value());
        m_sender->start();
        outbox().add(end);
        m_client->watchTime(end.child)->then(this, [](const auto &) {});
        QTRY_VERIFY(m_gate->state().isOnline());
        QVERIFY(!m_gate->health());
        QTRY_COMPARE(settled.size(), 1);
    }

    void plainMedioBillsWholeMinutes()
    {
        serve(false);
        m_sender->start();
        const auto end = sessionEnd();
        takeEnd(end, 61);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        outbox().add(end);
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(settled[0][0].value<Flow::Settlement>().billed, 120s);
        QVERIFY(!m_server->last("POST", endPath(end.session)).body.contains("played_seconds"));
    }

    void anEndThatHadArrivedIsBilledAsItWasPlayed_data()
    {
        QTest::addColumn<bool>("playedSeconds");
        QTest::addColumn<int>("billed");
        QTest::newRow("home") << true << 61;
        QTest::newRow("plain Medio") << false << 120;
    }
    void anEndThatHadArrivedIsBilledAsItWasPlayed()
    {
        QFETCH(const bool, playedSeconds);
        QFETCH(const int, billed);
        serve(playedSeconds);
        m_sender->start();
        const auto end = sessionEnd();
        m_server->onCsrf("POST", endPath(end.session), [](const Request &) {
            return LoopbackServer::json(R"({"error":"Not found","message":"gone"})", 404);
        });
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        outbox().add(end);
        QTRY_COMPARE(settled.size(), 1);
        QVERIFY(settled[0][0].value<Flow::Settlement>().told);
        QVERIFY(!settled[0][0].value<Flow::Settlement>().watchedToday);
        QCOMPARE(settled[0][0].value<Flow::Settlement>().billed, std::chrono::seconds(billed));
    }

    void aLateEndIsBilledOnTheDayOnWhichItArrives()
    {
        serve(true);
        m_sender->start();
        const auto end = sessionEnd(); // of the day before
        takeEnd(end, 61);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        outbox().add(end);
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(outbox().billed(end.child, today), 61s);
        QCOMPARE(outbox().billed(end.child, end.day), 0s);
    }

    void aSumThatWasOnItsWayOverMidnightIsYesterdays()
    {
        serve(true);
        m_sender->start();
        const auto end = sessionEnd();
        m_server->onCsrf("POST", endPath(end.session), [this, end](const Request &) {
            m_storage->ledger().openDay(today.addDays(1));
            return LoopbackServer::json(ended(end.session, 61));
        });
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        outbox().add(end);
        QTRY_COMPARE(settled.size(), 1);
        QVERIFY(settled[0][0].value<Flow::Settlement>().told);
        QVERIFY(!settled[0][0].value<Flow::Settlement>().watchedToday);
    }

    void afterAnOutageItIsSentAgainAndSettledOnce()
    {
        serve(true);
        m_sender->start();
        const auto end = sessionEnd();
        int tries = 0;
        m_server->onCsrf("POST", endPath(end.session), [&tries, end](const Request &) {
            return ++tries < 3 ? LoopbackServer::html(503) : LoopbackServer::json(ended(end.session, 61));
        });
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        outbox().add(end);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 30'000);
        QCOMPARE(tries, 3);
    }

    void theyAreSentInTheOrderInWhichTheyWereDecided()
    {
        serve(true);
        const QList<Flow::SessionEnd> ends{sessionEnd(), sessionEnd(), sessionEnd()};
        QSignalSpy kept(&outbox(), &Flow::Outbox::kept);
        for (const auto &end : ends) {
            takeEnd(end, 5);
            outbox().add(end);
        }
        QTRY_COMPARE(kept.size(), 3);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        m_sender->start();
        QTRY_COMPARE(settled.size(), 3);
        for (int i = 0; i < ends.size(); ++i)
            QCOMPARE(settled[i][0].value<Flow::Settlement>().end.session, ends[i].session);
    }

    void whatPlainMedioWouldBillUnfairlyIsCountedHereOnly()
    {
        const auto end = sessionEnd();
        QSignalSpy kept(&outbox(), &Flow::Outbox::kept);
        outbox().add(end);
        QTRY_COMPARE(kept.size(), 1);
        m_clock->advance(Adapters::OutboxSender::fairAge + 1s);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        m_sender->start();
        serve(false);
        QTRY_COMPARE(settled.size(), 1);
        QVERIFY(!settled[0][0].value<Flow::Settlement>().told);
        QCOMPARE(m_server->count("POST", endPath(end.session)), 0);
    }

    void aHomeServerIsToldHoweverLateItIs()
    {
        const auto end = sessionEnd();
        takeEnd(end, 61);
        QSignalSpy kept(&outbox(), &Flow::Outbox::kept);
        outbox().add(end);
        QTRY_COMPARE(kept.size(), 1);
        m_clock->advance(26h);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        m_sender->start();
        serve(true);
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(settled[0][0].value<Flow::Settlement>().billed, 61s);
    }

    void anEndGoesToTheServerOfItsSessionOnly()
    {
        serve(true);
        auto foreign = sessionEnd();
        foreign.server = u"http://192.168.7.7:8480"_s;
        auto own = sessionEnd();
        own.server = Api::ServerAddress::parse(m_server->address())->origin();
        takeEnd(foreign, 61);
        takeEnd(own, 5);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        m_sender->start();
        outbox().add(foreign);
        outbox().add(own);
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(settled[0][0].value<Flow::Settlement>().end, own);
        QCOMPARE(outbox().pending(), QList{foreign});
        QCOMPARE(m_server->count("POST", endPath(foreign.session)), 0);
    }

    void whatTheServerWillNeverTakeDoesNotBlockTheRest()
    {
        serve(true);
        const auto refused = sessionEnd();
        const auto fine = sessionEnd();
        m_server->onCsrf("POST", endPath(refused.session), [](const Request &) {
            return LoopbackServer::json(
                R"({"errors":[{"type":"field","msg":"no","path":"x","location":"body"}]})", 400);
        });
        takeEnd(fine, 5);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        m_sender->start();
        outbox().add(refused);
        outbox().add(fine);
        QTRY_COMPARE(settled.size(), 2);
        QVERIFY(!settled[0][0].value<Flow::Settlement>().told);
        QVERIFY(settled[1][0].value<Flow::Settlement>().told);
        QCOMPARE(settled[1][0].value<Flow::Settlement>().billed, 5s);
    }

    void anEndThatAWellServerAnswersBadlyMakesWayForTheOthers_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("nonsense") << 200;
        QTest::newRow("an error of the server's own") << 500;
    }
    void anEndThatAWellServerAnswersBadlyMakesWayForTheOthers()
    {
        QFETCH(const int, status);
        serve(true);
        const auto odd = sessionEnd();
        const auto fine = sessionEnd();
        const auto later = sessionEnd();
        bool isMended = false;
        m_server->onCsrf("POST", endPath(odd.session), [this, &isMended, status, odd](const Request &) {
            m_clock->advance(10s); // so many ends are more than the minute's budget (MEDIO-API.md §6)
            return isMended ? LoopbackServer::json(ended(odd.session, 61))
                            : LoopbackServer::json(R"({"odd":1})", status);
        });
        takeEnd(fine, 5);
        takeEnd(later, 6);
        QSignalSpy settled(&outbox(), &Flow::Outbox::settled);
        m_sender->start();
        outbox().add(odd);
        outbox().add(fine);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 30'000);
        QCOMPARE(settled[0][0].value<Flow::Settlement>().end.session, fine.session);
        QVERIFY(m_server->count("POST", endPath(odd.session)) >= Adapters::OutboxSender::mostBadAnswers);
        outbox().add(later);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 2, 30'000);
        QCOMPARE(outbox().pending(), QList{odd}); // not lost

        isMended = true;
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 3, 30'000);
        QCOMPARE(settled[2][0].value<Flow::Settlement>().billed, 61s);
    }
};

QTEST_GUILESS_MAIN(TestOutboxSender)
#include "tst_outboxsender.moc"
