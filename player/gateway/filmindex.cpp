// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmindex.h"

#include "app/base/logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSet>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int schemaVersion = 6;

/// SQLITE_CORRUPT and SQLITE_NOTADB
bool isDamage(const QSqlError &error)
{
    return error.nativeErrorCode() == "11"_L1 || error.nativeErrorCode() == "26"_L1;
}

/// Runs a statement; a failure is logged and false. Losing an entry costs a download, no more.
bool run(QSqlQuery &query)
{
    if (query.exec())
        return true;
    qCWarning(lcGateway).noquote() << "The index of films:" << query.lastError().text();
    return false;
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

constexpr auto columns =
    "id, place, size, validator, complete, have, hash, modified, facts, tries, triedOn, triedBy, usedAt"_L1;

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
    // WAL with NORMAL never breaks the file at a power cut; the last entries may be lost, and
    // with them no more than a piece of a download.
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
           query.exec(
               u"CREATE TABLE promises(id TEXT PRIMARY KEY, size INTEGER NOT NULL, hash BLOB NOT NULL)"_s) &&
           query.exec(u"PRAGMA user_version=%1"_s.arg(schemaVersion));
}

void FilmIndex::reconcile()
{
    QStringList lost;
    QSet<QString> known;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT %1 FROM films"_s.arg(columns));
    if (!run(query))
        return;
    while (query.next()) {
        const FilmRecord record = recordOf(query);
        const QFileInfo file(record.complete ? copyPath(record.id) : partPath(record.id));
        const QFileInfo pieces(piecesPath(record.id));
        if (record.size > 0 && file.isFile() && file.size() == record.size)
            known.insert(file.fileName());
        else if (!record.complete && pieces.isDir())
            known.insert(pieces.fileName());
        else
            lost.append(record.id);
    }
    query.finish();
    // Named as copies when the program ended, before that was written down: hashed before they are shown.
    query.prepare(u"SELECT id, size, hash FROM promises"_s);
    QList<FilmRecord> promised;
    if (run(query))
        while (query.next()) {
            FilmRecord record;
            record.id = query.value(0).toString();
            record.size = query.value(1).toLongLong();
            record.hash = query.value(2).toByteArray();
            promised.append(record);
        }
    query.finish();
    for (const FilmRecord &promise : std::as_const(promised)) {
        const QFileInfo file(copyPath(promise.id));
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

QString FilmIndex::copyPath(const QString &id) const
{
    return m_folder + u'/' + fileStem(id) + u".film"_s;
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
    QSqlQuery query(m_database);
    query.prepare(u"SELECT %1 FROM films"_s.arg(columns));
    if (run(query))
        while (query.next())
            records.append(recordOf(query));
    return records;
}

std::optional<FilmRecord> FilmIndex::find(const QString &id) const
{
    QSqlQuery query(m_database);
    query.prepare(u"SELECT %1 FROM films WHERE id=?"_s.arg(columns));
    query.addBindValue(id);
    if (!run(query) || !query.next())
        return std::nullopt;
    return recordOf(query);
}

QStringList FilmIndex::playableIds() const
{
    QStringList ids;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id FROM films WHERE complete=1 AND facts<>''"_s);
    if (run(query))
        while (query.next())
            ids.append(query.value(0).toString());
    return ids;
}

void FilmIndex::save(const FilmRecord &record)
{
    QSqlQuery query(m_database);
    query.prepare(
        u"INSERT INTO films(id, place, size, validator, complete, have, hash, modified, facts, used)"
        " VALUES(?,?,?,?,?,?,?,?,?,(SELECT coalesce(max(used),0)+1 FROM films))"
        " ON CONFLICT(id) DO UPDATE SET place=excluded.place, size=excluded.size,"
        " validator=excluded.validator, complete=excluded.complete, have=excluded.have,"
        " hash=excluded.hash, modified=excluded.modified, facts=excluded.facts, tries=CASE WHEN"
        " size=excluded.size AND validator IS excluded.validator THEN tries ELSE 0 END"_s);
    query.addBindValue(record.id);
    query.addBindValue(record.place);
    query.addBindValue(record.size);
    query.addBindValue(record.validator);
    query.addBindValue(record.complete ? 1 : 0);
    query.addBindValue(QString::fromLatin1(record.have.toText()));
    query.addBindValue(record.hash);
    query.addBindValue(record.modified);
    query.addBindValue(
        record.facts ? QString::fromUtf8(QJsonDocument(toJson(*record.facts)).toJson(QJsonDocument::Compact))
                     : QString());
    run(query);
    if (record.complete)
        forgetPromise(record.id);
}

void FilmIndex::promise(const QString &id, qint64 size, const QByteArray &hash)
{
    QSqlQuery query(m_database);
    query.exec(u"PRAGMA synchronous=FULL"_s);
    query.prepare(u"INSERT OR REPLACE INTO promises(id, size, hash) VALUES(?,?,?)"_s);
    query.addBindValue(id);
    query.addBindValue(size);
    query.addBindValue(hash);
    run(query);
    query.exec(u"PRAGMA synchronous=NORMAL"_s);
}

void FilmIndex::forgetPromise(const QString &id)
{
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM promises WHERE id=?"_s);
    query.addBindValue(id);
    run(query);
}

void FilmIndex::saveHave(const QString &id, const QByteArray &have)
{
    QSqlQuery query(m_database);
    query.prepare(u"UPDATE films SET have=? WHERE id=? AND complete=0"_s);
    query.addBindValue(QString::fromLatin1(have));
    query.addBindValue(id);
    run(query);
}

void FilmIndex::saveFacts(const QString &id, const FilmFacts &facts)
{
    QSqlQuery query(m_database);
    query.prepare(u"UPDATE films SET facts=? WHERE id=?"_s);
    query.addBindValue(QString::fromUtf8(QJsonDocument(toJson(facts)).toJson(QJsonDocument::Compact)));
    query.addBindValue(id);
    run(query);
}

void FilmIndex::addTry(const QString &id, const QDate &today, const QString &version)
{
    QSqlQuery query(m_database);
    query.prepare(u"UPDATE films SET tries=CASE WHEN triedOn=:day AND triedBy=:version THEN tries+1 ELSE 1"
                  " END, triedOn=:day, triedBy=:version WHERE id=:id"_s);
    query.bindValue(u":day"_s, today.toString(Qt::ISODate));
    query.bindValue(u":version"_s, version);
    query.bindValue(u":id"_s, id);
    run(query);
}

void FilmIndex::clearTries(const QString &id)
{
    QSqlQuery query(m_database);
    query.prepare(u"UPDATE films SET tries=0 WHERE id=?"_s);
    query.addBindValue(id);
    run(query);
}

void FilmIndex::touch(const QString &id, const QDateTime &shown)
{
    QSqlQuery query(m_database);
    query.prepare(
        u"UPDATE films SET used=(SELECT max(used)+1 FROM films), usedAt=max(usedAt, ?) WHERE id=?"_s);
    query.addBindValue(shown.isValid() ? shown.toMSecsSinceEpoch() : 0);
    query.addBindValue(id);
    run(query);
}

void FilmIndex::drop(const QString &id, bool piecesToo)
{
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM films WHERE id=?"_s);
    query.addBindValue(id);
    run(query);
    forgetPromise(id);
    if (!m_lasting)
        return;
    QFile::remove(copyPath(id));
    QFile::remove(partPath(id));
    QFile::remove(draftPath(id));
    if (piecesToo)
        QDir(piecesPath(id)).removeRecursively();
}

QSet<QString> FilmIndex::pins() const
{
    QSet<QString> pins;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id FROM pins"_s);
    if (run(query))
        while (query.next())
            pins.insert(query.value(0).toString());
    return pins;
}

void FilmIndex::setPinned(const QString &id, bool pinned)
{
    QSqlQuery query(m_database);
    query.prepare(pinned ? u"INSERT OR IGNORE INTO pins(id) VALUES(?)"_s : u"DELETE FROM pins WHERE id=?"_s);
    query.addBindValue(id);
    run(query);
}

QList<JudgedFilm> FilmIndex::judgements() const
{
    QList<JudgedFilm> films;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id, place, verdict, why, program FROM judgements"_s);
    if (run(query))
        while (query.next()) {
            const int verdict = query.value(2).toInt();
            const bool known =
                verdict >= int(BoardVerdict::Unchecked) && verdict <= int(BoardVerdict::Unplayable);
            films.append({query.value(0).toString(), query.value(1).toString(),
                          known ? BoardVerdict(verdict) : BoardVerdict::Unchecked, query.value(3).toString(),
                          query.value(4).toString()});
        }
    return films;
}

std::optional<JudgedFilm> FilmIndex::judgement(const QString &id) const
{
    const QList<JudgedFilm> all = judgements();
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const JudgedFilm &film) { return film.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

void FilmIndex::judge(const JudgedFilm &film)
{
    QSqlQuery query(m_database);
    query.prepare(u"INSERT OR REPLACE INTO judgements(id, place, verdict, why, program) VALUES(?,?,?,?,?)"_s);
    query.addBindValue(film.id);
    query.addBindValue(film.place.isNull() ? u""_s : film.place);
    query.addBindValue(int(film.verdict));
    query.addBindValue(film.why.isNull() ? u""_s : film.why);
    query.addBindValue(film.program.isNull() ? u""_s : film.program);
    run(query);
}

void FilmIndex::forgetAllBut(const QSet<QString> &ids)
{
    const auto forget = [this, &ids](const QString &table, const QString &id) {
        if (ids.contains(id))
            return;
        QSqlQuery query(m_database);
        query.prepare(u"DELETE FROM %1 WHERE id=?"_s.arg(table));
        query.addBindValue(id);
        run(query);
    };
    const QSet<QString> pinned = pins();
    for (const QString &id : pinned)
        forget(u"pins"_s, id);
    const QList<JudgedFilm> judged = judgements();
    for (const JudgedFilm &film : judged)
        forget(u"judgements"_s, film.id);
}

qint64 FilmIndex::bytes() const
{
    qint64 sum = 0;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT %1 FROM films"_s.arg(columns));
    if (run(query))
        while (query.next()) {
            const FilmRecord record = recordOf(query);
            sum += record.complete ? record.size : record.have.bytes();
        }
    return sum;
}

QStringList FilmIndex::leastUsed() const
{
    QStringList ids;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id FROM films ORDER BY used"_s);
    if (run(query))
        while (query.next())
            ids.append(query.value(0).toString());
    return ids;
}

} // namespace Medio::Gateway
