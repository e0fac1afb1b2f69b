// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmindex.h"

#include "app/base/logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QSet>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <cstdio>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int schemaVersion = 9; ///< 8: copies are named after their content; 9: qualities

/// SQLITE_CORRUPT and SQLITE_NOTADB
bool isDamage(const QSqlError &error)
{
    return error.nativeErrorCode() == "11"_L1 || error.nativeErrorCode() == "26"_L1;
}

/// Runs a statement with these values for its question marks; a failure is logged. Losing an entry costs a
/// download, no more.
QSqlQuery run(const QSqlDatabase &database, const QString &statement, const QVariantList &values = {})
{
    QSqlQuery query(database);
    query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        qCWarning(lcGateway).noquote() << "The index of films:" << query.lastError().text();
    return query;
}

/// The first column of what is found.
QStringList idsIn(const QSqlDatabase &database, const QString &statement)
{
    QStringList ids;
    QSqlQuery query = run(database, statement);
    while (query.next())
        ids.append(query.value(0).toString());
    return ids;
}

QString fileStem(const QString &id)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex().first(32));
}

FilmRecord recordOf(const QSqlQuery &query)
{
    FilmRecord record;
    record.id = query.value(0).toString();
    record.place = query.value(1).toString();
    record.size = query.value(2).toLongLong();
    record.validator = query.value(3).toByteArray();
    record.complete = query.value(4).toBool();
    record.have = IntervalMap::fromText(query.value(5).toByteArray()).value_or(IntervalMap());
    record.hash = query.value(6).toByteArray();
    record.modified = query.value(7).toLongLong();
    record.facts = filmFactsFromJson(QJsonDocument::fromJson(query.value(8).toByteArray()).object());
    record.tries = query.value(9).toInt();
    record.triedOn = QDate::fromString(query.value(10).toString(), Qt::ISODate);
    record.triedBy = query.value(11).toString();
    if (const qint64 used = query.value(12).toLongLong(); used > 0)
        record.usedAt = QDateTime::fromMSecsSinceEpoch(used).toUTC();
    return record;
}

QString textOf(const FilmFacts &facts)
{
    return QString::fromUtf8(QJsonDocument(toJson(facts)).toJson(QJsonDocument::Compact));
}

JudgedFilm judgementOf(const QSqlQuery &query)
{
    const int verdict = query.value(2).toInt();
    const bool known = verdict >= int(BoardVerdict::Unchecked) && verdict <= int(BoardVerdict::Unplayable);
    return {query.value(0).toString(),
            query.value(1).toString(),
            known ? BoardVerdict(verdict) : BoardVerdict::Unchecked,
            query.value(3).toString(),
            query.value(4).toString(),
            query.value(5).toByteArray(),
            QDate::fromString(query.value(6).toString(), Qt::ISODate)};
}

constexpr auto columns =
    "id, place, size, validator, complete, have, hash, modified, facts, tries, triedOn, triedBy, usedAt"_L1;
constexpr auto judgementColumns = "id, place, verdict, why, program, served, askedOn"_L1;

} // namespace

FilmIndex::~FilmIndex()
{
    if (m_connection.isEmpty())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

void FilmIndex::open(const QString &folder)
{
    m_folder = folder;
    m_connection = u"medio-films-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);

    const QString path = folder + u"/films.sqlite"_s;
    m_lasting = !folder.isEmpty() && QDir().mkpath(folder);
    if (m_lasting) {
        Opened opened = openDatabase(path);
        if (opened == Opened::Damaged) {
            m_database.close();
            const QString aside = path + u".broken"_s;
            QFile::remove(aside);
            if (QFile::rename(path, aside)) {
                QFile::remove(path + u"-wal"_s);
                QFile::remove(path + u"-shm"_s);
                qCWarning(lcGateway).noquote()
                    << "The index of films was broken and is kept as" << aside << "; a new one is started";
                opened = openDatabase(path);
            }
        }
        m_lasting = opened == Opened::Yes;
    }
    if (!m_lasting) {
        qCWarning(lcGateway).noquote() << "No film will be kept: the folder can't be used:" << folder;
        openDatabase(u":memory:"_s);
        return;
    }
    reconcile();
}

FilmIndex::Opened FilmIndex::openDatabase(const QString &path)
{
    m_database.close();
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!m_database.open())
        return isDamage(m_database.lastError()) ? Opened::Damaged : Opened::No;
    QSqlQuery query(m_database);
    // WAL with NORMAL never breaks the file at a power cut and loses nothing when the program is killed. A
    // cut costs the entries that the system had not yet written back, and with them what they say is here of
    // downloads: to wait for each of them would wear cards for bytes that can be fetched again.
    if (!query.exec(u"PRAGMA journal_mode=WAL"_s) || !query.exec(u"PRAGMA synchronous=NORMAL"_s) ||
        !query.exec(u"PRAGMA user_version"_s) || !query.next())
        return isDamage(query.lastError()) ? Opened::Damaged : Opened::No;
    const int version = query.value(0).toInt();
    query.finish();
    if (version > schemaVersion)
        return Opened::No;
    if (version == schemaVersion) {
        const bool isWhole = query.exec(u"SELECT id FROM films LIMIT 1"_s);
        return isWhole ? Opened::Yes : isDamage(query.lastError()) ? Opened::Damaged : Opened::No;
    }
    // All of it or nothing: a cut in between must leave a database that is known.
    if (!m_database.transaction())
        return isDamage(m_database.lastError()) ? Opened::Damaged : Opened::No;
    if (migrate(version) && m_database.commit())
        return Opened::Yes;
    const bool isDamaged = isDamage(m_database.lastError());
    m_database.rollback();
    return isDamaged ? Opened::Damaged : Opened::No;
}

bool FilmIndex::migrate(int version)
{
    constexpr auto tries = u"tries INTEGER NOT NULL DEFAULT 0";
    constexpr auto triedOn = u"triedOn TEXT NOT NULL DEFAULT ''";
    constexpr auto triedBy = u"triedBy TEXT NOT NULL DEFAULT ''";
    constexpr auto usedAt = u"usedAt INTEGER NOT NULL DEFAULT 0";
    QSqlQuery query(m_database);
    const auto add = [&query](QStringView column) {
        return query.exec(u"ALTER TABLE films ADD COLUMN %1"_s.arg(column));
    };
    const auto makeFilms = [&] {
        return query.exec(
            u"CREATE TABLE films(id TEXT PRIMARY KEY, place TEXT NOT NULL, size INTEGER NOT NULL,"
            " validator BLOB, complete INTEGER NOT NULL, have TEXT, hash BLOB,"
            " modified INTEGER NOT NULL, facts TEXT, used INTEGER NOT NULL DEFAULT 0, "_s +
            tries + u", "_s + triedOn + u", "_s + triedBy + u", "_s + usedAt + u')');
    };
    const auto growFilms = [&] {
        return (version > 1 || add(tries)) && (version > 2 || add(triedOn)) &&
               (version > 3 || add(triedBy)) && (version > 4 || add(usedAt));
    };
    return (version == 0 ? makeFilms() : growFilms()) &&
           (version > 4 ||
            (query.exec(u"CREATE TABLE pins(id TEXT PRIMARY KEY)"_s) &&
             query.exec(u"CREATE TABLE judgements(id TEXT PRIMARY KEY, place TEXT NOT NULL,"
                        " verdict INTEGER NOT NULL, why TEXT NOT NULL, program TEXT NOT NULL)"_s))) &&
           (version > 5 ||
            query.exec(
                u"CREATE TABLE promises(id TEXT PRIMARY KEY, size INTEGER NOT NULL, hash BLOB NOT NULL)"_s)) &&
           (version > 6 ||
            (query.exec(u"ALTER TABLE judgements ADD COLUMN served BLOB"_s) &&
             query.exec(u"ALTER TABLE judgements ADD COLUMN askedOn TEXT NOT NULL DEFAULT ''"_s))) &&
           (version > 8 ||
            query.exec(u"CREATE TABLE IF NOT EXISTS qualities(id TEXT PRIMARY KEY, place TEXT NOT NULL,"
                       " taken INTEGER NOT NULL, tooHeavy INTEGER NOT NULL, program TEXT NOT NULL)"_s)) &&
           query.exec(u"PRAGMA user_version=%1"_s.arg(schemaVersion));
}

void FilmIndex::reconcile()
{
    QStringList lost;
    QSet<QString> known;
    QSqlQuery films = run(m_database, u"SELECT %1 FROM films"_s.arg(columns));
    if (!films.isActive())
        return;
    while (films.next()) {
        const FilmRecord record = recordOf(films);
        const QFileInfo file(record.complete ? takeOver(record) : partPath(record.id));
        const QFileInfo pieces(piecesPath(record.id));
        if (record.size > 0 && file.isFile() && file.size() == record.size)
            known.insert(file.fileName());
        else if (!record.complete && pieces.isDir())
            known.insert(pieces.fileName());
        else
            lost.append(record.id);
    }
    films.finish();
    // Named as copies when the program ended, before that was written down: hashed before they are shown.
    QSqlQuery promises = run(m_database, u"SELECT id, size, hash FROM promises"_s);
    QList<FilmRecord> promised;
    while (promises.next()) {
        FilmRecord record;
        record.id = promises.value(0).toString();
        record.size = promises.value(1).toLongLong();
        record.hash = promises.value(2).toByteArray();
        record.complete = true;
        promised.append(record);
    }
    promises.finish();
    for (const FilmRecord &promise : std::as_const(promised)) {
        const QFileInfo file(takeOver(promise));
        auto record = find(promise.id);
        if (!record || record->complete || !file.isFile() || file.size() != promise.size)
            continue;
        record->complete = true;
        record->size = promise.size;
        record->hash = promise.hash;
        record->modified = 0;
        record->have.clear();
        save(*record);
        lost.removeOne(promise.id);
        known.insert(file.fileName());
        known.remove(QFileInfo(partPath(promise.id)).fileName());
        known.remove(QFileInfo(piecesPath(promise.id)).fileName());
    }
    run(m_database, u"DELETE FROM promises"_s); // the others are as they were before
    for (const QString &id : std::as_const(lost)) {
        qCInfo(lcGateway).noquote() << "A film's copy is missing or has a wrong size and is dropped:" << id;
        drop(id);
    }
    const QDir folder(m_folder);
    const QStringList files =
        folder.entryList({u"*.film"_s, u"*.part"_s, u"*.draft"_s}, QDir::Files | QDir::Hidden);
    for (const QString &file : files)
        if (!known.contains(file))
            QFile::remove(folder.filePath(file));
    const QStringList folders = folder.entryList({u"*.pieces"_s}, QDir::Dirs | QDir::Hidden);
    for (const QString &pieces : folders)
        if (!known.contains(pieces))
            QDir(folder.filePath(pieces)).removeRecursively();
}

/// Gives a copy that is still named after its film the name of its content. Where it lies.
QString FilmIndex::takeOver(const FilmRecord &record) const
{
    const QString path = copyPath(record);
    const QFileInfo old(namelessPath(record.id));
    const QFileInfo named(path);
    const bool isThere = named.isFile() && named.size() == record.size;
    if (!isThere && old.isFile() && old.size() == record.size &&
        std::rename(QFile::encodeName(old.filePath()).constData(), QFile::encodeName(path).constData()) != 0)
        qCWarning(lcGateway).noquote() << "A film's copy can't be renamed:" << record.id;
    return path;
}

QString FilmIndex::namelessPath(const QString &id) const
{
    return m_folder + u'/' + fileStem(id) + u".film"_s;
}

QString FilmIndex::copyPath(const QByteArray &hash) const
{
    return m_folder + u'/' + QString::fromLatin1(hash.toHex()) + u".film"_s;
}

QString FilmIndex::copyPath(const FilmRecord &record) const
{
    return record.hash.isEmpty() ? namelessPath(record.id) : copyPath(record.hash);
}

QString FilmIndex::partPath(const QString &id) const
{
    return m_folder + u'/' + fileStem(id) + u".part"_s;
}

QString FilmIndex::piecesPath(const QString &id) const
{
    return m_folder + u'/' + fileStem(id) + u".pieces"_s;
}

QString FilmIndex::draftPath(const QString &id) const
{
    return m_folder + u'/' + fileStem(id) + u".draft"_s;
}

QList<FilmRecord> FilmIndex::records() const
{
    QList<FilmRecord> records;
    QSqlQuery query = run(m_database, u"SELECT %1 FROM films"_s.arg(columns));
    while (query.next())
        records.append(recordOf(query));
    return records;
}

std::optional<FilmRecord> FilmIndex::find(const QString &id) const
{
    QSqlQuery query = run(m_database, u"SELECT %1 FROM films WHERE id=?"_s.arg(columns), {id});
    return query.next() ? std::optional(recordOf(query)) : std::nullopt;
}

QStringList FilmIndex::playableIds() const
{
    return idsIn(m_database, u"SELECT id FROM films WHERE complete=1 AND facts<>''"_s);
}

void FilmIndex::save(const FilmRecord &record)
{
    run(m_database,
        u"INSERT INTO films(id, place, size, validator, complete, have, hash, modified, facts, used)"
        " VALUES(?,?,?,?,?,?,?,?,?,(SELECT coalesce(max(used),0)+1 FROM films))"
        " ON CONFLICT(id) DO UPDATE SET place=excluded.place, size=excluded.size,"
        " validator=excluded.validator, complete=excluded.complete, have=excluded.have,"
        " hash=excluded.hash, modified=excluded.modified, facts=excluded.facts, tries=CASE WHEN"
        " size=excluded.size AND validator IS excluded.validator THEN tries ELSE 0 END"_s,
        {record.id, record.place, record.size, record.validator, record.complete ? 1 : 0,
         QString::fromLatin1(record.have.toText()), record.hash, record.modified,
         record.facts ? textOf(*record.facts) : QString()});
    if (record.complete && !record.hash.isEmpty())
        run(m_database, u"UPDATE films SET modified=? WHERE hash=? AND complete=1"_s,
            {record.modified, record.hash});
    forgetPromise(record.id);
}

void FilmIndex::verified(const FilmRecord &checked, bool isSound, qint64 modified)
{
    const QList<FilmRecord> all = records();
    for (const FilmRecord &known : all) {
        const bool shares = !checked.hash.isEmpty() && known.hash == checked.hash;
        if (!known.complete || (known.id != checked.id && !shares) || known.modified != checked.modified)
            continue;
        if (isSound) {
            FilmRecord record = known;
            record.modified = modified;
            save(record);
        } else {
            qCWarning(lcGateway).noquote() << "A film's copy is damaged and is dropped:" << known.id;
            drop(known.id);
        }
    }
}

void FilmIndex::promise(const QString &id, qint64 size, const QByteArray &hash)
{
    run(m_database, u"PRAGMA synchronous=FULL"_s);
    run(m_database, u"INSERT OR REPLACE INTO promises(id, size, hash) VALUES(?,?,?)"_s, {id, size, hash});
    run(m_database, u"PRAGMA synchronous=NORMAL"_s);
}

void FilmIndex::forgetPromise(const QString &id)
{
    run(m_database, u"DELETE FROM promises WHERE id=?"_s, {id});
}

void FilmIndex::discard(const QByteArray &hash)
{
    if (!m_lasting || hash.isEmpty())
        return;
    QSqlQuery query = run(m_database,
                          u"SELECT id FROM films WHERE hash=? AND complete=1"
                          " UNION ALL SELECT id FROM promises WHERE hash=?"_s,
                          {hash, hash});
    if (query.isActive() && !query.next())
        QFile::remove(copyPath(hash));
}

void FilmIndex::saveHave(const QString &id, const QByteArray &have)
{
    run(m_database, u"UPDATE films SET have=? WHERE id=? AND complete=0"_s, {QString::fromLatin1(have), id});
}

void FilmIndex::saveFacts(const QString &id, const FilmFacts &facts)
{
    run(m_database, u"UPDATE films SET facts=? WHERE id=?"_s, {textOf(facts), id});
}

void FilmIndex::addTry(const QString &id, const QDate &today, const QString &version)
{
    const QString day = today.toString(Qt::ISODate);
    run(m_database,
        u"UPDATE films SET tries=CASE WHEN triedOn=? AND triedBy=? THEN tries+1 ELSE 1"
        " END, triedOn=?, triedBy=? WHERE id=?"_s,
        {day, version, day, version, id});
}

void FilmIndex::clearTries(const QString &id)
{
    run(m_database, u"UPDATE films SET tries=0 WHERE id=?"_s, {id});
}

void FilmIndex::touch(const QString &id, const QDateTime &shown)
{
    run(m_database,
        u"UPDATE films SET used=(SELECT max(used)+1 FROM films), usedAt=max(usedAt, ?) WHERE id=?"_s,
        {shown.isValid() ? shown.toMSecsSinceEpoch() : 0, id});
}

void FilmIndex::drop(const QString &id, bool piecesToo)
{
    QSqlQuery query =
        run(m_database,
            u"SELECT hash FROM films WHERE id=? AND complete=1 UNION ALL SELECT hash FROM promises"
            " WHERE id=?"_s,
            {id, id});
    QList<QByteArray> hashes;
    while (query.next())
        hashes.append(query.value(0).toByteArray());
    query.finish();
    run(m_database, u"DELETE FROM films WHERE id=?"_s, {id});
    forgetPromise(id);
    if (!m_lasting)
        return;
    for (const QByteArray &hash : std::as_const(hashes))
        discard(hash);
    QFile::remove(namelessPath(id));
    QFile::remove(partPath(id));
    QFile::remove(draftPath(id));
    if (piecesToo)
        QDir(piecesPath(id)).removeRecursively();
}

QSet<QString> FilmIndex::pins() const
{
    const QStringList pinned = idsIn(m_database, u"SELECT id FROM pins"_s);
    return {pinned.begin(), pinned.end()};
}

void FilmIndex::setPinned(const QString &id, bool pinned)
{
    run(m_database, pinned ? u"INSERT OR IGNORE INTO pins(id) VALUES(?)"_s : u"DELETE FROM pins WHERE id=?"_s,
        {id});
}

QList<JudgedFilm> FilmIndex::judgements() const
{
    QList<JudgedFilm> films;
    QSqlQuery query = run(m_database, u"SELECT %1 FROM judgements"_s.arg(judgementColumns));
    while (query.next())
        films.append(judgementOf(query));
    return films;
}

std::optional<JudgedFilm> FilmIndex::judgement(const QString &id) const
{
    QSqlQuery query = run(m_database, u"SELECT %1 FROM judgements WHERE id=?"_s.arg(judgementColumns), {id});
    return query.next() ? std::optional(judgementOf(query)) : std::nullopt;
}

void FilmIndex::judge(const JudgedFilm &film)
{
    // A null string would be stored as NULL.
    const auto text = [](const QString &given) {
        return given.isNull() ? u""_s : given;
    };
    run(m_database,
        u"INSERT OR REPLACE INTO judgements(id, place, verdict, why, program, served, askedOn)"
        " VALUES(?,?,?,?,?,?,?)"_s,
        {film.id, text(film.place), int(film.verdict), text(film.why), text(film.program), film.served,
         text(film.askedOn.toString(Qt::ISODate))});
}

std::optional<FilmQuality> FilmIndex::quality(const QString &id) const
{
    QSqlQuery query =
        run(m_database, u"SELECT id, place, taken, tooHeavy, program FROM qualities WHERE id=?"_s, {id});
    if (!query.next())
        return std::nullopt;
    return FilmQuality{query.value(0).toString(), query.value(1).toString(), query.value(2).toLongLong(),
                       query.value(3).toLongLong(), query.value(4).toString()};
}

void FilmIndex::saveQuality(const FilmQuality &quality)
{
    run(m_database,
        u"INSERT OR REPLACE INTO qualities(id, place, taken, tooHeavy, program) VALUES(?,?,?,?,?)"_s,
        {quality.id, quality.place, quality.taken, quality.tooHeavy, quality.program});
}

void FilmIndex::forgetAllBut(const QSet<QString> &ids)
{
    for (const QString &table : {u"pins"_s, u"judgements"_s, u"qualities"_s}) {
        const QStringList known = idsIn(m_database, u"SELECT id FROM %1"_s.arg(table));
        for (const QString &id : known)
            if (!ids.contains(id))
                run(m_database, u"DELETE FROM %1 WHERE id=?"_s.arg(table), {id});
    }
}

qint64 FilmIndex::bytes() const
{
    return bytesOf(records());
}

qint64 FilmIndex::bytes(const QStringList &ids) const
{
    QList<FilmRecord> films = records();
    films.removeIf([&ids](const FilmRecord &record) { return !ids.contains(record.id); });
    return bytesOf(films);
}

qint64 FilmIndex::bytesOf(const QList<FilmRecord> &films) const
{
    qint64 sum = 0;
    QSet<QString> files;
    for (const FilmRecord &record : films) {
        const QString file = record.complete ? copyPath(record) : partPath(record.id);
        if (files.contains(file))
            continue;
        files.insert(file);
        sum += record.complete ? record.size : record.have.bytes();
    }
    return sum;
}

QList<QStringList> FilmIndex::shared() const
{
    QHash<QString, QStringList> films;
    const QList<FilmRecord> all = records();
    for (const FilmRecord &record : all)
        if (record.complete)
            films[copyPath(record)].append(record.id);
    films.removeIf([](const auto &entry) { return entry.value().size() < 2; });
    return films.values();
}

QStringList FilmIndex::leastUsed() const
{
    return idsIn(m_database, u"SELECT id FROM films ORDER BY used"_s);
}

} // namespace Medio::Gateway
