// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QStandardPaths>
#include <QUrl>

namespace Medio::Home {
namespace {

using namespace Qt::StringLiterals;

constexpr auto secretVariable = "MEDIO_HOME_SECRET"_L1;

bool isPublicUrl(const QVariant &value)
{
    const QString text = value.toString();
    if (text.isEmpty())
        return true;
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) &&
           !url.host().isEmpty() && (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery() &&
           !url.hasFragment() && url.userInfo().isEmpty();
}

QString absolute(const QString &path)
{
    return path.isEmpty() ? path : QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

} // namespace

Configuration::Schema ServerSettings::schema()
{
    using Kind = ConfigKey::Kind;
    const auto literalAddress = [](const QVariant &value) {
        return !QHostAddress(value.toString()).isNull();
    };
    const auto port = [](const QVariant &value) {
        return value.toLongLong() >= 0 && value.toLongLong() <= 65535;
    };
    const auto zone = [](const QVariant &value) {
        return value.toString().isEmpty() || QTimeZone(value.toString().toLatin1()).isValid();
    };
    return {
        {u"server.listen"_s, Kind::Text, u"127.0.0.1"_s,
         u"an IPv4 or IPv6 address of this machine, 0.0.0.0 for all"_s, u"MEDIO_HOME_LISTEN"_s,
         literalAddress},
        {u"server.port"_s, Kind::Integer, 8480, u"0 (any free one) to 65535"_s, u"MEDIO_HOME_PORT"_s, port},
        {u"server.public_url"_s, Kind::Text, QString(),
         u"how clients reach this server, an http(s) address without a path"_s, u"MEDIO_HOME_PUBLIC_URL"_s,
         isPublicUrl},
        {u"server.trust_forwarded_for"_s,
         Kind::Flag,
         false,
         u"true only behind a proxy that sets X-Forwarded-For"_s,
         {}},
        {u"paths.data"_s, Kind::Text,
         QString(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/medio-home"),
         u"the folder of the database and the token secret"_s, u"MEDIO_HOME_DATA_DIR"_s,
         [](const QVariant &value) {
             return !value.toString().isEmpty();
         }},
        {u"paths.media"_s, Kind::Text, QString(), u"the folder of the films, which must exist"_s,
         u"MEDIO_HOME_MEDIA_DIR"_s,
         [](const QVariant &value) {
             return value.toString().isEmpty() || QFileInfo(value.toString()).isDir();
         }},
        {u"limits.enabled"_s, Kind::Flag, true, u"true, or false to switch the rate limits off"_s, {}},
        {u"time.zone"_s, Kind::Text, QString(),
         u"a time zone such as Europe/Berlin; empty for the machine's"_s, u"MEDIO_HOME_TIME_ZONE"_s, zone},
        {u"tls.certificate"_s, Kind::Text, QString(), u"a PEM file, the server's certificate first"_s,
         u"MEDIO_HOME_TLS_CERTIFICATE"_s},
        {u"tls.key"_s, Kind::Text, QString(), u"a PEM file"_s, u"MEDIO_HOME_TLS_KEY"_s},
    };
}

Expected<ServerSettings, QList<ConfigProblem>> ServerSettings::load(const QString &path,
                                                                    const QProcessEnvironment &environment)
{
    const auto configuration = Configuration::load(schema(), path, environment);
    QList<ConfigProblem> problems;
    if (!configuration)
        problems = configuration.error();

    ServerSettings settings;
    settings.secret = environment.value(secretVariable).toUtf8();
    if (environment.contains(secretVariable) && settings.secret.size() < 32)
        problems << ConfigProblem{
            secretVariable, 0, {}, u"is too short for a secret: 32 bytes at least"_s}; // never the value
    if (!problems.isEmpty())
        return Unexpected{problems};

    settings.listener.address = configuration->text(u"server.listen"_s);
    settings.listener.port = static_cast<quint16>(configuration->integer(u"server.port"_s));
    settings.listener.certificate = absolute(configuration->text(u"tls.certificate"_s));
    settings.listener.key = absolute(configuration->text(u"tls.key"_s));
    settings.publicUrl = configuration->text(u"server.public_url"_s);
    if (settings.publicUrl.endsWith(u'/'))
        settings.publicUrl.chop(1);
    settings.trustForwardedFor = configuration->flag(u"server.trust_forwarded_for"_s);
    settings.dataFolder = absolute(configuration->text(u"paths.data"_s));
    settings.mediaFolder = absolute(configuration->text(u"paths.media"_s));
    settings.limitsEnabled = configuration->flag(u"limits.enabled"_s);
    if (const QString zone = configuration->text(u"time.zone"_s); !zone.isEmpty())
        settings.zone = QTimeZone(zone.toLatin1());

    const QString source = path.isEmpty() ? u"configuration"_s : path;
    const bool certificate = !settings.listener.certificate.isEmpty();
    const bool key = !settings.listener.key.isEmpty();
    if (certificate != key)
        problems << ConfigProblem{source, 0, certificate ? u"tls.key"_s : u"tls.certificate"_s,
                                  u"is missing: TLS needs both tls.certificate and tls.key"_s};
    const auto mustBeReadable = [&](const QString &name, const QString &file) {
        if (!file.isEmpty() && !QFileInfo(file).isReadable())
            problems << ConfigProblem{source, 0, name, u'"' + file + u"\" can't be read: a PEM file"};
    };
    mustBeReadable(u"tls.certificate"_s, settings.listener.certificate);
    mustBeReadable(u"tls.key"_s, settings.listener.key);
    if (!problems.isEmpty())
        return Unexpected{problems};
    return settings;
}

bool liesInside(const QString &folder, const QString &path)
{
    const QString root = QFileInfo(folder).canonicalFilePath();
    return !root.isEmpty() && QFileInfo(path).canonicalFilePath().startsWith(root + u'/');
}

} // namespace Medio::Home
