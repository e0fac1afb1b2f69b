// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/painting/picturemaker.h"
#include "tests/player/painting/picturetrials.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Painting;
using Layout = FilmPicture::Layout;
using Matrix = FilmPicture::Matrix;

class TestPictureMaker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void coloursAreRight_data() { PictureTrials::coloursAreRight_data(); }
    void coloursAreRight();
    void packedAndGrey();
    void largePicturesAreRightEverywhere();
    void fitsAndStandsUpright_data();
    void fitsAndStandsUpright();
    void everyCornerIsInItsPlace_data() { PictureTrials::everyCornerIsInItsPlace_data(); }
    void everyCornerIsInItsPlace() { PictureTrials::everyCornerIsInItsPlace(m_painted); }
    void oddSidesReadNothingBeside_data() { PictureTrials::oddSidesReadNothingBeside_data(); }
    void oddSidesReadNothingBeside() { PictureTrials::oddSidesReadNothingBeside(m_painted, 4); }
    void ignoresWhatIsNone();
    void keepsWhatIsHeldUntouched();

private:
    PictureMaker m_maker;
    PictureTrials::Painted m_painted = [this](const FilmPicture &picture, const QSize &target) {
        return m_maker.make(picture, target);
    };
};

void TestPictureMaker::coloursAreRight()
{
    // libswscale does the last two lines by other code, which rounds down more often
    PictureTrials::coloursAreRight(m_painted, 3, 5);
}

void TestPictureMaker::packedAndGrey()
{
    PictureMaker maker;
    const QRgb colour = qRgb(200, 30, 60);
    for (const Layout layout : {Layout::Yuyv, Layout::Uyvy}) {
        const QImage image = maker.make(FilmPictures::plain(colour, {64, 48}, layout), {32, 24});
        QVERIFY(FilmPictures::distance(image.pixel(16, 12), colour) <= 3);
    }
    const QImage grey = maker.make(FilmPictures::plain(qRgb(90, 90, 90), {64, 48}, Layout::Grey), {});
    QVERIFY(FilmPictures::distance(grey.pixel(16, 12), qRgb(90, 90, 90)) <= 3);
    QImage drawn(64, 48, QImage::Format_RGB32);
    drawn.fill(qRgb(1, 2, 3));
    QCOMPARE(maker.make(FilmPictures::fromImage(drawn), {32, 24}).pixel(5, 5), qRgb(1, 2, 3));
}

/// They are made by several threads, a part each.
void TestPictureMaker::largePicturesAreRightEverywhere()
{
    PictureMaker maker;
    const QSize size(1280, 720);
    for (const Layout layout : {Layout::Yuv420, Layout::Yuv420Ten}) {
        // Stripes as wide as 16 lines: no part may be missing, doubled or shifted
        const auto stripe = [](int, int y) {
            return y / 16 % 2 == 0 ? qRgb(40, 40, 40) : qRgb(200, 200, 200);
        };
        const FilmPicture picture = FilmPictures::painted(layout, size, Matrix::Bt709, false, stripe);
        for (const QSize target : {size, QSize(960, 540)}) {
            const QImage image = maker.make(picture, target);
            QCOMPARE(image.size(), target);
            for (int i = 0; i < size.height() / 16; ++i) {
                const int y = (i * 16 + 8) * target.height() / size.height();
                for (const int x : {0, target.width() / 2, target.width() - 1})
                    QVERIFY2(FilmPictures::distance(image.pixel(x, y), stripe(0, i * 16)) <= 4,
                             qPrintable(QString::number(y)));
            }
        }
    }
}

void TestPictureMaker::fitsAndStandsUpright_data()
{
    QTest::addColumn<QSize>("samples");
    QTest::addColumn<QSize>("shape");
    QTest::addColumn<QSize>("bounds");
    QTest::addColumn<int>("rotation");
    QTest::addColumn<QSize>("picture");
    const QSize plain(64, 48);
    QTest::newRow("own size") << QSize(64, 36) << QSize(64, 36) << QSize() << 0 << QSize(64, 36);
    QTest::newRow("wider screen") << plain << plain << QSize(200, 96) << 0 << QSize(128, 96);
    QTest::newRow("taller screen") << plain << plain << QSize(32, 200) << 0 << QSize(32, 24);
    QTest::newRow("turned") << plain << plain << QSize(200, 96) << 90 << QSize(72, 96);
    QTest::newRow("on its head") << plain << plain << QSize(200, 96) << 180 << QSize(128, 96);
    QTest::newRow("turned, own size") << plain << plain << QSize() << 270 << QSize(48, 64);
    QTest::newRow("tiny") << plain << plain << QSize(1, 1) << 0 << QSize(1, 1);
    QTest::newRow("odd") << QSize(62, 34) << QSize(62, 34) << QSize(101, 77) << 0 << QSize(101, 55);
    // PAL's pixels are 16 to 11 for a wide picture: 720 x 576 is 1047 x 576
    QTest::newRow("wide pixels") << QSize(720, 576) << QSize(1047, 576) << QSize(1280, 720) << 0
                                 << QSize(1280, 704);
    QTest::newRow("tall pixels") << QSize(64, 48) << QSize(64, 96) << QSize(96, 96) << 0 << QSize(64, 96);
    QTest::newRow("wide pixels, turned")
        << QSize(64, 64) << QSize(128, 64) << QSize(100, 100) << 90 << QSize(50, 100);
}

void TestPictureMaker::fitsAndStandsUpright()
{
    QFETCH(QSize, samples);
    QFETCH(QSize, shape);
    QFETCH(QSize, bounds);
    QFETCH(int, rotation);
    QFETCH(QSize, picture);
    PictureMaker maker;
    FilmPicture made = FilmPictures::plain(qRgb(10, 20, 30), samples);
    made.shape = shape;
    made.rotation = rotation;
    QCOMPARE(maker.make(made, bounds).size(), picture);
}

void TestPictureMaker::ignoresWhatIsNone()
{
    PictureMaker maker;
    QVERIFY(maker.make({}, {64, 48}).isNull());
}

void TestPictureMaker::keepsWhatIsHeldUntouched()
{
    PictureMaker maker;
    const auto make = [&maker](QRgb colour) {
        return maker.make(FilmPictures::plain(colour), {});
    };
    const QImage held = make(qRgb(255, 255, 255));
    QList<QImage> others;
    for (int i = 0; i < 10; ++i)
        others.append(make(qRgb(0, 0, 0)));
    QVERIFY(qGreen(held.pixel(5, 5)) > 250);
    const uchar *buffer = others.first().constBits();
    others.clear();
    bool usedAgain = false;
    for (int i = 0; i < 4; ++i) {
        others.append(make(qRgb(0, 0, 0)));
        usedAgain = usedAgain || others.last().constBits() == buffer;
    }
    QVERIFY(usedAgain);
}

QTEST_GUILESS_MAIN(TestPictureMaker)
#include "tst_picturemaker.moc"
