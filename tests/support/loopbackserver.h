// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace Medio {

/// An HTTP server on 127.0.0.1 that answers what a test tells it, well or badly. It runs in the
/// test's own event loop, so what it has seen needs no lock.
///
///     server.on("GET", "/api/health", [](const auto &) { return LoopbackServer::json(R"({...})"); });
///     server.on("POST", "/api/nfc/scan/public", LoopbackServer::Answer::silent());
///
/// A route that nobody declared is answered as Medio does: 404 and HTML.
class LoopbackServer : public QObject
{
public:
    struct Request
    {
        QByteArray method;
        QString path;
        QUrlQuery query;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray body;
        int connection = 0; ///< from 1
    };

    struct Answer
    {
        enum class Manner {
            Whole,
            Silent, ///< reads and never answers
            Drop,   ///< closes instead of answering
            Reset,  ///< the same, with a TCP reset
            Half,   ///< promises the whole body, sends half of it and closes
        };

        int status = 200;
        QByteArray body = {};
        QByteArray contentType = "application/json; charset=utf-8";
        QList<std::pair<QByteArray, QByteArray>> headers = {};
        Manner manner = Manner::Whole;
        std::chrono::milliseconds delay{0};
        bool close = false; ///< the connection, after the answer

        static Answer silent() { return {200, {}, {}, {}, Manner::Silent, {}, false}; }
        static Answer drop() { return {200, {}, {}, {}, Manner::Drop, {}, false}; }
        static Answer reset() { return {200, {}, {}, {}, Manner::Reset, {}, false}; }

        Answer &with(const QByteArray &name, const QByteArray &value)
        {
            headers.append({name, value});
            return *this;
        }
    };

    using Handler = std::function<Answer(const Request &)>;

    static Answer json(const QByteArray &body, int status = 200)
    {
        Answer answer;
        answer.status = status;
        answer.body = body;
        return answer;
    }
    static Answer html(int status = 200)
    {
        Answer answer;
        answer.status = status;
        answer.body = "<!DOCTYPE html><title>Welcome</title>";
        answer.contentType = "text/html; charset=utf-8";
        return answer;
    }

    LoopbackServer()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no loopback port: %s", qPrintable(m_server.errorString()));
        m_port = m_server.serverPort();
    }

    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

    void on(const QByteArray &method, const QString &path, Handler handler)
    {
        m_routes[{method, path}] = std::move(handler);
    }
    void on(const QByteArray &method, const QString &path, const Answer &answer)
    {
        on(method, path, [answer](const Request &) { return answer; });
    }
    /// Answers everything, whatever the routes say; an empty one lets the routes answer again.
    void always(Handler handler) { m_always = std::move(handler); }

    /// Nobody listens any more, and every connection is gone.
    void down()
    {
        m_server.close();
        dropConnections();
    }
    void up()
    {
        if (!m_server.listen(QHostAddress::LocalHost, m_port))
            qFatal("no loopback port: %s", qPrintable(m_server.errorString()));
    }
    void dropConnections()
    {
        const QList<QTcpSocket *> sockets = findChildren<QTcpSocket *>();
        for (QTcpSocket *socket : sockets)
            socket->abort();
    }

    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] qsizetype count(const QByteArray &method, const QString &path) const
    {
        return std::count_if(m_requests.cbegin(), m_requests.cend(), [&](const Request &request) {
            return request.method == method && request.path == path;
        });
    }
    /// The last request of that kind; an empty one if there was none.
    [[nodiscard]] Request last(const QByteArray &method, const QString &path) const
    {
        Request found;
        for (const Request &request : m_requests) {
            if (request.method == method && request.path == path)
                found = request;
        }
        return found;
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            socket->setParent(this);
            const int number = ++m_connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, number] { read(*socket, number); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    }

    void read(QTcpSocket &socket, int connection)
    {
        const QByteArray seen = socket.peek(16 * 1024 * 1024);
        const qsizetype end = seen.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        request.connection = connection;
        const QList<QByteArray> lines = seen.first(end).split('\n');
        const QList<QByteArray> words = lines.first().trimmed().split(' ');
        if (words.size() < 2)
            return;
        request.method = words.at(0);
        const QUrl target(QString::fromLatin1(words.at(1)));
        request.path = target.path();
        request.query = QUrlQuery(target);
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0)
                request.headers.insert(line.first(colon).trimmed().toLower(),
                                       line.sliced(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (seen.size() < end + 4 + length)
            return;
        socket.skip(end + 4);
        request.body = socket.read(length);
        m_requests.append(request);
        const Answer answer = answerTo(request);
        if (answer.delay.count() > 0)
            QTimer::singleShot(answer.delay, &socket, [this, &socket, answer] { send(socket, answer); });
        else
            send(socket, answer);
    }

    [[nodiscard]] Answer answerTo(const Request &request) const
    {
        if (m_always)
            return m_always(request);
        const Handler handler = m_routes.value({request.method, request.path});
        return handler ? handler(request) : html(404);
    }

    void send(QTcpSocket &socket, const Answer &answer)
    {
        switch (answer.manner) {
        case Answer::Manner::Silent:
            return;
        case Answer::Manner::Drop:
            socket.disconnectFromHost();
            return;
        case Answer::Manner::Reset:
            socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
            socket.abort();
            return;
        case Answer::Manner::Whole:
        case Answer::Manner::Half:
            break;
        }
        QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Status\r\n";
        if (!answer.contentType.isEmpty())
            head += "Content-Type: " + answer.contentType + "\r\n";
        for (const auto &[name, value] : answer.headers)
            head += name + ": " + value + "\r\n";
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n";
        const bool half = answer.manner == Answer::Manner::Half;
        socket.write(head + (half ? answer.body.first(answer.body.size() / 2) : answer.body));
        if (half || answer.close)
            socket.disconnectFromHost();
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    int m_connections = 0;
    QHash<std::pair<QByteArray, QString>, Handler> m_routes;
    Handler m_always;
    QList<Request> m_requests;
};

} // namespace Medio
