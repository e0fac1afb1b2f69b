// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/simulatedreader.h"

#include "app/base/chronicle.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <QFile>
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
constexpr qsizetype longestTag = 256;
constexpr qsizetype longestNdef = 1024;
constexpr qsizetype longestPath = 4096;
constexpr qsizetype longestTraceFile = qsizetype{64} * 1024 * 1024;
constexpr qsizetype mostChips = 4;

// A program that has just begun to look wants to know the empty field first.
constexpr auto pauseBeforeTraces = 500ms;
constexpr auto pauseBetweenTraces = 1s;

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

struct SimulatedReader::Deed
{
    QString name;
    std::function<Answer(SimulatedReader *, Order &)> carryOut;
};

const QList<SimulatedReader::Deed> &SimulatedReader::deeds()
{
    using Self = SimulatedReader;
    static const auto simply = [](void (*deed)(Self *)) {
        return [deed](Self *self, Order &order) -> Answer {
            if (const QString problem = order.problem(); !problem.isEmpty())
                return Unexpected{problem};
            deed(self);
            return QJsonObject();
        };
    };
    static const QList<Deed> all{
        {u"place"_s, &Self::place},
        {u"lift"_s, &Self::lift},
        {u"contact"_s, &Self::contact},
        {u"noise"_s, &Self::noise},
        {u"gesture"_s, &Self::gesture},
        {u"play"_s, &Self::play},
        {u"unplug"_s, simply([](Self *self) {
             self->m_line.unplug();
             self->m_chip.powerCycle(); // the line was its supply
         })},
        {u"plug"_s, &Self::plugIn},
        {u"mute"_s, simply([](Self *self) { self->m_chip.setMute(true); })},
        {u"unmute"_s, simply([](Self *self) { self->m_chip.setMute(false); })},
        {u"garble"_s, &Self::garble},
        {u"fault"_s, &Self::fault},
        {u"power-cycle"_s, simply([](Self *self) { self->m_chip.powerCycle(); })},
        {u"state"_s, &Self::state},
    };
    return all;
}

SimulatedReader::SimulatedReader(const QString &link, Pn532::Timing timing, quint32 seed)
    : m_line(link)
    , m_chip(timing, seed)
    , m_chance(seed)
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
    if (m_waitsForUse && m_chip.isInUse()) {
        m_waitsForUse = false;
        playNext(Chronicle::now() + pauseBeforeTraces);
    }
    itimerspec spec{};
    if (const auto next = m_chip.nextStep()) {
        spec.it_value.tv_sec = *next / 1s;
        spec.it_value.tv_nsec = (*next % 1s).count();
    }
    timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &spec, nullptr);
}

Expected<QJsonObject, QString> SimulatedReader::obey(const QJsonObject &order)
{
    QJsonObject keys = order;
    const QJsonValue name = keys.take(u"do"_s);
    if (!name.isString())
        return Unexpected{u"\"do\" is missing"_s};
    QStringList names;
    for (const Deed &deed : deeds()) {
        names << deed.name;
        if (deed.name != name.toString())
            continue;
        m_chip.advance(Chronicle::now());
        Order rest(keys);
        auto answer = deed.carryOut(this, rest);
        letHappen();
        return answer;
    }
    return Unexpected{u"\"do\" must be one of %1"_s.arg(names.join(u", "_s))};
}

void SimulatedReader::refuseWhilePlaying(Order &order) const
{
    if (m_player || m_waitsForUse)
        order.refuse(u"a trace is being played"_s);
}

std::optional<Tag> SimulatedReader::tagFrom(Order &order)
{
    const auto uid = order.uid(u"uid"_s);
    const bool hasModel = order.has(u"chip"_s);
    const auto model = Tag::modelByName(order.oneOf(u"chip"_s, Tag::modelNames()));
    const QByteArray ndef = QByteArray::fromHex(order.text(u"ndef"_s, 2 * longestNdef).toLatin1());
    const QString text = order.text(u"text"_s, longestTag);
    const QString uri = order.text(u"uri"_s, longestTag);
    auto tag = !uid || !model ? std::nullopt : hasModel ? Tag::ofModel(*model, *uid) : Tag::fromUid(*uid);
    if (!tag) {
        order.refuse(u"\"uid\" must be 4, 7 or 10 bytes in hex, as 04:A1:B2:C3:D4:E5:F6, and as many as "
                     "the model has (felica: 8)"_s);
        return std::nullopt;
    }
    const QByteArray message = !ndef.isEmpty()   ? ndef
                               : !text.isEmpty() ? textRecord(text, u"en"_s)
                               : !uri.isEmpty()  ? uriRecord(uri)
                                                 : QByteArray();
    if (!message.isEmpty() && !tag->setNdef(message))
        order.refuse(u"the chip has no room for %1 bytes"_s.arg(message.size()));
    return tag;
}

SimulatedReader::Answer SimulatedReader::place(Order &order)
{
    const auto tag = tagFrom(order);
    const QString text = order.text(u"tag"_s, longestTag);
    const bool isBeside = order.flag(u"beside"_s);
    refuseWhilePlaying(order);
    const QList<Nfc::Uid> lying = m_chip.field().uids();
    if (tag && (lying.contains(tag->uid) || (!isBeside && !lying.isEmpty()) || lying.size() >= mostChips))
        order.refuse(u"a chip lies on the reader already: %1"_s.arg(lying.constFirst().toString()));
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};

    m_tagTexts.insert(tag->uid, text);
    m_chip.field().place(*tag, m_loss);
    QJsonObject keys = chip(tag->uid);
    report(u"chip-in-field"_s, keys);
    return keys;
}

SimulatedReader::Answer SimulatedReader::lift(Order &order)
{
    const auto wanted = order.uid(u"uid"_s);
    refuseWhilePlaying(order);
    const QList<Nfc::Uid> lying = m_chip.field().uids();
    if (lying.isEmpty() || (wanted && !lying.contains(*wanted)))
        order.refuse(wanted ? u"that chip does not lie on the reader"_s : u"no chip lies on the reader"_s);
    else if (!wanted && lying.size() > 1)
        order.refuse(u"\"uid\" must say which of the chips"_s);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};

    const Nfc::Uid gone = wanted.value_or(lying.constFirst());
    QJsonObject keys = chip(gone);
    m_chip.field().lift(gone);
    m_tagTexts.remove(gone);
    report(u"chip-out-of-field"_s, keys);
    return keys;
}

SimulatedReader::Answer SimulatedReader::contact(Order &order)
{
    const QString how = order.oneOf(u"how"_s, {u"good"_s, u"weak"_s, u"edge"_s});
    refuseWhilePlaying(order);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    m_coupling.reset();
    if (how == "weak"_L1)
        m_coupling = Coupling();
    else if (how == "edge"_L1)
        m_coupling = Coupling().atTheEdge();
    fade(++m_contactGeneration, true, Chronicle::now());
    return QJsonObject();
}

void SimulatedReader::fade(quint64 generation, bool isHeard, nanoseconds now)
{
    if (generation != m_contactGeneration)
        return;
    m_loss = !m_coupling ? 0 : isHeard ? m_coupling->loss : 1;
    const QList<Nfc::Uid> lying = m_chip.field().uids();
    for (const Nfc::Uid &uid : lying)
        m_chip.field().setLoss(uid, m_loss);
    if (!m_coupling)
        return;
    const auto time = isHeard ? m_coupling->nextGoodTime(m_chance) : m_coupling->nextFade(m_chance);
    m_chip.at(now + time, [=, this](nanoseconds then) { fade(generation, !isHeard, then); });
}

SimulatedReader::Answer SimulatedReader::noise(Order &order)
{
    const int percent = order.number(u"percent"_s, 0, 100, 0);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    m_chip.field().setNoise(percent / 100.0);
    return QJsonObject();
}

SimulatedReader::Answer SimulatedReader::gesture(Order &order)
{
    const auto uid = order.uid(u"uid"_s);
    const auto other = order.uid(u"other"_s);
    const auto kind = gestureByName(order.oneOf(u"kind"_s, gestureNames()));
    const int seed = order.number(u"seed"_s, 0, std::numeric_limits<int>::max(),
                                  m_chance.below(std::numeric_limits<int>::max()));
    refuseWhilePlaying(order);
    if (!uid)
        order.refuse(u"\"uid\" is missing"_s);
    if (uid == other)
        order.refuse(u"\"other\" must be another chip"_s);
    if (!m_chip.field().isEmpty())
        order.refuse(u"a chip lies on the reader already"_s);
    if ((kind == Gesture::Swap || kind == Gesture::Beside) && !other)
        order.refuse(u"\"other\" is missing: the gesture needs two chips"_s);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    return begin({traceOf(*kind, *uid, other.value_or(*uid), static_cast<quint32>(seed))});
}

SimulatedReader::Answer SimulatedReader::play(Order &order)
{
    const QString path = order.text(u"file"_s, longestPath);
    refuseWhilePlaying(order);
    if (!m_chip.field().isEmpty())
        order.refuse(u"a chip lies on the reader already"_s);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{u"%1: %2"_s.arg(path, file.errorString())};
    const auto traces = tracesFrom(file.read(longestTraceFile + 1));
    if (!traces)
        return Unexpected{u"%1: %2"_s.arg(path, traces.error())};
    return begin(*traces);
}

void SimulatedReader::playWhenInUse(const QList<Trace> &traces)
{
    m_traces = traces;
    m_waitsForUse = true;
}

SimulatedReader::Answer SimulatedReader::begin(const QList<Trace> &traces)
{
    nanoseconds length{0};
    for (const Trace &trace : traces)
        length += trace.end() + (length > 0ns ? pauseBetweenTraces : 0ms);
    m_traces = traces;
    playNext(Chronicle::now());
    return QJsonObject{{u"traces"_s, traces.size()}, {u"ms"_s, static_cast<double>(length / 1ms)}};
}

void SimulatedReader::playNext(nanoseconds start)
{
    m_player.reset();
    if (m_traces.isEmpty())
        return;
    m_player.emplace(m_traces.takeFirst(), start);
    m_chip.at(m_player->nextStep().value_or(start), [this](nanoseconds now) { playOn(now); });
}

void SimulatedReader::playOn(nanoseconds now)
{
    const QList<Trace::Truth> happened = m_player->advance(&m_chip.field(), now);
    for (const Trace::Truth &truth : happened)
        report(truth.what == Trace::Truth::What::Placed ? u"chip-in-field"_s : u"chip-out-of-field"_s,
               chip(truth.uid));
    if (const auto next = m_player->nextStep()) {
        m_chip.at(*next, [this](nanoseconds then) { playOn(then); });
        return;
    }
    report(u"trace-ended"_s, {{u"kind"_s, m_player->trace().kind}});
    playNext(now + pauseBetweenTraces);
}

SimulatedReader::Answer SimulatedReader::garble(Order &order)
{
    const int ms = order.number(u"ms"_s, 1, longestGarble, 1000);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    m_chip.garbleUntil(Chronicle::now() + milliseconds(ms));
    return QJsonObject();
}

SimulatedReader::Answer SimulatedReader::fault(Order &order)
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

SimulatedReader::Answer SimulatedReader::plugIn(Order &order)
{
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    if (const QString problem = m_line.plug(); !problem.isEmpty())
        return Unexpected{problem};
    return QJsonObject();
}

SimulatedReader::Answer SimulatedReader::state(Order &order)
{
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    QJsonObject state{{u"link"_s, m_line.link()},
                      {u"plugged"_s, m_line.isPlugged()},
                      {u"mute"_s, m_chip.isMute()},
                      {u"used"_s, m_chip.isInUse()},
                      {u"playing"_s, m_player.has_value() || m_waitsForUse},
                      {u"uid"_s, QJsonValue::Null}};
    const QList<Nfc::Uid> lying = m_chip.field().uids();
    if (!lying.isEmpty()) {
        state.insert(u"uid"_s, lying.constFirst().toString());
        state.insert(u"tag"_s, m_tagTexts.value(lying.constFirst()));
    }
    QJsonArray chips;
    for (const Nfc::Uid &uid : lying)
        chips.append(uid.toString());
    state.insert(u"chips"_s, chips);
    return state;
}

QJsonObject SimulatedReader::chip(const Nfc::Uid &uid) const
{
    return {{u"uid"_s, uid.toString()}, {u"tag"_s, m_tagTexts.value(uid)}};
}

void SimulatedReader::report(const QString &event, const QJsonObject &keys)
{
    QJsonObject object = keys;
    object.insert(u"event"_s, event);
    object.insert(u"t"_s, QString::number(Chronicle::now().count()));
    Q_EMIT happened(object);
}

} // namespace Medio::Simulator
