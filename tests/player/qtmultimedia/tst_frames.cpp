// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/filmfacts.h"
#include "player/qtmultimedia/frames.h"

#include <QTest>
#include <QVideoFrame>
#include <QVideoFrameFormat>

using namespace Medio;
using namespace Medio::PlayerQt;
using Layout = FilmPicture::Layout;
using Matrix = FilmPicture::Matrix;
using Format = QVideoFrameFormat;

namespace {

QVideoFrame frameOf(const QSize &size, Format::PixelFormat pixels = Format::Format_YUV420P,
                    Format::ColorSpace space = Format::ColorSpace_Undefined,
                    Format::ColorRange range = Format::ColorRange_Unknown)
{
    Format format(size, pixels);
    format.setColorSpace(space);
    format.setColorRange(range);
    QVideoFrame frame(format);
    if (frame.map(QVideoFrame::WriteOnly)) {
        for (int plane = 0; plane < frame.planeCount(); ++plane)
            std::fill_n(frame.bits(plane), frame.mappedBytes(plane), uchar(100 + plane));
        frame.unmap();
    }
    return frame;
}

FilmFacts factsOf(const QSize &size, double pixelAspect = 1, int rotation = 0)
{
    FilmFacts facts;
    facts.size = size;
    facts.pixelAspect = pixelAspect;
    facts.rotation = rotation;
    return facts;
}

} // namespace

class TestFrames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void layoutsAreTheSame_data();
    void layoutsAreTheSame();
    void matrixIsNamedOrGuessed_data();
    void matrixIsNamedOrGuessed();
    void pixelsBecomeSquare_data();
    void pixelsBecomeSquare();
    void samplesOutliveTheFrame();
    void unknownLayoutsComeAsColours();
    void noneOfAFrameThatIsNone();
};

void TestFrames::layoutsAreTheSame_data()
{
    QTest::addColumn<int>("pixels");
    QTest::addColumn<int>("layout");
    const std::pair<Format::PixelFormat, Layout> pairs[] = {
        {Format::Format_YUV420P, Layout::Yuv420}, {Format::Format_YUV422P, Layout::Yuv422},
        {Format::Format_NV12, Layout::Nv12},      {Format::Format_NV21, Layout::Nv21},
        {Format::Format_P010, Layout::P010},      {Format::Format_P016, Layout::P016},
        {Format::Format_YUYV, Layout::Yuyv},      {Format::Format_UYVY, Layout::Uyvy},
        {Format::Format_Y8, Layout::Grey},
    };
    for (const auto &[pixels, layout] : pairs)
        QTest::addRow("%s", qPrintable(Format::pixelFormatToString(pixels))) << int(pixels) << int(layout);
}

void TestFrames::layoutsAreTheSame()
{
    QFETCH(int, pixels);
    QFETCH(int, layout);
    const QSize size(64, 48);
    const FilmPicture picture = filmPictureOf(
        frameOf(size, Format::PixelFormat(pixels), Format::ColorSpace_BT709, Format::ColorRange_Full),
        factsOf(size, 1, 90));
    QCOMPARE(int(picture.layout), layout);
    QCOMPARE(picture.size, size);
    QCOMPARE(picture.shape, size);
    QCOMPARE(picture.rotation, 90);
    QVERIFY(picture.fullRange);
    QVERIFY(picture.planes[0].bytes != nullptr && picture.planes[0].stride >= 64);
    QCOMPARE(int(picture.planes[0].bytes[0]), 100);
}

void TestFrames::matrixIsNamedOrGuessed_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("space");
    QTest::addColumn<int>("matrix");
    QTest::addColumn<QString>("said"); ///< by the film, as it was rehearsed
    const auto row = [](const char *name, QSize size, Format::ColorSpace space, Matrix matrix,
                        const char *said = "") {
        QTest::newRow(name) << size << int(space) << int(matrix) << QString::fromLatin1(said);
    };
    row("601", {1280, 720}, Format::ColorSpace_BT601, Matrix::Bt601);
    row("709", {320, 180}, Format::ColorSpace_BT709, Matrix::Bt709);
    row("2020", {320, 180}, Format::ColorSpace_BT2020, Matrix::Bt2020);
    row("small", {320, 180}, Format::ColorSpace_Undefined, Matrix::Bt601);
    row("PAL", {720, 576}, Format::ColorSpace_Undefined, Matrix::Bt601);
    row("720 lines", {1280, 720}, Format::ColorSpace_Undefined, Matrix::Bt709);
    row("wide, few lines", {1280, 534}, Format::ColorSpace_Undefined, Matrix::Bt709);
    row("upright", {720, 1280}, Format::ColorSpace_Undefined, Matrix::Bt709);
    row("709, forgotten", {320, 180}, Format::ColorSpace_Undefined, Matrix::Bt709, "bt709");
    row("601, forgotten", {1280, 720}, Format::ColorSpace_Undefined, Matrix::Bt601, "smpte170m");
    row("PAL's 601, forgotten", {1280, 720}, Format::ColorSpace_Undefined, Matrix::Bt601, "bt470bg");
    row("2020, forgotten", {320, 180}, Format::ColorSpace_Undefined, Matrix::Bt2020, "bt2020nc");
    row("what nobody knows", {320, 180}, Format::ColorSpace_Undefined, Matrix::Bt601, "ictcp");
    row("converted to another", {320, 180}, Format::ColorSpace_BT601, Matrix::Bt601, "bt709");
}

void TestFrames::matrixIsNamedOrGuessed()
{
    QFETCH(QSize, size);
    QFETCH(int, space);
    QFETCH(int, matrix);
    QFETCH(QString, said);
    FilmFacts facts = factsOf(size);
    facts.colourSpace = said;
    const FilmPicture picture =
        filmPictureOf(frameOf(size, Format::Format_YUV420P, Format::ColorSpace(space)), facts);
    QCOMPARE(int(picture.matrix), matrix);
    QVERIFY(!picture.fullRange);
}

void TestFrames::pixelsBecomeSquare_data()
{
    QTest::addColumn<QSize>("frame");
    QTest::addColumn<double>("aspect");
    QTest::addColumn<QSize>("shape");
    const QSize pal(720, 576);
    QTest::newRow("square") << pal << 1.0 << pal;
    QTest::newRow("wide") << pal << 64.0 / 45 << QSize(1024, 576);
    QTest::newRow("tall") << QSize(720, 480) << 8.0 / 9 << QSize(720, 540);
    QTest::newRow("made square by somebody else") << QSize(1024, 576) << 64.0 / 45 << QSize(1024, 576);
}

void TestFrames::pixelsBecomeSquare()
{
    QFETCH(QSize, frame);
    QFETCH(double, aspect);
    QFETCH(QSize, shape);
    const QSize coded = frame == QSize(1024, 576) ? QSize(720, 576) : frame;
    QCOMPARE(filmPictureOf(frameOf(frame), factsOf(coded, aspect)).shape, shape);
}

void TestFrames::samplesOutliveTheFrame()
{
    FilmPicture copy;
    {
        QVideoFrame frame = frameOf({64, 48});
        const FilmPicture picture = filmPictureOf(frame, factsOf({64, 48}));
        QVERIFY(frame.isMapped());
        copy = picture;
        frame = {};
    }
    QCOMPARE(int(copy.planes[2].bytes[qsizetype(copy.planes[2].stride) * 23 + 31]), 102);

    QVideoFrame frame = frameOf({64, 48});
    copy = filmPictureOf(frame, factsOf({64, 48}));
    copy = {};
    QVERIFY(!frame.isMapped());
}

void TestFrames::unknownLayoutsComeAsColours()
{
    const FilmPicture picture = filmPictureOf(frameOf({64, 48}, Format::Format_BGRX8888), factsOf({64, 48}));
    QCOMPARE(picture.layout, Layout::Rgb32);
    QCOMPARE(picture.size, QSize(64, 48));
    QCOMPARE(int(picture.planes[0].bytes[1]), 100);
}

void TestFrames::noneOfAFrameThatIsNone()
{
    QVERIFY(filmPictureOf({}, factsOf({64, 48})).isNull());
}

QTEST_MAIN(TestFrames)
#include "tst_frames.moc"
