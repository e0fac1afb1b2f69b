// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/pin.h"

#include <QString>

namespace Medio::Parents {

/// As typed on the pad: "2580".
inline Pin pinOf(const QString &digits)
{
    Pin pin;
    for (const QChar digit : digits)
        pin.append(digit.digitValue());
    return pin;
}

} // namespace Medio::Parents
