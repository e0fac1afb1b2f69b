// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/web/webprotocol.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

/// What is asked of a platform and what its answers mean; pure, any thread.
namespace Medio::PlayerWeb {

/// Who we are to the platforms: the origin of the page that embeds their player, and the Referer of
/// its requests. YouTube answers error 153 to whoever says nothing; it wants an application to name a
/// stable https identity. Nothing is ever fetched from there.
[[nodiscard]] QUrl identity();

/// The page that embeds the platform's player. Its policy (CSP) allows scripts and frames of that
/// platform alone; what its player loads inside its own frame is the platform's business.
[[nodiscard]] QString documentFor(const OpenFilm &film);
/// Runs in it: makes `window.medio`, which the orders below talk to.
[[nodiscard]] QString scriptFor(const OpenFilm &film, const QString &players);

/// The hosts whose frame may stand in the page: they get our identity.
[[nodiscard]] bool isEmbedHost(const QString &host);

/// A request that the browser may make at all: https and wss to a name on the internet, and what a page
/// makes of its own bytes. Never a literal address or a name of the home network. Advertisements
/// are not told apart: to block them is against the platforms' terms.
[[nodiscard]] bool mayAsk(const QUrl &address);

/// What the page says of itself.
struct PageState
{
    bool isReady = false;
    Motion motion = Motion::Waiting;
    std::chrono::milliseconds position{0};
    std::chrono::milliseconds duration{0};
    QString error; ///< the platform's word; empty: none

    friend bool operator==(const PageState &, const PageState &) = default;
};
/// Total: nothing for whatever is none.
[[nodiscard]] std::optional<PageState> pageStateFrom(const QString &text);

/// What a platform's error means, in our words.
[[nodiscard]] FilmFailure failureOf(Platform platform, const QString &error);

} // namespace Medio::PlayerWeb
