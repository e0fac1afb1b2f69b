// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/catalogue.h"
#include "tests/app/flow/flowfamily.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

class TestCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decidesByItsAddressWhetherAVideoCanBePlayed_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("playable");
        const auto row = [](const char *address, bool playable) {
            QTest::newRow(address) << QString::fromLatin1(address) << playable;
        };
        row("http://127.0.0.1:8480/api/videos/1/stream", true);
        row("https://films.example/rocket.mp4", true);
        row("https://notyoutube.com/rocket.mp4", true);
        row("https://youtube.com.example/rocket.mp4", true);
        row("file:///srv/films/rocket.mp4", false);
        row("https://www.youtube.com/watch?v=aaaaaaaaaaa", false);
        row("https://YOUTU.BE/aaaaaaaaaaa", false);
        row("https://player.vimeo.com/video/1", false);
        row("https://dai.ly/x1", false);
        row("https://www.dailymotion.com/video/x1", false);
        row("", false);
        row("rocket.mp4", false);
        row("ftp://films.example/rocket.mp4", false);
        row("http:///rocket.mp4", false);
        row("javascript:alert(1)", false);
        row("file://", false);
    }
    void decidesByItsAddressWhetherAVideoCanBePlayed()
    {
        QFETCH(QString, address);
        QFETCH(bool, playable);
        Api::Video video = film(1, 10s);
        video.videoUrl = address;
        QCOMPARE(isDirectlyPlayable(video), playable);
    }

    void knowsTheFilmsOfThePlatforms_data()
    {
        QTest::addColumn<QString>("platform");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("film"); ///< its address; empty: none
        const auto row = [](const char *name, const char *platform, const char *id, const char *address,
                            const char *film) {
            QTest::newRow(name) << QString::fromLatin1(platform) << QString::fromLatin1(id)
                                << QString::fromLatin1(address) << QString::fromLatin1(film);
        };
        constexpr auto youtube = "https://www.youtube.com/watch?v=aBc_-123456";
        row("by platform and id", "YouTube", "aBc_-123456", "", youtube);
        row("capitals do not count", "VIMEO", "76979871", "", "https://vimeo.com/76979871");
        row("the third one", "dailymotion", "x84sh87", "", "https://www.dailymotion.com/video/x84sh87");
        row("by the address alone", "", "", "https://youtu.be/aBc_-123456", youtube);
        row("an id that can't be, but an address", "youtube", "?", "https://youtu.be/aBc_-123456", youtube);
        row("an address to play directly comes first", "youtube", "aBc_-123456",
            "https://films.example/a.mp4", "");
        row("an id that can't be", "youtube", "\"><script>", "", "");
        row("another platform", "Netflix", "aBc_-123456", "", "");
    }
    void knowsTheFilmsOfThePlatforms()
    {
        QFETCH(const QString, platform);
        QFETCH(const QString, id);
        QFETCH(const QString, address);
        QFETCH(const QString, film);
        Api::Video video = Testing::film(1, 10s);
        video.platformName = platform;
        video.platformVideoId = id;
        video.videoUrl = address;
        const auto found = webFilmIn(video);
        QCOMPARE(found ? addressOf(*found).toString() : QString(), film);
        if (found) {
            QVERIFY((CatalogueFilm{video, {}}.isOfPlatform()));
            QCOMPARE((CatalogueFilm{video, {}}.film().address), addressOf(*found));
        }
    }

    void findsAChipByItsUid()
    {
        const CataloguePointer snapshot = catalogue();
        QCOMPARE(snapshot->chip(whale)->films.size(), 3);
        QCOMPARE(snapshot->chip(whale)->films.first().video.id, videoOf(2));
        QCOMPARE(snapshot->chip(empty)->films.size(), 0);
        QVERIFY(!snapshot->chip(retired)->active);
        QVERIFY(!snapshot->chip(stranger));
        QCOMPARE(snapshot->profile(badger)->name, QStringLiteral("Badger"));
        QVERIFY(!snapshot->profile(Api::ProfileId()));
        QCOMPARE(snapshot->films().size(), 5); // each once
        QCOMPARE(snapshot->uids(), (QList{rocket, whale, owl, empty, retired}));
    }

    void leavesOutWhatCantBePlayedAndWhatIsGone()
    {
        Api::Family given = family();
        given.videos[1].videoUrl = QStringLiteral("https://www.youtube.com/playlist?list=a");
        given.videos.removeAt(2);
        const CatalogueSnapshot snapshot(given, {});
        QCOMPARE(snapshot.chip(whale)->films.size(), 1);
        QCOMPARE(snapshot.chip(whale)->films.first().video.id, videoOf(4));
    }

    void ordersFilmsByTheirNumbers_data()
    {
        QTest::addColumn<QList<int>>("numbers"); // of films 2, 3, 4 in the order in which they are told
        QTest::addColumn<QList<int>>("films");
        QTest::newRow("one after the other") << QList{1, 2, 3} << QList{2, 3, 4};
        QTest::newRow("told in another order") << QList{3, 1, 2} << QList{3, 4, 2};
        QTest::newRow("gaps") << QList{40, 7, 1000} << QList{3, 2, 4};
        QTest::newRow("ties stay as told") << QList{2, 1, 1} << QList{3, 4, 2};
        QTest::newRow("none has a number") << QList{0, 0, 0} << QList{2, 3, 4};
        QTest::newRow("below nothing") << QList{1, -1, 0} << QList{3, 4, 2};
    }
    void ordersFilmsByTheirNumbers()
    {
        QFETCH(const QList<int>, numbers);
        QFETCH(const QList<int>, films);
        Api::Family given = family();
        for (qsizetype i = 0; i < numbers.size(); ++i)
            given.chips[1].videos[i].sequenceOrder = numbers.at(i);
        const CatalogueSnapshot snapshot(given, {});
        QList<Api::VideoId> wanted;
        for (const int film : films)
            wanted.append(videoOf(film));
        QList<Api::VideoId> ordered;
        for (const CatalogueFilm &film : snapshot.chip(whale)->films)
            ordered.append(film.video.id);
        QCOMPARE(ordered, wanted);
    }

    void playsAFilmOnceThatIsListedTwice()
    {
        Api::Family given = family();
        Api::ChipVideo again = given.chips[1].videos.first(); // for one child, and for all
        again.sequenceOrder = 9;
        given.chips[1].videos.append(again);
        const CatalogueSnapshot snapshot(given, {});
        QCOMPARE(snapshot.chip(whale)->films.size(), 3);
        QCOMPARE(snapshot.chip(whale)->films.first().video.id, videoOf(2));
    }

    void acceptsUidsThatNoChipHas()
    {
        Api::Family given = family();
        given.chips[0].chip.uid = QStringLiteral("04:AA:00:00:B"); // Medio stores such (MEDIO-API.md §7)
        const CatalogueSnapshot snapshot(given, {});
        QVERIFY(!snapshot.chip(rocket));
        QVERIFY(snapshot.chip(whale));
    }

    void knowsThePictures()
    {
        const CatalogueSnapshot snapshot(family(), {{videoOf(1), QStringLiteral("/posters/1.png")}});
        QCOMPARE(snapshot.chip(rocket)->films.first().poster, QStringLiteral("/posters/1.png"));
        QCOMPARE(snapshot.chip(owl)->films.first().poster, QString());
    }

    void asksThePlayerForTheFilm()
    {
        const Medio::Film film = catalogue()->chip(owl)->films.first().film();
        QCOMPARE(film.id, videoOf(5).toString());
        QCOMPARE(film.address.path(), QStringLiteral("/api/videos/%1/stream").arg(film.id));
        QCOMPARE(*film.duration, 180s);
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
