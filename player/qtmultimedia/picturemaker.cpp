// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/picturemaker.h"

extern "C" {
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>
}

#include <QTransform>
#include <QVideoFrameFormat>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace Medio::PlayerQt {

namespace {

constexpr qsizetype poolSize = 4;

/// Vector code writes whole vectors: lines begin and end on their borders.
constexpr int alignment = 64;

/// A picture above this height that does not say its matrix is taken for HD (as players do).
constexpr int tallestSd = 576;

AVPixelFormat formatOf(QVideoFrameFormat::PixelFormat format)
{
    switch (format) {
    case QVideoFrameFormat::Format_YUV420P:
        return AV_PIX_FMT_YUV420P;
    case QVideoFrameFormat::Format_YUV420P10:
        return AV_PIX_FMT_YUV420P10;
    case QVideoFrameFormat::Format_YUV422P:
        return AV_PIX_FMT_YUV422P;
    case QVideoFrameFormat::Format_NV12:
        return AV_PIX_FMT_NV12;
    case QVideoFrameFormat::Format_NV21:
        return AV_PIX_FMT_NV21;
    case QVideoFrameFormat::Format_P010:
        return AV_PIX_FMT_P010LE;
    case QVideoFrameFormat::Format_P016:
        return AV_PIX_FMT_P016LE;
    case QVideoFrameFormat::Format_UYVY:
        return AV_PIX_FMT_UYVY422;
    case QVideoFrameFormat::Format_YUYV:
        return AV_PIX_FMT_YUYV422;
    case QVideoFrameFormat::Format_Y8:
        return AV_PIX_FMT_GRAY8;
    default:
        return AV_PIX_FMT_NONE;
    }
}

int matrixOf(const QVideoFrameFormat &format)
{
    switch (format.colorSpace()) {
    case QVideoFrameFormat::ColorSpace_BT601:
        return SWS_CS_ITU601;
    case QVideoFrameFormat::ColorSpace_BT709:
    case QVideoFrameFormat::ColorSpace_AdobeRgb:
        return SWS_CS_ITU709;
    case QVideoFrameFormat::ColorSpace_BT2020:
        return SWS_CS_BT2020;
    case QVideoFrameFormat::ColorSpace_Undefined:
        break;
    }
    return format.frameHeight() > tallestSd ? SWS_CS_ITU709 : SWS_CS_ITU601;
}

QImage upright(const QImage &picture, int rotation)
{
    return rotation == 0 ? picture : picture.transformed(QTransform().rotate(rotation));
}

} // namespace

PictureMaker::PictureMaker() = default;
PictureMaker::~PictureMaker() = default;

void PictureMaker::FreeContext::operator()(SwsContext *context) const
{
    sws_freeContext(context);
}

QImage PictureMaker::make(const QVideoFrame &frame, const QSize &bounds, int rotation)
{
    if (!frame.isValid())
        return {};
    const QSize size = frame.size();
    const QSize lying = rotation % 180 == 0 ? bounds : bounds.transposed();
    const QSize target = bounds.isEmpty() ? size : size.scaled(lying, Qt::KeepAspectRatio).expandedTo({1, 1});

    const QVideoFrameFormat format = frame.surfaceFormat();
    const AVPixelFormat pixels = formatOf(format.pixelFormat());
    if (pixels == AV_PIX_FMT_NONE) {
        const QImage picture = frame.toImage();
        if (picture.isNull())
            return {};
        return upright(picture.scaled(target).convertToFormat(QImage::Format_RGB32), rotation);
    }

    QVideoFrame mapped = frame;
    if (!mapped.map(QVideoFrame::ReadOnly))
        return {};
    // Without scaling there is nothing to interpolate, and this flag picks the direct path.
    const int flags = target == size ? SWS_FAST_BILINEAR : SWS_BILINEAR;
    m_context.reset(sws_getCachedContext(m_context.release(), size.width(), size.height(), pixels,
                                         target.width(), target.height(), AV_PIX_FMT_RGB32, flags, nullptr,
                                         nullptr, nullptr));
    QImage picture;
    if (m_context != nullptr) {
        constexpr int unity = 1 << 16;
        const bool full = format.colorRange() == QVideoFrameFormat::ColorRange_Full;
        sws_setColorspaceDetails(m_context.get(), sws_getCoefficients(matrixOf(format)), full ? 1 : 0,
                                 sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, unity, unity);
        picture = blank(target);
        std::array<const uint8_t *, 4> source{};
        std::array<int, 4> sourceStride{};
        for (int plane = 0; plane < std::min(mapped.planeCount(), 4); ++plane) {
            source[size_t(plane)] = mapped.bits(plane);
            sourceStride[size_t(plane)] = mapped.bytesPerLine(plane);
        }
        const std::array<uint8_t *, 4> sink{picture.bits()};
        const std::array<int, 4> sinkStride{int(picture.bytesPerLine())};
        if (sws_scale(m_context.get(), source.data(), sourceStride.data(), 0, size.height(), sink.data(),
                      sinkStride.data()) <= 0)
            picture = {};
    }
    mapped.unmap();
    return picture.isNull() ? picture : upright(picture, rotation);
}

/// A picture on a buffer that nobody looks at any more, else on a new one.
QImage PictureMaker::blank(const QSize &size)
{
    const int stride = (size.width() * 4 + alignment - 1) / alignment * alignment;
    const size_t bytes = size_t(stride) * size_t(size.height());
    m_pool.removeIf([bytes](const std::shared_ptr<Buffer> &buffer) { return buffer->bytes != bytes; });
    auto it = std::find_if(m_pool.begin(), m_pool.end(),
                           [](const std::shared_ptr<Buffer> &buffer) { return buffer.use_count() == 1; });
    std::shared_ptr<Buffer> buffer = it != m_pool.end() ? *it : std::make_shared<Buffer>(bytes);
    if (it == m_pool.end() && m_pool.size() < poolSize)
        m_pool.append(buffer);
    auto *held = new std::shared_ptr<Buffer>(std::move(buffer));
    return QImage(
        static_cast<uchar *>((*held)->memory), size.width(), size.height(), stride, QImage::Format_RGB32,
        [](void *used) { delete static_cast<std::shared_ptr<Buffer> *>(used); }, held);
}

PictureMaker::Buffer::Buffer(size_t size)
    : bytes(size)
    , memory(std::aligned_alloc(alignment, size))
{
    Q_CHECK_PTR(memory);
}

PictureMaker::Buffer::~Buffer()
{
    std::free(memory);
}

} // namespace Medio::PlayerQt
