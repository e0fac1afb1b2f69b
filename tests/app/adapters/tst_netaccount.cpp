// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/netaccount.h"
#include "net/client/medioclient.h"
#include "tests/support/fakeaccountmemory.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"
#include "tests/support/faketokenstore.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <optional>

using namespace Medio;

using Parents::SignInProblem;

class TestNetAccount : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeMedio> m_server;
    std::unique_ptr<Net::FakeTokenStore> m_tokens;
    std::unique_ptr<Net::HttpGate> m_gate;
    std::unique_ptr<Net::AuthSession> m_session;
    std::unique_ptr<Net::MedioClient> m_client;
    Parents::FakeAccountMemory m_memory;
    std::unique_ptr<Adapters::NetAccount> m_account;

    /// -1: signed in; -2: no answer; otherwise the problem.
    int attempt(const QString &server, const QString &password)
    {
        std::optional<int> outcome;
        m_account->signIn(Api::ServerAddress::parse(server).value(), QString::fromLatin1(m_server->email),
                          password, [&outcome](const Expected<void, SignInProblem> &answer) {
                              outcome = answer ? -1 : int(answer.error());
                          });
        return QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 20'000) ? *outcome : -2;
    }
    [[nodiscard]] QString rightPassword() const { return QString::fromLatin1(m_server->password); }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<FakeMedio>();
        m_tokens = std::make_unique<Net::FakeTokenStore>();
        const Net::Dice dice = [] {
            return 0.01;
        };
        m_gate = std::make_unique<Net::HttpGate>(*m_clock, dice);
        m_session = std::make_unique<Net::AuthSession>(*m_gate, *m_tokens, *m_clock);
        m_client = std::make_unique<Net::MedioClient>(*m_gate, *m_session, dice);
        m_session->start();
        m_memory.account = {};
        m_account = std::make_unique<Adapters::NetAccount>(*m_client, m_memory);
    }
    void cleanup()
    {
        m_account.reset();
        m_client.reset();
        m_session.reset();
        m_gate.reset();
        m_server.reset();
    }

    void whereAParentSignedInIsRememberedAndThePasswordIsNot()
    {
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        QCOMPARE(m_session->state(), Net::AuthSession::State::SignedIn);
        QCOMPARE(m_memory.account.server, QUrl(m_server->address()));
        QVERIFY(!m_memory.account.email.isEmpty());
    }

    void aWrongPasswordIsSaidAndNothingIsRemembered()
    {
        QCOMPARE(attempt(m_server->address(), u"wrong"_s), int(SignInProblem::WrongCredentials));
        QVERIFY(m_memory.account.server.isEmpty());
    }

    void aServerThatIsAwayIsSaid()
    {
        m_server->down();
        QCOMPARE(attempt(m_server->address(), rightPassword()), int(SignInProblem::ServerAway));
    }

    void somebodyElsesServerIsSaid()
    {
        m_server->always([](const auto &) { return LoopbackServer::html(); });
        QCOMPARE(attempt(m_server->address(), rightPassword()), int(SignInProblem::NotMedio));
    }

    void aFailureElsewhereChangesNothing_data()
    {
        QTest::addColumn<bool>("isMedio");
        QTest::newRow("no Medio") << false;
        QTest::newRow("a wrong password at another Medio") << true;
    }
    void aFailureElsewhereChangesNothing()
    {
        QFETCH(const bool, isMedio);
        m_tokens->problem = Net::TokenStore::Problem::Unavailable; // the sign-in lives in memory only
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        QSignalSpy states(m_session.get(), &Net::AuthSession::stateChanged);
        QSignalSpy servers(m_gate.get(), &Net::HttpGate::serverChanged);
        FakeMedio other;
        if (!isMedio)
            other.always([](const auto &) { return LoopbackServer::html(); });
        QCOMPARE(attempt(other.address(), u"wrong"_s),
                 int(isMedio ? SignInProblem::WrongCredentials : SignInProblem::NotMedio));
        QCOMPARE(m_gate->server()->base(), QUrl(m_server->address()));
        QCOMPARE(m_memory.account.server, QUrl(m_server->address()));
        QCOMPARE(m_session->state(), Net::AuthSession::State::SignedIn);
        QCOMPARE(states.size(), 0);
        QCOMPARE(servers.size(), 0);
        QVERIFY(!m_session->upstreamHeaders(QUrl(m_server->address())).isEmpty());
    }

    void aSignInElsewhereTurnsTheKioskToThatServer()
    {
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        FakeMedio other;
        QCOMPARE(attempt(other.address(), rightPassword()), -1);
        QCOMPARE(m_gate->server()->base(), QUrl(other.address()));
        QCOMPARE(m_memory.account.server, QUrl(other.address()));
        QCOMPARE(m_session->state(), Net::AuthSession::State::SignedIn);
        QVERIFY(m_session->upstreamHeaders(QUrl(m_server->address())).isEmpty());
        QVERIFY(!m_session->upstreamHeaders(QUrl(other.address())).isEmpty());
        QTRY_COMPARE(m_tokens->tokens.size(), 2); // each under its own origin
    }
};

QTEST_GUILESS_MAIN(TestNetAccount)
#include "tst_netaccount.moc"
