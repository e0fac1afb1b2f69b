// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/database.h"
#include "tests/support/fakeclock.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <functional>
#include <future>

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

using Damage = std::function<bool(const QString &path)>;

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

constexpr auto everything = QFile::Permissions::fromInt(0x7777);

/// Root may write everything; while this lives, its process is a user who may not.
class AsNobody
{
public:
    AsNobody() { m_changed = ::geteuid() == 0 && ::seteuid(65534) == 0; }
    ~AsNobody()
    {
        if (m_changed && ::seteuid(0) != 0)
            qFatal("can't be root again");
    }
    Q_DISABLE_COPY_MOVE(AsNobody)

private:
    bool m_changed = false;
};

} // namespace

Q_DECLARE_METATYPE(Damage)

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
    void aBoxThatHeldLeasesIsPairedByTheUpdate();
    void rollsBack();
    void tellsDuplicates();
    void askAnswersOnItsThread();
    void lostAndBack();
    void replacedByABackup();
    void damagedGivesWayToTheBackup_data();
    void damagedGivesWayToTheBackup();
    void damagedWithoutABackupIsBegunAnew();
    void damagedWhileItRunsIsNotTouched();
    void damageThatOnlyAReaderMeetsCountsForAll();
    void backsUpOnceAnHour();
    void notWritableIsAProblem();
    void folderThatCantBeMade();
    void stopAnswersEverybody();

private:
    /// What was put aside, apart from journals.
    [[nodiscard]] QStringList asides() const
    {
        const QDir folder(QFileInfo(m_path).path());
        QStringList found;
        const auto entries =
            folder.entryList({QStringLiteral("*.damaged-*")}, QDir::AllEntries | QDir::System);
        for (const QString &name : entries) {
            if (!name.endsWith(u"-journal"))
                found << folder.filePath(name);
        }
        return found;
    }

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

void TestHomeDatabase::aBoxThatHeldLeasesIsPairedByTheUpdate()
{
    {
        Database before(m_path, homeMigrations().mid(0, 3), m_clock);
        QVERIFY(before.write([](Connection &connection) {
            for (
                const char *statement :
                {"INSERT INTO users VALUES ('anna', 'a@medio.example', '', 'Anna', '2026-03-10')",
                 "INSERT INTO profiles VALUES ('otter', 'anna', 'Otter', NULL, 60, '2026-03-10', "
                 "'2026-03-10')",
                 "INSERT INTO ledgers (id, heard_at, receipt, begun_on) VALUES ('used', '', 1, '2026-03-10')",
                 "INSERT INTO ledgers (id, heard_at, receipt, begun_on) VALUES ('idle', '', 1, '2026-03-10')",
                 "INSERT INTO leases VALUES ('used', 'otter', '2026-03-10', 1, 60000, 0)"})
                connection.run(QLatin1String(statement));
            return 0;
        }));
    }
    Database after(m_path, homeMigrations(), m_clock);
    const auto paired = after.read([](Connection &connection) {
        QStringList boxes;
        const auto rows =
            connection.all(QStringLiteral("SELECT id, user_id FROM ledgers WHERE user_id NOT NULL"));
        for (const Row &row : rows)
            boxes << row.text("id") + QLatin1Char(' ') + row.text("user_id");
        return boxes;
    });
    QVERIFY(paired);
    QCOMPARE(*paired, QStringList{QStringLiteral("used anna")});
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
    std::promise<std::thread::id> answered;
    Database database(m_path, threeSteps(), m_clock);
    auto thread = answered.get_future();
    database.ask<int>(
        Database::Access::Read, [](Connection &) { return 7; },
        [&](const Expected<int, DatabaseProblem> &result) {
            answered.set_value(result.value() == 7 ? std::this_thread::get_id() : std::thread::id());
        });
    QCOMPARE(thread.wait_for(std::chrono::seconds(10)), std::future_status::ready);
    const auto id = thread.get();
    QVERIFY(id != std::thread::id());
    QVERIFY(id != std::this_thread::get_id());
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

void TestHomeDatabase::damagedGivesWayToTheBackup_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<bool>("isKept"); // there was something to keep
    const auto row = [](const char *name, const Damage &damage, bool isKept = true) {
        QTest::newRow(name) << damage << isKept;
    };
    row("garbage", [](const QString &path) { return write(path, QByteArray(8192, 'x')); });
    row("a few bytes", [](const QString &path) { return write(path, "SQLite"); });
    row("empty", [](const QString &path) { return write(path, {}); });
    row(
        "missing", [](const QString &path) { return QFile::remove(path); }, false);
    row("cut off", [](const QString &path) { return QFile::resize(path, QFile(path).size() / 2); });
    row("zeros after the header", [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadWrite) && file.seek(100) &&
               file.write(QByteArray(4000, '\0')) == 4000;
    });
    row("a folder", [](const QString &path) { return QFile::remove(path) && QDir().mkpath(path); });
    row("a pipe", [](const QString &path) {
        return QFile::remove(path) && ::mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
    });
    row(
        "a journal of another file",
        [](const QString &path) {
            return QFile::remove(path) && write(path + u"-journal", QByteArray(8192, 'j'));
        },
        false);
}

void TestHomeDatabase::damagedGivesWayToTheBackup()
{
    QFETCH(Damage, damage);
    QFETCH(bool, isKept);
    {
        Database database(m_path, threeSteps(), m_clock);
        QVERIFY(add(database, QStringLiteral("kept"))); // and the backup is due
        QVERIFY(add(database, QStringLiteral("lost"))); // after it
    }
    QVERIFY(damage(m_path));
    Database database(m_path, threeSteps(), m_clock);
    QCOMPARE(countOf(database).value(), 3);
    QVERIFY(add(database, QStringLiteral("lost")));
    QVERIFY(database.problem().isEmpty());
    QCOMPARE(asides().size(), isKept ? 1 : 0);
}

void TestHomeDatabase::damagedWithoutABackupIsBegunAnew()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("data"))));
    const QByteArray rubbish(8192, 'x');
    QVERIFY(write(m_path, rubbish));
    QVERIFY(write(m_path + u".backup", rubbish)); // as good as none
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QRegularExpression::escape(m_path) +
                                                           u" is damaged .*kept aside as .*new, empty one"));
    Database database(m_path, threeSteps(), m_clock);
    QCOMPARE(add(database, QStringLiteral("x")).value(), 1);
    QCOMPARE(countOf(database).value(), 3);
    QCOMPARE(asides().size(), 2);
    for (const QString &aside : asides()) {
        QFile file(aside);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), rubbish);
    }
}

void TestHomeDatabase::damagedWhileItRunsIsNotTouched()
{
    Database database(m_path, threeSteps(), m_clock);
    QVERIFY(add(database, QStringLiteral("x")));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray good = file.readAll();
    const QByteArray rubbish(good.size(), 'x');
    QVERIFY(file.seek(0) && file.write(rubbish) == rubbish.size() && file.flush());
    QCOMPARE(add(database, QStringLiteral("y")).error(), DatabaseProblem::Unavailable);
    QCOMPARE(countOf(database).error(), DatabaseProblem::Unavailable);
    QVERIFY2(database.problem().startsWith(m_path + u" is damaged"), qPrintable(database.problem()));
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), rubbish);
    QVERIFY(asides().isEmpty());

    QVERIFY(file.seek(0) && file.write(good) == good.size() && file.flush());
    QCOMPARE(countOf(database).value(), 3);
    QVERIFY(add(database, QStringLiteral("y")));
    QVERIFY(database.problem().isEmpty());
}

void TestHomeDatabase::damageThatOnlyAReaderMeetsCountsForAll()
{
    QVERIFY(countOf(*std::make_unique<Database>(m_path, threeSteps(), m_clock)));
    Database database(m_path, threeSteps(), m_clock);
    QVERIFY(database.write([](Connection &) { return 0; }));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray good = file.readAll();
    const qint64 behindTheFirstPage = 4096;
    QVERIFY(file.seek(behindTheFirstPage));
    QVERIFY(file.write(QByteArray(good.size() - behindTheFirstPage, 'x')) > 0 && file.flush());
    QCOMPARE(countOf(database).error(), DatabaseProblem::Unavailable);
    QCOMPARE(database.write([](Connection &) { return 0; }).error(), DatabaseProblem::Unavailable);

    QVERIFY(file.seek(0) && file.write(good) == good.size() && file.flush());
    QVERIFY(database.write([](Connection &) { return 0; }));
    QCOMPARE(countOf(database).value(), 2);
    QVERIFY(database.problem().isEmpty());
}

void TestHomeDatabase::backsUpOnceAnHour()
{
    const auto inBackup = [this] {
        const QString copy = m_folder->filePath(QStringLiteral("copy.db"));
        QFile::remove(copy);
        QFile::copy(m_path + u".backup", copy);
        return int(Connection(copy).one(QStringLiteral("SELECT count(*) AS n FROM things"))->integer("n"));
    };
    // A job that changes nothing: when it is done, so is the backup that was due before it.
    const auto settle = [](Database &database) {
        QVERIFY(database.write([](Connection &) { return 0; }));
    };
    Database database(m_path, threeSteps(), m_clock);
    QVERIFY(add(database, QStringLiteral("a")));
    settle(database);
    QCOMPARE(inBackup(), 3);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_path + u".backup") & others));
    QVERIFY(add(database, QStringLiteral("b")));
    m_clock.advance(std::chrono::minutes(59));
    QVERIFY(add(database, QStringLiteral("c")));
    settle(database);
    QCOMPARE(inBackup(), 3);
    m_clock.advance(std::chrono::minutes(1));
    QVERIFY(add(database, QStringLiteral("d")));
    settle(database);
    QCOMPARE(inBackup(), 6);
    const QDateTime written = QFileInfo(m_path + u".backup").lastModified();
    m_clock.advance(std::chrono::hours(5));
    settle(database);
    settle(database);
    QCOMPARE(QFileInfo(m_path + u".backup").lastModified(), written); // nothing has changed
}

void TestHomeDatabase::notWritableIsAProblem()
{
    {
        Database database(m_path, threeSteps(), m_clock);
        QVERIFY(add(database, QStringLiteral("x")));
    }
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(QFile::setPermissions(QFileInfo(m_path).path(), everything));
    QVERIFY(QFile::setPermissions(m_folder->path(), everything));
    {
        const AsNobody nobody;
        Database database(m_path, threeSteps(), m_clock);
        // What changes nothing would work.
        const auto looked = database.write([](Connection &) { return 0; });
        QCOMPARE(looked.error(), DatabaseProblem::Unavailable);
        QVERIFY2(database.problem().startsWith(m_path + u": the file is not writable"),
                 qPrintable(database.problem()));
    }
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
    Database database(m_path, threeSteps(), m_clock);
    QVERIFY(add(database, QStringLiteral("y")));
    QVERIFY(asides().isEmpty());
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
    std::atomic<int> answered = 0;
    {
        Database database(m_path, threeSteps(), m_clock);
        for (int i = 0; i < asked; ++i)
            database.ask<int>(
                Database::Access::Write, [](Connection &) { return 1; },
                [&](const Expected<int, DatabaseProblem> &) { ++answered; });
    }
    QCOMPARE(answered.load(), asked);
}

QTEST_GUILESS_MAIN(TestHomeDatabase)
#include "tst_homedatabase.moc"
