// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/apierror.h"
#include "net/client/backoff.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Medio {
namespace Api {
struct Settled;
struct Settlement;
} // namespace Api
namespace Net {
class MedioClient;
}
namespace Store {
class Ledger;
}
} // namespace Medio

namespace Medio::Adapters {

class FamilyAccount;

/// Carries the family account's batches to a home server that settles: one at a time, every minute, sooner
/// after the ledger grew where other boxes share a child's day, and at once when somebody wants to know. A
/// server that offers no settlement is told nothing. One that does not know this box, or takes it for another
/// account's than its children, is told whose it is as soon as a parent is signed in. After an outage it
/// waits (base 1 s, cap 2 min, full jitter, Retry-After obeyed), and goes on at once when the server is back.
/// GUI thread. What it joins outlives it.
class Settler final : public QObject
{
    Q_OBJECT
public:
    struct Times
    {
        std::chrono::milliseconds interval{std::chrono::minutes(1)};
        std::chrono::milliseconds afterSharedGrowth{std::chrono::seconds(15)};
    };

    Settler(Net::MedioClient &client, FamilyAccount &account, Store::Ledger &ledger, Net::Dice dice,
            const Times &times, QObject *parent = nullptr);
    Settler(Net::MedioClient &client, FamilyAccount &account, Store::Ledger &ledger, Net::Dice dice,
            QObject *parent = nullptr);

    /// Begins with what an earlier run left.
    void start();

    /// The server settles: there is no need to ask it for a child's watch time.
    [[nodiscard]] bool isOffered() const;

public Q_SLOTS:
    /// As soon as what is under way is answered.
    void settleNow();

Q_SIGNALS:
    /// The server has all that was on disk when the batch was made.
    void settled();

private:
    void lookAtServer();
    void planNext(std::chrono::milliseconds atMost);
    void send();
    [[nodiscard]] bool isAnothers(const Api::Settlement &told, const Api::Settled &answer) const;
    void pair();
    void failed(const Api::ApiError &error);

    Net::MedioClient &m_client;
    FamilyAccount &m_account;
    const Times m_times;
    Net::Backoff m_backoff;
    QTimer m_next;
    bool m_started = false;
    bool m_underWay = false;
    bool m_isStranger = false; ///< the server does not know this box, and nobody is signed in
    /// The era of the session; once is enough: its children may be strangers there for another reason.
    std::optional<quint64> m_pairedIn;
    /// Somebody asked while one was under way: so soon after its answer.
    std::optional<std::chrono::milliseconds> m_wanted;
};

} // namespace Medio::Adapters
