// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Medio::PlayerQt {

/// Decides which of Qt Multimedia's backends is used; to be called before QApplication is made,
/// since Qt reads it once. "ffmpeg" is what the player was measured with (and Qt's default from
/// 6.5); "gstreamer" works where that plugin is installed. The environment's QT_MEDIA_BACKEND wins.
void chooseBackend(const QByteArray &name = "ffmpeg");

/// Whether there is something to make sound with; the first call opens and closes it once. Qt
/// 6.4's PulseAudio engine belongs to the thread that used it first: were that a renderer's, the
/// loss of the sound server would hang the next film. So: call it on the GUI thread, early.
[[nodiscard]] bool hasSound();

} // namespace Medio::PlayerQt
