// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Medio::Screens {

/// What became of something that a parent changed.
enum class Outcome {
    Queued,    ///< on disk; the server has not heard it yet
    Delivered, ///< the server has it
    NotKept,   ///< the disk did not take it
};

} // namespace Medio::Screens
