// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/chipcommand.h"
#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;

/// Each run opens the files anew, as the program does.
class TestChipCommand : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_out;
    QString m_problems;

    int run(const QString &words)
    {
        m_out.clear();
        m_problems.clear();
        QTextStream out(&m_out);
        QTextStream problems(&m_problems);
        return ChipCommand::run(words.split(u' ', Qt::SkipEmptyParts), m_folder->path(), m_clock, out,
                                problems);
    }
    void learnTheFamily()
    {
        const auto storage = Store::Storage::open(m_folder->path(), m_clock);
        QVERIFY(storage);
        (*storage)->catalogue().replace({}, family(), m_clock.wall());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsAddedIsListedUntilItIsRemoved()
    {
        learnTheFamily();
        QCOMPARE(run(QStringLiteral("list")), 0);
        QVERIFY(m_out.isEmpty());
        QCOMPARE(run(QStringLiteral("add 04a1b2c3d4e510 profile badger")), 0);
        QCOMPARE(run(QStringLiteral("add 04:A1:B2:C3:D4:E5:11 pause")), 0);
        QCOMPARE(run(QStringLiteral("add 04:A1:B2:C3:D4:E5:12 bonus")), 0);
        QCOMPARE(run(QStringLiteral("add 04:A1:B2:C3:D4:E5:13 bonus 30")), 0);
        QCOMPARE(run(QStringLiteral("add 04:A1:B2:C3:D4:E5:14 parent")), 0);
        QVERIFY(m_problems.isEmpty());
        QCOMPARE(run(QStringLiteral("list")), 0);
        QCOMPARE(m_out, QStringLiteral("04:A1:B2:C3:D4:E5:10  profile Badger\n"
                                       "04:A1:B2:C3:D4:E5:11  pause\n"
                                       "04:A1:B2:C3:D4:E5:12  bonus 15 minutes\n"
                                       "04:A1:B2:C3:D4:E5:13  bonus 30 minutes\n"
                                       "04:A1:B2:C3:D4:E5:14  parent\n"));
        QCOMPARE(run(QStringLiteral("remove 04:A1:B2:C3:D4:E5:11")), 0);
        QCOMPARE(run(QStringLiteral("list")), 0);
        QVERIFY(!m_out.contains(QStringLiteral("pause")));
    }

    void aChildMayBeNamedByItsIdBeforeAnybodySignedIn()
    {
        QCOMPARE(run(QStringLiteral("add 04:A1:B2:C3:D4:E5:10 profile Badger")), 2);
        QVERIFY2(m_problems.contains(QStringLiteral("no child is known yet")), qPrintable(m_problems));
        QCOMPARE(run(QStringLiteral("add 04:A1:B2:C3:D4:E5:10 profile ") + badger.toString()), 0);
        learnTheFamily();
        QCOMPARE(run(QStringLiteral("list")), 0);
        QVERIFY(m_out.contains(QStringLiteral("profile Badger")));
    }

    void mistakesAreTold_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const char *words, int status, const char *told) {
            QTest::newRow(name) << QString::fromLatin1(words) << status << QString::fromLatin1(told);
        };
        row("nothing", "", 2, "It is: chip list");
        row("an unknown word", "paint 04:A1:B2:C3", 2, "It is: chip list");
        row("list what", "list all", 2, "It is: chip list");
        row("no kind", "add 04:A1:B2:C3:D4:E5:10", 2, "It is: chip list");
        row("too many words", "add 04:A1:B2:C3:D4:E5:10 profile Badger now", 2, "It is: chip list");
        row("no chip's number", "add 04:A1 pause", 2, "\"04:A1\" is no chip's number");
        row("a phone", "add 08:01:02:03 pause", 1, "is a phone or a bank card");
        row("an unknown kind", "add 04:A1:B2:C3:D4:E5:10 teleport", 2, "\"teleport\" is no kind of chip");
        row("too much", "add 04:A1:B2:C3:D4:E5:10 pause 5", 2, "\"5\" is too much");
        row("a child who is none", "add 04:A1:B2:C3:D4:E5:10 profile Fox", 2,
            "allowed are Otter, Badger, Wren");
        row("no child", "add 04:A1:B2:C3:D4:E5:10 profile", 2, "allowed are Otter, Badger, Wren");
        row("no minutes", "add 04:A1:B2:C3:D4:E5:10 bonus many", 2,
            "\"many\" is not allowed: minutes, 1..240");
        row("too many minutes", "add 04:A1:B2:C3:D4:E5:10 bonus 241", 2, "minutes, 1..240");
        row("a film's chip", "add 04:A1:B2:C3:D4:E5:01 pause", 1, "is the chip \"Chip\" in Medio");
        row("not there", "remove 04:A1:B2:C3:D4:E5:10", 1, "is no house chip");
    }
    void mistakesAreTold()
    {
        QFETCH(const QString, words);
        QFETCH(const int, status);
        QFETCH(const QString, told);
        learnTheFamily();
        QCOMPARE(run(words), status);
        QVERIFY2(m_problems.contains(told), qPrintable(m_problems));
        QCOMPARE(m_problems.count(u'\n'), 1);
        QVERIFY(m_out.isEmpty());
        QCOMPARE(run(QStringLiteral("list")), 0);
        QVERIFY(m_out.isEmpty());
    }

    void aFolderThatCantBeUsedIsNamed()
    {
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("house.db/inside")));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("house.db is damaged")));
        QCOMPARE(run(QStringLiteral("list")), 0); // put aside
        m_folder = std::make_unique<QTemporaryDir>();
        QFile file(m_folder->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QTextStream out(&m_out);
        QTextStream problems(&m_problems);
        QCOMPARE(ChipCommand::run({QStringLiteral("list")}, file.fileName() + QStringLiteral("/below"),
                                  m_clock, out, problems),
                 1);
        QVERIFY(m_problems.contains(QStringLiteral("file/below")));
    }
};

QTEST_GUILESS_MAIN(TestChipCommand)
#include "tst_chipcommand.moc"
