// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/hands.h"

#include <QFile>

#include <limits>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Medio::Simulator {
namespace {

constexpr qsizetype longestTag = 256;
constexpr qsizetype longestNdef = 1024;
constexpr qsizetype longestPath = 4096;
constexpr qsizetype longestTraceFile = qsizetype{64} * 1024 * 1024;
constexpr qsizetype mostChips = 4;

constexpr auto pauseBetweenTraces = 1s;

} // namespace

Hands::Hands(World world, quint32 seed)
    : m_world(std::move(world))
    , m_chance(seed)
{
}

QList<Deed> Hands::deeds()
{
    const auto mine = [this](Answer (Hands::*carryOut)(Order &)) {
        return [this, carryOut](Order &order) {
            return (this->*carryOut)(order);
        };
    };
    return {{u"place"_s, mine(&Hands::place)},     {u"lift"_s, mine(&Hands::lift)},
            {u"contact"_s, mine(&Hands::contact)}, {u"noise"_s, mine(&Hands::noise)},
            {u"gesture"_s, mine(&Hands::gesture)}, {u"play"_s, mine(&Hands::play)}};
}

void Hands::prepare(const QList<Trace> &traces)
{
    m_traces = traces;
    m_isPrepared = true;
}

void Hands::begin(Time start)
{
    m_isPrepared = false;
    playNext(start);
}

void Hands::refuseWhilePlaying(Order &order) const
{
    if (isPlaying())
        order.refuse(u"a trace is being played"_s);
}

std::optional<Tag> Hands::tagFrom(Order &order)
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

Answer Hands::place(Order &order)
{
    const auto tag = tagFrom(order);
    const QString text = order.text(u"tag"_s, longestTag);
    const bool isBeside = order.flag(u"beside"_s);
    refuseWhilePlaying(order);
    const QList<Nfc::Uid> lying = m_world.field.uids();
    if (tag && (lying.contains(tag->uid) || (!isBeside && !lying.isEmpty()) || lying.size() >= mostChips))
        order.refuse(u"a chip lies on the reader already: %1"_s.arg(lying.constFirst().toString()));
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};

    m_tagTexts.insert(tag->uid, text);
    m_world.field.place(*tag, m_loss);
    QJsonObject keys = chip(tag->uid);
    m_world.tell(u"chip-in-field"_s, keys);
    return keys;
}

Answer Hands::lift(Order &order)
{
    const auto wanted = order.uid(u"uid"_s);
    refuseWhilePlaying(order);
    const QList<Nfc::Uid> lying = m_world.field.uids();
    if (lying.isEmpty() || (wanted && !lying.contains(*wanted)))
        order.refuse(wanted ? u"that chip does not lie on the reader"_s : u"no chip lies on the reader"_s);
    else if (!wanted && lying.size() > 1)
        order.refuse(u"\"uid\" must say which of the chips"_s);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};

    const Nfc::Uid gone = wanted.value_or(lying.constFirst());
    QJsonObject keys = chip(gone);
    m_world.field.lift(gone);
    m_tagTexts.remove(gone);
    m_world.tell(u"chip-out-of-field"_s, keys);
    return keys;
}

Answer Hands::contact(Order &order)
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
    fade(++m_contactGeneration, true, m_world.now());
    return QJsonObject();
}

void Hands::fade(quint64 generation, bool isHeard, Time now)
{
    if (generation != m_contactGeneration)
        return;
    m_loss = !m_coupling ? 0 : isHeard ? m_coupling->loss : 1;
    const QList<Nfc::Uid> lying = m_world.field.uids();
    for (const Nfc::Uid &uid : lying)
        m_world.field.setLoss(uid, m_loss);
    if (!m_coupling)
        return;
    const auto time = isHeard ? m_coupling->nextGoodTime(m_chance) : m_coupling->nextFade(m_chance);
    m_world.at(now + time, [=, this](Time then) { fade(generation, !isHeard, then); });
}

Answer Hands::noise(Order &order)
{
    const int percent = order.number(u"percent"_s, 0, 100, 0);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    m_world.field.setNoise(percent / 100.0);
    return QJsonObject();
}

Answer Hands::gesture(Order &order)
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
    if (!m_world.field.isEmpty())
        order.refuse(u"a chip lies on the reader already"_s);
    if ((kind == Gesture::Swap || kind == Gesture::Beside) && !other)
        order.refuse(u"\"other\" is missing: the gesture needs two chips"_s);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    return start({traceOf(*kind, *uid, other.value_or(*uid), static_cast<quint32>(seed))});
}

Answer Hands::play(Order &order)
{
    const QString path = order.text(u"file"_s, longestPath);
    refuseWhilePlaying(order);
    if (!m_world.field.isEmpty())
        order.refuse(u"a chip lies on the reader already"_s);
    if (const QString problem = order.problem(); !problem.isEmpty())
        return Unexpected{problem};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{u"%1: %2"_s.arg(path, file.errorString())};
    const auto traces = tracesFrom(file.read(longestTraceFile + 1));
    if (!traces)
        return Unexpected{u"%1: %2"_s.arg(path, traces.error())};
    return start(*traces);
}

Answer Hands::start(const QList<Trace> &traces)
{
    Time length{0};
    for (const Trace &trace : traces)
        length += trace.end() + (length > 0ns ? pauseBetweenTraces : 0ms);
    m_traces = traces;
    playNext(m_world.now());
    return QJsonObject{{u"traces"_s, traces.size()}, {u"ms"_s, static_cast<double>(length / 1ms)}};
}

void Hands::playNext(Time start)
{
    m_player.reset();
    if (m_traces.isEmpty())
        return;
    m_player.emplace(m_traces.takeFirst(), start);
    m_world.at(m_player->nextStep().value_or(start), [this](Time now) { playOn(now); });
}

void Hands::playOn(Time now)
{
    const QList<Trace::Truth> happened = m_player->advance(&m_world.field, now);
    for (const Trace::Truth &truth : happened)
        m_world.tell(truth.what == Trace::Truth::What::Placed ? u"chip-in-field"_s : u"chip-out-of-field"_s,
                     chip(truth.uid));
    if (const auto next = m_player->nextStep()) {
        m_world.at(*next, [this](Time then) { playOn(then); });
        return;
    }
    m_world.tell(u"trace-ended"_s, {{u"kind"_s, m_player->trace().kind}});
    playNext(now + pauseBetweenTraces);
}

QJsonObject Hands::chip(const Nfc::Uid &uid) const
{
    return {{u"uid"_s, uid.toString()}, {u"tag"_s, m_tagTexts.value(uid)}};
}

} // namespace Medio::Simulator
