// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

/// How the kiosk's connections are doing, precisely, for parents: kinds and numbers, never texts.
namespace Medio::Parents {

/// Is the server there? From real answers, not from the state of the network interface.
struct ServerStatus
{
    enum class State {
        Unknown, ///< not asked yet
        Online,
        Waking,   ///< it may be starting from zero: there soon
        Degraded, ///< Medio answers, its database does not
        Offline,
        NotConfigured, ///< there is no server address, or one that is not allowed
    };
    /// Why it is not online.
    enum class Reason {
        None,        ///< it is online, not asked, or not configured
        NoNetwork,   ///< this machine has no network at all
        NameUnknown, ///< the name has no address (DNS)
        Refused,     ///< the machine is there, the program is not
        Reset,       ///< the connection broke
        Certificate, ///< it can't prove who it is
        TimedOut,    ///< no answer in time
        Slow,        ///< still waiting, longer than a healthy server takes
        HttpStatus,  ///< it, or a proxy before it, answers `httpStatus`
        NotMedio,    ///< something else answers: a captive portal, another web site
        Database,    ///< Medio says that its database is away
    };

    State state = State::Unknown;
    Reason reason = Reason::None;
    int httpStatus = 0; ///< of the last answer that was an outage; 0: there was none
    QUrl address = {};  ///< without a slash at its end; empty: not configured

    // Of the monotonic clock, so that a clock that is set meanwhile falsifies nothing
    std::optional<std::chrono::nanoseconds> since = {};   ///< state is what it is
    std::optional<std::chrono::nanoseconds> nextTry = {}; ///< only while it is not online

    friend bool operator==(const ServerStatus &, const ServerStatus &) = default;
};

/// Is a parent signed in?
struct LoginStatus
{
    enum class State {
        SignedOut, ///< nobody ever, or signed out on purpose
        Restoring, ///< of an earlier run, not yet confirmed by the server
        SignedIn,
        Expired,      ///< after 7 days at the latest (MEDIO-API.md Q4): sign in again
        KeychainShut, ///< there may be a login, but the keychain can't be read
    };

    State state = State::SignedOut;
    QString email = {}; ///< as the server normalised it; kept after Expired; empty: never signed in

    friend bool operator==(const LoginStatus &, const LoginStatus &) = default;
};

/// How the system's keychain did when it was last needed.
enum class KeychainStatus {
    Unknown, ///< not needed yet
    Working,
    Locked,
    Unavailable, ///< no session bus, no keyring service
    TimedOut,
    Failed,
};

/// What the server still has to hear.
struct OutboxStatus
{
    qsizetype edits = 0;                  ///< of parents, waiting for the server
    qsizetype conflicts = 0;              ///< of parents, waiting for a parent
    qsizetype sessionEnds = 0;            ///< what children watched
    std::optional<QDateTime> oldest = {}; ///< UTC, by the wall clock of its moment; nothing: all is delivered

    friend bool operator==(const OutboxStatus &, const OutboxStatus &) = default;
};

/// When the catalogue was last brought up to date.
struct SyncStatus
{
    bool underWay = false;
    std::optional<QDateTime> last = {}; ///< UTC, the last one that worked, over restarts; nothing: never

    friend bool operator==(const SyncStatus &, const SyncStatus &) = default;
};

struct Status
{
    ServerStatus server = {};
    LoginStatus login = {};
    KeychainStatus keychain = KeychainStatus::Unknown;
    OutboxStatus outbox = {};
    SyncStatus sync = {};

    friend bool operator==(const Status &, const Status &) = default;
};

/// Where it is known. Implemented by app/adapters over Net's gate and session, the store and the sync.
/// Lives on the GUI thread, outlives the use cases.
class StatusSource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual Status status() const = 0; ///< from memory

    /// "Try now": asks the server and, if a parent is signed in, syncs and delivers what waits. Does
    /// nothing while that is under way.
    virtual void refresh() = 0;

Q_SIGNALS:
    /// status() says something else now.
    void changed();
};

} // namespace Medio::Parents
