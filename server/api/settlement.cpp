// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/settlement.h"

#include "net/api/text.h"
#include "server/api/answers.h"
#include "server/api/routes.h"
#include "server/leases.h"
#include "server/watchtime.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Medio::Home {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

/// Among boxes that spoke this lately a day is divided; one that did not keeps what it has.
constexpr int daysOfABox = 7;
/// A box that was short and is silent since then is not waiting.
constexpr std::chrono::seconds waitingBox = 3min;
/// A child with more boxes than this: somebody is making them up.
constexpr int mostBoxes = 64;
/// Every ledger that a family's boxes ever began; one that is lost begins anew.
constexpr int mostLedgers = 1000;
/// Past days' leases mean nothing any more.
constexpr int keptLeaseDays = 30;

QString text(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

Response tooManyBoxesOfFamily()
{
    return Response::message(409, u"Too many boxes for one family"_s);
}

bool hasMostLedgers(Connection &connection, const QString &family, const QString &besides)
{
    const auto made = connection.one(
        u"SELECT count(*) AS ledgers FROM ledgers WHERE user_id = ? AND id <> ?"_s, {family, besides});
    return made->integer("ledgers") >= mostLedgers;
}

/// One batch of one ledger, in the writer's transaction.
class Batch
{
public:
    Batch(Connection &connection, const Services &services, const Api::Settlement &request)
        : m_db(connection)
        , m_services(services)
        , m_request(request)
        , m_ledger(request.ledger.toString())
        , m_today(QDate::fromString(services.today(), Qt::ISODate))
    {
    }

    Response settle()
    {
        if (!findFamily())
            return Response::message(403, u"This box is not paired with a family"_s);
        if (m_joins && hasMostLedgers(m_db, m_family, m_ledger))
            return tooManyBoxesOfFamily();
        findChildren();
        if (tooManyBoxes())
            return Response::message(409, u"Too many boxes for one child"_s);
        noteLedger();
        for (const Api::LedgerPiece &piece : m_request.pieces)
            take(piece);
        for (const Api::SessionId &session : m_request.sessions)
            take(session);
        for (const Api::HeldLease &lease : m_request.leases)
            take(lease);
        for (const Api::DayGrant &grant : m_request.grants)
            take(grant);
        return ok(answer());
    }

private:
    /// A ledger that was begun for a lost one of a paired box is that box's.
    [[nodiscard]] bool findFamily()
    {
        for (const Api::LedgerId &id : {m_request.ledger, m_request.replaces}) {
            const auto row = id.isNull() ? std::nullopt : ledger(id.toString());
            if (!row || row->isNull("user_id"))
                continue;
            m_family = row->text("user_id");
            m_joins = id != m_request.ledger;
            return true;
        }
        return false;
    }

    [[nodiscard]] bool isKnown(const Api::ProfileId &child) const { return m_limits.contains(child); }

    void findChildren()
    {
        const auto look = [this](const Api::ProfileId &child) {
            if (m_limits.contains(child) || m_strangers.contains(child))
                return;
            const auto row =
                m_db.one(u"SELECT daily_limit_minutes FROM profiles WHERE id = ? AND user_id = ?"_s,
                         {child.toString(), m_family});
            if (row)
                m_limits.insert(child, std::max(minutes(0), minutes(row->integer("daily_limit_minutes"))));
            else
                m_strangers.append(child);
        };
        for (const Api::ProfileId &child : m_request.profiles)
            look(child);
        for (const Api::LedgerPiece &piece : m_request.pieces)
            look(piece.profile);
        for (const Api::DayGrant &grant : m_request.grants)
            look(grant.profile);
        for (const Api::HeldLease &lease : m_request.leases)
            look(lease.profile);
    }

    [[nodiscard]] bool tooManyBoxes()
    {
        return std::any_of(m_limits.keyBegin(), m_limits.keyEnd(), [this](const Api::ProfileId &child) {
            const auto row = m_db.one(u"SELECT count(DISTINCT ledger_id) AS boxes FROM leases "
                                      "WHERE profile_id = ? AND day >= ? AND ledger_id <> ?"_s,
                                      {child.toString(), text(m_today), m_ledger});
            return row->integer("boxes") >= mostBoxes;
        });
    }

    void noteLedger()
    {
        m_db.run(u"INSERT INTO ledgers (id, heard_at, receipt, begun_on, user_id) VALUES (?, ?, 1, ?, ?) "
                 "ON CONFLICT (id) DO UPDATE SET heard_at = excluded.heard_at, "
                 "receipt = ledgers.receipt + 1, user_id = coalesce(ledgers.user_id, excluded.user_id)"_s,
                 {m_ledger, m_services.now(), text(m_today), m_family});
        const auto row = ledger(m_ledger);
        m_receipt = row->integer("receipt");
        m_isReplaced = !row->isNull("replaced_on");
        if (row->isNull("begun_for") && !m_request.replaces.isNull() &&
            m_request.replaces != m_request.ledger)
            replace(m_request.replaces.toString());
        m_db.run(u"DELETE FROM leases WHERE day < ?"_s, {text(m_today.addDays(-keptLeaseDays))});
    }

    [[nodiscard]] std::optional<Row> ledger(const QString &id)
    {
        return m_db.one(
            u"SELECT receipt, begun_on, begun_for, replaced_on, user_id FROM ledgers WHERE id = ?"_s, {id});
    }

    /// A box lost its ledger. What that one may have played today and did not tell is unknown: half of its
    /// lease counts, once per day; one that was begun today for another one keeps all of it.
    void replace(const QString &former)
    {
        m_db.run(u"UPDATE ledgers SET begun_for = ? WHERE id = ?"_s, {former, m_ledger});
        const auto row = ledger(former);
        if (!row || !row->isNull("replaced_on") || row->text("user_id") != m_family)
            return;
        m_db.run(u"UPDATE ledgers SET replaced_on = ? WHERE id = ?"_s, {text(m_today), former});
        m_db.run(u"UPDATE leases SET revision = revision + 1, may_play_ms = 0, is_short = 0 "
                 "WHERE ledger_id = ? AND day > ?"_s,
                 {former, text(m_today)});
        if (row->isNull("begun_for") || row->text("begun_on") < text(m_today))
            m_db.run(
                u"UPDATE leases SET revision = revision + 1, may_play_ms = may_play_ms / 2, is_short = 0 "
                "WHERE ledger_id = ? AND day = ?"_s,
                {former, text(m_today)});
    }

    void take(const Api::LedgerPiece &piece)
    {
        if (!isKnown(piece.profile))
            return;
        m_db.run(u"INSERT INTO ledger_pieces (ledger_id, sitting, profile_id, video_id, day, revision, "
                 "played_ms, over_ms, clock_trusted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                 "ON CONFLICT (ledger_id, sitting, profile_id, video_id, day) DO UPDATE SET "
                 "revision = excluded.revision, played_ms = excluded.played_ms, "
                 "over_ms = excluded.over_ms, clock_trusted = excluded.clock_trusted "
                 "WHERE excluded.revision > ledger_pieces.revision"_s,
                 {m_ledger, piece.sitting, piece.profile.toString(), piece.video.toString(), text(piece.day),
                  piece.revision, qint64(piece.played.count()), qint64(piece.over.count()),
                  piece.clockTrusted ? 1 : 0});
    }

    void take(const Api::SessionId &session)
    {
        m_db.run(u"UPDATE sessions SET ledger_id = ? WHERE id = ? AND ledger_id IS NULL "
                 "AND profile_id IN (SELECT id FROM profiles WHERE user_id = ?)"_s,
                 {m_ledger, session.toString(), m_family});
    }

    /// What is given back. Only by a box that knows the newest word: a late message of a box that has
    /// heard more since would take from it what it counts on.
    void take(const Api::HeldLease &lease)
    {
        m_db.run(u"UPDATE leases SET revision = revision + 1, may_play_ms = ? WHERE ledger_id = ? "
                 "AND profile_id = ? AND day = ? AND revision = ? AND may_play_ms > ?"_s,
                 {qint64(lease.mayPlay.count()), m_ledger, lease.profile.toString(), text(lease.day),
                  lease.revision, qint64(lease.mayPlay.count())});
        // It knows a word that this server does not remember: its data was put back to an older copy.
        if (isKnown(lease.profile))
            m_db.run(u"INSERT INTO leases (ledger_id, profile_id, day, revision, may_play_ms, is_short) "
                     "VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (profile_id, day, ledger_id) DO UPDATE SET "
                     "revision = excluded.revision, may_play_ms = excluded.may_play_ms "
                     "WHERE excluded.revision > leases.revision"_s,
                     {m_ledger, lease.profile.toString(), text(lease.day), lease.revision,
                      qint64(lease.mayPlay.count())});
    }

    /// What was granted at a box is that box's to give: its lease grows by it.
    void take(const Api::DayGrant &grant)
    {
        if (!isKnown(grant.profile))
            return;
        const QVariantList key{m_ledger, grant.profile.toString(), text(grant.day)};
        const auto before = m_db.one(
            u"SELECT granted_ms FROM ledger_grants WHERE ledger_id = ? AND profile_id = ? AND day = ?"_s,
            key);
        const qint64 more = grant.granted.count() - (before ? before->integer("granted_ms") : 0);
        if (more <= 0)
            return;
        m_db.run(u"INSERT INTO ledger_grants (ledger_id, profile_id, day, granted_ms) VALUES (?, ?, ?, ?) "
                 "ON CONFLICT (profile_id, day, ledger_id) DO UPDATE SET granted_ms = excluded.granted_ms"_s,
                 key + QVariantList{qint64(grant.granted.count())});
        m_db.run(u"UPDATE leases SET revision = revision + 1, may_play_ms = may_play_ms + ? WHERE "
                 "ledger_id = ? AND profile_id = ? AND day = ? AND revision > 0"_s,
                 QVariantList{more} + key);
    }

    struct Lease
    {
        Leases::Holder holder;
        quint64 revision = 0;
    };

    [[nodiscard]] QHash<QString, Lease> leasesOf(const QString &child, const QString &day,
                                                 const DayShares &shares)
    {
        QHash<QString, Lease> leases;
        for (auto box = shares.boxes.cbegin(); box != shares.boxes.cend(); ++box)
            leases[box.key()].holder.played = std::max(milliseconds(0), box->played - box->over);
        const QString waiting = Api::timestamp(m_services.clock.wall().addSecs(-qint64(waitingBox.count())));
        const auto rows =
            m_db.all(u"SELECT l.ledger_id, l.revision, l.may_play_ms, l.is_short, g.heard_at FROM leases l "
                     "JOIN ledgers g ON g.id = l.ledger_id WHERE l.profile_id = ? AND l.day = ?"_s,
                     {child, day});
        for (const Row &row : rows) {
            Lease &lease = leases[row.text("ledger_id")];
            lease.revision = static_cast<quint64>(row.integer("revision"));
            lease.holder.mayPlay = milliseconds(row.integer("may_play_ms"));
            lease.holder.isShort = row.integer("is_short") != 0 && row.text("heard_at") >= waiting;
        }
        return leases;
    }

    /// The family's that spoke lately and ask for this child; the one that asks included.
    [[nodiscard]] int boxesOf(const QString &child)
    {
        const auto row = m_db.one(
            u"SELECT count(DISTINCT l.ledger_id) AS boxes FROM leases l JOIN ledgers g ON g.id = l.ledger_id "
            "WHERE l.profile_id = ? AND l.day >= ? AND l.ledger_id <> ? AND g.heard_at >= ? "
            "AND g.replaced_on IS NULL AND g.user_id = ?"_s,
            {child, text(m_today), m_ledger, Api::timestamp(m_services.clock.wall().addDays(-daysOfABox)),
             m_family});
        return static_cast<int>(row->integer("boxes")) + 1;
    }

    Api::SettledDay dayOf(const Api::ProfileId &child, const QDate &date, int boxes, milliseconds debt)
    {
        const QString id = child.toString();
        const QString day = text(date);
        const DayShares shares = sharesOf(m_db, id, day);
        const DayShares::Box all = shares.all();
        const DayShares::Box here = shares.boxes.value(m_ledger);
        QHash<QString, Lease> leases = leasesOf(id, day, shares);
        const Lease own = leases.take(m_ledger);

        Api::SettledDay settled;
        settled.profile = child;
        settled.day = date;
        settled.played = all.played;
        settled.over = all.over;
        settled.granted = all.granted;
        settled.playedHere = here.played;
        settled.overHere = here.over;
        settled.grantedHere = here.granted;
        settled.leaseRevision = own.revision;
        settled.mayPlay = own.holder.mayPlay;
        settled.shared = boxes > 1;
        settled.dailyLimit = m_limits.value(child);
        if (date < m_today || m_isReplaced)
            return settled;
        Leases::Day sums{m_limits.value(child) + all.granted - debt, shares.outside, {}, boxes};
        for (const Lease &other : std::as_const(leases))
            sums.others.append(other.holder);
        const Leases::Decision decision = Leases::decide(own.holder, sums);
        if (own.revision == 0 || decision.mayPlay != own.holder.mayPlay)
            settled.leaseRevision = own.revision + 1;
        settled.mayPlay = decision.mayPlay;
        settled.pleaseKeep = decision.pleaseKeep;
        m_db.run(u"INSERT INTO leases (ledger_id, profile_id, day, revision, may_play_ms, is_short) VALUES "
                 "(?, ?, ?, ?, ?, ?) ON CONFLICT (profile_id, day, ledger_id) DO UPDATE SET revision = "
                 "excluded.revision, may_play_ms = excluded.may_play_ms, is_short = excluded.is_short"_s,
                 {m_ledger, id, day, settled.leaseRevision, qint64(settled.mayPlay.count()),
                  decision.isShort ? 1 : 0});
        return settled;
    }

    Api::Settled answer()
    {
        Api::Settled answer;
        answer.today = m_today;
        answer.receipt = static_cast<quint64>(m_receipt);
        answer.strangers = m_strangers;
        for (const Api::ProfileId &child : m_request.profiles) {
            if (!isKnown(child))
                continue;
            const int boxes = boxesOf(child.toString());
            milliseconds debt{0};
            for (int ahead = -1; ahead < Api::Settlement::leaseDays; ++ahead) {
                answer.days.append(dayOf(child, m_today.addDays(ahead), boxes, debt));
                debt = std::max(milliseconds(0), answer.days.last().over);
            }
        }
        return answer;
    }

    Connection &m_db;
    const Services &m_services;
    const Api::Settlement &m_request;
    const QString m_ledger;
    const QDate m_today;
    QString m_family;                        ///< users.id
    bool m_joins = false;                    ///< only by the ledger that it replaces
    QHash<Api::ProfileId, minutes> m_limits; ///< of those that are known
    QList<Api::ProfileId> m_strangers;
    qint64 m_receipt = 0;
    bool m_isReplaced = false; ///< an old one come back: it is told what is known, and gets nothing more
};

/// The ledgers that hold leases for the caller's children from today on.
constexpr auto boxesOfCaller = "SELECT DISTINCT l.ledger_id FROM leases l JOIN profiles p ON "
                               "p.id = l.profile_id WHERE p.user_id = ? AND l.day >= ?";

Response listBoxes(Connection &connection, const Services &services, const Call &call)
{
    QJsonArray boxes;
    const auto rows =
        connection.all(u"SELECT id, heard_at FROM ledgers WHERE replaced_on IS NULL AND id IN ("_s +
                           QLatin1StringView(boxesOfCaller) + u") ORDER BY heard_at DESC, id",
                       {call.caller->id, services.today()});
    for (const Row &row : rows)
        boxes.append(QJsonObject{{u"id"_s, row.text("id")}, {u"heard_at"_s, row.text("heard_at")}});
    return encoded(200, QJsonDocument(boxes).toJson(QJsonDocument::Compact));
}

/// A parent says that this box is the family's: its ledger may settle from now on, and only for their
/// children. Whoever moves with it to another account pairs it there.
Response pairBox(Connection &connection, const Services &services, const Call &call)
{
    const QString id = idOf(call);
    if (hasMostLedgers(connection, call.caller->id, id))
        return tooManyBoxesOfFamily();
    connection.run(u"INSERT INTO ledgers (id, heard_at, receipt, begun_on, user_id) VALUES (?, '', 0, ?, ?) "
                   "ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id"_s,
                   {id, services.today(), call.caller->id});
    return ok(Api::Acknowledged{u"Box paired"_s});
}

/// A parent says that this box will not come back: what it held and did not play is free again, and it is not
/// heard any more, neither by its ledger nor by one that it lost, until a parent pairs it anew.
Response releaseBox(Connection &connection, const Services &services, const Call &call)
{
    const QString id = idOf(call);
    const int released = connection.run(u"UPDATE leases SET revision = revision + 1, may_play_ms = 0, "
                                        u"is_short = 0 WHERE ledger_id = ? AND day >= ? "
                                        "AND profile_id IN (SELECT id FROM profiles WHERE user_id = ?)"_s,
                                        {id, services.today(), call.caller->id});
    if (released == 0)
        return Response::message(404, u"Box not found"_s);
    connection.run(u"WITH RECURSIVE box(id) AS (VALUES(?) UNION SELECT l.begun_for FROM ledgers l "
                   "JOIN box ON l.id = box.id WHERE l.begun_for IS NOT NULL) "
                   "UPDATE ledgers SET heard_at = '', user_id = NULL "
                   "WHERE user_id = ? AND id IN (SELECT id FROM box)"_s,
                   {id, call.caller->id});
    return ok(Api::Acknowledged{u"Box released"_s});
}

} // namespace

void addSettlementRoutes(Router &router, const Services &services)
{
    // Without a login, which ends after a week while Kids Mode goes on: the unguessable id of a ledger that a
    // signed-in parent paired is the permission.
    router.add({"POST", u"settlement"_s, Place::Writer, [&services](const Call &call, Connection *db) {
                    const auto request = bodyAs<Api::Settlement>(call);
                    return request ? Batch(*db, services, *request).settle() : request.error();
                }});
    const auto add = [&](const QByteArray &method, const QString &pattern, Place place,
                         std::function<Response(const Call &, Connection *)> act) {
        Route route{method, pattern, place, std::move(act)};
        route.needsLogin = true;
        router.add(route);
    };
    add("GET", u"boxes"_s, Place::Reader,
        [&services](const Call &call, Connection *db) { return listBoxes(*db, services, call); });
    add("PUT", u"boxes/:id"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return pairBox(*db, services, call); });
    add("DELETE", u"boxes/:id"_s, Place::Writer,
        [&services](const Call &call, Connection *db) { return releaseBox(*db, services, call); });
}

} // namespace Medio::Home
