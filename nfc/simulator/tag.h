// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/uid.h"

#include <QByteArray>

#include <optional>

namespace Medio::Simulator {

/// A chip as it lies on the reader: what it says of itself (ISO 14443-3) and what it holds.
struct Tag
{
    /// 4 bytes: a MIFARE Classic 1K; 7 bytes: an NTAG213; 10 bytes: an imaginary triple-size
    /// chip. Nothing for the 8 bytes of other standards.
    static std::optional<Tag> fromUid(const Nfc::Uid &uid);

    /// What an NTAG answers to READ: four pages from `page` on, going on at the first after the
    /// last (NTAG213 data sheet §10.2). Nothing: the chip stays silent.
    [[nodiscard]] std::optional<QByteArray> read(quint8 page) const;

    Nfc::Uid uid;
    quint16 atqa = 0;
    quint8 sak = 0;
    QByteArray pages; ///< an NTAG's memory; empty for other chips
};

} // namespace Medio::Simulator
