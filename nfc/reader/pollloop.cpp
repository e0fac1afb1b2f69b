// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/pollloop.h"

#include <algorithm>
#include <optional>
#include <type_traits>
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

std::optional<ReaderProtocol::Report> reportOf(const PresenceTracker::Event &event)
{
    return std::visit(
        [](const auto &fact) -> std::optional<ReaderProtocol::Report> {
            if constexpr (std::is_same_v<decltype(fact), const PresenceTracker::Faulty &>)
                return std::nullopt; // said as what is wrong with the reader
            else
                return fact;
        },
        event);
}

} // namespace

PollLoop::PollLoop(Transport &transport, World world, const PresenceTracker::Grace &grace)
    : m_transport(transport)
    , m_world(std::move(world))
    , m_tracker(grace)
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
    m_count = {};
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
            if (const auto report = reportOf(event))
                say(*report);
        }

        // A failed look is repeated after a pause: a device that fails at once must not be asked
        // a thousand times a second.
        const bool isUrgent = m_tracker.isUndecided() && look.result != Transport::Look::Result::Failed;
        if (!turn(isUrgent ? 0ms : m_tracker.isOccupied() ? pauseWithChip : pauseWhenEmpty))
            return false;
    }
}

QList<PresenceTracker::Event> PollLoop::judge(const Transport::Look &look)
{
    const auto now = m_world.monotonic();
    ++m_count.looks;
    if (look.result == Transport::Look::Result::Failed) {
        ++m_count.failed;
        return m_tracker.failed(now);
    }
    if (!look.uid)
        return m_tracker.nothing(now);
    if (!look.isCertain)
        return m_tracker.seen(UidFlaw::Impossible, now);
    return m_tracker.seen(look.uid->isRandom() ? Sighting(UidFlaw::Random) : Sighting(*look.uid), now);
}

bool PollLoop::turn(std::chrono::milliseconds pause)
{
    if (m_world.monotonic() - m_lastWord >= aliveEvery || m_lastWord == 0ns)
        say(m_count);
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
