// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/ledger.h"

#include "app/base/logging.h"
#include "app/flow/allowance.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <deque>
#include <mutex>

namespace Medio::Store {

using std::chrono::milliseconds;

namespace {

const DatabaseLayout &layout()
{
    // Texts are words a person can read; days are ISO dates of the family's zone.
    static const DatabaseLayout ledger{
        QStringLiteral("ledger"),
        {{QStringLiteral("CREATE TABLE entries("
                         "number INTEGER PRIMARY KEY,"
                         "kind TEXT NOT NULL," // sitting charge back session session-end end day lost
                         "sitting INTEGER,"
                         "child TEXT,"
                         "video TEXT,"
                         "session TEXT,"
                         "day TEXT,"
                         "milliseconds INTEGER NOT NULL DEFAULT 0,"
                         "over INTEGER NOT NULL DEFAULT 0,"
                         "boot TEXT NOT NULL,"
                         "monotonic INTEGER NOT NULL," // milliseconds since that boot
                         "wall TEXT NOT NULL,"
                         "trusted INTEGER NOT NULL)")},
         {QStringLiteral("ALTER TABLE entries ADD COLUMN server TEXT")}}, // origin, of a session
        DatabaseLayout::Durability::Synced};
    return ledger;
}

/// Steps of sittings older than this become one row per sitting, film and day.
constexpr int condenseAfterDays = 7;

QString text(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

/// When the kiosk last wrote any of its files; nothing: it never ran here.
QDateTime lastWriteIn(const QString &folder)
{
    QDateTime last;
    for (const QFileInfo &file : QDir(folder).entryInfoList({QStringLiteral("*.db")}, QDir::Files))
        last = last.isValid() ? std::max(last, file.lastModified()) : file.lastModified();
    return last;
}

QDate dayFrom(const QVariant &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

} // namespace

struct Ledger::Row
{
    QString kind;
    quint64 charge = 0; ///< number of the question that this row answers; 0: none
    quint64 sitting = 0;
    Api::ProfileId child = {};
    Api::VideoId video = {};
    Api::SessionId session = {};
    QString server = {};
    QDate day = {};
    qint64 amount = 0;
    qint64 over = 0;
    // Filled in by stamp()
    QString boot = {};
    qint64 monotonic = 0;
    QString wall = {};
    bool trusted = false;
};

class Ledger::File
{
public:
    explicit File(std::unique_ptr<Database> database)
        : m_database(std::move(database))
    {
    }

    // What was found; read by the ledger's constructor.
    QHash<std::pair<Api::ProfileId, QDate>, Flow::LedgerDay> days;
    QList<Flow::UnfinishedSitting> unfinished;
    std::optional<QDate> lastDay;
    std::optional<QDate> lostOn;
    quint64 lastSitting = 0;

    Expected<void, StoreProblem> load();
    Expected<void, StoreProblem> condense();
    Expected<void, StoreProblem> insert(const Row &row);

    /// GUI thread
    void add(Row row)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(row));
    }

    struct Outcome
    {
        QList<quint64> charges; ///< those that were waiting
        std::optional<StoreProblem> problem;
    };
    /// Store thread: one transaction for all that waits.
    Outcome writeWaiting();

private:
    std::deque<Row> takeWaiting()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_waiting, {});
    }

    std::unique_ptr<Database> m_database;
    std::mutex m_mutex;
    std::deque<Row> m_waiting;
};

Expected<void, StoreProblem> Ledger::File::insert(const Row &row)
{
    const auto idOrNull = [](const auto &id) {
        return id.isNull() ? QVariant() : QVariant(id.toString());
    };
    auto done = m_database->run(
        QStringLiteral("INSERT INTO entries(kind,sitting,child,video,session,server,day,milliseconds,over,"
                       "boot,monotonic,wall,trusted) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        {row.kind, row.sitting == 0 ? QVariant() : QVariant(row.sitting), idOrNull(row.child),
         idOrNull(row.video), idOrNull(row.session), row.server.isEmpty() ? QVariant() : QVariant(row.server),
         row.day.isValid() ? QVariant(text(row.day)) : QVariant(), row.amount, row.over, row.boot,
         row.monotonic, row.wall, row.trusted ? 1 : 0});
    if (!done)
        return Unexpected{done.error()};
    return {};
}

Ledger::File::Outcome Ledger::File::writeWaiting()
{
    std::deque<Row> rows = takeWaiting();
    Outcome outcome;
    if (rows.empty())
        return outcome;
    for (const Row &row : rows) {
        if (row.charge != 0)
            outcome.charges.append(row.charge);
    }
    const auto write = [this, &rows]() -> Expected<void, StoreProblem> {
        Database::Transaction transaction(*m_database);
        for (const Row &row : rows) {
            if (auto inserted = insert(row); !inserted)
                return inserted;
        }
        return transaction.commit();
    };
    if (const auto written = write(); !written) {
        outcome.problem = written.error();
        // What is no question is tried again with the next rows: it must not be forgotten.
        std::erase_if(rows, [](const Row &row) { return row.charge != 0; });
        const std::lock_guard lock(m_mutex);
        m_waiting.insert(m_waiting.begin(), rows.begin(), rows.end());
    }
    return outcome;
}

Expected<void, StoreProblem> Ledger::File::load()
{
    {
        auto query = m_database->run(
            QStringLiteral("SELECT max(sitting), max(CASE WHEN kind IN('day','lost') THEN day END),"
                           "max(CASE WHEN kind='lost' THEN day END) FROM entries"));
        if (!query)
            return Unexpected{query.error()};
        if (query->next()) {
            lastSitting = query->value(0).toULongLong();
            if (const QDate day = dayFrom(query->value(1)); day.isValid())
                lastDay = day;
            if (const QDate day = dayFrom(query->value(2)); day.isValid())
                lostOn = day;
        }
    }
    if (lastDay) {
        auto query = m_database->run(
            QStringLiteral("SELECT child, day, kind, sum(milliseconds), sum(over) FROM entries "
                           "WHERE kind IN('charge','back') AND day>=? GROUP BY child, day, kind"),
            {text(lastDay->addDays(-1))});
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            const auto child = Api::ProfileId::parse(query->value(0).toString());
            if (!child)
                continue;
            Flow::LedgerDay &day = days[{*child, dayFrom(query->value(1))}];
            const QString kind = query->value(2).toString();
            const milliseconds amount(query->value(3).toLongLong());
            const milliseconds over(query->value(4).toLongLong());
            day.played += kind == u"charge" ? amount : -amount;
            day.over += kind == u"charge" ? over : -over;
        }
    }

    QHash<quint64, Flow::UnfinishedSitting> found;
    const auto collect = [&](const QString &statement, auto &&take) -> Expected<void, StoreProblem> {
        auto query = m_database->run(statement);
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            const quint64 sitting = query->value(0).toULongLong();
            Flow::UnfinishedSitting &entry = found[sitting];
            entry.sitting = sitting;
            take(*query, entry);
        }
        return {};
    };
    if (auto done = collect(QStringLiteral("SELECT sitting FROM entries WHERE kind='sitting' AND sitting "
                                           "NOT IN(SELECT sitting FROM entries WHERE kind='end')"),
                            [](QSqlQuery &, Flow::UnfinishedSitting &) {});
        !done)
        return done;
    // A session lasts until the next one of its sitting begins, or as long as the sitting.
    const QString played = QStringLiteral(
        "(SELECT total(CASE kind WHEN 'charge' THEN milliseconds WHEN 'back' THEN -milliseconds END) "
        "FROM entries AS steps WHERE steps.sitting=%1)");
    if (auto done = collect(
            QStringLiteral("SELECT sitting, session, server, coalesce(following,%1)-milliseconds FROM "
                           "(SELECT *, lead(milliseconds) OVER (PARTITION BY sitting ORDER BY number) AS "
                           "following FROM entries WHERE kind='session') AS opened WHERE session "
                           "NOT IN(SELECT session FROM entries WHERE kind='session-end') ORDER BY number")
                .arg(played.arg(QStringLiteral("opened.sitting"))),
            [](QSqlQuery &query, Flow::UnfinishedSitting &entry) {
                if (const auto session = Api::SessionId::parse(query.value(1).toString()))
                    entry.sessions.append(
                        {*session, query.value(2).toString(),
                         std::max(milliseconds(0), milliseconds(query.value(3).toLongLong()))});
            });
        !done)
        return done;
    for (Flow::UnfinishedSitting &entry : found) {
        auto query =
            m_database->run(QStringLiteral("SELECT max(child), max(day), %1 FROM entries WHERE sitting=?")
                                .arg(played.arg(QStringLiteral("entries.sitting"))),
                            {entry.sitting});
        if (!query)
            return Unexpected{query.error()};
        if (query->next()) {
            entry.child = Api::ProfileId::parse(query->value(0).toString()).value_or(Api::ProfileId());
            entry.day = dayFrom(query->value(1));
            entry.played = milliseconds(query->value(2).toLongLong());
        }
        unfinished.append(entry);
    }
    std::sort(unfinished.begin(), unfinished.end(),
              [](const auto &a, const auto &b) { return a.sitting < b.sitting; });
    return {};
}

/// A day is some 1500 steps; after a week nobody asks for the single one.
Expected<void, StoreProblem> Ledger::File::condense()
{
    if (!lastDay)
        return {};
    const QString limit = text(lastDay->addDays(-condenseAfterDays));
    {
        auto query = m_database->run(
            QStringLiteral("SELECT 1 FROM entries WHERE kind='back' AND day<? LIMIT 1"), {limit});
        if (!query)
            return Unexpected{query.error()};
        if (!query->next())
            return {};
    }
    Database::Transaction transaction(*m_database);
    const QString old = QStringLiteral("kind IN('charge','back') AND day<?");
    for (const QString &statement :
         {QStringLiteral("CREATE TEMP TABLE condensed AS SELECT sitting, child, video, day, "
                         "sum(CASE kind WHEN 'charge' THEN milliseconds ELSE -milliseconds END) AS amount,"
                         "sum(CASE kind WHEN 'charge' THEN over ELSE -over END) AS beyond,"
                         "max(boot) AS boot, max(monotonic) AS monotonic, max(wall) AS wall, min(trusted) AS "
                         "trusted FROM entries WHERE %1 GROUP BY sitting, child, video, day")
              .arg(old),
          QStringLiteral("DELETE FROM entries WHERE %1").arg(old)}) {
        if (auto done = m_database->run(statement, {limit}); !done)
            return Unexpected{done.error()};
    }
    for (const QString &statement :
         {QStringLiteral("INSERT INTO entries(kind,sitting,child,video,day,milliseconds,over,boot,monotonic,"
                         "wall,trusted) SELECT 'charge',sitting,child,video,day,amount,beyond,boot,monotonic,"
                         "wall,trusted FROM condensed"),
          QStringLiteral("DROP TABLE condensed")}) {
        if (auto done = m_database->run(statement); !done)
            return Unexpected{done.error()};
    }
    return transaction.commit();
}

Expected<std::shared_ptr<Ledger::File>, StoreProblem> Ledger::open(const QString &folder, const Clock &clock)
{
    const bool isMissing = !QFileInfo::exists(QDir(folder).filePath(QStringLiteral("ledger.db")));
    const QDateTime lastWritten = lastWriteIn(folder);
    auto opened = Database::openOrRenew(layout(), folder);
    if (!opened)
        return Unexpected{opened.error()};
    const bool isLost = !opened->keptAside.isEmpty() || (isMissing && lastWritten.isValid());
    if (isLost && isMissing)
        qCCritical(lcStore).noquote() << opened->database->path()
                                      << "is missing, though the kiosk was used "
                                         "before. A new one was begun; half of this day counts as used.";
    auto file = std::make_shared<File>(std::move(opened->database));
    if (isLost) {
        Row lost{QStringLiteral("lost")};
        const auto last =
            lastWritten.isValid() ? std::optional(lastWritten.toTimeZone(clock.zone()).date()) : std::nullopt;
        lost.day = Flow::dayOf(last, clock.wall(), clock.isTrusted(), clock.zone());
        lost.boot = clock.bootId();
        lost.monotonic = std::chrono::duration_cast<milliseconds>(clock.monotonic()).count();
        lost.wall = clock.wall().toString(Qt::ISODate);
        lost.trusted = clock.isTrusted();
        if (const auto noted = file->insert(lost); !noted)
            return Unexpected{noted.error()};
    }
    if (const auto loaded = file->load(); !loaded)
        return Unexpected{loaded.error()};
    if (const auto condensed = file->condense(); !condensed)
        return Unexpected{condensed.error()};
    return file;
}

Ledger::Ledger(std::shared_ptr<File> file, StoreThread &thread, const Clock &clock, QObject *parent)
    : LedgerJournal(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_clock(clock)
    , m_days(std::move(m_file->days))
    , m_unfinished(std::move(m_file->unfinished))
    , m_lastDay(m_file->lastDay)
    , m_lostOn(m_file->lostOn)
    , m_lastSitting(m_file->lastSitting)
{
}

Ledger::~Ledger()
{
    m_thread.letGo(std::move(m_file));
}

void Ledger::write(Row row)
{
    stamp(row);
    m_file->add(std::move(row));
    m_thread.give([file = m_file, ledger = QPointer<Ledger>(this)] { return answerTo(*file, ledger); });
}

void Ledger::stamp(Row &row) const
{
    row.boot = m_clock.bootId();
    row.monotonic = std::chrono::duration_cast<milliseconds>(m_clock.monotonic()).count();
    row.wall = m_clock.wall().toString(Qt::ISODate);
    row.trusted = m_clock.isTrusted();
}

/// Store thread: writes what waits, and says on the GUI thread what became of the charges in it.
StoreThread::Answer Ledger::answerTo(File &file, const QPointer<Ledger> &ledger)
{
    const File::Outcome outcome = file.writeWaiting();
    if (outcome.problem)
        qCCritical(lcStore).noquote() << outcome.problem->toString();
    if (outcome.charges.isEmpty())
        return {};
    return [ledger, outcome] {
        if (!ledger)
            return;
        for (const quint64 charge : outcome.charges) {
            if (!outcome.problem)
                Q_EMIT ledger->charged(charge);
            else
                Q_EMIT ledger->chargeFailed(charge, outcome.problem->kind == StoreProblem::Kind::Damaged
                                                        ? Problem::Damaged
                                                        : Problem::NotWritable);
        }
    };
}

void Ledger::beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &day)
{
    m_lastSitting = std::max(m_lastSitting, sitting);
    Row row{QStringLiteral("sitting")};
    row.sitting = sitting;
    row.child = child;
    row.day = day;
    write(std::move(row));
}

void Ledger::charge(const Flow::LedgerEntry &entry)
{
    Flow::LedgerDay &day = m_days[{entry.child, entry.day}];
    day.played += entry.amount;
    day.over += entry.over;
    write({QStringLiteral("charge"),
           entry.id,
           entry.sitting,
           entry.child,
           entry.video,
           {},
           {},
           entry.day,
           entry.amount.count(),
           entry.over.count()});
}

void Ledger::giveBack(const Flow::LedgerEntry &entry)
{
    Flow::LedgerDay &day = m_days[{entry.child, entry.day}];
    day.played -= entry.amount;
    day.over -= entry.over;
    write({QStringLiteral("back"),
           0,
           entry.sitting,
           entry.child,
           entry.video,
           {},
           {},
           entry.day,
           entry.amount.count(),
           entry.over.count()});
}

void Ledger::noteSession(quint64 sitting, const Flow::OpenedSession &opened)
{
    Row row{QStringLiteral("session")};
    row.sitting = sitting;
    row.session = opened.session;
    row.server = opened.server;
    row.amount = opened.playedBefore.count();
    write(std::move(row));
}

void Ledger::noteSessionEnded(quint64 sitting, const Api::SessionId &session)
{
    Row row{QStringLiteral("session-end")};
    row.sitting = sitting;
    row.session = session;
    write(std::move(row));
}

void Ledger::endSitting(quint64 sitting)
{
    Row row{QStringLiteral("end")};
    row.sitting = sitting;
    write(std::move(row));
}

void Ledger::openDay(const QDate &day)
{
    m_lastDay = day;
    Row row{QStringLiteral("day")};
    row.day = day;
    write(std::move(row));
}

Flow::LedgerDay Ledger::of(const Api::ProfileId &child, const QDate &day) const
{
    return m_days.value({child, day});
}

} // namespace Medio::Store
