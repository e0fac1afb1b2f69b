// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/apierror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace Medio::Api {

namespace {

using namespace Qt::StringLiterals;

/// A server's words go into logs and onto a parent's screen: no more than a few lines of them.
constexpr qsizetype maximumMessage = 500;
/// The longest is a list of 50 films with something wrong in each.
constexpr qsizetype maximumRefusal = qsizetype{64} * 1024;

QString words(const QJsonValue &value)
{
    return value.toString().left(maximumMessage);
}

template<typename Duration>
std::optional<Duration> duration(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    // Ten years in seconds: beyond it nothing is meant.
    if (!(number >= 0 && number <= 315360000))
        return std::nullopt;
    return Duration(static_cast<qint64>(std::floor(number)));
}

void readFields(const QJsonArray &errors, QList<FieldProblem> &fields)
{
    for (const auto &entry : errors) {
        if (fields.size() == 100)
            return;
        const QJsonObject error = entry.toObject();
        fields.append({words(error.value("path"_L1)), words(error.value("msg"_L1)), QJsonValue::Undefined});
    }
}

ApiError::Kind kindOf(int status)
{
    switch (status) {
    case 400:
    case 413:
    case 415:
        return ApiError::Kind::Invalid;
    case 401:
        return ApiError::Kind::NotSignedIn;
    case 403:
        return ApiError::Kind::Refused;
    case 404:
        return ApiError::Kind::NotFound;
    case 409:
        return ApiError::Kind::Conflict;
    case 429:
        return ApiError::Kind::RateLimited;
    default:
        return status >= 500 && status <= 599 ? ApiError::Kind::ServerTrouble : ApiError::Kind::WrongServer;
    }
}

} // namespace

bool ApiError::isOutage() const
{
    switch (kind) {
    case Kind::Unreachable:
    case Kind::TimedOut:
    case Kind::ServerTrouble:
    case Kind::RateLimited:
    case Kind::WrongServer:
        return true;
    case Kind::NotSignedIn:
    case Kind::KeyringLocked:
    case Kind::Refused:
    case Kind::NotFound:
    case Kind::Conflict:
    case Kind::Invalid:
    case Kind::BadAnswer:
    case Kind::TooLarge:
    case Kind::Aborted:
    case Kind::NotConfigured:
        return false;
    }
    return false;
}

QString kindName(ApiError::Kind kind)
{
    switch (kind) {
    case ApiError::Kind::Unreachable:
        return u"unreachable"_s;
    case ApiError::Kind::TimedOut:
        return u"timed-out"_s;
    case ApiError::Kind::ServerTrouble:
        return u"server-trouble"_s;
    case ApiError::Kind::RateLimited:
        return u"rate-limited"_s;
    case ApiError::Kind::WrongServer:
        return u"wrong-server"_s;
    case ApiError::Kind::NotSignedIn:
        return u"not-signed-in"_s;
    case ApiError::Kind::KeyringLocked:
        return u"keyring-locked"_s;
    case ApiError::Kind::Refused:
        return u"refused"_s;
    case ApiError::Kind::NotFound:
        return u"not-found"_s;
    case ApiError::Kind::Conflict:
        return u"conflict"_s;
    case ApiError::Kind::Invalid:
        return u"invalid"_s;
    case ApiError::Kind::BadAnswer:
        return u"bad-answer"_s;
    case ApiError::Kind::TooLarge:
        return u"too-large"_s;
    case ApiError::Kind::Aborted:
        return u"aborted"_s;
    case ApiError::Kind::NotConfigured:
        return u"not-configured"_s;
    }
    Q_UNREACHABLE();
}

ErrorBody ErrorBody::read(const QByteArray &body)
{
    ErrorBody read;
    if (body.size() > maximumRefusal)
        return read;
    const QJsonDocument document = QJsonDocument::fromJson(body);
    read.isJson = document.isObject();
    const QJsonObject object = document.object();
    read.message = words(object.value("message"_L1));
    read.error = words(object.value("error"_L1));
    read.code = words(object.value("code"_L1));
    read.limitReached = object.value("limit_reached"_L1).toBool();
    read.requiresLogin = object.value("requiresLogin"_L1).toBool();
    read.watched = duration<std::chrono::minutes>(object.value("total_minutes"_L1));
    read.dailyLimit = duration<std::chrono::minutes>(object.value("daily_limit_minutes"_L1));
    read.elapsed = duration<std::chrono::seconds>(object.value("elapsed_seconds"_L1));
    readFields(object.value("errors"_L1).toArray(), read.fields);
    readFields(object.value("details"_L1).toArray(), read.fields);
    const QJsonObject details = object.value("details"_L1).toObject();
    for (auto it = details.constBegin(); it != details.constEnd() && read.fields.size() < 100; ++it) {
        const QString text = it.value().isArray() ? words(it.value().toArray().first()) : words(it.value());
        read.fields.append({it.key().left(maximumMessage), text, QJsonValue::Undefined});
    }
    return read;
}

ApiError errorOf(int httpStatus, const QByteArray &body)
{
    const ErrorBody read = ErrorBody::read(body);
    ApiError error;
    error.kind = kindOf(httpStatus);
    error.httpStatus = httpStatus;
    error.code = read.code;
    error.message = read.message.isEmpty() ? read.error : read.message;
    error.fields = read.fields;
    return error;
}

} // namespace Medio::Api
