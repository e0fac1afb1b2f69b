// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/ledger.h"

#include "app/base/logging.h"
#include "app/flow/allowance.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <deque>
#include <mutex>
#include <variant>

namespace Medio::Store {

using std::chrono::milliseconds;

namespace {

DatabaseLayout layout()
{
    // Texts are words a person can read; days are ISO dates of the family's zone.
    return {
        QStringLiteral("ledger"),
        {{QStringLiteral("CREATE TABLE entries("
                         "number INTEGER PRIMARY KEY,"
                         "kind TEXT NOT NULL," // LedgerRow::kind
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
         {QStringLiteral("ALTER TABLE entries ADD COLUMN server TEXT")}, // origin, of a session
         {QStringLiteral("ALTER TABLE entries ADD COLUMN sure TEXT"),
          QStringLiteral("ALTER TABLE entries ADD COLUMN up_to INTEGER NOT NULL DEFAULT 0"),
          QStringLiteral("ALTER TABLE entries ADD COLUMN hash BLOB"),
          // Old steps, condensed: one row for each sitting, film and day.
          QStringLiteral("CREATE TABLE pieces("
                         "number INTEGER PRIMARY KEY,"
                         "sitting INTEGER NOT NULL,"
                         "child TEXT NOT NULL,"
                         "video TEXT NOT NULL,"
                         "day TEXT NOT NULL,"
                         "first INTEGER NOT NULL,"    // the entry with which it began
                         "revision INTEGER NOT NULL," // the last one
                         "milliseconds INTEGER NOT NULL,"
                         "over INTEGER NOT NULL,"
                         "lost INTEGER NOT NULL,"
                         "trusted INTEGER NOT NULL,"
                         "had_session INTEGER NOT NULL)"),
          QStringLiteral("CREATE INDEX pieces_by_day ON pieces(day)"),
          QStringLiteral("CREATE TABLE leases("
                         "server TEXT NOT NULL,"
                         "child TEXT NOT NULL,"
                         "day TEXT NOT NULL,"
                         "revision INTEGER NOT NULL,"
                         "may_play INTEGER NOT NULL,"
                         "granted_here INTEGER NOT NULL,"
                         "elsewhere INTEGER NOT NULL,"
                         "over_elsewhere INTEGER NOT NULL,"
                         "granted_elsewhere INTEGER NOT NULL,"
                         "shared INTEGER NOT NULL,"
                         "PRIMARY KEY(server,child,day))"),
          // The chain begins after the entry `anchor`, whose hash this is.
          QStringLiteral("CREATE TABLE identity("
                         "ledger TEXT NOT NULL,"
                         "replaces TEXT,"
                         "anchor INTEGER NOT NULL,"
                         "hash BLOB NOT NULL)")},
         {QStringLiteral("ALTER TABLE entries ADD COLUMN chip TEXT"),
          QStringLiteral("ALTER TABLE entries ADD COLUMN reached INTEGER"), // of the film, in milliseconds
          // How far children came with chips, where the entries that said so are condensed.
          QStringLiteral("CREATE TABLE places("
                         "child TEXT NOT NULL,"
                         "chip TEXT NOT NULL,"
                         "video TEXT NOT NULL,"
                         "reached INTEGER NOT NULL,"
                         "day TEXT NOT NULL,"
                         "PRIMARY KEY(child,chip))")}},
        DatabaseLayout::Durability::Synced,
        {}};
}

const QString columns = QStringLiteral(
    "number,kind,sitting,child,video,session,server,day,milliseconds,over,up_to,boot,monotonic,wall,trusted,"
    "sure,chip,reached");
constexpr int hashColumn = 18; // where it follows them

/// Steps of days before these become pieces: a day is some 1500 steps, and nobody asks for the single one.
constexpr int condenseAfterDays = 2;
/// Condensed days before these stay on the disk and out of memory.
constexpr int rememberedDays = 60;
/// Leases for days before these mean nothing any more; the last one tells that there were any.
constexpr int keptLeaseDays = 7;

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

template<typename AnyId>
AnyId idFrom(const QVariant &value)
{
    return AnyId::parse(value.toString()).value_or(AnyId());
}

template<typename AnyId>
QVariant idOrNull(const AnyId &id)
{
    return id.isNull() ? QVariant() : QVariant(id.toString());
}

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

LedgerRow rowFrom(const QSqlQuery &query)
{
    LedgerRow row;
    row.number = query.value(0).toULongLong();
    row.kind = query.value(1).toString();
    row.sitting = query.value(2).toULongLong();
    row.child = idFrom<Api::ProfileId>(query.value(3));
    row.video = idFrom<Api::VideoId>(query.value(4));
    row.session = idFrom<Api::SessionId>(query.value(5));
    row.server = query.value(6).toString();
    row.day = dayFrom(query.value(7));
    row.amount = milliseconds(query.value(8).toLongLong());
    row.over = milliseconds(query.value(9).toLongLong());
    row.upTo = query.value(10).toULongLong();
    row.boot = query.value(11).toString();
    row.monotonic = milliseconds(query.value(12).toLongLong());
    row.wall = query.value(13).toString();
    row.trusted = query.value(14).toBool();
    row.sure = query.value(15).toString();
    row.chip = query.value(16).toString();
    if (!query.isNull(17))
        row.reached = milliseconds(query.value(17).toLongLong());
    return row;
}

LedgerRow stamped(LedgerRow row, const Clock &clock)
{
    row.boot = clock.bootId();
    row.monotonic = std::chrono::duration_cast<milliseconds>(clock.monotonic());
    row.wall = clock.wall().toString(Qt::ISODate);
    row.trusted = clock.isTrusted();
    return row;
}

LedgerRow stepOf(const Flow::LedgerEntry &entry)
{
    LedgerRow row;
    row.sitting = entry.sitting;
    row.child = entry.child;
    row.video = entry.video;
    row.day = entry.day;
    row.amount = entry.amount;
    row.over = entry.over;
    row.sure = Flow::nameOf(entry.sure);
    row.reached = entry.reached;
    return row;
}

/// The id of the ledger of this folder, in a file of its own: it outlives the ledger's.
QString idFile(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("ledger.id"));
}

Api::LedgerId idOf(const QString &folder)
{
    QFile file(idFile(folder));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return Api::LedgerId::parse(QString::fromLatin1(file.read(64)).trimmed()).value_or(Api::LedgerId());
}

} // namespace

class Ledger::File
{
public:
    explicit File(std::unique_ptr<Database> database)
        : m_database(std::move(database))
    {
    }

    // What was found; read by the ledger's constructor.
    LedgerBook book;
    QHash<std::pair<Api::ProfileId, QDate>, QList<KeptLease>> leases;
    Api::LedgerId id;
    Api::LedgerId replaces;

    /// Goes through the chain, as Database looks for damage; `good` is shown the sound rows.
    static Expected<void, StoreProblem> checkChain(Database &database, LedgerBook &good);

    Expected<void, StoreProblem> identify(const QString &folder);
    Expected<void, StoreProblem> load();
    Expected<void, StoreProblem> condense(const Clock &clock);
    Expected<void, StoreProblem> append(LedgerRow row);

    /// GUI thread
    void add(LedgerRow row)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(row));
    }
    void add(const QList<KeptLease> &changed)
    {
        const std::lock_guard lock(m_mutex);
        m_waitingLeases += changed;
    }

    struct Outcome
    {
        std::deque<LedgerRow> rows;
        bool leases = false;
        std::optional<StoreProblem> problem;
    };
    /// Store thread: one transaction for all that waits.
    Outcome writeWaiting();

private:
    Expected<void, StoreProblem> insert(const LedgerRow &row);
    Expected<void, StoreProblem> keep(const KeptLease &lease);
    Expected<void, StoreProblem> loadLeases();
    Expected<void, StoreProblem> loadPlaces();
    Expected<void, StoreProblem> keepPlaces();

    std::unique_ptr<Database> m_database;
    QByteArray m_lastHash;
    std::mutex m_mutex;
    std::deque<LedgerRow> m_waiting;
    QList<KeptLease> m_waitingLeases;
};

Expected<void, StoreProblem> Ledger::File::checkChain(Database &database, LedgerBook &good)
{
    quint64 anchor = 0;
    QByteArray last;
    {
        auto identity = database.run(QStringLiteral("SELECT anchor, hash FROM identity"));
        if (!identity)
            return Unexpected{identity.error()};
        if (!identity->next())
            return {}; // begun by a former version, or just now
        anchor = identity->value(0).toULongLong();
        last = identity->value(1).toByteArray();
    }
    auto query = database.run(QStringLiteral("SELECT %1,hash FROM entries ORDER BY number").arg(columns));
    if (!query)
        return Unexpected{query.error()};
    while (query->next()) {
        const LedgerRow row = rowFrom(*query);
        if (row.number > anchor) {
            last = row.hashAfter(last);
            if (query->value(hashColumn).toByteArray() != last)
                return Unexpected{
                    StoreProblem{StoreProblem::Kind::Damaged, database.path(),
                                 QStringLiteral("entry %1 is not as it was written, or one before it is gone")
                                     .arg(row.number)}};
        }
        good.take(row);
    }
    return {};
}

Expected<void, StoreProblem> Ledger::File::identify(const QString &folder)
{
    const Api::LedgerId known = idOf(folder);
    {
        auto query = m_database->run(QStringLiteral("SELECT ledger, replaces FROM identity"));
        if (!query)
            return Unexpected{query.error()};
        if (query->next()) {
            id = idFrom<Api::LedgerId>(query->value(0));
            replaces = idFrom<Api::LedgerId>(query->value(1));
        }
    }
    if (id.isNull()) {
        id = Api::LedgerId::create();
        replaces = known;
        // Entries of a former version carry no hash: the chain begins after them.
        auto done = m_database->run(
            QStringLiteral("INSERT INTO identity(ledger,replaces,anchor,hash) "
                           "SELECT ?,?,coalesce(max(number),0),? FROM entries"),
            {id.toString(), idOrNull(replaces), LedgerRow().hashAfter(id.toString().toLatin1())});
        if (!done)
            return Unexpected{done.error()};
    }
    if (known == id)
        return {};
    QSaveFile file(idFile(folder));
    if (!file.open(QIODevice::WriteOnly) || file.write(id.toString().toLatin1() + '\n') < 0 || !file.commit())
        return Unexpected{StoreProblem{StoreProblem::Kind::NotWritable, file.fileName(), file.errorString()}};
    return {};
}

Expected<void, StoreProblem> Ledger::File::append(LedgerRow row)
{
    row.number = book.lastNumber() + 1;
    if (auto inserted = insert(row); !inserted)
        return inserted;
    book.take(row);
    return {};
}

Expected<void, StoreProblem> Ledger::File::insert(const LedgerRow &row)
{
    const QByteArray hash = row.hashAfter(m_lastHash);
    auto done = m_database->run(
        QStringLiteral("INSERT INTO entries(%1,hash) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
            .arg(columns),
        {row.number, row.kind, row.sitting == 0 ? QVariant() : QVariant(row.sitting), idOrNull(row.child),
         idOrNull(row.video), idOrNull(row.session), textOrNull(row.server),
         row.day.isValid() ? QVariant(text(row.day)) : QVariant(), qint64(row.amount.count()),
         qint64(row.over.count()), row.upTo, row.boot, qint64(row.monotonic.count()), row.wall,
         row.trusted ? 1 : 0, textOrNull(row.sure), textOrNull(row.chip),
         row.reached ? QVariant(qint64(row.reached->count())) : QVariant(), hash});
    if (!done)
        return Unexpected{done.error()};
    m_lastHash = hash;
    return {};
}

Expected<void, StoreProblem> Ledger::File::keep(const KeptLease &lease)
{
    auto done = m_database->run(
        QStringLiteral(
            "INSERT OR REPLACE INTO leases(server,child,day,revision,may_play,granted_here,elsewhere,"
            "over_elsewhere,granted_elsewhere,shared) VALUES(?,?,?,?,?,?,?,?,?,?)"),
        {lease.server, lease.child.toString(), text(lease.day), lease.revision, qint64(lease.mayPlay.count()),
         qint64(lease.grantedHere.count()), qint64(lease.elsewhere.count()),
         qint64(lease.overElsewhere.count()), qint64(lease.grantedElsewhere.count()), lease.shared ? 1 : 0});
    if (!done)
        return Unexpected{done.error()};
    return {};
}

Ledger::File::Outcome Ledger::File::writeWaiting()
{
    Outcome outcome;
    QList<KeptLease> changed;
    {
        const std::lock_guard lock(m_mutex);
        outcome.rows = std::exchange(m_waiting, {});
        changed = std::exchange(m_waitingLeases, {});
    }
    if (outcome.rows.empty() && changed.isEmpty())
        return outcome;
    outcome.leases = !changed.isEmpty();
    const QByteArray hashBefore = m_lastHash;
    const auto write = [&]() -> Expected<void, StoreProblem> {
        Database::Transaction transaction(*m_database);
        for (const LedgerRow &row : outcome.rows) {
            if (auto inserted = insert(row); !inserted)
                return inserted;
        }
        for (const KeptLease &lease : std::as_const(changed)) {
            if (auto kept = keep(lease); !kept)
                return kept;
        }
        return transaction.commit();
    };
    if (const auto written = write(); !written) {
        outcome.problem = written.error();
        m_lastHash = hashBefore;
        // What is no question is tried again with the next rows: it must not be forgotten.
        const std::lock_guard lock(m_mutex);
        std::deque<LedgerRow> again;
        std::copy_if(outcome.rows.cbegin(), outcome.rows.cend(), std::back_inserter(again),
                     [](const LedgerRow &row) { return row.charge == 0; });
        m_waiting.insert(m_waiting.begin(), again.begin(), again.end());
        m_waitingLeases = changed + m_waitingLeases;
    }
    return outcome;
}

Expected<void, StoreProblem> Ledger::File::load()
{
    {
        auto query = m_database->run(QStringLiteral("SELECT anchor, hash FROM identity"));
        if (!query)
            return Unexpected{query.error()};
        if (query->next())
            m_lastHash = query->value(1).toByteArray();
    }
    // Pieces first: their days are older.
    {
        auto query = m_database->run(
            QStringLiteral("SELECT sitting,child,video,day,first,revision,milliseconds,over,lost,trusted,"
                           "had_session FROM pieces WHERE day>=date((SELECT max(day) FROM entries WHERE kind "
                           "IN('day','lost')),'-%1 days') ORDER BY number")
                .arg(rememberedDays));
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            LedgerPiece piece;
            piece.key = {query->value(0).toULongLong(), idFrom<Api::ProfileId>(query->value(1)),
                         idFrom<Api::VideoId>(query->value(2)), dayFrom(query->value(3))};
            piece.first = query->value(4).toULongLong();
            piece.revision = query->value(5).toULongLong();
            piece.played = milliseconds(query->value(6).toLongLong());
            piece.over = milliseconds(query->value(7).toLongLong());
            piece.lost = milliseconds(query->value(8).toLongLong());
            piece.trusted = query->value(9).toBool();
            piece.hadSession = query->value(10).toBool();
            book.take(piece);
        }
    }
    if (auto loaded = loadPlaces(); !loaded)
        return loaded;
    auto query = m_database->run(QStringLiteral("SELECT %1,hash FROM entries ORDER BY number").arg(columns));
    if (!query)
        return Unexpected{query.error()};
    while (query->next()) {
        book.take(rowFrom(*query));
        if (const QByteArray hash = query->value(hashColumn).toByteArray(); !hash.isEmpty())
            m_lastHash = hash;
    }
    return loadLeases();
}

Expected<void, StoreProblem> Ledger::File::loadPlaces()
{
    auto query = m_database->run(QStringLiteral("SELECT child,chip,video,reached,day FROM places"));
    if (!query)
        return Unexpected{query.error()};
    while (query->next()) {
        if (const auto uid = Nfc::Uid::fromString(query->value(1).toString()))
            book.places().take(idFrom<Api::ProfileId>(query->value(0)), *uid,
                               {idFrom<Api::VideoId>(query->value(2)),
                                milliseconds(query->value(3).toLongLong()), dayFrom(query->value(4))});
    }
    return {};
}

/// Those that still count. Entries that stay may say them again.
Expected<void, StoreProblem> Ledger::File::keepPlaces()
{
    if (auto done = m_database->run(QStringLiteral("DELETE FROM places")); !done)
        return Unexpected{done.error()};
    const QHash<Api::ProfileId, PlaceBook::OfChips> &all = std::as_const(book).places().all();
    for (auto child = all.cbegin(); child != all.cend(); ++child) {
        for (auto place = child->cbegin(); place != child->cend(); ++place) {
            if (place->day.daysTo(*book.lastDay()) > Flow::rememberedForDays)
                continue;
            auto done = m_database->run(
                QStringLiteral("INSERT INTO places(child,chip,video,reached,day) VALUES(?,?,?,?,?)"),
                {child.key().toString(), place.key().toString(), place->video.toString(),
                 qint64(place->position.count()), text(place->day)});
            if (!done)
                return Unexpected{done.error()};
        }
    }
    return {};
}

Expected<void, StoreProblem> Ledger::File::loadLeases()
{
    auto query = m_database->run(
        QStringLiteral("SELECT server,child,day,revision,may_play,granted_here,elsewhere,over_elsewhere,"
                       "granted_elsewhere,shared FROM leases"));
    if (!query)
        return Unexpected{query.error()};
    while (query->next()) {
        KeptLease lease{query->value(0).toString(),
                        idFrom<Api::ProfileId>(query->value(1)),
                        dayFrom(query->value(2)),
                        query->value(3).toULongLong(),
                        milliseconds(query->value(4).toLongLong()),
                        milliseconds(query->value(5).toLongLong()),
                        milliseconds(query->value(6).toLongLong()),
                        milliseconds(query->value(7).toLongLong()),
                        milliseconds(query->value(8).toLongLong()),
                        query->value(9).toBool()};
        leases[{lease.child, lease.day}].append(lease);
    }
    return {};
}

/// The steps of old days become pieces, and with them goes all that was written before the first row that
/// still counts. The chain then begins after the last row that went.
Expected<void, StoreProblem> Ledger::File::condense(const Clock &clock)
{
    if (!book.lastDay())
        return {};
    const QString limit = text(book.lastDay()->addDays(-condenseAfterDays));
    quint64 last = 0; // of those that go
    {
        auto query = m_database->run(
            QStringLiteral("SELECT coalesce((SELECT min(number) FROM entries WHERE day>=?), max(number)+1), "
                           "max(number), (SELECT max(number) FROM entries WHERE kind IN('day','lost')) "
                           "FROM entries"),
            {limit});
        if (!query)
            return Unexpected{query.error()};
        if (!query->next() || query->isNull(1))
            return {};
        const quint64 firstKept = std::min({query->value(0).toULongLong(),
                                            book.firstUnfinished().value_or(query->value(1).toULongLong()),
                                            query->value(2).toULongLong()});
        last = firstKept - 1;
    }
    LedgerBook going;
    QByteArray lastHash;
    {
        auto query = m_database->run(
            QStringLiteral("SELECT %1,hash FROM entries WHERE number<=? ORDER BY number").arg(columns),
            {last});
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            going.take(rowFrom(*query));
            lastHash = query->value(hashColumn).toByteArray();
        }
    }
    if (going.lastNumber() == 0)
        return {};

    Database::Transaction transaction(*m_database);
    const QByteArray hashBefore = m_lastHash;
    const auto write = [&]() -> Expected<void, StoreProblem> {
        for (const LedgerPiece &piece : going.pieces()) {
            auto done = m_database->run(
                QStringLiteral("INSERT INTO pieces(sitting,child,video,day,first,revision,milliseconds,over,"
                               "lost,trusted,had_session) VALUES(?,?,?,?,?,?,?,?,?,?,?)"),
                {piece.key.sitting, piece.key.child.toString(), piece.key.video.toString(),
                 text(piece.key.day), piece.first, piece.revision, qint64(piece.played.count()),
                 qint64(piece.over.count()), qint64(piece.lost.count()), piece.trusted ? 1 : 0,
                 going.hadSession(piece.key.sitting) ? 1 : 0});
            if (!done)
                return Unexpected{done.error()};
        }
        if (auto kept = keepPlaces(); !kept)
            return kept;
        // What a server knows is not forgotten with the row that says so.
        const QHash<QString, LedgerRow> settlements = book.settlements();
        for (const LedgerRow &row : settlements) {
            if (row.number > last)
                continue;
            if (auto again = append(stamped(row, clock)); !again)
                return again;
        }
        if (!lastHash.isEmpty()) {
            if (auto done =
                    m_database->run(QStringLiteral("UPDATE identity SET anchor=?, hash=?"), {last, lastHash});
                !done)
                return Unexpected{done.error()};
        }
        if (auto done = m_database->run(QStringLiteral("DELETE FROM entries WHERE number<=?"), {last}); !done)
            return Unexpected{done.error()};
        if (auto done = m_database->run(
                QStringLiteral("DELETE FROM leases WHERE day<? AND day<(SELECT max(day) FROM leases "
                               "AS later WHERE later.server=leases.server AND "
                               "later.child=leases.child)"),
                {text(book.lastDay()->addDays(-keptLeaseDays))});
            !done)
            return Unexpected{done.error()};
        return transaction.commit();
    };
    auto written = write();
    if (!written)
        m_lastHash = hashBefore;
    return written;
}

Expected<std::shared_ptr<Ledger::File>, StoreProblem> Ledger::open(const QString &folder, const Clock &clock)
{
    const bool isMissing = !QFileInfo::exists(QDir(folder).filePath(QStringLiteral("ledger.db")));
    const QDateTime lastWritten = lastWriteIn(folder);
    LedgerBook proven;
    DatabaseLayout checked = layout();
    checked.check = [&proven](Database &database) {
        LedgerBook sound;
        auto result = File::checkChain(database, sound);
        if (!result)
            proven = sound;
        return result;
    };
    auto opened = Database::openOrRenew(checked, folder);
    if (!opened)
        return Unexpected{opened.error()};
    const bool isDamaged = !opened->keptAside.isEmpty();
    const bool isLost = isDamaged || (isMissing && lastWritten.isValid());
    if (isLost && isMissing)
        qCCritical(lcStore).noquote() << opened->database->path()
                                      << "is missing, though the kiosk was used "
                                         "before. A new one was begun; half of this day counts as used.";
    auto file = std::make_shared<File>(std::move(opened->database));
    if (const auto identified = file->identify(folder); !identified)
        return Unexpected{identified.error()};
    if (const auto loaded = file->load(); !loaded)
        return Unexpected{loaded.error()};
    if (isLost) {
        LedgerRow lost;
        lost.kind = QStringLiteral("lost");
        const auto last =
            lastWritten.isValid() ? std::optional(lastWritten.toTimeZone(clock.zone()).date()) : std::nullopt;
        lost.day = Flow::dayOf(last, clock.wall(), clock.isTrusted(), clock.zone());
        if (const auto noted = file->append(stamped(lost, clock)); !noted)
            return Unexpected{noted.error()};
        for (LedgerRow &row : proven.salvageOf(lost.day)) {
            if (const auto noted = file->append(stamped(std::move(row), clock)); !noted)
                return Unexpected{noted.error()};
        }
    }
    for (const LedgerRow &cut : file->book.cuts()) {
        if (const auto noted = file->append(stamped(cut, clock)); !noted)
            return Unexpected{noted.error()};
    }
    if (const auto condensed = file->condense(clock); !condensed)
        return Unexpected{condensed.error()};
    return file;
}

Ledger::Ledger(std::shared_ptr<File> file, StoreThread &thread, const Clock &clock, QObject *parent)
    : LedgerJournal(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_clock(clock)
    , m_id(m_file->id)
    , m_replaces(m_file->replaces)
    , m_book(std::move(m_file->book))
    , m_places(m_book.places())
    , m_leases(std::move(m_file->leases))
    , m_unfinished(m_book.unfinished())
    , m_lastDay(m_book.lastDay())
    , m_lastSitting(m_book.lastSitting())
    , m_nextNumber(m_book.lastNumber() + 1)
{
    for (const LedgerPiece &piece : m_book.pieces()) {
        Flow::LedgerDay &day = m_days[{piece.key.child, piece.key.day}];
        day.played += piece.played;
        day.over += piece.over;
    }
}

Ledger::~Ledger()
{
    writeWaiting(); // what was to go with the next entry
    m_thread.letGo(std::move(m_file));
}

void Ledger::write(LedgerRow row, When when)
{
    row = stamped(std::move(row), m_clock);
    row.number = m_nextNumber++;
    m_places.take(row);
    m_file->add(std::move(row));
    if (when == When::Now)
        writeWaiting();
}

void Ledger::writeWaiting()
{
    m_thread.give([file = m_file, ledger = QPointer<Ledger>(this)] { return answerTo(*file, ledger); });
}

/// Store thread: writes what waits, and says on the GUI thread what became of the charges in it.
StoreThread::Answer Ledger::answerTo(File &file, const QPointer<Ledger> &ledger)
{
    File::Outcome outcome = file.writeWaiting();
    if (outcome.problem)
        qCCritical(lcStore).noquote() << outcome.problem->toString();
    if (outcome.rows.empty() && !outcome.leases)
        return {};
    return [ledger, outcome = std::move(outcome)] {
        if (ledger)
            ledger->noteWritten(outcome.rows, outcome.leases, outcome.problem);
    };
}

void Ledger::noteWritten(const std::deque<LedgerRow> &rows, bool leases,
                         const std::optional<StoreProblem> &problem)
{
    if (!problem) {
        for (const LedgerRow &row : rows) {
            if (row.kind != u"settled") // counts since it was said; another word may have followed
                m_book.take(row);
        }
    }
    for (const LedgerRow &row : rows) {
        if (row.charge == 0)
            continue;
        if (!problem)
            Q_EMIT charged(row.charge);
        else
            Q_EMIT chargeFailed(row.charge, problem->kind == StoreProblem::Kind::Damaged
                                                ? Problem::Damaged
                                                : Problem::NotWritable);
    }
    if (problem)
        return;
    if (leases)
        Q_EMIT leasesKept();
    if (!rows.empty())
        Q_EMIT grown();
}

void Ledger::beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &day, const Nfc::Uid &uid)
{
    m_lastSitting = std::max(m_lastSitting, sitting);
    LedgerRow row;
    row.kind = QStringLiteral("sitting");
    row.sitting = sitting;
    row.child = child;
    row.day = day;
    row.chip = uid.toString();
    write(std::move(row));
}

void Ledger::charge(const Flow::LedgerEntry &entry)
{
    Flow::LedgerDay &day = m_days[{entry.child, entry.day}];
    day.played += entry.amount;
    day.over += entry.over;
    LedgerRow row = stepOf(entry);
    row.kind = QStringLiteral("charge");
    row.charge = entry.id;
    write(std::move(row));
}

void Ledger::giveBack(const Flow::LedgerEntry &entry)
{
    Flow::LedgerDay &day = m_days[{entry.child, entry.day}];
    day.played -= entry.amount;
    day.over -= entry.over;
    LedgerRow row = stepOf(entry);
    row.kind = QStringLiteral("back");
    write(std::move(row));
}

void Ledger::noteSession(quint64 sitting, const Flow::OpenedSession &opened)
{
    LedgerRow row;
    row.kind = QStringLiteral("session");
    row.sitting = sitting;
    row.session = opened.session;
    row.server = opened.server;
    row.amount = opened.playedBefore;
    write(std::move(row));
}

void Ledger::noteSessionEnded(quint64 sitting, const Api::SessionId &session)
{
    LedgerRow row;
    row.kind = QStringLiteral("session-end");
    row.sitting = sitting;
    row.session = session;
    write(std::move(row));
}

void Ledger::noteSessionUntold(quint64 sitting, const Api::SessionId &session)
{
    if (!m_book.hadSession(sitting))
        return; // of days that are condensed by now
    LedgerRow row;
    row.kind = QStringLiteral("session-untold");
    row.sitting = sitting;
    row.session = session;
    write(std::move(row));
}

void Ledger::endSitting(quint64 sitting, const Api::VideoId &video, milliseconds reached)
{
    LedgerRow row;
    row.kind = QStringLiteral("end");
    row.sitting = sitting;
    row.video = video;
    if (!video.isNull())
        row.reached = reached;
    write(std::move(row));
}

void Ledger::notePause(quint64 sitting, const Api::ProfileId &child, const QDate &day, milliseconds duration)
{
    LedgerRow row;
    row.kind = QStringLiteral("pause");
    row.sitting = sitting;
    row.child = child;
    row.day = day;
    row.amount = duration;
    write(std::move(row), When::WithTheNext);
}

void Ledger::openDay(const QDate &day)
{
    m_lastDay = day;
    LedgerRow row;
    row.kind = QStringLiteral("day");
    row.day = day;
    write(std::move(row));
}

Flow::LedgerDay Ledger::of(const Api::ProfileId &child, const QDate &day) const
{
    return m_days.value({child, day});
}

void Ledger::noteSettled(const QString &server, quint64 upTo, quint64 receipt)
{
    if (upTo <= m_book.settlements().value(server).upTo)
        return;
    LedgerRow row;
    row.kind = QStringLiteral("settled");
    row.server = server;
    row.upTo = upTo;
    row.amount = milliseconds(static_cast<qint64>(receipt));
    m_book.noteSettled(server, upTo);
    write(std::move(row), When::WithTheNext);
}

void Ledger::forgetSettled(const QString &server)
{
    LedgerRow row;
    row.kind = QStringLiteral("settled");
    row.server = server;
    m_book.noteSettled(server, 0);
    write(std::move(row), When::WithTheNext);
}

void Ledger::keepLeases(const QList<KeptLease> &leases)
{
    for (const KeptLease &lease : leases) {
        QList<KeptLease> &day = m_leases[{lease.child, lease.day}];
        const auto former = std::find_if(
            day.begin(), day.end(), [&lease](const KeptLease &kept) { return kept.server == lease.server; });
        if (former == day.end())
            day.append(lease);
        else
            *former = lease;
    }
    m_file->add(leases);
    writeWaiting();
}

std::optional<KeptLease> Ledger::lease(const QString &server, const Api::ProfileId &child,
                                       const QDate &day) const
{
    const QList<KeptLease> leases = m_leases.value({child, day});
    const auto found = std::find_if(leases.cbegin(), leases.cend(),
                                    [&server](const KeptLease &kept) { return kept.server == server; });
    return found == leases.cend() ? std::nullopt : std::optional(*found);
}

bool Ledger::hasLeaseOf(const QString &server, const Api::ProfileId &child, const QDate &day) const
{
    return std::any_of(m_leases.cbegin(), m_leases.cend(), [&](const QList<KeptLease> &leases) {
        return std::any_of(leases.cbegin(), leases.cend(), [&](const KeptLease &kept) {
            return kept.server == server && kept.child == child && kept.day <= day;
        });
    });
}

} // namespace Medio::Store
