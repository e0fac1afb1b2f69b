// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/growingfile.h"

#include "player/gateway/descriptor.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <QFile>
#include <QString>

#include <algorithm>
#include <utility>

namespace Medio::Gateway {

GrowingFile::GrowingFile(const QString &folder)
{
    if (!folder.isEmpty())
        m_fd = ::open(QFile::encodeName(folder).constData(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (m_fd >= 0)
        return;
    // no folder, or a file system that knows no files without a name
    m_fd = ::memfd_create("medio-film", MFD_CLOEXEC);
    m_inMemory = true;
}

GrowingFile::~GrowingFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void GrowingFile::growTo(qint64 bytes)
{
    m_here = std::max(m_here, bytes);
    tell();
}

void GrowingFile::end()
{
    m_ended = true;
    tell();
}

QByteArray GrowingFile::read(qint64 offset, qint64 most)
{
    const qint64 count = std::min(most, m_here - offset);
    return count > 0 ? readAt(m_fd, offset, count) : QByteArray();
}

void GrowingFile::wait(ByteWaiter *waiter, [[maybe_unused]] qint64 offset)
{
    leave(waiter);
    m_waiters.append(waiter);
}

void GrowingFile::leave(ByteWaiter *waiter)
{
    m_waiters.removeOne(waiter);
}

void GrowingFile::tell()
{
    for (const QList<ByteWaiter *> waiters = std::exchange(m_waiters, {}); ByteWaiter * waiter : waiters)
        waiter->bytesArrived();
}

} // namespace Medio::Gateway
