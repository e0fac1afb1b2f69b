// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/automation/input.h"

#include <QApplication>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <QWindow>
#include <QtGui/qtestsupport_gui.h>

// QtGui's own entry for synthetic keys, which only QtTest's headers declare; QTest's wrappers
// around it run a nested event loop.
QT_BEGIN_NAMESPACE
Q_GUI_EXPORT void qt_handleKeyEvent(QWindow *window, QEvent::Type type, int key,
                                    Qt::KeyboardModifiers modifiers, const QString &text = QString(),
                                    bool autoRepeat = false, ushort count = 1);
QT_END_NAMESPACE

namespace Medio {

using namespace std::chrono_literals;

namespace {

QPointingDevice *touchScreen()
{
    // Qt keeps input devices until the application ends
    static QPointingDevice *const device = QTest::createTouchDevice();
    return device;
}

// The fingers of one gesture. Each commit() delivers at once, without spinning the event loop.
class Fingers : public QTest::QTouchEventSequence
{
public:
    explicit Fingers(QWindow *window)
        : QTouchEventSequence(window, touchScreen(), false)
    {
    }
};

} // namespace

Input::Input(QWidget *window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
    touchScreen();
}

Input::~Input() = default;

QWindow *Input::keyWindow() const
{
    QWidget *widget = QApplication::activePopupWidget();
    if (!widget)
        widget = QApplication::activeModalWidget();
    if (!widget)
        widget = m_window;
    return widget->window()->windowHandle();
}

void Input::press(const KeyStroke &keys, const QString &text)
{
    const QPointer<QWindow> window = keyWindow();
    if (!window)
        return;
    qt_handleKeyEvent(window, QEvent::KeyPress, keys.key, keys.modifiers, text);
    if (window) // the press may have closed it
        qt_handleKeyEvent(window, QEvent::KeyRelease, keys.key, keys.modifiers, text);
}

void Input::stroke(const KeyStroke &keys)
{
    QString text;
    const bool isPrintable = keys.key >= Qt::Key_Space && keys.key <= Qt::Key_AsciiTilde;
    if (isPrintable && !(keys.modifiers & ~Qt::KeyboardModifiers(Qt::ShiftModifier))) {
        const QChar letter(static_cast<char16_t>(keys.key));
        text = keys.modifiers.testFlag(Qt::ShiftModifier) ? letter : letter.toLower();
    }
    press(keys, text);
}

void Input::type(const QString &text)
{
    for (const QChar letter : text) {
        const char16_t upper = letter.toUpper().unicode();
        KeyStroke keys;
        if (upper >= Qt::Key_Space && upper <= Qt::Key_AsciiTilde)
            keys.key = Qt::Key(upper);
        if (letter.isUpper())
            keys.modifiers = Qt::ShiftModifier;
        press(keys, letter);
    }
}

void Input::touch(const QList<QPoint> &points, std::chrono::milliseconds held, std::function<void()> done)
{
    m_busy = true;
    const auto fingers = std::make_shared<Fingers>(m_window->windowHandle());
    for (int i = 0; i < points.size(); ++i)
        fingers->press(i, points.at(i));
    fingers->commit(false);
    QTimer::singleShot(held, Qt::PreciseTimer, this, [this, fingers, points, done = std::move(done)] {
        for (int i = 0; i < points.size(); ++i)
            fingers->release(i, points.at(i));
        fingers->commit(false);
        m_busy = false;
        done();
    });
}

void Input::swipe(QPoint from, QPoint to, std::chrono::milliseconds duration, std::function<void()> done)
{
    m_busy = true;
    constexpr auto step = 16ms; // as a 60 Hz touch screen reports
    const int steps = std::max(1, int(duration / step));
    const auto fingers = std::make_shared<Fingers>(m_window->windowHandle());
    fingers->press(0, from);
    fingers->commit(false);

    auto *timer = new QTimer(this);
    timer->setTimerType(Qt::PreciseTimer);
    connect(timer, &QTimer::timeout, this,
            [this, timer, fingers, from, to, steps, taken = 0, done = std::move(done)]() mutable {
                ++taken;
                if (taken <= steps) {
                    fingers->move(0, from + (to - from) * taken / steps);
                    fingers->commit(false);
                    return;
                }
                timer->stop();
                timer->deleteLater();
                fingers->release(0, to);
                fingers->commit(false);
                m_busy = false;
                done();
            });
    timer->start(step);
}

} // namespace Medio
