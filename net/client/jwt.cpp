// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/jwt.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace Medio::Net {

std::optional<QDateTime> expiryOf(const QByteArray &token)
{
    using namespace Qt::StringLiterals;
    constexpr qsizetype longest = qsizetype(8) * 1024;
    constexpr double latest = 4102444800; // the year 2100: beyond it nothing is meant
    const QList<QByteArray> parts = token.split('.');
    if (token.size() > longest || parts.size() != 3)
        return std::nullopt;
    const QByteArray claims = QByteArray::fromBase64(parts.at(1), QByteArray::Base64UrlEncoding);
    const double seconds = QJsonDocument::fromJson(claims).object().value("exp"_L1).toDouble(-1);
    if (!(seconds > 0 && seconds < latest))
        return std::nullopt;
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), QTimeZone::utc());
}

} // namespace Medio::Net
