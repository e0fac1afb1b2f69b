// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/doctor.h"

#include "app/start.h"
#include "nfc/connection.h"
#include "nfc/readercheckup.h"
#include "nfc/readerprocess.h"

#include <QByteArrayView>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTextStream>

namespace Medio::Doctor {
namespace {

constexpr int well = 0;
constexpr int wrong = 1;
constexpr int badUsage = 2;

void say(const QString &topic, const QString &finding)
{
    QTextStream(stdout) << topic.leftJustified(11) << finding << Qt::endl;
}

int refuse(const QString &sentence)
{
    QTextStream(stderr) << "medio-kiosk: " << sentence << " See doctor --help." << Qt::endl;
    return badUsage;
}

bool isWell(const Nfc::ReaderProcess::Options &process, const Nfc::ReaderCheckup::Options &options)
{
    Nfc::ReaderProcess reader(process);
    Nfc::ReaderCheckup checkup(reader, options);
    QObject::connect(&checkup, &Nfc::ReaderCheckup::told, &checkup, &say);
    QObject::connect(&checkup, &Nfc::ReaderCheckup::tapWanted, &checkup, [](bool liesThere) {
        say(QStringLiteral("Tap"), liesThere ? QStringLiteral("take the chip away and put it back ...")
                                             : QStringLiteral("put a chip on the reader ..."));
    });
    QObject::connect(
        &checkup, &Nfc::ReaderCheckup::finished, &checkup, [](const Nfc::ReaderVerdict &verdict) {
            say(QStringLiteral("Verdict"),
                (verdict.isWell ? QStringLiteral("well: ") : QStringLiteral("wrong: ")) + verdict.finding);
            if (!verdict.advice.isEmpty())
                say(QStringLiteral("To do"), verdict.advice);
            QCoreApplication::exit(verdict.isWell ? well : wrong);
        });
    checkup.start();
    return QCoreApplication::exec() == well;
}

} // namespace

bool isAskedFor(int argc, char **argv)
{
    return argc > 1 && QByteArrayView(argv[1]) == "doctor";
}

int examine(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("medio-kiosk"));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Examines a part of the kiosk and says what is wrong and what to do about it.\n"
                       "Exit status: 0 all is well, 1 something is wrong, 2 usage or configuration."));
    parser.addPositionalArgument(QStringLiteral("doctor"), QStringLiteral("What you asked for."));
    parser.addPositionalArgument(
        QStringLiteral("reader"),
        QStringLiteral("The part: what is connected, its firmware, its field, the noise in it for 5 s, and "
                       "a tap and its latency, for which it waits 30 s. End the kiosk first: a reader "
                       "belongs to one program."));
    const QCommandLineOption file(QStringLiteral("config"), QStringLiteral("Read this configuration file."),
                                  QStringLiteral("file"));
    const QCommandLineOption noTap(QStringLiteral("no-tap"), QStringLiteral("Do not wait for a tap."));
    const QCommandLineOption help = parser.addHelpOption();
    parser.addOptions({file, noTap});
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(parser.errorText());
    if (parser.isSet(help)) {
        QTextStream(stdout) << parser.helpText();
        return well;
    }
    const QStringList parts = parser.positionalArguments().mid(1);
    if (parts != QStringList{QStringLiteral("reader")})
        return refuse(QStringLiteral("the doctor examines one of these parts: reader."));

    const auto configuration =
        Start::readConfiguration(parser.isSet(file) ? parser.value(file) : KioskConfiguration::defaultFile());
    if (!configuration)
        return configuration.error();
    Nfc::ReaderCheckup::Options options;
    if (parser.isSet(noTap))
        options.tap = std::chrono::milliseconds(0);
    const auto connections = Nfc::Connection::listFromString(configuration->readerConnection);
    if (!connections)
        return refuse(connections.error());
    QLoggingCategory::setFilterRules(QStringLiteral("medio.*=false")); // people read what is said here
    bool isAllWell = true;
    for (const Nfc::Connection &connection : *connections) {
        if (!connection.name.isEmpty())
            say(QStringLiteral("Name"), connection.name);
        isAllWell =
            isWell({.program = configuration->readerProgram, .connection = connection.toString()}, options) &&
            isAllWell;
    }
    return isAllWell ? well : wrong;
}

} // namespace Medio::Doctor
