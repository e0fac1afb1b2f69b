// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QStringList>

#include <variant>

/// What is asked and answered on the wire (MEDIO-API.md §7), one struct per body, the same for the
/// kiosk that sends a request and for the home server that receives it. Texts are decoded.
namespace Medio::Api {

// --- requests ---------------------------------------------------------------------------------

/// POST auth/register. The server side receives the address normalised and the name trimmed.
struct Register
{
    QString email;
    QString password;
    QString name;
};

/// POST auth/login.
struct Login
{
    QString email;
    QString password;
};

/// POST videos. Empty texts and no duration mean "absent": they are left out (Q7).
struct NewVideo
{
    PlatformId platformId;
    QString platformVideoId;
    QString title;
    QString description;
    QString thumbnailUrl;
    QString videoUrl;
    QString channelName;
    QString ageRating;                            ///< G, PG, PG-13, R or empty
    std::optional<std::chrono::seconds> duration; ///< at least 1 s
};

/// PUT videos/:id, the four fields that it can change. What is absent keeps its value; "" is stored.
/// As in ProfileUpdate the encoder escapes what readers decode (title, description).
struct VideoUpdate
{
    std::optional<QString> title;
    std::optional<QString> description;
    std::optional<QString> thumbnailUrl;
    std::optional<QString> ageRating;
};

/// POST profiles.
struct NewProfile
{
    QString name;
    QString avatarUrl;
    std::optional<std::chrono::minutes> dailyLimit; ///< 1..1440; the server's default is 60
};

/// PUT profiles/:id. What is absent keeps its value; an avatar can't be cleared (Q7).
/// Medio stores PUT texts raw while every reader decodes once (Q1): the encoder therefore escapes
/// the name, and the home server's decoder decodes it, so that a name comes back as it was typed.
struct ProfileUpdate
{
    std::optional<QString> name;
    std::optional<QString> avatarUrl;
    std::optional<std::chrono::minutes> dailyLimit;
};

/// POST nfc/chips.
struct NewChip
{
    QString uid;   ///< normalised on the server side
    QString label; ///< trimmed on the server side
};

/// PUT nfc/chips/:id/videos: the whole playlist in its order, 0..50 videos, none twice.
struct NewPlaylist
{
    static constexpr qsizetype maximum = 50;

    QList<VideoId> videos;
};

/// POST nfc/scan/public.
struct Scan
{
    QString uid; ///< normalised on the server side
    std::optional<ProfileId> profile;
};

/// POST sessions/start/public.
struct SessionStart
{
    ProfileId profile;
    ChipId chip;
    VideoId video;
};

/// POST sessions/:id/heartbeat.
struct Heartbeat
{
    std::optional<std::chrono::seconds> position; ///< beyond the video's duration + 10 s: refused
    /// Seconds really played so far in this session; only for a server whose health names the
    /// capability "played-seconds". Never less than in the beat before.
    std::optional<std::chrono::seconds> played;
};

/// POST sessions/:id/end.
struct SessionEnd
{
    StopReason reason = StopReason::Manual;
    std::optional<std::chrono::seconds> position; ///< 0 or more
    std::optional<std::chrono::seconds> played;   ///< as in Heartbeat
};

// --- answers ----------------------------------------------------------------------------------

/// What a server's row has beside the value that clients care about.
template<typename T>
struct Stored
{
    T value;
    UserId user;
    QDateTime createdAt;
    QDateTime updatedAt;
};

/// One page of a list (videos, profiles). Pages count from 1.
template<typename T>
struct Page
{
    QList<T> items;
    int page = 1;
    int limit = 20;
    int totalCount = 0;

    [[nodiscard]] int totalPages() const { return limit > 0 ? (totalCount + limit - 1) / limit : 0; }
    [[nodiscard]] bool hasNext() const { return page < totalPages(); }
    [[nodiscard]] bool hasPrevious() const { return page > 1; }
};

/// GET csrf-token.
struct CsrfToken
{
    QString token;
};

/// GET health, healthy (200) or degraded (503).
struct Health
{
    static constexpr auto playedSeconds = QLatin1StringView("played-seconds");
    static constexpr auto settlement = QLatin1StringView("settlement"); ///< settlement.h
    static constexpr auto leases = QLatin1StringView("leases");         ///< the same

    bool healthy = false; ///< status and database are both "healthy"
    QDateTime timestamp;
    double uptimeSeconds = 0;
    QString environment;
    QStringList capabilities; ///< abilities beyond Medio's own backend; empty there

    [[nodiscard]] bool offers(QLatin1StringView capability) const
    {
        return capabilities.contains(capability);
    }
};

/// POST auth/register (201) and auth/login (200); the tokens also come as cookies.
struct SignedIn
{
    User user;
    QString token; ///< secret: the access token
};

/// GET auth/me; without a user the server answers 401.
struct Me
{
    std::optional<User> user;
};

/// POST auth/refresh.
struct Refreshed
{
    QString token; ///< secret: the new access token
};

/// {message}: logout, deletions, a box that was paired.
struct Acknowledged
{
    QString message;
};

/// GET profiles/:id/watch-time: finished sessions of the server's day (§8).
struct WatchTime
{
    std::chrono::minutes watched{0};
    std::chrono::minutes dailyLimit{0};
    std::chrono::minutes remaining{0}; ///< 0 or more

    friend bool operator==(const WatchTime &, const WatchTime &) = default;
};

/// GET nfc/chips/:id/videos, sorted by sequenceOrder when decoded.
struct ChipPlaylist
{
    ChipId id;
    QString label;
    QString uid;
    QList<ChipVideo> videos;
};

/// PUT nfc/chips/:id/videos.
struct PlaylistSaved
{
    int count = 0;
};

// --- outcomes: what a request of Kids Mode can end with; a refusal is a result, not a failure ---

/// The day's allowance is used up, says the server. Numbers only where the route tells them (§4 L).
struct DailyLimitReached
{
    std::optional<std::chrono::minutes> watched;
    std::optional<std::chrono::minutes> dailyLimit;
    std::optional<std::chrono::seconds> elapsed; ///< of the session, at a heartbeat
    QString message;                             ///< the server's own words for people

    friend bool operator==(const DailyLimitReached &, const DailyLimitReached &) = default;
};

/// scan/public: some video of the chip, in no defined order when there are several (§7): a
/// playlist comes from the catalogue.
struct VideoAssigned
{
    Video video;
    std::optional<std::chrono::minutes> remaining; ///< only when a known profile was named
    std::optional<std::chrono::minutes> maximumWatchTime;
    int sequenceOrder = 0; ///< 0 when the route does not tell

    friend bool operator==(const VideoAssigned &, const VideoAssigned &) = default;
};

/// scan/public: unknown chip and chip without a video are the same to the server (404).
struct ChipUnassigned
{
    friend bool operator==(const ChipUnassigned &, const ChipUnassigned &) = default;
};

using ScanOutcome = std::variant<VideoAssigned, ChipUnassigned, DailyLimitReached>;

/// sessions/start/public, 201.
struct SessionStarted
{
    SessionId id;
    std::chrono::minutes remaining{0};
    std::chrono::minutes dailyLimit{0};

    friend bool operator==(const SessionStarted &, const SessionStarted &) = default;
};

/// sessions/start/public: chip and profile of different parents, unknown, or chip inactive (§5).
struct ChipOrProfileRefused
{
    friend bool operator==(const ChipOrProfileRefused &, const ChipOrProfileRefused &) = default;
};

using StartOutcome = std::variant<SessionStarted, DailyLimitReached, ChipOrProfileRefused>;

/// heartbeat, 200.
struct SessionAlive
{
    SessionId id;
    std::chrono::seconds elapsed{0};
    std::chrono::minutes remaining{0};

    friend bool operator==(const SessionAlive &, const SessionAlive &) = default;
};

/// heartbeat, 404: unknown or already ended. Start anew.
struct SessionUnknown
{
    friend bool operator==(const SessionUnknown &, const SessionUnknown &) = default;
};

using HeartbeatOutcome = std::variant<SessionAlive, DailyLimitReached, SessionUnknown>;

/// end, 200.
struct SessionEnded
{
    SessionId id;
    std::chrono::seconds duration{0};
    StopReason reason = StopReason::Manual;
    std::chrono::minutes watchedToday{0};

    friend bool operator==(const SessionEnded &, const SessionEnded &) = default;
};

/// end, 404: an earlier try had arrived. A success (§7).
struct SessionAlreadyEnded
{
    friend bool operator==(const SessionAlreadyEnded &, const SessionAlreadyEnded &) = default;
};

using EndOutcome = std::variant<SessionEnded, SessionAlreadyEnded>;

/// DELETE of a video, a profile or a chip.
struct Deleted
{
    friend bool operator==(const Deleted &, const Deleted &) = default;
};

/// DELETE, 404: somebody was faster, or an earlier try had arrived. A success.
struct AlreadyGone
{
    friend bool operator==(const AlreadyGone &, const AlreadyGone &) = default;
};

/// DELETE, 500: something refers to it (Q16): a chip with films, a film that was watched or lies on a
/// chip, a child with history.
struct InUse
{
    friend bool operator==(const InUse &, const InUse &) = default;
};

using DeleteOutcome = std::variant<Deleted, AlreadyGone, InUse>;

} // namespace Medio::Api
