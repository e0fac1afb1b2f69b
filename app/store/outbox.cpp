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
    static const DatabaseLayout outbox{QStringLiteral("outbox"),
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
                                                        "billed INTEGER)")}}, // seconds
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

    Expected<void, StoreProblem> load()
    {
        if (auto forgotten =
                database->run(QStringLiteral("DELETE FROM session_ends WHERE settled=1 AND number<="
                                             "(SELECT max(number) FROM session_ends)-?"),
                              {keptSettled});
            !forgotten)
            return Unexpected{forgotten.error()};
        auto query =
            database->run(QStringLiteral("SELECT session,sitting,child,day,reason,played,position,settled "
                                         "FROM session_ends ORDER BY number"));
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            const auto session = Api::SessionId::parse(query->value(0).toString());
            const auto child = Api::ProfileId::parse(query->value(2).toString());
            const auto reason = Api::stopReasonOf(query->value(4).toString());
            if (!session || !child || !reason)
                continue;
            known.insert(*session);
            if (query->value(7).toBool())
                continue;
            pending.append({*session, query->value(1).toULongLong(), *child,
                            QDate::fromString(query->value(3).toString(), Qt::ISODate), *reason,
                            milliseconds(query->value(5).toLongLong()),
                            milliseconds(query->value(6).toLongLong())});
        }
        return {};
    }
};

Expected<std::shared_ptr<Outbox::File>, StoreProblem> Outbox::open(const QString &folder)
{
    auto opened = Database::openOrRenew(layout(), folder);
    if (!opened)
        return Unexpected{opened.error()};
    auto file = std::make_shared<File>(std::move(opened->database));
    if (const auto loaded = file->load(); !loaded)
        return Unexpected{loaded.error()};
    return file;
}

Outbox::Outbox(std::shared_ptr<File> file, StoreThread &thread, QObject *parent)
    : Flow::Outbox(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_pending(std::move(m_file->pending))
    , m_known(std::move(m_file->known))
{
}

Outbox::~Outbox()
{
    m_thread.give([file = std::move(m_file)]() mutable {
        file.reset();
        return StoreThread::Answer();
    });
}

void Outbox::add(const Flow::SessionEnd &end)
{
    if (m_known.contains(end.session))
        return;
    m_known.insert(end.session);
    m_thread.give([file = m_file, end, outbox = QPointer<Outbox>(this)]() -> StoreThread::Answer {
        const auto written = file->database->run(
            QStringLiteral(
                "INSERT OR IGNORE INTO session_ends(session,sitting,child,day,reason,played,position) "
                "VALUES(?,?,?,?,?,?,?)"),
            {end.session.toString(), end.sitting, end.child.toString(), end.day.toString(Qt::ISODate),
             Api::stopReasonText(end.reason), qint64(end.played.count()), qint64(end.position.count())});
        // Not on disk: delivered all the same, as long as the program lives.
        if (!written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return [outbox, end] {
            if (!outbox)
                return;
            outbox->m_pending.append(end);
            Q_EMIT outbox->added(end);
        };
    });
}

void Outbox::settle(const Api::SessionId &session, std::optional<std::chrono::seconds> billed)
{
    close(session, true, billed);
}

void Outbox::giveUp(const Api::SessionId &session)
{
    close(session, false, std::chrono::seconds(0));
}

void Outbox::close(const Api::SessionId &session, bool told, std::optional<std::chrono::seconds> billed)
{
    const auto found = std::find_if(m_pending.begin(), m_pending.end(),
                                    [&session](const auto &end) { return end.session == session; });
    if (found == m_pending.end())
        return;
    const Flow::SessionEnd end = *found;
    m_pending.erase(found);
    m_thread.give([file = m_file, session, billed]() -> StoreThread::Answer {
        const auto written = file->database->run(
            QStringLiteral("UPDATE session_ends SET settled=1, billed=? WHERE session=?"),
            {billed ? QVariant(qint64(billed->count())) : QVariant(), session.toString()});
        if (!written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
    Q_EMIT settled({end, told, billed});
}

} // namespace Medio::Store
