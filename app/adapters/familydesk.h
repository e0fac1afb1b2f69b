// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/timedesk.h"

#include <QHash>
#include <QList>

#include <chrono>

namespace Medio {
class Clock;
namespace Flow {
class KioskFlow;
class SettingsStore;
} // namespace Flow
namespace Net {
class MedioClient;
}
} // namespace Medio

namespace Medio::Adapters {

class FamilyAccount;
class Settler;

/// Watch time as parents decide about it: the flow knows the days, the settings keep the plans, a home
/// server that settles knows the other boxes. GUI thread. What it joins outlives it.
class FamilyDesk final : public Parents::TimeDesk
{
    Q_OBJECT
public:
    FamilyDesk(const Clock &clock, Flow::KioskFlow &flow, Flow::SettingsStore &settings,
               Net::MedioClient &client, const FamilyAccount &account, const Settler &settler);

    [[nodiscard]] Flow::KidPlan planOf(const Api::ProfileId &child) const override;
    void setPlan(const Api::ProfileId &child, const Flow::KidPlan &plan) override;
    [[nodiscard]] Flow::Ending usualEnding() const override;
    void sayEnough(const Api::ProfileId &child, bool enough) override;
    void grant(const Api::ProfileId &child, std::chrono::minutes amount) override;
    [[nodiscard]] Flow::Balance balanceOf(const Api::ProfileId &child) const override;
    [[nodiscard]] Flow::Explanation explain(const Api::ProfileId &child, const QDate &day) const override;
    [[nodiscard]] bool isPaused() const override;
    void pauseEverything(bool paused) override;
    [[nodiscard]] int offlineShare() const override;
    void setOfflineShare(int percent) override;
    [[nodiscard]] bool canLease() const override;
    void askBoxes() override;
    void releaseBox(const QString &id) override;
    [[nodiscard]] Parents::ClockFacts clock() const override;
    void confirmTime(const QDateTime &time) override;

private:
    void keep(const Api::ProfileId &child, const Flow::KidPlan &plan);

    const Clock &m_clock;
    Flow::KioskFlow &m_flow;
    Flow::SettingsStore &m_settings;
    Net::MedioClient &m_client;
    const FamilyAccount &m_account;
    const Settler &m_settler;
    QHash<Api::ProfileId, QList<std::chrono::minutes>> m_grants; ///< on their way to the disk, in order
};

} // namespace Medio::Adapters
