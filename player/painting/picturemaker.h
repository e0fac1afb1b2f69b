// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmpicture.h"

#include <QImage>
#include <QList>
#include <QSize>

#include <memory>

struct SwsContext;

namespace Medio::Painting {

/// A film's pictures without a graphics processor: one pass of libswscale to the size they are
/// shown in, with their own matrix and range, 8 and 10 bit, upright, with square pixels.
/// Any one thread; not copied.
class PictureMaker
{
public:
    PictureMaker();
    ~PictureMaker();
    Q_DISABLE_COPY_MOVE(PictureMaker)

    /// The picture upright, scaled to fit into `bounds` with its aspect kept; an empty `bounds` is
    /// the picture's own size. Null when there is none or it can't be read. Opaque (Format_RGB32).
    /// Buffers are used again once the image is not held by anybody.
    [[nodiscard]] QImage make(const FilmPicture &picture, const QSize &bounds);

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

    [[nodiscard]] bool prepare(const FilmPicture &picture, const QSize &target);
    [[nodiscard]] bool convert(const FilmPicture &picture, QImage &image) const;
    [[nodiscard]] QImage blank(const QSize &size);

    /// What the context was made for.
    struct Order
    {
        FilmPicture::Layout layout = FilmPicture::Layout::None;
        QSize from;
        QSize to;
        FilmPicture::Matrix matrix = FilmPicture::Matrix::Bt709;
        bool fullRange = false;

        friend bool operator==(const Order &, const Order &) = default;
    };
    Order m_order;
    std::unique_ptr<SwsContext, FreeContext> m_context;
    QList<std::shared_ptr<Buffer>> m_pool; ///< one that nobody else holds is free
};

} // namespace Medio::Painting
