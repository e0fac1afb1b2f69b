// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/connection.h"
#include "nfc/reader/discovery.h"
#include "nfc/reader/libnfctransport.h"
#include "nfc/reader/surroundings.h"
#include "nfc/reader/transport.h"
#include "nfc/reader/udevinventory.h"
#include "nfc/reader/winscard.h"

#include <memory>

namespace Medio::Nfc {

/// What readers are reached by on a real machine. One per program; outlives the transports that it makes.
class Machine
{
public:
    [[nodiscard]] std::unique_ptr<Transport> transport(const Connection &connection);

    /// Where a reader is or could be. Opens no device; pcscd is asked for its readers.
    [[nodiscard]] QList<Discovery::Place> places();

private:
    const UdevInventory m_inventory{};
    const Surroundings m_surroundings{};
    const Libnfc m_libnfc{};
    Winscard m_smartCards;
};

} // namespace Medio::Nfc
