// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "net/api/serveraddress.h"
#include "net/api/values.h"

#include <QMetaType>
#include <QString>

#include <functional>

/// How the use cases reach a server and the login that this kiosk holds: one small port per use case,
/// all of them implemented in app/adapters over the client of net/client (one class may be several).
///
/// For all of them: GUI thread; they outlive the use cases; exactly one answer per call, on the calling
/// thread, never from within the call; passwords are not kept and never logged; nothing has changed
/// after a failure, neither server nor login.
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

/// Signs in where an account is.
class Account
{
public:
    using Answer = std::function<void(Expected<void, SignInProblem>)>;

    virtual ~Account() = default;

    /// The kiosk turns to `server` once that has worked.
    virtual void signIn(const Api::ServerAddress &server, const QString &email, const QString &password,
                        Answer answer) = 0;
};

/// Why there is no new account.
enum class RegistrationProblem {
    AddressMalformed, ///< as in SignInProblem
    AddressUnsafe,
    NameMissing,
    NameTooLong,
    EmailMissing,
    EmailMalformed,
    PasswordNotAllowed, ///< Registration::passwordProblems() says why
    PasswordsDiffer,    ///< the two that were typed
    EmailTaken,         ///< there is an account with this address already (409; Q8: or one that is the
                        ///< same to the server)
    Refused,            ///< the server does not take what was typed (400), whatever this kiosk thinks
    TooManyTries,
    ServerAway,
    ServerTrouble,
    NotMedio,
};

/// Makes accounts.
class Registrar
{
public:
    /// The user as the server stored it: its address may not be the one typed (Q8).
    using Answer = std::function<void(Expected<Api::User, RegistrationProblem>)>;

    virtual ~Registrar() = default;

    /// Makes an account and signs in with it; the kiosk turns to `server` once that has worked.
    virtual void registerUser(const Api::ServerAddress &server, const QString &name, const QString &email,
                              const QString &password, Answer answer) = 0;
};

/// What to do with what belongs to an account when its parent signs out.
struct Belongings
{
    /// Films, chips and children as last synced, with their pictures and offline copies: gone. Kids Mode is
    /// then as after a first start. False: children go on with what is known.
    bool forgetCatalogue = true;
    /// Edits that the server never heard: gone, and their conflicts with them. False: they wait until
    /// the same account signs in again at the same server, and are sent to no other.
    bool dropEdits = false;

    friend bool operator==(const Belongings &, const Belongings &) = default;
};

/// What a parent has to know after signing out. The login is gone from memory in any case.
struct SignedOut
{
    bool revoked = false;         ///< the server heard of it; else its refresh token ends by itself (7 days)
    bool keychainCleared = false; ///< false: the keychain could not be reached; it is tried again later
};

/// The login that this kiosk holds.
class Login
{
public:
    using Answer = std::function<void(const SignedOut &)>;

    virtual ~Login() = default;

    /// Revokes on the server, wipes keychain and memory, and deals with `belongings`. Always works as far
    /// as this machine is concerned; within seconds, whatever the server does.
    virtual void signOut(const Belongings &belongings, Answer answer) = 0;
};

/// What is there under an address, in kinds.
struct ServerFinding
{
    enum class Kind {
        // Said here, before anything is sent
        AddressMissing,
        AddressMalformed, ///< no http(s) address
        AddressUnsafe,    ///< http to a host that is neither private, loopback nor .local

        Medio,
        MedioHome,    ///< one that announces the abilities of medio-home
        Degraded,     ///< Medio, but its database is away
        Waking,       ///< a proxy answers for it (502, 503, 504) or it takes long: it may be starting
        NotMedio,     ///< something else answers: HTML, another service, a captive portal
        Elsewhere,    ///< it only sends on to another host: `redirect`
        NoNetwork,    ///< this machine has no network at all
        NameUnknown,  ///< the name has no address
        Refused,      ///< the machine is there, the program is not (or another port)
        TimedOut,     ///< no answer in time
        Broken,       ///< the connection broke
        TooManyTries, ///< 429

        // It can't prove who it is; never overridden, a private CA can be configured
        CertificateUntrusted, ///< self-signed, or by a CA that this machine does not know
        CertificateExpired,   ///< or not yet valid: look at this machine's clock, too
        CertificateWrongHost,
        TlsFailed, ///< something else of TLS; often a server that speaks plain http on this port
    };

    Kind kind = Kind::AddressMissing;
    int httpStatus = 0; ///< 0: there was no answer
    QUrl address = {};  ///< what was asked, as understood; empty if it could not be
    QUrl redirect = {}; ///< of Elsewhere

    friend bool operator==(const ServerFinding &, const ServerFinding &) = default;
};

/// Looks what is there; nobody need be signed in, and nothing is remembered.
class ServerProbe
{
public:
    using Answer = std::function<void(const ServerFinding &)>;

    virtual ~ServerProbe() = default;

    /// Asks `server` for its health, without credentials. Within 35 s (a server that wakes).
    virtual void testServer(const Api::ServerAddress &server, Answer answer) = 0;
};

} // namespace Medio::Parents

Q_DECLARE_METATYPE(Medio::Parents::SignInProblem)
Q_DECLARE_METATYPE(Medio::Parents::RegistrationProblem)
Q_DECLARE_METATYPE(Medio::Parents::ServerFinding)
