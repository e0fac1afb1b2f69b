// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/medioclient.h"
#include "tests/support/clientside.h"
#include "tests/support/fakeclock.h"
#include "tests/support/realservers.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Api::ApiError;

namespace {

const QByteArray family =
    R"({"parent":{"email":"demo@medio.example","name":"Demo","password":"Lantern-7!"},
        "profiles":[{"name":"Otter","daily_limit_minutes":60}],"videos":[],"chips":[]})";

constexpr int patience = 40'000; // ms; of a machine that builds something beside

} // namespace

/// The kiosk's client, nginx as Debian ships it, the real medio-home behind it: each of them is
/// really stopped, frozen, started. The sign-in survives all of it, and the way back needs no hand.
class RealProxyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void homeIsStopped();
    void homeIsKilled();
    void homeIsFrozen();
    void proxyIsStopped();
    void proxyIsUnderMaintenance();
    void databaseIsAway();
    void databaseIsAwayWhenTheTokenHasExpired();

private:
    template<typename T>
    static Expected<T, ApiError> wait(Call<T> *call)
    {
        return resultOf(call, std::chrono::milliseconds(patience));
    }
    void comesBack();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RealHome> m_home;
    std::unique_ptr<RealNginx> m_nginx;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeTokenStore> m_tokens;
    std::unique_ptr<HttpGate> m_gate;
    std::unique_ptr<AuthSession> m_session;
    std::unique_ptr<MedioClient> m_client;
    QStringList m_states; ///< "offline http-502", as they came
};

void RealProxyTest::initTestCase()
{
    if (RealNginx::program().isEmpty())
        QSKIP("nginx is not installed (packaging/dependencies names it)");
}

void RealProxyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_home = std::make_unique<RealHome>(m_folder->path(), family);
    m_nginx = std::make_unique<RealNginx>(m_folder->path(), m_home->url());
    m_home->seed();
    QTRY_VERIFY_WITH_TIMEOUT(m_home->isReady(), patience);
    QVERIFY(m_nginx->start());

    m_clock = std::make_unique<FakeClock>();
    m_tokens = std::make_unique<FakeTokenStore>();
    HttpGate::Times times;
    times.breaker.backoffBase = 20ms;
    times.breaker.backoffCap = 200ms;
    times.breaker.attentive = 200ms;
    m_gate = std::make_unique<HttpGate>(*m_clock, randomDice(), times);
    m_session = std::make_unique<AuthSession>(*m_gate, *m_tokens, *m_clock, 200ms);
    m_client =
        std::make_unique<MedioClient>(*m_gate, *m_session, randomDice(), MedioClient::Retries{1, 10ms, 50ms});
    m_states.clear();
    connect(m_gate.get(), &HttpGate::stateChanged, this, [this](const ServerState &state) {
        m_states += QString(nameOf(state.kind) + u' ' + state.reason).trimmed();
    });
    m_gate->setAttentive(true);
    m_gate->setServer(Api::ServerAddress::parse(m_nginx->url().toString()).value());
    QTRY_VERIFY_WITH_TIMEOUT(m_gate->state().isOnline(), patience);
    QVERIFY(wait(m_client->signIn(u"demo@medio.example"_s, u"Lantern-7!"_s)));
    QVERIFY(wait(m_client->me()));
    m_states.clear();
}

void RealProxyTest::cleanup()
{
    if (QTest::currentTestFailed() && m_home && m_nginx)
        qInfo().noquote() << m_states << '\n' << m_home->log() << '\n' << m_nginx->log();
    m_client.reset();
    m_session.reset();
    m_gate.reset();
    m_nginx.reset();
    m_home.reset();
}

/// By itself, with the sign-in of before.
void RealProxyTest::comesBack()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_gate->state().isOnline(), patience);
    QCOMPARE(m_session->state(), AuthSession::State::SignedIn);
    QCOMPARE(m_tokens->deeds.filter(u"remove"_s), QStringList());
    const auto me = wait(m_client->me());
    QVERIFY2(me, me ? "" : qPrintable(me.error().message));
    QCOMPARE(me->email, u"demo@medio.example"_s);
}

void RealProxyTest::homeIsStopped()
{
    m_home->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_home->isStopped(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_states.contains(u"waking http-502"_s), patience);
    QCOMPARE(wait(m_client->me()).error().kind, ApiError::Kind::ServerTrouble);
    m_home->start();
    comesBack();
}

void RealProxyTest::homeIsKilled()
{
    m_home->kill();
    QTRY_VERIFY_WITH_TIMEOUT(m_home->isStopped(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_states.contains(u"waking http-502"_s), patience);
    m_clock->advance(1min);
    QTRY_COMPARE_WITH_TIMEOUT(m_gate->state().kind, ServerState::Kind::Offline, patience);
    m_home->start();
    comesBack();
}

void RealProxyTest::homeIsFrozen()
{
    m_home->freeze();
    QTRY_VERIFY_WITH_TIMEOUT(m_states.contains(u"waking http-504"_s), patience);
    QCOMPARE(m_gate->state().isOnline(), false);
    m_home->thaw();
    comesBack();
}

void RealProxyTest::proxyIsStopped()
{
    m_nginx->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_nginx->isStopped(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_states.contains(u"offline refused"_s), patience);
    QCOMPARE(wait(m_client->me()).error().kind, ApiError::Kind::Unreachable);
    QVERIFY(m_nginx->start());
    comesBack();
}

void RealProxyTest::proxyIsUnderMaintenance()
{
    QVERIFY(m_nginx->maintain(true));
    QTRY_VERIFY_WITH_TIMEOUT(m_states.contains(u"waking http-503"_s), patience);
    QCOMPARE(wait(m_client->me()).error().httpStatus, 503);
    QVERIFY(m_nginx->maintain(false));
    comesBack();
}

/// Health says 503 in its own words, and every token is "invalid" (MEDIO-API.md §11).
void RealProxyTest::databaseIsAway()
{
    QVERIFY(m_home->takeDatabase());
    QTRY_VERIFY_WITH_TIMEOUT(m_states.contains(u"degraded database"_s), patience);
    const auto me = wait(m_client->me());
    QVERIFY(!me);
    QVERIFY2(me.error().isOutage(), qPrintable(kindName(me.error().kind)));
    QCOMPARE(m_session->state(), AuthSession::State::SignedIn);
    QVERIFY(m_home->giveDatabaseBack());
    comesBack();
}

/// The refresh is refused then, and the cookies are cleared: nothing of it is believed.
void RealProxyTest::databaseIsAwayWhenTheTokenHasExpired()
{
    QVERIFY(m_home->takeDatabase());
    QTRY_VERIFY_WITH_TIMEOUT(m_states.contains(u"degraded database"_s), patience);
    const auto tokens = m_tokens->tokens;
    QVERIFY(!tokens.isEmpty());
    m_clock->advance(20min);
    QVERIFY(!wait(m_client->me()));
    QCOMPARE(m_tokens->tokens, tokens);
    QVERIFY(m_session->state() != AuthSession::State::Expired);
    QVERIFY(m_session->state() != AuthSession::State::SignedOut);
    QVERIFY(m_home->giveDatabaseBack());
    comesBack();
}

QTEST_GUILESS_MAIN(RealProxyTest)
#include "tst_realproxy.moc"
