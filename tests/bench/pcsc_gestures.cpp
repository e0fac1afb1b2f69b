// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the PC/SC path makes of the gestures of tests/bench/gestures: in simulated time, with readers that
// look into their field more and less often, by the real PcscTransport, poll loop and presence tracker, and
// what it would be if each word of pcscd were told at once; then in real time through the real pcscd and its
// virtual readers, which it asks every 0.4 s. A tap shorter than the reader's rhythm is seen by nobody: so
// these figures are reported, not bounded.

#include "nfc/simulator/virtualcard/cardhands.h"
#include "tests/bench/gesturetable.h"
#include "tests/bench/livereader.h"
#include "tests/support/gesturetrial.h"
#include "tests/support/privatepcscd.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRandomGenerator>

#include <memory>
#include <vector>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void playInSimulatedTime(const GestureTrial::Options &options)
{
    const GestureTrial trial(options);
    out() << "\nin simulated time, by how often the reader looks into its field\n";
    printHead();
    for (const auto period : {50ms, 100ms, 250ms, 400ms}) {
        printRow(u"%1 ms"_s.arg(period.count()), trial.byPcsc(period).all());
        printRow(u"%1 ms, at once"_s.arg(period.count()), trial.byPcsc(period, GestureTrial::atOnce).all());
    }
}

/// pcscd's two virtual readers
Judge playLive(int gestures, quint32 seed)
{
    Judge judge;
    Seeds seeds(gestures, seed);
    PrivatePcscd pcscd;
    if (const QString problem = pcscd.start(); !problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    struct Place
    {
        Place(quint16 number, Seeds *seeds, Judge *judge)
            : link(Simulator::VpcdLink::firstPort + number, seeds->ofAReader())
            , hands(link, seeds->ofAReader())
            , reader(
                  u"pcsc:Virtual PCD 00 0%1"_s.arg(number),
                  [this](const QJsonObject &order) {
                      const auto answer = hands.obey(order);
                      return answer ? QJsonObject{{u"ok"_s, true}}
                                    : QJsonObject{{u"ok"_s, false}, {u"error"_s, answer.error()}};
                  },
                  seeds, judge)
        {
        }
        Simulator::VpcdLink link;
        Simulator::CardHands hands;
        LiveReader reader;
    };
    const Place left(0, &seeds, &judge);
    const Place right(1, &seeds, &judge);
    waitForAll(judge, gestures);
    return judge;
}

} // namespace

int main(int argc, char **argv)
{
    const QString whyNot = PrivatePcscd::moveIntoOwnNamespaces();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption gestures(u"gestures"_s, u"In simulated time, for each row (100000)."_s, u"N"_s,
                                      u"100000"_s);
    const QCommandLineOption live(u"live"_s, u"Through pcscd, some 5 s each (60); 0: none."_s, u"N"_s,
                                  u"60"_s);
    const QCommandLineOption seed(u"seed"_s, u"Of the gestures (a random one, printed)."_s, u"N"_s);
    parser.addOptions({gestures, live, seed});
    parser.process(application);

    GestureTrial::Options options;
    options.gestures = parser.value(gestures).toInt();
    options.seed = parser.isSet(seed) ? parser.value(seed).toUInt() : QRandomGenerator::system()->generate();
    out() << "seed " << options.seed << Qt::endl;
    if (options.gestures > 0)
        playInSimulatedTime(options);
    const int liveGestures = parser.value(live).toInt();
    if (liveGestures <= 0)
        return EXIT_SUCCESS;
    for (const QString &reason : {whyNot, PrivatePcscd::missing()}) {
        if (!reason.isEmpty()) {
            QTextStream(stderr) << "pcsc_gestures: " << reason << '\n';
            return EXIT_FAILURE;
        }
    }
    const Judge judge = playLive(liveGestures, options.seed);
    out() << "\nin real time, pcscd, medio-reader and the kiosk's side\n";
    print(judge);
    out() << '\n';
    printSum(options.seed, judge.all());
    return EXIT_SUCCESS;
}
