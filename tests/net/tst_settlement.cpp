// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/settlement.h"
#include "tests/support/apifixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Medio::Api;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto ledger = id<LedgerId>("dddddddd-0001-4ddd-8ddd-dddddddddddd");
const auto otter = id<ProfileId>("bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb");
const auto rocket = id<VideoId>("aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa");
const QDate tuesday(2026, 3, 10);

} // namespace

class SettlementTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestIsReadAndWritten()
    {
        const auto request = decode<Settlement>(fixture("settlement"));
        QVERIFY(request);
        QCOMPARE(request->ledger, ledger);
        QCOMPARE(request->replaces, id<LedgerId>("dddddddd-0002-4ddd-8ddd-dddddddddddd"));
        QCOMPARE(request->profiles, QList{otter});
        QCOMPARE(request->pieces, (QList{LedgerPiece{7, otter, rocket, tuesday, 881, 125s, 5s, true}}));
        QCOMPARE(request->sessions, QList{id<SessionId>("eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee")});
        QCOMPARE(request->grants, (QList{DayGrant{otter, tuesday, 15min}}));
        QCOMPARE(request->leases, (QList{HeldLease{otter, tuesday.addDays(1), 4, 30min}}));
        QCOMPARE(QJsonDocument::fromJson(encode(*request)), QJsonDocument::fromJson(fixture("settlement")));
    }

    void boxesAreRead()
    {
        const auto boxes = decode<QList<Box>>(fixture("boxes"));
        QVERIFY(boxes);
        QCOMPARE(boxes->size(), 2);
        QCOMPARE(boxes->first().id, ledger);
        QCOMPARE(boxes->first().heardAt, QDateTime(tuesday, QTime(9, 0), QTimeZone::utc()));
        QVERIFY(!boxes->last().heardAt.isValid());
        for (const char *bad : {R"([{"id":"x","heard_at":""}])", R"({})",
                                R"([{"id":"dddddddd-0001-4ddd-8ddd-dddddddddddd","heard_at":"soon"}])"})
            QVERIFY2(!decode<QList<Box>>(bad), bad);
    }

    void answerIsReadAndWritten()
    {
        const auto answer = decode<Settled>(fixture("settled"));
        QVERIFY(answer);
        QCOMPARE(answer->today, tuesday);
        QCOMPARE(answer->receipt, 17);
        QCOMPARE(answer->days.size(), 2);
        SettledDay first;
        first.profile = otter;
        first.day = tuesday;
        first.played = 2000500ms;
        first.over = 5s;
        first.granted = 15min;
        first.playedHere = 125s;
        first.overHere = 5s;
        first.grantedHere = 15min;
        first.leaseRevision = 5;
        first.mayPlay = 45min;
        first.shared = true;
        first.dailyLimit = 60min;
        first.pleaseKeep = 25min;
        QCOMPARE(answer->days.first(), first);
        QVERIFY(!answer->days.last().pleaseKeep);
        QCOMPARE(answer->strangers, QList{id<ProfileId>("bbbbbbbb-0009-4bbb-8bbb-bbbbbbbbbbbb")});
        QCOMPARE(QJsonDocument::fromJson(encode(*answer)), QJsonDocument::fromJson(fixture("settled")));
    }

    void whatIsWrongIsNamed()
    {
        const auto request = decode<Settlement>(R"({"ledger_id":"x","profile_ids":["y"],"pieces":[
            {"sitting":-1,"profile_id":"z","video_id":null,"day":"10.3.2026","revision":0,"played_ms":1e12,
             "over_ms":0.5}],"session_ids":7,"grants":[{}],"leases":{}})");
        QVERIFY(!request);
        QStringList paths;
        for (const FieldProblem &field : request.error().fields)
            paths << field.path;
        for (const QString &path :
             {u"ledger_id"_s, u"profile_ids"_s, u"pieces[0].sitting"_s, u"pieces[0].profile_id"_s,
              u"pieces[0].video_id"_s, u"pieces[0].day"_s, u"pieces[0].revision"_s, u"pieces[0].played_ms"_s,
              u"pieces[0].over_ms"_s, u"session_ids"_s, u"grants[0].day"_s, u"leases"_s})
            QVERIFY2(paths.contains(path), qPrintable(path));
    }

    void tooMuchIsRefused()
    {
        QJsonObject body = QJsonDocument::fromJson(fixture("settlement")).object();
        QJsonArray pieces;
        for (qsizetype i = 0; i <= Settlement::mostPieces; ++i)
            pieces.append(body.value(u"pieces"_s).toArray().first());
        body.insert(u"pieces"_s, pieces);
        QVERIFY(!decode<Settlement>(QJsonDocument(body).toJson()));
        pieces.removeLast();
        body.insert(u"pieces"_s, pieces);
        QVERIFY(decode<Settlement>(QJsonDocument(body).toJson()));
    }

    void theLargestRequestFitsIntoABody()
    {
        Settlement request;
        request.ledger = request.replaces = LedgerId::create();
        request.profiles.fill(otter, Settlement::mostProfiles);
        request.pieces.fill(
            {4'000'000'000 / 2, otter, rocket, tuesday, 2'000'000'000, 12345678ms, 12345678ms, false},
            Settlement::mostPieces);
        request.sessions.fill(SessionId::create(), Settlement::mostSessions);
        request.grants.fill({otter, tuesday, 12345678ms}, Settlement::mostGrants);
        request.leases.fill({otter, tuesday, 2'000'000'000, 12345678ms}, Settlement::mostLeases);
        const QByteArray body = encode(request);
        QVERIFY2(body.size() < qsizetype{100} * 1024, qPrintable(QString::number(body.size())));
        QVERIFY(decode<Settlement>(body));
    }

    void randomBytesAreReadOrRefused()
    {
        QRandomGenerator random(19);
        for (const char *name : {"settlement", "settled"}) {
            for (int i = 0; i < 3000; ++i) {
                QByteArray body = fixture(name);
                for (int change = 0; change < 4; ++change)
                    body[random.bounded(body.size())] = static_cast<char>(random.bounded(256));
                if (const auto request = decode<Settlement>(body); !request && !request.error().malformed)
                    QVERIFY(!request.error().fields.isEmpty());
                if (const auto answer = decode<Settled>(body); !answer && !answer.error().malformed)
                    QVERIFY(!answer.error().fields.isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(SettlementTest)
#include "tst_settlement.moc"
