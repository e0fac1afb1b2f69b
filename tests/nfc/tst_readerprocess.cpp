// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readerprocess.h"
#include "tests/support/buildprograms.h"
#include "tests/support/simulatorprocess.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int longTime = 30'000; // ms; an upper bound for what takes a second, on a loaded machine

/// Chips by their letters; P is a phone.
const QMap<QString, QString> chips{{u"A"_s, u"04:A1:B2:C3:D4:E5:F6"_s},
                                   {u"B"_s, u"DE:AD:BE:EF"_s},
                                   {u"C"_s, u"04:A1:B2:C3:D4:E5:F6:07:08:09"_s},
                                   {u"P"_s, u"08:11:22:33"_s}};

/// The processes that this one started and that still exist, zombies too.
QStringList childProcesses()
{
    QFile file(u"/proc/self/task/%1/children"_s.arg(getpid()));
    return file.open(QIODevice::ReadOnly)
               ? QString::fromLatin1(file.readAll()).split(u' ', Qt::SkipEmptyParts)
               : QStringList();
}

} // namespace

/// The real medio-reader with libnfc on a simulated reader, and a program in its place that misbehaves.
class TestReaderProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void tellsWhatHappens_data();
    void tellsWhatHappens();
    void survivesMisbehaviour_data();
    void survivesMisbehaviour();
    void saysWhyItGaveUp();

    void noConnectionIsNotConfigured();
    void aWrongConnectionIsNotTriedAgain();
    void aMissingProgramIsTriedAgain();
    void aHeldDeviceIsBusy();
    void aForbiddenDeviceIsNotPermitted();
    void aBusyEventLoopIsNoSilence();
    void halfALineIsNoLife();
    void stopsAndStartsAgain();
    void leavesNoProcessBehind();
    void timeIsThatOfTheFirstSight();
    void tellsOfItsReader();

private:
    void start(ReaderProcess::Options options = {});
    void startMisbehaving(const QString &way, int runs, ReaderProcess::Options options);
    void carryOut(const QString &deed);
    [[nodiscard]] QString said() const { return m_said.join(u' '); }
    [[nodiscard]] qint64 runs() const { return QFileInfo(m_folder->filePath(u"runs"_s)).size(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SimulatorProcess> m_simulator;
    std::unique_ptr<ReaderProcess> m_reader;
    QStringList m_said;
    QString m_detail;
    std::chrono::nanoseconds m_seenAt{0};
    ReaderProcess::Options m_options; ///< of the row
    qint64 m_process = 0;             ///< that was remembered
};

#define EXPECT_SAID(text) QTRY_COMPARE_WITH_TIMEOUT(said(), text, longTime)

void TestReaderProcess::init()
{
    m_said.clear();
    // A busy machine may take its time for a restart.
    m_options = {.grace = 60s, .firstPause = 500ms};
    m_folder = std::make_unique<QTemporaryDir>();
    m_simulator = std::make_unique<SimulatorProcess>();
    QCOMPARE(m_simulator->start(), QString());
}

void TestReaderProcess::cleanup()
{
    m_reader.reset();
    QVERIFY(m_simulator->stop());
    QTRY_COMPARE(childProcesses(), QStringList());
    QVERIFY2(!QFile::exists(m_folder->filePath(u"two"_s)), "two programs ran at once");
}

void TestReaderProcess::start(ReaderProcess::Options options)
{
    if (options.program.isEmpty())
        options.program = buildProgram(u"medio-reader");
    if (options.connection.isNull())
        options.connection = m_simulator->connection();
    m_reader = std::make_unique<ReaderProcess>(std::move(options));
    const auto nameOfChip = [](const Uid &uid) {
        return chips.key(uid.toString());
    };
    connect(m_reader.get(), &TagReader::readerFound, this, [this] { m_said << u"found"_s; });
    connect(m_reader.get(), &TagReader::readerLost, this, [this](ReaderFault fault, const QString &detail) {
        m_said << u"lost:"_s.append(nameOf(fault));
        m_detail = detail;
    });
    connect(m_reader.get(), &TagReader::chipPlaced, this, [=, this](const Placement &placement) {
        m_said << (placement.resting ? u"resting:"_s : u"placed:"_s).append(nameOfChip(placement.uid));
        m_seenAt = placement.seenAt;
    });
    connect(m_reader.get(), &TagReader::chipLifted, this,
            [=, this](const Uid &uid) { m_said << u"lifted:"_s.append(nameOfChip(uid)); });
    connect(m_reader.get(), &TagReader::chipRefused, this, [this](const Refused &refused) {
        m_said << (refused.flaw == UidFlaw::Random ? u"refused:random"_s : u"refused:impossible"_s)
                      .append(refused.resting ? u",resting"_s : QString());
    });
    m_reader->start();
    QVERIFY(m_said.isEmpty());
}

void TestReaderProcess::startMisbehaving(const QString &way, int runs, ReaderProcess::Options options)
{
    options.program = buildProgram(u"misbehaving-reader");
    options.connection = u"%1 %2 %3"_s.arg(way).arg(runs).arg(m_folder->path());
    options.firstPause = 10ms;
    options.longestPause = 20ms;
    start(options);
}

void TestReaderProcess::carryOut(const QString &deed)
{
    const QStringList words = deed.split(u' ');
    const QString &what = words[0];
    if (what == u"start"_s) {
        start(m_options);
    } else if (what == u"silence"_s) {
        m_options.silence = std::chrono::milliseconds(words[1].toInt());
    } else if (what == u"place"_s) {
        QVERIFY(m_simulator->place(chips[words[1]]));
    } else if (what == u"beside"_s) {
        QVERIFY(m_simulator->order({{u"do"_s, u"place"_s}, {u"uid"_s, chips[words[1]]}, {u"beside"_s, true}})
                    .value(u"ok"_s)
                    .toBool());
    } else if (what == u"lift"_s && words.size() > 1) {
        QVERIFY(m_simulator->order({{u"do"_s, what}, {u"uid"_s, chips[words[1]]}}).value(u"ok"_s).toBool());
    } else if (what == u"lift"_s) {
        QVERIFY(m_simulator->lift());
    } else if (what == u"garble"_s) {
        QVERIFY(m_simulator->order({{u"do"_s, what}, {u"ms"_s, words[1].toInt()}}).value(u"ok"_s).toBool());
    } else if (what == u"fault"_s) {
        QJsonObject order{{u"do"_s, what}, {u"kind"_s, words[1]}};
        if (words.size() > 2)
            order.insert(u"command"_s, words[2].toInt());
        QVERIFY(m_simulator->order(order).value(u"ok"_s).toBool());
    } else if (what == u"remember"_s) {
        m_process = m_reader->processId();
    } else if (what == u"kill"_s || what == u"hang"_s) {
        m_process = m_reader->processId();
        QCOMPARE(::kill(static_cast<pid_t>(m_process), what == u"kill"_s ? SIGKILL : SIGSTOP), 0);
    } else if (what == u"another-process"_s) {
        QTRY_VERIFY_WITH_TIMEOUT(m_reader->processId() != 0 && m_reader->processId() != m_process, longTime);
    } else if (what == u"same-process"_s) {
        QCOMPARE(m_reader->processId(), m_process);
    } else {
        QVERIFY2(m_simulator->order(what), qPrintable(what));
    }
}

void TestReaderProcess::tellsWhatHappens_data()
{
    QTest::addColumn<QString>("story"); // deeds; behind => what is said until then
    const auto row = [](const char *words, const QString &story) {
        QTest::newRow(words) << story;
    };
    row("a chip that lies there is resting",
        u"place A, start => found resting:A, lift => lifted:A, place A => placed:A"_s);
    row("chips of every length",
        u"start => found, place A => placed:A, lift => lifted:A, place B => placed:B, "
        "lift => lifted:B, place C => placed:C, lift => lifted:C"_s);
    row("another chip is a swap",
        u"start => found, place A => placed:A, lift, place B => lifted:A placed:B"_s);
    row("a phone is refused",
        u"start => found, place P => refused:random, lift, place A => placed:A, lift => lifted:A"_s);
    row("a phone that lay there", u"place P, start => found refused:random,resting"_s);
    row("no device", u"unplug, start => lost:missing, plug => found"_s);
    row("pulled out and plugged in again", u"start => found, place A => placed:A, unplug => lost:missing, "
                                           "plug => found resting:A, lift => lifted:A"_s);
    row("taken away while pulled out", u"place A, start => found resting:A, unplug => lost:missing, lift, "
                                       "plug => found lifted:A, place A => placed:A"_s);
    row("exchanged while pulled out", u"place A, start => found resting:A, unplug => lost:missing, lift, "
                                      "place B, plug => found lifted:A resting:B"_s);
    row("mute", u"place A, start => found resting:A, mute => lost:mute, unmute => found resting:A"_s);
    row("mute from the start", u"mute, start => lost:mute, unmute => found"_s);
    row("garbled",
        u"start => found, place A => placed:A, garble 10000 => lost:mute, garble 1 => found resting:A"_s);
    row("supplied anew, asleep and without its settings",
        u"place A, start => found resting:A, power-cycle => lost:mute found resting:A"_s);
    for (const char *kind : {"ack-lost", "nack", "answer-lost", "truncated", "wrong-sum", "wrong-code",
                             "syntax-error", "wrong-length"})
        row(qPrintable(u"one "_s + QString::fromLatin1(kind) + u" goes unnoticed"_s),
            u"start => found, place A => placed:A, remember, fault %1, lift => lifted:A, same-process"_s.arg(
                QString::fromLatin1(kind)));
    // Their ATQA together says seven bytes, and four are read.
    row("two chips of different sizes, laid down at once, are no impossible one",
        u"place A, beside B, start => found resting:A, lift A => lifted:A placed:B, lift => lifted:B"_s);
    row("a chip of another size beside the first",
        u"start => found, place B => placed:B, beside A, lift B => lifted:B placed:A, lift => lifted:A"_s);
    row("a wrong length is no other chip", u"start => found, fault wrong-length, place A => placed:A"_s);
    // libnfc passes over this failure and would run into an assertion with the first look.
    row("its chip fails to start (GetFirmwareVersion)", u"fault wrong-sum 2, start => lost:mute found"_s);
    row("a crash of libnfc is no lift", u"start => found, place A => placed:A, remember, fault bad-ats, "
                                        "another-process, lift => lifted:A"_s);
    row("a killed program goes unnoticed",
        u"start => found, place A => placed:A, kill, another-process, kill, "
        "another-process, lift => lifted:A"_s);
    row("lifted while the program was away", u"place A, start => found resting:A, kill, lift => lifted:A"_s);
    row("placed while the program was away", u"start => found, kill, place A => placed:A"_s);
    row("exchanged while the program was away",
        u"start => found, place A => placed:A, kill, lift, place B => lifted:A placed:B"_s);
    row("a hanging program is replaced", u"silence 4000, place A, start => found resting:A, "
                                         "hang => lost:program-failed found resting:A"_s);
}

void TestReaderProcess::tellsWhatHappens()
{
    QFETCH(QString, story);
    const QStringList steps = story.split(u", "_s);
    for (const QString &step : steps) {
        const QStringList parts = step.split(u" => "_s);
        carryOut(parts[0]);
        if (QTest::currentTestFailed())
            return;
        if (parts.size() > 1) {
            EXPECT_SAID(parts[1]);
            m_said.clear();
        }
    }
}

void TestReaderProcess::survivesMisbehaviour_data()
{
    QTest::addColumn<QString>("expected");
    // Found out by its silence, after the first of three runs; ...
    for (const char *way : {"silent", "drips"})
        QTest::newRow(way) << u"lost:program-failed found"_s;
    for (const char *way : {"falls-silent", "half-a-line"})
        QTest::newRow(way) << u"found lost:program-failed found lost:program-failed found "
                              "lost:program-failed found"_s;
    // ... by what it says, or by its end. That goes unnoticed where it is over soon.
    for (const char *way : {"floods", "garbage", "huge-line", "huge-half-line", "other-version", "other-keys",
                            "exit-0", "exit-1", "signal", "forks"})
        QTest::newRow(way) << u"found"_s;
    QTest::newRow("exit-2") << u"lost:not-configured"_s;
    QTest::newRow("floods-chips") << QString();
    QTest::newRow("ignores-the-end") << u"found placed:A"_s;
}

void TestReaderProcess::survivesMisbehaviour()
{
    const QString way = QString::fromLatin1(QTest::currentDataTag());
    QFETCH(QString, expected);
    const QStringList silentWays{u"silent"_s, u"drips"_s, u"falls-silent"_s, u"half-a-line"_s};
    startMisbehaving(way, 3,
                     {.silence = silentWays.contains(way) ? 500ms : 30s, .grace = 60s, .farewell = 50ms});
    if (expected.isEmpty()) { // whatever it said of chips, in the end none lies there
        QTRY_COMPARE_WITH_TIMEOUT(runs(), 4, longTime);
        QTRY_VERIFY_WITH_TIMEOUT(m_said.endsWith(u"lifted:A"_s), longTime);
    } else {
        EXPECT_SAID(expected);
    }
    const bool isReplaced = way != u"exit-2"_s && way != u"ignores-the-end"_s;
    QTRY_COMPARE_WITH_TIMEOUT(runs(), isReplaced ? 4 : 1, longTime);
}

void TestReaderProcess::saysWhyItGaveUp()
{
    startMisbehaving(u"other-version"_s, 1000, {.grace = 100ms});
    EXPECT_SAID(u"lost:program-failed"_s);
    QVERIFY2(m_detail.contains(u"not version 1"_s), qPrintable(m_detail));
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
    QVERIFY(QFile::link(buildProgram(u"medio-reader"), options.program));
    EXPECT_SAID(u"lost:program-failed found"_s);
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
                 buildProgram(u"medio-reader").toUtf8() + "' \"$@\"\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::Permissions(0x7755)));
    ReaderProcess::Options options;
    options.program = program;
    start(options);
    EXPECT_SAID(u"lost:not-permitted"_s);
    QVERIFY2(m_detail.endsWith(u"group "_s.append(QFileInfo(m_simulator->link()).group())),
             qPrintable(m_detail));
}

void TestReaderProcess::aBusyEventLoopIsNoSilence()
{
    ReaderProcess::Options options;
    options.silence = 1000ms;
    start(options);
    EXPECT_SAID(u"found"_s);
    const qint64 process = m_reader->processId();
    QCOMPARE(QProcess::execute(u"sleep"_s, {u"1.5"_s}), 0); // blocks this thread
    QVERIFY(m_simulator->place(chips[u"A"_s]));
    EXPECT_SAID(u"found placed:A"_s);
    QCOMPARE(m_reader->processId(), process);
}

void TestReaderProcess::halfALineIsNoLife()
{
    // It comes while this thread does not listen, just before the silence is noticed.
    startMisbehaving(u"half-a-line"_s, 1000, {.silence = 500ms});
    EXPECT_SAID(u"found"_s);
    QCOMPARE(QProcess::execute(u"sleep"_s, {u"1"_s}), 0);
    EXPECT_SAID(u"found lost:program-failed"_s);
}

void TestReaderProcess::stopsAndStartsAgain()
{
    QVERIFY(m_simulator->place(chips[u"A"_s]));
    start();
    EXPECT_SAID(u"found resting:A"_s);
    const qint64 process = m_reader->processId();
    m_said.clear();
    m_reader->stop();
    m_reader->stop();
    m_reader->start(); // while the first is still leaving
    m_reader->start();
    EXPECT_SAID(u"found resting:A"_s);
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
    QVERIFY(m_simulator->place(chips[u"A"_s]));
    EXPECT_SAID(u"found placed:A"_s);
    const std::chrono::nanoseconds arrived(m_simulator->lastEvent().value(u"t"_s).toString().toLongLong());
    QVERIFY(m_seenAt > arrived);
    QVERIFY(m_seenAt <= std::chrono::steady_clock::now().time_since_epoch());
}

void TestReaderProcess::tellsOfItsReader()
{
    ReaderProcess::Options options;
    options.connection = u"left="_s + m_simulator->connection();
    start(options);
    EXPECT_SAID(u"found"_s);
    ReaderStatus status = m_reader->readers().value(0);
    QCOMPARE(status.name, u"left"_s);
    QVERIFY2(status.device.contains(m_simulator->link()), qPrintable(status.device));
    QCOMPARE(status.fault, ReaderFault::None);

    int changes = 0;
    connect(m_reader.get(), &TagReader::readersChanged, this, [&] { ++changes; });
    QVERIFY(m_simulator->order(u"unplug"_s));
    EXPECT_SAID(u"found lost:missing"_s);
    status = m_reader->readers().value(0);
    QCOMPARE(status.fault, ReaderFault::Missing);
    QCOMPARE(status.detail, m_detail);
    QVERIFY(changes > 0);
}

QTEST_GUILESS_MAIN(TestReaderProcess)
#include "tst_readerprocess.moc"
