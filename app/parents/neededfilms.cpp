// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/neededfilms.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace Medio::Parents {
namespace {

/// A chip, and from where its films are needed.
struct Line
{
    const Flow::CatalogueChip *chip = nullptr;
    int begin = 0;
    QDate used; ///< invalid: never, as far as anybody remembers
};

/// One line for each place at which a child would go on with it.
QList<Line> linesOf(const Nfc::Uid &uid, const Flow::CatalogueChip &chip, const FamilyPlaces &places,
                    bool fromStart, const QDate &today)
{
    QList<Line> lines;
    const auto add = [&](int begin, const QDate &used) {
        const auto same = std::find_if(lines.begin(), lines.end(),
                                       [begin](const Line &line) { return line.begin == begin; });
        if (same == lines.end())
            lines.append({&chip, begin, used});
        else if (!same->used.isValid() || same->used < used)
            same->used = used;
    };
    for (const auto &ofChild : places) {
        if (const auto place = ofChild.constFind(uid); place != ofChild.cend())
            add(fromStart ? 0 : Flow::beginningOf(chip, *place, today).film, place->day);
    }
    if (lines.isEmpty())
        add(0, {});
    return lines;
}

} // namespace

QList<Medio::Film> neededFilms(const Flow::CatalogueSnapshot &catalogue, const FamilyPlaces &places,
                               const Flow::KioskSettings &settings, const QDate &today)
{
    QList<Line> lines;
    for (const Nfc::Uid &uid : catalogue.uids()) {
        const Flow::CatalogueChip &chip = *catalogue.chip(uid);
        if (chip.active)
            lines += linesOf(uid, chip, places, settings.fromStart, today);
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) {
        return a.used.isValid() && (!b.used.isValid() || a.used > b.used);
    });

    const auto isForNobody = [&](const Api::Video &video) {
        const auto &children = catalogue.profiles();
        return !children.isEmpty() &&
               std::none_of(children.cbegin(), children.cend(),
                            [&](const auto &child) { return settings.plans.value(child.id).allows(video); });
    };
    const auto filmsOf = [&](const Line &line, bool ahead) {
        QList<Medio::Film> films;
        for (int i = 0; i < line.chip->films.size(); ++i) {
            const Flow::CatalogueFilm &film = line.chip->films.at(i);
            if ((i >= line.begin) == ahead && !film.isOfPlatform() && !isForNobody(film.video))
                films.append(film.film());
        }
        return films;
    };
    QList<Medio::Film> needed;
    QSet<QString> listed;
    for (const bool ahead : {true, false}) {
        QList<QList<Medio::Film>> queues;
        for (const Line &line : std::as_const(lines))
            queues.append(filmsOf(line, ahead));
        for (bool isMore = true; std::exchange(isMore, false);) {
            for (QList<Medio::Film> &queue : queues) {
                if (queue.isEmpty())
                    continue;
                isMore = true;
                const Medio::Film film = queue.takeFirst();
                if (listed.contains(film.id))
                    continue;
                listed.insert(film.id);
                needed.append(film);
            }
        }
    }
    return needed;
}

} // namespace Medio::Parents
