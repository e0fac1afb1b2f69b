// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the faults of a reader do to the kiosk: each fault, while nothing lies there, while a chip rests and
// while a film plays. The real flow, the real medio-reader with libnfc and pn532-sim; the player, the disk
// and the server are stand-ins. Several worlds at once, since each mostly waits. With --soak: random faults
// for so long.

#include "app/base/chronicle.h"
#include "nfc/readerprocess.h"
#include "nfc/simulator/chance.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/buildprograms.h"
#include "tests/support/fakeflowparts.h"
#include "tests/support/simulatorprocess.h"

#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <vector>

using namespace Medio;
using namespace Medio::Flow;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto longestRecovery = 5s;
constexpr auto shortFault = 2s;     // stops no film
constexpr qint64 mostGrowth = 1024; // KiB; what a soak may show beside the noise of an allocator
// When no word of a loss has come until then, none will.
constexpr auto silenceAfterAFault = 4s;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

double inMs(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// What goes wrong, by orders to the simulator; `length` later what ends it.
struct Fault
{
    QString name;
    QList<QJsonObject> begin;
    milliseconds length{0};
    QList<QJsonObject> end = {};
};

QJsonObject order(const char *deed)
{
    return {{u"do"_s, QString::fromLatin1(deed)}};
}

QJsonObject damaged(const char *kind, int times, int command = 0)
{
    QJsonObject keys{{u"do"_s, u"fault"_s}, {u"kind"_s, QString::fromLatin1(kind)}, {u"times"_s, times}};
    if (command != 0)
        keys.insert(u"command"_s, command);
    return keys;
}

QList<Fault> allFaults()
{
    constexpr int getFirmware = 0x02;
    constexpr int inDataExchange = 0x40;
    constexpr int listTargets = 0x4a;
    QList<Fault> faults{
        {u"mute 0.3 s"_s, {order("mute")}, 300ms, {order("unmute")}},
        {u"mute 1.5 s"_s, {order("mute")}, 1500ms, {order("unmute")}},
        {u"mute 6 s"_s, {order("mute")}, 6000ms, {order("unmute")}},
        {u"late once"_s, {{{u"do"_s, u"fault"_s}, {u"kind"_s, u"late"_s}, {u"ms"_s, 600}}}},
        {u"late 5 times"_s,
         {{{u"do"_s, u"fault"_s}, {u"kind"_s, u"late"_s}, {u"ms"_s, 600}, {u"times"_s, 5}}}},
        {u"garbled 0.5 s"_s, {{{u"do"_s, u"garble"_s}, {u"ms"_s, 500}}}, 500ms},
        {u"garbled 1.5 s"_s, {{{u"do"_s, u"garble"_s}, {u"ms"_s, 1500}}}, 1500ms},
        {u"power-cycled"_s, {order("power-cycle")}},
        {u"pulled 0.5 s"_s, {order("unplug")}, 500ms, {order("plug")}},
        {u"pulled 1.5 s"_s, {order("unplug")}, 1500ms, {order("plug")}},
        {u"pulled 6 s"_s, {order("unplug")}, 6000ms, {order("plug")}},
        // libnfc 1.8.0 dies of these three.
        {u"bad ATS"_s, {damaged("bad-ats", 1)}},
        {u"NAD"_s, {damaged("nad", 1), order("power-cycle")}},
        {u"no firmware"_s, {damaged("no-firmware", 1, getFirmware), order("power-cycle")}},
    };
    for (const char *kind : {"ack-lost", "nack", "answer-lost", "truncated", "wrong-sum", "wrong-code",
                             "syntax-error", "garbage", "junk"}) {
        faults << Fault{QString::fromLatin1(kind), {damaged(kind, 1)}};
        faults << Fault{QString::fromLatin1(kind) + u" x4"_s, {damaged(kind, 4)}};
    }
    faults << Fault{u"empty exchange"_s, {damaged("empty", 1, inDataExchange)}};
    faults << Fault{u"wrong-length"_s, {damaged("wrong-length", 3, listTargets)}};
    return faults;
}

enum class Situation { Idle, Resting, Playing };
constexpr std::array situations{Situation::Idle, Situation::Resting, Situation::Playing};

QString nameOf(Situation situation)
{
    return situation == Situation::Idle      ? u"idle"_s
           : situation == Situation::Resting ? u"resting"_s
                                             : u"playing"_s;
}

/// Made before the reader that reads it.
struct WithSimulator
{
    SimulatorProcess simulator;
};

/// A kiosk with its reader.
class Kiosk : public QObject, public WithSimulator, public FakeFlowParts<Nfc::ReaderProcess>
{
public:
    Kiosk()
        : FakeFlowParts(optionsFor(&simulator))
    {
        KioskSettings chosen;
        chosen.child = Testing::otter;
        settings.save(chosen);
        catalogue.replace(Testing::family());
        connect(&reader, &Nfc::TagReader::readerFound, this, [this] {
            isThere = true;
            foundAt = Chronicle::now();
        });
        connect(&reader, &Nfc::TagReader::readerLost, this, [this] {
            isThere = false;
            ++losses;
        });
        connect(&reader, &Nfc::TagReader::chipPlaced, this, [this](const Nfc::Placement &placement) {
            fresh += placement.resting ? 0 : 1;
            chip = placement.uid;
        });
        connect(&reader, &Nfc::TagReader::chipLifted, this, [this] {
            ++lifts;
            chip.reset();
        });
        // Every film is at hand.
        connect(&m_film, &QTimer::timeout, this, [this] {
            if (player.present() != 0 && std::exchange(m_shown, player.present()) != player.present()) {
                player.sayOpened();
                player.sayFirstFrame();
            }
        });
        m_film.start(5ms);
        flow.start();
        reader.start();
        flow.setServerState(ServerState::Online);
    }

    [[nodiscard]] bool plays() const
    {
        return std::holds_alternative<Playing>(flow.state().at) && player.playing;
    }

    KioskFlow flow{parts()};

    // What was said
    bool isThere = false;
    std::chrono::nanoseconds foundAt{0};
    std::optional<Nfc::Uid> chip;
    int fresh = 0;
    int lifts = 0;
    int losses = 0;

private:
    QTimer m_film;
    Player::Start m_shown = 0;

    static Nfc::ReaderProcess::Options optionsFor(SimulatorProcess *simulator)
    {
        if (const QString problem = simulator->start(115200); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        Nfc::ReaderProcess::Options options;
        options.program = buildProgram(u"medio-reader");
        options.connection = simulator->connection();
        return options;
    }
};

/// What became of one fault in one situation.
struct Result
{
    int runs = 0;
    int lost = 0;                 ///< the reader was said to be lost meanwhile
    int dead = 0;                 ///< not back in time
    int stopped = 0;              ///< a film, by a short fault
    int phantoms = 0;             ///< placements and lifts that nobody did
    std::vector<double> recovery; ///< ms from the end of the fault until a chip is noticed again
};
using Results = std::map<std::pair<QString, Situation>, Result>;

struct Case
{
    Fault fault;
    Situation situation;
};

/// One case after the other, as long as there are some.
class World : public QObject
{
public:
    World(std::function<std::optional<Case>()> take, Results *results)
        : m_take(std::move(take))
        , m_results(results)
    {
        m_poll.setInterval(5ms);
        connect(&m_poll, &QTimer::timeout, this, [this] {
            if ((m_until && m_until()) || Chronicle::now() > m_deadline)
                proceed();
        });
        m_poll.start();
        wait(
            30s, [this] { return m_kiosk.isThere; }, [this] { next(); });
    }

    [[nodiscard]] bool isOver() const { return m_isOver; }
    [[nodiscard]] Kiosk &kiosk() { return m_kiosk; }

private:
    /// Goes on with `then` when `until` holds, or after `longest`.
    void wait(std::chrono::nanoseconds longest, std::function<bool()> until, std::function<void()> then)
    {
        m_deadline = Chronicle::now() + longest;
        m_until = std::move(until);
        m_then = std::move(then);
    }
    void proceed()
    {
        m_until = nullptr;
        m_deadline = std::chrono::nanoseconds::max();
        if (const auto then = std::exchange(m_then, nullptr))
            then();
    }
    void order(const QList<QJsonObject> &orders)
    {
        for (const QJsonObject &order : orders)
            if (!m_kiosk.simulator.order(order).value("ok"_L1).toBool())
                qFatal("the simulator refused %s", qPrintable(order.value("do"_L1).toString()));
    }

    void next()
    {
        const auto what = m_take();
        if (!what) {
            m_isOver = true;
            m_poll.stop();
            return;
        }
        m_case = *what;
        const bool plays = m_case->situation == Situation::Playing;
        if (m_case->situation == Situation::Idle)
            return wait(
                600ms, [] { return false; }, [this] { strike(); });
        m_kiosk.simulator.place((plays ? Testing::owl : Testing::empty).toString());
        wait(
            longestRecovery, [this, plays] { return plays ? m_kiosk.plays() : m_kiosk.chip.has_value(); },
            [this] {
                wait(
                    1200ms, [] { return false; }, [this] { strike(); });
            });
    }

    void strike()
    {
        m_before = {m_kiosk.fresh, m_kiosk.lifts, m_kiosk.losses, m_kiosk.player.stops,
                    static_cast<int>(m_kiosk.player.fades.size())};
        m_wasPlaying = m_kiosk.plays();
        m_wasStopped = false;
        order(m_case->fault.begin);
        wait(
            m_case->fault.length, [this] { return watchTheFilm(); },
            [this] {
                order(m_case->fault.end);
                m_faultEnded = Chronicle::now();
                // Losing it may take a moment, finding it another.
                wait(
                    silenceAfterAFault, [this] { return watchTheFilm(); }, [this] { probe(); });
            });
    }

    bool watchTheFilm()
    {
        m_wasStopped = m_wasStopped || (m_wasPlaying && !m_kiosk.plays());
        return false;
    }

    /// Whether hands are noticed again: what lies there is lifted, or a chip is placed first. A fault that
    /// waits for a chip strikes only now: it may make it a resting one.
    void probe()
    {
        Result &result = (*m_results)[{m_case->fault.name, m_case->situation}];
        ++result.runs;
        result.lost += m_kiosk.losses > m_before.losses ? 1 : 0;
        result.phantoms += (m_kiosk.fresh - m_before.fresh) + (m_kiosk.lifts - m_before.lifts);
        const bool isLost = m_case->situation == Situation::Playing && (!m_wasPlaying || m_wasStopped);
        result.stopped += isLost && m_case->fault.length < shortFault ? 1 : 0;
        if (!m_kiosk.isThere)
            return wait(
                longestRecovery - silenceAfterAFault, [this] { return m_kiosk.isThere; },
                [this] { m_kiosk.isThere ? use() : fail(); });
        use();
    }

    /// It never came back: nothing can be tried with it.
    void fail()
    {
        ++(*m_results)[{m_case->fault.name, m_case->situation}].dead;
        wait(
            60s, [this] { return m_kiosk.isThere; }, [this] { liftAtTheEnd(); });
    }

    void use()
    {
        Result &result = (*m_results)[{m_case->fault.name, m_case->situation}];
        const auto back = m_kiosk.losses > m_before.losses ? m_kiosk.foundAt - m_faultEnded : 0ns;
        result.recovery.push_back(std::max(0.0, inMs(back)));
        if (m_case->situation == Situation::Idle) {
            m_kiosk.simulator.place(Testing::empty.toString());
            return wait(
                longestRecovery - silenceAfterAFault, [this] { return m_kiosk.chip.has_value(); },
                [this] { liftAtTheEnd(); });
        }
        liftAtTheEnd();
    }

    void liftAtTheEnd()
    {
        if (m_case->situation == Situation::Idle && !m_kiosk.chip)
            ++(*m_results)[{m_case->fault.name, m_case->situation}].dead;
        m_lifts = m_kiosk.lifts;
        m_kiosk.simulator.lift();
        wait(
            longestRecovery, [this] { return m_kiosk.lifts > m_lifts; },
            [this] {
                if (m_kiosk.lifts == m_lifts)
                    ++(*m_results)[{m_case->fault.name, m_case->situation}].dead;
                m_kiosk.flow.leave();
                wait(
                    300ms, [] { return false; }, [this] { next(); });
            });
    }

    struct Counts
    {
        int fresh = 0;
        int lifts = 0;
        int losses = 0;
        int stops = 0;
        int fades = 0;
    };

    const std::function<std::optional<Case>()> m_take;
    Results *m_results;
    Kiosk m_kiosk;
    QTimer m_poll;
    std::function<bool()> m_until;
    std::function<void()> m_then;
    std::chrono::nanoseconds m_deadline = std::chrono::nanoseconds::max();
    std::optional<Case> m_case;
    Counts m_before;
    std::chrono::nanoseconds m_faultEnded{0};
    bool m_wasPlaying = false;
    bool m_wasStopped = false;
    int m_lifts = 0;
    bool m_isOver = false;
};

int playMatrix(int times, int worlds, const QString &only)
{
    QList<Case> cases;
    const QList<Fault> faults = allFaults();
    for (int i = 0; i < times; ++i)
        for (const Fault &fault : faults)
            for (const Situation situation : situations)
                if (only.isEmpty() || fault.name.contains(only))
                    cases << Case{fault, situation};
    Results results;
    const auto take = [&]() -> std::optional<Case> {
        return cases.isEmpty() ? std::nullopt : std::optional(cases.takeFirst());
    };
    std::vector<std::unique_ptr<World>> all;
    all.reserve(static_cast<std::size_t>(worlds));
    for (int i = 0; i < worlds; ++i)
        all.push_back(std::make_unique<World>(take, &results));
    QTimer done;
    QObject::connect(&done, &QTimer::timeout, QCoreApplication::instance(), [&] {
        if (std::all_of(all.begin(), all.end(), [](const auto &world) { return world->isOver(); }))
            QCoreApplication::quit();
    });
    done.start(200ms);
    QCoreApplication::exec();

    out() << "fault              situation  runs  said lost  not back  film stopped  phantoms  back after "
             "median / max ms\n";
    Result sum;
    for (auto &[key, result] : results) {
        std::sort(result.recovery.begin(), result.recovery.end());
        if (result.recovery.empty())
            result.recovery.push_back(inMs(longestRecovery));
        out() << key.first.leftJustified(19) << nameOf(key.second).leftJustified(9)
              << QString::number(result.runs).rightJustified(6)
              << QString::number(result.lost).rightJustified(11)
              << QString::number(result.dead).rightJustified(10)
              << QString::number(result.stopped).rightJustified(14)
              << QString::number(result.phantoms).rightJustified(10)
              << u"%1 / %2"_s.arg(result.recovery[result.recovery.size() / 2], 0, 'f', 0)
                     .arg(result.recovery.back(), 0, 'f', 0)
                     .rightJustified(28)
              << '\n';
        sum.runs += result.runs;
        sum.dead += result.dead;
        sum.stopped += result.stopped;
        sum.phantoms += result.phantoms;
    }
    out() << '\n'
          << sum.runs << " faults: " << sum.dead << " not recovered within 5 s, " << sum.stopped
          << " films stopped by a fault shorter than 2 s, " << sum.phantoms << " phantom events" << Qt::endl;
    return sum.dead + sum.stopped + sum.phantoms == 0 ? 0 : 1;
}

/// Memory in KiB and open files of a process.
std::pair<qint64, qint64> sizeOf(qint64 process)
{
    QFile file(u"/proc/%1/statm"_s.arg(process));
    const qint64 pages = file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : 0;
    const auto files =
        QDir(u"/proc/%1/fd"_s.arg(process)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    return {pages * sysconf(_SC_PAGESIZE) / 1024, files.size()};
}

/// Random faults one after the other, at most 2 s each, with so long between them that a reader which is not
/// back in time is seen, and how long it was not there when nothing was wrong.
int soak(std::chrono::seconds length, quint32 seed)
{
    Kiosk kiosk;
    Simulator::Chance chance(seed);
    const QList<Fault> faults = allFaults();
    std::chrono::nanoseconds lastFault = Chronicle::now();
    std::chrono::nanoseconds longestDead{0};
    int count = 0;
    int deadPeriods = 0;
    bool isWrong = false;
    bool wasDead = false;

    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &kiosk, [&] {
        if (isWrong || kiosk.isThere) {
            wasDead = false;
            return;
        }
        const auto dead = Chronicle::now() - lastFault;
        longestDead = std::max(longestDead, dead);
        if (dead > longestRecovery && !std::exchange(wasDead, true))
            ++deadPeriods;
    });
    watch.start(20ms);

    std::function<void()> strike = [&] {
        const Fault &fault = faults[chance.below(static_cast<int>(faults.size()))];
        ++count;
        isWrong = true;
        for (const QJsonObject &step : fault.begin)
            kiosk.simulator.order(step);
        QTimer::singleShot(std::min(fault.length, milliseconds(2000)), &kiosk, [&, end = fault.end] {
            for (const QJsonObject &step : end)
                kiosk.simulator.order(step);
            isWrong = false;
            lastFault = Chronicle::now();
            const auto pause = std::chrono::floor<milliseconds>(
                chance.between(longestRecovery + 500ms, longestRecovery + 3s));
            QTimer::singleShot(pause, &kiosk, strike);
            if (chance.happens(0.5)) { // and a hand meanwhile
                if (kiosk.simulator.order(order("state")).value("uid"_L1).isNull())
                    kiosk.simulator.place(Testing::owl.toString());
                else
                    kiosk.simulator.lift();
            }
        });
    };

    std::pair<qint64, qint64> ownBefore;
    QHash<qint64, std::pair<qint64, qint64>> firstSeen;
    QHash<qint64, std::pair<qint64, qint64>> lastSeen;
    QTimer measure;
    QObject::connect(&measure, &QTimer::timeout, &kiosk, [&] {
        if (const qint64 process = kiosk.reader.processId(); process != 0 && kiosk.isThere) {
            const auto size = sizeOf(process);
            firstSeen.insert(process, firstSeen.value(process, size));
            lastSeen.insert(process, size);
        }
    });
    measure.start(1s);

    QTimer::singleShot(3s, &kiosk, strike);
    QTimer::singleShot(length / 10, &kiosk, [&] { ownBefore = sizeOf(getpid()); });
    QTimer::singleShot(length, &kiosk, [] { QCoreApplication::quit(); });
    QCoreApplication::exec();

    const auto ownAfter = sizeOf(getpid());
    qint64 memory = 0;
    qint64 files = 0;
    for (auto it = lastSeen.cbegin(); it != lastSeen.cend(); ++it) {
        memory = std::max(memory, it.value().first - firstSeen[it.key()].first);
        files = std::max(files, it.value().second - firstSeen[it.key()].second);
    }
    out() << "kiosk's side: " << ownBefore.first << " KiB, " << ownBefore.second
          << " files after a tenth of the time; " << ownAfter.first << " KiB, " << ownAfter.second
          << " files in the end\n"
          << "medio-reader: " << lastSeen.size() << " runs, at most " << memory << " KiB and " << files
          << " files more at a run's end than at its begin\n"
          << "seed " << seed << ", " << length.count() << " s, " << count << " faults: " << deadPeriods
          << " dead periods over 5 s (longest " << inMs(longestDead) / 1000 << " s)" << Qt::endl;
    const bool grew = ownAfter.first > ownBefore.first + mostGrowth || memory > mostGrowth ||
                      ownAfter.second > ownBefore.second + 2 || files > 1;
    return deadPeriods == 0 && !grew ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption times(u"times"_s, u"How often each (20)."_s, u"N"_s, u"20"_s);
    const QCommandLineOption worlds(u"worlds"_s, u"At once (24)."_s, u"N"_s, u"24"_s);
    const QCommandLineOption only(u"only"_s, u"Faults with this in their name."_s, u"TEXT"_s);
    const QCommandLineOption soakOption(u"soak"_s, u"Random faults for so many minutes instead."_s,
                                        u"MINUTES"_s);
    const QCommandLineOption seed(u"seed"_s, u"Of the random faults (a random one, printed)."_s, u"N"_s);
    parser.addOptions({times, worlds, only, soakOption, seed});
    parser.process(application);

    if (parser.isSet(soakOption)) {
        const auto minutes = std::max(0.1, parser.value(soakOption).remove(u'm').toDouble());
        return soak(std::chrono::seconds(static_cast<int>(minutes * 60)),
                    parser.isSet(seed) ? parser.value(seed).toUInt()
                                       : QRandomGenerator::system()->generate());
    }
    return playMatrix(std::max(1, parser.value(times).toInt()), std::max(1, parser.value(worlds).toInt()),
                      parser.value(only));
}
