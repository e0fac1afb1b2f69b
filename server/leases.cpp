// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/leases.h"

#include <algorithm>

namespace Medio::Home::Leases {

milliseconds partOf(const Holder &box, const Day &day)
{
    milliseconds rest = day.whole - day.outside - box.played;
    for (const Holder &other : day.others)
        rest -= other.played;
    return box.played + std::max(milliseconds(0), rest) / std::max(1, day.boxes);
}

Decision decide(const Holder &box, const Day &day)
{
    milliseconds free = day.whole - day.outside - box.taken();
    bool othersAreShort = false;
    for (const Holder &other : day.others) {
        free -= other.taken();
        othersAreShort = othersAreShort || other.isShort;
    }
    const milliseconds part = partOf(box, day);
    const milliseconds raise =
        std::clamp(part - box.taken(), milliseconds(0), std::max(milliseconds(0), free));

    Decision decision;
    decision.mayPlay = raise > milliseconds(0) ? box.taken() + raise : box.mayPlay;
    decision.isShort = part - decision.mayPlay >= smallest;
    // A limit that a parent lowered leaves too much with somebody, too.
    if ((othersAreShort || free < milliseconds(0)) && decision.mayPlay - part >= smallest)
        decision.pleaseKeep = part;
    return decision;
}

} // namespace Medio::Home::Leases
