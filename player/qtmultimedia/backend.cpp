// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/backend.h"

extern "C" {
#include <libavutil/log.h>
}

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>

namespace Medio::PlayerQt {

void chooseBackend(const QByteArray &name)
{
    if (qEnvironmentVariableIsEmpty("QT_MEDIA_BACKEND"))
        qputenv("QT_MEDIA_BACKEND", name);
    // A film that is cut off makes FFmpeg write pages to stderr; what it means is told by us.
    av_log_set_level(AV_LOG_FATAL);
}

bool hasSound()
{
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull())
        return false;
    static const bool warm = [&device] {
        QAudioSink sink(device, device.preferredFormat());
        sink.start();
        sink.stop();
        return true;
    }();
    return warm;
}

} // namespace Medio::PlayerQt
