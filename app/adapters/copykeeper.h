// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/player.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

namespace Medio {
class FilmCopies;
namespace Flow {
class Catalogue;
class KioskFlow;
class LedgerJournal;
class SettingsStore;
} // namespace Flow
namespace Parents {
class Copies;
class Household;
} // namespace Parents
} // namespace Medio

namespace Medio::Adapters {

/// Tells whoever keeps the films what the children's chips need next and then what parents pinned, how much
/// room there is and whether it may be fetched now. Looks again when the catalogue, the pins, the settings or
/// the connection change, and after each sitting: what is needed next moves with it. GUI thread; all outlive
/// this object.
class CopyKeeper final : public QObject
{
    Q_OBJECT
public:
    CopyKeeper(FilmCopies &films, Parents::Copies &copies, Flow::KioskFlow &flow, Flow::Catalogue &catalogue,
               const Flow::LedgerJournal &ledger, const Flow::SettingsStore &settings,
               const Parents::Household &household, QObject *parent = nullptr);

    /// The household is as the server has it: copies of films that it does not have any more go.
    void dropOthers();

private:
    void look();
    [[nodiscard]] QSet<QString> pins() const;

    FilmCopies &m_films;
    Parents::Copies &m_copies;
    Flow::KioskFlow &m_flow;
    Flow::Catalogue &m_catalogue;
    const Flow::LedgerJournal &m_ledger;
    const Flow::SettingsStore &m_settings;
    const Parents::Household &m_household;
    QTimer m_soon; ///< many changes in a row are one
    QList<Film> m_wanted;
    QSet<QString> m_pins; ///< when m_wanted was made
    qint64 m_budget = -1;
    bool m_watching = false;
};

} // namespace Medio::Adapters
