// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QPointF>
#include <QSizeF>

#include <chrono>
#include <optional>

namespace Medio::Screens {

/// What fingers mean, and mostly what they do not (KIDS-UX.md §0.1, §0.4, §2 rows 2-7, §5.10):
/// resting palms, smears, second hands and fingers aimed at the picture before mean nothing.
/// Pure: fed with contacts and times, answers with gestures. All lengths are millimetres.
class TouchGestures
{
public:
    using Time = std::chrono::milliseconds; ///< monotonic

    struct Contact
    {
        enum class State { Began, Moved, Ended };
        int id = 0;
        QPointF at; ///< from the upper left corner
        State state = State::Began;
    };

    struct Gesture
    {
        enum class Kind {
            Tap,        ///< at the press; `at`
            DragDown,   ///< the film follows the finger; `down`
            DragOff,    ///< and springs back
            SwipeDown,  //
            SwipeLeft,  //
            SwipeRight, //
            DoorMark,   ///< two corners were held long enough: lift now
            DoorLost,   ///< held too long after the mark, or moved: the mark goes
            Door,       //
            Corners,    ///< touched one after the other, clockwise from the upper left: another child
        };
        Kind kind = Kind::Tap;
        QPointF at;
        double down = 0;
    };

    /// Millimetres; a new size cancels what is under way.
    void setSize(QSizeF size);

    /// The picture changed: contacts that begin before now + 250 ms are dead until they lift.
    void ignoreFrom(Time now);

    /// In the order of the events.
    [[nodiscard]] QList<Gesture> feed(Time now, const QList<Contact> &contacts);
    /// Holding still is no event: call at the time nextTick() says.
    [[nodiscard]] QList<Gesture> tick(Time now);
    [[nodiscard]] std::optional<Time> nextTick() const;
    /// The system took the touches away.
    [[nodiscard]] QList<Gesture> cancel();

    static constexpr double swipeDownLeast = 25;     ///< and a fifth of the height
    static constexpr double swipeSidewaysLeast = 30; ///< and a fifth of the width
    static constexpr double wristEdge = 12;          ///< strokes that begin below it are wrists
    static constexpr double gripEdge = 5;            ///< and beyond it at the sides are grips
    static constexpr double cornerSize = 22;         ///< of the square that is a corner
    static constexpr double cornerSlip = 8;          ///< how far a finger may slip there
    static constexpr double holdoverPlace = 15;      ///< a second tap this near
    static constexpr Time holdoverTime{700};         ///< and this soon is the first one's echo
    static constexpr Time deadTime{250};             ///< after a change of the picture
    static constexpr Time doorTime{3000};            ///< two corners, this long
    static constexpr Time doorTogether{500};         ///< begun within
    static constexpr Time doorLift{1000};            ///< lifted within, after the mark
    static constexpr Time cornersTime{5000};         ///< all four, one after the other
    static constexpr Time strokeTime{2500};          ///< a swipe takes no longer

private:
    struct Finger
    {
        QPointF from;
        QPointF at;
        Time since{0};
        double path = 0;
        double furthest = 0; ///< from where it began

        void moveTo(QPointF place);
    };
    struct Doorway
    {
        Time since{0};
        bool marked = false;
        Time markedAt{0};
        int lifted = 0;
    };

    [[nodiscard]] std::optional<Gesture::Kind> strokeOf(const Finger &finger, Time now) const;
    [[nodiscard]] int cornerOf(QPointF at) const; ///< 0..3 clockwise from the upper left, -1 none
    void dropDoor(QList<Gesture> &out);
    /// True: this touch was the last of the four corners.
    bool goRound(const Finger &finger, Time now);

    QSizeF m_size{150, 90};
    QHash<int, Finger> m_fingers;
    bool m_dead = false;   ///< no gesture until all have lifted
    bool m_stroke = false; ///< one finger that may still become a swipe
    bool m_dragging = false;
    std::optional<Doorway> m_door;
    int m_corner = 0; ///< the next one of the way round
    Time m_cornersSince{0};
    Time m_deadUntil{-1};
    QPointF m_lastTapAt;
    std::optional<Time> m_lastTap;
};

} // namespace Medio::Screens
