// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"
#include "net/api/values.h"
#include "player/filmpicture.h"

#include <QList>
#include <QRect>
#include <QSize>
#include <QString>
#include <QWidget>

#include <chrono>
#include <memory>
#include <optional>

namespace Medio {
class Clock;
}

namespace Medio::Screens {

/// A place on the screen that answers to a finger, in the window's logical pixels.
struct HitArea
{
    QString name; ///< "child:Otter", "page"
    QRect rect;
};

/// Everything a child sees: one widget that paints all of it, films and what lies over them, no words
/// needed. It is told what to show as a value and says what people wish; it decides nothing.
///
/// GUI thread only. Pictures are drawn into pixmaps ahead of time on a worker thread; a paint only
/// blits. Motion is a function of the clock's monotonic time, and while nothing moves the window
/// asks for no paint at all. Right-to-left: follows QWidget::layoutDirection().
///
/// Where the display's size is known and plausible (60..400 dpi) sizes are millimetres, otherwise
/// parts of the window's height (KIDS-UX.md §2 row 1, §5.9).
class KidsWindow final : public QWidget
{
    Q_OBJECT
public:
    /// `clock` must outlive the window.
    explicit KidsWindow(const Clock &clock, QWidget *parent = nullptr);
    ~KidsWindow() override;

    using QWidget::show;
    /// Shows this from the next paint on. An equal scene changes nothing.
    void show(const Flow::Scene &scene);
    [[nodiscard]] const Flow::Scene &scene() const;

    /// Films are painted by the graphics processor from now on. Only after Painting::choose() said so,
    /// and before the window is first shown.
    void useTextures();

    /// A picture of the film; shown letterboxed while the scene's start is `start`, and ignored
    /// otherwise. The last one stays until another start's first picture comes or the screen changes
    /// to one without a film.
    void setFilmPicture(quint64 start, const Medio::FilmPicture &picture);
    /// Where films are shown: the whole window, in device pixels.
    [[nodiscard]] QSize filmSize() const;

    /// Posters that a chip may ask for at any moment: decoded ahead, so that the first paint after
    /// a chip has them. Replaces the former list; the newest 64 at most are kept.
    void keepReady(const QList<Flow::Poster> &posters);

    /// Dark: black and silent, whatever the scene is, until it is lit again; then a finger or a key
    /// must be new to count.
    void setDark(bool dark);

    /// False: no title, no names. Every screen stays distinguishable.
    void setTextShown(bool shown);

    /// Pixels per millimetre of the display, or nothing for "believe the display". For tests and
    /// for a configuration that knows better.
    void setPixelsPerMillimetre(std::optional<double> value);

    /// False (the default): the window system's wish to close the window is ignored.
    void setClosable(bool closable);

    /// How long the highlight rests on a face for whoever chooses with one switch, 1 to 8 s; 2.5 s.
    void setScanningStep(std::chrono::milliseconds step);

    /// What answers to a finger now; empty while nothing does.
    [[nodiscard]] QList<HitArea> hitAreas() const;

    /// Figures for benches and tests, counted since construction.
    struct Counters
    {
        quint64 paints = 0;
        quint64 paintedPixels = 0; ///< device pixels of all paints together
        quint64 drawnInPaint = 0;  ///< pictures that had to be drawn inside a paint
        quint64 drawnAhead = 0;    ///< pictures drawn by the worker
        qint64 cachedBytes = 0;
        qint64 lastPaintNanoseconds = 0;
    };
    [[nodiscard]] Counters counters() const;
    /// Nothing is being drawn or decoded in the background.
    [[nodiscard]] bool isWarm() const;

Q_SIGNALS:
    /// Facts, sent at the end of the paint event that did it, once per tap and once per start.
    void feedbackPainted(quint64 tap);
    void firstFramePainted(quint64 start);
    /// filmSize() is another one.
    void filmSizeChanged(const QSize &devicePixels);

    /// One of KIDS-UX.md §3.6: pop glow page hop hm knock purr set-down lullaby snore, and glow-1 to
    /// glow-8, the same bell in the pitch of each animal; the sound is
    /// ":/sounds/NAME.wav", or ":/sounds/night/NAME.wav" when `night`. At most one at a time: a new
    /// one replaces the one that sounds.
    void soundRequested(const QString &name, bool night);

    void childChosen(const Medio::Api::ProfileId &profile);
    void leaveRequested();       ///< swipe down, arrow down, stop
    void previousRequested();    ///< swipe right, arrow left
    void restartRequested();     ///< the key to the beginning
    void nextRequested();        ///< swipe left, arrow right
    void pauseToggleRequested(); ///< space, play/pause
    /// Fast forward, rewind: so much further within the film, or (below 0) back.
    void seekRequested(std::chrono::milliseconds by);
    void parentsRequested();     ///< the two corners, or Ctrl+Alt+P
    void childChangeRequested(); ///< the four corners in order

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    friend class KidsAccessible;
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace Medio::Screens
