// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/edits.h"
#include "app/parents/household.h"
#include "app/parents/timedesk.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <array>
#include <chrono>
#include <optional>

namespace Medio::Parents {

/// What a parent gives at once.
inline constexpr std::array gifts{std::chrono::minutes(5), std::chrono::minutes(15),
                                  std::chrono::minutes(30)};

/// What keeps films off, whatever is left of the day's sum; the first of them that holds.
enum class Hindrance {
    None,
    Paused,  ///< everything is
    Enough,  ///< was said
    Bedtime, ///< it is
    Lease,   ///< the rest of the day is for other boxes to give
    Share,   ///< this box's share is used, and the server is away
};
[[nodiscard]] Hindrance hindranceOf(const Flow::Balance &balance);

/// A child's time as parents look at it.
struct ChildTime
{
    Api::Profile child;
    Flow::KidPlan plan;
    Flow::Ending ending = Flow::Ending::Film; ///< the plan's, or the usual one
    Flow::Explanation today;
    Hindrance hindrance = Hindrance::None;
    bool isGiving = false; ///< time on top is on its way to the disk
    /// The server has not made it yet: it has a provisional id, under which neither a day nor a plan is kept.
    bool isPending = false;
};

/// Each child's day and plan, and what parents do about them. Lives on the GUI thread; what it is made
/// with outlives it.
class WatchTimes final : public QObject
{
    Q_OBJECT
public:
    WatchTimes(TimeDesk &desk, const Household &household, const Edits &edits, QObject *parent = nullptr);

    /// As of now, in the family's order: what is played meanwhile comes without changed(), so whoever
    /// shows it asks again.
    [[nodiscard]] QList<ChildTime> children() const;
    /// Nothing for a child that is not (any more) of the family.
    [[nodiscard]] std::optional<ChildTime> of(const Api::ProfileId &child) const;

    // About a child that is pending nothing can be decided: all three ignore it.

    /// Time on top of today; given() or notGiven() follows. "Enough for today" is taken back as soon
    /// as it is given: whoever gives time wants it to be watched. Ignored while one is under way for this
    /// child.
    void give(const Api::ProfileId &child, std::chrono::minutes amount);
    void sayEnough(const Api::ProfileId &child, bool enough);
    void setPlan(const Api::ProfileId &child, const Flow::KidPlan &plan);

    [[nodiscard]] bool isPaused() const { return m_desk.isPaused(); }
    void pauseEverything(bool paused) { m_desk.pauseEverything(paused); }

    /// Against plain Medio, which leases nothing: how much of a day this box gives while it is away.
    [[nodiscard]] bool needsShare() const { return !m_desk.canLease(); }
    [[nodiscard]] int offlineShare() const { return m_desk.offlineShare(); }
    void setOfflineShare(int percent) { m_desk.setOfflineShare(percent); }

Q_SIGNALS:
    void changed();
    /// `hindrance`: what keeps it from being watched all the same.
    void given(const Medio::Api::ProfileId &child, std::chrono::minutes amount,
               Medio::Parents::Hindrance hindrance);
    /// The disk did not take it.
    void notGiven(const Medio::Api::ProfileId &child);

private:
    [[nodiscard]] ChildTime timeOf(const Api::Profile &child) const;
    [[nodiscard]] bool isPending(const Api::ProfileId &child) const;

    TimeDesk &m_desk;
    const Household &m_household;
    const Edits &m_edits;
    QHash<Api::ProfileId, std::chrono::minutes> m_giving;
};

} // namespace Medio::Parents
