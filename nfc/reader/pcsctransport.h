// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/inventory.h"
#include "nfc/reader/smartcards.h"
#include "nfc/reader/surroundings.h"
#include "nfc/reader/transport.h"

#include <optional>

namespace Medio::Nfc {

/// A reader that pcscd drives: it tells by itself when a card comes or goes, and gives the UID by the
/// pseudo command GET DATA of PC/SC part 3 (section 3.2.2.1.3). pcscd may be stopped and started, the reader
/// pulled out and plugged in: then it is Gone, and opened anew. A card without a UID (one with contacts, one
/// that does not answer) is a chip with no bytes for a UID.
class PcscTransport final : public Transport
{
public:
    /// `device` as in Connection: the reader's name, or empty for the first. The others must outlive this.
    PcscTransport(SmartCards &cards, const Inventory &inventory, const Surroundings &surroundings,
                  QString device);

    Expected<Reader, Trouble> open() override;
    Look look(std::chrono::milliseconds patience) override;
    QByteArray read(quint8 page) override;
    void close() override;
    [[nodiscard]] Trouble trouble(Look::Result result) const override;

    /// What kind of card a storage card's ATR speaks of (PC/SC part 3, section 3.1.3.2.3). Unknown for
    /// others.
    [[nodiscard]] static ChipKind kindOf(const QByteArray &atr);

private:
    struct Card
    {
        quint16 visit = 0;
        QByteArray uid = {};
        ChipKind kind = ChipKind::Unknown;
        bool isRead = false; ///< the UID is known, or it is known that there is none
        int tries = 0;
        std::chrono::milliseconds unchecked{0}; ///< waited for changes since the UID was read
    };

    [[nodiscard]] Trouble troubleOf(SmartCards::Problem problem, const QStringList &names = {}) const;
    [[nodiscard]] QString place() const;
    Look look(const SmartCards::State &state, std::chrono::milliseconds patience);
    /// False if the card has gone meanwhile.
    bool readUid();

    SmartCards &m_cards;
    const Inventory &m_inventory;
    const Surroundings &m_surroundings;
    const QString m_device;
    QString m_reader; ///< pcscd's name of the one that is open
    quint32 m_token = 0;
    std::optional<Card> m_card;
    SmartCards::Problem m_lastProblem = SmartCards::Problem::Failed;
};

} // namespace Medio::Nfc
