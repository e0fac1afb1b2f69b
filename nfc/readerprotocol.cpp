// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readerprotocol.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonParseError>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc::ReaderProtocol {
namespace {

constexpr int version = 1;

constexpr std::array<std::pair<ReaderFault, QLatin1StringView>, 5> faultNames{{
    {ReaderFault::NotConfigured, "not-configured"_L1},
    {ReaderFault::Missing, "missing"_L1},
    {ReaderFault::Busy, "busy"_L1},
    {ReaderFault::NotPermitted, "not-permitted"_L1},
    {ReaderFault::Mute, "mute"_L1},
}};

QString nameOf(ReaderFault fault)
{
    for (const auto &[candidate, name] : faultNames)
        if (candidate == fault)
            return name;
    Q_UNREACHABLE();
}

std::optional<ReaderFault> faultNamed(const QString &text)
{
    for (const auto &[fault, name] : faultNames)
        if (name == text)
            return fault;
    return std::nullopt;
}

struct ToObject
{
    QJsonObject operator()(const Alive &) const { return {{u"event"_s, u"alive"_s}}; }
    QJsonObject operator()(const Found &found) const
    {
        return {{u"event"_s, u"found"_s}, {u"name"_s, found.name.left(longestText)}};
    }
    QJsonObject operator()(const Lost &lost) const
    {
        return {{u"event"_s, u"lost"_s},
                {u"fault"_s, nameOf(lost.fault)},
                {u"detail"_s, lost.detail.left(longestText)}};
    }
    QJsonObject operator()(const Vacant &) const { return {{u"event"_s, u"vacant"_s}}; }
    QJsonObject operator()(const Placement &placement) const
    {
        // A JSON number is a double: nanoseconds would lose digits after 104 days of running.
        return {{u"event"_s, u"placed"_s},
                {u"uid"_s, placement.uid.toString()},
                {u"resting"_s, placement.resting},
                {u"t"_s, QString::number(placement.seenAt.count())}};
    }
    QJsonObject operator()(const Lifted &lifted) const
    {
        return {{u"event"_s, u"lifted"_s}, {u"uid"_s, lifted.uid.toString()}};
    }
};

/// Takes the keys of one object; afterwards isValid() says whether each was there, of its kind,
/// and nothing else was.
class Keys
{
public:
    explicit Keys(const QJsonObject &object)
        : m_object(object)
    {
    }

    QString text(const QString &key)
    {
        const QJsonValue value = m_object.take(key);
        QString text = value.toString();
        m_valid = m_valid && value.isString() && text.size() <= longestText;
        return text;
    }

    bool flag(const QString &key)
    {
        const QJsonValue value = m_object.take(key);
        m_valid = m_valid && value.isBool();
        return value.toBool();
    }

    std::chrono::nanoseconds time(const QString &key)
    {
        bool isNumber = false;
        const qint64 count = text(key).toLongLong(&isNumber);
        m_valid = m_valid && isNumber && count >= 0;
        return std::chrono::nanoseconds(count);
    }

    std::optional<Uid> uid(const QString &key)
    {
        auto uid = Uid::fromString(text(key));
        m_valid = m_valid && uid;
        return uid;
    }

    [[nodiscard]] bool isValid() const { return m_valid && m_object.isEmpty(); }

private:
    QJsonObject m_object;
    bool m_valid = true;
};

} // namespace

QByteArray toLine(const Report &report)
{
    QJsonObject object = std::visit(ToObject{}, report);
    object.insert(u"v"_s, version);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Expected<Report, QString> fromLine(const QByteArray &line)
{
    if (line.size() > longestLine)
        return Unexpected{u"a line of more than %1 bytes"_s.arg(longestLine)};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (!document.isObject())
        return Unexpected{u"not a JSON object: %1"_s.arg(error.errorString())};
    QJsonObject object = document.object();
    if (object.take(u"v"_s) != QJsonValue(version))
        return Unexpected{u"not version %1 of the reader's protocol"_s.arg(version)};
    const QString event = object.take(u"event"_s).toString();

    Keys keys(object);
    std::optional<Report> report;
    if (event == "alive"_L1) {
        report = Alive{};
    } else if (event == "found"_L1) {
        report = Found{keys.text(u"name"_s)};
    } else if (event == "lost"_L1) {
        const auto fault = faultNamed(keys.text(u"fault"_s));
        const QString detail = keys.text(u"detail"_s);
        if (fault)
            report = Lost{*fault, detail};
    } else if (event == "vacant"_L1) {
        report = Vacant{};
    } else if (event == "placed"_L1) {
        const auto uid = keys.uid(u"uid"_s);
        const bool resting = keys.flag(u"resting"_s);
        const auto seenAt = keys.time(u"t"_s);
        if (uid)
            report = Placement{*uid, resting, seenAt};
    } else if (event == "lifted"_L1) {
        if (const auto uid = keys.uid(u"uid"_s))
            report = Lifted{*uid};
    } else {
        return Unexpected{u"an unknown event \"%1\""_s.arg(event.left(80))};
    }
    if (!report || !keys.isValid())
        return Unexpected{u"a wrong, missing or unknown key in \"%1\""_s.arg(event)};
    return *report;
}

} // namespace Medio::Nfc::ReaderProtocol
