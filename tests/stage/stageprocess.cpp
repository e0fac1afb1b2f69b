// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/stageprocess.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

namespace Medio::Stage {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 3s;

} // namespace

StageProcess::StageProcess(const QString &name, QObject *parent)
    : QObject(parent)
    , m_name(name)
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        while (m_process.canReadLine())
            Q_EMIT line(m_process.readLine().trimmed());
    });
    connect(&m_process, &QProcess::finished, this, &StageProcess::hasEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        Q_EMIT died(m_name + QStringLiteral(" can't be started: ") + m_process.errorString());
        Q_EMIT ended(-1);
    });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { signal(SIGKILL); });
}

StageProcess::~StageProcess()
{
    m_process.disconnect(this);
    if (isRunning()) {
        signal(SIGKILL);
        m_process.waitForFinished(1000);
    } else {
        signal(SIGKILL); // what it left behind
    }
}

void StageProcess::start(const QString &program, const QStringList &arguments,
                         const QProcessEnvironment &environment, const QString &logFile,
                         const QByteArray &input, bool keepInput)
{
    m_wantedToEnd = false;
    m_process.setProcessEnvironment(environment);
    m_process.setStandardErrorFile(logFile, QIODevice::Append);
    m_process.setChildProcessModifier([parent = getpid()] {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(127); // the stage died before the kernel heard of the wish
    });
    m_process.start(program, arguments);
    m_group = m_process.processId();
    if (!input.isEmpty())
        m_process.write(input);
    if (!keepInput)
        m_process.closeWriteChannel();
}

void StageProcess::signal(int number) const
{
    if (m_group > 1)
        ::kill(pid_t(-m_group), number);
}

void StageProcess::signalLeader(int number) const
{
    if (isRunning() && m_group > 1)
        ::kill(pid_t(m_group), number);
}

void StageProcess::end(std::function<void()> done)
{
    m_wantedToEnd = true;
    if (!isRunning())
        return done();
    m_whenEnded.append(std::move(done));
    signal(SIGTERM);
    m_patience.start(patience);
}

void StageProcess::kill(std::function<void()> done)
{
    m_wantedToEnd = true;
    if (!isRunning())
        return done();
    m_whenEnded.append(std::move(done));
    signal(SIGKILL);
}

void StageProcess::hasEnded(int exitStatus, QProcess::ExitStatus how)
{
    m_patience.stop();
    signal(SIGKILL); // children it left behind must not go on alone
    if (!m_wantedToEnd) {
        Q_EMIT died(m_name + (how == QProcess::CrashExit
                                  ? QStringLiteral(" crashed")
                                  : QStringLiteral(" ended with status %1").arg(exitStatus)));
    }
    Q_EMIT ended(how == QProcess::CrashExit ? -1 : exitStatus);
    const auto waiting = std::exchange(m_whenEnded, {});
    for (const auto &done : waiting)
        done();
}

} // namespace Medio::Stage
