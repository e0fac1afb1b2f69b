// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/http.h"

#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Net {

/// What may still be sent before the server's limiters refuse (MEDIO-API.md §6). Pure: the time is a
/// parameter (monotonic), nothing is sent from here.
///
/// The server counts in fixed windows; whoever never sends more than its amount in any stretch of the
/// same length is never refused. The last places of a window are kept for what is more urgent: the end
/// of a session before a heartbeat before what a child waits for before what is fetched ahead. A 429
/// closes its limiter until Retry-After is over, for everybody; other devices at the same address
/// count there, too.
class RateBudget
{
public:
    using Time = std::chrono::nanoseconds;

    enum class Limiter { General, Auth, Public, Session, ChipCreation, ChipList, ChipDeletion };

    /// Those that count this request; General counts every one and is not named.
    [[nodiscard]] static QList<Limiter> limitersOf(Method method, const QString &path);

    /// How long the request has to wait; nothing: it may go out now.
    [[nodiscard]] std::optional<Time> waitFor(const HttpRequest &request, Time now) const;
    void noteSent(const HttpRequest &request, Time now);
    /// It was answered with 429.
    void noteRefused(const HttpRequest &request, Time pause, Time now);
    /// Another server: nothing was asked there.
    void forget();

private:
    struct Window
    {
        QList<Time> sent; ///< ascending, within the limiter's stretch
        std::optional<Time> closedUntil;
    };
    [[nodiscard]] std::optional<Time> waitFor(Limiter limiter, Urgency urgency, Time now) const;

    QHash<Limiter, Window> m_windows;
};

} // namespace Medio::Net
