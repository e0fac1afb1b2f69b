// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/pn532.h"

#include <algorithm>

namespace Medio::Simulator {
namespace {

enum Command : quint8 {
    Diagnose = 0x00,
    GetFirmwareVersion = 0x02,
    GetGeneralStatus = 0x04,
    ReadRegister = 0x06,
    WriteRegister = 0x08,
    SetParameters = 0x12,
    SAMConfiguration = 0x14,
    PowerDown = 0x16,
    RFConfiguration = 0x32,
    InDataExchange = 0x40,
    InCommunicateThru = 0x42,
    InDeselect = 0x44,
    InListPassiveTarget = 0x4a,
    InRelease = 0x52,
    InSelect = 0x54,
    InAutoPoll = 0x60,
};

constexpr char wakeUp = '\x55';
constexpr int forEver = 256;

// What is said to a tag
constexpr quint8 ntagRead = 0x30;
constexpr quint8 ntagGetVersion = 0x60;

// The first byte of an answer of the In... commands
constexpr char good = 0x00;
constexpr char timedOut = 0x01;
constexpr char notSelected = 0x27;

template<typename... Bytes>
QByteArray bytes(Bytes... values)
{
    const char array[] = {static_cast<char>(values)...};
    return {array, sizeof array};
}

quint8 byteAt(const QByteArray &data, qsizetype index)
{
    return static_cast<quint8>(data[index]);
}

} // namespace

Pn532::Pn532(Timing timing, quint32 seed)
    : m_timing(timing)
    , m_random(seed)
{
}

void Pn532::at(Time when, Action action)
{
    m_agenda.emplace(std::pair(when, m_agendaCount++), std::move(action));
}

std::optional<Pn532::Time> Pn532::nextStep() const
{
    if (m_agenda.empty())
        return std::nullopt;
    return m_agenda.begin()->first.first;
}

void Pn532::advance(Time now)
{
    while (!m_agenda.empty() && m_agenda.begin()->first.first <= now) {
        const auto step = m_agenda.extract(m_agenda.begin());
        step.mapped()(step.key().first);
    }
}

Pn532::Time Pn532::wire(qsizetype bytes) const
{
    constexpr qint64 bitsPerByte = 10; // 8N1
    return m_timing.baud > 0 ? Time(bytes * bitsPerByte * 1'000'000'000 / m_timing.baud) : Time(0);
}

void Pn532::receive(const QByteArray &bytes, Time now)
{
    m_receiving = std::max(m_receiving, now) + wire(bytes.size());
    at(m_receiving, [this, bytes](Time arrived) {
        m_awake = m_awake || bytes.contains(wakeUp);
        const QList<Pn532Frame::Item> items = m_scanner.take(bytes);
        for (const Pn532Frame::Item &item : items)
            take(item, arrived);
    });
    advance(now);
}

void Pn532::send(const QByteArray &bytes, Time ready)
{
    m_sending = std::max(m_sending, ready) + wire(bytes.size());
    at(m_sending, [this, bytes](Time) { m_output += bytes; });
}

void Pn532::take(const Pn532Frame::Item &item, Time now)
{
    if (m_mute || !m_awake)
        return;
    switch (item.kind) {
    case Pn532Frame::Item::Kind::Ack: // the host gives the running command up
        cancel();
        break;
    case Pn532Frame::Item::Kind::Nack: // the host asks for the last answer again; libnfc never does
        break;
    case Pn532Frame::Item::Kind::Damaged:
        send(Pn532Frame::nack(), now);
        break;
    case Pn532Frame::Item::Kind::Command:
        cancel();
        if (failsNow(Fault::Nack, byteAt(item.data, 0)))
            return send(Pn532Frame::nack(), now);
        if (!failsNow(Fault::AckLost, byteAt(item.data, 0)))
            send(Pn532Frame::ack(), now);
        command(item.data, now);
        break;
    }
}

bool Pn532::failsNow(Fault fault, quint8 code)
{
    if (m_faultsLeft == 0 || m_fault != fault || m_faultCode.value_or(code) != code)
        return false;
    --m_faultsLeft;
    return true;
}

QByteArray Pn532::damaged(QByteArray frame)
{
    // One byte: two wrong ones could make a right sum.
    const qsizetype index = m_random.bounded(frame.size());
    frame[index] = static_cast<char>(frame[index] ^ m_random.bounded(1, 256));
    return frame;
}

void Pn532::answer(Time when, const QByteArray &data)
{
    at(when, [this, data, generation = m_generation](Time now) {
        if (generation != m_generation)
            return;
        const auto code = static_cast<quint8>(byteAt(data, 0) - 1);
        if (failsNow(Fault::AnswerLost, code))
            return;
        if (failsNow(Fault::SyntaxError, code))
            return send(Pn532Frame::syntaxError(), now);

        QByteArray content = data;
        if (failsNow(Fault::WrongCode, code))
            content[0] = static_cast<char>(content[0] + 2);
        // 4B, number of targets, its number, SENS_RES (2), SEL_RES, length of the UID, UID
        constexpr qsizetype selRes = 5;
        constexpr qsizetype uidLength = 6;
        if (code == InListPassiveTarget && content.size() > uidLength) {
            if (failsNow(Fault::WrongLength, code))
                content[uidLength] = '\xff';
            if (failsNow(Fault::BadAts, code)) {
                content[selRes] = 0x20;
                content += '\0';
            }
        }
        QByteArray frame = Pn532Frame::answer(content);
        if (failsNow(Fault::WrongSum, code))
            frame[frame.size() - 2] = static_cast<char>(frame[frame.size() - 2] ^ 0x10);
        if (failsNow(Fault::Truncated, code))
            frame.truncate(frame.size() / 2);
        if (now < m_garbledUntil)
            frame = damaged(frame);
        send(frame, now);
    });
}

void Pn532::refuse(Time when)
{
    send(Pn532Frame::syntaxError(), when);
}

void Pn532::setMute(bool mute)
{
    m_mute = mute;
    cancel();
}

void Pn532::garbleUntil(Time end)
{
    m_garbledUntil = end;
}

void Pn532::fail(Fault fault, int answers, std::optional<quint8> code)
{
    m_faultCode = code;
    m_fault = fault;
    m_faultsLeft = answers;
}

void Pn532::powerCycle()
{
    cancel();
    setField(false);
    m_awake = false;
    m_tries = forEver;
    m_registers.clear();
}

void Pn532::command(const QByteArray &data, Time now)
{
    const quint8 code = byteAt(data, 0);
    const QByteArray parameters = data.mid(1);
    const auto reply = [&](const QByteArray &content = {}) {
        answer(now, bytes(code + 1) + content);
    };

    switch (code) {
    case Diagnose: // test 0: the line; it gives back what it got
        return !parameters.isEmpty() && parameters[0] == 0 ? reply(parameters) : refuse(now);
    case GetFirmwareVersion: // IC PN532, version 1.6, all kinds of chips
        return reply(bytes(0x32, 0x01, 0x06, 0x07));
    case GetGeneralStatus: {
        const bool isSelected = m_tag && m_tagState == TagState::Active;
        return reply(bytes(0x00, m_field ? 1 : 0, isSelected ? 1 : 0) +
                     (isSelected ? bytes(1, 0, 0, 0x10) : QByteArray()) + bytes(0x80));
    }
    case ReadRegister: {
        if (parameters.isEmpty() || parameters.size() % 2 != 0)
            return refuse(now);
        QByteArray values;
        for (qsizetype i = 0; i < parameters.size(); i += 2)
            values += m_registers.value(
                static_cast<quint16>(byteAt(parameters, i) << 8 | byteAt(parameters, i + 1)));
        return reply(values);
    }
    case WriteRegister:
        if (parameters.isEmpty() || parameters.size() % 3 != 0)
            return refuse(now);
        for (qsizetype i = 0; i < parameters.size(); i += 3)
            m_registers.insert(static_cast<quint16>(byteAt(parameters, i) << 8 | byteAt(parameters, i + 1)),
                               parameters[i + 2]);
        return reply();
    case SetParameters:
    case SAMConfiguration:
        return reply();
    case PowerDown:
        reply(bytes(good));
        setField(false);
        at(now + wire(32), [this, generation = m_generation](Time) {
            if (generation == m_generation)
                m_awake = false;
        });
        return;
    case RFConfiguration:
        return configure(parameters, now);
    case InDataExchange:
        return parameters.size() < 2 ? refuse(now) : exchange(code, parameters.mid(1), now);
    case InCommunicateThru:
        return parameters.isEmpty() ? refuse(now) : exchange(code, parameters, now);
    case InDeselect:
    case InRelease:
        if (m_tagState == TagState::Active)
            m_tagState = TagState::Halted;
        return reply(bytes(good));
    case InSelect:
        return reply(bytes(m_tag && m_tagState == TagState::Active ? good : notSelected));
    case InListPassiveTarget:
        return list(parameters, now);
    case InAutoPoll:
        return autoPoll(parameters, now);
    default:
        return refuse(now);
    }
}

void Pn532::configure(const QByteArray &parameters, Time now)
{
    if (parameters.size() < 2)
        return refuse(now);
    switch (byteAt(parameters, 0)) {
    case 0x01: // field
        setField((byteAt(parameters, 1) & 1) != 0);
        break;
    case 0x05: // retries: of ATR, of PSL, of passive activation
        if (parameters.size() < 4)
            return refuse(now);
        m_tries = byteAt(parameters, 3) + 1;
        break;
    default: // timings and analogue settings
        break;
    }
    answer(now, bytes(RFConfiguration + 1));
}

void Pn532::list(const QByteArray &parameters, Time now)
{
    if (parameters.size() < 2 || byteAt(parameters, 0) < 1 || byteAt(parameters, 0) > 2)
        return refuse(now);
    setField(true);
    if (byteAt(parameters, 1) != 0x00) // another kind of chip: there are none
        return answer(now + m_timing.silence, bytes(InListPassiveTarget + 1, 0));

    const QByteArray wanted = parameters.mid(2);
    request(now, m_tries, [this, wanted](Time then, bool isFound) {
        // A cascaded UID is asked for with its cascade tags between.
        const bool isWanted = isFound && QByteArray(wanted)
                                             .replace('\x88', "")
                                             .endsWith(QByteArray(m_tag->uid.bytes()).replace('\x88', ""));
        if (isFound && (wanted.isEmpty() || isWanted))
            answer(then, bytes(InListPassiveTarget + 1, 1, 1) + targetData());
        else
            answer(then, bytes(InListPassiveTarget + 1, 0));
    });
}

void Pn532::request(Time now, int triesLeft, std::function<void(Time, bool)> done)
{
    if (triesLeft == 0)
        return done(now, false);
    const int left = triesLeft == forEver ? forEver : triesLeft - 1;
    at(now + m_timing.request,
       [this, left, done = std::move(done), generation = m_generation](Time answered) {
           if (generation != m_generation)
               return;
           if (!m_tag || m_tagState == TagState::Halted)
               return request(answered, left, done);
           if (m_tagState == TagState::Active) { // passes over this one (ISO 14443-3 §6.4)
               m_tagState = TagState::Idle;
               return request(answered, left, done);
           }
           at(answered + m_timing.select, [this, left, done, generation](Time selected) {
               if (generation != m_generation)
                   return;
               if (!m_tag)
                   return request(selected, left, done);
               m_tagState = TagState::Active;
               done(selected, true);
           });
       });
}

void Pn532::autoPoll(const QByteArray &parameters, Time now)
{
    if (parameters.size() < 3)
        return refuse(now);
    const int rounds = byteAt(parameters, 0);
    const int period = byteAt(parameters, 1);
    if (rounds == 0 || period == 0 || period > 15)
        return refuse(now);
    setField(true);
    pollRound(now, rounds == 0xff ? forEver : rounds, period * m_timing.pollUnit, parameters.mid(2));
}

void Pn532::pollRound(Time now, int roundsLeft, Time period, const QByteArray &types)
{
    if (roundsLeft == 0)
        return answer(now, bytes(InAutoPoll + 1, 0));
    // Two requests, so that a selected chip is seen too.
    request(now, 2, [this, now, roundsLeft, period, types](Time then, bool isFound) {
        const auto typeA = std::find_if(types.begin(), types.end(), [this](char type) {
            return type == 0x00 || type == 0x10 || (type == 0x20 && m_tag && (m_tag->sak & 0x20) != 0);
        });
        if (isFound && typeA != types.end()) {
            const QByteArray target = bytes(1) + targetData();
            return answer(then, bytes(InAutoPoll + 1, 1, *typeA, target.size()) + target);
        }
        const int left = roundsLeft == forEver ? forEver : roundsLeft - 1;
        at(now + period * types.size(), [=, this, generation = m_generation](Time next) {
            if (generation == m_generation)
                pollRound(next, left, period, types);
        });
    });
}

void Pn532::exchange(quint8 code, const QByteArray &toTag, Time now)
{
    std::optional<QByteArray> said;
    if (m_tag && m_field && m_tagState == TagState::Active) {
        const quint8 order = byteAt(toTag, 0);
        if (order == ntagRead && toTag.size() >= 2)
            said = m_tag->read(byteAt(toTag, 1));
        else if (order == ntagGetVersion && code == InCommunicateThru && !m_tag->pages.isEmpty())
            said = QByteArray::fromHex("0004040201000f03"); // NTAG213
    }
    if (said)
        answer(now + m_timing.exchange, bytes(code + 1, good) + *said);
    else
        answer(now + m_timing.silence, bytes(code + 1, timedOut));
}

QByteArray Pn532::targetData() const
{
    const QByteArray &uid = m_tag->uid.bytes();
    return bytes(m_tag->atqa >> 8, m_tag->atqa & 0xff, m_tag->sak, uid.size()) + uid;
}

void Pn532::setField(bool on)
{
    if (!on)
        m_tagState = TagState::Idle; // without power a chip forgets
    m_field = on;
}

void Pn532::place(const Tag &tag)
{
    Q_ASSERT(!m_tag);
    m_tag = tag;
    m_tagState = TagState::Idle;
}

void Pn532::lift()
{
    Q_ASSERT(m_tag);
    m_tag.reset();
}

} // namespace Medio::Simulator
