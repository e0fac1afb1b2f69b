// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/http.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 tenYears = 10LL * 366 * 24 * 3600;

} // namespace

QByteArray verb(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Delete:
        return "DELETE";
    }
    Q_UNREACHABLE();
}

std::optional<QDateTime> parseHttpDate(const QByteArray &text)
{
    // QLocale::c(): "Sun" and "Nov" are English whatever the machine speaks.
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    return QDateTime(date.date(), date.time(), QTimeZone::utc());
}

std::optional<SetCookie> parseSetCookie(const QByteArray &line, const std::optional<QDateTime> &date)
{
    const QList<QByteArray> parts = line.split(';');
    const qsizetype equals = parts.first().indexOf('=');
    if (equals < 1)
        return std::nullopt;
    SetCookie cookie;
    cookie.name = parts.first().first(equals).trimmed();
    cookie.value = parts.first().sliced(equals + 1).trimmed();
    if (cookie.name.isEmpty())
        return std::nullopt;

    std::optional<std::chrono::seconds> expires;
    for (const QByteArray &part : parts.sliced(1)) {
        const qsizetype separator = part.indexOf('=');
        const QByteArray key = part.left(separator < 0 ? part.size() : separator).trimmed().toLower();
        const QByteArray value = separator < 0 ? QByteArray() : part.sliced(separator + 1).trimmed();
        if (key == "max-age") {
            bool ok = false;
            const qint64 seconds = value.toLongLong(&ok);
            if (ok)
                cookie.lifetime = std::chrono::seconds(std::clamp<qint64>(seconds, 0, tenYears));
        } else if (key == "expires") {
            const auto end = parseHttpDate(value);
            if (end && date)
                expires = std::chrono::seconds(std::clamp<qint64>(date->secsTo(*end), 0, tenYears));
        }
    }
    if (!cookie.lifetime)
        cookie.lifetime = expires;
    return cookie;
}

std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &text,
                                                    const std::optional<QDateTime> &date)
{
    constexpr qint64 day = qint64{24} * 3600;
    bool ok = false;
    const qint64 seconds = text.trimmed().toLongLong(&ok);
    if (ok)
        return std::chrono::seconds(std::clamp<qint64>(seconds, 0, day));
    const auto until = parseHttpDate(text);
    if (until && date)
        return std::chrono::seconds(std::clamp<qint64>(date->secsTo(*until), 0, day));
    return std::nullopt;
}

} // namespace Medio::Net
