// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/webplayer.h"
#include "tests/support/buildprograms.h"
#include "tests/support/imitatedplatforms.h"

#include <signal.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QTextStream>
#include <QTimer>

#include <functional>
#include <memory>

using namespace Medio;
using namespace Medio::PlayerWeb;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Film onYouTube(const QString &id)
{
    return {u"film"_s, addressOf({Platform::YouTube, id}), {}};
}

WebPlayer::Options usual()
{
    WebPlayer::Options options;
    options.program = buildProgram(u"medio-web-player");
    options.language = u"de"_s;
    // A busy machine lets a browser wait for longer than a family's.
    options.start = 60s;
    options.silence = 30s;
    options.obedience = 20s;
    return options;
}

/// Everything a player says of its starts.
struct Ears
{
    explicit Ears(Player &player)
        : opened(&player, &Player::opened)
        , seen(&player, &Player::firstFrame)
        , stalled(&player, &Player::stalled)
        , resumed(&player, &Player::resumed)
        , ended(&player, &Player::ended)
        , failed(&player, &Player::failed)
    {
    }

    [[nodiscard]] QString failure() const
    {
        return failed.isEmpty() ? QString() : nameOf(failed.first().at(1).value<FilmFailure>());
    }
    [[nodiscard]] QString detail() const
    {
        return failed.isEmpty() ? QString() : failed.first().at(2).toString();
    }

    QSignalSpy opened;
    QSignalSpy seen;
    QSignalSpy stalled;
    QSignalSpy resumed;
    QSignalSpy ended;
    QSignalSpy failed;
};

/// It runs, and is no corpse that nobody has buried yet.
bool isAlive(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = file.readAll();
    return !line.mid(line.lastIndexOf(')') + 2).startsWith('Z');
}

/// Of one that runs; 0 of others.
struct Family
{
    qint64 parent = 0;
    qint64 group = 0;
};
Family familyOf(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    if (fields.value(0) == "Z")
        return {};
    return {fields.value(1).toLongLong(), fields.value(2).toLongLong()};
}

QList<qint64> inGroup(qint64 group)
{
    QList<qint64> found;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        if (const qint64 pid = entry.toLongLong(); pid > 0 && familyOf(pid).group == group)
            found.append(pid);
    }
    return found;
}

/// Those that show pages: children of the browser's children.
QList<qint64> renderersOf(qint64 program)
{
    QList<qint64> found;
    for (const qint64 pid : inGroup(program)) {
        const qint64 parent = familyOf(pid).parent;
        if (parent != program && familyOf(parent).group == program)
            found.append(pid);
    }
    return found;
}

/// The kiosk in a process of its own, to be killed: opens a film, says the browser's process id.
int playKiosk(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    WebPlayer player(usual());
    QObject::connect(&player, &Player::firstFrame, &application,
                     [&player] { QTextStream(stdout) << player.processId() << Qt::endl; });
    player.open(onYouTube(u"plays000000"_s), 0ms);
    return QCoreApplication::exec();
}

} // namespace

class WebPlayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_platforms.start());
        m_platforms.prepareThisProcess();
        m_player = std::make_unique<WebPlayer>(usual());
    }

    void init()
    {
        m_platforms.forget();
        m_player->setVolume(1);
    }

    void cleanup() { m_player->stop(); }

    void playsOnEachPlatform_data()
    {
        QTest::addColumn<QUrl>("address");
        QTest::addColumn<QString>("asked"); ///< of the platform, without its query
        QTest::addColumn<QString>("query"); ///< and what must be in that
        QTest::newRow("youtube") << addressOf({Platform::YouTube, u"plays000000"_s})
                                 << u"www.youtube-nocookie.com/embed/plays000000"_s
                                 << u"controls=0 disablekb=1 fs=0 rel=0 iv_load_policy=3 playsinline=1 hl=de "
                                    "cc_lang_pref=de origin=https://org.medio.kiosk start=1"_s;
        QTest::newRow("vimeo") << addressOf({Platform::Vimeo, u"76979871"_s})
                               << u"player.vimeo.com/video/76979871"_s
                               << u"dnt=1 controls=0 title=0 byline=0 portrait=0 keyboard=0 playsinline=1"_s;
        QTest::newRow("dailymotion") << addressOf({Platform::Dailymotion, u"x84sh87"_s})
                                     << u"geo.dailymotion.com/player.html"_s
                                     << u"video=x84sh87 startTime=1 mute=false"_s;
    }

    void playsOnEachPlatform()
    {
        QFETCH(const QUrl, address);
        QFETCH(const QString, asked);
        QFETCH(const QString, query);
        Ears ears(*m_player);
        const auto start = m_player->open({u"film"_s, address, {}}, 1s);
        QVERIFY(start > WebPlayer::firstStart);
        QTRY_COMPARE(ears.seen.size(), 1);
        QCOMPARE(ears.opened.size(), 1);
        QCOMPARE(ears.opened.first().at(0).toULongLong(), start);
        QCOMPARE(ears.opened.first().at(1).value<FilmOrigin>(), FilmOrigin::Stream);
        QTRY_COMPARE(m_player->duration(), 3s);
        QTRY_VERIFY(m_player->position() > 1s);

        // Who we are, and what we asked for
        QVERIFY2(m_platforms.seen().contains(asked), qPrintable(m_platforms.seen().keys().join(u' ')));
        const LoopbackServer::Request embed = m_platforms.seen().value(asked);
        QCOMPARE(embed.headers.value("referer"), "https://org.medio.kiosk/");
        for (const QString &item : query.split(u' '))
            QCOMPARE(embed.query.queryItemValue(item.section(u'=', 0, 0), QUrl::FullyDecoded),
                     item.section(u'=', 1));

        m_player->pause();
        QTRY_VERIFY(standsStill());
        const auto paused = m_player->position();
        m_player->seek(2s);
        m_player->play();
        QTRY_VERIFY(m_player->position() > 2s || !ears.ended.isEmpty());
        QVERIFY(paused <= 3s);
        QTRY_COMPARE(ears.ended.size(), 1);
        QCOMPARE(ears.ended.first().at(0).toULongLong(), start);
        QVERIFY(ears.ended.first().at(1).toBool());
        QCOMPARE(ears.seen.size(), 1);
        QVERIFY2(ears.failed.isEmpty(), qPrintable(ears.detail()));
        QCOMPARE(m_player->position(), 0ms);
    }

    void isHeardAsLoudAsWished()
    {
        Ears ears(*m_player);
        m_player->setVolume(0.5);
        m_player->open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_VERIFY(m_platforms.notes().contains(u"volume=0.31"_s));
        m_player->fadeOut(500ms);
        QTRY_VERIFY(standsStill());
        QVERIFY(m_platforms.notes().filter(u"volume="_s).size() > 3);
        QVERIFY(ears.stalled.isEmpty());
    }

    void saysWhyAFilmCantBeShown_data()
    {
        QTest::addColumn<QUrl>("address");
        QTest::addColumn<QString>("failure");
        const auto row = [](Platform platform, const char *id, const char *failure) {
            QTest::addRow("%s %s", qPrintable(nameOf(platform)), id)
                << addressOf({platform, QString::fromLatin1(id)}) << QString::fromLatin1(failure);
        };
        row(Platform::YouTube, "error000002", "broken");
        row(Platform::YouTube, "error000005", "broken");
        row(Platform::YouTube, "error000100", "gone");
        row(Platform::YouTube, "error000101", "not-embeddable");
        row(Platform::YouTube, "error000150", "not-embeddable");
        row(Platform::YouTube, "error000153", "refused");
        row(Platform::Vimeo, "99999404", "gone");
        row(Platform::Vimeo, "99999403", "not-embeddable");
        row(Platform::Vimeo, "99999401", "refused");
        row(Platform::Dailymotion, "dm002", "gone");
        row(Platform::Dailymotion, "dm007", "refused");
        row(Platform::Dailymotion, "dm999", "broken");
    }

    void saysWhyAFilmCantBeShown()
    {
        QFETCH(const QUrl, address);
        QFETCH(const QString, failure);
        Ears ears(*m_player);
        m_player->open({u"film"_s, address, {}}, 0ms);
        QTRY_COMPARE(ears.failed.size(), 1);
        QCOMPARE(ears.failure(), failure);
        QVERIFY(!ears.detail().isEmpty());
        QVERIFY(ears.ended.isEmpty());
    }

    void aPlayerThatNeverComesIsUnreachable()
    {
        WebPlayer::Options options = usual();
        options.arguments = {u"--player-patience"_s, u"2000"_s};
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"never000000"_s), 0ms);
        QTRY_COMPARE(ears.failure(), u"unreachable"_s);
    }

    void aPlatformThatIsAwayIsUnreachable()
    {
        m_platforms.setAway(true);
        Ears ears(*m_player);
        m_player->open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.failure(), u"unreachable"_s);
    }

    /// No window, dialog, download, permission, address elsewhere or at home; and the film plays on.
    void aPageCanDoNothingButShowItsFilm()
    {
        Ears ears(*m_player);
        m_player->open(onYouTube(u"naughty0000"_s), 0ms);
        QTRY_VERIFY(m_platforms.notes().filter(u"tried="_s).size() == 1);
        QTRY_COMPARE(ears.ended.size(), 1);
        QVERIFY(ears.ended.first().at(1).toBool());
        for (auto asked = m_platforms.seen().keyBegin(); asked != m_platforms.seen().keyEnd(); ++asked)
            QVERIFY2(asked->startsWith("www.youtube.com/"_L1) ||
                         asked->startsWith("www.youtube-nocookie.com/"_L1),
                     qPrintable(*asked));
        QVERIFY(m_platforms.notes().filter(u"place="_s).isEmpty());
        QDirIterator files(m_platforms.home(), {u"*.exe"_s, u"Cookies"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        QVERIFY2(!files.hasNext(), qPrintable(files.next()));
    }

    void nothingIsKeptOfAFilm()
    {
        for (int time = 0; time < 2; ++time) {
            m_platforms.forget();
            Ears ears(*m_player);
            m_player->open(onYouTube(u"keeps000000"_s), 0ms);
            QTRY_COMPARE(ears.seen.size(), 1);
            QTRY_VERIFY(m_platforms.notes().filter(u"storage="_s).size() == 1);
            QCOMPARE(m_platforms.notes().filter(u"storage="_s).first(), u"cookie=&storage="_s);
            QVERIFY(!m_platforms.seen()
                         .value(u"www.youtube-nocookie.com/embed/keeps000000"_s)
                         .headers.contains("cookie"));
            m_player->stop();
        }
    }

    void aPageThatHangsIsLeft()
    {
        WebPlayer::Options options = usual();
        options.arguments = {u"--page-patience"_s, u"3000"_s};
        options.advertisement = 2500ms;
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"hangpage000"_s), 0ms);
        QTRY_COMPARE(ears.failure(), u"player-lost"_s);
        QVERIFY(ears.ended.isEmpty());
        playsAgain(player);
    }

    /// Which of the two depends on whether the frame has a process of its own.
    void aFrameThatHangsIsNoticed()
    {
        WebPlayer::Options options = usual();
        options.arguments = {u"--page-patience"_s, u"3000"_s};
        options.advertisement = 2500ms;
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"hangframe00"_s), 0ms);
        QTRY_VERIFY(ears.stalled.size() + ears.failed.size() > 0);
        playsAgain(player);
    }

    void aFilmWhoseTimeStandsIsStuck()
    {
        WebPlayer::Options options = usual();
        options.advertisement = 1500ms;
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"stands00000"_s), 0ms);
        QTRY_COMPARE(ears.stalled.size(), 1);
        QCOMPARE(ears.seen.size(), 1);
        player.seek(1s); // it moves again
        QTRY_COMPARE(ears.resumed.size(), 1);
    }

    /// Or else a page that says now this, now that would be charged to the child for ever.
    void aFilmThatOnlySaysThatItPlaysIsStuck()
    {
        WebPlayer::Options options = usual();
        options.advertisement = 3000ms;
        options.waiting = 2000ms; // longer than the page says the same
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"flaps000000"_s), 0ms);
        QTRY_COMPARE(ears.stalled.size(), 1);
        QCOMPARE(ears.seen.size(), 1);
        QVERIFY(ears.resumed.isEmpty());
    }

    void anAdvertisementPlaysAndIsNoPlaceInTheFilm_data()
    {
        QTest::addColumn<QUrl>("address");
        QTest::newRow("youtube playing") << addressOf({Platform::YouTube, u"adplays0000"_s});
        QTest::newRow("youtube paused") << addressOf({Platform::YouTube, u"adpaused000"_s});
        QTest::newRow("youtube not begun") << addressOf({Platform::YouTube, u"adunbegun00"_s});
        QTest::newRow("dailymotion") << addressOf({Platform::Dailymotion, u"adplays"_s});
    }

    void anAdvertisementPlaysAndIsNoPlaceInTheFilm()
    {
        QFETCH(const QUrl, address);
        WebPlayer &player = *m_player;
        Ears ears(player);
        std::chrono::milliseconds atFirst{-1};
        connect(&player, &Player::firstFrame, &player, [&] { atFirst = player.position(); });
        std::chrono::milliseconds least = 1s;
        QTimer look;
        connect(&look, &QTimer::timeout, &player, [&] {
            if (ears.ended.isEmpty())
                least = std::min(least, player.position());
        });
        player.open({u"film"_s, address, {}}, 1s);
        look.start(10ms);
        QCOMPARE(player.position(), 1s);
        QTRY_COMPARE(ears.seen.size(), 1);
        QCOMPARE(atFirst, 1s); // it is still the advertisement
        QTRY_VERIFY(player.position() > 1s);
        look.stop();
        player.disconnect(&player);
        QCOMPARE(least, 1s);
        QTRY_COMPARE(ears.ended.size(), 1);
        QVERIFY(ears.failed.isEmpty());
    }

    void aPageWhoseProcessDiesIsLeft()
    {
        Ears ears(*m_player);
        m_player->open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.seen.size(), 1);
        const qint64 program = m_player->processId();
        const QList<qint64> renderers = renderersOf(program);
        QVERIFY(!renderers.isEmpty());
        for (const qint64 renderer : renderers)
            ::kill(static_cast<pid_t>(renderer), SIGSEGV);
        QTRY_COMPARE(ears.failure(), u"player-lost"_s);
        playsAgain(*m_player);
        QCOMPARE(m_player->processId(), program);
    }

    void aProgramThatIsKilledIsReplaced()
    {
        Ears ears(*m_player);
        m_player->open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.seen.size(), 1);
        const qint64 program = m_player->processId();
        ::kill(static_cast<pid_t>(program), SIGKILL);
        QTRY_COMPARE(ears.failure(), u"player-lost"_s);
        QTRY_VERIFY(inGroup(program).isEmpty());
        playsAgain(*m_player);
        QVERIFY(m_player->processId() != program);
    }

    void aProgramThatIsSilentIsReplaced()
    {
        WebPlayer::Options options = usual();
        options.silence = 6000ms;
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.seen.size(), 1);
        const qint64 program = player.processId();
        ::kill(static_cast<pid_t>(program), SIGSTOP);
        QTRY_COMPARE(ears.failure(), u"player-lost"_s);
        QVERIFY(!isAlive(program));
        // Nothing is left that could be heard; the next film waits for nobody.
        player.open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.seen.size(), 2);
    }

    /// Whoever does not stop when told could still be heard.
    void aProgramThatDoesNotStopIsKilled()
    {
        WebPlayer::Options options = usual();
        options.obedience = 1000ms;
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.seen.size(), 1);
        ::kill(static_cast<pid_t>(player.processId()), SIGSTOP);
        player.stop();
        QTRY_COMPARE(player.processId(), qint64(0));
        QVERIFY(ears.failed.isEmpty());
    }

    void aProgramWithoutAFilmGoes()
    {
        WebPlayer::Options options = usual();
        options.idle = 300ms;
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.seen.size(), 1);
        const qint64 program = player.processId();
        player.stop();
        QTRY_COMPARE(player.processId(), qint64(0));
        QTRY_VERIFY(inGroup(program).isEmpty());
        QVERIFY(ears.failed.isEmpty());
    }

    void aProgramThatTakesTooMuchMemoryEnds()
    {
        WebPlayer::Options options = usual();
        options.arguments = {u"--memory"_s, u"60"_s};
        WebPlayer player(options);
        Ears ears(player);
        player.open(onYouTube(u"stands00000"_s), 0ms);
        QTRY_COMPARE(ears.failure(), u"player-lost"_s);
        QVERIFY2(ears.detail().contains("memory"_L1), qPrintable(ears.detail()));
    }

    void aKioskThatIsKilledLeavesNoOrphan()
    {
        QProcess kiosk;
        kiosk.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        kiosk.start(QCoreApplication::applicationFilePath(), {u"--kiosk"_s});
        QTRY_VERIFY(kiosk.canReadLine());
        const qint64 program = kiosk.readLine().trimmed().toLongLong();
        QVERIFY(program > 0 && isAlive(program));
        QVERIFY(!renderersOf(program).isEmpty());
        kiosk.kill();
        QTRY_VERIFY(!isAlive(program));
        QTRY_VERIFY(inGroup(program).isEmpty());
    }

    void withoutThePackageAFilmIsUnreachable()
    {
        WebPlayer::Options options;
        options.program = u"/nowhere/medio-web-player"_s;
        WebPlayer player(options);
        QVERIFY(!player.isInstalled());
        QVERIFY(m_player->isInstalled());
        Ears ears(player);
        player.open(onYouTube(u"plays000000"_s), 0ms);
        QVERIFY(ears.failed.isEmpty()); // not from within open()
        QTRY_COMPARE(ears.failure(), u"unreachable"_s);
        player.open({u"film"_s, QUrl(u"https://films.example/a.mp4"_s), {}}, 0ms);
        QTRY_COMPARE(ears.failed.size(), 2);
    }

    /// Whoever mends the package does not have to start the kiosk again.
    void aProgramThatCantBeStartedMayBeLater()
    {
        WebPlayer::Options options;
        options.program = m_platforms.folder() + u"/broken-web-player"_s;
        options.start = 2000ms;
        options.idle = 100ms;
        const auto write = [&options](const QByteArray &script) {
            QFile::remove(options.program);
            QFile file(options.program);
            return file.open(QIODevice::WriteOnly) && file.write(script) == script.size() &&
                   file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        };
        QVERIFY(write("#!/nowhere/interpreter\n"));
        WebPlayer player(options);
        QVERIFY(player.isInstalled());
        Ears ears(player);
        player.preload(onYouTube(u"plays000000"_s), 0ms);
        const auto first = player.open(onYouTube(u"plays000000"_s), 0ms);
        QVERIFY(ears.failed.isEmpty()); // not from within open()
        QTRY_COMPARE(ears.failure(), u"player-lost"_s);
        QCOMPARE(ears.failed.first().at(0).toULongLong(), first);
        player.preload(onYouTube(u"plays000000"_s), 0ms);
        // When a program that runs would have been given up for its silence
        QTimer later;
        QSignalSpy over(&later, &QTimer::timeout);
        later.start(options.start + 500ms);
        QVERIFY(over.wait(60000));
        later.stop();
        QVERIFY(write("#!/bin/sh\necho '{\"v\":1,\"event\":\"alive\"}'\n"
                      "while read -r order; do case $order in *'\"open\"'*)\n"
                      "echo '{\"v\":1,\"event\":\"ready\",\"duration_ms\":3000,\"film\":" +
                      QByteArray::number(first + 1) + "}' ;; esac; done\n"));
        QCOMPARE(player.open(onYouTube(u"plays000000"_s), 0ms), first + 1);
        QTRY_COMPARE(ears.opened.size(), 1);
        QCOMPARE(ears.failed.size(), 1);
    }

    /// The sandbox is not for choosing.
    void theProgramRefusesToRunUnsafely()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (getuid() == 0)
            environment.remove(u"QTWEBENGINE_DISABLE_SANDBOX"_s);
        else
            environment.insert(u"QTWEBENGINE_DISABLE_SANDBOX"_s, u"1"_s);
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(usual().program, QStringList{});
        QVERIFY(program.waitForFinished(60000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 2);
        program.start(usual().program, {u"--memory"_s, u"lots"_s});
        QVERIFY(program.waitForFinished(60000));
        QCOMPARE(program.exitCode(), 2);
    }

private:
    /// The film's time does not move from one report of the page to one some turns later.
    bool standsStill()
    {
        const auto now = m_player->position();
        m_still = now == m_before ? m_still + 1 : 0;
        m_before = now;
        return m_still > 10;
    }

    static void playsAgain(WebPlayer &player)
    {
        Ears ears(player);
        player.open(onYouTube(u"plays000000"_s), 0ms);
        QTRY_COMPARE(ears.seen.size(), 1);
        player.stop();
    }

    ImitatedPlatforms m_platforms;
    std::unique_ptr<WebPlayer> m_player;
    std::chrono::milliseconds m_before{-1};
    int m_still = 0;
};

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "--kiosk") == 0)
        return playKiosk(argc, argv);
    QCoreApplication application(argc, argv);
    WebPlayerTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_webplayer.moc"
