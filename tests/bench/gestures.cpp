// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often the reader's decisions invent a chip or a lift, and how often they miss one, in labelled gestures
// that are made up by seed (nfc/simulator/gestures.h): the real poll loop and presence tracker before a
// simulated PN532 at 115200 baud, in simulated time; and what plain debounces make of the same gestures.

#include "tests/support/gesturetrial.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTextStream>

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
    parser.addOptions({gestures, seed, goodTime, loss, noDebounces});
    parser.process(application);

    GestureTrial::Options options;
    options.gestures = std::max(1, parser.value(gestures).toInt());
    options.seed = parser.isSet(seed) ? parser.value(seed).toUInt() : QRandomGenerator::system()->generate();
    if (parser.isSet(goodTime))
        options.coupling.goodTime = std::chrono::milliseconds(std::max(1, parser.value(goodTime).toInt()));
    if (parser.isSet(loss))
        options.coupling.loss = std::clamp(parser.value(loss).toDouble() / 100, 0.0, 0.99);
    out() << "seed " << options.seed << Qt::endl;

    QElapsedTimer timer;
    timer.start();
    const GestureTrial trial(options);
    const Judge judge = trial.byPollLoop();
    out() << "\nmedio's poll loop and presence tracker\n";
    printHead();
    for (const auto &[kind, count] : judge.byKind())
        printRow(kind, count);
    const Judge::Count all = judge.all();
    printRow(u"all"_s, all);

    if (!parser.isSet(noDebounces)) {
        const std::vector<std::chrono::milliseconds> times{300ms, 500ms, 1s, 2s};
        const auto judges = trial.byDebounce(times);
        out() << "\nthe same gestures, plain debounces\n";
        printHead();
        for (size_t i = 0; i < times.size(); ++i)
            printRow(u"%1 ms"_s.arg(times[i].count()), judges[i].all());
    }
    out() << "\n"
          << fixed(double(timer.elapsed()) / 1000, 1) << " s\n"
          << "seed " << options.seed << ", " << all.gestures
          << " gestures: " << fixed(all.per10000(all.phantoms), 3) << " phantoms and "
          << fixed(all.per10000(all.missed), 3) << " missed per 10,000" << Qt::endl;
    return all.per10000(all.phantoms) < 1 && all.per10000(all.missed) < 1 ? 0 : 1;
}
