// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/filmpictures.h"

#include <QTest>

#include <functional>

/// What holds for whatever makes a picture visible, each with the rows that it is tried with.
namespace Medio::PictureTrials {

/// What is seen of the picture where it has so much room.
using Painted = std::function<QImage(const FilmPicture &picture, const QSize &target)>;

inline QByteArray inHex(QRgb colour)
{
    return QByteArray::number(colour, 16);
}

inline void coloursAreRight_data()
{
    QTest::addColumn<int>("reference");
    const auto references = FilmPictures::references();
    for (qsizetype i = 0; i < references.size(); ++i)
        QTest::addRow("%s, %s, %s", references[i].name, FilmPictures::nameOf(references[i].matrix),
                      references[i].fullRange ? "full" : "video")
            << int(i);
}

/// `lastLines` is how far the last two lines may be off.
inline void coloursAreRight(const Painted &painted, int tolerance, int lastLines)
{
    QFETCH(int, reference);
    const auto [name, layout, matrix, full] = FilmPictures::references().at(reference);
    for (const QRgb colour : FilmPictures::referenceColours) {
        const FilmPicture picture = FilmPictures::plain(colour, {64, 48}, layout, matrix, full);
        for (const QSize target : {QSize(64, 48), QSize(40, 30), QSize(100, 75)}) {
            const QImage image = painted(picture, target);
            QCOMPARE(image.size(), target);
            for (const QPoint &point :
                 {QPoint(0, 0), image.rect().center(), QPoint(target.width() - 1, target.height() - 1)}) {
                const int most = point.y() < target.height() - 2 ? tolerance : lastLines;
                QVERIFY2(FilmPictures::distance(image.pixel(point), colour) <= most,
                         QByteArray(inHex(image.pixel(point)) + " for " + inHex(colour)));
            }
        }
    }
}

inline void everyCornerIsInItsPlace_data()
{
    QTest::addColumn<int>("rotation");
    for (const int rotation : {0, 90, 180, 270})
        QTest::addRow("%d", rotation) << rotation;
}

inline void everyCornerIsInItsPlace(const Painted &painted)
{
    QFETCH(int, rotation);
    FilmPicture picture = FilmPictures::quarters({64, 48});
    picture.rotation = rotation;
    const QImage image = painted(picture, picture.fittedInto({80, 80}));
    const int right = image.width() - 4;
    const int low = image.height() - 4;
    const std::array<QPoint, 4> corners{QPoint(3, 3), QPoint(right, 3), QPoint(right, low), QPoint(3, low)};
    // Turned clockwise by a quarter, the upper left corner is the upper right one
    for (size_t i = 0; i < 4; ++i) {
        const QRgb seen = image.pixel(corners[(i + size_t(rotation / 90)) % 4]);
        QVERIFY2(FilmPictures::distance(seen, FilmPictures::quarterColours[i]) <= 4, inHex(seen));
    }
}

inline void oddSidesReadNothingBeside_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("layout");
    using Layout = FilmPicture::Layout;
    for (const QSize size : {QSize(63, 47), QSize(1, 1), QSize(3, 2), QSize(641, 361)})
        for (const Layout layout : {Layout::Yuv420, Layout::Yuv420Ten, Layout::Nv12, Layout::P010})
            QTest::addRow("%dx%d, %d", size.width(), size.height(), int(layout)) << size << int(layout);
}

inline void oddSidesReadNothingBeside(const Painted &painted, int tolerance)
{
    QFETCH(QSize, size);
    QFETCH(int, layout);
    const QRgb colour = qRgb(30, 200, 60);
    const FilmPicture picture = FilmPictures::plain(colour, size, FilmPicture::Layout(layout));
    for (const QSize target : {size, QSize(size.width() * 2, size.height() * 2)}) {
        const QImage image = painted(picture, target);
        QCOMPARE(image.size(), target);
        for (const QPoint &point :
             {QPoint(0, 0), QPoint(target.width() - 1, 0), QPoint(target.width() - 1, target.height() - 1)})
            QVERIFY2(FilmPictures::distance(image.pixel(point), colour) <= tolerance,
                     inHex(image.pixel(point)));
    }
}

} // namespace Medio::PictureTrials
