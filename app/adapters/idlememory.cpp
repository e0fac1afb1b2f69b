// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/idlememory.h"

#include "app/flow/scene.h"

#include <malloc.h>

#include <QThreadPool>

#include <utility>

namespace Medio::Adapters {

IdleMemory::IdleMemory(Work giveBack, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this, giveBack = std::move(giveBack)] {
        m_isDue = false;
        QThreadPool::globalInstance()->start(giveBack);
    });
}

void IdleMemory::giveBackFreed()
{
    malloc_trim(0);
}

void IdleMemory::follow(const Flow::Scene &scene)
{
    using Flow::Screen;
    const bool isFilm = scene.screen == Screen::Playing || scene.screen == Screen::Paused ||
                        scene.screen == Screen::GoodNight; // which sinks over its last picture
    if (isFilm) {
        m_isDue = true;
        m_patience.stop();
    } else if (m_isDue && !m_patience.isActive()) {
        m_patience.start();
    }
}

} // namespace Medio::Adapters
