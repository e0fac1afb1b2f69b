// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/painting/picturemaker.h"

extern "C" {
#include <libavutil/buffer.h>
#include <libavutil/frame.h>
#include <libavutil/opt.h>
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>
}

#include <QThread>
#include <QTransform>

#include <algorithm>
#include <cstdlib>

namespace Medio::Painting {

namespace {

using Layout = FilmPicture::Layout;
using Matrix = FilmPicture::Matrix;

constexpr qsizetype poolSize = 4;

/// Vector code writes whole vectors: lines begin and end on their borders.
constexpr int alignment = 64;

/// Whoever paints waits for the last of them: more than these only wake each other.
constexpr int mostThreads = 4;

/// Pictures below this are not worth waking anybody.
constexpr int smallest = 640 * 360;

AVPixelFormat formatOf(Layout layout)
{
    switch (layout) {
    case Layout::Yuv420:
        return AV_PIX_FMT_YUV420P;
    case Layout::Yuv422:
        return AV_PIX_FMT_YUV422P;
    case Layout::Yuv420Ten:
        return AV_PIX_FMT_YUV420P10LE;
    case Layout::Nv12:
        return AV_PIX_FMT_NV12;
    case Layout::Nv21:
        return AV_PIX_FMT_NV21;
    case Layout::P010:
        return AV_PIX_FMT_P010LE;
    case Layout::P016:
        return AV_PIX_FMT_P016LE;
    case Layout::Yuyv:
        return AV_PIX_FMT_YUYV422;
    case Layout::Uyvy:
        return AV_PIX_FMT_UYVY422;
    case Layout::Grey:
        return AV_PIX_FMT_GRAY8;
    case Layout::Rgb32:
    case Layout::None:
        break;
    }
    return AV_PIX_FMT_NONE;
}

bool isDeep(Layout layout)
{
    return layout == Layout::Yuv420Ten || layout == Layout::P010 || layout == Layout::P016;
}

int flagsFor(const FilmPicture &picture, const QSize &target)
{
    // Without scaling there is nothing to interpolate, and this flag picks the direct path
    const int flags = target == picture.size ? SWS_FAST_BILINEAR : SWS_BILINEAR;
    // More than eight bits have no direct path to be lost, and are up to three levels too dark without
    return isDeep(picture.layout) ? flags | SWS_ACCURATE_RND : flags;
}

const int *coefficientsOf(Matrix matrix)
{
    switch (matrix) {
    case Matrix::Bt601:
        return sws_getCoefficients(SWS_CS_ITU601);
    case Matrix::Bt709:
        return sws_getCoefficients(SWS_CS_ITU709);
    case Matrix::Bt2020:
        return sws_getCoefficients(SWS_CS_BT2020);
    }
    Q_UNREACHABLE();
}

struct FreeFrame
{
    void operator()(AVFrame *frame) const { av_frame_free(&frame); }
};
using Frame = std::unique_ptr<AVFrame, FreeFrame>;

/// libswscale copies what has no owner, so our memory gets one that frees nothing.
bool lend(AVFrame &frame, const uint8_t *memory)
{
    constexpr size_t anySize = 1;
    frame.buf[0] = av_buffer_create(
        const_cast<uint8_t *>(memory), anySize, [](void *, uint8_t *) {}, nullptr, 0);
    return frame.buf[0] != nullptr;
}

QImage upright(const QImage &image, int rotation)
{
    return rotation == 0 ? image : image.transformed(QTransform().rotate(rotation));
}

/// What is in colours already: libswscale would take the way over luma and chroma.
QImage scaled(const FilmPicture &picture, const QSize &target)
{
    auto *held = new std::shared_ptr<const void>(picture.memory);
    const QImage image(
        picture.planes[0].bytes, picture.size.width(), picture.size.height(), picture.planes[0].stride,
        QImage::Format_RGB32, [](void *used) { delete static_cast<std::shared_ptr<const void> *>(used); },
        held);
    return image.size() == target ? image
                                  : image.scaled(target, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

PictureMaker::PictureMaker() = default;
PictureMaker::~PictureMaker() = default;

void PictureMaker::FreeContext::operator()(SwsContext *context) const
{
    sws_freeContext(context);
}

QImage PictureMaker::make(const FilmPicture &picture, const QSize &bounds)
{
    if (picture.isNull())
        return {};
    const QSize seen = picture.fittedInto(bounds);
    const QSize target = picture.isTurned() ? seen.transposed() : seen;
    if (picture.layout == Layout::Rgb32)
        return upright(scaled(picture, target), picture.rotation);
    if (!prepare(picture, target))
        return {};
    QImage image = blank(target);
    return convert(picture, image) ? upright(image, picture.rotation) : QImage();
}

bool PictureMaker::prepare(const FilmPicture &picture, const QSize &target)
{
    const Order order{picture.layout, picture.size, target, picture.matrix, picture.fullRange};
    if (m_context != nullptr && order == m_order)
        return true;
    m_context.reset(sws_alloc_context());
    m_order = order;
    SwsContext *context = m_context.get();
    if (context == nullptr)
        return false;
    const bool large = target.width() * target.height() >= smallest;
    av_opt_set_int(context, "srcw", picture.size.width(), 0);
    av_opt_set_int(context, "srch", picture.size.height(), 0);
    av_opt_set_int(context, "src_format", formatOf(picture.layout), 0);
    av_opt_set_int(context, "dstw", target.width(), 0);
    av_opt_set_int(context, "dsth", target.height(), 0);
    av_opt_set_int(context, "dst_format", AV_PIX_FMT_RGB32, 0);
    av_opt_set_int(context, "sws_flags", flagsFor(picture, target), 0);
    av_opt_set_int(context, "threads", large ? std::clamp(QThread::idealThreadCount(), 1, mostThreads) : 1,
                   0);
    constexpr int unity = 1 << 16;
    if (sws_init_context(context, nullptr, nullptr) < 0) {
        m_context.reset();
        return false;
    }
    sws_setColorspaceDetails(context, coefficientsOf(picture.matrix), picture.fullRange ? 1 : 0,
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, unity, unity);
    return true;
}

bool PictureMaker::convert(const FilmPicture &picture, QImage &image) const
{
    const Frame source(av_frame_alloc());
    const Frame sink(av_frame_alloc());
    if (source == nullptr || sink == nullptr || !lend(*source, picture.planes[0].bytes) ||
        !lend(*sink, image.constBits()))
        return false;
    source->format = formatOf(picture.layout);
    source->width = picture.size.width();
    source->height = picture.size.height();
    for (size_t plane = 0; plane < picture.planes.size(); ++plane) {
        source->data[plane] = const_cast<uint8_t *>(picture.planes[plane].bytes);
        source->linesize[plane] = picture.planes[plane].stride;
    }
    sink->format = AV_PIX_FMT_RGB32;
    sink->width = image.width();
    sink->height = image.height();
    sink->data[0] = image.bits();
    sink->linesize[0] = int(image.bytesPerLine());
    return sws_scale_frame(m_context.get(), sink.get(), source.get()) >= 0;
}

/// An image on a buffer that nobody looks at any more, else on a new one.
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

} // namespace Medio::Painting
