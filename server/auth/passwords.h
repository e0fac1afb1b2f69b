// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Medio::Home::Passwords {

/// bcrypt ($2b$), cost 10: about 50 ms. Only the first 72 bytes of the UTF-8 count, as with Medio.
/// Blocks: for the password pool only. Thread-safe.
[[nodiscard]] QByteArray hash(const QString &password);

/// Also $2a$ and $2y$, as other servers made them; anything else is no match.
[[nodiscard]] bool matches(const QString &password, const QByteArray &hash);

/// Costs what matches() costs: for an unknown user, so that the time of an answer does not tell.
void waste(const QString &password);

} // namespace Medio::Home::Passwords
