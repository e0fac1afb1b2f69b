// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmfile.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Medio::Gateway;
using namespace Qt::StringLiterals;

class TestFilmFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsBytesOnDisk();
    void believesAnEarlierRunOnlyWithItsFile();
    void readsAWholeFilm();
    void livesInAWindowWithoutADisk();
    void windowGivesBackWhatWasPut();
};

void TestFilmFile::keepsBytesOnDisk()
{
    const QTemporaryDir folder;
    FilmFile file;
    file.openPart(folder.filePath(u"a.part"_s), 100, {});
    QVERIFY(file.isOnDisk());
    QVERIFY(file.get(0, 10).isEmpty());
    file.put(50, QByteArray(60, 'b')); // ten bytes too many
    file.put(-5, "x");
    file.put(0, QByteArray(20, 'a'));
    QCOMPARE(file.have().toText(), QByteArray("0-20,50-100"));
    QCOMPARE(file.get(10, 100), QByteArray(10, 'a'));
    QCOMPARE(file.get(99, 100), QByteArray("b"));
    QVERIFY(!file.isComplete());
    file.put(20, QByteArray(30, 'c'));
    QVERIFY(file.isComplete());
    QCOMPARE(QFile(folder.filePath(u"a.part"_s)).size(), 100);
    const int fd = file.duplicate();
    QVERIFY(fd >= 0);
    ::close(fd);
}

void TestFilmFile::believesAnEarlierRunOnlyWithItsFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.part"_s);
    IntervalMap have;
    have.add(0, 500); // more than the film is long
    {
        FilmFile file;
        file.openPart(path, 100, have);
        QVERIFY(file.have().toText().isEmpty()); // there was no file
        file.put(0, QByteArray(100, 'a'));
    }
    FilmFile file;
    file.openPart(path, 100, have);
    QCOMPARE(file.have().toText(), QByteArray("0-100"));
    file.openPart(path, 200, have); // another film
    QVERIFY(file.have().toText().isEmpty());
}

void TestFilmFile::readsAWholeFilm()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.film"_s);
    FilmFile file;
    QVERIFY(!file.openWhole(path));
    QFile made(path);
    QVERIFY(made.open(QIODevice::WriteOnly));
    QVERIFY(!file.openWhole(path)); // empty
    made.write("film");
    made.close();
    QVERIFY(file.openWhole(path));
    QVERIFY(file.isComplete());
    QCOMPARE(file.get(1, 100), QByteArray("ilm"));
    QVERIFY(!file.openWhole(folder.path())); // a folder
    const QString pipe = folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(!file.openWhole(pipe)); // and does not wait for a writer
}

void TestFilmFile::livesInAWindowWithoutADisk()
{
    FilmFile file;
    constexpr qint64 piece = 1024 * 1024;
    constexpr qint64 size = 100 * piece;
    file.openPart(u"/nowhere/at/all/a.part"_s, size, {});
    QVERIFY(!file.isOnDisk());
    qint64 read = 0;
    for (qint64 at = 0; at < size; at += piece) {
        QVERIFY(file.hasRoomAt(at));
        file.put(at, QByteArray(piece, char('a' + at / piece % 26)));
        const QByteArray bytes = file.get(read, piece);
        QCOMPARE(bytes, QByteArray(piece, char('a' + read / piece % 26)));
        read += bytes.size();
        QVERIFY(file.have().bytes() <= FilmFile::windowSize);
    }
    QCOMPARE(read, size);
    QVERIFY(file.get(0, 1).isEmpty()); // long gone
    QVERIFY(!file.hasRoomAt(size + FilmFile::windowSize));
}

void TestFilmFile::windowGivesBackWhatWasPut()
{
    QRandomGenerator random(3);
    constexpr int size = 40 * 1024 * 1024;
    const auto byteAt = [](qint64 offset) {
        return char(offset * 2654435761 >> 13);
    };
    FilmFile file;
    file.openWindow(size);
    for (int round = 0; round < 600; ++round) {
        const qint64 at = random.bounded(size);
        QByteArray bytes(random.bounded(1, 300000), Qt::Uninitialized);
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = byteAt(at + i);
        file.put(at, bytes);
        const qint64 where = random.bounded(size);
        const QByteArray back = file.get(where, 1000);
        QCOMPARE(back.isEmpty(), file.have().coveredUntil(where) == where);
        for (qsizetype i = 0; i < back.size(); ++i)
            QCOMPARE(back.at(i), byteAt(where + i));
    }
}

QTEST_GUILESS_MAIN(TestFilmFile)
#include "tst_filmfile.moc"
