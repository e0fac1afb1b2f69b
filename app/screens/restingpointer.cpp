// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/restingpointer.h"

#include <QCursor>
#include <QGuiApplication>
#include <QMouseEvent>

#include <utility>

namespace Medio::Screens {

namespace {

/// A table that somebody leans on moves a mouse, too. In pixels, in either direction.
constexpr qreal trembling = 4;

} // namespace

RestingPointer::RestingPointer(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(patience);
    connect(&m_rest, &QTimer::timeout, this, &RestingPointer::hide);
    qApp->installEventFilter(this);
    hide();
}

RestingPointer::~RestingPointer()
{
    show();
}

/// What windows are told, before their widgets are: those hear of moves only where they ask for them.
bool RestingPointer::eventFilter(QObject *watched, QEvent *event)
{
    if (!watched->isWindowType())
        return false;
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->source() != Qt::MouseEventNotSynthesized)
            return false;
        const QPointF to = mouse->globalPosition();
        if (!m_at)
            m_at = to; // it stood there all the time
        const bool isFar = (to - *m_at).manhattanLength() > trembling;
        if (event->type() == QEvent::MouseMove && !isFar)
            return false;
        m_at = to;
        show();
        m_rest.start();
        return false;
    }
    case QEvent::TouchBegin:
        hide();
        return false;
    default:
        return false;
    }
}

void RestingPointer::show()
{
    if (std::exchange(m_isAway, false))
        QGuiApplication::restoreOverrideCursor();
}

void RestingPointer::hide()
{
    m_rest.stop();
    if (!std::exchange(m_isAway, true))
        QGuiApplication::setOverrideCursor(Qt::BlankCursor);
}

} // namespace Medio::Screens
