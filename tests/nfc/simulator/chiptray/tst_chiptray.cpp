// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/buildprograms.h"

#include <QImage>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The program: what it says of a wrong start.
class TestChipTray : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatThereIsNoDisplay();
    void refusesWrongArguments_data();
    void refusesWrongArguments();
    void drawsItself();

private:
    struct End
    {
        int status;
        QString said;
    };
    static End run(const QStringList &arguments, const QString &platform = u"offscreen"_s)
    {
        QProcess tray;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, platform);
        environment.remove(u"DISPLAY"_s);
        environment.remove(u"WAYLAND_DISPLAY"_s);
        tray.setProcessEnvironment(environment);
        tray.start(Medio::buildProgram(u"chip-tray"), arguments);
        const bool ended = tray.waitForFinished() && tray.exitStatus() == QProcess::NormalExit;
        return {ended ? tray.exitCode() : -1, QString::fromUtf8(tray.readAllStandardError())};
    }
    const QString m_family = qEnvironmentVariable("MEDIO_FAMILY");
};

void TestChipTray::saysThatThereIsNoDisplay()
{
    const End end = run({u"--family"_s, m_family, u"--control"_s, u"/nonexistent"_s}, u"xcb"_s);
    QCOMPARE(end.status, 1);
    QVERIFY2(end.said.contains(u"chip-tray: no display could be opened"), qPrintable(end.said));
    QVERIFY2(!end.said.contains(u"Reinstalling"), qPrintable(end.said));
}

void TestChipTray::refusesWrongArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");

    QTest::newRow("none") << QStringList() << u"--family FILE is missing"_s;
    QTest::newRow("unknown option") << QStringList{u"--famliy"_s, u"x"_s} << u"famliy"_s;
    QTest::newRow("no socket") << QStringList{u"--family"_s, u"x"_s} << u"--control SOCKET is missing"_s;
    QTest::newRow("no such file") << QStringList{u"--family"_s, u"/none"_s, u"--control"_s, u"y"_s}
                                  << u"/none"_s;
    QTest::newRow("one too many") << QStringList{u"more"_s} << u"unknown argument 'more'"_s;
}

void TestChipTray::refusesWrongArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const End end = run(arguments);
    QCOMPARE(end.status, 2);
    QVERIFY2(end.said.contains(says), qPrintable(end.said));
}

void TestChipTray::drawsItself()
{
    const QTemporaryDir folder;
    const QString picture = folder.filePath(u"tray.png"_s);
    QCOMPARE(run({u"--family"_s, m_family, u"--grab"_s, picture}).status, 0);
    QVERIFY(QImage(picture).width() > 100);
}

QTEST_GUILESS_MAIN(TestChipTray)
#include "tst_chiptray.moc"
