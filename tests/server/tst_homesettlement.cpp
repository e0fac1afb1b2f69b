// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The home server settles with boxes: what they say counts once, whatever happens to their messages.

#include "net/api/settlement.h"
#include "server/data/connection.h"
#include "server/server.h"
#include "server/settings.h"
#include "tests/support/fakeclock.h"
#include "tests/support/homeclient.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <random>

using namespace Medio;
using namespace Medio::Api;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDate tuesday(2026, 3, 10);

/// A box that keeps its books rightly and does what the test says.
struct KeptBox
{
    LedgerId ledger = LedgerId::create();
    QList<LedgerPiece> pieces;
    QHash<QDate, HeldLease> leases;

    void play(const ProfileId &child, const QDate &day, milliseconds amount, quint64 sitting = 1,
              milliseconds over = 0ms)
    {
        static const VideoId video = VideoId::create();
        for (LedgerPiece &piece : pieces) {
            if (piece.sitting == sitting && piece.day == day && piece.profile == child) {
                piece.played += amount;
                piece.over += over;
                ++piece.revision;
                return;
            }
        }
        pieces.append({sitting, child, video, day, 1, amount, over, true});
    }
    [[nodiscard]] Settlement request(const ProfileId &child) const
    {
        Settlement request;
        request.ledger = ledger;
        request.profiles = {child};
        request.pieces = pieces;
        request.leases = leases.values();
        return request;
    }
    void take(const Settled &answer)
    {
        for (const SettledDay &day : answer.days) {
            if (day.leaseRevision == 0)
                continue;
            HeldLease &lease = leases[day.day];
            if (day.leaseRevision > lease.revision)
                lease = {day.profile, day.day, day.leaseRevision, day.mayPlay};
        }
    }
    [[nodiscard]] milliseconds mayPlay(const QDate &day = tuesday) const { return leases.value(day).mayPlay; }
};

const SettledDay &of(const Settled &answer, const QDate &day = tuesday)
{
    for (const SettledDay &settled : answer.days) {
        if (settled.day == day)
            return settled;
    }
    qFatal("the day is not in the answer");
}

} // namespace

class HomeSettlementTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<Home::Server> m_server;
    std::unique_ptr<HomeClient> m_parent;
    std::unique_ptr<HomeClient> m_client;
    QSet<LedgerId> m_paired;
    ProfileId m_child;
    QString m_chip;
    QString m_video;

    QString made(const QString &path, const QJsonObject &body)
    {
        const auto answer = m_parent->post(path, body);
        if (answer.status != 201)
            qWarning() << path << answer.status << answer.body;
        return answer.json().value(u"id"_s).toString();
    }
    HomeClient::Answer post(const Settlement &request)
    {
        return m_client->post(u"/api/settlement"_s, QJsonDocument::fromJson(encode(request)).object());
    }
    void pair(const LedgerId &ledger, HomeClient &parent)
    {
        QCOMPARE(parent.put(u"/api/boxes/"_s + ledger.toString(), {}).status, 200);
    }
    Settled settle(const Settlement &request)
    {
        if (request.replaces.isNull() && !m_paired.contains(request.ledger)) {
            pair(request.ledger, *m_parent);
            m_paired.insert(request.ledger);
        }
        const auto answer = post(request);
        auto settled = decode<Settled>(answer.body);
        if (answer.status != 200 || !settled)
            qWarning() << answer.status << answer.body;
        return settled ? *settled : Settled();
    }
    Settled settle(KeptBox &box)
    {
        Settled answer = settle(box.request(m_child));
        box.take(answer);
        return answer;
    }
    int watchedMinutes()
    {
        return m_client->get(u"/api/profiles/"_s + m_child.toString() + u"/watch-time")
            .json()
            .value(u"watched_minutes"_s)
            .toInt(-1);
    }
    std::unique_ptr<HomeClient> newFamily()
    {
        static int number = 0;
        auto parent = std::make_unique<HomeClient>(m_server->url());
        const auto answer = parent->post(u"/api/auth/register"_s,
                                         {{u"email"_s, QStringLiteral("berta%1@medio.example").arg(++number)},
                                          {u"password"_s, u"Lantern-7!"_s},
                                          {u"name"_s, u"Berta"_s}});
        return answer.status == 201 ? std::move(parent) : nullptr;
    }
    HomeClient::Answer startSession()
    {
        return m_client->post(
            u"/api/sessions/start/public"_s,
            {{u"profile_id"_s, m_child.toString()}, {u"nfc_chip_id"_s, m_chip}, {u"video_id"_s, m_video}});
    }
    void setLimit(int minutes)
    {
        QCOMPARE(
            m_parent->put(u"/api/profiles/"_s + m_child.toString(), {{u"daily_limit_minutes"_s, minutes}})
                .status,
            200);
    }

private Q_SLOTS:
    void initTestCase()
    {
        Home::ServerSettings settings;
        settings.dataFolder = m_folder.filePath(u"data"_s);
        settings.mediaFolder = m_folder.filePath(u"media"_s);
        settings.limitsEnabled = false;
        settings.zone = QTimeZone("Europe/Berlin");
        QVERIFY(QDir().mkpath(settings.mediaFolder));
        m_server = std::make_unique<Home::Server>(settings, m_clock);
        QVERIFY(m_server->start());
        m_parent = std::make_unique<HomeClient>(m_server->url());
        QCOMPARE(m_parent
                     ->post(u"/api/auth/register"_s, {{u"email"_s, u"otto@medio.example"_s},
                                                      {u"password"_s, u"Lantern-7!"_s},
                                                      {u"name"_s, u"Otto"_s}})
                     .status,
                 201);
        m_client = std::make_unique<HomeClient>(m_server->url()); // Kids Mode: not signed in
    }
    /// Each test has a child of its own.
    void init()
    {
        static int number = 0;
        ++number;
        m_clock.setWall(QDateTime(tuesday, QTime(9, 0), QTimeZone::utc()));
        m_child = *ProfileId::parse(
            made(u"/api/profiles"_s, {{u"name"_s, u"Otter"_s}, {u"daily_limit_minutes"_s, 60}}));
        m_chip =
            made(u"/api/nfc/chips"_s, {{u"chip_uid"_s, u"04A1B2C3D4%1"_s.arg(number, 4, 16, QChar(u'0'))},
                                       {u"label"_s, u"Rocket"_s}});
        const auto platforms = QJsonDocument::fromJson(m_parent->get(u"/api/platforms"_s).body).array();
        m_video = made(u"/api/videos"_s, {{u"title"_s, u"Rocket"_s},
                                          {u"platform_id"_s, platforms.at(0).toObject().value(u"id"_s)},
                                          {u"platform_video_id"_s, u"x%1"_s.arg(number)}});
        m_parent->put(
            u"/api/nfc/chips/"_s + m_chip + u"/videos",
            {{u"videos"_s, QJsonArray{QJsonObject{{u"video_id"_s, m_video}, {u"sequence_order"_s, 1}}}}});
    }

    void isAnnounced()
    {
        const auto health = decode<Health>(m_client->get(u"/api/health"_s).body);
        QVERIFY(health && health->offers(Health::settlement) && health->offers(Health::leases));
    }

    void whatComesTwiceOrLateCountsOnce()
    {
        KeptBox box;
        box.play(m_child, tuesday, 100s);
        const Settlement first = box.request(m_child);
        QCOMPARE(of(settle(first)).played, milliseconds(100s));
        box.play(m_child, tuesday, 20s, 1, 5s);
        box.play(m_child, tuesday.addDays(-1), 7s, 2);
        const Settled second = settle(box);
        QCOMPARE(second.today, tuesday);
        QCOMPARE(of(second).played, milliseconds(120s));
        QCOMPARE(of(second).playedHere, milliseconds(120s));
        QCOMPARE(of(second).over, milliseconds(5s));
        QCOMPARE(of(second, tuesday.addDays(-1)).played, milliseconds(7s));
        const Settled late = settle(first); // again, and too late
        QCOMPARE(of(late).played, milliseconds(120s));
        QVERIFY(late.receipt > second.receipt);
        QCOMPARE(watchedMinutes(), 2);
    }

    void twoBoxesAreAFamily()
    {
        KeptBox one;
        KeptBox other;
        one.play(m_child, tuesday, 10min);
        other.play(m_child, tuesday, 300500ms);
        settle(one);
        const Settled answer = settle(other);
        QCOMPARE(of(answer).played, milliseconds(900500));
        QCOMPARE(of(answer).playedHere, milliseconds(300500));
        QVERIFY(of(answer).shared);
    }

    void aSessionIsCountedByItsLedgerOnly()
    {
        const QString session = startSession().json().value(u"session_id"_s).toString();
        QVERIFY(!session.isEmpty());
        m_clock.advance(10min);
        KeptBox box;
        box.play(m_child, tuesday, 9min);
        Settlement request = box.request(m_child);
        request.sessions = {*SessionId::parse(session)};
        settle(request);
        QCOMPARE(watchedMinutes(), 9);
        // Nine minutes by the ledger, not nineteen with its own time: the limit of 12 is not reached.
        setLimit(12);
        QCOMPARE(m_client->post(u"/api/sessions/"_s + session + u"/heartbeat", {{u"played_seconds"_s, 540}})
                     .status,
                 200);
        QCOMPARE(m_client->post(u"/api/sessions/"_s + session + u"/end", {{u"played_seconds"_s, 541}}).status,
                 200);
        QCOMPARE(watchedMinutes(), 9);
        QCOMPARE(of(settle(request)).played, milliseconds(9min));
    }

    void whatOtherClientsWatchIsTheFamilysToo()
    {
        const QString session = startSession().json().value(u"session_id"_s).toString();
        m_clock.advance(5min);
        QCOMPARE(m_client->post(u"/api/sessions/"_s + session + u"/end").status, 200);
        KeptBox box;
        box.play(m_child, tuesday, 1min);
        const Settled answer = settle(box);
        QCOMPARE(of(answer).played, milliseconds(6min));
        QCOMPARE(of(answer).playedHere, milliseconds(1min));
        QCOMPARE(box.mayPlay(), milliseconds(55min));
    }

    void aBonusOfABoxIsNoReasonToRefuse()
    {
        KeptBox box;
        box.play(m_child, tuesday, 60min);
        settle(box);
        QCOMPARE(startSession().status, 403);
        Settlement request = box.request(m_child);
        request.grants = {{m_child, tuesday, 15min}};
        const Settled answer = settle(request);
        box.take(answer);
        QCOMPARE(of(answer).granted, milliseconds(15min));
        QCOMPARE(of(answer).grantedHere, milliseconds(15min));
        QCOMPARE(box.mayPlay(), milliseconds(75min)); // it is this box's
        settle(request);                              // says the same again
        QCOMPARE(of(settle(box)).mayPlay, milliseconds(75min));
        const auto started = startSession();
        QCOMPARE(started.status, 201);
        QCOMPARE(started.json().value(u"remaining_minutes"_s).toInt(), 15);
        QCOMPARE(started.json().value(u"daily_limit_minutes"_s).toInt(), 60);
    }

    void anOverrunIsOwedByAllBoxes()
    {
        KeptBox one;
        one.play(m_child, tuesday.addDays(-1), 68min, 1, 8min);
        settle(one);
        QCOMPARE(one.mayPlay(), milliseconds(52min));
        QCOMPARE(one.mayPlay(tuesday.addDays(1)), milliseconds(60min));
        KeptBox other;
        other.take(settle(other.request(m_child)));
        QCOMPARE(of(settle(other), tuesday.addDays(-1)).over, milliseconds(8min));
    }

    void leasesAreForTheDaysAhead()
    {
        KeptBox box;
        const Settled answer = settle(box);
        QCOMPARE(answer.days.size(), 1 + Settlement::leaseDays);
        QCOMPARE(answer.days.first().day, tuesday.addDays(-1));
        QCOMPARE(answer.days.first().leaseRevision, 0);
        for (int ahead = 0; ahead < Settlement::leaseDays; ++ahead)
            QCOMPARE(box.mayPlay(tuesday.addDays(ahead)), milliseconds(60min));
    }

    void aSecondBoxGetsItsPartWhenTheFirstGivesBack()
    {
        KeptBox first;
        first.play(m_child, tuesday, 10min);
        settle(first);
        QCOMPARE(first.mayPlay(), milliseconds(60min));
        KeptBox second;
        settle(second);
        QCOMPARE(second.mayPlay(), 0ms);
        const Settled asked = settle(first);
        QCOMPARE(of(asked).pleaseKeep, std::optional<milliseconds>(35min));
        first.leases[tuesday].mayPlay = 35min;
        settle(first);
        QCOMPARE(first.mayPlay(), milliseconds(35min));
        settle(second);
        QCOMPARE(second.mayPlay(), milliseconds(25min));
    }

    void aLateReturnTakesNothingFromANewerLease()
    {
        KeptBox first;
        settle(first);
        Settlement giving = first.request(m_child);
        giving.leases = {{m_child, tuesday, first.leases[tuesday].revision, 10min}};
        first.take(settle(giving)); // given back; being alone it is given it all again
        QCOMPARE(first.mayPlay(), milliseconds(60min));
        settle(giving); // once more, late: it knows better since
        KeptBox second;
        settle(second);
        QCOMPARE(second.mayPlay(), 0ms);
    }

    void aBoxThatNeverComesBackKeepsItsDays_ButNotForever()
    {
        KeptBox lost;
        settle(lost);
        KeptBox box;
        pair(box.ledger, *m_parent); // whose login is over by then
        m_paired.insert(box.ledger);
        m_clock.advance(std::chrono::hours(24 * Settlement::leaseDays));
        const QDate then = tuesday.addDays(Settlement::leaseDays);
        settle(box);
        QCOMPARE(box.mayPlay(then), milliseconds(60min));
        QVERIFY(!of(settle(box), then).shared);
    }

    void aParentReleasesABoxThatIsGone()
    {
        KeptBox gone;
        gone.play(m_child, tuesday, 4min);
        settle(gone);
        KeptBox box;
        settle(box);
        QCOMPARE(box.mayPlay(), 0ms);
        QCOMPARE(m_client->get(u"/api/boxes"_s).status, 401);
        const auto boxes = QJsonDocument::fromJson(m_parent->get(u"/api/boxes"_s).body).array();
        QStringList ids;
        for (const auto &entry : boxes)
            ids << entry.toObject().value(u"id"_s).toString();
        QVERIFY(ids.contains(gone.ledger.toString()) && ids.contains(box.ledger.toString()));
        QCOMPARE(m_parent->remove(u"/api/boxes/"_s + gone.ledger.toString()).status, 200);
        QCOMPARE(m_parent->remove(u"/api/boxes/"_s + LedgerId::create().toString()).status, 404);
        settle(box);
        QCOMPARE(box.mayPlay(), milliseconds(56min));
    }

    void aReleasedBoxIsHeardOnlyWhenItIsPairedAgain()
    {
        KeptBox lost;
        settle(lost);
        KeptBox box;
        Settlement begun = box.request(m_child);
        begun.replaces = lost.ledger;
        QCOMPARE(post(begun).status, 200);
        const QString path = u"/api/boxes/"_s + box.ledger.toString();
        QCOMPARE(m_parent->remove(path).status, 200);
        QCOMPARE(post(begun).status, 403);
        QCOMPARE(post(lost.request(m_child)).status, 403);
        Settlement another = KeptBox().request(m_child); // made up by who knows its ids
        another.replaces = lost.ledger;
        QCOMPARE(post(another).status, 403);
        pair(box.ledger, *m_parent);
        const auto answer = decode<Settled>(post(box.request(m_child)).body);
        QVERIFY(answer);
        QVERIFY(of(*answer).mayPlay > 0ms);
    }

    void aReleaseTouchesNoOtherFamily()
    {
        KeptBox moved;
        settle(moved);
        const auto family = newFamily();
        QVERIFY(family);
        pair(moved.ledger, *family);
        Settlement theirs;
        theirs.ledger = moved.ledger;
        QCOMPARE(post(theirs).status, 200);
        // It is not one of this family's boxes any more, and what it held is to be had back.
        KeptBox box;
        QVERIFY(!of(settle(box)).shared);
        QCOMPARE(m_parent->remove(u"/api/boxes/"_s + moved.ledger.toString()).status, 200);
        QCOMPARE(post(theirs).status, 200);
        settle(box);
        QCOMPARE(box.mayPlay(), milliseconds(60min));
    }

    void aLedgerBegunForALostOneGetsHalfOfWhatThatMayHavePlayed()
    {
        KeptBox lost;
        lost.play(m_child, tuesday, 10min);
        settle(lost);
        KeptBox next;
        Settlement request = next.request(m_child);
        request.replaces = lost.ledger;
        next.take(settle(request));
        QCOMPARE(next.mayPlay(), milliseconds(30min)); // the former one's 60: half of it counts as played
        QCOMPARE(next.mayPlay(tuesday.addDays(1)), milliseconds(60min));
        QVERIFY(!of(settle(next)).shared);
        // Once per day: what this one had counts whole.
        KeptBox third;
        request = third.request(m_child);
        request.replaces = next.ledger;
        third.take(settle(request));
        QCOMPARE(third.mayPlay(), 0ms);
        // The old one, copied back, is told and believed what it played, and given nothing.
        lost.play(m_child, tuesday, 1min);
        const Settled old = settle(lost);
        QCOMPARE(of(old).playedHere, milliseconds(11min));
        QCOMPARE(of(old).mayPlay, milliseconds(30min));
    }

    void aServerPutBackToAnOlderCopyBelievesItsBoxes()
    {
        KeptBox box;
        box.leases[tuesday] = {m_child, tuesday, 41, 50min};
        settle(box);
        QVERIFY(box.leases[tuesday].revision > 41);
        QCOMPARE(box.mayPlay(), milliseconds(60min));
        KeptBox other;
        settle(other);
        QCOMPARE(other.mayPlay(), 0ms);
    }

    void onlyAPairedBoxOfTheFamilyIsHeard()
    {
        KeptBox box;
        box.play(m_child, tuesday, 1min);
        QCOMPARE(post(box.request(m_child)).status, 403);
        QCOMPARE(m_client->put(u"/api/boxes/"_s + box.ledger.toString(), {}).status, 401);
        QCOMPARE(post(box.request(m_child)).status, 403);
        QCOMPARE(of(settle(box)).playedHere, milliseconds(1min));

        // Somebody else's box, although it knows the ids of this child, of its session and of the box.
        const auto stranger = newFamily();
        QVERIFY(stranger);
        const QString session = startSession().json().value(u"session_id"_s).toString();
        m_clock.advance(2min);
        KeptBox theirs;
        pair(theirs.ledger, *stranger);
        theirs.play(m_child, tuesday, 30min);
        Settlement request = theirs.request(m_child);
        request.replaces = box.ledger;
        request.sessions = {*SessionId::parse(session)};
        request.grants = {{m_child, tuesday, 60min}};
        request.leases = {{m_child, tuesday, 99, 60min}};
        const auto answer = decode<Settled>(post(request).body);
        QVERIFY(answer);
        QCOMPARE(answer->strangers, QList{m_child});
        QVERIFY(answer->days.isEmpty());
        QCOMPARE(m_client->post(u"/api/sessions/"_s + session + u"/end").status, 200);
        const Settled after = settle(box);
        QCOMPARE(of(after).played, milliseconds(3min)); // the box's, and the session by its own time
        QCOMPARE(of(after).granted, 0ms);
        QVERIFY(!of(after).shared);
        QVERIFY(box.mayPlay() > 0ms);
    }

    void aLedgerBegunForAPairedOneNeedsNoParent()
    {
        KeptBox lost;
        settle(lost);
        KeptBox next;
        Settlement request = next.request(m_child);
        request.replaces = lost.ledger;
        QCOMPARE(post(request).status, 200);
        QCOMPARE(post(next.request(m_child)).status, 200);
    }

    /// Random bytes, spoilt and strange batches of a paired box, and honest ones that come twice, late and in
    /// another order: nothing takes the server down, and what an honest box has played stays exact.
    /// MEDIO_ROUNDS=n makes it longer, MEDIO_SEED=n repeats one.
    void hostileBatchesSpoilNothing()
    {
        const auto numberFrom = [](const char *name, int otherwise) {
            return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
        };
        const int seed = numberFrom("MEDIO_SEED", static_cast<int>(std::random_device()() >> 1));
        qInfo("seed %d", seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        const auto upTo = [&random](qsizetype most) {
            return std::uniform_int_distribution<qsizetype>(0, most)(random);
        };
        const QByteArray token =
            m_client->get(u"/api/csrf-token"_s).json().value(u"csrfToken"_s).toString().toLatin1();
        const auto send = [&](const QByteArray &body) {
            return m_client->send("POST", u"/api/settlement"_s, body, {{"X-CSRF-Token", token}}).status;
        };
        const auto spoilt = [&](QByteArray text) {
            for (qsizetype i = upTo(3); i >= 0; --i) {
                const qsizetype at = upTo(text.size() - 1);
                switch (upTo(3)) {
                case 0:
                    text[at] = static_cast<char>(upTo(255));
                    break;
                case 1:
                    text.insert(at, text.mid(upTo(text.size() - 1), upTo(40)));
                    break;
                case 2:
                    text.remove(at, upTo(20));
                    break;
                default:
                    text.truncate(std::max<qsizetype>(1, at));
                }
            }
            return text;
        };
        const QJsonArray oddities{QJsonValue(),
                                  true,
                                  -1,
                                  0,
                                  0.5,
                                  1e308,
                                  9007199254740993.0,
                                  u""_s,
                                  u"\u0000"_s,
                                  QString(5000, u'x'),
                                  QJsonArray{},
                                  QJsonObject{},
                                  u"2026-02-30"_s,
                                  u"9999-12-31"_s,
                                  ProfileId::create().toString(),
                                  m_child.toString()};
        const auto strange = [&](QJsonObject object) {
            const QString key = object.keys().at(upTo(object.size() - 1));
            QJsonArray list = object.value(key).toArray();
            if (list.isEmpty() || !list.first().isObject() || upTo(4) == 0) {
                object.insert(key, oddities.at(upTo(oddities.size() - 1)));
            } else {
                QJsonObject entry = list.first().toObject();
                entry.insert(entry.keys().at(upTo(entry.size() - 1)), oddities.at(upTo(oddities.size() - 1)));
                list.append(entry);
                object.insert(key, list);
            }
            return object;
        };

        KeptBox honest;
        KeptBox rogue;
        settle(honest);
        rogue.play(m_child, tuesday, 1s);
        settle(rogue);
        Settlement model = rogue.request(m_child);
        model.sessions = {SessionId::create()};
        model.grants = {{m_child, tuesday, 1ms}};
        QList<Settlement> former;
        milliseconds played{0};
        const int rounds = numberFrom("MEDIO_ROUNDS", 300);
        for (int round = 0; round < rounds; ++round) {
            int status = 0;
            switch (upTo(4)) {
            case 0: {
                QByteArray noise(1 + upTo(2000), Qt::Uninitialized);
                for (char &byte : noise)
                    byte = static_cast<char>(upTo(255));
                status = send(noise);
                break;
            }
            case 1:
                status = send(spoilt(encode(model)));
                break;
            case 2:
                status = send(QJsonDocument(strange(QJsonDocument::fromJson(encode(model)).object()))
                                  .toJson(QJsonDocument::Compact));
                break;
            case 3:
                status = former.isEmpty() ? 200 : post(former.at(upTo(former.size() - 1))).status;
                break;
            default: {
                const milliseconds amount(upTo(2000));
                honest.play(m_child, tuesday, amount, 1 + static_cast<quint64>(upTo(5)));
                played += amount;
                former.append(honest.request(m_child));
                status = 200;
                if (upTo(2) > 0)
                    status = post(former.last()).status;
            }
            }
            QVERIFY2(status == 200 || status == 400 || status == 403 || status == 413,
                     qPrintable(u"seed %1, round %2: %3"_s.arg(seed).arg(round).arg(status)));
        }
        const Settled answer = settle(honest);
        QCOMPARE(of(answer).playedHere, played);
        QVERIFY(of(answer).played >= played);
        QCOMPARE(m_client->get(u"/api/health"_s).status, 200);
    }

    void strangersAreNamed()
    {
        KeptBox box;
        const auto stranger = ProfileId::create();
        box.play(stranger, tuesday, 1min);
        Settlement request = box.request(m_child);
        const Settled answer = settle(request);
        QCOMPARE(answer.strangers, QList{stranger});
        QCOMPARE(of(answer).played, 0ms);
    }

    void nonsenseIsRefused()
    {
        QCOMPARE(m_client->post(u"/api/settlement"_s).status, 400);
        QCOMPARE(m_client->send("POST", u"/api/settlement"_s, "{}").status, 403); // no CSRF token
        QCOMPARE(m_client->get(u"/api/settlement"_s).status, 404);
    }

    void nobodyMakesUpBoxesWithoutEnd()
    {
        for (int i = 0; i < 64; ++i) {
            KeptBox box;
            settle(box);
        }
        KeptBox one;
        pair(one.ledger, *m_parent);
        QCOMPARE(post(one.request(m_child)).status, 409);
    }

    void nobodyMakesUpLedgersWithoutEnd()
    {
        const auto parent = newFamily();
        QVERIFY(parent);
        Settlement first;
        first.ledger = LedgerId::create();
        pair(first.ledger, *parent);
        Home::Connection(m_folder.filePath(u"data/medio.db"_s))
            .run(u"WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 999) "
                 "INSERT INTO ledgers (id, heard_at, receipt, begun_on, user_id) "
                 "SELECT 'made-' || i, '', 0, begun_on, user_id FROM ledgers, n WHERE id = ?"_s,
                 {first.ledger.toString()});
        QCOMPARE(parent->put(u"/api/boxes/"_s + LedgerId::create().toString(), {}).status, 409);
        Settlement made;
        made.ledger = LedgerId::create();
        made.replaces = first.ledger;
        QCOMPARE(post(made).status, 409);
        QCOMPARE(post(first).status, 200); // those that are there go on
    }

    void sessionsThatAreNeverEndedGoAfterAMonth()
    {
        const QString left = startSession().json().value(u"session_id"_s).toString();
        m_clock.advance(std::chrono::hours(24 * 29));
        startSession();
        QVERIFY(m_client->post(u"/api/sessions/"_s + left + u"/heartbeat").status != 404);
        const QString second = startSession().json().value(u"session_id"_s).toString();
        m_clock.advance(std::chrono::hours(24 * 31));
        startSession();
        QCOMPARE(m_client->post(u"/api/sessions/"_s + second + u"/end").status, 404);
    }
};

QTEST_GUILESS_MAIN(HomeSettlementTest)
#include "tst_homesettlement.moc"
