// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/resume.h"
#include "tests/app/flow/flowfamily.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

class TestResume : public QObject
{
    Q_OBJECT

    const QDate m_today{2026, 3, 10};

    static CatalogueChip
    chipOf(std::initializer_list<std::pair<int, std::optional<std::chrono::seconds>>> films)
    {
        CatalogueChip chip;
        for (const auto &[number, duration] : films) {
            CatalogueFilm one{film(number, 0s), {}};
            one.video.duration = duration;
            chip.films.append(one);
        }
        return chip;
    }

private Q_SLOTS:
    void aFilmIsNearlyOver_data()
    {
        QTest::addColumn<milliseconds>("duration");
        QTest::addColumn<milliseconds>("rest");
        QTest::newRow("10 s") << milliseconds(10s) << 500ms;
        QTest::newRow("5 min") << milliseconds(5min) << milliseconds(15s);
        QTest::newRow("10 min") << milliseconds(10min) << milliseconds(30s);
        QTest::newRow("90 min") << milliseconds(90min) << milliseconds(30s);
        QTest::newRow("nothing") << 0ms << 0ms;
    }
    void aFilmIsNearlyOver()
    {
        QFETCH(const milliseconds, duration);
        QTEST(nearlyOver(duration), "rest");
    }

    void whereAChipGoesOn_data()
    {
        QTest::addColumn<int>("video");
        QTest::addColumn<milliseconds>("position");
        QTest::addColumn<int>("daysAgo");
        QTest::addColumn<int>("film");
        QTest::addColumn<milliseconds>("from");

        // The chip: 2 (a story of 10 min), 3 (a long film of 80 min), 4 (its length is not known)
        QTest::newRow("today, in a story") << 2 << milliseconds(4min) << 0 << 0 << milliseconds(4min - 3s);
        QTest::newRow("today, barely begun") << 2 << milliseconds(7s) << 0 << 0 << 0ms;
        QTest::newRow("today, a little more") << 2 << milliseconds(8s) << 0 << 0 << milliseconds(5s);
        QTest::newRow("tomorrow, in a story") << 2 << milliseconds(4min) << 1 << 0 << 0ms;
        QTest::newRow("tomorrow, in a long film")
            << 3 << milliseconds(40min) << 1 << 1 << milliseconds(40min - 3s);
        QTest::newRow("tomorrow, at the beginning of a long film")
            << 3 << milliseconds(3min) << 1 << 1 << milliseconds(3min - 3s);
        QTest::newRow("tomorrow, length unknown") << 4 << milliseconds(10min) << 1 << 2 << 0ms;
        QTest::newRow("tomorrow, length unknown, far in it")
            << 4 << milliseconds(20min) << 1 << 2 << milliseconds(20min - 3s);
        QTest::newRow("a film that was seen") << 2 << wholeFilm << 0 << 1 << 0ms;
        QTest::newRow("a film that was seen yesterday") << 3 << wholeFilm << 1 << 2 << 0ms;
        QTest::newRow("the last one was seen") << 4 << wholeFilm << 0 << 0 << 0ms;
        QTest::newRow("two weeks ago") << 3 << milliseconds(40min) << 14 << 1 << milliseconds(40min - 3s);
        QTest::newRow("longer ago") << 3 << milliseconds(40min) << 15 << 0 << 0ms;
        QTest::newRow("tomorrow, as a parent set the clock back")
            << 3 << milliseconds(40min) << -2 << 1 << milliseconds(40min - 3s);
        QTest::newRow("a film that was taken out") << 9 << milliseconds(4min) << 0 << 0 << 0ms;
        QTest::newRow("no film") << 0 << milliseconds(4min) << 0 << 0 << 0ms;
    }
    void whereAChipGoesOn()
    {
        QFETCH(const int, video);
        QFETCH(const milliseconds, position);
        QFETCH(const int, daysAgo);
        QFETCH(const int, film);
        QFETCH(const milliseconds, from);
        const CatalogueChip chip = chipOf({{2, 600s}, {3, 4800s}, {4, std::nullopt}});
        const Place place{video == 0 ? Api::VideoId() : videoOf(video), position, m_today.addDays(-daysAgo)};
        const Beginning beginning = beginningOf(chip, place, m_today);
        QCOMPARE(beginning.film, film);
        QCOMPARE(beginning.position, from);
    }

    void anotherOrderOfThePlaylistIsFollowed()
    {
        const CatalogueChip chip = chipOf({{4, 600s}, {2, 600s}, {3, 600s}});
        QCOMPARE(beginningOf(chip, {videoOf(2), 4min, m_today}, m_today), (Beginning{1, 4min - 3s}));
        QCOMPARE(beginningOf(chip, {videoOf(2), wholeFilm, m_today}, m_today), (Beginning{2, 0ms}));
        QCOMPARE(beginningOf(chip, {videoOf(4), wholeFilm, m_today}, m_today), (Beginning{1, 0ms}));
    }

    void anEmptyChipHasNoPlace()
    {
        QCOMPARE(beginningOf(CatalogueChip(), {videoOf(2), 4min, m_today}, m_today), Beginning());
    }
};

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
