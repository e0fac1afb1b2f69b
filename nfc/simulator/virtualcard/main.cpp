// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"
#include "app/base/commandline.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "nfc/simulator/order.h"
#include "nfc/simulator/virtualcard/cardhands.h"
#include "nfc/simulator/virtualcard/vpcdlink.h"

#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTextStream>

#include <array>

using namespace Medio;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestOrder = 4096;

void say(const QJsonObject &object)
{
    QTextStream(stdout) << QJsonDocument(object).toJson(QJsonDocument::Compact) << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    Logging::install();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"pcsc-card-sim"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lays chips on pcscd's virtual reader (vsmartcard-vpcd). Orders come on standard input, one JSON "
        u"object\n"
        "per line, in the words of pn532-sim (nfc/simulator/README.md): "
        "{\"do\":\"place\",\"uid\":\"04:A1:B2:C3:D4:E5:F6\"}.\n"
        "It ends with its input or by SIGTERM. Exit status: 0 ended as asked, 2 wrong command line."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption portOption(
        u"port"_s, u"Of the reader on this machine (%1)."_s.arg(Simulator::VpcdLink::firstPort), u"PORT"_s,
        QString::number(Simulator::VpcdLink::firstPort));
    const QCommandLineOption seedOption(u"seed"_s, u"For what is left to chance (1)."_s, u"N"_s, u"1"_s);
    parser.addOptions({portOption, seedOption});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    bool isPort = false;
    bool isSeed = false;
    const ushort port = parser.value(portOption).toUShort(&isPort);
    const uint seed = parser.value(seedOption).toUInt(&isSeed);
    if (!isPort || port == 0 || !parser.positionalArguments().isEmpty())
        return CommandLine::refuse(u"--port must be 1..65535, and nothing else is taken"_s);
    if (!isSeed)
        return CommandLine::refuse(u"--seed must be 0..4294967295"_s);

    const EndSignals signalsToEnd;
    QObject::connect(&signalsToEnd, &EndSignals::endRequested, &application, &QCoreApplication::quit);
    Simulator::VpcdLink link(port, seed);
    Simulator::CardHands hands(link, seed);
    QObject::connect(&hands, &Simulator::CardHands::happened, &application, &say);
    QObject::connect(&link, &Simulator::VpcdLink::failed, &application, [](const QString &reason) {
        say({{u"event"_s, u"no-reader"_s}, {u"detail"_s, reason}});
    });

    QByteArray rest;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        std::array<char, longestOrder> bytes{};
        const ssize_t size = read(STDIN_FILENO, bytes.data(), bytes.size());
        if (size <= 0)
            return QCoreApplication::quit();
        rest.append(bytes.data(), static_cast<qsizetype>(size));
        for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
            say(Simulator::replyTo(rest.left(end),
                                   [&](const QJsonObject &order) { return hands.obey(order); }));
            rest.remove(0, end + 1);
        }
        if (rest.size() > longestOrder)
            rest.clear();
    });
    return QCoreApplication::exec();
}
