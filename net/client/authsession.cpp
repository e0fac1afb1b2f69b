// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/authsession.h"

#include "app/base/logging.h"
#include "net/api/codec.h"
#include "net/client/jwt.h"

#include <algorithm>
#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;
using Api::ApiError;
using std::chrono::nanoseconds;

/// Without a Max-Age: what Medio gives (§2).
constexpr std::chrono::seconds accessLifetime(900);
/// A token this close to its end may be over when it arrives.
constexpr std::chrono::seconds safety(20);
/// How long before its end an access token is renewed: films need it without asking.
constexpr std::chrono::seconds ahead(60);
/// Healthy refusals of a refresh token until it is believed to be over.
constexpr int refusalsToBelieve = 2;

const char *nameOf(AuthSession::State state)
{
    switch (state) {
    case AuthSession::State::SignedOut:
        return "signed out";
    case AuthSession::State::Restoring:
        return "restoring";
    case AuthSession::State::SigningIn:
        return "signing in";
    case AuthSession::State::SignedIn:
        return "signed in";
    case AuthSession::State::Expired:
        return "expired";
    case AuthSession::State::KeyringLocked:
        return "keyring locked";
    }
    Q_UNREACHABLE();
}

/// 401, and those 403 that are about the token (§5); "access denied" is not.
bool isAboutToken(const HttpAnswer &answer)
{
    if (answer.status == 401)
        return true;
    if (answer.status != 403)
        return false;
    const QString message = Api::ErrorBody::read(answer.body).message;
    return message == "Token has expired"_L1 || message == "Token has been revoked"_L1 ||
           message == "Invalid token"_L1;
}

/// What a server without its database says of every token (§11).
bool mayBeOutage(const HttpAnswer &answer)
{
    return Api::ErrorBody::read(answer.body).message.startsWith("Invalid"_L1);
}

ApiError notSignedIn(const QString &why)
{
    return {ApiError::Kind::NotSignedIn, 0, {}, why, {}, {}};
}

ApiError aborted(const QString &why)
{
    return {ApiError::Kind::Aborted, 0, {}, why, {}, {}};
}

ApiError databaseGone()
{
    return {ApiError::Kind::ServerTrouble,
            503,
            u"database"_s,
            u"the server's database does not answer"_s,
            {},
            {}};
}

} // namespace

/// A request on its way through the session; sent at most twice.
struct AuthSession::Pending
{
    HttpRequest request;
    QPointer<QObject> context;
    HttpGate::Done done;
    quint64 era;
    Logging::Context fields = {}; ///< of whoever asked
    bool repeated = false;

    void finish(const HttpResult &result)
    {
        const HttpGate::Done callback = std::exchange(done, nullptr);
        if (context && callback)
            callback(result);
    }
};

AuthSession::AuthSession(HttpGate &gate, TokenStore &store, const Clock &clock,
                         std::chrono::milliseconds retry, QObject *parent)
    : QObject(parent)
    , m_gate(gate)
    , m_store(store)
    , m_clock(clock)
    , m_retry(retry)
    , m_era(std::make_unique<QObject>())
{
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        if (m_refreshToken.isEmpty())
            loadToken();
        else
            refresh();
    });
    m_renewTimer.setSingleShot(true);
    connect(&m_renewTimer, &QTimer::timeout, this, &AuthSession::renewAhead);
    connect(&m_gate, &HttpGate::serverChanged, this, [this] {
        reset();
        enter(State::SignedOut);
        if (m_started && m_gate.server())
            start(m_accounts.value(m_gate.server()->realm()));
    });
    connect(&m_gate, &HttpGate::stateChanged, this, [this](const ServerState &state) {
        if (!state.isOnline() || m_loading)
            return;
        if (m_state == State::Restoring || (m_state == State::SignedIn && !hasAccessToken()))
            refresh();
    });
}

AuthSession::~AuthSession() = default;

void AuthSession::start(const QString &account)
{
    m_started = true;
    if (!m_gate.server() || account.isEmpty() || m_state == State::SignedIn || m_state == State::SigningIn ||
        m_loading)
        return;
    m_origin = m_gate.server()->origin();
    m_owner = {m_gate.server()->realm(), account};
    m_accounts.insert(m_owner.realm, account);
    enter(State::Restoring);
    loadToken();
}

void AuthSession::beginEra()
{
    m_era = std::make_unique<QObject>();
    ++m_eraNumber;
}

ApiError AuthSession::changedHands()
{
    return aborted(u"somebody signed in or out meanwhile"_s);
}

void AuthSession::reset()
{
    beginEra();
    m_retryTimer.stop();
    m_renewTimer.stop();
    m_accessToken.clear();
    m_refreshToken.clear();
    m_refreshEnds.reset();
    m_user.reset();
    m_storeProblem.reset();
    m_owner = {};
    m_origin.clear();
    m_loading = false;
    m_refreshing = false;
    m_refusals = 0;
    failWaiting(changedHands());
}

void AuthSession::enter(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    qCInfo(lcNet) << "session:" << nameOf(state);
    Q_EMIT stateChanged(state);
}

void AuthSession::loadToken()
{
    m_loading = true;
    m_store.load(m_owner, m_era.get(), [this](const TokenStore::Loaded &loaded) { tokenLoaded(loaded); });
}

void AuthSession::tokenLoaded(const TokenStore::Loaded &loaded)
{
    m_loading = false;
    if (!loaded) {
        // It may be unlocked, or its service started, later: nothing is lost, so it is asked again.
        m_retryTimer.start(m_retry);
        const bool known = m_storeProblem == loaded.error();
        m_storeProblem = loaded.error();
        // Shut is not empty: nobody is asked to sign in while that may be all.
        if (loaded.error() == TokenStore::Problem::Locked ||
            loaded.error() == TokenStore::Problem::TimedOut) {
            enter(State::KeyringLocked);
            failWaiting({ApiError::Kind::KeyringLocked, 0, {}, u"the keyring can't be read"_s, {}, {}});
            return;
        }
        if (!known)
            qCWarning(lcNet) << "no usable keyring: a sign-in lasts only until the program ends";
        enter(State::SignedOut);
        failWaiting(notSignedIn(u"nobody is signed in"_s));
        return;
    }
    m_storeProblem.reset();
    const std::optional<QByteArray> &token = *loaded;
    if (!token || token->isEmpty()) {
        enter(State::SignedOut);
        failWaiting(notSignedIn(u"nobody is signed in"_s));
        return;
    }
    m_refreshToken = *token;
    enter(State::Restoring);
    refresh();
}

void AuthSession::signIn(const QString &email, const QString &password, QObject *context, SignedInDone done)
{
    authenticate(credentials(u"/api/auth/login"_s, encode(Api::Login{email, password})), context,
                 std::move(done));
}

void AuthSession::signInAt(const Api::ServerAddress &server, const QString &email, const QString &password,
                           QObject *context, SignedInDone done)
{
    authenticateAt(server, credentials(u"/api/auth/login"_s, encode(Api::Login{email, password})), context,
                   std::move(done));
}

void AuthSession::registerUser(const Api::Register &request, QObject *context, SignedInDone done)
{
    authenticate(credentials(u"/api/auth/register"_s, encode(request)), context, std::move(done));
}

void AuthSession::registerUserAt(const Api::ServerAddress &server, const Api::Register &request,
                                 QObject *context, SignedInDone done)
{
    authenticateAt(server, credentials(u"/api/auth/register"_s, encode(request)), context, std::move(done));
}

void AuthSession::authenticate(const HttpRequest &request, QObject *context, SignedInDone done)
{
    Q_ASSERT(context);
    const State before = m_state == State::SigningIn ? State::SignedOut : m_state;
    enter(State::SigningIn);
    m_gate.send(request, this,
                [this, before, era = QPointer(m_era.get()), listener = QPointer(context),
                 done = std::move(done)](const HttpResult &result) {
                    auto user = signedInBy(result);
                    if (!era)
                        user = Unexpected{changedHands()};
                    else if (user && listener)
                        takeSignIn(*result, *user);
                    else
                        enter(before);
                    if (listener)
                        done(user ? Expected<Api::User, ApiError>(user->user) : Unexpected{user.error()});
                });
}

void AuthSession::authenticateAt(const Api::ServerAddress &server, const HttpRequest &request,
                                 QObject *context, SignedInDone done)
{
    Q_ASSERT(context);
    if (m_gate.server() == server) {
        authenticate(request, context, std::move(done));
        return;
    }
    if (m_elsewhere)
        m_elsewhere->setServer(std::nullopt); // ends the attempt before this one
    m_elsewhere = m_gate.sibling();
    m_elsewhere->setServer(server);
    m_elsewhere->send(
        request, m_elsewhere.get(),
        [this, server, listener = QPointer(context), done = std::move(done)](const HttpResult &result) {
            m_elsewhere.release()->deleteLater(); // it is the one that speaks
            if (!listener)
                return;
            auto user = signedInBy(result);
            if (user) {
                m_gate.setServer(server); // forgets the former sign-in
                takeSignIn(*result, *user);
            }
            done(user ? Expected<Api::User, ApiError>(user->user) : Unexpected{user.error()});
        });
}

HttpRequest AuthSession::credentials(const QString &path, const QByteArray &body)
{
    HttpRequest request;
    request.method = Method::Post;
    request.path = path;
    request.body = body;
    request.csrf = true;
    request.evenIfOffline = true; // somebody stands there and waits
    return request;
}

Expected<Api::SignedIn, ApiError> AuthSession::signedInBy(const HttpResult &result)
{
    if (!result)
        return Unexpected{result.error()};
    if (result->status != 200 && result->status != 201) {
        ApiError error = Api::errorOf(result->status, result->body);
        error.retryAfter = result->retryAfter;
        return Unexpected{error};
    }
    const auto answer = Api::decode<Api::SignedIn>(result->body);
    if (!answer)
        return Unexpected{ApiError{ApiError::Kind::BadAnswer,
                                   result->status,
                                   {},
                                   answer.error().message,
                                   answer.error().fields,
                                   {}}};
    return *answer;
}

void AuthSession::takeSignIn(const HttpAnswer &answer, const Api::SignedIn &signedIn)
{
    beginEra();
    m_loading = false;
    m_refreshing = false;
    m_refusals = 0;
    m_retryTimer.stop();
    m_origin = m_gate.server()->origin();
    m_owner = {m_gate.server()->realm(), signedIn.user.email};
    m_accounts.insert(m_owner.realm, m_owner.account);
    m_refreshToken.clear();
    m_refreshEnds.reset();
    for (const SetCookie &cookie : answer.cookies) {
        if (cookie.name != "refreshToken")
            continue;
        m_refreshToken = cookie.value;
        if (cookie.lifetime)
            m_refreshEnds = m_clock.monotonic() + nanoseconds(*cookie.lifetime);
    }
    takeAccessToken(answer.cookies, signedIn.token);
    m_user = signedIn.user;
    keepRefreshToken();
    enter(State::SignedIn);
    for (const QList<PendingPtr> waiting = std::exchange(m_waiting, {}); const PendingPtr &pending : waiting)
        attempt(pending);
}

void AuthSession::keepRefreshToken()
{
    m_storeProblem.reset();
    if (m_refreshToken.isEmpty()) {
        qCWarning(lcNet) << "the server gave no refresh token: the sign-in lasts 15 minutes";
        return;
    }
    m_store.save(m_owner, m_refreshToken, m_era.get(), [this](const TokenStore::Done &saved) {
        if (saved)
            return;
        m_storeProblem = saved.error();
        qCWarning(lcNet) << "the keyring took no token: the sign-in lasts only until the program ends";
        Q_EMIT credentialsNotKept(saved.error());
    });
}

void AuthSession::signOut(QObject *context, SignedOutDone done)
{
    Q_ASSERT(context);
    struct Goodbye
    {
        SignOutReport report;
        int awaited = 2;
    };
    const auto goodbye = std::make_shared<Goodbye>();
    const auto arrived = [goodbye, listener = QPointer(context), done = std::move(done)] {
        if (--goodbye->awaited == 0 && listener)
            done(goodbye->report);
    };

    revoke([goodbye, arrived](const std::optional<ApiError> &error) {
        goodbye->report.notRevoked = error;
        if (error)
            qCWarning(lcNet).noquote() << "the server was not told of the sign-out:" << kindName(error->kind);
        arrived();
    });
    const TokenOwner owner = m_owner;
    m_accounts.remove(owner.realm);
    reset();
    if (owner.account.isEmpty()) {
        QMetaObject::invokeMethod(this, arrived, Qt::QueuedConnection);
    } else {
        m_store.remove(owner, this, [this, owner, goodbye, arrived](const TokenStore::Done &removed) {
            if (!removed) {
                goodbye->report.notWiped = removed.error();
                qCWarning(lcNet).noquote()
                    << "the keychain did not forget the token:" << nameOf(removed.error());
                QTimer::singleShot(m_retry, this, [this, owner] { wipe(owner); });
            }
            arrived();
        });
    }
    enter(State::SignedOut);
}

/// Again and again until it works or that account signs in anew.
void AuthSession::wipe(const TokenOwner &owner)
{
    if (owner == m_owner)
        return;
    m_store.remove(owner, this, [this, owner](const TokenStore::Done &removed) {
        if (!removed)
            QTimer::singleShot(m_retry, this, [this, owner] { wipe(owner); });
    });
}

/// Asks the server to forget the present tokens. It says yes also when it can't (§3), so its health is
/// asked afterwards.
void AuthSession::revoke(std::function<void(std::optional<ApiError>)> done)
{
    const bool unread = m_state == State::KeyringLocked || m_loading;
    if (m_refreshToken.isEmpty() && !hasAccessToken()) {
        std::optional<ApiError> error;
        if (unread)
            error = ApiError{ApiError::Kind::KeyringLocked, 0, {}, u"the token could not be read"_s, {}, {}};
        QMetaObject::invokeMethod(
            this, [done = std::move(done), error] { done(error); }, Qt::QueuedConnection);
        return;
    }
    HttpRequest request;
    request.method = Method::Post;
    request.path = u"/api/auth/logout"_s;
    request.csrf = true;
    request.repeatable = true;
    request.evenIfOffline = true; // there will be no other opportunity
    if (hasAccessToken())
        request.cookies.append({"authToken", m_accessToken});
    if (!m_refreshToken.isEmpty())
        request.cookies.append({"refreshToken", m_refreshToken});
    m_gate.send(request, this, [this, done = std::move(done)](const HttpResult &result) {
        if (!result) {
            done(result.error());
        } else if (result->status != 200) {
            done(Api::errorOf(result->status, result->body));
        } else {
            m_gate.askHealth(this, [done](const Expected<Api::Health, ApiError> &health) {
                if (!health)
                    done(health.error());
                else if (!health->healthy)
                    done(databaseGone());
                else
                    done(std::nullopt);
            });
        }
    });
}

void AuthSession::send(const HttpRequest &request, QObject *context, HttpGate::Done done)
{
    Q_ASSERT(context);
    auto pending = std::make_shared<Pending>(Pending{request, context, std::move(done), m_eraNumber});
    // Later, as the gate does: nobody gets an answer before the call that asked has returned.
    QMetaObject::invokeMethod(
        this, [this, pending] { attempt(pending); }, Qt::QueuedConnection);
}

void AuthSession::attempt(const PendingPtr &pending)
{
    if (!pending->context)
        return;
    const Logging::Context::Scope scope(pending->fields);
    if (pending->era != m_eraNumber) {
        pending->finish(Unexpected{changedHands()});
    } else if (!m_gate.server()) {
        pending->finish(Unexpected{
            ApiError{ApiError::Kind::NotConfigured, 0, {}, u"there is no server address"_s, {}, {}}});
    } else if (hasAccessToken()) {
        HttpRequest request = pending->request;
        request.cookies.append({"authToken", m_accessToken});
        m_gate.send(request, pending->context,
                    [this, pending, used = m_accessToken](const HttpResult &result) {
                        answered(pending, used, result);
                    });
    } else if (m_loading || !m_refreshToken.isEmpty()) {
        m_waiting.append(pending);
        if (!m_loading)
            refresh();
    } else if (m_state == State::KeyringLocked) {
        pending->finish(Unexpected{
            ApiError{ApiError::Kind::KeyringLocked, 0, {}, u"the keyring can't be read"_s, {}, {}}});
    } else {
        if (m_state == State::SignedIn)
            enter(State::Expired); // no refresh token had come, and the access token is over
        pending->finish(Unexpected{notSignedIn(u"nobody is signed in"_s)});
    }
}

void AuthSession::answered(const PendingPtr &pending, const QByteArray &usedToken, const HttpResult &result)
{
    if (pending->era != m_eraNumber) {
        pending->finish(Unexpected{changedHands()});
        return;
    }
    if (!result || !isAboutToken(*result)) {
        pending->finish(result);
        return;
    }
    if (pending->repeated) {
        // A token that is seconds old: the server is not itself.
        pending->finish(Unexpected{databaseGone()});
        return;
    }
    pending->repeated = true;
    if (!mayBeOutage(*result)) {
        tokenRefused(pending, usedToken);
        return;
    }
    m_gate.askHealth(pending->context,
                     [this, pending, usedToken](const Expected<Api::Health, ApiError> &health) {
                         if (!health)
                             pending->finish(Unexpected{health.error()});
                         else if (!health->healthy)
                             pending->finish(Unexpected{databaseGone()});
                         else
                             tokenRefused(pending, usedToken);
                     });
}

void AuthSession::tokenRefused(const PendingPtr &pending, const QByteArray &usedToken)
{
    // Somebody else may have brought a new one meanwhile.
    if (m_accessToken == usedToken)
        m_accessToken.clear();
    attempt(pending);
}

void AuthSession::refresh()
{
    if (m_refreshing || m_refreshToken.isEmpty())
        return;
    m_refreshing = true;
    m_refusals = 0;
    sendRefresh();
}

void AuthSession::sendRefresh()
{
    HttpRequest request;
    request.method = Method::Post;
    request.path = u"/api/auth/refresh"_s;
    request.repeatable = true; // the refresh token is not rotated (Q4)
    request.cookies.append({"refreshToken", m_refreshToken});
    m_gate.send(request, m_era.get(), [this](const HttpResult &result) { refreshAnswered(result); });
}

void AuthSession::refreshAnswered(const HttpResult &result)
{
    if (!result) {
        endRefresh(result.error());
        return;
    }
    if (result->status == 401 || result->status == 403) {
        ++m_refusals;
        m_gate.askHealth(m_era.get(), [this](const Expected<Api::Health, ApiError> &health) {
            if (!health)
                endRefresh(health.error());
            else if (!health->healthy)
                endRefresh(databaseGone());
            else if (m_refusals < refusalsToBelieve)
                sendRefresh();
            else
                refreshRefused();
        });
        return;
    }
    if (result->status != 200) {
        ApiError error = Api::errorOf(result->status, result->body);
        error.retryAfter = result->retryAfter;
        endRefresh(error);
        return;
    }
    const auto answer = Api::decode<Api::Refreshed>(result->body);
    if (!answer) {
        endRefresh(
            ApiError{ApiError::Kind::BadAnswer, 200, {}, answer.error().message, answer.error().fields, {}});
        return;
    }
    takeAccessToken(result->cookies, answer->token);
    // Not rotated by Medio; a server that does is followed.
    for (const SetCookie &cookie : result->cookies) {
        const bool given = !cookie.lifetime || cookie.lifetime->count() > 0;
        if (cookie.name == "refreshToken" && given && !cookie.value.isEmpty() &&
            cookie.value != m_refreshToken) {
            m_refreshToken = cookie.value;
            m_refreshEnds.reset();
            if (cookie.lifetime)
                m_refreshEnds = m_clock.monotonic() + nanoseconds(*cookie.lifetime);
            keepRefreshToken();
        }
    }
    endRefresh(std::nullopt);
}

/// A healthy server said no, twice: now it is true.
void AuthSession::refreshRefused()
{
    m_refreshToken.clear();
    m_refreshEnds.reset();
    m_accessToken.clear();
    m_renewTimer.stop();
    m_store.remove(m_owner, this, [](const TokenStore::Done &) {});
    enter(State::Expired);
    endRefresh(notSignedIn(u"the sign-in is over"_s));
}

void AuthSession::endRefresh(const std::optional<ApiError> &error)
{
    m_refreshing = false;
    if (error) {
        // While the server is away its coming back is the sign to try again.
        if (m_state == State::Restoring || (m_state == State::SignedIn && m_gate.state().isOnline()))
            m_retryTimer.start(std::max<std::chrono::milliseconds>(
                m_retry, error->retryAfter.value_or(std::chrono::seconds(0))));
        failWaiting(*error);
        return;
    }
    enter(State::SignedIn);
    for (const QList<PendingPtr> waiting = std::exchange(m_waiting, {}); const PendingPtr &pending : waiting)
        attempt(pending);
}

void AuthSession::failWaiting(const ApiError &error)
{
    for (const QList<PendingPtr> waiting = std::exchange(m_waiting, {}); const PendingPtr &pending : waiting)
        pending->finish(Unexpected{error});
}

void AuthSession::takeAccessToken(const QList<SetCookie> &cookies, const QString &fromBody)
{
    m_accessToken = fromBody.toLatin1();
    std::chrono::seconds lifetime = accessLifetime;
    for (const SetCookie &cookie : cookies) {
        if (cookie.name != "authToken" || cookie.value.isEmpty())
            continue;
        m_accessToken = cookie.value;
        lifetime = cookie.lifetime.value_or(accessLifetime);
    }
    m_accessEnds = m_clock.monotonic() + nanoseconds(lifetime) - nanoseconds(std::min(safety, lifetime / 2));
    const auto usable =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_accessEnds - m_clock.monotonic());
    m_renewTimer.start(std::max(usable - std::min<std::chrono::milliseconds>(ahead, usable / 4),
                                std::chrono::milliseconds(1)));
    Q_EMIT upstreamHeadersChanged();
}

void AuthSession::renewAhead()
{
    // Without the server the next call, or its coming back, renews it.
    if (m_state == State::SignedIn && m_gate.state().isOnline())
        refresh();
}

std::optional<std::chrono::seconds> AuthSession::remaining() const
{
    using std::chrono::seconds;
    if (m_refreshToken.isEmpty())
        return std::nullopt;
    std::optional<nanoseconds> rest;
    const auto expiry = expiryOf(m_refreshToken);
    if (const auto &time = m_gate.serverTime(); time && expiry)
        rest = seconds(time->date.secsTo(*expiry)) - (m_clock.monotonic() - time->at);
    else if (m_refreshEnds)
        rest = *m_refreshEnds - m_clock.monotonic();
    if (!rest)
        return std::nullopt;
    return std::max(std::chrono::duration_cast<seconds>(*rest), seconds(0));
}

bool AuthSession::hasAccessToken() const
{
    return !m_accessToken.isEmpty() && m_clock.monotonic() < m_accessEnds;
}

QList<std::pair<QByteArray, QByteArray>> AuthSession::upstreamHeaders(const QUrl &url) const
{
    if (!hasAccessToken() || Api::ServerAddress::originOf(url) != m_origin)
        return {};
    return {{"Cookie", "authToken=" + m_accessToken}};
}

} // namespace Medio::Net
