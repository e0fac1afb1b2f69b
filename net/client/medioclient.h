// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/codec.h"
#include "net/api/family.h"
#include "net/api/mappings.h"
#include "net/api/messages.h"
#include "net/api/ownsessions.h"
#include "net/api/settlement.h"
#include "net/api/statistics.h"
#include "net/client/answercache.h"
#include "net/client/authsession.h"
#include "net/client/call.h"
#include "net/client/httpgate.h"

#include <QObject>
#include <QThreadPool>
#include <QUrl>

namespace Medio::Net {

/// The Medio server's endpoints as typed calls, one method each. What a person may hear as an
/// answer ("limit reached", "no film on this chip") is a result; an ApiError is what nobody wanted.
///
///     client.scanPublic({uid, child})->then(this, [this](const auto &outcome) { ... });
///
/// A call that may be repeated without harm is tried again after an outage, up to its number of
/// attempts, with exponential backoff and full jitter (base 1 s, cap 2 min); while the breaker is
/// open that is over in no time. Calls that change something once only (start, create) go out once.
/// A server that wants a longer pause than `patience` is not waited for: the call fails with
/// RateLimited and says how long. A value that the server would certainly refuse (a UID without hex
/// digits, an id that is none) fails with Invalid and is never sent: failed registrations count against
/// a limit (Q13).
///
/// Lists are kept in memory with their ETag: asked again, an unchanged one is neither sent nor read
/// again. Long answers are read beside the GUI thread.
///
/// Thread: GUI thread. Owner: the composition; gate and session must outlive it.
class MedioClient : public QObject
{
    Q_OBJECT
public:
    struct Retries
    {
        int attempts = 3;
        std::chrono::milliseconds base{std::chrono::seconds(1)};
        std::chrono::milliseconds cap{std::chrono::minutes(2)};
        std::chrono::milliseconds patience{std::chrono::seconds(10)};
    };

    MedioClient(HttpGate &gate, AuthSession &session, Dice dice, const Retries &retries,
                QObject *parent = nullptr);
    MedioClient(HttpGate &gate, AuthSession &session, Dice dice, QObject *parent = nullptr);
    ~MedioClient() override;

    // --- Kids Mode: no sign-in needed ---
    Call<Api::Health> *health();
    Call<Api::ScanOutcome> *scanPublic(const Api::Scan &scan);
    Call<Api::StartOutcome> *startSession(const Api::SessionStart &start);
    /// `played` of the request goes out only to a server that offers "played-seconds".
    Call<Api::HeartbeatOutcome> *heartbeat(const Api::SessionId &session, const Api::Heartbeat &beat);
    Call<Api::EndOutcome> *endSession(const Api::SessionId &session, const Api::SessionEnd &end);
    Call<Api::WatchTime> *watchTime(const Api::ProfileId &profile);
    /// Only for a server that offers "settlement", and for a ledger that was paired there (pairBox):
    /// otherwise Refused.
    Call<Api::Settled> *settle(const Api::Settlement &settlement);
    /// A poster or an avatar, from the server or from anywhere: no more than 2 MB, no credentials.
    Call<QByteArray> *picture(const QUrl &url);

    // --- account ---
    Call<Api::User> *signIn(const QString &email, const QString &password);
    /// At whatever server; the gate turns to it if it works (AuthSession::signInAt).
    Call<Api::User> *signInAt(const Api::ServerAddress &server, const QString &email,
                              const QString &password);
    /// Signs in as well.
    Call<Api::User> *registerUser(const Api::Register &request);
    /// As signInAt().
    Call<Api::User> *registerUserAt(const Api::ServerAddress &server, const Api::Register &request);
    /// Succeeds always: what could not be done is the result.
    Call<SignOutReport> *signOut();
    Call<Api::User> *me();
    /// What is there at any address, without credentials and without changing anything here. Says why
    /// not by ApiError: `code` names what is wrong with a certificate, or "redirect" and `message` where
    /// to.
    Call<Api::Health> *testServer(const Api::ServerAddress &server);

    // --- signed in ---
    /// Everything of the household, joined.
    Call<Api::Family> *family();
    Call<QList<Api::Platform>> *platforms();
    Call<Api::Page<Api::Video>> *videos(int page, int limit = 100);
    Call<Api::Page<Api::Profile>> *profiles(int page, int limit = 100);
    /// All pages, also when the list changes meanwhile (PageReader).
    Call<QList<Api::Video>> *allVideos();
    Call<QList<Api::Profile>> *allProfiles();
    Call<QList<Api::Chip>> *chips();
    Call<Api::ChipPlaylist> *chipVideos(const Api::ChipId &chip);
    /// Where a video lies, inactive rows included.
    Call<QList<Api::Mapping>> *videoMappings(const Api::VideoId &video);
    Call<Api::ProfileStats> *profileStats(const Api::ProfileId &profile);
    /// The family's boxes, and taking back what one that is lost holds of the children's time. Only of a
    /// server that offers "leases".
    Call<QList<Api::Box>> *boxes();
    Call<Api::DeleteOutcome> *forgetBox(const Api::LedgerId &box);
    /// As scanPublic(), own chips only.
    Call<Api::ScanOutcome> *scan(const Api::Scan &scan);

    Call<Api::Video> *createVideo(const Api::NewVideo &video);
    Call<Api::Video> *updateVideo(const Api::VideoId &video, const Api::VideoUpdate &update);
    Call<Api::DeleteOutcome> *deleteVideo(const Api::VideoId &video);
    Call<Api::Profile> *createProfile(const Api::NewProfile &profile);
    Call<Api::Profile> *updateProfile(const Api::ProfileId &profile, const Api::ProfileUpdate &update);
    Call<Api::DeleteOutcome> *deleteProfile(const Api::ProfileId &profile);
    Call<Api::Chip> *createChip(const Api::NewChip &chip);
    /// InUse while films lie on it: an empty playlist first.
    Call<Api::DeleteOutcome> *deleteChip(const Api::ChipId &chip);
    Call<Api::PlaylistSaved> *putChipVideos(const Api::ChipId &chip, const Api::NewPlaylist &playlist);
    /// Medio can fail with 500 here where putChipVideos() of the shortened list works (§7).
    Call<Api::RemovalOutcome> *removeChipVideo(const Api::ChipId &chip, const Api::VideoId &video);
    /// The older way; Medio's present schema answers 500 (Q15).
    Call<Api::MappingMade> *mapVideo(const Api::NewMapping &mapping);
    Call<Api::DeleteOutcome> *unmapVideo(const Api::MappingId &mapping);

    /// This kiosk's ledger is the family's from now on. Only for a server that offers "settlement".
    Call<Api::Acknowledged> *pairBox(const Api::LedgerId &ledger);

    // --- a parent tries a film: no limit is asked for at the start ---
    Call<Api::OwnSessionStarted> *startOwnSession(const Api::OwnSessionStart &start);
    Call<Api::OwnHeartbeatOutcome> *heartbeatOwnSession(const Api::SessionId &session);
    Call<Api::OwnEndOutcome> *endOwnSession(const Api::OwnSessionEnd &end);

    [[nodiscard]] HttpGate &gate() const { return m_gate; }
    [[nodiscard]] AuthSession &session() const { return m_session; }

private:
    template<typename T>
    class HttpCall;
    template<typename T>
    class SimpleCall;

    template<typename T>
    Call<T> *ask(const HttpRequest &request);
    template<typename T>
    Call<T> *askForList(HttpRequest request);
    Call<Api::DeleteOutcome> *askToDelete(const QString &path);
    template<typename T>
    Call<T> *invalidId(const QString &field);
    template<typename T>
    Call<T> *invalid(const QString &field, const QString &message);
    HttpGate &m_gate;
    AuthSession &m_session;
    Dice m_dice;
    Retries m_retries;
    AnswerCache m_cache;
    QThreadPool m_readers; ///< of long answers
};

} // namespace Medio::Net
