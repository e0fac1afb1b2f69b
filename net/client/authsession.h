// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/httpgate.h"
#include "net/client/tokenstore.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace Medio::Net {

/// What a sign-out could not do. In the kiosk's memory nothing is left in any case.
struct SignOutReport
{
    /// The server did not hear of it: whoever has the token can use it until its 7 days are over.
    std::optional<Api::ApiError> notRevoked;
    /// The keychain still holds the token.
    std::optional<TokenStore::Problem> notWiped;

    friend bool operator==(const SignOutReport &, const SignOutReport &) = default;
};

/// Who is signed in at the gate's server, and the only one who knows the tokens (§3).
///
/// The access token lives in memory, 15 minutes by the server's word and the monotonic clock, and is
/// renewed before it ends; the refresh token lies in the TokenStore under the server and the account,
/// so that it is never sent to another. The wall clock decides nothing: it may be wrong by years.
/// Refreshing happens once for everybody: requests that meet an expired token, and those that start
/// meanwhile, wait for it and are sent at most twice. A refusal is believed only when a healthy
/// server repeats it, because a server without its database answers exactly like one that has
/// revoked everything (§11): until then the credentials stay where they are.
///
/// Thread: GUI thread. Owner: the composition; the gate and the store must outlive it.
class AuthSession : public QObject
{
    Q_OBJECT
public:
    enum class State {
        SignedOut, ///< nobody ever, or signed out on purpose
        Restoring, ///< there is (or may be) a refresh token of an earlier run, not yet used
        SigningIn,
        SignedIn,
        Expired,       ///< the server does not accept the refresh token any more: sign in again
        KeyringLocked, ///< the token store can't be read now; tried again every now and then
    };
    Q_ENUM(State)

    using SignedInDone = std::function<void(const Expected<Api::User, Api::ApiError> &)>;
    using SignedOutDone = std::function<void(const SignOutReport &)>;

    /// `retry`: how long to wait before a locked or slow keyring, or a server that could not answer a
    /// restored sign-in, is asked again.
    AuthSession(HttpGate &gate, TokenStore &store, const Clock &clock,
                std::chrono::milliseconds retry = std::chrono::seconds(30), QObject *parent = nullptr);
    ~AuthSession() override;

    /// Looks for the refresh token of that account at the gate's server, and uses it. Also done by
    /// itself for the account that was signed in last whenever the gate gets another server after the
    /// first start(). `account` is User::email; empty: nobody was signed in there.
    void start(const QString &account = {});

    [[nodiscard]] State state() const { return m_state; }
    /// Of the last sign-in of this run; after a restart only once auth/me was asked.
    [[nodiscard]] const std::optional<Api::User> &user() const { return m_user; }
    /// How long the sign-in will last: 7 days from a sign-in, whatever is done meanwhile (Q4). By the
    /// server's clock; nothing while that is not known, and when nobody is signed in.
    [[nodiscard]] std::optional<std::chrono::seconds> remaining() const;
    /// What went wrong with the token store last; nothing when all is well. While there is something
    /// in SignedIn, the sign-in lasts until the program ends.
    [[nodiscard]] std::optional<TokenStore::Problem> storeProblem() const { return m_storeProblem; }

    /// On success the state is SignedIn before `done` runs; on failure it is as it was before. Should
    /// `context` die, nothing changes either. Ends with Aborted when somebody signs out meanwhile or
    /// chooses another server.
    void signIn(const QString &email, const QString &password, QObject *context, SignedInDone done);
    /// At another server than the gate's: the gate is set to it once somebody is signed in there. On
    /// failure nothing has changed, neither gate nor sign-in. A later call ends an earlier one with
    /// Aborted.
    void signInAt(const Api::ServerAddress &server, const QString &email, const QString &password,
                  QObject *context, SignedInDone done);
    /// Registers a new user, who is signed in then.
    void registerUser(const Api::Register &request, QObject *context, SignedInDone done);
    /// As signInAt().
    void registerUserAt(const Api::ServerAddress &server, const Api::Register &request, QObject *context,
                        SignedInDone done);
    /// Forgets everything at once. The server is told to revoke the tokens and the keychain to forget
    /// them; `done` says what of it failed, unless `context` died.
    void signOut(QObject *context, SignedOutDone done);

    /// Changes when somebody signs in or out: what belongs to different eras is of different households
    /// and must not be joined.
    [[nodiscard]] quint64 era() const { return m_eraNumber; }
    /// What a call ends with whose era is over.
    [[nodiscard]] static Api::ApiError changedHands();

    /// As HttpGate::send(), with an access token. Fails with NotSignedIn or KeyringLocked when there
    /// is none to be had, and with Aborted when somebody else signs in before the answer is there.
    void send(const HttpRequest &request, QObject *context, HttpGate::Done done);

    /// The user as auth/me or a sign-in told.
    void noteUser(const Api::User &user) { m_user = user; }

    /// Headers that show the sign-in to the signed-in server's own origin; for every other address,
    /// and without a valid access token, nothing. For films, which do not pass the gate. Secrets.
    [[nodiscard]] QList<std::pair<QByteArray, QByteArray>> upstreamHeaders(const QUrl &url) const;

Q_SIGNALS:
    void stateChanged(Medio::Net::AuthSession::State state);
    /// The refresh token could not be kept: after a restart somebody has to sign in again.
    void credentialsNotKept(Medio::Net::TokenStore::Problem problem);
    /// upstreamHeaders() says something else now.
    void upstreamHeadersChanged();

private:
    struct Pending;
    using PendingPtr = std::shared_ptr<Pending>;

    void reset();
    void beginEra();
    void wipe(const TokenOwner &owner);
    void loadToken();
    void tokenLoaded(const TokenStore::Loaded &loaded);
    void enter(State state);
    void attempt(const PendingPtr &pending);
    void answered(const PendingPtr &pending, const QByteArray &usedToken, const HttpResult &result);
    void tokenRefused(const PendingPtr &pending, const QByteArray &usedToken);
    void refresh();
    void sendRefresh();
    void refreshAnswered(const HttpResult &result);
    void refreshRefused();
    void endRefresh(const std::optional<Api::ApiError> &error);
    void failWaiting(const Api::ApiError &error);
    [[nodiscard]] static HttpRequest credentials(const QString &path, const QByteArray &body);
    void authenticate(const HttpRequest &request, QObject *context, SignedInDone done);
    void authenticateAt(const Api::ServerAddress &server, const HttpRequest &request, QObject *context,
                        SignedInDone done);
    void revoke(std::function<void(std::optional<Api::ApiError>)> done);
    void renewAhead();
    [[nodiscard]] static Expected<Api::SignedIn, Api::ApiError> signedInBy(const HttpResult &result);
    void takeSignIn(const HttpAnswer &answer, const Api::SignedIn &signedIn);
    void takeAccessToken(const QList<SetCookie> &cookies, const QString &fromBody);
    void keepRefreshToken();
    [[nodiscard]] bool hasAccessToken() const;

    HttpGate &m_gate;
    TokenStore &m_store;
    const Clock &m_clock;
    std::chrono::milliseconds m_retry;
    State m_state = State::SignedOut;
    std::optional<TokenStore::Problem> m_storeProblem;
    std::optional<Api::User> m_user;

    TokenOwner m_owner; ///< of the tokens below
    QString m_origin;   ///< of the server that issued them
    QByteArray m_accessToken;
    std::chrono::nanoseconds m_accessEnds{0};
    QByteArray m_refreshToken;
    /// By the monotonic clock, for a refresh token that does not tell by itself.
    std::optional<std::chrono::nanoseconds> m_refreshEnds;
    QHash<QString, QString> m_accounts; ///< by realm: who was signed in there last in this run

    std::unique_ptr<HttpGate> m_elsewhere; ///< while another server is tried
    bool m_started = false;
    bool m_loading = false;
    bool m_refreshing = false;
    int m_refusals = 0;
    QList<PendingPtr> m_waiting;
    QTimer m_retryTimer;
    QTimer m_renewTimer;
    /// Context of everything under way for the present tokens: whoever signs out or changes the
    /// server replaces it, and late answers find nobody.
    std::unique_ptr<QObject> m_era;
    quint64 m_eraNumber = 0;
};

} // namespace Medio::Net
