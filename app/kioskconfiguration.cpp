// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/kioskconfiguration.h"

#include "net/api/serveraddress.h"
#include "net/client/httpgate.h"
#include "nfc/connection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace Medio {
namespace {

QString folderBeside(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + QStringLiteral("/medio-kiosk");
}

QString programBeside(const QString &name)
{
    // Asked before there is an application object.
    return QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).path() + u'/' + name;
}

bool isAddressOrEmpty(const QVariant &value)
{
    const QString text = value.toString();
    return text.isEmpty() || Api::ServerAddress::parse(text).has_value();
}

bool areAuthoritiesOrEmpty(const QVariant &value)
{
    const QString path = value.toString();
    return path.isEmpty() || (QDir::isAbsolutePath(path) && QFileInfo(path).isFile() &&
                              Net::HttpGate::readAuthorities(path).has_value());
}

bool isAbsolute(const QVariant &value)
{
    return QDir::isAbsolutePath(value.toString());
}

/// A program that can be started, or the one that is installed beside this one.
auto programOr(const QString &byDefault)
{
    return [byDefault](const QVariant &value) {
        const QFileInfo program(value.toString());
        return value.toString() == byDefault ||
               (program.isAbsolute() && program.isFile() && program.isExecutable());
    };
}

/// In the order of Painting::Wish.
QStringList filmPaintings()
{
    return {QStringLiteral("automatic"), QStringLiteral("raster"), QStringLiteral("textures")};
}

bool areConnections(const QVariant &value)
{
    return Nfc::Connection::listFromString(value.toString()).has_value();
}

auto between(qint64 least, qint64 most)
{
    return [=](const QVariant &value) {
        return value.toLongLong() >= least && value.toLongLong() <= most;
    };
}

} // namespace

Configuration::Schema KioskConfiguration::schema()
{
    using Kind = ConfigKey::Kind;
    const QString reader = programBeside(QStringLiteral("medio-reader"));
    const QString probe = programBeside(QStringLiteral("medio-probe"));
    const QString webPlayer = programBeside(QStringLiteral("medio-web-player"));
    return {
        {.name = QStringLiteral("server.url"),
         .kind = Kind::Text,
         .byDefault = QString(),
         .allowed = QStringLiteral(
             "an https address, or http to a private address or a .local name; no user name in it"),
         .environment = QStringLiteral("MEDIO_API_URL"),
         .accepts = isAddressOrEmpty},
        {.name = QStringLiteral("server.ca_file"),
         .kind = Kind::Text,
         .byDefault = QString(),
         .allowed = QStringLiteral("the absolute path of a PEM file that this user can read, with the "
                                   "certificate of every authority to be trusted beside the system's"),
         .environment = QStringLiteral("MEDIO_CA_FILE"),
         .accepts = areAuthoritiesOrEmpty},
        {.name = QStringLiteral("reader.connection"),
         .kind = Kind::Text,
         .byDefault = QString(),
         .allowed = Nfc::Connection::allowed() +
                    QStringLiteral("; several as left=CONNECTION; right=CONNECTION; empty: auto"),
         .environment = QStringLiteral("MEDIO_READER"),
         .accepts = areConnections},
        {.name = QStringLiteral("reader.program"),
         .kind = Kind::Text,
         .byDefault = reader,
         .allowed = QStringLiteral("the absolute path of medio-reader, a file that this user may execute"),
         .environment = QStringLiteral("MEDIO_READER_PROGRAM"),
         .accepts = programOr(reader)},
        {.name = QStringLiteral("probe.program"),
         .kind = Kind::Text,
         .byDefault = probe,
         .allowed = QStringLiteral("the absolute path of medio-probe, a file that this user may execute"),
         .environment = QStringLiteral("MEDIO_PROBE_PROGRAM"),
         .accepts = programOr(probe)},
        {.name = QStringLiteral("platforms.program"),
         .kind = Kind::Text,
         .byDefault = webPlayer,
         .allowed =
             QStringLiteral("the absolute path of medio-web-player, a file that this user may execute"),
         .environment = QStringLiteral("MEDIO_WEB_PLAYER_PROGRAM"),
         .accepts = programOr(webPlayer)},
        {.name = QStringLiteral("paths.data"),
         .kind = Kind::Text,
         .byDefault = folderBeside(QStandardPaths::GenericDataLocation),
         .allowed = QStringLiteral("an absolute path: a folder this user may write"),
         .environment = QStringLiteral("MEDIO_DATA_DIR"),
         .accepts = isAbsolute},
        {.name = QStringLiteral("paths.cache"),
         .kind = Kind::Text,
         .byDefault = folderBeside(QStandardPaths::GenericCacheLocation),
         .allowed = QStringLiteral("an absolute path: a folder this user may write"),
         .environment = QStringLiteral("MEDIO_CACHE_DIR"),
         .accepts = isAbsolute},
        {.name = QStringLiteral("paths.cache_megabytes"),
         .kind = Kind::Integer,
         .byDefault = 4096,
         .allowed = QStringLiteral("64..1000000"),
         .environment = QStringLiteral("MEDIO_CACHE_MEGABYTES"),
         .accepts = between(64, 1'000'000)},
        {.name = QStringLiteral("player.backend"),
         .kind = Kind::Text,
         .byDefault = QStringLiteral("ffmpeg"),
         .allowed = QStringLiteral("ffmpeg or gstreamer, where Qt's plugin for it is installed"),
         .environment = QStringLiteral("MEDIO_MEDIA_BACKEND"),
         .accepts =
             [](const QVariant &value) {
                 return QStringList{QStringLiteral("ffmpeg"), QStringLiteral("gstreamer")}.contains(
                     value.toString());
             }},
        {.name = QStringLiteral("window.fullscreen"),
         .kind = Kind::Flag,
         .byDefault = true,
         .allowed = {},
         .environment = QStringLiteral("MEDIO_FULLSCREEN")},
        {.name = QStringLiteral("window.width"),
         .kind = Kind::Integer,
         .byDefault = 1280,
         .allowed = QStringLiteral("320..7680"),
         .environment = {},
         .accepts = between(320, 7680)},
        {.name = QStringLiteral("window.height"),
         .kind = Kind::Integer,
         .byDefault = 720,
         .allowed = QStringLiteral("240..4320"),
         .environment = {},
         .accepts = between(240, 4320)},
        {.name = QStringLiteral("window.scanning_step"),
         .kind = Kind::Integer,
         .byDefault = 2500,
         .allowed = QStringLiteral("1000..8000, in milliseconds"),
         .environment = {},
         .accepts = between(1000, 8000)},
        {.name = QStringLiteral("window.film_painting"),
         .kind = Kind::Text,
         .byDefault = QStringLiteral("automatic"),
         .allowed = filmPaintings().join(QStringLiteral(", ")),
         .environment = QStringLiteral("MEDIO_FILM_PAINTING"),
         .accepts =
             [](const QVariant &value) {
                 return filmPaintings().contains(value.toString());
             }},
        {.name = QStringLiteral("window.dark_after"),
         .kind = Kind::Integer,
         .byDefault = 10,
         .allowed = QStringLiteral("0..600, in minutes with nobody there, at night; 0: never"),
         .environment = {},
         .accepts = between(0, 600)},
        {.name = QStringLiteral("kiosk.language"),
         .kind = Kind::Text,
         .byDefault = QString(),
         .allowed = QStringLiteral("en, de, or empty for the system's"),
         .environment = QStringLiteral("MEDIO_LANGUAGE"),
         .accepts =
             [](const QVariant &value) {
                 return QStringList{QString(), QStringLiteral("en"), QStringLiteral("de")}.contains(
                     value.toString());
             }},
        {.name = QStringLiteral("parents.reset_pin"),
         .kind = Kind::Text,
         .byDefault = QString(),
         .allowed = QStringLiteral("any word of up to 64 characters; each new one resets the PIN once"),
         .environment = {},
         .accepts =
             [](const QVariant &value) {
                 return value.toString().size() <= 64;
             }},
    };
}

KioskConfiguration KioskConfiguration::from(const Configuration &configuration)
{
    KioskConfiguration values;
    if (const QString server = configuration.text(QStringLiteral("server.url")); !server.isEmpty())
        values.server = Api::ServerAddress::parse(server)->base();
    values.caFile = configuration.text(QStringLiteral("server.ca_file"));
    values.readerConnection = configuration.text(QStringLiteral("reader.connection"));
    values.readerProgram = configuration.text(QStringLiteral("reader.program"));
    values.probeProgram = configuration.text(QStringLiteral("probe.program"));
    values.webPlayerProgram = configuration.text(QStringLiteral("platforms.program"));
    values.dataFolder = configuration.text(QStringLiteral("paths.data"));
    values.cacheFolder = configuration.text(QStringLiteral("paths.cache"));
    values.cacheBudgetMegabytes = configuration.integer(QStringLiteral("paths.cache_megabytes"));
    values.fullScreen = configuration.flag(QStringLiteral("window.fullscreen"));
    values.windowSize = QSize(static_cast<int>(configuration.integer(QStringLiteral("window.width"))),
                              static_cast<int>(configuration.integer(QStringLiteral("window.height"))));
    values.scanningStep =
        std::chrono::milliseconds(configuration.integer(QStringLiteral("window.scanning_step")));
    values.mediaBackend = configuration.text(QStringLiteral("player.backend"));
    values.filmPainting = static_cast<Painting::Wish>(
        filmPaintings().indexOf(configuration.text(QStringLiteral("window.film_painting"))));
    values.darkAfter = std::chrono::minutes(configuration.integer(QStringLiteral("window.dark_after")));
    values.language = configuration.text(QStringLiteral("kiosk.language"));
    values.resetPin = configuration.text(QStringLiteral("parents.reset_pin"));
    return values;
}

QString KioskConfiguration::defaultFile()
{
    const QStringList places = {
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
            QStringLiteral("/medio/kiosk.toml"),
        QStringLiteral("/etc/medio/kiosk.toml"),
    };
    for (const QString &place : places) {
        if (QFileInfo::exists(place))
            return place;
    }
    return {};
}

} // namespace Medio
