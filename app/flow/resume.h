// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/catalogue.h"

#include <QDate>

#include <chrono>

/// Where a chip goes on: what is remembered of it for a child, and what is made of that. Pure.
namespace Medio::Flow {

/// Instead of a position within a film: it was seen to its end.
inline constexpr std::chrono::milliseconds wholeFilm{-1};

/// How far a child came with a chip.
struct Place
{
    Api::VideoId video;
    std::chrono::milliseconds position{0}; ///< never beyond what was played; or wholeFilm
    QDate day;                             ///< the family's, when it was left

    friend bool operator==(const Place &, const Place &) = default;
};

/// What is left of a film of this length when it counts as seen: a twentieth, at most half a minute.
/// That is its last song and the names.
[[nodiscard]] std::chrono::milliseconds nearlyOver(std::chrono::milliseconds duration);

/// So much is seen twice, so that nobody is thrown into the middle of a sentence.
inline constexpr std::chrono::seconds seenTwice{3};
/// Who has seen less of a film has only begun.
inline constexpr std::chrono::seconds barelyBegun{8};
/// A film up to this length is told from its beginning on another day: whoever is three years old knows a
/// story by its beginning, and expects of a chip in the morning what it did the day before. A longer one
/// goes on where it was left, as no day would ever be long enough for its end.
inline constexpr std::chrono::minutes oneStory{15};
/// After so many days nobody knows any more where it was: the playlist begins anew.
inline constexpr int rememberedForDays = 14;

/// Of a chip: which film begins, and where in it.
struct Beginning
{
    int film = 0; ///< index in CatalogueChip::films
    std::chrono::milliseconds position{0};

    friend bool operator==(const Beginning &, const Beginning &) = default;
};

/// Where the chip goes on for whoever left it at `place`. A playlist goes on with the film at which it was
/// left, or with the one after a film that was seen; after the last one, and when the film is not in it any
/// more, it begins anew. `today` may lie before the place's day: a parent has set the clock.
[[nodiscard]] Beginning beginningOf(const CatalogueChip &chip, const Place &place, const QDate &today);

} // namespace Medio::Flow
