// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/serverwatch.h"
#include "tests/app/flow/kioskharness.h"
#include "tests/support/clientside.h"
#include "tests/support/fakemedio.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

class TestServerWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// A server may offer to settle and not do it: the box is another account's, or has too many neighbours.
    void aServerIsAskedAboutDaysThatNobodySettled_data()
    {
        QTest::addColumn<bool>("settled");
        QTest::newRow("never settled") << false;
        QTest::newRow("settled") << true;
    }
    void aServerIsAskedAboutDaysThatNobodySettled()
    {
        QFETCH(const bool, settled);
        KioskHarness kiosk;
        FakeMedio server;
        Net::ClientSide wire(kiosk.clock, {}, {}, 0.5);
        const Adapters::ServerWatch watch(wire.client, kiosk.flow, kiosk.chronicle, &kiosk.familyTime);
        kiosk.begin();
        Flow::FamilyDay agreed;
        agreed.mayPlay = 60min;
        if (settled)
            kiosk.familyTime.agree(otter, kiosk.flow.day(), agreed);

        server.on("GET", u"/api/health"_s,
                  LoopbackServer::json(R"({"status":"healthy","services":{"database":"healthy"},)"
                                       R"("capabilities":["settlement","leases"]})"));
        int asked = 0;
        server.on("GET", u"/api/profiles/"_s + otter.toString() + u"/watch-time"_s,
                  [&asked](const LoopbackServer::Request &) {
                      ++asked;
                      return LoopbackServer::json(
                          R"({"watched_minutes":40,"daily_limit":60,"remaining":20})");
                  });
        wire.gate.setServer(Api::ServerAddress::parse(server.address()).value());
        QTRY_VERIFY(wire.gate.health());
        wire.client.signIn(QString::fromLatin1(server.email), QString::fromLatin1(server.password));
        QTRY_COMPARE(wire.session.state(), Net::AuthSession::State::SignedIn);
        asked = 0;
        Q_EMIT kiosk.flow.watchTimeWanted(otter);
        // Whatever was sent by now is answered before this.
        QSignalSpy seen(&wire.gate, &Net::HttpGate::healthSeen);
        wire.client.health();
        QVERIFY(seen.wait(60000));
        QCOMPARE(asked, settled ? 0 : 1);
        if (!settled)
            QTRY_COMPARE(kiosk.flow.allowanceOf(otter).remaining, std::chrono::nanoseconds(20min));
    }
};

QTEST_GUILESS_MAIN(TestServerWatch)
#include "tst_serverwatch.moc"
