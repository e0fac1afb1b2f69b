// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/deviceclaim.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <QFile>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {

DeviceClaim::~DeviceClaim()
{
    release();
}

std::optional<Trouble> DeviceClaim::take(const QString &path, bool isSerialLine)
{
    release();
    m_file = open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (m_file < 0)
        return m_surroundings.troubleOf(path, errno);
    if (isSerialLine && isatty(m_file) == 0) {
        release();
        return Trouble{ReaderFault::Missing, u"%1 is no serial line"_s.arg(path),
                       u"medio-reader --list shows those there are."_s};
    }
    if (flock(m_file, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        release();
        return m_surroundings.troubleOf(path, error);
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
