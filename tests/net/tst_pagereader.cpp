// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/pagereader.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Medio;
using namespace Medio::Net;

namespace {

/// A server's list, newest first.
struct Shelf
{
    QList<Api::Profile> items;
    int limit = 3;

    explicit Shelf(int count)
    {
        for (int i = 0; i < count; ++i)
            add();
    }
    void add() { items.prepend({Api::ProfileId::create(), QString::number(items.size()), {}, {}}); }

    [[nodiscard]] Api::Page<Api::Profile> page(int number) const
    {
        Api::Page<Api::Profile> page;
        page.items = items.mid(qsizetype(number - 1) * limit, limit);
        page.page = number;
        page.limit = limit;
        page.totalCount = static_cast<int>(items.size());
        return page;
    }
};

} // namespace

class PageReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsToTheEnd_data();
    void readsToTheEnd();
    void whatIsAddedMeanwhileIsReadOnce();
    void whatIsDeletedMeanwhileHidesNothing();
    void aListThatNeverStandsStillIsTakenInTheEnd();
    void countingServersAreBounded_data();
    void countingServersAreBounded();
    void aListThatStandsStillInTheEndIsReadAsItIs();
};

void PageReaderTest::readsToTheEnd_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("pages");
    QTest::newRow("nothing") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("a page") << 3 << 1;
    QTest::newRow("one more") << 4 << 2;
    QTest::newRow("many") << 100 << 34;
}

void PageReaderTest::readsToTheEnd()
{
    QFETCH(const int, count);
    QFETCH(const int, pages);
    const Shelf shelf(count);
    PageReader<Api::Profile> reader;
    int asked = 0;
    while (const auto number = reader.next()) {
        reader.take(shelf.page(*number));
        ++asked;
    }
    QCOMPARE(asked, pages);
    QCOMPARE(reader.items(), shelf.items);
}

void PageReaderTest::whatIsAddedMeanwhileIsReadOnce()
{
    Shelf shelf(7);
    PageReader<Api::Profile> reader;
    reader.take(shelf.page(*reader.next()));
    shelf.add();
    while (const auto number = reader.next())
        reader.take(shelf.page(*number));
    QCOMPARE(reader.items(), shelf.items);
}

void PageReaderTest::whatIsDeletedMeanwhileHidesNothing()
{
    Shelf shelf(7);
    PageReader<Api::Profile> reader;
    reader.take(shelf.page(*reader.next()));
    shelf.items.removeFirst(); // the fourth is now the third, on the page that was read
    while (const auto number = reader.next())
        reader.take(shelf.page(*number));
    QCOMPARE(reader.items(), shelf.items);

    // One goes and one comes: the number stays the same.
    PageReader<Api::Profile> again;
    again.take(shelf.page(*again.next()));
    shelf.items.removeLast();
    shelf.add();
    while (const auto number = again.next())
        again.take(shelf.page(*number));
    QCOMPARE(again.items(), shelf.items);
}

void PageReaderTest::aListThatNeverStandsStillIsTakenInTheEnd()
{
    Shelf shelf(20);
    PageReader<Api::Profile> reader;
    int asked = 0;
    while (const auto number = reader.next()) {
        reader.take(shelf.page(*number));
        shelf.add();
        QVERIFY(++asked < 100);
    }
    QVERIFY(reader.items().size() >= 20);
}

void PageReaderTest::countingServersAreBounded_data()
{
    QTest::addColumn<int>("claimed");
    QTest::addColumn<int>("given");
    QTest::addColumn<int>("mostAsked");
    QTest::newRow("a million claimed, none given") << 1'000'000 << 0 << 3;
    QTest::newRow("a million claimed and given") << 1'000'000 << 1 << 100;
    QTest::newRow("huge pages") << 2'000'000'000 << 5'000 << 2;
    QTest::newRow("none claimed, some given") << 0 << 3 << 3;
}

void PageReaderTest::countingServersAreBounded()
{
    QFETCH(const int, claimed);
    QFETCH(const int, given);
    QFETCH(const int, mostAsked);
    PageReader<Api::Profile> reader;
    int asked = 0;
    while (reader.next() && asked <= mostAsked) {
        Api::Page<Api::Profile> page;
        page.limit = 1;
        page.totalCount = claimed;
        for (int i = 0; i < given; ++i)
            page.items.append({Api::ProfileId::create(), {}, {}, {}});
        reader.take(page);
        ++asked;
    }
    QCOMPARE(asked, mostAsked);
    QVERIFY(!reader.next());
}

void PageReaderTest::aListThatStandsStillInTheEndIsReadAsItIs()
{
    QRandomGenerator random(20261120);
    for (int run = 0; run < 2000; ++run) {
        Shelf shelf(static_cast<int>(random.bounded(30)));
        PageReader<Api::Profile> reader;
        // What happens during the first reading; then there is peace.
        int asked = 0;
        while (const auto number = reader.next()) {
            if (asked < 4 && random.bounded(3) == 0) {
                if (random.bounded(2) == 0 && !shelf.items.isEmpty())
                    shelf.items.removeAt(random.bounded(static_cast<int>(shelf.items.size())));
                else
                    shelf.add();
            }
            reader.take(shelf.page(*number));
            QVERIFY(++asked < 200);
        }
        QSet<Api::ProfileId> ids;
        for (const Api::Profile &item : reader.items())
            ids.insert(item.id);
        QCOMPARE(ids.size(), reader.items().size()); // nothing twice, ever
        for (const Api::Profile &item : std::as_const(shelf.items))
            QVERIFY2(ids.contains(item.id), qPrintable(QStringLiteral("run %1").arg(run)));
    }
}

QTEST_GUILESS_MAIN(PageReaderTest)
#include "tst_pagereader.moc"
