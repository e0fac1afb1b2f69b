// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/commandline.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "nfc/simulator/virtualcard/vpcdlink.h"

#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTextStream>

#include <array>

using namespace Medio;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestOrder = 4096;

QString carriedOut(Simulator::VpcdLink *link, const QByteArray &line)
{
    const QJsonObject order = QJsonDocument::fromJson(line).object();
    const QString deed = order.value(u"do"_s).toString();
    if (deed == "lift"_L1) {
        link->lift();
        return {};
    }
    if (deed != "place"_L1)
        return u"\"do\" must be place or lift"_s;
    const auto uid = Nfc::Uid::fromString(order.value(u"uid"_s).toString());
    const auto tag = uid ? Simulator::Tag::fromUid(*uid) : std::nullopt;
    if (!tag)
        return u"\"uid\" must be 4, 7 or 10 bytes in hex digits"_s;
    link->place(*tag);
    return {};
}

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
    parser.setApplicationDescription(u"Lays chips on pcscd's virtual reader (vsmartcard-vpcd). Orders come "
                                     u"on standard input, one JSON object\n"
                                     "per line: {\"do\":\"place\",\"uid\":\"04:A1:B2:C3:D4:E5:F6\"}, "
                                     "{\"do\":\"lift\"}. It ends with its input or by "
                                     "SIGTERM.\nExit status: 0 ended as asked, 2 wrong command line."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption portOption(
        u"port"_s, u"Of the reader on this machine (%1)."_s.arg(Simulator::VpcdLink::firstPort), u"PORT"_s,
        QString::number(Simulator::VpcdLink::firstPort));
    parser.addOption(portOption);
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    bool isPort = false;
    const ushort port = parser.value(portOption).toUShort(&isPort);
    if (!isPort || port == 0 || !parser.positionalArguments().isEmpty())
        return CommandLine::refuse(u"--port must be 1..65535, and nothing else is taken"_s);

    const EndSignals signalsToEnd;
    QObject::connect(&signalsToEnd, &EndSignals::endRequested, &application, &QCoreApplication::quit);
    Simulator::VpcdLink link(port);
    QObject::connect(&link, &Simulator::VpcdLink::seen, &application, [] {
        say({{u"event"_s, u"chip-in-field"_s}});
    });
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
            const QString problem = carriedOut(&link, rest.left(end));
            say(problem.isEmpty() ? QJsonObject{{u"ok"_s, true}}
                                  : QJsonObject{{u"ok"_s, false}, {u"error"_s, problem}});
            rest.remove(0, end + 1);
        }
        if (rest.size() > longestOrder)
            rest.clear();
    });
    return QCoreApplication::exec();
}
