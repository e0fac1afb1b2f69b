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
    return {};
}

} // namespace Medio::PlayerQt
