// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the wire costs: a large household (500 videos, 20 chips, 5 profiles) synced from a real medio-home on
// loopback, looked up, read at a start; what it adds to the start of the real kiosk (--start); and how many
// calls one sitting of three minutes makes, counted at the stage's proxy (--sitting, with the films of
// --films; with --plain at a server that can do no more than Medio).

#include "app/base/chronicle.h"
#include "app/base/commandline.h"
#include "app/base/logging.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/bench/await.h"
#include "tests/bench/manyfilms.h"
#include "tests/stage/linechannel.h"
#include "tests/stage/stageprocess.h"
#include "tests/support/buildprograms.h"
#include "tests/support/faketokenstore.h"
#include "tests/support/realservers.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <optional>
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
    QJsonArray figures;
    QJsonArray children;
    for (int i = 0; i < chips; ++i) {
        QJsonArray playlist;
        for (int film = 0; film < filmsOfAChip; ++film)
            playlist.append(u"film-%1"_s.arg((i * filmsOfAChip + film) % videos));
        figures.append(
            QJsonObject{{u"uid"_s, uidOf(i)}, {u"label"_s, u"Chip %1"_s.arg(i)}, {u"videos"_s, playlist}});
    }
    for (int i = 0; i < profiles; ++i)
        children.append(QJsonObject{{u"name"_s, u"Child %1"_s.arg(i)}, {u"daily_limit_minutes"_s, 60}});
    return familyWithFilms(videos, children, figures);
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

/// What a sync brings of so many films on so many chips; five children, so that each start ends with the
/// question who is watching.
Api::Family familyOf(int films, int figures)
{
    Api::Family family;
    family.user = {Api::UserId::create(), u"demo@medio.example"_s, u"Demo"_s};
    for (int i = 0; i < profiles; ++i)
        family.profiles.append({Api::ProfileId::create(), u"Child %1"_s.arg(i), {}, 60min});
    for (int i = 0; i < films; ++i) {
        Api::Video film;
        film.id = Api::VideoId::create();
        film.title = u"A film with an ordinary title, number %1"_s.arg(i);
        film.videoUrl = u"http://127.0.0.1/films/%1.mp4"_s.arg(i);
        film.ageRating = u"G"_s;
        film.duration = 10min;
        family.videos.append(film);
    }
    for (int i = 0; i < figures; ++i) {
        Api::FamilyChip chip;
        chip.chip = {Api::ChipId::create(), uidOf(i), u"Chip %1"_s.arg(i)};
        for (int k = 0; k < std::min(films, filmsOfAChip); ++k) {
            const Api::Video &film = family.videos.at((i * filmsOfAChip + k) % films);
            Api::ChipVideo entry;
            entry.id = film.id;
            entry.title = film.title;
            entry.sequenceOrder = k + 1;
            chip.videos.append(entry);
        }
        family.chips.append(chip);
    }
    return family;
}

/// A kiosk's folders in `folder`, with that family in its catalogue, and the file to start it with.
bool makeKiosk(const QString &folder, const Api::Family &family)
{
    const SystemClock clock;
    const QUrl server(u"http://127.0.0.1:1"_s); // refuses at once
    QDir().mkpath(folder + u"/data"_s);
    const auto storage = Store::Storage::open(folder + u"/data"_s, clock);
    if (!storage)
        return false;
    bool isStored = false;
    QObject context;
    QObject::connect(&(*storage)->catalogue(), &Store::Catalogue::stored, &context, [&] { isStored = true; });
    (*storage)->account().remember({server, family.user.email});
    (*storage)->catalogue().replace(Api::ServerAddress::parse(server.toString())->realm(), family,
                                    clock.wall());
    if (!await(30s, [&] { return isStored; }))
        return false;
    (*storage)->finish();
    QFile file(folder + u"/kiosk.toml"_s);
    return file.open(QIODevice::WriteOnly) &&
           file.write("[paths]\ndata = '" + folder.toUtf8() + "/data'\ncache = '" + folder.toUtf8() +
                      "/cache'\n\n[reader]\nconnection = 'pn532_uart:" + folder.toUtf8() +
                      "/no-reader:115200'\n\n[window]\nfullscreen = false\n") > 0;
}

/// Milliseconds from the start of the program to its `ready`; nothing: it never was.
std::optional<double> startOf(const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, folder);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + folder + u"/no-bus"_s);
    const QString socket = QFileInfo(folder).path() + u"/socket"_s; // closed to everybody else
    QFile::remove(socket);
    std::optional<double> took;
    const std::chrono::nanoseconds began = Chronicle::now();
    Stage::LineChannel line;
    QObject::connect(&line, &Stage::LineChannel::happened, &line, [&](const QJsonObject &event) {
        if (event.value(u"event"_s) == u"ready"_s && !took)
            took = double(event.value(u"t"_s).toString().toLongLong() - began.count()) / 1e6;
    });
    Stage::StageProcess kiosk(u"medio-kiosk-stage"_s);
    kiosk.start(buildProgram(u"medio-kiosk-stage"_s),
                {u"--config"_s, folder + u"/kiosk.toml"_s, u"--automation"_s, socket}, environment,
                folder + u"/kiosk.log"_s);
    line.connectTo(socket, 20s, [](const auto &) {});
    await(30s, [&] { return took.has_value(); });
    bool isOver = false;
    kiosk.end([&isOver] { isOver = true; });
    await(30s, [&] { return isOver; });
    return took;
}

/// The kiosk with the large family and with one film on one chip, turn by turn.
int start(int rounds)
{
    const QTemporaryDir folder;
    const QString full = folder.filePath(u"full"_s);
    const QString small = folder.filePath(u"small"_s);
    if (!makeKiosk(full, familyOf(videos, chips)) || !makeKiosk(small, familyOf(1, 1)))
        return 1;
    std::vector<double> withIt;
    std::vector<double> without;
    for (int i = 0; i <= rounds; ++i) { // the first warms up the machine's caches
        const auto a = startOf(small);
        const auto b = startOf(full);
        if (!a || !b) {
            out() << "a kiosk was never ready" << Qt::endl;
            return 1;
        }
        if (i == 0)
            continue;
        without.push_back(*a);
        withIt.push_back(*b);
    }
    const double more = median(withIt) - median(without);
    out() << "start to ready, median of " << rounds << ": " << median(withIt) << " ms with " << videos
          << " videos, " << median(without) << " ms with one: " << more << " ms more (bound 50)" << Qt::endl;
    return more <= 50 ? 0 : 1;
}

/// Stands before a medio-home and hides what it can do beyond Medio.
class PlainFront final : public QObject
{
public:
    explicit PlainFront(const QUrl &server)
        : m_server(server)
    {
        connect(&m_listener, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_listener.nextPendingConnection())
                serve(client);
        });
        if (!m_listener.listen(QHostAddress::LocalHost))
            qFatal("no loopback port: %s", qPrintable(m_listener.errorString()));
    }
    [[nodiscard]] QString address() const { return u"http://127.0.0.1:%1"_s.arg(m_listener.serverPort()); }

private:
    void serve(QTcpSocket *client)
    {
        auto *upstream = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, upstream,
                [client, upstream] { upstream->write(client->readAll()); });
        connect(upstream, &QTcpSocket::readyRead, client, [client, upstream] {
            QByteArray answer = upstream->readAll();
            client->write(answer.replace("\"capabilities\"", "\"nothing-more\"")); // as long as it was
        });
        connect(upstream, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        upstream->connectToHost(m_server.host(), quint16(m_server.port()));
    }

    const QUrl m_server;
    QTcpServer m_listener;
};

/// A film of three minutes from its chip to the end that the server has; everything that the kiosk asks
/// meanwhile, but for its look at the server's health, which it has without a sitting as well.
int sitting(const QString &films, bool isPlain)
{
    const QTemporaryDir folder;
    std::unique_ptr<RealHome> home;
    std::unique_ptr<PlainFront> front;
    if (isPlain) {
        QDir(folder.path()).mkpath(u"home"_s);
        home = std::make_unique<RealHome>(folder.filePath(u"home"_s), largeFamily());
        for (int i = 0; i < videos; ++i)
            home->addFilm(u"film-%1.mp4"_s.arg(i));
        home->seed();
        if (!await(60s, [&] { return home->isReady(); })) {
            out() << "medio-home did not start\n" << home->log() << Qt::endl;
            return 1;
        }
        front = std::make_unique<PlainFront>(home->url());
    }
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
    QStringList arguments{u"--script"_s, script, u"--films"_s, films,
                          u"--calls"_s,  calls,  u"--out"_s,   folder.path()};
    if (front)
        arguments += {u"--server"_s, front->address()};
    stage.start(buildProgram(u"medio-stage"), arguments);
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
    // What a home server is told beside them, it settles once a minute.
    const qsizetype judged = isPlain ? asked.size() : ofTheSession;
    return ofTheSession >= 2 && judged <= 2 + minutes ? 0 : 1;
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
    const QCommandLineOption starts(u"start"_s,
                                    u"Start the kiosk with it and without it instead, --rounds times."_s);
    const QCommandLineOption sit(u"sitting"_s, u"Count the calls of a sitting instead (4 minutes)."_s);
    const QCommandLineOption plain(u"plain"_s, u"At a server without what medio-home can do beyond Medio."_s);
    const QCommandLineOption films(u"films"_s, u"Folder of the family's films."_s, u"DIR"_s,
                                   QCoreApplication::applicationDirPath() + u"/../films/small"_s);
    parser.addOptions({rounds, starts, sit, plain, films});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    QLoggingCategory::setFilterRules(u"medio.*=false"_s);
    const int times = std::max(1, parser.value(rounds).toInt());
    if (parser.isSet(starts))
        return start(times);
    return parser.isSet(sit) ? sitting(parser.value(films), parser.isSet(plain)) : household(times);
}
