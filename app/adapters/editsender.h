// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/adapters/editplan.h"
#include "app/base/clock.h"
#include "net/api/apierror.h"
#include "net/client/backoff.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace Medio {
namespace Net {
class MedioClient;
}
namespace Store {
class Catalogue;
class Edits;
} // namespace Store
} // namespace Medio

namespace Medio::Adapters {

/// Delivers parents' edits to the server, one step at a time, in order per object, at least once, until
/// each is settled or stands for a parent to decide. What is to be done next is judged by editplan.h from
/// a fresh look at what the server has; a step whose answer got lost is followed by another look, never by
/// the same step unseen.
///
/// - Only while the account that the edits belong to is signed in at the server they belong to; a
///   sign-out, or a sign-in as somebody else, ends the step under way unanswered.
/// - After an outage it waits (base 1 s, cap 2 min, full jitter, Retry-After obeyed) and goes on at
///   once when the server is back.
/// - What the server would refuse again (4xx) is not tried again but undone, where it was half done, and
///   shown to a parent. What a server that is well answers badly again and again (500, nonsense) counts
///   as refused after `mostBadAnswers`. Those that have to wait (429: ten registrations in a quarter of
///   an hour, Q13) make way for the others.
/// - What was delivered is in the catalogue at once; delivered() is the moment for a sync.
/// GUI thread. What it joins outlives it.
class EditSender final : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostBadAnswers = 5;

    EditSender(Net::MedioClient &client, Store::Edits &edits, Store::Catalogue &catalogue, const Clock &clock,
               Net::Dice dice);
    ~EditSender() override;

    /// Begins with what an earlier run left.
    void start();
    /// Tries at once what waits for another try.
    void retry();

Q_SIGNALS:
    /// Nothing is left that could be delivered now, and something was.
    void delivered();

private:
    void deliver();
    bool deliverOne();
    void askWho();
    void look();
    void publish();
    void settle(quint64 id, const Store::NewIds &ids);
    void rest(const QList<quint64> &later);
    void prepare(const Store::KeptEdit &edit, const EditNext &next);
    void send();
    template<typename Call, typename Take>
    void ask(Call *call, Take take);
    void agreed(const Api::Family &fresh);
    void failed(const Api::ApiError &error);
    void refuse(Store::Progress::Refusal refusal, const QString &message);
    void interrupt();
    void waitBriefly(std::chrono::milliseconds atLeast);
    [[nodiscard]] QList<quint64> waiting() const;

    Net::MedioClient &m_client;
    Store::Edits &m_edits;
    Store::Catalogue &m_catalogue;
    const Clock &m_clock;
    Net::Backoff m_backoff;
    QTimer m_retry; ///< of all
    QTimer m_turn;  ///< of those that made way

    std::optional<Api::Family> m_fresh; ///< what the server has, as far as nobody else changes it
    struct Step                         ///< noted or under way
    {
        Store::KeptEdit edit;
        EditStep step;
    };
    std::optional<Step> m_step;
    std::unique_ptr<QObject> m_call;                  ///< context of what is asked; goes with the sign-in
    QHash<quint64, std::chrono::nanoseconds> m_later; ///< not before this moment
    QHash<quint64, int> m_badAnswers;
    bool m_started = false;
    bool m_delivered = false; ///< something, since delivered() was said
};

} // namespace Medio::Adapters
