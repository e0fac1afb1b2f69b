// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/pollloop.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Medio::Nfc {
namespace {

// A hand needs 100 ms for a chip at least; the reader's own time per look is 15 to 20 ms.
constexpr auto pauseWhenEmpty = 10ms;
constexpr auto pauseWithChip = 50ms;
constexpr auto firstBackOff = 100ms;
constexpr auto longestBackOff = 1000ms;
constexpr auto aliveEvery = 500ms;

} // namespace

PollLoop::PollLoop(Transport &transport, World world)
    : m_transport(transport)
    , m_world(std::move(world))
    , m_backOff(firstBackOff)
{
}

void PollLoop::run()
{
    bool goesOn = turn(0ms);
    while (goesOn) {
        if (const auto name = m_transport.open()) {
            goesOn = watch(*name);
            m_transport.close();
        } else {
            lose(name.error());
        }
        if (goesOn) {
            goesOn = turn(m_backOff);
            m_backOff = std::min(m_backOff * 2, longestBackOff);
        }
    }
}

bool PollLoop::watch(const QString &name)
{
    m_tracker.forget();
    bool isFound = false;
    while (true) {
        const Transport::Look look = m_transport.look();
        if (look.result == Transport::Look::Result::Gone) {
            lose(m_transport.trouble(look.result));
            return true;
        }

        const auto events = judge(look);
        for (const PresenceTracker::Event &event : events) {
            if (std::holds_alternative<PresenceTracker::Faulty>(event)) {
                lose(m_transport.trouble(look.result));
                return true;
            }
            // Found when it is known what lies there: a device that can be opened may still be
            // unable to look, and a chip that is placed after this word is never a resting one.
            if (!std::exchange(isFound, true)) {
                m_fault = ReaderFault::None;
                m_backOff = firstBackOff;
                say(ReaderProtocol::Found{name});
            }
            if (const auto *placement = std::get_if<Placement>(&event))
                say(*placement);
            else if (const auto *lifted = std::get_if<Lifted>(&event))
                say(*lifted);
            else
                say(Vacant{});
        }

        // A failed look is repeated after a pause: a device that fails at once must not be asked
        // a thousand times a second.
        const bool isUrgent = m_tracker.isUndecided() && look.result != Transport::Look::Result::Failed;
        if (!turn(isUrgent ? 0ms : m_tracker.chip() ? pauseWithChip : pauseWhenEmpty))
            return false;
    }
}

QList<PresenceTracker::Event> PollLoop::judge(const Transport::Look &look)
{
    using Reading = PresenceTracker::Reading;
    if (look.result == Transport::Look::Result::Failed)
        return m_tracker.failed();
    if (!look.uid)
        return m_tracker.nothing();
    return m_tracker.seen(*look.uid, look.isCertain ? Reading::Certain : Reading::Doubtful,
                          m_world.monotonic());
}

bool PollLoop::turn(std::chrono::milliseconds pause)
{
    if (m_world.monotonic() - m_lastWord >= aliveEvery || m_lastWord == 0ns)
        say(ReaderProtocol::Alive{});
    return m_world.pause(pause);
}

void PollLoop::say(const ReaderProtocol::Report &report)
{
    m_lastWord = m_world.monotonic();
    m_world.say(report);
}

void PollLoop::lose(const Trouble &trouble)
{
    if (m_fault == trouble.fault)
        return;
    m_fault = trouble.fault;
    say(ReaderProtocol::Lost{trouble.fault, trouble.detail});
}

} // namespace Medio::Nfc
