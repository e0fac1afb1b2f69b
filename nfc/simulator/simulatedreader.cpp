// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/simulatedreader.h"

#include "app/base/chronicle.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Medio::Simulator {
namespace {

constexpr int longestGarble = 3'600'000; // ms
constexpr int mostFaults = 1'000'000;
constexpr qsizetype longestTag = 256;

constexpr std::array<std::pair<QLatin1StringView, Pn532::Fault>, 9> faultNames{{
    {"ack-lost"_L1, Pn532::Fault::AckLost},
    {"nack"_L1, Pn532::Fault::Nack},
    {"answer-lost"_L1, Pn532::Fault::AnswerLost},
    {"truncated"_L1, Pn532::Fault::Truncated},
    {"wrong-sum"_L1, Pn532::Fault::WrongSum},
    {"wrong-code"_L1, Pn532::Fault::WrongCode},
    {"syntax-error"_L1, Pn532::Fault::SyntaxError},
    {"wrong-length"_L1, Pn532::Fault::WrongLength},
    {"bad-ats"_L1, Pn532::Fault::BadAts},
}};

/// A whole number of 1..most under `key`; `byDefault` without the key, 0 if it is something else.
int takeCount(QJsonObject *object, const QString &key, int byDefault, int most)
{
    const QJsonValue value = object->take(key);
    if (value.isUndefined())
        return byDefault;
    const int count = value.toInt(0);
    return count >= 1 && count <= most ? count : 0;
}

} // namespace

SimulatedReader::SimulatedReader(const QString &link, Pn532::Timing timing, quint32 seed)
    : m_line(link)
    , m_chip(timing, seed)
    , m_timer(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    , m_due(m_timer, QSocketNotifier::Read)
{
    connect(&m_line, &PseudoTerminal::received, this, [this](const QByteArray &bytes) {
        m_chip.receive(bytes, Chronicle::now());
        letHappen();
    });
    connect(&m_due, &QSocketNotifier::activated, this, [this] {
        quint64 expirations = 0;
        [[maybe_unused]] const ssize_t count = read(m_timer, &expirations, sizeof expirations);
        letHappen();
    });
}

SimulatedReader::~SimulatedReader()
{
    m_due.setEnabled(false);
    close(m_timer);
}

void SimulatedReader::letHappen()
{
    m_chip.advance(Chronicle::now());
    m_line.write(m_chip.takeOutput());
    itimerspec spec{};
    if (const auto next = m_chip.nextStep()) {
        spec.it_value.tv_sec = *next / 1s;
        spec.it_value.tv_nsec = (*next % 1s).count();
    }
    timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &spec, nullptr);
}

Expected<QJsonObject, QString> SimulatedReader::obey(const QJsonObject &order)
{
    QJsonObject rest = order;
    const QJsonValue deed = rest.take(u"do"_s);
    if (!deed.isString())
        return Unexpected{u"\"do\" is missing"_s};
    m_chip.advance(Chronicle::now());
    auto answer = carryOut(deed.toString(), &rest);
    letHappen();
    return answer;
}

Expected<QJsonObject, QString> SimulatedReader::carryOut(const QString &deed, QJsonObject *rest)
{
    // An order with a key that is not its own does nothing.
    const auto excess = [rest]() -> std::optional<Unexpected<QString>> {
        if (rest->isEmpty())
            return std::nullopt;
        return Unexpected{u"unknown key \"%1\""_s.arg(rest->constBegin().key().left(80))};
    };

    if (deed == "place"_L1)
        return place(rest);
    if (deed == "garble"_L1) {
        const int ms = takeCount(rest, u"ms"_s, 1000, longestGarble);
        if (ms == 0)
            return Unexpected{u"\"ms\" must be a whole number of 1..%1"_s.arg(longestGarble)};
        if (const auto refusal = excess())
            return *refusal;
        m_chip.garbleUntil(Chronicle::now() + std::chrono::milliseconds(ms));
        return QJsonObject();
    }
    if (deed == "fault"_L1) {
        const QString kind = rest->take(u"kind"_s).toString();
        const int times = takeCount(rest, u"times"_s, 1, mostFaults);
        const bool isOfOne = rest->contains(u"command"_s);
        const int command = takeCount(rest, u"command"_s, 0, 0xff);
        QStringList names;
        for (const auto &[name, fault] : faultNames) {
            names << name;
            if (name != kind)
                continue;
            if (times == 0)
                return Unexpected{u"\"times\" must be a whole number of 1..%1"_s.arg(mostFaults)};
            if (const auto refusal = excess())
                return *refusal;
            if (isOfOne && command == 0)
                return Unexpected{u"\"command\" must be a command's code, 1..255"_s};
            m_chip.fail(fault, times, isOfOne ? std::optional(static_cast<quint8>(command)) : std::nullopt);
            return QJsonObject();
        }
        return Unexpected{u"\"kind\" must be one of %1"_s.arg(names.join(u", "_s))};
    }

    if (const auto refusal = excess())
        return *refusal;
    if (deed == "lift"_L1) {
        if (!m_chip.tag())
            return Unexpected{u"no chip lies on the reader"_s};
        QJsonObject chip{{u"uid"_s, m_chip.tag()->uid.toString()}, {u"tag"_s, m_tagText}};
        m_chip.lift();
        report(u"chip-out-of-field"_s, chip);
        return chip;
    }
    if (deed == "unplug"_L1) {
        m_line.unplug();
        m_chip.powerCycle(); // the line was its supply
        return QJsonObject();
    }
    if (deed == "plug"_L1) {
        if (const QString problem = m_line.plug(); !problem.isEmpty())
            return Unexpected{problem};
        return QJsonObject();
    }
    if (deed == "mute"_L1 || deed == "unmute"_L1) {
        m_chip.setMute(deed == "mute"_L1);
        return QJsonObject();
    }
    if (deed == "power-cycle"_L1) {
        m_chip.powerCycle();
        return QJsonObject();
    }
    if (deed == "state"_L1)
        return state();
    return Unexpected{u"\"do\" must be one of place, lift, unplug, plug, mute, unmute, garble, fault, "
                      "power-cycle, state"_s};
}

Expected<QJsonObject, QString> SimulatedReader::place(QJsonObject *rest)
{
    const QString written = rest->take(u"uid"_s).toString();
    const QJsonValue text = rest->take(u"tag"_s);
    const auto uid = Nfc::Uid::fromString(written);
    const auto tag = uid ? Tag::fromUid(*uid) : std::nullopt;
    if (!tag)
        return Unexpected{u"\"uid\" must be 4, 7 or 10 bytes in hex, as 04:A1:B2:C3:D4:E5:F6"_s};
    if (!(text.isUndefined() || text.isString()) || text.toString().size() > longestTag)
        return Unexpected{u"\"tag\" must be a text of at most %1 characters"_s.arg(longestTag)};
    if (!rest->isEmpty())
        return Unexpected{u"unknown key \"%1\""_s.arg(rest->constBegin().key().left(80))};
    if (m_chip.tag())
        return Unexpected{u"a chip lies on the reader already: %1"_s.arg(m_chip.tag()->uid.toString())};
    m_tagText = text.toString();
    m_chip.place(*tag);
    QJsonObject chip{{u"uid"_s, uid->toString()}, {u"tag"_s, m_tagText}};
    report(u"chip-in-field"_s, chip);
    return chip;
}

QJsonObject SimulatedReader::state() const
{
    QJsonObject state{{u"link"_s, m_line.link()},
                      {u"plugged"_s, m_line.isPlugged()},
                      {u"mute"_s, m_chip.isMute()},
                      {u"uid"_s, QJsonValue::Null}};
    if (m_chip.tag()) {
        state.insert(u"uid"_s, m_chip.tag()->uid.toString());
        state.insert(u"tag"_s, m_tagText);
    }
    return state;
}

void SimulatedReader::report(const QString &event, const QJsonObject &chip)
{
    QJsonObject object = chip;
    object.insert(u"event"_s, event);
    object.insert(u"t"_s, QString::number(Chronicle::now().count()));
    Q_EMIT happened(object);
}

} // namespace Medio::Simulator
