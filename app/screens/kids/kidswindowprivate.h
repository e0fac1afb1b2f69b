// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/screens/kids/composer.h"
#include "app/screens/kids/filmsurface.h"
#include "app/screens/kids/kidswindow.h"
#include "app/screens/kids/layerpainter.h"
#include "app/screens/kids/melody.h"
#include "app/screens/kids/picturestore.h"
#include "app/screens/kids/switchcontrol.h"
#include "app/screens/kids/touchgestures.h"

#include <QPixmap>
#include <QPointer>
#include <QTimer>
#include <QWindow>

class QMouseEvent;
class QTouchEvent;

namespace Medio::Screens {

[[nodiscard]] inline bool showsFilm(Flow::Screen screen)
{
    return screen == Flow::Screen::Playing || screen == Flow::Screen::Paused;
}

/// What the window remembers. What is shown and painted is in kidswindow.cpp, what people do in
/// kidsinput.cpp.
class KidsWindow::Private
{
public:
    Private(KidsWindow *window, const Clock &monotonic)
        : q(window)
        , clock(monotonic)
    {
    }

    [[nodiscard]] double now() const { return Milliseconds(clock.monotonic()).count(); }
    [[nodiscard]] Surface surface() const;
    [[nodiscard]] Moment moment() const;
    [[nodiscard]] std::optional<double> pixelsPerMillimetre() const;

    void recompose(bool everything = false);
    void repaint(const QRegion &logical);
    void paintTextures(QPainter &canvas, Painting::TexturePainter &textures);
    void tellPainted();
    void tick();
    void schedule();
    void askForFrame();
    void warmUp();
    void warmScene();
    [[nodiscard]] QRegion toLogical(const QRect &device) const;
    void surfaceChanged();
    void touched();
    void say(const QString &sound);
    void play(const Melody &wanted);
    void playOn();
    void choose(std::optional<int> face);
    void turnPage();
    void press(const Target &target);
    [[nodiscard]] const Target *nearest(QPointF at, double within) const;
    void act(const QList<TouchGestures::Gesture> &gestures);
    void scheduleDoor();
    void moveHighlight(int by);
    void highlightChanged();
    [[nodiscard]] TouchGestures::Time time() const
    {
        return std::chrono::duration_cast<TouchGestures::Time>(clock.monotonic());
    }
    void feedMouse(const QMouseEvent &event, TouchGestures::Contact::State state);
    void feedTouch(const QTouchEvent &event);

    KidsWindow *q;
    const Clock &clock;

    Flow::Scene scene;
    Surface lastSurface;
    Composition composition;
    PictureStore store;
    LayerPainter painter{store};
    TouchGestures gestures;
    SwitchControl switches;
    QTimer frameTimer; ///< until the next frame is worth asking for
    QTimer doorTimer;
    QTimer switchTimer;
    QTimer cueTimer; ///< until the melody's next sound
    Melody melody;   ///< what is still to be heard
    QTimer warmTimer;
    QList<Flow::Poster> ready;

    double born = 0;
    double screenAt = -never;
    double tapAt = -never;
    double frameAt = -never;
    double turnAt = -never;
    double childAt = -never;
    double bonusAt = -never;
    double volumeAt = -never;
    double touchAt = -never;
    QPointF touchPoint;
    double busyAt = 0;
    double composedAt = -never;
    double drag = 0;
    int highlighted = -1; ///< told last
    int pageOffset = 0;
    bool doorMark = false;

    FilmSurface *surfaceOfFilms = nullptr; ///< none: raster. A child of the window.
    quint64 filmStart = 0;                 ///< whose picture the painter has
    QRect filmAt;                          ///< where that was shown, in device pixels
    QPixmap old;                           ///< the screen before, while it fades
    double oldSince = -never;
    int oldOpacity = 0;

    quint64 toldTap = 0;
    quint64 toldStart = 0;

    bool text = true;
    bool closable = false;
    bool dark = false;
    bool asked = false; ///< for a frame, from the window system
    std::optional<double> fixedPixelsPerMillimetre;
    QPointer<QWindow> watched;

    quint64 paints = 0;
    quint64 paintedPixels = 0;
    qint64 lastPaint = 0;
};

} // namespace Medio::Screens
