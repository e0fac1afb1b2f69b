// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/resume.h"

#include <algorithm>

namespace Medio::Flow {

using std::chrono::milliseconds;

milliseconds nearlyOver(milliseconds duration)
{
    return std::min<milliseconds>(duration / 20, std::chrono::seconds(30));
}

Beginning beginningOf(const CatalogueChip &chip, const Place &place, const QDate &today)
{
    if (place.day.daysTo(today) > rememberedForDays)
        return {};
    const auto found =
        std::find_if(chip.films.cbegin(), chip.films.cend(),
                     [&place](const CatalogueFilm &film) { return film.video.id == place.video; });
    if (found == chip.films.cend())
        return {};
    const auto film = static_cast<int>(std::distance(chip.films.cbegin(), found));
    if (place.position == wholeFilm)
        return film + 1 < chip.films.size() ? Beginning{film + 1} : Beginning();
    if (place.position < barelyBegun)
        return {film};
    const bool isLong = std::max(milliseconds(found->video.duration.value_or(std::chrono::seconds(0))),
                                 place.position) > oneStory;
    if (place.day != today && !isLong)
        return {film};
    return {film, place.position - seenTwice};
}

} // namespace Medio::Flow
