// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>

namespace Medio::Home {

/// Who counts as one when something is shared out: an IPv4 address, also where it is written as IPv6;
/// else the /64 network, since whoever is in one has 2^64 addresses to choose from.
[[nodiscard]] QHostAddress partyOf(const QHostAddress &address);

} // namespace Medio::Home
