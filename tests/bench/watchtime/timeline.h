// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QDateTime>
#include <QTimeZone>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <utility>

namespace Medio::WatchTrial {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

/// The true time of a simulated world, what is to happen in it, and its dice. Nothing sleeps.
class Timeline
{
public:
    Timeline(const QDateTime &start, quint64 seed)
        : m_start(start)
        , m_random(seed)
    {
    }

    [[nodiscard]] nanoseconds now() const { return m_now; }
    [[nodiscard]] QDateTime wall() const
    {
        return m_start.addMSecs(std::chrono::duration_cast<milliseconds>(m_now).count());
    }

    void in(nanoseconds delay, std::function<void()> deed)
    {
        m_deeds.emplace(m_now + delay, std::move(deed));
    }
    [[nodiscard]] std::optional<nanoseconds> next() const
    {
        return m_deeds.empty() ? std::nullopt : std::optional(m_deeds.begin()->first);
    }
    void moveTo(nanoseconds moment) { m_now = std::max(m_now, moment); }
    /// Does the first thing that is due. False: nothing is.
    bool doOne()
    {
        if (m_deeds.empty() || m_deeds.begin()->first > m_now)
            return false;
        const auto deed = std::move(m_deeds.begin()->second);
        m_deeds.erase(m_deeds.begin());
        deed();
        return true;
    }

    /// 0..sides-1
    int dice(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(m_random); }
    bool chance(int percent) { return dice(100) < percent; }
    milliseconds between(milliseconds least, milliseconds most)
    {
        return least + milliseconds(dice(static_cast<int>((most - least).count()) + 1));
    }

private:
    QDateTime m_start;
    nanoseconds m_now{0};
    std::multimap<nanoseconds, std::function<void()>> m_deeds;
    std::mt19937_64 m_random;
};

/// A machine's clocks: a crystal that runs too fast or too slow, a wall clock that anybody may set.
class TrialClock final : public Clock
{
public:
    TrialClock(const Timeline &timeline, int driftPpm)
        : m_timeline(timeline)
        , m_drift(driftPpm)
    {
    }

    [[nodiscard]] QDateTime wall() const override
    {
        if (m_source == ClockSource::Network)
            return m_timeline.wall();
        return m_set.addMSecs(std::chrono::duration_cast<milliseconds>(monotonic() - m_setAt).count());
    }
    [[nodiscard]] nanoseconds monotonic() const override { return stretched(m_timeline.now() - m_boot); }
    [[nodiscard]] QString bootId() const override { return QString::number(m_boots); }
    [[nodiscard]] bool isTrusted() const override { return m_source != ClockSource::Nobody; }
    [[nodiscard]] ClockSource source() const override { return m_source; }
    [[nodiscard]] QTimeZone zone() const override { return m_zone; }

    /// When the monotonic clock shows this, in true time; never before.
    [[nodiscard]] nanoseconds trueTimeOf(nanoseconds moment) const
    {
        nanoseconds guess = m_boot + moment - moment * m_drift / (1'000'000 + m_drift);
        while (stretched(guess - m_boot) < moment)
            guess += nanoseconds(1);
        return guess;
    }

    void boot(ClockSource source, const QDateTime &wall)
    {
        m_boot = m_timeline.now();
        ++m_boots;
        set(source, wall);
    }
    void set(ClockSource source, const QDateTime &wall)
    {
        m_source = source;
        m_set = wall;
        m_setAt = monotonic();
    }

    /// So long it takes by this crystal.
    [[nodiscard]] nanoseconds stretched(nanoseconds time) const { return time + time * m_drift / 1'000'000; }

private:
    const Timeline &m_timeline;
    const QTimeZone m_zone{"Europe/Berlin"};
    qint64 m_drift;
    nanoseconds m_boot{0};
    int m_boots = 0;
    ClockSource m_source = ClockSource::Network;
    QDateTime m_set;
    nanoseconds m_setAt{0};
};

} // namespace Medio::WatchTrial
