// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/parentapi.h"

#include <QJsonArray>
#include <QNetworkCookieJar>
#include <QNetworkReply>

#include <memory>

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

void ParentApi::ask(const QByteArray &method, const QString &path, const QJsonObject &body, const Done &done,
                    const std::function<void(const QJsonDocument &)> &take)
{
    call(method, path, body, [done, take](const Expected<QJsonDocument, QString> &answer) {
        if (!answer)
            return done(Unexpected{answer.error()});
        if (take)
            take(*answer);
        done({});
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
             QStringList ids;
             for (const QString &key : films)
                 ids.append(m_filmIds.value(key));
             setFilms((*answer)[u"id"].toString(), ids, done);
         });
}

void ParentApi::setFilms(const QString &chipId, const QStringList &videoIds, const Done &done)
{
    QJsonArray list;
    for (const QString &id : videoIds) {
        list.append(QJsonObject{{QStringLiteral("video_id"), id},
                                {QStringLiteral("sequence_order"), list.size() + 1}});
    }
    ask("PUT", QStringLiteral("/api/nfc/chips/%1/videos").arg(chipId), {{QStringLiteral("videos"), list}},
        done);
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
    ask("PUT", QStringLiteral("/api/profiles/") + m_children.key(child),
        {{QStringLiteral("daily_limit_minutes"), minutes}}, done);
}

void ParentApi::addPlatformFilm(const Family::Chip &chip, const Done &done)
{
    struct Ids
    {
        QString platform;
        QString chip;
        QStringList videos;
    };
    const auto ids = std::make_shared<Ids>();
    const auto idIn = [](const QJsonDocument &list, const QString &key, const QString &value) {
        const QJsonArray entries = list.array();
        for (const auto entry : entries) {
            if (entry[key].toString().compare(value, Qt::CaseInsensitive) == 0)
                return entry[u"id"].toString();
        }
        return QString(); // which the server refuses
    };
    const auto platform = [this, ids, idIn](const Done &next) {
        ask("GET", QStringLiteral("/api/platforms"), {}, next, [ids, idIn](const QJsonDocument &platforms) {
            ids->platform = idIn(platforms, QStringLiteral("name"), QStringLiteral("youtube"));
        });
    };
    const auto itself = [this, ids, idIn, uid = chip.uid](const Done &next) {
        ask("GET", QStringLiteral("/api/nfc/chips"), {}, next, [ids, idIn, uid](const QJsonDocument &chips) {
            ids->chip = idIn(chips, QStringLiteral("chip_uid"), uid);
        });
    };
    const auto film = [this, ids](const Done &next) {
        // As theirs look, another for each chip; its beginning says how the imitated one behaves
        // (imitation/film.html).
        const QString id = QStringLiteral("stage") + QString(ids->chip).remove(u'-').left(6);
        const QString address = QStringLiteral("https://www.youtube.com/watch?v=") + id;
        ask("POST", QStringLiteral("/api/videos"),
            {{QStringLiteral("title"), QStringLiteral("A Film of YouTube")},
             {QStringLiteral("platform_id"), ids->platform},
             {QStringLiteral("platform_video_id"), id},
             {QStringLiteral("video_url"), address}},
            next, [ids](const QJsonDocument &made) { ids->videos.append(made[u"id"].toString()); });
    };
    const auto others = [this, ids](const Done &next) {
        ask("GET", QStringLiteral("/api/nfc/chips/%1/videos").arg(ids->chip), {}, next,
            [ids](const QJsonDocument &playlist) {
                const QJsonArray videos = playlist[u"videos"].toArray();
                for (const auto video : videos)
                    ids->videos.append(video[u"id"].toString());
            });
    };
    const auto playlist = [this, ids](const Done &next) {
        setFilms(ids->chip, ids->videos, next);
    };
    all({platform, itself, film, others, playlist}, done);
}

} // namespace Medio::Stage
