// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readerprocess.h"

#include "app/base/logging.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// What medio-reader exits with when it can't use its command line.
constexpr int usageError = 2;

template<typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template<typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace

ReaderProcess::ReaderProcess(Options options, QObject *parent)
    : TagReader(parent)
    , m_options(std::move(options))
    , m_pause(m_options.firstPause)
{
    // Its log goes where ours goes, in the same form.
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
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
            [this] { lose(ReaderFault::ProgramFailed, u"medio-reader keeps ending"_s); });
    connect(&m_farewell, &QTimer::timeout, &m_process, &QProcess::kill);
}

ReaderProcess::~ReaderProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(static_cast<int>(m_options.farewell.count()))) {
        m_process.kill();
        m_process.waitForFinished();
    }
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
    m_foundInRun = false;
    m_run.start();
    m_silence.start();
    m_process.start(m_options.program, {u"--connection"_s, m_options.connection});
}

void ReaderProcess::read()
{
    while (m_wanted && !m_farewell.isActive() && m_process.canReadLine()) {
        const auto report = ReaderProtocol::fromLine(m_process.readLine());
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
    qCWarning(lcNfc, "medio-reader said %s; it is started again", qUtf8Printable(reason));
    m_process.closeReadChannel(QProcess::StandardOutput); // whatever else it says
    m_process.kill();
}

void ReaderProcess::ended(int exitCode, QProcess::ExitStatus status)
{
    read(); // its last words
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
    qCWarning(lcNfc, "medio-reader ended (%s %d) after %lld ms",
              status == QProcess::CrashExit ? "signal" : "status", exitCode,
              static_cast<long long>(m_run.elapsed()));
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
    // is nothing yet: a program that hangs in its midst is found out the next time.
    m_silence.start();
    if (m_process.waitForReadyRead(0))
        return;
    m_silence.stop();
    m_process.kill(); // ended() starts it again
    lose(ReaderFault::ProgramFailed,
         u"medio-reader did not answer for %1 ms"_s.arg(m_options.silence.count()));
}

void ReaderProcess::take(const ReaderProtocol::Report &report)
{
    std::visit(Overloaded{
                   [](const ReaderProtocol::Alive &) {},
                   [](const ReaderProtocol::Ndef &) {},
                   [](const ReaderProtocol::Unknown &) {},
                   [this](const ReaderProtocol::Found &reader) {
                       // Told with the line that follows, which says what lies there.
                       m_foundInRun = true;
                       m_name = reader.name;
                   },
                   [this](const ReaderProtocol::Lost &reader) { lose(reader.fault, reader.detail); },
                   [this](const Vacant &) {
                       if (m_foundInRun) {
                           found();
                           lift();
                       }
                   },
                   [this](const Placement &placement) {
                       if (m_foundInRun) {
                           found();
                           place(placement);
                       }
                   },
                   [this](const Lifted &lifted) {
                       if (m_foundInRun && m_chip == lifted.uid)
                           lift();
                   },
               },
               report);
}

void ReaderProcess::found()
{
    m_grace.stop();
    if (m_isFound)
        return;
    qCInfo(lcNfc, "reader found: %s", qUtf8Printable(m_name));
    m_isFound = true;
    m_tellAnew = true;
    m_fault = ReaderFault::None;
    Q_EMIT readerFound(m_name);
}

void ReaderProcess::lose(ReaderFault fault, const QString &detail)
{
    m_grace.stop();
    m_foundInRun = false;
    if (m_fault == fault)
        return;
    qCWarning(lcNfc, "no reader: %s", qUtf8Printable(detail));
    m_isFound = false;
    m_fault = fault;
    Q_EMIT readerLost(fault, detail);
}

void ReaderProcess::place(const Placement &placement)
{
    if (!m_wanted)
        return;
    const bool isSame = m_chip == placement.uid;
    if (isSame && placement.resting && !m_tellAnew)
        return; // it never left
    if (m_chip && !(isSame && placement.resting))
        lift();
    if (!m_wanted) // who heard of it has stopped us
        return;
    m_tellAnew = false;
    m_chip = placement.uid;
    Q_EMIT chipPlaced(placement);
}

void ReaderProcess::lift()
{
    m_tellAnew = false;
    if (const auto gone = std::exchange(m_chip, std::nullopt)) // none after stop()
        Q_EMIT chipLifted(*gone);
}

} // namespace Medio::Nfc
