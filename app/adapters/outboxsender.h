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
#include <optional>

namespace Medio {
namespace Net {
class MedioClient;
}
namespace Flow {
class LedgerJournal;
}
namespace Store {
class Outbox;
}
} // namespace Medio

namespace Medio::Adapters {

/// Delivers the outbox to the server: one at a time, oldest first, at least once, until each is
/// settled. After an outage it waits (base 1 s, cap 2 min, full jitter, Retry-After obeyed) and goes
/// on at once when the server is back.
///
/// - Each end goes to the server that opened its session and to no other, which would say "I don't
///   know it" (404): while the gate points elsewhere, it waits.
/// - What can't be billed fairly is not sent (MEDIO-API.md Q20): a server that does not offer
///   "played-seconds" bills the wall clock until the end *arrives*, so an end older than `fairAge`, or one
///   of an earlier run (how long the kiosk was off is not known for sure), is settled here, counted on
///   this kiosk only: the session stays open there and costs nothing (§8). The child's time is the
///   ledger's in any case. A home server is told however late it is.
/// - An end that a server which is well answers badly again and again (500, nonsense) makes way for
///   the others and is tried after them.
/// GUI thread. What it joins outlives it.
class OutboxSender final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes fairAge{5};
    /// So many bad answers in a row, and the others go first.
    static constexpr int mostBadAnswers = 5;

    /// `ledger` knows which day it is.
    OutboxSender(Net::MedioClient &client, Store::Outbox &outbox, const Flow::LedgerJournal &ledger,
                 const Clock &clock, Net::Dice dice, QObject *parent = nullptr);

    /// Begins with what an earlier run left.
    void start();

private:
    void noteDecided(const Flow::SessionEnd &end);
    void deliverNext();
    void send(const Flow::SessionEnd &end, bool exact);
    void giveUp(const Flow::SessionEnd &end);
    void settle(const Flow::SessionEnd &end, std::chrono::seconds billed,
                std::optional<std::chrono::minutes> watchedToday);
    void retryLater(std::chrono::milliseconds atLeast);
    [[nodiscard]] std::optional<Flow::SessionEnd> next() const;
    [[nodiscard]] bool isFair(const Flow::SessionEnd &end) const;

    Net::MedioClient &m_client;
    Store::Outbox &m_outbox;
    const Flow::LedgerJournal &m_ledger;
    const Clock &m_clock;
    Net::Backoff m_backoff;
    QTimer m_retry;
    QHash<Api::SessionId, std::chrono::nanoseconds> m_decidedAt; ///< of this run
    QHash<Api::SessionId, int> m_badAnswers;
    bool m_underWay = false;
    bool m_started = false;
};

} // namespace Medio::Adapters
