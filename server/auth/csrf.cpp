// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/csrf.h"

#include <openssl/crypto.h>

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QString>

#include <array>

namespace Medio::Home {
namespace {

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype cookieSize = 32; // 24 bytes in base64
constexpr qsizetype saltSize = 16;   // 12 bytes in base64

template<size_t words>
QByteArray randomText()
{
    std::array<quint32, words> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random)).toBase64(encoding);
}

} // namespace

Csrf::Csrf(const QByteArray &secret)
    : m_secret(secret)
{
}

QByteArray Csrf::newCookie()
{
    return randomText<6>();
}

bool Csrf::isCookie(const QByteArray &text)
{
    return text.size() == cookieSize;
}

QByteArray Csrf::newToken(const QByteArray &cookie) const
{
    const QByteArray salt = randomText<3>();
    return salt + '-' + sign(salt, cookie);
}

bool Csrf::matches(const QByteArray &token, const QByteArray &cookie) const
{
    if (!isCookie(cookie) || token.size() <= saltSize + 1 || token.at(saltSize) != '-')
        return false;
    const QByteArray expected = sign(token.left(saltSize), cookie);
    const QByteArray given = token.mid(saltSize + 1);
    return given.size() == expected.size() &&
           CRYPTO_memcmp(given.constData(), expected.constData(), static_cast<size_t>(expected.size())) == 0;
}

QByteArray Csrf::sign(const QByteArray &salt, const QByteArray &cookie) const
{
    const QByteArray message = QByteArrayLiteral("csrf|") + salt + '|' + cookie;
    return QMessageAuthenticationCode::hash(message, m_secret, QCryptographicHash::Sha256).toBase64(encoding);
}

} // namespace Medio::Home
