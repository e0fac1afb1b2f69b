// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>

namespace Medio::Parents {

/// What the parents' door remembers over restarts and power cuts; no secret.
struct DoorRecord
{
    bool pinSet = false; ///< there is a verifier in the vault, whether it can be read or not
    int wrongTries = 0;  ///< in a row; 0 or more
    /// The pause that goes with them ends at this moment of the monotonic clock of this boot. In another
    /// boot it begins anew, whole: no clock that somebody can set and no pulled plug shortens it.
    QString boot = {};
    std::chrono::nanoseconds pauseEnds{0};
    QString lastReset = {}; ///< the word with which the machine's owner reset the PIN last (Door)
    /// Somebody found out whether there is a PIN. Not so at a first start, when the note of it was lost, and
    /// when the vault did not say whether it removed it: then `pinSet` is false and says nothing.
    bool pinKnown = false;

    friend bool operator==(const DoorRecord &, const DoorRecord &) = default;
};

/// Keeps it. Implemented by the store, in settings.db (keys door.pin_set, door.wrong_tries, door.boot,
/// door.pause_ends, door.last_reset). Lives on the GUI thread, outlives the door.
class DoorMemory
{
public:
    virtual ~DoorMemory() = default;

    /// From memory; without a note of a PIN, `pinKnown` is false. What is on disk but not allowed counts as
    /// what keeps the door shut: a PIN that is set, very many wrong tries.
    [[nodiscard]] virtual DoorRecord record() const = 0;

    /// Holds at once. `done` runs when it is on the disk (fsynced: a try is counted before it is
    /// answered) or can't be written, exactly once and never from within this call, unless `context`
    /// died.
    virtual void keep(const DoorRecord &record, QObject *context, std::function<void(bool onDisk)> done) = 0;
};

} // namespace Medio::Parents
