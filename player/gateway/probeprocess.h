// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmfacts.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <deque>
#include <optional>

namespace Medio::Gateway {

/// medio-probe as a warm child process: opens films as a media library will, where a crash or a
/// hang costs nothing. One rehearsal at a time, the others queue; a dead program is started anew.
/// Thread: the gateway's; never waits.
class ProbeProcess : public QObject
{
    Q_OBJECT
public:
    enum class Refusal {
        Film,    ///< the film can't be played: says the program, or it died of it twice
        Late,    ///< the deadline passed
        Program, ///< the program itself can't be run
    };

    explicit ProbeProcess(const QString &program, QObject *parent = nullptr);
    ~ProbeProcess() override;

    /// Starts the program, so that the first film does not wait for it.
    void warmUp();

    /// Opens `address`, goes to `from` and reads half a second. Returns a number from 1, growing;
    /// exactly one of rehearsed and refused follows, unless it is cancelled. `measure`: decodes on for
    /// so long to find out how fast this board does it.
    quint64 rehearse(const QUrl &address, std::chrono::milliseconds from, std::chrono::milliseconds deadline,
                     std::chrono::milliseconds measure = std::chrono::milliseconds(0));
    void cancel(quint64 request);

    [[nodiscard]] std::size_t load() const { return m_queue.size(); }

Q_SIGNALS:
    void rehearsed(quint64 request, const Medio::FilmFacts &facts);
    void refused(quint64 request, Medio::Gateway::ProbeProcess::Refusal refusal, const QString &detail);

private:
    struct Request
    {
        quint64 number = 0;
        QUrl address;
        std::chrono::milliseconds from{0};
        std::chrono::milliseconds deadline{0};
        std::chrono::milliseconds measure{0};
        bool cancelled = false;
        bool triedTwice = false;
    };

    void next();
    void read();
    void readLine(const QByteArray &line);
    void failToStart(QProcess::ProcessError error);
    void over();
    void settle(std::optional<Refusal> refusal, const FilmFacts &facts, const QString &detail);

    QString m_program;
    QProcess m_process;
    QTimer m_restart;
    QTimer m_overdue;
    std::deque<Request> m_queue; ///< the first one is with the program when m_asked
    QByteArray m_line;
    quint64 m_requests = 0;
    int m_deaths = 0; ///< since the last answer
    bool m_asked = false;
    bool m_late = false;
    bool m_ending = false;
};

} // namespace Medio::Gateway
