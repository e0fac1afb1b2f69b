// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/pollloop.h"

#include "nfc/ndef.h"

#include <algorithm>
#include <type_traits>
#include <utility>

using namespace std::chrono_literals;

namespace Medio::Nfc {
namespace {

// A hand needs 100 ms for a chip at least; the reader's own time per look is 15 to 20 ms.
constexpr auto pauseWhenEmpty = 10ms;
constexpr auto pauseWithChip = 50ms;
// A reader that tells by itself is waited for; so long may an end have to wait too.
constexpr auto patience = 200ms;
constexpr auto patienceWhenUndecided = 20ms;
constexpr auto firstBackOff = 100ms;
constexpr auto longestBackOff = 1000ms;
constexpr auto aliveEvery = 500ms;

constexpr quint8 firstPage = 3; // of what Type2Memory knows
constexpr qsizetype bytesPerPage = 4;
constexpr qsizetype bytesOfType2Uid = 7;
constexpr int mostReadFailures = 3;

/// Of all events but Faulty, which is said as what is wrong with the reader.
ReaderProtocol::Report reportOf(const PresenceTracker::Event &event)
{
    return std::visit(
        [](const auto &fact) -> ReaderProtocol::Report {
            if constexpr (std::is_same_v<decltype(fact), const PresenceTracker::Faulty &>)
                Q_UNREACHABLE();
            else
                return fact;
        },
        event);
}

} // namespace

PollLoop::PollLoop(Transport &transport, World world)
    : m_transport(transport)
    , m_world(std::move(world))
    , m_backOff(firstBackOff)
{
}

void PollLoop::run()
{
    if (m_world.chipLayThere)
        m_tracker.remember();
    bool goesOn = turn(0ms);
    while (goesOn) {
        if (const auto reader = m_transport.open()) {
            m_count = {};
            goesOn = reader->tapOnly ? listen(*reader) : watch(*reader);
            m_transport.close();
        } else {
            lose(reader.error());
        }
        if (goesOn) {
            goesOn = turn(m_backOff);
            m_backOff = std::min(m_backOff * 2, longestBackOff);
        }
    }
}

bool PollLoop::watch(const Transport::Reader &reader)
{
    m_tracker.forget();
    m_tracker.setGrace(reader.grace);
    m_reading.reset();
    bool isFound = false;
    while (true) {
        const bool isUrgent = m_tracker.isUndecided() || m_reading;
        const Transport::Look look = m_transport.look(!reader.tellsByItself ? 0ms
                                                      : isUrgent            ? patienceWhenUndecided
                                                                            : patience);
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
            if (!std::exchange(isFound, true))
                find(reader);
            tell(event, look);
        }
        readOn(look);

        const bool hasWaited = reader.tellsByItself && look.result != Transport::Look::Result::Failed;
        if (!turn(hasWaited ? 0ms : pauseAfter(look)))
            return false;
    }
}

bool PollLoop::listen(const Transport::Reader &reader)
{
    using Result = Transport::Look::Result;
    find(reader);
    say(Vacant{});
    int failures = 0;
    while (true) {
        const Transport::Look look = m_transport.look(patience);
        ++m_count.looks;
        m_count.failed += look.result == Result::Failed ? 1 : 0;
        failures = look.result == Result::Failed ? failures + 1 : 0;
        if (look.result == Result::Gone || failures == PresenceTracker::failuresOfAFault) {
            lose(m_transport.trouble(look.result));
            return true;
        }
        if (look.result == Result::Chip)
            tellTap(look);
        if (!turn(look.result == Result::Failed ? pauseWhenEmpty : 0ms))
            return false;
    }
}

QList<PresenceTracker::Event> PollLoop::judge(const Transport::Look &look)
{
    const auto now = m_world.monotonic();
    ++m_count.looks;
    switch (look.result) {
    case Transport::Look::Result::Chip:
        ++m_count.chips;
        return m_tracker.seen(sightingOf(look.kind, look.uid, look.atqa), now);
    case Transport::Look::Result::Nothing:
        return m_tracker.nothing(now, look.isJustGone);
    default:
        ++m_count.failed;
        return m_tracker.failed(now);
    }
}

void PollLoop::tell(const PresenceTracker::Event &event, const Transport::Look &look)
{
    auto report = reportOf(event);
    if (auto *placement = std::get_if<Placement>(&report)) {
        placement->kind = look.kind;
        placement->atqa = look.atqa;
        placement->sak = look.sak;
        begin(*placement);
    }
    if (auto *refused = std::get_if<Refused>(&report); refused && refused->flaw == UidFlaw::Random)
        refused->uid = Uid::fromBytes(look.uid);
    say(report);
}

void PollLoop::tellTap(const Transport::Look &look)
{
    const auto now = m_world.monotonic();
    const Sighting sighting = sightingOf(look.kind, look.uid, look.atqa);
    if (const auto *flaw = std::get_if<UidFlaw>(&sighting))
        return say(Refused{.flaw = *flaw,
                           .seenAt = now,
                           .uid = *flaw == UidFlaw::Random ? Uid::fromBytes(look.uid) : std::nullopt});
    const Uid uid = std::get<Uid>(sighting); // who tells taps tells no ATQA
    say(Placement{.uid = uid, .seenAt = now, .kind = look.kind});
    say(Lifted{uid});
}

void PollLoop::begin(const Placement &placement)
{
    m_reading.reset();
    // What is written on a chip may kill the program (libnfc). It would lie there resting after the next
    // start, and is not read again then.
    const bool isType2 = placement.uid.bytes().size() == bytesOfType2Uid && placement.sak.value_or(0) == 0;
    if (!placement.resting && isType2)
        m_reading = Reading{placement.uid};
}

void PollLoop::readOn(const Transport::Look &look)
{
    if (!m_reading || m_tracker.chip() != m_reading->uid)
        return m_reading.reset();
    if (look.result != Transport::Look::Result::Chip || look.uid != m_reading->uid.bytes())
        return; // not selected just now
    QByteArray &memory = m_reading->memory;
    const QByteArray pages = m_transport.read(static_cast<quint8>(firstPage + memory.size() / bytesPerPage));
    memory += pages;
    if (pages.isEmpty() && ++m_reading->failures < mostReadFailures)
        return;
    if (!pages.isEmpty() && memory.size() < Type2Memory::wanted(memory))
        return;
    const QByteArray message = Type2Memory::message(memory);
    if (!message.isEmpty() && message.size() <= ReaderProtocol::longestMessage)
        say(ReaderProtocol::Ndef{m_reading->uid, message});
    m_reading.reset();
}

std::chrono::milliseconds PollLoop::pauseAfter(const Transport::Look &look) const
{
    // A failed look is repeated after a pause: a device that fails at once must not be asked
    // a thousand times a second.
    if (m_tracker.isUndecided() && look.result != Transport::Look::Result::Failed)
        return 0ms;
    return m_tracker.isOccupied() && !m_reading ? pauseWithChip : pauseWhenEmpty;
}

void PollLoop::find(const Transport::Reader &reader)
{
    m_fault = ReaderFault::None;
    m_backOff = firstBackOff;
    say(ReaderProtocol::Found{reader.name, reader.place, reader.tapOnly, reader.firmware,
                              reader.fieldConfirmed});
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
    say(ReaderProtocol::Lost{trouble.fault, trouble.detail, trouble.advice});
}

} // namespace Medio::Nfc
