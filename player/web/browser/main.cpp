// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/commandline.h"
#include "app/base/displayguard.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "player/web/browser/filmwindow.h"
#include "player/web/browser/inputguard.h"
#include "player/web/browser/lifeline.h"

#include <unistd.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

using namespace Medio;
using namespace Medio::PlayerWeb;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Films are other people's programs: they run in the browser's sandbox or not at all. Only root, which
/// has none, may do without, and must say so; that is for tests.
std::optional<QString> whyNotSafe()
{
    const QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
    const bool isOff = qEnvironmentVariableIsSet("QTWEBENGINE_DISABLE_SANDBOX") ||
                       flags.contains("no-sandbox") || flags.contains("single-process") ||
                       flags.contains("disable-setuid-sandbox") || flags.contains("disable-seccomp");
    if (getuid() != 0 && isOff)
        return u"the browser's sandbox can't be switched off; see QTWEBENGINE_DISABLE_SANDBOX and "
               "QTWEBENGINE_CHROMIUM_FLAGS in the environment"_s;
    if (getuid() == 0 && !isOff)
        return u"not as root, for whom the browser has no sandbox"_s;
    return std::nullopt;
}

/// MB: a browser needs some 300 for a film; beyond 900, or three fifths of a small machine, it is ill.
qint64 usualMemory()
{
    const qint64 machine = qint64(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE) / 1024 / 1024;
    return std::clamp<qint64>(machine * 3 / 5, 300, 900);
}

/// What the browser is started with: ours, and what the environment says, where quotes keep blanks together.
QList<QByteArray> browserArguments(const char *program)
{
    QList<QByteArray> arguments{program, "--webEngineArgs",
                                // Media keys are the kiosk's
                                "--disable-features=HardwareMediaKeyHandling,MediaSessionService",
                                "--no-pings"};
    const QStringList wished = QProcess::splitCommand(qEnvironmentVariable("QTWEBENGINE_CHROMIUM_FLAGS"));
    for (const QString &flag : wished)
        arguments.append(flag.toLocal8Bit());
    qunsetenv("QTWEBENGINE_CHROMIUM_FLAGS");   // would be taken instead of these
    qunsetenv("QTWEBENGINE_REMOTE_DEBUGGING"); // nobody looks into this browser from outside
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    Logging::install();
    QCoreApplication::setApplicationName(u"medio-web-player"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Shows one film of YouTube, Vimeo or Dailymotion at a time in its platform's own player, as the "
        u"kiosk "
        "says on standard input: one JSON object per line (player/web/README.md).\n"
        "It ends when its standard input ends, or by SIGTERM.\n"
        "Exit status: 0 ended as asked, 1 failed, 2 wrong command line or not safe here, 3 too much memory."_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Say what this program can be told."_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Say which version this is."_s);
    const QCommandLineOption memory(
        u"memory"_s, u"End when the program and all it starts hold more than so many MB, 50 to 100000."_s,
        u"MB"_s, QString::number(usualMemory()));
    const QCommandLineOption page(u"page-patience"_s,
                                  u"A page that does not answer for so long hangs: 500 to 60000 ms."_s,
                                  u"MS"_s, u"8000"_s);
    const QCommandLineOption player(
        u"player-patience"_s,
        u"A player that is not there after so long can't be reached: 500 to 60000 ms."_s, u"MS"_s,
        u"25000"_s);
    parser.addOptions({help, version, memory, page, player});
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    // The command line needs no display.
    if (!parser.parse(arguments))
        return CommandLine::refuse(parser.errorText());
    if (parser.isSet(help)) {
        QTextStream(stdout) << parser.helpText().replace(u"<executable_name>"_s, u"medio-web-player"_s);
        return EXIT_SUCCESS;
    }
    if (parser.isSet(version)) {
        QTextStream(stdout) << "medio-web-player " << MEDIO_VERSION << " (Qt " << qVersion() << ")\n";
        return EXIT_SUCCESS;
    }
    const qint64 megabytes = parser.value(memory).toLongLong();
    const auto patience = [&parser](const QCommandLineOption &option) {
        return std::chrono::milliseconds(parser.value(option).toInt());
    };
    const auto isPatience = [](std::chrono::milliseconds time) {
        return time >= 500ms && time <= 60s;
    };
    if (!parser.positionalArguments().isEmpty() || megabytes < 50 || megabytes > 100'000 ||
        !isPatience(patience(page)) || !isPatience(patience(player)))
        return CommandLine::refuse(u"a value that can't be, or an unexpected argument; see --help"_s);
    if (const auto reason = whyNotSafe())
        return CommandLine::refuse(*reason);
    QList<QByteArray> browser = browserArguments(argv[0]);
    std::vector<char *> pointers;
    for (QByteArray &argument : browser)
        pointers.push_back(argument.data());
    int count = static_cast<int>(pointers.size()); // as the application keeps them
    pointers.push_back(nullptr);

    std::optional<DisplayGuard> displayGuard(std::in_place,
                                             "medio-web-player: no display could be opened.\n");
    QApplication application(count, pointers.data());
    displayGuard.reset();
    QApplication::setQuitOnLastWindowClosed(false);

    InputGuard guard;
    application.installEventFilter(&guard);
    FilmWindow window({patience(player), patience(page)});
    Lifeline lifeline(megabytes * 1024 * 1024);
    const auto leave = [] {
        QCoreApplication::exit(EXIT_SUCCESS);
    };
    QObject::connect(&lifeline, &Lifeline::ended, &application, leave);
    const EndSignals endSignals;
    QObject::connect(&endSignals, &EndSignals::endRequested, &application, leave);

    QObject::connect(&lifeline, &Lifeline::heard, &window, [&window](const QByteArray &line) {
        const auto order = orderFromLine(line);
        if (order)
            window.carryOut(*order);
        else
            qCWarning(lcPlayer, "the kiosk said %s", qUtf8Printable(order.error()));
    });
    QObject::connect(&window, &FilmWindow::reported, &window,
                     [](const Report &report) { Lifeline::write(toLine(report)); });
    QObject::connect(&guard, &InputGuard::keyPressed, &window, [](int key, int modifiers) {
        Lifeline::write(toLine(Report{KeyPressed{key, modifiers}}));
    });
    QTimer alive;
    QObject::connect(&alive, &QTimer::timeout, &window, [] { Lifeline::write(toLine(Report{Alive{}})); });
    alive.start(1s);
    Lifeline::write(toLine(Report{Alive{}}));
    return QApplication::exec();
}
