// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/watchtimes.h"

#include <algorithm>
#include <utility>

namespace Medio::Parents {

using std::chrono::milliseconds;

Hindrance hindranceOf(const Flow::Balance &balance)
{
    using Kind = Flow::Cap::Kind;
    constexpr std::pair<Kind, Hindrance> order[] = {{Kind::Paused, Hindrance::Paused},
                                                    {Kind::Enough, Hindrance::Enough},
                                                    {Kind::Bedtime, Hindrance::Bedtime},
                                                    {Kind::Lease, Hindrance::Lease},
                                                    {Kind::Offline, Hindrance::Share}};
    for (const auto &[kind, hindrance] : order) {
        const auto rest = balance.capOf(kind);
        // Where the sum is used up as well, that is the reason
        const bool isReason = kind != Kind::Lease && kind != Kind::Offline;
        if (rest && *rest <= milliseconds(0) && (isReason || balance.remaining > milliseconds(0)))
            return hindrance;
    }
    return Hindrance::None;
}

WatchTimes::WatchTimes(TimeDesk &desk, const Household &household, const Edits &edits, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_household(household)
    , m_edits(edits)
{
    connect(&desk, &TimeDesk::changed, this, &WatchTimes::changed);
    connect(&household, &Household::changed, this, &WatchTimes::changed);
    connect(&desk, &TimeDesk::granted, this,
            [this](const Api::ProfileId &child, std::chrono::minutes amount, Flow::BonusOutcome outcome) {
                m_giving.remove(child);
                const bool isGiven = outcome == Flow::BonusOutcome::Granted;
                if (isGiven && m_desk.balanceOf(child).capOf(Flow::Cap::Kind::Enough))
                    m_desk.sayEnough(child, false);
                Q_EMIT changed();
                if (isGiven)
                    Q_EMIT given(child, amount, hindranceOf(m_desk.balanceOf(child)));
                else
                    Q_EMIT notGiven(child);
            });
}

QList<ChildTime> WatchTimes::children() const
{
    QList<ChildTime> all;
    const auto family = m_household.family();
    for (const Api::Profile &child : family->profiles)
        all.append(timeOf(child));
    return all;
}

std::optional<ChildTime> WatchTimes::of(const Api::ProfileId &child) const
{
    const auto family = m_household.family();
    const auto found = std::find_if(family->profiles.cbegin(), family->profiles.cend(),
                                    [&child](const Api::Profile &one) { return one.id == child; });
    return found == family->profiles.cend() ? std::nullopt : std::optional(timeOf(*found));
}

ChildTime WatchTimes::timeOf(const Api::Profile &child) const
{
    ChildTime time;
    time.child = child;
    time.plan = m_desk.planOf(child.id);
    time.ending = time.plan.ending.value_or(m_desk.usualEnding());
    time.today = m_desk.explain(child.id, m_desk.clock().day);
    time.hindrance = hindranceOf(time.today.balance);
    time.isGiving = m_giving.contains(child.id);
    time.isPending = isPending(child.id);
    return time;
}

bool WatchTimes::isPending(const Api::ProfileId &child) const
{
    const QList<PendingEdit> pending = m_edits.pending();
    return std::any_of(pending.cbegin(), pending.cend(), [&child](const PendingEdit &edit) {
        const auto *fresh = std::get_if<NewProfile>(&edit.edit);
        return fresh != nullptr && fresh->provisional == child;
    });
}

void WatchTimes::give(const Api::ProfileId &child, std::chrono::minutes amount)
{
    if (m_giving.contains(child) || isPending(child))
        return;
    m_giving.insert(child, amount);
    m_desk.grant(child, amount);
    Q_EMIT changed();
}

void WatchTimes::sayEnough(const Api::ProfileId &child, bool enough)
{
    if (!isPending(child))
        m_desk.sayEnough(child, enough);
}

void WatchTimes::setPlan(const Api::ProfileId &child, const Flow::KidPlan &plan)
{
    if (!isPending(child))
        m_desk.setPlan(child, plan);
}

} // namespace Medio::Parents
