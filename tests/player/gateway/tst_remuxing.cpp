// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/gatewaytrial.h"

#include <signal.h>

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <memory>
#include <utility>

using namespace Medio;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Films that are no MP4 at their server, through the gateway: what a media library gets of them.
class TestRemuxing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void oneFile_data();
    void oneFile();
    void playlist_data();
    void playlist();
    void otherHeadersInTheMidst_data();
    void otherHeadersInTheMidst();
    void refusesPartsThatDoNotFit_data();
    void refusesPartsThatDoNotFit();
    void stretchesOfAServerWithoutRanges();
    void choosesAQuality();
    void aQualityThatIsTooHeavy_data();
    void aQualityThatIsTooHeavy();
    void aHeavyQualityStaysWithoutItsServer();
    void aLighterQualityThatIsNoGood_data();
    void aLighterQualityThatIsNoGood();
    void refuses_data();
    void refuses();
    void playsWhileItGrows();
    void playsAPlaylistWhileItGrows();
    void playsToTheEndOfWhatGrew();
    void keepsWhatIsWrittenBesideIt();
    void waitsForAPlaceInItsMidst();
    void continuesAPlaylistOfAnEarlierRun_data();
    void continuesAPlaylistOfAnEarlierRun();
    void aPlanThatSaysTooMuch_data();
    void aPlanThatSaysTooMuch();
    void survivesAKillInMidPlaylist();
    void survivesAKillInMidRemux_data();
    void survivesAKillInMidRemux();
    void forgetsAPlaylistThatPlays();
    void asksForSignedAddressesAnew();
    void asksForSignedFoldersAnew();
    void anotherQualityInAnotherFolder();
    void piecesThatAreGone();
    void piecesThatAlwaysBreakOffAtOnePlace();
    void piecesThatAreRefused();
    void aRemuxThatIsKilled_data();
    void aRemuxThatIsKilled();
    void aPlaylistOfAStrangerGetsNoSecrets();
    void livesWithoutAFolder();

private:
    using Files = QHash<QByteArray, QByteArray>;

    /// From now on a list of two qualities is there, and a board that is too slow for pictures of these
    /// heights, which are 180 and 240; `instead` of what is at those paths, nothing for what is null.
    void serveTwoQualities(const QList<int> &tooHigh, const Files &instead = {});
    /// Whose playlists were asked for, since so many requests.
    [[nodiscard]] QSet<QString> qualitiesAskedFor(qsizetype since = 0) const;
    [[nodiscard]] FilmCopy copy(const QString &id) const
    {
        return m_trial->gateway->copies().find(id).value_or(FilmCopy());
    }

    /// Its player gets the list's film before all of it is here.
    void startBeforeASlowList();
    /// One list behind the other, as "name+other"; a list and itself are two times the same pieces.
    void joinLists(const QString &name, const QString &other);
    /// A hash of each decoded picture.
    [[nodiscard]] QStringList picturesOf(const QString &path) const;
    /// It is ready from a server and kept, and then it plays without one.
    void playsAndIsKept(const Film &film, const QString &video, const QString &audio,
                        std::chrono::milliseconds duration);

    /// Has another process fetch this film, which is at the server, until `isFar`, and kills it.
    void killWhileItFetches(const QString &id, const std::function<bool(qint64 here)> &isFar);
    /// Opens it again, sees it kept, and says how many of its bytes were asked for meanwhile.
    qint64 fetchedAgain(const QString &id, const Files &files);
    static qint64 bytesOf(const Files &files);

    FilmFixture m_films;
    QHash<QString, QByteArray> m_single;
    QHash<QString, Files> m_lists;
    std::unique_ptr<GatewayTrial> m_trial;
};

void TestRemuxing::initTestCase()
{
    const auto single = [this](const QString &name, const QStringList &codecs, double seconds = 3) {
        const QStringList arguments = FilmFixture::arguments(seconds) + codecs;
        m_single.insert(name, FilmFixture::bytes(m_films.make(name, arguments)));
        QVERIFY2(!m_single.value(name).isEmpty(), qPrintable(name));
    };
    const QStringList vp9{u"-c:v"_s, u"libvpx-vp9"_s, u"-deadline"_s, u"realtime"_s, u"-cpu-used"_s, u"8"_s};
    single(u"vp9.webm"_s, vp9 + QStringList{u"-c:a"_s, u"libopus"_s});
    single(u"vp8.webm"_s, {u"-c:v"_s, u"libvpx"_s, u"-deadline"_s, u"realtime"_s, u"-cpu-used"_s, u"8"_s,
                           u"-c:a"_s, u"libvorbis"_s, u"-ac"_s, u"2"_s});
    single(u"av1.webm"_s, {u"-c:v"_s, u"libaom-av1"_s, u"-usage"_s, u"realtime"_s, u"-cpu-used"_s, u"8"_s,
                           u"-c:a"_s, u"libopus"_s});
    single(u"h264.mkv"_s, {});
    single(u"film.ts"_s, {});
    single(u"large.mkv"_s, FilmFixture::noise());
    single(u"long.webm"_s, vp9 + QStringList{u"-c:a"_s, u"libopus"_s, u"-g"_s, u"25"_s, u"-b:v"_s, u"1M"_s},
           12);

    const auto list = [this](const QString &name, const QStringList &more, double seconds = 4) {
        m_lists.insert(name, m_films.makeHls(name, FilmFixture::arguments(seconds), more));
        QVERIFY2(m_lists.value(name).size() >= 2, qPrintable(name));
    };
    const QStringList mp4{u"-hls_segment_type"_s, u"fmp4"_s};
    list(u"ts"_s, {});
    list(u"fmp4"_s, mp4);
    list(u"stretches"_s, {u"-hls_flags"_s, u"single_file"_s});
    list(u"long"_s, mp4 + QStringList{u"-b:v"_s, u"1M"_s}, 12);
    list(u"large"_s, FilmFixture::noise(), 3);

    // Sound apart from the picture.
    m_lists.insert(u"apart"_s, m_films.makeHls(u"apart"_s, FilmFixture::arguments(4),
                                               {u"-map"_s, u"0:v"_s, u"-hls_segment_type"_s, u"fmp4"_s}));
    Files &apart = m_lists[u"apart"_s];
    const Files sound = m_films.makeHls(u"sound"_s, FilmFixture::arguments(4), {u"-map"_s, u"1:a"_s});
    for (auto it = sound.cbegin(); it != sound.cend(); ++it)
        apart.insert("/sound" + it.key(), it.value());
    apart.insert(
        "/master.m3u8",
        "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\",NAME=\"x\",DEFAULT=YES,URI=\"sound/list.m3u8\"\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=500000,RESOLUTION=320x180,CODECS=\"avc1.64000d,mp4a.40.2\",AUDIO=\"s\"\n"
        "list.m3u8\n");

    // Clocks that begin anew in the midst, with the same headers and with others.
    const QStringList plainer{u"-profile:v"_s, u"baseline"_s, u"-bf"_s, u"0"_s, u"-crf"_s, u"30"_s};
    list(u"ts-plainer"_s, plainer);
    list(u"fmp4-plainer"_s, mp4 + plainer);
    list(u"ts-lower"_s, {u"-ar"_s, u"22050"_s});
    list(u"fmp4-lower"_s, mp4 + QStringList{u"-ar"_s, u"22050"_s});
    list(u"ts-higher"_s, {u"-s"_s, u"320x240"_s});
    list(u"fmp4-higher"_s, mp4 + QStringList{u"-s"_s, u"320x240"_s});
    const QStringList hevc{u"-c:v"_s, u"libx265"_s, u"-preset"_s, u"ultrafast"_s, u"-x265-params"_s};
    list(u"hevc"_s, mp4 + hevc + QStringList{u"log-level=none:keyint=25"_s});
    list(u"hevc-plainer"_s, mp4 + hevc + QStringList{u"log-level=none:keyint=25:bframes=0:ctu=16:sao=0"_s});
    joinLists(u"hevc"_s, u"hevc-plainer"_s);
    // Headers with the pictures alone: the MP4's own say that there are none (ISO/IEC 14496-15 §5.3.3.1).
    const QStringList repeated{u"-x264-params"_s, u"repeat-headers=1"_s};
    list(u"bare"_s, mp4 + repeated);
    list(u"bare-silent"_s, mp4 + repeated + QStringList{u"-map"_s, u"0:v"_s});
    for (const QString &name : {u"bare"_s, u"bare-silent"_s}) {
        QByteArray &box = m_lists[name]["/init.mp4"];
        box[box.indexOf("avcC") + 9] = char(0xE0);
    }
    joinLists(u"bare"_s, u"bare"_s);
    joinLists(u"fmp4"_s, u"bare"_s);
    // The sound of a transport stream has its headers elsewhere than an MP4's.
    const QStringList silent{u"-map"_s, u"0:v"_s};
    list(u"ts-silent"_s, silent);
    list(u"fmp4-silent"_s, mp4 + silent);
    joinLists(u"ts-silent"_s, u"fmp4-silent"_s);
    joinLists(u"ts-silent"_s, u"bare-silent"_s);
    for (const QString &kind : {u"ts"_s, u"fmp4"_s}) {
        joinLists(kind, kind);
        for (const QString &other : {u"-plainer"_s, u"-lower"_s, u"-higher"_s})
            joinLists(kind, kind + other);
    }
}

void TestRemuxing::joinLists(const QString &name, const QString &other)
{
    Files files;
    QByteArray list = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n";
    for (const QString &part : {name, other}) {
        const QByteArray folder = part == name ? "first/" : "then/";
        const Files pieces = m_lists.value(part);
        for (auto it = pieces.cbegin(); it != pieces.cend(); ++it)
            files.insert('/' + folder + it.key().mid(1), it.value());
        if (list.contains("#EXTINF"))
            list += "#EXT-X-DISCONTINUITY\n";
        const QList<QByteArray> lines = pieces.value("/list.m3u8").split('\n');
        for (QByteArray line : lines)
            if (line.startsWith("#EXT-X-MAP"))
                list += line.replace("URI=\"", QByteArray("URI=\"" + folder)) + '\n';
            else if (line.startsWith("#EXTINF"))
                list += line + '\n';
            else if (line.startsWith("list"))
                list += folder + line + '\n';
    }
    files.insert("/list.m3u8", list + "#EXT-X-ENDLIST\n");
    m_lists.insert(name + u'+' + other, files);
}

QStringList TestRemuxing::picturesOf(const QString &path) const
{
    const QString hashes =
        m_films.make(u"hashes"_s, {u"-i"_s, path, u"-map"_s, u"0:v"_s, u"-fps_mode"_s, u"passthrough"_s,
                                   u"-f"_s, u"framehash"_s, u"-hash"_s, u"md5"_s});
    QStringList pictures;
    const QList<QByteArray> lines = FilmFixture::bytes(hashes).split('\n');
    for (const QByteArray &line : lines)
        if (!line.startsWith('#') && !line.isEmpty())
            pictures.append(QString::fromLatin1(line.mid(line.lastIndexOf(',') + 1).trimmed()));
    return pictures;
}

void TestRemuxing::init()
{
    m_trial = std::make_unique<GatewayTrial>();
    m_trial->settings.remuxPatience = 1min; // here it is the whole film that is looked at
    m_trial->start();
}

void TestRemuxing::cleanup()
{
    m_trial.reset();
}

void TestRemuxing::playsAndIsKept(const Film &film, const QString &video, const QString &audio,
                                  std::chrono::milliseconds duration)
{
    const auto opened = m_trial->open(film);
    QCOMPARE(opened.failure, QString());
    QCOMPARE(opened.facts.videoCodec, video);
    QCOMPARE(opened.facts.audioCodec, audio);
    QCOMPARE(opened.facts.size, QSize(320, 180));
    QVERIFY(opened.facts.seekable);
    QVERIFY2(std::chrono::abs(opened.facts.duration - duration) < 200ms,
             qPrintable(QString::number(opened.facts.duration.count())));
    const QByteArray bytes = m_trial->fetch(opened.address);
    QCOMPARE(bytes.mid(4, 4), QByteArray("ftyp"));
    QTRY_VERIFY(m_trial->isKept(film.id));
    m_trial->gateway->abort(opened.ticket);

    m_trial->server.setUp(false);
    m_trial->start();
    const auto again = m_trial->open(film, duration / 2);
    m_trial->server.setUp(true);
    QCOMPARE(again.failure, QString());
    QCOMPARE(again.origin, FilmOrigin::Copy);
    QCOMPARE(again.facts.duration, opened.facts.duration);
    QCOMPARE(m_trial->fetch(again.address), bytes);
    const QStringList files = QDir(m_trial->cache.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    QCOMPARE(files.filter(u".film"_s).size(), 1);
    QVERIFY2(files.filter(QRegularExpression(u"part|draft|pieces"_s)).isEmpty(),
             qPrintable(files.join(u' ')));
}

void TestRemuxing::oneFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("video");
    QTest::addColumn<QString>("audio");
    QTest::newRow("WebM, VP9 and Opus") << u"vp9.webm"_s << u"vp9"_s << u"opus"_s;
    QTest::newRow("WebM, VP8 and Vorbis") << u"vp8.webm"_s << u"vp8"_s << u"vorbis"_s;
    QTest::newRow("WebM, AV1 and Opus") << u"av1.webm"_s << u"av1"_s << u"opus"_s;
    QTest::newRow("Matroska, H.264 and AAC") << u"h264.mkv"_s << u"h264"_s << u"aac"_s;
    QTest::newRow("transport stream") << u"film.ts"_s << u"h264"_s << u"aac"_s;
}

void TestRemuxing::oneFile()
{
    QFETCH(QString, name);
    QFETCH(QString, video);
    QFETCH(QString, audio);
    m_trial->server.setFilm(m_single.value(name));
    playsAndIsKept(m_trial->film(name), video, audio, 3s);
}

void TestRemuxing::playlist_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    QTest::addColumn<std::chrono::milliseconds>("duration");
    QTest::newRow("transport streams") << u"ts"_s << u"list.m3u8"_s << 4000ms;
    QTest::newRow("fragmented MP4") << u"fmp4"_s << u"list.m3u8"_s << 4000ms;
    QTest::newRow("stretches of one file") << u"stretches"_s << u"list.m3u8"_s << 4000ms;
    QTest::newRow("sound apart") << u"apart"_s << u"master.m3u8"_s << 4000ms;
    QTest::newRow("a break") << u"ts+ts"_s << u"list.m3u8"_s << 8000ms;
    QTest::newRow("a break in fragmented MP4") << u"fmp4+fmp4"_s << u"list.m3u8"_s << 8000ms;
}

void TestRemuxing::playlist()
{
    QFETCH(QString, name);
    QFETCH(QString, file);
    QFETCH(std::chrono::milliseconds, duration);
    m_trial->server.setFiles(m_lists.value(name));
    playsAndIsKept(m_trial->film(file), u"h264"_s, u"aac"_s, duration);
}

void TestRemuxing::otherHeadersInTheMidst_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("then");
    for (const QString &kind : {u"ts"_s, u"fmp4"_s}) {
        QTest::addRow("%s, the same", qPrintable(kind)) << kind << kind;
        QTest::addRow("%s, others", qPrintable(kind)) << kind << kind + u"-plainer"_s;
    }
    QTest::newRow("fmp4, others of HEVC") << u"hevc"_s << u"hevc-plainer"_s;
    QTest::newRow("fmp4, with the pictures") << u"bare"_s << u"bare"_s;
    QTest::newRow("fmp4 behind ts") << u"ts-silent"_s << u"fmp4-silent"_s;
}

void TestRemuxing::otherHeadersInTheMidst()
{
    QFETCH(QString, first);
    QFETCH(QString, then);
    const QStringList expected =
        picturesOf(m_films.path(first + u"/list.m3u8"_s)) + picturesOf(m_films.path(then + u"/list.m3u8"_s));
    QCOMPARE(expected.size(), 200);
    m_trial->server.setFiles(m_lists.value(first + u'+' + then));
    const auto opened = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QCOMPARE(opened.failure, QString());
    const QByteArray bytes = m_trial->fetch(opened.address);
    FilmFixture::write(m_films.path(u"joined.mp4"_s), bytes);
    QCOMPARE(picturesOf(m_films.path(u"joined.mp4"_s)), expected);
    // Whoever comes back from the other part finds the headers again: a piece has one picture that needs no
    // other.
    for (const QString &part : {first, then}) {
        const QByteArray box = m_lists.value(part).value("/init.mp4");
        constexpr qsizetype toSequence = 10; // from the name of avcC on: ISO/IEC 14496-15 §5.3.3.1
        const qsizetype at = box.indexOf("avcC") + toSequence;
        if (box.contains("avcC") && part != "bare"_L1)
            QVERIFY(bytes.count(box.mid(at + 2, qFromBigEndian<quint16>(box.constData() + at))) >= 4);
    }
}

void TestRemuxing::refusesPartsThatDoNotFit_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    for (const QString &kind : {u"ts"_s, u"fmp4"_s}) {
        const auto row = [&kind](const char *what, const QString &other, const QString &why) {
            QTest::addRow("%s, %s", qPrintable(kind), what) << kind + u'+' + kind + other << why;
        };
        row("sound", u"-lower"_s, u"broken: the rate or the channels of its sound change"_s);
        row("picture", u"-higher"_s, u"broken: the size of its picture changes"_s);
    }
    QTest::newRow("fmp4, headers before and with the pictures")
        << u"fmp4+bare"_s << u"broken: the headers of its picture change"_s;
    QTest::newRow("ts, headers with the pictures of fmp4")
        << u"ts-silent+bare-silent"_s << u"broken: the headers of its picture change"_s;
}

void TestRemuxing::refusesPartsThatDoNotFit()
{
    QFETCH(QString, name);
    m_trial->server.setFiles(m_lists.value(name));
    QTEST(m_trial->open(m_trial->film(u"list.m3u8"_s)).failure, "why");
    QVERIFY(!m_trial->isKept(u"list.m3u8"_s));
}

void TestRemuxing::stretchesOfAServerWithoutRanges()
{
    m_trial->server.setFiles(m_lists.value(u"stretches"_s));
    FilmServer::Manners manners;
    manners.ranges = false;
    m_trial->server.setManners(manners);
    playsAndIsKept(m_trial->film(u"list.m3u8"_s), u"h264"_s, u"aac"_s, 4s);
    // The file comes once, not once for each stretch.
    const auto requests = m_trial->server.requests();
    QCOMPARE(std::count_if(requests.begin(), requests.end(),
                           [](const FilmServer::Request &request) { return request.path == "/list.ts"; }),
             1);
}

void TestRemuxing::choosesAQuality()
{
    Files files = m_lists.value(u"fmp4"_s);
    files.insert("/master.m3u8",
                 "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9000000,RESOLUTION=3840x2160\nlarge/list.m3u8\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=500000,RESOLUTION=320x180\nlist.m3u8\n");
    m_trial->server.setFiles(files);
    playsAndIsKept(m_trial->film(u"master.m3u8"_s), u"h264"_s, u"aac"_s, 4s);
    const auto requests = m_trial->server.requests();
    for (const FilmServer::Request &request : requests)
        QVERIFY(!request.path.startsWith("/large"));
}

void TestRemuxing::serveTwoQualities(const QList<int> &tooHigh, const Files &instead)
{
    Files files{{"/list.m3u8",
                 "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=320x240\nhigh/list.m3u8\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=500000,RESOLUTION=320x180\nlow/list.m3u8\n"}};
    for (const auto &[folder, name] : {std::pair(QByteArray("/high"), u"ts-higher"_s), {"/low", u"ts"_s}}) {
        const Files pieces = m_lists.value(name);
        for (auto it = pieces.cbegin(); it != pieces.cend(); ++it)
            files.insert(folder + it.key(), it.value());
    }
    files.insert(instead);
    files.removeIf([](const auto &file) { return file.value().isNull(); });
    m_trial->server.setFiles(files);

    const QByteArray probe = '\'' + m_trial->settings.probeProgram.toUtf8() + "' \"$@\"";
    QByteArray script = "[ \"$1\" = --remux ] && exec " + probe + '\n' + probe + " | sed -u";
    for (const int height : tooHigh)
        script += " -e '/\"height\":" + QByteArray::number(height) +
                  ",/s/\"decode_fps\":[1-9][^,]*/\"decode_fps\":5/'";
    m_trial->settings.probeProgram = m_trial->cache.filePath(u"probe"_s);
    FilmFixture::writeProgram(m_trial->settings.probeProgram, script + " -e ''\n");
    m_trial->settings.measureAgainAfter = 100ms;
    m_trial->start();
}

QSet<QString> TestRemuxing::qualitiesAskedFor(qsizetype since) const
{
    QSet<QString> qualities;
    const auto requests = m_trial->server.requests().sliced(since);
    for (const FilmServer::Request &request : requests)
        if (request.path.count('/') > 1)
            qualities.insert(QString::fromLatin1(request.path).section(u'/', 1, 1));
    return qualities;
}

void TestRemuxing::aQualityThatIsTooHeavy_data()
{
    QTest::addColumn<QList<int>>("tooHigh");
    QTest::newRow("none") << QList<int>();
    QTest::newRow("the larger one") << QList<int>{240};
    QTest::newRow("both") << QList<int>{180, 240};
}

void TestRemuxing::aQualityThatIsTooHeavy()
{
    QFETCH(QList<int>, tooHigh);
    serveTwoQualities(tooHigh);
    const Film film = m_trial->film(u"list.m3u8"_s);
    const QSet<QString> expected = tooHigh.isEmpty() ? QSet{u"high"_s} : QSet{u"high"_s, u"low"_s};
    const auto verdict = tooHigh.contains(180) ? BoardVerdict::TooSlow : BoardVerdict::Plays;
    m_trial->gateway->copies().setBackgroundAllowed(true);
    m_trial->gateway->copies().setWanted({film});
    const auto isMeasured = [&] {
        const FilmCopy kept = copy(film.id);
        return kept.complete && kept.verdict == verdict && kept.speed > 0 && qualitiesAskedFor() == expected;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isMeasured(), 100000);
    const auto opened = m_trial->open(film);
    QCOMPARE(opened.failure, QString());
    QCOMPARE(opened.facts.size.height(), tooHigh.isEmpty() ? 240 : 180);
    m_trial->gateway->abort(opened.ticket);

    // What is known outlives the copy and the program.
    auto earlier = m_trial->server.requests().size();
    m_trial->start();
    m_trial->gateway->copies().setBudget(0);
    m_trial->gateway->copies().setBudget(m_trial->settings.budget);
    const auto again = m_trial->open(film);
    QCOMPARE(again.failure, QString());
    QCOMPARE(again.facts.size.height(), tooHigh.isEmpty() ? 240 : 180);
    QCOMPARE(qualitiesAskedFor(earlier), QSet{tooHigh.isEmpty() ? u"high"_s : u"low"_s});
    m_trial->gateway->abort(again.ticket);

    // But not what parents want forgotten.
    m_trial->gateway->copies().forget(film.id);
    earlier = m_trial->server.requests().size();
    QCOMPARE(m_trial->open(film).facts.size.height(), 240);
    QCOMPARE(qualitiesAskedFor(earlier), QSet{u"high"_s});
}

void TestRemuxing::aHeavyQualityStaysWithoutItsServer()
{
    auto day = std::make_shared<std::atomic_int>(0);
    m_trial->settings.today = [day] {
        return QDate(2026, 3, 10).addDays(*day);
    };
    serveTwoQualities({240});
    const Film film = m_trial->film(u"list.m3u8"_s);
    m_trial->gateway->copies().setBackgroundAllowed(true);
    m_trial->gateway->copies().setWanted({film});
    QTRY_VERIFY_WITH_TIMEOUT(m_trial->isKept(film.id), 100000);
    m_trial->server.setUp(false);
    QTRY_COMPARE_WITH_TIMEOUT(copy(film.id).verdict, BoardVerdict::TooSlow, 100000);
    const auto opened = m_trial->open(film);
    QCOMPARE(opened.failure, QString());
    QCOMPARE(opened.origin, FilmOrigin::Copy);
    m_trial->gateway->abort(opened.ticket);

    ++*day;
    m_trial->server.setUp(true);
    m_trial->gateway->copies().setWanted({});
    m_trial->gateway->copies().setWanted({film});
    QTRY_VERIFY_WITH_TIMEOUT(copy(film.id).complete && copy(film.id).verdict == BoardVerdict::Plays, 100000);
    QCOMPARE(m_trial->open(film).facts.size.height(), 180);
}

void TestRemuxing::aLighterQualityThatIsNoGood_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::newRow("gone") << QByteArray();
    QTest::newRow("live") << QByteArray("#EXTM3U\n#EXTINF:1,\nlist0.ts\n");
    QTest::newRow("pieces of nonsense") << QByteArray("#EXTM3U\n#EXTINF:1,\n/nonsense\n#EXT-X-ENDLIST");
}

void TestRemuxing::aLighterQualityThatIsNoGood()
{
    QFETCH(QByteArray, list);
    serveTwoQualities({240}, {{"/low/list.m3u8", list}, {"/nonsense", QByteArray(5000, 'x')}});
    const Film film = m_trial->film(u"list.m3u8"_s);
    m_trial->gateway->copies().setBackgroundAllowed(true);
    m_trial->gateway->copies().setWanted({film});
    QTRY_VERIFY_WITH_TIMEOUT(qualitiesAskedFor().contains(u"low"_s), 100000);

    // The heavy one comes back, and stays.
    QTRY_VERIFY_WITH_TIMEOUT(copy(film.id).complete && copy(film.id).verdict == BoardVerdict::TooSlow,
                             100000);
    const auto earlier = m_trial->server.requests().size();
    m_trial->start();
    m_trial->gateway->copies().setBackgroundAllowed(true);
    m_trial->gateway->copies().setWanted({film});
    const auto opened = m_trial->open(film);
    QCOMPARE(opened.failure, QString());
    QCOMPARE(opened.origin, FilmOrigin::Copy);
    QCOMPARE(opened.facts.size.height(), 240);
    QCOMPARE(qualitiesAskedFor(earlier), QSet<QString>());
}

void TestRemuxing::refuses_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("why");
    const QByteArray piece = "#EXTINF:1,\nlist0.ts\n";
    QTest::newRow("live") << "#EXTM3U\n" + piece << u"broken: a live film"_s;
    QTest::newRow("encrypted") << "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n" + piece + "#EXT-X-ENDLIST"
                               << u"broken: the film is encrypted (AES-128)"_s;
    QTest::newRow("out of a file") << QByteArray("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST")
                                   << u"broken: the playlist names an address that must not be asked"_s;
    QTest::newRow("no such quality")
        << QByteArray("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"dvh1.1\"\nx.m3u8\n")
        << u"broken: none of its qualities can be played here"_s;
    QTest::newRow("pieces of nonsense") << QByteArray("#EXTM3U\n#EXTINF:1,\nnonsense\n#EXT-X-ENDLIST")
                                        << u"broken: no kind of film that is known"_s;
}

void TestRemuxing::refuses()
{
    QFETCH(QByteArray, list);
    Files files = m_lists.value(u"ts"_s);
    files.insert("/list.m3u8", list);
    files.insert("/nonsense", QByteArray(5000, 'x'));
    m_trial->server.setFiles(files);
    QTEST(m_trial->open(m_trial->film(u"list.m3u8"_s)).failure, "why");
    // Told before a child taps it.
    const auto isTold = [this] {
        const auto copy = m_trial->gateway->copies().find(u"list.m3u8"_s);
        return copy && copy->verdict == BoardVerdict::Unplayable && !copy->detail.isEmpty();
    };
    QTRY_VERIFY(isTold());
    QVERIFY(QDir(m_trial->cache.path()).entryList({u"*.pieces"_s, u"*.film"_s}, QDir::AllEntries).isEmpty());
}

void TestRemuxing::playsWhileItGrows()
{
    m_trial->settings.remuxPatience = 100ms;
    m_trial->start();
    m_trial->server.setFilm(m_single.value(u"long.webm"_s));
    FilmServer::Manners manners;
    manners.bytesPerSecond = m_single.value(u"long.webm"_s).size() / 6;
    m_trial->server.setManners(manners);
    const Film film = m_trial->film(u"long.webm"_s);
    const auto opened = m_trial->open(film);
    QCOMPARE(opened.failure, QString());
    QVERIFY(!opened.facts.seekable);
    QVERIFY(!m_trial->isKept(film.id));
    QCOMPARE(opened.facts.videoCodec, u"vp9"_s);
    QVERIFY(std::chrono::abs(opened.facts.duration - 12s) < 200ms);
    // It is read to its end, although it is kept meanwhile.
    const QByteArray bytes = m_trial->fetch(opened.address);
    QCOMPARE(bytes.mid(4, 4), QByteArray("ftyp"));
    QVERIFY(bytes.size() > m_single.value(u"long.webm"_s).size() * 8 / 10);
    QTRY_VERIFY(m_trial->isKept(film.id));
    QVERIFY(!m_trial->fetch(opened.address).isEmpty());
    m_trial->gateway->abort(opened.ticket);
    m_trial->server.setUp(false);
    const auto again = m_trial->open(film, 6s);
    QCOMPARE(again.failure, QString());
    QVERIFY(again.facts.seekable);
}

void TestRemuxing::startBeforeASlowList()
{
    m_trial->settings.remuxPatience = 100ms;
    m_trial->start();
    m_trial->server.setFiles(m_lists.value(u"long"_s));
    FilmServer::Manners manners;
    manners.bytesPerSecond = 200'000;
    m_trial->server.setManners(manners);
}

void TestRemuxing::playsAPlaylistWhileItGrows()
{
    startBeforeASlowList();
    const auto opened = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QCOMPARE(opened.failure, QString());
    QVERIFY(!opened.facts.seekable);
    QVERIFY(std::chrono::abs(opened.facts.duration - 12s) < 200ms);
    m_trial->server.setManners({});
    QVERIFY(m_trial->fetch(opened.address).size() > 500'000);
    QTRY_VERIFY(m_trial->isKept(u"list.m3u8"_s));
}

void TestRemuxing::playsToTheEndOfWhatGrew()
{
    // The remux loses its source when some seconds are written.
    const QString program = m_trial->cache.filePath(u"probe"_s);
    FilmFixture::writeProgram(program, "real='" + m_trial->settings.probeProgram.toUtf8() +
                                           "'\n[ \"$1\" = --remux ] || exec \"$real\" \"$@\"\nread -r order\n"
                                           "case $order in\n*'\"fragmented\":true'*)\n"
                                           "  printf '%s\\n' \"$order\" | \"$real\" --remux | head -n 4\n"
                                           "  echo '{\"id\":1,\"refused\":\"broke off\",\"late\":true}' ;;\n"
                                           "*) printf '%s\\n' \"$order\" | \"$real\" --remux ;;\nesac\n");
    m_trial->settings.probeProgram = program;
    m_trial->settings.starvePatience = 200ms;
    startBeforeASlowList();
    const auto opened = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QCOMPARE(opened.failure, QString());
    QVERIFY(!opened.facts.seekable);
    QSignalSpy failed(m_trial->gateway.get(), &FilmSource::failed);
    const auto brokeOff = [this] {
        const auto copy = m_trial->gateway->copies().find(u"list.m3u8"_s);
        return copy && copy->obstacle == CopyObstacle::Unreachable;
    };
    QTRY_VERIFY_WITH_TIMEOUT(brokeOff(), 100000);
    QVERIFY(failed.isEmpty());
    const auto reply = m_trial->ask(opened.address);
    QTRY_VERIFY_WITH_TIMEOUT(reply->bytesAvailable() > 100'000, 100000);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 100000);
    QCOMPARE(failed[0][1].value<FilmFailure>(), FilmFailure::Unreachable);
}

void TestRemuxing::keepsWhatIsWrittenBesideIt()
{
    // The remux that is watched loses its source when the one that is kept is written and did not say so yet.
    const QByteArray folder = m_trial->cache.path().toUtf8();
    const QString program = m_trial->cache.filePath(u"probe"_s);
    FilmFixture::writeProgram(program,
                              "real='" + m_trial->settings.probeProgram.toUtf8() + "'\ncd '" + folder +
                                  "'\n[ \"$1\" = --remux ] || exec \"$real\" \"$@\"\nread -r order\n"
                                  "await() { while [ ! -e \"$1\" ] && [ -e probe ]; do sleep 0.05; done; }\n"
                                  "case $order in\n*'\"fragmented\":true'*)\n"
                                  "  printf '%s\\n' \"$order\" | \"$real\" --remux | head -n 4\n"
                                  "  await written\n"
                                  "  echo '{\"id\":1,\"refused\":\"broke off\",\"late\":true}' ;;\n"
                                  "*) said=$(printf '%s\\n' \"$order\" | \"$real\" --remux)\n"
                                  "  touch written; await told; printf '%s\\n' \"$said\" ;;\nesac\n");
    m_trial->settings.probeProgram = program;
    startBeforeASlowList();
    const auto opened = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QCOMPARE(opened.failure, QString());
    QVERIFY(!opened.facts.seekable);
    m_trial->server.setManners({});
    const auto brokeOff = [this] {
        const auto copy = m_trial->gateway->copies().find(u"list.m3u8"_s);
        return copy && copy->obstacle == CopyObstacle::Unreachable;
    };
    QTRY_VERIFY_WITH_TIMEOUT(brokeOff(), 100000);
    FilmFixture::write(m_trial->cache.filePath(u"told"_s), "yes");
    QTRY_VERIFY_WITH_TIMEOUT(m_trial->isKept(u"list.m3u8"_s), 100000);
}

void TestRemuxing::waitsForAPlaceInItsMidst()
{
    m_trial->settings.remuxPatience = 50ms;
    m_trial->start();
    m_trial->server.setFilm(m_single.value(u"long.webm"_s));
    FilmServer::Manners manners;
    manners.bytesPerSecond = m_single.value(u"long.webm"_s).size();
    m_trial->server.setManners(manners);
    const auto opened = m_trial->open(m_trial->film(u"long.webm"_s), 6s);
    QCOMPARE(opened.failure, QString());
    QVERIFY(opened.facts.seekable);
}

void TestRemuxing::continuesAPlaylistOfAnEarlierRun_data()
{
    QTest::addColumn<QByteArray>("before"); ///< its validator
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<std::function<void(const QDir &)>>("meanwhile");
    QTest::addColumn<int>("again"); ///< pieces asked for again begin with this one
    using Deed = std::function<void(const QDir &)>;
    const QByteArray tag = "\"one\"";
    const QByteArray date = "Tue, 10 Mar 2026 08:00:00 GMT";
    QTest::newRow("as it was") << tag << tag << Deed([](const QDir &) {}) << 3;
    QTest::newRow("as it was, by its date") << date << date << Deed([](const QDir &) {}) << 3;
    QTest::newRow("it is another film now") << tag << QByteArray("\"two\"") << Deed([](const QDir &) {}) << 0;
    QTest::newRow("nobody knows whether it is")
        << QByteArray() << QByteArray() << Deed([](const QDir &) {}) << 0;
    QTest::newRow("a piece lost its end")
        << tag << tag
        << Deed([](const QDir &pieces) { QVERIFY(QFile::resize(pieces.filePath(u"3.piece"_s), 1000)); }) << 1;
    QTest::newRow("a piece is not in the plan") << tag << tag << Deed([](const QDir &pieces) {
        QByteArray plan = FilmFixture::bytes(pieces.filePath(u"plan"_s));
        QVERIFY(plan.contains("\n3 "));
        plan.replace("\n3 ", "\nx ");
        FilmFixture::write(pieces.filePath(u"plan"_s), plan);
    }) << 1;
    QTest::newRow("the plan was torn") << tag << tag << Deed([](const QDir &pieces) {
        QFile plan(pieces.filePath(u"plan"_s));
        QVERIFY(plan.open(QIODevice::Append));
        plan.write("7 100");
    }) << 3;
    QTest::newRow("the plan is of another film") << tag << tag << Deed([](const QDir &pieces) {
        const QByteArray plan = FilmFixture::bytes(pieces.filePath(u"plan"_s));
        FilmFixture::write(pieces.filePath(u"plan"_s), 'x' + plan);
    }) << 0;
}

void TestRemuxing::continuesAPlaylistOfAnEarlierRun()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    using Deed = std::function<void(const QDir &)>;
    QFETCH(Deed, meanwhile);
    QFETCH(int, again);
    m_trial->server.setFiles(m_lists.value(u"long"_s));
    FilmServer::Manners manners;
    manners.bytesPerSecond = 300'000;
    manners.validates = !before.isEmpty();
    manners.tag = before;
    manners.dated = before.endsWith("GMT");
    m_trial->server.setManners(manners);
    m_trial->gateway->open(m_trial->film(u"list.m3u8"_s), 6s);
    const auto asked = [this](const QByteArray &path) {
        const auto requests = m_trial->server.requests();
        return std::count_if(requests.begin(), requests.end(),
                             [&](const FilmServer::Request &request) { return request.path == path; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(asked("/list4.m4s") == 1, 100000);
    m_trial->gateway.reset();
    // The first piece has the headers, the third one is /list2.m4s.
    const QStringList folders = QDir(m_trial->cache.path()).entryList({u"*.pieces"_s}, QDir::Dirs);
    QCOMPARE(folders.size(), 1);
    meanwhile(QDir(m_trial->cache.filePath(folders.constFirst())));
    manners.bytesPerSecond = 0;
    manners.tag = after;
    m_trial->server.setManners(manners);
    const auto earlier = m_trial->server.requests().size();
    m_trial->start();
    const auto opened = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QCOMPARE(opened.failure, QString());
    QVERIFY(std::chrono::abs(opened.facts.duration - 12s) < 200ms);
    QTRY_VERIFY(m_trial->isKept(u"list.m3u8"_s));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(asked("/list" + QByteArray::number(i) + ".m4s"), i < again ? 1 : 2);
    QCOMPARE(asked("/list11.m4s"), 1);
    const auto requests = m_trial->server.requests().sliced(earlier);
    const bool isContinued =
        std::any_of(requests.begin(), requests.end(),
                    [](const FilmServer::Request &request) { return request.headers.contains("if-range"); });
    QCOMPARE(isContinued, !before.isEmpty() && (again > 0 || before != after));
}

void TestRemuxing::aPlanThatSaysTooMuch_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("begun") << QByteArray("begun");
    QTest::newRow("whole") << QByteArray("whole");
}

void TestRemuxing::aPlanThatSaysTooMuch()
{
    // Of its last piece, a stretch of a file that the playlist says the length of.
    QFETCH(QByteArray, word);
    const Files files = m_lists.value(u"stretches"_s);
    m_trial->server.setFiles(files);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 20'000;
    m_trial->server.setManners(manners);
    const Film film = m_trial->film(u"list.m3u8"_s);
    m_trial->gateway->open(film, 0ms);
    const auto folder = [this] {
        const QStringList all = QDir(m_trial->cache.path()).entryList({u"*.pieces"_s}, QDir::Dirs);
        return QDir(m_trial->cache.filePath(all.value(0, u"none"_s)));
    };
    QTRY_VERIFY(folder().exists(u"plan"_s));
    m_trial->gateway.reset();

    const QDir pieces = folder();
    QByteArray plan = FilmFixture::bytes(pieces.filePath(u"plan"_s));
    plan.truncate(plan.indexOf('\n') + 1); // which pieces these are
    const QByteArray list = files.value("/list.m3u8");
    const QByteArray bytes = files.value("/list.ts");
    const QByteArray mark = "#EXT-X-BYTERANGE:";
    qsizetype piece = 0;
    for (qsizetype at = list.indexOf(mark); at >= 0; ++piece) {
        const QList<QByteArray> stretch =
            list.mid(at + mark.size(), list.indexOf('\n', at) - at - mark.size()).split('@');
        at = list.indexOf(mark, at + 1);
        const bool isLast = at < 0;
        QByteArray content = bytes.mid(stretch.value(1).toLongLong(), stretch.value(0).toLongLong());
        if (isLast)
            content += QByteArray(1000, 'x');
        FilmFixture::write(pieces.filePath(u"%1.piece"_s.arg(piece)), content);
        plan += QByteArray::number(piece) + ' ' + QByteArray::number(content.size()) + ' ' +
                (isLast ? word : "whole") + ' ' + manners.tag + '\n';
    }
    QVERIFY(piece >= 3);
    FilmFixture::write(pieces.filePath(u"plan"_s), plan);

    m_trial->server.setManners({});
    const auto earlier = m_trial->server.requests().size();
    m_trial->start();
    playsAndIsKept(film, u"h264"_s, u"aac"_s, 4s);
    const auto requests = m_trial->server.requests().sliced(earlier);
    const auto asked =
        std::count_if(requests.begin(), requests.end(),
                      [](const FilmServer::Request &request) { return request.path == "/list.ts"; });
    QCOMPARE(asked, 2); // the end of the last piece that can be so long, and the one behind it
}

void TestRemuxing::killWhileItFetches(const QString &id, const std::function<bool(qint64)> &isFar)
{
    m_trial->gateway.reset();
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--fetch"_s, m_trial->film(id).address.toString(), m_trial->cache.path(),
                 m_trial->settings.probeProgram});
    qint64 here = 0;
    const auto look = [&] {
        while (child.canReadLine())
            here = child.readLine().trimmed().toLongLong();
        return isFar(here);
    };
    QTRY_VERIFY_WITH_TIMEOUT(look(), 100000);
    ::kill(pid_t(child.processId()), SIGKILL);
    QTRY_COMPARE(child.state(), QProcess::NotRunning);
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
}

qint64 TestRemuxing::fetchedAgain(const QString &id, const Files &files)
{
    m_trial->server.setManners({});
    const auto earlier = m_trial->server.requests().size();
    m_trial->start();
    const auto opened = m_trial->open(m_trial->film(id));
    const bool isKept =
        opened.failure.isEmpty() && QTest::qWaitFor([&] { return m_trial->isKept(id); }, 60000);
    if (!isKept)
        return INT64_MAX;
    qint64 again = 0;
    const auto requests = m_trial->server.requests().sliced(earlier);
    for (const FilmServer::Request &request : requests) {
        const QByteArray range = request.headers.value("range");
        if (!request.path.endsWith(".m3u8"))
            again += files.value(request.path).size() - range.mid(6, range.indexOf('-') - 6).toLongLong();
    }
    return again;
}

qint64 TestRemuxing::bytesOf(const Files &files)
{
    qint64 bytes = 0;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        bytes += it.key().endsWith(".m3u8") ? 0 : it.value().size();
    return bytes;
}

void TestRemuxing::survivesAKillInMidPlaylist()
{
    const Files files = m_lists.value(u"large"_s);
    m_trial->server.setFiles(files);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 600'000;
    m_trial->server.setManners(manners);
    qint64 lost = 0;
    killWhileItFetches(u"list.m3u8"_s, [&lost](qint64 here) {
        lost = here;
        return here > 2'200'000;
    });
    QVERIFY(bytesOf(files) > 3'500'000);
    lost -= bytesOf(files) - fetchedAgain(u"list.m3u8"_s, files);
    QVERIFY2(lost < 1024LL * 1024, qPrintable(QString::number(lost)));
}

void TestRemuxing::survivesAKillInMidRemux_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Files>("files");
    QTest::newRow("one file") << u"large.mkv"_s << Files{{"/large.mkv", m_single.value(u"large.mkv"_s)}};
    QTest::newRow("playlist") << u"list.m3u8"_s << m_lists.value(u"large"_s);
}

void TestRemuxing::survivesAKillInMidRemux()
{
    QFETCH(QString, name);
    QFETCH(Files, files);
    QVERIFY(bytesOf(files) > 3'500'000);
    m_trial->server.setFiles(files);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 700'000;
    m_trial->server.setManners(manners);
    // Everything is here, and its remux takes long.
    const QString probe = m_trial->settings.probeProgram;
    m_trial->settings.probeProgram = m_trial->cache.filePath(u"probe"_s);
    FilmFixture::writeProgram(m_trial->settings.probeProgram,
                              "[ \"$1\" = --remux ] && exec cat > '/dev/null'\nexec '" + probe.toUtf8() +
                                  "' \"$@\"\n");
    killWhileItFetches(
        name, [this](qint64) { return !QDir(m_trial->cache.path()).entryList({u"*.draft"_s}).isEmpty(); });
    m_trial->settings.probeProgram = probe;
    const qint64 again = fetchedAgain(name, files);
    QVERIFY2(again < 1024LL * 1024, qPrintable(QString::number(again)));
    QVERIFY(QDir(m_trial->cache.path()).entryList({u"*.draft"_s}).isEmpty());
}

void TestRemuxing::forgetsAPlaylistThatPlays()
{
    startBeforeASlowList();
    const Film film = m_trial->film(u"list.m3u8"_s);
    const auto opened = m_trial->open(film);
    QCOMPARE(opened.failure, QString());
    QVERIFY(!opened.facts.seekable);
    m_trial->gateway->copies().forget(film.id);
    m_trial->server.setManners({});
    QVERIFY(m_trial->fetch(opened.address).size() > bytesOf(m_lists.value(u"long"_s)) * 8 / 10);
    QVERIFY(!m_trial->isKept(film.id));
    m_trial->gateway->abort(opened.ticket);
    const auto isGone = [this] {
        return QDir(m_trial->cache.path()).entryList({u"*.pieces"_s}, QDir::Dirs).isEmpty();
    };
    QTRY_VERIFY(isGone());
    // And comes again when somebody wants it.
    QCOMPARE(m_trial->open(film).failure, QString());
    QTRY_VERIFY(m_trial->isKept(film.id));
}

void TestRemuxing::asksForSignedAddressesAnew()
{
    // Each is good for two requests.
    m_trial->server.setFilm(m_single.value(u"vp9.webm"_s));
    FilmServer::Manners manners;
    manners.signedFor = 2;
    manners.dropAfter = m_single.value(u"vp9.webm"_s).size() / 5;
    m_trial->server.setManners(manners);
    playsAndIsKept(m_trial->film(u"vp9.webm"_s), u"vp9"_s, u"opus"_s, 3s);
    const auto requests = m_trial->server.requests();
    QVERIFY(requests.size() > 6);
}

void TestRemuxing::asksForSignedFoldersAnew()
{
    // Each is good for the playlist and three pieces, and after the restart there is another one.
    m_trial->server.setFiles(m_lists.value(u"long"_s));
    FilmServer::Manners manners;
    manners.signedFor = 4;
    manners.signsPaths = true;
    manners.bytesPerSecond = 300'000;
    m_trial->server.setManners(manners);
    const Film film = m_trial->film(u"list.m3u8"_s);
    m_trial->gateway->open(film, 6s);
    const auto asked = [this](const QByteArray &piece) {
        const auto requests = m_trial->server.requests();
        return std::count_if(requests.begin(), requests.end(), [&](const FilmServer::Request &request) {
            return request.path.endsWith(piece);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(asked("/list5.m4s") >= 1, 100000);
    m_trial->gateway.reset();
    manners.bytesPerSecond = 0;
    m_trial->server.setManners(manners);
    m_trial->start();
    playsAndIsKept(film, u"h264"_s, u"aac"_s, 12s);
    QCOMPARE(asked("/list0.m4s"), 1);
    const auto requests = m_trial->server.requests();
    QVERIFY(std::any_of(requests.begin(), requests.end(), [](const FilmServer::Request &request) {
        return request.path.startsWith("/signed-2/");
    }));
}

void TestRemuxing::anotherQualityInAnotherFolder()
{
    // The list of qualities says something else when it is asked for anew.
    Files files;
    const Files pieces = m_lists.value(u"long"_s);
    for (const QByteArray &folder : {QByteArray("/one"), QByteArray("/two")})
        for (auto it = pieces.cbegin(); it != pieces.cend(); ++it)
            files.insert(folder + it.key(), it.value());
    const QByteArray quality = "#EXTM3U\n#EXT-X-STREAM-INF:RESOLUTION=320x180,BANDWIDTH=";
    files.insert("/list.m3u8", quality + "500000\none/list.m3u8\n");
    m_trial->server.setFiles(files);
    FilmServer::Manners manners;
    manners.refuses = "/one/list2.m4s";
    m_trial->server.setManners(manners);
    m_trial->gateway->open(m_trial->film(u"list.m3u8"_s), 6s);
    QSignalSpy failed(m_trial->gateway.get(), &FilmSource::failed);
    const auto isRefused = [this] {
        const auto requests = m_trial->server.requests();
        return std::any_of(requests.begin(), requests.end(), [](const FilmServer::Request &request) {
            return request.path == "/one/list2.m4s";
        });
    };
    QTRY_VERIFY(isRefused());
    files.insert("/list.m3u8", quality + "600000\ntwo/list.m3u8\n");
    m_trial->server.setFiles(files);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!m_trial->isKept(u"list.m3u8"_s));
}

void TestRemuxing::piecesThatAreGone()
{
    Files files = m_lists.value(u"fmp4"_s);
    files.remove("/list2.m4s");
    m_trial->server.setFiles(files);
    QVERIFY(m_trial->open(m_trial->film(u"list.m3u8"_s)).failure.startsWith(u"gone"));
    QVERIFY(!m_trial->isKept(u"list.m3u8"_s));
}

void TestRemuxing::piecesThatAlwaysBreakOffAtOnePlace()
{
    m_trial->settings.openPatience = 30min;
    m_trial->start();
    m_trial->server.setFiles(m_lists.value(u"ts"_s));
    FilmServer::Manners manners;
    manners.ranges = false;
    manners.dropAfter = 4000;
    m_trial->server.setManners(manners);
    const auto opened = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QVERIFY2(opened.failure.startsWith(u"unreachable"), qPrintable(opened.failure));
    QVERIFY(m_trial->server.requests().size() <= 6);
}

void TestRemuxing::piecesThatAreRefused()
{
    // Asked for anew with new playlists, and not for ever.
    m_trial->server.setFiles(m_lists.value(u"fmp4"_s));
    FilmServer::Manners manners;
    manners.refuses = "2.m4s";
    m_trial->server.setManners(manners);
    QVERIFY(m_trial->open(m_trial->film(u"list.m3u8"_s)).failure.startsWith(u"refused"));
    QVERIFY2(m_trial->server.requests().size() < 20,
             qPrintable(QString::number(m_trial->server.requests().size())));
    m_trial->server.setManners({});
    QCOMPARE(m_trial->open(m_trial->film(u"list.m3u8"_s)).failure, QString());
}

void TestRemuxing::aRemuxThatIsKilled_data()
{
    QTest::addColumn<int>("times");
    QTest::newRow("once") << 1;
    QTest::newRow("always") << 100;
}

void TestRemuxing::aRemuxThatIsKilled()
{
    QFETCH(int, times);
    // As the kernel does it when memory is short. Two may run at one time: each kill is for one of them.
    const QString program = m_trial->cache.filePath(u"probe"_s);
    QDir kills(m_trial->cache.filePath(u"kills"_s));
    QVERIFY(kills.mkpath(u"."_s));
    for (int i = 0; i < times; ++i)
        FilmFixture::write(kills.filePath(QString::number(i)), "");
    FilmFixture::writeProgram(program, "if [ \"$1\" = --remux ]; then\n  for kill in '" +
                                           kills.path().toUtf8() +
                                           "'/*; do\n    rm \"$kill\" 2> /dev/null && kill -9 $$\n"
                                           "  done\nfi\nexec '" +
                                           m_trial->settings.probeProgram.toUtf8() + "' \"$@\"\n");
    m_trial->settings.probeProgram = program;
    m_trial->start();
    m_trial->gateway->copies().setPinned(u"vp9.webm"_s, true);
    m_trial->server.setFilm(m_single.value(u"vp9.webm"_s));
    const auto opened = m_trial->open(m_trial->film(u"vp9.webm"_s));
    if (times == 1) {
        QCOMPARE(opened.failure, QString());
        QTRY_VERIFY(m_trial->isKept(u"vp9.webm"_s));
        return;
    }
    QVERIFY(opened.failure.startsWith(u"player-lost"));
    // It is not the film's fault as far as anybody knows: nothing is forgotten, and it is tried again.
    const auto isTold = [this] {
        const auto copy = m_trial->gateway->copies().find(u"vp9.webm"_s);
        return copy && copy->pinned && copy->obstacle != CopyObstacle::None &&
               copy->verdict != BoardVerdict::Unplayable;
    };
    QTRY_VERIFY(isTold());
    QVERIFY(kills.removeRecursively());
    QCOMPARE(m_trial->open(m_trial->film(u"vp9.webm"_s)).failure, QString());
}

void TestRemuxing::aPlaylistOfAStrangerGetsNoSecrets()
{
    // The film's address is a stranger's; what it names lies at the server where a parent signed in.
    FilmServer stranger;
    QByteArray list = m_lists.value(u"ts"_s).value("/list.m3u8");
    list.replace("list", m_trial->server.url(u"/list"_s).toEncoded());
    stranger.setFiles({{"/list.m3u8", list}});
    m_trial->server.setFiles(m_lists.value(u"ts"_s));
    Gateway::UpstreamPolicy policy;
    policy.setSignedIn(m_trial->server.url(u"/api"_s), {{"Cookie", "authToken=secret"}});
    m_trial->gateway->setUpstreamPolicy(policy);
    QCOMPARE(m_trial->open({u"a"_s, stranger.url(u"/list.m3u8"_s), {}}).failure, QString());
    const auto requests = m_trial->server.requests();
    QVERIFY(!requests.isEmpty());
    for (const FilmServer::Request &request : requests)
        QVERIFY(!request.headers.contains("cookie"));
}

void TestRemuxing::livesWithoutAFolder()
{
    m_trial->settings.cacheFolder = u"/dev/null/nowhere"_s;
    m_trial->settings.remuxPatience = 100ms;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u".*No film will be kept.*"_s));
    m_trial->start();
    m_trial->server.setFilm(m_single.value(u"vp9.webm"_s));
    const auto opened = m_trial->open(m_trial->film(u"vp9.webm"_s));
    QCOMPARE(opened.failure, QString());
    QVERIFY(!m_trial->fetch(opened.address).isEmpty());

    m_trial->server.setFiles(m_lists.value(u"ts"_s));
    const auto list = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QCOMPARE(list.failure, QString());
    QVERIFY(!m_trial->fetch(list.address).isEmpty());
    QVERIFY(m_trial->gateway->kept().isEmpty());
}

namespace {

/// What is killed here: fetches a film and says how much of it is here whenever that changed.
int fetchForEver(const QStringList &arguments)
{
    Gateway::GatewaySettings settings;
    settings.cacheFolder = arguments.at(3);
    settings.probeProgram = arguments.at(4);
    settings.spare = 0;
    settings.openPatience = 1h;
    Gateway::MediaGateway gateway(settings);
    const Film film{QUrl(arguments.at(2)).fileName(), QUrl(arguments.at(2)), {}};
    QObject::connect(&gateway.copies(), &FilmCopies::changed, &gateway, [&] {
        const auto copy = gateway.copies().find(film.id);
        std::printf("%lld\n", static_cast<long long>(copy ? copy->here : 0));
        std::fflush(stdout);
    });
    gateway.open(film, 0ms);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--fetch"_L1)
        return fetchForEver(arguments);
    TestRemuxing test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_remuxing.moc"
