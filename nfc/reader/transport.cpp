// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/transport.h"

namespace Medio::Nfc {

Transport::~Transport() = default;

QByteArray Transport::read(quint8)
{
    return {};
}

} // namespace Medio::Nfc
