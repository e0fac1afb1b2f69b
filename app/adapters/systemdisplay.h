// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/adapters/displaypower.h"

#include <memory>
#include <vector>

namespace Medio::Adapters {

/// Whatever this machine and this session have that could make the screen dark.
class SystemDisplay final : public DisplayPower
{
public:
    /// After the application object. A kiosk in a window leaves the screen to whoever it belongs to.
    explicit SystemDisplay(bool wholeScreenIsOurs);
    ~SystemDisplay() override;

    void keepLit() override;
    void letGoDark() override;

private:
    std::vector<std::unique_ptr<DisplayPower>> m_parts;
};

} // namespace Medio::Adapters
