// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/presencetracker.h"
#include "nfc/reader/transport.h"
#include "nfc/readerprotocol.h"

#include <chrono>
#include <functional>
#include <optional>

namespace Medio::Nfc {

/// Opens the reader, looks into its field for ever, and opens it anew when it fails. Runs on the
/// thread that owns the transport; every wait of its own goes through `pause`.
class PollLoop
{
public:
    struct World
    {
        std::function<void(const ReaderProtocol::Report &)> say;
        /// Waits so long, or less when it is time to end: then false.
        std::function<bool(std::chrono::milliseconds)> pause;
        std::function<std::chrono::nanoseconds()> monotonic;
        bool chipLayThere = false; ///< when the program that ran before this one ended
    };

    PollLoop(Transport &transport, World world);

    /// Until `pause` says false. The transport is closed then.
    void run();

private:
    /// What is being read of a chip, four pages each turn, so that it delays nothing.
    struct Reading
    {
        Uid uid;
        QByteArray memory = {};
        int failures = 0;
    };

    // Both: false when it is time to end; otherwise the reader was lost and is to be closed.
    /// A reader that sees chips lie.
    bool watch(const Transport::Reader &reader);
    /// A reader that tells taps only.
    bool listen(const Transport::Reader &reader);

    QList<PresenceTracker::Event> judge(const Transport::Look &look);
    void tell(const PresenceTracker::Event &event, const Transport::Look &look);
    void tellTap(const Transport::Look &look);
    /// Begins to read what is written on a chip that was placed, if it is of the kind that can be read.
    void begin(const Placement &placement);
    void readOn(const Transport::Look &look);
    [[nodiscard]] std::chrono::milliseconds pauseAfter(const Transport::Look &look) const;
    void find(const Transport::Reader &reader);
    /// Says that it lives when it was silent for a while, and waits. False: time to end.
    bool turn(std::chrono::milliseconds pause);
    void say(const ReaderProtocol::Report &report);
    void lose(const Trouble &trouble);

    Transport &m_transport;
    const World m_world;
    PresenceTracker m_tracker;
    std::optional<Reading> m_reading;
    std::chrono::nanoseconds m_lastWord{0};
    std::chrono::milliseconds m_backOff;
    ReaderProtocol::Alive m_count;           ///< since the reader was opened
    ReaderFault m_fault = ReaderFault::None; ///< said last, and still so
};

} // namespace Medio::Nfc
