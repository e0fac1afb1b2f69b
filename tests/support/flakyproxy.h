// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/socket.h>

#include <QObject>
#include <QPointer>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <utility>

namespace Medio {

/// Stands before a real server and spoils a share of the calls, each in a way of its own: some never
/// get there, of some only the answer is lost. Sees every call. One connection for each.
/// Runs in the event loop of the thread that makes it.
class FlakyProxy final : public QObject
{
public:
    /// What became of one call.
    struct Call
    {
        QByteArray method;
        QByteArray path;
        int status = 0;      ///< the server's; 0: it did not get there, or did not answer
        bool isTold = false; ///< the client was told just that
    };

    /// `share`: 0.2 spoils one in five.
    FlakyProxy(const QUrl &server, double share, quint32 seed)
        : m_server(server)
        , m_share(share)
        , m_random(seed)
    {
        connect(&m_listener, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_listener.nextPendingConnection())
                serve(client);
        });
        if (!m_listener.listen(QHostAddress::LocalHost))
            qFatal("no loopback port: %s", qPrintable(m_listener.errorString()));
    }

    [[nodiscard]] QUrl address() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_listener.serverPort()));
    }
    void setShare(double share) { m_share = share; }
    /// Told at the end of each.
    void onCall(std::function<void(const Call &)> told) { m_told = std::move(told); }

private:
    enum class Fate { Whole, NotPassed, Refused, AnswerLost, AnswerCut, AnswerHidden };

    [[nodiscard]] Fate fate()
    {
        if (m_random.generateDouble() >= m_share)
            return Fate::Whole;
        return static_cast<Fate>(1 + m_random.bounded(5));
    }

    void serve(QTcpSocket *client)
    {
        client->setParent(this);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            QByteArray request = client->peek(1024 * 1024);
            const qsizetype end = request.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            qsizetype length = 0;
            QByteArray head;
            for (const QByteArray &line : request.first(end).split('\n')) {
                const QByteArray lower = line.trimmed().toLower();
                if (lower.startsWith("content-length:"))
                    length = lower.sliced(15).trimmed().toLongLong();
                if (!lower.startsWith("connection:"))
                    head += line.trimmed() + "\r\n";
            }
            if (request.size() < end + 4 + length)
                return;
            client->readAll();
            pass(client, head + "Connection: close\r\n\r\n" + request.sliced(end + 4, length));
        });
    }

    void pass(QTcpSocket *client, const QByteArray &request)
    {
        const Fate fate = this->fate();
        const QList<QByteArray> words = request.first(request.indexOf('\r')).split(' ');
        Call call{words.value(0), words.value(1), 0, false};
        if (fate == Fate::NotPassed || fate == Fate::Refused) {
            fate == Fate::Refused ? answer(client, page()) : reset(client);
            tell(call);
            return;
        }
        auto *upstream = new QTcpSocket(this);
        connect(upstream, &QTcpSocket::disconnected, this,
                [this, upstream, call, fate, client = QPointer<QTcpSocket>(client)]() mutable {
                    const QByteArray all = upstream->readAll();
                    upstream->deleteLater();
                    call.status = all.mid(9, 3).toInt();
                    call.isTold = client && fate == Fate::Whole;
                    tell(call);
                    if (!client)
                        return;
                    if (fate == Fate::AnswerLost || all.isEmpty())
                        reset(client);
                    else if (fate == Fate::AnswerCut)
                        answer(client, all.first(all.size() - std::min<qsizetype>(all.size(), 20)));
                    else
                        answer(client, fate == Fate::AnswerHidden ? page() : all);
                });
        connect(upstream, &QTcpSocket::errorOccurred, this,
                [this, upstream, call,
                 client = QPointer<QTcpSocket>(client)](QAbstractSocket::SocketError error) {
                    if (error == QAbstractSocket::RemoteHostClosedError)
                        return; // an orderly end: see above
                    upstream->deleteLater();
                    tell(call);
                    if (client)
                        answer(client, page());
                });
        upstream->connectToHost(m_server.host(), quint16(m_server.port()));
        upstream->write(request);
    }

    static QByteArray page()
    {
        const QByteArray body = "<html><head><title>502</title></head><body>proxy</body></html>\n";
        return "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nConnection: "
               "close\r\nContent-Length: " +
               QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    static void answer(QTcpSocket *client, const QByteArray &bytes)
    {
        client->write(bytes);
        client->disconnectFromHost();
    }
    static void reset(QTcpSocket *client)
    {
        const linger none{.l_onoff = 1, .l_linger = 0};
        if (client->socketDescriptor() >= 0)
            setsockopt(int(client->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        client->abort();
    }
    void tell(const Call &call) const
    {
        if (m_told)
            m_told(call);
    }

    const QUrl m_server;
    double m_share;
    QRandomGenerator m_random;
    QTcpServer m_listener;
    std::function<void(const Call &)> m_told;
};

} // namespace Medio
