// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/ratebudget.h"

#include <algorithm>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Limiter = RateBudget::Limiter;
using Time = RateBudget::Time;

struct Limit
{
    int amount;
    std::chrono::seconds stretch;
    bool reserves; ///< places are kept for what is more urgent
};

/// The second more than §6 says is for what the network may shorten a distance by.
std::optional<Limit> limitOf(Limiter limiter)
{
    switch (limiter) {
    case Limiter::Public:
    case Limiter::Session:
        return Limit{10, 61s, true};
    case Limiter::ChipCreation:
        return Limit{10, 15min + 1s, false};
    case Limiter::ChipList:
        return Limit{60, 15min + 1s, false};
    case Limiter::ChipDeletion:
        return Limit{20, 15min + 1s, false};
    case Limiter::General:
    case Limiter::Auth:
        break; // how many depends on the deployment: only its 429 tells
    }
    return std::nullopt;
}

/// Of ten, in the order of Urgency.
int placesFor(Urgency urgency, const Limit &limit)
{
    if (!limit.reserves)
        return limit.amount;
    switch (urgency) {
    case Urgency::Ahead:
        return limit.amount / 2;
    case Urgency::Waiting:
        return limit.amount - 2;
    case Urgency::Heartbeat:
        return limit.amount - 1;
    case Urgency::SessionEnd:
        return limit.amount;
    }
    Q_UNREACHABLE();
}

} // namespace

QList<Limiter> RateBudget::limitersOf(Method method, const QString &path)
{
    const auto isPost = method == Method::Post;
    if (isPost && path == "/api/sessions/start/public"_L1)
        return {Limiter::Public, Limiter::Session};
    if (isPost && path == "/api/nfc/scan/public"_L1)
        return {Limiter::Public};
    // ":id/heartbeat" and ":id/end"; the signed-in routes of the same names have no id.
    const bool ofASession = path.startsWith("/api/sessions/"_L1) && path.count(u'/') == 4;
    if (isPost && ofASession && (path.endsWith("/heartbeat"_L1) || path.endsWith("/end"_L1)))
        return {Limiter::Session};
    if (isPost && (path == "/api/auth/login"_L1 || path == "/api/auth/register"_L1))
        return {Limiter::Auth};
    if (path == "/api/nfc/chips"_L1)
        return {isPost ? Limiter::ChipCreation : Limiter::ChipList};
    if (method == Method::Delete && path.startsWith("/api/nfc/chips/"_L1) && path.count(u'/') == 4)
        return {Limiter::ChipDeletion};
    return {};
}

std::optional<Time> RateBudget::waitFor(const HttpRequest &request, Time now) const
{
    std::optional<Time> longest = waitFor(Limiter::General, request.urgency, now);
    const QList<Limiter> limiters = limitersOf(request.method, request.path);
    for (const Limiter limiter : limiters) {
        const auto wait = waitFor(limiter, request.urgency, now);
        if (wait && (!longest || *wait > *longest))
            longest = wait;
    }
    return longest;
}

std::optional<Time> RateBudget::waitFor(Limiter limiter, Urgency urgency, Time now) const
{
    const auto window = m_windows.constFind(limiter);
    if (window == m_windows.constEnd())
        return std::nullopt;
    std::optional<Time> wait;
    if (window->closedUntil && *window->closedUntil > now)
        wait = *window->closedUntil - now;
    if (const auto limit = limitOf(limiter)) {
        const Time begin = now - Time(limit->stretch);
        const auto first = std::upper_bound(window->sent.cbegin(), window->sent.cend(), begin);
        const auto used = static_cast<int>(window->sent.cend() - first);
        const int places = placesFor(urgency, *limit);
        if (used >= places) {
            // When so many of them are over that one place is free.
            const Time over = *(first + (used - places)) - begin;
            wait = std::max(wait.value_or(over), over);
        }
    }
    return wait;
}

void RateBudget::noteSent(const HttpRequest &request, Time now)
{
    const QList<Limiter> limiters = limitersOf(request.method, request.path);
    for (const Limiter limiter : limiters) {
        const auto limit = limitOf(limiter);
        if (!limit)
            continue;
        QList<Time> &sent = m_windows[limiter].sent;
        sent.removeIf([begin = now - Time(limit->stretch)](Time when) { return when <= begin; });
        sent.append(now);
    }
}

void RateBudget::noteRefused(const HttpRequest &request, Time pause, Time now)
{
    QList<Limiter> limiters = limitersOf(request.method, request.path);
    // Which of several it was does not matter; none of them: it was the one for everything.
    if (limiters.isEmpty())
        limiters = {Limiter::General};
    for (const Limiter limiter : limiters) {
        auto &until = m_windows[limiter].closedUntil;
        until = std::max(until.value_or(Time(0)), now + pause);
    }
}

void RateBudget::forget()
{
    m_windows.clear();
}

} // namespace Medio::Net
