// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/netwatchsessions.h"
#include "tests/support/clientside.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Request = LoopbackServer::Request;

namespace {

const auto child = *Api::ProfileId::parse(u"bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb"_s);
const auto chip = *Api::ChipId::parse(u"cccccccc-0001-4ccc-8ccc-cccccccccccc"_s);
const auto video = *Api::VideoId::parse(u"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"_s);
const auto session = *Api::SessionId::parse(u"dddddddd-0001-4ddd-8ddd-dddddddddddd"_s);

struct Kiosk
{
    FakeClock clock;
    FakeMedio server;
    Net::ClientSide wire{clock, {}, {}, 0.5};
    Adapters::NetWatchSessions sessions{wire.client};
};

} // namespace

class TestNetWatchSessions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theAnswersTellOfTheDayByTheWay_data()
    {
        QTest::addColumn<bool>("settles");
        QTest::newRow("plain Medio") << false;
        QTest::newRow("a server that settles tells it by itself") << true;
    }
    void theAnswersTellOfTheDayByTheWay()
    {
        QFETCH(const bool, settles);
        Kiosk kiosk;
        kiosk.server.on(
            "GET", u"/api/health"_s,
            LoopbackServer::json(QByteArray(R"({"status":"healthy","services":{"database":"healthy"})") +
                                 (settles ? R"(,"capabilities":["settlement","leases"]})" : "}")));
        const QByteArray id = session.toString().toLatin1();
        kiosk.server.on("POST", u"/api/sessions/start/public"_s,
                        LoopbackServer::json(R"({"session_id":")" + id +
                                                 R"(","remaining_minutes":43,"daily_limit_minutes":60})",
                                             201));
        kiosk.server.onCsrf(
            "POST", u"/api/sessions/"_s + session.toString() + u"/heartbeat"_s, [id](const Request &) {
                return LoopbackServer::json(
                    R"({"session_id":")" + id +
                    R"(","elapsed_seconds":125,"remaining_minutes":41,"limit_reached":false})");
            });
        kiosk.wire.gate.setServer(Api::ServerAddress::parse(kiosk.server.address()).value());
        QTRY_VERIFY(kiosk.wire.gate.health());

        QSignalSpy told(&kiosk.sessions, &Flow::WatchSessions::dayTold);
        QSignalSpy started(&kiosk.sessions, &Flow::WatchSessions::startAnswered);
        kiosk.sessions.start({7, child, chip, video, QDate(2026, 3, 10)});
        QTRY_COMPARE(started.size(), 1);
        QCOMPARE(started[0][0].toULongLong(), 7U);
        QVERIFY(std::holds_alternative<Flow::SessionOpened>(started[0][1].value<Flow::SessionStartAnswer>()));
        QCOMPARE(told.size(), settles ? 0 : 1);
        if (!settles) {
            QCOMPARE(told[0][0].value<Api::ProfileId>(), child);
            QCOMPARE(told[0][1].toDate(), QDate(2026, 3, 10));
            QVERIFY(told[0][2].value<Flow::WatchTime>() == (Flow::WatchTime{17min, 60min}));
        }

        QSignalSpy beaten(&kiosk.sessions, &Flow::WatchSessions::beatAnswered);
        kiosk.sessions.beat({8, session, 30s, 125s});
        QTRY_COMPARE(beaten.size(), 1);
        // Two minutes of this session are begun and over: 43 without it, as was told at its start.
        QVERIFY(beaten[0][1].value<Flow::BeatAnswer>() == Flow::BeatAnswer(Flow::BeatAgreed{43min}));
    }
};

QTEST_GUILESS_MAIN(TestNetWatchSessions)
#include "tst_netwatchsessions.moc"
