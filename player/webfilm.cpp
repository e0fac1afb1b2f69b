// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/webfilm.h"

#include <QStringList>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio {
namespace {

constexpr std::array platforms{
    std::pair{Platform::YouTube, "youtube"_L1},
    std::pair{Platform::Vimeo, "vimeo"_L1},
    std::pair{Platform::Dailymotion, "dailymotion"_L1},
};

constexpr std::array hosts{
    std::pair{"youtube.com"_L1, Platform::YouTube},
    std::pair{"youtube-nocookie.com"_L1, Platform::YouTube},
    std::pair{"youtu.be"_L1, Platform::YouTube},
    std::pair{"vimeo.com"_L1, Platform::Vimeo},
    std::pair{"dailymotion.com"_L1, Platform::Dailymotion},
    std::pair{"dai.ly"_L1, Platform::Dailymotion},
};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetterOrDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// The part of a path behind one of these words, or behind nothing for an empty word.
QString idIn(const QUrl &address, std::initializer_list<QLatin1StringView> words)
{
    const QStringList parts = address.path().split(u'/', Qt::SkipEmptyParts);
    for (const QLatin1StringView word : words) {
        if (word.isEmpty() && parts.size() == 1)
            return parts.first();
        if (!word.isEmpty() && parts.size() >= 2 && parts.first() == word)
            return parts.at(1);
    }
    return {};
}

} // namespace

QString nameOf(Platform platform)
{
    for (const auto &[candidate, name] : platforms)
        if (candidate == platform)
            return name;
    Q_UNREACHABLE();
}

std::optional<Platform> platformNamed(const QString &name)
{
    for (const auto &[platform, candidate] : platforms)
        if (name.compare(candidate, Qt::CaseInsensitive) == 0)
            return platform;
    return std::nullopt;
}

std::optional<Platform> platformOfHost(const QString &host)
{
    const QString name = host.toLower();
    for (const auto &[candidate, platform] : hosts) {
        if (name == candidate || (name.endsWith(candidate) && name.chopped(candidate.size()).endsWith(u'.')))
            return platform;
    }
    return std::nullopt;
}

bool isIdOf(Platform platform, const QString &id)
{
    switch (platform) {
    case Platform::YouTube:
        return id.size() == 11 && std::all_of(id.begin(), id.end(), [](QChar c) {
                   return isLetterOrDigit(c) || c == u'_' || c == u'-';
               });
    case Platform::Vimeo:
        return !id.isEmpty() && id.size() <= 11 && std::all_of(id.begin(), id.end(), isDigit);
    case Platform::Dailymotion:
        return !id.isEmpty() && id.size() <= 20 && std::all_of(id.begin(), id.end(), isLetterOrDigit);
    }
    Q_UNREACHABLE();
}

QUrl addressOf(const WebFilm &film)
{
    switch (film.platform) {
    case Platform::YouTube:
        return QUrl(u"https://www.youtube.com/watch?v="_s + film.id);
    case Platform::Vimeo:
        return QUrl(u"https://vimeo.com/"_s + film.id);
    case Platform::Dailymotion:
        return QUrl(u"https://www.dailymotion.com/video/"_s + film.id);
    }
    Q_UNREACHABLE();
}

std::optional<WebFilm> webFilmOf(const QUrl &address)
{
    if (!address.isValid() || (address.scheme() != "http"_L1 && address.scheme() != "https"_L1) ||
        !address.userInfo().isEmpty())
        return std::nullopt;
    const auto platform = platformOfHost(address.host());
    if (!platform)
        return std::nullopt;
    QString id;
    switch (*platform) {
    case Platform::YouTube:
        id = address.host().endsWith("youtu.be"_L1, Qt::CaseInsensitive) ? idIn(address, {""_L1})
             : address.path() == "/watch"_L1 ? QUrlQuery(address).queryItemValue(u"v"_s)
                                             : idIn(address, {"embed"_L1, "shorts"_L1, "live"_L1, "v"_L1});
        break;
    case Platform::Vimeo:
        id = idIn(address, {"video"_L1, ""_L1});
        break;
    case Platform::Dailymotion:
        id = address.path() == "/embed"_L1 || address.path().startsWith("/embed/video/"_L1)
                 ? address.path().section(u'/', 3, 3)
                 : idIn(address, {"video"_L1, ""_L1});
        break;
    }
    if (!isIdOf(*platform, id))
        return std::nullopt;
    return WebFilm{*platform, id};
}

} // namespace Medio
