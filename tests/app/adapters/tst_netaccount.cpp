// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/netaccount.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/clientside.h"
#include "tests/support/fakeaccountmemory.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakemedio.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace Medio;
using namespace Medio::Flow::Testing;

using Parents::RegistrationProblem;
using Parents::ServerFinding;
using Parents::SignInProblem;

Q_DECLARE_METATYPE(Medio::LoopbackServer::Answer)

class TestNetAccount : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeMedio> m_server;
    std::unique_ptr<Net::ClientSide> m_kiosk;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::Storage> m_storage;
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
        m_kiosk = std::make_unique<Net::ClientSide>(*m_clock);
        m_kiosk->session.start();
        m_memory.account = {};
        m_folder = std::make_unique<QTemporaryDir>();
        auto storage = Store::Storage::open(m_folder->path(), *m_clock);
        QVERIFY(storage.has_value());
        m_storage = std::move(*storage);
        m_account = std::make_unique<Adapters::NetAccount>(m_kiosk->client, m_memory, m_storage->catalogue(),
                                                           m_storage->edits());
    }
    void cleanup()
    {
        m_account.reset();
        m_storage.reset();
        m_kiosk.reset();
        m_server.reset();
    }

    void whereAParentSignedInIsRememberedAndThePasswordIsNot()
    {
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        QCOMPARE(m_kiosk->session.state(), Net::AuthSession::State::SignedIn);
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
        m_kiosk->tokens.problem = Net::TokenStore::Problem::Unavailable; // the sign-in lives in memory only
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        QSignalSpy states(&m_kiosk->session, &Net::AuthSession::stateChanged);
        QSignalSpy servers(&m_kiosk->gate, &Net::HttpGate::serverChanged);
        FakeMedio other;
        if (!isMedio)
            other.always([](const auto &) { return LoopbackServer::html(); });
        QCOMPARE(attempt(other.address(), u"wrong"_s),
                 int(isMedio ? SignInProblem::WrongCredentials : SignInProblem::NotMedio));
        QCOMPARE(m_kiosk->gate.server()->base(), QUrl(m_server->address()));
        QCOMPARE(m_memory.account.server, QUrl(m_server->address()));
        QCOMPARE(m_kiosk->session.state(), Net::AuthSession::State::SignedIn);
        QCOMPARE(states.size(), 0);
        QCOMPARE(servers.size(), 0);
        QVERIFY(!m_kiosk->session.upstreamHeaders(QUrl(m_server->address())).isEmpty());
    }

    void aSignInElsewhereTurnsTheKioskToThatServer()
    {
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        FakeMedio other;
        QCOMPARE(attempt(other.address(), rightPassword()), -1);
        QCOMPARE(m_kiosk->gate.server()->base(), QUrl(other.address()));
        QCOMPARE(m_memory.account.server, QUrl(other.address()));
        QCOMPARE(m_kiosk->session.state(), Net::AuthSession::State::SignedIn);
        QVERIFY(m_kiosk->session.upstreamHeaders(QUrl(m_server->address())).isEmpty());
        QVERIFY(!m_kiosk->session.upstreamHeaders(QUrl(other.address())).isEmpty());
        QTRY_COMPARE(m_kiosk->tokens.tokens.size(), 2); // each under its own origin
    }

    void whoeverRegistersIsSignedInAndRemembered()
    {
        std::optional<Expected<Api::User, RegistrationProblem>> outcome;
        m_account->registerUser(Api::ServerAddress::parse(m_server->address()).value(), u"Anna"_s,
                                QString::fromLatin1(m_server->email), rightPassword(),
                                [&outcome](const auto &answer) { outcome = answer; });
        QVERIFY(!outcome); // never from within the call
        QTRY_VERIFY(outcome.has_value());
        QVERIFY(outcome->has_value());
        QCOMPARE((*outcome)->name, u"Anna"_s);
        QCOMPARE(m_kiosk->session.state(), Net::AuthSession::State::SignedIn);
        QCOMPARE(m_memory.account.email, QString::fromLatin1(m_server->email));
    }

    void aRegistrationThatFailsHasItsKind_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("problem");
        QTest::newRow("taken") << 409 << int(RegistrationProblem::EmailTaken);
        QTest::newRow("not valid") << 400 << int(RegistrationProblem::Refused);
        QTest::newRow("too often") << 429 << int(RegistrationProblem::TooManyTries);
        QTest::newRow("trouble") << 500 << int(RegistrationProblem::ServerTrouble);
    }
    void aRegistrationThatFailsHasItsKind()
    {
        QFETCH(const int, status);
        QFETCH(const int, problem);
        m_server->on("POST", u"/api/auth/register"_s, LoopbackServer::json(R"({"message":"no"})", status));
        std::optional<int> outcome;
        m_account->registerUser(
            Api::ServerAddress::parse(m_server->address()).value(), u"Anna"_s,
            QString::fromLatin1(m_server->email), rightPassword(),
            [&outcome](const auto &answer) { outcome = answer ? -1 : int(answer.error()); });
        QTRY_VERIFY(outcome.has_value());
        QCOMPARE(*outcome, problem);
        QVERIFY(m_memory.account.email.isEmpty());
    }

    void aSignOutDealsWithWhatBelongsToTheAccount_data()
    {
        QTest::addColumn<bool>("forget");
        QTest::addColumn<bool>("drop");
        for (const bool forget : {false, true}) {
            for (const bool drop : {false, true})
                QTest::addRow("catalogue %d edits %d", forget, drop) << forget << drop;
        }
    }
    void aSignOutDealsWithWhatBelongsToTheAccount()
    {
        QFETCH(const bool, forget);
        QFETCH(const bool, drop);
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        QTRY_COMPARE(m_kiosk->tokens.tokens.size(), 1);
        Api::Family household = family();
        household.user = *m_kiosk->session.user();
        Store::Catalogue &catalogue = m_storage->catalogue();
        const QString server = Api::ServerAddress::parse(m_server->address())->realm();
        catalogue.replace(server, household, m_clock->wall());
        const Store::Owner owner = catalogue.owner();
        m_storage->edits().request(Parents::RemoveChip{rocket.toString(), {videoOf(1)}});
        m_storage->finish();
        QCOMPARE(m_storage->edits().owned().size(), 1);

        QSignalSpy forgotten(m_account.get(), &Adapters::NetAccount::catalogueForgotten);
        std::optional<Parents::SignedOut> outcome;
        m_account->signOut({forget, drop}, [&outcome](const auto &answer) { outcome = answer; });
        QVERIFY(!outcome);
        QTRY_VERIFY(outcome.has_value());
        QVERIFY(outcome->revoked);
        QVERIFY(outcome->keychainCleared);
        QVERIFY(m_kiosk->tokens.tokens.isEmpty());
        QCOMPARE(m_kiosk->session.state(), Net::AuthSession::State::SignedOut);
        QCOMPARE(forgotten.size(), forget ? 1 : 0);
        QCOMPARE(catalogue.snapshot()->chip(whale) == nullptr, forget);
        QCOMPARE(m_storage->edits().owned().size(), forget || drop ? 0 : 1);
        catalogue.belongTo(owner); // the same account again
        QCOMPARE(m_storage->edits().owned().size(), drop ? 0 : 1);
    }

    void aServerThatIsAwayDoesNotHoldUpASignOut()
    {
        QCOMPARE(attempt(m_server->address(), rightPassword()), -1);
        m_server->down();
        std::optional<Parents::SignedOut> outcome;
        m_account->signOut({}, [&outcome](const auto &answer) { outcome = answer; });
        QTRY_COMPARE(m_kiosk->session.state(), Net::AuthSession::State::SignedOut); // before any answer
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20'000);
        QVERIFY(!outcome->revoked);
        QVERIFY(outcome->keychainCleared);
    }

    void whatIsUnderAnAddressIsToldInKinds_data()
    {
        QTest::addColumn<LoopbackServer::Answer>("answer");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const LoopbackServer::Answer &answer,
                            ServerFinding::Kind kind) {
            QTest::newRow(name) << answer << int(kind);
        };
        row("Medio", LoopbackServer::json(R"({"status":"healthy","services":{"database":"healthy"}})"),
            ServerFinding::Kind::Medio);
        row("a box at home",
            LoopbackServer::json(
                R"({"status":"healthy","services":{"database":"healthy"},"capabilities":["played-seconds"]})"),
            ServerFinding::Kind::MedioHome);
        row("without its database",
            LoopbackServer::json(R"({"status":"degraded","services":{"database":"unhealthy"}})", 503),
            ServerFinding::Kind::Degraded);
        row("a proxy before it", LoopbackServer::html(502), ServerFinding::Kind::Waking);
        row("a captive portal", LoopbackServer::html(200), ServerFinding::Kind::NotMedio);
        row("another service", LoopbackServer::html(404), ServerFinding::Kind::NotMedio);
        row("too many questions", LoopbackServer::html(429), ServerFinding::Kind::TooManyTries);
        row("closed at once", LoopbackServer::Answer::drop(), ServerFinding::Kind::Broken);
    }
    void whatIsUnderAnAddressIsToldInKinds()
    {
        QFETCH(const LoopbackServer::Answer, answer);
        QFETCH(const int, kind);
        m_server->on("GET", u"/api/health"_s, answer);
        std::optional<ServerFinding> finding;
        m_account->testServer(Api::ServerAddress::parse(m_server->address()).value(),
                              [&finding](const ServerFinding &found) { finding = found; });
        QVERIFY(!finding);
        QTRY_VERIFY_WITH_TIMEOUT(finding.has_value(), 20'000);
        QCOMPARE(int(finding->kind), kind);
        QCOMPARE(finding->address, QUrl(m_server->address()));
        QVERIFY(m_kiosk->tokens.tokens.isEmpty());
    }

    void nobodyIsThere()
    {
        m_server->down();
        std::optional<ServerFinding> finding;
        m_account->testServer(Api::ServerAddress::parse(m_server->address()).value(),
                              [&finding](const ServerFinding &found) { finding = found; });
        QTRY_VERIFY_WITH_TIMEOUT(finding.has_value(), 20'000);
        QCOMPARE(finding->kind, ServerFinding::Kind::Refused);
        QCOMPARE(finding->httpStatus, 0);
    }
};

QTEST_GUILESS_MAIN(TestNetAccount)
#include "tst_netaccount.moc"
