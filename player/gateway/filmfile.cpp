// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmfile.h"

#include "app/base/logging.h"
#include "player/gateway/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>

namespace Medio::Gateway {

FilmFile::~FilmFile()
{
    close();
}

void FilmFile::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    m_onDisk = false;
    m_writable = false;
    m_have.clear();
    m_inFile.clear();
    m_window.clear();
    m_windowBytes = 0;
}

bool FilmFile::openWhole(const QString &path)
{
    close();
    // What is no regular file is refused below; opening a pipe would wait for its other end.
    m_fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts
    {
    };
    if (m_fd < 0 || ::fstat(m_fd, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size <= 0)
        return false;
    m_size = facts.st_size;
    m_onDisk = true;
    m_have.add(0, m_size);
    m_inFile = m_have;
    return true;
}

void FilmFile::openPart(const QString &path, qint64 size, const IntervalMap &have)
{
    Q_ASSERT(size > 0);
    openWindow(size);
    m_fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct stat facts
    {
    };
    if (m_fd < 0 || ::fstat(m_fd, &facts) != 0) {
        qCWarning(lcGateway, "A film can't be kept: %s", std::strerror(errno));
        return;
    }
    if (facts.st_size == size) {
        m_have = have;
        m_have.remove(size, std::max(size, have.nextMissing(size, INT64_MAX)));
        m_inFile = m_have;
    } else if (::ftruncate(m_fd, 0) != 0 || ::ftruncate(m_fd, size) != 0) {
        qCWarning(lcGateway, "A film can't be kept: %s", std::strerror(errno));
        return;
    }
    m_onDisk = true;
    m_writable = true;
}

void FilmFile::openWindow(qint64 size)
{
    close();
    m_size = size;
    m_lastRead = 0;
}

bool FilmFile::hasRoomAt(qint64 offset) const
{
    return m_onDisk || m_windowBytes < windowSize / 2 || offset < m_lastRead + windowSize / 2;
}

void FilmFile::leaveDisk()
{
    m_writable = false;
    m_onDisk = false;
}

void FilmFile::put(qint64 offset, const QByteArray &bytes)
{
    if (offset < 0 || offset >= m_size)
        return;
    const QByteArray piece = bytes.left(m_size - offset);
    if (m_writable && writeAll(m_fd, piece, offset)) {
        m_inFile.add(offset, offset + piece.size());
        m_have.add(offset, offset + piece.size());
        return;
    }
    if (m_writable) {
        qCWarning(lcGateway, "The disk takes no more of a film (%s): it plays on without being kept",
                  std::strerror(errno));
        leaveDisk();
    }
    const QByteArray old = m_window.take(offset);
    m_windowBytes += piece.size() - old.size();
    m_window.insert(offset, piece);
    if (old.size() > piece.size() && !m_inFile.covers(offset, offset + old.size()))
        m_have.remove(offset, offset + old.size());
    m_have.add(offset, offset + piece.size());
    shrinkWindow();
}

void FilmFile::shrinkWindow()
{
    while (m_windowBytes > windowSize && m_window.size() > 1) {
        // What lies farthest behind the reader goes first, else what lies farthest ahead.
        const auto first = m_window.begin();
        const auto victim =
            first.key() + first.value().size() <= m_lastRead ? first : std::prev(m_window.end());
        const qint64 begin = victim.key();
        const qint64 end = begin + victim.value().size();
        m_windowBytes -= victim.value().size();
        m_window.erase(victim);
        // Pieces may overlap each other and the file: the map is what is left of all of them.
        m_have.remove(begin, end);
        for (auto it = m_window.begin(); it != m_window.end() && it.key() < end; ++it)
            m_have.add(it.key(), it.key() + it.value().size());
        m_have.addFrom(m_inFile, begin, end);
    }
}

QByteArray FilmFile::get(qint64 offset, qint64 most)
{
    m_lastRead = offset;
    return peek(offset, most);
}

QByteArray FilmFile::peek(qint64 offset, qint64 most)
{
    const qint64 inFile = std::min(m_inFile.coveredUntil(offset) - offset, most);
    if (inFile > 0) {
        QByteArray bytes = readAt(m_fd, offset, inFile);
        if (bytes.isEmpty()) { // a dying card: what can't be read is not here
            m_inFile.remove(offset, offset + inFile);
            m_have.remove(offset, offset + inFile);
        }
        return bytes;
    }
    for (auto it = m_window.upperBound(offset); it != m_window.begin();) {
        --it;
        if (it.key() + it.value().size() > offset)
            return it.value().mid(offset - it.key(), most);
        if (offset - it.key() > windowSize)
            break;
    }
    return {};
}

int FilmFile::duplicate() const
{
    return m_fd < 0 ? -1 : ::fcntl(m_fd, F_DUPFD_CLOEXEC, 0);
}

} // namespace Medio::Gateway
