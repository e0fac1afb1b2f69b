// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"
#include "net/api/messages.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <tuple>
#include <variant>

/// What parents change, as values: only what the Medio API can do (MEDIO-API.md §7). Chips are named
/// by their UID ("04:A1:B2:..."), which is theirs before the server knows them and unique over all
/// accounts.
///
/// `seen` is what the parent saw when deciding. Whoever delivers an edit compares it with what the server
/// has: anything else there means that somebody changed it meanwhile, which is for the parent to decide
/// (Conflict) and never overwritten.
namespace Medio::Parents {

/// A chip for films. The label has passed Api::normaliseLabel(), the UID Api::normaliseUid(): ten
/// registrations in a quarter of an hour, failed ones included, is all that the server takes (Q13).
struct NewChip
{
    QString uid;
    QString label;
    QList<Api::VideoId> videos; ///< 0..Api::NewPlaylist::maximum, none twice, in this order

    friend bool operator==(const NewChip &, const NewChip &) = default;
};

/// Another label. The API knows none but the one a chip is created with, so this is: empty its
/// playlist, delete it (Q16), create it anew and put its playlist back. The chip has another id
/// afterwards; what was watched does not hang on the chip and stays. Between the steps the chip plays
/// nothing on other kiosks, so whoever delivers it goes on until the last step.
struct RenameChip
{
    QString uid;
    QString label;
    QString seenLabel;

    friend bool operator==(const RenameChip &, const RenameChip &) = default;
};

/// What a chip plays, in this order. Replaces the whole list; an empty one is allowed.
struct SetPlaylist
{
    QString uid;
    QList<Api::VideoId> videos; ///< 0..Api::NewPlaylist::maximum, none twice
    QList<Api::VideoId> seen;

    friend bool operator==(const SetPlaylist &, const SetPlaylist &) = default;
};

/// Its playlist is emptied and the chip deleted (Q16).
struct RemoveChip
{
    QString uid;
    QList<Api::VideoId> seen;

    friend bool operator==(const RemoveChip &, const RemoveChip &) = default;
};

/// A child, new. There is no id before the server made one: the provisional one names it until then,
/// in the household and in later edits; whoever delivers the edits puts the server's in its place.
struct NewProfile
{
    Api::ProfileId provisional;          ///< ProfileId::create() of whoever asks
    QString name;                        ///< not blank
    QString avatarUrl;                   ///< a web address, or empty
    std::chrono::minutes dailyLimit{60}; ///< 1..1440

    friend bool operator==(const NewProfile &, const NewProfile &) = default;
};

/// What is absent keeps its value; an avatar can't be cleared (Q7).
struct ChangeProfile
{
    Api::ProfileId profile;
    std::optional<QString> name;                    ///< not blank
    std::optional<QString> avatarUrl;               ///< a web address
    std::optional<std::chrono::minutes> dailyLimit; ///< 1..1440
    /// Only those of its fields count that are changed above: a parent who changed the name elsewhere
    /// does not stand against one who changes the limit here.
    Api::Profile seen;

    friend bool operator==(const ChangeProfile &, const ChangeProfile &) = default;
};

/// A film, new; provisional as in NewProfile.
struct NewVideo
{
    Api::VideoId provisional;
    Api::NewVideo content;
    QString platformName; ///< of content.platformId, to be shown before the server answered
};
inline bool operator==(const NewVideo &a, const NewVideo &b)
{
    const auto values = [](const Api::NewVideo &video) {
        return std::tie(video.platformId, video.platformVideoId, video.title, video.description,
                        video.thumbnailUrl, video.videoUrl, video.channelName, video.ageRating,
                        video.duration);
    };
    return a.provisional == b.provisional && a.platformName == b.platformName &&
           values(a.content) == values(b.content);
}

using Edit = std::variant<NewChip, RenameChip, SetPlaylist, RemoveChip, NewProfile, ChangeProfile, NewVideo>;

/// An edit that the server still has to hear.
struct PendingEdit
{
    quint64 id = 0; ///< as Edits::request() gave it
    Edit edit;
    QDateTime since; ///< UTC, by the wall clock of that moment

    friend bool operator==(const PendingEdit &, const PendingEdit &) = default;
};

/// What the server has now in the place that an edit wanted to change; nothing: it has nothing there, or
/// does not tell.
using ServerVersion = std::variant<std::monostate, Api::FamilyChip, Api::Profile, Api::Video>;

/// An edit that can't be delivered as it is. Both versions are kept until a parent decides
/// (Edits::resolve).
struct Conflict
{
    enum class Kind {
        ChangedElsewhere, ///< the server has something else than the parent saw
        /// The server refuses the chip (409) and it is not among this account's (Q12): UIDs are unique
        /// over all accounts. Nothing but another chip helps.
        TakenByAnotherAccount,
        Gone,    ///< the chip, film or child that it changes is no longer there
        Refused, ///< the server says no and would say so again; `message` has its words
    };

    quint64 id = 0; ///< of the edit
    Kind kind = Kind::ChangedElsewhere;
    Edit mine;
    ServerVersion theirs;
    QString message; ///< the server's own words, for parents; may be empty
    QDateTime since; ///< UTC: when it was found

    friend bool operator==(const Conflict &, const Conflict &) = default;
};

/// How a parent decides a conflict.
enum class Resolution {
    /// The parent has now seen what the server has, and wants the edit all the same. It is tried anew,
    /// also where that makes little sense (TakenByAnotherAccount): the world may have changed.
    Mine,
    Theirs, ///< the edit is given up; the server's version stays
};

} // namespace Medio::Parents
