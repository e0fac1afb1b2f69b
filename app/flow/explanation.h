// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/allowance.h"
#include "app/flow/catalogue.h"
#include "app/flow/ledgerjournal.h"

#include <QDate>
#include <QList>
#include <QString>

#include <chrono>

namespace Medio::Flow {

/// A child's day in values, for parents: "today 34 of 60: Rocket 12:10, Whale 21:05, 1:02 paused and not
/// counted, 0:03 lost in a power cut and not counted". Words belong to the screens.
struct Explanation
{
    struct Film
    {
        Api::VideoId video;
        QString title;          ///< empty: the catalogue does not know it any more
        milliseconds played{0}; ///< in all sittings of the day
        milliseconds over{0};   ///< the overrun in it: owed on the next day
        /// "Counted on this box only": Medio never heard of it.
        milliseconds hereOnly{0};

        friend bool operator==(const Film &, const Film &) = default;
    };

    QDate day;
    milliseconds whole{0};  ///< the day's allowance and what was granted; of today and days still known
    milliseconds played{0}; ///< the sum of the films
    QList<Film> films;      ///< in the order in which they were first seen
    milliseconds paused{0}; ///< not counted
    milliseconds lost{0};   ///< in power cuts: charged, in no film
    Balance balance;        ///< why so much is left; of today only

    friend bool operator==(const Explanation &, const Explanation &) = default;
};

[[nodiscard]] Explanation explanationOf(const QDate &day, const DayRecord &record,
                                        const CatalogueSnapshot &catalogue, const Balance &balance);

} // namespace Medio::Flow
