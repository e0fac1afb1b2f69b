// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmpicture.h"

#include <QOpenGLFunctions>
#include <QRect>
#include <QSize>

#include <array>
#include <memory>

class QOpenGLShaderProgram;

namespace Medio::Painting {

/// A film's pictures by a graphics processor: their planes as textures, made into colours, scaled
/// and turned by a shader; 8, 10 and 16 bit. Written for what OpenGL 2.1 and OpenGL ES 2 and 3 have in
/// common, so that old boards can do it too.
///
/// Belongs to one context, which is current when it is made, used and destroyed. Planar and
/// two-plane layouts only: for the others, and for lines longer than a texture may be, draw() does
/// nothing and the caller paints what PictureMaker makes.
class TexturePainter
{
public:
    /// How planes are read: each has a shader of its own.
    enum class Reading { Planes, DeepPlanes, Pairs, DeepPairs };

    TexturePainter();
    ~TexturePainter();
    Q_DISABLE_COPY_MOVE(TexturePainter)

    /// The present context can do it: an OpenGL that knows these shaders.
    [[nodiscard]] static bool isPossible();

    /// Fills `place` (device pixels from the upper left corner of a surface of this size) with the
    /// picture, upright, its aspect kept, on black; clipped to the surface. A picture that was
    /// drawn last is not uploaded again. False when nothing was drawn.
    bool draw(const FilmPicture &picture, const QRect &place, const QSize &surface);

private:
    struct Texture
    {
        GLuint name = 0;
        GLenum format = 0;
        QSize size;
    };
    /// A plane as a texture: as wide as its lines are long, so that no line has to be copied.
    struct Sheet
    {
        GLenum format = 0; ///< of a texel: its bytes are what it means to the shader
        QSize texels;      ///< of the plane's memory
        QSize used;        ///< of the picture
        const uchar *bytes = nullptr;
    };

    [[nodiscard]] std::array<Sheet, 3> sheetsOf(const FilmPicture &picture) const;
    QOpenGLShaderProgram *programFor(Reading reading);
    void upload(const FilmPicture &picture, const std::array<Sheet, 3> &sheets);
    void setColours(QOpenGLShaderProgram &program, const FilmPicture &picture);
    void setPlaces(QOpenGLShaderProgram &program, const FilmPicture &picture,
                   const std::array<Sheet, 3> &sheets);

    QOpenGLFunctions m_gl;
    int m_longest = 0; ///< side of a texture
    std::array<std::unique_ptr<QOpenGLShaderProgram>, 4> m_programs;
    std::array<Texture, 3> m_textures;
    std::shared_ptr<const void> m_uploaded;
};

} // namespace Medio::Painting
