// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/buildprograms.h"

#include <sys/prctl.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <csignal>

namespace Medio {

/// A pn532-sim of the build, in a folder of its own, for tests and benches.
class SimulatorProcess
{
public:
    ~SimulatorProcess() { stop(); }

    /// Whether it ended as it should.
    bool stop()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.terminate();
            m_process.waitForFinished();
        }
        return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }

    /// Empty when it is ready.
    [[nodiscard]] QString start(int baud = 0)
    {
        using namespace Qt::StringLiterals;
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        // A bench that is stopped by a signal leaves none behind.
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
        m_process.start(buildProgram(u"pn532-sim"),
                        {u"--link"_s, link(), u"--control"_s, m_folder.filePath(u"control"_s), u"--baud"_s,
                         QString::number(baud)});
        while (!m_process.canReadLine())
            if (!m_process.waitForReadyRead())
                return u"pn532-sim is not ready: "_s + m_process.errorString();
        m_control.connectToServer(m_folder.filePath(u"control"_s));
        return m_control.waitForConnected() ? QString() : m_control.errorString();
    }

    /// Carries out one order; its answer. Events that come before it are kept.
    QJsonObject order(const QJsonObject &order)
    {
        m_control.write(QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n');
        while (true) {
            while (!m_control.canReadLine())
                if (!m_control.waitForReadyRead())
                    return {};
            QJsonObject line = QJsonDocument::fromJson(m_control.readLine()).object();
            if (line.contains(QStringLiteral("ok")))
                return line;
            m_lastEvent = line;
        }
    }

    /// An order without parameters; whether it was carried out.
    bool order(const QString &deed)
    {
        return order(QJsonObject{{QStringLiteral("do"), deed}}).value(QStringLiteral("ok")).toBool();
    }

    /// `chip`: the model, where the length of the UID does not say it (nfc/simulator/README.md).
    bool place(const QString &uid, const QString &chip = {})
    {
        QJsonObject place{{QStringLiteral("do"), QStringLiteral("place")}, {QStringLiteral("uid"), uid}};
        if (!chip.isEmpty())
            place.insert(QStringLiteral("chip"), chip);
        return order(place).value(QStringLiteral("ok")).toBool();
    }
    bool lift() { return order(QStringLiteral("lift")); }

    [[nodiscard]] const QJsonObject &lastEvent() const { return m_lastEvent; }
    [[nodiscard]] QString link() const { return m_folder.filePath(QStringLiteral("tty")); }
    [[nodiscard]] QString connection() const { return QStringLiteral("pn532_uart:%1:115200").arg(link()); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QLocalSocket m_control;
    QJsonObject m_lastEvent;
};

} // namespace Medio
