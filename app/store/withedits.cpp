// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/withedits.h"

#include "app/base/overloaded.h"
#include "app/store/creations.h"

#include <algorithm>
#include <iterator>

namespace Medio::Store {
namespace {

Api::FamilyChip *chipOf(Api::Family &family, const QString &uid)
{
    const auto found = std::find_if(family.chips.begin(), family.chips.end(),
                                    [&uid](const Api::FamilyChip &chip) { return chip.chip.uid == uid; });
    return found == family.chips.end() ? nullptr : &*found;
}

void apply(Api::Family &family, const Parents::NewChip &edit)
{
    const QList<Api::ChipVideo> videos = playlistOf(edit.videos, family);
    if (Api::FamilyChip *chip = chipOf(family, edit.uid)) {
        // It is there since the answer to an earlier step, and not yet as the parent wants it.
        chip->chip.label = edit.label;
        chip->videos = videos;
        return;
    }
    family.chips.prepend({{{}, edit.uid, edit.label, true}, videos});
}

void apply(Api::Family &family, const Parents::RenameChip &edit, const Progress &progress)
{
    Api::FamilyChip *chip = chipOf(family, edit.uid);
    if (!chip) {
        if (!progress.former)
            return;
        family.chips.prepend(*progress.former);
        chip = &family.chips.first();
    } else if (progress.former && chip->videos.isEmpty()) {
        chip->videos = progress.former->videos; // emptied on the way, not by a wish
    }
    chip->chip.label = edit.label;
}

void apply(Api::Family &family, const Parents::SetPlaylist &edit)
{
    if (Api::FamilyChip *chip = chipOf(family, edit.uid))
        chip->videos = playlistOf(edit.videos, family);
}

void apply(Api::Family &family, const Parents::RemoveChip &edit)
{
    family.chips.removeIf([&edit](const Api::FamilyChip &chip) { return chip.chip.uid == edit.uid; });
}

void apply(Api::Family &family, const Parents::NewProfile &edit)
{
    family.profiles.append({edit.provisional, edit.name, edit.avatarUrl, edit.dailyLimit});
}

void apply(Api::Family &family, const Parents::ChangeProfile &edit)
{
    for (Api::Profile &profile : family.profiles) {
        if (profile.id != edit.profile)
            continue;
        profile.name = edit.name.value_or(profile.name);
        profile.avatarUrl = edit.avatarUrl.value_or(profile.avatarUrl);
        profile.dailyLimit = edit.dailyLimit.value_or(profile.dailyLimit);
    }
}

void apply(Api::Family &family, const Parents::NewVideo &edit)
{
    const Api::NewVideo &content = edit.content;
    Api::Video video;
    video.id = edit.provisional;
    video.platformId = content.platformId;
    video.platformName = edit.platformName;
    video.platformVideoId = content.platformVideoId;
    video.title = content.title;
    video.description = content.description;
    video.thumbnailUrl = content.thumbnailUrl;
    video.videoUrl = content.videoUrl;
    video.channelName = content.channelName;
    video.ageRating = content.ageRating;
    video.duration = content.duration;
    family.videos.prepend(video);
}

} // namespace

QList<Api::ChipVideo> playlistOf(const QList<Api::VideoId> &videos, const Api::Family &family)
{
    QList<Api::ChipVideo> playlist;
    playlist.reserve(videos.size());
    for (const Api::VideoId &id : videos) {
        Api::ChipVideo entry;
        entry.id = id;
        entry.sequenceOrder = static_cast<int>(playlist.size()) + 1;
        if (const Api::Video *video = family.video(id)) {
            entry.title = video->title;
            entry.thumbnailUrl = video->thumbnailUrl;
            entry.platformName = video->platformName;
            entry.duration = video->duration;
        }
        playlist.append(entry);
    }
    return playlist;
}

Api::Family withEdit(const Api::Family &family, const KeptEdit &edit)
{
    Api::Family result = family;
    std::visit(Overloaded{[&](const Parents::RenameChip &rename) { apply(result, rename, edit.progress); },
                          [&](const auto &other) {
                              apply(result, other);
                          }},
               edit.pending.edit);
    return result;
}

Api::Family withEdits(const Api::Family &family, const QList<KeptEdit> &edits)
{
    Api::Family result = family;
    QList<KeptEdit> left = edits;
    while (!left.isEmpty()) {
        const KeptEdit edit = left.takeFirst();
        if (edit.conflict)
            continue;
        // The server has it, and nobody has heard so yet: it must not be seen twice.
        if (const auto ids = made(edit, family)) {
            for (KeptEdit &later : left)
                later = renamed(later, *ids);
        } else {
            result = withEdit(result, edit);
        }
    }
    return result;
}

QList<KeptEdit> playable(const QList<KeptEdit> &edits)
{
    QList<KeptEdit> result;
    std::copy_if(edits.cbegin(), edits.cend(), std::back_inserter(result), [](const KeptEdit &edit) {
        return !std::holds_alternative<Parents::NewProfile>(edit.pending.edit);
    });
    return result;
}

} // namespace Medio::Store
