// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/data/database.h"
#include "server/http/message.h"

#include <QMap>
#include <QStringList>

#include <functional>
#include <vector>

namespace Medio::Home {

/// Who asks, after the access token was checked.
struct Caller
{
    QString id; ///< users.id
};

/// A request on its way to its handler, with what the gate found out about it.
struct Call
{
    Request request;
    QMap<QString, QString> parameters; ///< of the path: {"id", "..."}; lower case UUIDs
    QByteArray json;                   ///< the body as JSON, "{}" when there is none of use (§1)
    QString origin;                    ///< "http://host:port", as the client reached us
    bool secure = false;               ///< cookies are to be Secure
    std::optional<Caller> caller;      ///< always there on routes that need a login

    [[nodiscard]] QString parameter(const char *name) const
    {
        return parameters.value(QString::fromLatin1(name));
    }
};

/// Where a handler runs. Only I/O threads must not block.
enum class Place {
    IoThread,
    Reader,    ///< a database thread, with a connection
    Writer,    ///< the same, in a transaction
    Passwords, ///< may spend 50 ms of CPU; asks the database by waiting for it
    Disk       ///< may wait for a disk; likewise
};

enum class Limiter { Auth, Public, Session, ChipCreate, ChipList, ChipDelete };

struct Route
{
    QByteArray method;
    QString pattern; ///< below the prefix: "videos/:id/stream"
    Place place = Place::Reader;
    /// `connection` is set for Reader and Writer only.
    std::function<Response(const Call &, Connection *connection)> act;

    bool needsLogin = false;
    bool csrfExempt = false;  ///< only matters for unsafe methods
    bool unlimited = false;   ///< does not count for the general limiter (films come in pieces)
    bool unversioned = false; ///< not below /api/v1
    QList<Limiter> limiters = {};
    /// Answers instead of 503 when the database can't.
    std::function<Response(const Call &, DatabaseProblem)> otherwise = {};
};

/// Finds the route of a path: below /api and /api/v1, in any case, with or without a slash at the
/// end (MEDIO-API.md §1). Immutable after the last add(), then thread-safe.
class Router
{
public:
    struct Match
    {
        const Route *route = nullptr; ///< null: no such path or method
        QMap<QString, QString> parameters;
    };

    /// The first route that fits wins.
    void add(Route route);
    /// HEAD finds GET.
    [[nodiscard]] Match find(const QByteArray &method, const QString &path) const;

private:
    struct Entry
    {
        Route route;
        QStringList segments;
    };
    std::vector<Entry> m_entries;
};

} // namespace Medio::Home
