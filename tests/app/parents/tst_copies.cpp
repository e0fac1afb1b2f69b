// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/copies.h"
#include "tests/support/fakefilmcopies.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;

Q_DECLARE_METATYPE(Medio::Parents::CopyState)

class TestCopies : public QObject
{
    Q_OBJECT

    static Api::Video video(const char *title, const char *address = "https://films.example/film.mp4")
    {
        Api::Video video;
        video.id = Api::VideoId::create();
        video.title = QString::fromLatin1(title);
        video.videoUrl = QString::fromLatin1(address);
        return video;
    }

private Q_SLOTS:
    void whatKeepsAFilmAway_data()
    {
        QTest::addColumn<FilmCopy>("copy");
        QTest::addColumn<CopyState>("state");
        QTest::addColumn<int>("percent");
        const auto row = [](const char *name, CopyState state, int percent, auto change) {
            FilmCopy copy;
            copy.whole = 1000;
            change(copy);
            QTest::newRow(name) << copy << state << percent;
        };
        const auto keptOff = [&row](const char *name, CopyState state, CopyObstacle obstacle) {
            row(name, state, 0, [obstacle](FilmCopy &c) { c.obstacle = obstacle; });
        };
        row("here", CopyState::Here, 0, [](FilmCopy &c) {
            c.complete = true;
            c.here = 1000;
        });
        row("partly", CopyState::Partly, 45, [](FilmCopy &c) { c.here = 455; });
        row("partly, nearly all", CopyState::Partly, 99, [](FilmCopy &c) { c.here = 1000; });
        row("partly, nobody knows of how much", CopyState::Partly, 0, [](FilmCopy &c) {
            c.here = 455;
            c.whole = -1;
        });
        row("wanted", CopyState::Waiting, 0, [](FilmCopy &) {});
        row("no decoder", CopyState::Unplayable, 0, [](FilmCopy &c) {
            c.verdict = BoardVerdict::Unplayable;
            c.obstacle = CopyObstacle::Board;
        });
        row("too slow", CopyState::Stutters, 0, [](FilmCopy &c) {
            c.verdict = BoardVerdict::TooSlow;
            c.obstacle = CopyObstacle::Board;
        });
        row("here, and too slow", CopyState::Stutters, 0, [](FilmCopy &c) {
            c.verdict = BoardVerdict::TooSlow;
            c.complete = true;
        });
        keptOff("no room", CopyState::NoRoom, CopyObstacle::NoRoom);
        keptOff("out of reach", CopyState::Unreachable, CopyObstacle::Unreachable);
        keptOff("another sign-in", CopyState::Refused, CopyObstacle::Refused);
        keptOff("gone", CopyState::Gone, CopyObstacle::Gone);
        keptOff("the board", CopyState::Unplayable, CopyObstacle::Board);
    }
    void whatKeepsAFilmAway()
    {
        QFETCH(FilmCopy, copy);
        Api::Family family;
        family.videos = {video("Rocket")};
        copy.id = family.videos.first().id.toString();
        const KeptFilm film = keptFilms(family, {copy}, {{copy.id}, true}).first();
        QTEST(film.state, "state");
        QTEST(film.percent, "percent");
        QCOMPARE(film.isHere, copy.complete);
        QCOMPARE(film.comes, !copy.complete);
    }

    void whatIsNotFetchedIsNotSaidToCome()
    {
        Api::Family family;
        family.videos = {video("Rocket")};
        FilmCopy copy;
        copy.id = family.videos.first().id.toString();
        const auto look = [&](const FetchPlan &plan) {
            return keptFilms(family, {copy}, plan).first();
        };
        QCOMPARE(look({{copy.id}, true}).state, CopyState::Waiting);
        QVERIFY(look({{copy.id}, true}).comes);
        // A parent said "never", or the connection is paid by volume
        QCOMPARE(look({{copy.id}, false}).state, CopyState::Waiting);
        QVERIFY(!look({{copy.id}, false}).comes);
        // Known from when it was watched, and nobody needs it
        QCOMPARE(look({{}, true}).state, CopyState::Elsewhere);
        QVERIFY(!look({{}, true}).comes);
        copy.here = 10;
        QCOMPARE(look({{}, true}).state, CopyState::Partly);
        QVERIFY(!look({{}, true}).comes);
        // A parent wants it
        copy.pinned = true;
        QVERIFY(look({{}, true}).comes);
        copy.here = 0;
        QCOMPARE(look({{}, true}).state, CopyState::Waiting);
    }

    void troublesComeFirstAndThenTheTitles()
    {
        Api::Family family;
        family.videos = {video("Whale"), video("Rocket"), video("Owl"),
                         video("On a platform", "https://youtu.be/aaaaaaaaaaa"), video("Robot")};
        FilmCopy tooMuch;
        tooMuch.id = family.videos.last().id.toString();
        tooMuch.verdict = BoardVerdict::Unplayable;
        FilmCopy foreign; // of another family, not removed yet
        foreign.id = QStringLiteral("somebody-elses");
        QStringList titles;
        for (const KeptFilm &film : keptFilms(family, {tooMuch, foreign}, {}))
            titles.append(film.title);
        QCOMPARE(titles, (QStringList{QStringLiteral("Robot"), QStringLiteral("Owl"),
                                      QStringLiteral("Rocket"), QStringLiteral("Whale")}));
    }

    void factsAndWishes()
    {
        FakeFilmCopies films;
        FakeHousehold household;
        Flow::FakeSettingsStore settings;
        FakeNetworkCost cost;
        Api::Family family;
        family.videos = {video("Rocket"), video("Whale")};
        const Api::VideoId rocket = family.videos.first().id;
        household.replace(family);
        Copies copies(films, household, settings, cost, 8'589'934'592);
        QSignalSpy changed(&copies, &Copies::changed);

        FilmCopy copy;
        copy.id = rocket.toString();
        copy.here = copy.whole = 3'400'000'000;
        copy.complete = true;
        films.put(copy);
        QCOMPARE(changed.size(), 1);
        CopiesFacts facts = copies.facts();
        QCOMPARE(facts.here, 1);
        QCOMPARE(facts.films.size(), 2);
        QCOMPARE(facts.bytes, 3'400'000'000);
        QCOMPARE(facts.room, 8'589'934'592); // as set up
        QCOMPARE(copies.room(), 8);
        QCOMPARE(facts.fetchAhead, FetchAhead::UnlessMetered);

        copies.setRoom(9);
        QCOMPARE(copies.budget(), 9 * gigabyte);
        copies.setRoom(0);
        QCOMPARE(copies.room(), 1);
        copies.setRoom(1'000'000);
        QCOMPARE(copies.room(), Flow::mostCopyRoom);

        copies.setPinned(rocket, true);
        QVERIFY(copies.facts().films.first().pinned);
        copies.remove(rocket);
        QCOMPARE(films.forgotten, QStringList{rocket.toString()});
        QCOMPARE(copies.facts().here, 0);
    }

    void nothingIsFetchedAheadWhereItCosts_data()
    {
        QTest::addColumn<int>("when");
        QTest::addColumn<bool>("metered");
        QTest::addColumn<bool>("may");
        const auto row = [](const char *name, FetchAhead when, bool metered, bool may) {
            QTest::newRow(name) << static_cast<int>(when) << metered << may;
        };
        row("never", FetchAhead::Never, false, false);
        row("never, metered", FetchAhead::Never, true, false);
        row("usually", FetchAhead::UnlessMetered, false, true);
        row("usually, metered", FetchAhead::UnlessMetered, true, false);
        row("always", FetchAhead::Always, false, true);
        row("always, metered", FetchAhead::Always, true, true);
    }
    void nothingIsFetchedAheadWhereItCosts()
    {
        QFETCH(const int, when);
        QFETCH(const bool, metered);
        FakeFilmCopies films;
        FakeHousehold household;
        Flow::FakeSettingsStore settings;
        FakeNetworkCost cost;
        Copies copies(films, household, settings, cost, gigabyte);
        QSignalSpy network(&copies, &Copies::networkChanged);
        copies.setFetchAhead(static_cast<FetchAhead>(when));
        cost.setMetered(metered);
        QCOMPARE(network.size(), metered ? 1 : 0);
        QTEST(copies.mayFetchAhead(), "may");
        QCOMPARE(static_cast<int>(copies.facts().fetchAhead), when);
        QCOMPARE(copies.facts().isMetered, metered);
    }
};

QTEST_GUILESS_MAIN(TestCopies)
#include "tst_copies.moc"
