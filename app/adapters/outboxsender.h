// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/flow/outbox.h"
#include "net/client/backoff.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace Medio {
namespace Net {
class MedioClient;
}
namespace Parents {
class AccountMemory;
}
namespace Store {
class Outbox;
}
} // namespace Medio

namespace Medio::Adapters {

/// Delivers the outbox to the server: one at a time, from the front, at least once, until each is
/// settled. After an outage it waits (base 1 s, cap 2 min, full jitter, Retry-After obeyed) and goes
/// on at once when the server is back.
///
/// What can't be billed fairly is not sent (MEDIO-API.md Q20): a server that does not offer
/// "played-seconds" bills the wall clock until the end *arrives*, so an end older than `fairAge`
/// is settled here, counted on this kiosk only. A home server is told however late it is.
///
/// The sessions are those of the server where a parent signed in last: while the gate points
/// elsewhere, because somebody tries another address, nothing is sent. That other server would say
/// "I don't know it" (404), and the end would be lost.
/// GUI thread. What it joins outlives it.
class OutboxSender final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes fairAge{5};
    /// An end to which a server that is there answers nonsense so often is given up: the others wait.
    static constexpr int mostBadAnswers = 5;

    OutboxSender(Net::MedioClient &client, Store::Outbox &outbox, const Parents::AccountMemory &account,
                 const Clock &clock, Net::Dice dice, QObject *parent = nullptr);

    /// Begins with what an earlier run left.
    void start();

private:
    void deliverNext();
    void giveUp(const Flow::SessionEnd &end);
    void settle(const Flow::SessionEnd &end, std::optional<std::chrono::seconds> billed);
    void retryLater(std::chrono::milliseconds atLeast);
    [[nodiscard]] bool isAtItsServer() const;
    [[nodiscard]] bool isFair(const Flow::SessionEnd &end) const;

    Net::MedioClient &m_client;
    Store::Outbox &m_outbox;
    const Parents::AccountMemory &m_account;
    const Clock &m_clock;
    Net::Backoff m_backoff;
    QTimer m_retry;
    QHash<Api::SessionId, std::chrono::nanoseconds> m_decidedAt; ///< of this run
    int m_badAnswers = 0;                                        ///< to the end at the front
    bool m_underWay = false;
    bool m_started = false;
};

} // namespace Medio::Adapters
