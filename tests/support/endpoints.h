// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/medioclient.h"
#include "tests/support/apifixtures.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>

namespace Medio {

/// One call of MedioClient that is one request, as an example: what goes out and what a Medio server
/// answers. (family(), allVideos(), allProfiles(), signInAt(), registerUserAt(), testServer() and
/// picture() are made of these.)
struct Endpoint
{
    const char *name; ///< as MedioClient calls it
    QByteArray method;
    QString path;       ///< with the ids of the example
    QByteArray request; ///< its JSON; empty: no body
    int status = 200;
    const char *answer = ""; ///< tests/data/api/NAME.json
    bool csrf = false;
    bool signedIn = false;
    std::function<Net::CallBase *(Net::MedioClient &)> call;
};

namespace EndpointIds {

inline const auto video = id<Api::VideoId>("aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa");
inline const auto otherVideo = id<Api::VideoId>("aaaaaaaa-0002-4aaa-8aaa-aaaaaaaaaaaa");
inline const auto profile = id<Api::ProfileId>("bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb");
inline const auto chip = id<Api::ChipId>("cccccccc-0001-4ccc-8ccc-cccccccccccc");
inline const auto mapping = id<Api::MappingId>("dddddddd-0001-4ddd-8ddd-dddddddddddd");
inline const auto ledger = id<Api::LedgerId>("ffffffff-0001-4fff-8fff-ffffffffffff");
inline const auto session = id<Api::SessionId>("eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee");
inline const auto platform = id<Api::PlatformId>("33333333-3333-4333-8333-333333333333");

} // namespace EndpointIds

inline QList<Endpoint> endpoints()
{
    using namespace Qt::StringLiterals;
    using namespace std::chrono_literals;
    using namespace EndpointIds;
    using Net::MedioClient;

    const QString videoPath = u"/api/videos/"_s + video.toString();
    const QString profilePath = u"/api/profiles/"_s + profile.toString();
    const QString chipPath = u"/api/nfc/chips/"_s + chip.toString();
    const QString sessionPath = u"/api/sessions/"_s + session.toString();

    QList<Endpoint> all;
    const auto add = [&all](const char *name, const char *method, const QString &path,
                            const QByteArray &request, int status, const char *answer, bool csrf,
                            bool signedIn, std::function<Net::CallBase *(MedioClient &)> call) {
        all.append({name, method, path, request, status, answer, csrf, signedIn, std::move(call)});
    };

    // Kids Mode
    add("health", "GET", u"/api/health"_s, {}, 200, "health", false, false,
        [](MedioClient &client) { return client.health(); });
    add("scanPublic", "POST", u"/api/nfc/scan/public"_s,
        R"({"chip_uid":"04:A1:B2:C3","profile_id":"bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb"})", 200, "scan",
        false, false, [](MedioClient &client) {
            return client.scanPublic({u"04a1b2c3"_s, profile});
        });
    add("startSession", "POST", u"/api/sessions/start/public"_s,
        R"({"nfc_chip_id":"cccccccc-0001-4ccc-8ccc-cccccccccccc",)"
        R"("profile_id":"bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb",)"
        R"("video_id":"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"})",
        201, "session-started", false, false, [](MedioClient &client) {
            return client.startSession({profile, chip, video});
        });
    add("heartbeat", "POST", sessionPath + u"/heartbeat"_s, R"({"current_position_seconds":30})", 200,
        "heartbeat", true, false, [](MedioClient &client) {
            return client.heartbeat(session, {30s, {}});
        });
    add("endSession", "POST", sessionPath + u"/end"_s,
        R"({"final_position_seconds":30,"stopped_reason":"swipe_exit"})", 200, "session-ended", true, false,
        [](MedioClient &client) {
            return client.endSession(session, {Api::StopReason::SwipeExit, 30s, {}});
        });
    add("watchTime", "GET", profilePath + u"/watch-time"_s, {}, 200, "watch-time", false, false,
        [](MedioClient &client) { return client.watchTime(profile); });
    add("platforms", "GET", u"/api/platforms"_s, {}, 200, "platforms", false, false,
        [](MedioClient &client) { return client.platforms(); });

    // The account
    add("signIn", "POST", u"/api/auth/login"_s,
        R"({"email":"anna@example.org","password":"Lantern-7!secret"})", 200, "signed-in", true, false,
        [](MedioClient &client) { return client.signIn(u"anna@example.org"_s, u"Lantern-7!secret"_s); });
    add("registerUser", "POST", u"/api/auth/register"_s,
        R"({"email":"anna@example.org","name":"Anna","password":"Lantern-7!secret"})", 201, "signed-in", true,
        false, [](MedioClient &client) {
            return client.registerUser({u"anna@example.org"_s, u"Lantern-7!secret"_s, u"Anna"_s});
        });
    add("me", "GET", u"/api/auth/me"_s, {}, 200, "me", false, true,
        [](MedioClient &client) { return client.me(); });
    add("signOut", "POST", u"/api/auth/logout"_s, {}, 200, "deleted", true, false,
        [](MedioClient &client) { return client.signOut(); });

    // Videos
    add("videos", "GET", u"/api/videos"_s, {}, 200, "videos", false, true,
        [](MedioClient &client) { return client.videos(2, 2); });
    add("createVideo", "POST", u"/api/videos"_s,
        R"({"age_rating":"G","duration_seconds":12,"platform_id":"33333333-3333-4333-8333-333333333333",)"
        R"("platform_video_id":"rocket.mp4","title":"Tom & Jerry"})",
        201, "video-created", true, true, [](MedioClient &client) {
            Api::NewVideo film;
            film.platformId = platform;
            film.platformVideoId = u"rocket.mp4"_s;
            film.title = u"Tom & Jerry"_s;
            film.ageRating = u"G"_s;
            film.duration = 12s;
            return client.createVideo(film);
        });
    add("updateVideo", "PUT", videoPath, R"({"description":"","title":"Tom &amp; Jerry"})", 200,
        "video-created", true, true, [](MedioClient &client) {
            return client.updateVideo(video, {u"Tom & Jerry"_s, QString(u""_s), {}, {}});
        });
    add("deleteVideo", "DELETE", videoPath, {}, 200, "deleted", true, true,
        [](MedioClient &client) { return client.deleteVideo(video); });
    add("videoMappings", "GET", videoPath + u"/nfc-mapping"_s, {}, 200, "mappings", false, true,
        [](MedioClient &client) { return client.videoMappings(video); });

    // Children
    add("profiles", "GET", u"/api/profiles"_s, {}, 200, "profiles", false, true,
        [](MedioClient &client) { return client.profiles(1); });
    add("createProfile", "POST", u"/api/profiles"_s, R"({"daily_limit_minutes":45,"name":"Otter & Co"})", 201,
        "profile", true, true, [](MedioClient &client) {
            return client.createProfile({u"Otter & Co"_s, {}, 45min});
        });
    add("updateProfile", "PUT", profilePath, R"({"daily_limit_minutes":60,"name":"Otter &amp; Co"})", 200,
        "profile", true, true, [](MedioClient &client) {
            return client.updateProfile(profile, {u"Otter & Co"_s, {}, 60min});
        });
    add("deleteProfile", "DELETE", profilePath, {}, 200, "deleted", true, true,
        [](MedioClient &client) { return client.deleteProfile(profile); });
    add("profileStats", "GET", profilePath + u"/stats"_s, {}, 200, "stats", false, true,
        [](MedioClient &client) { return client.profileStats(profile); });

    // Boxes: of a home server only
    add("boxes", "GET", u"/api/boxes"_s, {}, 200, "boxes", false, true,
        [](MedioClient &client) { return client.boxes(); });
    add("forgetBox", "DELETE", u"/api/boxes/dddddddd-0001-4ddd-8ddd-dddddddddddd"_s, {}, 200, "deleted", true,
        true, [](MedioClient &client) {
            return client.forgetBox(Api::LedgerId::parse(u"dddddddd-0001-4ddd-8ddd-dddddddddddd"_s).value());
        });

    // Chips
    add("chips", "GET", u"/api/nfc/chips"_s, {}, 200, "chips", false, true,
        [](MedioClient &client) { return client.chips(); });
    add("createChip", "POST", u"/api/nfc/chips"_s, R"({"chip_uid":"04:A1:B2:C3","label":"Fox"})", 201,
        "chip-created", true, true, [](MedioClient &client) {
            return client.createChip({u"04-a1-b2-c3"_s, u" Fox "_s});
        });
    add("deleteChip", "DELETE", chipPath, {}, 200, "deleted", true, true,
        [](MedioClient &client) { return client.deleteChip(chip); });
    add("chipVideos", "GET", chipPath + u"/videos"_s, {}, 200, "chip-videos", false, true,
        [](MedioClient &client) { return client.chipVideos(chip); });
    add("putChipVideos", "PUT", chipPath + u"/videos"_s,
        R"({"videos":[{"sequence_order":1,"video_id":"aaaaaaaa-0002-4aaa-8aaa-aaaaaaaaaaaa"},)"
        R"({"sequence_order":2,"video_id":"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"}]})",
        200, "playlist-saved", true, true, [](MedioClient &client) {
            return client.putChipVideos(chip, {{otherVideo, video}});
        });
    add("removeChipVideo", "DELETE", chipPath + u"/videos/"_s + video.toString(), {}, 200,
        "chip-video-removed", true, true,
        [](MedioClient &client) { return client.removeChipVideo(chip, video); });
    add("pairBox", "PUT", u"/api/boxes/ffffffff-0001-4fff-8fff-ffffffffffff"_s, "{}", 200, "box-paired", true,
        true, [](MedioClient &client) { return client.pairBox(ledger); });
    add("mapVideo", "POST", u"/api/nfc/map"_s,
        R"({"max_watch_time_minutes":30,"nfc_chip_id":"cccccccc-0001-4ccc-8ccc-cccccccccccc",)"
        R"("profile_id":"bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb",)"
        R"("video_id":"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"})",
        201, "mapping-made", true, true, [](MedioClient &client) {
            return client.mapVideo({video, chip, profile, 30min});
        });
    add("unmapVideo", "DELETE", u"/api/nfc/map/"_s + mapping.toString(), {}, 200, "deleted", true, true,
        [](MedioClient &client) { return client.unmapVideo(mapping); });
    add("scan", "POST", u"/api/nfc/scan"_s, R"({"chip_uid":"04:A1:B2:C3"})", 200, "scan-own", true, true,
        [](MedioClient &client) {
            return client.scan({u"04:A1:B2:C3"_s, {}});
        });

    // A parent tries a film
    add("startOwnSession", "POST", u"/api/sessions/start"_s,
        R"({"profile_id":"bbbbbbbb-0001-4bbb-8bbb-bbbbbbbbbbbb",)"
        R"("video_id":"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"})",
        201, "own-session-started", true, true, [](MedioClient &client) {
            return client.startOwnSession({video, profile});
        });
    add("heartbeatOwnSession", "POST", u"/api/sessions/heartbeat"_s,
        R"({"session_id":"eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee"})", 200, "own-heartbeat", true, true,
        [](MedioClient &client) { return client.heartbeatOwnSession(session); });
    add("endOwnSession", "POST", u"/api/sessions/end"_s,
        R"({"session_id":"eeeeeeee-0001-4eee-8eee-eeeeeeeeeeee","stopped_reason":"time_limit"})", 200,
        "own-session-ended", true, true, [](MedioClient &client) {
            return client.endOwnSession({session, Api::OwnStopReason::TimeLimit});
        });
    return all;
}

} // namespace Medio
