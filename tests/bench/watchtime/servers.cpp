// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/watchtime/servers.h"

#include "app/flow/kidplan.h"
#include "tests/app/flow/flowfamily.h"

#include <algorithm>

namespace Medio::WatchTrial {

using namespace std::chrono_literals;

Flow::SessionStartAnswer PlainServer::start()
{
    if (m_watched.value(today()) >= limit)
        return Flow::SessionLimit{};
    const auto session = Flow::Testing::idOf<Api::SessionId>(++m_sessions);
    m_running.insert(session, m_timeline.now());
    return Flow::SessionOpened{session, QStringLiteral("https://medio.example:443")};
}

Flow::BeatAnswer PlainServer::beat(const Api::SessionId &session) const
{
    const auto running = m_running.constFind(session);
    if (running == m_running.cend())
        return Flow::SessionUnknown{};
    const auto elapsed = std::chrono::floor<minutes>(m_timeline.now() - *running);
    if (m_watched.value(today()) + elapsed >= limit)
        return Flow::SessionLimit{};
    return Flow::BeatAgreed{};
}

std::optional<seconds> PlainServer::end(const Api::SessionId &session)
{
    const auto running = m_running.constFind(session);
    if (running == m_running.cend())
        return std::nullopt;
    const auto billed = std::chrono::ceil<minutes>(std::chrono::round<seconds>(m_timeline.now() - *running));
    m_running.erase(running);
    m_watched[today()] += billed;
    return billed;
}

HomeServer::Answer HomeServer::settle(int number, const Statement &statement)
{
    QMap<int, Box> &boxes = m_days[statement.day];
    Box &box = boxes[number];
    box.asked = true;
    if (statement.revision >= box.said.revision) {
        // What its own parents granted is this box's to give.
        if (const milliseconds granted = statement.granted - box.said.granted; granted > 0ms) {
            box.lease += granted;
            ++box.leaseRevision;
        }
        box.said = statement;
    }
    // Less than it was given: the rest comes back. An older statement gives nothing back.
    if (statement.leaseRevision == box.leaseRevision && statement.mayPlay < box.lease)
        box.lease = statement.mayPlay;

    Answer answer;
    milliseconds pool = limit;
    milliseconds others{0};
    bool isAlone = true;
    bool isNeeded = false;
    for (auto other = boxes.cbegin(); other != boxes.cend(); ++other) {
        pool += other->said.granted;
        if (other.key() == number)
            continue;
        isAlone = isAlone && !other->asked;
        others += other->bound();
        isNeeded = isNeeded || other->lease - other->normal() < 10s;
        answer.family.elsewhere += other->said.played;
        answer.family.overElsewhere += other->said.over;
        answer.family.grantedElsewhere += other->said.granted;
    }
    const milliseconds free = pool - others - box.bound();
    if (free > 0ms) {
        box.lease = box.bound() + (isAlone || free < 30s ? free : free / 2);
        ++box.leaseRevision;
        m_leasedBy[statement.day] = std::max(m_leasedBy.value(statement.day), limit);
    }
    if (isNeeded && box.lease > box.normal())
        answer.pleaseKeep = box.normal() + (box.lease - box.normal()) / 2;
    answer.day = statement.day;
    answer.receipt = ++m_receipts;
    answer.family.mayPlay = box.lease;
    answer.family.mayOverrun = isAlone ? Flow::maximalOverrun : 0ms;
    answer.grantedHere = box.said.granted;
    answer.leaseRevision = box.leaseRevision;
    answer.limit = limit;
    return answer;
}

} // namespace Medio::WatchTrial
