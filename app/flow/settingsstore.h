// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/kidplan.h"
#include "app/flow/scene.h"
#include "net/api/values.h"

#include <QHash>
#include <QObject>
#include <QTime>

#include <algorithm>
#include <optional>
#include <utility>

namespace Medio::Flow {

/// What lifting the chip means.
enum class ReaderMode {
    Hold, ///< lifting pauses, putting back goes on
    Tap,  ///< lifting means nothing, the same chip again pauses and goes on
};
[[nodiscard]] QString nameOf(ReaderMode mode); ///< "hold", "tap"

/// What another film's chip does while a film plays.
enum class SecondChip {
    Switch, ///< its film begins, after a moment in which it may have been a brush past
    Queue,  ///< its films follow when the present chip's are over; hold mode knows no queue
    Ignore,
};
[[nodiscard]] QString nameOf(SecondChip policy); ///< "switch", "queue", "ignore"

/// Tap mode: what the same chip does again.
enum class SameChip {
    Pause, ///< and goes on
    Restart,
    Next,
    Ignore,
};
[[nodiscard]] QString nameOf(SameChip policy); ///< "pause", "restart", "next", "ignore"

/// Loudness has this many steps; the first is never silence.
inline constexpr int loudest = 10;

/// What parents decided about Kids Mode, and the little the flow itself remembers. The defaults
/// stand here and nowhere else. No secrets.
struct KioskSettings
{
    ReaderMode mode = ReaderMode::Hold;
    Ending ending = Ending::Film; ///< of children whose plan says nothing else
    SecondChip secondChip = SecondChip::Switch;
    SameChip sameChip = SameChip::Pause;
    int volume = loudest; ///< 1..loudest, as the children's chips set it
    // What parents allow, whatever the chips say. Steps of loudness as a person hears it: at 6 of 10 a film
    // is about 8 dB softer (KIDS-UX.md §2, row 23).
    int volumeCap = loudest;  ///< 1..loudest
    int eveningCap = 6;       ///< 1..loudest; in the evening the lesser of both counts
    QTime eveningFrom{19, 0}; ///< then colours and sounds are softer, too
    QTime eveningTo{6, 0};    ///< the same as eveningFrom: there is no evening
    bool fromStart = false;   ///< a chip always begins with its first film
    /// Room for films on this machine, in GB (10⁹ bytes), 1..mostCopyRoom; none: as it was set up.
    std::optional<int> copyRoom = {};
    bool fetchAhead = true;    ///< films that chips need next are fetched before anybody watches them
    bool fetchMetered = false; ///< also where every byte is paid for
    ReaderSide readerSide = ReaderSide::Below;
    bool strict = false;                  ///< nothing plays before the server agreed
    bool calm = false;                    ///< reduced motion, softer sounds, no celebration
    std::optional<Api::ProfileId> child;  ///< who watched last; remembered over power cuts
    QHash<Api::ProfileId, KidPlan> plans; ///< of children for whom something was decided
    bool pausedAll = false;               ///< "pause everything": nothing plays until a parent takes it back
    /// 0..100: how much of a child's day this kiosk gives while the server is away. Less than all only
    /// where other kiosks share the day and no home server leases it: plain Medio cannot.
    int offlineShare = 100;
    /// A parent has read what the platforms do and agreed: their films may be shown.
    bool webFilms = false;

    friend bool operator==(const KioskSettings &, const KioskSettings &) = default;
};

inline constexpr int mostCopyRoom = 2000;

/// How loud films may be at most, 1..loudest.
[[nodiscard]] inline int loudestAllowed(const KioskSettings &settings, bool evening)
{
    return evening ? std::min(settings.volumeCap, settings.eveningCap) : settings.volumeCap;
}
/// How loud they are.
[[nodiscard]] inline int volumeNow(const KioskSettings &settings, bool evening)
{
    return std::min(settings.volume, loudestAllowed(settings, evening));
}
[[nodiscard]] inline bool isEvening(const KioskSettings &settings, const QTime &time)
{
    const auto [from, to] = std::pair(settings.eveningFrom, settings.eveningTo);
    return from <= to ? time >= from && time < to : time >= from || time < to;
}

/// Keeps KioskSettings on disk. Lives on the GUI thread.
class SettingsStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual KioskSettings settings() const = 0; ///< from memory
    /// Holds at once, is written in the background; changed() follows if anything differs.
    virtual void save(const KioskSettings &settings) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Flow
