// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace Medio::Net {

/// The `exp` of a JSON Web Token by the clock of whoever issued it, in UTC. Nothing is verified: a client
/// has no key, and only wants to know when to ask for a new one. Nothing for any other bytes.
[[nodiscard]] std::optional<QDateTime> expiryOf(const QByteArray &token);

} // namespace Medio::Net
