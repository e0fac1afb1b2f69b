// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/connectionloop.h"

namespace Medio::Home {

boost::asio::awaitable<void> servePlain(boost::asio::ip::tcp::socket socket, ConnectionContext &context)
{
    const QHostAddress peer = Http::addressOf(socket);
    boost::beast::tcp_stream stream(std::move(socket));
    std::atomic<bool> idle = false;
    const auto alive = std::make_shared<int>();
    const Http::Registration registration(context.links, Http::linkTo(stream, peer, idle, alive));
    if (!registration.accepted())
        co_return;
    if (co_await Http::converse(stream, context, peer, false, idle) == Http::Ending::Unread)
        co_await Http::linger(stream);
}

} // namespace Medio::Home
