// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/database.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Medio;
using namespace Medio::Store;

namespace {

DatabaseLayout layout(int migrations)
{
    const QList<QStringList> all{{QStringLiteral("CREATE TABLE things(name TEXT)")},
                                 {QStringLiteral("ALTER TABLE things ADD COLUMN weight INTEGER DEFAULT 7"),
                                  QStringLiteral("INSERT INTO things VALUES('migrated',1)")}};
    return {QStringLiteral("things"), all.mid(0, migrations), DatabaseLayout::Durability::Lazy};
}

int count(Database &database)
{
    auto query = database.run(QStringLiteral("SELECT count(*) FROM things"));
    return query && query->next() ? query->value(0).toInt() : -1;
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bringsAnOldFileToTheNewestLayout()
    {
        QTemporaryDir folder;
        {
            auto old = Database::open(layout(1), folder.path());
            QVERIFY(old);
            QVERIFY((*old)->run(QStringLiteral("INSERT INTO things VALUES('old')")));
        }
        auto database = Database::open(layout(2), folder.path());
        QVERIFY(database);
        auto query = (*database)->run(QStringLiteral("SELECT name, weight FROM things ORDER BY name"));
        QVERIFY(query && query->next());
        QCOMPARE(query->value(0).toString(), QStringLiteral("migrated"));
        QVERIFY(query->next());
        QCOMPARE(query->value(0).toString(), QStringLiteral("old"));
        QCOMPARE(query->value(1).toInt(), 7);
    }

    void migratesOnce()
    {
        QTemporaryDir folder;
        for (int i = 0; i < 3; ++i) {
            auto database = Database::open(layout(2), folder.path());
            QVERIFY(database);
            QCOMPARE(count(**database), 1);
        }
    }

    void aFailedMigrationChangesNothing()
    {
        QTemporaryDir folder;
        QVERIFY(Database::open(layout(1), folder.path()));
        DatabaseLayout wrong = layout(1);
        wrong.migrations.append(
            {QStringLiteral("INSERT INTO things VALUES('half')"), QStringLiteral("NO SUCH STATEMENT")});
        QVERIFY(!Database::open(wrong, folder.path()));
        auto database = Database::open(layout(1), folder.path());
        QVERIFY(database);
        QCOMPARE(count(**database), 0);
    }

    void leavesAFileOfANewerVersionAlone()
    {
        QTemporaryDir folder;
        QVERIFY(Database::open(layout(2), folder.path()));
        const auto opened = Database::openOrRenew(layout(1), folder.path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, StoreProblem::Kind::TooNew);
        QVERIFY(opened.error().toString().contains(QStringLiteral("things.db")));
        QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("*damaged*")}).size(), 0);
    }

    void putsADamagedFileAside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("things.db"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();

        QTest::ignoreMessage(
            QtCriticalMsg,
            QRegularExpression(QStringLiteral("things.db is damaged: .*[.] It was put aside as.*damaged-")));
        auto opened = Database::openOrRenew(layout(2), folder.path());
        QVERIFY(opened);
        QCOMPARE(count(*opened->database), 1);
        QFile aside(opened->keptAside);
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), QByteArray(8192, 'x'));
    }

    void putsAPipeAside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("things.db"));
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(QStringLiteral("things.db is damaged: it is a pipe")));
        const auto opened = Database::openOrRenew(layout(2), folder.path());
        QVERIFY(opened);
        QCOMPARE(count(*opened->database), 1);
    }

    void survivesEveryLengthOfItsFile()
    {
        // A file cut anywhere opens, or is put aside; never a crash, never a program that can't start.
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("things.db"));
        {
            auto database = Database::open(layout(2), folder.path());
            QVERIFY(database);
            for (int i = 0; i < 200; ++i)
                QVERIFY((*database)->run(QStringLiteral("INSERT INTO things VALUES(?,?)"),
                                         {QString(50, QLatin1Char('a')), i}));
        }
        QFile whole(path);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        whole.close();
        qint64 step = 509;
        for (qint64 length = 0; length < bytes.size(); length += step) {
            QTemporaryDir cut;
            QFile part(cut.filePath(QStringLiteral("things.db")));
            QVERIFY(part.open(QIODevice::WriteOnly));
            part.write(bytes.left(length));
            part.close();
            auto opened = Database::openOrRenew(layout(2), cut.path());
            QVERIFY2(opened, qPrintable(QString::number(length)));
            QVERIFY(count(*opened->database) >= 1);
        }
    }

    void survivesRandomBytes()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 60; ++round) {
            QTemporaryDir folder;
            {
                auto database = Database::open(layout(2), folder.path());
                QVERIFY(database);
                for (int i = 0; i < 50; ++i)
                    QVERIFY((*database)->run(QStringLiteral("INSERT INTO things VALUES('thing',1)")));
            }
            QFile file(folder.filePath(QStringLiteral("things.db")));
            QVERIFY(file.open(QIODevice::ReadWrite));
            for (int i = 0; i < 40; ++i) {
                file.seek(static_cast<qint64>(random() % static_cast<unsigned>(file.size())));
                file.putChar(static_cast<char>(random()));
            }
            file.close();
            const auto opened = Database::openOrRenew(layout(2), folder.path());
            if (!opened) // nonsense as a version number is a newer version
                QCOMPARE(opened.error().kind, StoreProblem::Kind::TooNew);
        }
    }

    void saysWhenItCantWrite()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto opened = Database::openOrRenew(layout(2), folder.filePath(QStringLiteral("file/below")));
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, StoreProblem::Kind::NotWritable);
        QVERIFY(opened.error().toString().contains(QStringLiteral("file/below/things.db can't be written")));
    }

    void anOpenTransactionThatIsGivenUpChangesNothing()
    {
        QTemporaryDir folder;
        auto database = Database::open(layout(1), folder.path());
        QVERIFY(database);
        {
            Database::Transaction transaction(**database);
            QVERIFY((*database)->run(QStringLiteral("INSERT INTO things VALUES('half')")));
        }
        QCOMPARE(count(**database), 0);
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
