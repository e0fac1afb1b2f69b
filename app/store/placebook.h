// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/resume.h"

#include <QHash>

namespace Medio::Store {

struct LedgerRow;

/// How far each child came with each chip, as the rows of a ledger say it beside their watch time. A value
/// without a disk: it is shown the rows in their order, and before them what older ones were condensed to.
class PlaceBook
{
public:
    using OfChips = QHash<Nfc::Uid, Flow::Place>;

    void take(const LedgerRow &row);
    void take(const Api::ProfileId &child, const Nfc::Uid &uid, const Flow::Place &place);

    [[nodiscard]] OfChips of(const Api::ProfileId &child) const { return m_places.value(child); }
    [[nodiscard]] const QHash<Api::ProfileId, OfChips> &all() const { return m_places; }

private:
    struct Sitting
    {
        Api::ProfileId child;
        Nfc::Uid uid;
        QDate day;
    };
    QHash<quint64, Sitting> m_sittings; ///< that are not over
    QHash<Api::ProfileId, OfChips> m_places;
};

} // namespace Medio::Store
