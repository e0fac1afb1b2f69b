// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/watchtime/watchworld.h"

#include "tests/app/flow/flowfamily.h"

#include <algorithm>

namespace Medio::WatchTrial {

using namespace std::chrono_literals;
using namespace Flow::Testing;

namespace {

const QTimeZone berlin("Europe/Berlin");

/// Ordinary mornings, and evenings on which the day is short, long, rare, or soon over.
QDateTime beginning(quint64 seed)
{
    static const std::array days{QDate(2026, 3, 10), QDate(2026, 3, 28), QDate(2026, 10, 24),
                                 QDate(2028, 2, 28), QDate(2026, 12, 31)};
    const QDate day = days.at(seed % days.size());
    return QDateTime(day, QTime(seed % 3 == 0 ? 9 : 22, int(seed % 60)), berlin).toUTC();
}

milliseconds countedOf(const DiskContent &disk, quint64 sitting)
{
    milliseconds sum{0};
    for (const LedgerRow &row : disk.ledger) {
        if (row.entry.sitting != sitting)
            continue;
        if (row.kind == LedgerRow::Kind::Charge)
            sum += row.entry.amount;
        else if (row.kind == LedgerRow::Kind::Back)
            sum -= row.entry.amount;
    }
    return sum;
}

Flow::LedgerDay countedOn(const DiskContent &disk, const QDate &day)
{
    Flow::LedgerDay sum;
    for (const LedgerRow &row : disk.ledger) {
        if (row.entry.day != day)
            continue;
        const int sign = row.kind == LedgerRow::Kind::Charge ? 1 : row.kind == LedgerRow::Kind::Back ? -1 : 0;
        sum.played += sign * row.entry.amount;
        sum.over += sign * row.entry.over;
    }
    return sum;
}

milliseconds rounded(nanoseconds time)
{
    return std::chrono::round<milliseconds>(time);
}

} // namespace

WatchWorld::WatchWorld(quint64 seed)
    : m_time(beginning(seed), seed)
    , m_plain(m_time)
{
    makeHousehold();
    for (int number = 0; number < m_household.boxes; ++number)
        m_boxes.push_back(std::make_unique<TrialBox>(m_time, m_household, m_plain, m_home, number));
    for (const auto &box : m_boxes) {
        box->disk.settings.mode = m_time.chance(50) ? Flow::ReaderMode::Hold : Flow::ReaderMode::Tap;
        box->disk.settings.ending = static_cast<Flow::Ending>(m_time.dice(3));
        box->boot(ClockSource::Network, m_time.wall());
        box->settleNow();
    }
    pass(5s); // a parent set them up: what they know first is on the disk
}

void WatchWorld::makeHousehold()
{
    m_household.atHome = m_time.chance(60);
    m_household.boxes = m_household.atHome && m_time.chance(60) ? 2 : 1;
    setLimit(minutes(1 + m_time.dice(6)));
    m_household.family.profiles = {{otter, QStringLiteral("Otter"), {}, m_home.limit}};
    for (int number = 1; number <= 8; ++number) {
        const seconds length(15 + m_time.dice(300));
        m_household.family.videos.append(film(number, length));
        QList<milliseconds> chapters;
        for (milliseconds at = m_time.between(10s, 90s); at < length; at += m_time.between(10s, 90s))
            chapters.append(at);
        if (m_time.chance(60))
            m_household.chapters.insert(videoOf(number), chapters);
    }
    for (int number = 1; number <= 4; ++number) {
        Api::FamilyChip chip;
        chip.chip = {idOf<Api::ChipId>(200 + number), uidOf(number).toString(), QStringLiteral("Chip"), true};
        seconds length{0};
        for (int entry = 1, count = 1 + m_time.dice(4); entry <= count; ++entry) {
            Api::ChipVideo listed;
            const int video = 1 + m_time.dice(8);
            listed.id = videoOf(video);
            listed.sequenceOrder = entry;
            chip.videos.append(listed);
            length += *m_household.family.videos.at(video - 1).duration;
        }
        m_household.family.chips.append(chip);
        m_household.chips.append(uidOf(number));
        m_household.lengths.insert(uidOf(number), length);
    }
}

/// A home server settles, its sessions refuse nothing.
void WatchWorld::setLimit(minutes limit)
{
    m_home.limit = limit;
    m_plain.limit = m_household.atHome ? 24h : limit;
}

/// Whatever happens meanwhile happens when it does.
void WatchWorld::pass(nanoseconds time)
{
    const nanoseconds until = m_time.now() + time;
    for (;;) {
        nanoseconds next = until;
        if (const auto deed = m_time.next())
            next = std::min(next, *deed);
        for (const auto &box : m_boxes) {
            if (const auto own = box->next())
                next = std::min(next, *own);
        }
        const nanoseconds step = std::max(0ns, next - m_time.now());
        m_time.moveTo(next);
        for (const auto &box : m_boxes)
            box->move(step);
        if (m_time.doOne())
            continue;
        for (const auto &box : m_boxes) {
            if (const auto own = box->next(); own && *own <= m_time.now())
                box->wake();
        }
        if (m_time.now() >= until)
            return;
    }
}

void WatchWorld::restart(TrialBox &box)
{
    const QDateTime wall = m_time.wall();
    switch (m_time.dice(10)) {
    case 0:
    case 1:
    case 2:
        box.boot(ClockSource::Nobody, QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone::utc()));
        break;
    case 3: // the time of the last shutdown, as some systems keep it
        box.boot(ClockSource::Nobody, wall.addSecs(qint64(-60) * m_time.dice(600)));
        break;
    case 4:
    case 5:
        box.boot(ClockSource::Hardware, wall);
        break;
    case 6: // a battery that is empty, a clock that somebody set
        box.boot(ClockSource::Hardware, m_time.chance(50)
                                            ? QDateTime(QDate(2000, 1, 1), QTime(0, 0), QTimeZone::utc())
                                            : wall.addYears(m_time.chance(50) ? 1 : -1));
        break;
    default:
        box.boot(ClockSource::Network, wall);
        break;
    }
}

void WatchWorld::doToClock(TrialBox &box)
{
    static const std::array<qint64, 6> jumps{86'400,          -86'400, 365LL * 86'400,
                                             -365LL * 86'400, 3'600,   -40LL * 3'600};
    switch (m_time.dice(4)) {
    case 0:
        box.setClock(ClockSource::Nobody, m_time.wall().addSecs(jumps.at(size_t(m_time.dice(6)))));
        break;
    case 1:
        box.setClock(ClockSource::Nobody, QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone::utc()));
        break;
    case 2:
        box.setClock(ClockSource::Network, m_time.wall());
        break;
    case 3:
        box.hearServer();
        break;
    }
}

void WatchWorld::decide(TrialBox &box)
{
    switch (m_time.dice(7)) {
    case 0:
    case 1: { // on Medio, as a phone would
        setLimit(minutes(1 + m_time.dice(6)));
        box.sync();
        break;
    }
    case 2:
        box.changeSettings(
            [this](Flow::KioskSettings &s) { s.ending = static_cast<Flow::Ending>(m_time.dice(3)); });
        break;
    case 3:
        box.changeSettings([](Flow::KioskSettings &s) { s.pausedAll = !s.pausedAll; });
        break;
    case 4:
        box.changeSettings([this](Flow::KioskSettings &s) {
            Flow::KidPlan &plan = s.plans[otter];
            plan.weekdays[size_t(m_time.dice(7))] = minutes(m_time.dice(7));
            plan.overrun = minutes(m_time.dice(11));
        });
        break;
    case 5:
        box.changeSettings([this](Flow::KioskSettings &s) {
            Flow::KidPlan &plan = s.plans[otter];
            const QTime from(m_time.dice(24), m_time.dice(60));
            plan.bedtime =
                m_time.chance(50)
                    ? std::nullopt
                    : std::optional(Flow::Bedtime{from, from.addSecs(60 * (1 + m_time.dice(600)))});
        });
        break;
    case 6:
        if (box.isOn())
            box.flow().grantTime(otter, 1min);
        break;
    }
}

void WatchWorld::doSomething(TrialBox &box)
{
    if (!box.isOn()) {
        if (m_time.chance(60))
            restart(box);
        return;
    }
    const int deed = m_time.dice(100);
    if (deed < 36)
        box.place(m_household.chips.at(m_time.dice(4)));
    else if (deed < 44)
        box.lift();
    else if (deed < 48)
        box.flow().leave();
    else if (deed < 53)
        box.flow().showNext();
    else if (deed < 55)
        box.flow().showPrevious();
    else if (deed < 60)
        box.flow().togglePause();
    else if (deed < 64)
        box.player().stall(m_time.between(500ms, 40s));
    else if (deed < 66)
        box.place(bonus);
    else if (deed < 67)
        box.place(stopper);
    else if (deed < 74)
        decide(box);
    else if (deed < 77)
        box.cut();
    else if (deed < 80)
        box.cutAtNextWrite(Disk::Cut::Before);
    else if (deed < 83)
        box.cutAtNextWrite(Disk::Cut::After);
    else if (deed < 87)
        box.setOnline(!box.isOnline());
    else if (deed < 91)
        doToClock(box);
    else if (deed < 92)
        m_plain.forget();
    else if (deed < 95)
        box.sync();
    else if (deed < 96) {
        box.stop();
        box.cut();
    } else if (deed < 97) {
        pass(std::chrono::minutes(30 + m_time.dice(900)));
    }
}

Verdict WatchWorld::run()
{
    for (int deed = 0; deed < 60; ++deed) {
        for (const auto &box : m_boxes)
            doSomething(*box);
        const QDate day = m_time.wall().toTimeZone(berlin).date();
        m_mostLimit[day] = std::max(m_mostLimit.value(day), m_home.limit);
        pass(m_time.chance(50) ? m_time.between(100ms, 5s) : m_time.between(5s, 70s));
        for (const auto &box : m_boxes) {
            if (box->isOn())
                box->flow().setNight(deed % 2 == 0); // looks at the clock, as it does every second
        }
    }
    // Everybody goes home: what is under way arrives, and nothing is lost any more.
    for (const auto &box : m_boxes) {
        box->setOnline(true);
        if (!box->isOn())
            box->boot(ClockSource::Network, m_time.wall());
        box->cutAtNextWrite(Disk::Cut::None);
        box->setClock(ClockSource::Network, m_time.wall());
        box->flow().setNight(true);
        box->flow().setNight(false);
        box->hearServer();
        if (box->flow().day() != m_time.wall().toTimeZone(berlin).date())
            m_broken.append(QStringLiteral("with two sources it is still %1")
                                .arg(box->flow().day().toString(Qt::ISODate)));
        box->stop();
    }
    pass(3min);
    for (const auto &box : m_boxes) {
        if (!box->isOn()) { // the plug was pulled in the last moment
            box->boot(ClockSource::Network, m_time.wall());
            pass(3min);
        }
        box->deliver();
    }
    pass(3min);
    for (const auto &box : m_boxes)
        box->settleNow();
    return judge();
}

Verdict WatchWorld::judge()
{
    Verdict verdict;
    verdict.broken = m_broken;
    for (const auto &box : m_boxes) {
        judgeSittings(*box, verdict);
        verdict.cuts += box->cuts;
        if (box->playedOutside > 0ns)
            verdict.broken.append(QStringLiteral("a film played outside of a sitting"));
        if (box->farthestAhead > 1min)
            verdict.broken.append(QStringLiteral("a day began %1 s early").arg(box->farthestAhead / 1s));
        int chips = 0;
        for (const DiskContent::Granted &granted : std::as_const(box->disk.grants))
            chips += granted.isChip ? 1 : 0;
        if (chips > 1)
            verdict.broken.append(QStringLiteral("a bonus chip was spent %1 times").arg(chips));
        for (const Flow::SessionEnd &end : std::as_const(box->disk.ends)) {
            const auto same =
                std::count_if(box->disk.ends.cbegin(), box->disk.ends.cend(),
                              [&end](const Flow::SessionEnd &other) { return other.session == end.session; });
            if (same != 1)
                verdict.broken.append(QStringLiteral("a session was ended %1 times").arg(same));
            if (!box->disk.settled.contains(end.session))
                verdict.broken.append(QStringLiteral("a session was never settled"));
        }
    }
    judgeDays(verdict);
    judgeRival(verdict);
    return verdict;
}

void WatchWorld::judgeSittings(const TrialBox &box, Verdict &verdict) const
{
    milliseconds lost{0};
    for (auto seen = box.seen.cbegin(); seen != box.seen.cend(); ++seen) {
        ++verdict.sittings;
        verdict.played += seen->played;
        const milliseconds difference = countedOf(box.disk, seen.key()) - rounded(seen->played);
        if (seen->cuts == 0) {
            verdict.worstSitting = std::max(verdict.worstSitting, std::chrono::abs(difference));
            if (std::chrono::abs(difference) > 1s)
                verdict.broken.append(QStringLiteral("sitting %1: %2 ms counted too much")
                                          .arg(seen.key())
                                          .arg(difference.count()));
        } else {
            const milliseconds cost = countedOf(box.disk, seen.key()) - rounded(seen->byItsClock);
            lost += std::max(0ms, cost);
            verdict.worstCut = std::max(verdict.worstCut, cost / seen->cuts);
            if (cost > seen->cuts * 5s + 5ms)
                verdict.broken.append(QStringLiteral("sitting %1: %2 cuts cost %3 ms")
                                          .arg(seen.key())
                                          .arg(seen->cuts)
                                          .arg(cost.count()));
            verdict.worstGiven = std::max(verdict.worstGiven, -difference);
            if (difference < -1s)
                verdict.broken.append(
                    QStringLiteral("sitting %1: a cut gave %2 ms").arg(seen.key()).arg(-difference.count()));
        }
    }
    if (lost > box.cuts * 5s + 1s)
        verdict.broken.append(QStringLiteral("%1 cuts cost %2 ms").arg(box.cuts).arg(lost.count()));
}

void WatchWorld::judgeDays(Verdict &verdict) const
{
    QMap<QDate, milliseconds> allowed;
    QMap<QDate, milliseconds> counted;
    for (const auto &box : m_boxes) {
        const QMap<QDate, minutes> &limits = box->mostLimit;
        for (auto day = limits.cbegin(); day != limits.cend(); ++day) {
            milliseconds limit = m_home.leasedBy(day.key());
            milliseconds overrun{0};
            for (const auto &other : m_boxes) {
                limit = std::max<milliseconds>(limit, other->mostLimit.value(day.key()));
                overrun = std::max(overrun, other->mostOverrun.value(day.key()));
            }
            allowed[day.key()] = limit + overrun;
        }
    }
    for (size_t number = 0; number < m_boxes.size(); ++number) {
        const auto &box = m_boxes.at(number);
        for (auto day = allowed.begin(); day != allowed.end(); ++day) {
            for (const DiskContent::Granted &granted : std::as_const(box->disk.grants)) {
                if (granted.day == day.key())
                    *day += granted.grant.amount;
            }
            const Flow::LedgerDay sum = countedOn(box->disk, day.key());
            counted[day.key()] += sum.played;
            if (m_household.atHome && m_home.playedBy(static_cast<int>(number), day.key()) != sum.played)
                verdict.broken.append(QStringLiteral("%1: the home server counts otherwise")
                                          .arg(day.key().toString(Qt::ISODate)));
        }
    }
    for (auto day = allowed.cbegin(); day != allowed.cend(); ++day) {
        ++verdict.days;
        const milliseconds beyond = counted.value(day.key()) - *day;
        verdict.worstDay = std::max(verdict.worstDay, beyond);
        if (beyond > 0ms)
            verdict.broken.append(QStringLiteral("%1: %2 ms more than allowance, grants and overrun")
                                      .arg(day.key().toString(Qt::ISODate))
                                      .arg(beyond.count()));
    }
}

void WatchWorld::judgeRival(Verdict &verdict) const
{
    if (m_boxes.size() != 1) // knows of no other kiosk: not compared there
        return;
    const QMap<QDate, nanoseconds> &played = m_boxes.front()->rival.playedOn();
    milliseconds granted{0};
    for (const DiskContent::Granted &grant : std::as_const(m_boxes.front()->disk.grants))
        granted += grant.grant.amount;
    for (auto day = played.cbegin(); day != played.cend(); ++day) {
        const milliseconds beyond =
            rounded(*day) - m_mostLimit.value(day.key()) - granted - Flow::maximalOverrun;
        verdict.rivalWorstDay = std::max(verdict.rivalWorstDay, beyond);
        verdict.rivalBroke = verdict.rivalBroke || beyond > 30s;
    }
}

// ---- Endings -------------------------------------------------------------------------------

Evening eveningOf(quint64 seed, minutes limit)
{
    Timeline time(QDateTime(QDate(2026, 3, 10), QTime(16, 0), berlin).toUTC(), seed);
    PlainServer plain(time);
    HomeServer home;
    Household household;
    plain.limit = 24h;
    home.limit = limit;
    household.family.profiles = {{otter, QStringLiteral("Otter"), {}, limit}};
    Api::FamilyChip chip;
    chip.chip = {idOf<Api::ChipId>(201), rocket.toString(), QStringLiteral("Chip"), true};
    for (int number = 1; number <= 20; ++number) {
        const seconds length(120 + time.dice(45 * 60));
        household.family.videos.append(film(number, length));
        QList<milliseconds> chapters;
        // Some are too long to be waited for.
        for (milliseconds at = time.between(60s, 720s); at < length; at += time.between(60s, 720s))
            chapters.append(at);
        household.chapters.insert(videoOf(number), chapters);
        Api::ChipVideo listed;
        listed.id = videoOf(number);
        listed.sequenceOrder = number;
        chip.videos.append(listed);
    }
    household.family.chips = {chip};

    TrialBox box(time, household, plain, home, 0);
    box.disk.settings.ending = Flow::Ending::Film;
    box.boot(ClockSource::Network, time.wall());
    box.settleNow();
    const auto pass = [&](nanoseconds duration) {
        const nanoseconds until = time.now() + duration;
        while (time.now() < until && box.stops.isEmpty()) {
            nanoseconds next = until;
            if (const auto deed = time.next())
                next = std::min(next, *deed);
            if (const auto own = box.next())
                next = std::min(next, *own);
            const nanoseconds step = std::max(0ns, next - time.now());
            time.moveTo(next);
            box.move(step);
            if (!time.doOne())
                box.wake();
        }
    };
    box.place(rocket);
    pass(3h);
    Evening evening;
    evening.stops = box.stops;
    const QDate day = box.flow().day();
    box.stop();
    const nanoseconds until = time.now() + 1min;
    while (time.next() && *time.next() < until) {
        time.moveTo(*time.next());
        time.doOne();
    }
    evening.debt = countedOn(box.disk, day).over;
    nanoseconds played{0};
    for (const Seen &seen : std::as_const(box.seen))
        played += seen.played;
    evening.over = std::max(0ms, rounded(played) - milliseconds(limit));
    return evening;
}

} // namespace Medio::WatchTrial
