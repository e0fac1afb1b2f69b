// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/loopbackserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace Medio {

using namespace Qt::StringLiterals;

/// As much of a Medio server as a client's session needs, with its traps: CSRF by double submit,
/// tokens in cookies, and a database that can be taken away, after which every token is "invalid"
/// and the cookies are cleared (MEDIO-API.md §2, §3, §11). Written from the contract.
class FakeMedio : public LoopbackServer
{
public:
    const QByteArray email = "anna@example.org";
    const QByteArray password = "Lantern-7!secret";

    bool databaseDown = false;
    int accessLifetime = 900;                                ///< seconds, the authToken cookie's Max-Age
    QSet<QByteArray> accessTokens;                           ///< those that work
    QSet<QByteArray> refreshTokens;                          ///< those that work
    QSet<QByteArray> expiredTokens;                          ///< answered with "Token has expired"
    QList<QByteArray> issued;                                ///< every secret that ever left
    std::function<Answer(const Request &, Answer)> lastWord; ///< may change any answer

    FakeMedio()
    {
        route("GET", u"/api/health"_s, &FakeMedio::health);
        route("GET", u"/api/csrf-token"_s, &FakeMedio::csrfToken);
        route("POST", u"/api/auth/login"_s, &FakeMedio::login);
        route("POST", u"/api/auth/register"_s, &FakeMedio::login);
        route("POST", u"/api/auth/refresh"_s, &FakeMedio::refresh);
        route("POST", u"/api/auth/logout"_s, &FakeMedio::logout);
        route("GET", u"/api/auth/me"_s, &FakeMedio::me);
    }

    /// A route behind the login (and behind CSRF if it is no GET).
    void onSignedIn(const QByteArray &method, const QString &path, Handler handler)
    {
        on(method, path, [this, method, handler = std::move(handler)](const Request &request) {
            if (method != "GET" && !hasCsrf(request))
                return finish(request, csrfRefusal());
            const Answer refusal = gate(request);
            return finish(request, refusal.status == 200 ? handler(request) : refusal);
        });
    }
    void onSignedIn(const QByteArray &method, const QString &path, const QByteArray &body)
    {
        onSignedIn(method, path, [body](const Request &) { return json(body); });
    }
    /// A public route that wants CSRF all the same (heartbeat, end).
    void onCsrf(const QByteArray &method, const QString &path, Handler handler)
    {
        on(method, path, [this, handler = std::move(handler)](const Request &request) {
            return finish(request, hasCsrf(request) ? handler(request) : csrfRefusal());
        });
    }

    /// What a cookie of the request holds; empty if it is not there.
    static QByteArray cookie(const Request &request, const QByteArray &name)
    {
        for (const QByteArray &part : request.headers.value("cookie").split(';')) {
            if (part.trimmed().startsWith(QByteArray(name + '=')))
                return part.trimmed().sliced(name.size() + 1);
        }
        return {};
    }

    QByteArray issueRefreshToken()
    {
        QByteArray token = "refresh-" + QByteArray::number(++m_serial) + "-s3cr3t";
        refreshTokens.insert(token);
        issued << token;
        return token;
    }
    QByteArray issueAccessToken()
    {
        QByteArray token = "access-" + QByteArray::number(++m_serial) + "-s3cr3t";
        accessTokens.insert(token);
        issued << token;
        return token;
    }
    /// What is in circulation is over by the server's clock.
    void expireAccessTokens()
    {
        expiredTokens.unite(accessTokens);
        accessTokens.clear();
    }

private:
    void route(const QByteArray &method, const QString &path, Answer (FakeMedio::*handler)(const Request &))
    {
        on(method, path,
           [this, handler](const Request &request) { return finish(request, (this->*handler)(request)); });
    }
    Answer finish(const Request &request, const Answer &answer)
    {
        return lastWord ? lastWord(request, answer) : answer;
    }

    static Answer csrfRefusal() { return json(R"({"message":"Invalid CSRF token"})", 403); }
    bool hasCsrf(const Request &request) const
    {
        const QByteArray secret = cookie(request, "_csrf");
        return !secret.isEmpty() && request.headers.value("x-csrf-token") == "for-" + secret;
    }

    Answer gate(const Request &request) const
    {
        const QByteArray token = cookie(request, "authToken");
        if (token.isEmpty())
            return json(R"({"message":"Access token required"})", 401);
        if (databaseDown)
            return json(R"({"message":"Invalid token"})", 403);
        if (expiredTokens.contains(token))
            return json(R"({"message":"Token has expired"})", 403);
        if (!accessTokens.contains(token))
            return json(R"({"message":"Invalid token"})", 403);
        return json({});
    }

    Answer health(const Request &)
    {
        if (databaseDown)
            return json(R"({"status":"degraded","services":{"database":"unhealthy"}})", 503);
        return json(
            R"({"status":"healthy","services":{"database":"healthy"},"capabilities":["played-seconds"]})");
    }
    Answer csrfToken(const Request &request)
    {
        QByteArray secret = cookie(request, "_csrf");
        const bool known = !secret.isEmpty();
        if (!known) {
            secret = "csrf-" + QByteArray::number(++m_serial) + "-s3cr3t";
            issued << secret;
        }
        Answer answer = json("{\"csrfToken\":\"for-" + secret + "\"}");
        if (!known)
            answer.with("Set-Cookie", "_csrf=" + secret + "; Path=/; HttpOnly; SameSite=Lax");
        return answer;
    }
    Answer login(const Request &request)
    {
        if (!hasCsrf(request))
            return csrfRefusal();
        if (databaseDown)
            return json(R"({"message":"Server error"})", 500);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        if (body.value(QLatin1StringView("password")).toString().toLatin1() != password)
            return json(R"({"message":"Invalid credentials"})", 401);
        const QByteArray access = issueAccessToken();
        Answer answer =
            json(R"({"user":{"id":"7f1c2a9e-51d4-4a0b-9c57-0a6d5e1f2b33","email":"anna@example.org",
            "name":"Anna"},"token":")" +
                     access + "\"}",
                 request.path.endsWith(u"register"_s) ? 201 : 200);
        answer.with("Set-Cookie", "authToken=" + access + "; Max-Age=" + QByteArray::number(accessLifetime) +
                                      "; Path=/; HttpOnly");
        answer.with("Set-Cookie",
                    "refreshToken=" + issueRefreshToken() + "; Max-Age=604800; Path=/; HttpOnly");
        return answer;
    }
    Answer refresh(const Request &request)
    {
        const QByteArray token = cookie(request, "refreshToken");
        if (databaseDown || !refreshTokens.contains(token)) {
            Answer refusal = json(R"({"message":"Invalid refresh token","requiresLogin":true})", 401);
            refusal.with("Set-Cookie", "authToken=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
            refusal.with("Set-Cookie", "refreshToken=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
            return refusal;
        }
        const QByteArray access = issueAccessToken();
        Answer answer = json("{\"message\":\"ok\",\"token\":\"" + access + "\"}");
        answer.with("Set-Cookie", "authToken=" + access + "; Max-Age=" + QByteArray::number(accessLifetime) +
                                      "; Path=/; HttpOnly");
        return answer;
    }
    Answer logout(const Request &request)
    {
        if (!hasCsrf(request))
            return csrfRefusal();
        refreshTokens.remove(cookie(request, "refreshToken"));
        accessTokens.remove(cookie(request, "authToken"));
        return json(R"({"message":"Logged out"})");
    }
    Answer me(const Request &request)
    {
        if (databaseDown || !accessTokens.contains(cookie(request, "authToken"))) {
            Answer refusal = json(R"({"authenticated":false,"message":"Invalid token"})", 401);
            return refusal.with("Set-Cookie", "authToken=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        }
        return json(R"({"authenticated":true,"user":{"id":"7f1c2a9e-51d4-4a0b-9c57-0a6d5e1f2b33",
            "email":"anna@example.org","name":"Anna"}})");
    }

    int m_serial = 0;
};

} // namespace Medio
