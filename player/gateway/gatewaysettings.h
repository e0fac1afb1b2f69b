// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/upstreamproxies.h"

#include <QDate>
#include <QDateTime>
#include <QSize>
#include <QStorageInfo>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace Medio::Gateway {

/// What an integrator decides about the gateway. A value.
struct GatewaySettings
{
    QString cacheFolder;                      ///< created when missing; empty: nothing is kept
    QString probeProgram;                     ///< path of medio-probe
    qint64 budget = 8LL * 1024 * 1024 * 1024; ///< bytes of films on disk; the least used give way
    /// Bytes that stay free on that disk; what must be remuxed to be watched leaves a quarter of them.
    qint64 spare = 256LL * 1024 * 1024;

    /// Of a film that comes in several qualities the largest that this board is trusted with.
    QSize largest{1920, 1080};

    /// A server that is silent for so long is asked anew.
    std::chrono::milliseconds silence{8000};
    /// From open() to ready, at most; then the film is Unreachable.
    std::chrono::milliseconds openPatience{10000};
    /// How long a film that has begun may starve before it is Unreachable.
    std::chrono::milliseconds starvePatience{45000};
    /// A reader that waits for so long is starving.
    std::chrono::milliseconds starvingAfter{250};

    /// A film that was decoded too slowly is measured again after so long: it may have been other work.
    std::chrono::milliseconds measureAgainAfter{60000};

    /// A film that must be remuxed first is waited for so long before it is played while it grows.
    std::chrono::milliseconds remuxPatience{700};

    /// How this machine's proxies are found out; called once, on the gateway's thread. Not set: the
    /// application's proxy, if there is one.
    std::function<std::unique_ptr<UpstreamProxies>()> makeProxies;

    /// Bytes that are free on the disk of a folder, < 0: not known. Asked on the gateway's thread.
    std::function<qint64(const QString &)> available = [](const QString &folder) {
        return QStorageInfo(folder).bytesAvailable();
    };

    /// The present time, asked on the gateway's thread.
    std::function<QDateTime()> now = [] {
        return QDateTime::currentDateTimeUtc();
    };

    /// The present day, asked on the gateway's thread.
    std::function<QDate()> today = [] {
        return QDate::currentDate();
    };
    QString programVersion = QStringLiteral(MEDIO_VERSION);
};

} // namespace Medio::Gateway
