// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "net/api/messages.h"
#include "net/api/serveraddress.h"
#include "net/client/http.h"
#include "net/client/ratebudget.h"
#include "net/client/serverstate.h"
#include "net/client/systemproxies.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QSslCertificate>
#include <QTimer>

#include <functional>
#include <memory>

class QNetworkAccessManager;

namespace Medio::Net {

class Exchange;

/// What time it is, says a Medio server: the Date of an answer that was JSON.
struct ServerTime
{
    QDateTime date;                 ///< UTC, whole seconds
    std::chrono::nanoseconds at{0}; ///< monotonic: when the answer was there
    bool encrypted = false;         ///< over TLS: nobody between could have said it

    friend bool operator==(const ServerTime &, const ServerTime &) = default;
};

/// The one gate before the wire: every request to the Medio server passes here, and the rules that
/// hold for all of them live here (MEDIO-API.md §1, §2, §11, §12).
///
/// - User-Agent and X-Request-Id on each request, no Origin; bodies are JSON.
/// - A CSRF token is fetched when the first request needs one, once for everybody, and once more
///   when the server says that it is not valid.
/// - An answer is bounded in time and size, also unpacked, and looked at only if it is JSON: HTML with
///   a 200 is a wrong address or a captive portal. A redirect is followed within the origin and with
///   the same method, or not at all.
/// - TLS as the system trusts it, and what setAuthorities() adds; a certificate that is not right ends
///   the request. Proxies as the system is configured.
/// - A connection that the server closed meanwhile is opened anew; a reset is answered by asking
///   once more if the request is repeatable.
/// - The circuit breaker: while the server is away calls fail at once with the outage that was
///   seen, and /api/health is asked until it is back. What is refused here is no news about the
///   server: however often somebody asks, the next question to it stays where it is.
/// - RateBudget: what the server's limiters would refuse is not sent, and fails with RateLimited and
///   the time to wait; so it is after a 429 until Retry-After is over.
///
/// Thread: GUI thread, non-blocking. Owner: the composition. It knows nothing of tokens: AuthSession
/// gives the cookies of a request and takes those of its answer.
class HttpGate : public QObject
{
    Q_OBJECT
public:
    struct Times
    {
        std::chrono::milliseconds connect{std::chrono::seconds(5)};
        std::chrono::milliseconds answer{std::chrono::seconds(15)};
        std::chrono::milliseconds health{std::chrono::seconds(35)};
        /// A health answer later than this means "waking".
        std::chrono::milliseconds slow{std::chrono::seconds(5)};
        /// The server drops idle connections after 5 s (§1): later requests open a new one.
        std::chrono::milliseconds idleConnection{std::chrono::seconds(4)};
        CircuitBreaker::Times breaker;
    };

    using Done = std::function<void(const HttpResult &)>;
    using HealthDone = std::function<void(const Expected<Api::Health, Api::ApiError> &)>;
    using Downloaded = std::function<void(const Expected<QByteArray, Api::ApiError> &)>;

    /// `clock` must outlive the gate.
    HttpGate(const Clock &clock, Dice dice, const Times &times, QObject *parent = nullptr);
    HttpGate(const Clock &clock, Dice dice, QObject *parent = nullptr);
    ~HttpGate() override;

    /// One like this, for an attempt at another server: its own connections, cookies and breaker.
    [[nodiscard]] std::unique_ptr<HttpGate> sibling() const;

    /// Certificates (PEM, one or more) for setAuthorities(); else one sentence on what is wrong. Blocks
    /// for a small file: for the start.
    [[nodiscard]] static Expected<QList<QSslCertificate>, QString> readAuthorities(const QString &path);
    /// Trusted beside the system's for the server's own origin: a family's or a kindergarten's own CA.
    /// For requests from now on.
    void setAuthorities(const QList<QSslCertificate> &authorities) { m_authorities = authorities; }
    [[nodiscard]] const QList<QSslCertificate> &authorities() const { return m_authorities; }
    /// Instead of the system's proxies. For requests from now on.
    void setProxyLookup(SystemProxies::Lookup lookup);

    /// Another server: everything under way fails with Aborted, nothing that belonged to the former
    /// one is kept. Nothing: NotConfigured. Asks for health at once.
    void setServer(const std::optional<Api::ServerAddress> &server);
    [[nodiscard]] const std::optional<Api::ServerAddress> &server() const { return m_server; }

    /// Somebody can see the screen: ask for health at least every 15 s.
    void setAttentive(bool attentive);

    [[nodiscard]] ServerState state() const { return m_breaker.state(); }
    /// The last health answer, and with it the server's capabilities; nothing of another server.
    [[nodiscard]] const std::optional<Api::Health> &health() const { return m_health; }
    /// The server announced an ability beyond Medio's own backend; without that it must not be used.
    [[nodiscard]] bool offers(QLatin1StringView capability) const
    {
        return m_health && m_health->offers(capability);
    }
    /// Of the last answer of this server that had one.
    [[nodiscard]] const std::optional<ServerTime> &serverTime() const { return m_serverTime; }

    /// `done` runs later and exactly once, unless `context` dies before: then the request is aborted.
    void send(const HttpRequest &request, QObject *context, Done done);

    /// GET /api/health, whatever the breaker says; joins a question that is under way.
    void askHealth(QObject *context, HealthDone done);

    /// A picture from anywhere, http or https: no cookies, no part in the breaker.
    void download(const QUrl &url, qint64 maximum, QObject *context, Downloaded done);

    [[nodiscard]] static QByteArray userAgent();

Q_SIGNALS:
    /// Edges only: the kind changed. The first answer after setServer() is one.
    void stateChanged(const Medio::Net::ServerState &state);
    /// Anything about the state changed: also its reason or the next try.
    void stateDetailsChanged(const Medio::Net::ServerState &state);
    void serverTimeSeen(const Medio::Net::ServerTime &time);
    /// Before anything is asked there.
    void serverChanged();
    /// A health answer came, also without an edge (capabilities may differ).
    void healthSeen(const Medio::Api::Health &health);

private:
    friend class Exchange;

    using CsrfDone = std::function<void(const std::optional<Api::ApiError> &)>;
    struct CsrfWaiter
    {
        QPointer<QObject> context;
        CsrfDone done;
    };
    struct HealthWaiter
    {
        QPointer<QObject> context;
        HealthDone done;
    };

    [[nodiscard]] std::chrono::nanoseconds now() const { return m_clock.monotonic(); }
    [[nodiscard]] std::shared_ptr<QNetworkAccessManager> network();
    void openFreshConnections();
    void fetchCsrf(QObject *context, CsrfDone done);
    void takeCookies(const QList<SetCookie> &cookies);
    void startProbe();
    void probeEnded(const HttpResult &result);
    void planProbe();
    void noteResult(const HttpRequest &request, const HttpResult &result);
    void changeBreaker(const std::function<void()> &change);
    void abortEverything();
    [[nodiscard]] std::optional<Api::ApiError> refusal(const HttpRequest &request) const;
    void noteTime(const HttpAnswer &answer, const QUrl &url);

    const Clock &m_clock;
    Times m_times;
    std::optional<Api::ServerAddress> m_server;
    QList<QSslCertificate> m_authorities;
    SystemProxies m_proxies;
    CircuitBreaker m_breaker;
    RateBudget m_budget;
    Dice m_dice;

    /// Shared with the exchanges that use it, so that a new one means fresh connections for whoever
    /// comes next and no harm to whoever is still under way.
    std::shared_ptr<QNetworkAccessManager> m_network;
    std::chrono::nanoseconds m_lastUse{0};
    QSet<Exchange *> m_exchanges;

    QByteArray m_csrfCookie;
    QString m_csrfToken;
    QList<CsrfWaiter> m_csrfWaiters;

    std::optional<Api::Health> m_health;
    QList<HealthWaiter> m_healthWaiters;
    int m_probesUnderWay = 0; ///< the next is not held up by one that a frozen server keeps
    std::unique_ptr<QObject> m_probeContext;
    bool m_attentive = false;
    QTimer m_probeTimer;
    QTimer m_slowTimer;

    std::optional<ServerTime> m_serverTime;
};

} // namespace Medio::Net
