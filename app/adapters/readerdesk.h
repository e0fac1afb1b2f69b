// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/chipdesk.h"
#include "nfc/tagreader.h"

#include <optional>

namespace Medio::Flow {
class HouseChips;
}

namespace Medio::Adapters {

/// The kiosk's reader as a parent's desk. It listens while others do; that chips start nothing
/// meanwhile is the flow's business (KioskFlow::setParentsInside). GUI thread.
class ReaderDesk final : public Parents::ChipDesk
{
    Q_OBJECT
public:
    /// Both outlive this object; made before the reader is started.
    ReaderDesk(const Nfc::TagReader &reader, const Flow::HouseChips &house);

    void open() override;
    void close() override;
    [[nodiscard]] std::optional<Parents::DeskChip> chip() const override;
    [[nodiscard]] bool hasReader() const override { return m_hasReader; }

private:
    void place(const Nfc::Uid &uid, bool resting);
    void setReader(bool isThere);
    void tell(const Parents::DeskChip &chip);
    [[nodiscard]] Parents::DeskChip deskChip(const Nfc::Uid &uid) const;

    const Flow::HouseChips &m_house;
    std::optional<Nfc::Uid> m_chip; ///< what lies there, also while closed
    quint64 m_opening = 0;          ///< which open() it is
    bool m_open = false;
    bool m_hasReader = false;
};

} // namespace Medio::Adapters
