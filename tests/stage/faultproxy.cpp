// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/faultproxy.h"

#include <sys/socket.h>

#include <QHostAddress>
#include <QPointer>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

namespace Medio::Stage {

namespace {

using Manner = Steps::Server::Manner;

constexpr qsizetype longestHead = 262'144;

// What may wait in a direction before the other side is asked to hold back.
constexpr qint64 highWater = 524'288;

// With linger 0, close() sends a reset instead of an orderly end.
void reset(QTcpSocket &socket)
{
    const linger none{.l_onoff = 1, .l_linger = 0};
    if (socket.socketDescriptor() >= 0)
        setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    socket.abort();
}

QByteArray page(int status)
{
    if (status == 200) {
        return "<!doctype html><html><head><title>Welcome</title></head><body><h1>Guest network</h1>"
               "<form method=\"post\" action=\"/login\"><input name=\"user\"><input name=\"password\" "
               "type=\"password\"><button>Sign in</button></form></body></html>\n";
    }
    const QByteArray number = QByteArray::number(status);
    return "<html><head><title>" + number + "</title></head><body><center><h1>" + number +
           "</h1></center><hr><center>proxy</center></body></html>\n";
}

QByteArray answerWith(int status, bool withBody)
{
    const QByteArray body = page(status);
    return "HTTP/1.1 " + QByteArray::number(status) + (status == 200 ? " OK" : " Out of order") +
           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + (withBody ? body : "");
}

QByteArray withHost(QByteArray head, const QUrl &server)
{
    const qsizetype at = head.toLower().indexOf("\r\nhost:");
    if (at < 0)
        return head;
    const qsizetype end = head.indexOf("\r\n", at + 2);
    QByteArray host = server.host(QUrl::FullyEncoded).toLatin1();
    if (server.port() > 0)
        host += ':' + QByteArray::number(server.port());
    return head.replace(at, end - at, QByteArray("\r\nHost: " + host));
}

} // namespace

/// One client. Only as much HTTP is understood as is needed to know where a request begins: the
/// first bytes of a connection, and the first bytes after some of an answer have passed.
class FaultProxy::Connection final : public QObject
{
public:
    Connection(QTcpSocket *client, const QUrl &server, Manner manner, int number, FaultProxy *proxy);

    void resetBoth();

private:
    void fromClient();
    void fromServer();
    void pass(const QByteArray &bytes);
    void answer(int status);
    void connectToServer();
    void end();

    FaultProxy &m_proxy;
    QTcpSocket *const m_client;
    const QUrl m_server;
    const Manner m_manner;
    const int m_number;
    QPointer<QTcpSocket> m_upstream;
    QByteArray m_head;       // of a request that has not been passed on yet
    bool m_atStart = true;   // the next bytes of the client begin a request
    bool m_delaying = false; // Slow: the head waits for its time
    bool m_answered = false;
};

FaultProxy::Connection::Connection(QTcpSocket *client, const QUrl &server, Manner manner, int number,
                                   FaultProxy *proxy)
    : QObject(proxy)
    , m_proxy(*proxy)
    , m_client(client)
    , m_server(server)
    , m_manner(manner)
    , m_number(number)
{
    m_client->setParent(this);
    connect(m_client, &QTcpSocket::readyRead, this, &Connection::fromClient);
    connect(m_client, &QTcpSocket::disconnected, this, &Connection::end);
    // the client takes its time: go on when it has
    connect(m_client, &QTcpSocket::bytesWritten, this, &Connection::fromServer);
    fromClient();
}

void FaultProxy::Connection::resetBoth()
{
    m_client->disconnect(this);
    reset(*m_client);
    if (m_upstream) {
        m_upstream->disconnect(this);
        m_upstream->abort();
    }
    deleteLater();
}

void FaultProxy::Connection::end()
{
    if (m_upstream) {
        m_upstream->disconnect(this);
        m_upstream->abort();
    }
    deleteLater();
}

void FaultProxy::Connection::fromClient()
{
    if (m_manner == Manner::Freeze || m_answered) {
        m_client->readAll(); // read and never answered
        return;
    }
    if (!m_atStart && !m_delaying) {
        if (m_upstream && m_upstream->bytesToWrite() < highWater)
            m_upstream->write(m_client->read(highWater));
        return;
    }
    m_head += m_client->readAll();
    if (m_delaying)
        return;
    if (!m_head.contains("\r\n\r\n")) {
        if (m_head.size() > longestHead)
            resetBoth();
        return;
    }
    m_atStart = false;
    Q_EMIT m_proxy.requested(m_head);
    if (m_manner == Manner::Status)
        return answer(m_number);
    if (m_manner == Manner::Html)
        return answer(200);
    if (m_manner == Manner::Slow) {
        m_delaying = true;
        QTimer::singleShot(m_number, Qt::PreciseTimer, this, [this] {
            m_delaying = false;
            pass(std::exchange(m_head, {}));
        });
        return;
    }
    pass(std::exchange(m_head, {}));
}

void FaultProxy::Connection::pass(const QByteArray &bytes)
{
    if (!m_upstream)
        connectToServer();
    const bool isLiteral = !QHostAddress(m_server.host()).isNull();
    m_upstream->write(isLiteral ? bytes : withHost(bytes, m_server));
}

void FaultProxy::Connection::connectToServer()
{
    const bool secure = m_server.scheme() == u"https";
    if (secure) {
        auto *socket = new QSslSocket(this);
        m_upstream = socket;
        socket->connectToHostEncrypted(m_server.host(), quint16(m_server.port(443)));
    } else {
        m_upstream = new QTcpSocket(this);
        m_upstream->connectToHost(m_server.host(), quint16(m_server.port(80)));
    }
    // bounded, or a server faster than the client would be read into memory as a whole
    m_upstream->setReadBufferSize(highWater);
    connect(m_upstream, &QTcpSocket::readyRead, this, &Connection::fromServer);
    connect(m_upstream, &QTcpSocket::bytesWritten, this, [this] {
        if (!m_atStart && m_client->bytesAvailable() > 0)
            fromClient();
    });
    connect(m_upstream, &QTcpSocket::disconnected, this, [this] {
        m_client->write(m_upstream->readAll());
        m_client->disconnectFromHost();
    });
    connect(m_upstream, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError)
            resetBoth(); // as if the client had met the server itself
    });
}

void FaultProxy::Connection::fromServer()
{
    if (!m_upstream || m_upstream->bytesAvailable() == 0 || m_client->bytesToWrite() >= highWater)
        return;
    const QByteArray bytes = m_upstream->read(highWater);
    if (!std::exchange(m_atStart, true))
        Q_EMIT m_proxy.answered(bytes);
    m_client->write(bytes);
}

void FaultProxy::Connection::answer(int status)
{
    m_answered = true;
    m_client->write(answerWith(status, !m_head.startsWith("HEAD ")));
    m_client->disconnectFromHost();
}

FaultProxy::FaultProxy(QObject *parent)
    : QObject(parent)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FaultProxy::accept);
}

FaultProxy::~FaultProxy() = default;

bool FaultProxy::listen()
{
    if (!m_listener.listen(QHostAddress::LocalHost, m_port))
        return false;
    m_port = m_listener.serverPort();
    return true;
}

QUrl FaultProxy::address() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_port);
    return url;
}

void FaultProxy::setServer(const QUrl &server)
{
    if (m_server == server)
        return;
    m_server = server;
    resetAll();
}

bool FaultProxy::setManner(Manner manner, int number)
{
    m_manner = manner;
    m_number = number;
    if (manner == Manner::Down)
        m_listener.close();
    resetAll();
    return manner == Manner::Down || m_listener.isListening() || listen();
}

void FaultProxy::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection())
        new Connection(client, m_server, m_manner, m_number, this);
}

void FaultProxy::resetAll()
{
    const QObjectList ours = children();
    for (QObject *child : ours) {
        // the listener is a member, not a child; Connection has no meta object of its own
        if (auto *connection = dynamic_cast<Connection *>(child))
            connection->resetBoth();
    }
}

} // namespace Medio::Stage
