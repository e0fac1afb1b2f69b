// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/tagreader.h"
#include "nfc/uid.h"

#include <QList>

#include <chrono>
#include <optional>
#include <variant>

namespace Medio::Nfc {

/// The chip that was announced is gone.
struct Lifted
{
    Uid uid;
    friend bool operator==(const Lifted &, const Lifted &) = default;
};

/// Nothing lies on a reader that has just come (back).
struct Vacant
{
    friend bool operator==(const Vacant &, const Vacant &) = default;
};

/// Turns what the poll loop sees, look by look, into chips that are placed and lifted. Decides
/// alone from what it is told: no clock, no device, no thread of its own. Its rules are the
/// checklist of nfc/README.md.
///
/// A gap in the readings of a chip may be a lift or a moment of bad coupling, and while it lasts
/// nothing tells one from the other. So it trusts where it may: of a chip that has been read for a
/// while without one, a short gap is a lift; of any other a long one only. What is read steadily again
/// after such a gap was away: that is said when it is known. What a place is like outlives faults
/// and chips. The figures are those of tests/bench/gestures.
class PresenceTracker
{
public:
    /// Too many looks failed in a row: the reader must be opened anew.
    struct Faulty
    {
        friend bool operator==(const Faulty &, const Faulty &) = default;
    };
    using Event = std::variant<Placement, Lifted, Vacant, Faulty, Refused, Weak>;

    /// How long a gap must be for a lift. Both must be over, time and looks: so a transport whose looks
    /// are slow is given time by their number.
    struct Grace
    {
        using Time = std::chrono::milliseconds;

        int looks = 3;     ///< in a row without the chip
        Time trusted{110}; ///< since a trusted chip was read last
        Time wary{2500};   ///< the same of any other; not longer than `trusted`: every chip is trusted

        // A chip is trusted that has been read so long without a gap ...
        Time trust{800};             ///< ... since it came, ...
        Time trustAtACalmPlace{400}; ///< ... the same where `calm` placements had no gap, ...
        Time trustAfterAGap{1500};   ///< ... since its last gap
        int calm = 100;

        Time look{40};    ///< of the time before a reading it counts so much at most: a gap may hide in more
        Time fringe{150}; ///< a hand takes no longer to bring a chip into the field, or out of it
        Time hand{102};   ///< no jump takes so long, from the first look without the chip to the last
        Time again{640};  ///< read without a gap after one of at least `hand`: it was away
        Time back{250};   ///< so soon after its last reading a lifted chip must be read often:
        int confirmations = 4; ///< readings in a row that make that return, or a swap
        bool waits = false; ///< a look ends when a chip comes or goes: its gap lasts until it is seen again
        Time doubt{700}; ///< another chip or nonsense in its place, or nothing where one lay before a fault
    };

    static constexpr int readingsOfAFlaw = 2;  ///< of an impossible UID, until it is refused
    static constexpr int failuresOfAFault = 3; ///< looks in a row
    static constexpr int gapsOfAWeakChip = 3;

    PresenceTracker()
        : PresenceTracker(Grace())
    {
    }
    explicit PresenceTracker(const Grace &grace)
        : m_grace(grace)
        , m_calmPlacements(grace.calm)
    {
    }

    /// For another transport; of a chip that lies there too.
    void setGrace(const Grace &grace) { m_grace = grace; }

    /// Before the first look: a chip lay there when the reader was seen last. It may be in a gap.
    void remember() { m_laidThere = true; }

    // The end of one look, at `when` (CLOCK_MONOTONIC, never less than before).

    /// It found a chip.
    QList<Event> seen(const Sighting &what, std::chrono::nanoseconds when);

    /// It found nothing. `isJustGone`: it was a wait, and ended when what lay there went.
    QList<Event> nothing(std::chrono::nanoseconds when, bool isJustGone = false);

    /// It failed, and so says nothing about the chip.
    QList<Event> failed(std::chrono::nanoseconds when);

    /// The reader is gone or opened anew: what lies there is unknown again.
    void forget();

    /// The next look decides something: it should not wait.
    [[nodiscard]] bool isUndecided() const;

    /// Something lies there, as far as was said: a chip, or one that was refused.
    [[nodiscard]] bool isOccupied() const { return m_resident.has_value(); }

    /// The chip that was placed and not lifted.
    [[nodiscard]] std::optional<Uid> chip() const;

private:
    using Moment = std::chrono::nanoseconds;

    /// What was announced and not lifted.
    struct Resident
    {
        Sighting what;
        Moment came;
        Moment lastSeen;
        std::chrono::nanoseconds steady{0};  ///< read without a gap
        bool isInGap = false;                ///< the last look that told did not find it, nor anything else
        Moment firstMissed{0};               ///< in the last gap, the first of such looks ...
        Moment lastMissed{0};                ///< ... and the last: between the two it was not there
        int gaps = 0;                        ///< that were none, but those of a hand that brought it
        std::optional<Moment> firstGap = {}; ///< the end of the first of them
        std::optional<Moment> back = {};     ///< perhaps it was away until then
        bool isDoubted = false;              ///< one gap was passed over
    };
    /// Seen, not announced yet.
    struct Candidate
    {
        Sighting what;
        Moment firstSeen;
        int readings = 0;
    };
    /// Announced as lifted.
    struct Departed
    {
        Sighting what;
        Moment lastSeen;
    };

    QList<Event> seenAgain(Moment when);
    /// A gap of the resident has ended that was too short for a lift.
    QList<Event> bridge(Moment begin, Moment end);
    QList<Event> wasAway();
    [[nodiscard]] bool isTrusted() const;
    /// The gap of the resident is long enough.
    [[nodiscard]] bool isLifted(Moment when) const;
    [[nodiscard]] bool isSwapped(Moment when) const;
    /// A reading that tells nothing of another chip: damaged, or of several at once.
    [[nodiscard]] static bool isDoubtful(const Sighting &what);
    /// It is read, be it together with another.
    [[nodiscard]] bool isOfResident(const Sighting &what) const;
    /// A chip beside what was refused: its readings count, whatever lies between them.
    [[nodiscard]] bool outranksResident(const Sighting &what) const;
    /// What the candidate is can be said.
    [[nodiscard]] bool isCertain(Moment when) const;
    [[nodiscard]] int readingsWanted() const;
    QList<Event> leave();
    Event arrive(Moment when);

    Grace m_grace;
    int m_calmPlacements; ///< since the last gap that was no lift
    std::optional<Resident> m_resident;
    std::optional<Candidate> m_candidate;
    std::optional<Sighting> m_neighbour; ///< lies beside the resident
    std::optional<Departed> m_departed;
    bool m_laidThere = false;      ///< something, before the fault
    std::optional<Moment> m_began; ///< the first look since then
    std::optional<Moment> m_lastLook;
    bool m_isSettled = false; ///< known what lay there when the reader came
    int m_misses = 0;         ///< looks without the resident since it was seen, failed ones left out
    int m_failures = 0;       ///< failed looks in a row
};

} // namespace Medio::Nfc
