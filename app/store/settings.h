// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/settingsstore.h"
#include "app/store/settingsfile.h"

#include <memory>

namespace Medio::Store {

/// What parents decided and the kiosk remembers, in settings.db. Defaults are those of
/// Flow::KioskSettings. A value that is not allowed counts as not given and is named in the log.
class Settings final : public Flow::SettingsStore
{
    Q_OBJECT
public:
    /// GUI thread; `thread` outlives the settings.
    Settings(std::shared_ptr<SettingsFile> file, StoreThread &thread, QObject *parent = nullptr);
    ~Settings() override;

    [[nodiscard]] Flow::KioskSettings settings() const override { return m_settings; }
    void save(const Flow::KioskSettings &settings) override;

private:
    std::shared_ptr<SettingsFile> m_file;
    StoreThread &m_thread;
    Flow::KioskSettings m_settings;
};

} // namespace Medio::Store
