// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/editplan.h"

#include "app/base/overloaded.h"
#include "app/store/creations.h"
#include "app/store/withedits.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace Medio::Adapters {
namespace {

using namespace Parents;
using Store::Progress;
using Store::videoIds;
using Videos = QList<Api::VideoId>;

const Api::FamilyChip *chipOf(const Api::Family &family, const QString &uid)
{
    const auto found = std::find_if(family.chips.cbegin(), family.chips.cend(),
                                    [&uid](const Api::FamilyChip &chip) { return chip.chip.uid == uid; });
    return found == family.chips.cend() ? nullptr : &*found;
}

const Api::Profile *profileOf(const Api::Family &family, const Api::ProfileId &id)
{
    const auto found = std::find_if(family.profiles.cbegin(), family.profiles.cend(),
                                    [&id](const Api::Profile &profile) { return profile.id == id; });
    return found == family.profiles.cend() ? nullptr : &*found;
}

/// Those that the library still has.
Videos known(const Videos &videos, const Api::Family &family)
{
    Videos result;
    std::copy_if(videos.cbegin(), videos.cend(), std::back_inserter(result),
                 [&family](const Api::VideoId &id) { return family.video(id) != nullptr; });
    return result;
}

ServerVersion versionOf(const Api::FamilyChip *chip)
{
    return chip ? ServerVersion(*chip) : ServerVersion();
}

EditVerdict stands(Conflict::Kind kind, const ServerVersion &theirs = {})
{
    return EditStands{kind, theirs};
}

EditVerdict next(const EditStep &step, Progress progress)
{
    progress.begun = true;
    return EditNext{step, std::move(progress)};
}

bool isRefused(const Progress &progress)
{
    return progress.refusal == Progress::Refusal::Final;
}

/// The server would not take what it should: what the parent asked for can't be had.
EditVerdict refused(const Progress &progress, const ServerVersion &theirs)
{
    return stands(progress.refusal == Progress::Refusal::Duplicate ? Conflict::Kind::TakenByAnotherAccount
                                                                   : Conflict::Kind::Refused,
                  theirs);
}

/// A chip can only be deleted when it plays nothing (Q16).
EditVerdict emptyOrDelete(const Api::FamilyChip &chip, const Progress &progress)
{
    if (chip.videos.isEmpty())
        return next(DeleteChip{chip.chip.id}, progress);
    return next(PutPlaylist{chip.chip.id, {}}, progress);
}

/// It stays what it was: what was emptied to be deleted gets its playlist back, then a parent is told.
EditVerdict undone(const Api::FamilyChip &chip, const Videos &former, const Progress &progress)
{
    if (chip.videos.isEmpty() && !former.isEmpty())
        return next(PutPlaylist{chip.chip.id, former}, progress);
    return refused(progress, chip);
}

EditVerdict judge(const NewChip &edit, const Progress &progress, const Api::Family &fresh)
{
    const Videos videos = progress.insists ? known(edit.videos, fresh) : edit.videos;
    const Api::FamilyChip *chip = chipOf(fresh, edit.uid);
    if (chip && chip->chip.label == edit.label && videoIds(*chip) == videos)
        return EditDone{};
    if (!chip && progress.refusal != Progress::Refusal::None)
        return refused(progress, {});
    if (isRefused(progress))
        return refused(progress, versionOf(chip));
    if (known(videos, fresh) != videos)
        return stands(Conflict::Kind::Gone, versionOf(chip));

    Progress now = progress;
    now.refusal = Progress::Refusal::None; // a 409 about the one that is among ours after all
    if (!chip)
        return next(CreateChip{edit.uid, edit.label}, now);
    // The one that the parent saw and wants replaced: as it was, or emptied on the way.
    const bool isReplaced = progress.former && chip->chip.id == progress.former->chip.id &&
                            (chip->videos.isEmpty() || videoIds(*chip) == videoIds(*progress.former));
    if (chip->chip.label == edit.label && (chip->videos.isEmpty() || isReplaced))
        return next(PutPlaylist{chip->chip.id, videos}, now);
    if (isReplaced)
        return emptyOrDelete(*chip, now);
    return stands(Conflict::Kind::ChangedElsewhere, *chip);
}

EditVerdict judge(const RenameChip &edit, const Progress &progress, const Api::Family &fresh)
{
    const Api::FamilyChip *chip = chipOf(fresh, edit.uid);
    if (!progress.former) {
        if (!chip)
            return stands(Conflict::Kind::Gone);
        if (chip->chip.label == edit.label)
            return EditDone{};
        if (chip->chip.label != edit.seenLabel)
            return stands(Conflict::Kind::ChangedElsewhere, *chip);
        Progress begun = progress;
        begun.former = *chip;
        return emptyOrDelete(*chip, begun);
    }

    const Videos former = known(videoIds(*progress.former), fresh);
    if (!chip) {
        if (progress.refusal == Progress::Refusal::Duplicate)
            return refused(progress, {});
        // Refused with the new label: with the former one it was taken before.
        return next(CreateChip{edit.uid, isRefused(progress) ? progress.former->chip.label : edit.label},
                    progress);
    }
    if (isRefused(progress))
        return undone(*chip, former, progress);
    if (chip->chip.label == edit.label) {
        if (chip->videos.isEmpty() && !former.isEmpty())
            return next(PutPlaylist{chip->chip.id, former}, progress);
        return EditDone{}; // with its own playlist, or one that somebody gave it meanwhile
    }
    if (chip->chip.id == progress.former->chip.id &&
        (chip->videos.isEmpty() || videoIds(*chip) == videoIds(*progress.former)))
        return emptyOrDelete(*chip, progress);
    return stands(Conflict::Kind::ChangedElsewhere, *chip);
}

EditVerdict judge(const SetPlaylist &edit, const Progress &progress, const Api::Family &fresh)
{
    const Api::FamilyChip *chip = chipOf(fresh, edit.uid);
    if (!chip)
        return stands(Conflict::Kind::Gone);
    const Videos videos = progress.insists ? known(edit.videos, fresh) : edit.videos;
    const Videos present = videoIds(*chip);
    if (present == videos)
        return EditDone{};
    if (progress.refusal != Progress::Refusal::None)
        return stands(Conflict::Kind::Refused, *chip);
    if (known(videos, fresh) != videos)
        return stands(Conflict::Kind::Gone, *chip);
    if (present != edit.seen)
        return stands(Conflict::Kind::ChangedElsewhere, *chip);
    return next(PutPlaylist{chip->chip.id, videos}, progress);
}

EditVerdict judge(const RemoveChip &edit, const Progress &progress, const Api::Family &fresh)
{
    const Api::FamilyChip *chip = chipOf(fresh, edit.uid);
    if (!chip)
        return EditDone{};
    if (progress.former && chip->chip.id == progress.former->chip.id) {
        if (progress.refusal != Progress::Refusal::None)
            return undone(*chip, known(videoIds(*progress.former), fresh), progress);
        if (chip->videos.isEmpty() || videoIds(*chip) == videoIds(*progress.former))
            return emptyOrDelete(*chip, progress);
        return stands(Conflict::Kind::ChangedElsewhere, *chip);
    }
    if (videoIds(*chip) != edit.seen)
        return stands(Conflict::Kind::ChangedElsewhere, *chip);
    Progress begun = progress;
    begun.former = *chip;
    return emptyOrDelete(*chip, begun);
}

EditVerdict judge(const NewProfile &edit, const Progress &progress, const Api::Family &fresh)
{
    if (progress.refusal != Progress::Refusal::None)
        return stands(Conflict::Kind::Refused);
    Progress now = progress;
    if (!progress.begun)
        now.profilesBefore = Store::alike(edit, fresh);
    return next(CreateProfile{{edit.name.trimmed(), edit.avatarUrl, edit.dailyLimit}}, now);
}

EditVerdict judge(const ChangeProfile &edit, const Progress &progress, const Api::Family &fresh)
{
    const Api::Profile *profile = profileOf(fresh, edit.profile);
    if (!profile)
        return stands(Conflict::Kind::Gone);
    Api::ProfileUpdate update;
    bool isElsewhere = false;
    const auto compare = [&isElsewhere](const auto &wanted, const auto &present, const auto &seen,
                                        auto &change) {
        if (!wanted || *wanted == present)
            return;
        isElsewhere = isElsewhere || present != seen;
        change = wanted;
    };
    compare(edit.name, profile->name, edit.seen.name, update.name);
    compare(edit.avatarUrl, profile->avatarUrl, edit.seen.avatarUrl, update.avatarUrl);
    compare(edit.dailyLimit, profile->dailyLimit, edit.seen.dailyLimit, update.dailyLimit);
    if (!update.name && !update.avatarUrl && !update.dailyLimit)
        return EditDone{};
    if (progress.refusal != Progress::Refusal::None)
        return stands(Conflict::Kind::Refused, *profile);
    if (isElsewhere)
        return stands(Conflict::Kind::ChangedElsewhere, *profile);
    return next(UpdateProfile{edit.profile, update}, progress);
}

EditVerdict judge(const NewVideo &edit, const Progress &progress, const Api::Family &fresh)
{
    const QList<const Api::Video *> alike = Store::alike(edit, fresh);
    if (!edit.content.videoUrl.isEmpty() && !alike.isEmpty())
        return stands(Conflict::Kind::ChangedElsewhere, *alike.constFirst());
    if (progress.refusal != Progress::Refusal::None)
        return stands(Conflict::Kind::Refused);
    Progress now = progress;
    if (!progress.begun) {
        for (const Api::Video *video : alike)
            now.videosBefore.append(video->id);
    }
    return next(CreateVideo{edit.content}, now);
}

/// In the place that an edit wanted to change.
ServerVersion whatIsThere(const Edit &edit, const Api::Family &fresh)
{
    return std::visit(Overloaded{[&](const ChangeProfile &change) {
                                     const Api::Profile *profile = profileOf(fresh, change.profile);
                                     return profile ? ServerVersion(*profile) : ServerVersion();
                                 },
                                 [](const NewProfile &) { return ServerVersion(); },
                                 [](const NewVideo &) { return ServerVersion(); },
                                 [&](const auto &chip) {
                                     return versionOf(chipOf(fresh, chip.uid));
                                 }},
                      edit);
}

// --- order --------------------------------------------------------------------------------------

/// What an edit changes, and what it needs that another may still have to make.
struct Subjects
{
    QSet<QString> changes;
    QSet<QString> needs;
};

template<typename Ids>
QSet<QString> namesOf(const Ids &ids)
{
    QSet<QString> names;
    for (const auto &id : ids)
        names.insert(id.toString());
    return names;
}

Subjects subjectsOf(const Edit &edit)
{
    return std::visit(Overloaded{[](const NewChip &chip) {
                                     return Subjects{{chip.uid}, namesOf(chip.videos)};
                                 },
                                 [](const SetPlaylist &list) {
                                     return Subjects{{list.uid}, namesOf(list.videos)};
                                 },
                                 [](const RenameChip &chip) {
                                     return Subjects{{chip.uid}, {}};
                                 },
                                 [](const RemoveChip &chip) {
                                     return Subjects{{chip.uid}, {}};
                                 },
                                 [](const NewProfile &profile) {
                                     return Subjects{{profile.provisional.toString()}, {}};
                                 },
                                 [](const ChangeProfile &change) {
                                     return Subjects{{change.profile.toString()}, {}};
                                 },
                                 [](const NewVideo &video) {
                                     return Subjects{{video.provisional.toString()}, {}};
                                 }},
                      edit);
}

} // namespace

EditVerdict judge(const Store::KeptEdit &edit, const Api::Family &fresh)
{
    if (edit.progress.refusal == Progress::Refusal::Stuck)
        return stands(Conflict::Kind::Refused, whatIsThere(edit.pending.edit, fresh));
    if (const auto ids = Store::made(edit, fresh))
        return EditDone{*ids};
    return std::visit([&](const auto &wanted) { return judge(wanted, edit.progress, fresh); },
                      edit.pending.edit);
}

std::optional<Store::KeptEdit> nextEdit(const QList<Store::KeptEdit> &edits, const QList<quint64> &later)
{
    QSet<QString> held;
    for (const Store::KeptEdit &edit : edits) {
        const Subjects subjects = subjectsOf(edit.pending.edit);
        const bool waits = edit.conflict || later.contains(edit.pending.id) ||
                           held.intersects(subjects.changes) || held.intersects(subjects.needs);
        if (!waits)
            return edit;
        held.unite(subjects.changes);
    }
    return std::nullopt;
}

// --- after a step -------------------------------------------------------------------------------

Api::Family afterChipCreated(const Api::Family &family, const Api::Chip &chip)
{
    Api::Family result = family;
    result.chips.prepend({chip, {}});
    return result;
}

Api::Family afterPlaylist(const Api::Family &family, const PutPlaylist &step)
{
    Api::Family result = family;
    for (Api::FamilyChip &entry : result.chips) {
        if (entry.chip.id == step.chip)
            entry.videos = Store::playlistOf(step.videos, family);
    }
    return result;
}

Api::Family afterChipDeleted(const Api::Family &family, const DeleteChip &step)
{
    Api::Family result = family;
    result.chips.removeIf([&step](const Api::FamilyChip &entry) { return entry.chip.id == step.chip; });
    return result;
}

Api::Family afterProfile(const Api::Family &family, const Api::Profile &profile)
{
    Api::Family result = family;
    for (Api::Profile &known : result.profiles) {
        if (known.id == profile.id) {
            known = profile;
            return result;
        }
    }
    result.profiles.prepend(profile);
    return result;
}

Api::Family afterVideo(const Api::Family &family, const Api::Video &video)
{
    Api::Family result = family;
    result.videos.prepend(video);
    return result;
}

} // namespace Medio::Adapters
