// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "resources/demo/films/stories.h"

#include <QDir>
#include <QSize>
#include <QString>

#include <functional>

namespace Medio::Films {

struct Format
{
    QSize size{1280, 720};
    int framesPerSecond = 24;
    /// x264's preset: what the small films of the tests save most time with.
    QString preset = QStringLiteral("veryfast");
};

/// The frame at `t` as it stands in the film.
[[nodiscard]] QImage frame(const Story &story, double t, QSize size);

/// Draws a story, composes its sound, and lets ffmpeg encode both (a child process, fed through its pipe).
/// Film and poster appear in `folder` complete or not at all. Blocks: call it on a worker thread. `painted`
/// is called after each frame. The error says what ffmpeg said.
[[nodiscard]] Expected<void, QString> make(const Story &story, const Format &format, const QDir &folder,
                                           const std::function<void()> &painted);

/// The files that make() leaves for a story, the film's own file first.
[[nodiscard]] QStringList filesOf(const Story &story, const QDir &folder);

} // namespace Medio::Films
