// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmindex.h"

#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;
using namespace Medio::Gateway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFilmIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void remembers();
    void ordersByUse();
    void countsTriesUntilTheFilmChanges();
    void takesOverAnOlderDatabase();
    void takesOverOlderJudgements();
    void remembersQualities();
    void dropsWhatDoesNotAgreeWithItsFile();
    void removesStrayFiles();
    void setsABrokenDatabaseAside();
    void leavesANewerDatabaseAlone();
    void knowsACopyThatWasNamedAndNotWrittenDown();
    void filmsOfEqualBytesShareAFile();
    void dropsADamagedCopyForAllWhoShareIt();
    void knowsASharedCopyThatWasPromised();
    void takesOverCopiesNamedAfterTheirFilms();
    void livesWithoutAFolder();

private:
    static FilmRecord record(const QString &id, qint64 size, bool complete);
    static void touchFile(const QString &path, qint64 size);
};

FilmRecord TestFilmIndex::record(const QString &id, qint64 size, bool complete)
{
    FilmRecord record;
    record.id = id;
    record.place = u"/films/"_s + id;
    record.size = size;
    record.validator = "\"tag\"";
    record.complete = complete;
    if (!complete)
        record.have.add(0, size / 2);
    record.hash = "hash of " + id.toUtf8();
    record.modified = 42;
    FilmFacts facts;
    facts.duration = 12s;
    facts.pictureEnd = 11960ms;
    facts.frame = 40ms;
    facts.size = {640, 360};
    facts.rotation = 90;
    facts.videoCodec = u"h264"_s;
    record.facts = facts;
    return record;
}

void TestFilmIndex::touchFile(const QString &path, qint64 size)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(size));
}

void TestFilmIndex::remembers()
{
    const QTemporaryDir folder;
    const FilmRecord whole = record(u"../whole/..'"_s, 1000, true);
    const FilmRecord part = record(u"part"_s, 2000, false);
    {
        FilmIndex index;
        index.open(folder.filePath(u"films"_s));
        QVERIFY(index.isLasting());
        index.save(whole);
        index.save(part);
        QVERIFY(index.copyPath(whole).startsWith(folder.filePath(u"films/"_s)));
        QVERIFY(!index.copyPath(whole).contains(u".."_s));
        touchFile(index.copyPath(whole), 1000);
        touchFile(index.partPath(part.id), 2000);
    }
    FilmIndex index;
    index.open(folder.filePath(u"films"_s));
    QCOMPARE(index.find(whole.id), whole);
    QCOMPARE(index.find(part.id), part);
    QCOMPARE(index.find(u"other"_s), std::nullopt);
    QCOMPARE(index.playableIds(), QStringList{whole.id});
    QCOMPARE(index.bytes(), 1000 + 1000);
    index.saveHave(part.id, "0-1500");
    QCOMPARE(index.find(part.id)->have.bytes(), 1500);
    index.saveHave(whole.id, "0-10"); // is complete: means nothing
    QCOMPARE(index.find(whole.id), whole);
    index.drop(whole.id);
    QCOMPARE(index.find(whole.id), std::nullopt);
    QVERIFY(!QFile::exists(index.copyPath(whole)));
}

void TestFilmIndex::ordersByUse()
{
    const QTemporaryDir folder;
    FilmIndex index;
    index.open(folder.path());
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        index.save(record(id, 10, true));
    index.touch(u"a"_s);
    QCOMPARE(index.leastUsed(), QStringList({u"b"_s, u"c"_s, u"a"_s}));
}

void TestFilmIndex::countsTriesUntilTheFilmChanges()
{
    const QTemporaryDir folder;
    const QDate today(2026, 3, 10);
    FilmIndex index;
    index.open(folder.path());
    FilmRecord film = record(u"a"_s, 10, false);
    index.save(film);
    index.addTry(film.id, today, u"1"_s);
    index.addTry(film.id, today, u"1"_s);
    QCOMPARE(index.find(film.id)->tries, 2);
    film.have.add(5, 10);
    index.save(film);
    QCOMPARE(index.find(film.id)->tries, 2);
    index.addTry(film.id, today.addDays(1), u"1"_s);
    QCOMPARE(index.find(film.id)->tries, 1);
    QCOMPARE(index.find(film.id)->triedOn, today.addDays(1));
    index.addTry(film.id, today.addDays(1), u"2"_s);
    QCOMPARE(index.find(film.id)->tries, 1);
    QCOMPARE(index.find(film.id)->triedBy, u"2"_s);
    index.clearTries(film.id);
    QCOMPARE(index.find(film.id)->tries, 0);
    index.addTry(film.id, today, u"1"_s);
    film.validator = "\"other\"";
    index.save(film);
    QCOMPARE(index.find(film.id)->tries, 0);
}

void TestFilmIndex::takesOverAnOlderDatabase()
{
    const QTemporaryDir folder;
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        old.setDatabaseName(folder.filePath(u"films.sqlite"_s));
        QVERIFY(old.open());
        QSqlQuery query(old);
        QVERIFY(
            query.exec(u"CREATE TABLE films(id TEXT PRIMARY KEY, place TEXT NOT NULL, size INTEGER NOT NULL,"
                       " validator BLOB, complete INTEGER NOT NULL, have TEXT, hash BLOB,"
                       " modified INTEGER NOT NULL, facts TEXT, used INTEGER NOT NULL DEFAULT 0)"_s));
        QVERIFY(query.exec(u"INSERT INTO films VALUES('a','/a',10,NULL,1,'',NULL,1,'',1)"_s));
        QVERIFY(query.exec(u"PRAGMA user_version=1"_s));
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    FilmIndex index;
    FilmRecord unknown; // nobody knows its content: it keeps its name
    unknown.id = u"a"_s;
    touchFile(FilmIndex().copyPath(unknown).prepend(folder.path()), 10);
    index.open(folder.path());
    QVERIFY(index.find(u"a"_s));
    QCOMPARE(index.find(u"a"_s)->tries, 0);
}

void TestFilmIndex::takesOverOlderJudgements()
{
    const QTemporaryDir folder;
    {
        FilmIndex index; // of version 6 but for its judgements, which said less
        index.open(folder.path());
    }
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        old.setDatabaseName(folder.filePath(u"films.sqlite"_s));
        QVERIFY(old.open());
        QSqlQuery query(old);
        QVERIFY(query.exec(u"DROP TABLE judgements"_s));
        QVERIFY(query.exec(u"CREATE TABLE judgements(id TEXT PRIMARY KEY, place TEXT NOT NULL,"
                           " verdict INTEGER NOT NULL, why TEXT NOT NULL, program TEXT NOT NULL)"_s));
        QVERIFY(query.exec(u"INSERT INTO judgements VALUES('a','/a',3,'no picture','1')"_s));
        QVERIFY(query.exec(u"PRAGMA user_version=6"_s));
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    JudgedFilm film{u"a"_s, u"/a"_s, BoardVerdict::Unplayable, u"no picture"_s, u"1"_s, {}, {}};
    {
        FilmIndex index;
        index.open(folder.path());
        QVERIFY(index.isLasting());
        QCOMPARE(index.judgement(u"a"_s), std::optional(film));
        film.served = "\"one\"";
        film.askedOn = QDate(2026, 3, 10);
        index.judge(film);
    }
    FilmIndex index;
    index.open(folder.path());
    QCOMPARE(index.judgement(u"a"_s), std::optional(film));
}

void TestFilmIndex::remembersQualities()
{
    const QTemporaryDir folder;
    {
        FilmIndex index;
        index.open(folder.path());
        index.setPinned(u"a"_s, true);
    }
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        old.setDatabaseName(folder.filePath(u"films.sqlite"_s));
        QVERIFY(old.open());
        QSqlQuery query(old); // of version 8, which knew none
        QVERIFY(query.exec(u"DROP TABLE qualities"_s));
        QVERIFY(query.exec(u"PRAGMA user_version=8"_s));
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    FilmQuality quality{u"a"_s, u"/a"_s, 640LL * 360 * 30, 0, u"1"_s};
    {
        FilmIndex index;
        index.open(folder.path());
        QVERIFY(index.isLasting());
        QVERIFY(index.pins().contains(u"a"_s));
        QVERIFY(!index.quality(u"a"_s));
        index.saveQuality(quality);
        quality.tooHeavy = 1280LL * 720 * 30;
        index.saveQuality(quality);
        index.saveQuality({u"b"_s, u"/b"_s, 1, 2, u"1"_s});
        index.drop(u"a"_s);
    }
    FilmIndex index;
    index.open(folder.path());
    QCOMPARE(index.quality(u"a"_s), std::optional(quality));
    index.forgetAllBut({u"a"_s});
    QVERIFY(index.quality(u"a"_s));
    QVERIFY(!index.quality(u"b"_s));
}

void TestFilmIndex::dropsWhatDoesNotAgreeWithItsFile()
{
    const QTemporaryDir folder;
    {
        FilmIndex index;
        index.open(folder.path());
        index.save(record(u"missing"_s, 10, true));
        index.save(record(u"short"_s, 10, true));
        touchFile(index.copyPath(record(u"short"_s, 10, true)), 9);
        index.save(record(u"good"_s, 10, true));
        touchFile(index.copyPath(record(u"good"_s, 10, true)), 10);
    }
    FilmIndex index;
    index.open(folder.path());
    QCOMPARE(index.playableIds(), QStringList{u"good"_s});
    QVERIFY(!QFile::exists(index.copyPath(record(u"short"_s, 10, true))));
}

void TestFilmIndex::removesStrayFiles()
{
    const QTemporaryDir folder;
    touchFile(folder.filePath(u"stray.film"_s), 10);
    touchFile(folder.filePath(u"stray.part"_s), 10);
    touchFile(folder.filePath(u"letter.txt"_s), 10);
    FilmIndex index;
    index.open(folder.path());
    QVERIFY(!QFile::exists(folder.filePath(u"stray.film"_s)));
    QVERIFY(!QFile::exists(folder.filePath(u"stray.part"_s)));
    QVERIFY(QFile::exists(folder.filePath(u"letter.txt"_s))); // not ours
}

void TestFilmIndex::setsABrokenDatabaseAside()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"films.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u".*was broken.*"_s));
    FilmIndex index;
    index.open(folder.path());
    QVERIFY(index.isLasting());
    QVERIFY(QFile::exists(folder.filePath(u"films.sqlite.broken"_s)));
    index.save(record(u"a"_s, 10, true));
    QCOMPARE(index.playableIds(), QStringList{u"a"_s});
}

void TestFilmIndex::leavesANewerDatabaseAlone()
{
    const QTemporaryDir folder;
    {
        FilmIndex index;
        index.open(folder.path());
        index.setPinned(u"a"_s, true);
    }
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
        database.setDatabaseName(folder.filePath(u"films.sqlite"_s));
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(u"PRAGMA user_version=1000"_s));
    }
    QSqlDatabase::removeDatabase(u"newer"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u".*No film will be kept.*"_s));
    FilmIndex index;
    index.open(folder.path());
    QVERIFY(!index.isLasting());
    QVERIFY(QFile::exists(folder.filePath(u"films.sqlite"_s)));
    QVERIFY(!QFile::exists(folder.filePath(u"films.sqlite.broken"_s)));
}

void TestFilmIndex::knowsACopyThatWasNamedAndNotWrittenDown()
{
    const QTemporaryDir folder;
    FilmRecord record;
    record.id = u"a"_s;
    record.place = u"/a"_s;
    record.size = 900;
    QString copy;
    {
        FilmIndex index;
        index.open(folder.path());
        index.save(record);
        index.promise(record.id, 1000, "hash");
        copy = index.copyPath(QByteArray("hash"));
        touchFile(copy, 1000); // and then the power went
    }
    {
        FilmIndex index;
        index.open(folder.path());
        const auto found = index.find(record.id);
        QVERIFY(found && found->complete);
        QCOMPARE(found->size, 1000);
        QCOMPARE(found->hash, QByteArray("hash"));
        QCOMPARE(found->modified, 0); // so it is hashed before it is shown
        QVERIFY(QFile::exists(copy));
    }
    // Of another size it is not that file.
    FilmIndex index;
    index.open(folder.path());
    index.drop(record.id);
    index.save(record);
    index.promise(record.id, 1000, "hash");
    touchFile(copy, 999);
    FilmIndex again;
    again.open(folder.path());
    QVERIFY(!again.find(record.id));
    QVERIFY(!QFile::exists(copy));
}

void TestFilmIndex::filmsOfEqualBytesShareAFile()
{
    const QTemporaryDir folder;
    FilmRecord a = record(u"a"_s, 10, true);
    FilmRecord b = record(u"b"_s, 10, true);
    b.hash = a.hash;
    b.modified = 43;
    QString path;
    {
        FilmIndex index;
        index.open(folder.path());
        index.save(a);
        index.save(record(u"c"_s, 10, true));
        QVERIFY(index.shared().isEmpty());
        index.save(b);
        path = index.copyPath(a);
        QCOMPARE(index.copyPath(b), path);
        QCOMPARE(index.find(a.id)->modified, 43); // it is one file
        QCOMPARE(index.bytes(), 20);
        QCOMPARE(index.bytes({a.id, b.id}), 10);
        QCOMPARE(index.bytes({u"c"_s, u"d"_s}), 10);
        const QList<QStringList> shared = index.shared();
        QCOMPARE(shared.size(), 1);
        QCOMPARE(QSet<QString>(shared[0].begin(), shared[0].end()), QSet<QString>({a.id, b.id}));
        touchFile(path, 10);
    }
    FilmIndex index;
    index.open(folder.path());
    QVERIFY(index.find(a.id) && index.find(b.id));
    index.drop(a.id);
    QVERIFY(QFile::exists(path));
    index.promise(u"d"_s, 10, a.hash); // about to be named so
    index.drop(b.id);
    QVERIFY(QFile::exists(path));
    index.discard(a.hash);
    QVERIFY(QFile::exists(path));
    index.forgetPromise(u"d"_s);
    index.discard(a.hash);
    QVERIFY(!QFile::exists(path));
}

void TestFilmIndex::dropsADamagedCopyForAllWhoShareIt()
{
    const QTemporaryDir folder;
    FilmIndex index;
    index.open(folder.path());
    const FilmRecord a = record(u"a"_s, 10, true);
    FilmRecord b = record(u"b"_s, 10, true);
    b.hash = a.hash;
    index.save(a);
    index.save(b);
    touchFile(index.copyPath(a), 10);
    index.verified(a, true, 44);
    QCOMPARE(index.find(b.id)->modified, 44);
    // It was fetched anew while the old file was read.
    const FilmRecord checked = index.find(a.id).value_or(FilmRecord());
    b.modified = 45;
    index.save(b);
    index.verified(checked, false, 44);
    QVERIFY(index.find(a.id) && index.find(b.id));
    index.verified(checked, true, 44);
    QCOMPARE(index.find(b.id)->modified, 45);
    QVERIFY(QFile::exists(index.copyPath(a)));

    index.verified(*index.find(a.id), false, 45);
    QVERIFY(!index.find(a.id) && !index.find(b.id));
    QVERIFY(!QFile::exists(index.copyPath(a)));
}

void TestFilmIndex::knowsASharedCopyThatWasPromised()
{
    const QTemporaryDir folder;
    const FilmRecord a = record(u"a"_s, 10, true);
    {
        FilmIndex index;
        index.open(folder.path());
        index.save(a);
        touchFile(index.copyPath(a), 10);
        FilmRecord b = record(u"b"_s, 10, false);
        index.save(b);
        touchFile(index.partPath(b.id), 10);
        index.promise(b.id, 10, a.hash); // and the program ended before the file was renamed
        FilmRecord c = record(u"c"_s, 10, false);
        index.save(c);
        touchFile(index.partPath(c.id), 10);
        index.promise(c.id, 10, "hash of c"); // as well, and nobody else has these bytes
    }
    FilmIndex index;
    index.open(folder.path());
    const auto b = index.find(u"b"_s);
    QVERIFY(b && b->complete);
    QCOMPARE(b->hash, a.hash);
    QVERIFY(QFile::exists(index.copyPath(a)));
    QVERIFY(!QFile::exists(index.partPath(u"b"_s)));
    QCOMPARE(index.find(a.id)->modified, 0); // nobody knows which of them it is: hashed before it is shown
    const auto c = index.find(u"c"_s);
    QVERIFY(c && !c->complete);
    QVERIFY(QFile::exists(index.partPath(u"c"_s)));
    QCOMPARE(index.bytes(), 10 + 5);
    // What was promised then is over.
    index.drop(a.id);
    index.drop(u"b"_s);
    QVERIFY(!QFile::exists(index.copyPath(a)));
}

void TestFilmIndex::takesOverCopiesNamedAfterTheirFilms()
{
    const QTemporaryDir folder;
    const FilmRecord a = record(u"a"_s, 10, true);
    FilmRecord b = record(u"b"_s, 10, true);
    b.hash = a.hash;
    const FilmRecord c = record(u"c"_s, 20, false);
    const auto oldPath = [](const FilmIndex &index, FilmRecord film) {
        film.hash.clear();
        return index.copyPath(film);
    };
    {
        FilmIndex index;
        index.open(folder.path());
        for (const FilmRecord &film : {a, b, c})
            index.save(film);
        index.promise(c.id, 20, c.hash); // killed while it was named
        touchFile(oldPath(index, a), 10);
        touchFile(oldPath(index, b), 10);
        touchFile(oldPath(index, c), 20);
    }
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        old.setDatabaseName(folder.filePath(u"films.sqlite"_s));
        QVERIFY(old.open());
        QVERIFY(QSqlQuery(old).exec(u"PRAGMA user_version=7"_s));
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    for (int time = 0; time < 2; ++time) {
        FilmIndex index;
        index.open(folder.path());
        QVERIFY(index.isLasting());
        for (const FilmRecord &film : {a, b, c}) {
            QVERIFY(index.find(film.id) && index.find(film.id)->complete);
            QVERIFY(QFile::exists(index.copyPath(film)));
            QVERIFY(!QFile::exists(oldPath(index, film)));
        }
        QCOMPARE(index.bytes(), 10 + 20);
    }
}

void TestFilmIndex::livesWithoutAFolder()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u".*can't be used.*"_s));
    FilmIndex index;
    index.open(u"/dev/null/films"_s);
    QVERIFY(!index.isLasting());
    index.save(record(u"a"_s, 10, false));
    QVERIFY(index.find(u"a"_s));
}

QTEST_GUILESS_MAIN(TestFilmIndex)
#include "tst_filmindex.moc"
