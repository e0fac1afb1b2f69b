// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/prctl.h>
#include <sys/types.h>

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <csignal>
#include <memory>
#include <vector>

namespace Medio {

/// A sound server of one's own, PulseAudio or PipeWire, the real daemons, in a folder of its own; what
/// comes and goes there are null sinks, which take sound at its pace and make none. Make it before
/// the application object: it says to this process where sound is to go (PULSE_SERVER).
class SoundServer
{
public:
    enum class Kind { PulseAudio, PipeWire };

    SoundServer()
    {
        qputenv("PULSE_SERVER", QByteArray("unix:" + socket().toLocal8Bit()));
        qputenv("PULSE_COOKIE", path(QStringLiteral("cookie")).toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        qputenv("HOME", m_folder.path().toLocal8Bit());
    }
    ~SoundServer() { kill(); }
    Q_DISABLE_COPY_MOVE(SoundServer)

    [[nodiscard]] static bool isInstalled(Kind kind)
    {
        const QStringList wanted =
            kind == Kind::PulseAudio
                ? QStringList{QStringLiteral("pulseaudio"), QStringLiteral("pactl")}
                : QStringList{QStringLiteral("pipewire"), QStringLiteral("pipewire-pulse"),
                              QStringLiteral("wireplumber"), QStringLiteral("dbus-daemon"),
                              QStringLiteral("pactl")};
        for (const QString &program : wanted)
            if (QStandardPaths::findExecutable(program).isEmpty())
                return false;
        return true;
    }

    /// Waits until it answers. No device is there yet.
    [[nodiscard]] bool start(Kind kind)
    {
        QFile::remove(socket());
        if (kind == Kind::PulseAudio) {
            run(QStringLiteral("pulseaudio"),
                {QStringLiteral("-n"), QStringLiteral("--daemonize=no"),
                 QStringLiteral("--exit-idle-time=-1"), QStringLiteral("--use-pid-file=no"),
                 QStringLiteral("--log-level=error"), QStringLiteral("-L"),
                 QStringLiteral("module-native-protocol-unix auth-anonymous=1 socket=") + socket()});
        } else {
            QProcess *bus =
                run(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                                    QStringLiteral("--print-address")});
            if (!bus->waitForReadyRead(patience))
                return false;
            m_bus = QString::fromLocal8Bit(bus->readLine()).trimmed();
            run(QStringLiteral("pipewire"), {});
            if (!waitFor([this] { return QFileInfo::exists(path(QStringLiteral("pipewire-0"))); }))
                return false;
            run(QStringLiteral("wireplumber"), {});
            run(QStringLiteral("pipewire-pulse"), {});
        }
        return waitFor([this] { return !ask({QStringLiteral("info")}).isEmpty(); });
    }

    /// The same with one device; false as well where that kind is not installed.
    [[nodiscard]] bool startWithDevice(Kind kind, const QString &name)
    {
        return isInstalled(kind) && start(kind) && !plug(name).isEmpty();
    }

    /// As a crash would.
    void kill()
    {
        for (auto process = m_processes.rbegin(); process != m_processes.rend(); ++process) {
            (*process)->kill();
            (*process)->waitForFinished(patience);
        }
        m_processes.clear();
        m_bus.clear();
        QFile::remove(path(QStringLiteral("pipewire-0")));
        QFile::remove(path(QStringLiteral("pipewire-0.lock")));
    }

    /// It answers nobody.
    void freeze() { tellAll(SIGSTOP); }
    void thaw() { tellAll(SIGCONT); }

    /// A device comes; what it is removed by, empty when it did not come.
    [[nodiscard]] QString plug(const QString &name)
    {
        const QString module = ask({QStringLiteral("load-module"), QStringLiteral("module-null-sink"),
                                    QStringLiteral("sink_name=") + name});
        return waitFor([&] { return sinks().contains(name); }) ? module : QString();
    }
    void unplug(const QString &module) { ask({QStringLiteral("unload-module"), module}); }

    [[nodiscard]] QStringList sinks() { return columnOf(QStringLiteral("sinks"), 1); }
    /// The sinks that somebody plays on, one entry for each stream (by number).
    [[nodiscard]] QStringList streams() { return columnOf(QStringLiteral("sink-inputs"), 1); }
    /// Numbers of sinks, in the order of sinks().
    [[nodiscard]] QStringList sinkNumbers() { return columnOf(QStringLiteral("sinks"), 0); }

    /// One of pactl's commands; what it says, empty when it fails.
    QString ask(const QStringList &arguments)
    {
        QProcess pactl;
        pactl.setProcessEnvironment(environment());
        pactl.start(QStringLiteral("pactl"), arguments);
        if (!pactl.waitForFinished(patience) || pactl.exitCode() != 0)
            return {};
        return QString::fromUtf8(pactl.readAllStandardOutput()).trimmed();
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    static constexpr int patience = 20000; // ms

    [[nodiscard]] QString socket() const { return path(QStringLiteral("native")); }

    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PULSE_RUNTIME_PATH"), m_folder.path());
        environment.insert(QStringLiteral("PIPEWIRE_RUNTIME_DIR"), m_folder.path());
        environment.insert(QStringLiteral("XDG_STATE_HOME"), path(QStringLiteral("state")));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), path(QStringLiteral("config")));
        if (!m_bus.isEmpty())
            environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_bus);
        return environment;
    }

    void tellAll(int signal)
    {
        for (const auto &process : m_processes)
            ::kill(pid_t(process->processId()), signal);
    }

    QProcess *run(const QString &program, const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment());
        process->setStandardErrorFile(QProcess::nullDevice());
        // Whoever made it may die without a word.
        process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        process->start(program, arguments);
        process->waitForStarted();
        m_processes.push_back(std::move(process));
        return m_processes.back().get();
    }

    /// Of other programs, before anything is measured. False as well when the server ends meanwhile.
    template<typename Condition>
    bool waitFor(Condition condition)
    {
        constexpr int turn = 20; // ms
        const QDeadlineTimer end(patience);
        while (!end.hasExpired()) {
            if (condition())
                return true;
            if (m_processes.empty() || m_processes.back()->waitForFinished(turn))
                return false;
        }
        return false;
    }

    QStringList columnOf(const QString &what, int column)
    {
        QStringList values;
        const QStringList lines =
            ask({QStringLiteral("list"), QStringLiteral("short"), what}).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines)
            values.append(line.split(u'\t').value(column));
        return values;
    }

    QTemporaryDir m_folder;
    QString m_bus;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace Medio
