// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "net/api/apierror.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrlQuery>

#include <chrono>
#include <optional>

namespace Medio::Net {

enum class Method { Get, Post, Put, Delete };

/// "GET", ...
[[nodiscard]] QByteArray verb(Method method);

/// Who goes first when the server takes only so many requests a minute (RateBudget); ascending.
enum class Urgency {
    Ahead,   ///< fetched before anybody needs it
    Waiting, ///< somebody waits
    Heartbeat,
    SessionEnd,
};

/// One question to the Medio server, before it is on the wire.
struct HttpRequest
{
    static constexpr qint64 smallBody = qint64{256} * 1024;
    static constexpr qint64 listBody = qint64{2} * 1024 * 1024;

    Method method = Method::Get;
    QString path; ///< "/api/videos"
    QUrlQuery query = {};
    QByteArray body = {}; ///< JSON; empty for Get and Delete

    bool csrf = false; ///< needs the token of §2
    bool auth = false; ///< needs an access token; AuthSession's business, the gate ignores it
    /// Asking twice does no more than asking once: after a reset the gate asks again. Must hold for
    /// every Get and Delete.
    bool repeatable = false;
    /// Goes out although the breaker is open: somebody is waiting for just this.
    bool evenIfOffline = false;
    Urgency urgency = Urgency::Waiting;
    /// Of an answer that is still at hand: the server may say 304 instead of sending it again.
    QByteArray etag = {};
    /// A longer answer is refused, unpacked as it may be. Lists need more than this.
    qint64 maximumBody = smallBody;

    /// "authToken=..." and the like: secrets, for this request only.
    QList<std::pair<QByteArray, QByteArray>> cookies = {};
    std::optional<std::chrono::milliseconds> timeout = {}; ///< the gate's if absent
};

/// A cookie as a server sets it; without one the lifetime is the session's.
struct SetCookie
{
    QByteArray name;
    QByteArray value;
    std::optional<std::chrono::seconds> lifetime; ///< 0 or less: the server wants it deleted

    friend bool operator==(const SetCookie &, const SetCookie &) = default;
};

/// Any answer that can be Medio's, whatever its status: JSON, a 304 to who asked with an ETag, or a
/// 404, 413 or 429 page.
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QList<SetCookie> cookies;
    QByteArray etag;
    std::optional<QDateTime> date; ///< the server's Date header
    std::optional<std::chrono::seconds> retryAfter;
};

using HttpResult = Expected<HttpAnswer, Api::ApiError>;

/// One Set-Cookie header. Max-Age counts before Expires, which is read against the server's own
/// `date`: the local clock may be wrong by years. Nothing for what is no cookie.
[[nodiscard]] std::optional<SetCookie> parseSetCookie(const QByteArray &line,
                                                      const std::optional<QDateTime> &date);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7: the one form that may be sent).
[[nodiscard]] std::optional<QDateTime> parseHttpDate(const QByteArray &text);

/// Seconds, or a date that is read against `date`. 0 up to one day.
[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &text,
                                                                  const std::optional<QDateTime> &date);

} // namespace Medio::Net
