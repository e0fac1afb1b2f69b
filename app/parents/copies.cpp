// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/copies.h"

#include "net/api/text.h"

#include <QCollator>
#include <QHash>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace Medio::Parents {
namespace {

bool isTrouble(CopyState state)
{
    return state == CopyState::Unplayable || state == CopyState::Stutters || state == CopyState::NoRoom ||
           state == CopyState::Refused || state == CopyState::Gone;
}

CopyState stateOf(const FilmCopy &copy, bool wanted)
{
    if (copy.verdict == BoardVerdict::Unplayable)
        return CopyState::Unplayable;
    if (copy.verdict == BoardVerdict::TooSlow)
        return CopyState::Stutters;
    if (copy.complete)
        return CopyState::Here;
    switch (copy.obstacle) {
    case CopyObstacle::None:
        return copy.here > 0 ? CopyState::Partly : wanted ? CopyState::Waiting : CopyState::Elsewhere;
    case CopyObstacle::NoRoom:
        return CopyState::NoRoom;
    case CopyObstacle::Unreachable:
        return CopyState::Unreachable;
    case CopyObstacle::Refused:
        return CopyState::Refused;
    case CopyObstacle::Gone:
        return CopyState::Gone;
    case CopyObstacle::Board:
        return CopyState::Unplayable;
    }
    Q_UNREACHABLE();
}

} // namespace

QList<KeptFilm> keptFilms(const Api::Family &family, const QList<FilmCopy> &copies, const FetchPlan &plan)
{
    QHash<QString, FilmCopy> known;
    for (const FilmCopy &copy : copies)
        known.insert(copy.id, copy);
    QList<KeptFilm> films;
    for (const Api::Video &video : family.videos) {
        if (!Api::isFilm(QUrl(video.videoUrl, QUrl::StrictMode)))
            continue;
        KeptFilm film{video.id, video.title, video.duration};
        if (const auto copy = known.constFind(video.id.toString()); copy != known.cend()) {
            const bool wanted = copy->pinned || plan.wanted.contains(copy->id);
            film.state = stateOf(*copy, wanted);
            film.comes = wanted && plan.allowed && !copy->complete;
            film.isHere = copy->complete;
            film.bytes = copy->here;
            film.pinned = copy->pinned;
            if (!copy->complete && copy->whole > 0)
                film.percent = static_cast<int>(std::clamp<qint64>(copy->here * 100 / copy->whole, 0, 99));
        }
        films.append(film);
    }
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(films.begin(), films.end(), [&collator](const KeptFilm &a, const KeptFilm &b) {
        if (isTrouble(a.state) != isTrouble(b.state))
            return isTrouble(a.state);
        return collator.compare(a.title, b.title) < 0;
    });
    return films;
}

Copies::Copies(FilmCopies &copies, Household &household, Flow::SettingsStore &settings, NetworkCost &cost,
               qint64 usualRoom, QObject *parent)
    : QObject(parent)
    , m_copies(copies)
    , m_household(household)
    , m_settings(settings)
    , m_cost(cost)
    , m_usualRoom(usualRoom)
{
    connect(&copies, &FilmCopies::changed, this, &Copies::changed);
    connect(&household, &Household::changed, this, &Copies::changed);
    connect(&settings, &Flow::SettingsStore::changed, this, &Copies::changed);
    connect(&cost, &NetworkCost::changed, this, &Copies::changed);
    connect(&cost, &NetworkCost::changed, this, &Copies::networkChanged);
}

CopiesFacts Copies::facts() const
{
    CopiesFacts facts;
    facts.films = keptFilms(*m_household.family(), m_copies.copies(), {m_wanted, mayFetchAhead()});
    for (const KeptFilm &film : std::as_const(facts.films)) {
        facts.here += film.isHere ? 1 : 0;
        facts.unplayable += film.state == CopyState::Unplayable || film.state == CopyState::Stutters ? 1 : 0;
    }
    facts.bytes = m_copies.bytes();
    facts.room = budget();
    const Flow::KioskSettings settings = m_settings.settings();
    facts.fetchAhead = !settings.fetchAhead    ? FetchAhead::Never
                       : settings.fetchMetered ? FetchAhead::Always
                                               : FetchAhead::UnlessMetered;
    facts.isMetered = m_cost.isMetered();
    return facts;
}

int Copies::room() const
{
    return static_cast<int>(std::clamp<qint64>(budget() / gigabyte, 1, Flow::mostCopyRoom));
}

void Copies::setRoom(int gigabytes)
{
    Flow::KioskSettings settings = m_settings.settings();
    settings.copyRoom = std::clamp(gigabytes, 1, Flow::mostCopyRoom);
    m_settings.save(settings);
}

void Copies::setFetchAhead(FetchAhead when)
{
    Flow::KioskSettings settings = m_settings.settings();
    settings.fetchAhead = when != FetchAhead::Never;
    settings.fetchMetered = when == FetchAhead::Always;
    m_settings.save(settings);
}

void Copies::setPinned(const Api::VideoId &video, bool pinned)
{
    m_copies.setPinned(video.toString(), pinned);
}

void Copies::remove(const Api::VideoId &video)
{
    m_copies.forget(video.toString());
}

qint64 Copies::budget() const
{
    const auto room = m_settings.settings().copyRoom;
    return room ? *room * gigabyte : m_usualRoom;
}

bool Copies::mayFetchAhead() const
{
    const Flow::KioskSettings settings = m_settings.settings();
    return settings.fetchAhead && (settings.fetchMetered || !m_cost.isMetered());
}

void Copies::setWanted(const QSet<QString> &wanted)
{
    if (std::exchange(m_wanted, wanted) != wanted)
        Q_EMIT changed();
}

} // namespace Medio::Parents
