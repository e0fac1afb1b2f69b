// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QSignalSpy>
#include <QSslSocket>
#include <QUrl>

#include <algorithm>
#include <memory>
#include <utility>

namespace Medio {

/// Talks to a Medio server as a browser would, one request at a time: cookies, a kept connection, and
/// a CSRF token for every unsafe request. Blocks until the answer is there.
///
/// On a socket and not on QNetworkAccessManager: that one hands everything to a thread of its own in
/// ways that ThreadSanitizer can't see, and so would drown the server's own threads in false reports.
class HomeClient
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    struct Answer
    {
        int status = 0; ///< 0: no answer
        QByteArray body;
        Headers headers;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        /// Several of one name are joined by line ends; empty when there is none.
        [[nodiscard]] QByteArray header(const QByteArray &name) const
        {
            QByteArrayList values;
            for (const auto &[key, value] : headers) {
                if (key.compare(name, Qt::CaseInsensitive) == 0)
                    values << value;
            }
            return values.join('\n');
        }
    };

    explicit HomeClient(const QString &url)
        : m_url(url)
    {
    }

    /// `path`: "/api/health"
    Answer send(const QByteArray &method, const QString &path, const QByteArray &body = {},
                const Headers &headers = {})
    {
        const QUrl url(m_url + path);
        const QByteArray request = bytesOf(method, url, body, headers);
        const bool isKept = m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
        Answer answer = exchange(url, request, method == "HEAD");
        if (answer.status == 0 && isKept) // the server had closed it meanwhile
            answer = exchange(url, request, method == "HEAD");
        for (const auto &[name, value] : std::as_const(answer.headers)) {
            if (name.compare("Set-Cookie", Qt::CaseInsensitive) == 0)
                m_jar->setCookiesFromUrl(QNetworkCookie::parseCookies(value), url);
        }
        return answer;
    }

    Answer get(const QString &path, const Headers &headers = {}) { return send("GET", path, {}, headers); }

    /// With a CSRF token, fetched at the first need.
    Answer post(const QString &path, const QJsonObject &body = {}) { return unsafe("POST", path, body); }
    Answer put(const QString &path, const QJsonObject &body) { return unsafe("PUT", path, body); }
    Answer remove(const QString &path) { return unsafe("DELETE", path, {}); }

    /// For a certificate of the test's own.
    void trustAnybody() { m_trustsAnybody = true; }

    void forgetCookies()
    {
        m_jar = std::make_unique<QNetworkCookieJar>();
        m_csrf.clear();
    }

private:
    static constexpr int patience = 20'000; // ms, until a test has failed anyway

    [[nodiscard]] QByteArray bytesOf(const QByteArray &method, const QUrl &url, const QByteArray &body,
                                     const Headers &headers) const
    {
        Headers all = headers;
        const auto byDefault = [&all](const QByteArray &name, const QByteArray &value) {
            const bool given = std::any_of(all.cbegin(), all.cend(), [&name](const auto &header) {
                return header.first.compare(name, Qt::CaseInsensitive) == 0;
            });
            if (!given && !value.isEmpty())
                all.append({name, value});
        };
        QByteArrayList cookies;
        const auto kept = m_jar->cookiesForUrl(url);
        for (const QNetworkCookie &cookie : kept)
            cookies << cookie.toRawForm(QNetworkCookie::NameAndValueOnly);
        byDefault("Host", url.authority(QUrl::FullyEncoded).toLatin1());
        byDefault("Cookie", cookies.join("; "));
        if (!body.isEmpty())
            byDefault("Content-Type", "application/json");
        if (!body.isEmpty() || method == "POST" || method == "PUT")
            byDefault("Content-Length", QByteArray::number(body.size()));

        QByteArray bytes =
            method + ' ' + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\n";
        for (const auto &[name, value] : std::as_const(all))
            bytes += name + ": " + value + "\r\n";
        return bytes + "\r\n" + body;
    }

    bool isConnected(const QUrl &url)
    {
        if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState)
            return true;
        m_socket = std::make_unique<QSslSocket>();
        const auto port = static_cast<quint16>(url.port());
        if (url.scheme() != u"https") {
            m_socket->connectToHost(url.host(), port);
            return m_socket->waitForConnected(patience);
        }
        if (m_trustsAnybody)
            m_socket->setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket->connectToHostEncrypted(url.host(), port);
        return m_socket->waitForEncrypted(patience);
    }

    Answer exchange(const QUrl &url, const QByteArray &request, bool isHead)
    {
        if (!isConnected(url))
            return {};
        m_socket->write(request);
        QByteArray received;
        const auto receive = [this, &received] {
            const bool came = m_socket->bytesAvailable() > 0 || m_socket->waitForReadyRead(patience);
            received += m_socket->readAll();
            return came;
        };
        qsizetype end = -1;
        while ((end = received.indexOf("\r\n\r\n")) < 0) {
            if (!receive()) {
                m_socket.reset();
                return {};
            }
        }
        Answer answer;
        const QByteArrayList lines = received.left(end).split('\n');
        answer.status = lines.first().mid(9, 3).toInt();
        for (const QByteArray &line : lines.mid(1)) {
            const auto colon = line.indexOf(':');
            answer.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
        }
        received.remove(0, end + 4);
        const bool hasBody = !isHead && answer.status != 204 && answer.status != 304;
        const qsizetype length = hasBody ? answer.header("Content-Length").toLongLong() : 0;
        while (received.size() < length && receive()) {
        }
        answer.body = received;
        if (answer.header("Connection") == "close")
            m_socket.reset();
        return answer;
    }

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
    std::unique_ptr<QSslSocket> m_socket;
    std::unique_ptr<QNetworkCookieJar> m_jar = std::make_unique<QNetworkCookieJar>();
    QByteArray m_csrf;
    bool m_trustsAnybody = false;
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
