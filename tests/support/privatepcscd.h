// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace Medio {

/// A pcscd with its virtual reader (vsmartcard-vpcd) that nobody else on the machine sees, for tests and
/// benches. The virtual reader listens on all addresses and pcscd's socket has one name for all: so the
/// program that uses this moves into a network and a mount namespace of its own first, with a /run of its
/// own.
class PrivatePcscd
{
public:
    /// To be called first in main(), while there is one thread. Empty, or why this machine does not let it.
    static QString moveIntoOwnNamespaces()
    {
        const uid_t user = getuid();
        const gid_t group = getgid();
        if (unshare(CLONE_NEWNET | CLONE_NEWNS) != 0) {
            if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS) != 0)
                return problem("no namespaces");
            write("/proc/self/setgroups", "deny");
            write("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1");
            write("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1");
        }
        if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            mount("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m") != 0)
            return problem("no /run of its own");
        ifreq loopback{};
        std::strncpy(loopback.ifr_name, "lo", sizeof loopback.ifr_name - 1);
        loopback.ifr_flags = IFF_UP;
        const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const bool isUp = ioctl(any, SIOCSIFFLAGS, &loopback) == 0;
        close(any);
        return isUp ? QString() : problem("no loopback device");
    }

    /// Empty, or what is not installed.
    static QString missing()
    {
        for (const QString &file : {program(), driver()})
            if (!QFileInfo::exists(file))
                return QStringLiteral("%1 is not installed (Debian 13 has no virtual reader)").arg(file);
        return {};
    }

    /// Empty when it answers.
    QString start()
    {
        QFile configuration(m_folder.filePath(QStringLiteral("vpcd")));
        if (!configuration.open(QIODevice::WriteOnly))
            return configuration.errorString();
        configuration.write("FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH " +
                            QFile::encodeName(driver()) + "\nCHANNELID 0x8C7B\n");
        configuration.close();
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(m_folder.filePath(QStringLiteral("log")));
        m_process.start(program(),
                        {QStringLiteral("--foreground"), QStringLiteral("--config"), m_folder.path()});
        if (!m_process.waitForStarted())
            return m_process.errorString();
        return {};
    }

    /// As systemd does. The card's link breaks with it.
    void stop()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    /// As a crash does.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    ~PrivatePcscd()
    {
        if (m_process.state() != QProcess::NotRunning)
            stop();
    }

    PrivatePcscd() = default;
    Q_DISABLE_COPY_MOVE(PrivatePcscd)

private:
    static QString program() { return QStringLiteral("/usr/sbin/pcscd"); }
    static QString driver() { return QStringLiteral("/usr/lib/pcsc/drivers/serial/libifdvpcd.so"); }

    static QString problem(const char *what)
    {
        return QStringLiteral("%1: %2").arg(QString::fromLatin1(what),
                                            QString::fromStdString(std::generic_category().message(errno)));
    }
    static void write(const char *path, const QByteArray &text)
    {
        QFile file(QString::fromLatin1(path));
        if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            file.write(text);
    }

    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace Medio
