// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/socket.h>

#include <QFile>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace Medio {

/// An HTTP server on 127.0.0.1 that answers what a test tells it, well or badly. It runs in the
/// event loop of the thread that makes it (a test's own: then what it has seen needs no lock).
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
            Head,   ///< promises a body and closes after the headers
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

    [[nodiscard]] QString address() const
    {
        return QStringLiteral("%1://127.0.0.1:%2")
            .arg(m_server.tls ? QStringLiteral("https") : QStringLiteral("http"))
            .arg(m_port);
    }

    /// From now on whoever connects meets TLS with this certificate and key (PEM files).
    bool secure(const QString &certificatePath, const QString &keyPath)
    {
        QFile key(keyPath);
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(certificatePath);
        if (chain.isEmpty() || !key.open(QIODevice::ReadOnly))
            return false;
        QSslConfiguration tls;
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
        m_server.tls = tls;
        return true;
    }

    void on(const QByteArray &method, const QString &path, Handler handler)
    {
        m_routes[{method, path}] = std::move(handler);
    }
    void on(const QByteArray &method, const QString &path, const Answer &answer)
    {
        on(method, path, [answer](const Request &) { return answer; });
    }
    /// Answers everything, whatever the routes say; an empty one lets the routes answer again.
    void always(const Handler &handler)
    {
        m_before = {};
        if (handler)
            m_before = [handler](const Request &request) {
                return std::optional(handler(request));
            };
    }
    /// Asked before the routes are; where it has no answer, they have. An empty one: only the routes.
    void before(std::function<std::optional<Answer>(const Request &)> asked) { m_before = std::move(asked); }
    /// So much later than its route says goes an answer out; an empty one: none does.
    void delay(std::function<std::chrono::milliseconds(const Request &)> by) { m_delay = std::move(by); }

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
    class Listener final : public QTcpServer
    {
    public:
        std::optional<QSslConfiguration> tls;

    protected:
        void incomingConnection(qintptr descriptor) override
        {
            auto *secure = tls ? new QSslSocket(this) : nullptr;
            QTcpSocket *socket = secure ? secure : new QTcpSocket(this);
            socket->setSocketDescriptor(descriptor);
            addPendingConnection(socket);
            if (secure) {
                secure->setSslConfiguration(*tls);
                secure->startServerEncryption();
            }
        }
    };

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
        const QByteArray seen = socket.peek(qint64(16) * 1024 * 1024);
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
        const auto delay = answer.delay + (m_delay ? m_delay(request) : std::chrono::milliseconds(0));
        if (delay.count() > 0)
            QTimer::singleShot(delay, &socket, [this, &socket, answer] { send(socket, answer); });
        else
            send(socket, answer);
    }

    [[nodiscard]] Answer answerTo(const Request &request) const
    {
        if (const auto answer = m_before ? m_before(request) : std::nullopt)
            return *answer;
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
        case Answer::Manner::Reset: {
            // With linger 0, close() sends a reset instead of an orderly end.
            const linger none{.l_onoff = 1, .l_linger = 0};
            setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none,
                       sizeof none);
            socket.abort();
            return;
        }
        case Answer::Manner::Whole:
        case Answer::Manner::Half:
        case Answer::Manner::Head:
            break;
        }
        QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Status\r\n";
        if (!answer.contentType.isEmpty())
            head += "Content-Type: " + answer.contentType + "\r\n";
        for (const auto &[name, value] : answer.headers)
            head += name + ": " + value + "\r\n";
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n";
        qsizetype sent = answer.body.size();
        if (answer.manner == Answer::Manner::Half)
            sent /= 2;
        else if (answer.manner == Answer::Manner::Head)
            sent = 0;
        socket.write(head);
        socket.write(answer.body.first(sent));
        if (answer.close || answer.manner != Answer::Manner::Whole)
            socket.disconnectFromHost();
    }

    Listener m_server;
    quint16 m_port = 0;
    int m_connections = 0;
    QHash<std::pair<QByteArray, QString>, Handler> m_routes;
    std::function<std::optional<Answer>(const Request &)> m_before;
    std::function<std::chrono::milliseconds(const Request &)> m_delay;
    QList<Request> m_requests;
};

} // namespace Medio
