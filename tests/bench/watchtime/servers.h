// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/allowance.h"
#include "app/flow/familytime.h"
#include "app/flow/watchsessions.h"
#include "net/api/settlement.h"
#include "tests/bench/watchtime/timeline.h"

#include <QDate>
#include <QHash>
#include <QMap>

#include <optional>

namespace Medio::WatchTrial {

/// Plain Medio, as MEDIO-API.md §8 says: it bills the wall clock in begun minutes, on UTC days, and knows
/// of a session only when it is over.
class PlainServer
{
public:
    explicit PlainServer(const Timeline &timeline)
        : m_timeline(timeline)
    {
    }

    minutes limit{60};

    [[nodiscard]] Flow::SessionStartAnswer start();
    [[nodiscard]] Flow::BeatAnswer beat(const Api::SessionId &session) const;
    /// What it bills for it. None: it knows no such running session; billed before, or never.
    [[nodiscard]] std::optional<seconds> end(const Api::SessionId &session);
    [[nodiscard]] Flow::WatchTime watchTime() const { return {m_watched.value(today()), limit}; }
    void forget() { m_running.clear(); }

private:
    [[nodiscard]] QDate today() const { return m_timeline.wall().date(); }

    const Timeline &m_timeline;
    QHash<Api::SessionId, nanoseconds> m_running;
    QHash<QDate, minutes> m_watched;
    int m_sessions = 0;
};

/// The home server by the rules of net/api/settlement.h: what boxes say are states, the newest counts;
/// the leases of a day and what was played beyond them never exceed its allowance and its grants.
class HomeServer
{
public:
    minutes limit{60};

    struct Statement ///< of one box about one day
    {
        QDate day;
        quint64 revision = 0;
        milliseconds played{0};
        milliseconds over{0};
        milliseconds granted{0};
        quint64 leaseRevision = 0; ///< as it last heard
        milliseconds mayPlay{0};   ///< as it holds it
    };
    struct Answer
    {
        QDate day;
        Flow::FamilyDay family;
        milliseconds grantedHere{0};
        quint64 receipt = 0;
        quint64 leaseRevision = 0;
        std::optional<milliseconds> pleaseKeep;
        minutes limit{0};
    };

    [[nodiscard]] Answer settle(int box, const Statement &statement);
    [[nodiscard]] milliseconds playedBy(int box, const QDate &day) const
    {
        return m_days.value(day).value(box).said.played;
    }
    /// The highest allowance by which leases of this day were given: who lowers it afterwards takes back
    /// only what nobody holds yet.
    [[nodiscard]] minutes leasedBy(const QDate &day) const { return m_leasedBy.value(day); }

private:
    struct Box
    {
        Statement said;
        quint64 leaseRevision = 0;
        milliseconds lease{0};
        bool asked = false;

        [[nodiscard]] milliseconds normal() const { return said.played - said.over; }
        [[nodiscard]] milliseconds bound() const { return std::max(lease, normal()); }
    };
    QHash<QDate, QMap<int, Box>> m_days;
    QHash<QDate, minutes> m_leasedBy;
    quint64 m_receipts = 0;
};

} // namespace Medio::WatchTrial
