// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "player/filmfacts.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace Medio::Probe {

struct RehearsalRequest
{
    QByteArray address; ///< for libavformat: an http address or, by hand, a path
    bool fromFile = false;
    std::chrono::milliseconds from{0};
    std::chrono::milliseconds deadline{8000};
    /// How long to decode on in order to know how fast this board does it; 0: not at all.
    std::chrono::milliseconds measure{0};
};

struct RehearsalRefusal
{
    QString why;
    bool late = false; ///< the deadline passed: says nothing about the film
};

/// Opens a film as a player will: finds its streams, goes to `from`, reads half a second and
/// decodes a picture. Blocks until then, or until the deadline. How fast it decodes is measured
/// with all processors, as a player decodes, on packets that were read before.
Expected<FilmFacts, RehearsalRefusal> rehearse(const RehearsalRequest &request);

} // namespace Medio::Probe
