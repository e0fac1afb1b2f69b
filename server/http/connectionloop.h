// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// Internal to the listener: the life of one connection, for a plain or a TLS stream.

#include "app/base/logging.h"
#include "server/http/connection.h"
#include "server/http/party.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <QLocale>
#include <QUrl>
#include <QUuid>

#include <algorithm>
#include <string_view>
#include <vector>

namespace Medio::Home::Http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using ErrorCode = boost::system::error_code;

inline QByteArray bytes(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

inline beast::string_view view(const QByteArray &text)
{
    return {text.constData(), static_cast<size_t>(text.size())};
}

/// Waits for what the handler answers, from whichever thread.
template<typename Executor, typename Token>
auto asyncHandle(const Handler &handler, Request request, Executor executor, Token &&token)
{
    return asio::async_initiate<Token, void(Response)>(
        [&handler, request = std::move(request), executor](auto &&completion) mutable {
            auto shared = std::make_shared<std::decay_t<decltype(completion)>>(
                std::forward<decltype(completion)>(completion));
            handler(std::move(request), Responder([shared, executor](Response response) {
                        asio::post(executor, [shared, response = std::move(response)]() mutable {
                            (*shared)(std::move(response));
                        });
                    }));
        },
        token);
}

/// Reads a piece of a file in the disk pool: bytes read, or -1 (error, or the pool is full).
template<typename Executor, typename Token>
auto asyncReadFile(WorkerPool &disk, std::shared_ptr<const File> file,
                   std::shared_ptr<std::vector<char>> into, qint64 length, qint64 offset, Executor executor,
                   Token &&token)
{
    return asio::async_initiate<Token, void(qint64)>(
        [&disk, file = std::move(file), into = std::move(into), length, offset,
         executor](auto &&completion) mutable {
            auto shared = std::make_shared<std::decay_t<decltype(completion)>>(
                std::forward<decltype(completion)>(completion));
            // As for an answer: a job that the pool throws away still resumes the connection.
            const auto finish = std::shared_ptr<qint64>(new qint64(-1), [shared, executor](qint64 *result) {
                asio::post(executor, [shared, count = *result] { (*shared)(count); });
                delete result;
            });
            const bool posted = disk.post([=] { *finish = file->read(into->data(), length, offset); });
            Q_UNUSED(posted)
        },
        token);
}

inline QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
}

/// The client's request id if it can be logged safely, otherwise one of ours.
inline QString requestId(const QByteArray &offered)
{
    const bool fine = !offered.isEmpty() && offered.size() <= 64 &&
                      std::all_of(offered.cbegin(), offered.cend(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                 c == '-' || c == '_' || c == '.';
                      });
    return fine ? QString::fromLatin1(offered) : QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// False when the target is neither a path nor an absolute http address (RFC 9112 §3.2).
inline bool setTarget(Request &request, QByteArray target)
{
    if (target.startsWith("http://") || target.startsWith("https://")) {
        const auto path = target.indexOf('/', target.indexOf("//") + 2);
        target = path < 0 ? QByteArray("/") : target.mid(path);
    }
    if (!target.startsWith('/'))
        return false;
    const auto mark = target.indexOf('?');
    request.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    const QByteArray path = QByteArray::fromPercentEncoding(mark < 0 ? target : target.left(mark));
    if (path.contains('\0'))
        return false;
    request.path = QString::fromUtf8(path);
    return true;
}

template<typename Body>
Request requestOf(http::request<Body> message, bool *targetOk)
{
    Request request;
    request.method = bytes(message.method_string());
    for (const auto &field : message)
        request.headers.add(bytes(field.name_string()), bytes(field.value()));
    request.id = requestId(request.headers.value("X-Request-Id"));
    *targetOk = setTarget(request, bytes(message.target()));
    request.body = QByteArray::fromStdString(message.body());
    return request;
}

/// The answer to bytes that are no request, or too many of them; nothing when there is nobody to
/// answer (closed, timed out).
inline std::optional<Response> refusalOf(const ErrorCode &error)
{
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return Response::message(431, QStringLiteral("The header is too large"));
    if (error == http::error::body_limit)
        return Response::message(413, QStringLiteral("The body is too large"));
    if (error == http::error::end_of_stream || error == http::error::partial_message ||
        error == beast::error::timeout)
        return std::nullopt;
    if (error.category() == http::make_error_code(http::error::bad_method).category())
        return Response::message(400, QStringLiteral("Not an HTTP/1.1 request"));
    return std::nullopt;
}

template<typename Message>
void fillHead(Message &message, const Response &response, const QString &requestId, bool keepAlive,
              const Clock &clock)
{
    message.result(static_cast<unsigned>(response.status));
    message.version(11);
    message.set(http::field::date, view(httpDate(clock.wall())));
    for (const auto &[name, value] : response.headers.fields())
        message.insert(view(name), view(value)); // Set-Cookie may come more than once
    message.set("X-Request-Id", view(requestId.toLatin1()));
    message.set("X-Content-Type-Options", "nosniff");
    message.keep_alive(keepAlive);
}

/// Bytes of the header at the front of the buffer, its empty line included; 0 when it is not all there.
inline size_t headerSize(const beast::flat_buffer &buffer)
{
    const std::string_view text(static_cast<const char *>(buffer.data().data()), buffer.size());
    const auto end = text.find("\r\n\r\n");
    return end == std::string_view::npos ? 0 : end + 4;
}

/// Writes one response. False when the connection can't be used any more.
template<typename Stream>
asio::awaitable<bool> write(Stream &stream, ConnectionContext &context, const Response &response,
                            const QString &id, bool head, bool keepAlive)
{
    auto &transport = beast::get_lowest_layer(stream);
    const auto executor = stream.get_executor();
    const bool bodyless = response.status == 204 || response.status == 304;
    ErrorCode error;

    if (!response.file) {
        http::response<http::string_body> message;
        fillHead(message, response, id, keepAlive, context.clock);
        if (!bodyless)
            message.content_length(static_cast<std::uint64_t>(response.body.size()));
        if (!bodyless && !head)
            message.body() = response.body.toStdString();
        transport.expires_after(context.settings.writeDeadline);
        co_await http::async_write(stream, message, asio::redirect_error(asio::use_awaitable, error));
        co_return !error;
    }

    http::response<http::empty_body> message;
    fillHead(message, response, id, keepAlive, context.clock);
    message.content_length(static_cast<std::uint64_t>(response.file->length));
    http::response_serializer<http::empty_body> serializer(message);
    transport.expires_after(context.settings.writeDeadline);
    co_await http::async_write_header(stream, serializer, asio::redirect_error(asio::use_awaitable, error));
    if (error || head)
        co_return !error;

    // The job in the disk pool shares the buffer: this coroutine may be gone before it is done.
    const auto buffer = std::make_shared<std::vector<char>>(static_cast<size_t>(context.settings.chunkSize));
    qint64 offset = response.file->offset;
    qint64 left = response.file->length;
    while (left > 0) {
        transport.expires_never();
        const qint64 wanted = std::min<qint64>(left, context.settings.chunkSize);
        const qint64 count = co_await asyncReadFile(context.disk, response.file->file, buffer, wanted, offset,
                                                    executor, asio::use_awaitable);
        if (count <= 0) // the file shrank or the disk failed: the length was promised, so give up
            co_return false;
        transport.expires_after(context.settings.writeDeadline);
        co_await asio::async_write(stream, asio::buffer(buffer->data(), static_cast<size_t>(count)),
                                   asio::redirect_error(asio::use_awaitable, error));
        if (error)
            co_return false;
        offset += count;
        left -= count;
    }
    co_return true;
}

inline void logExchange(const Request &request, int status, bool whole, std::chrono::nanoseconds took)
{
    const Logging::Field id("request", request.id);
    const Logging::Field code("status", QString::number(status));
    const Logging::Field time(
        "ms", QString::number(std::chrono::duration<double, std::milli>(took).count(), 'f', 1));
    // The path only: a query may carry a token.
    const QString line = QString::fromLatin1(request.method.left(20)) + u' ' + request.path.left(200);
    qCInfo(lcServer).noquote() << (whole ? line : QString(line + u" (cut off)"));
}

/// Whether bytes may still be coming when a conversation is over.
enum class Ending { Quiet, Unread };

/// Requests and responses in turn, until one side has enough.
template<typename Stream>
asio::awaitable<Ending> converse(Stream &stream, ConnectionContext &context, const QHostAddress &peer,
                                 bool encrypted, std::atomic<bool> &idle)
{
    const ListenerSettings &settings = context.settings;
    auto &transport = beast::get_lowest_layer(stream);
    const auto executor = stream.get_executor();
    beast::flat_buffer buffer(static_cast<size_t>(settings.headerLimit) + size_t(64) * 1024);
    bool first = true;

    while (!context.stopping) {
        ErrorCode error;
        if (buffer.size() == 0) {
            transport.expires_after(first ? settings.headerDeadline : settings.idleDeadline);
            idle = true;
            const auto count = co_await stream.async_read_some(
                buffer.prepare(4096), asio::redirect_error(asio::use_awaitable, error));
            idle = false;
            if (error)
                co_return Ending::Quiet;
            buffer.commit(count);
        }
        first = false;

        http::request_parser<http::string_body> parser;
        parser.header_limit(static_cast<std::uint32_t>(settings.headerLimit));
        parser.body_limit(static_cast<std::uint64_t>(settings.bodyLimit));
        transport.expires_after(settings.headerDeadline);
        // The parser bounds each piece that it is fed, not their sum: endless short fields would
        // pass. So it gets a header only when all of it is here.
        while (!error && headerSize(buffer) == 0 &&
               buffer.size() <= static_cast<size_t>(settings.headerLimit)) {
            const auto count = co_await stream.async_read_some(
                buffer.prepare(4096), asio::redirect_error(asio::use_awaitable, error));
            buffer.commit(count);
        }
        const size_t header = headerSize(buffer);
        if (!error && (header == 0 || header > static_cast<size_t>(settings.headerLimit)))
            error = http::error::header_limit;
        if (!error)
            co_await http::async_read_header(stream, buffer, parser,
                                             asio::redirect_error(asio::use_awaitable, error));
        if (!error && !parser.is_done()) {
            transport.expires_after(settings.bodyDeadline);
            if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
                const beast::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
                co_await asio::async_write(stream, asio::buffer(goOn.data(), goOn.size()),
                                           asio::redirect_error(asio::use_awaitable, error));
            }
            if (!error)
                co_await http::async_read(stream, buffer, parser,
                                          asio::redirect_error(asio::use_awaitable, error));
        }
        const auto began = std::chrono::steady_clock::now();
        if (error) {
            const auto refusal = refusalOf(error);
            if (!refusal)
                co_return Ending::Quiet;
            Request unknown;
            unknown.id = requestId({});
            const bool whole = co_await write(stream, context, *refusal, unknown.id, false, false);
            logExchange(unknown, refusal->status, whole, std::chrono::steady_clock::now() - began);
            co_return whole ? Ending::Unread : Ending::Quiet;
        }

        const bool wantsMore = parser.keep_alive();
        bool targetOk = false;
        Request request = requestOf(parser.release(), &targetOk);
        request.peer = peer;
        request.encrypted = encrypted;
        Request forLog;
        forLog.method = request.method;
        forLog.path = request.path;
        forLog.id = request.id;
        const bool head = request.method == "HEAD";

        Response response;
        if (targetOk) {
            transport.expires_never();
            response =
                co_await asyncHandle(context.handler, std::move(request), executor, asio::use_awaitable);
        } else {
            response = Response::message(400, QStringLiteral("Not a path"));
        }
        const bool keepAlive = wantsMore && targetOk && !context.stopping;
        const bool whole = co_await write(stream, context, response, forLog.id, head, keepAlive);
        logExchange(forLog, response.status, whole, std::chrono::steady_clock::now() - began);
        if (!whole || !keepAlive)
            co_return Ending::Quiet;
    }
    co_return Ending::Quiet;
}

/// After a refusal bytes may still be coming in: closing at once would reset the connection and
/// take the answer with it. So the sending half is closed first and the rest thrown away, for a
/// short while and a bounded amount.
inline asio::awaitable<void> linger(beast::tcp_stream &transport)
{
    ErrorCode error;
    transport.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    if (error)
        co_return;
    std::vector<char> rubbish(size_t(16) * 1024);
    transport.expires_after(std::chrono::seconds(2));
    for (size_t total = 0; total < size_t(4) * 1024 * 1024;) {
        const auto count = co_await transport.async_read_some(
            asio::buffer(rubbish), asio::redirect_error(asio::use_awaitable, error));
        if (error)
            co_return;
        total += count;
    }
}

inline QHostAddress addressOf(const asio::ip::tcp::socket &socket)
{
    ErrorCode error;
    const auto endpoint = socket.remote_endpoint(error);
    return error ? QHostAddress() : QHostAddress(QString::fromStdString(endpoint.address().to_string()));
}

/// Keeps a connection in the listener's list while it is alive.
class Registration
{
public:
    Registration(Links &links, std::shared_ptr<Link> link)
        : m_links(links)
        , m_link(std::move(link))
        , m_accepted(m_links.add(m_link))
    {
    }
    ~Registration()
    {
        if (m_accepted)
            m_links.remove(m_link);
    }
    Q_DISABLE_COPY_MOVE(Registration)
    [[nodiscard]] bool accepted() const { return m_accepted; }

private:
    Links &m_links;
    std::shared_ptr<Link> m_link;
    const bool m_accepted;
};

/// How a stop reaches the connection. The stream may be gone when the posted function runs, so it
/// holds `alive` weakly; both are touched on the strand only.
inline std::shared_ptr<Link> linkTo(beast::tcp_stream &transport, const QHostAddress &peer,
                                    std::atomic<bool> &idle, const std::shared_ptr<int> &alive)
{
    auto link = std::make_shared<Link>();
    link->party = partyOf(peer);
    const auto executor = transport.get_executor();
    const std::weak_ptr<int> weak = alive;
    link->closeIfIdle = [&transport, &idle, executor, weak] {
        asio::post(executor, [&transport, &idle, weak] {
            if (!weak.expired() && idle)
                transport.cancel();
        });
    };
    link->close = [&transport, executor, weak] {
        asio::post(executor, [&transport, weak] {
            if (!weak.expired())
                transport.close();
        });
    };
    return link;
}

} // namespace Medio::Home::Http
