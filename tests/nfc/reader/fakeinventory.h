// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/inventory.h"

namespace Medio {

/// A machine with the devices that a test says.
class FakeInventory final : public Nfc::Inventory
{
public:
    [[nodiscard]] QList<Nfc::SystemDevice> devices() const override { return list; }

    QList<Nfc::SystemDevice> list;
};

} // namespace Medio
