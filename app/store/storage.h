// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/store/accountmemory.h"
#include "app/store/catalogue.h"
#include "app/store/doormemory.h"
#include "app/store/edits.h"
#include "app/store/filmnotes.h"
#include "app/store/housechips.h"
#include "app/store/household.h"
#include "app/store/ledger.h"
#include "app/store/outbox.h"
#include "app/store/settings.h"

#include <memory>

namespace Medio::Store {

/// Everything the kiosk keeps on disk, one SQLite file per concern, one thread that waits for the
/// disk. Lives on the GUI thread.
class Storage final
{
public:
    /// Opens all files in `folder` (made if need be), reads them into memory and begins the thread.
    /// Damaged files are put aside and named in the log. Waits for the disk: call it before the
    /// event loop runs. `clock` outlives the store.
    static Expected<std::unique_ptr<Storage>, StoreProblem> open(const QString &folder, const Clock &clock);

    /// Waits until everything given so far is on disk, and lets the parts say so. Only after the event
    /// loop has ended: it blocks.
    void finish();

    /// Waits until everything is on disk.
    ~Storage();
    Q_DISABLE_COPY_MOVE(Storage)

    [[nodiscard]] Catalogue &catalogue() { return *m_catalogue; }
    [[nodiscard]] Household &household() { return *m_household; }
    [[nodiscard]] Edits &edits() { return *m_edits; }
    [[nodiscard]] Ledger &ledger() { return *m_ledger; }
    [[nodiscard]] Outbox &outbox() { return *m_outbox; }
    [[nodiscard]] HouseChips &houseChips() { return *m_houseChips; }
    [[nodiscard]] Settings &settings() { return *m_settings; }
    [[nodiscard]] AccountMemory &account() { return *m_account; }
    [[nodiscard]] DoorMemory &door() { return *m_door; }
    [[nodiscard]] FilmNotes &filmNotes() { return *m_filmNotes; }

    /// There was a family here once, whatever became of the settings: it is known still, or something was
    /// played for it (who signs out and forgets it leaves the ledger).
    [[nodiscard]] bool isLivedIn() const;

private:
    Storage() = default;

    // The thread goes last: it finishes what the others gave it.
    std::unique_ptr<StoreThread> m_thread;
    std::unique_ptr<Catalogue> m_catalogue;
    std::unique_ptr<Edits> m_edits;
    std::unique_ptr<Household> m_household;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<HouseChips> m_houseChips;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<AccountMemory> m_account;
    std::unique_ptr<DoorMemory> m_door;
    std::unique_ptr<FilmNotes> m_filmNotes;
};

} // namespace Medio::Store
