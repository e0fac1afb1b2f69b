// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/start.h"

#include "app/base/chronicle.h"
#include "app/base/displayguard.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "app/chipcommand.h"
#include "app/composition.h"
#include "player/qtmultimedia/backend.h"
#include "translations/translations.h"

#include <malloc.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QLocale>
#include <QProcessEnvironment>
#include <QTextStream>
#include <QTranslator>

#include <cstdio>
#include <optional>

namespace Medio::Start {
namespace {

constexpr int cannotRun = 1;
constexpr int badUsage = 2;
constexpr QLatin1String chipWord("chip");

void say(const QString &sentence)
{
    QTextStream(stderr) << "medio-kiosk: " << sentence << Qt::endl;
}

QString keyTable()
{
    QString text = QStringLiteral("Keys of the configuration file (TOML) and their environment variables:\n");
    for (const ConfigKey &key : KioskConfiguration::schema()) {
        text += QStringLiteral("  %1  %2\n").arg(key.name, -22).arg(key.environment, -22);
        if (!key.allowed.isEmpty())
            text += QStringLiteral("      %1\n").arg(key.allowed);
    }
    return text;
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return arguments;
}

/// Writes the chronicle's entries to the log, category medio.flow.
void logChronicle(Chronicle &chronicle)
{
    QObject::connect(&chronicle, &Chronicle::recorded, &chronicle, [](const Chronicle::Entry &entry) {
        qCInfo(lcFlow).noquote() << entry.event << QJsonDocument(entry.values).toJson(QJsonDocument::Compact);
    });
}

} // namespace

Expected<KioskConfiguration, int> readCommandLine(QCommandLineParser &parser, const QStringList &arguments)
{
    const QCommandLineOption file(QStringLiteral("config"), QStringLiteral("Read this configuration file."),
                                  QStringLiteral("file"));
    const QCommandLineOption check(QStringLiteral("check-config"),
                                   QStringLiteral("Check the configuration, say what is wrong, and end."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Say what this program can be told."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     QStringLiteral("Say which version this is."));
    parser.addOptions({file, check, help, version});
    parser.addPositionalArgument(
        chipWord,
        QStringLiteral("Chips of the house: profile, control, bonus and parent chips. ") +
            ChipCommand::usage() + u'.',
        QStringLiteral("[chip ...]"));
    if (!parser.parse(arguments)) {
        say(parser.errorText() + QStringLiteral(" See --help."));
        return Unexpected{badUsage};
    }
    if (const QStringList words = parser.positionalArguments();
        !words.isEmpty() && words.constFirst() != chipWord) {
        say(QStringLiteral("\"%1\" is no option and no command. See --help.").arg(words.constFirst()));
        return Unexpected{badUsage};
    }
    if (parser.isSet(help)) {
        // The parser takes the name from the application object, which is made later.
        QTextStream(stdout) << parser.helpText().replace(QStringLiteral("<executable_name>"),
                                                         QStringLiteral("medio-kiosk"))
                            << '\n'
                            << keyTable();
        return Unexpected{0};
    }
    if (parser.isSet(version)) {
        QTextStream(stdout) << "medio-kiosk " << MEDIO_VERSION << " (Qt " << qVersion() << ")\n";
        return Unexpected{0};
    }

    const QString path = parser.isSet(file) ? parser.value(file) : KioskConfiguration::defaultFile();
    auto configuration = readConfiguration(path);
    if (configuration && parser.isSet(check)) {
        QTextStream(stdout) << (path.isEmpty() ? QStringLiteral("defaults and environment") : path)
                            << ": nothing is wrong\n";
        return Unexpected{0};
    }
    return configuration;
}

Expected<KioskConfiguration, int> readConfiguration(const QString &path)
{
    const auto configuration = Configuration::load(KioskConfiguration::schema(), path);
    if (!configuration) {
        for (const ConfigProblem &problem : configuration.error())
            say(problem.toString());
        return Unexpected{badUsage};
    }
    return KioskConfiguration::from(*configuration);
}

Expected<FolderClaim, int> claimFolders(const KioskConfiguration &configuration)
{
    FolderClaim claim;
    QStringList folders{configuration.dataFolder, configuration.cacheFolder};
    folders.removeDuplicates();
    for (const QString &folder : std::as_const(folders)) {
        auto lock = std::make_unique<QFile>(folder + QStringLiteral("/kiosk.lock"));
        if (!QDir().mkpath(folder) || !lock->open(QIODevice::ReadWrite)) {
            say(QStringLiteral(
                    "the folder %1 can't be written; name another one (paths.data, paths.cache) or let "
                    "this user write there")
                    .arg(folder));
            return Unexpected{cannotRun};
        }
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (flock(lock->handle(), LOCK_EX | LOCK_NB) != 0) {
            const QString holder = QString::fromLatin1(lock->read(20)).trimmed();
            say(QStringLiteral("%1 is in use by another kiosk (process %2); one at a time")
                    .arg(folder, holder));
            return Unexpected{cannotRun};
        }
        lock->resize(0);
        lock->write(QByteArray::number(QCoreApplication::applicationPid()));
        lock->flush();
        claim.push_back(std::move(lock));
    }
    return claim;
}

void speak(const QString &language)
{
    auto texts = Translations::load(language.isEmpty() ? QLocale::system().name() : language);
    if (!texts)
        return;
    // Times, numbers and the keyboard on the screen as well
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    texts->setParent(QCoreApplication::instance());
    QCoreApplication::installTranslator(texts.release());
}

void giveLargeMemoryBack()
{
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 512 * 1024);
}

void keepMemoryPrivate()
{
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0)
        qCWarning(lcApp) << "this process could not be closed to debuggers and core dumps";
}

namespace {

int runChipCommand(int argc, char **argv, const QStringList &words, const KioskConfiguration &configuration,
                   const Clock &clock)
{
    const QCoreApplication application(argc, argv);
    const auto claim = claimFolders(configuration);
    if (!claim)
        return claim.error();
    QTextStream out(stdout);
    QTextStream problems(stderr);
    return ChipCommand::run(words, configuration.dataFolder, clock, out, problems);
}

} // namespace

Expected<const Clock *, QString> Extras::clock(const QCommandLineParser &)
{
    return &m_clock;
}

int run(int argc, char **argv, Extras &extras)
{
    giveLargeMemoryBack();
    Logging::install();

    // The command line needs no display: a mistake is told, and --help answered, on any machine.
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Medio's kiosk: a child puts a chip on the reader, and the film starts."));
    extras.addOptions(parser);
    const auto configuration = readCommandLine(parser, argumentsOf(argc, argv));
    if (!configuration)
        return configuration.error();
    const auto clock = extras.clock(parser);
    if (!clock) {
        say(clock.error());
        return badUsage;
    }

    if (const QStringList words = parser.positionalArguments(); !words.isEmpty())
        return runChipCommand(argc, argv, words.mid(1), *configuration, **clock);

    if (const auto chosen = PlayerQt::chooseBackend(configuration->mediaBackend.toUtf8()); !chosen) {
        say(chosen.error());
        return badUsage;
    }

    std::optional<DisplayGuard> displayGuard(
        std::in_place,
        "medio-kiosk: no display could be opened. Start it in a graphical session or under cage, "
        "or set QT_QPA_PLATFORM (offscreen draws to memory).\n");
    QApplication application(argc, argv);
    displayGuard.reset();
    QApplication::setApplicationName(QStringLiteral("medio-kiosk"));
    QApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));
    speak(configuration->language);

    const auto claim = claimFolders(*configuration);
    if (!claim)
        return claim.error();

    Chronicle chronicle;
    logChronicle(chronicle);
    const auto attached = extras.attach(chronicle);
    const auto kiosk = Composition::make(*configuration, **clock, chronicle);
    if (!kiosk) {
        say(kiosk.error());
        return cannotRun;
    }
    if (const auto joined = extras.join(**kiosk); !joined) {
        say(joined.error());
        return cannotRun;
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

} // namespace Medio::Start
