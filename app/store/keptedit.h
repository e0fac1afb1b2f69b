// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/edit.h"
#include "app/store/owner.h"

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace Medio::Store {

/// How far the delivery of an edit has come. It is on the disk before the server is asked for the next
/// step: the API knows no idempotency keys, so after a lost answer or a pulled plug this and a look at what
/// the server has must be enough to know what is left to do.
struct Progress
{
    enum class Refusal {
        None,
        Duplicate, ///< 409: the server has such a thing, perhaps another account's (MEDIO-API.md Q12)
        Final,     ///< it would say so again; what is half done is undone before a parent is asked
        Stuck,     ///< it does not let it be undone either
    };

    bool begun = false; ///< a request that changes something may have left
    /// The chip as it was before it was emptied and deleted: its playlist has to be put back.
    std::optional<Api::FamilyChip> former = {};
    QList<Api::ProfileId> profilesBefore = {}; ///< alike, and there before the new one was asked for
    QList<Api::VideoId> videosBefore = {};     ///< as above
    bool insists = false; ///< a parent saw the conflict and wants it all the same, as far as it can be had
    Refusal refusal = Refusal::None;
    QString message = {}; ///< the server's words at the refusal

    friend bool operator==(const Progress &, const Progress &) = default;
};

/// A parent's edit, as it is kept until it is settled.
struct KeptEdit
{
    Parents::PendingEdit pending;
    Progress progress = {};
    std::optional<Parents::Conflict> conflict = {};
    Owner owner = {};

    friend bool operator==(const KeptEdit &, const KeptEdit &) = default;
};

/// Ids that the server gave in the place of provisional ones.
struct NewIds
{
    std::optional<std::pair<Api::ProfileId, Api::ProfileId>> profile = {}; ///< provisional → the server's
    std::optional<std::pair<Api::VideoId, Api::VideoId>> video = {};

    friend bool operator==(const NewIds &, const NewIds &) = default;
};

/// The edit with the server's ids in the place of provisional ones.
[[nodiscard]] KeptEdit renamed(const KeptEdit &edit, const NewIds &ids);
[[nodiscard]] Parents::Edit renamed(const Parents::Edit &edit, const NewIds &ids);

/// What is delivered after a parent saw `theirs` and wants the edit all the same: what they saw is the
/// new base.
[[nodiscard]] KeptEdit insisted(const KeptEdit &edit);

[[nodiscard]] QList<Api::VideoId> videoIds(const Api::FamilyChip &chip);

} // namespace Medio::Store
