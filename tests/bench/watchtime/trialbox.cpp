// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/watchtime/trialbox.h"

#include "tests/app/flow/flowfamily.h"

#include <algorithm>
#include <cstdlib>

namespace Medio::WatchTrial {

using namespace std::chrono_literals;
using Flow::Testing::otter;

// ---- The player ----------------------------------------------------------------------------

Player::Start TrialPlayer::open(const Film &film, milliseconds from)
{
    m_start = ++m_starts;
    m_playing = true;
    m_isFramed = m_isStalled = false;
    ++m_fades;
    m_position = from;
    m_duration = film.duration.value_or(60s);
    const auto video = Api::VideoId::parse(film.id);
    m_chapters = video ? m_household.chapters.value(*video) : QList<milliseconds>();
    m_timeline.in(m_timeline.between(50ms, 900ms),
                  [this, start = m_start, alive = std::weak_ptr<bool>(m_alive)] {
                      if (alive.expired() || m_start != start)
                          return;
                      m_isFramed = true;
                      Q_EMIT firstFrame(start);
                  });
    return m_start;
}

void TrialPlayer::play()
{
    m_playing = m_start != 0;
    ++m_fades;
}

void TrialPlayer::stop()
{
    m_start = 0;
    m_playing = m_isFramed = m_isStalled = false;
    ++m_fades;
}

void TrialPlayer::fadeOut(milliseconds duration)
{
    m_timeline.in(duration, [this, fade = ++m_fades, alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired() && m_fades == fade)
            m_playing = false;
    });
}

void TrialPlayer::move(nanoseconds time)
{
    if (isMoving())
        m_position = std::min<nanoseconds>(m_position + time, m_duration);
}

std::optional<nanoseconds> TrialPlayer::left() const
{
    return isMoving() ? std::optional<nanoseconds>(m_duration - m_position) : std::nullopt;
}

void TrialPlayer::endIfOver()
{
    if (!isMoving() || m_position < m_duration)
        return;
    const Start start = std::exchange(m_start, 0);
    m_playing = m_isFramed = false;
    Q_EMIT ended(start, true);
}

void TrialPlayer::stall(milliseconds time)
{
    if (!isMoving())
        return;
    m_isStalled = true;
    Q_EMIT stalled(m_start);
    m_timeline.in(time, [this, start = m_start, alive = std::weak_ptr<bool>(m_alive)] {
        if (alive.expired() || m_start != start || !m_isStalled)
            return;
        m_isStalled = false;
        Q_EMIT resumed(start);
    });
}

// ---- The family's time ---------------------------------------------------------------------

std::optional<Flow::FamilyDay> TrialFamily::of(const Api::ProfileId &child, const QDate &day) const
{
    if (!m_isUsed)
        return std::nullopt;
    const auto kept = m_kept.days.constFind(day);
    milliseconds granted{0};
    const QList<Flow::Grant> grants = m_house.grants(child, day);
    for (const Flow::Grant &grant : grants)
        granted += grant.amount;
    Flow::FamilyDay agreed = kept == m_kept.days.cend() ? Flow::FamilyDay() : kept->family;
    agreed.mayPlay += granted - (kept == m_kept.days.cend() ? 0ms : kept->grantedHere);
    return agreed;
}

void TrialFamily::take(const HomeServer::Answer &answer)
{
    HomeServer::Answer &kept = m_kept.days[answer.day];
    if (answer.receipt <= kept.receipt || answer.leaseRevision < kept.leaseRevision)
        return;
    const bool isNewLease = answer.leaseRevision > kept.leaseRevision;
    const milliseconds held = kept.family.mayPlay;
    kept = answer;
    if (!isNewLease) // what was given back meanwhile stays given back
        kept.family.mayPlay = std::min(held, kept.family.mayPlay);
    Q_EMIT changed();
}

HomeServer::Answer &TrialFamily::lower(const QDate &day, milliseconds normal)
{
    HomeServer::Answer &kept = m_kept.days[day];
    kept.day = day;
    if (const auto keep = std::exchange(kept.pleaseKeep, std::nullopt))
        kept.family.mayPlay = std::min(kept.family.mayPlay, std::max(normal, *keep));
    return kept;
}

// ---- The box -------------------------------------------------------------------------------

namespace {

/// Asks the plain server; answers late, twice, or not before it is too late to matter.
class TrialSessions final : public Flow::WatchSessions
{
public:
    std::function<void(nanoseconds, std::function<void()>)> later;
    std::function<milliseconds()> answerTime;
    std::function<bool()> isOnline;
    std::function<bool(int)> chance;
    std::function<void()> opened;
    PlainServer *server = nullptr;

    void start(const Start &start) override
    {
        later(answerTime(), [this, question = start.question] {
            const Flow::SessionStartAnswer answer =
                isOnline() ? server->start() : Flow::SessionStartAnswer(Flow::SessionUnanswered{});
            if (std::holds_alternative<Flow::SessionOpened>(answer))
                opened();
            say([this, question, answer] { Q_EMIT startAnswered(question, answer); });
        });
    }
    void beat(const Beat &beat) override
    {
        later(answerTime(), [this, beat] {
            const Flow::BeatAnswer answer =
                isOnline() ? server->beat(beat.session) : Flow::BeatAnswer(Flow::SessionUnanswered{});
            say([this, beat, answer] { Q_EMIT beatAnswered(beat.question, answer); });
        });
    }

private:
    void say(const std::function<void()> &answer)
    {
        later(answerTime(), answer);
        if (chance(5))
            later(answerTime() + 1s, answer);
    }
};

} // namespace

struct TrialBox::Boot
{
    Boot(TrialBox &box, quint64 number)
        : disk(box.m_timeline, box.disk)
        , ledger(disk, box.disk, box.m_clock)
        , outbox(disk, box.disk)
        , house(disk, box.disk,
                {{Flow::Testing::bonus, Flow::BonusChip{}},
                 {Flow::Testing::stopper, Flow::ControlChip{Flow::Control::Stop}}})
        , settings(box.disk)
        , player(box.m_timeline, box.m_household)
        , family(box.m_family, house, box.m_household.atHome)
        , flow({box.m_clock, chronicle, alarm, reader, player, catalogue, settings, copies, ledger, outbox,
                sessions, lookup, house, &family, nullptr, nullptr, quint32(box.m_timeline.dice(1 << 30))})
    {
        disk.onCut = [&box, number] {
            if (box.m_boots == number)
                box.cut();
        };
        sessions.server = &box.m_plain;
        sessions.later = [&box](nanoseconds delay, const std::function<void()> &deed) {
            box.later(delay, deed);
        };
        sessions.answerTime = [&box] {
            return box.answerTime();
        };
        sessions.isOnline = [&box] {
            return box.m_online;
        };
        sessions.chance = [&box](int percent) {
            return box.m_timeline.chance(percent);
        };
        sessions.opened = [&box] {
            ++box.sessionsOpened;
        };
    }

    Disk disk;
    TrialLedger ledger;
    TrialOutbox outbox;
    TrialHouse house;
    TrialSettings settings;
    Flow::FakeCatalogue catalogue;
    Flow::FakeOfflineCopies copies;
    Flow::FakeChipLookup lookup;
    Flow::FakeAlarm alarm;
    Chronicle chronicle;
    Nfc::FakeTagReader reader;
    TrialPlayer player;
    TrialSessions sessions;
    TrialFamily family;
    Flow::KioskFlow flow;
    std::optional<Nfc::Uid> chip;
    bool isAsleep = false;
};

TrialBox::TrialBox(Timeline &timeline, const Household &household, PlainServer &plain, HomeServer &home,
                   int number)
    : m_timeline(timeline)
    , m_household(household)
    , m_plain(plain)
    , m_home(home)
    , m_number(number)
    , m_clock(timeline, timeline.dice(401) - 200)
    , m_lateness(timeline.chance(50) ? 0 : timeline.dice(20))
    , m_catalogue(household.family)
{
}

TrialBox::~TrialBox() = default;

template<typename Deed>
void TrialBox::later(nanoseconds delay, Deed deed)
{
    m_timeline.in(delay, [this, boot = m_boots, deed = std::move(deed)] {
        if (m_boot && m_boots == boot)
            deed();
    });
}

milliseconds TrialBox::answerTime()
{
    const int kind = m_timeline.dice(100);
    if (kind < 80)
        return m_timeline.between(20ms, 300ms);
    return kind < 95 ? m_timeline.between(1s, 20s) : m_timeline.between(20s, 100s);
}

void TrialBox::boot(ClockSource source, const QDateTime &wall)
{
    m_clock.boot(source, wall);
    ++m_boots;
    m_boot = std::make_unique<Boot>(*this, m_boots);
    Boot &boot = *m_boot;
    boot.catalogue.replace(m_catalogue);
    for (const Api::Video &video : m_household.family.videos)
        boot.copies.keep(video.id);
    QObject::connect(&boot.flow, &Flow::KioskFlow::watchTimeWanted, &boot.flow, [this] {
        if (m_household.atHome) {
            settle();
            return;
        }
        later(answerTime(), [this] {
            if (!m_online)
                return;
            const Flow::WatchTime time = m_plain.watchTime();
            later(answerTime(), [this, time] { m_boot->flow.setWatchTime(otter, time); });
        });
    });
    QObject::connect(&boot.outbox, &Flow::Outbox::kept, &boot.flow,
                     [this] { later(1s, [this] { deliver(); }); });
    boot.flow.start();
    boot.reader.start();
    boot.flow.setServerState(m_online ? Flow::ServerState::Online : Flow::ServerState::Offline);
    note();
}

void TrialBox::stop()
{
    if (!m_boot)
        return;
    m_boot->reader.stop();
    m_boot->flow.stop();
    rival.lift();
    note();
}

void TrialBox::cut()
{
    if (!m_boot)
        return;
    ++cuts;
    const QList<quint64> unwritten = m_boot->ledger.unwritten();
    QSet<quint64> hit(unwritten.cbegin(),
                      unwritten.cend()); // what they gave back may not have reached the disk
    if (const Flow::Sitting *present = sitting())
        hit.insert(present->number);
    for (const quint64 number : std::as_const(hit))
        ++seen[number].cuts;
    rival.cut();
    m_boot.reset();
}

void TrialBox::cutAtNextWrite(Disk::Cut cut)
{
    if (m_boot)
        m_boot->disk.cutAtNextWrite(cut);
}

Flow::KioskFlow &TrialBox::flow()
{
    return m_boot->flow;
}

TrialPlayer &TrialBox::player()
{
    return m_boot->player;
}

bool TrialBox::hasChip() const
{
    return m_boot && m_boot->chip.has_value();
}

void TrialBox::place(const Nfc::Uid &uid)
{
    if (m_boot->chip)
        lift();
    m_boot->chip = uid;
    if (m_household.lengths.contains(uid))
        rival.place(m_household.lengths.value(uid));
    m_boot->reader.place(uid);
    note();
}

void TrialBox::lift()
{
    if (!m_boot->chip)
        return;
    m_boot->chip.reset();
    rival.lift();
    m_boot->reader.lift();
    note();
}

void TrialBox::changeSettings(const std::function<void(Flow::KioskSettings &)> &change)
{
    Flow::KioskSettings changed = disk.settings;
    change(changed);
    if (m_boot)
        m_boot->settings.save(changed);
    else
        disk.settings = changed;
    note();
}

void TrialBox::setClock(ClockSource source, const QDateTime &wall)
{
    m_clock.set(source, wall);
}

void TrialBox::hearServer()
{
    if (!m_boot || !m_online)
        return;
    Flow::HeardTime heard;
    heard.date = m_timeline.wall();
    heard.json = heard.tls = heard.signedInOrigin = true;
    m_boot->flow.setServerTime(heard);
    note();
}

void TrialBox::setOnline(bool online)
{
    m_online = online;
    if (!m_boot)
        return;
    m_boot->flow.setServerState(online ? Flow::ServerState::Online : Flow::ServerState::Offline);
    if (online)
        later(1s, [this] { deliver(); });
    note();
}

void TrialBox::sync()
{
    if (!m_boot || !m_online)
        return;
    m_catalogue.profiles.first().dailyLimit = m_household.atHome ? m_home.limit : m_plain.limit;
    m_boot->catalogue.replace(m_catalogue);
    note();
}

void TrialBox::deliver()
{
    if (!m_online)
        return;
    const QList<Flow::SessionEnd> pending = m_boot->outbox.pending();
    for (const Flow::SessionEnd &end : pending) {
        const auto billed = m_plain.end(end.session);
        if (m_timeline.chance(10))
            (void)m_plain.end(end.session); // the answer got lost, and it was told again
        m_boot->outbox.settle(end, billed.value_or(0s));
    }
    note();
}

HomeServer::Statement TrialBox::statementOf(const QDate &day)
{
    HomeServer::Statement statement;
    statement.day = day;
    // Only what is on the disk: the rest may be gone with the plug, and a revision never comes twice.
    for (const LedgerRow &row : std::as_const(disk.ledger)) {
        if (row.entry.day != day)
            continue;
        const int sign = row.kind == LedgerRow::Kind::Charge ? 1 : row.kind == LedgerRow::Kind::Back ? -1 : 0;
        statement.played += sign * row.entry.amount;
        statement.over += sign * row.entry.over;
    }
    for (const DiskContent::Granted &granted : std::as_const(disk.grants)) {
        if (granted.day == day)
            statement.granted += granted.grant.amount;
    }
    statement.revision = quint64(disk.ledger.size() + disk.grants.size());
    const Flow::LedgerDay inMemory = m_boot->ledger.of(otter, day);
    const HomeServer::Answer &held = m_boot->family.lower(day, inMemory.played - inMemory.over);
    statement.leaseRevision = held.leaseRevision;
    statement.mayPlay = held.family.mayPlay;
    return statement;
}

void TrialBox::settle()
{
    if (!m_boot || !m_online || !m_household.atHome)
        return;
    for (const int ahead : {-1, 0, 1}) {
        const HomeServer::Statement statement = statementOf(m_boot->flow.day().addDays(ahead));
        const int times = m_timeline.chance(10) ? 2 : 1;
        for (int time = 0; time < times; ++time) {
            // The statement is on its way whatever becomes of the box.
            m_timeline.in(answerTime(), [this, statement] {
                if (!m_online)
                    return;
                const HomeServer::Answer answer = m_home.settle(m_number, statement);
                later(answerTime(), [this, answer] {
                    m_boot->family.take(answer);
                    if (answer.day == m_boot->flow.day())
                        m_boot->flow.setWatchTime(otter, {0min, answer.limit});
                    note();
                });
            });
        }
    }
}

void TrialBox::settleNow()
{
    QSet<QDate> days;
    for (const LedgerRow &row : std::as_const(disk.ledger)) {
        if (row.entry.day.isValid())
            days.insert(row.entry.day);
    }
    days.insert(m_boot->flow.day());
    for (const QDate &day : std::as_const(days))
        m_boot->family.take(m_home.settle(m_number, statementOf(day)));
}

std::optional<nanoseconds> TrialBox::next() const
{
    if (!m_boot)
        return std::nullopt;
    std::optional<nanoseconds> next;
    if (m_boot->alarm.moment)
        next = std::max(m_timeline.now(), m_clock.trueTimeOf(*m_boot->alarm.moment) + m_lateness);
    if (const auto left = m_boot->player.left()) {
        const nanoseconds end = m_timeline.now() + *left;
        next = next ? std::min(*next, end) : end;
    }
    return next;
}

void TrialBox::move(nanoseconds time)
{
    if (!m_boot)
        return;
    const QDate trueDay = m_timeline.wall().toTimeZone(m_clock.zone()).date();
    rival.move(time, m_clock.wall().toTimeZone(m_clock.zone()).date(), trueDay, limitNow());
    if (m_boot->player.isMoving()) {
        if (const Flow::Sitting *present = sitting()) {
            Seen &mine = seen[present->number];
            mine.played += time;
            mine.byItsClock += m_clock.stretched(time);
        } else
            playedOutside += time;
        playedOn[m_boot->flow.day()] += time;
    }
    m_boot->player.move(time);
}

void TrialBox::wake()
{
    if (!m_boot)
        return;
    m_boot->player.endIfOver();
    m_boot->alarm.ringIfDue(m_clock.monotonic());
    note();
}

const Flow::Sitting *TrialBox::sitting() const
{
    return std::visit(
        [](const auto &at) -> const Flow::Sitting * {
            if constexpr (requires { at.sitting.number; })
                return &at.sitting;
            else
                return nullptr;
        },
        m_boot->flow.state().at);
}

minutes TrialBox::limitNow() const
{
    const Flow::Balance balance = m_boot->flow.allowanceOf(otter);
    return std::chrono::ceil<minutes>(balance.whole - balance.bonus);
}

/// Looks at what is to hold.
void TrialBox::note()
{
    if (!m_boot)
        return;
    const QDate day = m_boot->flow.day();
    if (!day.isValid())
        return;
    mostLimit[day] = std::max(mostLimit.value(day), limitNow());
    const Flow::KidPlan plan = disk.settings.plans.value(otter);
    const bool isFilm = plan.ending.value_or(disk.settings.ending) == Flow::Ending::Film;
    mostOverrun[day] =
        std::max<milliseconds>(mostOverrun.value(day), isFilm ? milliseconds(plan.overrun) : 0ms);
    if (const QDateTime now = m_timeline.wall().toTimeZone(m_clock.zone()); day > now.date())
        farthestAhead = std::max(farthestAhead, milliseconds(now.msecsTo(day.startOfDay(m_clock.zone()))));

    const auto *night = std::get_if<Flow::GoodNight>(&m_boot->flow.state().at);
    if (std::exchange(m_boot->isAsleep, night != nullptr) || !night)
        return;
    Stop stop;
    stop.position = m_boot->player.position();
    stop.over = m_boot->ledger.of(otter, day).over;
    if (night->start != 0) {
        QList<milliseconds> ends = m_boot->player.chapters();
        ends.append(m_boot->player.duration());
        stop.toEnd = milliseconds::max();
        for (const milliseconds end : std::as_const(ends))
            stop.toEnd = std::min(stop.toEnd, std::chrono::abs(end - stop.position));
    }
    stops.append(stop);
}

} // namespace Medio::WatchTrial
