// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/familydesk.h"

#include "app/adapters/familyaccount.h"
#include "app/adapters/settler.h"
#include "app/base/clock.h"
#include "app/flow/kioskflow.h"
#include "net/client/medioclient.h"

#include <algorithm>
#include <utility>

namespace Medio::Adapters {

using Parents::BoxProblem;

namespace {

BoxProblem problemOf(const Api::ApiError &error)
{
    if (error.kind == Api::ApiError::Kind::NotSignedIn)
        return BoxProblem::NotSignedIn;
    return error.isOutage() ? BoxProblem::ServerAway : BoxProblem::Refused;
}

} // namespace

FamilyDesk::FamilyDesk(const Clock &clock, Flow::KioskFlow &flow, Flow::SettingsStore &settings,
                       Net::MedioClient &client, const FamilyAccount &account, const Settler &settler)
    : m_clock(clock)
    , m_flow(flow)
    , m_settings(settings)
    , m_client(client)
    , m_account(account)
    , m_settler(settler)
{
    connect(&settings, &Flow::SettingsStore::changed, this, &FamilyDesk::changed);
    connect(&flow, &Flow::KioskFlow::grantAnswered, this, [this](const Api::ProfileId &child, bool kept) {
        QList<std::chrono::minutes> &waiting = m_grants[child];
        if (waiting.isEmpty())
            return; // somebody else's
        const std::chrono::minutes amount = waiting.takeFirst();
        Q_EMIT changed();
        Q_EMIT granted(child, amount, kept ? Flow::BonusOutcome::Granted : Flow::BonusOutcome::NotWritable);
    });
}

Flow::KidPlan FamilyDesk::planOf(const Api::ProfileId &child) const
{
    return m_settings.settings().plans.value(child);
}

void FamilyDesk::keep(const Api::ProfileId &child, const Flow::KidPlan &plan)
{
    Flow::KioskSettings settings = m_settings.settings();
    // A child for whom nothing is decided has no plan
    if (plan == Flow::KidPlan())
        settings.plans.remove(child);
    else
        settings.plans.insert(child, plan);
    m_settings.save(settings);
}

void FamilyDesk::setPlan(const Api::ProfileId &child, const Flow::KidPlan &plan)
{
    Flow::KidPlan kept = plan;
    kept.enoughOn = planOf(child).enoughOn;
    keep(child, kept);
}

Flow::Ending FamilyDesk::usualEnding() const
{
    return m_settings.settings().ending;
}

void FamilyDesk::sayEnough(const Api::ProfileId &child, bool enough)
{
    Flow::KidPlan plan = planOf(child);
    plan.enoughOn = enough ? std::optional(m_flow.day()) : std::nullopt;
    keep(child, plan);
}

void FamilyDesk::grant(const Api::ProfileId &child, std::chrono::minutes amount)
{
    // The flow is silent about what it does not do
    const bool isKnown = !m_flow.allowanceOf(child).terms.isEmpty();
    if (!isKnown || amount < Flow::leastBonus || amount > Flow::mostBonus) {
        QMetaObject::invokeMethod(
            this, [this, child, amount] { Q_EMIT granted(child, amount, Flow::BonusOutcome::Empty); },
            Qt::QueuedConnection);
        return;
    }
    m_grants[child].append(amount);
    m_flow.grantTime(child, amount);
}

Flow::Balance FamilyDesk::balanceOf(const Api::ProfileId &child) const
{
    return m_flow.allowanceOf(child);
}

Flow::Explanation FamilyDesk::explain(const Api::ProfileId &child, const QDate &day) const
{
    return m_flow.explain(child, day);
}

bool FamilyDesk::isPaused() const
{
    return m_settings.settings().pausedAll;
}

void FamilyDesk::pauseEverything(bool paused)
{
    Flow::KioskSettings settings = m_settings.settings();
    settings.pausedAll = paused;
    m_settings.save(settings);
}

int FamilyDesk::offlineShare() const
{
    return m_settings.settings().offlineShare;
}

void FamilyDesk::setOfflineShare(int percent)
{
    Flow::KioskSettings settings = m_settings.settings();
    settings.offlineShare = std::clamp(percent, 0, 100);
    m_settings.save(settings);
}

bool FamilyDesk::canLease() const
{
    return m_settler.isOffered();
}

void FamilyDesk::askBoxes()
{
    m_client.boxes()->then(this, [this](const auto &answer) {
        if (!answer) {
            Q_EMIT boxesNotHeard(problemOf(answer.error()));
            return;
        }
        QList<Parents::FamilyBox> boxes;
        for (const Api::Box &box : *answer)
            boxes.append({box.id.toString(), box.heardAt, box.id == m_account.ledger()});
        Q_EMIT boxesHeard(boxes);
    });
}

void FamilyDesk::releaseBox(const QString &id)
{
    const auto ledger = Api::LedgerId::parse(id);
    m_client.forgetBox(ledger.value_or(Api::LedgerId()))->then(this, [this, id](const auto &answer) {
        if (answer)
            Q_EMIT boxReleased(id);
        else
            Q_EMIT boxNotReleased(id, problemOf(answer.error()));
    });
}

Parents::ClockFacts FamilyDesk::clock() const
{
    const auto now = m_clock.monotonic();
    const QTimeZone zone = m_clock.zone();
    const Flow::DayKeeper &days = m_flow.days();
    Parents::ClockFacts facts;
    facts.trust = days.trust();
    facts.day = m_flow.day();
    facts.now = days.time(now).value_or(m_clock.wall()).toTimeZone(zone);
    if (const auto doubted = days.doubted(now))
        facts.doubted = doubted->toTimeZone(zone);
    return facts;
}

void FamilyDesk::confirmTime(const QDateTime &time)
{
    m_flow.confirmTime(time);
    Q_EMIT changed();
}

} // namespace Medio::Adapters
