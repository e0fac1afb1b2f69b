// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/library.h"
#include "tests/app/parents/household.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Medio::Parents::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Api::Family shelf()
{
    Api::Family family;
    const auto add = [&family](const QString &title, std::optional<std::chrono::seconds> duration,
                               const QString &rating, const QString &channel = {}) {
        Api::Video video = film(int(family.videos.size()) + 1, title);
        video.duration = duration;
        video.ageRating = rating;
        video.channelName = channel;
        family.videos.append(video);
    };
    add(u"Folge 10"_s, 600s, u"G"_s, u"Sandmann"_s); // 1
    add(u"Folge 2"_s, 300s, u"G"_s, u"Sandmann"_s);  // 2
    add(u"Der Löwe"_s, 900s, u"PG"_s);               // 3
    add(u"élan"_s, std::nullopt, u"R"_s);            // 4
    add(u"Zebra"_s, 60s, QString());                 // 5
    family.chips = {chip(1, owlUid, u"Owl"_s, {family.videos[2]})};
    return family;
}

QList<int> numbers(const QList<Api::VideoId> &ids)
{
    QList<int> numbers;
    for (const Api::VideoId &id : ids) {
        int number = 1;
        while (videoOf(number) != id)
            ++number;
        numbers.append(number);
    }
    return numbers;
}

} // namespace

class TestLibrary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAndOrders_data()
    {
        QTest::addColumn<LibraryQuery>("query");
        QTest::addColumn<QList<int>>("found");
        using Order = LibraryQuery::Order;
        QTest::newRow("all, newest first") << LibraryQuery{} << QList{1, 2, 3, 4, 5};
        QTest::newRow("by title") << LibraryQuery{.order = Order::Title} << QList{3, 4, 2, 1, 5};
        QTest::newRow("longest") << LibraryQuery{.order = Order::Longest} << QList{3, 1, 2, 5, 4};
        QTest::newRow("shortest") << LibraryQuery{.order = Order::Shortest} << QList{5, 2, 1, 3, 4};
        QTest::newRow("a word") << LibraryQuery{.text = u"löwe"_s} << QList{3};
        QTest::newRow("a word, without its dots") << LibraryQuery{.text = u"LOWE"_s} << QList{3};
        QTest::newRow("a word, spelled") << LibraryQuery{.text = u"loewe"_s} << QList{3};
        QTest::newRow("a part of a word") << LibraryQuery{.text = u"ebr"_s} << QList{5};
        QTest::newRow("words of title and channel") << LibraryQuery{.text = u" sandmann  2 "_s} << QList{2};
        QTest::newRow("an accent") << LibraryQuery{.text = u"elan"_s} << QList{4};
        QTest::newRow("of a platform") << LibraryQuery{.text = u"youtube zebra"_s} << QList{5};
        QTest::newRow("nothing") << LibraryQuery{.text = u"walrus"_s} << QList<int>{};
        QTest::newRow("for everybody") << LibraryQuery{.rating = Api::AgeRating::G} << QList{1, 2};
        QTest::newRow("up to PG") << LibraryQuery{.rating = Api::AgeRating::PG} << QList{1, 2, 3};
        QTest::newRow("without a chip") << LibraryQuery{.withoutChip = true} << QList{1, 2, 4, 5};
        QTest::newRow("five minutes") << LibraryQuery{.atMost = 5min} << QList{2, 5};
        QTest::newRow("several wishes")
            << LibraryQuery{.text = u"folge"_s, .order = Order::Shortest, .rating = Api::AgeRating::G}
            << QList{2, 1};
    }
    void findsAndOrders()
    {
        QFETCH(LibraryQuery, query);
        const Library library(std::make_shared<const Api::Family>(shelf()), QLocale(QLocale::German));
        QTEST(numbers(library.find(query)), "found");
    }

    void videosAreFoundById()
    {
        const Library library(std::make_shared<const Api::Family>(shelf()));
        QCOMPARE(library.size(), qsizetype(5));
        QVERIFY(library.video(videoOf(3)));
        QCOMPARE(library.video(videoOf(3))->title, u"Der Löwe"_s);
        QVERIFY(!library.video(videoOf(99)));
        QVERIFY(Library().find({}).isEmpty());
    }

    void manyFilmsAreSearchedWhileSomebodyTypes()
    {
        Api::Family family;
        for (int number = 1; number <= 5000; ++number)
            family.videos.append(film(number, u"Folge %1: Die Eule und der Löwe"_s.arg(number)));
        const Library library(std::make_shared<const Api::Family>(family), QLocale(QLocale::German));
        QBENCHMARK
        {
            QCOMPARE(library.find({.text = u"eule 4999"_s, .order = LibraryQuery::Order::Title}).size(), 1);
        }
        QCOMPARE(library.find({.order = LibraryQuery::Order::Title}).first(), videoOf(1));
    }
};

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
