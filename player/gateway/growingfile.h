// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/bytesource.h"

#include <QList>

namespace Medio::Gateway {

/// A file without a name that another program writes, from its first byte to its last.
class GrowingFile final : public ByteSource
{
public:
    /// In this folder, or in memory when there is none. Who writes finds out whether it could be made.
    explicit GrowingFile(const QString &folder);
    ~GrowingFile() override;
    Q_DISABLE_COPY_MOVE(GrowingFile)

    [[nodiscard]] int descriptor() const { return m_fd; }
    [[nodiscard]] bool isInMemory() const { return m_inMemory; }
    [[nodiscard]] qint64 here() const { return m_here; }

    void growTo(qint64 bytes);
    void end();

    [[nodiscard]] qint64 size() const override { return -1; }
    [[nodiscard]] QByteArray read(qint64 offset, qint64 most) override;
    [[nodiscard]] bool endsAt(qint64 offset) const override { return m_ended && offset >= m_here; }
    void wait(ByteWaiter *waiter, qint64 offset) override;
    void leave(ByteWaiter *waiter) override;

private:
    void tell();

    int m_fd = -1;
    qint64 m_here = 0;
    bool m_ended = false;
    bool m_inMemory = false;
    QList<ByteWaiter *> m_waiters;
};

} // namespace Medio::Gateway
