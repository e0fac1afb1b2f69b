// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/daykeeper.h"

#include <algorithm>
#include <utility>

namespace Medio::Flow {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

milliseconds between(const QDateTime &from, const QDateTime &to)
{
    return milliseconds(from.msecsTo(to));
}

} // namespace

QDateTime DayKeeper::Word::on(nanoseconds now) const
{
    return time.addMSecs(std::chrono::floor<milliseconds>(now - at).count());
}

void DayKeeper::look(nanoseconds now, const QDateTime &wall, ClockSource source, const QTimeZone &zone)
{
    m_zone = zone;
    const bool first = !std::exchange(m_looked, true);
    if (first)
        m_started = now;
    switch (source) {
    case ClockSource::Network:
        weigh({TimeTrust::Network, wall.toUTC(), now});
        break;
    case ClockSource::Hardware:
        // Set by hand afterwards, it would still call itself so.
        if (first)
            weigh({TimeTrust::Hardware, wall.toUTC(), now});
        break;
    case ClockSource::Nobody:
        break;
    }
    if (!m_day) {
        m_day = wall.toTimeZone(m_zone).date();
        m_isGuess = trust() == TimeTrust::Unknown || trust() == TimeTrust::Hardware;
    }
    openDay(now);
}

void DayKeeper::hear(nanoseconds now, const QDateTime &date)
{
    weigh({TimeTrust::Server, date.toUTC(), now});
    openDay(now);
}

void DayKeeper::confirm(nanoseconds now, const QDateTime &time)
{
    believe({TimeTrust::Parent, time.toUTC(), now});
    m_day = time.toTimeZone(m_zone).date();
    m_isGuess = false;
}

void DayKeeper::weigh(const Word &word)
{
    if (word.time.date() < firstDay)
        return; // the clock of a board that was never set
    if (isNear(word)) {
        // NTP knows to the millisecond what a header says to the second.
        if (!m_anchor || m_anchor->by != TimeTrust::Network || word.by == TimeTrust::Network)
            believe(word);
        return;
    }
    // A source that agrees with itself is no second one.
    const bool agrees = m_doubted && m_doubted->by != word.by &&
                        std::chrono::abs(between(m_doubted->on(word.at), word.time)) <= sameTime;
    if (agrees)
        believe(word);
    else if (!m_doubted || m_doubted->by == word.by || m_doubted->by == TimeTrust::Hardware)
        m_doubted =
            word; // stays what it is until its own source says otherwise; a hardware clock speaks once
}

void DayKeeper::believe(const Word &word)
{
    m_anchor = word;
    m_doubted.reset();
}

/// Near enough to what is known already to be believed by itself.
bool DayKeeper::isNear(const Word &word) const
{
    if (m_isGuess)
        return true;
    if (m_anchor)
        return std::chrono::abs(between(m_anchor->on(word.at), word.time)) <= furthestJump;
    if (!isKnown(m_day))
        return true;
    // After a start nothing is known but the day: it may be any moment of it.
    const QDateTime from = m_day->startOfDay(m_zone);
    const QDateTime to = m_day->addDays(1).startOfDay(m_zone);
    return between(word.time, from) <= furthestJump && between(to, word.time) <= furthestJump;
}

/// Days only go forward, and only by the word of somebody who is believed.
void DayKeeper::openDay(nanoseconds now)
{
    if (!m_anchor || !m_day)
        return;
    const QDate day = m_anchor->on(now).toTimeZone(m_zone).date();
    const bool isKnown = m_anchor->by != TimeTrust::Hardware;
    m_day = m_isGuess && isKnown ? day : std::max(*m_day, day);
    m_isGuess = m_isGuess && !isKnown;
}

std::optional<QDateTime> DayKeeper::time(nanoseconds now) const
{
    if (!m_anchor)
        return std::nullopt;
    return m_anchor->on(now).toTimeZone(m_zone);
}

std::optional<QDateTime> DayKeeper::timeAtLeast(nanoseconds now) const
{
    if (m_anchor)
        return time(now);
    if (!m_lastMoment)
        return std::nullopt;
    const auto passed = std::chrono::floor<milliseconds>(now - m_started);
    return m_lastMoment->addMSecs(passed.count()).toTimeZone(m_zone);
}

std::optional<QDateTime> DayKeeper::doubted(nanoseconds now) const
{
    if (!m_doubted)
        return std::nullopt;
    return m_doubted->on(now).toTimeZone(m_zone);
}

} // namespace Medio::Flow
