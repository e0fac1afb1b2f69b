// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/settings.h"

#include "server/http/tlsfiles.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

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

/// A literal address that a socket of this machine can be bound to.
bool isOfThisMachine(const QVariant &value)
{
    QHostAddress address(value.toString());
    if (address.isNull())
        return false;
    if (address.isLoopback() || address == QHostAddress(QHostAddress::AnyIPv4) ||
        address == QHostAddress(QHostAddress::AnyIPv6))
        return true;
    address.setScopeId({});
    const auto own = QNetworkInterface::allAddresses();
    return std::any_of(own.cbegin(), own.cend(), [&address](QHostAddress one) {
        one.setScopeId({});
        return one == address;
    });
}

/// A folder, or what can be made one: no file stands in its way.
bool canBeAFolder(const QVariant &value)
{
    if (value.toString().isEmpty())
        return false;
    QFileInfo info(value.toString());
    while (!info.exists() && !info.isRoot())
        info.setFile(info.path());
    return info.isDir();
}

QString absolute(const QString &path)
{
    return path.isEmpty() ? path : QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

} // namespace

Configuration::Schema ServerSettings::schema()
{
    using Kind = ConfigKey::Kind;
    const auto port = [](const QVariant &value) {
        return value.toLongLong() >= 0 && value.toLongLong() <= 65535;
    };
    const auto zone = [](const QVariant &value) {
        return value.toString().isEmpty() || QTimeZone(value.toString().toLatin1()).isValid();
    };
    return {
        {u"server.listen"_s, Kind::Text, u"127.0.0.1"_s,
         u"an IPv4 or IPv6 address of this machine, 0.0.0.0 for all"_s, u"MEDIO_HOME_LISTEN"_s,
         isOfThisMachine},
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
         u"the folder of the database and the token secret, not a file"_s, u"MEDIO_HOME_DATA_DIR"_s,
         canBeAFolder},
        {u"paths.media"_s, Kind::Text, QString(),
         u"the folder of the films, which must exist; without this key there are none"_s,
         u"MEDIO_HOME_MEDIA_DIR"_s,
         [](const QVariant &value) {
             return !value.toString().isEmpty() && QFileInfo(value.toString()).isDir();
         }},
        {u"limits.enabled"_s, Kind::Flag, true, u"true, or false to switch the rate limits off"_s, {}},
        {u"time.zone"_s, Kind::Text, QString(),
         u"a time zone such as Europe/Berlin; empty for the machine's"_s, u"MEDIO_HOME_TIME_ZONE"_s, zone},
        {u"tls.certificate"_s, Kind::Text, QString(),
         u"a readable PEM file, the server's certificate first"_s, u"MEDIO_HOME_TLS_CERTIFICATE"_s,
         [](const QVariant &value) {
             return value.toString().isEmpty() || TlsFiles::isCertificate(value.toString());
         }},
        {u"tls.key"_s, Kind::Text, QString(),
         u"a readable PEM file with the certificate's key, without a "
         "passphrase"_s,
         u"MEDIO_HOME_TLS_KEY"_s,
         [](const QVariant &value) {
             return value.toString().isEmpty() || TlsFiles::isKey(value.toString());
         }},
    };
}

Expected<ServerSettings, QList<ConfigProblem>> ServerSettings::load(const QString &path,
                                                                    const QProcessEnvironment &environment)
{
    // What the rule between the two looks at, whatever else is wrong.
    QString certificate;
    QString key;
    auto keys = schema();
    for (ConfigKey &each : keys) {
        QString *into = each.name == "tls.certificate"_L1 ? &certificate
                        : each.name == "tls.key"_L1       ? &key
                                                          : nullptr;
        if (into)
            each.accepts = [into, accepts = each.accepts](const QVariant &value) {
                *into = value.toString();
                return accepts(value);
            };
    }
    const auto configuration = Configuration::load(keys, path, environment);
    QList<ConfigProblem> problems;
    if (!configuration)
        problems = configuration.error();

    const QString source = path.isEmpty() ? u"configuration"_s : path;
    const bool tlsIsWrong = std::any_of(problems.cbegin(), problems.cend(), [](const ConfigProblem &problem) {
        return problem.key.startsWith("tls."_L1);
    });
    if (certificate.isEmpty() != key.isEmpty())
        problems << ConfigProblem{source, 0, key.isEmpty() ? u"tls.key"_s : u"tls.certificate"_s,
                                  u"is missing: TLS needs both tls.certificate and tls.key"_s};
    else if (!key.isEmpty() && !tlsIsWrong) {
        if (const auto pair = TlsFiles::check(certificate, key); !pair)
            problems << ConfigProblem{source, 0, {}, pair.error()};
    }

    ServerSettings settings;
    settings.secret = environment.value(secretVariable).toUtf8();
    if (environment.contains(secretVariable) && settings.secret.size() < 32)
        problems << ConfigProblem{
            secretVariable, 0, {}, u"is too short for a secret: 32 bytes at least"_s}; // never the value
    if (!problems.isEmpty())
        return Unexpected{problems};

    settings.listener.address = QHostAddress(configuration->text(u"server.listen"_s)).toString();
    settings.listener.port = static_cast<quint16>(configuration->integer(u"server.port"_s));
    settings.listener.certificate = absolute(certificate);
    settings.listener.key = absolute(key);
    settings.publicUrl = configuration->text(u"server.public_url"_s);
    if (settings.publicUrl.endsWith(u'/'))
        settings.publicUrl.chop(1);
    settings.trustForwardedFor = configuration->flag(u"server.trust_forwarded_for"_s);
    if (settings.trustForwardedFor) // everybody comes from the proxy
        settings.listener.maximumPerParty = settings.listener.maximumConnections;
    settings.dataFolder = absolute(configuration->text(u"paths.data"_s));
    settings.mediaFolder = absolute(configuration->text(u"paths.media"_s));
    settings.limitsEnabled = configuration->flag(u"limits.enabled"_s);
    if (const QString zone = configuration->text(u"time.zone"_s); !zone.isEmpty())
        settings.zone = QTimeZone(zone.toLatin1());
    return settings;
}

} // namespace Medio::Home
