// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/commandline.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "nfc/simulator/controlsocket.h"
#include "nfc/simulator/simulatedreader.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

using namespace Medio;
using namespace Qt::StringLiterals;

namespace {

constexpr int failed = 1;
constexpr int fastestBaud = 4'000'000;

} // namespace

int main(int argc, char **argv)
{
    Logging::install();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"pn532-sim"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A PN532 reader on a pseudo-terminal, for programs that use libnfc: pn532_uart:PATH:115200.\n"
        "Chips are placed and lifted by way of the control socket (nfc/simulator/README.md).\n"
        "It ends by SIGTERM. Exit status: 0 ended as asked, 1 failed, 2 wrong command line."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption linkOption(u"link"_s, u"Where the serial line appears (a symbolic link)."_s,
                                        u"PATH"_s);
    const QCommandLineOption controlOption(u"control"_s, u"Where the control socket is made."_s, u"SOCKET"_s);
    const QCommandLineOption baudOption(
        u"baud"_s, u"Bits per second of the wire; 0: it takes no time (115200)."_s, u"N"_s, u"115200"_s);
    const QCommandLineOption seedOption(u"seed"_s, u"For what is left to chance (1)."_s, u"N"_s, u"1"_s);
    const QCommandLineOption traceOption(
        u"trace"_s, u"Gestures to play when a program uses the reader (nfc/simulator/README.md)."_s,
        u"FILE"_s);
    parser.addOptions({linkOption, controlOption, baudOption, seedOption, traceOption});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    if (!parser.positionalArguments().isEmpty())
        return CommandLine::refuse(
            u"unexpected argument \"%1\""_s.arg(parser.positionalArguments().constFirst()));
    if (parser.value(linkOption).isEmpty())
        return CommandLine::refuse(u"--link is missing"_s);
    bool isBaud = false;
    bool isSeed = false;
    Simulator::Pn532::Timing timing;
    timing.baud = parser.value(baudOption).toInt(&isBaud);
    const uint seed = parser.value(seedOption).toUInt(&isSeed);
    if (!isBaud || timing.baud < 0 || timing.baud > fastestBaud)
        return CommandLine::refuse(u"--baud must be 0..%1"_s.arg(fastestBaud));
    if (!isSeed)
        return CommandLine::refuse(u"--seed must be 0..4294967295"_s);

    QList<Simulator::Trace> traces;
    if (parser.isSet(traceOption)) {
        QFile file(parser.value(traceOption));
        if (!file.open(QIODevice::ReadOnly))
            return CommandLine::refuse(u"%1: %2"_s.arg(file.fileName(), file.errorString()), failed);
        const auto read = Simulator::tracesFrom(file.readAll());
        if (!read)
            return CommandLine::refuse(u"%1: %2"_s.arg(file.fileName(), read.error()));
        traces = *read;
    }

    // Before anything exists that must not be left behind
    const EndSignals ends;
    QObject::connect(&ends, &EndSignals::endRequested, &application, &QCoreApplication::quit);

    Simulator::SimulatedReader reader(parser.value(linkOption), timing, seed);
    Simulator::ControlSocket control(&reader);
    if (parser.isSet(controlOption))
        if (const QString problem = control.listen(parser.value(controlOption)); !problem.isEmpty())
            return CommandLine::refuse(problem, failed);
    if (const QString problem = reader.plug(); !problem.isEmpty())
        return CommandLine::refuse(problem, failed);
    if (!traces.isEmpty())
        reader.playWhenInUse(traces);

    const QJsonObject ready{{u"ready"_s, true}, {u"link"_s, parser.value(linkOption)}};
    QTextStream(stdout) << QJsonDocument(ready).toJson(QJsonDocument::Compact) << Qt::endl;
    return QCoreApplication::exec();
}
