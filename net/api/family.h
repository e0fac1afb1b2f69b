// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <algorithm>

namespace Medio::Api {

/// A chip and what it plays, in the order of its playlist (sequenceOrder ascending).
struct FamilyChip
{
    Chip chip;
    QList<ChipVideo> videos;

    friend bool operator==(const FamilyChip &, const FamilyChip &) = default;
};

/// Everything a kiosk has to know about one parent's household to work without a login (Q5): what
/// the signed-in routes told, joined. The catalogue is made of this.
struct Family
{
    User user;
    QList<Profile> profiles;
    QList<Video> videos;
    QList<FamilyChip> chips;

    /// Nothing when the playlist names a video that is no longer in the library.
    [[nodiscard]] const Video *video(const VideoId &id) const
    {
        const auto found =
            std::find_if(videos.cbegin(), videos.cend(), [&](const Video &video) { return video.id == id; });
        return found == videos.cend() ? nullptr : &*found;
    }

    friend bool operator==(const Family &, const Family &) = default;
};

} // namespace Medio::Api
