// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/connection.h"
#include "nfc/readerprotocol.h"
#include "nfc/tagreader.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QString>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace Medio::Nfc {

/// The reader behind medio-reader, which runs as a child process since libnfc may crash or hang
/// on bytes from the line. This object starts it, watches it and starts it again.
///
/// A program that ends and is back within `grace` was no fault: nothing is said of it, a chip
/// that lay there before and still does is not mentioned, and another one was placed. A program that is
/// silent, or that stays away, is a fault (ProgramFailed). A connection that it refuses (exit status 2) is
/// NotConfigured, and it is not asked again.
class ReaderProcess final : public TagReader
{
    Q_OBJECT
public:
    struct Options
    {
        QString program = {};                         ///< path of medio-reader
        QString connection = {};                      ///< see Connection; empty: NotConfigured
        std::chrono::milliseconds silence{3000};      ///< without a line: killed
        std::chrono::milliseconds grace{2000};        ///< how long a restart may take unnoticed
        std::chrono::milliseconds firstPause{100};    ///< before a restart; doubles ...
        std::chrono::milliseconds longestPause{5000}; ///< ... up to this
        std::chrono::milliseconds goodRun{10000};     ///< a run of this length ends the doubling
        std::chrono::milliseconds farewell{600};      ///< to end by itself; then it is killed
    };

    explicit ReaderProcess(Options options, QObject *parent = nullptr);

    /// One process for each reader, with the usual options.
    [[nodiscard]] static std::vector<std::unique_ptr<TagReader>> forEach(const QList<Connection> &connections,
                                                                         const QString &program);

    /// Lets a program that still runs end, which takes it some 20 ms, or kills it `farewell` after stop().
    /// After stop() and a moment in the event loop there is none to wait for.
    ~ReaderProcess() override;

    void start() override;
    void stop() override;

    [[nodiscard]] QList<ReaderStatus> readers() const override { return {m_status}; }

    /// Of the running medio-reader; 0 if none runs.
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

private:
    void launch();
    void read();
    void distrust(const QString &reason);
    void ended(int exitCode, QProcess::ExitStatus status);
    void kill();
    void killGroup();
    void restartLater();
    void fellSilent();

    void take(const ReaderProtocol::Report &report);
    void found();
    void lose(ReaderFault fault, const QString &detail, const QString &advice = {});
    /// What lies there is a chip, or none.
    void settle(const std::optional<Placement> &placement);
    void place(const Placement &placement);
    void lift();
    /// It lies there, as the world knows.
    [[nodiscard]] bool isTold(const Uid &uid) const;

    const Options m_options;
    QProcess m_process;
    QTimer m_silence;  ///< runs while the program does
    QTimer m_restart;  ///< runs from its end to its next start
    QTimer m_grace;    ///< runs from its end until it says something of the reader
    QTimer m_farewell; ///< runs from stop() until it has ended
    QElapsedTimer m_run;
    QElapsedTimer m_second;      ///< in which so many ...
    int m_lines = 0;             ///< ... lines were read
    qint64 m_group = 0;          ///< of processes: the program and what it starts
    QString m_reason;            ///< why the last run ended
    bool m_isDistrusted = false; ///< this run said nonsense
    std::chrono::milliseconds m_pause;
    bool m_wanted = false;

    // What has been said to the world; outlives the program's runs.
    bool m_isFound = false;
    ReaderFault m_fault = ReaderFault::None;
    std::optional<Uid> m_chip; ///< placed and not lifted
    bool m_tellAnew = false;   ///< a chip that lies there is said again, even the same

    ReaderStatus m_status;

    std::optional<ReaderProtocol::Found> m_foundInRun; ///< this run has found the device
};

} // namespace Medio::Nfc
