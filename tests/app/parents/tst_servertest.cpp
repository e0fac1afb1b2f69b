// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/servertest.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ServerFinding::Kind;

namespace {

struct Desk
{
    FakeServerProbe probe;
    FakeClock clock;
    Flow::FakeAlarm alarm;
    ServerTest test{probe, clock, alarm};

    void pass(std::chrono::seconds time)
    {
        clock.advance(time);
        alarm.ringIfDue(clock.monotonic());
    }
};

Kind kindOf(const QList<QVariant> &arguments)
{
    return arguments[0].value<ServerFinding>().kind;
}

} // namespace

class TestServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void someAddressesNeedNoQuestion_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("nothing") << QString() << Kind::AddressMissing;
        QTest::newRow("spaces") << u"  "_s << Kind::AddressMissing;
        QTest::newRow("no web") << u"ftp://medio.example"_s << Kind::AddressMalformed;
        QTest::newRow("no host") << u"https://"_s << Kind::AddressMalformed;
        QTest::newRow("plain to the world") << u"http://medio.example"_s << Kind::AddressUnsafe;
    }
    void someAddressesNeedNoQuestion()
    {
        QFETCH(QString, typed);
        QFETCH(Kind, kind);
        Desk desk;
        QSignalSpy started(&desk.test, &ServerTest::started);
        QSignalSpy found(&desk.test, &ServerTest::found);
        desk.test.test(typed);
        QCOMPARE(found.size(), 1);
        QCOMPARE(kindOf(found[0]), kind);
        QVERIFY(started.isEmpty());
        QVERIFY(desk.probe.asked.isEmpty());
    }

    void whatIsThereIsTold()
    {
        Desk desk;
        QSignalSpy found(&desk.test, &ServerTest::found);
        desk.test.test(u"box.local:8080"_s);
        QVERIFY(desk.test.isUnderWay());
        QCOMPARE(desk.probe.asked.size(), 1);
        desk.probe.pending({.kind = Kind::CertificateUntrusted});
        QCOMPARE(found.size(), 1);
        QCOMPARE(kindOf(found[0]), Kind::CertificateUntrusted);
        QVERIFY(!desk.test.isUnderWay());
    }

    void aServerThatWakesIsAskedAgain()
    {
        Desk desk;
        QSignalSpy waking(&desk.test, &ServerTest::waking);
        QSignalSpy found(&desk.test, &ServerTest::found);
        desk.test.test(u"https://medio.example"_s);
        desk.probe.pending({.kind = Kind::Waking, .httpStatus = 503});
        QCOMPARE(waking.size(), 1);
        QVERIFY(desk.test.isUnderWay());
        desk.pass(4s);
        QCOMPARE(desk.probe.asked.size(), 1);
        desk.pass(1s);
        QCOMPARE(desk.probe.asked.size(), 2);
        desk.probe.pending({.kind = Kind::Medio});
        QCOMPARE(kindOf(found[0]), Kind::Medio);
        desk.pass(1min);
        QCOMPARE(desk.probe.asked.size(), 2);
    }

    void patienceEnds()
    {
        Desk desk;
        QSignalSpy found(&desk.test, &ServerTest::found);
        desk.test.test(u"https://medio.example"_s);
        int asked = 0;
        while (found.isEmpty()) {
            QVERIFY(++asked < 30);
            desk.probe.pending({.kind = Kind::Waking, .httpStatus = 502});
            desk.pass(5s);
        }
        QCOMPARE(kindOf(found[0]), Kind::Waking);
        QCOMPARE(asked, 18); // 90 s
        QVERIFY(!desk.test.isUnderWay());
    }

    void anotherAddressSilencesTheFirst()
    {
        Desk desk;
        QSignalSpy found(&desk.test, &ServerTest::found);
        desk.test.test(u"https://first.example"_s);
        const auto first = desk.probe.pending;
        desk.test.test(u"https://second.example"_s);
        const auto second = desk.probe.pending;
        first({.kind = Kind::Medio});
        QVERIFY(found.isEmpty());
        second({.kind = Kind::NotMedio});
        QCOMPARE(kindOf(found[0]), Kind::NotMedio);
        second({.kind = Kind::Medio}); // answered already
        QCOMPARE(found.size(), 1);
    }

    void whoStopsHearsNothing()
    {
        Desk desk;
        QSignalSpy found(&desk.test, &ServerTest::found);
        desk.test.test(u"https://medio.example"_s);
        desk.test.stop();
        desk.probe.pending({.kind = Kind::Medio});
        QVERIFY(found.isEmpty());

        connect(&desk.test, &ServerTest::started, &desk.test, &ServerTest::stop);
        desk.test.test(u"https://medio.example"_s);
        QCOMPARE(desk.probe.asked.size(), 1);
    }

    void everyFindingHasItsAdvice()
    {
        for (int kind = 0; kind <= int(Kind::TlsFailed); ++kind) {
            const auto advice = adviceFor(Kind(kind));
            const bool fine = Kind(kind) == Kind::Medio || Kind(kind) == Kind::MedioHome;
            QCOMPARE(advice == ServerAdvice::SignIn, fine);
            if (fine)
                QVERIFY(isMedio(Kind(kind)));
        }
        QVERIFY(isMedio(Kind::Waking) && isMedio(Kind::Degraded));
        QVERIFY(!isMedio(Kind::NotMedio) && !isMedio(Kind::CertificateExpired));
    }
};

QTEST_GUILESS_MAIN(TestServerTest)
#include "tst_servertest.moc"
