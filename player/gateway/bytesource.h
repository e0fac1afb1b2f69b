// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Medio::Gateway {

/// Somebody who waits for bytes of a film.
class ByteWaiter
{
public:
    virtual ~ByteWaiter() = default;
    /// Bytes arrived, maybe those waited for, or it is known now that there are no more.
    virtual void bytesArrived() = 0;
};

/// Bytes by their place, some of which are still to come. Thread: the gateway's.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    /// -1: not known before their end; then they are read from the first to the last.
    [[nodiscard]] virtual qint64 size() const = 0;
    /// Up to `most` bytes; empty when the first is not here (then wait for it).
    [[nodiscard]] virtual QByteArray read(qint64 offset, qint64 most) = 0;
    /// There is nothing at `offset` and nothing will come there.
    [[nodiscard]] virtual bool endsAt(qint64 offset) const = 0;
    virtual void wait(ByteWaiter *waiter, qint64 offset) = 0;
    virtual void leave(ByteWaiter *waiter) = 0;
};

} // namespace Medio::Gateway
