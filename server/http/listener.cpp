// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/listener.h"

#include "app/base/logging.h"
#include "server/http/connection.h"
#include "server/http/tlsfiles.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <pthread.h>

#include <thread>
#include <utility>
#include <vector>

namespace Medio::Home {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

class Listener::Private
{
public:
    Private(const ListenerSettings &settings, Handler handler, WorkerPool &disk, const Clock &clock)
        : context{settings,
                  std::move(handler),
                  disk,
                  clock,
                  Links(settings.maximumConnections, settings.maximumPerParty),
                  false}
        , ioContext(settings.ioThreads)
        , acceptor(asio::make_strand(ioContext))
    {
    }

    Expected<void, QString> prepareTls();
    Expected<void, QString> bind();
    asio::awaitable<void> accept();

    ConnectionContext context; // outlives the connections, which die with the I/O context
    asio::ssl::context tls{asio::ssl::context::tls_server};
    asio::io_context ioContext;
    tcp::acceptor acceptor;
    std::vector<std::thread> threads;
    quint16 port = 0;
};

Expected<void, QString> Listener::Private::prepareTls()
{
    const auto &settings = context.settings;
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                    asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                    asio::ssl::context::no_tlsv1_1);
    return TlsFiles::use(settings.certificate, settings.key, tls.native_handle());
}

Expected<void, QString> Listener::Private::bind()
{
    const auto &settings = context.settings;
    const auto problem = [&settings](const ErrorCode &error) {
        if (error == asio::error::address_in_use)
            return Unexpected{QStringLiteral("Port %1 on %2 is used by another program; stop that one or "
                                             "choose another server.port")
                                  .arg(settings.port)
                                  .arg(settings.address)};
        return Unexpected{QStringLiteral("Can't listen on port %1 of %2: %3")
                              .arg(settings.port)
                              .arg(settings.address, QString::fromStdString(error.message()))};
    };
    ErrorCode error;
    const auto address = asio::ip::make_address(settings.address.toStdString(), error);
    if (error)
        return problem(error);
    const tcp::endpoint endpoint(address, settings.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return problem(error);
    port = acceptor.local_endpoint(error).port();
    return {};
}

asio::awaitable<void> Listener::Private::accept()
{
    asio::steady_timer pause(acceptor.get_executor());
    bool failing = false; // said once, not ten times a second
    while (!context.stopping) {
        tcp::socket socket(asio::make_strand(ioContext));
        ErrorCode error;
        co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
        if (context.stopping || !acceptor.is_open())
            co_return;
        if (error) {
            // Out of descriptors, most likely: accepting again at once would spin.
            if (!std::exchange(failing, true))
                qCWarning(lcServer, "Can't accept connections: %s", error.message().c_str());
            pause.expires_after(std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        failing = false;
        socket.set_option(tcp::no_delay(true), error);
        const auto executor = socket.get_executor();
        if (context.settings.certificate.isEmpty())
            asio::co_spawn(executor, servePlain(std::move(socket), context), asio::detached);
        else
            asio::co_spawn(executor, serveTls(std::move(socket), context, tls), asio::detached);
    }
}

Listener::Listener(const ListenerSettings &settings, Handler handler, WorkerPool &disk, const Clock &clock)
    : d(std::make_unique<Private>(settings, std::move(handler), disk, clock))
{
}

Listener::~Listener()
{
    stop(std::chrono::milliseconds(0));
}

Expected<void, QString> Listener::start()
{
    if (!d->context.settings.certificate.isEmpty()) {
        if (auto tls = d->prepareTls(); !tls)
            return tls;
    }
    if (auto bound = d->bind(); !bound)
        return bound;
    asio::co_spawn(d->acceptor.get_executor(), d->accept(), asio::detached);
    for (int i = 0; i < d->context.settings.ioThreads; ++i) {
        d->threads.emplace_back([this] { d->ioContext.run(); });
        pthread_setname_np(d->threads.back().native_handle(), ("http-" + std::to_string(i)).c_str());
    }
    return {};
}

quint16 Listener::port() const
{
    return d->port;
}

void Listener::stop(std::chrono::milliseconds grace)
{
    if (d->threads.empty())
        return;
    d->context.stopping = true;
    asio::post(d->acceptor.get_executor(), [this] {
        ErrorCode error;
        d->acceptor.close(error);
    });
    d->context.links.forEach([](const Link &link) { link.closeIfIdle(); });
    if (!d->context.links.waitUntilNone(grace)) {
        d->context.links.forEach([](const Link &link) { link.close(); });
        // Only what waits for a handler is left; its coroutine ends with the I/O context.
        (void)d->context.links.waitUntilNone(std::chrono::milliseconds(500));
    }
    d->ioContext.stop();
    for (std::thread &thread : d->threads)
        thread.join();
    d->threads.clear();
}

} // namespace Medio::Home
