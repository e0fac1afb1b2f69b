// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/api/gate.h"

#include "app/base/logging.h"
#include "net/api/codec.h"
#include "server/api/answers.h"
#include "server/auth/csrf.h"
#include "server/http/cookies.h"
#include "server/http/party.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace Medio::Home {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

bool isUnsafe(const QByteArray &method)
{
    return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

/// A form as JSON, all values texts (§1: such bodies are accepted too).
QByteArray formToJson(const QByteArray &body)
{
    QByteArray text = body;
    text.replace('+', ' ');
    const QUrlQuery form(QString::fromLatin1(text));
    QJsonObject object;
    const auto items = form.queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items)
        object.insert(key, value);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isHostHeader(const QByteArray &host)
{
    return !host.isEmpty() && host.size() <= 255 && std::all_of(host.cbegin(), host.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == ':' || c == '[' || c == ']' || c == '_';
    });
}

Response tooMany(Limiter limiter, const QDateTime &until)
{
    // §6: two limiters answer in plain text, the others in JSON.
    if (limiter == Limiter::Auth || limiter == Limiter::Public) {
        Response response;
        response.status = 429;
        response.headers.add("Content-Type", "text/html; charset=utf-8");
        response.body = "Too many requests, please try again later.";
        return response;
    }
    Response response;
    response.status = 429;
    response.headers.add("Content-Type", "application/json; charset=utf-8");
    response.body = Api::Refusal::r(
        u"Too many requests"_s,
        limiter == Limiter::Session ? u"Let us take a little break and try again."_s : QString(), until);
    return response;
}

Response answerTo(DatabaseProblem problem)
{
    switch (problem) {
    case DatabaseProblem::Unavailable:
        return databaseAway();
    case DatabaseProblem::Busy:
        return Response::unavailable(u"Too much to do at the moment"_s, 1s);
    case DatabaseProblem::Duplicate:
        return Response::message(409, u"This exists already"_s);
    case DatabaseProblem::Stopping:
        return Response::unavailable(u"The server is stopping"_s, 5s);
    }
    Q_UNREACHABLE();
}

} // namespace

Gate::Gate(const Services &services, Router router, WorkerPool &passwords, WorkerPool &disk)
    : m_services(services)
    , m_router(std::move(router))
    , m_passwords(passwords)
    , m_disk(disk)
    , m_general(1000, 15min, services.clock)
{
    const auto add = [&](Limiter limiter, int amount, std::chrono::seconds window) {
        m_limiters.emplace(limiter, std::make_unique<RateLimiter>(amount, window, services.clock));
    };
    add(Limiter::Auth, 20, 15min);
    add(Limiter::Public, 10, 1min);
    add(Limiter::Session, 10, 1min);
    add(Limiter::ChipCreate, 10, 15min);
    add(Limiter::ChipList, 60, 15min);
    add(Limiter::ChipDelete, 20, 15min);
}

QByteArray Gate::addressOf(const Request &request) const
{
    QHostAddress address = request.peer;
    if (m_services.settings.trustForwardedFor) {
        // The last entry is the one that our own proxy wrote, be it in a header of its own.
        const QByteArray last = request.headers.values("X-Forwarded-For").join(',').split(',').last();
        if (QHostAddress said; said.setAddress(QString::fromLatin1(last.trimmed())))
            address = said;
    }
    return partyOf(address).toString().toLatin1();
}

std::optional<Response> Gate::takeGeneral(const QByteArray &key, Headers &headers)
{
    const auto verdict = m_general.take(key);
    const qint64 reset = m_services.clock.wall().toSecsSinceEpoch() + verdict.untilReset.count();
    headers.add("X-RateLimit-Limit", QByteArray::number(verdict.limit));
    headers.add("X-RateLimit-Remaining", QByteArray::number(verdict.remaining));
    headers.add("X-RateLimit-Reset", QByteArray::number(reset));
    if (verdict.allowed)
        return std::nullopt;
    Response response = tooMany(Limiter::Auth, {});
    response.headers.add("Retry-After", QByteArray::number(qint64(verdict.untilReset.count())));
    return response;
}

std::optional<Response> Gate::take(Limiter limiter, const QByteArray &key, Headers &headers)
{
    const auto verdict = m_limiters.at(limiter)->take(key);
    headers.add("RateLimit-Limit", QByteArray::number(verdict.limit));
    headers.add("RateLimit-Remaining", QByteArray::number(verdict.remaining));
    headers.add("RateLimit-Reset", QByteArray::number(qint64(verdict.untilReset.count())));
    if (verdict.allowed)
        return std::nullopt;
    Response response = tooMany(limiter, m_services.clock.wall().addSecs(verdict.untilReset.count()));
    response.headers.add("Retry-After", QByteArray::number(qint64(verdict.untilReset.count())));
    return response;
}

Expected<QByteArray, Response> Gate::bodyOf(const Request &request)
{
    if (request.body.isEmpty())
        return QByteArrayLiteral("{}");
    const QByteArray type = request.headers.value("Content-Type").toLower();
    const QByteArray kind = type.split(';').first().trimmed();
    const auto charset = type.indexOf("charset=");
    if (charset >= 0) {
        const QByteArray name = type.mid(charset + 8).split(';').first().trimmed().replace('"', "");
        if (name != "utf-8" && name != "utf8")
            return Unexpected{Response::message(415, u"Only UTF-8 is understood"_s)};
    }
    if (kind == "application/x-www-form-urlencoded")
        return formToJson(request.body);
    if (kind != "application/json")
        return QByteArrayLiteral("{}"); // §1: then validation fails, not the type

    // Invalid UTF-8 becomes U+FFFD (§1) instead of an error of the parser.
    QByteArray json = QString::fromUtf8(request.body).toUtf8();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError || document.isNull())
        return Unexpected{
            Response::message(400, u"Not JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset))};
    return json;
}

bool Gate::isForeignOrigin(const Call &call) const
{
    const QByteArray origin = call.request.headers.value("Origin");
    return call.request.headers.contains("Origin") && origin != call.origin.toLatin1();
}

std::optional<Response> Gate::checkCsrf(const Call &call) const
{
    const QByteArray cookie = call.request.cookie("_csrf");
    QByteArray token = call.request.headers.value("X-CSRF-Token");
    if (token.isEmpty())
        token = Api::csrfOf(call.json).toLatin1();
    if (token.isEmpty())
        token = QUrlQuery(QString::fromLatin1(call.request.query))
                    .queryItemValue(u"_csrf"_s, QUrl::FullyDecoded)
                    .toLatin1();
    if (m_services.csrf.matches(token, cookie))
        return std::nullopt;
    Response response = Response::message(403, u"Invalid CSRF token"_s);
    if (cookie.isEmpty())
        Cookies::set(response, "_csrf", Csrf::newCookie(), call.secure);
    return response;
}

Expected<Caller, Response> Gate::authenticate(const Call &call, Connection &connection) const
{
    const QByteArray token = call.request.accessToken();
    if (token.isEmpty())
        return Unexpected{Response::message(401, u"Access token required"_s)};
    const auto claims = m_services.tokens.verify(token);
    if (!claims && claims.error() == Tokens::Problem::Expired)
        return Unexpected{Response::message(403, u"Token has expired"_s)};
    if (!claims || claims->kind != Tokens::Kind::Access)
        return Unexpected{Response::message(403, u"Invalid token"_s)};
    const auto row = connection.one(u"SELECT (SELECT count(*) FROM revoked_tokens WHERE jti = ?) AS revoked, "
                                    "(SELECT count(*) FROM users WHERE id = ?) AS known"_s,
                                    {claims->jti, claims->user.toString()});
    if (row->integer("revoked") > 0)
        return Unexpected{Response::message(403, u"Token has been revoked"_s)};
    if (row->integer("known") == 0)
        return Unexpected{Response::message(403, u"Invalid token"_s)};
    return Caller{claims->user.toString()};
}

Response Gate::finished(const Call &call, Response response, const Headers &headers)
{
    for (const auto &[name, value] : headers.fields())
        response.headers.add(name, value);
    const bool read = call.request.method == "GET" || call.request.method == "HEAD";
    if (response.status == 200 && read && !response.file && !response.headers.contains("ETag") &&
        !response.headers.contains("Cache-Control")) {
        const QByteArray tag =
            "W/\"" + QCryptographicHash::hash(response.body, QCryptographicHash::Sha1).toHex().left(24) + '"';
        response.headers.add("ETag", tag);
        response.headers.add("Cache-Control", "private, no-cache");
        if (call.request.headers.value("If-None-Match") == tag) {
            response.status = 304;
            response.body.clear();
        }
    }
    return response;
}

Response Gate::run(const Route &route, Call call, Connection *connection, Headers &headers)
{
    if (route.needsLogin) {
        Q_ASSERT(connection);
        auto caller = authenticate(call, *connection);
        if (!caller)
            return caller.error();
        call.caller = *caller;
        if (m_services.settings.limitsEnabled) {
            for (const Limiter limiter : route.limiters) {
                if (limiter == Limiter::ChipCreate || limiter == Limiter::ChipList ||
                    limiter == Limiter::ChipDelete) {
                    if (auto refused = take(limiter, call.caller->id.toLatin1(), headers))
                        return *refused;
                }
            }
        }
    }
    return route.act(call, connection);
}

void Gate::dispatch(const Route &route, const Call &call, const Headers &headers, const Responder &responder)
{
    const auto act = [this, &route, call, headers](Connection *connection) {
        const Logging::Field id("request", call.request.id);
        Headers all = headers;
        Response response = run(route, call, connection, all);
        return finished(call, std::move(response), all);
    };
    const auto inPool = [&](WorkerPool &pool) {
        if (!pool.post([act, responder] { responder.answer(act(nullptr)); }))
            responder.answer(Response::unavailable(u"Too much to do at the moment"_s, 2s));
    };
    switch (route.place) {
    case Place::IoThread:
        responder.answer(act(nullptr));
        return;
    case Place::Passwords:
        inPool(m_passwords);
        return;
    case Place::Disk:
        inPool(m_disk);
        return;
    case Place::Reader:
    case Place::Writer:
        break;
    }
    m_services.database.ask<Response>(
        route.place == Place::Writer ? Database::Access::Write : Database::Access::Read,
        [act](Connection &connection) { return act(&connection); },
        [&route, call, headers, responder](Expected<Response, DatabaseProblem> result) {
            if (result)
                responder.answer(std::move(*result));
            else if (route.otherwise)
                responder.answer(finished(call, route.otherwise(call, result.error()), headers));
            else
                responder.answer(finished(call, answerTo(result.error()), headers));
        });
}

void Gate::handle(Request request, const Responder &responder)
{
    const ServerSettings &settings = m_services.settings;
    Call call;
    call.request = std::move(request);
    const Router::Match match = m_router.find(call.request.method, call.request.path);
    call.parameters = match.parameters;

    call.secure = call.request.encrypted || settings.publicUrl.startsWith(u"https:");
    if (!settings.publicUrl.isEmpty()) {
        call.origin = settings.publicUrl;
    } else {
        const QByteArray host = call.request.headers.values("Host").join(','); // twice: a comma
        if (!isHostHeader(host)) {
            responder.answer(
                Response::message(400, u"The Host header is missing, there twice or not a host"_s));
            return;
        }
        call.origin = (call.request.encrypted ? u"https://"_s : u"http://"_s) + QString::fromLatin1(host);
    }

    Headers headers;
    const QByteArray address = addressOf(call.request);
    if (settings.limitsEnabled && !(match.route && match.route->unlimited)) {
        std::optional<Response> refused = takeGeneral(address, headers);
        if (match.route) {
            for (const Limiter limiter : match.route->limiters) {
                if (!refused && (limiter == Limiter::Auth || limiter == Limiter::Public))
                    refused = take(limiter, address, headers);
            }
        }
        if (refused) {
            responder.answer(finished(call, *refused, headers));
            return;
        }
    }
    if (isForeignOrigin(call)) {
        responder.answer(finished(call, Response::message(403, u"Not allowed by CORS"_s), headers));
        return;
    }
    auto body = bodyOf(call.request);
    if (!body) {
        responder.answer(finished(call, body.error(), headers));
        return;
    }
    call.json = *body;
    if (isUnsafe(call.request.method) && !(match.route && match.route->csrfExempt)) {
        if (auto refused = checkCsrf(call)) {
            responder.answer(finished(call, *refused, headers));
            return;
        }
    }
    if (!match.route) {
        const QString line =
            u"Cannot "_s + QString::fromLatin1(call.request.method) + u' ' + call.request.path;
        responder.answer(finished(call, Response::html(404, line), headers));
        return;
    }
    if (settings.limitsEnabled && match.route->limiters.contains(Limiter::Session)) {
        if (auto refused = take(Limiter::Session, address, headers)) {
            responder.answer(finished(call, *refused, headers));
            return;
        }
    }
    dispatch(*match.route, call, headers, responder);
}

} // namespace Medio::Home
