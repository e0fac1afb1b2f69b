// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/nightscreen.h"

#include "app/adapters/displaypower.h"
#include "app/base/logging.h"
#include "app/flow/scene.h"
#include "app/screens/kids/kidswindow.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace Medio::Adapters {

using namespace std::chrono_literals;

NightScreen::NightScreen(Screens::KidsWindow &window, DisplayPower &display,
                         std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_display(display)
    , m_wait(patience)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { setDark(true); });
    QCoreApplication::instance()->installEventFilter(this);
    m_display.keepLit();
}

NightScreen::~NightScreen() = default;

bool NightScreen::mayRest(const Flow::Scene &scene)
{
    using Flow::Screen;
    if (!scene.night && scene.refusal != Flow::Refusal::Bedtime)
        return false;
    switch (scene.screen) {
    case Screen::Waking:
    case Screen::Playing:
    case Screen::Celebration:
        return false;
    case Screen::WhoIsWatching:
    case Screen::Scan:
    case Screen::Paused:
    case Screen::GoodNight:
    case Screen::Sleeping:
    case Screen::UnknownChip:
    case Screen::NoFilm:
    case Screen::NotHere:
    case Screen::ReaderMissing:
    case Screen::Broken:
    case Screen::SignIn:
        return true;
    }
    Q_UNREACHABLE();
}

void NightScreen::follow(const Flow::Scene &scene)
{
    const bool somebody = std::exchange(m_tap, scene.tap) != scene.tap;
    const bool before = std::exchange(m_mayRest, mayRest(scene));
    if (somebody || before != m_mayRest)
        judge();
}

void NightScreen::setParentsInside(bool inside)
{
    m_inside = inside;
    judge();
}

/// Somebody is there, or there is something else to see.
void NightScreen::judge()
{
    m_patience.stop();
    setDark(false);
    if (m_mayRest && !m_inside && m_wait > 0ms)
        m_patience.start();
}

void NightScreen::setDark(bool dark)
{
    if (std::exchange(m_dark, dark) == dark)
        return;
    qCInfo(lcApp) << (dark ? "nobody is there: the screen is dark" : "the screen is lit");
    m_window.setDark(dark);
    if (dark)
        m_display.letGoDark();
    else
        m_display.keepLit();
}

bool NightScreen::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::MouseButtonPress:
    case QEvent::KeyPress: {
        // It reaches a window and then its widgets: what it finds dark, it finds dark once
        const bool wasDark = m_dark;
        if (wasDark || m_patience.isActive())
            judge();
        return wasDark || QObject::eventFilter(watched, event);
    }
    default:
        return QObject::eventFilter(watched, event);
    }
}

} // namespace Medio::Adapters
