// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/placebook.h"

#include "app/store/ledgerbook.h"

namespace Medio::Store {

void PlaceBook::take(const LedgerRow &row)
{
    if (row.kind == u"sitting") {
        if (const auto uid = Nfc::Uid::fromString(row.chip))
            m_sittings.insert(row.sitting, {row.child, *uid, row.day});
        return;
    }
    // What comes of a sitting that is over is about its past.
    const auto sitting = m_sittings.find(row.sitting);
    if (sitting == m_sittings.end())
        return;
    if (row.day.isValid())
        sitting->day = row.day;
    if (row.reached && !row.video.isNull())
        m_places[sitting->child].insert(sitting->uid, {row.video, *row.reached, sitting->day});
    if (row.kind == u"end")
        m_sittings.erase(sitting);
}

void PlaceBook::take(const Api::ProfileId &child, const Nfc::Uid &uid, const Flow::Place &place)
{
    m_places[child].insert(uid, place);
}

} // namespace Medio::Store
