// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>

#include <array>
#include <atomic>
#include <thread>

namespace Medio::PlayerWeb {

/// The line to the kiosk, on a thread of its own that no page can hold up: it reads standard input,
/// ends the program when that ends (at once where the program's loop does not), and when the program
/// and what it started hold more memory than allowed.
///
/// Made and destroyed on the GUI thread after the application object; its signals are emitted there.
class Lifeline final : public QObject
{
    Q_OBJECT
public:
    static constexpr int tooMuchMemory = 3; ///< the exit status that says so

    /// `mostMemory` in bytes, of all processes together.
    explicit Lifeline(qint64 mostMemory, QObject *parent = nullptr);
    ~Lifeline() override;

    /// Writes a line to standard output, whole or not at all; any thread.
    static void write(const QByteArray &line);

    /// What this process and all that come from it hold, in bytes: each page by the number of those who
    /// share it, where the system tells; else what is resident and its own.
    static qint64 memoryOfAll();
    /// What /proc/PID/statm says: pages that are resident and shared with nobody; 0 for whatever says
    /// nothing.
    static qint64 ownPagesIn(const QByteArray &statm);

Q_SIGNALS:
    void heard(const QByteArray &line); ///< without its end
    void ended();                       ///< there is nobody to listen to any more; at most once

private:
    void listen();
    bool take(QByteArray &rest);

    const qint64 m_mostMemory;
    std::array<int, 2> m_wake{-1, -1}; ///< a pipe: written once, when this object goes
    std::thread m_thread;
};

} // namespace Medio::PlayerWeb
