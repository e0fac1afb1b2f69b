// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/eventlog.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace Medio::Stage {

namespace {

QString textOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble()) {
        const double number = value.toDouble();
        if (number == std::floor(number) && std::abs(number) < 1e15)
            return QString::number(qint64(number));
        return QString::number(number, 'g', 15);
    }
    return value.toString();
}

// The further keys under which the world tells the same thing.
QStringList synonymsOf(const QString &key)
{
    if (key == u"video")
        return {key, QStringLiteral("film"), QStringLiteral("title")};
    return {key};
}

} // namespace

QByteArray lineOf(const Event &event, std::chrono::nanoseconds zero)
{
    // QJsonDocument sorts keys and writes doubles at full length; the frame is written by hand so
    // that every line begins alike and t has its three decimals.
    const double t = std::chrono::duration<double, std::milli>(event.when - zero).count();
    QJsonObject values = event.values;
    for (const QString &key :
         {QStringLiteral("v"), QStringLiteral("t"), QStringLiteral("kiosk"), QStringLiteral("event")})
        values.remove(key);
    const QByteArray name =
        QJsonDocument(QJsonObject{{QStringLiteral("event"), event.name}}).toJson(QJsonDocument::Compact);
    QByteArray line = "{\"v\":1,\"t\":" + QByteArray::number(t, 'f', 3) +
                      ",\"kiosk\":" + QByteArray::number(event.kiosk) + ',' + name.mid(1, name.size() - 2);
    if (!values.isEmpty())
        line += ',' + QJsonDocument(values).toJson(QJsonDocument::Compact).mid(1).chopped(1);
    return line + "}\n";
}

bool isMet(const Event &event, const QString &name, const Conditions &conditions)
{
    return event.name == name &&
           std::all_of(conditions.cbegin(), conditions.cend(), [&event](const auto &condition) {
               const QStringList keys = synonymsOf(condition.first);
               return std::any_of(keys.cbegin(), keys.cend(), [&](const QString &key) {
                   return event.values.contains(key) && textOf(event.values.value(key)) == condition.second;
               });
           });
}

bool EventLog::meet(const Steps::Expect &wanted, int kiosk, std::chrono::nanoseconds deadline)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return !entry.used && entry.event.kiosk == kiosk && entry.event.when >= m_mark &&
               entry.event.when <= deadline && isMet(entry.event, wanted.event, wanted.conditions);
    });
    if (found == m_entries.end())
        return false;
    found->used = true;
    return true;
}

const Event *EventLog::hit(const Steps::Never &unwanted, int kiosk, std::chrono::nanoseconds from,
                           std::chrono::nanoseconds to) const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry &entry) {
        return entry.event.kiosk == kiosk && entry.event.when >= from && entry.event.when <= to &&
               isMet(entry.event, unwanted.event, unwanted.conditions);
    });
    return found == m_entries.cend() ? nullptr : &found->event;
}

QList<Event> EventLog::sinceMark() const
{
    QList<Event> events;
    for (const Entry &entry : m_entries) {
        if (entry.event.when >= m_mark)
            events.append(entry.event);
    }
    return events;
}

bool EventLog::contains(const QString &name) const
{
    return std::any_of(m_entries.cbegin(), m_entries.cend(),
                       [&name](const Entry &entry) { return entry.event.name == name; });
}

} // namespace Medio::Stage
