// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// medio-home-stage: the home server's library with a clock that the stage sets. The shipped
// medio-home knows no clock but the machine's.
//
// Commands of StageClock come as JSON lines on stdin, each answered by {"ok":true} or
// {"ok":false,"error":"..."} on stdout; it ends when stdin does.

#include "app/base/clock.h"
#include "app/base/endsignals.h"
#include "app/base/logging.h"
#include "server/seed.h"
#include "server/server.h"
#include "tests/automation/stageclock.h"

#include <unistd.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

namespace {

using namespace Medio;

constexpr int failed = 1;
constexpr int usage = 2;

void say(FILE *stream, const QByteArray &line)
{
    std::fputs(QByteArray(line + '\n').constData(), stream);
    std::fflush(stream);
}

void say(FILE *stream, const QJsonObject &object)
{
    say(stream, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

int serve(const Home::ServerSettings &settings, StageClock &clock)
{
    const EndSignals endSignals;
    QObject::connect(&endSignals, &EndSignals::endRequested, &QCoreApplication::quit);

    Home::Server server(settings, clock);
    if (const auto started = server.start(); !started) {
        say(stderr, started.error().toUtf8());
        return failed;
    }

    QByteArray pending;
    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&commands, &QSocketNotifier::activated, &commands, [&] {
        char bytes[4096];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) {
            commands.setEnabled(false);
            return QCoreApplication::quit();
        }
        pending.append(bytes, count);
        for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
            const auto applied = clock.apply(QJsonDocument::fromJson(pending.left(end)).object());
            pending.remove(0, end + 1);
            QJsonObject answer{{QStringLiteral("ok"), applied.has_value()}};
            if (!applied)
                answer.insert(QStringLiteral("error"), applied.error());
            say(stdout, answer);
        }
    });

    say(stdout, QJsonObject{{QStringLiteral("ready"), true}, {QStringLiteral("url"), server.url()}});
    QCoreApplication::exec();
    server.stop();
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    Logging::install();
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("medio-home-stage"));

    const QStringList words = QCoreApplication::arguments();
    const bool seeding = words.size() == 5 && words.at(3) == u"seed";
    if ((words.size() != 3 && !seeding) || words.at(1) != u"--config") {
        say(stderr, "medio-home-stage --config FILE [seed FAMILY.json]");
        return usage;
    }
    const auto settings = Home::ServerSettings::load(words.at(2));
    if (!settings) {
        for (const ConfigProblem &problem : settings.error())
            say(stderr, problem.toString().toUtf8());
        return usage;
    }
    const auto begin = StageClock::startFromEnvironment();
    if (!begin) {
        say(stderr, StageClock::environmentVariable + QByteArray(": ") + begin.error().toUtf8());
        return usage;
    }
    StageClock clock(*begin);
    if (!seeding)
        return serve(*settings, clock);

    const auto seeded = Home::seed(*settings, clock, words.at(4));
    if (seeded)
        return 0;
    for (const QString &problem : seeded.error())
        say(stderr, problem.toUtf8());
    return failed;
}
