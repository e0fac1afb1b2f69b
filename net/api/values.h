// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QHashFunctions>
#include <QList>
#include <QString>
#include <QUuid>

#include <chrono>
#include <optional>

/// The words of the Medio API as values: what profiles, chips and videos are, on either side of
/// the wire. Texts are decoded (MEDIO-API.md Q1); how they look as JSON is codec.h's business.
namespace Medio::Api {

/// A UUID of one kind of thing: a ProfileId is no ChipId. A default-constructed id is null and
/// must not be sent.
template<typename Tag>
class Id
{
public:
    Id() = default;

    /// Nothing for anything but a UUID: the server answers 500 to other path ids (§4).
    static std::optional<Id> parse(const QString &text)
    {
        const QUuid uuid = QUuid::fromString(text);
        if (uuid.isNull() || text.size() != 36)
            return std::nullopt;
        return Id(uuid);
    }
    static Id create() { return Id(QUuid::createUuid()); }

    [[nodiscard]] bool isNull() const { return m_uuid.isNull(); }
    [[nodiscard]] QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    explicit Id(const QUuid &uuid)
        : m_uuid(uuid)
    {
    }
    QUuid m_uuid;
};

using UserId = Id<struct UserTag>;
using PlatformId = Id<struct PlatformTag>;
using VideoId = Id<struct VideoTag>;
using ProfileId = Id<struct ProfileTag>;
using ChipId = Id<struct ChipTag>;
using MappingId = Id<struct MappingTag>;
using SessionId = Id<struct SessionTag>;

struct User
{
    UserId id;
    QString email; ///< as the server normalised it (Q8)
    QString name;

    friend bool operator==(const User &, const User &) = default;
};

struct Platform
{
    PlatformId id;
    QString name; ///< compare without case: "youtube", "YouTube", ...

    friend bool operator==(const Platform &, const Platform &) = default;
};

struct Profile
{
    ProfileId id;
    QString name;
    QString avatarUrl;                   ///< empty = none
    std::chrono::minutes dailyLimit{60}; ///< 0 or less is possible and means nothing at all (Q18)

    friend bool operator==(const Profile &, const Profile &) = default;
};

struct Video
{
    VideoId id;
    PlatformId platformId; ///< null in scan answers
    QString platformName;  ///< empty in POST and PUT answers
    QString platformVideoId;
    QString title;
    QString description;
    QString thumbnailUrl;
    QString videoUrl; ///< decides what the video is (§12.15)
    QString channelName;
    QString ageRating; ///< G, PG, PG-13, R, or anything up to 10 characters (Q23)
    std::optional<std::chrono::seconds> duration;

    friend bool operator==(const Video &, const Video &) = default;
};

struct Chip
{
    ChipId id;
    QString uid; ///< "04:A1:B2:..." as the server stores it (§7)
    QString label;
    bool active = true;

    friend bool operator==(const Chip &, const Chip &) = default;
};

/// One film of a chip's playlist, as GET nfc/chips/:id/videos tells it: enough to show, not to
/// play; the rest is joined from GET videos by id (§7).
struct ChipVideo
{
    VideoId id;
    MappingId mappingId;
    int sequenceOrder = 0; ///< from 1
    QString title;
    QString thumbnailUrl;
    QString platformName;
    std::optional<std::chrono::seconds> duration;

    friend bool operator==(const ChipVideo &, const ChipVideo &) = default;
};

/// Why a watch session ended (the public set of §7; the signed-in routes know another one, Q19).
enum class StopReason { Completed, Manual, DailyLimit, SwipeExit, Error };

/// "completed", "manual", "daily_limit", "swipe_exit", "error"
[[nodiscard]] QString stopReasonText(StopReason reason);
/// Nothing for anything else ("time_limit" belongs to the signed-in routes).
[[nodiscard]] std::optional<StopReason> stopReasonOf(const QString &text);

/// Age ratings from mildest to strictest; whatever is not known counts as R (Q23).
enum class AgeRating { G, PG, PG13, R };
[[nodiscard]] AgeRating ageRatingOf(const QString &text);

} // namespace Medio::Api
