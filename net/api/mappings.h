// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/codec.h"
#include "net/api/messages.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

/// Which video lies on which chip, row by row: the older way beside a chip's playlist. A kiosk makes
/// playlists (NewPlaylist); it reads mappings to say where a video is in use.
namespace Medio::Api {

/// A row of GET videos/:id/nfc-mapping, inactive ones included.
struct Mapping
{
    MappingId id;
    VideoId video;
    ChipId chip;
    ProfileId profile;                                    ///< null: for every child
    std::optional<std::chrono::minutes> maximumWatchTime; ///< nothing in practice (Q15)
    bool active = true;
    int sequenceOrder = 0;
    QString chipUid;
    QString label;
    QString profileName;

    friend bool operator==(const Mapping &, const Mapping &) = default;
};

/// POST nfc/map. Medio's current schema always answers 500 (Q15).
struct NewMapping
{
    VideoId video;
    ChipId chip;
    std::optional<ProfileId> profile;
    std::optional<std::chrono::minutes> maximumWatchTime;
};

/// POST nfc/map, where it works.
struct MappingMade
{
    MappingId id;
};

/// DELETE nfc/chips/:id/videos/:videoId.
struct ChipVideoRemoved
{
    int remaining = 0; ///< on the chip

    friend bool operator==(const ChipVideoRemoved &, const ChipVideoRemoved &) = default;
};

using RemovalOutcome = std::variant<ChipVideoRemoved, AlreadyGone>;

template<>
Decoded<QList<Mapping>> decode(const QByteArray &body);
template<>
Decoded<MappingMade> decode(const QByteArray &body);
template<>
Decoded<ChipVideoRemoved> decode(const QByteArray &body);

/// Sending a null id is a bug and asserts.
[[nodiscard]] QByteArray encode(const NewMapping &request);

} // namespace Medio::Api
