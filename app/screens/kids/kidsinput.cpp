// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What people do, and what is heard: fingers, keys, switches.

#include "app/screens/kids/kidsaccessible.h"
#include "app/screens/kids/kidswindowprivate.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QTouchEvent>

#include <algorithm>
#include <cmath>

namespace Medio::Screens {

using Flow::Screen;
using namespace std::chrono_literals;

namespace {

/// How far a key seeks: as far as remote controls do.
constexpr std::chrono::seconds seekStep = 10s;

} // namespace

void KidsWindow::Private::say(const QString &sound)
{
    if (!sound.isEmpty() && !dark)
        Q_EMIT q->soundRequested(sound, scene.night);
}

void KidsWindow::Private::touched()
{
    busyAt = now();
    recompose();
    schedule();
}

void KidsWindow::Private::play(const Melody &wanted)
{
    if (dark)
        return;
    melody = wanted;
    playOn();
}

/// Whatever is due now; the rest waits.
void KidsWindow::Private::playOn()
{
    cueTimer.stop();
    if (!melody.cues.isEmpty()) {
        const Cue cue = melody.cues.takeFirst();
        say(cue.sound);
        if (!melody.cues.isEmpty())
            cueTimer.start(melody.cues.first().after);
        else if (melody.every > 0ms)
            cueTimer.start(melody.every);
    } else if (melody.every > 0ms) {
        say(melody.again);
        cueTimer.start(melody.every);
    }
}

void KidsWindow::Private::choose(std::optional<int> face)
{
    if (!face || *face < 0 || *face >= scene.faces.size())
        return;
    switches.point(time(), *face);
    highlightChanged();
    touched();
    Q_EMIT q->childChosen(scene.faces[*face].profile);
}

void KidsWindow::Private::turnPage()
{
    ++pageOffset;
    say(QStringLiteral("page"));
    touched();
}

void KidsWindow::Private::press(const Target &target)
{
    if (target.kind == Target::Kind::Page)
        turnPage();
    else
        choose(target.face);
}

void KidsWindow::Private::moveHighlight(int by)
{
    switches.move(time(), by);
    highlightChanged();
    touched();
}

/// Tells where the highlight is now, and waits for its next step.
void KidsWindow::Private::highlightChanged()
{
    const int face = switches.highlighted(time());
    if (face != highlighted) {
        highlighted = face;
        if (face >= 0) {
            say(glowOf(scene.faces.value(face), face));
            recompose();
            schedule();
            tellFocusAccessibly(*q, face);
        }
    }
    if (const auto next = switches.next(time()); next && q->isVisible())
        switchTimer.start(std::max(*next - time(), TouchGestures::Time(1)));
    else
        switchTimer.stop();
}

/// The one under the finger, else the nearest one within a finger's width.
const Target *KidsWindow::Private::nearest(QPointF at, double within) const
{
    const Target *best = nullptr;
    double least = within;
    for (const Target &target : composition.targets) {
        const QRectF r(target.rect);
        const double dx = std::max({r.left() - at.x(), 0.0, at.x() - r.right()});
        const double dy = std::max({r.top() - at.y(), 0.0, at.y() - r.bottom()});
        if (std::hypot(dx, dy) < least) {
            least = std::hypot(dx, dy);
            best = &target;
        }
    }
    return best;
}

void KidsWindow::Private::act(const QList<TouchGestures::Gesture> &list)
{
    using Kind = TouchGestures::Gesture::Kind;
    const Screen screen = scene.screen;
    const bool watching = showsFilm(screen);
    const bool canLeave = screen != Screen::WhoIsWatching && screen != Screen::Scan &&
                          screen != Screen::Sleeping && screen != Screen::GoodNight &&
                          screen != Screen::SignIn;
    const double millimetre = surface().millimetres(1);
    for (const TouchGestures::Gesture &gesture : list) {
        switch (gesture.kind) {
        case Kind::Tap: {
            const QPointF at = gesture.at * millimetre;
            touchAt = now();
            touchPoint = at;
            if (screen == Screen::WhoIsWatching) {
                if (const Target *target = nearest(at, 10 * millimetre)) {
                    press(*target);
                    return;
                }
            }
            touched();
            break;
        }
        case Kind::DragDown:
            if (screen == Screen::Playing) {
                drag = gesture.down * millimetre;
                recompose(true);
                schedule();
            }
            break;
        case Kind::DragOff:
            drag = 0;
            recompose(true);
            schedule();
            break;
        case Kind::SwipeDown:
            drag = 0;
            touched();
            if (canLeave)
                Q_EMIT q->leaveRequested();
            break;
        case Kind::SwipeLeft:
        case Kind::SwipeRight:
            touched();
            if (watching) {
                const bool forward =
                    (gesture.kind == Kind::SwipeLeft) == (q->layoutDirection() == Qt::LeftToRight);
                forward ? Q_EMIT q->nextRequested() : Q_EMIT q->previousRequested();
            }
            break;
        case Kind::DoorMark:
        case Kind::DoorLost:
            doorMark = gesture.kind == Kind::DoorMark;
            recompose();
            schedule();
            break;
        case Kind::Door:
            doorMark = false;
            recompose();
            schedule();
            Q_EMIT q->parentsRequested();
            break;
        case Kind::Corners:
            Q_EMIT q->childChangeRequested();
            break;
        }
    }
}

void KidsWindow::Private::scheduleDoor()
{
    const auto next = gestures.nextTick();
    if (!next) {
        doorTimer.stop();
        return;
    }
    const auto wait = *next - time();
    doorTimer.start(std::max(wait, TouchGestures::Time(1)));
}

void KidsWindow::Private::feedTouch(const QTouchEvent &event)
{
    using State = TouchGestures::Contact::State;
    const double millimetre = surface().millimetres(1) / q->devicePixelRatioF();
    QList<TouchGestures::Contact> contacts;
    for (const QEventPoint &point : event.points()) {
        switch (point.state()) {
        case QEventPoint::Pressed:
            contacts.append({point.id(), point.position() / millimetre, State::Began});
            break;
        case QEventPoint::Released:
            contacts.append({point.id(), point.position() / millimetre, State::Ended});
            break;
        case QEventPoint::Updated:
            contacts.append({point.id(), point.position() / millimetre, State::Moved});
            break;
        default:
            break;
        }
    }
    act(gestures.feed(time(), contacts));
    scheduleDoor();
}

void KidsWindow::Private::feedMouse(const QMouseEvent &event, TouchGestures::Contact::State state)
{
    constexpr int mouseContact = -1;
    const double millimetre = surface().millimetres(1) / q->devicePixelRatioF();
    act(gestures.feed(time(), {{mouseContact, event.position() / millimetre, state}}));
}

bool KidsWindow::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
        // Accepted wholly, so that no mouse is made of it
        event->accept();
        d->feedTouch(*static_cast<QTouchEvent *>(event));
        return true;
    case QEvent::TouchCancel:
        event->accept();
        d->act(d->gestures.cancel());
        d->scheduleDoor();
        return true;
    case QEvent::ToolTip:
    case QEvent::WhatsThis:
    case QEvent::StatusTip:
        return true;
    case QEvent::ScreenChangeInternal:
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    case QEvent::DevicePixelRatioChange:
#endif
        d->surfaceChanged();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

void KidsWindow::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        d->feedMouse(*event, TouchGestures::Contact::State::Began);
}

void KidsWindow::mouseMoveEvent(QMouseEvent *event)
{
    if ((event->buttons() & Qt::LeftButton) != 0)
        d->feedMouse(*event, TouchGestures::Contact::State::Moved);
}

void KidsWindow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        d->feedMouse(*event, TouchGestures::Contact::State::Ended);
}

bool KidsWindow::focusNextPrevChild(bool)
{
    // There is no other widget to go to: Tab is a key like the arrows
    return false;
}

void KidsWindow::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->isAutoRepeat())
        return;
    constexpr auto door = Qt::ControlModifier | Qt::AltModifier;
    if (event->key() == Qt::Key_P && (event->modifiers() & door) == door) {
        Q_EMIT parentsRequested();
        return;
    }
    const bool choosing = d->scene.screen == Screen::WhoIsWatching;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool forward = (event->key() == Qt::Key_Right) != mirrored;
        if (choosing)
            d->moveHighlight(forward ? 1 : -1);
        else
            forward ? Q_EMIT nextRequested() : Q_EMIT previousRequested();
        return;
    }
    case Qt::Key_MediaNext:
        Q_EMIT nextRequested();
        return;
    case Qt::Key_MediaPrevious:
        Q_EMIT previousRequested();
        return;
    case Qt::Key_Home:
        Q_EMIT restartRequested();
        return;
    case Qt::Key_Space:
        if (choosing) {
            const auto face = d->switches.pressFirst(d->time(), d->composition.nodding);
            d->highlightChanged();
            d->touched();
            d->choose(face);
        } else {
            Q_EMIT pauseToggleRequested();
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Select:
        if (choosing) {
            const auto face = d->switches.pressSecond(d->time(), d->composition.nodding);
            d->highlightChanged();
            d->touched();
            d->choose(face);
        }
        return;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (choosing)
            d->moveHighlight(event->key() == Qt::Key_Tab ? 1 : -1);
        return;
    case Qt::Key_AudioForward:
    case Qt::Key_AudioRewind:
        Q_EMIT seekRequested(event->key() == Qt::Key_AudioForward ? seekStep : -seekStep);
        return;
    case Qt::Key_MediaPlay:
    case Qt::Key_MediaPause:
    case Qt::Key_MediaTogglePlayPause:
        Q_EMIT pauseToggleRequested();
        return;
    case Qt::Key_Down:
    case Qt::Key_MediaStop:
        if (choosing)
            d->moveHighlight(1);
        else
            Q_EMIT leaveRequested();
        return;
    case Qt::Key_Up:
        if (choosing)
            d->moveHighlight(-1);
        return;
    default:
        return;
    }
}

} // namespace Medio::Screens
