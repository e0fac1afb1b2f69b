// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/filmcopies.h"

#include <algorithm>

namespace Medio {

using namespace Qt::StringLiterals;

QString nameOf(BoardVerdict verdict)
{
    switch (verdict) {
    case BoardVerdict::Unchecked:
        return u"unchecked"_s;
    case BoardVerdict::Plays:
        return u"plays"_s;
    case BoardVerdict::TooSlow:
        return u"too-slow"_s;
    case BoardVerdict::Unplayable:
        return u"unplayable"_s;
    }
    return {};
}

std::optional<FilmCopy> FilmCopies::find(const QString &id) const
{
    const QList<FilmCopy> all = copies();
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const FilmCopy &copy) { return copy.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace Medio
