// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/apierror.h"
#include "net/api/messages.h"

#include <QByteArray>

/// JSON ⇄ values, the only place that knows what anything looks like on the wire. Pure functions,
/// any thread. Total: whatever the bytes are, decode() returns a value or names every field that
/// is wrong. Strict where a wrong value would do harm, deaf to keys it does not know.
///
/// Texts that Medio escapes (Q1) are escaped by the encoders of answers and decoded by the decoders
/// of answers; requests carry them raw (for PUT see ProfileUpdate).
namespace Medio::Api {

/// Defined for the types below only. Requests follow the rules of §7 as a server has to check
/// them; an empty body is an empty object there (§1). A request's problems have the server's
/// paths; the value of a password is never among them.
template<typename T>
Decoded<T> decode(const QByteArray &body);

// requests
template<>
Decoded<Register> decode(const QByteArray &body);
template<>
Decoded<Login> decode(const QByteArray &body);
template<>
Decoded<NewVideo> decode(const QByteArray &body);
template<>
Decoded<NewProfile> decode(const QByteArray &body);
template<>
Decoded<ProfileUpdate> decode(const QByteArray &body);
template<>
Decoded<NewChip> decode(const QByteArray &body);
template<>
Decoded<Scan> decode(const QByteArray &body);
template<>
Decoded<SessionStart> decode(const QByteArray &body);
template<>
Decoded<Heartbeat> decode(const QByteArray &body);
template<>
Decoded<SessionEnd> decode(const QByteArray &body);

/// PUT nfc/chips/:id/videos is refused with one code out of four, in this order of checks (§7).
struct PlaylistProblem
{
    QString code; ///< VALIDATION_ERROR, MAX_VIDEOS_EXCEEDED, NON_CONTIGUOUS_SEQUENCE, DUPLICATE_VIDEO
    DecodeProblem details; ///< of VALIDATION_ERROR
};
Expected<NewPlaylist, PlaylistProblem> decodePlaylist(const QByteArray &body);

/// The `_csrf` that may come in a body instead of the header (§2); empty if there is none.
[[nodiscard]] QString csrfOf(const QByteArray &body);

// answers
template<>
Decoded<CsrfToken> decode(const QByteArray &body);
template<>
Decoded<Health> decode(const QByteArray &body);
template<>
Decoded<SignedIn> decode(const QByteArray &body);
template<>
Decoded<Me> decode(const QByteArray &body);
template<>
Decoded<Refreshed> decode(const QByteArray &body);
template<>
Decoded<Acknowledged> decode(const QByteArray &body);
template<>
Decoded<QList<Platform>> decode(const QByteArray &body);
template<>
Decoded<Video> decode(const QByteArray &body);
template<>
Decoded<Page<Video>> decode(const QByteArray &body);
template<>
Decoded<Profile> decode(const QByteArray &body);
template<>
Decoded<Page<Profile>> decode(const QByteArray &body);
template<>
Decoded<WatchTime> decode(const QByteArray &body);
template<>
Decoded<Chip> decode(const QByteArray &body);
template<>
Decoded<QList<Chip>> decode(const QByteArray &body);
template<>
Decoded<ChipPlaylist> decode(const QByteArray &body);
template<>
Decoded<PlaylistSaved> decode(const QByteArray &body);
template<>
Decoded<VideoAssigned> decode(const QByteArray &body);
template<>
Decoded<SessionStarted> decode(const QByteArray &body);
template<>
Decoded<SessionAlive> decode(const QByteArray &body);
template<>
Decoded<SessionEnded> decode(const QByteArray &body);

// requests: sending a null id is a bug and asserts
[[nodiscard]] QByteArray encode(const Register &request);
[[nodiscard]] QByteArray encode(const Login &request);
[[nodiscard]] QByteArray encode(const NewVideo &request);
[[nodiscard]] QByteArray encode(const VideoUpdate &request);
[[nodiscard]] QByteArray encode(const NewProfile &request);
[[nodiscard]] QByteArray encode(const ProfileUpdate &request);
[[nodiscard]] QByteArray encode(const NewChip &request);
[[nodiscard]] QByteArray encode(const NewPlaylist &request);
[[nodiscard]] QByteArray encode(const Scan &request);
[[nodiscard]] QByteArray encode(const SessionStart &request);
[[nodiscard]] QByteArray encode(const Heartbeat &request);
[[nodiscard]] QByteArray encode(const SessionEnd &request);

// answers
[[nodiscard]] QByteArray encode(const CsrfToken &answer);
[[nodiscard]] QByteArray encode(const Health &answer);
/// GET /: {status, database, timestamp}.
[[nodiscard]] QByteArray encodeRoot(const Health &answer);
[[nodiscard]] QByteArray encode(const SignedIn &answer);
/// Without a user: {authenticated:false, message}.
[[nodiscard]] QByteArray encode(const Me &answer, const QString &message = {});
[[nodiscard]] QByteArray encode(const Refreshed &answer);
[[nodiscard]] QByteArray encode(const Acknowledged &answer);
[[nodiscard]] QByteArray encode(const QList<Platform> &answer);
/// `platform_name` is left out when empty, as after POST (§7).
[[nodiscard]] QByteArray encode(const Stored<Video> &answer);
[[nodiscard]] QByteArray encode(const Page<Stored<Video>> &answer);
[[nodiscard]] QByteArray encode(const Stored<Profile> &answer);
[[nodiscard]] QByteArray encode(const Page<Stored<Profile>> &answer);
[[nodiscard]] QByteArray encode(const WatchTime &answer);
[[nodiscard]] QByteArray encode(const Stored<Chip> &answer);
[[nodiscard]] QByteArray encode(const QList<Stored<Chip>> &answer);
[[nodiscard]] QByteArray encode(const ChipPlaylist &answer);
[[nodiscard]] QByteArray encode(const PlaylistSaved &answer, const QString &message);
/// `answer.value.video` goes flat, without platform_id (§7, scan/public).
[[nodiscard]] QByteArray encode(const Stored<VideoAssigned> &answer);
[[nodiscard]] QByteArray encode(const SessionStarted &answer);
[[nodiscard]] QByteArray encode(const SessionAlive &answer);
[[nodiscard]] QByteArray encode(const SessionEnded &answer);

/// The refusals of §4, named by their tags.
namespace Refusal {

/// M: {message}
[[nodiscard]] QByteArray m(const QString &message);
/// EM: {error, message}
[[nodiscard]] QByteArray em(const QString &error, const QString &message);
/// V: {errors:[{type, msg, path, location, value?}]}
[[nodiscard]] QByteArray v(const QList<FieldProblem> &fields);
/// SE: {success:false, error, code, details}; `details` maps a field to its texts.
[[nodiscard]] QByteArray se(const QString &error, const QString &code,
                            const QList<std::pair<QString, QStringList>> &details = {});
/// DUPLICATE_URL (409): SE with details.existing_video_id.
[[nodiscard]] QByteArray duplicateVideo(const QString &error, const VideoId &existing);
/// SM: {success:false, message, code, details?}
[[nodiscard]] QByteArray sm(const QString &message, const QString &code,
                            const QList<FieldProblem> &details = {});
/// EC: {error, code:"SERVER_ERROR"}
[[nodiscard]] QByteArray ec(const QString &error);
/// R: {error, message?, retryAfter}
[[nodiscard]] QByteArray r(const QString &error, const QString &message, const QDateTime &retryAfter);
/// M with requiresLogin:true (auth/refresh 401, expired or invalid)
[[nodiscard]] QByteArray requiresLogin(const QString &message);
/// L of scan/public, sessions/start/public and heartbeat
[[nodiscard]] QByteArray limitAtScan(const QString &message);
[[nodiscard]] QByteArray limitAtStart(const QString &error, std::chrono::minutes watched,
                                      std::chrono::minutes dailyLimit, const QString &message);
[[nodiscard]] QByteArray limitAtHeartbeat(const SessionId &id, std::chrono::seconds elapsed,
                                          const QString &message);

} // namespace Refusal

} // namespace Medio::Api
