// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/systemdisplay.h"

#include "app/adapters/backlights.h"
#include "app/adapters/sessionscreensaver.h"
#include "app/adapters/xscreen.h"

#include <QGuiApplication>

namespace Medio::Adapters {

SystemDisplay::SystemDisplay(bool wholeScreenIsOurs)
{
    // A window in memory is on no display
    if (!wholeScreenIsOurs || QGuiApplication::platformName() == QLatin1String("offscreen"))
        return;
    m_parts.push_back(std::make_unique<SessionScreenSaver>());
    m_parts.push_back(std::make_unique<Backlights>());
    if (const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>())
        m_parts.push_back(std::make_unique<XScreen>(x11->connection()));
}

SystemDisplay::~SystemDisplay() = default;

void SystemDisplay::keepLit()
{
    for (const auto &part : m_parts)
        part->keepLit();
}

void SystemDisplay::letGoDark()
{
    for (const auto &part : m_parts)
        part->letGoDark();
}

} // namespace Medio::Adapters
