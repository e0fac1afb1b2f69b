// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/medioclient.h"

#include "net/api/outcomes.h"
#include "net/api/text.h"
#include "net/client/familyfetch.h"

#include <algorithm>
#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;
using Api::ApiError;

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
    using Read = std::function<Expected<T, ApiError>(int, const QByteArray &)>;

    HttpCall(MedioClient &client, const HttpRequest &request, Read read, int attempts)
        : Call<T>(&client)
        , m_client(client)
        , m_request(request)
        , m_read(std::move(read))
        , m_attemptsLeft(attempts)
        , m_backoff(client.m_retries.base, client.m_retries.cap, client.m_dice)
    {
    }

protected:
    void begin() override
    {
        --m_attemptsLeft;
        const auto done = [this](const HttpResult &result) {
            answered(result);
        };
        if (m_request.auth)
            m_client.m_session.send(m_request, this->work(), done);
        else
            m_client.m_gate.send(m_request, this->work(), done);
    }

private:
    void answered(const HttpResult &result)
    {
        Expected<T, ApiError> outcome = Unexpected{ApiError{}};
        if (!result) {
            outcome = Unexpected{result.error()};
        } else {
            outcome = m_read(result->status, result->body);
            if (!outcome && result->retryAfter) {
                ApiError error = outcome.error();
                error.retryAfter = result->retryAfter;
                outcome = Unexpected{error};
            }
        }
        // Another server's HTML does not become Medio's JSON by asking again at once.
        const bool again = !outcome && m_attemptsLeft > 0 && m_request.repeatable &&
                           outcome.error().isOutage() && outcome.error().kind != ApiError::Kind::WrongServer;
        if (!again) {
            this->finish(outcome);
            return;
        }
        const std::chrono::milliseconds asked = outcome.error().retryAfter.value_or(std::chrono::seconds(0));
        QTimer::singleShot(std::max(m_backoff.next(), asked), this->work(), [this] { this->beginAgain(); });
    }

    MedioClient &m_client;
    HttpRequest m_request;
    Read m_read;
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
Call<T> *MedioClient::invalid(const QString &field, const QString &message)
{
    const ApiError error{
        ApiError::Kind::Invalid, 0, {}, message, {{field, message, QJsonValue::Undefined}}, {}};
    return new SimpleCall<T>(*this, [error](QObject *, const auto &report) { report(Unexpected{error}); });
}

bool MedioClient::offersPlayedSeconds() const
{
    return m_gate.health() && m_gate.health()->offers(Api::Health::playedSeconds);
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
    HttpRequest request = post(u"/api/sessions/start/public"_s, encode(start));
    request.csrf = false;
    return new HttpCall<Api::StartOutcome>(*this, request, Api::startOutcome, 1);
}

Call<Api::HeartbeatOutcome> *MedioClient::heartbeat(const Api::SessionId &session, const Api::Heartbeat &beat)
{
    Api::Heartbeat sent = beat;
    if (!offersPlayedSeconds())
        sent.played.reset();
    HttpRequest request = post(u"/api/sessions/"_s + session.toString() + u"/heartbeat"_s, encode(sent));
    request.repeatable = true;
    // The next beat comes by its own clock.
    return new HttpCall<Api::HeartbeatOutcome>(*this, request, Api::heartbeatOutcome, 1);
}

Call<Api::EndOutcome> *MedioClient::endSession(const Api::SessionId &session, const Api::SessionEnd &end)
{
    Api::SessionEnd sent = end;
    if (!offersPlayedSeconds())
        sent.played.reset();
    HttpRequest request = post(u"/api/sessions/"_s + session.toString() + u"/end"_s, encode(sent));
    request.repeatable = true; // the second one is answered with 404: done
    // The outbox asks again; it outlives this call, and the program.
    return new HttpCall<Api::EndOutcome>(*this, request, Api::endOutcome, 1);
}

Call<Api::WatchTime> *MedioClient::watchTime(const Api::ProfileId &profile)
{
    return ask<Api::WatchTime>(get(u"/api/profiles/"_s + profile.toString() + u"/watch-time"_s));
}

Call<QByteArray> *MedioClient::picture(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return invalid<QByteArray>(u"url"_s, u"must be a web address"_s);
    return new SimpleCall<QByteArray>(*this, [this, url](QObject *context, const auto &report) {
        m_gate.download(url, HttpGate::maximumBody, context, report);
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

Call<Api::User> *MedioClient::me()
{
    const auto read = [this](int status, const QByteArray &body) -> Expected<Api::User, ApiError> {
        const auto answer = readPlain<Api::Me>(status, body);
        if (!answer)
            return Unexpected{answer.error()};
        if (!answer->user)
            return Unexpected{ApiError{ApiError::Kind::NotSignedIn, status, {}, {}, {}, {}}};
        m_session.noteUser(*answer->user);
        return *answer->user;
    };
    return new HttpCall<Api::User>(*this, signedIn(get(u"/api/auth/me"_s)), read, m_retries.attempts);
}

Call<Api::Family> *MedioClient::family()
{
    return new FamilyFetch(*this);
}

Call<QList<Api::Platform>> *MedioClient::platforms()
{
    return ask<QList<Api::Platform>>(get(u"/api/platforms"_s));
}

Call<Api::Page<Api::Video>> *MedioClient::videos(int number, int limit)
{
    HttpRequest request = signedIn(get(u"/api/videos"_s));
    request.query = page(number, limit);
    return ask<Api::Page<Api::Video>>(request);
}

Call<Api::Page<Api::Profile>> *MedioClient::profiles(int number, int limit)
{
    HttpRequest request = signedIn(get(u"/api/profiles"_s));
    request.query = page(number, limit);
    return ask<Api::Page<Api::Profile>>(request);
}

Call<QList<Api::Chip>> *MedioClient::chips()
{
    return ask<QList<Api::Chip>>(signedIn(get(u"/api/nfc/chips"_s)));
}

Call<Api::ChipPlaylist> *MedioClient::chipVideos(const Api::ChipId &chip)
{
    return ask<Api::ChipPlaylist>(signedIn(get(u"/api/nfc/chips/"_s + chip.toString() + u"/videos"_s)));
}

Call<Api::Video> *MedioClient::createVideo(const Api::NewVideo &video)
{
    return ask<Api::Video>(signedIn(post(u"/api/videos"_s, encode(video))));
}

Call<Api::Profile> *MedioClient::createProfile(const Api::NewProfile &profile)
{
    return ask<Api::Profile>(signedIn(post(u"/api/profiles"_s, encode(profile))));
}

Call<Api::Profile> *MedioClient::updateProfile(const Api::ProfileId &profile,
                                               const Api::ProfileUpdate &update)
{
    return ask<Api::Profile>(signedIn(put(u"/api/profiles/"_s + profile.toString(), encode(update))));
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

Call<Api::PlaylistSaved> *MedioClient::putChipVideos(const Api::ChipId &chip,
                                                     const Api::NewPlaylist &playlist)
{
    if (playlist.videos.size() > Api::NewPlaylist::maximum)
        return invalid<Api::PlaylistSaved>(u"videos"_s, u"must be 50 at the most"_s);
    return ask<Api::PlaylistSaved>(
        signedIn(put(u"/api/nfc/chips/"_s + chip.toString() + u"/videos"_s, encode(playlist))));
}

} // namespace Medio::Net
