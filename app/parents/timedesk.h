// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/allowance.h"
#include "app/flow/daykeeper.h"
#include "app/flow/explanation.h"
#include "app/flow/housechips.h"
#include "app/flow/kidplan.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Parents {

/// What time this kiosk goes by, and whose word that is.
struct ClockFacts
{
    Flow::TimeTrust trust = Flow::TimeTrust::Unknown;
    QDate day;     ///< that counts now
    QDateTime now; ///< in the family's zone; where nobody is believed, what the machine's clock shows
    /// Somebody says that it is so late, which is further away than anybody is believed alone
    /// (Flow::furthestJump): a parent decides.
    std::optional<QDateTime> doubted = {};

    friend bool operator==(const ClockFacts &, const ClockFacts &) = default;
};

/// A kiosk of the family, as its home server knows it.
struct FamilyBox
{
    QString id;        ///< of its ledger
    QDateTime heardAt; ///< UTC; invalid: not since its part was taken back
    bool isThis = false;

    friend bool operator==(const FamilyBox &, const FamilyBox &) = default;
};

/// Why the home server could not be asked about boxes.
enum class BoxProblem {
    NotSignedIn,
    ServerAway,
    Refused, ///< it says no, or something that makes no sense
};

/// Where parents decide about watch time: plans, time on top, the day, the family's other boxes.
///
/// Implemented by app/adapters over the flow, the settings and the server. Lives on the GUI thread,
/// outlives the use cases; nothing blocks. Decisions hold at once and are on disk in a moment.
class TimeDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // A child's plan
    [[nodiscard]] virtual Flow::KidPlan planOf(const Api::ProfileId &child) const = 0;
    /// All but `enoughOn`, which sayEnough() decides.
    virtual void setPlan(const Api::ProfileId &child, const Flow::KidPlan &plan) = 0;
    /// Of children whose plan says nothing else.
    [[nodiscard]] virtual Flow::Ending usualEnding() const = 0;

    // Today
    /// "Enough for today", or no longer.
    virtual void sayEnough(const Api::ProfileId &child, bool enough) = 0;
    /// On top of today, Flow::leastBonus..mostBonus: granted() follows once, later.
    virtual void grant(const Api::ProfileId &child, std::chrono::minutes amount) = 0;
    [[nodiscard]] virtual Flow::Balance balanceOf(const Api::ProfileId &child) const = 0;
    /// What a day went to. Of another day than today the balance is empty.
    [[nodiscard]] virtual Flow::Explanation explain(const Api::ProfileId &child, const QDate &day) const = 0;

    // All children
    [[nodiscard]] virtual bool isPaused() const = 0;
    virtual void pauseEverything(bool paused) = 0;

    // Several boxes
    /// Percent of a child's day that this kiosk gives while the server is away.
    [[nodiscard]] virtual int offlineShare() const = 0;
    virtual void setOfflineShare(int percent) = 0;
    /// The server leases time to its boxes: then the share decides nothing.
    [[nodiscard]] virtual bool canLease() const = 0;
    /// One of boxesHeard and boxesNotHeard follows, later. Only where canLease().
    virtual void askBoxes() = 0;
    /// What this box held and did not play is free for the others; one of boxReleased and
    /// boxNotReleased follows, later.
    virtual void releaseBox(const QString &id) = 0;

    // The clock
    [[nodiscard]] virtual ClockFacts clock() const = 0;
    /// Believed at once; the day may go back.
    virtual void confirmTime(const QDateTime &time) = 0;

Q_SIGNALS:
    /// Plans, what was granted, a pause, the share: something is decided otherwise. What is played and
    /// what time it is goes on without a word.
    void changed();
    void granted(const Medio::Api::ProfileId &child, std::chrono::minutes amount,
                 Medio::Flow::BonusOutcome outcome);
    void boxesHeard(const QList<Medio::Parents::FamilyBox> &boxes);
    void boxesNotHeard(Medio::Parents::BoxProblem problem);
    void boxReleased(const QString &id);
    void boxNotReleased(const QString &id, Medio::Parents::BoxProblem problem);
};

} // namespace Medio::Parents

Q_DECLARE_METATYPE(Medio::Parents::FamilyBox)
Q_DECLARE_METATYPE(Medio::Parents::BoxProblem)
