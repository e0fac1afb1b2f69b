// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/upstream.h"

#include "player/gateway/byterange.h"
#include "player/gateway/filmnetwork.h"

#include <QNetworkRequest>
#include <QSslConfiguration>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRedirects = 5;
constexpr qint64 bufferSize = 1024LL * 1024;
constexpr qint64 pieceSize = 256LL * 1024;

/// Weak ETags say nothing about bytes (RFC 9110 §13.1.5).
QByteArray validatorOf(const QNetworkReply &reply)
{
    QByteArray tag = reply.rawHeader("ETag").trimmed();
    if (!tag.isEmpty() && !tag.startsWith("W/"))
        return tag;
    return reply.rawHeader("Last-Modified").trimmed();
}

} // namespace

Upstream::Upstream(FilmNetwork &network, const UpstreamPolicy &policy, const Request &request,
                   std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_policy(policy)
    , m_request(request)
    , m_position(request.from)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        fail(FilmFailure::Unreachable, true, u"the server was silent for %1 ms"_s.arg(m_patience.interval()));
    });
    m_trusted = m_policy.isOwn(request.film);
    ask(request.address);
}

Upstream::~Upstream()
{
    release();
}

void Upstream::cancel()
{
    m_over = true;
    release();
}

void Upstream::setPaused(bool paused)
{
    if (m_paused == paused || m_over)
        return;
    m_paused = paused;
    if (paused) {
        m_patience.stop();
        return;
    }
    m_patience.start();
    // Not from within the caller: whoever lets it go on is about to read.
    QMetaObject::invokeMethod(
        this,
        [this] {
            readBody();
            if (m_reply != nullptr && m_reply->isFinished())
                end();
        },
        Qt::QueuedConnection);
}

void Upstream::ask(const QUrl &address)
{
    m_address = address;
    if (!UpstreamPolicy::mayAsk(address)) {
        // Not from within the constructor: nobody listens yet.
        QMetaObject::invokeMethod(
            this, [this] { fail(FilmFailure::Broken, false, u"not an http(s) address"_s); },
            Qt::QueuedConnection);
        return;
    }
    m_patience.start();
    m_network.findWay(address, this, [this] { send(); });
}

void Upstream::send()
{
    if (m_over)
        return;
    QNetworkRequest request(m_address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Flow control of HTTP/2 gains a film nothing, and "two connections" means two.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Range",
                         "bytes=" + QByteArray::number(m_request.from) + '-' +
                             (m_request.until < 0 ? QByteArray() : QByteArray::number(m_request.until - 1)));
    request.setRawHeader("Accept-Encoding", "identity"); // ranges count the film's own bytes
    request.setRawHeader("User-Agent", "medio-kiosk/" MEDIO_VERSION);
    if (!m_request.validator.isEmpty())
        request.setRawHeader("If-Range", m_request.validator);
    m_trusted = m_trusted && m_policy.isOwn(m_address);
    if (m_trusted)
        for (const auto &[name, value] : m_policy.headersFor(m_address))
            request.setRawHeader(name, value);
    if (const auto authorities = m_policy.authoritiesFor(m_address); !authorities.isEmpty()) {
        QSslConfiguration tls = request.sslConfiguration();
        tls.addCaCertificates(authorities);
        request.setSslConfiguration(tls);
        // The name it has anyway. Qt shares connections by address and this name: one that was made without
        // these authorities is not taken up again, nor one with them for anybody else.
        request.setPeerVerifyName(m_address.host());
    }

    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(bufferSize);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Upstream::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &Upstream::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &Upstream::end);
    m_patience.start();
}

void Upstream::release()
{
    m_patience.stop();
    if (m_reply == nullptr)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
}

void Upstream::readHead()
{
    if (m_begun || m_over || m_reply == nullptr)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200 && status != 206)
        return; // end() judges it

    // A captive portal, or a server's sign-in page: an outage in disguise.
    const QByteArray type = m_reply->rawHeader("Content-Type").toLower();
    if (type.startsWith("text/html") || type.startsWith("application/json")) {
        fail(FilmFailure::Unreachable, true, u"the server sent a page instead of a film"_s);
        return;
    }

    Answer answer;
    answer.address = m_address;
    answer.validator = validatorOf(*m_reply);
    const auto length = parseByteCount(m_reply->rawHeader("Content-Length").trimmed());
    if (status == 206) {
        const auto range = parseContentRange(m_reply->rawHeader("Content-Range"));
        if (!range || range->span.begin != m_request.from || range->span.end <= range->span.begin ||
            (range->total && range->span.end > *range->total)) {
            fail(FilmFailure::Unreachable, false, u"the server sent other bytes than those asked for"_s);
            return;
        }
        answer.begin = range->span.begin;
        answer.size = range->total.value_or(-1);
        answer.ranges = true;
        m_end = range->span.end;
        // A part that is sent because the validator still holds need not name it again (RFC 9110 §15.3.7).
        if (answer.validator.isEmpty())
            answer.validator = m_request.validator;
    } else {
        answer.begin = 0;
        answer.size = length.value_or(-1);
        answer.ranges = m_request.from == 0 && m_reply->rawHeader("Accept-Ranges").trimmed() == "bytes";
        m_end = answer.size;
    }
    if (answer.size == 0) {
        fail(FilmFailure::Broken, false, u"the film is empty"_s);
        return;
    }
    m_position = answer.begin;
    m_begun = true;
    Q_EMIT began(answer);
}

void Upstream::readBody()
{
    if (m_over || m_reply == nullptr)
        return;
    readHead();
    while (m_begun && !m_over && !m_paused && m_reply != nullptr && m_reply->bytesAvailable() > 0) {
        QByteArray piece = m_reply->read(pieceSize);
        if (piece.isEmpty())
            return;
        if (m_end >= 0 && m_position + piece.size() > m_end)
            piece.truncate(m_end - m_position); // more than was announced
        if (piece.isEmpty())
            return;
        m_patience.start();
        const qint64 offset = m_position;
        m_position += piece.size();
        Q_EMIT arrived(offset, piece);
    }
}

void Upstream::end()
{
    if (m_over || m_reply == nullptr || (m_paused && m_begun))
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400 && status != 304) {
        const QUrl target =
            m_address.resolved(QUrl::fromEncoded(m_reply->rawHeader("Location").trimmed(), QUrl::StrictMode));
        const bool follow = UpstreamPolicy::mayFollow(m_address, target) && m_redirects < mostRedirects;
        ++m_redirects;
        if (!follow) {
            fail(FilmFailure::Refused, false, u"a redirect that must not be followed"_s);
            return;
        }
        release();
        ask(target);
        return;
    }

    if (status == 416 && m_request.from > 0 && m_request.orAll) {
        m_request.from = 0;
        m_request.validator.clear();
        release();
        ask(m_address);
        return;
    }
    if (status == 200 || status == 206) {
        readBody();
        if (m_over || !m_begun)
            return;
        if (m_end >= 0 && m_position < m_end) {
            fail(FilmFailure::Unreachable, true,
                 u"the connection ended at byte %1 of %2"_s.arg(m_position).arg(m_end));
            return;
        }
        if (m_end < 0 && m_reply->error() != QNetworkReply::NoError) {
            fail(FilmFailure::Unreachable, true, u"the connection broke at byte %1"_s.arg(m_position));
            return;
        }
        m_over = true;
        release();
        Q_EMIT finished();
        return;
    }

    const QString said = u"the server answered %1"_s.arg(status);
    if (status == 416 && m_request.from == 0) // there is no first byte
        fail(FilmFailure::Broken, false, u"the film is empty"_s);
    else if (status == 404 || status == 410)
        fail(FilmFailure::Gone, false, said);
    else if (status == 401 || status == 403) // an address that was signed for a while is given out anew
        fail(FilmFailure::Refused, m_redirects > 0, said);
    else if (status == 408 || status == 429 || status >= 500)
        fail(FilmFailure::Unreachable, true, said);
    else if (status != 0)
        fail(FilmFailure::Unreachable, false, said);
    else
        fail(FilmFailure::Unreachable, m_reply->error() != QNetworkReply::SslHandshakeFailedError,
             u"no connection: network error %1"_s.arg(int(m_reply->error())));
}

void Upstream::fail(FilmFailure failure, bool passing, const QString &detail)
{
    if (m_over)
        return;
    m_over = true;
    release();
    Q_EMIT troubled({failure, passing, detail});
}

} // namespace Medio::Gateway
