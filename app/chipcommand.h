// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "app/flow/catalogue.h"
#include "app/flow/housechips.h"

#include <QStringList>
#include <QTextStream>

namespace Medio {

class Clock;

/// `medio-kiosk chip ...`: house chips without the parents' area, for whoever sets a kiosk up. The kiosk
/// must not run on the same data folder.
///
///     chip list
///     chip add UID profile CHILD
///     chip add UID pause|next|back|louder|softer|stop
///     chip add UID bonus [MINUTES]
///     chip add UID parent
///     chip remove UID
namespace ChipCommand {

[[nodiscard]] QString usage();

/// What "profile CHILD", "pause", "bonus 30", ... mean to this family; or one sentence that says what is
/// wrong and what is allowed. A child is named as in Medio, or by its id while no family is known.
Expected<Flow::HouseChip, QString> chipFrom(const QStringList &words, const Flow::CatalogueSnapshot &family);

/// `words`: what follows "chip". Opens the store and waits for the disk; call it after the application
/// object is made. Returns the exit status: 0 done (and on disk), 1 can't be done, 2 wrong words; the
/// reason is one sentence on `problems`.
int run(const QStringList &words, const QString &dataFolder, const Clock &clock, QTextStream &out,
        QTextStream &problems);

} // namespace ChipCommand
} // namespace Medio
