// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/player.h"

namespace Medio {

QString nameOf(FilmFailure failure)
{
    switch (failure) {
    case FilmFailure::Unreachable:
        return QStringLiteral("unreachable");
    case FilmFailure::Gone:
        return QStringLiteral("gone");
    case FilmFailure::Refused:
        return QStringLiteral("refused");
    case FilmFailure::Broken:
        return QStringLiteral("broken");
    case FilmFailure::PlayerLost:
        return QStringLiteral("player-lost");
    case FilmFailure::NotEmbeddable:
        return QStringLiteral("not-embeddable");
    }
    Q_UNREACHABLE();
}

QString nameOf(FilmOrigin origin)
{
    return origin == FilmOrigin::Copy ? QStringLiteral("copy") : QStringLiteral("stream");
}

} // namespace Medio
