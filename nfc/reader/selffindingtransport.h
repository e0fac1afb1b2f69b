// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/connection.h"
#include "nfc/reader/discovery.h"
#include "nfc/reader/smartcards.h"
#include "nfc/reader/transport.h"

#include <functional>
#include <memory>

namespace Medio::Nfc {

/// The reader that is there when none is named: each open() looks anew which it is, so that a reader may be
/// plugged in later, at another place, or be exchanged for one of another kind. One that is meant more surely
/// takes over as soon as nothing has lain on the present one for some seconds.
class SelfFindingTransport final : public Transport
{
public:
    using Make = std::function<std::unique_ptr<Transport>(const Connection &)>;

    /// `cards` is used to ask pcscd for its readers. The first two must outlive it.
    SelfFindingTransport(const Inventory &inventory, SmartCards &cards, Make make);

    Expected<Reader, Trouble> open() override;
    Look look(std::chrono::milliseconds patience) override;
    QByteArray read(quint8 page) override;
    void close() override;
    [[nodiscard]] Trouble trouble(Look::Result result) const override;

private:
    const Inventory &m_inventory;
    SmartCards &m_cards;
    const Make m_make;
    std::unique_ptr<Transport> m_found; ///< while open
    /// A place is there now that is surer than that of the open reader and was not tried before it.
    [[nodiscard]] bool isOutdone() const;

    QStringList m_rejected;   ///< connections that were tried in vain before the open one, which is the last
    bool m_isOfPcscd = false; ///< the open one
    int m_emptyLooks = 0;     ///< in a row
    bool m_isOutdone = false;
    size_t m_turn = 0; ///< of the places that are sure, when none can be opened
    Trouble m_trouble; ///< of the surest
};

/// The readers that pcscd lists; none if it does not run or does not serve this user.
[[nodiscard]] QStringList smartCardReaders(SmartCards &cards);

} // namespace Medio::Nfc
