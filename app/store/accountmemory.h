// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/accountmemory.h"
#include "app/store/settingsfile.h"

namespace Medio::Store {

/// Where a parent signed in last, in settings.db.
class AccountMemory final : public Parents::AccountMemory
{
public:
    /// GUI thread; `thread` outlives it.
    AccountMemory(std::shared_ptr<SettingsFile> file, StoreThread &thread);
    ~AccountMemory() override;
    Q_DISABLE_COPY_MOVE(AccountMemory)

    [[nodiscard]] Parents::RememberedAccount remembered() const override { return m_account; }
    void remember(const Parents::RememberedAccount &account) override;

private:
    std::shared_ptr<SettingsFile> m_file;
    StoreThread &m_thread;
    Parents::RememberedAccount m_account;
};

} // namespace Medio::Store
