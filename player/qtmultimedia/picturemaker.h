// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>
#include <QList>
#include <QSize>
#include <QVideoFrame>

#include <memory>

struct SwsContext;

namespace Medio::PlayerQt {

/// Turns decoded frames into pictures of the size they are shown in: one pass of libswscale, with
/// the film's own colour matrix and range, 8 and 10 bit, upright. QVideoFrame::toImage() ignores
/// matrix and range and knows no 10 bit; painting a frame costs several times as much without a
/// graphics processor.
/// Any one thread; not copied.
class PictureMaker
{
public:
    PictureMaker();
    ~PictureMaker();
    Q_DISABLE_COPY_MOVE(PictureMaker)

    /// The frame, turned by `rotation` (0, 90, 180, 270 clockwise) and scaled to fit into `bounds`
    /// with its aspect kept; an empty `bounds` is the frame's own size. Null when the frame is not
    /// valid or can't be read. Opaque (Format_RGB32). Buffers are used again once the picture is
    /// not held by anybody.
    [[nodiscard]] QImage make(const QVideoFrame &frame, const QSize &bounds, int rotation);

private:
    struct FreeContext
    {
        void operator()(SwsContext *context) const;
    };

    struct Buffer
    {
        explicit Buffer(size_t size);
        ~Buffer();
        Q_DISABLE_COPY_MOVE(Buffer)

        size_t bytes;
        void *memory;
    };

    [[nodiscard]] QImage blank(const QSize &size);

    std::unique_ptr<SwsContext, FreeContext> m_context;
    QList<std::shared_ptr<Buffer>> m_pool; ///< one that nobody else holds is free
};

} // namespace Medio::PlayerQt
