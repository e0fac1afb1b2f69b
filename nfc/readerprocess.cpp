// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readerprocess.h"

#include "app/base/logging.h"
#include "app/base/overloaded.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// What medio-reader exits with when it can't use its command line.
constexpr int usageError = 2;

// A program that floods us may take this much of a turn of the event loop, and of a second.
constexpr int mostLinesAtOnce = 50;
constexpr int mostLinesPerSecond = 500;

} // namespace

ReaderProcess::ReaderProcess(Options options, QObject *parent)
    : TagReader(parent)
    , m_options(std::move(options))
    , m_pause(m_options.firstPause)
{
    // Its log goes where ours goes, in the same form.
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // In a group of its own, so that what it starts ends with it; and it ends with us, whatever ends us.
    m_process.setChildProcessModifier([] {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    // Both calls are safe behind vfork(), which takes 1 ms of a program of 150 MB; fork() takes 7 to 22. Qt
    // before 6.6 uses vfork() by itself.
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    m_process.setUnixProcessParameters(QProcess::UnixProcessFlag::UseVFork);
#endif
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ReaderProcess::read);
    connect(&m_process, &QProcess::finished, this, &ReaderProcess::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart) // any other one is followed by finished()
            return;
        m_silence.stop();
        if (!m_wanted)
            return;
        lose(ReaderFault::ProgramFailed,
             u"%1 can't be started: %2"_s.arg(m_options.program, m_process.errorString()));
        restartLater();
    });

    for (QTimer *timer : {&m_silence, &m_restart, &m_grace, &m_farewell})
        timer->setSingleShot(true);
    m_silence.setInterval(m_options.silence);
    m_grace.setInterval(m_options.grace);
    m_farewell.setInterval(m_options.farewell);
    connect(&m_silence, &QTimer::timeout, this, &ReaderProcess::fellSilent);
    connect(&m_restart, &QTimer::timeout, this, &ReaderProcess::launch);
    connect(&m_grace, &QTimer::timeout, this,
            [this] { lose(ReaderFault::ProgramFailed, u"medio-reader keeps ending: "_s + m_reason); });
    connect(&m_farewell, &QTimer::timeout, this, &ReaderProcess::kill);

    if (const auto connection = Connection::fromString(m_options.connection))
        m_status.name = connection->name;
}

std::vector<std::unique_ptr<TagReader>> ReaderProcess::forEach(const QList<Connection> &connections,
                                                               const QString &program)
{
    std::vector<std::unique_ptr<TagReader>> readers;
    for (const Connection &connection : connections)
        readers.push_back(std::make_unique<ReaderProcess>(
            Options{.program = program, .connection = connection.toString()}));
    return readers;
}

ReaderProcess::~ReaderProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    if (!m_farewell.isActive()) { // not stopped before
        m_process.closeWriteChannel();
        m_farewell.start();
    }
    if (!m_process.waitForFinished(std::max(0, m_farewell.remainingTime()))) {
        kill();
        m_process.waitForFinished();
    }
    killGroup();
}

void ReaderProcess::start()
{
    if (m_wanted)
        return;
    m_wanted = true;
    m_pause = m_options.firstPause;
    // From the event loop, as everything else: no signal from within start().
    QMetaObject::invokeMethod(this, &ReaderProcess::launch, Qt::QueuedConnection);
}

void ReaderProcess::stop()
{
    m_wanted = false;
    m_silence.stop();
    m_restart.stop();
    m_grace.stop();
    m_isFound = m_tellAnew = false;
    m_fault = ReaderFault::None;
    m_chip.reset();
    m_status = {.name = m_status.name};
    if (m_process.state() != QProcess::NotRunning && !m_farewell.isActive()) {
        m_process.closeWriteChannel();
        m_farewell.start();
    }
}

void ReaderProcess::launch()
{
    // Not while an earlier run is still ending: its end launches the next one.
    if (!m_wanted || m_process.state() != QProcess::NotRunning)
        return;
    if (m_options.connection.isEmpty()) {
        lose(ReaderFault::NotConfigured, u"no connection to a reader is configured"_s);
        return;
    }
    m_foundInRun.reset();
    m_isDistrusted = false;
    m_lines = 0;
    m_run.start();
    m_second.start();
    m_silence.start();
    QStringList arguments{u"--connection"_s, m_options.connection};
    if (m_chip)
        arguments << u"--chip-lay-there"_s;
    m_process.start(m_options.program, arguments);
    m_group = m_process.processId();
}

void ReaderProcess::read()
{
    for (int i = 0; m_wanted && !m_farewell.isActive() && m_process.canReadLine(); ++i) {
        if (i == mostLinesAtOnce) { // the rest in the next turn of the event loop
            QMetaObject::invokeMethod(this, &ReaderProcess::read, Qt::QueuedConnection);
            return;
        }
        if (m_second.hasExpired(1000)) {
            m_second.start();
            m_lines = 0;
        }
        if (++m_lines > mostLinesPerSecond)
            return distrust(u"more than %1 lines in a second"_s.arg(mostLinesPerSecond));
        const auto report = ReaderProtocol::fromLine(m_process.readLine(ReaderProtocol::longestLine + 2));
        if (!report)
            return distrust(report.error());
        m_silence.start();
        take(*report);
    }
    if (m_process.bytesAvailable() > ReaderProtocol::longestLine && !m_process.canReadLine())
        distrust(u"a line without an end"_s);
}

void ReaderProcess::distrust(const QString &reason)
{
    m_isDistrusted = true;
    m_reason = u"it said "_s + reason;
    qCWarning(lcNfc, "medio-reader said %s; it is started again", qUtf8Printable(reason));
    m_process.closeReadChannel(QProcess::StandardOutput); // whatever else it says
    kill();
}

void ReaderProcess::kill()
{
    killGroup();
    m_process.kill(); // it may not have had the time to make the group
}

void ReaderProcess::killGroup()
{
    // As long as one of the group lives, no other process or group can have the number.
    if (m_group > 0)
        ::kill(static_cast<pid_t>(-m_group), SIGKILL);
}

void ReaderProcess::ended(int exitCode, QProcess::ExitStatus status)
{
    read(); // its last words
    killGroup();
    m_group = 0;
    const bool wasLeaving = m_farewell.isActive();
    m_farewell.stop();
    m_silence.stop();
    if (!m_wanted)
        return;
    if (wasLeaving) // stopped and started again meanwhile
        return launch();
    if (status == QProcess::NormalExit && exitCode == usageError) {
        // It has said so itself, with the reason, if it is ours.
        lose(ReaderFault::NotConfigured,
             u"medio-reader refuses the connection \"%1\""_s.arg(m_options.connection));
        return;
    }
    const QString way = status == QProcess::CrashExit ? u"signal"_s : u"status"_s;
    qCWarning(lcNfc, "medio-reader ended (%s %d) after %lld ms", qUtf8Printable(way), exitCode,
              static_cast<long long>(m_run.elapsed()));
    if (!m_isDistrusted)
        m_reason = u"%1 %2"_s.arg(way).arg(exitCode);
    if (m_fault != ReaderFault::ProgramFailed && !m_grace.isActive())
        m_grace.start();
    restartLater();
}

void ReaderProcess::restartLater()
{
    if (m_run.elapsed() >= m_options.goodRun.count())
        m_pause = m_options.firstPause;
    m_restart.start(m_pause);
    m_pause = std::min(m_pause * 2, m_options.longestPause);
}

void ReaderProcess::fellSilent()
{
    // Perhaps it was this thread that did not listen: then there is something to read. Half a line
    // is nothing.
    m_process.waitForReadyRead(0);
    read();
    if (m_silence.isActive() || m_process.state() == QProcess::NotRunning)
        return;
    kill(); // ended() starts it again
    lose(ReaderFault::ProgramFailed,
         u"medio-reader did not answer for %1 ms"_s.arg(m_options.silence.count()));
}

void ReaderProcess::take(const ReaderProtocol::Report &report)
{
    std::visit(
        Overloaded{
            [this](const ReaderProtocol::Alive &alive) {
                if (m_isFound && m_foundInRun && alive.looks > 0)
                    Q_EMIT looked(alive.looks, alive.failed, alive.chips);
            },
            [this](const ReaderProtocol::Found &reader) {
                // Told with the line that follows, which says what lies there.
                m_foundInRun = reader;
            },
            [this](const ReaderProtocol::Lost &reader) { lose(reader.fault, reader.detail, reader.advice); },
            [this](const Vacant &) { settle(std::nullopt); },
            [this](const Placement &placement) { settle(placement); },
            [this](const Lifted &lifted) {
                if (isTold(lifted.uid))
                    lift();
            },
            [this](const Refused &refused) {
                settle(std::nullopt);
                if (m_isFound)
                    Q_EMIT chipRefused(
                        {refused.flaw, refused.resting, refused.seenAt, m_status.name, refused.uid});
            },
            [this](const Weak &weak) {
                if (isTold(weak.uid))
                    Q_EMIT chipWeak(weak);
            },
            [this](const ReaderProtocol::Ndef &ndef) {
                const auto records = ndefRecords(ndef.message);
                if (isTold(ndef.uid) && !records.isEmpty())
                    Q_EMIT chipRead({ndef.uid, records});
            },
            [](const ReaderProtocol::Unknown &) {},
        },
        report);
}

void ReaderProcess::found()
{
    m_grace.stop();
    const ReaderStatus before = std::exchange(m_status, {m_status.name,
                                                         m_foundInRun->name,
                                                         m_foundInRun->place,
                                                         m_foundInRun->firmware,
                                                         m_foundInRun->tapOnly,
                                                         m_foundInRun->fieldConfirmed,
                                                         ReaderFault::None,
                                                         {},
                                                         {}});
    if (!m_isFound) {
        qCInfo(lcNfc, "reader found: %s", qUtf8Printable(m_status.device));
        m_isFound = true;
        m_tellAnew = true;
        m_fault = ReaderFault::None;
        Q_EMIT readerFound(m_status.device);
    }
    if (m_status != before && m_wanted)
        Q_EMIT readersChanged();
}

void ReaderProcess::lose(ReaderFault fault, const QString &detail, const QString &advice)
{
    m_grace.stop();
    m_foundInRun.reset();
    const ReaderStatus before = m_status;
    m_status.fault = fault;
    m_status.detail = detail;
    m_status.advice = advice;
    if (m_fault != fault) {
        qCWarning(lcNfc, "no reader: %s", qUtf8Printable(detail));
        m_isFound = false;
        m_fault = fault;
        Q_EMIT readerLost(fault, detail);
    }
    if (m_status != before && m_wanted)
        Q_EMIT readersChanged();
}

void ReaderProcess::settle(const std::optional<Placement> &placement)
{
    if (!m_foundInRun)
        return;
    found();
    if (placement)
        place(*placement);
    else
        lift();
}

void ReaderProcess::place(const Placement &placement)
{
    if (!m_wanted)
        return;
    const bool isSame = m_chip == placement.uid;
    if (isSame && placement.resting && !m_tellAnew)
        return; // it never left
    Placement told = placement;
    told.reader = m_status.name;
    told.tapOnly = m_status.tapOnly;
    // Nobody was told that the program was away: then a hand brought it.
    told.resting = placement.resting && m_tellAnew;
    if (m_chip && !(isSame && placement.resting))
        lift();
    if (!m_wanted) // who heard of it has stopped us
        return;
    m_tellAnew = false;
    m_chip = placement.uid;
    Q_EMIT chipPlaced(told);
}

void ReaderProcess::lift()
{
    m_tellAnew = false;
    if (const auto gone = std::exchange(m_chip, std::nullopt)) // none after stop()
        Q_EMIT chipLifted(*gone);
}

bool ReaderProcess::isTold(const Uid &uid) const
{
    return m_foundInRun && m_chip == uid;
}

} // namespace Medio::Nfc
