// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/start.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;

namespace {

KioskConfiguration foldersIn(const QTemporaryDir &root, const QString &data, const QString &cache)
{
    KioskConfiguration configuration;
    configuration.dataFolder = root.filePath(data);
    configuration.cacheFolder = root.filePath(cache);
    return configuration;
}

} // namespace

/// What stands before the first window and can be looked at without one.
class TestStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFolderBelongsToOneKioskWhicheverItIsUsedFor_data()
    {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("cache");
        QTest::addColumn<bool>("isFree");
        const auto row = [](const char *name, const char *data, const char *cache, bool isFree) {
            QTest::newRow(name) << QString::fromLatin1(data) << QString::fromLatin1(cache) << isFree;
        };
        row("both the same", "data", "cache", false);
        row("the same data", "data", "other", false);
        row("the same cache", "other", "cache", false);
        row("the cache as data", "cache", "other", false);
        row("its own", "other", "another", true);
    }
    void aFolderBelongsToOneKioskWhicheverItIsUsedFor()
    {
        QFETCH(const QString, data);
        QFETCH(const QString, cache);
        QFETCH(const bool, isFree);
        const QTemporaryDir root;
        const auto first =
            Start::claimFolders(foldersIn(root, QStringLiteral("data"), QStringLiteral("cache")));
        QVERIFY(first);
        QCOMPARE(Start::claimFolders(foldersIn(root, data, cache)).has_value(), isFree);
    }

    void oneFolderForBothIsAllowed()
    {
        const QTemporaryDir root;
        QVERIFY(Start::claimFolders(foldersIn(root, QStringLiteral("all"), QStringLiteral("all"))));
    }

    void whatAPowerCutLeavesHoldsNobodyUp()
    {
        const QTemporaryDir root;
        const auto folders = foldersIn(root, QStringLiteral("data"), QStringLiteral("cache"));
        QVERIFY(Start::claimFolders(folders)); // and lets go
        for (const QByteArray &left : {QByteArray(), QByteArray(20, '\xa5'), QByteArray("1")}) {
            QFile file(folders.dataFolder + QStringLiteral("/kiosk.lock"));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(left);
            file.close();
            QVERIFY(Start::claimFolders(folders));
        }
    }

    void whatIsInTheWayIsAFailure()
    {
        const QTemporaryDir root;
        QVERIFY(QDir(root.path()).mkpath(QStringLiteral("data/kiosk.lock")));
        const auto claim =
            Start::claimFolders(foldersIn(root, QStringLiteral("data"), QStringLiteral("cache")));
        QVERIFY(!claim);
        QCOMPARE(claim.error(), 1);
    }
};

QTEST_GUILESS_MAIN(TestStart)
#include "tst_start.moc"
