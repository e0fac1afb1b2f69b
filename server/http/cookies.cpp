// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/cookies.h"

namespace Medio::Home::Cookies {
namespace {

QByteArray attributes(bool secure)
{
    return secure ? QByteArrayLiteral("; Path=/; HttpOnly; Secure; SameSite=Strict")
                  : QByteArrayLiteral("; Path=/; HttpOnly; SameSite=Strict");
}

} // namespace

void set(Response &response, const QByteArray &name, const QByteArray &value, bool secure,
         std::optional<std::chrono::seconds> lifetime)
{
    QByteArray cookie = name + '=' + value;
    if (lifetime)
        cookie += "; Max-Age=" + QByteArray::number(qint64(lifetime->count()));
    response.headers.add("Set-Cookie", cookie + attributes(secure));
}

void clear(Response &response, const QByteArray &name, bool secure)
{
    response.headers.add("Set-Cookie",
                         name + "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + attributes(secure));
}

} // namespace Medio::Home::Cookies
