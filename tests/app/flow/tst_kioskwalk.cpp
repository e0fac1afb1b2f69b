// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A random walk: whatever happens in whatever order, the product's promises hold (DESIGN.md, "The
// heart"). The seed is printed; MEDIO_SEED repeats a walk, MEDIO_WALK_EVENTS sets its length,
// MEDIO_TRACE prints every step.

#include "app/flow/kioskstep.h"
#include "tests/app/flow/flowfamily.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QTest>

#include <random>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

/// The world around the step: a player, a server, a ledger and a child who does anything.
class World
{
public:
    explicit World(quint64 seed)
        : m_random(seed)
    {
        m_around.catalogue = std::make_shared<const CatalogueSnapshot>(onPlatform(family(), 4), Posters());
        m_around.web = WebAccess::Ready;
        m_around.house = houseChips();
        m_around.now = 1h;
        m_around.reader = ReaderState::Present;
        m_around.server = ServerState::Online;
        happen(Began{});
    }

    void doSomething();
    /// Everything that is under way arrives, and the kiosk is switched off.
    void finish();

    QString broken; ///< the first promise that did not hold; empty: all did
    QHash<QString, int> visited;
    quint64 events = 0;
    int sessions = 0;
    int bonuses = 0;
    nanoseconds played{0};

private:
    struct Money // watch time of one child on the present day
    {
        milliseconds charged{0}; // asked for
        milliseconds safe{0};    // acknowledged
        milliseconds returned{0};
        milliseconds over{0};
        nanoseconds played{0};
    };

    void happen(const KioskEvent &event);
    void answerBonus();
    void run(const KioskAction &action);
    void acknowledge(quint64 charge)
    {
        const Charge safe = m_charges.take(charge);
        m_money[safe.child].safe += safe.amount;
        m_settledNumbers.append(charge);
        happen(Charged{charge});
    }
    void pass(nanoseconds duration);
    [[nodiscard]] const Sitting *beingWatched() const;
    void check(const KioskEvent &event);
    void checkLate(const KioskEvent &event);
    void checkPlace(const KioskEvent &event, const Step &next);
    [[nodiscard]] bool mayShow(const CatalogueFilm &film) const
    {
        return !film.isOfPlatform() ||
               (m_around.web != WebAccess::NotInstalled && m_around.web != WebAccess::NoConsent);
    }
    void leave(quint64 sitting, const Api::VideoId &video, milliseconds reached);
    void moveFilm(nanoseconds position);
    [[nodiscard]] milliseconds lengthOf(const Api::VideoId &video) const;
    void refresh();
    void promise(bool holds, const QString &what)
    {
        if (!holds && broken.isEmpty())
            broken = QStringLiteral("%1 (event %2, in %3)").arg(what).arg(events).arg(nameOf(m_state.at));
    }
    int dice(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(m_random); }
    template<typename T>
    T oneOf(const QList<T> &things)
    {
        return things.at(dice(static_cast<int>(things.size())));
    }
    [[nodiscard]] bool audible() const { return m_start != 0 && m_playing && m_framed && !m_stalled; }

    const bool m_trace = qEnvironmentVariableIsSet("MEDIO_TRACE");
    std::mt19937_64 m_random;
    KioskState m_state;
    Surroundings m_around;

    // The player
    quint64 m_starts = 0;
    quint64 m_start = 0;
    bool m_playing = false;
    bool m_framed = false;
    bool m_stalled = false;
    Api::ProfileId m_watcher; // whose sitting it is
    quint64 m_openedNow = 0;
    Api::VideoId m_film;
    nanoseconds m_position{0};
    int m_inVain = 0; // films opened one after the other without a picture, by themselves

    // How far who came with what
    struct Watching
    {
        Api::ProfileId child;
        Nfc::Uid uid;
    };
    QHash<quint64, Watching> m_watching; // by sitting
    QHash<Api::ProfileId, QHash<Api::VideoId, milliseconds>> m_farthest;

    // The ledger
    QHash<Api::ProfileId, Money> m_money;
    QHash<Api::ProfileId, QList<Grant>> m_grants;
    QList<SpendBonus> m_spendings;   // under way
    milliseconds m_granted{0};       // since the bonus chip was filled
    QMap<quint64, Charge> m_charges; // under way
    AllowanceInput m_rules;          // what parents and clocks put in the way

    // The server
    QList<quint64> m_startQuestions;
    QList<quint64> m_beatQuestions;
    QList<quint64> m_lookups;
    QList<quint64> m_settledNumbers; // answered questions and charges: late from now on
    QHash<Api::SessionId, int> m_ended;
    QHash<Api::ProfileId, milliseconds> m_serverLimit; // what was played when it was said
    int m_sessionNumber = 0;

    QHash<quint64, int> m_sittings;       // number → 1 begun, 2 ended
    std::optional<Nfc::Uid> m_freshChip;  // placed, and not played since
    std::optional<Nfc::Uid> m_queuedChip; // placed while another one's film played, to follow it
    bool m_begun = false;
    QDate m_day{2026, 3, 10};
};

void World::refresh()
{
    // Before its first picture a player may say anything.
    m_around.position = m_framed || m_start == 0 ? std::chrono::floor<milliseconds>(m_position) : 0ms;
    m_around.duration = m_framed ? milliseconds(lengthOf(m_film)) : 0ms;
    m_around.day = m_day;
    m_around.chance = std::uniform_real_distribution<double>(-1, 1)(m_random);
    for (const Api::Profile &profile : m_around.catalogue->profiles()) {
        AllowanceInput input = m_rules;
        input.daily = profile.dailyLimit;
        const Money money = m_money.value(profile.id);
        input.playedHere = money.charged - money.returned;
        input.over = money.over;
        input.serverLimit = m_serverLimit.contains(profile.id);
        input.playedAtLimit = m_serverLimit.value(profile.id);
        input.grants = m_grants.value(profile.id);
        m_around.allowances.insert(profile.id, balanceOf(input));
    }
}

void World::happen(const KioskEvent &event)
{
    ++events;
    refresh();
    if (const auto *placed = std::get_if<ChipPlaced>(&event);
        placed && !placed->placement.resting && !m_around.parentsInside &&
        !m_around.house.contains(placed->placement.uid)) {
        const Nfc::Uid &uid = placed->placement.uid;
        m_freshChip = uid;
        const Sitting *watched = beingWatched();
        if (watched && watched->uid != uid && m_around.settings.mode == ReaderMode::Tap &&
            m_around.settings.secondChip == SecondChip::Queue)
            m_queuedChip = uid;
    }
    Step next = step(m_state, event, m_around);
    if (std::holds_alternative<ChipRefused>(event)) {
        const bool hasSitting =
            std::holds_alternative<Opening>(m_state.at) || std::holds_alternative<Playing>(m_state.at) ||
            std::holds_alternative<Turning>(m_state.at) || std::holds_alternative<Paused>(m_state.at);
        promise(next.state.chip == m_state.chip, QStringLiteral("a refused chip in the place of another"));
        promise(!hasSitting || next.state.at == m_state.at,
                QStringLiteral("a refused chip that touches a film"));
    }
    if (m_trace) {
        QStringList words;
        for (const KioskAction &action : std::as_const(next.actions))
            words.append(nameOf(action));
        qInfo().noquote() << events << m_around.now.count() / 1'000'000 << nameOf(m_state.at) << nameOf(event)
                          << nameOf(next.state.at) << words.join(u' ');
    }
    checkPlace(event, next);
    m_state = std::move(next.state);
    const bool byItself = std::holds_alternative<Ticked>(event) || std::holds_alternative<Charged>(event) ||
                          std::holds_alternative<FilmOpening>(event) ||
                          std::holds_alternative<FilmFailed>(event) ||
                          std::holds_alternative<FilmEnded>(event);
    if (!byItself)
        m_inVain = 0;
    for (const KioskAction &action : std::as_const(next.actions)) {
        run(action);
        refresh();
    }
    visited[nameOf(m_state.at)] += 1;
    check(event);
    if (const quint64 start = std::exchange(m_openedNow, 0))
        happen(FilmOpening{start});
}

/// Whose films another chip may follow: one plays, or the next of them is on its way.
const Sitting *World::beingWatched() const
{
    if (const auto *playing = std::get_if<Playing>(&m_state.at))
        return &playing->sitting;
    const auto *opening = std::get_if<Opening>(&m_state.at);
    const auto *turning = std::get_if<Turning>(&m_state.at);
    const Sitting *next = opening && !opening->told ? &opening->sitting
                          : turning                 ? &turning->sitting
                                                    : nullptr;
    return next && next->shown > 0 ? next : nullptr;
}

/// What the sitting that is over leaves behind: nobody loses a place to a film that could not be shown.
void World::checkPlace(const KioskEvent &event, const Step &next)
{
    const auto *opening = std::get_if<Opening>(&m_state.at);
    const auto *playing = std::get_if<Playing>(&m_state.at);
    const auto *paused = std::get_if<Paused>(&m_state.at);
    const Sitting *sitting = opening   ? &opening->sitting
                             : playing ? &playing->sitting
                             : paused  ? &paused->sitting
                                       : nullptr;
    if (!sitting)
        return;
    const auto *failed = std::get_if<FilmFailed>(&event);
    const auto *ended = std::get_if<FilmEnded>(&event);
    promise(!failed || !std::holds_alternative<Celebration>(next.state.at),
            QStringLiteral("a celebration after a failure"));
    for (const KioskAction &action : next.actions) {
        const auto *end = std::get_if<EndSitting>(&action);
        if (!end || end->sitting != sitting->number || end->video != sitting->present().video.id)
            continue;
        if (opening) {
            const bool unplayable = ended || (failed && (failed->failure == FilmFailure::Broken ||
                                                         failed->failure == FilmFailure::Gone ||
                                                         failed->failure == FilmFailure::NotEmbeddable));
            // Where it was left, which is a little behind where it is opened
            const auto left = sitting->position > 0ms ? sitting->position + seenTwice : 0ms;
            promise(end->reached == (unplayable ? wholeFilm : left),
                    QStringLiteral("a place that moved without a picture"));
        } else if (failed || (ended && !ended->complete)) {
            milliseconds reached = sitting->reached;
            if (ended && ended->position) {
                const milliseconds length = lengthOf(end->video);
                reached = *ended->position >= length - nearlyOver(length)
                              ? wholeFilm
                              : std::max(*ended->position, sitting->held);
            }
            const bool again = sitting->position > 0ms && reached < sitting->position + barelyBegun;
            promise(end->reached == reached || (again && end->reached == wholeFilm),
                    QStringLiteral("a film that broke off counts as seen"));
        }
    }
    const Sitting *now = nullptr;
    if (const auto *is = std::get_if<Playing>(&next.state.at))
        now = &is->sitting;
    else if (const auto *waits = std::get_if<Paused>(&next.state.at))
        now = &waits->sitting;
    promise(!now || now->start == 0 || mayShow(now->present()),
            QStringLiteral("a film of a platform goes on without a parent's consent"));
}

void World::run(const KioskAction &action)
{
    if (const auto *preload = std::get_if<PreloadFilm>(&action)) {
        promise(mayShow(preload->film), QStringLiteral("a platform is asked without a parent's consent"));
    } else if (const auto *open = std::get_if<OpenFilm>(&action)) {
        promise(mayShow(open->film), QStringLiteral("a film of a platform without a parent's consent"));
        promise(m_start == 0 || !m_playing, QStringLiteral("two films at once"));
        m_start = ++m_starts;
        m_playing = true;
        m_framed = m_stalled = false;
        m_openedNow = m_start;
        m_film = open->film.video.id;
        m_position = open->from;
        promise(open->from <= m_farthest.value(m_watcher).value(m_film),
                QStringLiteral("a film goes on beyond what was seen of it"));
        promise(++m_inVain <= 2 * 3, QStringLiteral("films that can't be played, round and round"));
    } else if (std::holds_alternative<PauseFilm>(action)) {
        m_playing = false;
    } else if (std::holds_alternative<PlayFilm>(action)) {
        m_playing = m_start != 0;
    } else if (std::holds_alternative<StopFilm>(action)) {
        m_start = 0;
        m_playing = m_framed = m_stalled = false;
        m_position = 0ns;
    } else if (const auto *seek = std::get_if<SeekFilm>(&action)) {
        promise(m_start != 0 && m_framed, QStringLiteral("sought in no film"));
        promise(seek->to >= 0ms && seek->to <= lengthOf(m_film), QStringLiteral("sought beyond the film"));
        moveFilm(seek->to);
    } else if (const auto *begin = std::get_if<BeginSitting>(&action)) {
        promise(!m_sittings.contains(begin->sitting), QStringLiteral("a sitting began twice"));
        m_begun = true;
        m_inVain = 0; // it took a chip, which begins only once
        m_sittings.insert(begin->sitting, 1);
        m_watcher = begin->child;
        m_watching.insert(begin->sitting, {begin->child, begin->uid});
    } else if (const auto *end = std::get_if<EndSitting>(&action)) {
        promise(m_sittings.value(end->sitting) == 1, QStringLiteral("a sitting ended that was not there"));
        m_sittings[end->sitting] = 2;
        leave(end->sitting, end->video, end->reached);
        m_watching.remove(end->sitting);
    } else if (const auto *time = std::get_if<ChargeTime>(&action)) {
        const Charge &charge = time->charge;
        const milliseconds remaining = m_around.allowanceOf(charge.child).remaining;
        promise(charge.amount > 0ms && charge.amount <= chargedAtMost, QStringLiteral("a charge beyond 5 s"));
        promise(charge.amount - charge.over <= std::max(0ms, remaining),
                QStringLiteral("charged beyond the allowance"));
        promise(charge.over == 0ms || m_around.settings.ending == Ending::Film,
                QStringLiteral("an overrun that nobody allowed"));
        Money &money = m_money[charge.child];
        money.charged += charge.amount;
        money.over += charge.over;
        promise(money.over <= maximalOverrun, QStringLiteral("an overrun beyond 10 min"));
        milliseconds whole = m_around.catalogue->profile(charge.child)->dailyLimit;
        for (const Grant &grant : m_grants.value(charge.child))
            whole += grant.amount;
        promise(money.charged - money.returned - money.over <= whole,
                QStringLiteral("more charged than the day and its bonus have"));
        promise(!m_charges.contains(charge.id), QStringLiteral("a charge's number was used twice"));
        m_charges.insert(charge.id, charge);
        promise(charge.reached.has_value(), QStringLiteral("a charge that does not say where the film is"));
        leave(charge.sitting, charge.video, charge.reached.value_or(0ms));
    } else if (const auto *back = std::get_if<GiveBack>(&action)) {
        Money &money = m_money[back->charge.child];
        money.returned += back->charge.amount;
        money.over -= back->charge.over;
        if (back->charge.reached)
            leave(back->charge.sitting, back->charge.video, *back->charge.reached);
        promise(money.returned <= money.safe, QStringLiteral("more given back than was charged"));
    } else if (const auto *limit = std::get_if<NoteServerLimit>(&action)) {
        const Money money = m_money.value(limit->child);
        if (!m_serverLimit.contains(limit->child))
            m_serverLimit.insert(limit->child, money.charged - money.returned);
    } else if (const auto *ask = std::get_if<AskAboutChip>(&action)) {
        m_lookups.append(ask->question);
    } else if (const auto *start = std::get_if<StartSession>(&action)) {
        m_startQuestions.append(start->start.question);
    } else if (const auto *beat = std::get_if<BeatSession>(&action)) {
        promise(m_ended.value(beat->beat.session, -1) == 0,
                QStringLiteral("a heartbeat of a session that is over"));
        promise(beat->beat.played >= 0ms, QStringLiteral("negative watch time"));
        m_beatQuestions.append(beat->beat.question);
    } else if (const auto *note = std::get_if<NoteSession>(&action)) {
        promise(m_ended.contains(note->opened.session),
                QStringLiteral("a session that the server did not open"));
    } else if (const auto *over = std::get_if<EndSession>(&action)) {
        promise(m_ended.value(over->end.session, -1) == 0,
                QStringLiteral("a session ended twice or never began"));
        promise(over->end.played >= 0ms, QStringLiteral("negative watch time"));
        m_ended[over->end.session] += 1;
    } else if (const auto *bonusWish = std::get_if<SpendBonus>(&action)) {
        m_spendings.append(*bonusWish);
    } else if (const auto *volume = std::get_if<RememberVolume>(&action)) {
        promise(volume->volume >= 1 && volume->volume <= loudest,
                QStringLiteral("silence, or more than all"));
        m_around.settings.volume = volume->volume;
    } else if (const auto *child = std::get_if<RememberChild>(&action)) {
        m_around.settings.child = child->child;
    }
}

void World::check(const KioskEvent &event)
{
    Q_UNUSED(event)
    if (std::exchange(m_begun, false)) {
        const auto *opening = std::get_if<Opening>(&m_state.at);
        const bool isFresh = opening && m_freshChip == opening->sitting.uid;
        const bool wasQueued = opening && m_queuedChip == opening->sitting.uid;
        promise(isFresh || wasQueued, QStringLiteral("a film began without a chip that was just placed"));
        (isFresh ? m_freshChip : m_queuedChip).reset();
    }
    const bool mayPlay =
        std::holds_alternative<Playing>(m_state.at) || std::holds_alternative<Opening>(m_state.at);
    promise(!m_playing || mayPlay, QStringLiteral("a film goes on outside of Playing"));
    if (const auto *playing = std::get_if<Playing>(&m_state.at)) {
        promise(playing->sitting.start == m_start, QStringLiteral("another film than the one shown"));
        promise(playing->sitting.timer.isRunning() == audible(),
                QStringLiteral("watch time runs while no picture moves, or does not while one does"));
        promise(playing->sitting.timer.credit(m_around.now) <= chargedAtMost,
                QStringLiteral("more than 5 s charged ahead"));
    }
    const Money money = m_money.value(m_watcher);
    // An alarm that rings late (5 ms at most, here) is paid for by the next charge of the sitting.
    const milliseconds late = 5ms * static_cast<int>(m_sittings.size());
    promise(money.played <= money.safe - money.returned + late,
            QStringLiteral("played %1 ms of %2 ms paid")
                .arg(std::chrono::duration_cast<milliseconds>(money.played).count())
                .arg((money.safe - money.returned).count()));
}

/// As the ledger does: the place of that child and chip.
void World::leave(quint64 sitting, const Api::VideoId &video, milliseconds reached)
{
    const auto watching = m_watching.constFind(sitting);
    if (watching == m_watching.cend()) // its end is written
        return;
    promise(reached == wholeFilm ||
                (reached >= 0ms && reached <= m_farthest.value(watching->child).value(video)),
            QStringLiteral("a place beyond what was played"));
    m_around.places[watching->child].insert(watching->uid, {video, reached, m_day});
}

void World::moveFilm(nanoseconds position)
{
    m_position = std::clamp<nanoseconds>(position, 0ns, lengthOf(m_film));
    milliseconds &farthest = m_farthest[m_watcher][m_film];
    farthest = std::max(farthest, std::chrono::floor<milliseconds>(m_position));
}

milliseconds World::lengthOf(const Api::VideoId &video) const
{
    const QList<CatalogueFilm> &films = m_around.catalogue->films();
    const auto found = std::find_if(films.cbegin(), films.cend(),
                                    [&video](const CatalogueFilm &one) { return one.video.id == video; });
    return found == films.cend() ? 30s : *found->video.duration;
}

/// An answer to an old question changes nothing.
void World::checkLate(const KioskEvent &event)
{
    refresh();
    const Step next = step(m_state, event, m_around);
    promise(next.state == m_state && next.actions.isEmpty(),
            QStringLiteral("a late %1 changed something").arg(nameOf(event)));
}

/// Time passes; the alarm rings when the state wants it to, up to 5 ms late.
void World::pass(nanoseconds duration)
{
    const nanoseconds end = m_around.now + duration;
    const auto moveTo = [this](nanoseconds moment) {
        if (audible()) {
            m_money[m_watcher].played += moment - m_around.now;
            played += moment - m_around.now;
            moveFilm(m_position + (moment - m_around.now));
        }
        m_around.now = moment;
    };
    for (int rings = 0; broken.isEmpty(); ++rings) {
        refresh();
        const std::optional<Moment> next = nextTick(m_state, m_around);
        if (!next || *next > end)
            break;
        promise(rings < 10'000, QStringLiteral("the alarm rings without end"));
        const nanoseconds late = std::chrono::microseconds(dice(5000));
        if (*next + late > m_around.now)
            moveTo(*next + late);
        happen(Ticked{});
        // The disk answers mostly before the next moment.
        if (dice(10) != 0) {
            const QList<quint64> ids = m_charges.keys();
            for (const quint64 id : ids) {
                acknowledge(id);
            }
        }
    }
    if (end > m_around.now)
        moveTo(end);
}

void World::doSomething()
{
    static const QList<Nfc::Uid> chips{rocket, whale,  owl,     empty,  retired, stranger, rocket, whale,
                                       owl,    rocket, whale,   owl,    pauser,  nexter,   backer, stopper,
                                       louder, softer, badgers, otters, bonus,   parents,  nobodys};
    const auto answer = [this](QList<quint64> &questions) {
        const quint64 question = questions.takeAt(dice(static_cast<int>(questions.size())));
        m_settledNumbers.append(question);
        return question;
    };

    switch (dice(28)) {
    case 27:
        happen(ChipRefused{{static_cast<Nfc::UidFlaw>(dice(2)), dice(4) == 0}});
        break;
    case 0:
    case 1:
    case 2:
        pass(milliseconds(dice(4000)));
        break;
    case 3:
        pass(std::chrono::seconds(dice(90)));
        break;
    case 4:
        if (dice(8) == 0)
            pass(std::chrono::minutes(dice(8)));
        break;
    case 5:
    case 6:
    case 7:
    case 8: {
        if (m_state.chip)
            happen(ChipLifted{m_state.chip->uid});
        pass(milliseconds(dice(300)));
        Nfc::Placement placement{oneOf(chips), dice(10) == 0};
        happen(ChipPlaced{placement});
        break;
    }
    case 9:
    case 10:
        if (m_state.chip)
            happen(ChipLifted{m_state.chip->uid});
        break;
    case 11:
    case 12:
    case 13: {
        const QList<quint64> ids = m_charges.keys();
        if (ids.isEmpty())
            break;
        const quint64 id = oneOf(ids);
        if (dice(60) == 0) {
            m_charges.remove(id);
            m_settledNumbers.append(id);
            happen(ChargeFailed{id});
        } else {
            acknowledge(id);
        }
        break;
    }
    case 14:
    case 15:
    case 16:
        if (m_start != 0 && !m_framed) {
            if (dice(6) == 0) {
                const quint64 start = std::exchange(m_start, 0);
                m_playing = false;
                m_position = 0ns;
                happen(FilmFailed{start, static_cast<FilmFailure>(dice(6))});
            } else {
                m_framed = true;
                m_inVain = 0;
                happen(FilmFirstFrame{m_start});
            }
        }
        break;
    case 17:
        if (m_start == 0 || !m_framed)
            break;
        m_stalled = !m_stalled;
        if (m_stalled)
            happen(FilmStalled{m_start});
        else
            happen(FilmResumed{m_start});
        break;
    case 18:
        if (m_start == 0 || !m_framed || dice(3) != 0)
            break;
        {
            const quint64 start = std::exchange(m_start, 0);
            m_playing = m_framed = m_stalled = false;
            // As a player that let go of its film
            const auto position = std::chrono::floor<milliseconds>(std::exchange(m_position, 0ns));
            if (dice(8) == 0)
                happen(FilmFailed{start, static_cast<FilmFailure>(dice(6))});
            else
                happen(FilmEnded{start, dice(5) != 0, dice(4) != 0 ? std::optional(position) : std::nullopt});
        }
        break;
    case 19:
        if (!m_startQuestions.isEmpty()) {
            const quint64 question = answer(m_startQuestions);
            switch (dice(12)) {
            case 0:
                happen(SessionStartAnswered{question, SessionUnanswered{}});
                break;
            case 1:
                happen(SessionStartAnswered{question, SessionLimit{}});
                break;
            case 2:
                happen(SessionStartAnswered{question, SessionDenied{}});
                break;
            default: {
                const auto session = idOf<Api::SessionId>(++m_sessionNumber);
                m_ended.insert(session, 0);
                ++sessions;
                happen(SessionStartAnswered{question, SessionOpened{session}});
            }
            }
        }
        break;
    case 20:
        if (!m_beatQuestions.isEmpty()) {
            const quint64 question = answer(m_beatQuestions);
            static const QList<BeatAnswer> answers{BeatAgreed{},        BeatAgreed{},     BeatAgreed{},
                                                   SessionUnanswered{}, SessionUnknown{}, SessionLimit{}};
            happen(BeatAnswered{question, oneOf(answers)});
        }
        break;
    case 21:
        if (!m_lookups.isEmpty()) {
            const quint64 question = answer(m_lookups);
            const QList<LookupAnswer> answers{LookupFound{{{}, {}, {{film(7, 30s), {}}}, true}},
                                              LookupUnknown{}, LookupLimit{}, LookupFailed{}};
            happen(LookupAnswered{question, oneOf(answers)});
        }
        break;
    case 22: {
        const QList<KioskEvent> wishes{ChildChosen{oneOf(QList{otter, badger, wren})},
                                       ChildChangeWished{},
                                       LeaveWished{},
                                       NextWished{},
                                       PreviousWished{},
                                       RestartWished{},
                                       PauseToggled{},
                                       SeekWished{std::chrono::seconds(dice(60) - 30)}};
        const KioskEvent wish = oneOf(wishes);
        happen(wish);
        if (dice(4) == 0)
            happen(wish);
        break;
    }
    case 23:
        switch (dice(13)) {
        case 12:
            m_around.web = dice(2) == 0 ? WebAccess::Ready : static_cast<WebAccess>(dice(4));
            break;
        case 9:
            m_rules = {};
            if (dice(3) == 0)
                m_rules.untilBedtime = std::chrono::seconds(dice(600));
            m_rules.enough = dice(6) == 0;
            m_rules.paused = dice(6) == 0;
            if (dice(3) == 0)
                m_rules.offlineShare = std::chrono::minutes(dice(20));
            break;
        case 10:
            m_around.chapters.clear();
            for (int chapter = 1, count = dice(5); chapter <= count; ++chapter)
                m_around.chapters.append(std::chrono::seconds(9 * chapter));
            break;
        case 11: {
            KidPlan plan;
            plan.highestRating = dice(3) == 0 ? Api::AgeRating::G : Api::AgeRating::R;
            plan.overrun = std::chrono::minutes(dice(11));
            m_around.settings.plans[otter] = plan;
            break;
        }
        case 0:
            m_around.server = static_cast<ServerState>(dice(4));
            break;
        case 1:
            m_around.reader = dice(2) == 0 ? ReaderState::Missing : ReaderState::Present;
            break;
        case 2:
            m_around.settings.mode = dice(2) == 0 ? ReaderMode::Hold : ReaderMode::Tap;
            break;
        case 3:
            m_around.settings.ending = static_cast<Ending>(dice(3));
            break;
        case 4:
            m_around.settings.strict = dice(4) == 0;
            break;
        case 5:
            m_around.parentsInside = dice(4) == 0;
            break;
        case 6:
            if (dice(2) == 0)
                m_around.kept.insert(videoOf(1 + dice(5)));
            else
                m_around.kept.clear();
            break;
        case 7:
            m_around.settings.secondChip = static_cast<SecondChip>(dice(3));
            m_around.settings.sameChip = static_cast<SameChip>(dice(4));
            m_around.settings.fromStart = dice(4) == 0;
            break;
        case 8:
            if (dice(6) == 0) { // a new day: the books of the former one are closed
                bool underWay = !m_charges.isEmpty() || m_start != 0;
                if (!underWay) {
                    m_money.clear();
                    m_grants.clear();
                    m_serverLimit.clear();
                    std::get<BonusChip>(m_around.house[bonus]).spent = false; // a parent fills it
                    m_granted = 0ms;
                    m_day = m_day.addDays(1 + dice(10));
                }
            }
            break;
        }
        happen(SurroundingsChanged{});
        break;
    case 24:
        if (!m_spendings.isEmpty())
            answerBonus();
        break;
    default:
        // What was answered is over; so are starts of the player that were replaced.
        if (!m_settledNumbers.isEmpty()) {
            const quint64 old = oneOf(m_settledNumbers);
            const auto session = idOf<Api::SessionId>(999'999);
            checkLate(LookupAnswered{old, LookupUnknown{}});
            checkLate(SessionStartAnswered{old, SessionOpened{session}});
            checkLate(BeatAnswered{old, SessionLimit{}});
            checkLate(Charged{old});
            checkLate(ChargeFailed{old});
            checkLate(BonusAnswered{old, BonusOutcome::Granted});
        }
        if (m_starts > 0 && m_start != m_starts) {
            checkLate(FilmFirstFrame{m_starts});
            checkLate(FilmStalled{m_starts});
            checkLate(FilmEnded{m_starts, true});
            checkLate(FilmFailed{m_starts, FilmFailure::Broken});
        }
        break;
    }
}

/// As the store does: the first grant empties the chip, every further one finds it so.
void World::answerBonus()
{
    const SpendBonus wish = m_spendings.takeAt(dice(static_cast<int>(m_spendings.size())));
    auto &chip = std::get<BonusChip>(m_around.house[bonus]);
    BonusOutcome outcome = BonusOutcome::Empty;
    if (!chip.spent && dice(8) == 0) {
        outcome = BonusOutcome::NotWritable;
    } else if (!std::exchange(chip.spent, true)) {
        outcome = BonusOutcome::Granted;
        const Money money = m_money.value(wish.child);
        m_grants[wish.child].append({chip.amount, money.charged - money.returned});
        m_granted += chip.amount;
        ++bonuses;
    }
    promise(m_granted <= 15min, QStringLiteral("a bonus was given twice"));
    m_settledNumbers.append(wish.question);
    happen(BonusAnswered{wish.question, outcome});
}

void World::finish()
{
    happen(Stopping{});
    while (!m_spendings.isEmpty())
        answerBonus();
    const QList<quint64> questions = m_startQuestions;
    for (const quint64 question : questions) {
        const auto session = idOf<Api::SessionId>(++m_sessionNumber);
        m_ended.insert(session, 0);
        ++sessions;
        happen(SessionStartAnswered{question, SessionOpened{session}});
    }
    const QList<quint64> ids = m_charges.keys();
    for (const quint64 id : ids) {
        acknowledge(id);
    }
    promise(m_start == 0 || !m_playing, QStringLiteral("a film plays on after the end"));
    for (auto it = m_ended.cbegin(); it != m_ended.cend(); ++it)
        promise(it.value() == 1,
                QStringLiteral("session %1 was ended %2 times").arg(it.key().toString()).arg(it.value()));
    for (auto it = m_sittings.cbegin(); it != m_sittings.cend(); ++it)
        promise(it.value() == 2, QStringLiteral("a sitting was never ended"));
    promise(m_state.parted.isEmpty(), QStringLiteral("a question that nobody remembers"));
    promise(m_state.orphans.isEmpty(), QStringLiteral("a charge that nobody remembers"));
    promise(m_state.spendings.isEmpty(), QStringLiteral("a bonus that nobody remembers"));
}

quint64 fromEnvironment(const char *name, quint64 otherwise)
{
    bool given = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&given);
    return given ? value : otherwise;
}

} // namespace

class TestKioskWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsItsPromises()
    {
        const quint64 seed = fromEnvironment("MEDIO_SEED", std::random_device()());
        const quint64 wanted = fromEnvironment("MEDIO_WALK_EVENTS", 250'000);
        qInfo("seed %llu", static_cast<unsigned long long>(seed));

        QHash<QString, int> visited;
        quint64 events = 0;
        int sessions = 0;
        int bonuses = 0;
        nanoseconds played{0};
        for (quint64 walk = 0; events < wanted; ++walk) {
            World world(seed + walk);
            for (int deeds = 0; deeds < 2000 && world.broken.isEmpty(); ++deeds)
                world.doSomething();
            if (world.broken.isEmpty())
                world.finish();
            QVERIFY2(world.broken.isEmpty(),
                     qPrintable(QStringLiteral("seed %1: %2").arg(seed + walk).arg(world.broken)));
            events += world.events;
            sessions += world.sessions;
            bonuses += world.bonuses;
            played += world.played;
            for (auto it = world.visited.cbegin(); it != world.visited.cend(); ++it)
                visited[it.key()] += it.value();
        }
        qInfo("%llu events, %d sessions, %d bonuses, %lld s played", static_cast<unsigned long long>(events),
              sessions, bonuses,
              static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(played).count()));

        QVERIFY(bonuses > 20);
        // A walk that never came to a situation proves nothing about it.
        static const QStringList names{
            QStringLiteral("WhoIsWatching"), QStringLiteral("Scan"),    QStringLiteral("Sleeping"),
            QStringLiteral("ReaderMissing"), QStringLiteral("Asking"),  QStringLiteral("Waking"),
            QStringLiteral("Opening"),       QStringLiteral("Playing"), QStringLiteral("Turning"),
            QStringLiteral("Paused"),        QStringLiteral("Refused"), QStringLiteral("Celebration"),
            QStringLiteral("GoodNight")};
        for (const QString &name : names)
            QVERIFY2(visited.value(name) > 20, qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestKioskWalk)
#include "tst_kioskwalk.moc"
