// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/database.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;
using namespace Medio::Home;

namespace {

QList<Migration> threeSteps()
{
    return {{1, {QStringLiteral("CREATE TABLE things (name TEXT NOT NULL UNIQUE)")}},
            {2,
             {QStringLiteral("ALTER TABLE things ADD COLUMN weight INTEGER"),
              QStringLiteral("INSERT INTO things (name, weight) VALUES ('feather', 1)")}},
            {3, {QStringLiteral("INSERT INTO things (name, weight) VALUES ('stone', 1000)")}}};
}

Expected<int, DatabaseProblem> countOf(Database &database)
{
    return database.read([](Connection &connection) {
        return int(connection.one(QStringLiteral("SELECT count(*) AS n FROM things"))->integer("n"));
    });
}

Expected<int, DatabaseProblem> add(Database &database, const QString &name)
{
    return database.write([name](Connection &connection) {
        return connection.run(QStringLiteral("INSERT INTO things (name) VALUES (?)"), {name});
    });
}

} // namespace

class TestHomeDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesAPrivateFile();
    void migratesOnceAndInOrder();
    void failedMigrationChangesNothing();
    void refusesANewerDatabase();
    void shippedMigrationsWork();
    void rollsBack();
    void tellsDuplicates();
    void askAnswersOnItsThread();
    void lostAndBack();
    void replacedByABackup();
    void damagedIsNeitherUsedNorTouched();
    void folderThatCantBeMade();
    void stopAnswersEverybody();

private:
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestHomeDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("data/medio.db"));
}

void TestHomeDatabase::makesAPrivateFile()
{
    Database database(m_path, threeSteps(), m_clock);
    QVERIFY(countOf(database));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_path) & others));
    QVERIFY(!(QFile::permissions(m_folder->filePath(QStringLiteral("data"))) & others));
}

void TestHomeDatabase::migratesOnceAndInOrder()
{
    {
        Database database(m_path, threeSteps().mid(0, 1), m_clock);
        QCOMPARE(countOf(database).value(), 0);
    }
    {
        Database database(m_path, threeSteps(), m_clock);
        QCOMPARE(countOf(database).value(), 2);
    }
    Database database(m_path, threeSteps(), m_clock);
    QCOMPARE(countOf(database).value(), 2);
    QVERIFY(database.problem().isEmpty());
}

void TestHomeDatabase::failedMigrationChangesNothing()
{
    {
        Database database(m_path, threeSteps().mid(0, 1), m_clock);
        QVERIFY(add(database, QStringLiteral("kept")));
    }
    auto broken = threeSteps();
    broken[2].statements << QStringLiteral("INSERT INTO nowhere VALUES (1)");
    {
        Database database(m_path, broken, m_clock);
        QCOMPARE(countOf(database).error(), DatabaseProblem::Unavailable);
        QVERIFY(!database.problem().isEmpty());
    }
    Database database(m_path, threeSteps().mid(0, 1), m_clock);
    QCOMPARE(countOf(database).value(), 1);
}

void TestHomeDatabase::refusesANewerDatabase()
{
    {
        Database database(m_path, threeSteps(), m_clock);
        QVERIFY(countOf(database));
    }
    Database database(m_path, threeSteps().mid(0, 2), m_clock);
    QCOMPARE(countOf(database).error(), DatabaseProblem::Unavailable);
    QVERIFY2(database.problem().contains(QStringLiteral("version 3")), qPrintable(database.problem()));
}

void TestHomeDatabase::shippedMigrationsWork()
{
    Database database(m_path, homeMigrations(), m_clock);
    const auto platforms = database.read([](Connection &connection) {
        QStringList names;
        const auto rows = connection.all(QStringLiteral("SELECT name FROM platforms ORDER BY name"));
        for (const Row &row : rows)
            names << row.text("name");
        return names;
    });
    QVERIFY(platforms);
    QCOMPARE(platforms->join(u' '), QStringLiteral("dailymotion film vimeo youtube"));
}

void TestHomeDatabase::rollsBack()
{
    Database database(m_path, threeSteps(), m_clock);
    const auto failed = database.write([](Connection &connection) {
        connection.run(QStringLiteral("INSERT INTO things (name) VALUES ('ghost')"));
        return connection.run(QStringLiteral("INSERT INTO nowhere VALUES (1)"));
    });
    QCOMPARE(failed.error(), DatabaseProblem::Unavailable);
    QCOMPARE(countOf(database).value(), 2);
    QVERIFY2(add(database, QStringLiteral("afterwards")), "the connection is still good");
}

void TestHomeDatabase::tellsDuplicates()
{
    Database database(m_path, threeSteps(), m_clock);
    QCOMPARE(add(database, QStringLiteral("stone")).error(), DatabaseProblem::Duplicate);
}

void TestHomeDatabase::askAnswersOnItsThread()
{
    Database database(m_path, threeSteps(), m_clock);
    QSemaphore answered;
    std::thread::id thread;
    database.ask<int>(
        Database::Access::Read, [](Connection &) { return 7; },
        [&](const Expected<int, DatabaseProblem> &result) {
            thread = result.value() == 7 ? std::this_thread::get_id() : std::thread::id();
            answered.release();
        });
    QVERIFY(answered.tryAcquire(1, 10'000));
    QVERIFY(thread != std::thread::id());
    QVERIFY(thread != std::this_thread::get_id());
}

void TestHomeDatabase::lostAndBack()
{
    Database database(m_path, threeSteps(), m_clock);
    QVERIFY(add(database, QStringLiteral("before")));
    const QString away = m_folder->filePath(QStringLiteral("away.db"));
    QVERIFY(QFile::rename(m_path, away));
    QCOMPARE(add(database, QStringLiteral("lost")).error(), DatabaseProblem::Unavailable);
    QCOMPARE(countOf(database).error(), DatabaseProblem::Unavailable);
    QVERIFY2(database.problem().contains(QStringLiteral("missing")), qPrintable(database.problem()));
    QVERIFY2(!QFile::exists(m_path), "a lost database is not made anew");

    QVERIFY(QFile::rename(away, m_path));
    QCOMPARE(countOf(database).value(), 3);
    QVERIFY(add(database, QStringLiteral("after")));
    QCOMPARE(countOf(database).value(), 4);
    QVERIFY(database.problem().isEmpty());
}

void TestHomeDatabase::replacedByABackup()
{
    const QString backup = m_folder->filePath(QStringLiteral("backup.db"));
    {
        Database database(m_path, threeSteps(), m_clock);
        QVERIFY(add(database, QStringLiteral("old")));
    }
    QVERIFY(QFile::copy(m_path, backup));
    Database database(m_path, threeSteps(), m_clock);
    QVERIFY(add(database, QStringLiteral("new")));
    QCOMPARE(countOf(database).value(), 4);
    QVERIFY(QFile::remove(m_path));
    QVERIFY(!countOf(database));
    QVERIFY(!countOf(database)); // both readers have let go, and so does the writer by then
    QVERIFY(!add(database, QStringLiteral("lost")));
    QVERIFY(QFile::rename(backup, m_path));
    QCOMPARE(countOf(database).value(), 3);
    QVERIFY(add(database, QStringLiteral("newer")));
}

void TestHomeDatabase::damagedIsNeitherUsedNorTouched()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("data"))));
    const QByteArray rubbish(8192, 'x');
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(rubbish);
    }
    Database database(m_path, threeSteps(), m_clock);
    QCOMPARE(countOf(database).error(), DatabaseProblem::Unavailable);
    QCOMPARE(add(database, QStringLiteral("x")).error(), DatabaseProblem::Unavailable);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), rubbish);
    file.close();

    QVERIFY(QFile::remove(m_path));
    QCOMPARE(add(database, QStringLiteral("x")).value(), 1); // never opened before: a first start
}

void TestHomeDatabase::folderThatCantBeMade()
{
    QFile obstacle(m_folder->filePath(QStringLiteral("data")));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    Database database(m_path, threeSteps(), m_clock);
    QCOMPARE(countOf(database).error(), DatabaseProblem::Unavailable);
    QVERIFY(obstacle.remove());
    QCOMPARE(countOf(database).value(), 2);
}

void TestHomeDatabase::stopAnswersEverybody()
{
    constexpr int asked = 50;
    QSemaphore answered;
    {
        Database database(m_path, threeSteps(), m_clock);
        for (int i = 0; i < asked; ++i)
            database.ask<int>(
                Database::Access::Write, [](Connection &) { return 1; },
                [&](const Expected<int, DatabaseProblem> &) { answered.release(); });
    }
    QCOMPARE(answered.available(), asked);
}

QTEST_GUILESS_MAIN(TestHomeDatabase)
#include "tst_homedatabase.moc"
