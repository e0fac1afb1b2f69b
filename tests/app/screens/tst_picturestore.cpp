// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/art/landscape.h"
#include "app/screens/kids/picturestore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio::Screens;

namespace {

constexpr QSize window{800, 480};

PictureKey leaf(int side)
{
    PictureKey key;
    key.art = Art::Leaf;
    key.size = QSize(side, side);
    key.line = 32;
    return key;
}

PictureKey place(Place which)
{
    PictureKey key;
    key.art = Art::Place;
    key.variant = static_cast<int>(which);
    key.level = 480;
    key.size = window;
    return key;
}

} // namespace

class TestPictureStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void drawsAheadOnce()
    {
        PictureStore store;
        QSignalSpy ready(&store, &PictureStore::ready);
        store.request(leaf(60));
        store.request(leaf(60));
        QVERIFY(!store.isIdle());
        QTRY_VERIFY(store.isIdle());
        store.request(leaf(60));
        QCOMPARE(ready.size(), 1);
        QCOMPARE(store.drawnAhead(), quint64(1));
        QCOMPARE(store.bytes(), qint64(60 * 60 * 4));
        QCOMPARE(store.take(leaf(60)).size(), QSize(60, 60));
        QCOMPARE(store.drawnInPaint(), quint64(0));
    }

    void aSmallOneIsDrawnInThePaintALargeOneNever()
    {
        PictureStore store;
        QVERIFY(!store.take(leaf(40)).isNull());
        QCOMPARE(store.drawnInPaint(), quint64(1));
        QVERIFY(store.take(leaf(600)).isNull() || store.take(leaf(600)).width() == 40);
        QCOMPARE(store.drawnInPaint(), quint64(1));
        QTRY_VERIFY(store.has(leaf(600)));
    }

    void aNearOneStandsIn()
    {
        PictureStore store;
        store.setRoom(window, 100'000'000);
        store.request(place(Place::Garden));
        QTRY_VERIFY(store.isIdle());
        QCOMPARE(store.take(place(Place::Meadow)).cacheKey(), store.take(place(Place::Garden)).cacheKey());
        QTRY_VERIFY(store.has(place(Place::Meadow)));
    }

    void theBudgetHoldsExceptForWhatIsShown()
    {
        PictureStore store;
        store.setRoom(window, 5 * 100 * 100 * 4);
        for (int i = 0; i < 10; ++i)
            store.request(leaf(100 + i));
        QTRY_VERIFY(store.isIdle());
        store.settle();
        for (int i = 0; i < 7; ++i)
            (void)store.take(leaf(100 + i));
        store.settle();
        for (int i = 0; i < 7; ++i)
            QVERIFY2(store.has(leaf(100 + i)), qPrintable(QString::number(i)));
        for (int i = 7; i < 10; ++i)
            QVERIFY2(!store.has(leaf(100 + i)), qPrintable(QString::number(i)));
        // Nothing of them is shown any more
        store.settle();
        QVERIFY(store.bytes() <= 5 * 100 * 100 * 4);
    }

    void whatMayNeverBeNeededPushesNothingOut()
    {
        PictureStore store;
        store.setRoom(window, 3 * 100 * 100 * 4);
        store.request(leaf(100));
        store.request(leaf(101));
        QTRY_VERIFY(store.isIdle());
        store.request(leaf(102), true);
        QVERIFY(store.isIdle());
        QVERIFY(!store.has(leaf(102)));
    }

    void ofWholeWindowsOnlyTheLatestAreKept()
    {
        PictureStore store;
        store.setRoom(window, 100'000'000);
        store.request(leaf(50));
        const QList<Place> places{Place::Garden, Place::Bough, Place::Hillside, Place::FarHills,
                                  Place::Meadow};
        for (const Place which : places) {
            store.request(place(which));
            QTRY_VERIFY(store.isIdle());
            (void)store.take(place(which));
            store.settle();
        }
        store.settle();
        int kept = 0;
        for (const Place which : places)
            kept += store.has(place(which)) ? 1 : 0;
        QCOMPARE(kept, 3);
        QVERIFY(store.has(place(Place::Meadow)));
        QVERIFY(!store.has(place(Place::Garden)));
        QVERIFY(store.has(leaf(50)));
    }

    void forgottenRequestsAreNotDrawn()
    {
        PictureStore store;
        for (int i = 0; i < 40; ++i)
            store.request(leaf(200 + i));
        store.forgetRequests();
        QVERIFY(store.isIdle());
    }
};

QTEST_MAIN(TestPictureStore)
#include "tst_picturestore.moc"
