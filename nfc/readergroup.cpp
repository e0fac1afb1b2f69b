// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readergroup.h"

#include <algorithm>
#include <utility>

namespace Medio::Nfc {

ReaderGroup::ReaderGroup(std::vector<std::unique_ptr<TagReader>> readers, QObject *parent)
    : TagReader(parent)
{
    Q_ASSERT(!readers.empty());
    m_members.reserve(readers.size()); // their addresses stay
    for (auto &reader : readers)
        listenTo(m_members.emplace_back(Member{std::move(reader)}));
}

ReaderGroup::~ReaderGroup()
{
    stop(); // all take their leave at once: whoever waits for them waits once
}

void ReaderGroup::listenTo(Member &member)
{
    const TagReader *reader = member.reader.get();
    connect(reader, &TagReader::readerFound, this,
            [this, &member](const QString &name) { found(member, name); });
    connect(reader, &TagReader::readerLost, this,
            [this, &member](ReaderFault fault, const QString &detail) { lost(member, fault, detail); });
    connect(reader, &TagReader::chipPlaced, this,
            [this, &member](const Placement &placement) { placed(member, placement); });
    connect(reader, &TagReader::chipLifted, this, [this, &member](const Uid &uid) { lifted(member, uid); });
    connect(reader, &TagReader::chipRead, this, [this, &member](const Content &content) {
        if (isTold(member, content.uid))
            Q_EMIT chipRead(content);
    });
    connect(reader, &TagReader::chipWeak, this, [this, &member](const Weak &weak) {
        if (isTold(member, weak.uid))
            Q_EMIT chipWeak(weak);
    });
    connect(reader, &TagReader::chipRefused, this, &TagReader::chipRefused);
    connect(reader, &TagReader::readersChanged, this, &TagReader::readersChanged);
}

void ReaderGroup::start()
{
    m_isStarted = true;
    for (const Member &member : m_members)
        if (m_isStarted) // who hears of the first may stop us
            member.reader->start();
}

void ReaderGroup::stop()
{
    m_isStarted = m_isFound = false;
    m_fault = ReaderFault::None;
    m_chip.reset();
    for (Member &member : m_members) {
        member.reader->stop();
        member = Member{std::move(member.reader)};
    }
}

QList<ReaderStatus> ReaderGroup::readers() const
{
    QList<ReaderStatus> all;
    for (const Member &member : m_members)
        all << member.reader->readers();
    return all;
}

void ReaderGroup::found(Member &member, const QString &name)
{
    member.isFound = true;
    member.fault = ReaderFault::None;
    if (m_isFound)
        return;
    m_isFound = true;
    m_fault = ReaderFault::None;
    if (m_chip)
        m_chip->isTold = false;
    Q_EMIT readerFound(name);
}

void ReaderGroup::lost(Member &member, ReaderFault fault, const QString &detail)
{
    member.isFound = false;
    member.fault = fault;
    // Nothing is lost as long as one is found or may still be.
    const bool areAllLost = std::all_of(m_members.begin(), m_members.end(),
                                        [](const Member &each) { return each.fault != ReaderFault::None; });
    if (!areAllLost || m_fault == fault)
        return;
    m_isFound = false;
    m_fault = fault;
    Q_EMIT readerLost(fault, detail);
}

void ReaderGroup::placed(Member &member, const Placement &placement)
{
    if (!m_isStarted) // who heard that it is found has stopped us
        return;
    member.chip = placement;
    if (!m_chip)
        return tell(member, placement);

    const bool isSame = m_chip->uid == placement.uid && placement.resting;
    if (isSame && (m_chip->member == &member || !m_chip->member->isFound)) {
        m_chip->member = &member;
        if (!m_chip->isTold)
            tell(member, placement);
        return;
    }
    // A member lifts its own chip before it places another one. Of two members the first stays, unless
    // it can't say that its chip was lifted.
    if (m_chip->member->isFound || placement.resting)
        return;
    const Uid gone = m_chip->uid;
    m_chip.reset();
    Q_EMIT chipLifted(gone);
    if (m_isStarted)
        tell(member, placement);
}

void ReaderGroup::lifted(Member &member, const Uid &uid)
{
    member.chip.reset();
    if (!m_chip || m_chip->member != &member || m_chip->uid != uid)
        return;
    m_chip.reset();
    Q_EMIT chipLifted(uid);
    if (!m_isStarted || m_chip)
        return;
    const auto other = std::find_if(m_members.begin(), m_members.end(),
                                    [](const Member &each) { return each.isFound && each.chip; });
    if (other != m_members.end())
        tell(*other, *other->chip);
}

void ReaderGroup::tell(const Member &member, const Placement &placement)
{
    m_chip = Told{placement.uid, &member};
    Q_EMIT chipPlaced(placement);
}

bool ReaderGroup::isTold(const Member &member, const Uid &uid) const
{
    return m_chip && m_chip->member == &member && m_chip->uid == uid && m_chip->isTold;
}

} // namespace Medio::Nfc
