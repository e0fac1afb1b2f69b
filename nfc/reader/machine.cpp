// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/machine.h"

#include "nfc/reader/keyboardtransport.h"
#include "nfc/reader/pcsctransport.h"
#include "nfc/reader/selffindingtransport.h"

namespace Medio::Nfc {

std::unique_ptr<Transport> Machine::transport(const Connection &connection)
{
    switch (connection.way) {
    case Connection::Way::ByItself:
        return std::make_unique<SelfFindingTransport>(
            m_inventory, m_smartCards, [this](const Connection &found) { return transport(found); });
    case Connection::Way::Libnfc:
        return std::make_unique<LibnfcTransport>(m_libnfc, connection, m_inventory, m_surroundings);
    case Connection::Way::Pcsc:
        return std::make_unique<PcscTransport>(m_smartCards, m_inventory, m_surroundings, connection.device);
    case Connection::Way::Keyboard:
        return std::make_unique<KeyboardTransport>(connection, m_inventory, m_surroundings);
    }
    Q_UNREACHABLE();
}

QList<Discovery::Place> Machine::places()
{
    return Discovery::places(m_inventory.devices(), smartCardReaders(m_smartCards));
}

} // namespace Medio::Nfc
