// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <chrono>

namespace Medio::Probe {

/// What libavformat leaves out of an MP4's index (ISO/IEC 14496-12 §8).
struct MoovPatch
{
    /// Written into the film's and its tracks' headers: a fragmented film is written before its
    /// length is known, and a player reads it there. 0: left as it is.
    std::chrono::milliseconds duration{0};
    /// A picture written as VP9 is VP8: libavformat writes only the former, the registered name and
    /// its configuration are the same but for one letter ("vp08", VP Codec ISO Media File Format
    /// Binding 1.0), and it reads both.
    bool vp8 = false;
};

/// `moov` is the whole box with its header. False, and nothing is changed, when it is damaged.
[[nodiscard]] bool patchMoov(QByteArray &moov, const MoovPatch &patch);

/// Looks for the index of the MP4 in this descriptor, patches it in place and says whether it did.
[[nodiscard]] bool patchMoovOf(int descriptor, const MoovPatch &patch);

} // namespace Medio::Probe
