// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/endsignals.h"
#include "tests/stage/director.h"
#include "tests/stage/family.h"
#include "tests/stage/script.h"
#include "tests/stage/world.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>
#include <optional>

using namespace Medio;
using namespace Medio::Stage;

namespace {

constexpr int logTail = 4000;

void say(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
    if (!bytes.endsWith('\n'))
        std::fputc('\n', stderr);
}

struct Arguments
{
    QString script; // empty: the tour
    QString family;
    WorldOptions world;
    bool keep = false;
    bool checkOnly = false;
};

/// Where the build leaves the sample films: those of the demo, else those of the tests.
QString builtFilms(const QString &programs)
{
    const QString full = programs + QStringLiteral("/../films/full");
    return QFileInfo(full).isDir() ? full : programs + QStringLiteral("/../films/small");
}

std::optional<Arguments> argumentsOf()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Starts the real programs of a Medio kiosk in a world of their own, plays a script and checks what\n"
        "happens. Events go to stdout as JSON lines. Exit status: 0 every expectation held, 1 one failed,\n"
        "2 script or usage error, 3 the stage could not start."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption script(
        QStringLiteral("script"),
        QStringLiteral("Play this script (- for stdin) instead of the built-in tour."),
        QStringLiteral("FILE"));
    const QCommandLineOption out(QStringLiteral("out"),
                                 QStringLiteral("Folder for screenshots (default: out)."),
                                 QStringLiteral("DIR"), QStringLiteral("out"));
    const QCommandLineOption keep(QStringLiteral("keep"),
                                  QStringLiteral("Make the world in this new or empty folder and keep it."),
                                  QStringLiteral("DIR"));
    const QCommandLineOption server(
        QStringLiteral("server"), QStringLiteral("Use this Medio server: a new family is registered there."),
        QStringLiteral("URL"));
    const QCommandLineOption films(QStringLiteral("films"), QStringLiteral("Folder of the family's films."),
                                   QStringLiteral("DIR"));
    const QCommandLineOption family(QStringLiteral("family"),
                                    QStringLiteral("Another family than that of the demo."),
                                    QStringLiteral("FILE"), QStringLiteral(":/stage/family.json"));
    const QCommandLineOption windowed(QStringLiteral("windowed"),
                                      QStringLiteral("Show the kiosk in a real window, with the chip tray."));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Size of the kiosk's window."),
                                  QStringLiteral("WIDTHxHEIGHT"), QStringLiteral("1280x720"));
    const QCommandLineOption demo(
        QStringLiteral("demo"),
        QStringLiteral("No script: keep the world of --keep open until Ctrl-C; it may be "
                       "of an earlier demo."));
    const QCommandLineOption check(QStringLiteral("check"), QStringLiteral("Only check the script."));
    const QCommandLineOption calls(
        QStringLiteral("calls"),
        QStringLiteral("Write every request of the kiosk to this file, one JSON object a line."),
        QStringLiteral("FILE"));
    parser.addOptions({calls, script, out, keep, server, films, family, windowed, size, demo, check});
    // not process(): its exit status for a usage error is that of a failed expectation
    if (!parser.parse(QCoreApplication::arguments())) {
        say(QStringLiteral("medio-stage: ") + parser.errorText());
        return std::nullopt;
    }
    if (parser.isSet(version))
        parser.showVersion();
    if (parser.isSet(help))
        parser.showHelp();

    Arguments arguments;
    arguments.script = parser.value(script);
    arguments.family = parser.value(family);
    arguments.checkOnly = parser.isSet(check);
    arguments.keep = parser.isSet(keep);
    WorldOptions &world = arguments.world;
    world.programs = QCoreApplication::applicationDirPath();
    world.pictures = parser.value(out);
    world.folder = parser.value(keep);
    world.calls = parser.value(calls);
    world.demo = parser.isSet(demo);
    world.windowed = parser.isSet(windowed) || world.demo;
    world.films = parser.value(films);
    if (world.films.isEmpty())
        world.films = qEnvironmentVariable("MEDIO_FILMS", builtFilms(world.programs));
    world.films = QFileInfo(world.films).absoluteFilePath();

    QStringList problems;
    if (!parser.positionalArguments().isEmpty())
        problems += QStringLiteral("%1: nothing is expected here").arg(parser.positionalArguments().first());
    if (parser.isSet(server)) {
        world.server = QUrl(parser.value(server), QUrl::StrictMode);
        const bool http = world.server.scheme() == u"http" || world.server.scheme() == u"https";
        if (!world.server.isValid() || !http || world.server.host().isEmpty())
            problems += QStringLiteral("--server: an http(s) address is wanted");
    }
    const QStringList sides = parser.value(size).split(u'x');
    world.width = sides.value(0).toInt();
    world.height = sides.value(1).toInt();
    if (sides.size() != 2 || world.width < 320 || world.width > 7680 || world.height < 240 ||
        world.height > 4320)
        problems += QStringLiteral("--size: WIDTHxHEIGHT, 320x240 to 7680x4320");
    if (world.demo && parser.isSet(script))
        problems += QStringLiteral("--demo plays no script");
    if (world.demo && arguments.keep && parser.isSet(server))
        problems +=
            QStringLiteral("--server: every run registers a new family, so no world can be kept for another");
    for (const QString &problem : std::as_const(problems))
        say(QStringLiteral("medio-stage: ") + problem);
    return problems.isEmpty() ? std::optional(arguments) : std::nullopt;
}

/// Never more than the longest script and a byte: a file may have no end.
std::optional<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    const bool opened = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return std::nullopt;
    QByteArray content;
    while (content.size() <= Script::longest) {
        const QByteArray more = file.read(Script::longest + 1 - content.size());
        if (more.isEmpty())
            break;
        content += more;
    }
    return content;
}

std::optional<Script> scriptOf(const Arguments &arguments, const Family &family)
{
    const QString path = arguments.script.isEmpty() ? QStringLiteral(":/stage/tour.stage") : arguments.script;
    const std::optional<QByteArray> text = contentOf(path);
    if (!text) {
        say(QStringLiteral("medio-stage: %1: can't be read").arg(path));
        return std::nullopt;
    }
    auto script = Script::parse(*text, Vocabulary::of(family, arguments.world.server.isEmpty()));
    if (script)
        return *script;
    for (const ScriptProblem &problem : script.error())
        say(QStringLiteral("%1:%2: %3").arg(path).arg(problem.line).arg(problem.message));
    return std::nullopt;
}

/// What has to be there before a world is begun; empty if all is.
QString missing(const WorldOptions &world)
{
    QStringList programs{QStringLiteral("medio-kiosk-stage"), QStringLiteral("medio-reader"),
                         QStringLiteral("pn532-sim")};
    if (world.server.isEmpty())
        programs += QStringLiteral("medio-home-stage");
    for (const QString &program : std::as_const(programs)) {
        if (!QFileInfo(world.programs + u'/' + program).isExecutable())
            return QStringLiteral("%1/%2 is missing: build it first").arg(world.programs, program);
    }
    if (!QFileInfo(world.films).isDir())
        return QStringLiteral("%1: no films there (--films DIR)").arg(world.films);
    return {};
}

/// One run from its start to its end; ends the application.
class Run final : public QObject
{
public:
    Run(const Family &family, const Arguments &arguments, const std::optional<Script> &script)
        : m_world(family, arguments.world)
        , m_demo(arguments.world.demo)
        , m_options(arguments.world)
    {
        if (script) {
            m_script = *script;
            m_director.emplace(m_world, m_script);
            connect(&m_world, &World::happened, &*m_director, &Director::happened);
            connect(&*m_director, &Director::printed, this, [](const QByteArray &line) {
                std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
                std::fflush(stdout);
            });
            connect(&*m_director, &Director::explained, this, [](const QString &text) { say(text); });
            connect(&*m_director, &Director::finished, this, &Run::end);
        }
        connect(&m_world, &World::kioskLeft, this, [this] { end(ExitStatus::Held); });
    }

    void start()
    {
        m_world.start([this](const Expected<void, QString> &started) {
            if (!started) {
                say(QStringLiteral("medio-stage: ") + started.error());
                return end(ExitStatus::NotStarted);
            }
            if (m_options.windowed)
                startTray();
            m_world.run([this] {
                if (m_director)
                    m_director->begin();
                else
                    say(QStringLiteral("The kiosk is ready. Ctrl-C ends everything."));
            });
        });
    }

    /// Ctrl-C and the like; a second one kills us, and the kernel what we started.
    void interrupt() { end(m_demo ? ExitStatus::Held : ExitStatus::Failed); }

private:
    void startTray()
    {
        const QString program = m_options.programs + QStringLiteral("/chip-tray");
        if (!QFileInfo(program).isExecutable())
            return;
        m_tray.start(program,
                     {QStringLiteral("--control"), m_world.box()->simulatorSocket(),
                      QStringLiteral("--family"), m_options.folder + QStringLiteral("/family.json")},
                     m_world.box()->environment(), m_world.logFile(QStringLiteral("tray")));
    }

    void end(ExitStatus status)
    {
        if (m_ending)
            return;
        m_ending = true;
        if (status == ExitStatus::Failed || status == ExitStatus::NotStarted)
            sayLog();
        m_tray.end([this, status] { m_world.stop([this, status] { leave(status); }); });
    }

    /// Whatever was played: nothing that the kiosk wrote may hold a secret.
    void leave(ExitStatus status)
    {
        const QStringList leaks = m_world.leaks();
        for (const QString &leak : leaks)
            say(QStringLiteral("medio-stage: ") + leak);
        if (status == ExitStatus::Held && !leaks.isEmpty())
            status = ExitStatus::Failed;
        else if (status == ExitStatus::Held && !m_demo)
            sayHeld();
        QCoreApplication::exit(int(status));
    }

    void sayHeld() const
    {
        int expectations = 0;
        bool pictures = false;
        for (const Step &step : m_script.steps()) {
            expectations += std::holds_alternative<Steps::Expect>(step.what) ||
                            std::holds_alternative<Steps::Never>(step.what);
            pictures = pictures || std::holds_alternative<Steps::Screenshot>(step.what);
        }
        say(QStringLiteral("All %1 expectations held, and no secret lies in a file of the kiosk.")
                .arg(expectations) +
            (pictures ? QStringLiteral(" The pictures are in %1.").arg(m_options.pictures) : QString()));
    }

    void sayLog() const
    {
        QFile log(m_world.logFile(QStringLiteral("kiosk")));
        if (!log.open(QIODevice::ReadOnly))
            return;
        log.seek(std::max<qint64>(0, log.size() - logTail));
        say(QStringLiteral("The kiosk's last words:\n") + QString::fromUtf8(log.readAll()));
    }

    World m_world;
    Script m_script;
    std::optional<Director> m_director;
    StageProcess m_tray{QStringLiteral("chip-tray")};
    const bool m_demo;
    const WorldOptions m_options;
    bool m_ending = false;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("medio-stage"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));

    std::optional<Arguments> arguments = argumentsOf();
    if (!arguments)
        return int(ExitStatus::ScriptError);
    const std::optional<QByteArray> familyText = contentOf(arguments->family);
    const auto family = Family::fromJson(familyText.value_or(QByteArray()));
    if (!family) {
        say(QStringLiteral("medio-stage: %1: %2").arg(arguments->family, family.error()));
        return int(ExitStatus::ScriptError);
    }
    std::optional<Script> script;
    if (!arguments->world.demo) {
        script = scriptOf(*arguments, *family);
        if (!script)
            return int(ExitStatus::ScriptError);
    }
    if (arguments->checkOnly)
        return int(ExitStatus::Held);
    if (const QString what = missing(arguments->world); !what.isEmpty()) {
        say(QStringLiteral("medio-stage: ") + what);
        return int(ExitStatus::NotStarted);
    }

    std::optional<QTemporaryDir> temporary;
    if (arguments->keep) {
        QDir folder(arguments->world.folder);
        if (!folder.mkpath(QStringLiteral(".")) || (!arguments->world.demo && !folder.isEmpty())) {
            say(QStringLiteral("medio-stage: --keep %1: wants a new or empty folder")
                    .arg(arguments->world.folder));
            return int(ExitStatus::NotStarted);
        }
        arguments->world.folder = folder.absolutePath();
    } else {
        temporary.emplace(QDir::tempPath() + QStringLiteral("/medio-world-XXXXXX"));
        if (!temporary->isValid()) {
            say(QStringLiteral("medio-stage: no folder for the world: ") + temporary->errorString());
            return int(ExitStatus::NotStarted);
        }
        arguments->world.folder = temporary->path();
    }

    if (script) {
        const QList<Step> &steps = script->steps();
        arguments->world.nginx = std::any_of(steps.cbegin(), steps.cend(), [](const Step &step) {
            const auto *behind = std::get_if<Steps::Behind>(&step.what);
            return behind != nullptr && behind->part == u"nginx";
        });
        arguments->world.ownFilms = std::any_of(steps.cbegin(), steps.cend(), [](const Step &step) {
            return std::holds_alternative<Steps::Film>(step.what);
        });
        arguments->world.platforms = std::any_of(steps.cbegin(), steps.cend(), [](const Step &step) {
            return std::holds_alternative<Steps::Platforms>(step.what);
        });
    }
    std::signal(SIGPIPE, SIG_IGN);
    Run run(*family, *arguments, script);
    const EndSignals endSignals;
    QObject::connect(&endSignals, &EndSignals::endRequested, &run, &Run::interrupt);
    run.start();
    return QCoreApplication::exec();
}
