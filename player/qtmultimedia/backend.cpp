// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/backend.h"

extern "C" {
#include <libavutil/log.h>
}

#include <QDir>
#include <QLibraryInfo>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;

namespace {

constexpr auto variable = "QT_MEDIA_BACKEND";

/// Both backends would ask the environment's proxy for the film gateway, which is on this machine: FFmpeg
/// unless no_proxy names it, GStreamer's souphttpsrc whatever no_proxy says. The latter reads small letters
/// only; who looks for the system's proxies (libproxy) reads both.
void reachThisMachineDirectly(bool minds)
{
    if (qEnvironmentVariableIsEmpty("http_proxy"))
        return;
    QByteArray direct = qgetenv(qEnvironmentVariableIsSet("no_proxy") ? "no_proxy" : "NO_PROXY");
    direct += direct.isEmpty() ? "127.0.0.1" : ",127.0.0.1";
    qputenv("no_proxy", direct);
    if (!minds) {
        if (qEnvironmentVariableIsEmpty("HTTP_PROXY"))
            qputenv("HTTP_PROXY", qgetenv("http_proxy"));
        qunsetenv("http_proxy");
    }
}

} // namespace

QStringList installedBackends()
{
    constexpr QLatin1StringView prefix("lib");
    constexpr QLatin1StringView suffix("mediaplugin.so");
    QStringList backends;
    const QDir folder(QLibraryInfo::path(QLibraryInfo::PluginsPath) + u"/multimedia"_s);
    const QStringList files = folder.entryList({prefix + u'*' + suffix}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        backends.append(file.sliced(prefix.size(), file.size() - prefix.size() - suffix.size()));
    return backends;
}

Expected<void, QString> chooseBackend(const QByteArray &name)
{
    const QByteArray chosen = qEnvironmentVariableIsEmpty(variable) ? name : qgetenv(variable);
    // A film that is cut off makes FFmpeg write pages to stderr; what it means is told by us.
    av_log_set_level(AV_LOG_FATAL);
    const QStringList installed = installedBackends();
    if (!installed.contains(QString::fromUtf8(chosen)))
        return Unexpected{u"Qt Multimedia's backend \"%1\" is not installed; there is: %2"_s.arg(
            QString::fromUtf8(chosen), installed.isEmpty() ? u"none"_s : installed.join(u", "_s))};
    qputenv(variable, chosen);
    reachThisMachineDirectly(chosen == "ffmpeg");
    return {};
}

} // namespace Medio::PlayerQt
