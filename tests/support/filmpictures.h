// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmpicture.h"

#include <QImage>
#include <QList>
#include <QRgb>

#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <vector>

/// Pictures of films whose colours are known, coded by what ITU-R BT.601, BT.709 and BT.2020 say and
/// by nothing of ours.
namespace Medio::FilmPictures {

using Layout = FilmPicture::Layout;
using Matrix = FilmPicture::Matrix;

/// An image as a film's picture: its samples are the pixels.
inline FilmPicture fromImage(const QImage &image)
{
    const auto held = std::make_shared<QImage>(image.convertToFormat(QImage::Format_RGB32));
    FilmPicture picture;
    picture.layout = Layout::Rgb32;
    picture.size = held->size();
    picture.shape = held->size();
    picture.planes[0] = {held->constBits(), int(held->bytesPerLine())};
    picture.memory = held;
    return picture;
}

/// Y', Cb, Cr of a colour in so many bits.
inline std::array<int, 3> coded(QRgb colour, Matrix matrix, bool fullRange, int bits)
{
    const double kr = matrix == Matrix::Bt601 ? 0.299 : matrix == Matrix::Bt709 ? 0.2126 : 0.2627;
    const double kb = matrix == Matrix::Bt601 ? 0.114 : matrix == Matrix::Bt709 ? 0.0722 : 0.0593;
    const double r = qRed(colour) / 255.0;
    const double g = qGreen(colour) / 255.0;
    const double b = qBlue(colour) / 255.0;
    const double y = kr * r + (1 - kr - kb) * g + kb * b;
    const double cb = (b - y) / (2 * (1 - kb));
    const double cr = (r - y) / (2 * (1 - kr));
    const double scale = 1 << (bits - 8);
    const double top = (1 << bits) - 1;
    const auto code = [top](double value) {
        return int(std::lround(std::clamp(value, 0.0, top)));
    };
    if (fullRange)
        return {code(y * top), code(128 * scale + cb * top), code(128 * scale + cr * top)};
    return {code((16 + 219 * y) * scale), code((128 + 224 * cb) * scale), code((128 + 224 * cr) * scale)};
}

/// Of any layout but None and Rgb32; `colourAt` is asked for the upper left sample of each group
/// that shares chroma. Lines are longer than they need be, as decoders make them.
inline FilmPicture painted(Layout layout, const QSize &size, Matrix matrix, bool fullRange,
                           const std::function<QRgb(int x, int y)> &colourAt)
{
    const bool deep = layout == Layout::Yuv420Ten || layout == Layout::P010 || layout == Layout::P016;
    const bool packed = layout == Layout::Yuyv || layout == Layout::Uyvy;
    const bool pairs =
        layout == Layout::Nv12 || layout == Layout::Nv21 || layout == Layout::P010 || layout == Layout::P016;
    const bool tall = layout == Layout::Yuv422 || packed; // chroma on every line
    const int bits = layout == Layout::P016 ? 16 : deep ? 10 : 8;
    const int shift = layout == Layout::P010 ? 6 : 0;
    const int bytes = deep ? 2 : 1;
    const QSize chroma((size.width() + 1) / 2, tall ? size.height() : (size.height() + 1) / 2);

    struct Memory
    {
        std::array<std::vector<uchar>, 3> planes;
    };
    const auto memory = std::make_shared<Memory>();
    FilmPicture picture;
    picture.layout = layout;
    picture.size = size;
    picture.shape = size;
    picture.matrix = matrix;
    picture.fullRange = fullRange;
    const auto plane = [&](size_t number, int samples, int lines) {
        const int stride = (samples * bytes + 31) / 32 * 32 + 32;
        // What lies beyond the picture is loud, so that nobody reads it unseen; and what vector code
        // reads behind the end is there
        memory->planes[number].assign(size_t(stride) * size_t(lines) + 64, 0xEB);
        picture.planes[number] = {memory->planes[number].data(), stride};
    };
    const auto set = [&](size_t number, int x, int y, int value) {
        uchar *at = memory->planes[number].data() + qsizetype(y) * picture.planes[number].stride +
                    qsizetype(x) * bytes;
        value <<= shift;
        at[0] = uchar(value & 0xFF);
        if (deep)
            at[1] = uchar(value >> 8);
    };
    plane(0, packed ? 2 * chroma.width() * 2 : size.width(), size.height());
    if (layout != Layout::Grey && !packed) {
        plane(1, pairs ? 2 * chroma.width() : chroma.width(), chroma.height());
        if (!pairs)
            plane(2, chroma.width(), chroma.height());
    }
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const auto code = coded(colourAt(x / 2 * 2, tall ? y : y / 2 * 2), matrix, fullRange, bits);
            if (packed) {
                const int luma = layout == Layout::Yuyv ? 0 : 1;
                set(0, 2 * x + luma, y, code[0]);
                set(0, x / 2 * 4 + 1 - luma, y, code[1]);
                set(0, x / 2 * 4 + 3 - luma, y, code[2]);
                continue;
            }
            set(0, x, y, code[0]);
            if (layout == Layout::Grey || x % 2 != 0 || (!tall && y % 2 != 0))
                continue;
            const int cx = x / 2;
            const int cy = tall ? y : y / 2;
            if (pairs) {
                const bool swapped = layout == Layout::Nv21;
                set(1, 2 * cx, cy, code[swapped ? 2 : 1]);
                set(1, 2 * cx + 1, cy, code[swapped ? 1 : 2]);
            } else {
                set(1, cx, cy, code[1]);
                set(2, cx, cy, code[2]);
            }
        }
    }
    picture.memory = memory;
    return picture;
}

/// All of one colour.
inline FilmPicture plain(QRgb colour, const QSize &size = {64, 48}, Layout layout = Layout::Yuv420,
                         Matrix matrix = Matrix::Bt709, bool fullRange = false)
{
    return painted(layout, size, matrix, fullRange, [colour](int, int) { return colour; });
}

/// The corners of quarters(), clockwise from the upper left one.
inline constexpr std::array<QRgb, 4> quarterColours{qRgb(191, 20, 20), qRgb(20, 191, 20), qRgb(20, 20, 191),
                                                    qRgb(191, 191, 20)};

/// Four colours, one in each corner, so that it is seen how a picture lies.
inline FilmPicture quarters(const QSize &size, Layout layout = Layout::Yuv420, Matrix matrix = Matrix::Bt709,
                            bool fullRange = false)
{
    return painted(layout, size, matrix, fullRange, [&size](int x, int y) {
        const bool right = x >= size.width() / 2;
        const bool low = y >= size.height() / 2;
        return quarterColours[low ? (right ? 2 : 3) : (right ? 1 : 0)];
    });
}

/// The largest difference of a channel.
inline int distance(QRgb a, QRgb b)
{
    return std::max(
        {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

/// What a test of colours walks through.
struct Reference
{
    const char *name;
    Layout layout;
    Matrix matrix;
    bool fullRange;
};

inline QList<Reference> references()
{
    QList<Reference> all;
    const std::pair<const char *, Layout> layouts[] = {
        {"8 bit", Layout::Yuv420}, {"8 bit 4:2:2", Layout::Yuv422}, {"10 bit", Layout::Yuv420Ten},
        {"nv12", Layout::Nv12},    {"nv21", Layout::Nv21},          {"p010", Layout::P010},
        {"p016", Layout::P016},
    };
    for (const auto &[name, layout] : layouts)
        for (const Matrix matrix : {Matrix::Bt601, Matrix::Bt709, Matrix::Bt2020})
            for (const bool full : {false, true})
                all.append({name, layout, matrix, full});
    return all;
}

inline const char *nameOf(Matrix matrix)
{
    return matrix == Matrix::Bt601 ? "601" : matrix == Matrix::Bt709 ? "709" : "2020";
}

inline constexpr std::array referenceColours{qRgb(0, 0, 0),      qRgb(255, 255, 255), qRgb(0, 191, 0),
                                             qRgb(0, 0, 191),    qRgb(191, 191, 0),   qRgb(200, 30, 60),
                                             qRgb(30, 200, 210), qRgb(128, 128, 128)};

} // namespace Medio::FilmPictures
