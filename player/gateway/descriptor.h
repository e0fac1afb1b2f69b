// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <unistd.h>

#include <QByteArray>
#include <QByteArrayView>

namespace Medio::Gateway {

/// A file's descriptor that closes itself.
class Descriptor
{
public:
    /// Owns it from now on; negative: there is none.
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

/// Writes all of it from this place on; false: errno says why.
[[nodiscard]] bool writeAll(int fd, QByteArrayView bytes, qint64 offset);

/// Up to `most` bytes from this place on; empty at the end, and where it can't be read.
[[nodiscard]] QByteArray readAt(int fd, qint64 offset, qint64 most);

} // namespace Medio::Gateway
