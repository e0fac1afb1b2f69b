// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QUrl>

#include <chrono>

namespace Medio::Gateway {

/// medio-probe at one remux: a film from addresses of this machine into a file as an MP4. Thread: the
/// gateway's; never waits. Ends with exactly one of finished and refused; deleting it ends the program.
class RemuxProcess : public QObject
{
    Q_OBJECT
public:
    struct Part
    {
        QUrl address;
        std::chrono::milliseconds at{0};
    };
    struct Order
    {
        QList<QList<Part>> tracks;
        bool fragmented = false; ///< readable while it grows
        std::chrono::milliseconds duration{0};
        qint64 mostBytes = 0;
        int output = -1; ///< an empty file, readable and writable; the caller's, needed until the start only
    };
    enum class Refusal {
        Film,    ///< the film can't be remuxed: says the program
        Crash,   ///< the program died: of the film, or of the machine's want of memory
        Late,    ///< its source broke off
        Full,    ///< there is no room for it
        Program, ///< the program itself can't be run
    };

    RemuxProcess(const QString &program, const Order &order, QObject *parent = nullptr);
    ~RemuxProcess() override;

Q_SIGNALS:
    /// So many bytes will not be changed any more (of a fragmented film).
    void grown(qint64 bytes, std::chrono::milliseconds until);
    void finished(qint64 bytes);
    void refused(Medio::Gateway::RemuxProcess::Refusal refusal, const QString &detail);

private:
    void read();
    void end(Refusal refusal, const QString &detail);

    QProcess m_process;
    QByteArray m_line;
    bool m_over = false;
};

} // namespace Medio::Gateway
