// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/brokenfilms.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Medio::Parents;

class TestBrokenFilms : public QObject
{
    Q_OBJECT

    const QDateTime m_morning{QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc()};

    static Api::Video video(const char *title)
    {
        Api::Video video;
        video.id = Api::VideoId::create();
        video.title = QString::fromLatin1(title);
        return video;
    }

private Q_SLOTS:
    void eachHasOneNoteTheLatestFirst()
    {
        Flow::FakeFilmTroubles troubles;
        FakeHousehold household;
        const Api::Video rocket = video("Rocket");
        const Api::Video whale = video("Whale");
        Api::Family family;
        family.videos = {rocket, video("Owl"), whale};
        household.replace(family);
        BrokenFilms broken(troubles, household);
        QVERIFY(broken.films().isEmpty());

        QSignalSpy changed(&broken, &BrokenFilms::changed);
        troubles.note(rocket.id, {FilmFailure::Broken, m_morning});
        troubles.note(whale.id, {FilmFailure::Gone, m_morning.addSecs(60)});
        QCOMPARE(changed.size(), 2);
        const BrokenFilm ofWhale{whale.id, whale.title, {FilmFailure::Gone, m_morning.addSecs(60)}};
        const BrokenFilm ofRocket{rocket.id, rocket.title, {FilmFailure::Broken, m_morning}};
        QCOMPARE(broken.films(), (QList{ofWhale, ofRocket}));

        broken.dismiss(whale.id);
        QCOMPARE(broken.films(), QList{ofRocket});
        QVERIFY(!troubles.troubles().contains(whale.id));
    }

    void aFilmThatTheFamilyDoesNotHaveAnyMoreIsNoTrouble()
    {
        Flow::FakeFilmTroubles troubles;
        FakeHousehold household;
        BrokenFilms broken(troubles, household);
        const Api::Video rocket = video("Rocket");
        troubles.note(rocket.id, {FilmFailure::Broken, m_morning});
        QVERIFY(broken.films().isEmpty());
        QSignalSpy changed(&broken, &BrokenFilms::changed);
        Api::Family family;
        family.videos = {rocket};
        household.replace(family); // it is back
        QCOMPARE(changed.size(), 1);
        QCOMPARE(broken.films().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBrokenFilms)
#include "tst_brokenfilms.moc"
