// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace Medio {

/// Where films live that only their platform's own player may show.
enum class Platform { YouTube, Vimeo, Dailymotion };

/// "youtube", "vimeo", "dailymotion": as Medio's servers write them, without their capitals
[[nodiscard]] QString nameOf(Platform platform);
/// Capitals do not count; nothing for anything else.
[[nodiscard]] std::optional<Platform> platformNamed(const QString &name);
/// The platform this host belongs to: "www.youtube.com", "youtu.be", "player.vimeo.com", ...
[[nodiscard]] std::optional<Platform> platformOfHost(const QString &host);

/// A film on a platform. As a Film it has addressOf() it as its address; no gateway fetches that.
struct WebFilm
{
    Platform platform = Platform::YouTube;
    QString id; ///< isIdOf(platform, id)

    friend bool operator==(const WebFilm &, const WebFilm &) = default;
};

/// YouTube 11 of A-Za-z0-9_-, Vimeo 1..11 digits, Dailymotion 1..20 of A-Za-z0-9.
[[nodiscard]] bool isIdOf(Platform platform, const QString &id);

/// https://www.youtube.com/watch?v=ID, https://vimeo.com/ID, https://www.dailymotion.com/video/ID
[[nodiscard]] QUrl addressOf(const WebFilm &film);

/// What an address on a platform names: a page of a film, short, embedded or not. Nothing for
/// any other address, and for one with an id that can't be.
[[nodiscard]] std::optional<WebFilm> webFilmOf(const QUrl &address);

} // namespace Medio
