// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/inventory.h"

namespace Medio::Nfc {

/// By libudev. Without a udev daemon (in a container) the devices are there, without its words on them.
class UdevInventory final : public Inventory
{
public:
    [[nodiscard]] QList<SystemDevice> devices() const override;
};

} // namespace Medio::Nfc
