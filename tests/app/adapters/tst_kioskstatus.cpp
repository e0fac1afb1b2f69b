// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/cataloguesync.h"
#include "app/adapters/editsender.h"
#include "app/adapters/kioskstatus.h"
#include "app/adapters/posterfolder.h"
#include "app/base/chronicle.h"
#include "tests/app/adapters/wiredkiosk.h"
#include "tests/app/flow/flowfamily.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;

Q_DECLARE_METATYPE(Medio::Parents::ServerStatus::State)
Q_DECLARE_METATYPE(Medio::Parents::ServerStatus::Reason)

class TestKioskStatus : public QObject
{
    Q_OBJECT

    std::unique_ptr<WiredKiosk> m_kiosk;
    std::unique_ptr<Chronicle> m_chronicle;
    std::unique_ptr<Adapters::PosterFolder> m_posters;
    std::unique_ptr<Adapters::CatalogueSync> m_sync;
    std::unique_ptr<Adapters::EditSender> m_sender;
    std::unique_ptr<Adapters::KioskStatus> m_status;
    HouseholdServer *m_server = nullptr;

    [[nodiscard]] ServerStatus server() const { return m_status->status().server; }

private Q_SLOTS:
    void init()
    {
        m_kiosk = std::make_unique<WiredKiosk>();
        m_server = &m_kiosk->server;
        m_server->put(family());
        Net::MedioClient &client = *m_kiosk->client;
        Store::Storage &store = *m_kiosk->store;
        m_chronicle = std::make_unique<Chronicle>();
        m_posters = std::make_unique<Adapters::PosterFolder>(client, m_kiosk->folder.filePath(u"posters"_s));
        m_sync = std::make_unique<Adapters::CatalogueSync>(client, store.catalogue(), *m_posters,
                                                           *m_chronicle, m_kiosk->clock);
        m_sender = std::make_unique<Adapters::EditSender>(client, store.edits(), store.catalogue(),
                                                          m_kiosk->clock, m_kiosk->dice);
        m_status = std::make_unique<Adapters::KioskStatus>(client, store, *m_sync, *m_sender);
    }
    void cleanup()
    {
        m_status.reset();
        m_sender.reset();
        m_sync.reset();
        m_posters.reset();
        m_chronicle.reset();
        m_kiosk.reset();
    }

    void withoutAnAddressNothingIsConfigured()
    {
        QCOMPARE(server().state, ServerStatus::State::NotConfigured);
        QCOMPARE(m_status->status().login.state, LoginStatus::State::SignedOut);
        QVERIFY(!m_status->status().sync.last);
    }

    void reasons_data()
    {
        using State = ServerStatus::State;
        using Reason = ServerStatus::Reason;
        using Kind = Net::ServerState::Kind;
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<State>("state");
        QTest::addColumn<Reason>("reason");
        const auto row = [](Kind kind, const char *word, int status, State state, Reason reason) {
            QTest::addRow("%s %d", word, status)
                << int(kind) << QString::fromLatin1(word) << status << state << reason;
        };
        row(Kind::Unknown, "", 0, State::Unknown, Reason::None);
        row(Kind::Online, "", 200, State::Online, Reason::None);
        row(Kind::Waking, "http-503", 503, State::Waking, Reason::HttpStatus);
        row(Kind::Waking, "slow", 0, State::Waking, Reason::Slow);
        row(Kind::Degraded, "database", 503, State::Degraded, Reason::Database);
        row(Kind::Offline, "http-500", 500, State::Offline, Reason::HttpStatus);
        row(Kind::Offline, "refused", 0, State::Offline, Reason::Refused);
        row(Kind::Offline, "reset", 0, State::Offline, Reason::Reset);
        row(Kind::Offline, "unresolved", 0, State::Offline, Reason::NameUnknown);
        row(Kind::Offline, "no-network", 0, State::Offline, Reason::NoNetwork);
        row(Kind::Offline, "proxy", 0, State::Offline, Reason::Reset);
        row(Kind::Offline, "tls", 0, State::Offline, Reason::Certificate);
        row(Kind::Offline, "certificate-host", 0, State::Offline, Reason::Certificate);
        row(Kind::Offline, "certificate-not-yet-valid", 0, State::Offline, Reason::Certificate);
        row(Kind::Offline, "timed-out", 0, State::Offline, Reason::TimedOut);
        row(Kind::Offline, "wrong-server", 200, State::Offline, Reason::NotMedio);
        row(Kind::Offline, "bad-answer", 200, State::Offline, Reason::NotMedio);
    }
    void reasons()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, word);
        QFETCH(const int, httpStatus);
        Net::ServerState state;
        state.kind = Net::ServerState::Kind(kind);
        state.reason = word;
        state.httpStatus = httpStatus;
        QTEST(Adapters::KioskStatus::stateFor(state), "state");
        QTEST(Adapters::KioskStatus::reasonFor(state), "reason");
    }

    void anOutageIsToldWithItsReasonAndTheNextTry()
    {
        QSignalSpy changed(m_status.get(), &StatusSource::changed);
        m_server->on("GET", u"/api/health"_s, LoopbackServer::html(503));
        m_kiosk->turnToServer();
        QTRY_COMPARE(server().state, ServerStatus::State::Waking);
        QCOMPARE(server().reason, ServerStatus::Reason::HttpStatus);
        QCOMPARE(server().httpStatus, 503);
        QCOMPARE(server().address, QUrl(m_server->address()));
        QVERIFY(server().since);
        QVERIFY(server().nextTry);
        QVERIFY(!changed.isEmpty());

        m_server->on(
            "GET", u"/api/health"_s,
            LoopbackServer::json(R"({"status":"degraded","services":{"database":"unhealthy"}})", 503));
        m_status->refresh();
        m_status->refresh(); // one at a time
        QTRY_COMPARE(server().state, ServerStatus::State::Degraded);
        QCOMPARE(server().reason, ServerStatus::Reason::Database);
    }

    void aLoginASyncAndAnEditAreTold()
    {
        m_kiosk->signIn();
        QTRY_COMPARE(m_status->status().login.state, LoginStatus::State::SignedIn);
        QCOMPARE(m_status->status().login.email, QString::fromLatin1(m_server->email));
        QCOMPARE(m_status->status().keychain, KeychainStatus::Working);
        QTRY_VERIFY(m_status->status().sync.last.has_value());
        QTRY_VERIFY(!m_status->status().sync.underWay);

        QSignalSpy changed(m_status.get(), &StatusSource::changed);
        m_kiosk->store->edits().request(SetPlaylist{rocket.toString(), {}, {videoOf(1)}});
        QTRY_COMPARE(m_status->status().outbox.edits, 1);
        QCOMPARE(m_status->status().outbox.oldest, m_kiosk->clock.wall());
        QVERIFY(!changed.isEmpty());
        const quint64 id = m_kiosk->store->edits().pending().constFirst().id;
        m_kiosk->store->edits().conflict(id, Conflict::Kind::Gone, {}, {});
        QCOMPARE(m_status->status().outbox.edits, 0);
        QCOMPARE(m_status->status().outbox.conflicts, 1);

        m_kiosk->client->signOut();
        QTRY_COMPARE(m_status->status().login.state, LoginStatus::State::SignedOut);
    }
};

QTEST_GUILESS_MAIN(TestKioskStatus)
#include "tst_kioskstatus.moc"
