// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/doorpolicy.h"

#include <algorithm>
#include <array>

namespace Medio::Parents::DoorPolicy {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

constexpr std::array<std::chrono::seconds, 7> pauses{30s, 1min, 2min, 5min, 15min, 30min, 60min};
constexpr nanoseconds shortestPause = pauses.front();
/// More make no difference, and a number from a damaged file must not overflow.
constexpr int mostCounted = freeTries + int(pauses.size());

} // namespace

nanoseconds pauseAfter(int wrongTries)
{
    if (wrongTries < freeTries)
        return 0ns;
    const auto step = static_cast<std::size_t>(wrongTries - freeTries);
    return pauses.at(std::min(step, pauses.size() - 1));
}

int triesLeft(const DoorRecord &record)
{
    return std::clamp(freeTries - record.wrongTries, 1, freeTries);
}

DoorRecord found(const DoorRecord &record, const Moment &moment)
{
    DoorRecord found = record;
    found.wrongTries = std::clamp(record.wrongTries, 0, mostCounted);
    const nanoseconds whole = pauseAfter(found.wrongTries);
    if (record.boot != moment.boot)
        found.pauseEnds = whole > 0ns ? moment.now + whole : 0ns;
    else
        found.pauseEnds = std::min(record.pauseEnds, moment.now + std::max(whole, shortestPause));
    found.boot = moment.boot;
    return found;
}

nanoseconds pauseLeft(const DoorRecord &record, const Moment &moment)
{
    return std::max(record.pauseEnds - moment.now, nanoseconds(0));
}

DoorRecord charged(const DoorRecord &record, const Moment &moment)
{
    DoorRecord charged = record;
    charged.wrongTries = std::min(record.wrongTries + 1, mostCounted);
    const nanoseconds pause = pauseAfter(charged.wrongTries);
    charged.pauseEnds = pause > 0ns ? moment.now + pause : 0ns;
    charged.boot = moment.boot;
    return charged;
}

DoorRecord uncounted(const DoorRecord &record, const Moment &moment)
{
    DoorRecord longer = record;
    longer.pauseEnds = std::max(record.pauseEnds, moment.now + shortestPause);
    longer.boot = moment.boot;
    return longer;
}

DoorRecord forgiven(const DoorRecord &record)
{
    DoorRecord forgiven = record;
    forgiven.wrongTries = 0;
    forgiven.pauseEnds = nanoseconds(0);
    return forgiven;
}

} // namespace Medio::Parents::DoorPolicy
