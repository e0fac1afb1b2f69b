// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/catalogue.h"
#include "app/flow/resume.h"
#include "app/flow/settingsstore.h"
#include "player/player.h"

#include <QDate>
#include <QHash>
#include <QList>

namespace Medio::Parents {

/// How far each child came with each chip.
using FamilyPlaces = QHash<Api::ProfileId, QHash<Nfc::Uid, Flow::Place>>;

/// The films of the family's chips, needed soonest first. Pure.
///
/// Every chip may be the next one, so first comes what each of them would begin with (for every child, as
/// each has a place of its own), then what follows that in each, and so on; at the end what lies before
/// those places. Chips that were used last go first, then the others as the catalogue lists them. Chips that
/// are switched off, films that no child may see and films of video platforms (they can't be kept) are left
/// out.
[[nodiscard]] QList<Medio::Film> neededFilms(const Flow::CatalogueSnapshot &catalogue,
                                             const FamilyPlaces &places, const Flow::KioskSettings &settings,
                                             const QDate &today);

} // namespace Medio::Parents
