// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/tagreader.h"

namespace Medio::Nfc {

TagReader::~TagReader() = default;

} // namespace Medio::Nfc
