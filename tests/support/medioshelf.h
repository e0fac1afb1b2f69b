// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"
#include "net/api/messages.h"

#include <QSet>
#include <QString>

#include <algorithm>

namespace Medio {

/// What one account has on a Medio server, with the server's rules for changing it (MEDIO-API.md §7, §10).
/// Written from the contract; answers are HTTP statuses. Counts what was made, so that a test sees what
/// was made twice.
class MedioShelf
{
public:
    Api::Family family;
    QSet<QString> foreignUids; ///< of other accounts
    int chipsMade = 0;
    int profilesMade = 0;
    int videosMade = 0;

    /// 201, or 409: somebody has it.
    int createChip(const QString &uid, const QString &label, Api::Chip *made)
    {
        if (foreignUids.contains(uid) || chipBy([&](const auto &entry) { return entry.chip.uid == uid; }))
            return 409;
        *made = {Api::ChipId::create(), uid, label, true};
        family.chips.prepend({*made, {}});
        ++chipsMade;
        return 201;
    }

    int putPlaylist(const Api::ChipId &id, const QList<Api::VideoId> &videos)
    {
        Api::FamilyChip *entry = chip(id);
        if (!entry)
            return 404;
        QList<Api::ChipVideo> list;
        for (const Api::VideoId &video : videos) {
            const Api::Video *film = family.video(video);
            if (!film)
                return 409;
            Api::ChipVideo listed;
            listed.id = video;
            listed.mappingId = Api::MappingId::create();
            listed.sequenceOrder = static_cast<int>(list.size()) + 1;
            listed.title = film->title;
            listed.thumbnailUrl = film->thumbnailUrl;
            listed.platformName = film->platformName;
            listed.duration = film->duration;
            list.append(listed);
        }
        entry->videos = list;
        return 200;
    }

    /// 200, 404, or 500: it still plays something (Q16).
    int deleteChip(const Api::ChipId &id)
    {
        const Api::FamilyChip *entry = chip(id);
        if (!entry)
            return 404;
        if (!entry->videos.isEmpty())
            return 500;
        family.chips.removeIf([&id](const Api::FamilyChip &other) { return other.chip.id == id; });
        return 200;
    }

    Api::Profile createProfile(const Api::NewProfile &wish)
    {
        ++profilesMade;
        Api::Profile made{Api::ProfileId::create(), wish.name.trimmed(), wish.avatarUrl,
                          wish.dailyLimit.value_or(std::chrono::minutes(60))};
        family.profiles.prepend(made);
        return made;
    }

    int updateProfile(const Api::ProfileId &id, const Api::ProfileUpdate &update, Api::Profile *changed)
    {
        for (Api::Profile &profile : family.profiles) {
            if (profile.id != id)
                continue;
            profile.name = update.name.value_or(profile.name);
            profile.avatarUrl = update.avatarUrl.value_or(profile.avatarUrl);
            profile.dailyLimit = update.dailyLimit.value_or(profile.dailyLimit);
            *changed = profile;
            return 200;
        }
        return 404;
    }

    /// 201, or 409: the address is in the library.
    int createVideo(const Api::NewVideo &wish, Api::Video *made)
    {
        const auto isThere = [&wish](const Api::Video &video) {
            return !wish.videoUrl.isEmpty() && video.videoUrl == wish.videoUrl;
        };
        if (std::any_of(family.videos.cbegin(), family.videos.cend(), isThere))
            return 409;
        ++videosMade;
        Api::Video video;
        video.id = Api::VideoId::create();
        video.platformId = wish.platformId;
        video.platformName = QStringLiteral("youtube");
        video.platformVideoId = wish.platformVideoId.trimmed();
        video.title = wish.title.trimmed();
        video.description = wish.description;
        video.thumbnailUrl = wish.thumbnailUrl;
        video.videoUrl = wish.videoUrl;
        video.channelName = wish.channelName;
        video.ageRating = wish.ageRating;
        video.duration = wish.duration;
        family.videos.prepend(video);
        *made = video;
        return 201;
    }

    [[nodiscard]] Api::FamilyChip *chip(const Api::ChipId &id)
    {
        return chipBy([&id](const Api::FamilyChip &entry) { return entry.chip.id == id; });
    }
    [[nodiscard]] Api::FamilyChip *chip(const QString &uid)
    {
        return chipBy([&uid](const Api::FamilyChip &entry) { return entry.chip.uid == uid; });
    }

private:
    template<typename Matches>
    Api::FamilyChip *chipBy(Matches matches)
    {
        const auto found = std::find_if(family.chips.begin(), family.chips.end(), matches);
        return found == family.chips.end() ? nullptr : &*found;
    }
};

} // namespace Medio
