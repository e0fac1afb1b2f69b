// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/connectionloop.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/ssl.hpp>

namespace Medio::Home {

boost::asio::awaitable<void> serveTls(boost::asio::ip::tcp::socket socket, ConnectionContext &context,
                                      boost::asio::ssl::context &tls)
{
    namespace asio = boost::asio;
    const QHostAddress peer = Http::addressOf(socket);
    asio::ssl::stream<boost::beast::tcp_stream> stream(std::move(socket), tls);
    auto &transport = boost::beast::get_lowest_layer(stream);
    std::atomic<bool> idle = false;
    const auto alive = std::make_shared<int>();
    const Http::Registration registration(context.links, Http::linkTo(transport, peer, idle, alive));
    if (!registration.accepted() || context.stopping)
        co_return;

    Http::ErrorCode error;
    transport.expires_after(context.settings.headerDeadline);
    idle = true; // nobody loses an answer when a stop cuts a handshake off
    co_await stream.async_handshake(asio::ssl::stream_base::server,
                                    asio::redirect_error(asio::use_awaitable, error));
    idle = false;
    if (error)
        co_return;
    const auto ending = co_await Http::converse(stream, context, peer, true, idle);
    if (context.stopping)
        co_return;
    transport.expires_after(std::chrono::seconds(2));
    co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
    if (ending == Http::Ending::Unread)
        co_await Http::linger(transport);
}

} // namespace Medio::Home
