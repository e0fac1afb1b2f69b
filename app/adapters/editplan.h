// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/store/keptedit.h"
#include "net/api/messages.h"

#include <QList>

#include <optional>
#include <variant>

/// How parents' edits get to a Medio server that knows neither transactions nor idempotency keys: look
/// what it has, judge what is left to do for an edit, ask for one step of it, look again when the answer
/// got lost. Pure, any thread.
///
/// - Every step can be judged from what the server has and from the edit's progress, which is on the disk
///   before the step is asked for. So it does not matter whether an answer, the server, the program or
///   the power went away.
/// - Only what the server has as the parent saw it is changed. Anything else there is a conflict.
/// - The server checks nothing of the kind, so whoever changes the same thing between the look and
///   the step (fractions of a second) is overwritten.
namespace Medio::Adapters {

// --- the steps: one request each ---

struct CreateChip
{
    QString uid;
    QString label;

    friend bool operator==(const CreateChip &, const CreateChip &) = default;
};

struct PutPlaylist
{
    Api::ChipId chip;
    QList<Api::VideoId> videos;

    friend bool operator==(const PutPlaylist &, const PutPlaylist &) = default;
};

struct DeleteChip
{
    Api::ChipId chip;

    friend bool operator==(const DeleteChip &, const DeleteChip &) = default;
};

struct CreateProfile
{
    Api::NewProfile profile;
};

struct UpdateProfile
{
    Api::ProfileId profile;
    Api::ProfileUpdate update;
};

struct CreateVideo
{
    Api::NewVideo video;
};

using EditStep = std::variant<CreateChip, PutPlaylist, DeleteChip, CreateProfile, UpdateProfile, CreateVideo>;

// --- what is left to do ---

/// Nothing: the server has it.
struct EditDone
{
    Store::NewIds ids = {};
};

/// A parent has to decide.
struct EditStands
{
    Parents::Conflict::Kind kind = Parents::Conflict::Kind::ChangedElsewhere;
    Parents::ServerVersion theirs = {};
};

/// This request, once `progress` is on the disk.
struct EditNext
{
    EditStep step;
    Store::Progress progress;
};

using EditVerdict = std::variant<EditDone, EditStands, EditNext>;

/// `fresh`: what the server has now.
[[nodiscard]] EditVerdict judge(const Store::KeptEdit &edit, const Api::Family &fresh);

/// Which of `edits` (oldest first) may be delivered now: not one in conflict, not one of `later`, and none
/// that changes or needs what an earlier one, not yet settled, changes.
[[nodiscard]] std::optional<Store::KeptEdit> nextEdit(const QList<Store::KeptEdit> &edits,
                                                      const QList<quint64> &later = {});

// --- what the server has after a step that it agreed to ---

[[nodiscard]] Api::Family afterChipCreated(const Api::Family &family, const Api::Chip &chip);
[[nodiscard]] Api::Family afterPlaylist(const Api::Family &family, const PutPlaylist &step);
[[nodiscard]] Api::Family afterChipDeleted(const Api::Family &family, const DeleteChip &step);
[[nodiscard]] Api::Family afterProfile(const Api::Family &family, const Api::Profile &profile);
[[nodiscard]] Api::Family afterVideo(const Api::Family &family, const Api::Video &video);

} // namespace Medio::Adapters
