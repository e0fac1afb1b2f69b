// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/outbox.h"

#include "app/base/logging.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Medio::Store {

using std::chrono::milliseconds;

namespace {

const DatabaseLayout &layout()
{
    static const DatabaseLayout outbox{
        QStringLiteral("outbox"),
        {{QStringLiteral("CREATE TABLE session_ends("
                         "number INTEGER PRIMARY KEY,"
                         "session TEXT NOT NULL UNIQUE,"
                         "sitting INTEGER NOT NULL,"
                         "child TEXT NOT NULL,"
                         "day TEXT NOT NULL,"
                         "reason TEXT NOT NULL,"
                         "played INTEGER NOT NULL,"   // milliseconds
                         "position INTEGER NOT NULL," // milliseconds
                         "settled INTEGER NOT NULL DEFAULT 0,"
                         "billed INTEGER)")}, // seconds
         {QStringLiteral("ALTER TABLE session_ends ADD COLUMN "
                         "server TEXT NOT NULL DEFAULT ''"), // its origin
          QStringLiteral("ALTER TABLE session_ends ADD COLUMN billed_on TEXT")}},
        DatabaseLayout::Durability::Synced};
    return outbox;
}

/// Settled ends are remembered for a while, so that adding one again after a crash changes nothing.
constexpr int keptSettled = 500;

} // namespace

class Outbox::File
{
public:
    explicit File(std::unique_ptr<Database> opened)
        : database(std::move(opened))
    {
    }

    std::unique_ptr<Database> database;
    QList<Flow::SessionEnd> pending;
    QSet<Api::SessionId> known;
    Bills bills;

    Expected<void, StoreProblem> load()
    {
        if (auto forgotten = database->run(
                QStringLiteral(
                    "DELETE FROM session_ends WHERE settled=1 AND "
                    "number<=(SELECT max(number) FROM session_ends)-? AND "
                    "coalesce(billed_on,'')<coalesce((SELECT max(billed_on) FROM session_ends),'~')"),
                {keptSettled});
            !forgotten)
            return Unexpected{forgotten.error()};
        auto query = database->run(
            QStringLiteral("SELECT session,sitting,child,day,reason,played,position,server,settled,billed,"
                           "billed_on FROM session_ends ORDER BY number"));
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            const auto session = Api::SessionId::parse(query->value(0).toString());
            const auto child = Api::ProfileId::parse(query->value(2).toString());
            const auto reason = Api::stopReasonOf(query->value(4).toString());
            if (!session || !child || !reason)
                continue;
            known.insert(*session);
            if (query->value(8).toBool()) {
                const QDate day = QDate::fromString(query->value(10).toString(), Qt::ISODate);
                bills[{*child, day}] += std::chrono::seconds(query->value(9).toLongLong());
                continue;
            }
            pending.append({*session, query->value(1).toULongLong(), *child,
                            QDate::fromString(query->value(3).toString(), Qt::ISODate), *reason,
                            milliseconds(query->value(5).toLongLong()),
                            milliseconds(query->value(6).toLongLong()), query->value(7).toString()});
        }
        return {};
    }

    /// As it is now, whether the row was there or not.
    Expected<void, StoreProblem> write(const Flow::SessionEnd &end, bool isSettled,
                                       std::chrono::seconds billed, const QDate &day)
    {
        const auto written = database->run(
            QStringLiteral("INSERT INTO session_ends(session,sitting,child,day,reason,played,position,server,"
                           "settled,billed,billed_on) VALUES(?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(session) DO "
                           "UPDATE SET settled=excluded.settled, billed=excluded.billed, "
                           "billed_on=excluded.billed_on"),
            {end.session.toString(), end.sitting, end.child.toString(), end.day.toString(Qt::ISODate),
             Api::stopReasonText(end.reason), qint64(end.played.count()), qint64(end.position.count()),
             filled(end.server), isSettled ? 1 : 0, qint64(billed.count()),
             day.isValid() ? QVariant(day.toString(Qt::ISODate)) : QVariant()});
        if (!written)
            return Unexpected{written.error()};
        return {};
    }
};

Expected<std::shared_ptr<Outbox::File>, StoreProblem> Outbox::open(const QString &folder)
{
    return openFile<File>(layout(), folder);
}

Outbox::Outbox(std::shared_ptr<File> file, StoreThread &thread, QObject *parent)
    : Flow::Outbox(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_pending(std::move(m_file->pending))
    , m_known(std::move(m_file->known))
    , m_bills(std::move(m_file->bills))
{
}

Outbox::~Outbox()
{
    m_thread.letGo(std::move(m_file));
}

bool Outbox::holds(const Api::SessionId &session) const
{
    return m_known.contains(session) && !m_unwritten.contains(session);
}

std::chrono::seconds Outbox::billed(const Api::ProfileId &child, const QDate &day) const
{
    return m_bills.value({child, day});
}

void Outbox::add(const Flow::SessionEnd &end)
{
    if (m_known.contains(end.session))
        return;
    m_known.insert(end.session);
    m_unwritten.insert(end.session);
    m_thread.give([file = m_file, end, outbox = QPointer<Outbox>(this)]() -> StoreThread::Answer {
        const auto written = file->write(end, false, std::chrono::seconds(0), {});
        if (!written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return [outbox, end, isKept = written.has_value()] {
            if (!outbox)
                return;
            outbox->m_pending.append(end);
            if (!isKept) {
                Q_EMIT outbox->notKept(end);
                return;
            }
            outbox->m_unwritten.remove(end.session);
            Q_EMIT outbox->kept(end);
        };
    });
}

void Outbox::settle(const Api::SessionId &session, std::chrono::seconds billed, const QDate &day,
                    std::optional<std::chrono::minutes> watchedToday)
{
    const auto end = take(session);
    if (!end)
        return;
    m_bills[{end->child, day}] += billed;
    close({*end, true, billed, watchedToday}, day);
}

void Outbox::giveUp(const Api::SessionId &session)
{
    if (const auto end = take(session))
        close({*end, false, std::chrono::seconds(0)}, {});
}

std::optional<Flow::SessionEnd> Outbox::take(const Api::SessionId &session)
{
    const auto found = std::find_if(m_pending.begin(), m_pending.end(),
                                    [&session](const auto &end) { return end.session == session; });
    if (found == m_pending.end())
        return std::nullopt;
    const Flow::SessionEnd end = *found;
    m_pending.erase(found);
    return end;
}

void Outbox::close(const Flow::Settlement &settlement, const QDate &day)
{
    m_thread.give([file = m_file, settlement, day]() -> StoreThread::Answer {
        if (const auto written = file->write(settlement.end, true, settlement.billed, day); !written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
    Q_EMIT settled(settlement);
}

} // namespace Medio::Store
