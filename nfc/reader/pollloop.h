// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/presencetracker.h"
#include "nfc/reader/transport.h"
#include "nfc/readerprotocol.h"

#include <chrono>
#include <functional>

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
    };

    PollLoop(Transport &transport, World world, const PresenceTracker::Grace &grace = {});

    /// Until `pause` says false. The transport is closed then.
    void run();

private:
    /// False when it is time to end; otherwise the reader was lost and is closed.
    bool watch(const QString &name);
    QList<PresenceTracker::Event> judge(const Transport::Look &look);
    /// Says that it lives when it was silent for a while, and waits. False: time to end.
    bool turn(std::chrono::milliseconds pause);
    void say(const ReaderProtocol::Report &report);
    void lose(const Trouble &trouble);

    Transport &m_transport;
    const World m_world;
    PresenceTracker m_tracker;
    std::chrono::nanoseconds m_lastWord{0};
    std::chrono::milliseconds m_backOff;
    ReaderProtocol::Alive m_count;           ///< since the reader was opened
    ReaderFault m_fault = ReaderFault::None; ///< said last, and still so
};

} // namespace Medio::Nfc
