// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/allowance.h"
#include "app/flow/familytime.h"
#include "net/api/settlement.h"

#include <QHash>

#include <chrono>
#include <optional>
#include <utility>

namespace Medio {
namespace Flow {
class Catalogue;
class HouseChips;
} // namespace Flow
namespace Store {
class Ledger;
struct KeptLease;
} // namespace Store
} // namespace Medio

namespace Medio::Adapters {

/// This kiosk's side of the family's watch time: what its ledger has to tell the home server, and what
/// follows from the answer. Without a network: the Settler carries batches and answers.
///
/// - What the server says is on disk before anything hangs on it that could be forgotten: a lease that is
///   given back is lowered here first, and the server hears of it when that is on disk.
/// - An answer that knows less of this ledger than was settled comes from a server whose data was put back
///   to an older copy: everything is told again.
/// - While the server settles nothing, or never gave a lease for one of the catalogue's children (the box is
///   still another account's), of() has no value: DESIGN.md rule 2 counts alone.
/// GUI thread. What it joins outlives it.
class FamilyAccount final : public Flow::FamilyTime
{
    Q_OBJECT
public:
    FamilyAccount(Store::Ledger &ledger, const Flow::Catalogue &catalogue, const Flow::HouseChips &house,
                  QObject *parent = nullptr);

    /// With whom the kiosk is: its origin, empty for nobody; whether it settles, as far as it was heard.
    void setServer(const QString &origin, std::optional<bool> settles);

    [[nodiscard]] std::optional<Flow::FamilyDay> of(const Api::ProfileId &child,
                                                    const QDate &day) const override;

    /// By which the server knows this box.
    [[nodiscard]] Api::LedgerId ledger() const;
    /// Another box asks for one of the children whose day is today, too, as far as the server was heard.
    [[nodiscard]] bool isShared() const;

    /// What is to be told now. The answer to it, if one comes, belongs into take().
    struct Batch
    {
        Api::Settlement settlement;
        QString server;
        quint64 upTo = 0;
        bool isAll = true; ///< false: another batch is needed
        /// What the server knows of this ledger when it has all batches.
        QHash<std::pair<Api::ProfileId, QDate>, std::chrono::milliseconds> played;
    };
    [[nodiscard]] Batch batch() const;
    /// A lease was lowered and is not on disk yet: nothing may be told now; wantsToSettle follows.
    [[nodiscard]] bool mustWait() const { return m_givesBack; }
    /// The answer to the newest batch: one that was given up is not taken any more.
    void take(const Batch &batch, const Api::Settled &answer);

Q_SIGNALS:
    /// There is something to be told that should not wait.
    void wantsToSettle();
    /// A child's day as the family's, and its limit as it is now.
    void watchTimeHeard(const Medio::Api::ProfileId &child, const Medio::Flow::WatchTime &time);

private:
    [[nodiscard]] QList<Store::KeptLease> changedLeases(const QString &server, const Api::Settled &answer);
    [[nodiscard]] bool wasHeard(const QDate &day) const;
    [[nodiscard]] std::chrono::milliseconds granted(const Api::ProfileId &child, const QDate &day) const;

    Store::Ledger &m_ledger;
    const Flow::Catalogue &m_catalogue;
    const Flow::HouseChips &m_house;
    QString m_server;
    std::optional<bool> m_settles;
    bool m_givesBack = false; ///< as soon as the lowered leases are on disk
    bool m_toldAgain = false; ///< everything, in this run; once is enough
};

} // namespace Medio::Adapters
