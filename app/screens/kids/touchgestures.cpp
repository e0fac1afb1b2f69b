// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/touchgestures.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace Medio::Screens {

void TouchGestures::setSize(QSizeF size)
{
    if (size == m_size)
        return;
    m_size = size;
    m_corner = 0;
    m_dead = !m_fingers.isEmpty();
    m_stroke = false;
    m_dragging = false;
    m_door.reset();
}

void TouchGestures::ignoreFrom(Time now)
{
    m_deadUntil = now + deadTime;
    // Who is already down aims at the picture before
    m_dead = m_dead || !m_fingers.isEmpty();
    m_stroke = false;
    m_dragging = false;
}

int TouchGestures::cornerOf(QPointF at) const
{
    const double reach = std::min(cornerSize, std::min(m_size.width(), m_size.height()) * 0.3);
    const bool left = at.x() <= reach;
    const bool right = at.x() >= m_size.width() - reach;
    const bool up = at.y() <= reach;
    const bool down = at.y() >= m_size.height() - reach;
    if (up)
        return left ? 0 : right ? 1 : -1;
    if (down)
        return right ? 2 : left ? 3 : -1;
    return -1;
}

std::optional<TouchGestures::Gesture::Kind> TouchGestures::strokeOf(const Finger &finger, Time now) const
{
    const QPointF way = finger.at - finger.from;
    const double length = std::hypot(way.x(), way.y());
    const double across = std::abs(way.x());
    // A stroke is straight and done in one go; a smear is neither
    if (now - finger.since > strokeTime || finger.path > 1.5 * length + 6)
        return std::nullopt;
    if (way.y() >= std::max(swipeDownLeast, m_size.height() * 0.2) && across <= way.y())
        return Gesture::Kind::SwipeDown;
    if (across >= std::max(swipeSidewaysLeast, m_size.width() * 0.2) && std::abs(way.y()) <= across * 0.6)
        return way.x() < 0 ? Gesture::Kind::SwipeLeft : Gesture::Kind::SwipeRight;
    return std::nullopt;
}

void TouchGestures::Finger::moveTo(QPointF place)
{
    path += QLineF(at, place).length();
    at = place;
    furthest = std::max(furthest, QLineF(from, place).length());
}

void TouchGestures::dropDoor(QList<Gesture> &out)
{
    if (m_door && m_door->marked)
        out.append({Gesture::Kind::DoorLost, {}, 0});
    m_door.reset();
}

bool TouchGestures::goRound(const Finger &finger, Time now)
{
    const int corner = finger.furthest <= cornerSlip ? cornerOf(finger.from) : -1;
    if (corner != m_corner || (m_corner > 0 && now - m_cornersSince > cornersTime))
        m_corner = 0;
    if (corner != m_corner)
        return false;
    if (m_corner == 0)
        m_cornersSince = finger.since;
    m_corner = (m_corner + 1) % 4;
    return m_corner == 0;
}

QList<TouchGestures::Gesture> TouchGestures::feed(Time now, const QList<Contact> &contacts)
{
    QList<Gesture> out = tick(now);
    for (const Contact &contact : contacts) {
        switch (contact.state) {
        case Contact::State::Began: {
            const bool first = m_fingers.isEmpty();
            m_fingers.insert(contact.id, Finger{contact.at, contact.at, now, 0, 0});
            if (m_dragging)
                out.append({Gesture::Kind::DragOff, {}, 0});
            m_dragging = false;
            m_stroke = false;
            if (!first) {
                // A second contact: no gesture any more, but it may be the door
                m_dead = true;
                m_corner = 0;
                dropDoor(out);
                if (m_fingers.size() == 2) {
                    const auto begin = m_fingers.cbegin();
                    const Finger a = begin.value();
                    const Finger b = std::next(begin).value();
                    const int ca = cornerOf(a.from);
                    const int cb = cornerOf(b.from);
                    const auto apart = std::chrono::abs(a.since - b.since);
                    if (ca >= 0 && cb >= 0 && (ca + 2) % 4 == cb && apart <= doorTogether)
                        m_door = Doorway{std::max(a.since, b.since)};
                }
                break;
            }
            m_dead = now < m_deadUntil;
            const bool wrist = contact.at.y() > m_size.height() - wristEdge;
            const bool grip = contact.at.x() < gripEdge || contact.at.x() > m_size.width() - gripEdge;
            if (m_dead || wrist || grip)
                break;
            m_stroke = true;
            const bool echo = m_lastTap && now - *m_lastTap < holdoverTime &&
                              QLineF(m_lastTapAt, contact.at).length() < holdoverPlace;
            if (!echo) {
                m_lastTap = now;
                m_lastTapAt = contact.at;
                out.append({Gesture::Kind::Tap, contact.at, 0});
            }
            break;
        }
        case Contact::State::Moved: {
            const auto found = m_fingers.find(contact.id);
            if (found == m_fingers.end())
                break;
            found->moveTo(contact.at);
            if (m_door && found->furthest > cornerSlip)
                dropDoor(out);
            if (!m_dead && m_stroke) {
                const double down = contact.at.y() - found->from.y();
                if (m_dragging || (down > 6 && down > std::abs(contact.at.x() - found->from.x()))) {
                    m_dragging = true;
                    out.append({Gesture::Kind::DragDown, contact.at, std::max(0.0, down)});
                }
            }
            break;
        }
        case Contact::State::Ended: {
            const auto found = m_fingers.find(contact.id);
            if (found == m_fingers.end())
                break;
            found->moveTo(contact.at);
            const Finger finger = *found;
            m_fingers.erase(found);
            if (m_door) {
                if (!m_door->marked || finger.furthest > cornerSlip) {
                    dropDoor(out);
                } else if (++m_door->lifted == 2) {
                    m_door.reset();
                    out.append({Gesture::Kind::Door, {}, 0});
                }
            } else if (!m_dead && m_stroke) {
                const auto stroke = strokeOf(finger, now);
                if (m_dragging && stroke != Gesture::Kind::SwipeDown)
                    out.append({Gesture::Kind::DragOff, {}, 0});
                if (stroke)
                    out.append({*stroke, finger.at, 0});
            }
            // The edges count here: no child's stroke ends up in four corners in order
            if (!m_dead && goRound(finger, now))
                out.append({Gesture::Kind::Corners, {}, 0});
            m_stroke = false;
            m_dragging = false;
            if (m_fingers.isEmpty())
                m_dead = false;
            break;
        }
        }
    }
    return out;
}

QList<TouchGestures::Gesture> TouchGestures::tick(Time now)
{
    QList<Gesture> out;
    if (!m_door)
        return out;
    if (!m_door->marked && now - m_door->since >= doorTime) {
        m_door->marked = true;
        // The mark is seen when it is painted, not when it was due
        m_door->markedAt = now;
        out.append({Gesture::Kind::DoorMark, {}, 0});
    } else if (m_door->marked && now - m_door->markedAt > doorLift) {
        dropDoor(out);
    }
    return out;
}

std::optional<TouchGestures::Time> TouchGestures::nextTick() const
{
    if (!m_door)
        return std::nullopt;
    return m_door->marked ? m_door->markedAt + doorLift + Time(1) : m_door->since + doorTime;
}

QList<TouchGestures::Gesture> TouchGestures::cancel()
{
    QList<Gesture> out;
    if (m_dragging)
        out.append({Gesture::Kind::DragOff, {}, 0});
    dropDoor(out);
    m_fingers.clear();
    m_corner = 0;
    m_dead = false;
    m_stroke = false;
    m_dragging = false;
    return out;
}

} // namespace Medio::Screens
