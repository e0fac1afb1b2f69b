// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/adapters/displaypower.h"

#include <QString>

namespace Medio::Adapters {

/// The backlights of built-in panels, as Linux offers them: NAME/bl_power. A kiosk's image lets this
/// user write there (a udev rule); where it may not, the panel stays lit and shows black.
class Backlights final : public DisplayPower
{
public:
    explicit Backlights(const QString &folder = QStringLiteral("/sys/class/backlight"))
        : m_folder(folder)
    {
    }
    ~Backlights() override { keepLit(); }

    void keepLit() override { setPower("0"); }
    void letGoDark() override { setPower("4"); }

private:
    void setPower(const char *value);

    const QString m_folder;
    const char *m_power = "0"; ///< as last written: FB_BLANK_UNBLANK, or FB_BLANK_POWERDOWN
};

} // namespace Medio::Adapters
