// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/watchtime/disk.h"

#include <QMap>

#include <algorithm>

namespace Medio::WatchTrial {

using namespace std::chrono_literals;

void Disk::begin()
{
    // Mostly at once; now and then a card that sorts itself out.
    const milliseconds latency =
        m_timeline.chance(2) ? m_timeline.between(300ms, 2500ms) : m_timeline.between(1ms, 30ms);
    m_timeline.in(latency, [this, alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired())
            finish();
    });
}

void Disk::finish()
{
    const Write write = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (m_cut != Cut::Before)
        write.change(m_content);
    if (m_cut != Cut::None) {
        m_isCut = true;
        m_timeline.in(0ns, onCut);
        return;
    }
    if (!m_waiting.empty())
        begin();
    if (write.told)
        write.told();
}

TrialLedger::TrialLedger(Disk &disk, const DiskContent &content, const Clock &clock)
    : m_disk(disk)
    , m_clock(clock)
{
    struct Sitting
    {
        Flow::UnfinishedSitting found;
        QList<Flow::OpenedSession> sessions;
        bool isOver = false;
    };
    QMap<quint64, Sitting> sittings;
    for (const LedgerRow &row : content.ledger) {
        take(row);
        if (row.moment.isValid())
            m_lastMoment = m_lastMoment ? std::max(*m_lastMoment, row.moment) : row.moment;
        if (row.kind == LedgerRow::Kind::Day)
            continue;
        Sitting &sitting = sittings[row.entry.sitting];
        sitting.found.sitting = row.entry.sitting;
        switch (row.kind) {
        case LedgerRow::Kind::Begin:
            sitting.found.child = row.entry.child;
            sitting.found.day = row.entry.day;
            break;
        case LedgerRow::Kind::Charge:
            sitting.found.played += row.entry.amount;
            sitting.found.day = row.entry.day;
            break;
        case LedgerRow::Kind::Back:
            sitting.found.played -= row.entry.amount;
            break;
        case LedgerRow::Kind::Session:
            sitting.sessions.append(row.session);
            break;
        case LedgerRow::Kind::SessionEnd:
            sitting.sessions.removeIf(
                [&row](const Flow::OpenedSession &opened) { return opened.session == row.session.session; });
            break;
        case LedgerRow::Kind::End:
            sitting.isOver = true;
            break;
        case LedgerRow::Kind::Day:
            break;
        }
    }
    for (const Sitting &sitting : std::as_const(sittings)) {
        if (sitting.isOver && sitting.sessions.isEmpty())
            continue;
        Flow::UnfinishedSitting found = sitting.found;
        for (const Flow::OpenedSession &opened : sitting.sessions)
            found.sessions.append({opened.session, opened.server, found.played - opened.playedBefore});
        m_unfinished.append(found);
    }
}

void TrialLedger::take(const LedgerRow &row)
{
    Flow::LedgerDay &day = m_days[{row.entry.child, row.entry.day}];
    switch (row.kind) {
    case LedgerRow::Kind::Begin:
        m_lastSitting = std::max(m_lastSitting, row.entry.sitting);
        break;
    case LedgerRow::Kind::Charge:
        day.played += row.entry.amount;
        day.over += row.entry.over;
        break;
    case LedgerRow::Kind::Back:
        day.played -= row.entry.amount;
        day.over -= row.entry.over;
        break;
    case LedgerRow::Kind::Day:
        m_lastDay = row.entry.day;
        break;
    case LedgerRow::Kind::Session:
    case LedgerRow::Kind::SessionEnd:
    case LedgerRow::Kind::End:
        break;
    }
}

void TrialLedger::write(LedgerRow row, quint64 charge)
{
    take(row);
    if (row.entry.sure != Flow::TimeTrust::Unknown)
        row.moment = m_clock.wall();
    m_unwritten.append(row.entry.sitting);
    m_disk.write([row](DiskContent &content) { content.ledger.append(row); },
                 [this, charge] {
                     m_unwritten.removeFirst();
                     if (charge != 0)
                         Q_EMIT charged(charge);
                 });
}

void TrialLedger::beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &day,
                               const Nfc::Uid &)
{
    LedgerRow row{LedgerRow::Kind::Begin, {}, {}, {}};
    row.entry.sitting = sitting;
    row.entry.child = child;
    row.entry.day = day;
    write(row);
}

void TrialLedger::charge(const Flow::LedgerEntry &entry)
{
    write({LedgerRow::Kind::Charge, entry, {}, {}}, entry.id);
}

void TrialLedger::giveBack(const Flow::LedgerEntry &entry)
{
    write({LedgerRow::Kind::Back, entry, {}, {}});
}

void TrialLedger::noteSession(quint64 sitting, const Flow::OpenedSession &opened)
{
    LedgerRow row{LedgerRow::Kind::Session, {}, opened, {}};
    row.entry.sitting = sitting;
    write(row);
}

void TrialLedger::noteSessionEnded(quint64 sitting, const Api::SessionId &session)
{
    LedgerRow row{LedgerRow::Kind::SessionEnd, {}, {session, {}, {}}, {}};
    row.entry.sitting = sitting;
    write(row);
}

void TrialLedger::endSitting(quint64 sitting, const Api::VideoId &, std::chrono::milliseconds)
{
    LedgerRow row{LedgerRow::Kind::End, {}, {}, {}};
    row.entry.sitting = sitting;
    write(row);
}

void TrialLedger::openDay(const QDate &day)
{
    LedgerRow row{LedgerRow::Kind::Day, {}, {}, {}};
    row.entry.day = day;
    write(row);
}

void TrialOutbox::add(const Flow::SessionEnd &end)
{
    if (holds(end.session) || m_added.contains(end.session))
        return;
    m_added.insert(end.session);
    m_disk.write([end](DiskContent &content) { content.ends.append(end); },
                 [this, end] { Q_EMIT kept(end); });
}

bool TrialOutbox::holds(const Api::SessionId &session) const
{
    return std::any_of(m_content.ends.cbegin(), m_content.ends.cend(),
                       [&session](const Flow::SessionEnd &end) { return end.session == session; });
}

seconds TrialOutbox::billed(const Api::ProfileId &child, const QDate &day) const
{
    seconds sum{0};
    for (const Flow::SessionEnd &end : std::as_const(m_content.ends)) {
        if (end.child == child && end.day == day)
            sum += m_content.settled.value(end.session);
    }
    return sum;
}

QList<Flow::SessionEnd> TrialOutbox::pending() const
{
    QList<Flow::SessionEnd> pending;
    for (const Flow::SessionEnd &end : std::as_const(m_content.ends)) {
        if (!m_content.settled.contains(end.session))
            pending.append(end);
    }
    return pending;
}

void TrialOutbox::settle(const Flow::SessionEnd &end, seconds billed)
{
    if (m_content.settled.contains(end.session))
        return;
    m_content.settled.insert(end.session, billed);
    Q_EMIT settled({end, true, billed});
}

TrialHouse::TrialHouse(Disk &disk, DiskContent &content, QHash<Nfc::Uid, Flow::HouseChip> chips)
    : m_disk(disk)
    , m_content(content)
    , m_chips(std::move(chips))
{
    const bool isSpent = std::any_of(m_content.grants.cbegin(), m_content.grants.cend(),
                                     [](const DiskContent::Granted &granted) { return granted.isChip; });
    for (Flow::HouseChip &chip : m_chips) {
        if (auto *bonus = std::get_if<Flow::BonusChip>(&chip))
            bonus->spent = isSpent;
    }
}

void TrialHouse::spend(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &, const QDate &day,
                       milliseconds played)
{
    const auto &bonus = std::get<Flow::BonusChip>(m_chips[uid]);
    if (bonus.spent || std::exchange(m_spending, true)) {
        m_disk.write([](DiskContent &) {},
                     [this, question] { Q_EMIT answered(question, Flow::BonusOutcome::Empty); });
        return;
    }
    write(question, {day, {bonus.amount, played}, true});
}

void TrialHouse::give(quint64 question, const Api::ProfileId &, const QDate &day, minutes amount,
                      milliseconds played)
{
    write(question, {day, {amount, played}, false});
}

void TrialHouse::write(quint64 question, const DiskContent::Granted &granted)
{
    m_disk.write([granted](DiskContent &content) { content.grants.append(granted); },
                 [this, question, granted] {
                     for (Flow::HouseChip &chip : m_chips) {
                         if (auto *bonus = std::get_if<Flow::BonusChip>(&chip); bonus && granted.isChip)
                             bonus->spent = true;
                     }
                     Q_EMIT answered(question, Flow::BonusOutcome::Granted);
                 });
}

QList<Flow::Grant> TrialHouse::grants(const Api::ProfileId &, const QDate &day) const
{
    QList<Flow::Grant> grants;
    for (const DiskContent::Granted &granted : std::as_const(m_content.grants)) {
        if (granted.day == day)
            grants.append(granted.grant);
    }
    return grants;
}

} // namespace Medio::WatchTrial
