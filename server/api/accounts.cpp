// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/text.h"
#include "server/api/answers.h"
#include "server/api/routes.h"
#include "server/auth/passwords.h"
#include "server/http/cookies.h"

namespace Medio::Home {

using namespace Qt::StringLiterals;

namespace {

Api::User userOf(const Row &row)
{
    return {idIn<Api::UserId>(row, "id"), row.text("email"), row.text("name")};
}

bool isRevoked(Connection &connection, const QString &jti)
{
    return connection.one(u"SELECT jti FROM revoked_tokens WHERE jti = ?"_s, {jti}).has_value();
}

std::optional<Row> userById(Connection &connection, const Api::UserId &id)
{
    return connection.one(u"SELECT id, email, name FROM users WHERE id = ?"_s, {id.toString()});
}

class Accounts
{
public:
    explicit Accounts(const Services &services)
        : m_services(services)
    {
    }

    Response registerUser(const Call &call) const;
    Response login(const Call &call) const;
    Response me(const Call &call, Connection &connection) const;
    Response refresh(const Call &call, Connection &connection) const;
    Response logout(const Call &call, Connection &connection) const;

private:
    Response signedIn(const Call &call, int status, const Api::User &user) const;

    const Services &m_services;
};

Response Accounts::signedIn(const Call &call, int status, const Api::User &user) const
{
    const QByteArray access = m_services.tokens.makeAccess(user);
    Response response = encoded(status, Api::encode(Api::SignedIn{user, QString::fromLatin1(access)}));
    Cookies::set(response, "authToken", access, call.secure, Tokens::accessLifetime);
    Cookies::set(response, "refreshToken", m_services.tokens.makeRefresh(user.id), call.secure,
                 Tokens::refreshLifetime);
    return response;
}

Response Accounts::registerUser(const Call &call) const
{
    const auto wish = bodyAs<Api::Register>(call);
    if (!wish)
        return wish.error();
    const Api::User user{Api::UserId::create(), wish->email, wish->name};
    const QString hash = QString::fromLatin1(Passwords::hash(wish->password));
    const auto written = m_services.database.write([&](Connection &connection) {
        return connection.run(
            u"INSERT INTO users (id, email, password_hash, name, created_at) VALUES (?, ?, ?, ?, ?)"_s,
            {user.id.toString(), user.email, hash, user.name, m_services.now()});
    });
    if (written)
        return signedIn(call, 201, user);
    if (written.error() == DatabaseProblem::Duplicate)
        return Response::message(409, u"User already exists"_s);
    return databaseAway();
}

Response Accounts::login(const Call &call) const
{
    const auto wish = bodyAs<Api::Login>(call);
    if (!wish)
        return wish.error();
    struct Known
    {
        Api::User user;
        QByteArray hash;
    };
    const auto known = m_services.database.read([&](Connection &connection) -> std::optional<Known> {
        const auto row = connection.one(u"SELECT id, email, name, password_hash FROM users WHERE email = ?"_s,
                                        {wish->email});
        if (!row)
            return std::nullopt;
        return Known{userOf(*row), row->text("password_hash").toLatin1()};
    });
    if (!known)
        return databaseAway();
    if (!*known)
        Passwords::waste(wish->password);
    else if (Passwords::matches(wish->password, (*known)->hash))
        return signedIn(call, 200, (*known)->user);
    return Response::message(401, u"Invalid credentials"_s);
}

Response Accounts::me(const Call &call, Connection &connection) const
{
    const auto nobody = [&](const QString &message, bool clear) {
        Response response = encoded(401, Api::encode(Api::Me{}, message));
        if (clear)
            Cookies::clear(response, "authToken", call.secure);
        return response;
    };
    const QByteArray token = call.request.accessToken();
    if (token.isEmpty())
        return nobody(u"Access token required"_s, false);
    const auto claims = m_services.tokens.verify(token);
    if (!claims)
        return nobody(
            claims.error() == Tokens::Problem::Expired ? u"Token has expired"_s : u"Invalid token"_s, true);
    if (claims->kind != Tokens::Kind::Access)
        return nobody(u"Invalid token"_s, true);
    if (isRevoked(connection, claims->jti))
        return nobody(u"Token has been revoked"_s, true);
    const auto row = userById(connection, claims->user);
    if (!row)
        return nobody(u"Invalid token"_s, true);
    return ok(Api::Me{userOf(*row)});
}

Response Accounts::refresh(const Call &call, Connection &connection) const
{
    const auto refused = [&](const QByteArray &body, bool clear) {
        Response response = encoded(401, body);
        if (clear) {
            Cookies::clear(response, "authToken", call.secure);
            Cookies::clear(response, "refreshToken", call.secure);
        }
        return response;
    };
    const QByteArray token = call.request.cookie("refreshToken");
    if (token.isEmpty())
        return refused(Api::Refusal::m(u"Refresh token required"_s), false);
    const auto claims = m_services.tokens.verify(token);
    if (!claims)
        return refused(Api::Refusal::requiresLogin(u"Invalid refresh token"_s), true);
    if (claims->kind != Tokens::Kind::Refresh)
        return refused(Api::Refusal::m(u"Invalid token type"_s), true);
    if (isRevoked(connection, claims->jti))
        return refused(Api::Refusal::m(u"Token has been revoked"_s), true);
    const auto row = userById(connection, claims->user);
    if (!row)
        return refused(Api::Refusal::m(u"User not found"_s), true);
    const QByteArray access = m_services.tokens.makeAccess(userOf(*row));
    Response response = ok(Api::Refreshed{QString::fromLatin1(access)});
    Cookies::set(response, "authToken", access, call.secure, Tokens::accessLifetime);
    return response;
}

Response Accounts::logout(const Call &call, Connection &connection) const
{
    const QString now = m_services.now();
    connection.run(u"DELETE FROM revoked_tokens WHERE expires_at < ?"_s, {now});
    for (const QByteArray &token : {call.request.accessToken(), call.request.cookie("refreshToken")}) {
        const auto claims = m_services.tokens.verify(token);
        if (claims && !isRevoked(connection, claims->jti))
            connection.run(u"INSERT INTO revoked_tokens (jti, expires_at) VALUES (?, ?)"_s,
                           {claims->jti, Api::timestamp(claims->expires)});
    }
    Response response = ok(Api::Acknowledged{u"Logged out"_s});
    Cookies::clear(response, "authToken", call.secure);
    Cookies::clear(response, "refreshToken", call.secure);
    return response;
}

} // namespace

void addAccountRoutes(Router &router, const Services &services)
{
    const auto accounts = std::make_shared<Accounts>(services);
    const auto add = [&](const QByteArray &method, const QString &pattern, Place place,
                         std::function<Response(const Call &, Connection *)> act,
                         QList<Limiter> limiters = {}, bool csrfExempt = false) {
        Route route{method, pattern, place, std::move(act)};
        route.limiters = std::move(limiters);
        route.csrfExempt = csrfExempt;
        router.add(route);
    };
    add("POST", u"auth/register"_s, Place::Passwords,
        [accounts](const Call &call, Connection *) { return accounts->registerUser(call); }, {Limiter::Auth});
    add("POST", u"auth/login"_s, Place::Passwords,
        [accounts](const Call &call, Connection *) { return accounts->login(call); }, {Limiter::Auth});
    add("GET", u"auth/me"_s, Place::Reader,
        [accounts](const Call &call, Connection *db) { return accounts->me(call, *db); });
    add(
        "POST", u"auth/refresh"_s, Place::Reader,
        [accounts](const Call &call, Connection *db) { return accounts->refresh(call, *db); }, {}, true);
    add("POST", u"auth/logout"_s, Place::Writer,
        [accounts](const Call &call, Connection *db) { return accounts->logout(call, *db); });
}

} // namespace Medio::Home
