// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/logging.h"
#include "net/client/medioclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"
#include "tests/support/faketokenstore.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Net;
using namespace std::chrono_literals;

namespace {

QByteArray s_log;

void collect(QtMsgType, const QMessageLogContext &, const QString &message)
{
    s_log += message.toUtf8() + '\n';
}

} // namespace

/// A whole day of a session, with everything that goes wrong in it, at the most talkative level; then
/// the log is searched for every secret that was on the way.
class SecretsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noSecretReachesTheLog();
};

void SecretsTest::noSecretReachesTheLog()
{
    QLoggingCategory::setFilterRules(u"medio.*=true"_s);
    const QtMessageHandler before = qInstallMessageHandler(collect);
    {
        FakeMedio server;
        FakeClock clock;
        FakeTokenStore store;
        const Dice dice = [] {
            return 0.1;
        };
        HttpGate::Times times;
        times.answer = 200ms;
        times.breaker.backoffBase = 20ms;
        times.breaker.backoffCap = 40ms;
        HttpGate gate(clock, dice, times);
        AuthSession session(gate, store, clock);
        MedioClient client(gate, session, dice, {2, 10ms, 20ms});
        gate.setServer(Api::ServerAddress::parse(server.address()).value());
        const auto finish = [](CallBase *call) {
            bool finished = false;
            QObject::connect(call, &CallBase::finished, call, [&finished] { finished = true; });
            QVERIFY(QTest::qWaitFor([&finished] { return finished; }));
        };
        server.onSignedIn("GET", u"/api/profiles"_s, R"({"data":[{"id":"s3cr3t-id","name":9}]})");

        finish(client.signIn(u"anna@example.org"_s, u"s3cr3t-wrong"_s));
        store.problem = TokenStore::Problem::Failed;
        finish(client.signIn(u"anna@example.org"_s, QString::fromLatin1(server.password)));
        store.problem.reset();
        finish(client.me());
        finish(client.profiles(1)); // an answer that can't be read
        server.expireAccessTokens();
        finish(client.me());
        server.databaseDown = true;
        finish(client.me());
        server.databaseDown = false;
        server.always([](const LoopbackServer::Request &) {
            return LoopbackServer::json(R"({"message":"x"})", 302)
                .with("Location", "https://evil.example/?t=s3cr3t");
        });
        QTRY_VERIFY(gate.state().isOnline() || gate.state().kind == ServerState::Kind::Offline);
        finish(client.me());
        finish(client.picture(QUrl(server.address() + u"/p?signature=s3cr3t"_s)));
        server.always({});
        QTRY_VERIFY(gate.state().isOnline());
        server.refreshTokens.clear();
        clock.advance(1000s);
        finish(client.me());
        QCOMPARE(session.state(), AuthSession::State::Expired);
        finish(client.signIn(u"anna@example.org"_s, QString::fromLatin1(server.password)));
        finish(client.signOut());
        QTRY_COMPARE(server.count("POST", u"/api/auth/logout"_s), 1);

        qInstallMessageHandler(before);
        QVERIFY(s_log.contains("POST /api/auth/login 200"));
        QVERIFY(s_log.contains("session: expired"));
        QVERIFY(server.issued.size() >= 6);
        for (const QByteArray &secret : server.issued)
            QVERIFY2(!s_log.contains(secret), secret.constData());
        QVERIFY(!s_log.contains(server.password));
        QVERIFY(!s_log.contains("s3cr3t"));
        QVERIFY(!s_log.contains("anna@example.org"));
    }
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
