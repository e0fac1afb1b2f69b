// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Api {

/// One field that is not as it has to be. `path` reads like "data[3].duration_seconds".
struct FieldProblem
{
    QString path;
    QString message;                          ///< what is allowed, one phrase
    QJsonValue value = QJsonValue::Undefined; ///< what came instead; undefined: nothing, or a secret

    friend bool operator==(const FieldProblem &, const FieldProblem &) = default;
};

/// Why a body could not be read.
struct DecodeProblem
{
    /// Not JSON, or neither an object nor an array: a server answers 400 {message} (§1), while
    /// field problems are answered as 400 {errors:[...]} (§4 V).
    bool malformed = false;
    QString message;            ///< for logs; never contains a value from the body
    QList<FieldProblem> fields; ///< every problem, in the order of the fields; empty if malformed

    friend bool operator==(const DecodeProblem &, const DecodeProblem &) = default;
};

template<typename T>
using Decoded = Expected<T, DecodeProblem>;

/// Why a call to a server gave no result. Refusals that people expect (limit reached, chip without
/// a film, ...) are no errors but outcomes, see messages.h.
struct ApiError
{
    enum class Kind {
        Unreachable,   ///< no connection: name, route, refused, reset, TLS
        TimedOut,      ///< connected or not, there was no answer in time
        ServerTrouble, ///< 500, 502, 503, 504 and other 5xx, whatever their bodies say
        RateLimited,   ///< 429; see retryAfter
        WrongServer,   ///< an answer that is not Medio's: HTML, a redirect elsewhere, a captive portal
        NotSignedIn,   ///< nobody is signed in, or a healthy server refused the credentials
        KeyringLocked, ///< the credentials can't be read now; they are not lost
        Refused,       ///< 403: not yours
        NotFound,      ///< 404
        Conflict,      ///< 409
        Invalid,       ///< 400, 413, 415, or a value that must not be sent; see fields
        BadAnswer,     ///< JSON from a Medio server that does not have the promised shape; see fields
        TooLarge,      ///< the answer exceeds the bound
        Aborted,       ///< by whoever asked
        NotConfigured, ///< there is no server address, or one that is not allowed
    };

    Kind kind = Kind::Unreachable;
    int httpStatus = 0;         ///< 0 when there was no answer
    QString code;               ///< the server's `code`, if any ("DUPLICATE_URL")
    QString message;            ///< the server's words or a technical detail: for logs and parents
    QList<FieldProblem> fields; ///< of Invalid and BadAnswer
    std::optional<std::chrono::seconds> retryAfter;

    /// An outage rather than a refusal: the same call may succeed later without anybody's help.
    [[nodiscard]] bool isOutage() const;

    friend bool operator==(const ApiError &, const ApiError &) = default;
};

/// "server-trouble": for logs.
[[nodiscard]] QString kindName(ApiError::Kind kind);

/// What the body of a refusal says, whichever of the shapes M, EM, V, SE, SM, EC, L, R it has (§4).
/// Reads every body, an unreadable one as empty.
struct ErrorBody
{
    bool isJson = false; ///< a JSON object
    QString message;
    QString error;
    QString code;
    bool limitReached = false;
    bool requiresLogin = false;
    QList<FieldProblem> fields;
    std::optional<std::chrono::minutes> watched;
    std::optional<std::chrono::minutes> dailyLimit;
    std::optional<std::chrono::seconds> elapsed;

    static ErrorBody read(const QByteArray &body);
};

/// The error of an answer with a status that is not a success (anything but 2xx).
[[nodiscard]] ApiError errorOf(int httpStatus, const QByteArray &body);

} // namespace Medio::Api
