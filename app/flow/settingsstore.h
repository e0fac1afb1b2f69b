// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"
#include "net/api/values.h"

#include <QObject>

#include <optional>

namespace Medio::Flow {

/// What lifting the chip means.
enum class ReaderMode {
    Hold, ///< lifting pauses, putting back goes on
    Tap,  ///< lifting means nothing, the same chip again pauses and goes on
};
[[nodiscard]] QString nameOf(ReaderMode mode); ///< "hold", "tap"

/// How a film stops when the day's time is up (PRODUCT.md, "Enough for today").
enum class Ending {
    Film,  ///< at the end of this film, at most maximalOverrun beyond; owed on the next day
    Limit, ///< when the time is up
    Fits,  ///< only films that still fit are started
};
[[nodiscard]] QString nameOf(Ending ending); ///< "film", "limit", "fits"

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
    Ending ending = Ending::Film;
    SecondChip secondChip = SecondChip::Switch;
    SameChip sameChip = SameChip::Pause;
    int volume = loudest; ///< 1..loudest
    ReaderSide readerSide = ReaderSide::Below;
    bool strict = false;                 ///< nothing plays before the server agreed
    bool calm = false;                   ///< reduced motion, softer sounds, no celebration
    std::optional<Api::ProfileId> child; ///< who watched last; remembered over power cuts

    friend bool operator==(const KioskSettings &, const KioskSettings &) = default;
};

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
