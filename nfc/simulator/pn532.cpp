// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/pn532.h"

#include <algorithm>
#include <array>

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
constexpr quint8 automaticRats = 0x10; // of SetParameters

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

/// BrTy of InListPassiveTarget, and the lower half of InAutoPoll's types.
std::optional<Tag::Modulation> modulationOf(int code)
{
    switch (code) {
    case 0x00:
        return Tag::Modulation::A;
    case 0x01:
    case 0x02:
        return Tag::Modulation::FeliCa;
    case 0x03:
        return Tag::Modulation::B;
    default: // Jewel
        return std::nullopt;
    }
}

quint8 byteAt(const QByteArray &data, qsizetype index)
{
    return static_cast<quint8>(data[index]);
}

} // namespace

Pn532::Pn532(Timing timing, quint32 seed)
    : m_timing(timing)
    , m_chance(seed)
    , m_field(seed)
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
    const int index = m_chance.below(static_cast<int>(frame.size()));
    frame[index] = static_cast<char>(frame[index] ^ (1 + m_chance.below(255)));
    return frame;
}

QByteArray Pn532::randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(m_chance.below(256));
    return bytes;
}

void Pn532::answer(Time when, const QByteArray &data)
{
    const auto code = static_cast<quint8>(byteAt(data, 0) - 1);
    if (failsNow(Fault::Late, code))
        when += m_lateness;
    at(when, [this, data, code, generation = m_generation](Time now) {
        if (generation != m_generation)
            return;
        if (failsNow(Fault::AnswerLost, code))
            return;
        if (failsNow(Fault::SyntaxError, code))
            return send(Pn532Frame::syntaxError(), now);

        QByteArray content = data;
        if (failsNow(Fault::WrongCode, code))
            content[0] = static_cast<char>(content[0] + 2);
        if (failsNow(Fault::Empty, code))
            content.truncate(1);
        // The commands whose answer begins with a status
        constexpr std::array withStatus{PowerDown, InDataExchange, InCommunicateThru, InSelect};
        if (std::find(withStatus.begin(), withStatus.end(), code) != withStatus.end() && content.size() > 1 &&
            failsNow(Fault::NodeByte, code))
            content[1] = static_cast<char>(content[1] | 0x80);
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
        if (failsNow(Fault::WrongSum, code) ||
            (code == GetFirmwareVersion && failsNow(Fault::NoFirmware, code)))
            frame[frame.size() - 2] = static_cast<char>(frame[frame.size() - 2] ^ 0x10);
        if (failsNow(Fault::Truncated, code))
            frame.truncate(frame.size() / 2);
        if (failsNow(Fault::Garbage, code))
            frame = randomBytes(frame.size());
        if (failsNow(Fault::Junk, code))
            frame.prepend(randomBytes(1 + m_chance.below(16)));
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

void Pn532::fail(Fault fault, int answers, std::optional<quint8> code, Time lateness)
{
    m_lateness = lateness;
    m_faultCode = code;
    m_fault = fault;
    m_faultsLeft = answers;
}

void Pn532::powerCycle()
{
    cancel();
    forget();
    m_asksForAts = true;
    m_tries = forEver;
    m_registers.clear();
}

void Pn532::forget()
{
    m_field.setOn(false);
    m_awake = false;
    m_isInUse = false;
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
        const bool isSelected = m_field.selected();
        return reply(bytes(0x00, m_field.isOn() ? 1 : 0, isSelected ? 1 : 0) +
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
        m_asksForAts = !parameters.isEmpty() && (byteAt(parameters, 0) & automaticRats) != 0;
        return reply();
    case SAMConfiguration:
        return reply();
    case PowerDown:
        reply(bytes(good));
        m_field.setOn(false);
        at(now + wire(32), [this, generation = m_generation](Time) {
            if (generation == m_generation)
                forget();
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
        m_field.halt();
        return reply(bytes(good));
    case InSelect:
        return reply(bytes(m_field.selected() ? good : notSelected));
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
        m_field.setOn((byteAt(parameters, 1) & 1) != 0);
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
    m_field.setOn(true);
    m_isInUse = true;
    const auto modulation = modulationOf(byteAt(parameters, 1));
    if (!modulation)
        return answer(now + m_timing.silence, bytes(InListPassiveTarget + 1, 0));
    const bool isTypeA = modulation == Tag::Modulation::A;
    const QByteArray wanted = isTypeA ? parameters.mid(2) : QByteArray();
    find(*modulation, wanted, now, isTypeA ? m_tries : 1, [this, isTypeA](Time then, const Tag *tag) {
        if (tag)
            answer(then, bytes(InListPassiveTarget + 1, 1, 1) + targetData(*tag));
        else
            answer(isTypeA ? then : then + m_timing.silence, bytes(InListPassiveTarget + 1, 0));
    });
}

void Pn532::find(Tag::Modulation modulation, const QByteArray &wanted, Time now, int triesLeft, Found done)
{
    if (triesLeft == 0)
        return done(now, nullptr);
    const int left = triesLeft == forEver ? forEver : triesLeft - 1;
    at(now + m_timing.request, [=, this, done = std::move(done), generation = m_generation](Time answered) {
        if (generation != m_generation)
            return;
        if (!m_field.request(modulation))
            return find(modulation, wanted, answered, left, done);
        at(answered + m_timing.select, [=, this](Time selected) {
            if (generation != m_generation)
                return;
            if (const Tag *tag = m_field.select(wanted))
                return done(selected, tag);
            find(modulation, wanted, selected, left, done);
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
    m_field.setOn(true);
    m_isInUse = true;
    pollRound(now, rounds == 0xff ? forEver : rounds, period * m_timing.pollUnit, parameters.mid(2));
}

void Pn532::pollRound(Time now, int roundsLeft, Time period, const QByteArray &types)
{
    if (roundsLeft == 0)
        return answer(now, bytes(InAutoPoll + 1, 0));
    pollType(now, types, 0, [=, this](Time then, const Tag *tag, char type) {
        if (tag) {
            const QByteArray target = bytes(1) + targetData(*tag);
            return answer(then, bytes(InAutoPoll + 1, 1, type, target.size()) + target);
        }
        const int left = roundsLeft == forEver ? forEver : roundsLeft - 1;
        at(std::max(then, Time(now + period * types.size())),
           [=, this, generation = m_generation](Time next) {
               if (generation == m_generation)
                   pollRound(next, left, period, types);
           });
    });
}

void Pn532::pollType(Time now, const QByteArray &types, qsizetype index, FoundByPoll done)
{
    if (index == types.size())
        return done(now, nullptr, 0);
    // Bits 0 to 3 name the modulation, bit 5 wants a chip that speaks ISO 14443-4 (UM0701-02 §7.3.13).
    const auto type = byteAt(types, index);
    const auto modulation = modulationOf(type & 0x0f);
    const bool wantsPart4 = (type & 0x20) != 0;
    if (!modulation)
        return pollType(now, types, index + 1, std::move(done));
    // Two requests, so that a selected chip is seen too.
    find(*modulation, {}, now, 2, [=, this, done = std::move(done)](Time then, const Tag *tag) {
        const bool isOfPart4 = tag && (tag->modulation() == Tag::Modulation::B || (tag->sak & 0x20) != 0);
        if (tag && (!wantsPart4 || isOfPart4))
            return done(then, tag, static_cast<char>(type));
        pollType(then, types, index + 1, done);
    });
}

void Pn532::exchange(quint8 code, const QByteArray &toTag, Time now)
{
    const auto said = m_field.exchange(toTag, code == InCommunicateThru);
    if (said)
        answer(now + m_timing.exchange, bytes(code + 1, good) + *said);
    else
        answer(now + m_timing.silence, bytes(code + 1, timedOut));
}

QByteArray Pn532::targetData(const Tag &tag) const
{
    const QByteArray &uid = tag.uid.bytes();
    switch (tag.modulation()) {
    case Tag::Modulation::FeliCa: // POL_RES: its length, 01, IDm, PMm
        return bytes(18, 1) + uid + QByteArray::fromHex("0120220427674eff");
    case Tag::Modulation::B: // ATQB: 50, PUPI, application data, protocol info; an empty ATTRIB_RES
        return bytes(0x50) + uid +
               QByteArray::fromHex("00000000"
                                   "0081c1"
                                   "00");
    case Tag::Modulation::A:
        break;
    }
    const quint16 atqa = m_field.atqa();
    QByteArray data = bytes(atqa >> 8, atqa & 0xff, tag.sak, uid.size()) + uid;
    if (m_asksForAts && (tag.sak & 0x20) != 0)
        data += QByteArray::fromHex("067577810280"); // of a DESFire EV1
    return data;
}

} // namespace Medio::Simulator
