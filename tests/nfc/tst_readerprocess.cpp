// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readerprocess.h"
#include "tests/support/simulatorprocess.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString uidA = u"04:A1:B2:C3:D4:E5:F6"_s;
const QString uidB = u"DE:AD:BE:EF"_s;
constexpr int getFirmwareVersion = 0x02;
constexpr int longTime = 10'000; // ms; an upper bound for what takes a second, on a loaded machine

QString nameOf(ReaderFault fault)
{
    switch (fault) {
    case ReaderFault::None:
        return u"none"_s;
    case ReaderFault::NotConfigured:
        return u"not-configured"_s;
    case ReaderFault::Missing:
        return u"missing"_s;
    case ReaderFault::Busy:
        return u"busy"_s;
    case ReaderFault::NotPermitted:
        return u"not-permitted"_s;
    case ReaderFault::Mute:
        return u"mute"_s;
    case ReaderFault::ProgramFailed:
        return u"program-failed"_s;
    }
    return {};
}

/// The processes that this one started and that still exist, zombies too.
QStringList childProcesses()
{
    QFile file(u"/proc/self/task/%1/children"_s.arg(getpid()));
    return file.open(QIODevice::ReadOnly)
               ? QString::fromLatin1(file.readAll()).split(u' ', Qt::SkipEmptyParts)
               : QStringList();
}

} // namespace

/// The real medio-reader with libnfc on a simulated reader.
class TestReaderProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void noConnectionIsNotConfigured();
    void aWrongConnectionIsNotTriedAgain();
    void aMissingProgramIsTriedAgain();
    void aMissingDeviceIsMissing();
    void aHeldDeviceIsBusy();
    void aForbiddenDeviceIsNotPermitted();

    void aChipThatLiesThereIsResting();
    void chipsArePlacedAndLifted();
    void anotherChipIsASwap();
    void pulledOutAndPluggedInAgain();
    void takenAwayWhilePulledOut();
    void exchangedWhilePulledOut();
    void mute();
    void muteFromTheStart();
    void garbled();
    void suppliedAnew();
    void singleFaultsGoUnnoticed_data();
    void singleFaultsGoUnnoticed();
    void aWrongLengthIsNoOtherChip();

    void aChipThatFailsToStartIsTriedAgain();
    void aCrashOfLibnfcIsNoLift();
    void aKilledProgramGoesUnnoticed();
    void liftedWhileTheProgramWasAway();
    void placedWhileTheProgramWasAway();
    void aHangingProgramIsReplaced();
    void aBusyEventLoopIsNoSilence();
    void aProgramThatTalksNonsenseIsReplaced();
    void aProgramThatHangsWithinALineIsReplaced();
    void stopsAndStartsAgain();
    void leavesNoProcessBehind();
    void timeIsThatOfTheFirstSight();

private:
    void start(ReaderProcess::Options options = {});
    [[nodiscard]] QString said() const { return m_said.join(u' '); }

    std::unique_ptr<SimulatorProcess> m_simulator;
    std::unique_ptr<ReaderProcess> m_reader;
    QStringList m_said;
    QString m_detail;
    std::chrono::nanoseconds m_seenAt{0};
};

#define EXPECT_SAID(text) QTRY_COMPARE_WITH_TIMEOUT(said(), text, longTime)

void TestReaderProcess::init()
{
    m_said.clear();
    m_simulator = std::make_unique<SimulatorProcess>();
    QCOMPARE(m_simulator->start(), QString());
}

void TestReaderProcess::cleanup()
{
    m_reader.reset();
    QVERIFY(m_simulator->stop());
    QCOMPARE(childProcesses(), QStringList());
}

void TestReaderProcess::start(ReaderProcess::Options options)
{
    if (options.program.isEmpty())
        options.program = qEnvironmentVariable("MEDIO_BIN_DIR") + u"/medio-reader"_s;
    if (options.connection.isNull())
        options.connection = m_simulator->connection();
    m_reader = std::make_unique<ReaderProcess>(std::move(options));
    connect(m_reader.get(), &TagReader::readerFound, this, [this] { m_said << u"found"_s; });
    connect(m_reader.get(), &TagReader::readerLost, this, [this](ReaderFault fault, const QString &detail) {
        m_said << u"lost:"_s.append(nameOf(fault));
        m_detail = detail;
    });
    connect(m_reader.get(), &TagReader::chipPlaced, this, [this](const Placement &placement) {
        m_said << (placement.resting ? u"resting:"_s : u"placed:"_s).append(placement.uid.toString().left(2));
        m_seenAt = placement.seenAt;
    });
    connect(m_reader.get(), &TagReader::chipLifted, this,
            [this](const Uid &uid) { m_said << u"lifted:"_s.append(uid.toString().left(2)); });
    m_reader->start();
    QVERIFY(m_said.isEmpty());
}

void TestReaderProcess::noConnectionIsNotConfigured()
{
    ReaderProcess::Options options;
    options.connection = u""_s;
    start(options);
    EXPECT_SAID(u"lost:not-configured"_s);
    QCOMPARE(m_reader->processId(), 0);
}

void TestReaderProcess::aWrongConnectionIsNotTriedAgain()
{
    ReaderProcess::Options options;
    options.connection = u"pn532_uart:ttyUSB0"_s;
    start(options);
    EXPECT_SAID(u"lost:not-configured"_s);
    QVERIFY2(m_detail.contains(u"pn532_uart:/dev/TTY[:SPEED]"_s), qPrintable(m_detail));
    QTRY_COMPARE(m_reader->processId(), 0);
    QVERIFY(!QTest::qWaitFor([&] { return m_reader->processId() != 0; }, 300));
}

void TestReaderProcess::aMissingProgramIsTriedAgain()
{
    QTemporaryDir folder;
    ReaderProcess::Options options;
    options.program = folder.filePath(u"medio-reader"_s);
    start(options);
    EXPECT_SAID(u"lost:program-failed"_s);
    QVERIFY(m_detail.contains(options.program));
    QVERIFY(QFile::link(qEnvironmentVariable("MEDIO_BIN_DIR") + u"/medio-reader"_s, options.program));
    EXPECT_SAID(u"lost:program-failed found"_s);
}

void TestReaderProcess::aMissingDeviceIsMissing()
{
    QVERIFY(m_simulator->order(u"unplug"_s));
    start();
    EXPECT_SAID(u"lost:missing"_s);
    QVERIFY(m_detail.contains(m_simulator->link()));
    QVERIFY(m_simulator->order(u"plug"_s));
    EXPECT_SAID(u"lost:missing found"_s);
}

void TestReaderProcess::aHeldDeviceIsBusy()
{
    start();
    EXPECT_SAID(u"found"_s);
    const auto first = std::exchange(m_reader, nullptr);
    first->disconnect(this);
    m_said.clear();
    start();
    EXPECT_SAID(u"lost:busy"_s);
    QVERIFY2(m_detail.contains(u"medio-reader (process %1)"_s.arg(first->processId())), qPrintable(m_detail));
    first->stop();
    EXPECT_SAID(u"lost:busy found"_s);
}

void TestReaderProcess::aForbiddenDeviceIsNotPermitted()
{
    if (geteuid() != 0)
        QSKIP("only root can become a user without permissions");
    // As nobody; the device's folder must be open to that user, the device is not.
    QFile::setPermissions(QFileInfo(m_simulator->link()).path(), QFile::Permissions(0x7755));
    QTemporaryDir folder;
    QFile::setPermissions(folder.path(), QFile::Permissions(0x7755));
    const QString program = folder.filePath(u"medio-reader"_s);
    QFile script(program);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups '" +
                 qgetenv("MEDIO_BIN_DIR") + "/medio-reader' \"$@\"\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::Permissions(0x7755)));
    ReaderProcess::Options options;
    options.program = program;
    start(options);
    EXPECT_SAID(u"lost:not-permitted"_s);
    QVERIFY2(m_detail.endsWith(u"group "_s.append(QFileInfo(m_simulator->link()).group())),
             qPrintable(m_detail));
}

void TestReaderProcess::aChipThatLiesThereIsResting()
{
    QVERIFY(m_simulator->place(uidA));
    start();
    EXPECT_SAID(u"found resting:04"_s);
    QVERIFY(m_simulator->lift());
    EXPECT_SAID(u"found resting:04 lifted:04"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found resting:04 lifted:04 placed:04"_s);
}

void TestReaderProcess::chipsArePlacedAndLifted()
{
    start();
    EXPECT_SAID(u"found"_s);
    for (const QString &uid : {uidA, uidB, u"04:A1:B2:C3:D4:E5:F6:07:08:09"_s, uidA}) {
        m_said.clear();
        QVERIFY(m_simulator->place(uid));
        EXPECT_SAID(u"placed:"_s.append(uid.left(2)));
        QVERIFY(m_simulator->lift());
        EXPECT_SAID(u"placed:%1 lifted:%1"_s.arg(uid.left(2)));
    }
}

void TestReaderProcess::anotherChipIsASwap()
{
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    QVERIFY(m_simulator->lift());
    QVERIFY(m_simulator->place(uidB));
    EXPECT_SAID(u"found placed:04 lifted:04 placed:DE"_s);
}

void TestReaderProcess::pulledOutAndPluggedInAgain()
{
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    m_said.clear();
    QVERIFY(m_simulator->order(u"unplug"_s));
    EXPECT_SAID(u"lost:missing"_s);
    QVERIFY(m_simulator->order(u"plug"_s));
    EXPECT_SAID(u"lost:missing found resting:04"_s);
    QVERIFY(m_simulator->lift());
    EXPECT_SAID(u"lost:missing found resting:04 lifted:04"_s);
}

void TestReaderProcess::takenAwayWhilePulledOut()
{
    QVERIFY(m_simulator->place(uidA));
    start();
    EXPECT_SAID(u"found resting:04"_s);
    m_said.clear();
    QVERIFY(m_simulator->order(u"unplug"_s));
    EXPECT_SAID(u"lost:missing"_s);
    QVERIFY(m_simulator->lift());
    QVERIFY(m_simulator->order(u"plug"_s));
    EXPECT_SAID(u"lost:missing found lifted:04"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"lost:missing found lifted:04 placed:04"_s);
}

void TestReaderProcess::exchangedWhilePulledOut()
{
    QVERIFY(m_simulator->place(uidA));
    start();
    EXPECT_SAID(u"found resting:04"_s);
    m_said.clear();
    QVERIFY(m_simulator->order(u"unplug"_s));
    EXPECT_SAID(u"lost:missing"_s);
    QVERIFY(m_simulator->lift());
    QVERIFY(m_simulator->place(uidB));
    QVERIFY(m_simulator->order(u"plug"_s));
    EXPECT_SAID(u"lost:missing found lifted:04 resting:DE"_s);
}

void TestReaderProcess::mute()
{
    QVERIFY(m_simulator->place(uidA));
    start();
    EXPECT_SAID(u"found resting:04"_s);
    m_said.clear();
    QVERIFY(m_simulator->order(u"mute"_s));
    EXPECT_SAID(u"lost:mute"_s);
    QVERIFY(m_simulator->order(u"unmute"_s));
    EXPECT_SAID(u"lost:mute found resting:04"_s);
}

void TestReaderProcess::muteFromTheStart()
{
    QVERIFY(m_simulator->order(u"mute"_s));
    start();
    EXPECT_SAID(u"lost:mute"_s);
    QVERIFY(m_simulator->order(u"unmute"_s));
    EXPECT_SAID(u"lost:mute found"_s);
}

void TestReaderProcess::garbled()
{
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    m_said.clear();
    QVERIFY(m_simulator->order({{u"do"_s, u"garble"_s}, {u"ms"_s, 1000}}).value(u"ok"_s).toBool());
    EXPECT_SAID(u"lost:mute found resting:04"_s);
}

void TestReaderProcess::suppliedAnew()
{
    QVERIFY(m_simulator->place(uidA));
    start();
    EXPECT_SAID(u"found resting:04"_s);
    m_said.clear();
    QVERIFY(m_simulator->order(u"power-cycle"_s)); // asleep and without its settings
    EXPECT_SAID(u"lost:mute found resting:04"_s);
}

void TestReaderProcess::singleFaultsGoUnnoticed_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"ack-lost", "nack", "answer-lost", "truncated", "wrong-sum", "wrong-code",
                             "syntax-error", "wrong-length"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestReaderProcess::singleFaultsGoUnnoticed()
{
    QFETCH(QString, kind);
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    const qint64 process = m_reader->processId();
    QVERIFY(m_simulator->order({{u"do"_s, u"fault"_s}, {u"kind"_s, kind}}).value(u"ok"_s).toBool());
    QVERIFY(m_simulator->lift());
    EXPECT_SAID(u"found placed:04 lifted:04"_s);
    QCOMPARE(m_reader->processId(), process);
}

void TestReaderProcess::aWrongLengthIsNoOtherChip()
{
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(
        m_simulator->order({{u"do"_s, u"fault"_s}, {u"kind"_s, u"wrong-length"_s}}).value(u"ok"_s).toBool());
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s); // after the second reading
}

void TestReaderProcess::aChipThatFailsToStartIsTriedAgain()
{
    // libnfc passes over this failure and would run into an assertion with the first look.
    QVERIFY(
        m_simulator
            ->order({{u"do"_s, u"fault"_s}, {u"kind"_s, u"wrong-sum"_s}, {u"command"_s, getFirmwareVersion}})
            .value(u"ok"_s)
            .toBool());
    start();
    EXPECT_SAID(u"lost:mute found"_s);
}

void TestReaderProcess::aCrashOfLibnfcIsNoLift()
{
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    const qint64 process = m_reader->processId();
    QVERIFY(m_simulator->order({{u"do"_s, u"fault"_s}, {u"kind"_s, u"bad-ats"_s}}).value(u"ok"_s).toBool());
    QTRY_VERIFY_WITH_TIMEOUT(m_reader->processId() != 0 && m_reader->processId() != process, longTime);
    QVERIFY(m_simulator->lift());
    EXPECT_SAID(u"found placed:04 lifted:04"_s);
}

void TestReaderProcess::aKilledProgramGoesUnnoticed()
{
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    for (int i = 0; i < 2; ++i) {
        const qint64 process = m_reader->processId();
        QCOMPARE(::kill(static_cast<pid_t>(process), SIGKILL), 0);
        QTRY_VERIFY(m_reader->processId() != 0 && m_reader->processId() != process);
    }
    QVERIFY(!QTest::qWaitFor([&] { return m_said.size() > 2; }, 700));
    QVERIFY(m_simulator->lift());
    EXPECT_SAID(u"found placed:04 lifted:04"_s);
}

void TestReaderProcess::liftedWhileTheProgramWasAway()
{
    QVERIFY(m_simulator->place(uidA));
    start();
    EXPECT_SAID(u"found resting:04"_s);
    QCOMPARE(::kill(static_cast<pid_t>(m_reader->processId()), SIGKILL), 0);
    QVERIFY(m_simulator->lift());
    EXPECT_SAID(u"found resting:04 lifted:04"_s);
}

void TestReaderProcess::placedWhileTheProgramWasAway()
{
    start();
    EXPECT_SAID(u"found"_s);
    QCOMPARE(::kill(static_cast<pid_t>(m_reader->processId()), SIGKILL), 0);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found resting:04"_s);
}

void TestReaderProcess::aHangingProgramIsReplaced()
{
    QVERIFY(m_simulator->place(uidA));
    ReaderProcess::Options options;
    options.silence = 1500ms;
    start(options);
    EXPECT_SAID(u"found resting:04"_s);
    m_said.clear();
    QCOMPARE(::kill(static_cast<pid_t>(m_reader->processId()), SIGSTOP), 0);
    EXPECT_SAID(u"lost:program-failed found resting:04"_s);
}

void TestReaderProcess::aBusyEventLoopIsNoSilence()
{
    ReaderProcess::Options options;
    options.silence = 1000ms;
    start(options);
    EXPECT_SAID(u"found"_s);
    const qint64 process = m_reader->processId();
    QCOMPARE(QProcess::execute(u"sleep"_s, {u"1.5"_s}), 0); // blocks this thread
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    QCOMPARE(m_reader->processId(), process);
}

void TestReaderProcess::aProgramThatTalksNonsenseIsReplaced()
{
    QTemporaryDir folder;
    const QString program = folder.filePath(u"nonsense"_s);
    QFile script(program);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nhead -c 1000000 /dev/urandom; exec sleep 100\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    ReaderProcess::Options options;
    options.program = program;
    options.grace = 300ms;
    start(options);
    EXPECT_SAID(u"lost:program-failed"_s);
    QVERIFY(childProcesses().size() <= 2); // the simulator and at most one reader
}

void TestReaderProcess::aProgramThatHangsWithinALineIsReplaced()
{
    QTemporaryDir folder;
    const QString program = folder.filePath(u"half"_s);
    QFile script(program);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nsleep 0.5; printf '{\"v\":1'; exec sleep 100\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    ReaderProcess::Options options;
    options.program = program;
    options.silence = 300ms;
    start(options);
    QTRY_VERIFY(m_reader->processId() != 0);
    QCOMPARE(QProcess::execute(u"sleep"_s, {u"1"_s}), 0); // half a line comes while nobody listens
    EXPECT_SAID(u"lost:program-failed"_s);
}

void TestReaderProcess::stopsAndStartsAgain()
{
    QVERIFY(m_simulator->place(uidA));
    start();
    EXPECT_SAID(u"found resting:04"_s);
    const qint64 process = m_reader->processId();
    m_said.clear();
    m_reader->stop();
    m_reader->stop();
    m_reader->start(); // while the first is still leaving
    m_reader->start();
    EXPECT_SAID(u"found resting:04"_s);
    QVERIFY(m_reader->processId() != process);
    QCOMPARE(childProcesses().size(), 2);
    m_said.clear();
    m_reader->stop();
    QTRY_COMPARE(m_reader->processId(), 0);
    QCOMPARE(childProcesses().size(), 1);
    QVERIFY(m_said.isEmpty());
}

void TestReaderProcess::leavesNoProcessBehind()
{
    start();
    EXPECT_SAID(u"found"_s);
    QCOMPARE(childProcesses().size(), 2);
    QCOMPARE(::kill(static_cast<pid_t>(m_reader->processId()), SIGSTOP), 0); // it can't leave by itself
    m_reader.reset();
    QCOMPARE(childProcesses().size(), 1);
}

void TestReaderProcess::timeIsThatOfTheFirstSight()
{
    start();
    EXPECT_SAID(u"found"_s);
    QVERIFY(m_simulator->place(uidA));
    EXPECT_SAID(u"found placed:04"_s);
    const std::chrono::nanoseconds arrived(m_simulator->lastEvent().value(u"t"_s).toString().toLongLong());
    QVERIFY(m_seenAt > arrived);
    QVERIFY(m_seenAt <= std::chrono::steady_clock::now().time_since_epoch());
}

QTEST_GUILESS_MAIN(TestReaderProcess)
#include "tst_readerprocess.moc"
