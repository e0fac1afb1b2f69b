// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/gestures.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Medio::Simulator {
namespace {

using Time = Trace::Time;
using What = Trace::Truth::What;

struct Row
{
    Gesture gesture;
    QLatin1StringView name;
    int share; ///< of a hundred
};
constexpr std::array<Row, 11> rows{{
    {Gesture::Rest, "rest"_L1, 28},
    {Gesture::Tap, "tap"_L1, 20},
    {Gesture::Again, "again"_L1, 15},
    {Gesture::Swap, "swap"_L1, 9},
    {Gesture::Beside, "beside"_L1, 3},
    {Gesture::Bounce, "bounce"_L1, 5},
    {Gesture::Dropout, "dropout"_L1, 10},
    {Gesture::Edge, "edge"_L1, 5},
    {Gesture::SlideIn, "slide-in"_L1, 2},
    {Gesture::SlideOut, "slide-out"_L1, 2},
    {Gesture::SlideBy, "slide-by"_L1, 1},
}};

/// Writes a trace as time goes on.
class Hand
{
public:
    Hand(Gesture gesture, quint32 seed)
        : chance(seed)
    {
        m_trace.kind = nameOf(gesture);
    }

    void wait(Time time) { m_now += time; }

    /// Comes near: through the fringe of the field, where ever more of its frames get through.
    void place(const Nfc::Uid &uid, Time fringe)
    {
        m_trace.truth.append({m_now, What::Placed, uid});
        cross(fringe, [&](int step) { set(uid, double(stepsOfTheFringe - step) / (stepsOfTheFringe + 1)); });
        set(uid, 0);
    }

    /// Goes away in the same manner.
    void lift(const Nfc::Uid &uid, Time fringe)
    {
        m_trace.truth.append({m_now, What::Lifted, uid});
        leave(uid, fringe);
    }

    void leave(const Nfc::Uid &uid, Time fringe)
    {
        cross(fringe, [&](int step) { set(uid, double(step + 1) / (stepsOfTheFringe + 1)); });
        set(uid, 1);
    }

    // A second chip beside the first is nothing that happens, until the first one goes.
    void layBeside(const Nfc::Uid &uid, Time fringe)
    {
        place(uid, fringe);
        m_trace.truth.removeLast();
    }
    void liftAndLeave(const Nfc::Uid &uid, const Nfc::Uid &other, Time fringe)
    {
        m_trace.truth.append({m_now, What::Lifted, uid});
        m_trace.truth.append({m_now, What::Placed, other});
        leave(uid, fringe);
    }

    /// Lies badly for so long.
    void lieBadly(const Nfc::Uid &uid, Time time, const Coupling &coupling)
    {
        const Time end = m_now + time;
        while (m_now < end) {
            set(uid, coupling.loss);
            m_now = std::min(end, m_now + coupling.nextGoodTime(chance));
            set(uid, 1);
            m_now = std::min(end, m_now + coupling.nextFade(chance));
        }
        set(uid, coupling.loss); // it is there until the hand takes it
    }

    void set(const Nfc::Uid &uid, double loss) { m_trace.contacts.append({m_now, uid, loss}); }

    /// Fast hands and slow ones: 8 mm of fringe at 80 to 1000 mm/s.
    Time byHand() { return chance.anyMagnitude(8ms, 100ms); }

    /// The same, or more, along the table.
    Time byPushing() { return chance.anyMagnitude(40ms, 250ms); }

    Trace take() { return std::move(m_trace); }

    Chance chance;

private:
    static constexpr int stepsOfTheFringe = 7;

    template<typename Deed>
    void cross(Time fringe, Deed deed)
    {
        for (int step = 0; step < stepsOfTheFringe; ++step) {
            deed(step);
            m_now += fringe / stepsOfTheFringe;
        }
    }

    Trace m_trace;
    Time m_now{0};
};

} // namespace

QString nameOf(Gesture gesture)
{
    return rows[static_cast<size_t>(gesture)].name;
}

std::optional<Gesture> gestureByName(const QString &name)
{
    for (const Row &row : rows)
        if (row.name == name)
            return row.gesture;
    return std::nullopt;
}

QStringList gestureNames()
{
    QStringList names;
    for (const Row &row : rows)
        names << row.name;
    return names;
}

Gesture anyGesture(Chance &chance)
{
    int ticket = chance.below(100);
    for (const Row &row : rows) {
        ticket -= row.share;
        if (ticket < 0)
            return row.gesture;
    }
    return Gesture::Rest;
}

Trace traceOf(Gesture gesture, const Nfc::Uid &chip, const Nfc::Uid &other, quint32 seed,
              const Coupling &coupling)
{
    Hand hand(gesture, seed);
    Chance &chance = hand.chance;
    switch (gesture) {
    case Gesture::Rest:
        hand.place(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(800ms, 8s));
        hand.lift(chip, hand.byHand());
        break;
    case Gesture::Tap:
        hand.place(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(60ms, 600ms));
        hand.lift(chip, hand.byHand());
        break;
    case Gesture::Again:
        hand.place(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(60ms, 5s));
        hand.lift(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(160ms, 2s));
        hand.place(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(1s, 5s));
        hand.lift(chip, hand.byHand());
        break;
    case Gesture::Swap:
        hand.place(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(100ms, 5s));
        hand.lift(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(20ms, 600ms));
        hand.place(other, hand.byHand());
        hand.wait(chance.anyMagnitude(200ms, 5s));
        hand.lift(other, hand.byHand());
        break;
    case Gesture::Beside: {
        hand.place(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(500ms, 4s));
        const bool firstGoesFirst = chance.happens(0.5);
        hand.layBeside(other, hand.byHand());
        hand.wait(chance.anyMagnitude(300ms, 4s));
        if (firstGoesFirst) {
            hand.liftAndLeave(chip, other, hand.byHand());
            hand.wait(chance.anyMagnitude(300ms, 4s));
            hand.lift(other, hand.byHand());
        } else {
            hand.leave(other, hand.byHand());
            hand.wait(chance.anyMagnitude(300ms, 4s));
            hand.lift(chip, hand.byHand());
        }
        break;
    }
    case Gesture::Bounce: {
        hand.place(chip, hand.byHand());
        // What falls from 3 cm hops for 75 ms, and then less.
        Time hop = chance.between(20ms, 75ms);
        for (int hops = 1 + chance.below(3); hops > 0; --hops, hop = hop * 2 / 5) {
            hand.wait(chance.between(5ms, 60ms));
            hand.set(chip, 1);
            hand.wait(hop);
            hand.set(chip, 0);
        }
        hand.wait(chance.anyMagnitude(500ms, 6s));
        hand.lift(chip, hand.byHand());
        break;
    }
    case Gesture::Dropout:
        hand.place(chip, hand.byHand());
        hand.lieBadly(chip, chance.anyMagnitude(1s, 10s), coupling);
        hand.lift(chip, hand.byHand());
        break;
    case Gesture::Edge:
        hand.place(chip, hand.byPushing());
        hand.lieBadly(chip, chance.anyMagnitude(1s, 10s), coupling.atTheEdge());
        hand.lift(chip, hand.byHand());
        break;
    case Gesture::SlideIn:
        hand.place(chip, hand.byPushing());
        hand.wait(chance.anyMagnitude(500ms, 5s));
        hand.lift(chip, hand.byHand());
        break;
    case Gesture::SlideOut:
        hand.place(chip, hand.byHand());
        hand.wait(chance.anyMagnitude(500ms, 5s));
        hand.lift(chip, hand.byPushing());
        break;
    case Gesture::SlideBy:
        hand.place(chip, hand.byPushing());
        hand.wait(chance.anyMagnitude(80ms, 600ms));
        hand.lift(chip, hand.byPushing());
        break;
    }
    return hand.take();
}

} // namespace Medio::Simulator
