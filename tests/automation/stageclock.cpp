// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/automation/stageclock.h"

#include "app/base/chronicle.h"

#include <QJsonDocument>
#include <QTimeZone>
#include <QUuid>

#include <cmath>

namespace Medio {

using namespace std::chrono_literals;

namespace {

// A century in either direction: enough for every script, far from overflow.
constexpr qint64 farthestMove = qint64(100) * 366 * 24 * 3600 * 1000;

std::optional<QDateTime> wallOf(const QJsonValue &value)
{
    const QDateTime wall = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!wall.isValid() || wall.timeSpec() == Qt::LocalTime)
        return std::nullopt; // a time without a zone means another moment on every machine
    return wall.toUTC();
}

} // namespace

Expected<StageClock::Start, QString> StageClock::startFromEnvironment()
{
    const QByteArray text = qgetenv(environmentVariable);
    if (!text.isEmpty())
        return startFromText(text);
    Start start;
    start.wall = QDateTime::currentDateTimeUtc();
    start.zone = QTimeZone::systemTimeZone();
    return start;
}

Expected<StageClock::Start, QString> StageClock::startFromText(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Start start;
    const std::optional<QDateTime> wall = wallOf(object.value(u"wall"));
    if (!wall)
        return Unexpected{QStringLiteral("wall: an ISO 8601 time with its zone")};
    start.wall = *wall;
    if (object.contains(u"when")) {
        bool isNumber = false;
        start.when = std::chrono::nanoseconds(object.value(u"when").toString().toLongLong(&isNumber));
        if (!isNumber || start.when < 0ns)
            return Unexpected{QStringLiteral("when: nanoseconds of CLOCK_MONOTONIC as decimal text")};
    }
    start.running = object.value(u"running").toBool(true);
    start.trusted = object.value(u"trusted").toBool(true);
    start.bootId = object.value(u"boot").toString();
    if (object.contains(u"zone")) {
        start.zone = QTimeZone(object.value(u"zone").toString().toUtf8());
        if (!start.zone.isValid())
            return Unexpected{QStringLiteral("zone: the IANA name of a time zone")};
    }
    return start;
}

QByteArray StageClock::textOf(const Start &start)
{
    QJsonObject object{
        {QStringLiteral("wall"), start.wall.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("running"), start.running},
        {QStringLiteral("trusted"), start.trusted},
        {QStringLiteral("zone"), QString::fromUtf8(start.zone.id())},
    };
    if (start.when > 0ns)
        object.insert(QStringLiteral("when"), QString::number(start.when.count()));
    if (!start.bootId.isEmpty())
        object.insert(QStringLiteral("boot"), start.bootId);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

StageClock::StageClock(const Start &start)
    : m_begin(Chronicle::now())
    , m_bootId(start.bootId.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : start.bootId)
    , m_zone(start.zone)
    , m_wall(start.wall.toMSecsSinceEpoch())
    , m_when(start.when > 0ns ? start.when : m_begin)
    , m_running(start.running)
    , m_trusted(start.trusted)
{
}

QDateTime StageClock::wall() const
{
    const QMutexLocker locked(&m_mutex);
    return QDateTime::fromMSecsSinceEpoch(wallMilliseconds(Chronicle::now()), QTimeZone::utc());
}

std::chrono::nanoseconds StageClock::monotonic() const
{
    return Chronicle::now() - m_begin;
}

QString StageClock::bootId() const
{
    return m_bootId;
}

bool StageClock::isTrusted() const
{
    const QMutexLocker locked(&m_mutex);
    return m_trusted;
}

QTimeZone StageClock::zone() const
{
    return m_zone;
}

void StageClock::run()
{
    const QMutexLocker locked(&m_mutex);
    anchor(wallMilliseconds(Chronicle::now()), true);
}

bool StageClock::isRunning() const
{
    const QMutexLocker locked(&m_mutex);
    return m_running;
}

void StageClock::set(const QDateTime &wall)
{
    const QMutexLocker locked(&m_mutex);
    anchor(wall.toMSecsSinceEpoch(), m_running);
    m_trusted = true;
}

void StageClock::move(std::chrono::milliseconds by)
{
    const QMutexLocker locked(&m_mutex);
    anchor(wallMilliseconds(Chronicle::now()) + by.count(), m_running);
}

void StageClock::unset()
{
    const QMutexLocker locked(&m_mutex);
    anchor(0, true);
    m_trusted = false;
}

Expected<void, QString> StageClock::apply(const QJsonObject &command)
{
    const QString allowed =
        QStringLiteral("exactly one of run (true), set (a time), move (milliseconds), unset (true)");
    if (command.size() != 1)
        return Unexpected{allowed};
    const QString name = command.begin().key();
    const QJsonValue value = command.begin().value();
    if (name == u"run" && value.toBool()) {
        run();
        return {};
    }
    if (name == u"unset" && value.toBool()) {
        unset();
        return {};
    }
    if (name == u"set") {
        if (const std::optional<QDateTime> wall = wallOf(value)) {
            set(*wall);
            return {};
        }
    }
    if (name == u"move" && value.isDouble() && std::abs(value.toDouble()) <= double(farthestMove)) {
        move(std::chrono::milliseconds(qint64(value.toDouble())));
        return {};
    }
    return Unexpected{allowed};
}

qint64 StageClock::wallMilliseconds(std::chrono::nanoseconds now) const
{
    if (!m_running)
        return m_wall;
    return m_wall + std::chrono::duration_cast<std::chrono::milliseconds>(now - m_when).count();
}

void StageClock::anchor(qint64 wall, bool running)
{
    m_wall = wall;
    m_when = Chronicle::now();
    m_running = running;
}

} // namespace Medio
