// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/httpgate.h"

#include "app/base/logging.h"
#include "net/api/codec.h"
#include "net/api/outcomes.h"
#include "net/client/unpacker.h"

#include <QFile>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;
using Api::ApiError;
using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr int maximumRedirects = 5;
/// One more than a frozen server keeps at a time (Times::health over attentive, 35 s over 15 s): there is
/// always one that may still be asked.
constexpr int maximumProbes = 4;
/// How much of an answer may wait unread, packed as it came.
constexpr qint64 readAhead = qint64{256} * 1024;
/// How much of it is unpacked before the event loop has its turn: about a millisecond.
constexpr qint64 bite = qint64{128} * 1024;
constexpr qsizetype longestTag = 256;
const auto healthPath = u"/api/health"_s;

/// A body that is sent once. Qt repeats a request by itself when a connection ends before the
/// answer, a POST as well; it has to rewind the body for that, and this one refuses. (Not a QBuffer:
/// Qt reads past its reset(). The price: a 307 to such a request reads as a reset.)
class OneShotBody final : public QIODevice
{
public:
    explicit OneShotBody(const QByteArray &body)
        : m_body(body)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] qint64 size() const override { return m_body.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qint64 length = std::clamp<qint64>(m_body.size() - pos(), 0, maximum);
        std::copy_n(m_body.constData() + pos(), length, data);
        return length;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
};

bool isReset(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::ContentReSendError;
}

/// The connection failed, whatever of an answer had come before.
bool isTransportError(QNetworkReply::NetworkError error)
{
    // Not ProtocolInvalidOperationError: that is also what Qt calls an answer with status 400.
    return (error > QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied) ||
           error == QNetworkReply::ContentReSendError || error == QNetworkReply::ProtocolUnknownError ||
           error == QNetworkReply::ProtocolFailure;
}

ApiError transportError(QNetworkReply::NetworkError error, const QString &detail)
{
    using E = QNetworkReply::NetworkError;
    const auto unreachable = [&](const QString &reason) {
        return ApiError{ApiError::Kind::Unreachable, 0, reason, detail, {}, {}};
    };
    switch (error) {
    case E::ConnectionRefusedError:
        return unreachable(u"refused"_s);
    case E::HostNotFoundError:
        return unreachable(u"unresolved"_s);
    case E::RemoteHostClosedError:
    case E::ContentReSendError:
        return unreachable(u"reset"_s);
    case E::SslHandshakeFailedError:
        return unreachable(u"tls"_s);
    case E::ProxyConnectionRefusedError:
    case E::ProxyConnectionClosedError:
    case E::ProxyNotFoundError:
    case E::ProxyTimeoutError:
    case E::ProxyAuthenticationRequiredError:
    case E::UnknownProxyError:
        return unreachable(u"proxy"_s);
    case E::TimeoutError:
        return {ApiError::Kind::TimedOut, 0, u"connect"_s, detail, {}, {}};
    case E::ProtocolUnknownError:
    case E::ProtocolInvalidOperationError:
    case E::ProtocolFailure:
        return {ApiError::Kind::WrongServer, 0, u"not-http"_s, detail, {}, {}};
    default:
        return unreachable(u"no-network"_s);
    }
}

bool isJson(const QNetworkReply &reply)
{
    const QString type = reply.header(QNetworkRequest::ContentTypeHeader).toString();
    return type.section(u';', 0, 0).trimmed().compare("application/json"_L1, Qt::CaseInsensitive) == 0;
}

/// The one word for what is wrong with a certificate, the gravest first: a machine without the right
/// time finds every certificate expired or not yet valid.
QString tlsReason(const QList<QSslError> &errors)
{
    QString word = u"tls"_s;
    int gravity = 0;
    const auto take = [&](int weight, const QString &reason) {
        if (weight > gravity) {
            gravity = weight;
            word = reason;
        }
    };
    for (const QSslError &error : errors) {
        switch (error.error()) {
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
        case QSslError::CertificateSignatureFailed: // by another with the name of one that is trusted
            take(4, u"certificate-untrusted"_s);
            break;
        case QSslError::HostNameMismatch:
            take(3, u"certificate-host"_s);
            break;
        case QSslError::CertificateExpired:
            take(2, u"certificate-expired"_s);
            break;
        case QSslError::CertificateNotYetValid:
            take(1, u"certificate-not-yet-valid"_s);
            break;
        default:
            break;
        }
    }
    return word;
}

QNetworkRequest bare(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, QString::fromLatin1(HttpGate::userAgent()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // There is no cache. AlwaysNetwork would tell servers never to answer 304.
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::PreferNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Whoever names it unpacks by himself.
    request.setRawHeader("Accept-Encoding", Unpacker::accepted);
    return request;
}

} // namespace

/// One request from its first byte to its result, redirects and the one repetition included.
class Exchange final : public QObject
{
public:
    Exchange(HttpGate &gate, const HttpRequest &request, QObject *context, HttpGate::Done done)
        : QObject(&gate)
        , m_gate(gate)
        , m_request(request)
        , m_context(context)
        , m_done(std::move(done))
        , m_id(QUuid::createUuid().toString(QUuid::WithoutBraces))
        , m_maximum(request.maximumBody)
    {
        m_gate.m_exchanges.insert(this);
        m_connectTimer.setSingleShot(true);
        m_answerTimer.setSingleShot(true);
        connect(&m_connectTimer, &QTimer::timeout, this, [this] { timeOut(u"connect"_s); });
        connect(&m_answerTimer, &QTimer::timeout, this, [this] { timeOut(u"answer"_s); });
        connect(context, &QObject::destroyed, this, [this] { drop(); });
    }

    ~Exchange() override
    {
        m_gate.m_exchanges.remove(this);
        if (m_reply) {
            m_reply->disconnect(this);
            m_reply->abort();
            m_reply->deleteLater();
        }
    }
    Q_DISABLE_COPY_MOVE(Exchange)

    void start()
    {
        m_started = m_gate.now();
        // Always later: nobody gets an answer before the call that asked has returned.
        QMetaObject::invokeMethod(
            this, [this] { begin(); }, Qt::QueuedConnection);
    }

    void download(const QUrl &url, qint64 maximum)
    {
        m_download = true;
        m_maximum = maximum;
        m_url = url;
        start();
    }

    void finish(const HttpResult &result)
    {
        if (m_finished)
            return;
        m_finished = true;
        const Logging::Context::Scope scope(m_fields);
        const Logging::Field field("request", m_id);
        logResult(result);
        if (m_reply)
            endReply(); // what it still says is of yesterday
        if (!m_download && m_isNews)
            m_gate.noteResult(m_request, result);
        const HttpGate::Done done = std::move(m_done);
        const QPointer<QObject> context = m_context;
        deleteLater();
        if (context && done)
            done(result);
    }

private:
    /// Nothing was said about it on the wire: what the gate already knew is no news to it.
    void refuse(const ApiError &error)
    {
        m_isNews = false;
        finish(Unexpected{error});
    }

    void begin()
    {
        if (m_finished)
            return;
        if (!m_download) {
            if (const auto refusal = m_gate.refusal(m_request)) {
                refuse(*refusal);
                return;
            }
            m_url = m_gate.m_server->url(m_request.path);
            if (!m_request.query.isEmpty())
                m_url.setQuery(m_request.query);
        }
        if (m_request.csrf)
            performWithCsrf();
        else
            perform();
    }

    void performWithCsrf()
    {
        if (!m_gate.m_csrfToken.isEmpty()) {
            perform();
            return;
        }
        m_gate.fetchCsrf(this, [this](const std::optional<ApiError> &error) {
            if (error)
                refuse(*error); // whoever fetched the token has told it
            else
                perform();
        });
    }

    void perform()
    {
        m_gate.m_proxies.find(m_url, this, [this] { sendOut(); });
    }

    void sendOut()
    {
        if (m_finished)
            return;
        m_network = m_gate.network();
        m_body.clear();
        m_packed.clear();
        m_unpacker.reset();
        m_tlsReason.clear();
        QNetworkRequest request = bare(m_url);
        if (!m_gate.m_authorities.isEmpty() && m_gate.m_server &&
            Api::ServerAddress::originOf(m_url) == m_gate.m_server->origin()) {
            QSslConfiguration tls = request.sslConfiguration();
            tls.addCaCertificates(m_gate.m_authorities);
            request.setSslConfiguration(tls);
        }
        request.setRawHeader("X-Request-Id", m_id.toLatin1());
        if (!m_download)
            addMedioHeaders(request);

        if (!m_download)
            m_gate.m_budget.noteSent(m_request, m_gate.now());
        if (m_request.method == Method::Get) {
            m_reply = m_network->get(request);
        } else if (m_request.method == Method::Delete) {
            m_reply = m_network->deleteResource(request);
        } else {
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
            const QByteArray name = verb(m_request.method);
            if (m_request.repeatable) {
                m_reply = m_network->sendCustomRequest(request, name, m_request.body);
            } else {
                auto *body = new OneShotBody(m_request.body);
                m_reply = m_network->sendCustomRequest(request, name, body);
                body->setParent(m_reply);
            }
        }
        m_reply->setReadBufferSize(readAhead);
        connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
                [this] { m_connectTimer.start(m_gate.m_times.connect); });
        connect(m_reply, &QNetworkReply::requestSent, &m_connectTimer, &QTimer::stop);
        connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::read);
        connect(m_reply, &QNetworkReply::finished, this, &Exchange::ended);
        // Told, never ignored.
        connect(m_reply, &QNetworkReply::sslErrors, this,
                [this](const QList<QSslError> &errors) { m_tlsReason = tlsReason(errors); });
        m_answerTimer.start(m_request.timeout.value_or(m_gate.m_times.answer));
    }

    void addMedioHeaders(QNetworkRequest &request)
    {
        request.setRawHeader("Accept", "application/json");
        if (!m_request.etag.isEmpty())
            request.setRawHeader("If-None-Match", m_request.etag);
        QByteArray cookies;
        const auto add = [&cookies](const QByteArray &name, const QByteArray &value) {
            if (!value.isEmpty())
                cookies += (cookies.isEmpty() ? QByteArray() : QByteArray("; ")) + name + '=' + value;
        };
        add("_csrf", m_gate.m_csrfCookie);
        for (const auto &[name, value] : m_request.cookies)
            add(name, value);
        if (!cookies.isEmpty())
            request.setRawHeader("Cookie", cookies);
        if (m_request.csrf) {
            m_usedCsrf = m_gate.m_csrfToken;
            request.setRawHeader("X-CSRF-Token", m_usedCsrf.toLatin1());
        }
    }

    /// A bite of what there is, packed as it may be.
    void read()
    {
        if (!m_reply)
            return;
        if (!unpack()) {
            m_body.clear();
            replied(true);
            return;
        }
        if (m_body.size() > m_maximum) {
            finish(
                Unexpected{ApiError{ApiError::Kind::TooLarge, 0, {}, u"the answer is too large"_s, {}, {}}});
            return;
        }
        const bool isMore =
            !m_packed.isEmpty() || (m_unpacker && m_unpacker->hasMore()) || m_reply->bytesAvailable() > 0;
        if (isMore && !std::exchange(m_readsOn, true)) {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_readsOn = false;
                    read();
                },
                Qt::QueuedConnection);
        } else if (!isMore && m_reply->isFinished()) {
            replied(m_unpacker && !m_unpacker->isWhole());
        }
    }

    /// False: what came can't be unpacked.
    bool unpack()
    {
        // More than there is: Qt fetches on only for a read that empties its buffer.
        if (m_packed.isEmpty())
            m_packed = m_reply->read(m_reply->bytesAvailable() + 1);
        if (!m_unpacker && !m_packed.isEmpty()) {
            m_unpacker = Unpacker::forCoding(m_reply->rawHeader("Content-Encoding"));
            if (!m_unpacker)
                return false;
        }
        return !m_unpacker ||
               m_unpacker->unpack(m_packed, std::min(bite, m_maximum + 1 - m_body.size()), m_body);
    }

    void ended()
    {
        if (isTransportError(m_reply->error()))
            replied(false); // what of an answer has come is none
        else
            read();
    }

    void timeOut(const QString &what)
    {
        finish(
            Unexpected{ApiError{ApiError::Kind::TimedOut, 0, what, u"no "_s + what + u" in time"_s, {}, {}}});
    }

    /// The reply is over for us; whatever it still says is not heard.
    void endReply()
    {
        m_connectTimer.stop();
        m_answerTimer.stop();
        m_gate.m_lastUse = m_gate.now();
        if (!m_reply)
            return;
        m_reply->disconnect(this);
        if (m_reply->isRunning())
            m_reply->abort();
        m_reply->deleteLater();
        m_reply = nullptr;
    }

    void drop()
    {
        m_finished = true;
        endReply();
        deleteLater();
    }

    void replied(bool isDamaged)
    {
        const QNetworkReply &reply = *m_reply;
        const QNetworkReply::NetworkError error = reply.error();
        const QString detail = reply.errorString();
        HttpAnswer answer;
        answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = m_body;
        answer.etag = reply.rawHeader("ETag").left(longestTag);
        answer.date = parseHttpDate(reply.rawHeader("Date"));
        answer.retryAfter = parseRetryAfter(reply.rawHeader("Retry-After"), answer.date);
        // Qt joins several Set-Cookie headers by a line feed.
        for (const QByteArray &line : reply.rawHeader("Set-Cookie").split('\n')) {
            if (const auto cookie = parseSetCookie(line, answer.date))
                answer.cookies.append(*cookie);
        }
        const bool json = isJson(reply);
        const QUrl target = m_url.resolved(QUrl::fromEncoded(reply.rawHeader("Location"), QUrl::StrictMode));
        const bool redirect = answer.status >= 300 && answer.status < 400 && reply.hasRawHeader("Location");
        endReply();

        if (isDamaged && answer.status < 400 && !redirect) { // of these the status is enough
            finish(Unexpected{ApiError{
                ApiError::Kind::BadAnswer, answer.status, {}, u"the answer can't be unpacked"_s, {}, {}}});
        } else if (isTransportError(error) || answer.status == 0) {
            transportFailed(error, detail);
        } else if (redirect) {
            follow(answer.status, target);
        } else if (m_download) {
            downloaded(answer);
        } else {
            judge(answer, json);
        }
    }

    void transportFailed(QNetworkReply::NetworkError error, const QString &detail)
    {
        const bool mayRepeat = m_request.repeatable || m_request.method == Method::Get;
        if (isReset(error) && mayRepeat && !m_repeatedAfterReset) {
            m_repeatedAfterReset = true;
            m_gate.openFreshConnections();
            perform();
            return;
        }
        ApiError outage = transportError(error, detail);
        if (error == QNetworkReply::SslHandshakeFailedError && !m_tlsReason.isEmpty())
            outage.code = m_tlsReason;
        finish(Unexpected{outage});
    }

    void follow(int status, const QUrl &target)
    {
        const auto wrong = [&](const QString &message) {
            finish(Unexpected{ApiError{ApiError::Kind::WrongServer, status, u"redirect"_s, message, {}, {}}});
        };
        if (++m_redirects > maximumRedirects) {
            wrong(u"redirected in circles"_s);
            return;
        }
        const bool web = target.scheme() == "http"_L1 || target.scheme() == "https"_L1;
        if (!target.isValid() || !web || target.host().isEmpty() ||
            (m_download && m_url.scheme() == "https"_L1 && target.scheme() != "https"_L1)) {
            wrong(u"redirected to no web address"_s);
            return;
        }
        if (!m_download && Api::ServerAddress::originOf(target) != Api::ServerAddress::originOf(m_url)) {
            wrong(Api::ServerAddress::originOf(target)); // said by testServer() to whoever typed the address
            return;
        }
        // 301, 302 and 303 turn a POST into a GET in most clients; here they end it.
        if (m_request.method != Method::Get && status != 307 && status != 308) {
            wrong(u"the server redirects a "_s + QString::fromLatin1(verb(m_request.method)));
            return;
        }
        m_url = target;
        perform();
    }

    void downloaded(const HttpAnswer &answer)
    {
        if (answer.status == 200)
            finish(answer);
        else
            finish(Unexpected{Api::errorOf(answer.status, {})});
    }

    void judge(const HttpAnswer &answer, bool json)
    {
        if (json || answer.status == 429)
            m_gate.takeCookies(answer.cookies);
        if (answer.status == 304 && !m_request.etag.isEmpty()) {
            finish(answer);
            return;
        }
        if (!json) {
            judgeForeign(answer);
            return;
        }
        m_gate.noteTime(answer, m_url);
        if (answer.status == 403 && m_request.csrf && !m_csrfRepeated &&
            Api::ErrorBody::read(answer.body).message == "Invalid CSRF token"_L1) {
            m_csrfRepeated = true;
            if (m_gate.m_csrfToken == m_usedCsrf)
                m_gate.m_csrfToken.clear();
            performWithCsrf();
            return;
        }
        // The front server's own 502 and 504 are JSON too (§11); so is a home server that is too busy.
        // Health says by a 503 that the database is gone.
        const bool busy = answer.status > 500 && m_request.path != healthPath;
        if (busy || answer.status == 429) {
            ApiError error = Api::errorOf(answer.status, answer.body);
            error.retryAfter = answer.retryAfter;
            finish(Unexpected{error});
            return;
        }
        finish(answer);
    }

    /// Not JSON: a proxy, a captive portal, another server; or one of the few pages of Medio (§4 T, H).
    void judgeForeign(const HttpAnswer &answer)
    {
        ApiError error = Api::errorOf(answer.status, {});
        error.retryAfter = answer.retryAfter;
        const bool medioToo = answer.status == 404 || answer.status == 413 || answer.status == 429;
        if (error.kind != ApiError::Kind::ServerTrouble && !medioToo) {
            error.kind = ApiError::Kind::WrongServer;
            error.message = u"an answer that is not JSON"_s;
        }
        finish(Unexpected{error});
    }

    void logResult(const HttpResult &result) const
    {
        const auto took = duration_cast<milliseconds>(m_gate.now() - m_started).count();
        const QString what =
            m_download ? u"GET a picture"_s
                       : QString(QString::fromLatin1(verb(m_request.method)) + u' ' + m_request.path);
        const QString end =
            result ? QString::number(result->status)
                   : QString(kindName(result.error().kind) + u' ' +
                             (result.error().httpStatus != 0 ? QString::number(result.error().httpStatus)
                                                             : result.error().code));
        if (m_download || m_request.path == healthPath)
            qCDebug(lcNet).noquote() << what << end << took << "ms";
        else
            qCInfo(lcNet).noquote() << what << end << took << "ms";
    }

    HttpGate &m_gate;
    HttpRequest m_request;
    QPointer<QObject> m_context;
    HttpGate::Done m_done;
    QString m_id;
    qint64 m_maximum;
    QUrl m_url;
    std::shared_ptr<QNetworkAccessManager> m_network;
    QPointer<QNetworkReply> m_reply;
    QByteArray m_packed; ///< read and not unpacked yet
    std::optional<Unpacker> m_unpacker;
    QByteArray m_body;
    QTimer m_connectTimer;
    QTimer m_answerTimer;
    Logging::Context m_fields; ///< of whoever asked
    QString m_usedCsrf;
    QString m_tlsReason;
    nanoseconds m_started{0};
    int m_redirects = 0;
    bool m_download = false;
    bool m_csrfRepeated = false;
    bool m_repeatedAfterReset = false;
    bool m_isNews = true;   ///< its end says something about the server
    bool m_readsOn = false; ///< the next bite is asked for
    bool m_finished = false;
};

HttpGate::HttpGate(const Clock &clock, Dice dice, const Times &times, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_times(times)
    , m_breaker(times.breaker, dice)
    , m_dice(std::move(dice))
    , m_probeContext(std::make_unique<QObject>())
{
    m_probeTimer.setSingleShot(true);
    m_slowTimer.setSingleShot(true);
    connect(&m_probeTimer, &QTimer::timeout, this, &HttpGate::startProbe);
    connect(&m_slowTimer, &QTimer::timeout, this,
            [this] { changeBreaker([this] { m_breaker.noteSlow(now()); }); });
}

HttpGate::HttpGate(const Clock &clock, Dice dice, QObject *parent)
    : HttpGate(clock, std::move(dice), Times(), parent)
{
}

std::unique_ptr<HttpGate> HttpGate::sibling() const
{
    auto gate = std::make_unique<HttpGate>(m_clock, m_dice, m_times);
    gate->m_authorities = m_authorities;
    gate->m_proxies.setLookup(m_proxies.lookup());
    return gate;
}

Expected<QList<QSslCertificate>, QString> HttpGate::readAuthorities(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{QString(path + u": "_s + file.errorString())};
    constexpr qint64 longest = qint64(1024) * 1024;
    const QByteArray text = file.read(longest);
    QList<QSslCertificate> certificates = QSslCertificate::fromData(text, QSsl::Pem);
    if (certificates.isEmpty())
        return Unexpected{
            QString(path + u": holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"_s)};
    // One that is cut short would only be noticed by the connection that it was meant for.
    if (!file.atEnd() || certificates.size() != text.count("-----BEGIN CERTIFICATE-----"))
        return Unexpected{QString(path + u": holds a certificate that can't be read, or is too long"_s)};
    return certificates;
}

void HttpGate::setProxyLookup(SystemProxies::Lookup lookup)
{
    m_proxies.setLookup(std::move(lookup));
    m_network.reset();
}

HttpGate::~HttpGate()
{
    // Their destructors look at this gate, so they go before its members do.
    const QSet<Exchange *> exchanges = std::exchange(m_exchanges, {});
    qDeleteAll(exchanges);
}

QByteArray HttpGate::userAgent()
{
    return QByteArrayLiteral("medio-kiosk/" MEDIO_VERSION);
}

void HttpGate::setServer(const std::optional<Api::ServerAddress> &server)
{
    if (m_server == server)
        return;
    m_server.reset();
    abortEverything();
    m_server = server;
    m_csrfCookie.clear();
    m_csrfToken.clear();
    m_health.reset();
    m_serverTime.reset();
    m_budget.forget();
    m_network.reset();
    m_probeTimer.stop();
    m_breaker.forget();
    Q_EMIT serverChanged();
    if (m_server)
        startProbe();
}

void HttpGate::setAttentive(bool attentive)
{
    m_attentive = attentive;
    m_breaker.setAttentive(attentive, now());
    planProbe();
}

void HttpGate::send(const HttpRequest &request, QObject *context, Done done)
{
    Q_ASSERT(context);
    (new Exchange(*this, request, context, std::move(done)))->start();
}

void HttpGate::askHealth(QObject *context, HealthDone done)
{
    Q_ASSERT(context);
    m_healthWaiters.append({context, std::move(done)});
    if (m_probesUnderWay == 0)
        startProbe();
}

void HttpGate::download(const QUrl &url, qint64 maximum, QObject *context, Downloaded done)
{
    Q_ASSERT(context);
    auto *exchange = new Exchange(*this, {}, context, [done = std::move(done)](const HttpResult &result) {
        if (result)
            done(result->body);
        else
            done(Unexpected{result.error()});
    });
    exchange->download(url, maximum);
}

std::shared_ptr<QNetworkAccessManager> HttpGate::network()
{
    if (m_network && now() - m_lastUse > nanoseconds(m_times.idleConnection))
        m_network.reset();
    if (!m_network) {
        // It may be let go from inside a signal of one of its replies, so it is deleted later; should
        // there be no later, it goes with its parent.
        m_network = {new QNetworkAccessManager(this), [](QNetworkAccessManager *network) {
                         network->deleteLater();
                     }};
        m_network->setProxyFactory(m_proxies.makeFactory());
    }
    m_lastUse = now();
    return m_network;
}

void HttpGate::openFreshConnections()
{
    m_network.reset();
}

void HttpGate::fetchCsrf(QObject *context, CsrfDone done)
{
    m_csrfWaiters.append({context, std::move(done)});
    if (m_csrfWaiters.size() > 1)
        return;
    HttpRequest request;
    request.path = u"/api/csrf-token"_s;
    request.evenIfOffline = true; // whoever needs it was let through
    send(request, this, [this](const HttpResult &result) {
        std::optional<ApiError> error;
        if (!result) {
            error = result.error();
        } else if (result->status != 200) {
            error = Api::errorOf(result->status, result->body);
        } else if (const auto token = Api::decode<Api::CsrfToken>(result->body)) {
            m_csrfToken = token->token;
        } else {
            error =
                ApiError{ApiError::Kind::BadAnswer, 200, {}, token.error().message, token.error().fields, {}};
        }
        const QList<CsrfWaiter> waiters = std::exchange(m_csrfWaiters, {});
        for (const CsrfWaiter &waiter : waiters) {
            if (waiter.context)
                waiter.done(error);
        }
    });
}

void HttpGate::takeCookies(const QList<SetCookie> &cookies)
{
    for (const SetCookie &cookie : cookies) {
        if (cookie.name != "_csrf" || cookie.value == m_csrfCookie)
            continue;
        // Tokens fit only the cookie that they were issued for (§2).
        m_csrfCookie = cookie.value;
        m_csrfToken.clear();
    }
}

void HttpGate::startProbe()
{
    m_probeTimer.stop();
    if (++m_probesUnderWay == 1)
        m_slowTimer.start(m_times.slow);
    HttpRequest request;
    request.path = healthPath;
    request.evenIfOffline = true;
    request.timeout = m_times.health;
    send(request, m_probeContext.get(), [this](const HttpResult &result) { probeEnded(result); });
    planProbe();
}

void HttpGate::probeEnded(const HttpResult &result)
{
    m_slowTimer.stop();
    --m_probesUnderWay;
    Expected<Api::Health, ApiError> health = Unexpected{ApiError{}};
    if (result)
        health = Api::healthOutcome(result->status, result->body);
    else
        health = Unexpected{result.error()};
    // Something answers in JSON or HTML, but it is not Medio.
    if (!health && !health.error().isOutage() && health.error().kind != ApiError::Kind::Aborted &&
        health.error().kind != ApiError::Kind::NotConfigured) {
        ApiError error = health.error();
        error.kind = ApiError::Kind::WrongServer;
        health = Unexpected{error};
    }

    if (health) {
        m_health = *health;
        // What older ones would still say is of yesterday.
        m_probeContext = std::make_unique<QObject>();
        m_probesUnderWay = 0;
    }
    changeBreaker([&] {
        if (health && health->healthy)
            m_breaker.noteAnswer(now());
        else if (health)
            m_breaker.noteDegraded(now());
        else
            m_breaker.noteOutage(health.error(), now());
    });
    if (health)
        Q_EMIT healthSeen(*health);
    const QList<HealthWaiter> waiters = std::exchange(m_healthWaiters, {});
    for (const HealthWaiter &waiter : waiters) {
        if (waiter.context)
            waiter.done(health);
    }
}

void HttpGate::planProbe()
{
    if (!m_server)
        return;
    if (m_probesUnderWay > 0) {
        // A server that comes back from a freeze answers new questions before it answers old ones.
        if (m_attentive && m_probesUnderWay < maximumProbes && !m_probeTimer.isActive())
            m_probeTimer.start(m_times.breaker.attentive);
        return;
    }
    const auto wait = std::max(nanoseconds(0), m_breaker.nextProbe() - now());
    m_probeTimer.start(std::chrono::ceil<milliseconds>(wait));
}

void HttpGate::noteResult(const HttpRequest &request, const HttpResult &result)
{
    if (!result && result.error().kind == ApiError::Kind::RateLimited) {
        // It is there. The budget tells the next probe how long to wait, if its limiter is health's, too.
        const milliseconds pause = result.error().retryAfter.value_or(std::chrono::seconds(60));
        m_budget.noteRefused(request, std::min(pause, m_times.breaker.longestPause), now());
        return;
    }
    if (request.path == healthPath)
        return; // probeEnded() knows more about it
    changeBreaker([&] {
        if (!result)
            m_breaker.noteOutage(result.error(), now());
        else if (result->status >= 500)
            m_breaker.askSoon(now());
        else if (m_breaker.state().kind != ServerState::Kind::Degraded)
            m_breaker.noteAnswer(now());
    });
}

void HttpGate::changeBreaker(const std::function<void()> &change)
{
    const ServerState before = m_breaker.state();
    change();
    planProbe();
    const ServerState after = m_breaker.state();
    if (before.kind != after.kind) {
        qCInfo(lcNet).noquote() << "server is" << nameOf(after.kind) << after.reason;
        Q_EMIT stateChanged(after);
    }
    if (before != after)
        Q_EMIT stateDetailsChanged(after);
}

void HttpGate::noteTime(const HttpAnswer &answer, const QUrl &url)
{
    if (!answer.date)
        return;
    m_serverTime = {*answer.date, now(), url.scheme() == "https"_L1};
    Q_EMIT serverTimeSeen(*m_serverTime);
}

void HttpGate::abortEverything()
{
    const QSet<Exchange *> exchanges = m_exchanges;
    for (Exchange *exchange : exchanges) {
        if (m_exchanges.contains(exchange))
            exchange->finish(
                Unexpected{ApiError{ApiError::Kind::Aborted, 0, {}, u"another server"_s, {}, {}}});
    }
}

std::optional<ApiError> HttpGate::refusal(const HttpRequest &request) const
{
    if (!m_server)
        return ApiError{ApiError::Kind::NotConfigured, 0, {}, u"there is no server address"_s, {}, {}};
    if (const auto wait = m_budget.waitFor(request, now()))
        return ApiError{
            ApiError::Kind::RateLimited,         0,  {},
            u"the server would refuse it now"_s, {}, std::chrono::ceil<std::chrono::seconds>(*wait)};
    if (m_breaker.outage() && !request.evenIfOffline)
        return m_breaker.outage();
    return std::nullopt;
}

} // namespace Medio::Net
