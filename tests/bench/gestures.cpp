// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often the reader's decisions invent a chip or a lift, and how often they miss one, in labelled gestures
// that are made up by seed (nfc/simulator/gestures.h): the real poll loop and presence tracker before a
// simulated PN532 at 115200 baud, in simulated time; and what plain debounces make of the same gestures.

#include "tests/bench/gesturetable.h"
#include "tests/bench/livereader.h"
#include "tests/support/gesturetrial.h"
#include "tests/support/simulatorprocess.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <memory>
#include <optional>
#include <vector>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The last line, and whether it is within the bound.
int conclude(quint32 seed, const Judge::Count &all, int allowed = 0)
{
    printSum(seed, all);
    const bool isWithin = all.per10000(all.phantoms) < 1 && all.per10000(all.missed) < 1;
    return isWithin || all.phantoms + all.missed <= allowed ? 0 : 1;
}

int playLive(int gestures, int readers, quint32 seed, int allowed, std::optional<Simulator::Gesture> kind)
{
    Judge judge;
    Seeds seeds(gestures, seed, kind);
    std::vector<std::unique_ptr<SimulatorProcess>> simulators;
    std::vector<std::unique_ptr<LiveReader>> all;
    for (int i = 0; i < readers; ++i) {
        auto &simulator = simulators.emplace_back(std::make_unique<SimulatorProcess>());
        if (const QString problem = simulator->start(115200); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        all.push_back(std::make_unique<LiveReader>(
            simulator->connection(),
            [reader = simulator.get()](const QJsonObject &order) { return reader->order(order); }, &seeds,
            &judge));
    }
    waitForAll(judge, gestures);
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
    const QCommandLineOption busy(
        u"busy"_s, u"Mean time that each step of a look waits for a machine with other work (0)."_s, u"MS"_s,
        u"0"_s);
    const QCommandLineOption noDebounces(u"no-debounces"_s, u"Only the reader's own decisions."_s);
    const QCommandLineOption libnfc(u"libnfc"_s, u"So many in real time instead, with the programs."_s,
                                    u"N"_s);
    const QCommandLineOption readers(u"readers"_s, u"At once (24)."_s, u"N"_s, u"24"_s);
    const QCommandLineOption allowed(
        u"allowed"_s, u"In real time, on a machine with other work, so many may be wrong (0)."_s, u"N"_s,
        u"0"_s);
    const QCommandLineOption kind(
        u"kind"_s, u"In real time, all of this kind: %1."_s.arg(Simulator::gestureNames().join(u", "_s)),
        u"NAME"_s);
    parser.addOptions({gestures, seed, goodTime, loss, busy, noDebounces, libnfc, readers, allowed, kind});
    parser.process(application);
    const auto onlyKind = Simulator::gestureByName(parser.value(kind));
    if (parser.isSet(kind) && !onlyKind) {
        QTextStream(stderr) << "gestures: --kind is one of " << Simulator::gestureNames().join(u", "_s)
                            << ", not '" << parser.value(kind) << "'\n";
        return 2;
    }

    GestureTrial::Options options;
    options.gestures = std::max(1, parser.value(gestures).toInt());
    options.seed = parser.isSet(seed) ? parser.value(seed).toUInt() : QRandomGenerator::system()->generate();
    if (parser.isSet(goodTime))
        options.coupling.goodTime = std::chrono::milliseconds(std::max(1, parser.value(goodTime).toInt()));
    if (parser.isSet(loss))
        options.coupling.loss = std::clamp(parser.value(loss).toDouble() / 100, 0.0, 0.99);
    options.busy = std::chrono::milliseconds(std::clamp(parser.value(busy).toInt(), 0, 1000));
    out() << "seed " << options.seed << Qt::endl;

    if (parser.isSet(libnfc))
        return playLive(std::max(1, parser.value(libnfc).toInt()), std::max(1, parser.value(readers).toInt()),
                        options.seed, parser.value(allowed).toInt(), onlyKind);

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
