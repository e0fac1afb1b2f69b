// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Medio::Home {

/// Double submit (MEDIO-API.md §2): a random cookie, and tokens that fit this cookie only. Tokens
/// do not expire, several are valid together, and they survive a restart. They are keyed with the
/// server's secret, so that planting a cookie of one's own gives no token for it.
/// Thread-safe: immutable.
class Csrf
{
public:
    explicit Csrf(const QByteArray &secret);

    [[nodiscard]] static QByteArray newCookie();
    [[nodiscard]] static bool isCookie(const QByteArray &text);
    [[nodiscard]] QByteArray newToken(const QByteArray &cookie) const;
    [[nodiscard]] bool matches(const QByteArray &token, const QByteArray &cookie) const;

private:
    [[nodiscard]] QByteArray sign(const QByteArray &salt, const QByteArray &cookie) const;

    const QByteArray m_secret;
};

} // namespace Medio::Home
