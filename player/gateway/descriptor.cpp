// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/descriptor.h"

#include <algorithm>
#include <cerrno>

namespace Medio::Gateway {

bool writeAll(int fd, QByteArrayView bytes, qint64 offset)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::pwrite(fd, bytes.data() + done, size_t(bytes.size() - done), offset + done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
    }
    return true;
}

QByteArray readAt(int fd, qint64 offset, qint64 most)
{
    QByteArray bytes(most, Qt::Uninitialized);
    ssize_t got = 0;
    do {
        got = ::pread(fd, bytes.data(), size_t(most), offset);
    } while (got < 0 && errno == EINTR);
    bytes.truncate(std::max<qint64>(0, got));
    return bytes;
}

} // namespace Medio::Gateway
