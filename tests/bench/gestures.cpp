// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often the reader's decisions invent a chip or a lift, and how often they miss one, in labelled gestures
// that are made up by seed (nfc/simulator/gestures.h): the real poll loop and presence tracker before a
// simulated PN532 at 115200 baud, in simulated time; and what plain debounces make of the same gestures.

#include "app/base/chronicle.h"
#include "nfc/readerprocess.h"
#include "tests/support/buildprograms.h"
#include "tests/support/gesturetrial.h"
#include "tests/support/simulatorprocess.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTextStream>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QString fixed(double value, int digits = 2)
{
    return QString::number(value, 'f', digits);
}

void printHead()
{
    out() << "                   gestures   deeds  phantoms   missed  per 10,000 gestures      placed said "
             "after   lifted said after\n"
             "                                                        phantoms   missed        median / p95 "
             "ms     median / p95 ms\n";
}

void printRow(const QString &name, Judge::Count count)
{
    out() << name.leftJustified(17) << QString::number(count.gestures).rightJustified(10)
          << QString::number(count.deeds).rightJustified(9)
          << QString::number(count.phantoms).rightJustified(9)
          << QString::number(count.missed).rightJustified(9)
          << fixed(count.per10000(count.phantoms)).rightJustified(12)
          << fixed(count.per10000(count.missed)).rightJustified(9)
          << u"%1 / %2"_s.arg(quantile(&count.placed, 0.5), 0, 'f', 0)
                 .arg(quantile(&count.placed, 0.95), 0, 'f', 0)
                 .rightJustified(20)
          << u"%1 / %2"_s.arg(quantile(&count.lifted, 0.5), 0, 'f', 0)
                 .arg(quantile(&count.lifted, 0.95), 0, 'f', 0)
                 .rightJustified(20)
          << Qt::endl;
}

/// One reader of its own: pn532-sim, libnfc, medio-reader and the kiosk's side of it, and hands that do
/// gestures.
class LiveReader : public QObject
{
public:
    /// `take` gives the next gesture's seed, or nothing when there are enough.
    LiveReader(quint32 seed, std::function<std::optional<quint32>()> take, Judge *judge)
        : m_chance(seed)
        , m_take(std::move(take))
        , m_judge(judge)
    {
        if (const QString problem = m_simulator.start(115200); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        Nfc::ReaderProcess::Options options;
        options.program = buildProgram(u"medio-reader");
        options.connection = m_simulator.connection();
        m_reader = std::make_unique<Nfc::ReaderProcess>(options);
        connect(m_reader.get(), &Nfc::TagReader::readerFound, this, &LiveReader::next);
        connect(m_reader.get(), &Nfc::TagReader::readerLost, this,
                [](Nfc::ReaderFault, const QString &detail) { qFatal("%s", qPrintable(detail)); });
        connect(m_reader.get(), &Nfc::TagReader::chipPlaced, this, [this](const Nfc::Placement &placement) {
            m_said << Said{Chronicle::now(), Simulator::Trace::Truth::What::Placed, placement.uid};
        });
        connect(m_reader.get(), &Nfc::TagReader::chipLifted, this, [this](const Nfc::Uid &uid) {
            m_said << Said{Chronicle::now(), Simulator::Trace::Truth::What::Lifted, uid};
        });
        m_reader->start();
    }

private:
    void next()
    {
        const auto seed = m_take();
        if (!seed)
            return;
        const Nfc::Uid chip = *Nfc::Uid::fromString(u"04:A1:B2:C3:D4:E5:F6"_s);
        const Nfc::Uid other = *Nfc::Uid::fromString(u"04:11:22:33:44:55:66"_s);
        const auto gesture = Simulator::anyGesture(m_chance);
        m_trace = Simulator::traceOf(gesture, chip, other, *seed);
        m_start = Chronicle::now();
        const QJsonObject answer = m_simulator.order({{u"do"_s, u"gesture"_s},
                                                      {u"kind"_s, m_trace.kind},
                                                      {u"uid"_s, chip.toString()},
                                                      {u"other"_s, other.toString()},
                                                      {u"seed"_s, static_cast<qint64>(*seed)}});
        if (!answer.value("ok"_L1).toBool())
            qFatal("%s", qPrintable(answer.value("error"_L1).toString()));
        const auto end = std::chrono::ceil<std::chrono::milliseconds>(m_trace.end() + Judge::patience);
        QTimer::singleShot(end + 20ms, Qt::PreciseTimer, this, [this] {
            m_judge->judge(m_trace, m_start, m_said);
            m_said.clear();
            next();
        });
    }

    Simulator::Chance m_chance;
    const std::function<std::optional<quint32>()> m_take;
    Judge *m_judge;
    SimulatorProcess m_simulator;
    std::unique_ptr<Nfc::ReaderProcess> m_reader;
    Simulator::Trace m_trace;
    Judge::Time m_start{0};
    QList<Said> m_said;
};

void print(const Judge &judge)
{
    printHead();
    for (const auto &[kind, count] : judge.byKind())
        printRow(kind, count);
    printRow(u"all"_s, judge.all());
}

/// The last line, and whether it is within the bound.
int conclude(quint32 seed, const Judge::Count &all, int allowed = 0)
{
    out() << "seed " << seed << ", " << all.gestures << " gestures: " << fixed(all.per10000(all.phantoms), 3)
          << " phantoms and " << fixed(all.per10000(all.missed), 3) << " missed per 10,000" << Qt::endl;
    const bool isWithin = all.per10000(all.phantoms) < 1 && all.per10000(all.missed) < 1;
    return isWithin || all.phantoms + all.missed <= allowed ? 0 : 1;
}

int playLive(int gestures, int readers, quint32 seed, int allowed)
{
    Judge judge;
    Simulator::Chance chance(seed);
    int left = gestures;
    const auto take = [&]() -> std::optional<quint32> {
        if (left == 0)
            return std::nullopt;
        --left;
        return chance.seed() >> 1; // an order's number is an int
    };
    std::vector<std::unique_ptr<LiveReader>> all;
    all.reserve(static_cast<std::size_t>(readers));
    for (int i = 0; i < readers; ++i)
        all.push_back(std::make_unique<LiveReader>(chance.seed(), take, &judge));
    QTimer done;
    QObject::connect(&done, &QTimer::timeout, QCoreApplication::instance(), [&] {
        if (judge.all().gestures == gestures)
            QCoreApplication::quit();
    });
    done.start(500ms);
    QCoreApplication::exec();
    out() << "\nlibnfc, medio-reader and the kiosk's side, in real time, " << readers << " readers at once\n";
    print(judge);
    out() << '\n';
    return conclude(seed, judge.all(), allowed);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption gestures(u"gestures"_s, u"How many (1000000)."_s, u"N"_s, u"1000000"_s);
    const QCommandLineOption seed(u"seed"_s, u"Of the gestures (a random one, printed)."_s, u"N"_s);
    const QCommandLineOption goodTime(u"good-time"_s, u"Mean time between two fades of a weak chip."_s,
                                      u"MS"_s);
    const QCommandLineOption loss(u"loss"_s, u"Frames a weak chip loses between its fades."_s, u"PERCENT"_s);
    const QCommandLineOption noDebounces(u"no-debounces"_s, u"Only the reader's own decisions."_s);
    const QCommandLineOption libnfc(u"libnfc"_s, u"So many in real time instead, with the programs."_s,
                                    u"N"_s);
    const QCommandLineOption readers(u"readers"_s, u"At once (24)."_s, u"N"_s, u"24"_s);
    const QCommandLineOption allowed(
        u"allowed"_s, u"In real time, on a machine with other work, so many may be wrong (0)."_s, u"N"_s,
        u"0"_s);
    parser.addOptions({gestures, seed, goodTime, loss, noDebounces, libnfc, readers, allowed});
    parser.process(application);

    GestureTrial::Options options;
    options.gestures = std::max(1, parser.value(gestures).toInt());
    options.seed = parser.isSet(seed) ? parser.value(seed).toUInt() : QRandomGenerator::system()->generate();
    if (parser.isSet(goodTime))
        options.coupling.goodTime = std::chrono::milliseconds(std::max(1, parser.value(goodTime).toInt()));
    if (parser.isSet(loss))
        options.coupling.loss = std::clamp(parser.value(loss).toDouble() / 100, 0.0, 0.99);
    out() << "seed " << options.seed << Qt::endl;

    if (parser.isSet(libnfc))
        return playLive(std::max(1, parser.value(libnfc).toInt()), std::max(1, parser.value(readers).toInt()),
                        options.seed, parser.value(allowed).toInt());

    QElapsedTimer timer;
    timer.start();
    const GestureTrial trial(options);
    const Judge judge = trial.byPollLoop();
    out() << "\nmedio's poll loop and presence tracker\n";
    print(judge);

    if (!parser.isSet(noDebounces)) {
        const std::vector<std::chrono::milliseconds> times{300ms, 500ms, 1s, 2s};
        const auto judges = trial.byDebounce(times);
        out() << "\nthe same gestures, plain debounces\n";
        printHead();
        for (size_t i = 0; i < times.size(); ++i)
            printRow(u"%1 ms"_s.arg(times[i].count()), judges[i].all());
    }
    out() << "\n" << fixed(double(timer.elapsed()) / 1000, 1) << " s" << Qt::endl;
    return conclude(options.seed, judge.all());
}
