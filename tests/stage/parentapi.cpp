// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/parentapi.h"

#include <QJsonArray>
#include <QNetworkCookieJar>
#include <QNetworkReply>

namespace Medio::Stage {

namespace {

constexpr int answerTime = 30'000;

} // namespace

ParentApi::ParentApi(QObject *parent)
    : QObject(parent)
{
    m_network.setTransferTimeout(answerTime);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

void ParentApi::call(const QByteArray &method, const QString &path, const QJsonObject &body,
                     const Answer &answer, Again again)
{
    if (method == "GET" || !m_csrf.isEmpty())
        return send(method, path, body, answer, again);
    send(
        "GET", QStringLiteral("/api/csrf-token"), {},
        [=, this](const Expected<QJsonDocument, QString> &token) {
            if (!token)
                return answer(Unexpected{token.error()});
            m_csrf = (*token)[u"csrfToken"].toString().toLatin1();
            send(method, path, body, answer, again);
        },
        Again::No);
}

void ParentApi::send(const QByteArray &method, const QString &path, const QJsonObject &body,
                     const Answer &answer, Again again)
{
    QUrl url = m_server;
    const QString whole = m_server.path().chopped(m_server.path().endsWith(u'/') ? 1 : 0) + path;
    url.setPath(whole.section(u'?', 0, 0));
    url.setQuery(whole.section(u'?', 1));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!m_csrf.isEmpty() && method != "GET")
        request.setRawHeader("X-CSRF-Token", m_csrf);
    const QByteArray bytes =
        method == "GET" ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, bytes);
    connect(reply, &QNetworkReply::finished, this, [=, this] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QJsonDocument document = QJsonDocument::fromJson(reply->readAll());
        if (status >= 200 && status < 300 && !document.isNull())
            return answer(document);
        if ((status == 401 || status == 403) && again == Again::Yes && !m_email.isEmpty()) {
            m_csrf.clear();
            return signIn(m_email, m_password, [=, this](const Expected<void, QString> &signedIn) {
                if (!signedIn)
                    return answer(Unexpected{signedIn.error()});
                call(method, path, body, answer, Again::No);
            });
        }
        const QString why = status == 0
                                ? reply->errorString()
                                : QStringLiteral("status %1, %2")
                                      .arg(status)
                                      .arg(document[u"message"].toString(document[u"error"].toString()));
        answer(Unexpected{QString::fromLatin1(method) + u' ' + path + u": " + why});
    });
}

void ParentApi::all(QList<std::function<void(Done)>> steps, const Done &done)
{
    if (steps.isEmpty())
        return done({});
    const auto first = steps.takeFirst();
    first([this, steps, done](const Expected<void, QString> &outcome) {
        if (!outcome)
            return done(outcome);
        all(steps, done);
    });
}

void ParentApi::registerParent(const Family &family, const Done &done)
{
    m_email = family.email;
    m_password = family.password;
    call(
        "POST", QStringLiteral("/api/auth/register"),
        {{QStringLiteral("email"), family.email},
         {QStringLiteral("password"), family.password},
         {QStringLiteral("name"), family.parentName}},
        [done](const Expected<QJsonDocument, QString> &answer) {
            answer ? done({}) : done(Unexpected{answer.error()});
        },
        Again::No);
}

void ParentApi::signIn(const QString &email, const QString &password, const Done &done)
{
    m_email = email;
    m_password = password;
    call(
        "POST", QStringLiteral("/api/auth/login"),
        {{QStringLiteral("email"), email}, {QStringLiteral("password"), password}},
        [done](const Expected<QJsonDocument, QString> &answer) {
            answer ? done({}) : done(Unexpected{answer.error()});
        },
        Again::No);
}

void ParentApi::makeFilm(const Family::Film &film, const QUrl &films, const Done &done)
{
    QUrl address = films;
    address.setPath(u'/' + film.file);
    QJsonObject body{{QStringLiteral("title"), film.title},
                     {QStringLiteral("platform_id"), m_platform},
                     {QStringLiteral("platform_video_id"), film.key},
                     {QStringLiteral("video_url"), address.toString()}};
    if (film.durationSeconds > 0)
        body.insert(QStringLiteral("duration_seconds"), film.durationSeconds);
    if (!film.ageRating.isEmpty())
        body.insert(QStringLiteral("age_rating"), film.ageRating);
    call("POST", QStringLiteral("/api/videos"), body,
         [this, key = film.key, done](const Expected<QJsonDocument, QString> &answer) {
             if (!answer)
                 return done(Unexpected{answer.error()});
             m_filmIds.insert(key, (*answer)[u"id"].toString());
             done({});
         });
}

void ParentApi::makeChip(const Family::Chip &chip, const Done &done)
{
    call("POST", QStringLiteral("/api/nfc/chips"),
         {{QStringLiteral("chip_uid"), chip.uid}, {QStringLiteral("label"), chip.label}},
         [this, films = chip.films, done](const Expected<QJsonDocument, QString> &answer) {
             if (!answer)
                 return done(Unexpected{answer.error()});
             if (films.isEmpty())
                 return done({});
             QJsonArray list;
             for (const QString &key : films) {
                 list.append(QJsonObject{{QStringLiteral("video_id"), m_filmIds.value(key)},
                                         {QStringLiteral("sequence_order"), list.size() + 1}});
             }
             call("PUT", QStringLiteral("/api/nfc/chips/%1/videos").arg((*answer)[u"id"].toString()),
                  {{QStringLiteral("videos"), list}}, [done](const Expected<QJsonDocument, QString> &stored) {
                      stored ? done({}) : done(Unexpected{stored.error()});
                  });
         });
}

void ParentApi::makeFamily(const Family &family, const QUrl &films, const Done &done)
{
    QList<std::function<void(Done)>> steps;
    steps.append([this](const Done &next) {
        call("GET", QStringLiteral("/api/platforms"), {},
             [this, next](const Expected<QJsonDocument, QString> &answer) {
                 if (!answer)
                     return next(Unexpected{answer.error()});
                 m_platform = (*answer)[0][u"id"].toString();
                 next({});
             });
    });
    for (const Family::Child &child : family.children) {
        steps.append([this, child](const Done &next) {
            call("POST", QStringLiteral("/api/profiles"),
                 {{QStringLiteral("name"), child.name},
                  {QStringLiteral("daily_limit_minutes"), child.dailyLimitMinutes}},
                 [next](const Expected<QJsonDocument, QString> &answer) {
                     answer ? next({}) : next(Unexpected{answer.error()});
                 });
        });
    }
    for (const Family::Film &film : family.films)
        steps.append([this, film, films](const Done &next) { makeFilm(film, films, next); });
    for (const Family::Chip &chip : family.chips) {
        if (chip.isKnown)
            steps.append([this, chip](const Done &next) { makeChip(chip, next); });
    }
    all(steps, done);
}

void ParentApi::readNames(const Family &family, const Done &done)
{
    const auto profiles = [this](const Done &next) {
        call("GET", QStringLiteral("/api/profiles?limit=100"), {},
             [this, next](const Expected<QJsonDocument, QString> &answer) {
                 if (!answer)
                     return next(Unexpected{answer.error()});
                 const QJsonArray list = (*answer)[u"data"].toArray();
                 for (const auto profile : list)
                     m_children.insert(profile[u"id"].toString(), profile[u"name"].toString());
                 next({});
             });
    };
    const auto videos = [this, family](const Done &next) {
        call("GET", QStringLiteral("/api/videos?limit=100"), {},
             [this, family, next](const Expected<QJsonDocument, QString> &answer) {
                 if (!answer)
                     return next(Unexpected{answer.error()});
                 const QJsonArray list = (*answer)[u"data"].toArray();
                 for (const auto video : list) {
                     for (const Family::Film &film : family.films) {
                         if (film.title == video[u"title"].toString())
                             m_films.insert(video[u"id"].toString(), film.key);
                     }
                 }
                 next({});
             });
    };
    all({profiles, videos}, done);
}

void ParentApi::setLimit(const QString &child, int minutes, const Done &done)
{
    call("PUT", QStringLiteral("/api/profiles/") + m_children.key(child),
         {{QStringLiteral("daily_limit_minutes"), minutes}},
         [done](const Expected<QJsonDocument, QString> &answer) {
             answer ? done({}) : done(Unexpected{answer.error()});
         });
}

} // namespace Medio::Stage
