// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/painting/texturepainter.h"

#include "app/base/logging.h"

#include <QMatrix3x3>
#include <QOpenGLContext>
#include <QOpenGLShaderProgram>
#include <QVector2D>
#include <QVector3D>

#include <algorithm>

namespace Medio::Painting {

namespace {

using Layout = FilmPicture::Layout;
using Matrix = FilmPicture::Matrix;
using Reading = TexturePainter::Reading;

constexpr const char *vertexShader = R"(
attribute vec2 corner;
attribute vec2 spot;
varying vec2 at;
void main()
{
    at = spot;
    gl_Position = vec4(corner, 0.0, 1.0);
}
)";

/// Luminance (r) and alpha (a) are the two bytes of a texel of two; of four they are r, g and b, a.
/// Weights join the low and the high byte of a deep sample: both are interpolated alike, so their
/// sum is interpolated right.
constexpr const char *fragmentShader = R"(
#ifdef GL_ES
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
#endif
varying vec2 at;
uniform sampler2D plane0;
uniform sampler2D plane1;
uniform sampler2D plane2;
uniform vec2 lumaScale;
uniform vec2 lumaMost;
uniform vec2 chromaScale;
uniform vec2 chromaShift;
uniform vec2 chromaLeast;
uniform vec2 chromaMost;
uniform vec2 weights;
uniform vec3 zero;
uniform mat3 colours;
void main()
{
    vec4 luma = texture2D(plane0, min(at * lumaScale, lumaMost));
    vec2 place = clamp(at * chromaScale + chromaShift, chromaLeast, chromaMost);
    vec4 chroma = texture2D(plane1, place);
#ifdef PAIRS
#ifdef DEEP
    vec3 code = vec3(dot(luma.ra, weights), dot(chroma.rg, weights), dot(chroma.ba, weights));
#else
    vec3 code = vec3(luma.r, chroma.ra);
#endif
#else
    vec4 other = texture2D(plane2, place);
#ifdef DEEP
    vec3 code = vec3(dot(luma.ra, weights), dot(chroma.ra, weights), dot(other.ra, weights));
#else
    vec3 code = vec3(luma.r, chroma.r, other.r);
#endif
#endif
    gl_FragColor = vec4(colours * (code - zero), 1.0);
}
)";

Reading readingOf(Layout layout)
{
    switch (layout) {
    case Layout::Yuv420Ten:
        return Reading::DeepPlanes;
    case Layout::Nv12:
    case Layout::Nv21:
        return Reading::Pairs;
    case Layout::P010:
    case Layout::P016:
        return Reading::DeepPairs;
    default:
        return Reading::Planes;
    }
}

int bitsOf(Layout layout)
{
    switch (layout) {
    case Layout::Yuv420Ten:
    case Layout::P010:
        return 10;
    case Layout::P016:
        return 16;
    default:
        return 8;
    }
}

bool isPlanar(Layout layout)
{
    switch (layout) {
    case Layout::Yuv420:
    case Layout::Yuv422:
    case Layout::Yuv420Ten:
    case Layout::Nv12:
    case Layout::Nv21:
    case Layout::P010:
    case Layout::P016:
        return true;
    default:
        return false;
    }
}

/// Bytes of a texel.
int bytesOf(GLenum format)
{
    return format == GL_RGBA ? 4 : format == GL_LUMINANCE_ALPHA ? 2 : 1;
}

/// Shares of red and blue in luma, as ITU-R BT.601, BT.709 and BT.2020 give them.
std::pair<float, float> sharesOf(Matrix matrix)
{
    switch (matrix) {
    case Matrix::Bt601:
        return {0.299F, 0.114F};
    case Matrix::Bt709:
        return {0.2126F, 0.0722F};
    case Matrix::Bt2020:
        return {0.2627F, 0.0593F};
    }
    Q_UNREACHABLE();
}

QVector2D inTexels(const QSizeF &size, const QSize &texels)
{
    return {float(size.width() / texels.width()), float(size.height() / texels.height())};
}

} // namespace

TexturePainter::TexturePainter()
{
    m_gl.initializeOpenGLFunctions();
    m_gl.glGetIntegerv(GL_MAX_TEXTURE_SIZE, &m_longest);
    programFor(Reading::Planes); // what nearly all films need, before one waits for it
}

TexturePainter::~TexturePainter()
{
    for (const Texture &texture : m_textures)
        if (texture.name != 0)
            m_gl.glDeleteTextures(1, &texture.name);
}

bool TexturePainter::isPossible()
{
    const QOpenGLContext *context = QOpenGLContext::currentContext();
    // A core profile knows neither luminance textures nor these shaders
    if (context == nullptr || context->format().profile() == QSurfaceFormat::CoreProfile)
        return false;
    TexturePainter painter;
    return painter.programFor(Reading::DeepPlanes) != nullptr;
}

bool TexturePainter::draw(const FilmPicture &picture, const QRect &place, const QSize &surface)
{
    const std::array<Sheet, 3> sheets = sheetsOf(picture);
    if (sheets[0].bytes == nullptr || place.isEmpty() || surface.isEmpty())
        return false;
    QOpenGLShaderProgram *program = programFor(readingOf(picture.layout));
    if (program == nullptr)
        return false;

    m_gl.glViewport(0, 0, surface.width(), surface.height());
    m_gl.glDisable(GL_BLEND);
    m_gl.glDisable(GL_DEPTH_TEST);
    m_gl.glDisable(GL_STENCIL_TEST);
    m_gl.glEnable(GL_SCISSOR_TEST);
    m_gl.glScissor(place.x(), surface.height() - place.bottom() - 1, place.width(), place.height());
    m_gl.glClearColor(0, 0, 0, 1);
    m_gl.glClear(GL_COLOR_BUFFER_BIT);

    upload(picture, sheets);
    program->bind();
    setColours(*program, picture);
    setPlaces(*program, picture, sheets);

    const QSize fitted = picture.fittedInto(place.size());
    const QPoint beside((place.width() - fitted.width()) / 2, (place.height() - fitted.height()) / 2);
    const QRectF seen(place.topLeft() + beside, fitted);
    const auto x = [&surface](double pixels) {
        return float(2 * pixels / surface.width() - 1);
    };
    const auto y = [&surface](double pixels) {
        return float(1 - 2 * pixels / surface.height());
    };
    // Clockwise from the upper left one, and the lying picture's corners in the same order
    const std::array corners{
        QVector2D(x(seen.left()), y(seen.top())), QVector2D(x(seen.right()), y(seen.top())),
        QVector2D(x(seen.right()), y(seen.bottom())), QVector2D(x(seen.left()), y(seen.bottom()))};
    constexpr std::array lying{QVector2D(0, 0), QVector2D(1, 0), QVector2D(1, 1), QVector2D(0, 1)};
    std::array<QVector2D, 4> spots;
    const size_t quarters = size_t(picture.rotation / 90);
    for (size_t i = 0; i < spots.size(); ++i)
        spots[i] = lying[(i + 4 - quarters) % 4];

    m_gl.glBindBuffer(GL_ARRAY_BUFFER, 0);
    program->enableAttributeArray("corner");
    program->enableAttributeArray("spot");
    program->setAttributeArray("corner", corners.data());
    program->setAttributeArray("spot", spots.data());
    m_gl.glDrawArrays(GL_TRIANGLE_FAN, 0, GLsizei(corners.size()));
    program->disableAttributeArray("corner");
    program->disableAttributeArray("spot");
    program->release();
    m_gl.glActiveTexture(GL_TEXTURE0);
    m_gl.glBindTexture(GL_TEXTURE_2D, 0);
    m_gl.glDisable(GL_SCISSOR_TEST);
    return true;
}

std::array<TexturePainter::Sheet, 3> TexturePainter::sheetsOf(const FilmPicture &picture) const
{
    std::array<Sheet, 3> sheets;
    if (picture.isNull() || !isPlanar(picture.layout))
        return {};
    const Reading reading = readingOf(picture.layout);
    const bool deep = reading == Reading::DeepPlanes || reading == Reading::DeepPairs;
    const bool pairs = reading == Reading::Pairs || reading == Reading::DeepPairs;
    const QSize chroma((picture.size.width() + 1) / 2, picture.layout == Layout::Yuv422
                                                           ? picture.size.height()
                                                           : (picture.size.height() + 1) / 2);
    const GLenum sample = deep ? GL_LUMINANCE_ALPHA : GL_LUMINANCE;
    const GLenum pair = deep ? GL_RGBA : GL_LUMINANCE_ALPHA;
    for (size_t i = 0; i < (pairs ? 2U : 3U); ++i) {
        const FilmPicture::Plane &plane = picture.planes[i];
        Sheet &sheet = sheets[i];
        sheet.format = i > 0 && pairs ? pair : sample;
        sheet.used = i == 0 ? picture.size : chroma;
        const int texel = bytesOf(sheet.format);
        if (plane.bytes == nullptr || plane.stride % texel != 0)
            return {};
        sheet.texels = QSize(plane.stride / texel, sheet.used.height());
        if (sheet.texels.width() < sheet.used.width() || sheet.texels.width() > m_longest ||
            sheet.texels.height() > m_longest)
            return {};
        sheet.bytes = plane.bytes;
    }
    return sheets;
}

QOpenGLShaderProgram *TexturePainter::programFor(Reading reading)
{
    std::unique_ptr<QOpenGLShaderProgram> &program = m_programs[size_t(reading)];
    if (program == nullptr) {
        QByteArray fragment;
        if (reading == Reading::DeepPlanes || reading == Reading::DeepPairs)
            fragment += "#define DEEP\n";
        if (reading == Reading::Pairs || reading == Reading::DeepPairs)
            fragment += "#define PAIRS\n";
        program = std::make_unique<QOpenGLShaderProgram>();
        if (!program->addShaderFromSourceCode(QOpenGLShader::Vertex, vertexShader) ||
            !program->addShaderFromSourceCode(QOpenGLShader::Fragment, fragment + fragmentShader) ||
            !program->link())
            qCWarning(lcPlayer).noquote() << "The graphics processor takes no shader:" << program->log();
    }
    return program->isLinked() ? program.get() : nullptr;
}

void TexturePainter::upload(const FilmPicture &picture, const std::array<Sheet, 3> &sheets)
{
    const bool isThere = m_uploaded != nullptr && m_uploaded == picture.memory;
    m_gl.glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    for (size_t i = 0; i < sheets.size() && sheets[i].bytes != nullptr; ++i) {
        const Sheet &sheet = sheets[i];
        Texture &texture = m_textures[i];
        if (texture.name == 0)
            m_gl.glGenTextures(1, &texture.name);
        m_gl.glActiveTexture(GLenum(GL_TEXTURE0 + i));
        m_gl.glBindTexture(GL_TEXTURE_2D, texture.name);
        if (isThere)
            continue;
        if (texture.size == sheet.texels && texture.format == sheet.format) {
            m_gl.glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, sheet.texels.width(), sheet.texels.height(),
                                 sheet.format, GL_UNSIGNED_BYTE, sheet.bytes);
            continue;
        }
        for (const GLenum side : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
            m_gl.glTexParameteri(GL_TEXTURE_2D, side, GL_LINEAR);
        for (const GLenum side : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
            m_gl.glTexParameteri(GL_TEXTURE_2D, side, GL_CLAMP_TO_EDGE);
        m_gl.glTexImage2D(GL_TEXTURE_2D, 0, GLint(sheet.format), sheet.texels.width(), sheet.texels.height(),
                          0, sheet.format, GL_UNSIGNED_BYTE, sheet.bytes);
        texture.size = sheet.texels;
        texture.format = sheet.format;
    }
    m_gl.glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    m_uploaded = picture.memory;
}

/// Codes are 0..1 of the most that fits into their bits.
void TexturePainter::setColours(QOpenGLShaderProgram &program, const FilmPicture &picture)
{
    const int bits = bitsOf(picture.layout);
    const auto top = float((1 << bits) - 1);
    const auto step = float(1 << (bits - 8)); // of what eight bits would count
    const float blackest = picture.fullRange ? 0 : 16 * step / top;
    const float grey = 128 * step / top;
    const float luma = picture.fullRange ? 1 : top / (219 * step);
    const float chroma = picture.fullRange ? 1 : top / (224 * step);
    const auto [red, blue] = sharesOf(picture.matrix);
    const float green = 1 - red - blue;

    std::array<float, 3> ofCb{0, -2 * blue * (1 - blue) / green * chroma, 2 * (1 - blue) * chroma};
    std::array<float, 3> ofCr{2 * (1 - red) * chroma, -2 * red * (1 - red) / green * chroma, 0};
    if (picture.layout == Layout::Nv21)
        std::swap(ofCb, ofCr);
    QMatrix3x3 colours;
    for (int row = 0; row < 3; ++row) {
        colours(row, 0) = luma;
        colours(row, 1) = ofCb[size_t(row)];
        colours(row, 2) = ofCr[size_t(row)];
    }
    program.setUniformValue("colours", colours);
    program.setUniformValue("zero", QVector3D(blackest, grey, grey));
    // The low byte and the high one, as parts of a code; P010 has its ten bits at the top of sixteen
    const float shift = picture.layout == Layout::P010 ? 64 : 1;
    program.setUniformValue("weights", QVector2D(255 / shift / top, 255 * 256 / shift / top));
}

void TexturePainter::setPlaces(QOpenGLShaderProgram &program, const FilmPicture &picture,
                               const std::array<Sheet, 3> &sheets)
{
    for (int i = 0; i < 3; ++i)
        program.setUniformValue(QByteArray("plane").append(char('0' + i)).constData(), i);
    const QSizeF half(0.5, 0.5);
    const QSizeF size(picture.size);
    program.setUniformValue("lumaScale", inTexels(size, sheets[0].texels));
    program.setUniformValue("lumaMost", inTexels(size - half, sheets[0].texels));
    // Chroma stands at the left one of its two samples of luma, and between its two lines
    const QSizeF chroma(size.width() / 2,
                        picture.layout == Layout::Yuv422 ? size.height() : size.height() / 2);
    program.setUniformValue("chromaScale", inTexels(chroma, sheets[1].texels));
    program.setUniformValue("chromaShift", inTexels(QSizeF(0.25, 0), sheets[1].texels));
    program.setUniformValue("chromaLeast", inTexels(half, sheets[1].texels));
    program.setUniformValue("chromaMost", inTexels(QSizeF(sheets[1].used) - half, sheets[1].texels));
}

} // namespace Medio::Painting
