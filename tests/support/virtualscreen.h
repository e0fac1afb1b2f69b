// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/prctl.h>

#include <QProcess>
#include <QSize>
#include <QStringList>

#include <csignal>

namespace Medio {

/// An X server without a screen, with Mesa's OpenGL in software, for one test program. start() before
/// the application object: it sets DISPLAY and QT_QPA_PLATFORM of this process.
class VirtualScreen
{
public:
    ~VirtualScreen()
    {
        m_server.terminate();
        if (!m_server.waitForFinished(5000))
            m_server.kill();
        m_server.waitForFinished(5000);
    }

    /// False (and why, on stderr) when there is none. It chooses its own number.
    [[nodiscard]] bool start(const QSize &size = {1920, 1080})
    {
        m_server.setStandardErrorFile(QProcess::nullDevice());
        // Also when the test crashes: whoever waits for its output would wait for the server's
        m_server.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_server.start(QStringLiteral("Xvfb"),
                       {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-nolisten"),
                        QStringLiteral("tcp"), QStringLiteral("-screen"), QStringLiteral("0"),
                        QStringLiteral("%1x%2x24").arg(size.width()).arg(size.height())});
        QByteArray number;
        while (!number.endsWith('\n') && m_server.waitForReadyRead(20000))
            number += m_server.readAllStandardOutput();
        m_name = ":" + number.trimmed();
        if (m_name.size() < 2) {
            qWarning("Xvfb did not start (packaging/install-dependencies)");
            return false;
        }
        qputenv("DISPLAY", m_name);
        qputenv("QT_QPA_PLATFORM", "xcb");
        return true;
    }

    [[nodiscard]] QByteArray name() const { return m_name; } ///< ":1"

private:
    QProcess m_server;
    QByteArray m_name;
};

} // namespace Medio
