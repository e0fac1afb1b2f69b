// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/catalogue.h"

#include "net/api/text.h"

#include <QSet>
#include <QUrl>

#include <algorithm>

namespace Medio::Flow {

Medio::Film CatalogueFilm::film() const
{
    Medio::Film film;
    film.id = video.id.toString();
    const auto web = webFilmIn(video);
    film.address = web ? addressOf(*web) : QUrl(video.videoUrl);
    if (video.duration)
        film.duration = *video.duration;
    return film;
}

bool CatalogueFilm::isOfPlatform() const
{
    return !isDirectlyPlayable(video);
}

bool isDirectlyPlayable(const Api::Video &video)
{
    return Api::isFilm(QUrl(video.videoUrl, QUrl::StrictMode));
}

std::optional<WebFilm> webFilmIn(const Api::Video &video)
{
    if (isDirectlyPlayable(video))
        return std::nullopt;
    const auto platform = platformNamed(video.platformName);
    if (platform && isIdOf(*platform, video.platformVideoId))
        return WebFilm{*platform, video.platformVideoId};
    return webFilmOf(QUrl(video.videoUrl, QUrl::StrictMode));
}

CatalogueSnapshot::CatalogueSnapshot(const Api::Family &family, const Posters &posters)
    : m_profiles(family.profiles)
{
    QHash<Api::VideoId, CatalogueFilm> films;
    films.reserve(family.videos.size());
    for (const Api::Video &video : family.videos) {
        if (isDirectlyPlayable(video) || webFilmIn(video))
            films.insert(video.id, {video, posters.value(video.id)});
    }

    QSet<Api::VideoId> listed;
    for (const Api::FamilyChip &entry : family.chips) {
        const std::optional<Nfc::Uid> uid = Nfc::Uid::fromString(entry.chip.uid);
        if (!uid)
            continue; // Medio also stores UIDs that no chip has
        CatalogueChip chip{{}, entry.chip.label, {}, entry.chip.active};
        if (!entry.chip.id.isNull())
            chip.id = entry.chip.id; // else the server does not know it yet
        // Numbers may have gaps; what has the same one stays in the order in which it was told. A film that
        // stands there twice (for one child, and for all) is played once, where it stands first.
        QList<Api::ChipVideo> ordered = entry.videos;
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](const Api::ChipVideo &a, const Api::ChipVideo &b) {
                             return a.sequenceOrder < b.sequenceOrder;
                         });
        QSet<Api::VideoId> inChip;
        for (const Api::ChipVideo &entryVideo : std::as_const(ordered)) {
            const auto film = films.constFind(entryVideo.id);
            if (film == films.cend() || inChip.contains(entryVideo.id))
                continue;
            inChip.insert(entryVideo.id);
            chip.films.append(*film);
            if (!listed.contains(entryVideo.id)) {
                listed.insert(entryVideo.id);
                m_films.append(*film);
            }
        }
        if (!m_chips.contains(*uid))
            m_uids.append(*uid);
        m_chips.insert(*uid, chip);
    }
}

const Api::Profile *CatalogueSnapshot::profile(const Api::ProfileId &id) const
{
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [&id](const Api::Profile &profile) { return profile.id == id; });
    return found == m_profiles.cend() ? nullptr : &*found;
}

const CatalogueChip *CatalogueSnapshot::chip(const Nfc::Uid &uid) const
{
    const auto found = m_chips.constFind(uid);
    return found == m_chips.cend() ? nullptr : &*found;
}

} // namespace Medio::Flow
