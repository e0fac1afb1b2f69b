// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/bench/watchtime/timeline.h"

#include <QDate>
#include <QMap>

#include <algorithm>

namespace Medio::WatchTrial {

/// The rule that the best of the others follow, on the same traces: no limit while the year is before
/// 2024, what was played is written every 15 s, and looked at every 30 s.
class Rival
{
public:
    void place(nanoseconds length)
    {
        m_left = length;
        m_wishes = true;
        m_sinceLook = std::chrono::seconds(30); // looks when a film begins
    }
    void lift() { m_wishes = false; }
    void cut()
    {
        m_used = m_written;
        m_wishes = false;
        m_sinceWrite = nanoseconds(0);
    }

    /// `wall`: what the machine's clock shows; `day`: the true one.
    void move(nanoseconds time, const QDate &wall, const QDate &day, nanoseconds limit)
    {
        if (wall != m_day) {
            m_day = wall;
            m_used = m_written = nanoseconds(0);
        }
        while (m_wishes && m_left > nanoseconds(0) && time > nanoseconds(0)) {
            const nanoseconds step = std::min<nanoseconds>({time, m_left, std::chrono::seconds(1)});
            time -= step;
            if (m_sinceLook >= std::chrono::seconds(30)) {
                m_sinceLook = nanoseconds(0);
                m_isOver = wall.year() >= 2024 && m_used >= limit;
            }
            m_sinceLook += step;
            if (m_isOver)
                continue;
            m_left -= step;
            m_used += step;
            m_playedOn[day] += step;
            m_sinceWrite += step;
            if (m_sinceWrite >= std::chrono::seconds(15)) {
                m_sinceWrite = nanoseconds(0);
                m_written = m_used;
            }
        }
    }

    [[nodiscard]] const QMap<QDate, nanoseconds> &playedOn() const { return m_playedOn; }

private:
    QDate m_day;
    nanoseconds m_used{0};
    nanoseconds m_written{0};
    nanoseconds m_left{0};
    nanoseconds m_sinceWrite{0};
    nanoseconds m_sinceLook{0};
    bool m_wishes = false;
    bool m_isOver = false;
    QMap<QDate, nanoseconds> m_playedOn;
};

} // namespace Medio::WatchTrial
