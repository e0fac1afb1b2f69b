// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/editsender.h"
#include "app/store/withedits.h"
#include "tests/app/adapters/wiredkiosk.h"
#include "tests/app/flow/flowfamily.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;
using namespace std::chrono_literals;

using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;

namespace {

Api::Family annasFamily()
{
    Api::Family result = family();
    // Ids as a server makes them: the wire takes version 4 only.
    result.user = {*Api::UserId::parse(u"7f1c2a9e-51d4-4a0b-9c57-0a6d5e1f2b33"_s), u"anna@example.org"_s,
                   u"Anna"_s};
    return result;
}

bool isDeed(const Request &request)
{
    return request.method != "GET" && !request.path.startsWith(u"/api/auth"_s);
}

} // namespace

class TestEditSender : public QObject
{
    Q_OBJECT

    std::unique_ptr<WiredKiosk> m_kiosk;
    std::unique_ptr<Adapters::EditSender> m_sender;
    HouseholdServer *m_server = nullptr;

    Store::Edits &edits() { return m_kiosk->store->edits(); }
    Store::Catalogue &catalogue() { return m_kiosk->store->catalogue(); }

    void startSender()
    {
        m_sender = std::make_unique<Adapters::EditSender>(*m_kiosk->client, edits(), catalogue(),
                                                          m_kiosk->clock, m_kiosk->dice);
        m_sender->start();
    }
    void signIn()
    {
        m_kiosk->signIn();
        QTRY_VERIFY(m_kiosk->isSignedIn());
    }
    /// What the kiosk synced before the server went away.
    void know(const Api::Family &known)
    {
        catalogue().replace(m_kiosk->realm(), known, m_kiosk->clock.wall());
    }
    [[nodiscard]] Api::FamilyChip *chip(const Nfc::Uid &uid) { return m_server->shelf.chip(uid.toString()); }

private Q_SLOTS:
    void init()
    {
        m_kiosk = std::make_unique<WiredKiosk>();
        m_server = &m_kiosk->server;
        m_server->put(annasFamily());
        startSender();
        know(annasFamily());
    }
    void cleanup()
    {
        m_sender.reset();
        m_kiosk.reset();
    }

    void whatWasEditedOfflineReachesTheServerInOrder()
    {
        QSignalSpy keptIds(&edits(), &Parents::Edits::kept);
        edits().request(NewChip{stranger.toString(), u"Fox"_s, {videoOf(1), videoOf(2)}});
        edits().request(SetPlaylist{stranger.toString(), {videoOf(3)}, {videoOf(1), videoOf(2)}});
        edits().request(RenameChip{whale.toString(), u"Orca"_s, u"Chip"_s});
        edits().request(RemoveChip{owl.toString(), {videoOf(5)}});
        edits().request(ChangeProfile{wren, {}, {}, 15min, annasFamily().profiles.at(2)});
        QTRY_COMPARE(keptIds.size(), 5);
        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        QSignalSpy delivered(m_sender.get(), &Adapters::EditSender::delivered);
        signIn();
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 5, 30'000);
        QTRY_COMPARE(delivered.size(), 1);
        QVERIFY(edits().conflicts().isEmpty());
        QCOMPARE(Store::videoIds(*chip(stranger)), QList{videoOf(3)});
        QCOMPARE(chip(whale)->chip.label, u"Orca"_s);
        QCOMPARE(Store::videoIds(*chip(whale)), (QList{videoOf(2), videoOf(3), videoOf(4)}));
        QVERIFY(!chip(owl));
        QCOMPARE(m_server->shelf.family.profiles.at(2).dailyLimit, 15min);
        // The catalogue has it, with the server's ids, before the next sync.
        QCOMPARE(catalogue().snapshot()->chip(stranger)->id, chip(stranger)->chip.id);
        QVERIFY(!catalogue().snapshot()->chip(owl));
    }

    void aLostAnswerIsFoundOutByLooking_data()
    {
        QTest::addColumn<bool>("isDone");
        QTest::newRow("the request was lost") << false;
        QTest::newRow("the answer was lost") << true;
    }
    void aLostAnswerIsFoundOutByLooking()
    {
        QFETCH(const bool, isDone);
        QSet<QByteArray> seen; // every request that changes something is lost once
        const auto isFirst = [&seen](const Request &request) {
            const QByteArray what = request.method + request.path.toLatin1() + request.body;
            const bool known = seen.contains(what);
            seen.insert(what);
            return isDeed(request) && !known;
        };
        if (isDone) {
            m_server->lastWord = [isFirst](const Request &request, const Answer &answer) {
                return answer.status < 400 && isFirst(request) ? LoopbackServer::html(502) : answer;
            };
        } else {
            m_server->firstWord = [isFirst](const Request &request) -> std::optional<Answer> {
                return isFirst(request) ? std::optional(LoopbackServer::html(502)) : std::nullopt;
            };
        }
        NewVideo heron;
        heron.provisional = Api::VideoId::create();
        heron.content = {Api::PlatformId::create(), u"abc"_s, u"Heron"_s, {}, {}, {}, {}, {}, {}};
        edits().request(heron);
        edits().request(NewProfile{Api::ProfileId::create(), u"Otter"_s, {}, 20min});
        edits().request(NewChip{stranger.toString(), u"Fox"_s, {heron.provisional}});
        const quint64 last = edits().request(RenameChip{whale.toString(), u"Orca"_s, u"Chip"_s});
        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        signIn();
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 4, 60'000);
        Q_UNUSED(last);
        QVERIFY(edits().conflicts().isEmpty());
        QCOMPARE(m_server->shelf.videosMade, 1);
        QCOMPARE(m_server->shelf.profilesMade, 1);
        QCOMPARE(m_server->shelf.chipsMade, 2); // the fox, and the whale anew
        QCOMPARE(chip(stranger)->videos.constFirst().title, u"Heron"_s);
        QCOMPARE(chip(whale)->chip.label, u"Orca"_s);
        QCOMPARE(chip(whale)->videos.size(), 3);
    }

    void aKioskThatStopsInTheMiddleGoesOnWhereItWas()
    {
        // The chip is gone when the program dies, and with it all that could be seen of it.
        m_server->firstWord = [this](const Request &request) -> std::optional<Answer> {
            return request.method == "POST" && !chip(whale) ? std::optional(Answer::silent()) : std::nullopt;
        };
        edits().request(RenameChip{whale.toString(), u"Orca"_s, u"Chip"_s});
        signIn();
        QTRY_VERIFY(m_server->count("POST", u"/api/nfc/chips"_s) == 1);
        QVERIFY(!chip(whale));
        m_sender.reset();
        m_kiosk->stop();
        m_server->firstWord = nullptr;
        m_kiosk->start();
        startSender();
        QCOMPARE(catalogue().snapshot()->chip(whale)->films.size(), 3); // it plays all the time
        signIn();
        QTRY_VERIFY_WITH_TIMEOUT(edits().owned().isEmpty(), 30'000);
        QCOMPARE(chip(whale)->chip.label, u"Orca"_s);
        QCOMPARE(chip(whale)->videos.size(), 3);
    }

    void aChipOfAnotherAccountIsAConflict()
    {
        m_server->shelf.foreignUids = {stranger.toString()};
        const NewChip wish{stranger.toString(), u"Fox"_s, {videoOf(1)}};
        const quint64 id = edits().request(wish);
        const quint64 other = edits().request(SetPlaylist{rocket.toString(), {videoOf(3)}, {videoOf(1)}});
        QSignalSpy conflicted(&edits(), &Parents::Edits::conflicted);
        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        signIn();
        QTRY_COMPARE_WITH_TIMEOUT(conflicted.size(), 1, 30'000);
        QTRY_COMPARE(settled.size(), 1); // others go on
        QCOMPARE(settled[0][0].toULongLong(), other);
        const Conflict conflict = edits().conflicts().constFirst();
        QCOMPARE(conflict.id, id);
        QCOMPARE(conflict.kind, Conflict::Kind::TakenByAnotherAccount);
        QVERIFY(conflict.mine == Edit(wish));
        QCOMPARE(m_server->count("POST", u"/api/nfc/chips"_s), 1); // ten in 15 minutes are all there are

        m_server->shelf.foreignUids.clear(); // the other account let it go
        edits().resolve(id, Resolution::Mine);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 2, 30'000);
        QCOMPARE(chip(stranger)->chip.label, u"Fox"_s);
    }

    void whatWasChangedElsewhereIsNotOverwrittenUntilAParentSaysSo()
    {
        const quint64 id = edits().request(SetPlaylist{rocket.toString(), {videoOf(3)}, {videoOf(1)}});
        m_server->shelf.putPlaylist(chip(rocket)->chip.id, {videoOf(4)});
        QSignalSpy conflicted(&edits(), &Parents::Edits::conflicted);
        signIn();
        QTRY_COMPARE_WITH_TIMEOUT(conflicted.size(), 1, 30'000);
        const Conflict conflict = edits().conflicts().constFirst();
        QCOMPARE(conflict.kind, Conflict::Kind::ChangedElsewhere);
        QCOMPARE(Store::videoIds(std::get<Api::FamilyChip>(conflict.theirs)), QList{videoOf(4)});
        QCOMPARE(Store::videoIds(*chip(rocket)), QList{videoOf(4)});
        QCOMPARE(catalogue().snapshot()->chip(rocket)->films.constFirst().video.id, videoOf(4));

        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        edits().resolve(id, Resolution::Mine);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 30'000);
        QCOMPARE(Store::videoIds(*chip(rocket)), QList{videoOf(3)});
    }

    void aRefusalHasTheServersWords()
    {
        m_server->firstWord = [](const Request &request) -> std::optional<Answer> {
            if (request.method != "PUT")
                return std::nullopt;
            return LoopbackServer::json(R"({"success":false,"message":"No more than three","code":"X"})",
                                        400);
        };
        edits().request(SetPlaylist{rocket.toString(), {videoOf(3)}, {videoOf(1)}});
        QSignalSpy conflicted(&edits(), &Parents::Edits::conflicted);
        signIn();
        QTRY_COMPARE_WITH_TIMEOUT(conflicted.size(), 1, 30'000);
        QCOMPARE(edits().conflicts().constFirst().kind, Conflict::Kind::Refused);
        QCOMPARE(edits().conflicts().constFirst().message, u"No more than three"_s);
    }

    void aChipThatCantBeDeletedGetsItsFilmsBack()
    {
        m_server->firstWord = [](const Request &request) -> std::optional<Answer> {
            if (request.method != "DELETE")
                return std::nullopt;
            return LoopbackServer::json(R"({"message":"Server error"})", 500);
        };
        edits().request(RemoveChip{whale.toString(), {videoOf(2), videoOf(3), videoOf(4)}});
        QSignalSpy conflicted(&edits(), &Parents::Edits::conflicted);
        signIn();
        QTRY_COMPARE_WITH_TIMEOUT(conflicted.size(), 1, 60'000);
        QCOMPARE(edits().conflicts().constFirst().kind, Conflict::Kind::Refused);
        QCOMPARE(chip(whale)->videos.size(), 3);
        QVERIFY(catalogue().snapshot()->chip(whale));
    }

    void aPauseForOneLetsTheOthersPass()
    {
        m_server->firstWord = [](const Request &request) -> std::optional<Answer> {
            if (request.method != "POST")
                return std::nullopt;
            return LoopbackServer::json(R"({"error":"Too many","retryAfter":"2026-03-10T09:15:00.000Z"})",
                                        429)
                .with("Retry-After", "600");
        };
        edits().request(NewChip{stranger.toString(), u"Fox"_s, {}});
        edits().request(SetPlaylist{rocket.toString(), {videoOf(3)}, {videoOf(1)}});
        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        signIn();
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 30'000);
        QCOMPARE(Store::videoIds(*chip(rocket)), QList{videoOf(3)});
        QCOMPARE(edits().pending().size(), 1);
        QVERIFY(edits().conflicts().isEmpty());
    }

    void nothingIsSentUnderAnotherAccount()
    {
        edits().request(NewChip{stranger.toString(), u"Fox"_s, {videoOf(1)}});
        m_kiosk->store->finish();
        QCOMPARE(edits().owned().size(), 1);
        // Somebody else's household is here now, and somebody is signed in.
        catalogue().belongTo({m_kiosk->realm(), idOf<Api::UserId>(2)});
        QVERIFY(edits().owned().isEmpty());
        signIn();
        catalogue().belongTo({u"https://other.example:443"_s, annasFamily().user.id});
        edits().request(NewChip{empty.toString(), u"Bear"_s, {}}); // of the other server
        m_kiosk->store->finish();
        QCOMPARE(edits().owned().size(), 1);
        m_sender->retry();
        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        know(annasFamily());
        m_sender->retry();
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 30'000);
        QCOMPARE(m_server->shelf.chipsMade, 1);
        QVERIFY(chip(stranger));
    }

    void anOutageIsWaitedFor()
    {
        signIn();
        m_server->down();
        const quint64 id = edits().request(NewChip{stranger.toString(), u"Fox"_s, {videoOf(1)}});
        QSignalSpy keptIds(&edits(), &Parents::Edits::kept);
        QTRY_COMPARE(keptIds.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!m_kiosk->gate->state().isOnline(), 30'000);
        QCOMPARE(edits().pending().constFirst().id, id);
        QVERIFY(catalogue().snapshot()->chip(stranger)); // it plays at once
        m_server->up();
        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 60'000);
        QCOMPARE(m_server->shelf.chipsMade, 1);
    }
};

QTEST_GUILESS_MAIN(TestEditSender)
#include "tst_editsender.moc"
