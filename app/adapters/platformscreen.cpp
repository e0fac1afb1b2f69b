// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/platformscreen.h"

#include "app/flow/kioskflow.h"
#include "app/screens/kids/kidswindow.h"
#include "player/web/webplayer.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QKeyEvent>

namespace Medio::Adapters {
namespace {

/// The time picture stands where children know it from: at the start of the line, or away from a reader
/// that lies there.
bool standsOnRight(const Screens::KidsWindow &window, const Flow::Scene &scene)
{
    const bool isRightToLeft = window.layoutDirection() == Qt::RightToLeft;
    return isRightToLeft != (scene.readerSide == Flow::ReaderSide::Left);
}

} // namespace

PlatformScreen::PlatformScreen(PlayerWeb::WebPlayer &player, Screens::KidsWindow &window,
                               Flow::KioskFlow &flow, QObject *parent)
    : QObject(parent)
    , m_player(player)
    , m_window(window)
    , m_flow(flow)
{
    window.installEventFilter(this);
    connect(&flow, &Flow::KioskFlow::sceneChanged, this, &PlatformScreen::follow);
    connect(&window, &Screens::KidsWindow::filmSizeChanged, this, &PlatformScreen::follow);
    connect(&m_strip, &Screens::TimeStrip::painted, this, [this](const QImage &picture) {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        picture.save(&buffer, "PNG", 80); // little compression: it goes through a pipe
        m_player.setStrip(png, standsOnRight(m_window, m_flow.scene()));
    });
    connect(&player, &PlayerWeb::WebPlayer::keyPressed, this,
            [this](Qt::Key key, Qt::KeyboardModifiers modifiers) {
                QKeyEvent press(QEvent::KeyPress, key, modifiers);
                QKeyEvent release(QEvent::KeyRelease, key, modifiers);
                QCoreApplication::sendEvent(&m_window, &press);
                QCoreApplication::sendEvent(&m_window, &release);
            });
    follow();
}

void PlatformScreen::follow()
{
    m_player.setPlace(QRect(m_window.mapToGlobal(QPoint()), m_window.size()));
    // Nobody looks at it while no such program is installed.
    if (m_player.isInstalled()) {
        const bool onRight = standsOnRight(m_window, m_flow.scene());
        m_strip.show(m_flow.scene(), PlayerWeb::stripOf(m_window.filmSize(), onRight).size());
    }
}

bool PlatformScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && (event->type() == QEvent::Move || event->type() == QEvent::WindowStateChange))
        follow();
    return QObject::eventFilter(watched, event);
}

} // namespace Medio::Adapters
