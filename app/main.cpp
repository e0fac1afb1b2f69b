// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"
#include "app/base/clock.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "app/composition.h"
#include "app/start.h"
#include "player/qtmultimedia/backend.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>

#include <memory>

int main(int argc, char **argv)
{
    using namespace Medio;

    Start::giveLargeMemoryBack();
    Logging::install();
    Start::keepMemoryPrivate();
    PlayerQt::chooseBackend();

    // The command line needs no display: a mistake is told, and --help answered, on any machine.
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Medio's kiosk: a child puts a chip on the reader, and the film starts."));
    const auto configuration = Start::readCommandLine(parser, Start::argumentsOf(argc, argv));
    if (!configuration)
        return configuration.error();

    auto displayGuard = std::make_unique<Start::DisplayGuard>();
    QApplication application(argc, argv);
    displayGuard.reset();
    QApplication::setApplicationName(QStringLiteral("medio-kiosk"));
    QApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));
    Start::speak(configuration->language);

    const auto lock = Start::claimFolders(*configuration);
    if (!lock)
        return lock.error();

    const SystemClock clock;
    Chronicle chronicle;
    Start::logChronicle(chronicle);
    const auto kiosk = Composition::make(*configuration, clock, chronicle);
    if (!kiosk) {
        QTextStream(stderr) << "medio-kiosk: " << kiosk.error() << Qt::endl;
        return 1;
    }

    const EndSignals endSignals;
    QObject::connect(&endSignals, &EndSignals::endRequested, &application, [] {
        QCoreApplication::exit(0); // quit() would ask the window, which never closes for a child
    });
    (*kiosk)->start();
    const int status = QApplication::exec();
    (*kiosk)->stop();
    return status;
}
