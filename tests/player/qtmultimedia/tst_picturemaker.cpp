// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/picturemaker.h"

#include <QTest>
#include <QVideoFrameFormat>

#include <array>
#include <cmath>

using namespace Medio::PlayerQt;

namespace {

using Space = QVideoFrameFormat::ColorSpace;
using Range = QVideoFrameFormat::ColorRange;
using Pixels = QVideoFrameFormat::PixelFormat;

/// Y', Cb, Cr of a colour as ITU-R BT.601/709 define them, scaled to `bits`.
std::array<int, 3> coded(QRgb colour, Space space, Range range, int bits)
{
    const double kr = space == Space::ColorSpace_BT709 ? 0.2126 : 0.299;
    const double kb = space == Space::ColorSpace_BT709 ? 0.0722 : 0.114;
    const double r = qRed(colour) / 255.0;
    const double g = qGreen(colour) / 255.0;
    const double b = qBlue(colour) / 255.0;
    const double y = kr * r + (1 - kr - kb) * g + kb * b;
    const double cb = (b - y) / (2 * (1 - kb));
    const double cr = (r - y) / (2 * (1 - kr));
    const double scale = 1 << (bits - 8);
    const auto round = [](double value) {
        return int(std::lround(value));
    };
    if (range == Range::ColorRange_Full) {
        const double top = (1 << bits) - 1;
        return {round(y * top), round(128 * scale + cb * top), round(128 * scale + cr * top)};
    }
    return {round((16 + 219 * y) * scale), round((128 + 224 * cb) * scale), round((128 + 224 * cr) * scale)};
}

template<typename Sample>
void fill(uchar *plane, int stride, int width, int height, auto value)
{
    for (int line = 0; line < height; ++line)
        for (int column = 0; column < width; ++column)
            reinterpret_cast<Sample *>(plane + line * stride)[column] = Sample(value);
}

/// All of one colour.
QVideoFrame frameOf(const QSize &size, Pixels pixels, QRgb colour, Space space, Range range)
{
    QVideoFrameFormat format(size, pixels);
    format.setColorSpace(space);
    format.setColorRange(range);
    QVideoFrame frame(format);
    if (!frame.map(QVideoFrame::WriteOnly))
        return {};
    const bool ten = pixels == Pixels::Format_P010; // ten bits on top of sixteen, Cb and Cr by turns
    const auto value = coded(colour, space, range, ten ? 10 : 8);
    const int width = size.width();
    const int height = size.height();
    if (ten) {
        fill<quint16>(frame.bits(0), frame.bytesPerLine(0), width, height, value[0] << 6);
        const quint32 chroma = quint32(value[1]) << 6 | quint32(value[2]) << 22; // little endian
        fill<quint32>(frame.bits(1), frame.bytesPerLine(1), width / 2, height / 2, chroma);
    } else {
        for (int plane = 0; plane < 3; ++plane)
            fill<uchar>(frame.bits(plane), frame.bytesPerLine(plane), plane == 0 ? width : width / 2,
                        plane == 0 ? height : height / 2, value[size_t(plane)]);
    }
    frame.unmap();
    return frame;
}

} // namespace

class TestPictureMaker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void coloursAreRight_data();
    void coloursAreRight();
    void fitsAndStandsUpright_data();
    void fitsAndStandsUpright();
    void ignoresInvalidFrames();
    void keepsWhatIsHeldUntouched();
};

void TestPictureMaker::coloursAreRight_data()
{
    QTest::addColumn<int>("pixels");
    QTest::addColumn<int>("space");
    QTest::addColumn<int>("range");
    QTest::addColumn<QRgb>("colour");
    QTest::addColumn<QSize>("target");
    for (const auto &[pixelName, pixels] :
         {std::pair("8 bit", Pixels::Format_YUV420P), {"10 bit", Pixels::Format_P010}})
        for (const auto &[spaceName, space] :
             {std::pair("601", Space::ColorSpace_BT601), {"709", Space::ColorSpace_BT709}})
            for (const auto &[rangeName, range] :
                 {std::pair("video", Range::ColorRange_Video), {"full", Range::ColorRange_Full}})
                for (const QRgb colour : {qRgb(0, 191, 0), qRgb(0, 0, 191), qRgb(191, 191, 0),
                                          qRgb(200, 30, 60), qRgb(255, 255, 255)})
                    for (const QSize target : {QSize(64, 48), QSize(40, 30)})
                        QTest::addRow("%s, %s, %s, %06x, %d", pixelName, spaceName, rangeName,
                                      colour & 0xffffff, target.width())
                            << int(pixels) << int(space) << int(range) << colour << target;
}

void TestPictureMaker::coloursAreRight()
{
    QFETCH(int, pixels);
    QFETCH(int, space);
    QFETCH(int, range);
    QFETCH(QRgb, colour);
    QFETCH(QSize, target);
    PictureMaker maker;
    const QVideoFrame frame = frameOf({64, 48}, Pixels(pixels), colour, Space(space), Range(range));
    QVERIFY(frame.isValid());
    const QImage picture = maker.make(frame, target, 0);
    QCOMPARE(picture.size(), target);
    constexpr int tolerance = 3;
    for (const QPoint &point : {QPoint(0, 0), QPoint(target.width() - 1, target.height() - 1)}) {
        const QRgb seen = picture.pixel(point);
        QVERIFY2(std::abs(qRed(seen) - qRed(colour)) <= tolerance &&
                     std::abs(qGreen(seen) - qGreen(colour)) <= tolerance &&
                     std::abs(qBlue(seen) - qBlue(colour)) <= tolerance,
                 qPrintable(QString::number(seen, 16)));
    }
}

void TestPictureMaker::fitsAndStandsUpright_data()
{
    QTest::addColumn<QSize>("frame");
    QTest::addColumn<QSize>("bounds");
    QTest::addColumn<int>("rotation");
    QTest::addColumn<QSize>("picture");
    QTest::newRow("own size") << QSize(64, 36) << QSize() << 0 << QSize(64, 36);
    QTest::newRow("wider screen") << QSize(64, 48) << QSize(200, 96) << 0 << QSize(128, 96);
    QTest::newRow("taller screen") << QSize(64, 48) << QSize(32, 200) << 0 << QSize(32, 24);
    QTest::newRow("turned") << QSize(64, 48) << QSize(200, 96) << 90 << QSize(72, 96);
    QTest::newRow("on its head") << QSize(64, 48) << QSize(200, 96) << 180 << QSize(128, 96);
    QTest::newRow("turned, own size") << QSize(64, 48) << QSize() << 270 << QSize(48, 64);
    QTest::newRow("tiny") << QSize(64, 48) << QSize(1, 1) << 0 << QSize(1, 1);
    QTest::newRow("odd") << QSize(62, 34) << QSize(101, 77) << 0 << QSize(101, 55);
}

void TestPictureMaker::fitsAndStandsUpright()
{
    QFETCH(QSize, frame);
    QFETCH(QSize, bounds);
    QFETCH(int, rotation);
    QFETCH(QSize, picture);
    PictureMaker maker;
    const QVideoFrame made = frameOf(frame, Pixels::Format_YUV420P, qRgb(10, 20, 30), Space::ColorSpace_BT709,
                                     Range::ColorRange_Video);
    QCOMPARE(maker.make(made, bounds, rotation).size(), picture);
}

void TestPictureMaker::ignoresInvalidFrames()
{
    PictureMaker maker;
    QVERIFY(maker.make({}, {64, 48}, 0).isNull());
}

void TestPictureMaker::keepsWhatIsHeldUntouched()
{
    PictureMaker maker;
    const auto make = [&maker](QRgb colour) {
        return maker.make(frameOf({64, 48}, Pixels::Format_YUV420P, colour, Space::ColorSpace_BT709,
                                  Range::ColorRange_Video),
                          {}, 0);
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
