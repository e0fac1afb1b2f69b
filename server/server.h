// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/base/expected.h"
#include "server/settings.h"

#include <memory>

namespace Medio::Home {

/// A whole home server: database, pools, routes, listener. Needs no event loop.
///
///     Home::Server server(settings, clock);
///     if (auto started = server.start(); !started)
///         complain(started.error());
///     use(server.url());
///
/// A database that can't be used does not keep it from starting: health answers 503 until it can.
/// Thread: all methods from the thread that made it; they block only for start and stop. `clock`
/// outlives it and is asked from its threads.
class Server
{
public:
    Server(const ServerSettings &settings, const Clock &clock);
    /// Stops.
    ~Server();
    Q_DISABLE_COPY_MOVE(Server)

    /// The error is for people: port in use, secret not readable, TLS files not usable.
    Expected<void, QString> start();

    /// Valid between start() and stop().
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString url() const; ///< "http://127.0.0.1:8480"

    /// Closes the port, lets running answers finish (at most settings.grace), stops all threads.
    /// A stopped server is not started again; make a new one.
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Medio::Home
