// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// medio-kiosk-stage: the shipped kiosk, with the stage's clock instead of the machine's and the
// stage's hand inside. What differs from app/main.cpp is what a script needs.

#include "app/base/chronicle.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "app/composition.h"
#include "app/flow/settingsstore.h"
#include "app/parents/signin.h"
#include "app/screens/kids/kidswindow.h"
#include "app/start.h"
#include "player/qtmultimedia/backend.h"
#include "tests/automation/automationserver.h"
#include "tests/automation/stageclock.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>

#include <array>
#include <memory>

namespace {

using namespace Medio;

/// Sets one of the parent's settings by its name of STAGE.md; false: no such name.
template<typename Value, size_t N>
bool set(Flow::SettingsStore &store, Value Flow::KioskSettings::*setting, const std::array<Value, N> &values,
         const QString &name)
{
    for (const Value value : values) {
        if (Flow::nameOf(value) != name)
            continue;
        Flow::KioskSettings settings = store.settings();
        settings.*setting = value;
        store.save(settings);
        return true;
    }
    return false;
}

KioskHandles handlesOf(Composition &kiosk, Chronicle &chronicle, StageClock &clock)
{
    KioskHandles handles;
    handles.window = &kiosk.window();
    handles.chronicle = &chronicle;
    handles.clock = &clock;
    handles.signIn = [&kiosk](const QUrl &server, const QString &email, const QString &password) {
        kiosk.signIn().attempt(server.toString(), email, password);
    };
    handles.setMode = [&kiosk](const QString &mode) {
        return set(kiosk.settings(), &Flow::KioskSettings::mode,
                   std::array{Flow::ReaderMode::Hold, Flow::ReaderMode::Tap}, mode);
    };
    handles.setEnding = [&kiosk](const QString &ending) {
        return set(kiosk.settings(), &Flow::KioskSettings::ending,
                   std::array{Flow::Ending::Film, Flow::Ending::Limit, Flow::Ending::Fits}, ending);
    };
    handles.hitAreas = [&kiosk] {
        QList<std::pair<QString, QRect>> areas;
        const auto shown = kiosk.window().hitAreas();
        for (const Screens::HitArea &area : shown)
            areas.append({area.name, area.rect});
        return areas;
    };
    handles.sync = [&kiosk] {
        kiosk.sync();
    };
    return handles;
}

int fail(int status, const QString &sentence)
{
    QTextStream(stderr) << "medio-kiosk-stage: " << sentence << Qt::endl;
    return status;
}

} // namespace

int main(int argc, char **argv)
{
    Start::giveLargeMemoryBack();
    Logging::install();
    PlayerQt::chooseBackend();

    QCommandLineParser parser;
    const QCommandLineOption automation(QStringLiteral("automation"),
                                        QStringLiteral("Listen to the stage on this socket."),
                                        QStringLiteral("socket"));
    parser.addOption(automation);
    const auto configuration = Start::readCommandLine(parser, Start::argumentsOf(argc, argv));
    if (!configuration)
        return configuration.error();
    const auto start = StageClock::startFromEnvironment();
    if (!start)
        return fail(2, start.error());

    auto displayGuard = std::make_unique<Start::DisplayGuard>();
    QApplication application(argc, argv);
    displayGuard.reset();
    QApplication::setApplicationName(QStringLiteral("medio-kiosk"));
    Start::speak(configuration->language);

    const auto lock = Start::claimFolders(*configuration);
    if (!lock)
        return lock.error();

    StageClock clock(*start);
    Chronicle chronicle;
    Start::logChronicle(chronicle);
    AutomationServer server(chronicle);
    const auto kiosk = Composition::make(*configuration, clock, chronicle);
    if (!kiosk)
        return fail(1, kiosk.error());
    server.setHandles(handlesOf(**kiosk, chronicle, clock));
    if (const auto listening = server.listen(parser.value(automation)); !listening)
        return fail(1, listening.error());

    const EndSignals endSignals;
    const auto end = [] {
        QCoreApplication::exit(0);
    }; // quit() would ask the window, which says no
    QObject::connect(&endSignals, &EndSignals::endRequested, &application, end);
    QObject::connect(&server, &AutomationServer::quitRequested, &application, end);
    (*kiosk)->start();
    const int status = QApplication::exec();
    (*kiosk)->stop();
    return status;
}
