// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/tokens.h"

#include <jwt.h>

#include <QTimeZone>
#include <QUuid>

#include <cstdlib>
#include <memory>

namespace Medio::Home {
namespace {

constexpr qsizetype longestToken = 4096;
constexpr auto audience = "medio-users";
constexpr auto issuer = "medio-platform";

using Jwt = std::unique_ptr<jwt_t, decltype(&jwt_free)>;

const unsigned char *keyOf(const QByteArray &secret)
{
    return reinterpret_cast<const unsigned char *>(secret.constData());
}

} // namespace

Tokens::Tokens(const QByteArray &secret, const Clock &clock)
    : m_secret(secret)
    , m_clock(clock)
{
    Q_ASSERT_X(secret.size() >= 32, "Tokens", "the secret is too short");
}

QByteArray Tokens::makeAccess(const Api::User &user) const
{
    return make(Kind::Access, user.id, user.email, accessLifetime);
}

QByteArray Tokens::makeRefresh(const Api::UserId &user) const
{
    return make(Kind::Refresh, user, {}, refreshLifetime);
}

QByteArray Tokens::make(Kind kind, const Api::UserId &user, const QString &email,
                        std::chrono::seconds lifetime) const
{
    const auto now = static_cast<long>(m_clock.wall().toSecsSinceEpoch());
    jwt_t *raw = nullptr;
    if (jwt_new(&raw) != 0)
        qFatal("jwt_new: out of memory");
    const Jwt jwt(raw, &jwt_free);
    jwt_add_grant(raw, "id", user.toString().toLatin1().constData());
    if (!email.isEmpty())
        jwt_add_grant(raw, "email", email.toUtf8().constData());
    jwt_add_grant(raw, "jti", QUuid::createUuid().toString(QUuid::WithoutBraces).toLatin1().constData());
    jwt_add_grant(raw, "type", kind == Kind::Access ? "access" : "refresh");
    jwt_add_grant_int(raw, "iat", now);
    jwt_add_grant_int(raw, "exp", now + static_cast<long>(lifetime.count()));
    jwt_add_grant(raw, "aud", audience);
    jwt_add_grant(raw, "iss", issuer);
    jwt_set_alg(raw, JWT_ALG_HS256, keyOf(m_secret), static_cast<int>(m_secret.size()));
    const std::unique_ptr<char, decltype(&std::free)> text(jwt_encode_str(raw), &std::free);
    if (!text)
        qFatal("jwt_encode_str failed");
    return text.get();
}

Expected<Tokens::Claims, Tokens::Problem> Tokens::verify(const QByteArray &token) const
{
    if (token.isEmpty() || token.size() > longestToken || token.contains('\0'))
        return Unexpected{Problem::Invalid};
    jwt_t *raw = nullptr;
    if (jwt_decode(&raw, token.constData(), keyOf(m_secret), static_cast<int>(m_secret.size())) != 0)
        return Unexpected{Problem::Invalid};
    const Jwt jwt(raw, &jwt_free);
    // The token does not choose: "none" and everything else is refused whatever it is signed with.
    if (jwt_get_alg(raw) != JWT_ALG_HS256)
        return Unexpected{Problem::Invalid};

    const auto grant = [raw](const char *name) {
        return QByteArray(jwt_get_grant(raw, name));
    };
    const auto user = Api::UserId::parse(QString::fromLatin1(grant("id")));
    const QByteArray type = grant("type");
    const QByteArray jti = grant("jti");
    const long expires = jwt_get_grant_int(raw, "exp");
    if (!user || jti.isEmpty() || expires <= 0 || (type != "access" && type != "refresh") ||
        grant("aud") != audience || grant("iss") != issuer)
        return Unexpected{Problem::Invalid};
    if (expires <= m_clock.wall().toSecsSinceEpoch())
        return Unexpected{Problem::Expired};
    return Claims{type == "access" ? Kind::Access : Kind::Refresh, *user, QString::fromLatin1(jti),
                  QDateTime::fromSecsSinceEpoch(expires, QTimeZone::utc())};
}

} // namespace Medio::Home
