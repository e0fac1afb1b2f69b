// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/medioclient.h"

#include "net/api/outcomes.h"
#include "net/api/text.h"
#include "net/client/familyfetch.h"
#include "net/client/listfetch.h"

#include <QFutureWatcher>
#include <QPromise>

#include <algorithm>
#include <memory>
#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;
using Api::ApiError;

/// Reading this much takes less than a millisecond (tests/bench/wire_reading).
constexpr qsizetype readOnTheSpot = qsizetype{32} * 1024;

constexpr qint64 maximumPicture = qint64{2} * 1024 * 1024;

ApiError badAnswer(int status, const Api::DecodeProblem &problem)
{
    return {ApiError::Kind::BadAnswer, status, {}, problem.message, problem.fields, {}};
}

template<typename T>
Expected<T, ApiError> readPlain(int status, const QByteArray &body)
{
    if (status < 200 || status > 299)
        return Unexpected{Api::errorOf(status, body)};
    auto value = Api::decode<T>(body);
    if (!value)
        return Unexpected{badAnswer(status, value.error())};
    return *std::move(value);
}

HttpRequest get(const QString &path)
{
    HttpRequest request;
    request.path = path;
    request.repeatable = true;
    return request;
}

HttpRequest signedIn(HttpRequest request)
{
    request.auth = true;
    return request;
}

HttpRequest post(const QString &path, const QByteArray &body)
{
    HttpRequest request;
    request.method = Method::Post;
    request.path = path;
    request.body = body;
    request.csrf = true;
    return request;
}

HttpRequest put(const QString &path, const QByteArray &body)
{
    HttpRequest request = post(path, body);
    request.method = Method::Put;
    request.repeatable = true;
    return request;
}

HttpRequest remove(const QString &path)
{
    HttpRequest request = signedIn(get(path));
    request.method = Method::Delete;
    request.csrf = true;
    return request;
}

QUrlQuery page(int page, int limit)
{
    QUrlQuery query;
    query.addQueryItem(u"page"_s, QString::number(page));
    query.addQueryItem(u"limit"_s, QString::number(limit));
    return query;
}

} // namespace

/// One endpoint, asked over the gate or the session until there is a result.
template<typename T>
class MedioClient::HttpCall final : public Call<T>
{
public:
    using Outcome = Expected<T, ApiError>;
    /// Pure: it may run on another thread.
    using Read = std::function<Outcome(int, const QByteArray &)>;

    HttpCall(MedioClient &client, const HttpRequest &request, Read read, int attempts)
        : Call<T>(&client)
        , m_client(client)
        , m_request(request)
        , m_read(std::move(read))
        , m_attemptsLeft(attempts)
        , m_backoff(client.m_retries.base, client.m_retries.cap, client.m_dice)
    {
    }

    /// Keep the answer with its ETag.
    void remember() { m_isKept = true; }
    /// Runs on success, before anybody is told.
    void onSuccess(std::function<void(const T &)> deed) { m_onSuccess = std::move(deed); }

protected:
    void begin() override
    {
        --m_attemptsLeft;
        const auto done = [this](const HttpResult &result) {
            answered(result);
        };
        // What one parent asked for is not done again in the name of another.
        if (!m_era)
            m_era = m_client.m_session.era();
        if (m_request.auth && !isOfThisEra()) {
            this->finish(Unexpected{AuthSession::changedHands()});
            return;
        }
        if (m_isKept) {
            m_client.m_cache.beginEra(m_client.m_session.era());
            m_request.etag = m_client.m_cache.etag(key());
        }
        if (m_request.auth)
            m_client.m_session.send(m_request, this->work(), done);
        else
            m_client.m_gate.send(m_request, this->work(), done);
    }

private:
    [[nodiscard]] bool isOfThisEra() const { return m_era == m_client.m_session.era(); }
    [[nodiscard]] QString key() const { return m_request.path + u'?' + m_request.query.toString(); }

    void answered(const HttpResult &result)
    {
        if (this->isFinished())
            return; // aborted when the answer was on its way already: nobody is left to own its reading
        if (!result) {
            judge(Unexpected{result.error()});
        } else if (result->status == 304) {
            takeKept();
        } else if (result->body.size() <= readOnTheSpot) {
            haveRead(*result, m_read(result->status, result->body));
        } else {
            readBeside(*result);
        }
    }

    void takeKept()
    {
        const std::any kept = isOfThisEra() ? m_client.m_cache.value(key()) : std::any();
        if (const T *value = std::any_cast<T>(&kept)) {
            judge(*value);
            return;
        }
        // It went while the question was on its way: ask for the whole.
        ++m_attemptsLeft;
        this->beginAgain();
    }

    void readBeside(const HttpAnswer &answer)
    {
        auto *watcher = new QFutureWatcher<Outcome>(this->work());
        QObject::connect(watcher, &QFutureWatcherBase::finished, this->work(),
                         [this, watcher, answer] { haveRead(answer, watcher->result()); });
        const auto promise = std::make_shared<QPromise<Outcome>>();
        promise->start();
        watcher->setFuture(promise->future());
        m_client.m_readers.start([promise, read = m_read, status = answer.status, body = answer.body] {
            promise->addResult(read(status, body));
            promise->finish();
        });
    }

    void haveRead(const HttpAnswer &answer, Outcome outcome)
    {
        if (!outcome && answer.retryAfter) {
            ApiError error = outcome.error();
            error.retryAfter = answer.retryAfter;
            outcome = Unexpected{error};
        }
        if (outcome && m_isKept && isOfThisEra())
            m_client.m_cache.keep(key(), answer.etag, *outcome);
        judge(outcome);
    }

    void judge(const Outcome &outcome)
    {
        const std::chrono::milliseconds asked =
            outcome ? std::chrono::milliseconds(0)
                    : outcome.error().retryAfter.value_or(std::chrono::seconds(0));
        // Another server's HTML does not become Medio's JSON by asking again at once.
        const bool again =
            !outcome && m_attemptsLeft > 0 && m_request.repeatable && outcome.error().isOutage() &&
            outcome.error().kind != ApiError::Kind::WrongServer && asked <= m_client.m_retries.patience;
        if (again) {
            QTimer::singleShot(std::max(m_backoff.next(), asked), this->work(),
                               [this] { this->beginAgain(); });
            return;
        }
        if (outcome && m_onSuccess)
            m_onSuccess(*outcome);
        this->finish(outcome);
    }

    MedioClient &m_client;
    HttpRequest m_request;
    Read m_read;
    std::function<void(const T &)> m_onSuccess;
    std::optional<quint64> m_era; ///< of the first attempt
    bool m_isKept = false;
    int m_attemptsLeft;
    Backoff m_backoff;
};

/// A call whose work is one function that reports once.
template<typename T>
class MedioClient::SimpleCall final : public Call<T>
{
public:
    using Report = std::function<void(const Expected<T, ApiError> &)>;
    using Work = std::function<void(QObject *context, Report report)>;

    SimpleCall(MedioClient &client, Work work)
        : Call<T>(&client)
        , m_work(std::move(work))
    {
    }

protected:
    void begin() override
    {
        m_work(this->work(), [this](const Expected<T, ApiError> &result) { this->finish(result); });
    }

private:
    Work m_work;
};

MedioClient::MedioClient(HttpGate &gate, AuthSession &session, Dice dice, const Retries &retries,
                         QObject *parent)
    : QObject(parent)
    , m_gate(gate)
    , m_session(session)
    , m_dice(std::move(dice))
    , m_retries(retries)
{
}

MedioClient::MedioClient(HttpGate &gate, AuthSession &session, Dice dice, QObject *parent)
    : MedioClient(gate, session, std::move(dice), Retries(), parent)
{
}

template<typename T>
Call<T> *MedioClient::ask(const HttpRequest &request)
{
    return new HttpCall<T>(*this, request, readPlain<T>, request.repeatable ? m_retries.attempts : 1);
}

template<typename T>
Call<T> *MedioClient::askForList(HttpRequest request)
{
    request.maximumBody = HttpRequest::listBody;
    auto *call = new HttpCall<T>(*this, request, readPlain<T>, m_retries.attempts);
    call->remember();
    return call;
}

template<typename T>
Call<T> *MedioClient::invalidId(const QString &field)
{
    return invalid<T>(field, u"must be a UUID"_s);
}

template<typename T>
Call<T> *MedioClient::invalid(const QString &field, const QString &message)
{
    const ApiError error{
        ApiError::Kind::Invalid, 0, {}, message, {{field, message, QJsonValue::Undefined}}, {}};
    return new SimpleCall<T>(*this, [error](QObject *, const auto &report) { report(Unexpected{error}); });
}

MedioClient::~MedioClient()
{
    m_readers.waitForDone();
}

Call<Api::Health> *MedioClient::health()
{
    return new SimpleCall<Api::Health>(
        *this, [this](QObject *context, const auto &report) { m_gate.askHealth(context, report); });
}

Call<Api::ScanOutcome> *MedioClient::scanPublic(const Api::Scan &scan)
{
    const std::optional<QString> uid = Api::normaliseUid(scan.uid);
    if (!uid)
        return invalid<Api::ScanOutcome>(u"chip_uid"_s, u"must have 8 to 20 hexadecimal digits"_s);
    HttpRequest request = post(u"/api/nfc/scan/public"_s, encode(Api::Scan{*uid, scan.profile}));
    request.csrf = false;
    request.repeatable = true;
    // A child waits in front of it: one try; the catalogue answers when this does not.
    return new HttpCall<Api::ScanOutcome>(*this, request, Api::scanOutcome, 1);
}

Call<Api::StartOutcome> *MedioClient::startSession(const Api::SessionStart &start)
{
    if (start.profile.isNull() || start.chip.isNull() || start.video.isNull())
        return invalidId<Api::StartOutcome>(u"profile_id, nfc_chip_id, video_id"_s);
    HttpRequest request = post(u"/api/sessions/start/public"_s, encode(start));
    request.csrf = false;
    return new HttpCall<Api::StartOutcome>(*this, request, Api::startOutcome, 1);
}

Call<Api::HeartbeatOutcome> *MedioClient::heartbeat(const Api::SessionId &session, const Api::Heartbeat &beat)
{
    if (session.isNull())
        return invalidId<Api::HeartbeatOutcome>(u"session_id"_s);
    Api::Heartbeat sent = beat;
    if (!m_gate.offers(Api::Health::playedSeconds))
        sent.played.reset();
    HttpRequest request = post(u"/api/sessions/"_s + session.toString() + u"/heartbeat"_s, encode(sent));
    request.repeatable = true;
    request.urgency = Urgency::Heartbeat;
    // The next beat comes by its own clock.
    return new HttpCall<Api::HeartbeatOutcome>(*this, request, Api::heartbeatOutcome, 1);
}

Call<Api::EndOutcome> *MedioClient::endSession(const Api::SessionId &session, const Api::SessionEnd &end)
{
    if (session.isNull())
        return invalidId<Api::EndOutcome>(u"session_id"_s);
    Api::SessionEnd sent = end;
    if (!m_gate.offers(Api::Health::playedSeconds))
        sent.played.reset();
    HttpRequest request = post(u"/api/sessions/"_s + session.toString() + u"/end"_s, encode(sent));
    request.repeatable = true; // the second one is answered with 404: done
    request.urgency = Urgency::SessionEnd;
    // The outbox asks again; it outlives this call, and the program.
    return new HttpCall<Api::EndOutcome>(*this, request, Api::endOutcome, 1);
}

Call<Api::WatchTime> *MedioClient::watchTime(const Api::ProfileId &profile)
{
    if (profile.isNull())
        return invalidId<Api::WatchTime>(u"profile_id"_s);
    return ask<Api::WatchTime>(get(u"/api/profiles/"_s + profile.toString() + u"/watch-time"_s));
}

Call<Api::Settled> *MedioClient::settle(const Api::Settlement &settlement)
{
    HttpRequest request = post(u"/api/settlement"_s, encode(settlement));
    request.repeatable = true; // it says how things are: twice is once
    // The settler asks again, with what is known by then.
    return new HttpCall<Api::Settled>(*this, request, readPlain<Api::Settled>, 1);
}

Call<Api::Acknowledged> *MedioClient::pairBox(const Api::LedgerId &ledger)
{
    return ledger.isNull()
               ? invalidId<Api::Acknowledged>(u"ledger"_s)
               : ask<Api::Acknowledged>(signedIn(put(u"/api/boxes/"_s + ledger.toString(), "{}")));
}

Call<QByteArray> *MedioClient::picture(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return invalid<QByteArray>(u"url"_s, u"must be a web address"_s);
    return new SimpleCall<QByteArray>(*this, [this, url](QObject *context, const auto &report) {
        m_gate.download(url, maximumPicture, context, report);
    });
}

Call<Api::User> *MedioClient::signIn(const QString &email, const QString &password)
{
    return new SimpleCall<Api::User>(*this, [this, email, password](QObject *context, const auto &report) {
        m_session.signIn(email, password, context, report);
    });
}

Call<Api::User> *MedioClient::signInAt(const Api::ServerAddress &server, const QString &email,
                                       const QString &password)
{
    return new SimpleCall<Api::User>(*this,
                                     [this, server, email, password](QObject *context, const auto &report) {
                                         m_session.signInAt(server, email, password, context, report);
                                     });
}

Call<Api::User> *MedioClient::registerUser(const Api::Register &request)
{
    if (!Api::passwordProblems(request.password).isEmpty())
        return invalid<Api::User>(u"password"_s, u"does not follow the rules for passwords"_s);
    return new SimpleCall<Api::User>(*this, [this, request](QObject *context, const auto &report) {
        m_session.registerUser(request, context, report);
    });
}

Call<Api::User> *MedioClient::registerUserAt(const Api::ServerAddress &server, const Api::Register &request)
{
    if (!Api::passwordProblems(request.password).isEmpty())
        return invalid<Api::User>(u"password"_s, u"does not follow the rules for passwords"_s);
    return new SimpleCall<Api::User>(*this, [this, server, request](QObject *context, const auto &report) {
        m_session.registerUserAt(server, request, context, report);
    });
}

Call<SignOutReport> *MedioClient::signOut()
{
    return new SimpleCall<SignOutReport>(*this, [this](QObject *context, const auto &report) {
        m_session.signOut(context, [report](const SignOutReport &said) { report(said); });
    });
}

Call<Api::User> *MedioClient::me()
{
    const auto read = [](int status, const QByteArray &body) -> Expected<Api::User, ApiError> {
        const auto answer = readPlain<Api::Me>(status, body);
        if (!answer)
            return Unexpected{answer.error()};
        // Whom the server does not know it answers 401 (§7): a success without a user is nonsense.
        if (!answer->user)
            return Unexpected{ApiError{ApiError::Kind::BadAnswer, status, {}, u"no user in it"_s, {}, {}}};
        return *answer->user;
    };
    auto *call = new HttpCall<Api::User>(*this, signedIn(get(u"/api/auth/me"_s)), read, m_retries.attempts);
    call->onSuccess([this](const Api::User &user) { m_session.noteUser(user); });
    return call;
}

Call<Api::Health> *MedioClient::testServer(const Api::ServerAddress &server)
{
    return new SimpleCall<Api::Health>(*this, [this, server](QObject *context, const auto &report) {
        HttpGate *gate = m_gate.sibling().release();
        gate->setParent(context);
        gate->setServer(server); // and asks
        gate->askHealth(context, report);
    });
}

Call<Api::Family> *MedioClient::family()
{
    return new FamilyFetch(*this);
}

Call<QList<Api::Platform>> *MedioClient::platforms()
{
    return askForList<QList<Api::Platform>>(get(u"/api/platforms"_s));
}

Call<Api::Page<Api::Video>> *MedioClient::videos(int number, int limit)
{
    HttpRequest request = signedIn(get(u"/api/videos"_s));
    request.query = page(number, limit);
    return askForList<Api::Page<Api::Video>>(request);
}

Call<Api::Page<Api::Profile>> *MedioClient::profiles(int number, int limit)
{
    HttpRequest request = signedIn(get(u"/api/profiles"_s));
    request.query = page(number, limit);
    return askForList<Api::Page<Api::Profile>>(request);
}

Call<QList<Api::Video>> *MedioClient::allVideos()
{
    return new ListFetch<Api::Video>(
        m_session, [this](int number) { return videos(number, PageReader<Api::Video>::pageSize); }, this);
}

Call<QList<Api::Profile>> *MedioClient::allProfiles()
{
    return new ListFetch<Api::Profile>(
        m_session, [this](int number) { return profiles(number, PageReader<Api::Profile>::pageSize); }, this);
}

Call<QList<Api::Chip>> *MedioClient::chips()
{
    return askForList<QList<Api::Chip>>(signedIn(get(u"/api/nfc/chips"_s)));
}

Call<Api::ChipPlaylist> *MedioClient::chipVideos(const Api::ChipId &chip)
{
    if (chip.isNull())
        return invalidId<Api::ChipPlaylist>(u"chip_id"_s);
    return askForList<Api::ChipPlaylist>(
        signedIn(get(u"/api/nfc/chips/"_s + chip.toString() + u"/videos"_s)));
}

Call<QList<Api::Mapping>> *MedioClient::videoMappings(const Api::VideoId &video)
{
    if (video.isNull())
        return invalidId<QList<Api::Mapping>>(u"video_id"_s);
    return askForList<QList<Api::Mapping>>(
        signedIn(get(u"/api/videos/"_s + video.toString() + u"/nfc-mapping"_s)));
}

Call<Api::ProfileStats> *MedioClient::profileStats(const Api::ProfileId &profile)
{
    if (profile.isNull())
        return invalidId<Api::ProfileStats>(u"profile_id"_s);
    return ask<Api::ProfileStats>(signedIn(get(u"/api/profiles/"_s + profile.toString() + u"/stats"_s)));
}

Call<Api::ScanOutcome> *MedioClient::scan(const Api::Scan &scan)
{
    const std::optional<QString> uid = Api::normaliseUid(scan.uid);
    if (!uid)
        return invalid<Api::ScanOutcome>(u"chip_uid"_s, u"must have 8 to 20 hexadecimal digits"_s);
    HttpRequest request = signedIn(post(u"/api/nfc/scan"_s, encode(Api::Scan{*uid, scan.profile})));
    request.repeatable = true;
    return new HttpCall<Api::ScanOutcome>(*this, request, Api::scanOutcome, 1);
}

Call<Api::Video> *MedioClient::createVideo(const Api::NewVideo &video)
{
    if (video.platformId.isNull())
        return invalidId<Api::Video>(u"platform_id"_s);
    return ask<Api::Video>(signedIn(post(u"/api/videos"_s, encode(video))));
}

Call<Api::Video> *MedioClient::updateVideo(const Api::VideoId &video, const Api::VideoUpdate &update)
{
    if (video.isNull())
        return invalidId<Api::Video>(u"video_id"_s);
    return ask<Api::Video>(signedIn(put(u"/api/videos/"_s + video.toString(), encode(update))));
}

Call<Api::DeleteOutcome> *MedioClient::deleteVideo(const Api::VideoId &video)
{
    return video.isNull() ? invalidId<Api::DeleteOutcome>(u"video_id"_s)
                          : askToDelete(u"/api/videos/"_s + video.toString());
}

Call<Api::Profile> *MedioClient::createProfile(const Api::NewProfile &profile)
{
    return ask<Api::Profile>(signedIn(post(u"/api/profiles"_s, encode(profile))));
}

Call<Api::Profile> *MedioClient::updateProfile(const Api::ProfileId &profile,
                                               const Api::ProfileUpdate &update)
{
    if (profile.isNull())
        return invalidId<Api::Profile>(u"profile_id"_s);
    return ask<Api::Profile>(signedIn(put(u"/api/profiles/"_s + profile.toString(), encode(update))));
}

Call<Api::DeleteOutcome> *MedioClient::deleteProfile(const Api::ProfileId &profile)
{
    return profile.isNull() ? invalidId<Api::DeleteOutcome>(u"profile_id"_s)
                            : askToDelete(u"/api/profiles/"_s + profile.toString());
}

Call<QList<Api::Box>> *MedioClient::boxes()
{
    return ask<QList<Api::Box>>(signedIn(get(u"/api/boxes"_s)));
}

Call<Api::DeleteOutcome> *MedioClient::forgetBox(const Api::LedgerId &box)
{
    return box.isNull() ? invalidId<Api::DeleteOutcome>(u"box_id"_s)
                        : askToDelete(u"/api/boxes/"_s + box.toString());
}

Call<Api::Chip> *MedioClient::createChip(const Api::NewChip &chip)
{
    const std::optional<QString> uid = Api::normaliseUid(chip.uid);
    if (!uid)
        return invalid<Api::Chip>(u"chip_uid"_s, u"must have 8 to 20 hexadecimal digits"_s);
    const std::optional<QString> label = Api::normaliseLabel(chip.label);
    if (!label)
        return invalid<Api::Chip>(u"label"_s, u"must have 1 to 50 letters A-Z, digits, spaces or hyphens"_s);
    return ask<Api::Chip>(signedIn(post(u"/api/nfc/chips"_s, encode(Api::NewChip{*uid, *label}))));
}

Call<Api::DeleteOutcome> *MedioClient::deleteChip(const Api::ChipId &chip)
{
    return chip.isNull() ? invalidId<Api::DeleteOutcome>(u"chip_id"_s)
                         : askToDelete(u"/api/nfc/chips/"_s + chip.toString());
}

Call<Api::PlaylistSaved> *MedioClient::putChipVideos(const Api::ChipId &chip,
                                                     const Api::NewPlaylist &playlist)
{
    if (chip.isNull())
        return invalidId<Api::PlaylistSaved>(u"chip_id"_s);
    if (playlist.videos.size() > Api::NewPlaylist::maximum)
        return invalid<Api::PlaylistSaved>(u"videos"_s, u"must be 50 at the most"_s);
    if (playlist.videos.contains(Api::VideoId()))
        return invalidId<Api::PlaylistSaved>(u"videos"_s);
    return ask<Api::PlaylistSaved>(
        signedIn(put(u"/api/nfc/chips/"_s + chip.toString() + u"/videos"_s, encode(playlist))));
}

Call<Api::RemovalOutcome> *MedioClient::removeChipVideo(const Api::ChipId &chip, const Api::VideoId &video)
{
    if (chip.isNull() || video.isNull())
        return invalidId<Api::RemovalOutcome>(u"chip_id, video_id"_s);
    const HttpRequest request =
        remove(u"/api/nfc/chips/"_s + chip.toString() + u"/videos/"_s + video.toString());
    return new HttpCall<Api::RemovalOutcome>(*this, request, Api::removalOutcome, m_retries.attempts);
}

Call<Api::MappingMade> *MedioClient::mapVideo(const Api::NewMapping &mapping)
{
    if (mapping.video.isNull() || mapping.chip.isNull())
        return invalidId<Api::MappingMade>(u"video_id, nfc_chip_id"_s);
    return ask<Api::MappingMade>(signedIn(post(u"/api/nfc/map"_s, encode(mapping))));
}

Call<Api::DeleteOutcome> *MedioClient::unmapVideo(const Api::MappingId &mapping)
{
    return mapping.isNull() ? invalidId<Api::DeleteOutcome>(u"mapping_id"_s)
                            : askToDelete(u"/api/nfc/map/"_s + mapping.toString());
}

Call<Api::OwnSessionStarted> *MedioClient::startOwnSession(const Api::OwnSessionStart &start)
{
    // Without a profile Medio fails, and with a sick database this route takes its whole process along (§11).
    if (start.video.isNull() || start.profile.isNull())
        return invalidId<Api::OwnSessionStarted>(u"video_id, profile_id"_s);
    return ask<Api::OwnSessionStarted>(signedIn(post(u"/api/sessions/start"_s, encode(start))));
}

Call<Api::OwnHeartbeatOutcome> *MedioClient::heartbeatOwnSession(const Api::SessionId &session)
{
    if (session.isNull())
        return invalidId<Api::OwnHeartbeatOutcome>(u"session_id"_s);
    HttpRequest request = signedIn(post(u"/api/sessions/heartbeat"_s, Api::encodeOwnHeartbeat(session)));
    request.repeatable = true;
    request.urgency = Urgency::Heartbeat;
    return new HttpCall<Api::OwnHeartbeatOutcome>(*this, request, Api::ownHeartbeatOutcome, 1);
}

Call<Api::OwnEndOutcome> *MedioClient::endOwnSession(const Api::OwnSessionEnd &end)
{
    if (end.session.isNull())
        return invalidId<Api::OwnEndOutcome>(u"session_id"_s);
    HttpRequest request = signedIn(post(u"/api/sessions/end"_s, encode(end)));
    request.repeatable = true; // the second one is answered with 404: done
    request.urgency = Urgency::SessionEnd;
    return new HttpCall<Api::OwnEndOutcome>(*this, request, Api::ownEndOutcome, m_retries.attempts);
}

Call<Api::DeleteOutcome> *MedioClient::askToDelete(const QString &path)
{
    return new HttpCall<Api::DeleteOutcome>(*this, remove(path), Api::deleteOutcome, m_retries.attempts);
}

} // namespace Medio::Net
