// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/filmdocument.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Medio::PlayerWeb {
namespace {

using std::chrono::milliseconds;

constexpr qsizetype longestState = 1000;

struct Sources
{
    QLatin1StringView scripts;
    QLatin1StringView frames;
};

Sources sourcesOf(Platform platform)
{
    switch (platform) {
    case Platform::YouTube:
        return {"https://www.youtube.com"_L1, "https://www.youtube-nocookie.com https://www.youtube.com"_L1};
    case Platform::Vimeo:
        return {"https://player.vimeo.com"_L1, "https://player.vimeo.com"_L1};
    case Platform::Dailymotion:
        return {"https://geo.dailymotion.com"_L1,
                "https://geo.dailymotion.com https://www.dailymotion.com"_L1};
    }
    Q_UNREACHABLE();
}

milliseconds timeIn(const QJsonValue &seconds)
{
    const double value = seconds.toDouble(-1) * 1000;
    return value > 0 && value <= double(longestFilm.count())
               ? milliseconds(static_cast<qint64>(std::floor(value)))
               : milliseconds(0);
}

} // namespace

QUrl identity()
{
    return QUrl(u"https://org.medio.kiosk/"_s);
}

QString documentFor(const OpenFilm &film)
{
    const Sources sources = sourcesOf(film.what.platform);
    return u"<!DOCTYPE html><html lang=\"%1\"><head><meta charset=\"utf-8\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src %2; "
           "connect-src %2; frame-src %3; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
           "<meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">"
           "<style>html,body{margin:0;height:100%;background:#000;overflow:hidden}"
           "#player,iframe{display:block;width:100%;height:100%;border:0}</style>"
           "</head><body><div id=\"player\"></div></body></html>"_s.arg(
               film.language.isEmpty() ? u"en"_s : film.language, sources.scripts, sources.frames);
}

QString scriptFor(const OpenFilm &film, const QString &players)
{
    const QJsonObject what{{u"platform"_s, Medio::nameOf(film.what.platform)},
                           {u"id"_s, film.what.id},
                           {u"from"_s, double(film.from.count()) / 1000},
                           {u"language"_s, film.language.isEmpty() ? u"en"_s : film.language}};
    return players + u"\nwindow.medio = window.mediaOf("_s +
           QString::fromUtf8(QJsonDocument(what).toJson(QJsonDocument::Compact)) + u");\n"_s;
}

bool isEmbedHost(const QString &host)
{
    return host == "www.youtube-nocookie.com"_L1 || host == "www.youtube.com"_L1 ||
           host == "player.vimeo.com"_L1 || host == "geo.dailymotion.com"_L1 ||
           host == "www.dailymotion.com"_L1;
}

bool mayAsk(const QUrl &address)
{
    const QString scheme = address.scheme();
    if (scheme == "data"_L1 || scheme == "blob"_L1 || scheme == "about"_L1)
        return true;
    if ((scheme != "https"_L1 && scheme != "wss"_L1) || !address.userInfo().isEmpty())
        return false;
    QString host = address.host().toLower();
    if (host.endsWith(u'.')) // the same name, said in full
        host.chop(1);
    if (!host.contains(u'.') || !QHostAddress(host).isNull())
        return false;
    // Names that no public server has, and those of the boxes that homes are connected by.
    constexpr std::array home{"local"_L1,    "localhost"_L1, "lan"_L1,         "home"_L1,
                              "internal"_L1, "intranet"_L1,  "home.arpa"_L1,   "localdomain"_L1,
                              "corp"_L1,     "private"_L1,   "fritz.box"_L1,   "speedport.ip"_L1,
                              "easy.box"_L1, "o2.box"_L1,    "congstar.box"_L1};
    return std::none_of(home.begin(), home.end(), [&host](QLatin1StringView name) {
        return host == name || (host.endsWith(name) && host.at(host.size() - name.size() - 1) == u'.');
    });
}

std::optional<PageState> pageStateFrom(const QString &text)
{
    if (text.size() > longestState)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    PageState state;
    state.isReady = object.value(u"ready"_s).toBool();
    const QString motion = object.value(u"motion"_s).toString();
    state.motion = motion == "playing"_L1  ? Motion::Playing
                   : motion == "paused"_L1 ? Motion::Paused
                   : motion == "ended"_L1  ? Motion::Ended
                                           : Motion::Waiting;
    state.position = timeIn(object.value(u"position"_s));
    state.duration = timeIn(object.value(u"duration"_s));
    state.error = object.value(u"error"_s).toVariant().toString().left(100);
    return state;
}

FilmFailure failureOf(Platform platform, const QString &error)
{
    if (error == "unreachable"_L1)
        return FilmFailure::Unreachable;
    switch (platform) {
    case Platform::YouTube:
        // 2 a parameter, 5 the player, 100 removed or private, 101 and 150 not to be embedded, 153 who are
        // you?
        if (error == "100"_L1)
            return FilmFailure::Gone;
        if (error == "101"_L1 || error == "150"_L1)
            return FilmFailure::NotEmbeddable;
        if (error == "153"_L1)
            return FilmFailure::Refused;
        return FilmFailure::Broken;
    case Platform::Vimeo:
        if (error == "NotFoundError"_L1)
            return FilmFailure::Gone;
        if (error == "PrivacyError"_L1)
            return FilmFailure::NotEmbeddable;
        if (error == "PasswordError"_L1)
            return FilmFailure::Refused;
        return FilmFailure::Broken;
    case Platform::Dailymotion:
        // DM002 deleted, DM005 rejected, DM016 private; DM004 copyright, DM007 not in this country,
        // DM014 a password
        if (error == "DM002"_L1 || error == "DM005"_L1 || error == "DM016"_L1)
            return FilmFailure::Gone;
        if (error == "DM004"_L1 || error == "DM007"_L1 || error == "DM014"_L1)
            return FilmFailure::Refused;
        return FilmFailure::Broken;
    }
    Q_UNREACHABLE();
}

} // namespace Medio::PlayerWeb
