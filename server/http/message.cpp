// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/message.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>
#include <QJsonDocument>

#include <atomic>

namespace Medio::Home {

QByteArrayList Headers::values(const QByteArray &name) const
{
    QByteArrayList found;
    for (const auto &[key, value] : m_fields) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            found << value;
    }
    return found;
}

QByteArray Headers::value(const QByteArray &name) const
{
    return values(name).value(0);
}

QByteArray Request::cookie(const QByteArray &name) const
{
    const auto pairs = headers.values("Cookie").join(';').split(';');
    for (const QByteArray &pair : pairs) {
        const auto equals = pair.indexOf('=');
        if (equals > 0 && pair.left(equals).trimmed() == name)
            return QByteArray::fromPercentEncoding(pair.mid(equals + 1).trimmed());
    }
    return {};
}

QByteArray Request::accessToken() const
{
    if (QByteArray token = cookie("authToken"); !token.isEmpty())
        return token;
    const QByteArray header = headers.value("Authorization");
    const bool isBearer = header.left(7).compare("Bearer ", Qt::CaseInsensitive) == 0;
    return isBearer ? header.mid(7).trimmed() : QByteArray();
}

std::shared_ptr<const File> File::open(const QString &path)
{
    // O_NONBLOCK: a FIFO in the media folder must not hold a thread until somebody writes to it.
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (descriptor < 0)
        return nullptr;
    struct stat status
    {
    };
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return nullptr;
    }
    const qint64 modified = qint64(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    return std::shared_ptr<const File>(new File(descriptor, status.st_size, modified));
}

File::~File()
{
    ::close(m_descriptor);
}

qint64 File::read(char *into, qint64 maximum, qint64 offset) const
{
    return ::pread(m_descriptor, into, static_cast<size_t>(maximum), offset);
}

namespace {

Response withBody(int status, const QByteArray &type, const QByteArray &body)
{
    Response response;
    response.status = status;
    response.headers.add("Content-Type", type);
    response.body = body;
    return response;
}

} // namespace

Response Response::json(int status, const QJsonObject &object)
{
    return withBody(status, "application/json; charset=utf-8",
                    QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Response Response::json(int status, const QJsonArray &array)
{
    return withBody(status, "application/json; charset=utf-8",
                    QJsonDocument(array).toJson(QJsonDocument::Compact));
}

Response Response::html(int status, const QString &text)
{
    return withBody(status, "text/html; charset=utf-8",
                    (u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Medio</title>"
                     "</head><body><pre>" +
                     text.toHtmlEscaped() + u"</pre></body></html>\n")
                        .toUtf8());
}

Response Response::message(int status, const QString &text)
{
    return json(status, QJsonObject{{QStringLiteral("message"), text}});
}

Response Response::errorMessage(int status, const QString &error, const QString &message)
{
    return json(status, QJsonObject{{QStringLiteral("error"), error}, {QStringLiteral("message"), message}});
}

Response Response::unavailable(const QString &message, std::chrono::seconds retryAfter)
{
    Response response = errorMessage(503, QStringLiteral("Service unavailable"), message);
    response.headers.add("Retry-After", QByteArray::number(qint64(retryAfter.count())));
    return response;
}

struct Responder::State
{
    std::function<void(Response)> send;
    std::atomic<bool> answered = false;

    explicit State(std::function<void(Response)> function)
        : send(std::move(function))
    {
    }
    Q_DISABLE_COPY_MOVE(State)
    ~State()
    {
        if (!answered)
            send(Response::unavailable(QStringLiteral("The server is stopping"), std::chrono::seconds(5)));
    }
};

Responder::Responder(std::function<void(Response)> answer)
    : m_state(std::make_shared<State>(std::move(answer)))
{
}

void Responder::answer(Response response) const
{
    const bool before = m_state->answered.exchange(true);
    Q_ASSERT_X(!before, "Responder::answer", "a request is answered once");
    m_state->send(std::move(response));
}

} // namespace Medio::Home
