// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/creations.h"

#include "app/base/overloaded.h"

namespace Medio::Store {
namespace {

/// Of several that may be this edit's it is the oldest: the others are later edits'.
std::optional<NewIds> made(const Parents::NewProfile &edit, const Progress &progress,
                           const Api::Family &fresh)
{
    if (!progress.begun)
        return std::nullopt;
    std::optional<NewIds> ids;
    for (const Api::ProfileId &id : alike(edit, fresh)) {
        if (!progress.profilesBefore.contains(id))
            ids = NewIds{std::pair(edit.provisional, id), {}};
    }
    return ids;
}

std::optional<NewIds> made(const Parents::NewVideo &edit, const Progress &progress, const Api::Family &fresh)
{
    std::optional<NewIds> ids;
    for (const Api::Video *video : alike(edit, fresh)) {
        const bool isNew = progress.begun && !progress.videosBefore.contains(video->id);
        // An address is in a library only once: the film is there, whoever added it.
        const bool isTheSame =
            !edit.content.videoUrl.isEmpty() && video->title == edit.content.title.trimmed();
        if (isNew || isTheSame)
            ids = NewIds{{}, std::pair(edit.provisional, video->id)};
    }
    return ids;
}

} // namespace

QList<Api::ProfileId> alike(const Parents::NewProfile &edit, const Api::Family &fresh)
{
    QList<Api::ProfileId> ids;
    for (const Api::Profile &profile : fresh.profiles) {
        if (profile.name == edit.name.trimmed()) // as the server stores it
            ids.append(profile.id);
    }
    return ids;
}

QList<const Api::Video *> alike(const Parents::NewVideo &edit, const Api::Family &fresh)
{
    const Api::NewVideo &content = edit.content;
    QList<const Api::Video *> videos;
    for (const Api::Video &video : fresh.videos) {
        const bool isAlike = content.videoUrl.isEmpty()
                                 ? video.platformId == content.platformId &&
                                       video.platformVideoId == content.platformVideoId.trimmed() &&
                                       video.title == content.title.trimmed()
                                 : video.videoUrl == content.videoUrl;
        if (isAlike)
            videos.append(&video);
    }
    return videos;
}

std::optional<NewIds> made(const KeptEdit &edit, const Api::Family &fresh)
{
    return std::visit(
        Overloaded{[&](const Parents::NewProfile &child) { return made(child, edit.progress, fresh); },
                   [&](const Parents::NewVideo &film) { return made(film, edit.progress, fresh); },
                   [](const auto &) {
                       return std::optional<NewIds>();
                   }},
        edit.pending.edit);
}

} // namespace Medio::Store
