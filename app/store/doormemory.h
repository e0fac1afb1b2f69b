// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/doormemory.h"
#include "app/store/settingsfile.h"

namespace Medio::Store {

/// What the parents' door remembers, in settings.db.
class DoorMemory final : public Parents::DoorMemory
{
public:
    /// GUI thread; `thread` outlives it.
    DoorMemory(std::shared_ptr<SettingsFile> file, StoreThread &thread);
    ~DoorMemory() override;
    Q_DISABLE_COPY_MOVE(DoorMemory)

    [[nodiscard]] Parents::DoorRecord record() const override { return m_record; }
    void keep(const Parents::DoorRecord &record, QObject *context,
              std::function<void(bool onDisk)> done) override;

private:
    std::shared_ptr<SettingsFile> m_file;
    StoreThread &m_thread;
    Parents::DoorRecord m_record;
};

} // namespace Medio::Store
