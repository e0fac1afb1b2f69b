// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/frames.h"

#include "player/filmfacts.h"

#include <QImage>
#include <QVideoFrame>
#include <QVideoFrameFormat>

#include <algorithm>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;

namespace {

using Layout = FilmPicture::Layout;
using Matrix = FilmPicture::Matrix;

/// A picture beyond this that does not say its matrix is taken for HD. The width counts as well: wide
/// films have few lines.
constexpr QSize largestSd(1024, 576);

Layout layoutOf(QVideoFrameFormat::PixelFormat format)
{
    switch (format) {
    case QVideoFrameFormat::Format_YUV420P:
        return Layout::Yuv420;
    case QVideoFrameFormat::Format_YUV420P10:
        return Layout::Yuv420Ten;
    case QVideoFrameFormat::Format_YUV422P:
        return Layout::Yuv422;
    case QVideoFrameFormat::Format_NV12:
        return Layout::Nv12;
    case QVideoFrameFormat::Format_NV21:
        return Layout::Nv21;
    case QVideoFrameFormat::Format_P010:
        return Layout::P010;
    case QVideoFrameFormat::Format_P016:
        return Layout::P016;
    case QVideoFrameFormat::Format_UYVY:
        return Layout::Uyvy;
    case QVideoFrameFormat::Format_YUYV:
        return Layout::Yuyv;
    case QVideoFrameFormat::Format_Y8:
        return Layout::Grey;
    default:
        return Layout::None;
    }
}

/// Qt 6.8 forgets what a film says of its colours where it converts its pictures first: full range, 4:4:4,
/// pixels that are not square.
Matrix matrixOf(const QVideoFrameFormat &format, const QString &colourSpace)
{
    switch (format.colorSpace()) {
    case QVideoFrameFormat::ColorSpace_BT601:
        return Matrix::Bt601;
    case QVideoFrameFormat::ColorSpace_BT709:
    case QVideoFrameFormat::ColorSpace_AdobeRgb:
        return Matrix::Bt709;
    case QVideoFrameFormat::ColorSpace_BT2020:
        return Matrix::Bt2020;
    case QVideoFrameFormat::ColorSpace_Undefined:
        break;
    }
    if (colourSpace == "bt709"_L1)
        return Matrix::Bt709;
    if (colourSpace == "smpte170m"_L1 || colourSpace == "bt470bg"_L1)
        return Matrix::Bt601;
    if (colourSpace == "bt2020nc"_L1 || colourSpace == "bt2020c"_L1)
        return Matrix::Bt2020;
    const QSize size = format.frameSize();
    const bool large = size.width() > largestSd.width() || size.height() > largestSd.height();
    return large ? Matrix::Bt709 : Matrix::Bt601;
}

/// What it looks like lying, given the size of the frame that came.
QSize shapeOf(const QSize &frame, const FilmFacts &facts)
{
    if (frame != facts.size || facts.pixelAspect == 1)
        return frame;
    // The side that has too few samples grows
    return facts.pixelAspect > 1 ? QSize(qRound(frame.width() * facts.pixelAspect), frame.height())
                                 : QSize(frame.width(), qRound(frame.height() / facts.pixelAspect));
}

/// By way of a QImage, for what comes in no layout of ours.
void takeImage(FilmPicture &picture, const QVideoFrame &frame)
{
    auto image = std::make_shared<QImage>(frame.toImage().convertToFormat(QImage::Format_RGB32));
    if (image->isNull())
        return;
    picture.layout = Layout::Rgb32;
    picture.size = image->size();
    picture.planes[0] = {image->constBits(), int(image->bytesPerLine())};
    picture.memory = std::move(image);
}

} // namespace

FilmPicture filmPictureOf(const QVideoFrame &frame, const FilmFacts &facts)
{
    FilmPicture picture;
    if (!frame.isValid())
        return picture;
    const QVideoFrameFormat format = frame.surfaceFormat();
    picture.size = frame.size();
    picture.shape = shapeOf(frame.size(), facts);
    picture.rotation = facts.rotation;
    picture.matrix = matrixOf(format, facts.colourSpace);
    picture.fullRange = format.colorRange() == QVideoFrameFormat::ColorRange_Full;

    const Layout layout = layoutOf(format.pixelFormat());
    if (layout == Layout::None) {
        takeImage(picture, frame);
        return picture;
    }
    auto frameToMap = std::make_unique<QVideoFrame>(frame);
    if (!frameToMap->map(QVideoFrame::ReadOnly))
        return picture;
    const std::shared_ptr<QVideoFrame> mapped(frameToMap.release(), [](QVideoFrame *held) {
        held->unmap();
        delete held;
    });
    for (int plane = 0; plane < std::min(mapped->planeCount(), int(picture.planes.size())); ++plane)
        picture.planes[size_t(plane)] = {mapped->bits(plane), mapped->bytesPerLine(plane)};
    picture.layout = layout;
    picture.memory = mapped;
    return picture;
}

} // namespace Medio::PlayerQt
