// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QSize>

#include <array>
#include <memory>

namespace Medio {

/// One moment of a film as the decoder left it: where its samples lie and what they mean. Whoever
/// makes it visible (player/painting) needs to know nothing else. A value: its copies share the
/// samples, which nobody changes while one of them lives. Any thread.
struct FilmPicture
{
    /// How the samples lie in memory, little endian.
    enum class Layout {
        None,
        Yuv420,    ///< three planes of bytes, chroma halved both ways (odd sides rounded up)
        Yuv422,    ///< three planes of bytes, chroma halved along the line
        Yuv420Ten, ///< as Yuv420, ten bits at the bottom of sixteen
        Nv12,      ///< luma, then Cb and Cr by turns
        Nv21,      ///< luma, then Cr and Cb by turns
        P010,      ///< as Nv12, ten bits at the top of sixteen
        P016,      ///< as Nv12, sixteen bits
        Yuyv,      ///< one plane: Y Cb Y Cr
        Uyvy,      ///< one plane: Cb Y Cr Y
        Grey,      ///< luma alone
        Rgb32,     ///< as QImage::Format_RGB32; matrix and range mean nothing
    };
    enum class Matrix { Bt601, Bt709, Bt2020 };
    struct Plane
    {
        const uchar *bytes = nullptr;
        int stride = 0; ///< bytes from line to line, > 0
    };

    Layout layout = Layout::None;
    QSize size;       ///< samples of luma
    QSize shape;      ///< what it looks like lying: with square pixels, before rotation
    int rotation = 0; ///< 0, 90, 180 or 270 degrees clockwise, to stand upright
    Matrix matrix = Matrix::Bt709;
    bool fullRange = false; ///< luma from 0 to its top; else the range of television
    std::array<Plane, 3> planes;
    std::shared_ptr<const void> memory; ///< what the planes lie in

    [[nodiscard]] bool isNull() const { return layout == Layout::None || size.isEmpty(); }
    [[nodiscard]] bool isTurned() const { return rotation % 180 != 0; }

    /// How large it stands upright in `bounds`, with its own aspect and at least one pixel; in an
    /// empty `bounds` as large as it is.
    [[nodiscard]] QSize fittedInto(const QSize &bounds) const
    {
        const QSize upright = isTurned() ? shape.transposed() : shape;
        return (bounds.isEmpty() ? upright : upright.scaled(bounds, Qt::KeepAspectRatio)).expandedTo({1, 1});
    }
};

} // namespace Medio

Q_DECLARE_METATYPE(Medio::FilmPicture)
