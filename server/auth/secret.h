// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QString>

namespace Medio::Home {

/// The secret that signs tokens. Reads the file; makes it (0600, random) when there is none. A
/// file that is too short, or readable for others, is refused: the error says what to do.
Expected<QByteArray, QString> loadOrMakeSecret(const QString &path);

} // namespace Medio::Home
