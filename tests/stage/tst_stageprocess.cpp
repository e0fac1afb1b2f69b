// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/stageprocess.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>

using namespace Medio::Stage;
using namespace Qt::StringLiterals;

class TestStageProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsLinesAndKeepsTheLog();
    void passesInput();
    void saysWhenItDies();
    void saysWhenItCanNotStart();
    void endsPolitely();
    void endsTheStubborn();
    void killsTheWholeGroup();
    void leavesNobodyBehind();

private:
    void shell(StageProcess &process, const QString &command, const QByteArray &input = {}, bool keep = false)
    {
        process.start(u"/bin/sh"_s, {u"-c"_s, command}, QProcessEnvironment::systemEnvironment(),
                      m_folder.filePath(u"log"_s), input, keep);
    }

    QTemporaryDir m_folder;
};

void TestStageProcess::tellsLinesAndKeepsTheLog()
{
    StageProcess process(u"sh"_s);
    QSignalSpy lines(&process, &StageProcess::line);
    QSignalSpy ended(&process, &StageProcess::ended);
    shell(process, u"echo one; echo two; echo grumble >&2"_s);
    QVERIFY(ended.wait(60000));
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(1).first().toByteArray(), QByteArray("two"));
    QFile log(m_folder.filePath(u"log"_s));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll(), QByteArray("grumble\n"));
}

void TestStageProcess::passesInput()
{
    StageProcess process(u"cat"_s);
    QSignalSpy lines(&process, &StageProcess::line);
    shell(process, u"cat"_s, "first\n", true);
    QTRY_COMPARE(lines.size(), 1);
    process.write("second\n");
    QTRY_COMPARE(lines.size(), 2);
}

void TestStageProcess::saysWhenItDies()
{
    StageProcess process(u"sh"_s);
    QSignalSpy died(&process, &StageProcess::died);
    shell(process, u"exit 3"_s);
    QVERIFY(died.wait(60000));
    QVERIFY(died.first().first().toString().contains(u"status 3"));
}

void TestStageProcess::saysWhenItCanNotStart()
{
    StageProcess process(u"nothing"_s);
    QSignalSpy died(&process, &StageProcess::died);
    QSignalSpy ended(&process, &StageProcess::ended);
    process.start(u"/nowhere/nothing"_s, {}, {}, m_folder.filePath(u"log"_s));
    QTRY_COMPARE(died.size(), 1);
    QTRY_COMPARE(ended.size(), 1);
}

void TestStageProcess::endsPolitely()
{
    StageProcess process(u"sh"_s);
    QSignalSpy lines(&process, &StageProcess::line);
    QSignalSpy died(&process, &StageProcess::died);
    shell(process, u"trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.01; done"_s);
    QTRY_COMPARE(lines.size(), 1);
    bool ended = false;
    process.end([&ended] { ended = true; });
    QTRY_VERIFY(ended);
    QVERIFY(died.isEmpty());
}

void TestStageProcess::endsTheStubborn()
{
    StageProcess process(u"sh"_s);
    QSignalSpy lines(&process, &StageProcess::line);
    shell(process, u"trap '' TERM; echo up; while :; do sleep 1; done"_s);
    QTRY_COMPARE(lines.size(), 1);
    bool ended = false;
    process.end([&ended] { ended = true; });
    QTRY_VERIFY_WITH_TIMEOUT(ended, 10'000);
}

void TestStageProcess::killsTheWholeGroup()
{
    StageProcess process(u"sh"_s);
    QSignalSpy lines(&process, &StageProcess::line);
    shell(process, u"sleep 1000 & echo $!; wait"_s);
    QTRY_COMPARE(lines.size(), 1);
    const pid_t grandchild = lines.first().first().toByteArray().toInt();
    QCOMPARE(::kill(grandchild, 0), 0);
    bool gone = false;
    process.kill([&gone] { gone = true; });
    QTRY_VERIFY(gone);
    QTRY_VERIFY(::kill(grandchild, 0) == -1 && errno == ESRCH);
}

void TestStageProcess::leavesNobodyBehind()
{
    pid_t grandchild = 0;
    {
        StageProcess process(u"sh"_s);
        QSignalSpy lines(&process, &StageProcess::line);
        shell(process, u"sleep 1000 & echo $!; wait"_s);
        QTRY_COMPARE(lines.size(), 1);
        grandchild = lines.first().first().toByteArray().toInt();
    }
    QTRY_VERIFY(::kill(grandchild, 0) == -1 && errno == ESRCH);
}

QTEST_GUILESS_MAIN(TestStageProcess)
#include "tst_stageprocess.moc"
