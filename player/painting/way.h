// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSize>
#include <QString>

#include <chrono>
#include <optional>

/// Which way a film's pictures go to the screen, decided once, before the first window.
namespace Medio::Painting {

enum class Way {
    Raster,   ///< PictureMaker, blitted
    Textures, ///< TexturePainter, in a QOpenGLWidget
};
[[nodiscard]] QString nameOf(Way way); ///< "raster", "textures"

/// What somebody wants; Automatic looks and measures. Textures takes even a renderer that is
/// software (the tests do), but never a machine without OpenGL.
enum class Wish { Automatic, Raster, Textures };

/// What one picture of 1920 x 1080 costs.
struct Cost
{
    std::chrono::nanoseconds processor{0}; ///< of all threads of this process
    std::chrono::nanoseconds wall{0};
};

struct Choice
{
    Way way = Way::Raster;
    QString reason; ///< for the log: the renderer, what was measured
};

/// A renderer that is no graphics processor: llvmpipe, softpipe, swrast, SwiftShader and their like.
[[nodiscard]] bool isSoftware(const QString &renderer);

/// Textures only where a picture takes less of the processor and is there well within a frame.
[[nodiscard]] Way cheaper(const Cost &raster, const Cost &textures);

/// Tries OpenGL on a surface nobody sees and, where it is real, measures both ways for some
/// tenths of a second. A QOpenGLWidget may be made only after it said Textures: without OpenGL Qt
/// crashes in it. GUI thread, after the application object. `screen` in device pixels.
[[nodiscard]] Choice choose(Wish wish, const QSize &screen);

} // namespace Medio::Painting
