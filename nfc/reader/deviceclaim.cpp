// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/deviceclaim.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <system_error>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

QString reasonOf(int error)
{
    return QString::fromStdString(std::generic_category().message(error));
}

/// The program that has the device open, as far as this user may know.
QString holderOf(const QString &path)
{
    const QString device = QFileInfo(path).canonicalFilePath();
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[1-9]*"_s}, QDir::Dirs);
    for (const QString &process : processes) {
        if (process.toLongLong() == getpid())
            continue;
        const QDir files(u"/proc/%1/fd"_s.arg(process));
        const QStringList names = files.entryList(QDir::Files | QDir::System);
        for (const QString &name : names) {
            if (QFile::symLinkTarget(files.filePath(name)) != device)
                continue;
            QFile comm(u"/proc/%1/comm"_s.arg(process));
            const bool hasName = comm.open(QIODevice::ReadOnly);
            return u"%1 (process %2)"_s.arg(
                hasName ? QString::fromLocal8Bit(comm.readAll().trimmed()) : u"a program"_s, process);
        }
    }
    return u"another program"_s;
}

QString groupOf(const QString &path)
{
    struct stat status = {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    struct group entry = {};
    struct group *found = nullptr;
    std::array<char, 4096> buffer; // NOLINT: filled by getgrgid_r
    if (getgrgid_r(status.st_gid, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(found->gr_name);
    return QString::number(status.st_gid);
}

Trouble troubleOf(const QString &path, int error)
{
    switch (error) {
    case EACCES:
    case EPERM:
        return {ReaderFault::NotPermitted,
                u"%1 may not be opened by this user, who must be in the group %2"_s.arg(path, groupOf(path))};
    case EBUSY:
    case EWOULDBLOCK:
        return {ReaderFault::Busy, u"%1 is held by %2"_s.arg(path, holderOf(path))};
    case ENOENT:
    case ENOTDIR:
        return {ReaderFault::Missing, u"%1 is not there"_s.arg(path)};
    default:
        return {ReaderFault::Missing, u"%1 can't be opened: %2"_s.arg(path, reasonOf(error))};
    }
}

} // namespace

DeviceClaim::~DeviceClaim()
{
    release();
}

std::optional<Trouble> DeviceClaim::take(const QString &path, bool isSerialLine)
{
    release();
    m_file = open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (m_file < 0)
        return troubleOf(path, errno);
    if (isSerialLine && isatty(m_file) == 0) {
        release();
        return Trouble{ReaderFault::Missing, u"%1 is no serial line"_s.arg(path)};
    }
    if (flock(m_file, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        release();
        return troubleOf(path, error);
    }
    return std::nullopt;
}

void DeviceClaim::exclude() const
{
    if (m_file >= 0 && isatty(m_file) != 0)
        ioctl(m_file, TIOCEXCL);
}

void DeviceClaim::release()
{
    if (m_file < 0)
        return;
    // The line remembers it as long as anybody has it open.
    if (isatty(m_file) != 0)
        ioctl(m_file, TIOCNXCL);
    close(m_file);
    m_file = -1;
}

bool DeviceClaim::isGone() const
{
    if (m_file < 0)
        return false;
    pollfd state{m_file, 0, 0};
    return poll(&state, 1, 0) == 1 && (state.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

} // namespace Medio::Nfc
