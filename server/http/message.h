// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

/// HTTP in plain values: what the handlers see of it. How the bytes come and go is the business
/// of listener.h; nothing here or above it knows Beast.
namespace Medio::Home {

/// Header fields in the order they came; names compare without case, the first of a name counts.
class Headers
{
public:
    void add(const QByteArray &name, const QByteArray &value) { m_fields.append({name, value}); }

    /// Empty when there is none.
    [[nodiscard]] QByteArray value(const QByteArray &name) const;
    /// All of that name, in the order they came.
    [[nodiscard]] QByteArrayList values(const QByteArray &name) const;
    [[nodiscard]] bool contains(const QByteArray &name) const { return !values(name).isEmpty(); }
    [[nodiscard]] const QList<std::pair<QByteArray, QByteArray>> &fields() const { return m_fields; }

private:
    QList<std::pair<QByteArray, QByteArray>> m_fields;
};

/// One request, whole: the listener has bounded and parsed it.
struct Request
{
    QByteArray method; ///< upper case
    QString path;      ///< percent-decoded, begins with '/'
    QByteArray query;  ///< as sent, without '?'
    Headers headers;
    QByteArray body;
    QHostAddress peer;      ///< the other end of the connection
    bool encrypted = false; ///< came over our own TLS
    QString id;             ///< X-Request-Id, the client's or our own; safe to log

    /// The cookie's value; empty when it was not sent.
    [[nodiscard]] QByteArray cookie(const QByteArray &name) const;
    /// The access token that was sent, unchecked: as a cookie, which wins, or as a Bearer
    /// (MEDIO-API.md §3). Empty when there is none.
    [[nodiscard]] QByteArray accessToken() const;
};

/// An open regular file; closed with the last reference. Immutable, so any thread may read it.
class File
{
public:
    /// Nothing when it can't be opened, is no regular file or a symbolic link (so `path` is to be the
    /// canonical one: what was looked at is what is opened). Blocks: for the disk pool only.
    static std::shared_ptr<const File> open(const QString &path);
    ~File();
    Q_DISABLE_COPY_MOVE(File)

    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] qint64 modified() const { return m_modified; } ///< ns since 1970
    /// pread(2): bytes read, 0 at the end, -1 on an error. Blocks.
    [[nodiscard]] qint64 read(char *into, qint64 maximum, qint64 offset) const;

private:
    File(int descriptor, qint64 size, qint64 modified)
        : m_descriptor(descriptor)
        , m_size(size)
        , m_modified(modified)
    {
    }
    int m_descriptor;
    qint64 m_size;
    qint64 m_modified;
};

/// A stretch of a file as a body: read and sent piece by piece, never whole in memory.
struct FilePart
{
    std::shared_ptr<const File> file;
    qint64 offset = 0;
    qint64 length = 0;
};

struct Response
{
    int status = 200;
    Headers headers;
    QByteArray body;
    std::optional<FilePart> file; ///< instead of `body`

    static Response json(int status, const QJsonObject &object);
    static Response json(int status, const QJsonArray &array);
    static Response html(int status, const QString &text);

    // The error shapes of MEDIO-API.md §4.
    static Response message(int status, const QString &text);                               // M
    static Response errorMessage(int status, const QString &error, const QString &message); // EM
    /// 503 + Retry-After: a queue is full, the database is gone, the server is stopping. Carries
    /// both `error` and `message`, so that it has the shape of every route.
    static Response unavailable(const QString &message, std::chrono::seconds retryAfter);
};

/// The right to answer one request, once, from any thread. Copies share it. When the last copy
/// goes without an answer (a job was thrown away at a stop), the request is answered 503.
class Responder
{
public:
    explicit Responder(std::function<void(Response)> answer);
    void answer(Response response) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// Called on an I/O thread, must not block: it answers at once or hands request and responder to
/// a pool. May be called from several threads at a time.
using Handler = std::function<void(Request, Responder)>;

} // namespace Medio::Home
