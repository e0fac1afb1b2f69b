// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Medio::PlayerQt {

/// The samples of a RIFF/WAVE file that is PCM, mono, 16 bit and of this rate; nothing for any
/// other bytes.
[[nodiscard]] std::optional<QByteArray> samplesOfWav(QByteArrayView file, int rate);

} // namespace Medio::PlayerQt
