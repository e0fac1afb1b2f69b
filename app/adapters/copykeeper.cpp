// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/copykeeper.h"

#include "app/flow/kioskflow.h"
#include "app/parents/copies.h"
#include "app/parents/household.h"
#include "app/parents/neededfilms.h"
#include "player/filmcopies.h"

#include <utility>

namespace Medio::Adapters {

CopyKeeper::CopyKeeper(FilmCopies &films, Parents::Copies &copies, Flow::KioskFlow &flow,
                       Flow::Catalogue &catalogue, const Flow::LedgerJournal &ledger,
                       const Flow::SettingsStore &settings, const Parents::Household &household,
                       QObject *parent)
    : QObject(parent)
    , m_films(films)
    , m_copies(copies)
    , m_flow(flow)
    , m_catalogue(catalogue)
    , m_ledger(ledger)
    , m_settings(settings)
    , m_household(household)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &CopyKeeper::look);
    const auto lookSoon = [this] {
        m_soon.start();
    };
    connect(&catalogue, &Flow::Catalogue::changed, this, lookSoon);
    connect(&household, &Parents::Household::changed, this, lookSoon);
    connect(&films, &FilmCopies::changed, this, [this, lookSoon] {
        if (pins() != m_pins)
            lookSoon();
    });
    connect(&settings, &Flow::SettingsStore::changed, this, lookSoon);
    connect(&copies, &Parents::Copies::networkChanged, this, lookSoon);
    connect(&flow, &Flow::KioskFlow::sceneChanged, this, [this, lookSoon](const Flow::Scene &scene) {
        const bool watching = scene.start != 0;
        if (std::exchange(m_watching, watching) && !watching)
            lookSoon();
    });
    lookSoon();
}

void CopyKeeper::dropOthers()
{
    const auto family = m_household.family();
    QSet<QString> existing;
    for (const Api::Video &video : family->videos)
        existing.insert(video.id.toString());
    m_films.setExisting(existing);
}

QSet<QString> CopyKeeper::pins() const
{
    QSet<QString> pins;
    const QList<FilmCopy> copies = m_films.copies();
    for (const FilmCopy &copy : copies) {
        if (copy.pinned)
            pins.insert(copy.id);
    }
    return pins;
}

void CopyKeeper::look()
{
    const Flow::CataloguePointer catalogue = m_catalogue.snapshot();
    Parents::FamilyPlaces places;
    for (const Api::Profile &child : catalogue->profiles())
        places.insert(child.id, m_ledger.placesOf(child.id));
    QList<Film> wanted = Parents::neededFilms(*catalogue, places, m_settings.settings(), m_flow.day());
    QSet<QString> ids;
    for (const Film &film : std::as_const(wanted))
        ids.insert(film.id);
    // A film that stays may be on no chip
    m_pins = pins();
    const auto family = m_household.family();
    for (const Api::Video &video : family->videos) {
        const Flow::CatalogueFilm film{video, {}};
        const QString id = video.id.toString();
        if (!m_pins.contains(id) || ids.contains(id) || film.isOfPlatform())
            continue;
        ids.insert(id);
        wanted.append(film.film());
    }
    if (wanted != m_wanted) {
        m_wanted = wanted;
        m_films.setWanted(wanted);
        m_copies.setWanted(ids);
    }
    // Behind the wishes: what has to go for it is chosen by them.
    if (const qint64 budget = m_copies.budget(); std::exchange(m_budget, budget) != budget)
        m_films.setBudget(budget);
    m_films.setBackgroundAllowed(m_copies.mayFetchAhead());
}

} // namespace Medio::Adapters
