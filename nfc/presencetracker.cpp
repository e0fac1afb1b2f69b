// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/presencetracker.h"

#include <algorithm>

namespace Medio::Nfc {

QList<PresenceTracker::Event> PresenceTracker::seen(const Uid &uid, Reading reading,
                                                    std::chrono::nanoseconds when)
{
    m_failures = 0;
    if (m_chip == uid) {
        m_misses = 0;
        m_candidate.reset();
        return {};
    }

    if (!m_candidate || m_candidate->uid != uid)
        m_candidate = Candidate{uid, when, 0};
    ++m_candidate->readings;

    // Two chips side by side are read in turn, since the selected one passes over one request
    // (ISO 14443-3 §6.4): another UID is a miss of the first chip, not its end.
    m_misses = m_chip ? m_misses + 1 : 0;
    QList<Event> events;
    if (m_chip && m_misses >= missesOfALift) {
        events << Lifted{*m_chip};
        m_chip.reset();
        m_misses = 0;
    }
    if (!m_chip && (reading == Reading::Certain || m_candidate->readings >= 2)) {
        events << Placement{uid, !m_settled, m_candidate->seenAt};
        m_chip = uid;
        m_candidate.reset();
        m_settled = true;
    }
    return events;
}

QList<PresenceTracker::Event> PresenceTracker::nothing()
{
    m_failures = 0;
    m_candidate.reset();
    m_misses = std::min(m_misses + 1, missesOfALift);
    if (m_misses < missesOfALift)
        return {};
    if (m_chip) {
        const Uid gone = *m_chip;
        m_chip.reset();
        return {Lifted{gone}};
    }
    if (!m_settled) {
        m_settled = true;
        return {Vacant{}};
    }
    return {};
}

QList<PresenceTracker::Event> PresenceTracker::failed()
{
    m_candidate.reset();
    m_misses = 0;
    if (++m_failures < failuresOfAFault)
        return {};
    forget();
    return {Faulty{}};
}

void PresenceTracker::forget()
{
    *this = PresenceTracker();
}

bool PresenceTracker::isUndecided() const
{
    return m_candidate || !m_settled || (m_chip && m_misses > 0);
}

} // namespace Medio::Nfc
