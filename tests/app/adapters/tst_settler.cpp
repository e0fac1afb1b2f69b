// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/familyaccount.h"
#include "app/adapters/settler.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakemedio.h"
#include "tests/support/faketokenstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Medio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;

namespace {

const QString path = u"/api/settlement"_s;
const QDate today(2026, 3, 10);

} // namespace

class TestSettler : public QObject
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
    std::unique_ptr<Flow::FakeCatalogue> m_catalogue;
    std::unique_ptr<Adapters::FamilyAccount> m_account;
    std::unique_ptr<Adapters::Settler> m_settler;
    Api::ProfileId m_child;
    QList<Api::Settlement> m_told;
    QHash<Api::VideoId, milliseconds> m_known; ///< to the server
    QStringList m_paired;                      ///< ids of ledgers
    int m_failures = 0;
    int m_refused = 0;
    bool m_isStranger = false; ///< this box is, to the server
    bool m_isAnothers = false; ///< this box is another account's, to the server
    bool m_pairsInVain = false;

    void signIn()
    {
        m_client->signIn(QString::fromLatin1(m_server->email), QString::fromLatin1(m_server->password));
        QTRY_COMPARE(m_session->state(), Net::AuthSession::State::SignedIn);
    }
    void serve(const QByteArray &capabilities)
    {
        m_server->on("GET", u"/api/health"_s,
                     LoopbackServer::json(
                         R"({"status":"healthy","timestamp":"2026-03-10T09:00:00.000Z","uptime":1,)"
                         R"("environment":"test","services":{"database":"healthy"},"capabilities":[)" +
                         capabilities + "]}"));
        m_gate->setServer(Api::ServerAddress::parse(m_server->address()).value());
        QTRY_VERIFY(m_gate->state().isOnline() && m_gate->health());
    }
    /// Answers what a server would that knows what it is told, and has this lease for today.
    void answerWith(std::function<void(Api::SettledDay &)> change)
    {
        m_server->onCsrf("POST", path, [this, change = std::move(change)](const Request &request) {
            if (m_failures > 0) {
                --m_failures;
                Answer failure = LoopbackServer::json(R"({"message":"full"})");
                failure.status = 500;
                return failure;
            }
            if (m_isStranger) {
                ++m_refused;
                return LoopbackServer::json(R"({"message":"This box is not paired with a family"})", 403);
            }
            m_told.append(Api::decode<Api::Settlement>(request.body).value());
            if (m_isAnothers)
                return LoopbackServer::json(Api::encode(Api::Settled{today, 1, {}, {m_child}}));
            for (const Api::LedgerPiece &piece : m_told.last().pieces)
                m_known.insert(piece.video, piece.played);
            Api::SettledDay day;
            day.profile = m_child;
            day.day = today;
            for (const milliseconds played : std::as_const(m_known))
                day.playedHere += played;
            day.played = day.playedHere;
            day.dailyLimit = 60min;
            day.leaseRevision = 1;
            day.mayPlay = 60min;
            change(day);
            return LoopbackServer::json(Api::encode(Api::Settled{today, 1, {day}, {}}));
        });
        const QString ledger = m_storage->ledger().id().toString();
        m_server->onSignedIn("PUT", u"/api/boxes/"_s + ledger, [this, ledger](const Request &) {
            m_paired.append(ledger);
            m_isStranger = false;
            m_isAnothers = m_pairsInVain;
            return LoopbackServer::json(R"({"message":"Box paired"})");
        });
    }
    void play(milliseconds amount)
    {
        QSignalSpy charged(&m_storage->ledger(), &Flow::LedgerJournal::charged);
        m_storage->ledger().charge({1, 1, m_child, Api::VideoId::create(), today, amount});
        QVERIFY(charged.wait(60000));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<FakeMedio>();
        auto storage = Store::Storage::open(m_folder->path(), *m_clock);
        QVERIFY(storage.has_value());
        m_storage = std::move(*storage);
        m_storage->ledger().openDay(today);
        m_tokens = std::make_unique<Net::FakeTokenStore>();
        const Net::Dice dice = [] {
            return 0.01;
        };
        m_gate = std::make_unique<Net::HttpGate>(*m_clock, dice);
        m_session = std::make_unique<Net::AuthSession>(*m_gate, *m_tokens, *m_clock);
        m_client = std::make_unique<Net::MedioClient>(*m_gate, *m_session, dice,
                                                      Net::MedioClient::Retries{1, 1ms, 1ms});
        m_child = Api::ProfileId::create();
        Api::Family family;
        family.profiles = {{m_child, u"Otter"_s, {}, 60min}};
        m_catalogue = std::make_unique<Flow::FakeCatalogue>();
        m_catalogue->replace(family);
        m_account = std::make_unique<Adapters::FamilyAccount>(m_storage->ledger(), *m_catalogue,
                                                              m_storage->houseChips());
        m_settler = std::make_unique<Adapters::Settler>(*m_client, *m_account, m_storage->ledger(), dice,
                                                        Adapters::Settler::Times{1h, 0ms});
        m_told.clear();
        m_known.clear();
        m_paired.clear();
        m_failures = 0;
        m_refused = 0;
        m_isStranger = false;
        m_isAnothers = false;
        m_pairsInVain = false;
    }
    void cleanup()
    {
        m_settler.reset();
        m_account.reset();
        m_client.reset();
        m_session.reset();
        m_gate.reset();
        m_storage.reset();
        m_server.reset();
    }

    void aServerThatSettlesIsToldAndBelieved()
    {
        answerWith([](Api::SettledDay &day) {
            day.played += 7min;
            day.shared = true;
        });
        play(90s);
        QSignalSpy watched(m_account.get(), &Adapters::FamilyAccount::watchTimeHeard);
        QSignalSpy settled(m_settler.get(), &Adapters::Settler::settled);
        m_settler->start();
        QVERIFY(!m_account->of(m_child, today));
        serve(R"("settlement","leases")");
        QTRY_VERIFY(!settled.isEmpty());
        QCOMPARE(m_told.first().ledger, m_storage->ledger().id());
        QCOMPARE(m_told.first().profiles, QList{m_child});
        QCOMPARE(m_told.first().pieces.first().played, milliseconds(90s));
        const auto family = m_account->of(m_child, today);
        QVERIFY(family);
        QCOMPARE(family->elsewhere, milliseconds(7min));
        QCOMPARE(family->mayPlay, milliseconds(60min));
        QCOMPARE(m_account->of(m_child, today.addDays(30))->mayPlay, 0ms); // nobody gave a lease for that
        QVERIFY(!m_account->of(m_child, QDate(1970, 1, 1)));               // an unset clock: rule 2 counts
        QVERIFY(m_storage->ledger().unsettled(m_gate->server()->origin()).pieces.isEmpty());
        QCOMPARE(watched.first().at(1).value<Flow::WatchTime>().watched, 8min); // 8.5 of them

        // What is played after it is told by itself: another box waits for it.
        QCOMPARE(m_known.size(), 1);
        play(5s);
        QTRY_COMPARE(m_known.size(), 2);
        const auto told =
            std::find_if(m_told.cbegin() + 1, m_told.cend(),
                         [](const Api::Settlement &settlement) { return !settlement.pieces.isEmpty(); });
        QVERIFY(told != m_told.cend());
        QCOMPARE(told->pieces.size(), 1);
        QCOMPARE(told->pieces.first().played, milliseconds(5s));
    }

    void aBoxAloneNeedsNotTellEveryStep()
    {
        answerWith([](Api::SettledDay &) {});
        QSignalSpy settled(m_settler.get(), &Adapters::Settler::settled);
        m_settler->start();
        serve(R"("settlement","leases")");
        QTRY_VERIFY(!settled.isEmpty());
        const auto told = m_told.size();
        play(5s);
        // Whatever was sent by now is answered before this.
        QSignalSpy again(m_gate.get(), &Net::HttpGate::healthSeen);
        m_client->health();
        QVERIFY(again.wait(60000));
        QCOMPARE(m_told.size(), told);
        m_settler->settleNow();
        QTRY_COMPARE(m_known.size(), 1);
    }

    void aServerThatDoesNotKnowThisBoxIsToldWhoseItIs()
    {
        m_isStranger = true;
        answerWith([](Api::SettledDay &) {});
        m_settler->start();
        serve(R"("settlement","leases")");
        QTRY_VERIFY(m_refused > 0); // and nobody is signed in
        QVERIFY(m_told.isEmpty() && m_paired.isEmpty());
        QVERIFY(!m_account->of(m_child, today)); // rule 2 counts alone
        signIn();
        QTRY_COMPARE(m_paired, QStringList{m_storage->ledger().id().toString()});
        QTRY_VERIFY(m_account->of(m_child, today).has_value());
    }

    void aBoxOfAnotherAccountBecomesTheOneOfWhoSignsIn()
    {
        m_isAnothers = true;
        answerWith([](Api::SettledDay &) {});
        play(90s);
        m_settler->start();
        serve(R"("settlement","leases")");
        // What the account before was given.
        Store::KeptLease theirs{m_gate->server()->origin(), Api::ProfileId::create(), today};
        theirs.revision = 1;
        theirs.mayPlay = 60min;
        m_storage->ledger().keepLeases({theirs});
        QTRY_VERIFY(!m_told.isEmpty());
        QVERIFY(m_paired.isEmpty());
        QVERIFY(!m_account->of(m_child, today)); // rule 2 counts alone
        signIn();
        Q_EMIT m_catalogue->changed(); // the children of who is signed in now
        QTRY_VERIFY(m_account->of(m_child, today).has_value());
        QCOMPARE(m_paired, QStringList{m_storage->ledger().id().toString()});
        QTRY_COMPARE(m_known.values(), QList{milliseconds(90s)});
    }

    void childrenThatTheServerDoesNotKnowAreNoReasonToPairAgain()
    {
        m_isAnothers = true;
        m_pairsInVain = true;
        answerWith([](Api::SettledDay &) {});
        serve(R"("settlement","leases")");
        signIn();
        QSignalSpy settled(m_settler.get(), &Adapters::Settler::settled);
        m_settler->start();
        QTRY_COMPARE(settled.size(), 1);
        m_settler->settleNow();
        QTRY_COMPARE(settled.size(), 2);
        QCOMPARE(m_paired.size(), 1);
        m_client->signOut();
        QTRY_COMPARE(m_session->state(), Net::AuthSession::State::SignedOut);
        signIn(); // maybe it is somebody else
        m_settler->settleNow();
        QTRY_COMPARE(settled.size(), 3);
        QCOMPARE(m_paired.size(), 2);
    }

    void aServerThatDoesNotIsToldNothing()
    {
        answerWith([](Api::SettledDay &) {});
        m_settler->start();
        QSignalSpy seen(m_gate.get(), &Net::HttpGate::healthSeen);
        serve(R"("played-seconds")");
        QVERIFY(!seen.isEmpty() || seen.wait(60000));
        play(5s);
        m_settler->settleNow();
        // Whatever was sent by now is answered before this.
        QSignalSpy again(m_gate.get(), &Net::HttpGate::healthSeen);
        m_client->health();
        QVERIFY(again.wait(60000));
        QVERIFY(m_told.isEmpty());
        QVERIFY(!m_account->of(m_child, today));
    }

    void whatIsGivenBackIsOnDiskFirst()
    {
        bool isAsked = false;
        answerWith([&isAsked, this](Api::SettledDay &day) {
            if (isAsked) {
                day.leaseRevision = 2;
                day.mayPlay = m_told.last().leases.first().mayPlay;
            } else {
                day.pleaseKeep = 20min;
                isAsked = true;
            }
        });
        m_settler->start();
        serve(R"("settlement","leases")");
        QTRY_VERIFY(m_told.size() >= 2);
        QCOMPARE(m_told.at(0).leases.size(), 0);
        QCOMPARE(m_told.at(1).leases, (QList{Api::HeldLease{m_child, today, 1, 20min}}));
        const QString origin = m_gate->server()->origin();
        QTRY_COMPARE(m_storage->ledger().lease(origin, m_child, today)->revision, 2);
        QCOMPARE(m_account->of(m_child, today)->mayPlay, milliseconds(20min));
        m_storage->finish();
        QCOMPARE(m_storage->ledger().lease(origin, m_child, today)->mayPlay, milliseconds(20min));
    }

    void whatWasPlayedIsNotGivenBack()
    {
        play(30min);
        bool isAsked = false;
        answerWith([&isAsked](Api::SettledDay &day) {
            if (!std::exchange(isAsked, true))
                day.pleaseKeep = 20min;
        });
        m_settler->start();
        serve(R"("settlement","leases")");
        QTRY_VERIFY(m_told.size() >= 2);
        QCOMPARE(m_told.at(1).leases.first().mayPlay, milliseconds(30min));
    }

    void aServerThatForgotIsToldEverythingAgain()
    {
        answerWith([](Api::SettledDay &) {});
        play(90s);
        m_settler->start();
        serve(R"("settlement","leases")");
        const QString origin = m_gate->server()->origin();
        QTRY_VERIFY(m_storage->ledger().unsettled(origin).pieces.isEmpty());
        m_known.clear();
        m_told.clear();
        m_settler->settleNow();
        QTRY_VERIFY(m_told.size() >= 2);
        QCOMPARE(m_told.at(0).pieces.size(), 0);
        QCOMPARE(m_told.at(1).pieces.size(), 1);
        QTRY_VERIFY(m_storage->ledger().unsettled(origin).pieces.isEmpty());
    }

    void anOutageIsWaitedOut()
    {
        answerWith([](Api::SettledDay &) {});
        m_failures = 2;
        play(90s);
        m_settler->start();
        serve(R"("settlement","leases")");
        QTRY_VERIFY(m_account->of(m_child, today).has_value());
    }
};

QTEST_GUILESS_MAIN(TestSettler)
#include "tst_settler.moc"
