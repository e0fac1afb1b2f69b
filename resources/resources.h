// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Medio::Resources {

/// Makes ":/fonts" and ":/sounds" known. A static library's resources are dropped by the linker
/// unless somebody asks for them; asking twice is harmless. Thread: any.
void load();

} // namespace Medio::Resources
