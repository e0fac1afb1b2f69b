// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/neededfilms.h"
#include "tests/app/flow/flowfamily.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

class TestNeededFilms : public QObject
{
    Q_OBJECT

    const QDate m_today{2026, 3, 10};

    /// The numbers of the films.
    QList<int> needed(const FamilyPlaces &places = {}, const Flow::KioskSettings &settings = {},
                      const Api::Family &of = family())
    {
        QList<int> numbers;
        for (const Film &film : neededFilms(Flow::CatalogueSnapshot(of, {}), places, settings, m_today)) {
            for (int number = 1; number <= 9; ++number) {
                if (film.id == videoOf(number).toString())
                    numbers.append(number);
            }
        }
        return numbers;
    }
    Flow::Place place(int video, std::chrono::milliseconds position, int daysAgo = 0)
    {
        return {videoOf(video), position, m_today.addDays(-daysAgo)};
    }

private Q_SLOTS:
    // Chips: rocket (1), whale (2, 3, 4), owl (5); retired (1) is switched off, empty has none.

    void whatEveryChipBeginsWithComesFirst() { QCOMPARE(needed(), (QList{1, 2, 5, 3, 4})); }

    void aChipGoesOnWhereItWas()
    {
        QCOMPARE(needed({{otter, {{whale, place(2, Flow::wholeFilm)}}}}), (QList{3, 1, 5, 4, 2}));
        QCOMPARE(needed({{otter, {{whale, place(4, 5s)}}}}), (QList{4, 1, 5, 2, 3}));
    }

    void whatWasUsedLastComesFirst()
    {
        QCOMPARE(needed({{otter, {{owl, place(5, 60s, 2)}, {whale, place(3, 9s, 1)}}}}),
                 (QList{3, 5, 1, 4, 2}));
    }

    void everyChildHasAPlaceOfItsOwn()
    {
        QCOMPARE(
            needed({{otter, {{whale, place(2, Flow::wholeFilm, 1)}}}, {badger, {{whale, place(4, 5s)}}}}),
            (QList{4, 3, 1, 5, 2}));
    }

    void whereParentsWantItChipsBeginAnew()
    {
        Flow::KioskSettings settings;
        settings.fromStart = true;
        QCOMPARE(needed({{otter, {{whale, place(4, 5s)}}}}, settings), (QList{2, 1, 5, 3, 4}));
    }

    void whatNoChildMaySeeIsLeftOut()
    {
        Api::Family changed = family();
        for (Api::Video &video : changed.videos)
            video.ageRating = QStringLiteral("G");
        changed.videos[4].ageRating = QStringLiteral("R");
        Flow::KioskSettings settings;
        for (const Api::ProfileId &child : {otter, badger})
            settings.plans[child].highestRating = Api::AgeRating::PG;
        QVERIFY(needed({}, settings, changed).contains(5)); // Wren may
        settings.plans[wren].highestRating = Api::AgeRating::PG;
        QCOMPARE(needed({}, settings, changed), (QList{1, 2, 3, 4}));
    }

    void filmsOfPlatformsAreLeftOut()
    {
        Api::Family changed = family();
        changed.videos[1].videoUrl = QStringLiteral("https://youtu.be/aaaaaaaaaaa");
        QCOMPARE(needed({}, {}, changed), (QList{1, 3, 5, 4}));
    }

    void anEmptyFamilyNeedsNothing() { QVERIFY(needed({}, {}, {}).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestNeededFilms)
#include "tst_neededfilms.moc"
