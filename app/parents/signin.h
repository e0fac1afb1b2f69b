// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "net/api/serveraddress.h"

#include <QObject>
#include <QString>

#include <functional>

namespace Medio::Parents {

/// Why a parent is not signed in; the screen chooses the words.
enum class SignInProblem {
    AddressMalformed, ///< no address at all, or no http(s) address
    AddressUnsafe,    ///< http to a host that is neither private, loopback nor .local
    EmailMissing,
    PasswordMissing,
    WrongCredentials,   ///< the server knows no such pair of e-mail and password
    TooManyTries,       ///< the server wants a pause
    ServerAway,         ///< no answer: network, name, time-out
    ServerTrouble,      ///< Medio or a proxy answers that it can't now (5xx)
    NotMedio,           ///< something answers, but it is no Medio server
    KeyringUnavailable, ///< signed in, but the login can't be kept: the keyring is locked or absent
};

/// How the use case reaches a server and the keychain; implemented in app/adapters.
class Account
{
public:
    using Answer = std::function<void(Expected<void, SignInProblem>)>;

    virtual ~Account() = default;

    /// Exactly one answer, on the calling thread, never from within this call. The password is
    /// not kept.
    virtual void signIn(const Api::ServerAddress &server, const QString &email, const QString &password,
                        Answer answer) = 0;
};

/// The parent signs in: what was typed is checked here before it goes anywhere. One attempt at a
/// time; a second call while one is under way is ignored.
/// Lives on the GUI thread.
class SignIn final : public QObject
{
    Q_OBJECT
public:
    /// `account` outlives this object.
    explicit SignIn(Account &account, QObject *parent = nullptr);

    /// Either failed() at once, or started() and later exactly one of succeeded() and failed().
    void attempt(const QString &server, const QString &email, const QString &password);

    [[nodiscard]] bool isUnderWay() const { return m_underWay; }

Q_SIGNALS:
    void started();
    void succeeded();
    void failed(Medio::Parents::SignInProblem problem);

private:
    Account &m_account;
    bool m_underWay = false;
};

} // namespace Medio::Parents

Q_DECLARE_METATYPE(Medio::Parents::SignInProblem)
