// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Medio::PlayerQt {

/// Qt Multimedia's backends that are installed on this machine: "ffmpeg", "gstreamer". Needs no
/// application object.
[[nodiscard]] QStringList installedBackends();

/// Decides which of Qt Multimedia's backends is used; to be called before QApplication is made,
/// since Qt reads it once. "ffmpeg" is what the player was measured with (and Qt's default from
/// 6.5); "gstreamer" works where that plugin is installed. The environment's QT_MEDIA_BACKEND wins.
/// One that is not installed is refused with a sentence that says which are. A proxy of the environment
/// counts no more for this machine itself, where films come from.
Expected<void, QString> chooseBackend(const QByteArray &name = "ffmpeg");

} // namespace Medio::PlayerQt
