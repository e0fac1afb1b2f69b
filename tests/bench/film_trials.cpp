// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Films and servers as bad as they come, played by the real player through gateway and medio-probe: how
// each ends, and how long the main thread was blocked meanwhile.
//   film_trials [--films N] [--seed S] [--few]
//   film_trials --only N [--times T] [--seed S] [--save FOLDER]
// Servers first, then films that were spoiled by the seed, then every kind of film once more without its
// server. Which spoiled film was blocked for long or hung is said with its number: --only shows it alone,
// --save writes its files. Exit status 1 when something hung, was blocked for longer than allowed or did not
// play again.

#include "player/gateway/mediagateway.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/qtplayer.h"
#include "tests/bench/await.h"
#include "tests/support/buildprograms.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"
#include "tests/support/loopwatch.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QMap>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace Medio;
using namespace Medio::Gateway;
using namespace Medio::PlayerQt;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Files = QHash<QByteArray, QByteArray>;

constexpr auto hang = 25s;        ///< nothing is heard of a film for so long: longer than all patience below
constexpr double mostMoving = 16; ///< ms
constexpr double mostStill = 25;  ///< ms: QMediaPlayer::setSource of Qt 6.4

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// One film from its opening to its end.
struct Shown
{
    QString end;       ///< "plays", "complete", "broken off", the name of a failure, or "hangs"
    double still = 0;  ///< blocked at most until its first picture, ms
    double moving = 0; ///< and from then on
};

class Box
{
public:
    Box()
    {
        m_settings.cacheFolder = m_cache.path();
        m_settings.probeProgram = buildProgram(u"medio-probe");
        m_settings.spare = 0;
        m_settings.budget = 64LL * 1024 * 1024;
        m_settings.silence = 1s;
        m_settings.openPatience = 5s;
        m_settings.starvePatience = 4s;
        start();
    }

    void start()
    {
        m_player.reset();
        m_gateway.reset();
        m_gateway = std::make_unique<MediaGateway>(m_settings);
        m_player = std::make_unique<QtPlayer>(*m_gateway);
        await(300ms, [] { return false; }); // its programs have started
    }

    [[nodiscard]] Film film(const QString &path, const QString &id) const
    {
        return {id, server.url(u'/' + path), {}};
    }

    /// Shows the film for `length`, or to its end.
    Shown show(const Film &film, std::chrono::milliseconds length)
    {
        bool first = false;
        QString end;
        const QObject context;
        QObject::connect(m_player.get(), &Player::firstFrame, &context, [&] { first = true; });
        QObject::connect(m_player.get(), &Player::ended, &context,
                         [&](quint64, bool complete) { end = complete ? u"complete"_s : u"broken off"_s; });
        QObject::connect(m_player.get(), &Player::failed, &context,
                         [&](quint64, FilmFailure failure, const QString &) { end = nameOf(failure); });
        Shown shown;
        m_watch.begin();
        m_player->open(film, 0ms);
        m_player->play();
        if (!await(hang, [&] { return first || !end.isEmpty(); }))
            end = u"hangs"_s;
        shown.still = milliseconds(m_watch.longest());
        m_watch.begin();
        if (first && end.isEmpty() &&
            !await(std::min<std::chrono::milliseconds>(length, hang), [&] { return !end.isEmpty(); }))
            end = length < hang ? u"plays"_s : u"hangs"_s;
        shown.moving = milliseconds(m_watch.longest());
        shown.end = end;
        m_watch.begin();
        m_player->stop();
        await(1ms, [] { return false; });
        shown.still = std::max(shown.still, milliseconds(m_watch.longest()));
        return shown;
    }

    [[nodiscard]] bool awaitKept(const QString &id)
    {
        return await(20s, [&] { return m_gateway->kept().contains(id); });
    }
    void forget(const QString &id) { m_gateway->copies().forget(id); }

    FilmServer server;

private:
    QTemporaryDir m_cache;
    GatewaySettings m_settings;
    std::unique_ptr<MediaGateway> m_gateway;
    std::unique_ptr<QtPlayer> m_player;
    LoopWatch m_watch;
};

/// What is spoiled: every kind of film that is played.
struct Kind
{
    QString name;
    QString path;
    Files files; ///< at their server
};

QList<Kind> kinds(const FilmFixture &fixture)
{
    QList<Kind> kinds;
    const auto single = [&](const QString &name, const QStringList &more) {
        kinds.append({name,
                      name,
                      {{'/' + name.toUtf8(),
                        FilmFixture::bytes(fixture.make(name, FilmFixture::arguments(2) + more))}}});
    };
    const QStringList fast{u"-deadline"_s, u"realtime"_s, u"-cpu-used"_s, u"8"_s};
    single(u"front.mp4"_s, {u"-movflags"_s, u"+faststart"_s});
    single(u"back.mp4"_s, {});
    single(u"pieces.mp4"_s, {u"-movflags"_s, u"+frag_keyframe+empty_moov"_s, u"-g"_s, u"12"_s});
    single(u"vp9.webm"_s, QStringList{u"-c:v"_s, u"libvpx-vp9"_s, u"-c:a"_s, u"libopus"_s} + fast);
    single(u"vp8.webm"_s,
           QStringList{u"-c:v"_s, u"libvpx"_s, u"-c:a"_s, u"libvorbis"_s, u"-ac"_s, u"2"_s} + fast);
    single(u"h264.mkv"_s, {});
    single(u"film.ts"_s, {});
    kinds.append(
        {u"HLS, transport streams"_s, u"list.m3u8"_s, fixture.makeHls(u"ts"_s, FilmFixture::arguments(2))});
    kinds.append(
        {u"HLS, MP4"_s, u"list.m3u8"_s,
         fixture.makeHls(u"fmp4"_s, FilmFixture::arguments(2), {u"-hls_segment_type"_s, u"fmp4"_s})});
    return kinds;
}

/// One of the ways in which a file is damaged or was made by somebody who means no good.
void spoil(QByteArray &bytes, QRandomGenerator &random)
{
    const auto anywhere = [&] {
        return random.bounded(int(std::max<qsizetype>(1, bytes.size())));
    };
    // Headers are where it hurts.
    const auto early = [&] {
        return random.bounded(int(std::clamp<qsizetype>(bytes.size(), 1, 4000)));
    };
    if (bytes.isEmpty())
        return;
    switch (random.bounded(10)) {
    case 0: // a few bytes anywhere
        for (int i = random.bounded(1, 40); i > 0; --i)
            bytes[anywhere()] = char(random.bounded(256));
        break;
    case 1:
    case 2: // a few bytes of its headers
        for (int i = random.bounded(1, 12); i > 0; --i)
            bytes[early()] = char(random.bounded(256));
        break;
    case 3:
    case 4: { // a number as large, as small or as negative as it can be
        static const QByteArray numbers[] = {QByteArray(4, '\xFF'), QByteArray(4, '\0'),
                                             QByteArray("\x7F\xFF\xFF\xFF", 4), QByteArray("\x80\0\0\0", 4),
                                             QByteArray("\0\0\0\1", 4)};
        for (int i = random.bounded(1, 4); i > 0; --i)
            bytes.replace(early(), 4, numbers[random.bounded(5)]);
        break;
    }
    case 5: // cut off
        bytes.truncate(anywhere());
        break;
    case 6: // a piece is missing
        bytes.remove(anywhere(), random.bounded(1, 2000));
        break;
    case 7: // a piece twice
        bytes.insert(anywhere(), bytes.mid(anywhere(), random.bounded(1, 2000)));
        break;
    case 8: { // a hole
        const int at = anywhere();
        const qsizetype length = std::min<qsizetype>(random.bounded(1, 5000), bytes.size() - at);
        std::fill_n(bytes.begin() + at, length, '\0');
        break;
    }
    default: // an index bit: a codec, a box or an element by another name
        for (int i = random.bounded(1, 3); i > 0; --i) {
            const int at = early();
            bytes[at] = char(bytes.at(at) ^ (1 << random.bounded(8)));
        }
    }
}

struct Tally
{
    QMap<QString, int> ends;
    double still = 0;
    double moving = 0;
    int over = 0;

    void add(const Shown &shown)
    {
        ++ends[shown.end];
        still = std::max(still, shown.still);
        moving = std::max(moving, shown.moving);
        over += shown.still > mostStill || shown.moving > mostMoving;
    }
    [[nodiscard]] QString text() const
    {
        QStringList parts;
        for (auto it = ends.cbegin(); it != ends.cend(); ++it)
            parts.append(u"%1 %2"_s.arg(it.value()).arg(it.key()));
        return u"%1; blocked at most %2 ms while still, %3 ms while it moved"_s.arg(parts.join(u", "_s))
            .arg(still, 0, 'f', 1)
            .arg(moving, 0, 'f', 1);
    }
};

/// Every bad server there is, with a film that is fetched in two seconds.
Tally tryServers(Box &box, const Kind &kind)
{
    struct Row
    {
        const char *name;
        FilmServer::Manners manners;
        Files files;
    };
    const QByteArray path = kind.path.toUtf8();
    const QByteArray film = kind.files.value('/' + path);
    const auto with = [](const std::function<void(FilmServer::Manners &)> &change) {
        FilmServer::Manners manners;
        change(manners);
        return manners;
    };
    const auto bytes = [&](const QByteArray &text) {
        return Files{{'/' + path, text}};
    };
    // Of a playlist, what it names.
    qint64 size = 0;
    for (const QByteArray &file : kind.files)
        size += file.size();
    const qint64 third = film.size() / 3;
    const QList<Row> rows{
        {"good", {}, kind.files},
        {"slow", with([&](auto &m) { m.bytesPerSecond = size * 2 / 3; }), kind.files},
        {"slower than the film", with([&](auto &m) { m.bytesPerSecond = size / 4; }), kind.files},
        {"silent", with([](auto &m) { m.mute = true; }), kind.files},
        {"stalled", with([&](auto &m) { m.silentAt = size * 6 / 10; }), kind.files},
        {"dropping", with([&](auto &m) { m.dropAfter = size / 6; }), kind.files},
        {"lying about its length", with([](auto &m) { m.lie = 100'000; }), kind.files},
        {"without ranges", with([](auto &m) { m.ranges = false; }), kind.files},
        {"without a length", with([](auto &m) { m.ranges = m.tells = m.validates = false; }), kind.files},
        {"signed for one request", with([&](auto &m) { m.signedFor = 1, m.dropAfter = size / 4; }),
         kind.files},
        {"404", with([](auto &m) { m.status = 404; }), kind.files},
        {"401", with([](auto &m) { m.status = 401; }), kind.files},
        {"503", with([](auto &m) { m.status = 503; }), kind.files},
        {"a page", with([](auto &m) { m.type = "text/html"; }), kind.files},
        {"redirected for ever", with([](auto &m) { m.redirect = "/round"; }), kind.files},
        {"truncated", {}, bytes(film.first(2 * third))},
        {"corrupt", {}, bytes(film.first(third) + QByteArray(third, 'x') + film.last(third))},
        {"empty", {}, bytes({})},
        {"text", {}, bytes("This is no film.")},
        {"noise", {}, bytes(QByteArray(200'000, '\xA5'))},
    };
    Tally tally;
    for (const Row &row : rows) {
        box.server.setFiles(row.files);
        box.server.setManners(row.manners);
        const QString id = kind.name + u" / " + QString::fromLatin1(row.name);
        const Shown shown = box.show(box.film(kind.path, id), hang);
        std::printf("%-45s %-12s %5.1f %5.1f ms\n", qPrintable(id), qPrintable(shown.end), shown.still,
                    shown.moving);
        std::fflush(stdout);
        tally.add(shown);
        box.forget(id);
    }
    box.server.setManners({});
    return tally;
}

/// The files of a kind, some of them spoiled.
Files spoiled(const Kind &kind, QRandomGenerator &random)
{
    Files files = kind.files;
    QList<QByteArray> names = files.keys();
    std::sort(names.begin(), names.end()); // a seed is a seed
    for (int i = random.bounded(1, 3); i > 0; --i)
        spoil(files[names.at(random.bounded(int(names.size())))], random);
    return files;
}

Tally trySpoiled(Box &box, const QList<Kind> &all, int count, quint32 seed)
{
    QRandomGenerator random(seed);
    Tally tally;
    for (int number = 0; number < count; ++number) {
        const Kind &kind = all.at(number % all.size());
        box.server.setFiles(spoiled(kind, random));
        const QString id = u"%1 %2"_s.arg(kind.path).arg(number);
        // One in forty to its end.
        const Shown shown = box.show(box.film(kind.path, id), number % 40 == 0 ? 10s : 60ms);
        tally.add(shown);
        box.forget(id);
        if (shown.end == u"hangs" || shown.still > mostStill || shown.moving > mostMoving)
            std::printf("film %d of seed %u (%s): %s, blocked %.1f ms while still, %.1f ms while it moved\n",
                        number, seed, qPrintable(kind.name), qPrintable(shown.end), shown.still,
                        shown.moving);
        if (number % 500 == 499)
            std::fprintf(stderr, "%d films\n", number + 1);
    }
    return tally;
}

Files filesOf(const QList<Kind> &all, int chosen, quint32 seed)
{
    QRandomGenerator random(seed);
    Files files;
    for (int number = 0; number <= chosen; ++number)
        files = spoiled(all.at(number % all.size()), random);
    return files;
}

[[nodiscard]] bool save(const Files &files, const QString &folder)
{
    return std::all_of(files.keyBegin(), files.keyEnd(), [&](const QByteArray &name) {
        QFile file(folder + QString::fromUtf8(name));
        return file.open(QIODevice::WriteOnly) && file.write(files.value(name)) == files.value(name).size() &&
               file.flush();
    });
}

/// One of these, many times: what it costs by itself shows each time.
Tally tryOne(Box &box, const QList<Kind> &all, int chosen, int times, quint32 seed)
{
    box.server.setFiles(filesOf(all, chosen, seed));
    const Kind &kind = all.at(chosen % all.size());
    Tally tally;
    for (int time = 0; time < times; ++time) {
        const QString id = u"%1 %2"_s.arg(kind.path).arg(chosen);
        const Shown shown = box.show(box.film(kind.path, id), 60ms);
        std::printf("%s, blocked %.1f ms while still, %.1f ms while it moved\n", qPrintable(shown.end),
                    shown.still, shown.moving);
        tally.add(shown);
        box.forget(id);
    }
    std::printf("film %d of seed %u (%s): %s\n", chosen, seed, qPrintable(kind.name),
                qPrintable(tally.text()));
    return tally;
}

/// Seen once for so long, and then the network is cut and the box starts anew.
int tryOffline(Box &box, const QList<Kind> &all, std::chrono::milliseconds length)
{
    int missing = 0;
    for (const Kind &kind : all) {
        box.server.setFiles(kind.files);
        const Shown seen = box.show(box.film(kind.path, kind.name), length);
        if (!box.awaitKept(kind.name))
            std::printf("%s (%s) is not kept\n", qPrintable(kind.name), qPrintable(seen.end));
    }
    box.server.setUp(false);
    box.start();
    for (const Kind &kind : all) {
        const Shown shown = box.show(box.film(kind.path, kind.name), length);
        if (shown.end != u"complete" && (length == hang || shown.end != u"plays")) {
            std::printf("%s does not play without its server: %s\n", qPrintable(kind.name),
                        qPrintable(shown.end));
            ++missing;
        }
    }
    box.server.setUp(true);
    return missing;
}

} // namespace

int main(int argc, char *argv[])
{
    if (const auto chosen = chooseBackend(); !chosen) {
        std::fprintf(stderr, "%s\n", qPrintable(chosen.error()));
        return 1;
    }
    const QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption filmsOption(u"films"_s, u"So many spoiled films."_s, u"N"_s, u"1000"_s);
    const QCommandLineOption seedOption(u"seed"_s, u"What spoils them."_s, u"S"_s, u"20261121"_s);
    const QCommandLineOption few(u"few"_s, u"Some servers and films: seconds."_s);
    const QCommandLineOption onlyOption(u"only"_s, u"Nothing but the spoiled film of this number."_s, u"N"_s);
    const QCommandLineOption timesOption(u"times"_s, u"So often, with --only."_s, u"T"_s, u"20"_s);
    const QCommandLineOption saveOption(u"save"_s, u"Into this folder, with --only."_s, u"FOLDER"_s);
    parser.addOptions({filmsOption, seedOption, few, onlyOption, timesOption, saveOption});
    parser.process(QCoreApplication::arguments());
    const int count = parser.isSet(few) ? 45 : std::max(0, parser.value(filmsOption).toInt());
    const quint32 seed = parser.value(seedOption).toUInt();

    // What is said of each of them is not what is looked for here.
    QLoggingCategory::setFilterRules(u"medio.*=false\nqt.*=false"_s);
    const FilmFixture fixture;
    const QList<Kind> all = kinds(fixture);
    for (const Kind &kind : all)
        if (kind.files.value('/' + kind.path.toUtf8()).isEmpty()) {
            std::fprintf(stderr, "ffmpeg could not make %s\n", qPrintable(kind.name));
            return 1;
        }
    Box box;
    if (parser.isSet(onlyOption)) {
        const int chosen = std::max(0, parser.value(onlyOption).toInt());
        if (parser.isSet(saveOption) && !save(filesOf(all, chosen, seed), parser.value(saveOption))) {
            std::fprintf(stderr, "its files can't be written to %s\n", qPrintable(parser.value(saveOption)));
            return 1;
        }
        const Tally tally = tryOne(box, all, chosen, parser.value(timesOption).toInt(), seed);
        return tally.over + tally.ends.value(u"hangs"_s) == 0 ? 0 : 1;
    }
    Tally servers;
    if (!parser.isSet(few)) {
        for (const Kind &kind : {all.at(0), all.at(3), all.at(8)}) {
            const Tally tally = tryServers(box, kind);
            std::printf("servers, %s: %s\n", qPrintable(kind.name), qPrintable(tally.text()));
            servers.still = std::max(servers.still, tally.still);
            servers.moving = std::max(servers.moving, tally.moving);
            servers.over += tally.over;
            servers.ends[u"hangs"_s] += tally.ends.value(u"hangs"_s);
        }
    }
    const Tally spoiled = trySpoiled(box, all, count, seed);
    const int missing = tryOffline(box, all, parser.isSet(few) ? 400ms : std::chrono::milliseconds(hang));

    std::printf("servers: %d hang, blocked at most %.1f ms while still, %.1f ms while it moved\n",
                servers.ends.value(u"hangs"_s), servers.still, servers.moving);
    std::printf("%d spoiled films (seed %u): %s\n", count, seed, qPrintable(spoiled.text()));
    std::printf("%d of %d kinds of film do not play without their server after they were seen once\n",
                missing, int(all.size()));
    const int hung = servers.ends.value(u"hangs"_s) + spoiled.ends.value(u"hangs"_s);
    // How long a thread was blocked says something on a machine that has time for it.
    const int over = parser.isSet(few) ? 0 : servers.over + spoiled.over;
    return hung + over + missing == 0 ? 0 : 1;
}
