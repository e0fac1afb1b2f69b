// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/base/expected.h"
#include "net/api/values.h"

#include <QByteArray>

namespace Medio::Home {

/// Makes and checks the two tokens of MEDIO-API.md §3: JWT, HS256 and nothing else. Unlike Medio
/// it checks audience, issuer and kind on use, so that a refresh token opens nothing.
/// Thread-safe: immutable.
class Tokens
{
public:
    static constexpr std::chrono::seconds accessLifetime{15 * 60};
    static constexpr std::chrono::seconds refreshLifetime{7 * 24 * 3600};

    enum class Kind { Access, Refresh };
    enum class Problem { Invalid, Expired };

    struct Claims
    {
        Kind kind = Kind::Access;
        Api::UserId user;
        QString jti; ///< the token's own id, by which it is revoked
        QDateTime expires;
    };

    /// `secret`: at least 32 bytes.
    Tokens(const QByteArray &secret, const Clock &clock);

    [[nodiscard]] QByteArray makeAccess(const Api::User &user) const;
    [[nodiscard]] QByteArray makeRefresh(const Api::UserId &user) const;
    [[nodiscard]] Expected<Claims, Problem> verify(const QByteArray &token) const;

private:
    [[nodiscard]] QByteArray make(Kind kind, const Api::UserId &user, const QString &email,
                                  std::chrono::seconds lifetime) const;

    const QByteArray m_secret;
    const Clock &m_clock;
};

} // namespace Medio::Home
