// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/keptedit.h"

#include "app/base/overloaded.h"

#include <utility>

namespace Medio::Store {
namespace {

template<typename Id>
void rename(Id &id, const std::optional<std::pair<Id, Id>> &ids)
{
    if (ids && id == ids->first)
        id = ids->second;
}

template<typename Id>
void rename(QList<Id> &list, const std::optional<std::pair<Id, Id>> &ids)
{
    // Whoever chose it under both ids, before and after the server's was known, wants it once.
    if (ids && list.contains(ids->second))
        list.removeAll(ids->first);
    for (Id &id : list)
        rename(id, ids);
}

} // namespace

QList<Api::VideoId> videoIds(const Api::FamilyChip &chip)
{
    QList<Api::VideoId> ids;
    ids.reserve(chip.videos.size());
    for (const Api::ChipVideo &video : chip.videos)
        ids.append(video.id);
    return ids;
}

Parents::Edit renamed(const Parents::Edit &edit, const NewIds &ids)
{
    Parents::Edit result = edit;
    std::visit(Overloaded{[&](Parents::NewChip &chip) { rename(chip.videos, ids.video); },
                          [&](Parents::SetPlaylist &list) {
                              rename(list.videos, ids.video);
                              rename(list.seen, ids.video);
                          },
                          [&](Parents::RemoveChip &chip) { rename(chip.seen, ids.video); },
                          [&](Parents::ChangeProfile &change) {
                              rename(change.profile, ids.profile);
                              rename(change.seen.id, ids.profile);
                          },
                          [](Parents::RenameChip &) {}, [](Parents::NewProfile &) {},
                          [](Parents::NewVideo &) {
                          }},
               result);
    return result;
}

KeptEdit renamed(const KeptEdit &edit, const NewIds &ids)
{
    KeptEdit result = edit;
    result.pending.edit = renamed(edit.pending.edit, ids);
    if (result.conflict)
        result.conflict->mine = result.pending.edit;
    return result;
}

KeptEdit insisted(const KeptEdit &edit)
{
    KeptEdit result = edit;
    result.conflict.reset();
    result.progress.insists = true;
    result.progress.refusal = Progress::Refusal::None;
    result.progress.message.clear();
    if (!edit.conflict || edit.conflict->kind != Parents::Conflict::Kind::ChangedElsewhere)
        return result;
    const auto *chip = std::get_if<Api::FamilyChip>(&edit.conflict->theirs);
    const auto *profile = std::get_if<Api::Profile>(&edit.conflict->theirs);
    std::visit(Overloaded{[&](Parents::NewChip &) {
                              if (chip)
                                  result.progress.former = *chip; // to be replaced
                          },
                          [&](Parents::RenameChip &rename) {
                              if (chip)
                                  rename.seenLabel = chip->chip.label;
                              result.progress.former.reset();
                          },
                          [&](Parents::SetPlaylist &list) {
                              if (chip)
                                  list.seen = videoIds(*chip);
                          },
                          [&](Parents::RemoveChip &remove) {
                              if (chip)
                                  remove.seen = videoIds(*chip);
                              result.progress.former.reset();
                          },
                          [&](Parents::ChangeProfile &change) {
                              if (profile)
                                  change.seen = *profile;
                          },
                          [](Parents::NewProfile &) {},
                          [](Parents::NewVideo &) {
                          }},
               result.pending.edit);
    return result;
}

} // namespace Medio::Store
