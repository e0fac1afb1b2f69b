// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/mediagateway.h"
#include "player/painting/picturemaker.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/qtplayer.h"
#include "tests/support/buildprograms.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"
#include "tests/support/loopwatch.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Gateway;
using namespace Medio::PlayerQt;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The player behind its gateway, with films that are as real as can be without a screen.
class TestQtPlayer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void playsAFilmToItsEnd();
    void saysNothingBeforeTheStartIsKnown();
    void playsTheNextFilmAtTheEndOfTheFirst();
    void preloadsFromWhereItWillBegin();
    void beginsInTheMiddle();
    void beginsAnewWhereThereIsNothing_data();
    void beginsAnewWhereThereIsNothing();
    void seeks();
    void pausesAndGoesOn();
    void fadesOut();
    void stopIsTheEnd();
    void oldStartsAreSilent();
    void tellsOfFilmsThatCantBePlayed();
    void brokenPreloadIsToldWhenItIsOpened();
    void filmThatEndsTooEarly();
    void aPictureRests();
    void theLastPictureStands_data();
    void theLastPictureStands();
    void networkLostInMidFilm();
    void networkComesBack();
    void leavesAStalledFilm();
    void seeksAwayFromWhereItStalled_data();
    void seeksAwayFromWhereItStalled();
    void seeksToWhereNothingComes();
    void showsTenBitAndTurnedFilms();

private:
    Film film(const QString &id) const { return {id, m_server->url(u"/"_s + id), {}}; }
    void startGateway(const GatewaySettings &settings);
    /// Of the long film, and then no byte more, without an end.
    void serveAThird();
    /// The same, and nobody loses patience with it.
    void stallAtAThird();

    FilmFixture m_films;
    QByteArray m_short;
    QByteArray m_long; ///< several megabytes
    GatewaySettings m_settings;
    std::unique_ptr<QTemporaryDir> m_cache;
    std::unique_ptr<FilmServer> m_server;
    std::unique_ptr<MediaGateway> m_gateway;
    std::unique_ptr<QtPlayer> m_player;

    struct Spies
    {
        explicit Spies(QtPlayer *player)
            : opened(player, &Player::opened)
            , first(player, &Player::firstFrame)
            , stalled(player, &Player::stalled)
            , resumed(player, &Player::resumed)
            , ended(player, &Player::ended)
            , failed(player, &Player::failed)
            , pictures(player, &QtPlayer::pictureReady)
        {
        }
        QSignalSpy opened;
        QSignalSpy first;
        QSignalSpy stalled;
        QSignalSpy resumed;
        QSignalSpy ended;
        QSignalSpy failed;
        QSignalSpy pictures;
    };
};

void TestQtPlayer::initTestCase()
{
    m_short = FilmFixture::bytes(m_films.makeFilm(u"short.mp4"_s, 1.2));
    m_long = FilmFixture::bytes(m_films.makeFilm(u"long.mp4"_s, 6, true,
                                                 {u"-vf"_s, u"noise=alls=80:allf=t+u"_s, u"-preset"_s,
                                                  u"ultrafast"_s, u"-qp"_s, u"16"_s, u"-g"_s, u"25"_s}));
    QVERIFY(!m_short.isEmpty());
    QVERIFY(m_long.size() > 5'000'000);
}

void TestQtPlayer::init()
{
    m_cache = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FilmServer>();
    m_server->setFilm(m_short);
    m_settings = {};
    m_settings.cacheFolder = m_cache->path();
    m_settings.probeProgram = buildProgram(u"medio-probe");
    m_settings.spare = 0;
    startGateway(m_settings);
}

void TestQtPlayer::serveAThird()
{
    m_server->setFilm(m_long);
    FilmServer::Manners manners;
    manners.silentAt = m_long.size() / 3;
    m_server->setManners(manners);
}

void TestQtPlayer::stallAtAThird()
{
    m_settings.starvePatience = 1h;
    m_settings.silence = 1h;
    startGateway(m_settings);
    serveAThird();
}

void TestQtPlayer::startGateway(const GatewaySettings &settings)
{
    m_player.reset();
    m_gateway.reset();
    m_gateway = std::make_unique<MediaGateway>(settings);
    m_player = std::make_unique<QtPlayer>(*m_gateway);
}

void TestQtPlayer::cleanup()
{
    m_player.reset();
    m_gateway.reset();
    m_server.reset();
}

void TestQtPlayer::playsAFilmToItsEnd()
{
    Spies spies(m_player.get());
    const auto start = m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 1);
    QCOMPARE(spies.opened.size(), 1);
    QCOMPARE(spies.opened[0][0].toULongLong(), start);
    QCOMPARE(spies.opened[0][1].value<FilmOrigin>(), FilmOrigin::Stream);
    QCOMPARE(m_player->duration(), 1200ms);
    QCOMPARE(spies.pictures[0][0].toULongLong(), start);
    QCOMPARE(spies.pictures[0][1].value<FilmPicture>().size, QSize(320, 180));
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.ended[0][1].toBool(), true);
    QCOMPARE(spies.failed.size(), 0);
    QVERIFY2(spies.pictures.size() >= 25, qPrintable(QString::number(spies.pictures.size())));

    // Kept by now: without the server, and from this machine.
    m_server->setUp(false);
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.ended.size(), 2);
    QCOMPARE(spies.opened[1][1].value<FilmOrigin>(), FilmOrigin::Copy);
    QCOMPARE(spies.ended[1][1].toBool(), true);
}

void TestQtPlayer::saysNothingBeforeTheStartIsKnown()
{
    Spies spies(m_player.get());
    m_player->preload(film(u"a"_s), 0ms);
    QTRY_VERIFY(m_gateway->kept().contains(u"a"_s));
    Player::Start known = 0;
    connect(m_player.get(), &Player::opened, this, [&](quint64 start) { QCOMPARE(known, start); });
    known = m_player->open(film(u"a"_s), 0ms);
    QCOMPARE(spies.opened.size(), 0);
    QTRY_COMPARE(spies.first.size(), 1);
    known = m_player->open(film(u"b"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 2);
}

void TestQtPlayer::playsTheNextFilmAtTheEndOfTheFirst()
{
    Spies spies(m_player.get());
    qint64 gap = -1;
    QElapsedTimer sinceEnd;
    connect(m_player.get(), &Player::ended, this, [&](quint64, bool complete) {
        QVERIFY(complete);
        if (m_player->open(film(u"b"_s), 0ms) == 2)
            sinceEnd.start();
    });
    connect(m_player.get(), &QtPlayer::pictureReady, this, [&](quint64 start) {
        if (start == 2 && gap < 0)
            gap = sinceEnd.elapsed();
    });
    const auto first = m_player->open(film(u"a"_s), 0ms);
    m_player->preload(film(u"b"_s), 0ms);
    QTRY_COMPARE(spies.ended.size(), 1);
    QTRY_COMPARE(spies.first.size(), 2);
    QCOMPARE(spies.first[0][0].toULongLong(), first);
    QCOMPARE(spies.first[1][0].toULongLong(), first + 1);
    qInfo() << "from film to film:" << gap << "ms";
    QTRY_COMPARE(spies.ended.size(), 2);
    QVERIFY(spies.pictures.size() >= 50);
    // Pictures of one film never come between those of the other.
    quint64 last = 0;
    for (const auto &picture : std::as_const(spies.pictures)) {
        QVERIFY(picture[0].toULongLong() >= last);
        last = picture[0].toULongLong();
    }
    QCOMPARE(spies.failed.size(), 0);
    m_player->disconnect(this);
}

void TestQtPlayer::preloadsFromWhereItWillBegin()
{
    m_server->setFilm(m_long);
    Spies spies(m_player.get());
    QSignalSpy ready(m_gateway.get(), &FilmSource::ready);
    m_player->preload(film(u"a"_s), 3s);
    QTRY_COMPARE(ready.size(), 1);
    m_player->open(film(u"a"_s), 3s);
    QTRY_COMPARE(spies.first.size(), 1);
    QCOMPARE(ready.size(), 1); // it was there
    QVERIFY2(m_player->position() >= 2900ms && m_player->position() < 4s,
             qPrintable(QString::number(m_player->position().count())));
    // From another place it is not the film that was made ready.
    m_player->preload(film(u"a"_s), 1s);
    QTRY_COMPARE(ready.size(), 2);
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 2);
    QCOMPARE(ready.size(), 3);
    QVERIFY(m_player->position() < 900ms);
    QCOMPARE(spies.failed.size(), 0);
}

void TestQtPlayer::beginsInTheMiddle()
{
    m_server->setFilm(m_long);
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 4s);
    QTRY_VERIFY(m_player->position() >= 4200ms);
    QVERIFY(m_player->position() < 6s);
    QCOMPARE(spies.failed.size(), 0);
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.ended[0][1].toBool(), true);
}

void TestQtPlayer::beginsAnewWhereThereIsNothing_data()
{
    QTest::addColumn<bool>("preloaded");
    QTest::addColumn<std::chrono::milliseconds>("place");
    QTest::newRow("beyond the end") << false << std::chrono::milliseconds(40min);
    QTest::newRow("beyond the end, preloaded") << true << std::chrono::milliseconds(40min);
    QTest::newRow("at the end") << false << 1200ms;
    QTest::newRow("in the last moment") << false << 900ms;
}

void TestQtPlayer::beginsAnewWhereThereIsNothing()
{
    // A shorter film took the place of the one that was seen up to there.
    QFETCH(bool, preloaded);
    QFETCH(std::chrono::milliseconds, place);
    Spies spies(m_player.get());
    QList<std::chrono::milliseconds> places;
    connect(m_player.get(), &Player::opened, this, [&] { places.append(m_player->position()); });
    for (int i = 0; i < 2; ++i) { // from its server, then from here
        if (preloaded) {
            QSignalSpy ready(m_gateway.get(), &FilmSource::ready);
            m_player->preload(film(u"a"_s), place);
            QTRY_COMPARE(ready.size(), 1);
        }
        spies.pictures.clear();
        m_player->open(film(u"a"_s), place);
        QTRY_COMPARE(spies.ended.size() + spies.failed.size(), i + 1);
        QCOMPARE(spies.failed.size(), 0);
        QCOMPARE(spies.ended[i][1].toBool(), true);
        QCOMPARE(places.value(i), 0ms);
        QVERIFY2(spies.pictures.size() >= 25, qPrintable(QString::number(spies.pictures.size())));
    }
    m_player->disconnect(this);
}

void TestQtPlayer::seeks()
{
    m_server->setFilm(m_long);
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 1);
    m_player->seek(4s);
    QTRY_VERIFY(m_player->position() >= 4200ms);
    m_player->seek(1s);
    QTRY_VERIFY(m_player->position() >= 1200ms && m_player->position() < 2s);
    m_player->seek(60s); // clipped to the end
    QCOMPARE(m_player->position(), 6s);
    QTRY_COMPARE(spies.ended.size() + spies.failed.size(), 1);
    QCOMPARE(spies.failed.size(), 0);
}

void TestQtPlayer::pausesAndGoesOn()
{
    m_server->setFilm(m_long); // it is not over before a busy machine has stopped it
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_VERIFY(spies.pictures.size() > 3);
    m_player->pause();
    QSignalSpy more(m_player.get(), &QtPlayer::pictureReady);
    while (more.wait(200)) {
    } // what was on its way
    const auto position = m_player->position();
    QVERIFY(position < 5s);
    QVERIFY(!more.wait(400));
    QCOMPARE(m_player->position(), position);
    m_player->play();
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.ended[0][1].toBool(), true);
    QCOMPARE(spies.stalled.size(), 0);
}

void TestQtPlayer::fadesOut()
{
    m_server->setFilm(m_long); // it is not over before a busy machine has faded it
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 1);
    m_player->fadeOut(200ms);
    QSignalSpy more(m_player.get(), &QtPlayer::pictureReady);
    QTRY_VERIFY(!more.wait(300));
    QVERIFY(m_player->position() < 5s);
    QCOMPARE(spies.ended.size(), 0);
    m_player->play();
    m_player->fadeOut(0ms); // while the sound is still coming back
    QTRY_VERIFY(!more.wait(300));
    QCOMPARE(spies.ended.size(), 0);
    m_player->play();
    m_player->setVolume(0.3);
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.ended[0][1].toBool(), true);
}

void TestQtPlayer::stopIsTheEnd()
{
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 1);
    m_player->stop();
    const auto pictures = spies.pictures.size();
    QVERIFY(!spies.ended.wait(500));
    QCOMPARE(spies.pictures.size(), pictures);
    QCOMPARE(spies.failed.size(), 0);
    QCOMPARE(m_player->position(), 0ms);
    m_player->stop();
    m_player->play();
    m_player->seek(1s);
    m_player->pause();
}

void TestQtPlayer::oldStartsAreSilent()
{
    Spies spies(m_player.get());
    Player::Start last = 0;
    for (int i = 0; i < 20; ++i) {
        last = m_player->open(film(i % 2 ? u"a"_s : u"b"_s), 0ms);
        if (i % 5 == 0)
            QTRY_VERIFY(!spies.first.isEmpty() && spies.first.last()[0].toULongLong() == last);
    }
    spies.pictures.clear();
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.ended[0][0].toULongLong(), last);
    QCOMPARE(spies.failed.size(), 0);
    for (const auto &picture : std::as_const(spies.pictures))
        QCOMPARE(picture[0].toULongLong(), last);
}

void TestQtPlayer::tellsOfFilmsThatCantBePlayed()
{
    Spies spies(m_player.get());
    m_server->setFilm(QByteArray(5000, 'x'));
    const auto broken = m_player->open(film(u"broken"_s), 0ms);
    QTRY_COMPARE(spies.failed.size(), 1);
    QCOMPARE(spies.failed[0][0].toULongLong(), broken);
    QCOMPARE(spies.failed[0][1].value<FilmFailure>(), FilmFailure::Broken);
    m_server->setUp(false);
    m_player->open(film(u"down"_s), 0ms);
    QTRY_COMPARE(spies.failed.size(), 2);
    QCOMPARE(spies.failed[1][1].value<FilmFailure>(), FilmFailure::Unreachable);
    QCOMPARE(spies.opened.size(), 0);

    m_server->setUp(true);
    m_server->setFilm(m_short);
    m_player->open(film(u"good"_s), 0ms);
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.failed.size(), 2);
}

void TestQtPlayer::brokenPreloadIsToldWhenItIsOpened()
{
    Spies spies(m_player.get());
    m_server->setFilm(QByteArray(5000, 'x'));
    m_player->preload(film(u"broken"_s), 0ms);
    QSignalSpy told(m_gateway.get(), &FilmSource::failed);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(spies.failed.size(), 0);
    m_player->open(film(u"broken"_s), 0ms);
    QTRY_COMPARE(spies.failed.size(), 1);
}

void TestQtPlayer::filmThatEndsTooEarly()
{
    // Its index promises six seconds, its bytes end after two.
    m_server->setFilm(m_long.left(m_long.size() / 3));
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.ended[0][1].toBool(), false);
    QVERIFY(spies.pictures.size() > 20);
    QCOMPARE(spies.failed.size(), 0);
}

void TestQtPlayer::aPictureRests()
{
    // Longer than a player is given for its first frame. Without a sound device its clock rests as well.
    m_server->setFilm(FilmFixture::bytes(m_films.makeRestingFilm(u"rests.mp4"_s, 8)));
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_VERIFY(spies.pictures.size() >= 25);
    m_player->pause();
    m_player->play();
    QTRY_COMPARE(spies.ended.size() + spies.failed.size(), 1);
    QCOMPARE(spies.failed.size(), 0);
    QCOMPARE(spies.ended[0][1].toBool(), true);
    QCOMPARE(spies.stalled.size(), 0);
    QVERIFY2(spies.pictures.size() > 30, qPrintable(QString::number(spies.pictures.size()))); // it went on

    const qsizetype before = spies.pictures.size();
    m_player->open(film(u"a"_s), 0ms);
    QTRY_VERIFY(spies.pictures.size() >= before + 25);
    QVERIFY(!spies.failed.wait(4500)); // it rests
    m_player->seek(9s);
    QTRY_COMPARE(spies.ended.size() + spies.failed.size(), 2);
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 3);
    QCOMPARE(spies.failed.size(), 0);
}

void TestQtPlayer::theLastPictureStands_data()
{
    QTest::addColumn<bool>("paused");
    QTest::newRow("undisturbed") << false;
    QTest::newRow("paused meanwhile") << true;
}

void TestQtPlayer::theLastPictureStands()
{
    // Qt 6.4 calls it over when that picture begins; it stands for as long as the film says.
    QFETCH(bool, paused);
    constexpr int rest = 5000; // ms
    m_server->setFilm(FilmFixture::bytes(m_films.makeFilmThatStands(u"stands.mp4"_s, rest / 1000)));
    Spies spies(m_player.get());
    QElapsedTimer sincePicture;
    connect(m_player.get(), &QtPlayer::pictureReady, this, [&] { sincePicture.start(); });
    m_player->open(film(u"a"_s), 0ms);
    QTRY_VERIFY(m_player->position() >= 960ms);
    if (paused) {
        QVERIFY(!spies.ended.wait(500)); // it stands
        m_player->pause();
        QVERIFY(!spies.ended.wait(rest));
        m_player->play();
    }
    QTRY_COMPARE(spies.ended.size() + spies.failed.size(), 1);
    QCOMPARE(spies.failed.size(), 0);
    QCOMPARE(spies.ended[0][1].toBool(), true);
    QVERIFY2(sincePicture.elapsed() > rest - 200, qPrintable(QString::number(sincePicture.elapsed())));
    QCOMPARE(spies.stalled.size(), 0);

    // Whoever goes back meanwhile sees it again.
    m_player->open(film(u"a"_s), 0ms);
    QTRY_VERIFY(m_player->position() >= 960ms);
    QVERIFY(!spies.ended.wait(500));
    spies.pictures.clear();
    m_player->seek(0ms);
    QTRY_VERIFY(spies.pictures.size() >= 20);
    QTRY_COMPARE(spies.ended.size() + spies.failed.size(), 2);
    QCOMPARE(spies.ended.constLast()[1].toBool(), true);
}

void TestQtPlayer::networkLostInMidFilm()
{
    m_settings.starvePatience = 1000ms;
    startGateway(m_settings);
    serveAThird();
    Spies spies(m_player.get());
    const auto start = m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 1);
    m_server->setUp(false);
    QTRY_COMPARE(spies.failed.size(), 1);
    QCOMPARE(spies.failed[0][0].toULongLong(), start);
    QCOMPARE(spies.failed[0][1].value<FilmFailure>(), FilmFailure::Unreachable);
    QCOMPARE(spies.ended.size(), 0);
}

void TestQtPlayer::networkComesBack()
{
    serveAThird();
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.stalled.size(), 1);
    QCOMPARE(spies.resumed.size(), 0);
    m_server->setManners({});
    m_server->setUp(false);
    m_server->setUp(true);
    QTRY_COMPARE(spies.resumed.size(), 1);
    QTRY_COMPARE(spies.ended.size(), 1);
    QCOMPARE(spies.ended[0][1].toBool(), true);
    QCOMPARE(spies.failed.size(), 0);
}

void TestQtPlayer::leavesAStalledFilm()
{
    // If the media library waited for the stalled film's bytes, open() of another would never return.
    stallAtAThird();
    Spies spies(m_player.get());
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.stalled.size(), 1);
    m_server->setManners({});
    m_server->setFilm(m_short);
    m_player->open(film(u"b"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 2);
    QTRY_COMPARE(spies.ended.size(), 1);
}

void TestQtPlayer::seeksAwayFromWhereItStalled_data()
{
    QTest::addColumn<bool>("told");
    QTest::newRow("which is known") << true;
    QTest::newRow("of which nobody was told yet") << false;
}

void TestQtPlayer::seeksAwayFromWhereItStalled()
{
    // The read that waits there would keep whoever sets a position: the GUI thread, and for ever.
    QFETCH(bool, told);
    if (!told)
        m_settings.starvingAfter = 1h;
    stallAtAThird();
    Spies spies(m_player.get());
    LoopWatch watch;
    m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 1);
    while (spies.pictures.wait(500)) {
    } // until no more come
    QTRY_COMPARE(spies.stalled.size(), told ? 1 : 0);
    const auto place = m_player->position();
    spies.pictures.clear();
    watch.begin();
    m_player->seek(0ms);
    QTRY_VERIFY(!spies.pictures.isEmpty());
    QVERIFY(m_player->position() < place);
    QCOMPARE(spies.resumed.size(), told ? 1 : 0);
    if (told)
        QTRY_COMPARE(spies.stalled.size(), 2);
    QCOMPARE(spies.opened.size(), 1);
    QCOMPARE(spies.first.size(), 1);
    QCOMPARE(spies.failed.size(), 0);
    QVERIFY(watch.longest() < 2s); // a read's patience, not a machine's speed
}

void TestQtPlayer::seeksToWhereNothingComes()
{
    stallAtAThird();
    Spies spies(m_player.get());
    LoopWatch watch;
    const auto start = m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 1);
    watch.begin();
    m_player->seek(5s);
    QTRY_VERIFY(!spies.stalled.isEmpty());
    QCOMPARE(spies.stalled.last()[0].toULongLong(), start);
    QVERIFY(m_player->position() == 5s);
    m_server->setManners({});
    m_server->setFilm(m_short);
    m_player->open(film(u"b"_s), 0ms);
    QTRY_COMPARE(spies.first.size(), 2);
    QTRY_COMPARE(spies.ended.size(), 1);
    QVERIFY(watch.longest() < 2s);
}

void TestQtPlayer::showsTenBitAndTurnedFilms()
{
    Spies spies(m_player.get());
    m_server->setFilm(FilmFixture::bytes(
        m_films.make(u"ten.mp4"_s, {u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=c=0xc81e3c:s=320x180:r=25:d=0.6"_s,
                                    u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s, u"yuv420p10le"_s})));
    m_player->open(film(u"ten"_s), 0ms);
    QTRY_COMPARE(spies.ended.size(), 1);
    Painting::PictureMaker maker;
    const auto ten = spies.pictures[0][1].value<FilmPicture>();
    QCOMPARE(ten.layout, FilmPicture::Layout::Yuv420Ten);
    const QRgb colour = maker.make(ten, {640, 640}).pixel(100, 100);
    QVERIFY2(std::abs(qRed(colour) - 0xc8) < 6 && std::abs(qGreen(colour) - 0x1e) < 6,
             qPrintable(QString::number(colour, 16)));

    spies.pictures.clear();
    m_server->setFilm(FilmFixture::turned(m_short));
    m_player->open(film(u"turned"_s), 0ms);
    QTRY_COMPARE(spies.ended.size(), 2);
    QCOMPARE(spies.pictures[0][1].value<FilmPicture>().fittedInto({640, 640}), QSize(360, 640));
}

int main(int argc, char *argv[])
{
    qputenv("http_proxy", "http://127.0.0.1:9"); // where nobody answers, and nobody is to ask for the gateway
    if (const auto chosen = chooseBackend(); !chosen)
        qFatal("%s", qPrintable(chosen.error()));
    const QGuiApplication application(argc, argv);
    TestQtPlayer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_qtplayer.moc"
