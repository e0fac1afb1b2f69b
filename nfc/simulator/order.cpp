// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/order.h"

#include <QJsonDocument>
#include <QJsonParseError>

using namespace Qt::StringLiterals;

namespace Medio::Simulator {
namespace {

constexpr qsizetype longestQuote = 80;

} // namespace

void Order::refuse(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

QString Order::problem() const
{
    if (!m_problem.isEmpty() || m_keys.isEmpty())
        return m_problem;
    return u"unknown key \"%1\""_s.arg(m_keys.constBegin().key().left(longestQuote));
}

QString Order::text(const QString &key, qsizetype longest)
{
    const QJsonValue value = m_keys.take(key);
    if (!(value.isUndefined() || value.isString()) || value.toString().size() > longest)
        refuse(u"\"%1\" must be a text of at most %2 characters"_s.arg(key).arg(longest));
    return value.toString();
}

QString Order::oneOf(const QString &key, const QStringList &names)
{
    const QJsonValue value = m_keys.take(key);
    if (value.isUndefined())
        return names.constFirst();
    if (!names.contains(value.toString()))
        refuse(u"\"%1\" must be one of %2"_s.arg(key, names.join(u", "_s)));
    return value.toString();
}

int Order::number(const QString &key, int low, int high, int byDefault)
{
    const QJsonValue value = m_keys.take(key);
    if (value.isUndefined())
        return byDefault;
    const int number = value.toInt(low - 1); // also for what is no whole number
    if (number < low || number > high)
        refuse(u"\"%1\" must be a whole number of %2..%3"_s.arg(key).arg(low).arg(high));
    return number;
}

bool Order::flag(const QString &key)
{
    const QJsonValue value = m_keys.take(key);
    if (!value.isUndefined() && !value.isBool())
        refuse(u"\"%1\" must be true or false"_s.arg(key));
    return value.toBool();
}

std::optional<Nfc::Uid> Order::uid(const QString &key)
{
    const QJsonValue value = m_keys.take(key);
    if (value.isUndefined())
        return std::nullopt;
    auto uid = Nfc::Uid::fromString(value.toString());
    if (!uid)
        refuse(u"\"%1\" must be a chip's bytes in hex, as 04:A1:B2:C3:D4:E5:F6"_s.arg(key));
    return uid;
}

Answer obey(const QJsonObject &order, const QList<Deed> &deeds)
{
    QJsonObject keys = order;
    const QJsonValue name = keys.take(u"do"_s);
    if (!name.isString())
        return Unexpected{u"\"do\" is missing"_s};
    QStringList names;
    for (const Deed &deed : deeds) {
        names << deed.name;
        if (deed.name != name.toString())
            continue;
        Order rest(keys);
        return deed.carryOut(rest);
    }
    return Unexpected{u"\"do\" must be one of %1"_s.arg(names.join(u", "_s))};
}

QJsonObject eventOf(const QString &name, const QJsonObject &keys, std::chrono::nanoseconds when)
{
    QJsonObject event = keys;
    event.insert(u"event"_s, name);
    event.insert(u"t"_s, QString::number(when.count()));
    return event;
}

QJsonObject replyTo(const QByteArray &line, const std::function<Answer(const QJsonObject &)> &obedience)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    const Answer answer = document.isObject()
                              ? obedience(document.object())
                              : Answer(Unexpected{u"not a JSON object: %1"_s.arg(error.errorString())});
    QJsonObject reply = answer ? *answer : QJsonObject{{u"error"_s, answer.error()}};
    reply.insert(u"ok"_s, answer.has_value());
    return reply;
}

} // namespace Medio::Simulator
