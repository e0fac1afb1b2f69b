// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/filmsurface.h"

#include <QOpenGLContext>
#include <QPainter>

#include <utility>

namespace Medio::Screens {

FilmSurface::FilmSurface(QWidget *window, Paint paint, std::function<void()> painted)
    : QOpenGLWidget(window)
    , m_paint(std::move(paint))
    , m_painted(std::move(painted))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    lower(); // below what else lies over the window
    setGeometry(window->rect());
}

FilmSurface::~FilmSurface()
{
    letGo();
    // The context dies with the widget below, when this is no FilmSurface any more
    if (context() != nullptr)
        disconnect(context(), nullptr, this, nullptr);
}

void FilmSurface::initializeGL()
{
    // Qt makes the context anew when the window gets another one
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &FilmSurface::letGo, Qt::UniqueConnection);
    m_textures = std::make_unique<Painting::TexturePainter>();
}

void FilmSurface::letGo()
{
    if (m_textures == nullptr)
        return;
    makeCurrent();
    m_textures.reset();
    doneCurrent();
}

void FilmSurface::paintGL()
{
    QPainter painter(this);
    m_paint(painter, *m_textures);
}

void FilmSurface::paintEvent(QPaintEvent *event)
{
    QOpenGLWidget::paintEvent(event);
    m_painted();
}

} // namespace Medio::Screens
