// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QUrl>

#include <memory>
#include <utility>

namespace Medio {

/// Talks to a Medio server as a browser would, one request at a time: cookies, and a CSRF token
/// for every unsafe request. Waits for the answer by the event itself.
class HomeClient
{
public:
    struct Answer
    {
        int status = 0; ///< 0: no answer
        QByteArray body;
        QList<QNetworkReply::RawHeaderPair> headers;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        [[nodiscard]] QByteArray header(const QByteArray &name) const
        {
            for (const auto &[key, value] : headers) {
                if (key.compare(name, Qt::CaseInsensitive) == 0)
                    return value;
            }
            return {};
        }
    };
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    explicit HomeClient(const QString &url)
        : m_url(url)
    {
        m_network.setTransferTimeout(20'000);
    }

    /// `path`: "/api/health"
    Answer send(const QByteArray &method, const QString &path, const QByteArray &body = {},
                const Headers &headers = {})
    {
        QNetworkRequest request{QUrl(m_url + path)};
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        if (!body.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        // A custom HEAD would wait for a body.
        const std::unique_ptr<QNetworkReply> reply(
            method == "HEAD" ? m_network.head(request) : m_network.sendCustomRequest(request, method, body));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(25'000))
            return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
                reply->rawHeaderPairs()};
    }

    Answer get(const QString &path, const Headers &headers = {}) { return send("GET", path, {}, headers); }

    /// With a CSRF token, fetched at the first need.
    Answer post(const QString &path, const QJsonObject &body = {}) { return unsafe("POST", path, body); }
    Answer put(const QString &path, const QJsonObject &body) { return unsafe("PUT", path, body); }
    Answer remove(const QString &path) { return unsafe("DELETE", path, {}); }

    /// For a certificate of the test's own.
    void trustAnybody()
    {
        QObject::connect(&m_network, &QNetworkAccessManager::sslErrors, &m_network,
                         [](QNetworkReply *reply) { reply->ignoreSslErrors(); });
    }

    void forgetCookies()
    {
        m_network.setCookieJar(new QNetworkCookieJar);
        m_csrf.clear();
    }

private:
    Answer unsafe(const QByteArray &method, const QString &path, const QJsonObject &body)
    {
        if (m_csrf.isEmpty())
            m_csrf = get(QStringLiteral("/api/csrf-token"))
                         .json()
                         .value(QStringLiteral("csrfToken"))
                         .toString()
                         .toLatin1();
        return send(method, path, QJsonDocument(body).toJson(QJsonDocument::Compact),
                    {{"X-CSRF-Token", m_csrf}});
    }

    const QString m_url;
    QNetworkAccessManager m_network;
    QByteArray m_csrf;
};

/// Bytes to a server and back, for what no client would send.
class RawConnection
{
public:
    explicit RawConnection(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        // Until it is connected or refused.
        QSignalSpy changed(&m_socket, &QTcpSocket::stateChanged);
        while (m_socket.state() != QAbstractSocket::ConnectedState && !isClosed() && changed.wait(10'000)) {
        }
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    /// All that has come so far.
    const QByteArray &received()
    {
        m_received += m_socket.readAll();
        return m_received;
    }
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace Medio
