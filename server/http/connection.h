// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// Internal to the listener: the only headers that know Asio are this one and connectionloop.h.

#include "server/http/links.h"
#include "server/http/listener.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <atomic>
#include <utility> // Asio 1.74 uses std::exchange without including it

namespace Medio::Home {

/// What all connections of a listener share. Outlives them.
struct ConnectionContext
{
    const ListenerSettings settings;
    const Handler handler;
    WorkerPool &disk;
    const Clock &clock;
    Links links;
    std::atomic<bool> stopping = false;
};

// One translation unit each: Beast's templates are the slowest thing the project compiles.
boost::asio::awaitable<void> servePlain(boost::asio::ip::tcp::socket socket, ConnectionContext &context);
boost::asio::awaitable<void> serveTls(boost::asio::ip::tcp::socket socket, ConnectionContext &context,
                                      boost::asio::ssl::context &tls);

} // namespace Medio::Home
