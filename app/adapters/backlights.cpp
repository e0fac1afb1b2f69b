// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/backlights.h"

#include "app/base/logging.h"

#include <QDir>
#include <QFile>

#include <cstring>
#include <utility>

namespace Medio::Adapters {

void Backlights::setPower(const char *value)
{
    if (std::strcmp(std::exchange(m_power, value), value) == 0)
        return;
    for (const QFileInfo &light : QDir(m_folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile power(light.filePath() + QStringLiteral("/bl_power"));
        if (!power.exists())
            continue;
        // Not made where it is not: it is the kernel's
        if (!power.open(QIODevice::WriteOnly | QIODevice::ExistingOnly | QIODevice::Unbuffered) ||
            power.write(value) < 0)
            qCDebug(lcApp).noquote() << "the backlight" << light.fileName()
                                     << "can't be switched:" << power.errorString();
    }
}

} // namespace Medio::Adapters
