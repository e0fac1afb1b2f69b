// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/explanation.h"

#include <algorithm>

namespace Medio::Flow {

Explanation explanationOf(const QDate &day, const DayRecord &record, const CatalogueSnapshot &catalogue,
                          const Balance &balance)
{
    Explanation told;
    told.day = day;
    told.whole = balance.whole;
    told.paused = record.paused;
    told.lost = record.lost;
    told.balance = balance;
    for (const DayRecord::Piece &piece : record.pieces) {
        if (piece.played == milliseconds(0))
            continue; // a power cut broke off its first step
        auto film =
            std::find_if(told.films.begin(), told.films.end(),
                         [&piece](const Explanation::Film &other) { return other.video == piece.video; });
        if (film == told.films.end()) {
            const QList<CatalogueFilm> &known = catalogue.films();
            const auto entry =
                std::find_if(known.cbegin(), known.cend(),
                             [&piece](const CatalogueFilm &other) { return other.video.id == piece.video; });
            told.films.append({piece.video, entry == known.cend() ? QString() : entry->video.title});
            film = told.films.end() - 1;
        }
        film->played += piece.played;
        film->over += piece.over;
        if (piece.hereOnly)
            film->hereOnly += piece.played;
        told.played += piece.played;
    }
    return told;
}

} // namespace Medio::Flow
