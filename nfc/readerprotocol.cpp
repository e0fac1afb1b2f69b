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

constexpr std::array<std::pair<ChipKind, QLatin1StringView>, 4> kindNames{{
    {ChipKind::Iso14443A, "iso14443a"_L1},
    {ChipKind::Iso14443B, "iso14443b"_L1},
    {ChipKind::FeliCa, "felica"_L1},
    {ChipKind::Iso15693, "iso15693"_L1},
}};

constexpr std::array<std::pair<UidFlaw, QLatin1StringView>, 2> flawNames{{
    {UidFlaw::Random, "random-uid"_L1},
    {UidFlaw::Impossible, "impossible-uid"_L1},
}};

template<typename Names, typename Value>
QString nameOf(const Names &names, Value value)
{
    for (const auto &[candidate, name] : names)
        if (candidate == value)
            return name;
    Q_UNREACHABLE();
}

template<typename Names>
auto valueNamed(const Names &names, const QString &text) -> std::optional<decltype(names[0].first)>
{
    for (const auto &[value, name] : names)
        if (name == text)
            return value;
    return std::nullopt;
}

QString hex(uint number, int digits)
{
    return QString::number(number, 16).rightJustified(digits, u'0');
}

struct ToObject
{
    QJsonObject operator()(const Alive &alive) const
    {
        QJsonObject object{{u"event"_s, u"alive"_s}};
        if (alive.looks > 0) {
            object.insert(u"looks"_s, alive.looks);
            object.insert(u"failed"_s, alive.failed);
            object.insert(u"chips"_s, alive.chips);
        }
        return object;
    }
    QJsonObject operator()(const Found &found) const
    {
        QJsonObject object{{u"event"_s, u"found"_s}, {u"name"_s, found.name.left(longestText)}};
        if (!found.place.isEmpty())
            object.insert(u"place"_s, found.place.left(longestLabel));
        if (found.tapOnly)
            object.insert(u"tap_only"_s, true);
        if (!found.firmware.isEmpty())
            object.insert(u"firmware"_s, found.firmware.left(longestLabel));
        if (found.fieldConfirmed)
            object.insert(u"field_confirmed"_s, true);
        return object;
    }
    QJsonObject operator()(const Lost &lost) const
    {
        QJsonObject object{{u"event"_s, u"lost"_s},
                           {u"fault"_s, Nfc::nameOf(lost.fault)},
                           {u"detail"_s, lost.detail.left(longestText)}};
        if (!lost.advice.isEmpty())
            object.insert(u"advice"_s, lost.advice.left(longestText));
        return object;
    }
    QJsonObject operator()(const Vacant &) const { return {{u"event"_s, u"vacant"_s}}; }
    QJsonObject operator()(const Placement &placement) const
    {
        QJsonObject object{{u"event"_s, u"placed"_s},
                           {u"uid"_s, placement.uid.toString()},
                           {u"resting"_s, placement.resting},
                           {u"t"_s, decimal(placement.seenAt)}};
        if (placement.kind != ChipKind::Unknown)
            object.insert(u"kind"_s, nameOf(kindNames, placement.kind));
        if (placement.atqa)
            object.insert(u"atqa"_s, hex(*placement.atqa, 4));
        if (placement.sak)
            object.insert(u"sak"_s, hex(*placement.sak, 2));
        return object;
    }
    QJsonObject operator()(const Lifted &lifted) const
    {
        return {{u"event"_s, u"lifted"_s}, {u"uid"_s, lifted.uid.toString()}};
    }
    QJsonObject operator()(const Refused &refused) const
    {
        QJsonObject object{{u"event"_s, u"refused"_s},
                           {u"reason"_s, nameOf(flawNames, refused.flaw)},
                           {u"resting"_s, refused.resting},
                           {u"t"_s, decimal(refused.seenAt)}};
        if (refused.uid)
            object.insert(u"uid"_s, refused.uid->toString());
        return object;
    }
    QJsonObject operator()(const Weak &weak) const
    {
        return {{u"event"_s, u"weak"_s}, {u"uid"_s, weak.uid.toString()}};
    }
    QJsonObject operator()(const Ndef &ndef) const
    {
        return {{u"event"_s, u"ndef"_s},
                {u"uid"_s, ndef.uid.toString()},
                {u"message"_s, QString::fromLatin1(ndef.message.toHex())}};
    }
    QJsonObject operator()(const Unknown &unknown) const
    {
        return {{u"event"_s, unknown.event.left(longestText)}};
    }

    /// A JSON number is a double: nanoseconds would lose digits after 104 days of running.
    static QString decimal(std::chrono::nanoseconds time) { return QString::number(time.count()); }
};

/// Reads the keys of one object; afterwards isValid() says whether each was of its kind and, unless it
/// is optional, there.
class Keys
{
public:
    explicit Keys(const QJsonObject &object)
        : m_object(object)
    {
    }

    QString text(const QString &key, qsizetype longest = longestText)
    {
        const QJsonValue value = m_object.value(key);
        QString text = value.toString();
        m_valid = m_valid && value.isString() && text.size() <= longest;
        return text;
    }

    QString optionalText(const QString &key) { return m_object.contains(key) ? text(key) : QString(); }

    bool flag(const QString &key)
    {
        const QJsonValue value = m_object.value(key);
        m_valid = m_valid && value.isBool();
        return value.toBool();
    }

    bool optionalFlag(const QString &key) { return m_object.contains(key) && flag(key); }

    /// A kind that is newer than this program is an unknown one.
    ChipKind chipKind(const QString &key)
    {
        return valueNamed(kindNames, optionalText(key)).value_or(ChipKind::Unknown);
    }

    /// A flaw that is newer is some flaw.
    UidFlaw flaw(const QString &key)
    {
        return valueNamed(flawNames, text(key)).value_or(UidFlaw::Impossible);
    }

    /// A fault that is newer is some fault: the detail says which. Two of ours are none of the program's.
    ReaderFault fault(const QString &key)
    {
        const auto fault = faultNamed(text(key)).value_or(ReaderFault::Mute);
        return fault == ReaderFault::None || fault == ReaderFault::ProgramFailed ? ReaderFault::Mute : fault;
    }

    qint64 optionalCount(const QString &key)
    {
        const QJsonValue value = m_object.value(key);
        const qint64 count = value.toInteger(value.isUndefined() ? 0 : -1);
        m_valid = m_valid && count >= 0;
        return count;
    }

    /// Of so many hexadecimal digits.
    template<typename Number>
    std::optional<Number> optionalHex(const QString &key, int digits)
    {
        if (!m_object.contains(key))
            return std::nullopt;
        const QString digitsGiven = text(key);
        bool isNumber = false;
        const uint number = digitsGiven.toUInt(&isNumber, 16);
        m_valid = m_valid && isNumber && digitsGiven == hex(number, digits);
        return static_cast<Number>(number);
    }

    QByteArray message(const QString &key)
    {
        const QByteArray digits = text(key, 2 * longestMessage).toLatin1();
        QByteArray bytes = QByteArray::fromHex(digits);
        m_valid = m_valid && !bytes.isEmpty() && bytes.toHex() == digits;
        return bytes;
    }

    std::optional<Uid> optionalUid(const QString &key)
    {
        return m_object.contains(key) ? uid(key) : std::nullopt;
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

    [[nodiscard]] bool isValid() const { return m_valid; }

private:
    const QJsonObject m_object;
    bool m_valid = true;
};

} // namespace

QByteArray toLine(const Report &report, const QString &reader)
{
    QJsonObject object = std::visit(ToObject{}, report);
    object.insert(u"v"_s, version);
    if (!reader.isEmpty())
        object.insert(u"reader"_s, reader.left(longestLabel));
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
    const QJsonObject object = document.object();
    if (object.value(u"v"_s) != QJsonValue(version))
        return Unexpected{u"not version %1 of the reader's protocol"_s.arg(version)};

    Keys keys(object);
    const QString event = keys.text(u"event"_s);
    std::optional<Report> report;
    if (event == "alive"_L1) {
        report = Alive{keys.optionalCount(u"looks"_s), keys.optionalCount(u"failed"_s),
                       keys.optionalCount(u"chips"_s)};
    } else if (event == "found"_L1) {
        report = Found{keys.text(u"name"_s), keys.optionalText(u"place"_s), keys.optionalFlag(u"tap_only"_s),
                       keys.optionalText(u"firmware"_s), keys.optionalFlag(u"field_confirmed"_s)};
    } else if (event == "lost"_L1) {
        report = Lost{keys.fault(u"fault"_s), keys.text(u"detail"_s), keys.optionalText(u"advice"_s)};
    } else if (event == "vacant"_L1) {
        report = Vacant{};
    } else if (event == "placed"_L1) {
        const auto uid = keys.uid(u"uid"_s);
        const bool resting = keys.flag(u"resting"_s);
        const auto seenAt = keys.time(u"t"_s);
        const auto kind = keys.chipKind(u"kind"_s);
        const auto atqa = keys.optionalHex<quint16>(u"atqa"_s, 4);
        const auto sak = keys.optionalHex<quint8>(u"sak"_s, 2);
        if (uid)
            report = Placement{*uid, resting, seenAt, kind, atqa, sak};
    } else if (event == "lifted"_L1) {
        if (const auto uid = keys.uid(u"uid"_s))
            report = Lifted{*uid};
    } else if (event == "refused"_L1) {
        report = Refused{keys.flaw(u"reason"_s),
                         keys.flag(u"resting"_s),
                         keys.time(u"t"_s),
                         {},
                         keys.optionalUid(u"uid"_s)};
    } else if (event == "weak"_L1) {
        if (const auto uid = keys.uid(u"uid"_s))
            report = Weak{*uid};
    } else if (event == "ndef"_L1) {
        const auto uid = keys.uid(u"uid"_s);
        const QByteArray message = keys.message(u"message"_s);
        if (uid)
            report = Ndef{*uid, message};
    } else {
        report = Unknown{event};
    }
    if (!report || !keys.isValid())
        return Unexpected{u"a wrong or missing key in \"%1\""_s.arg(event.left(80))};
    return *report;
}

} // namespace Medio::Nfc::ReaderProtocol
