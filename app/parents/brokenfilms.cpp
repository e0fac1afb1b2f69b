// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/brokenfilms.h"

#include <algorithm>

namespace Medio::Parents {

BrokenFilms::BrokenFilms(Flow::FilmTroubles &troubles, Household &household, QObject *parent)
    : QObject(parent)
    , m_troubles(troubles)
    , m_household(household)
{
    connect(&troubles, &Flow::FilmTroubles::changed, this, &BrokenFilms::changed);
    connect(&household, &Household::changed, this, &BrokenFilms::changed);
}

QList<BrokenFilm> BrokenFilms::films() const
{
    const QHash<Api::VideoId, Flow::FilmTrouble> troubles = m_troubles.troubles();
    QList<BrokenFilm> films;
    if (troubles.isEmpty())
        return films;
    const auto family = m_household.family();
    for (const Api::Video &video : family->videos) {
        const auto trouble = troubles.constFind(video.id);
        if (trouble != troubles.cend())
            films.append({video.id, video.title, *trouble});
    }
    std::stable_sort(films.begin(), films.end(), [](const BrokenFilm &a, const BrokenFilm &b) {
        return a.trouble.when > b.trouble.when;
    });
    return films;
}

} // namespace Medio::Parents
