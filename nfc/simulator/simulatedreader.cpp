// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/simulatedreader.h"

#include "app/base/chronicle.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Medio::Simulator {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr int longestGarble = 3'600'000; // ms
constexpr int longestDelay = 60'000;     // ms
constexpr int mostFaults = 1'000'000;

// A program that has just begun to look wants to know the empty field first.
constexpr auto pauseBeforeTraces = 500ms;

constexpr std::array<std::pair<QLatin1StringView, Pn532::Fault>, 15> faults{{
    {"ack-lost"_L1, Pn532::Fault::AckLost},
    {"nack"_L1, Pn532::Fault::Nack},
    {"answer-lost"_L1, Pn532::Fault::AnswerLost},
    {"truncated"_L1, Pn532::Fault::Truncated},
    {"wrong-sum"_L1, Pn532::Fault::WrongSum},
    {"wrong-code"_L1, Pn532::Fault::WrongCode},
    {"syntax-error"_L1, Pn532::Fault::SyntaxError},
    {"wrong-length"_L1, Pn532::Fault::WrongLength},
    {"late"_L1, Pn532::Fault::Late},
    {"garbage"_L1, Pn532::Fault::Garbage},
    {"junk"_L1, Pn532::Fault::Junk},
    {"empty"_L1, Pn532::Fault::Empty},
    {"bad-ats"_L1, Pn532::Fault::BadAts},
    {"nad"_L1, Pn532::Fault::NodeByte},
    {"no-firmware"_L1, Pn532::Fault::NoFirmware},
}};

} // namespace

SimulatedReader::SimulatedReader(const QString &link, Pn532::Timing timing, quint32 seed)
    : m_line(link)
    , m_chip(timing, seed)
    , m_hands({m_chip.field(), &Chronicle::now,
               [this](nanoseconds time, std::function<void(nanoseconds)> deed) {
                   m_chip.at(time, std::move(deed));
               },
               [this](const QString &event, const QJsonObject &keys) {
                   Q_EMIT happened(eventOf(event, keys, Chronicle::now()));
               }},
              seed)
    , m_deeds(deeds())
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
    if (m_hands.isPrepared() && m_chip.isInUse())
        m_hands.begin(Chronicle::now() + pauseBeforeTraces);
    itimerspec spec{};
    if (const auto next = m_chip.nextStep()) {
        spec.it_value.tv_sec = *next / 1s;
        spec.it_value.tv_nsec = (*next % 1s).count();
    }
    timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &spec, nullptr);
}

QList<Deed> SimulatedReader::deeds()
{
    const auto mine = [this](Answer (SimulatedReader::*carryOut)(Order &)) {
        return [this, carryOut](Order &order) {
            return (this->*carryOut)(order);
        };
    };
    const auto simply = [](const std::function<void()> &deed) {
        return [deed](const Order &order) -> Answer {
            if (const QString problem = order.problem(); !problem.isEmpty())
                return Unexpected{problem};
            deed();
            return QJsonObject();
        };
    };
    return m_hands.deeds() + QList<Deed>{
                                 {u"unplug"_s, simply([this] {
                                      m_line.unplug();
                                      m_chip.powerCycle(); // the line was its supply
                                  })},
                                 {u"plug"_s, mine(&SimulatedReader::plugIn)},
                                 {u"mute"_s, simply([this] { m_chip.setMute(true); })},
                                 {u"unmute"_s, simply([this] { m_chip.setMute(false); })},
                                 {u"garble"_s, mine(&SimulatedReader::garble)},
                                 {u"fault"_s, mine(&SimulatedReader::fault)},
                                 {u"power-cycle"_s, simply([this] { m_chip.powerCycle(); })},
                                 {u"state"_s, mine(&SimulatedReader::state)},
                             };
}

Answer SimulatedReader::obey(const QJsonObject &order)
{
    m_chip.advance(Chronicle::now());
    auto answer = Simulator::obey(order, m_deeds);
    letHappen();
    return answer;
}

Answer SimulatedReader::garble(Order &order)
{
    const int ms = order.number(u"ms"_s, 1, longestGarble, 1000);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    m_chip.garbleUntil(Chronicle::now() + milliseconds(ms));
    return QJsonObject();
}

Answer SimulatedReader::fault(Order &order)
{
    QStringList names;
    for (const auto &fault : faults)
        names << fault.first;
    if (!order.has(u"kind"_s))
        order.refuse(u"\"kind\" must be one of %1"_s.arg(names.join(u", "_s)));
    const qsizetype index = names.indexOf(order.oneOf(u"kind"_s, names));
    const int times = order.number(u"times"_s, 1, mostFaults, 1);
    const bool isOfOne = order.has(u"command"_s);
    const int command = order.number(u"command"_s, 1, 0xff, 1);
    const int ms = order.number(u"ms"_s, 1, longestDelay, 1000); // of a late answer
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    m_chip.fail(faults[static_cast<size_t>(index)].second, times,
                isOfOne ? std::optional(static_cast<quint8>(command)) : std::nullopt, milliseconds(ms));
    return QJsonObject();
}

Answer SimulatedReader::plugIn(Order &order)
{
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    if (const QString problem = m_line.plug(); !problem.isEmpty())
        return Unexpected{problem};
    return QJsonObject();
}

Answer SimulatedReader::state(Order &order)
{
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    QJsonObject state{{u"link"_s, m_line.link()},          {u"plugged"_s, m_line.isPlugged()},
                      {u"mute"_s, m_chip.isMute()},        {u"used"_s, m_chip.isInUse()},
                      {u"playing"_s, m_hands.isPlaying()}, {u"uid"_s, QJsonValue::Null}};
    const QList<Nfc::Uid> lying = m_chip.field().uids();
    if (!lying.isEmpty()) {
        const QJsonObject first = m_hands.chip(lying.constFirst());
        for (auto key = first.begin(); key != first.end(); ++key)
            state.insert(key.key(), key.value());
    }
    QJsonArray chips;
    for (const Nfc::Uid &uid : lying)
        chips.append(uid.toString());
    state.insert(u"chips"_s, chips);
    return state;
}

} // namespace Medio::Simulator
