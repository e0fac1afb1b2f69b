// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/bench/watchtime/trialbox.h"

#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace Medio::WatchTrial {

/// What one run came to. Seconds and milliseconds are beyond what is allowed, unless said otherwise.
struct Verdict
{
    QStringList broken; ///< promises that did not hold; empty: all did

    milliseconds worstDay{milliseconds::min()}; ///< counted − (allowance + granted + overrun); ≤ 0
    milliseconds worstSitting{0};               ///< |counted − really played| of a sitting without a cut
    milliseconds worstCut{0};                   ///< counted and not played, for one cut
    milliseconds worstGiven{0};                 ///< played and not counted, of a sitting with a cut
    milliseconds rivalWorstDay{0};              ///< played − (allowance + granted + overrun) of a true day
    bool rivalBroke = false;                    ///< by more than its own 30 s
    nanoseconds played{0};
    int cuts = 0;
    int sittings = 0;
    int days = 0;
};

/// A household for some hours or days: one or two kiosks, a child who does anything, parents, weather.
class WatchWorld
{
public:
    explicit WatchWorld(quint64 seed);
    [[nodiscard]] Verdict run();

private:
    void makeHousehold();
    void setLimit(minutes limit);
    void doSomething(TrialBox &box);
    void doToClock(TrialBox &box);
    void decide(TrialBox &box);
    void restart(TrialBox &box);
    void pass(nanoseconds time);
    [[nodiscard]] Verdict judge();
    void judgeSittings(const TrialBox &box, Verdict &verdict) const;
    void judgeDays(Verdict &verdict) const;
    void judgeRival(Verdict &verdict) const;

    Timeline m_time;
    Household m_household;
    PlainServer m_plain;
    HomeServer m_home;
    std::vector<std::unique_ptr<TrialBox>> m_boxes;
    QMap<QDate, minutes> m_mostLimit; ///< of true days, for the rival
    QStringList m_broken;
};

/// One evening with "at the end of this film": a playlist with chapters, a budget, nothing goes wrong.
struct Evening
{
    QList<Stop> stops;
    milliseconds debt{0}; ///< as the ledger says
    milliseconds over{0}; ///< as it was
};
[[nodiscard]] Evening eveningOf(quint64 seed, minutes budget);

} // namespace Medio::WatchTrial
