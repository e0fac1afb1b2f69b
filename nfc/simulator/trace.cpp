// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/trace.h"

#include <QHash>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Medio::Simulator {
namespace {

constexpr auto heading = "medio-trace 1";
constexpr double longestTrace = 3'600'000; // ms
constexpr qsizetype longestText = qsizetype{64} * 1024 * 1024;

QByteArray inMs(Trace::Time time)
{
    return QByteArray::number(std::chrono::duration<double, std::milli>(time).count(), 'f', 3);
}

/// Reads line after line; keeps what must be true between them.
class Parser
{
public:
    /// Empty, or what is wrong with the line.
    QString take(const QString &line)
    {
        const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        if (!m_hasHeading) {
            m_hasHeading = true;
            return words.join(u' ') == QLatin1StringView(heading)
                       ? QString()
                       : u"the first line must be \"%1\""_s.arg(QLatin1StringView(heading));
        }
        if (words[0] == "trace"_L1) {
            if (words.size() != 2)
                return u"\"trace\" wants one word: what kind of gesture it is"_s;
            m_traces.append({words[1], {}, {}});
            m_lastContact = m_lastTruth = Trace::Time(0);
            m_lies.clear();
            return {};
        }
        if (m_traces.isEmpty())
            return u"a line \"trace KIND\" must come first"_s;
        return takeEvent(words);
    }

    [[nodiscard]] const QList<Trace> &traces() const { return m_traces; }

private:
    QString takeEvent(const QStringList &words)
    {
        bool isTime = false;
        const double ms = words[0].toDouble(&isTime);
        if (!isTime || !(ms >= 0 && ms <= longestTrace))
            return u"\"%1\" is no time of 0..%2 ms"_s.arg(words[0].left(40)).arg(longestTrace);
        const Trace::Time at(std::llround(ms * 1000) * 1000);
        const QString what = words.value(1);
        const auto uid = Nfc::Uid::fromString(words.value(2));
        const bool isContact = what == "loss"_L1;
        if (!isContact && what != "placed"_L1 && what != "lifted"_L1)
            return u"after the time comes loss, placed or lifted, not \"%1\""_s.arg(what.left(40));
        if (!uid)
            return u"\"%1\" is no UID"_s.arg(words.value(2).left(40));
        if (words.size() != (isContact ? 4 : 3))
            return u"%1 wants %2"_s.arg(what,
                                        isContact ? u"a UID and percent"_s : u"a UID and nothing else"_s);
        Trace::Time &last = isContact ? m_lastContact : m_lastTruth;
        if (at < last)
            return u"the time goes back"_s;
        last = at;

        Trace &trace = m_traces.last();
        if (isContact) {
            bool isNumber = false;
            const double percent = words[3].toDouble(&isNumber);
            if (!isNumber || !(percent >= 0 && percent <= 100))
                return u"\"%1\" is not 0..100 percent"_s.arg(words[3].left(40));
            trace.contacts.append({at, *uid, percent / 100});
            return {};
        }
        const bool isPlaced = what == "placed"_L1;
        if (m_lies.value(*uid) == isPlaced)
            return u"the chip %1"_s.arg(isPlaced ? u"lies there already"_s : u"does not lie there"_s);
        m_lies.insert(*uid, isPlaced);
        trace.truth.append({at, isPlaced ? Trace::Truth::What::Placed : Trace::Truth::What::Lifted, *uid});
        return {};
    }

    bool m_hasHeading = false;
    QList<Trace> m_traces;
    Trace::Time m_lastContact{0};
    Trace::Time m_lastTruth{0};
    QHash<Nfc::Uid, bool> m_lies;
};

} // namespace

Trace::Time Trace::end() const
{
    return std::max(contacts.isEmpty() ? Time(0) : contacts.last().at,
                    truth.isEmpty() ? Time(0) : truth.last().at);
}

QByteArray toText(const QList<Trace> &traces)
{
    QByteArray text = heading + QByteArray("\n");
    for (const Trace &trace : traces) {
        text += "\ntrace " + trace.kind.toUtf8() + '\n';
        for (const Trace::Truth &truth : trace.truth)
            text += inMs(truth.at) + (truth.what == Trace::Truth::What::Placed ? " placed " : " lifted ") +
                    truth.uid.toString().toLatin1() + '\n';
        for (const Trace::Contact &contact : trace.contacts)
            text += inMs(contact.at) + " loss " + contact.uid.toString().toLatin1() + ' ' +
                    QByteArray::number(contact.loss * 100, 'g', 6) + '\n';
    }
    return text;
}

Expected<QList<Trace>, QString> tracesFrom(const QByteArray &text)
{
    if (text.size() > longestText)
        return Unexpected{u"the file is larger than %1 MB"_s.arg(longestText / 1024 / 1024)};
    Parser parser;
    int number = 0;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        ++number;
        const QString content = QString::fromUtf8(line.split('#').constFirst()).simplified();
        if (content.isEmpty())
            continue;
        if (const QString problem = parser.take(content); !problem.isEmpty())
            return Unexpected{u"line %1: %2"_s.arg(number).arg(problem)};
    }
    if (parser.traces().isEmpty())
        return Unexpected{u"there is no trace in it"_s};
    return parser.traces();
}

} // namespace Medio::Simulator
