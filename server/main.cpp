// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// medio-home: a Medio server for the living room.

#include "app/base/clock.h"
#include "app/base/commandline.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "server/seed.h"
#include "server/server.h"

#include <sys/resource.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace {

using namespace Medio;
using namespace Qt::StringLiterals;

constexpr int failed = 1;

void say(FILE *stream, const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), stream);
    std::fflush(stream);
}

QString keyTable()
{
    QString text = u"\nKeys of the configuration file (TOML; [brackets]: an environment variable that "
                   "overrides it):\n"_s;
    const auto schema = Home::ServerSettings::schema();
    for (const ConfigKey &key : schema) {
        text += u"  "_s + key.name.leftJustified(28) + key.allowed;
        if (const QString byDefault = key.byDefault.toString(); !byDefault.isEmpty())
            text += u" (" + byDefault + u')';
        if (!key.environment.isEmpty())
            text += u" [" + key.environment + u']';
        text += u'\n';
    }
    return text + u"  [MEDIO_HOME_SECRET]           the token secret, 32 bytes or more; else one is made in "
                  "paths.data\n";
}

/// A connection takes one descriptor, a film that it streams another; the usual limit is for less.
void allowManyFiles(rlim_t wanted)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit); // if not: connections beyond it wait
}

int seedFamily(const Home::ServerSettings &settings, const QString &path)
{
    const SystemClock clock;
    const auto done = Home::seed(settings, clock, path);
    if (done) {
        say(stdout, u"Seeded %1: %2 created, %3 changed"_s.arg(path).arg(done->created).arg(done->changed));
        return 0;
    }
    for (const QString &problem : done.error())
        say(stderr, path + u": " + problem);
    return failed;
}

int serve(QCoreApplication &application, const Home::ServerSettings &settings)
{
    const EndSignals signals;
    allowManyFiles(2 * rlim_t(settings.listener.maximumConnections) + 100);
    const SystemClock clock;
    Home::Server server(settings, clock);
    if (const auto started = server.start(); !started)
        return CommandLine::refuse(started.error(), failed);
    QObject::connect(&signals, &EndSignals::endRequested, &application, &QCoreApplication::quit);
    const QJsonObject ready{{u"ready"_s, true}, {u"url"_s, server.url()}};
    say(stdout, QString::fromUtf8(QJsonDocument(ready).toJson(QJsonDocument::Compact)));
    QCoreApplication::exec();
    qCInfo(lcServer, "Stopping");
    server.stop();
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    Logging::install();
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"medio-home"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(u"A Medio server for the living room.\n"_s + keyTable());
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Say this."_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Say which version this is."_s);
    const QCommandLineOption config(u"config"_s, u"The configuration file."_s, u"FILE"_s);
    const QCommandLineOption check(u"check-config"_s,
                                   u"Check the configuration and stop (0 right, 2 wrong)."_s);
    parser.addOptions({help, version, config, check});
    parser.addPositionalArgument(u"seed"_s, u"Fill the database with the family of FAMILY.json and stop."_s,
                                 u"[seed FAMILY.json]"_s);
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    const QStringList words = parser.positionalArguments();
    const bool seeding = words.size() == 2 && words.first() == "seed"_L1;
    if (!words.isEmpty() && !seeding)
        return CommandLine::refuse(u"the only command is: seed FAMILY.json"_s);

    const auto settings = Home::ServerSettings::load(parser.value(config));
    if (!settings) {
        for (const ConfigProblem &problem : settings.error())
            say(stderr, problem.toString());
        return CommandLine::wrongUsage;
    }
    if (parser.isSet(check)) {
        say(stdout, u"The configuration is right"_s);
        return 0;
    }
    return seeding ? seedFamily(*settings, words.last()) : serve(application, *settings);
}
