// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/touchgestures.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace Medio::Screens;
using namespace std::chrono_literals;
using Gesture = TouchGestures::Gesture;
using Kind = Gesture::Kind;
using State = TouchGestures::Contact::State;
using Time = TouchGestures::Time;

namespace {

constexpr QSizeF sevenInch{152, 91};

/// A hand: feeds a recogniser and remembers what came out.
class Hand
{
public:
    explicit Hand(QSizeF size = sevenInch) { gestures.setSize(size); }

    void down(QPointF at, int id = 1) { add(gestures.feed(now, {{id, at, State::Began}})); }
    void move(QPointF at, int id = 1) { add(gestures.feed(now, {{id, at, State::Moved}})); }
    void up(QPointF at, int id = 1) { add(gestures.feed(now, {{id, at, State::Ended}})); }
    void wait(Time time)
    {
        const Time until = now + time;
        while (const auto next = gestures.nextTick()) {
            if (*next > until)
                break;
            now = *next;
            add(gestures.tick(now));
        }
        now = until;
    }
    /// In steps of 8 ms, like a panel.
    void stroke(QPointF from, QPointF to, Time time, int id = 1)
    {
        down(from, id);
        const int steps = std::max(1, static_cast<int>(time / 8ms));
        for (int i = 1; i <= steps; ++i) {
            wait(8ms);
            move(from + (to - from) * i / steps, id);
        }
        up(to, id);
    }
    [[nodiscard]] int count(Kind kind) const
    {
        return static_cast<int>(
            std::count_if(seen.begin(), seen.end(), [kind](const Gesture &g) { return g.kind == kind; }));
    }
    [[nodiscard]] int exits() const
    {
        return count(Kind::SwipeDown) + count(Kind::Door) + count(Kind::Corners);
    }

    TouchGestures gestures;
    Time now{10'000};
    QList<Gesture> seen;

private:
    void add(const QList<Gesture> &list) { seen += list; }
};

} // namespace

class TestTouchGestures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTapCountsAtThePress()
    {
        Hand hand;
        hand.down({70, 40});
        QCOMPARE(hand.count(Kind::Tap), 1);
        QCOMPARE(hand.seen.first().at, QPointF(70, 40));
        hand.up({70, 40});
        QCOMPARE(hand.seen.size(), 1);
    }

    void theEchoOfATapIsNone()
    {
        Hand hand;
        hand.stroke({70, 40}, {70, 40}, 80ms);
        hand.wait(300ms);
        hand.stroke({74, 43}, {74, 43}, 80ms);
        QCOMPARE(hand.count(Kind::Tap), 1);
        hand.stroke({110, 43}, {110, 43}, 80ms);
        QCOMPARE(hand.count(Kind::Tap), 2);
        hand.wait(800ms);
        hand.stroke({110, 43}, {110, 43}, 80ms);
        QCOMPARE(hand.count(Kind::Tap), 3);
    }

    void aFingerForThePictureBeforeIsIgnored()
    {
        Hand hand;
        hand.gestures.ignoreFrom(hand.now);
        hand.wait(200ms);
        hand.stroke({70, 20}, {70, 60}, 300ms);
        QVERIFY(hand.seen.isEmpty());
        hand.stroke({70, 20}, {70, 60}, 300ms);
        QCOMPARE(hand.count(Kind::SwipeDown), 1);
    }

    void aFingerThatWasDownBeforeTheChangeIsIgnored()
    {
        Hand hand;
        hand.down({70, 20});
        hand.gestures.ignoreFrom(hand.now);
        hand.wait(400ms);
        hand.move({70, 70});
        hand.up({70, 70});
        QCOMPARE(hand.exits(), 0);
    }

    void swipes_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<QPointF>("from");
        QTest::addColumn<QPointF>("to");
        QTest::addColumn<int>("ms");
        QTest::addColumn<int>("wanted"); // Kind, -1 none
        const auto row = [](const char *name, QSizeF size, QPointF from, QPointF to, int ms, int wanted) {
            QTest::newRow(name) << size << from << to << ms << wanted;
        };
        row("down", sevenInch, {70, 20}, {72, 50}, 300, static_cast<int>(Kind::SwipeDown));
        row("down, slowly", sevenInch, {70, 10}, {72, 60}, 1500, static_cast<int>(Kind::SwipeDown));
        row("down, aslant by 35 degrees", sevenInch, {50, 20}, {78, 60}, 400,
            static_cast<int>(Kind::SwipeDown));
        row("too short", sevenInch, {70, 20}, {70, 44}, 300, -1);
        row("less than a fifth of a tall screen", {500, 300}, {200, 50}, {200, 100}, 300, -1);
        row("a fifth of a tall screen", {500, 300}, {200, 50}, {200, 115}, 400,
            static_cast<int>(Kind::SwipeDown));
        row("a resting finger that slides", sevenInch, {70, 20}, {70, 50}, 4000, -1);
        row("from the wrists' edge", sevenInch, {70, 82}, {70, 120}, 300, -1);
        row("from the grip", sevenInch, {3, 20}, {3, 60}, 300, -1);
        row("up", sevenInch, {70, 60}, {70, 20}, 300, -1);
        row("left", sevenInch, {110, 40}, {60, 44}, 300, static_cast<int>(Kind::SwipeLeft));
        row("right", sevenInch, {40, 40}, {90, 36}, 300, static_cast<int>(Kind::SwipeRight));
        row("sideways, too short", sevenInch, {40, 40}, {66, 40}, 300, -1);
        row("diagonal up", sevenInch, {40, 60}, {90, 15}, 300, -1);
    }
    void swipes()
    {
        QFETCH(QSizeF, size);
        QFETCH(QPointF, from);
        QFETCH(QPointF, to);
        QFETCH(int, ms);
        QFETCH(int, wanted);
        Hand hand(size);
        hand.stroke(from, to, Time(ms));
        for (const Kind kind : {Kind::SwipeDown, Kind::SwipeLeft, Kind::SwipeRight})
            QCOMPARE(hand.count(kind), static_cast<int>(kind) == wanted ? 1 : 0);
    }

    void theFilmFollowsAndSpringsBack()
    {
        Hand hand;
        hand.stroke({70, 20}, {70, 40}, 300ms);
        QVERIFY(hand.count(Kind::DragDown) > 5);
        QCOMPARE(hand.count(Kind::DragOff), 1);
        QCOMPARE(hand.exits(), 0);
    }

    void aSmearIsNoSwipe()
    {
        Hand hand;
        hand.down({40, 20});
        for (int i = 0; i < 60; ++i) {
            hand.wait(16ms);
            hand.move({40 + 18 * std::sin(i * 0.7), 20 + i * 0.7});
        }
        hand.up({40, 62});
        QCOMPARE(hand.exits(), 0);
    }

    void twoHandsAreNoGestureUntilBothLift()
    {
        Hand hand;
        hand.down({40, 30}, 1);
        hand.wait(100ms);
        hand.down({100, 30}, 2);
        hand.wait(100ms);
        hand.move({40, 70}, 1);
        hand.up({40, 70}, 1);
        hand.move({100, 75}, 2);
        hand.up({100, 75}, 2);
        QCOMPARE(hand.exits(), 0);
        hand.wait(1000ms);
        hand.stroke({70, 20}, {70, 55}, 300ms);
        QCOMPARE(hand.exits(), 1);
    }

    void theDoor()
    {
        for (const bool other : {false, true}) {
            Hand hand;
            const QPointF a = other ? QPointF(145, 8) : QPointF(8, 8);
            const QPointF b = other ? QPointF(8, 85) : QPointF(145, 85);
            hand.down(a, 1);
            hand.wait(300ms);
            hand.down(b, 2);
            hand.wait(2900ms);
            QCOMPARE(hand.count(Kind::DoorMark), 0);
            hand.wait(200ms);
            QCOMPARE(hand.count(Kind::DoorMark), 1);
            hand.up(a, 1);
            QCOMPARE(hand.count(Kind::Door), 0);
            hand.wait(300ms);
            hand.up(b, 2);
            QCOMPARE(hand.count(Kind::Door), 1);
        }
    }

    void aToddlerHoldingTheTabletOpensNothing()
    {
        {
            Hand hand; // holds on: never lifts after the mark
            hand.down({8, 8}, 1);
            hand.down({145, 85}, 2);
            hand.wait(20s);
            hand.up({8, 8}, 1);
            hand.up({145, 85}, 2);
            QCOMPARE(hand.count(Kind::Door), 0);
            QCOMPARE(hand.count(Kind::DoorLost), 1);
        }
        {
            Hand hand; // one after the other
            hand.down({8, 8}, 1);
            hand.wait(600ms);
            hand.down({145, 85}, 2);
            hand.wait(3200ms);
            hand.up({8, 8}, 1);
            hand.up({145, 85}, 2);
            QCOMPARE(hand.count(Kind::Door), 0);
        }
        {
            Hand hand; // slips
            hand.down({8, 8}, 1);
            hand.down({145, 85}, 2);
            hand.wait(1000ms);
            hand.move({18, 8}, 1);
            hand.move({8, 8}, 1);
            hand.wait(2200ms);
            hand.up({8, 8}, 1);
            hand.up({145, 85}, 2);
            QCOMPARE(hand.count(Kind::Door), 0);
        }
        {
            Hand hand; // a third finger
            hand.down({8, 8}, 1);
            hand.down({145, 85}, 2);
            hand.wait(1000ms);
            hand.down({70, 40}, 3);
            hand.up({70, 40}, 3);
            hand.wait(2200ms);
            hand.up({8, 8}, 1);
            hand.up({145, 85}, 2);
            QCOMPARE(hand.count(Kind::Door), 0);
        }
        {
            Hand hand; // the same side
            hand.down({8, 8}, 1);
            hand.down({8, 85}, 2);
            hand.wait(3200ms);
            hand.up({8, 8}, 1);
            hand.up({8, 85}, 2);
            QCOMPARE(hand.count(Kind::Door), 0);
        }
    }

    void theFourCorners_data()
    {
        QTest::addColumn<QList<QPointF>>("touches");
        QTest::addColumn<int>("pause"); // ms between them
        QTest::addColumn<int>("wanted");
        const QPointF a(8, 8);
        const QPointF b(145, 8);
        const QPointF c(145, 85);
        const QPointF d(8, 85);
        QTest::newRow("in order") << QList{a, b, c, d} << 400 << 1;
        QTest::newRow("at the very edge")
            << QList{QPointF(1, 1), QPointF(151, 1), QPointF(151, 90), QPointF(1, 90)} << 400 << 1;
        QTest::newRow("twice") << QList{a, b, c, d, a, b, c, d} << 400 << 2;
        QTest::newRow("too slowly") << QList{a, b, c, d} << 1700 << 0;
        QTest::newRow("the other way round") << QList{a, d, c, b} << 400 << 0;
        QTest::newRow("begun elsewhere") << QList{b, c, d, a} << 400 << 0;
        QTest::newRow("the middle in between") << QList{a, b, QPointF(70, 40), c, d} << 400 << 0;
        QTest::newRow("begun anew") << QList{a, b, a, b, c, d} << 400 << 1;
        QTest::newRow("begun anew, late") << QList{d, a, a, b, c, d} << 900 << 1;
    }
    void theFourCorners()
    {
        QFETCH(QList<QPointF>, touches);
        QFETCH(int, pause);
        QFETCH(int, wanted);
        Hand hand;
        for (const QPointF &at : touches) {
            hand.stroke(at, at, 80ms);
            hand.wait(Time(pause));
        }
        QCOMPARE(hand.count(Kind::Corners), wanted);
        QCOMPARE(hand.exits(), wanted);
    }
    void theFourCornersAreTouchedByOneFingerThatRests()
    {
        {
            Hand hand; // another hand lies there
            hand.down({70, 40}, 2);
            for (const QPointF &at : {QPointF(8, 8), QPointF(145, 8), QPointF(145, 85), QPointF(8, 85)})
                hand.stroke(at, at, 80ms);
            QCOMPARE(hand.exits(), 0);
        }
        {
            Hand hand; // one stroke along the edges
            hand.down({8, 8});
            for (const QPointF &at : {QPointF(145, 8), QPointF(145, 85), QPointF(8, 85)}) {
                hand.wait(400ms);
                hand.move(at);
            }
            hand.up({8, 85});
            QCOMPARE(hand.exits(), 0);
        }
    }

    void cancelledTouchesEndEverything()
    {
        Hand hand;
        hand.down({70, 20});
        hand.move({70, 40});
        const QList<Gesture> last = hand.gestures.cancel();
        QCOMPARE(last.size(), 1);
        QCOMPARE(last.first().kind, Kind::DragOff);
        hand.up({70, 60});
        QCOMPARE(hand.exits(), 0);
    }

    /// Palms, second hands, smears, holdovers and edge drags: no exit in 10,000.
    void clumsinessNeverLeaves()
    {
        QRandomGenerator random(20260310);
        const auto real = [&random](double from, double to) {
            return from + (to - from) * random.generateDouble();
        };
        int exits = 0;
        for (int round = 0; round < 10'000; ++round) {
            Hand hand;
            switch (round % 5) {
            case 0: // a palm: three to five contacts that slide
            {
                const int fingers = 3 + static_cast<int>(random.bounded(3));
                for (int f = 0; f < fingers; ++f)
                    hand.down({real(10, 140), real(10, 80)}, f);
                for (int f = 0; f < fingers; ++f) {
                    hand.wait(40ms);
                    hand.move({real(10, 140), real(10, 90)}, f);
                }
                for (int f = 0; f < fingers; ++f)
                    hand.up({real(10, 140), real(10, 90)}, f);
                break;
            }
            case 1: // wrists on the bottom edge
                hand.stroke({real(10, 140), real(80, 91)}, {real(10, 140), real(60, 91)},
                            Time(random.bounded(100, 2000)));
                break;
            case 2: // a smear: circles that drift
            {
                const QPointF from(real(30, 120), real(15, 50));
                const double radius = real(6, 20);
                const double drift = real(0, 40);
                hand.down(from);
                const int steps = 60;
                QPointF at = from;
                for (int i = 1; i <= steps; ++i) {
                    hand.wait(12ms);
                    const double angle = i * 4 * std::numbers::pi / steps;
                    at = from + QPointF(radius * std::sin(angle),
                                        radius * (1 - std::cos(angle)) + drift * i / steps);
                    hand.move(at);
                }
                hand.up(at);
                break;
            }
            case 3: // the same place tapped again and again
                for (int i = 0; i < 6; ++i) {
                    const QPointF at(70 + real(-6, 6), 40 + real(-6, 6));
                    hand.stroke(at, at + QPointF(real(-4, 4), real(-4, 8)), 90ms);
                    hand.wait(Time(random.bounded(40, 400)));
                }
                break;
            default: // the hand that holds the side
                hand.stroke({real(0, 5), real(5, 60)}, {real(0, 12), real(40, 90)},
                            Time(random.bounded(100, 3000)));
                break;
            }
            exits += hand.exits();
        }
        QCOMPARE(exits, 0);
    }

    /// A four-year-old's swipe: 40-400 mm/s, up to 35 degrees aslant, a wobble of 6 mm.
    void aChildsSwipeIsUnderstood()
    {
        QRandomGenerator random(42);
        const auto real = [&random](double from, double to) {
            return from + (to - from) * random.generateDouble();
        };
        constexpr int tries = 2000;
        int understood = 0;
        for (int i = 0; i < tries; ++i) {
            Hand hand;
            const double angle = real(-35, 35) * std::numbers::pi / 180;
            const double length = real(40, 60);
            const double speed = real(40, 400);
            const double wobble = real(-6, 6);
            const QPointF from(real(50, 100), real(8, 18));
            const QPointF way(std::sin(angle) * length, std::cos(angle) * length);
            const QPointF across(way.y() / length, -way.x() / length);
            hand.down(from);
            const int steps = std::max(3, static_cast<int>(length / speed * 1000 / 8));
            QPointF at = from;
            for (int s = 1; s <= steps; ++s) {
                hand.wait(8ms);
                const double part = static_cast<double>(s) / steps;
                at = from + way * part + across * wobble * std::sin(part * std::numbers::pi);
                hand.move(at);
            }
            hand.up(at);
            understood += hand.count(Kind::SwipeDown);
        }
        QVERIFY2(understood >= tries * 0.95,
                 qPrintable(QStringLiteral("%1 of %2").arg(understood).arg(tries)));
    }
};

QTEST_GUILESS_MAIN(TestTouchGestures)
#include "tst_touchgestures.moc"
