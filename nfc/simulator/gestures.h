// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/chance.h"
#include "nfc/simulator/trace.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Medio::Simulator {

/// How a chip that lies badly is heard: good times and fades in turn (a two-state model), and if wanted
/// a share of lost frames in the good times too, as near the end of a field's reach. Fades are short
/// or, some of them, long; as given here they have a mean of 60 ms and a 99th percentile of 400 ms.
struct Coupling
{
    using Time = std::chrono::nanoseconds;

    Time goodTime = std::chrono::milliseconds(60);      ///< mean
    Time shortFade = std::chrono::microseconds(49'800); ///< mean
    Time longFade = std::chrono::milliseconds(220);     ///< mean
    double longShare = 0.06;                            ///< of the fades
    double loss = 0;                                    ///< of the frames in the good times

    [[nodiscard]] Time nextGoodTime(Chance &chance) const { return chance.exponential(goodTime); }
    [[nodiscard]] Time nextFade(Chance &chance) const
    {
        return chance.exponential(chance.happens(longShare) ? longFade : shortFade);
    }

    /// Nearer to the end of the field's reach: heard for shorter times, and worse then.
    [[nodiscard]] Coupling atTheEdge() const
    {
        Coupling edge = *this;
        edge.goodTime = goodTime * 2 / 3;
        edge.loss = loss * 1.5;
        return edge;
    }
};

/// What hands do with chips.
enum class Gesture {
    Rest,     ///< placed, lies for a while, lifted
    Tap,      ///< held there for a moment
    Again,    ///< lies, is lifted, and the same chip is placed again
    Swap,     ///< lies, is lifted, and another one is placed
    Beside,   ///< another one is laid beside it; one goes, then the other
    Bounce,   ///< hits the reader and jumps before it lies
    Dropout,  ///< lies where it is heard badly
    Edge,     ///< lies on the very edge
    SlideIn,  ///< pushed onto the reader along the table
    SlideOut, ///< pushed off the reader along the table
    SlideBy   ///< pushed across the reader without a stop
};
[[nodiscard]] QString nameOf(Gesture gesture);
[[nodiscard]] std::optional<Gesture> gestureByName(const QString &name);
[[nodiscard]] QStringList gestureNames();

/// One gesture with `chip`, and with `other` where it needs a second one. Everything about it, the
/// hand's speed too, comes from the seed. It begins at 0 with an empty field and ends with one.
[[nodiscard]] Trace traceOf(Gesture gesture, const Nfc::Uid &chip, const Nfc::Uid &other, quint32 seed,
                            const Coupling &coupling = {});

/// Any gesture, as often as it occurs among many: a tenth lies badly, a twentieth on the edge, a
/// twentieth slides, a twentieth bounces; the others are clean.
[[nodiscard]] Gesture anyGesture(Chance &chance);

} // namespace Medio::Simulator
