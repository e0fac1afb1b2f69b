// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/painting/texturepainter.h"

#include <QOpenGLWidget>

#include <functional>
#include <memory>

class QPainter;

namespace Medio::Screens {

/// The children's window where a graphics processor paints: lies over the whole of it while a film
/// is on the screen, and paints what the window would. Takes no finger and no key. To be made only
/// where OpenGL was tried, and before the window is first shown (Qt would make that window anew).
class FilmSurface final : public QOpenGLWidget
{
    Q_OBJECT
public:
    using Paint = std::function<void(QPainter &painter, Painting::TexturePainter &textures)>;

    /// `paint` is called within each paint with the context current, `painted` after it.
    FilmSurface(QWidget *window, Paint paint, std::function<void()> painted);
    ~FilmSurface() override;

    /// Context and shaders are made, which takes its time: in its first paint.
    [[nodiscard]] bool isReady() const { return m_textures != nullptr; }

protected:
    void initializeGL() override;
    void paintGL() override;
    void paintEvent(QPaintEvent *event) override;

private:
    void letGo();

    const Paint m_paint;
    const std::function<void()> m_painted;
    std::unique_ptr<Painting::TexturePainter> m_textures;
};

} // namespace Medio::Screens
