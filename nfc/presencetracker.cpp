// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/presencetracker.h"

#include <algorithm>
#include <utility>

namespace Medio::Nfc {

QList<PresenceTracker::Event> PresenceTracker::seen(const Sighting &what, Moment when)
{
    m_lastLook = when;
    m_began = m_began.value_or(when);
    m_failures = 0;
    if (isOfResident(what))
        return seenAgain(when);

    if (!m_candidate || m_candidate->what != what)
        m_candidate = Candidate{what, when, 0};
    ++m_candidate->readings;
    if (!isDoubtful(what)) // that may be the resident
        ++m_misses;

    QList<Event> events;
    if (m_resident) {
        if (!isSwapped(when))
            return {};
        events = leave();
    }
    if (isCertain(when))
        events << arrive(when);
    return events;
}

QList<PresenceTracker::Event> PresenceTracker::seenAgain(Moment when)
{
    // Two chips side by side are read in turn, since the selected one passes over one request
    // (ISO 14443-3 §6.4): what was read in between lies beside it.
    if (m_candidate && !isDoubtful(m_candidate->what))
        m_neighbour = m_candidate->what;
    if (!m_candidate || !outranksResident(m_candidate->what))
        m_candidate.reset();
    const int misses = std::exchange(m_misses, 0);
    const bool isNoise = misses <= 1 && isTrusted();
    const Moment before = std::exchange(m_resident->lastSeen, when);
    if (std::exchange(m_resident->isInGap, false) && !isNoise)
        return bridge(before, when);
    m_resident->steady += std::min(when - before, Moment(m_grace.look));
    if (m_resident->back && m_resident->steady >= m_grace.again)
        return wasAway();
    return {};
}

QList<PresenceTracker::Event> PresenceTracker::bridge(Moment begin, Moment end)
{
    Resident &chip = *m_resident;
    chip.steady = {};
    // Until then it was read as steadily as a chip that lies well; it need not be when a hand takes it.
    const bool wasSteady = !chip.firstGap || *chip.firstGap > begin - m_grace.fringe;
    const Moment missedUntil = m_grace.waits ? end : chip.lastMissed;
    if (wasSteady && !chip.back && missedUntil - chip.firstMissed >= m_grace.hand) {
        chip.back = end;
        return {};
    }
    if (end - chip.back.value_or(chip.came) < m_grace.fringe)
        return {};
    // One may be noise: the chip must be read anew for so long.
    if (!std::exchange(chip.isDoubted, true))
        return {};
    chip.back.reset();
    chip.firstGap = chip.firstGap.value_or(end);
    m_calmPlacements = 0;
    const auto *uid = std::get_if<Uid>(&chip.what);
    if (++chip.gaps == gapsOfAWeakChip && uid)
        return {Weak{*uid}};
    return {};
}

QList<PresenceTracker::Event> PresenceTracker::wasAway()
{
    Resident &chip = *m_resident;
    chip.came = *std::exchange(chip.back, std::nullopt);
    chip.gaps = 0;
    chip.firstGap.reset();
    chip.isDoubted = false;
    if (const auto *uid = std::get_if<Uid>(&chip.what))
        return {Lifted{*uid}, Placement{*uid, false, chip.came}};
    return {};
}

QList<PresenceTracker::Event> PresenceTracker::nothing(Moment when, bool isJustGone)
{
    m_lastLook = when;
    m_began = m_began.value_or(when);
    m_failures = 0;
    // Until then the resident lay there, unless it was missed before or something else was found.
    if (m_resident && isJustGone && !m_resident->isInGap && !m_candidate)
        m_resident->lastSeen = when;
    m_candidate.reset();
    ++m_misses;
    if (m_resident) {
        if (!std::exchange(m_resident->isInGap, true))
            m_resident->firstMissed = when;
        m_resident->lastMissed = when;
        return isLifted(when) ? leave() : QList<Event>();
    }
    // A chip that lay there before a fault may be in a gap.
    if (!m_isSettled && m_misses >= m_grace.looks && (!m_laidThere || when - *m_began >= m_grace.doubt)) {
        m_isSettled = true;
        m_laidThere = false;
        return {Vacant{}};
    }
    return {};
}

QList<PresenceTracker::Event> PresenceTracker::failed(Moment when)
{
    // The time of a failed look is no time without the chip.
    if (m_resident && m_lastLook)
        for (Moment *moment : {&m_resident->lastSeen, &m_resident->firstMissed, &m_resident->lastMissed})
            *moment += when - *m_lastLook;
    m_lastLook = when;
    m_candidate.reset();
    if (++m_failures < failuresOfAFault)
        return {};
    forget();
    return {Faulty{}};
}

void PresenceTracker::forget()
{
    PresenceTracker fresh(m_grace);
    fresh.m_calmPlacements = m_calmPlacements;
    fresh.m_laidThere = m_resident || m_laidThere;
    *this = std::move(fresh);
}

bool PresenceTracker::isUndecided() const
{
    return m_candidate || !m_isSettled || (m_resident && (m_misses > 0 || !isTrusted()));
}

std::optional<Uid> PresenceTracker::chip() const
{
    const auto *uid = m_resident ? std::get_if<Uid>(&m_resident->what) : nullptr;
    return uid ? std::optional(*uid) : std::nullopt;
}

bool PresenceTracker::isTrusted() const
{
    const auto trust = m_resident->gaps > 0               ? m_grace.trustAfterAGap
                       : m_calmPlacements >= m_grace.calm ? m_grace.trustAtACalmPlace
                                                          : m_grace.trust;
    return m_grace.wary <= m_grace.trusted || m_resident->steady >= trust;
}

bool PresenceTracker::isLifted(Moment when) const
{
    return m_misses >= m_grace.looks &&
           when - m_resident->lastSeen >= (isTrusted() ? m_grace.trusted : m_grace.wary);
}

bool PresenceTracker::isSwapped(Moment when) const
{
    // Damaged readings are noise as long as a gap of any chip may last. Of several chips one may be the
    // resident.
    if (isDoubtful(m_candidate->what))
        return m_candidate->readings >= readingsOfAFlaw &&
               when - m_resident->lastSeen >=
                   (std::holds_alternative<Mixture>(m_candidate->what) ? m_grace.wary : m_grace.doubt);
    if ((m_candidate->what != m_neighbour || outranksResident(m_candidate->what)) &&
        m_candidate->readings >= m_grace.confirmations)
        return true;
    if (m_candidate->readings > m_grace.confirmations && when - m_resident->lastSeen >= m_grace.doubt)
        return true;
    return isLifted(when);
}

bool PresenceTracker::isDoubtful(const Sighting &what)
{
    return std::holds_alternative<Mixture>(what) || what == Sighting(UidFlaw::Impossible);
}

bool PresenceTracker::isOfResident(const Sighting &what) const
{
    if (!m_resident)
        return false;
    const auto *several = std::get_if<Mixture>(&what);
    return m_resident->what == what ||
           (several && (m_resident->what == Sighting(several->uid) || isDoubtful(m_resident->what)));
}

bool PresenceTracker::outranksResident(const Sighting &what) const
{
    return std::holds_alternative<Uid>(what) && std::holds_alternative<UidFlaw>(m_resident->what);
}

bool PresenceTracker::isCertain(Moment when) const
{
    // The chips of a mixture are read one by one before long.
    const bool isMixed = std::holds_alternative<Mixture>(m_candidate->what);
    return m_candidate->readings >= readingsWanted() &&
           (!isMixed || when - m_candidate->firstSeen >= m_grace.doubt);
}

int PresenceTracker::readingsWanted() const
{
    if (isDoubtful(m_candidate->what))
        return readingsOfAFlaw;
    // A hand that goes away slowly crosses the edge of the field.
    if (m_grace.wary > m_grace.trusted && m_departed && m_departed->what == m_candidate->what &&
        m_candidate->firstSeen - m_departed->lastSeen < m_grace.back)
        return m_grace.confirmations;
    return 1;
}

QList<PresenceTracker::Event> PresenceTracker::leave()
{
    m_departed = Departed{m_resident->what, m_resident->lastSeen};
    m_resident.reset();
    m_neighbour.reset();
    m_misses = 0;
    if (const auto *uid = std::get_if<Uid>(&m_departed->what))
        return {Lifted{*uid}};
    return {};
}

PresenceTracker::Event PresenceTracker::arrive(Moment when)
{
    Candidate candidate = *std::exchange(m_candidate, std::nullopt);
    if (std::holds_alternative<Mixture>(candidate.what))
        candidate.what = UidFlaw::Impossible;
    const bool isResting = !std::exchange(m_isSettled, true);
    m_resident = Resident{candidate.what, candidate.firstSeen, when};
    const bool neverLeft = m_departed && m_departed->what == candidate.what &&
                           candidate.firstSeen - m_departed->lastSeen < m_grace.fringe;
    m_calmPlacements = neverLeft ? 0 : std::min(m_calmPlacements + 1, m_grace.calm);
    m_laidThere = false;
    m_misses = 0;
    if (const auto *uid = std::get_if<Uid>(&candidate.what))
        return Placement{*uid, isResting, candidate.firstSeen};
    return Refused{std::get<UidFlaw>(candidate.what), isResting, candidate.firstSeen};
}

} // namespace Medio::Nfc
