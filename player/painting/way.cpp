// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/painting/way.h"

#include "player/painting/picturemaker.h"
#include "player/painting/texturepainter.h"

#include <time.h>

#include <QDir>
#include <QImage>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>
#include <QPainter>

#include <algorithm>
#include <functional>
#include <vector>

namespace Medio::Painting {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize measuredSize(1920, 1080);
constexpr int warmUps = 2;
constexpr int rounds = 5;

/// A film of 30 frames a second leaves 33 ms, of which decoder and overlays need some.
constexpr auto inTime = 16ms;

std::chrono::nanoseconds now(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

Cost costOf(const std::function<void()> &paint)
{
    for (int i = 0; i < warmUps; ++i)
        paint();
    const auto processor = now(CLOCK_PROCESS_CPUTIME_ID);
    const auto wall = now(CLOCK_MONOTONIC);
    for (int i = 0; i < rounds; ++i)
        paint();
    return {(now(CLOCK_PROCESS_CPUTIME_ID) - processor) / rounds, (now(CLOCK_MONOTONIC) - wall) / rounds};
}

/// A picture that is not all of one colour; its memory is another one each time it is asked for,
/// as that of a film is.
FilmPicture samplePicture()
{
    const size_t luma = size_t(measuredSize.width()) * size_t(measuredSize.height());
    const auto bytes = std::make_shared<std::vector<uchar>>(luma * 3 / 2);
    for (size_t i = 0; i < bytes->size(); ++i)
        (*bytes)[i] = uchar(i % 199 + 16);
    FilmPicture picture;
    picture.layout = FilmPicture::Layout::Yuv420;
    picture.size = measuredSize;
    picture.shape = measuredSize;
    const int width = measuredSize.width();
    picture.planes = {FilmPicture::Plane{bytes->data(), width},
                      FilmPicture::Plane{bytes->data() + luma, width / 2},
                      FilmPicture::Plane{bytes->data() + luma * 5 / 4, width / 2}};
    picture.memory = bytes;
    return picture;
}

Cost costOfRaster(const QSize &screen)
{
    const FilmPicture picture = samplePicture();
    PictureMaker maker;
    QImage window(screen, QImage::Format_RGB32);
    return costOf([&] {
        const QImage image = maker.make(picture, screen);
        QPainter(&window).drawImage(0, 0, image);
    });
}

Cost costOfTextures(const QSize &screen)
{
    QOpenGLFramebufferObject window(screen);
    window.bind();
    TexturePainter painter;
    // By turns, since a picture that was drawn last is not uploaded again
    const std::array pictures{samplePicture(), samplePicture()};
    size_t turn = 0;
    const Cost cost = costOf([&] {
        painter.draw(pictures[turn], QRect(QPoint(), screen), screen);
        turn = 1 - turn;
        QOpenGLContext::currentContext()->functions()->glFinish();
    });
    window.release();
    return cost;
}

/// Where there is none, OpenGL would only load a software renderer: some tens of megabytes for nothing.
bool hasGraphicsDevice()
{
    return !QDir(u"/dev/dri"_s).entryList({u"renderD*"_s}, QDir::System).isEmpty();
}

QString inMilliseconds(std::chrono::nanoseconds time)
{
    return QString::number(std::chrono::duration<double, std::milli>(time).count(), 'f', 1);
}

} // namespace

QString nameOf(Way way)
{
    return way == Way::Raster ? u"raster"_s : u"textures"_s;
}

bool isSoftware(const QString &renderer)
{
    const auto names = {"llvmpipe"_L1,    "softpipe"_L1, "swrast"_L1,      "software rasterizer"_L1,
                        "swiftshader"_L1, "lavapipe"_L1, "basic render"_L1};
    return renderer.isEmpty() || std::any_of(names.begin(), names.end(), [&renderer](QLatin1String name) {
               return renderer.contains(name, Qt::CaseInsensitive);
           });
}

Way cheaper(const Cost &raster, const Cost &textures)
{
    return textures.wall <= inTime && textures.processor < raster.processor ? Way::Textures : Way::Raster;
}

Choice choose(Wish wish, const QSize &screen)
{
    if (wish == Wish::Raster)
        return {Way::Raster, u"as configured"_s};
    if (wish == Wish::Automatic && !hasGraphicsDevice())
        return {Way::Raster, u"no graphics device"_s};
    QOffscreenSurface surface;
    surface.create();
    QOpenGLContext context;
    if (!surface.isValid() || !context.create() || !context.makeCurrent(&surface))
        return {Way::Raster, u"no OpenGL"_s};
    const auto *name = context.functions()->glGetString(GL_RENDERER);
    const QString renderer = QString::fromLatin1(reinterpret_cast<const char *>(name));
    Choice choice{Way::Raster, renderer};
    if (!TexturePainter::isPossible()) {
        choice.reason += u": it knows too little"_s;
    } else if (wish == Wish::Textures) {
        choice = {Way::Textures, renderer + u", as configured"_s};
    } else if (isSoftware(renderer)) {
        choice.reason += u" is no graphics processor"_s;
    } else {
        const QSize window = screen.isEmpty() ? measuredSize : screen;
        const Cost raster = costOfRaster(window);
        const Cost textures = costOfTextures(window);
        choice.way = cheaper(raster, textures);
        choice.reason += u": raster %1 ms, textures %2 ms of the processor and %3 ms in all"_s.arg(
            inMilliseconds(raster.processor), inMilliseconds(textures.processor),
            inMilliseconds(textures.wall));
    }
    context.doneCurrent();
    return choice;
}

} // namespace Medio::Painting
