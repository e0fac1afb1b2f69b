// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/apierror.h"
#include "net/api/messages.h"
#include "net/api/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

/// How the decoders read: for codec.cpp and the other files of net/api that say what a message looks
/// like, and for nobody else.
namespace Medio::Api::Json {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

inline constexpr int anyInt = std::numeric_limits<int>::max();
inline constexpr int anyNegativeInt = std::numeric_limits<int>::min();

/// Reads one object and notes what is wrong with it, field by field. Every getter returns
/// something harmless when it noted a problem; the caller looks at the problems once, at the end.
class Reader
{
public:
    /// Requests echo the offending value (§4 V); answers may hold secrets, so they do not.
    enum class Echo { No, Yes };

    Reader(const QJsonObject &object, const QString &path, QList<FieldProblem> &problems, Echo echo)
        : m_object(object)
        , m_path(path)
        , m_problems(problems)
        , m_echo(echo)
    {
    }

    [[nodiscard]] QJsonValue raw(QLatin1StringView key) const { return m_object.value(key); }
    [[nodiscard]] bool has(QLatin1StringView key) const { return m_object.contains(key); }
    [[nodiscard]] bool hasValue(QLatin1StringView key) const
    {
        const QJsonValue value = raw(key);
        return !value.isUndefined() && !value.isNull();
    }

    void problem(QLatin1StringView key, const QString &message)
    {
        m_problems.append({pathOf(key), message, m_echo == Echo::Yes ? raw(key) : QJsonValue::Undefined});
    }
    void secretProblem(QLatin1StringView key, const QString &message)
    {
        m_problems.append({pathOf(key), message, QJsonValue::Undefined});
    }

    QString text(QLatin1StringView key)
    {
        const QJsonValue value = raw(key);
        if (!value.isString())
            problem(key, u"must be a text"_s);
        return value.toString();
    }

    /// Missing and null read as empty.
    QString textOrNothing(QLatin1StringView key) { return hasValue(key) ? text(key) : QString(); }

    /// For texts that Medio escaped when it stored them (Q1).
    QString escapedText(QLatin1StringView key) { return decodeEntities(text(key)); }
    QString escapedTextOrNothing(QLatin1StringView key) { return decodeEntities(textOrNothing(key)); }

    int integer(QLatin1StringView key, int minimum, int maximum)
    {
        const QJsonValue value = raw(key);
        const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (!(number >= minimum && number <= maximum) || number != std::floor(number)) {
            problem(key, u"must be a whole number from %1 to %2"_s.arg(minimum).arg(maximum));
            return std::clamp(0, minimum, maximum);
        }
        return static_cast<int>(number);
    }

    std::optional<int> integerOrNothing(QLatin1StringView key, int minimum, int maximum)
    {
        return hasValue(key) ? std::optional(integer(key, minimum, maximum)) : std::nullopt;
    }

    /// As express-validator's isInt(): digits in a text will do. Null is not absent (Q7).
    std::optional<int> lenientInteger(QLatin1StringView key, int minimum, int maximum)
    {
        if (!has(key))
            return std::nullopt;
        if (!raw(key).isString())
            return integer(key, minimum, maximum);
        bool ok = false;
        const int number = raw(key).toString().toInt(&ok);
        if (ok && number >= minimum && number <= maximum)
            return number;
        problem(key, u"must be a whole number from %1 to %2"_s.arg(minimum).arg(maximum));
        return std::nullopt;
    }

    bool flag(QLatin1StringView key, bool byDefault)
    {
        if (hasValue(key) && !raw(key).isBool())
            problem(key, u"must be true or false"_s);
        return raw(key).toBool(byDefault);
    }

    template<typename AnyId>
    AnyId id(QLatin1StringView key)
    {
        const std::optional<AnyId> id = AnyId::parse(raw(key).toString());
        if (!id)
            problem(key, u"must be a UUID"_s);
        return id.value_or(AnyId());
    }

    template<typename AnyId>
    AnyId idOrNothing(QLatin1StringView key)
    {
        return hasValue(key) ? id<AnyId>(key) : AnyId();
    }

    std::optional<seconds> durationOrNothing(QLatin1StringView key)
    {
        const std::optional<int> value = integerOrNothing(key, anyNegativeInt, anyInt);
        // The server lets nothing below 1 in; should it be there, the length is simply not known.
        return value && *value > 0 ? std::optional(seconds(*value)) : std::nullopt;
    }

    Reader object(QLatin1StringView key)
    {
        if (!raw(key).isObject())
            problem(key, u"must be an object"_s);
        return {raw(key).toObject(), pathOf(key), m_problems, m_echo};
    }

    template<typename Read>
    auto array(QLatin1StringView key, Read read)
    {
        if (!raw(key).isArray())
            problem(key, u"must be a list"_s);
        return elements(raw(key).toArray(), pathOf(key), m_problems, m_echo, read);
    }

    template<typename Read>
    static auto elements(const QJsonArray &array, const QString &path, QList<FieldProblem> &problems,
                         Echo echo, Read read)
    {
        QList<decltype(read(std::declval<Reader &>()))> items;
        items.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString itemPath = path + u'[' + QString::number(i) + u']';
            if (!array.at(i).isObject())
                problems.append({itemPath, u"must be an object"_s, QJsonValue::Undefined});
            Reader reader(array.at(i).toObject(), itemPath, problems, echo);
            items.append(read(reader));
        }
        return items;
    }

private:
    [[nodiscard]] QString pathOf(QLatin1StringView key) const
    {
        return m_path.isEmpty() ? QString(key) : QString(m_path + u'.' + key);
    }

    QJsonObject m_object;
    QString m_path;
    QList<FieldProblem> &m_problems;
    Echo m_echo;
};

inline DecodeProblem malformed(const QString &message)
{
    return {true, message, {}};
}

inline QString summary(const QList<FieldProblem> &fields)
{
    QStringList parts;
    for (const FieldProblem &field : fields.first(std::min(fields.size(), qsizetype(5))))
        parts << field.path + u' ' + field.message;
    if (fields.size() > 5)
        parts << u"and %1 more"_s.arg(fields.size() - 5);
    return parts.join(", "_L1);
}

template<typename T>
Decoded<T> result(T &&value, const QList<FieldProblem> &problems)
{
    if (!problems.isEmpty())
        return Unexpected{DecodeProblem{false, summary(problems), problems}};
    return std::forward<T>(value);
}

inline Expected<QJsonDocument, DecodeProblem> parse(const QByteArray &body)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return Unexpected{malformed(u"not JSON: "_s + error.errorString() + u" at byte "_s +
                                    QString::number(error.offset))};
    return document;
}

/// A request: nothing at all counts as {}, and an array passes as an object without keys (§1).
template<typename Read>
auto decodeRequest(const QByteArray &body, Read read) -> Decoded<decltype(read(std::declval<Reader &>()))>
{
    QJsonObject object;
    if (!body.isEmpty()) {
        const auto document = parse(body);
        if (!document)
            return Unexpected{document.error()};
        object = document->object();
    }
    QList<FieldProblem> problems;
    Reader reader(object, {}, problems, Reader::Echo::Yes);
    auto value = read(reader);
    return result(std::move(value), problems);
}

template<typename Read>
auto decodeAnswer(const QByteArray &body, Read read) -> Decoded<decltype(read(std::declval<Reader &>()))>
{
    const auto document = parse(body);
    if (!document)
        return Unexpected{document.error()};
    if (!document->isObject())
        return Unexpected{malformed(u"not a JSON object"_s)};
    QList<FieldProblem> problems;
    Reader reader(document->object(), {}, problems, Reader::Echo::No);
    auto value = read(reader);
    return result(std::move(value), problems);
}

/// The bare arrays of Q10.
template<typename Read>
auto decodeList(const QByteArray &body, Read read) -> Decoded<QList<decltype(read(std::declval<Reader &>()))>>
{
    const auto document = parse(body);
    if (!document)
        return Unexpected{document.error()};
    if (!document->isArray())
        return Unexpected{malformed(u"not a JSON list"_s)};
    QList<FieldProblem> problems;
    auto items = Reader::elements(document->array(), {}, problems, Reader::Echo::No, read);
    return result(std::move(items), problems);
}

template<typename Read>
auto decodePage(const QByteArray &body, Read read) -> Decoded<Page<decltype(read(std::declval<Reader &>()))>>
{
    return decodeAnswer(body, [&](Reader &reader) {
        Page<decltype(read(std::declval<Reader &>()))> page;
        page.items = reader.array("data"_L1, read);
        Reader pagination = reader.object("pagination"_L1);
        page.page = pagination.integer("page"_L1, 1, anyInt);
        page.limit = pagination.integer("limit"_L1, 1, anyInt / 2);
        page.totalCount = pagination.integer("totalCount"_L1, 0, anyInt / 2);
        return page;
    });
}

} // namespace Medio::Api::Json
