// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the wire costs: a large household (500 videos, 20 chips, 5 profiles) synced from a real medio-home on
// loopback, looked up, read at a start; and how many calls one sitting of three minutes makes, counted at the
// stage's proxy (--sitting, with the films of --films).

#include "app/base/commandline.h"
#include "app/base/logging.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/bench/await.h"
#include "tests/support/buildprograms.h"
#include "tests/support/faketokenstore.h"
#include "tests/support/realservers.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <vector>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int videos = 500;
constexpr int chips = 20;
constexpr int profiles = 5;
constexpr int filmsOfAChip = 25;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QString uidOf(int number)
{
    return u"04:00:00:00:00:01:%1"_s.arg(number, 2, 16, QLatin1Char('0')).toUpper();
}

QByteArray largeFamily()
{
    QJsonArray films;
    QJsonArray figures;
    QJsonArray children;
    for (int i = 0; i < videos; ++i) {
        films.append(QJsonObject{{u"key"_s, u"film-%1"_s.arg(i)},
                                 {u"title"_s, u"A film with an ordinary title, number %1"_s.arg(i)},
                                 {u"file"_s, u"film-%1.mp4"_s.arg(i)},
                                 {u"duration_seconds"_s, 600},
                                 {u"age_rating"_s, u"G"_s}});
    }
    for (int i = 0; i < chips; ++i) {
        QJsonArray playlist;
        for (int film = 0; film < filmsOfAChip; ++film)
            playlist.append(u"film-%1"_s.arg((i * filmsOfAChip + film) % videos));
        figures.append(
            QJsonObject{{u"uid"_s, uidOf(i)}, {u"label"_s, u"Chip %1"_s.arg(i)}, {u"videos"_s, playlist}});
    }
    for (int i = 0; i < profiles; ++i)
        children.append(QJsonObject{{u"name"_s, u"Child %1"_s.arg(i)}, {u"daily_limit_minutes"_s, 60}});
    return QJsonDocument(QJsonObject{{u"parent"_s, QJsonObject{{u"email"_s, u"demo@medio.example"_s},
                                                               {u"name"_s, u"Demo"_s},
                                                               {u"password"_s, u"Lantern-7!"_s}}},
                                     {u"profiles"_s, children},
                                     {u"videos"_s, films},
                                     {u"chips"_s, figures}})
        .toJson(QJsonDocument::Compact);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

/// Milliseconds that opening the files takes, catalogue in memory included.
double openingOf(const QString &folder)
{
    const SystemClock clock;
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto storage = Store::Storage::open(folder, clock);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

int household(int rounds)
{
    const QTemporaryDir folder;
    QDir(folder.path()).mkpath(u"home"_s);
    RealHome home(folder.filePath(u"home"_s), largeFamily());
    for (int i = 0; i < videos; ++i)
        home.addFilm(u"film-%1.mp4"_s.arg(i));
    home.seed();
    if (!await(60s, [&] { return home.isReady(); })) {
        out() << "medio-home did not start\n" << home.log() << Qt::endl;
        return 1;
    }

    const SystemClock clock;
    Net::FakeTokenStore tokens;
    Net::HttpGate gate(clock, Net::randomDice());
    Net::AuthSession session(gate, tokens, clock);
    Net::MedioClient client(gate, session, Net::randomDice());
    auto storage = Store::Storage::open(folder.filePath(u"full"_s), clock);
    if (!storage || !Store::Storage::open(folder.filePath(u"empty"_s), clock))
        return 1;
    gate.setServer(Api::ServerAddress::parse(home.url().toString()).value());
    client.signIn(u"demo@medio.example"_s, u"Lantern-7!"_s);
    if (!await(30s, [&] { return session.state() == Net::AuthSession::State::SignedIn; })) {
        out() << "the sign-in failed" << Qt::endl;
        return 1;
    }

    // From the question to the moment when it is on disk; each time as if for the first time.
    std::vector<double> syncs;
    for (int i = 0; i < rounds; ++i) {
        bool isStored = false;
        bool failed = false;
        (*storage)->catalogue().belongTo({});
        QObject context;
        QObject::connect(&(*storage)->catalogue(), &Store::Catalogue::stored, &context,
                         [&] { isStored = !(*storage)->catalogue().family().videos.isEmpty(); });
        QElapsedTimer timer;
        timer.start();
        client.family()->then(&context, [&](const auto &family) {
            failed = !family;
            if (family)
                (*storage)->catalogue().replace(gate.server()->realm(), *family, clock.wall());
        });
        if (!await(60s, [&] { return isStored || failed; }) || failed) {
            out() << "the sync failed" << Qt::endl;
            return 1;
        }
        syncs.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    const Api::Family &family = (*storage)->catalogue().family();
    const bool isWhole =
        family.videos.size() == videos && family.chips.size() == chips && family.profiles.size() == profiles;

    constexpr int lookups = 100'000;
    const auto uid = Nfc::Uid::fromString(uidOf(7));
    const auto snapshot = (*storage)->catalogue().snapshot();
    qsizetype found = 0;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < lookups; ++i)
        found += snapshot->chip(*uid)->films.size();
    const double lookup = double(timer.nsecsElapsed()) / 1e3 / lookups;

    storage->reset();
    const double full = openingOf(folder.filePath(u"full"_s));
    const double empty = openingOf(folder.filePath(u"empty"_s));
    const double slowest = *std::max_element(syncs.cbegin(), syncs.cend());
    out() << "sync of " << videos << " videos, " << chips << " chips, " << profiles << " profiles: median "
          << median(syncs) << " ms, longest " << slowest << " ms (bound 2000)\n"
          << "lookup of a UID: " << lookup << " us (bound 1000)\n"
          << "opening the files: " << full << " ms with it, " << empty << " ms empty: " << full - empty
          << " ms more (bound 50)" << Qt::endl;
    return isWhole && found == qsizetype(lookups) * filmsOfAChip && slowest <= 2000 && lookup <= 1000 &&
                   full - empty <= 50
               ? 0
               : 1;
}

/// A film of three minutes from its chip to the end that the server has; everything that the kiosk asks
/// meanwhile, but for its look at the server's health, which it has without a sitting as well.
int sitting(const QString &films)
{
    const QTemporaryDir folder;
    const QString script = folder.filePath(u"sitting.stage"_s);
    QFile file(script);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    file.write("child Otter\nwait 3000\nplace owl\nexpect first-frame chip=owl within 15000\n"
               "expect video-ended complete=true within 240000\n"
               "expect session-ended settled=true within 20000\nwait 2000\n");
    file.close();
    const QString calls = folder.filePath(u"calls"_s);
    QProcess stage;
    stage.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    stage.start(buildProgram(u"medio-stage"),
                {u"--script"_s, script, u"--films"_s, films, u"--calls"_s, calls, u"--out"_s, folder.path()});
    bool isOver = false;
    QObject::connect(&stage, &QProcess::finished, &stage, [&] { isOver = true; });
    if (!await(400s, [&] { return isOver; }) || stage.exitCode() != 0) {
        out() << "the sitting could not be played (status " << stage.exitCode() << ")" << Qt::endl;
        return 1;
    }

    // The stage's times begin with its first line; those of the calls are the machine's.
    QStringList asked;
    bool isSitting = false;
    QFile noted(calls);
    if (!noted.open(QIODevice::ReadOnly))
        return 1;
    const QList<QByteArray> lines = noted.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject call = QJsonDocument::fromJson(line).object();
        const QString path = call.value(u"path"_s).toString();
        isSitting = isSitting || path.startsWith(u"/api/sessions/start"_s);
        if (isSitting && path.startsWith(u"/api/"_s) && path != u"/api/health"_s)
            asked += call.value(u"method"_s).toString() + u' ' + path.section(u'?', 0, 0);
    }
    constexpr int minutes = 3;
    const qsizetype ofTheSession = std::count_if(
        asked.cbegin(), asked.cend(), [](const QString &call) { return call.contains(u"/api/sessions/"_s); });
    out() << asked.join(u'\n') << "\na sitting of " << minutes << " minutes: " << ofTheSession
          << " calls of its session (bound " << 2 + minutes << "), " << asked.size() << " in all" << Qt::endl;
    return ofTheSession >= 2 && ofTheSession <= 2 + minutes ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"wire_figures"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption rounds(u"rounds"_s, u"How often it is synced (5)."_s, u"N"_s, u"5"_s);
    const QCommandLineOption sit(u"sitting"_s, u"Count the calls of a sitting instead (4 minutes)."_s);
    const QCommandLineOption films(u"films"_s, u"Folder of the family's films."_s, u"DIR"_s,
                                   QCoreApplication::applicationDirPath() + u"/../films/small"_s);
    parser.addOptions({rounds, sit, films});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    QLoggingCategory::setFilterRules(u"medio.*=false"_s);
    return parser.isSet(sit) ? sitting(parser.value(films))
                             : household(std::max(1, parser.value(rounds).toInt()));
}
