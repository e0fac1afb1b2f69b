// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/cataloguesync.h"
#include "app/adapters/posterfolder.h"
#include "app/base/chronicle.h"
#include "tests/app/adapters/wiredkiosk.h"
#include "tests/app/flow/flowfamily.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow::Testing;

using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;

class TestCatalogueSync : public QObject
{
    Q_OBJECT

    std::unique_ptr<WiredKiosk> m_kiosk;
    std::unique_ptr<Chronicle> m_chronicle;
    std::unique_ptr<Adapters::PosterFolder> m_posters;
    std::unique_ptr<Adapters::CatalogueSync> m_sync;
    HouseholdServer *m_server = nullptr;

    Store::Catalogue &catalogue() { return m_kiosk->store->catalogue(); }

    void signIn()
    {
        m_kiosk->signIn();
        QTRY_VERIFY(m_kiosk->isSignedIn());
    }
    [[nodiscard]] QString realm() const { return m_kiosk->realm(); }
    /// The question that every sync begins with.
    [[nodiscard]] qsizetype syncs() const { return m_server->count("GET", u"/api/auth/me"_s); }

private Q_SLOTS:
    void init()
    {
        m_kiosk = std::make_unique<WiredKiosk>();
        m_server = &m_kiosk->server;
        m_server->put(family());
        m_chronicle = std::make_unique<Chronicle>();
        m_posters = std::make_unique<Adapters::PosterFolder>(*m_kiosk->client,
                                                             m_kiosk->folder.filePath(u"posters"_s));
        m_sync = std::make_unique<Adapters::CatalogueSync>(*m_kiosk->client, catalogue(), *m_posters,
                                                           *m_chronicle, m_kiosk->clock);
    }
    void cleanup()
    {
        m_sync.reset();
        m_posters.reset();
        m_chronicle.reset();
        m_kiosk.reset();
    }

    void whoSignsInHasTheCatalogueAtOnce()
    {
        QSignalSpy stored(&catalogue(), &Store::Catalogue::stored);
        signIn();
        QTRY_VERIFY(catalogue().snapshot()->chip(whale));
        QCOMPARE(catalogue().snapshot()->chip(whale)->films.size(), 3);
        QCOMPARE(catalogue().snapshot()->profiles().size(), 3);
        QCOMPARE(catalogue().owner(), (Store::Owner{realm(), m_kiosk->session->user()->id}));
        QCOMPARE(catalogue().syncedAt(), m_kiosk->clock.wall());
        QTRY_VERIFY(!stored.isEmpty());
    }

    void aFailedSyncChangesNothing()
    {
        signIn();
        QTRY_VERIFY(catalogue().snapshot()->chip(whale));
        const Api::Family before = catalogue().family();
        m_server->shelf.family.chips.clear();
        m_server->shelf.family.profiles.clear();
        m_server->lastWord = [](const Request &request, const Answer &answer) {
            return request.path == u"/api/videos" ? LoopbackServer::json(R"({"data":"none"})") : answer;
        };
        QTRY_VERIFY(!m_sync->isUnderWay());
        const qsizetype asked = m_server->count("GET", u"/api/videos"_s);
        m_sync->sync(); // waits for the pause
        QTRY_COMPARE_WITH_TIMEOUT(m_server->count("GET", u"/api/videos"_s), asked + 1, 30'000);
        QTRY_VERIFY(!m_sync->isUnderWay());
        QCOMPARE(catalogue().family(), before);
    }

    void anotherAccountFindsNothingOfTheFormer()
    {
        Api::Family former = family();
        former.user.id = idOf<Api::UserId>(7);
        catalogue().replace(realm(), former, m_kiosk->clock.wall());
        QVERIFY(catalogue().snapshot()->chip(rocket));
        m_server->put({});
        m_server->firstWord = [](const Request &) {
            return std::optional(Answer::silent());
        };
        signIn();
        QTRY_VERIFY(!catalogue().snapshot()->chip(rocket)); // before the first answer
        QVERIFY(!catalogue().syncedAt());
    }

    void anAnswerFromBeforeAnEditUndoesNothing()
    {
        bool isHeld = true;
        m_server->lastWord = [&](const Request &request, Answer answer) {
            if (isHeld && request.path == u"/api/videos") {
                // Meanwhile an edit was delivered, and the catalogue has it.
                isHeld = false;
                Api::Family edited = family();
                edited.user = *m_kiosk->session->user();
                edited.chips.removeFirst();
                m_server->shelf.family.chips.removeFirst();
                catalogue().replace(realm(), edited, m_kiosk->clock.wall());
            }
            return answer;
        };
        signIn();
        QTRY_VERIFY(!isHeld);
        QTRY_VERIFY(!m_sync->isUnderWay());
        QVERIFY(!catalogue().snapshot()->chip(rocket));
        QTRY_COMPARE_WITH_TIMEOUT(m_server->count("GET", u"/api/videos"_s), 2, 30'000); // asked anew
        QTRY_VERIFY(!m_sync->isUnderWay());
        QVERIFY(!catalogue().snapshot()->chip(rocket));
        QVERIFY(catalogue().snapshot()->chip(whale));
    }

    void aSignOutEndsTheSyncUnderWay()
    {
        m_server->firstWord = [](const Request &) {
            return std::optional(Answer::silent());
        };
        signIn();
        QTRY_VERIFY(syncs() > 0);
        QVERIFY(m_sync->isUnderWay());
        QSignalSpy changed(m_sync.get(), &Adapters::CatalogueSync::underWayChanged);
        m_kiosk->session->signOut(this, [](const auto &) {});
        QVERIFY(!m_sync->isUnderWay());
        QCOMPARE(changed.size(), 1);
        m_sync->sync();
        QVERIFY(!m_sync->isUnderWay());
    }
};

QTEST_GUILESS_MAIN(TestCatalogueSync)
#include "tst_cataloguesync.moc"
