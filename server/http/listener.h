// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/base/expected.h"
#include "server/http/message.h"
#include "server/work/workerpool.h"

#include <chrono>
#include <memory>

namespace Medio::Home {

struct ListenerSettings
{
    QString address = QStringLiteral("127.0.0.1"); ///< a literal IPv4 or IPv6 address
    quint16 port = 0;                              ///< 0: the kernel chooses
    QString certificate;                           ///< PEM chain; with key: TLS, both empty: plain
    QString key;

    int ioThreads = 2;
    int maximumConnections = 2000;
    int maximumPerParty = 250;  ///< of them for one address (party.h), so that one device can't take all
    int headerLimit = 8 * 1024; ///< bytes; beyond: 431
    int bodyLimit = 100 * 1024; ///< bytes; beyond: 413 (MEDIO-API.md §1)
    int chunkSize = 128 * 1024; ///< of a streamed file; one chunk per stream is in memory

    // Deadlines per phase, by the machine's steady clock. The first two are absolute: a client
    // that sends a byte now and then does not move them.
    std::chrono::milliseconds headerDeadline{10'000};
    std::chrono::milliseconds bodyDeadline{30'000};
    std::chrono::milliseconds idleDeadline{75'000};  ///< longer than the kiosk's heartbeat of 60 s
    std::chrono::milliseconds writeDeadline{30'000}; ///< per chunk
};

/// Speaks HTTP/1.1 (and TLS) on one address: accepts, parses strictly, bounds everything, calls
/// the handler, writes what it answers. Owns its I/O threads.
/// Thread: all methods from the thread that made it; the handler is called on the I/O threads.
class Listener
{
public:
    /// `disk` reads the streamed files; it, `clock` (the Date header) and what the handler refers
    /// to must outlive the listener. The pools that answer must be stopped before it is destroyed.
    Listener(const ListenerSettings &settings, Handler handler, WorkerPool &disk, const Clock &clock);
    ~Listener();
    Q_DISABLE_COPY_MOVE(Listener)

    /// Binds and serves. The error is for people: it names address and port, or the TLS file.
    Expected<void, QString> start();

    /// The port in use; valid after start().
    [[nodiscard]] quint16 port() const;

    /// No new connections; idle ones are closed at once, busy ones may finish within `grace`.
    /// Blocks until then. Answers that come later are dropped.
    void stop(std::chrono::milliseconds grace);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Medio::Home
