// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/mediafolder.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio::Home;
using namespace Qt::StringLiterals;

class TestMediaFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void isTheWholeDiskIfItMustBe();

private:
    QTemporaryDir m_root;
};

void TestMediaFolder::initTestCase()
{
    const QDir root(m_root.path());
    QVERIFY(root.mkpath(u"media/inner"_s) && root.mkpath(u"media-else"_s));
    for (const auto &name : {u"media/a.mp4"_s, u"media/inner/b.mp4"_s, u"media-else/c.mp4"_s, u"d.mp4"_s}) {
        QFile file(root.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(QFile::link(root.filePath(u"media"_s), root.filePath(u"link-to-media"_s)));
    QVERIFY(QFile::link(u"inner/b.mp4"_s, root.filePath(u"media/within.mp4"_s)));
    QVERIFY(QFile::link(u"../d.mp4"_s, root.filePath(u"media/out.mp4"_s)));
    QVERIFY(QFile::link(u"../media-else"_s, root.filePath(u"media/beside"_s)));
    QVERIFY(QFile::link(u"nowhere"_s, root.filePath(u"media/dangling.mp4"_s)));
    QVERIFY(QFile::link(u"loop.mp4"_s, root.filePath(u"media/loop.mp4"_s)));
    QCOMPARE(::mkfifo(QFile::encodeName(root.filePath(u"media/pipe.mp4"_s)).constData(), 0600), 0);
}

void TestMediaFolder::finds_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("found"); // below the root; empty: a problem
    QTest::addColumn<MediaFolder::Problem>("problem");
    using Problem = MediaFolder::Problem;
    QTest::newRow("file") << u"a.mp4"_s << u"media/a.mp4"_s << Problem();
    QTest::newRow("in a folder") << u"inner/b.mp4"_s << u"media/inner/b.mp4"_s << Problem();
    QTest::newRow("link within") << u"within.mp4"_s << u"media/inner/b.mp4"_s << Problem();
    QTest::newRow("there and back") << u"../media/a.mp4"_s << u"media/a.mp4"_s << Problem();
    QTest::newRow("link out") << u"out.mp4"_s << QString() << Problem::Outside;
    QTest::newRow("folder that is a link out") << u"beside/c.mp4"_s << QString() << Problem::Outside;
    QTest::newRow("above") << u"../d.mp4"_s << QString() << Problem::Outside;
    QTest::newRow("a name that only begins alike")
        << u"../media-else/c.mp4"_s << QString() << Problem::Outside;
    QTest::newRow("absolute") << u"/etc/passwd"_s << QString() << Problem::Outside;
    QTest::newRow("missing") << u"none.mp4"_s << QString() << Problem::Missing;
    QTest::newRow("dangling") << u"dangling.mp4"_s << QString() << Problem::Missing;
    QTest::newRow("loop") << u"loop.mp4"_s << QString() << Problem::Missing;
    QTest::newRow("folder") << u"inner"_s << QString() << Problem::NoFile;
    QTest::newRow("pipe") << u"pipe.mp4"_s << QString() << Problem::NoFile;
}

void TestMediaFolder::finds()
{
    QFETCH(QString, name);
    QFETCH(QString, found);
    QFETCH(MediaFolder::Problem, problem);
    const QString root = QFileInfo(m_root.path()).canonicalFilePath();
    for (const QString &folder : {u"/media"_s, u"/link-to-media"_s, u"/media/"_s}) {
        const auto result = MediaFolder(root + folder).find(name);
        if (found.isEmpty()) {
            QVERIFY(!result);
            QCOMPARE(result.error(), problem);
        } else {
            QVERIFY(result);
            QCOMPARE(*result, QString(root + u'/' + found));
        }
    }
    QCOMPARE(MediaFolder(QString()).find(name).error(), MediaFolder::Problem::Missing);
}

void TestMediaFolder::isTheWholeDiskIfItMustBe()
{
    QVERIFY(MediaFolder(u"/"_s).find(u"etc/passwd"_s));
}

QTEST_GUILESS_MAIN(TestMediaFolder)
#include "tst_mediafolder.moc"
