// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"

#include <QList>
#include <QString>

#include <chrono>

/// What is to be heard, and when (KIDS-UX.md §3.6, §3.7). Pure; the names are those of
/// KidsWindow::soundRequested().
namespace Medio::Screens {

struct Cue
{
    QString sound;
    std::chrono::milliseconds after{0};

    friend bool operator==(const Cue &, const Cue &) = default;
};

/// One sound after the other, never two at once, and perhaps one that comes again.
struct Melody
{
    QList<Cue> cues;
    QString again = {};
    std::chrono::milliseconds every{0}; ///< 0: never again

    friend bool operator==(const Melody &, const Melody &) = default;
};

/// What is heard when `after` follows `before`; nothing at all where only details changed.
[[nodiscard]] Melody melodyOf(const Flow::Scene &before, const Flow::Scene &after);

/// The soft bell in this child's own pitch.
[[nodiscard]] QString glowOf(const Flow::Face &face, int position);

} // namespace Medio::Screens
