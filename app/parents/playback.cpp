// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/playback.h"

#include <algorithm>

namespace Medio::Parents {

Playback::Playback(Flow::SettingsStore &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    connect(&settings, &Flow::SettingsStore::changed, this, &Playback::changed);
}

template<typename Change>
void Playback::change(Change change)
{
    Flow::KioskSettings settings = m_settings.settings();
    change(settings);
    m_settings.save(settings);
}

void Playback::setCap(int steps)
{
    change([steps](Flow::KioskSettings &s) { s.volumeCap = std::clamp(steps, 1, Flow::loudest); });
}

void Playback::setEveningCap(int steps)
{
    change([steps](Flow::KioskSettings &s) { s.eveningCap = std::clamp(steps, 1, Flow::loudest); });
}

void Playback::setEvening(const QTime &from, const QTime &to)
{
    if (!from.isValid() || !to.isValid())
        return;
    change([&](Flow::KioskSettings &s) {
        s.eveningFrom = from;
        s.eveningTo = to;
    });
}

void Playback::setFromStart(bool fromStart)
{
    change([fromStart](Flow::KioskSettings &s) { s.fromStart = fromStart; });
}

} // namespace Medio::Parents
