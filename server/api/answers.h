// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/codec.h"
#include "server/http/router.h"
#include "server/services.h"

#include <QStringList>

#include <utility>

/// What several groups of routes need: rows as values of the vocabulary, values as responses.
namespace Medio::Home {

/// JSON that is already encoded.
[[nodiscard]] Response encoded(int status, const QByteArray &json);

/// An outage: 503, never a refusal of a login.
[[nodiscard]] Response databaseAway();

/// 200 with a value that codec.h knows.
template<typename T>
[[nodiscard]] Response ok(const T &value)
{
    return encoded(200, Api::encode(value));
}

/// The request's body as a value, or the 400 of tag V.
template<typename T>
[[nodiscard]] Expected<T, Response> bodyAs(const Call &call)
{
    auto decoded = Api::decode<T>(call.json);
    if (decoded)
        return *decoded;
    if (decoded.error().malformed)
        return Unexpected{Response::message(400, decoded.error().message)};
    return Unexpected{encoded(400, Api::Refusal::v(decoded.error().fields))};
}

/// The page of the caller's rows in a table that was asked for, still without its items. page and
/// limit (§7) are 1 and 20 unless positive numbers say otherwise; 100 at most.
struct PageWanted
{
    int page = 1;
    int limit = 20;
    int totalCount = 0;

    static PageWanted of(const Call &call, Connection &connection, QLatin1StringView table);
    /// With "ORDER BY ... LIMIT ? OFFSET ?" at the end of a list of the caller's rows.
    [[nodiscard]] QVariantList values(const Call &call) const
    {
        return {call.caller->id, limit, qint64(page - 1) * limit};
    }
    template<typename T>
    [[nodiscard]] Api::Page<T> with(QList<T> items) const
    {
        return {std::move(items), page, limit, totalCount};
    }
};

/// The path's ":id" in the form the database keeps; empty when it is no UUID, which no row has.
[[nodiscard]] QString idOf(const Call &call, const char *name = "id");

/// Columns that videoOf() reads; from "videos v JOIN platforms p ON p.id = v.platform_id".
[[nodiscard]] QString videoColumns();
/// The film and poster of a file in the media folder get addresses at call.origin.
[[nodiscard]] Api::Stored<Api::Video> videoOf(const Row &row, const Call &call);
[[nodiscard]] QString thumbnailOf(const Row &row, const Call &call);

/// These two throw SqlFailure when somebody's hand or a bad disk put something else there.
template<typename AnyId>
[[nodiscard]] AnyId idIn(const Row &row, const char *column)
{
    if (const auto id = AnyId::parse(row.text(column)))
        return *id;
    throw SqlFailure{SqlFailure::Kind::Other,
                     QStringLiteral("a row has no id as %1").arg(QLatin1StringView(column))};
}
[[nodiscard]] QDateTime timeIn(const Row &row, const char *column);

/// NULL instead of an empty text.
[[nodiscard]] QVariant orNull(const QString &text);

} // namespace Medio::Home
