// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <functional>

namespace Medio::Stage {

/// A program on the stage, in a process group of its own. It does not outlive the stage: it is
/// ended by end() or the destructor, and by the kernel if the stage dies first (PR_SET_PDEATHSIG).
/// stderr goes to a log file, stdout arrives by lines.
/// Lives on the main thread (the kernel's promise is bound to the thread that starts it).
class StageProcess final : public QObject
{
    Q_OBJECT
public:
    explicit StageProcess(const QString &name, QObject *parent = nullptr);
    ~StageProcess() override;

    /// Starts; `input` is written to its stdin, which stays open if `keepInput`.
    void start(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment,
               const QString &logFile, const QByteArray &input = {}, bool keepInput = false);

    void write(const QByteArray &line) { m_process.write(line); }

    /// To the group (SIGSTOP: it freezes), or to the program itself alone. Without effect where nothing runs.
    void signal(int number) const;
    void signalLeader(int number) const;

    /// SIGTERM to the group, SIGKILL after a while. `done` once, also if it is not running.
    void end(std::function<void()> done);

    /// SIGKILL to the whole group at this moment. `done` when it is gone.
    void kill(std::function<void()> done);

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] const QString &name() const { return m_name; }

Q_SIGNALS:
    void line(const QByteArray &text);

    /// It ended although nobody asked it to; with the reason.
    void died(const QString &why);

    /// It ended, by whatever cause; after died().
    void ended(int exitStatus);

private:
    void hasEnded(int exitStatus, QProcess::ExitStatus how);

    const QString m_name;
    QProcess m_process;
    QTimer m_patience;
    qint64 m_group = 0; // remembered: QProcess forgets the id when the process ends
    bool m_wantedToEnd = false;
    QList<std::function<void()>> m_whenEnded;
};

} // namespace Medio::Stage
