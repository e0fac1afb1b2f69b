// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/kioskflow.h"

#include "app/base/logging.h"
#include "app/flow/stepper.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace Medio::Flow {

namespace {

/// How soon a child whose time is up sees what a parent gives.
constexpr std::chrono::minutes giftInterval{1};

/// How soon one that tries a chip meanwhile does: the server's general limit allows no question for each tap.
constexpr std::chrono::seconds triedInterval{10};

/// So near to the end of a child's time the server is asked once more: an answer takes up to 15 s
/// (DESIGN.md, "Talking to Medio").
constexpr std::chrono::seconds lastWord{15};

} // namespace

KioskFlow::KioskFlow(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_random(parts.dice ? QRandomGenerator(*parts.dice) : QRandomGenerator::securelySeeded())
    , m_run(QString::number(m_random.generate(), 16).rightJustified(8, u'0'))
{
    // Nobody tells when a wall clock was set, became trusted or passed midnight.
    m_look.setInterval(lookInterval);
    m_look.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_look, &QTimer::timeout, this, &KioskFlow::look);
    connect(&parts.alarm, &Alarm::rang, this, [this] { happen(Ticked{}); });

    connect(&parts.reader, &Nfc::TagReader::chipPlaced, this,
            [this](const Nfc::Placement &placement) { happen(ChipPlaced{placement}); });
    connect(&parts.reader, &Nfc::TagReader::chipLifted, this,
            [this](const Nfc::Uid &uid) { happen(ChipLifted{uid}); });
    connect(&parts.reader, &Nfc::TagReader::chipRefused, this,
            [this](const Nfc::Refused &refused) { happen(ChipRefused{refused}); });
    connect(&parts.reader, &Nfc::TagReader::readerFound, this, [this](const QString &name) {
        setReader(ReaderState::Present, QStringLiteral("reader-found"), {{QStringLiteral("name"), name}});
    });
    connect(&parts.reader, &Nfc::TagReader::readerLost, this,
            [this](Nfc::ReaderFault fault, const QString &detail) {
                setReader(ReaderState::Missing, QStringLiteral("reader-lost"),
                          {{QStringLiteral("fault"), nameOf(fault)}, {QStringLiteral("detail"), detail}});
            });

    connect(&parts.player, &Player::firstFrame, this,
            [this](quint64 start) { happen(FilmFirstFrame{start}); });
    connect(&parts.player, &Player::stalled, this, [this](quint64 start) { happen(FilmStalled{start}); });
    connect(&parts.player, &Player::resumed, this, [this](quint64 start) { happen(FilmResumed{start}); });
    connect(&parts.player, &Player::ended, this, [this](quint64 start, bool complete) {
        // By now the player has let go of it.
        happen(FilmEnded{start, complete, m_surroundings.position});
    });
    connect(&parts.player, &Player::failed, this,
            [this](quint64 start, FilmFailure failure, const QString &detail) {
                qCInfo(lcFlow) << "film failed:" << detail;
                happen(FilmFailed{start, failure});
            });

    connect(&parts.sessions, &WatchSessions::startAnswered, this,
            [this](quint64 question, const SessionStartAnswer &answer) {
                happen(SessionStartAnswered{question, answer});
            });
    connect(&parts.sessions, &WatchSessions::beatAnswered, this,
            [this](quint64 question, const BeatAnswer &answer) {
                happen(BeatAnswered{question, answer});
                if (isNews(answer))
                    wantWatchTime();
            });
    connect(&parts.sessions, &WatchSessions::dayTold, this,
            [this](const Api::ProfileId &child, const QDate &asked, const WatchTime &time) {
                if (asked == m_day)
                    setWatchTime(child, time);
            });
    connect(&parts.lookup, &ChipLookup::answered, this, [this](quint64 question, const LookupAnswer &answer) {
        happen(LookupAnswered{question, answer});
        if (std::holds_alternative<LookupFound>(answer))
            Q_EMIT syncWanted();
    });
    connect(&parts.ledger, &LedgerJournal::charged, this, &KioskFlow::chargeKept);
    connect(&parts.ledger, &LedgerJournal::chargeFailed, this,
            [this](quint64 id, LedgerJournal::Problem problem) {
                qCCritical(lcFlow) << "watch time can't be kept: films stay off";
                record(QStringLiteral("error"),
                       {{QStringLiteral("what"), problem == LedgerJournal::Problem::NotWritable
                                                     ? QStringLiteral("ledger-not-writable")
                                                     : QStringLiteral("ledger-damaged")}});
                happen(ChargeFailed{id});
            });
    connect(&parts.outbox, &Outbox::kept, this, &KioskFlow::sessionKept);
    connect(&parts.outbox, &Outbox::notKept, this, [this] {
        record(QStringLiteral("error"), {{QStringLiteral("what"), QStringLiteral("outbox-not-writable")}});
    });
    connect(&parts.outbox, &Outbox::settled, this, &KioskFlow::sessionSettled);

    connect(&parts.house, &HouseChips::answered, this, [this](quint64 question, BonusOutcome outcome) {
        if (outcome == BonusOutcome::NotWritable)
            record(QStringLiteral("error"), {{QStringLiteral("what"), QStringLiteral("bonus-not-writable")}});
        happen(BonusAnswered{question, outcome});
        if (const auto gift = m_gifts.constFind(question); gift != m_gifts.cend()) {
            const Api::ProfileId child = *gift;
            m_gifts.erase(gift);
            Q_EMIT grantAnswered(child, outcome == BonusOutcome::Granted);
        }
    });

    const auto changed = [this] {
        happen(SurroundingsChanged{});
    };
    connect(&parts.house, &HouseChips::changed, this, changed);
    if (parts.family)
        connect(parts.family, &FamilyTime::changed, this, changed);
    connect(&parts.catalogue, &Catalogue::changed, this, [this] {
        noteNewLimits();
        happen(SurroundingsChanged{});
    });
    connect(&parts.copies, &OfflineCopies::changed, this, changed);
    if (parts.web)
        connect(parts.web, &WebFilms::changed, this, changed);
    if (parts.troubles)
        connect(parts.troubles, &FilmTroubles::changed, this, changed);
    connect(&parts.settings, &SettingsStore::changed, this, changed);
}

void KioskFlow::start()
{
    if (std::exchange(m_running, true))
        return;
    m_state.lastSitting = m_parts.ledger.lastSitting();
    m_days = DayKeeper(m_parts.ledger.lastDay(), m_parts.ledger.lastMoment());
    refresh();
    endWhatWasLeft();
    happen(Began{});
    m_look.start();
    wantWatchTime();
}

void KioskFlow::stop()
{
    if (!m_running)
        return;
    happen(Stopping{});
    m_running = false;
    m_look.stop();
    m_parts.alarm.setAt(std::nullopt);
}

/// A former run did not live to end these. What was charged stays charged.
void KioskFlow::endWhatWasLeft()
{
    const QList<UnfinishedSitting> unfinished = m_parts.ledger.unfinished();
    for (const UnfinishedSitting &sitting : unfinished) {
        for (const LeftSession &left : sitting.sessions) {
            if (m_parts.outbox.holds(left.session)) { // decided, and cut off before the ledger heard of it
                m_parts.ledger.noteSessionEnded(sitting.sitting, left.session);
                continue;
            }
            SessionEnd end;
            end.session = left.session;
            end.sitting = sitting.sitting;
            end.child = sitting.child;
            end.day = sitting.day;
            end.reason = Api::StopReason::Error;
            end.played = left.played;
            end.server = left.server;
            runAction(EndSession{end});
        }
        m_parts.ledger.endSitting(sitting.sitting, {}, {});
    }
}

// ---- Events --------------------------------------------------------------------------------

QString KioskFlow::tapId() const
{
    return tapId(tapOf(m_state.at));
}

QString KioskFlow::tapId(quint64 tap) const
{
    return tap == 0 ? QString() : m_run + u'-' + QString::number(tap);
}

void KioskFlow::setReader(ReaderState reader, const QString &event, const QJsonObject &values)
{
    if (std::exchange(m_surroundings.reader, reader) != reader && m_running)
        record(event, values);
    happen(SurroundingsChanged{});
}

/// What was still on its way to the disk when the program was told to end is given back, too.
void KioskFlow::chargeKept(quint64 id)
{
    if (m_running)
        happen(Charged{id});
    else if (!m_state.orphans.isEmpty())
        take(Charged{id});
}

/// Journalled, then told. Also while the program ends: the disk's last answers come after stop().
void KioskFlow::sessionKept(const SessionEnd &end)
{
    m_parts.ledger.noteSessionEnded(end.sitting, end.session);
    recordSessionEnd(end, false);
}

void KioskFlow::recordSessionEnd(const SessionEnd &end, bool settled)
{
    record(QStringLiteral("session-ended"), {{QStringLiteral("session"), end.session.toString()},
                                             {QStringLiteral("reason"), Api::stopReasonText(end.reason)},
                                             {QStringLiteral("settled"), settled}});
}

void KioskFlow::sessionSettled(const Settlement &settlement)
{
    const SessionEnd &end = settlement.end;
    m_unsettled.remove(end.session);
    if (settlement.told)
        recordSessionEnd(end, true);
    else
        m_parts.ledger.noteSessionUntold(end.sitting, end.session);
    if (settlement.watchedToday) {
        setWatchTime(end.child, {*settlement.watchedToday, dailyLimitOf(end.child)});
        return;
    }
    happen(SurroundingsChanged{});
    Q_EMIT watchTimeWanted(end.child);
}

void KioskFlow::setServerState(ServerState server)
{
    if (std::exchange(m_surroundings.server, server) == server)
        return;
    if (server == ServerState::Online)
        wantWatchTime();
    happen(SurroundingsChanged{});
}

void KioskFlow::setSignedIn(bool signedIn)
{
    if (std::exchange(m_surroundings.signedIn, signedIn) != signedIn)
        happen(SurroundingsChanged{});
}

void KioskFlow::setNight(bool night)
{
    if (std::exchange(m_surroundings.night, night) != night)
        happen(SurroundingsChanged{});
}

void KioskFlow::setParentsInside(bool inside)
{
    if (std::exchange(m_surroundings.parentsInside, inside) != inside)
        happen(SurroundingsChanged{});
}

void KioskFlow::setWatchTime(const Api::ProfileId &child, const WatchTime &time)
{
    ServerWord &word = wordOf(child);
    word.time = time;
    // Its sum leaves out sessions that are not over, so a rest is no word against its own refusal
    // while there is one. A raised limit always is.
    const bool raised = word.refusedAt && time.dailyLimit > *word.refusedAt;
    if (raised || (time.watched < time.dailyLimit && !serverLacksMinutesOf(child)))
        word.refusedAt.reset();
    happen(SurroundingsChanged{});
}

void KioskFlow::setServerTime(const HeardTime &time)
{
    if (!m_running || !time.counts())
        return;
    m_days.hear(m_parts.clock.monotonic(), time.date);
    look();
}

void KioskFlow::grantTime(const Api::ProfileId &child, std::chrono::minutes amount)
{
    happen(GrantWished{child, amount});
}

void KioskFlow::confirmTime(const QDateTime &time)
{
    if (!m_running)
        return;
    m_days.confirm(m_parts.clock.monotonic(), time);
    look();
}

/// The newest word on a child's allowance counts, whichever question it answered.
void KioskFlow::noteNewLimits()
{
    const CataloguePointer catalogue = m_parts.catalogue.snapshot();
    for (const Api::Profile &profile : catalogue->profiles()) {
        const Api::Profile *before = m_surroundings.catalogue->profile(profile.id);
        if (!before || before->dailyLimit == profile.dailyLimit)
            continue;
        ServerWord &word = wordOf(profile.id);
        if (word.time)
            word.time->dailyLimit = profile.dailyLimit;
        if (word.refusedAt && profile.dailyLimit > *word.refusedAt)
            word.refusedAt.reset();
    }
}

void KioskFlow::chooseChild(const Api::ProfileId &child)
{
    happen(ChildChosen{child});
    wantWatchTime();
}

void KioskFlow::changeChild()
{
    happen(ChildChangeWished{});
}

void KioskFlow::leave()
{
    happen(LeaveWished{});
}

void KioskFlow::showNext()
{
    happen(NextWished{});
}

void KioskFlow::showPrevious()
{
    happen(PreviousWished{});
}

void KioskFlow::restartFilm()
{
    happen(RestartWished{});
}

void KioskFlow::togglePause()
{
    happen(PauseToggled{});
}

void KioskFlow::seek(milliseconds by)
{
    happen(SeekWished{by});
}

void KioskFlow::noteAsked()
{
    m_askedAt = m_parts.clock.monotonic();
    m_askedTap = m_state.tap;
}

/// Whether the server knows something of the child's day that is not known here. What a family's server
/// settles is heard without asking.
bool KioskFlow::isNews(const BeatAnswer &answer) const
{
    if (std::holds_alternative<SessionLimit>(answer))
        return true;
    const auto *agreed = std::get_if<BeatAgreed>(&answer);
    const Api::Profile *child = m_surroundings.child();
    if (!agreed || !child || (m_parts.family && m_parts.family->of(child->id, m_day)))
        return false;
    const ServerWord word = m_serverWords.value(child->id);
    if (!agreed->left || word.day != m_day || !word.time)
        return true;
    return *agreed->left != std::max(minutes(0), word.time->dailyLimit - word.time->watched);
}

void KioskFlow::wantWatchTime()
{
    noteAsked();
    if (const Api::Profile *child = m_surroundings.child())
        Q_EMIT watchTimeWanted(child->id);
}

/// One event at a time: what happens while one is handled waits for its turn.
void KioskFlow::happen(const KioskEvent &event)
{
    if (!m_running)
        return;
    m_queue.push_back(event);
    if (std::exchange(m_busy, true))
        return;
    while (!m_queue.empty()) {
        const KioskEvent next = std::move(m_queue.front());
        m_queue.pop_front();
        take(next);
    }
    refresh();
    std::optional<Moment> next = nextTick(m_state, m_surroundings);
    const auto *refused = std::get_if<Refused>(&m_state.at);
    const bool timeIsUp =
        std::holds_alternative<Sleeping>(m_state.at) || (refused && refused->refusal == Refusal::Limit);
    const bool hopes = timeIsUp && m_surroundings.server == ServerState::Online;
    const Moment again =
        m_askedAt + (m_state.tap == m_askedTap ? Moment(giftInterval) : Moment(triedInterval));
    const bool asks = hopes && m_surroundings.now >= again;
    if (hopes) {
        const Moment due = asks ? m_surroundings.now + giftInterval : again;
        next = next ? std::min(*next, due) : due;
    }
    m_parts.alarm.setAt(next);
    showScene();
    m_busy = false;
    if (wantsLastWord() || asks)
        wantWatchTime();
}

bool KioskFlow::wantsLastWord()
{
    const auto *playing = std::get_if<Playing>(&m_state.at);
    if (!playing || m_surroundings.server != ServerState::Online)
        return false;
    const Sitting &sitting = playing->sitting;
    const Balance balance = m_surroundings.allowanceOf(sitting.child);
    if (balance.least() > lastWord) {
        m_lastWordFor = 0;
        return false;
    }
    if (balance.closed)
        return false; // it has just said so
    return std::exchange(m_lastWordFor, sitting.number) != sitting.number;
}

void KioskFlow::take(const KioskEvent &event)
{
    refresh();
    const QString before = Flow::nameOf(m_state.at);
    const QString formerTap = tapId();
    const quint64 formerTaps = m_state.tap;
    Step result = step(m_state, event, m_surroundings);
    m_state = std::move(result.state);
    // Everything that follows from a chip, however late, is found in the log under its tap: the disk,
    // the network and the gateway carry the field on.
    const QString tap = m_state.tap != formerTaps ? tapId(m_state.tap) : tapId();
    const Logging::Field field("tap", tap.isEmpty() ? formerTap : tap);
    if (const QString after = Flow::nameOf(m_state.at); after != before)
        qCInfo(lcFlow).noquote() << before << "->" << after << "by" << Flow::nameOf(event);
    for (const KioskAction &action : std::as_const(result.actions))
        runAction(action);
}

/// Changes of the clock, of its trust and of the day, and bedtime, come without a word.
void KioskFlow::look()
{
    if (!m_running)
        return;
    const QDate day = m_day;
    refresh();
    const Api::Profile *child = m_surroundings.child();
    const Balance balance = child ? m_surroundings.allowanceOf(child->id) : Balance();
    const bool isOver = child && balance.least() < smallestStart;
    const bool falls = std::holds_alternative<Scan>(m_state.at) && isOver;
    const bool sleeps = std::holds_alternative<Sleeping>(m_state.at);
    const bool otherwise = isBedtime(balance) != (m_scene.refusal == Refusal::Bedtime);
    if (m_day != day || falls || (sleeps && (!isOver || otherwise)))
        happen(SurroundingsChanged{});
}

// ---- Surroundings --------------------------------------------------------------------------

KioskFlow::ServerWord &KioskFlow::wordOf(const Api::ProfileId &child)
{
    ServerWord &word = m_serverWords[child];
    if (word.day != m_day)
        word = ServerWord{m_day, std::nullopt};
    return word;
}

/// As last heard: of the watch time, or of the catalogue.
minutes KioskFlow::dailyLimitOf(const Api::ProfileId &child) const
{
    const ServerWord word = m_serverWords.value(child);
    if (word.day == m_day && word.time)
        return word.time->dailyLimit;
    const Api::Profile *profile = m_surroundings.catalogue->profile(child);
    return profile ? profile->dailyLimit : minutes(0);
}

/// Something was watched here that its watch time does not contain yet.
bool KioskFlow::serverLacksMinutesOf(const Api::ProfileId &child) const
{
    const Sitting *sitting = sittingIn(m_state.at);
    return (sitting && sitting->child == child) ||
           std::find(m_unsettled.cbegin(), m_unsettled.cend(), child) != m_unsettled.cend();
}

void KioskFlow::refresh()
{
    Surroundings &now = m_surroundings;
    now.now = m_parts.clock.monotonic();
    now.settings = m_parts.settings.settings();
    now.catalogue = m_parts.catalogue.snapshot();
    now.house = m_parts.house.chips();
    now.kept = m_parts.copies.kept();
    now.web = m_parts.web ? m_parts.web->access() : WebAccess::NotInstalled;
    now.position = m_parts.player.position();
    now.duration = m_parts.player.duration();
    now.chapters = m_parts.player.chapters();
    now.chance = m_random.generateDouble() * 2 - 1;

    const int volume = volumeNow(now.settings, now.night);
    if (std::exchange(m_volume, volume) != volume)
        m_parts.player.setVolume(double(volume) / loudest);

    const Clock &clock = m_parts.clock;
    m_days.look(now.now, clock.wall(), clock.source(), clock.zone());
    m_day = m_days.day();
    if (m_day != m_parts.ledger.lastDay()) {
        qCInfo(lcFlow).noquote() << "the day is" << m_day.toString(Qt::ISODate);
        m_parts.ledger.openDay(m_day);
    }
    now.day = m_day;
    now.allowances.clear();
    now.places.clear();
    for (const Api::Profile &profile : now.catalogue->profiles()) {
        now.allowances.insert(profile.id, allowanceOf(profile.id));
        now.places.insert(profile.id, m_parts.ledger.placesOf(profile.id));
    }
    if (m_parts.troubles) {
        const QHash<Api::VideoId, FilmTrouble> troubles = m_parts.troubles->troubles();
        now.troubled = QSet<Api::VideoId>(troubles.keyBegin(), troubles.keyEnd());
    }
    now.watched.clear();
    if (const Api::Profile *child = now.child()) {
        const DayRecord today = m_parts.ledger.recordOf(child->id, m_day);
        for (const DayRecord::Piece &piece : today.pieces)
            now.watched[piece.video] += piece.played;
    }
}

/// Of the day's allowance, in whole percents as parents set it; none: all of it.
std::optional<milliseconds> KioskFlow::offlineShareOf(const Api::ProfileId &child) const
{
    const int percent = std::clamp(m_surroundings.settings.offlineShare, 0, 100);
    if (percent == 100)
        return std::nullopt;
    return std::chrono::duration_cast<milliseconds>(dailyLimitOf(child)) * percent / 100;
}

Explanation KioskFlow::explain(const Api::ProfileId &child, const QDate &day) const
{
    return explanationOf(day, m_parts.ledger.recordOf(child, day), *m_surroundings.catalogue,
                         day == m_day ? allowanceOf(child) : Balance());
}

Balance KioskFlow::allowanceOf(const Api::ProfileId &child) const
{
    const Api::Profile *profile = m_surroundings.catalogue->profile(child);
    if (!profile)
        return {};
    const LedgerDay today = m_parts.ledger.of(child, m_day);
    AllowanceInput input;
    input.daily = profile->dailyLimit;
    input.playedHere = today.played;
    input.billedHere = m_parts.outbox.billed(child, m_day);
    input.grants = m_parts.house.grants(child, m_day);
    input.debt = m_parts.ledger.of(child, m_day.addDays(-1)).over;
    input.over = today.over;
    input.ledgerLost = m_parts.ledger.lostOn() == m_day;
    input.salvaged = m_parts.ledger.salvaged(child);

    const KidPlan plan = m_surroundings.planOf(child);
    input.weekday = plan.minutesOn(m_day);
    input.enough = plan.enoughOn == m_day;
    input.paused = m_surroundings.settings.pausedAll;
    const auto time = m_days.timeAtLeast(m_parts.clock.monotonic());
    if (plan.bedtime && time)
        input.untilBedtime = plan.bedtime->until(*time);

    if (m_parts.family) {
        input.family = m_parts.family->of(child, m_day);
        if (const auto yesterday = m_parts.family->of(child, m_day.addDays(-1)))
            input.debt += yesterday->overElsewhere;
    }
    if (!input.family && m_surroundings.server != ServerState::Online)
        input.offlineShare = offlineShareOf(child);
    const ServerWord word = m_serverWords.value(child);
    if (word.day == m_day) {
        input.server = word.time;
        input.serverLimit = word.refusedAt.has_value();
        input.playedAtLimit = word.playedAtLimit;
    }
    return balanceOf(input);
}

// ---- Actions -------------------------------------------------------------------------------

LedgerEntry KioskFlow::entryOf(const Charge &charge, const QDate &day) const
{
    return {charge.id,     charge.sitting, charge.child,   charge.video,  day,
            charge.amount, charge.over,    m_days.trust(), charge.reached};
}

void KioskFlow::runAction(const KioskAction &action)
{
    struct Runner
    {
        KioskFlow &flow;
        const Parts &parts;

        void operator()(const PreloadFilm &preload) const
        {
            parts.player.preload(preload.film.film(), preload.from);
        }
        void operator()(const OpenFilm &open) const
        {
            const quint64 start = parts.player.open(open.film.film(), open.from);
            // Before anything that the player said of it from within open().
            flow.m_queue.push_front(FilmOpening{start});
        }
        void operator()(const PauseFilm &) const { parts.player.pause(); }
        void operator()(const PlayFilm &) const { parts.player.play(); }
        void operator()(const SeekFilm &seek) const { parts.player.seek(seek.to); }
        void operator()(const FadeFilm &fade) const { parts.player.fadeOut(fade.duration); }
        void operator()(const StopFilm &) const { parts.player.stop(); }

        void operator()(const BeginSitting &begin) const
        {
            parts.ledger.beginSitting(begin.sitting, begin.child, flow.m_day, begin.uid);
        }
        void operator()(const ChargeTime &time) const
        {
            flow.m_chargedOn = flow.m_day;
            parts.ledger.charge(flow.entryOf(time.charge, flow.m_day));
        }
        void operator()(const GiveBack &back) const
        {
            parts.ledger.giveBack(flow.entryOf(back.charge, flow.m_chargedOn));
        }
        void operator()(const EndSitting &end) const
        {
            parts.ledger.endSitting(end.sitting, end.video, end.reached);
            flow.noteAsked(); // the settled end will tell
        }
        void operator()(const NotePause &note) const
        {
            parts.ledger.notePause(note.sitting, note.child, flow.m_day, note.duration);
        }
        void operator()(const NoteServerLimit &note) const
        {
            ServerWord &word = flow.wordOf(note.child);
            if (!word.refusedAt)
                word.playedAtLimit = parts.ledger.of(note.child, flow.m_day).played;
            word.refusedAt = flow.dailyLimitOf(note.child);
        }

        void operator()(const AskAboutChip &ask) const { parts.lookup.ask(ask.question, ask.uid, ask.child); }
        void operator()(const StartSession &action) const
        {
            WatchSessions::Start start = action.start;
            start.day = flow.m_day;
            parts.sessions.start(start);
        }
        void operator()(const BeatSession &beat) const { parts.sessions.beat(beat.beat); }
        void operator()(const NoteSession &note) const
        {
            parts.ledger.noteSession(note.sitting, note.opened);
        }
        void operator()(const EndSession &action) const
        {
            SessionEnd end = action.end;
            if (!end.day.isValid())
                end.day = flow.m_day;
            flow.m_unsettled.insert(end.session, end.child);
            parts.outbox.add(end);
        }

        void operator()(const SpendBonus &bonus) const
        {
            parts.house.spend(bonus.question, bonus.uid, bonus.child, flow.m_day,
                              parts.ledger.of(bonus.child, flow.m_day).played);
        }
        void operator()(const GiveTime &give) const
        {
            flow.m_gifts.insert(give.question, give.child);
            parts.house.give(give.question, give.child, flow.m_day, give.amount,
                             parts.ledger.of(give.child, flow.m_day).played);
        }
        void operator()(const OpenDoor &) const { Q_EMIT flow.doorRequested(); }
        void operator()(const NoteTrouble &note) const
        {
            if (parts.troubles)
                parts.troubles->note(note.video, {note.failure, parts.clock.wall().toUTC()});
        }
        void operator()(const ForgetTrouble &forget) const
        {
            if (parts.troubles)
                parts.troubles->forget(forget.video);
        }
        void operator()(const RememberVolume &remember) const
        {
            KioskSettings settings = parts.settings.settings();
            settings.volume = remember.volume;
            parts.settings.save(settings);
        }

        void operator()(const RememberChild &remember) const
        {
            KioskSettings settings = parts.settings.settings();
            settings.child = remember.child;
            parts.settings.save(settings);
        }
        void operator()(const Record &entry) const { flow.record(entry.event, entry.values); }
    };
    std::visit(Runner{*this, m_parts}, action);
}

void KioskFlow::record(const QString &event, const QJsonObject &values)
{
    m_parts.chronicle.record(event, values);
}

void KioskFlow::showScene()
{
    Scene scene = sceneOf(m_state, m_surroundings);
    if (scene != m_scene || !m_shown) {
        if (scene.screen != m_scene.screen || !m_shown)
            record(QStringLiteral("screen"), {{QStringLiteral("name"), Flow::nameOf(scene.screen)}});
        m_shown = true;
        m_scene = std::move(scene);
        Q_EMIT sceneChanged(m_scene);
    }
    recordReady();
}

void KioskFlow::recordReady()
{
    if (m_ready)
        return;
    const bool asks = m_scene.screen == Screen::WhoIsWatching;
    const bool acts = m_surroundings.reader == ReaderState::Present && m_scene.screen != Screen::SignIn;
    if (!asks && !acts)
        return;
    m_ready = true;
    record(QStringLiteral("ready"));
}

} // namespace Medio::Flow
