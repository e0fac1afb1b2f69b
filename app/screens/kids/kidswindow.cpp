// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/kidswindow.h"

#include "app/screens/kids/forecast.h"
#include "app/screens/kids/kidsaccessible.h"
#include "app/screens/kids/kidswindowprivate.h"
#include "app/screens/kids/palette.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QPaintEvent>
#include <QPainter>
#include <QScreen>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Medio::Screens {
namespace {

using Flow::Screen;
using namespace std::chrono_literals;

/// A frame is 16.7 ms: less than this since the last one is too early for another.
constexpr double shortestFrame = 14;

/// The last picture of a film is held so long for the first one of the next.
constexpr double longestHold = 1000;

} // namespace

KidsWindow::KidsWindow(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, clock))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_NoSystemBackground);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setContextMenuPolicy(Qt::NoContextMenu);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Kids Mode"));
    makeAccessible();

    d->born = d->now();
    d->screenAt = d->born;
    d->busyAt = d->born;
    d->frameTimer.setSingleShot(true);
    d->frameTimer.setTimerType(Qt::PreciseTimer);
    connect(&d->frameTimer, &QTimer::timeout, this, [this] { d->askForFrame(); });
    d->doorTimer.setSingleShot(true);
    connect(&d->doorTimer, &QTimer::timeout, this, [this] {
        d->act(d->gestures.tick(d->time()));
        d->scheduleDoor();
    });
    d->switchTimer.setSingleShot(true);
    connect(&d->switchTimer, &QTimer::timeout, this, [this] { d->highlightChanged(); });
    d->cueTimer.setSingleShot(true);
    connect(&d->cueTimer, &QTimer::timeout, this, [this] { d->playOn(); });
    // What may be needed is drawn when what is needed has been
    d->warmTimer.setSingleShot(true);
    d->warmTimer.setInterval(250ms);
    connect(&d->warmTimer, &QTimer::timeout, this, [this] { d->warmUp(); });
    connect(&d->store, &PictureStore::ready, this, [this](const PictureKey &key) {
        for (const Layer &layer : std::as_const(d->composition.layers)) {
            if (layer.key == key)
                d->repaint(d->toLogical(layer.bounds()));
        }
    });
}

KidsWindow::~KidsWindow() = default;

// --- What is shown ------------------------------------------------------------------------

void KidsWindow::show(const Flow::Scene &scene)
{
    if (scene == d->scene)
        return;
    const Flow::Scene before = std::exchange(d->scene, scene);
    const double now = d->now();
    const bool newScreen = pictureOf(before) != pictureOf(scene);
    const bool newTap = scene.tap != before.tap && scene.tap != 0;
    const bool newStart = scene.start != before.start;
    const Melody melody = melodyOf(before, scene);

    // Another film that is chosen during a pause shows itself
    const bool chosen =
        newStart && scene.start == 0 && scene.screen == Screen::Paused && before.screen == Screen::Paused;
    // The film's last picture stays for the page that turns and the one that sinks
    if (d->painter.hasFilm() && ((newStart && scene.start != 0) || chosen || !showsFilm(scene.screen))) {
        d->painter.turnFilmIntoCard(d->surface().size);
        if (scene.screen == Screen::Playing && before.screen == Screen::Playing && !newTap) {
            d->turnAt = now + longestHold;
            d->say(QStringLiteral("page"));
        }
        d->filmStart = 0;
        d->frameAt = -never;
    }
    if (scene.screen != Screen::Playing)
        d->turnAt = -never;
    if (newTap)
        d->tapAt = now;
    if (scene.child && before.child && scene.child->profile != before.child->profile)
        d->childAt = now;
    if (isMoreTime(before, scene))
        d->bonusAt = now;
    if (scene.volumeTap != before.volumeTap && scene.volumeTap != 0)
        d->volumeAt = now;
    // Whoever puts a chip on while everything falls asleep sees it fall asleep all the same
    const bool fallsAsleep = scene.screen == Screen::GoodNight && !newScreen;
    if (newScreen || (newTap && !fallsAsleep)) {
        d->screenAt = now;
        d->busyAt = now;
        d->drag = 0;
        d->pageOffset = 0;
        d->doorMark = false;
        d->gestures.ignoreFrom(d->time());
    }
    if (newScreen || newTap || scene.faces != before.faces) {
        const bool choosing = scene.screen == Screen::WhoIsWatching;
        d->switches.begin(d->time(), choosing ? static_cast<int>(scene.faces.size()) : 0);
    }

    // A chip's answer is there at once; everything else crosses over
    d->old = {};
    const bool fromFilm = d->painter.hasCard() && showsFilm(before.screen);
    if (newScreen && !newTap && isVisible() && !d->composition.layers.isEmpty() && !fromFilm &&
        scene.screen != Screen::Paused && pictureOf(scene) != Picture::GoodNight) {
        const Surface surface = d->surface();
        QPixmap picture(surface.size);
        picture.fill(Qt::black);
        QPainter painter(&picture);
        d->painter.paint(painter, d->composition.layers, QRect(QPoint(), surface.size));
        d->old = picture;
        d->oldSince = now;
    }

    if (newTap || newScreen || !melody.cues.isEmpty())
        d->play(melody);

    // A chip's first picture goes before everything else
    if (!newTap)
        d->warmScene();
    d->warmTimer.start();
    d->recompose(newScreen || newTap);
    d->schedule();
    d->highlightChanged();
    if (newScreen)
        tellAccessibly(*this);
}

const Flow::Scene &KidsWindow::scene() const
{
    return d->scene;
}

void KidsWindow::useTextures()
{
    Q_ASSERT(!d->surfaceOfFilms && !isVisible());
    d->surfaceOfFilms = new FilmSurface(
        this,
        [this](QPainter &canvas, Painting::TexturePainter &textures) { d->paintTextures(canvas, textures); },
        [this] { d->tellPainted(); });
}

void KidsWindow::setFilmPicture(quint64 start, const FilmPicture &picture)
{
    if (start == 0 || start != d->scene.start || picture.isNull() || !showsFilm(d->scene.screen))
        return;
    const bool first = d->filmStart != start;
    d->painter.setFilm(picture);
    d->filmStart = start;
    const QRect place = d->painter.filmIn(d->composition.film);
    if (first) {
        d->frameAt = d->now();
        d->turnAt = std::min(d->turnAt, d->frameAt);
        d->recompose(true);
    } else if (!d->composition.film.isEmpty()) {
        // The bars beside it are black already, unless it has another shape than the one before
        d->repaint(d->toLogical(place == d->filmAt ? place : d->composition.film));
    }
    d->filmAt = d->painter.filmIn(d->composition.film);
    d->schedule();
}

QSize KidsWindow::filmSize() const
{
    return (QSizeF(size()) * devicePixelRatioF()).toSize();
}

void KidsWindow::keepReady(const QList<Flow::Poster> &posters)
{
    constexpr qsizetype most = 64;
    d->ready = posters.mid(std::max<qsizetype>(0, posters.size() - most));
    d->warmTimer.start();
}

void KidsWindow::setDark(bool dark)
{
    if (std::exchange(d->dark, dark) == dark)
        return;
    d->old = {};
    if (dark) {
        d->cueTimer.stop();
        d->melody = {};
    } else {
        d->busyAt = d->now();
        d->gestures.ignoreFrom(d->time());
    }
    d->recompose(true);
    d->schedule();
}

void KidsWindow::setTextShown(bool shown)
{
    d->text = shown;
    d->surfaceChanged();
}

void KidsWindow::setPixelsPerMillimetre(std::optional<double> value)
{
    d->fixedPixelsPerMillimetre = value;
    d->surfaceChanged();
}

void KidsWindow::setClosable(bool closable)
{
    d->closable = closable;
}

void KidsWindow::setScanningStep(std::chrono::milliseconds step)
{
    d->switches.setStep(step);
}

QList<HitArea> KidsWindow::hitAreas() const
{
    QList<HitArea> areas;
    const double dpr = devicePixelRatioF();
    for (const Target &target : std::as_const(d->composition.targets)) {
        const QRect rect(QRectF(target.rect.x() / dpr, target.rect.y() / dpr, target.rect.width() / dpr,
                                target.rect.height() / dpr)
                             .toRect());
        if (target.kind == Target::Kind::Child)
            areas.append({QStringLiteral("child:") + d->scene.faces.value(target.face).name, rect});
        else
            areas.append({QStringLiteral("page"), rect});
    }
    return areas;
}

KidsWindow::Counters KidsWindow::counters() const
{
    return {d->paints,        d->paintedPixels, d->store.drawnInPaint(), d->store.drawnAhead(),
            d->store.bytes(), d->lastPaint};
}

bool KidsWindow::isWarm() const
{
    return d->store.isIdle() && !d->warmTimer.isActive();
}

// --- Time and surface ---------------------------------------------------------------------

std::optional<double> KidsWindow::Private::pixelsPerMillimetre() const
{
    if (fixedPixelsPerMillimetre)
        return fixedPixelsPerMillimetre;
    const QScreen *screen = q->screen();
    if (screen == nullptr)
        return std::nullopt;
    // Displays lie: 0 mm, or the size of another one
    const double dpi = screen->physicalDotsPerInch() * screen->devicePixelRatio();
    const QSizeF mm = screen->physicalSize();
    if (dpi < 60 || dpi > 400 || mm.height() < 40 || mm.width() < 60)
        return std::nullopt;
    // The headless platform says 100 dpi of nothing at all
    if (QGuiApplication::platformName() == QLatin1String("offscreen"))
        return std::nullopt;
    return dpi / 25.4;
}

Surface KidsWindow::Private::surface() const
{
    Surface surface;
    surface.size = q->filmSize();
    surface.pixelsPerMillimetre = pixelsPerMillimetre();
    surface.mirrored = q->layoutDirection() == Qt::RightToLeft;
    surface.text = text;
    return surface;
}

Moment KidsWindow::Private::moment() const
{
    const double t = now();
    Moment m;
    m.now = t - born;
    m.screen = t - screenAt;
    m.tap = t - tapAt;
    m.frame = t - frameAt;
    m.turn = t - turnAt;
    m.idle = t - busyAt;
    m.touch = t - touchAt;
    m.touchAt = touchPoint;
    m.drag = drag;
    m.child = t - childAt;
    m.bonus = t - bonusAt;
    m.volume = t - volumeAt;
    m.highlighted = switches.highlighted(time());
    m.pageOffset = pageOffset;
    m.doorMark = doorMark;
    m.filmCard = painter.hasCard();
    m.filmCardNumber = painter.cardNumber();
    return m;
}

QRegion KidsWindow::Private::toLogical(const QRect &device) const
{
    const double dpr = q->devicePixelRatioF();
    return QRectF(device.x() / dpr, device.y() / dpr, device.width() / dpr, device.height() / dpr)
        .toAlignedRect();
}

void KidsWindow::Private::surfaceChanged()
{
    const Surface surface = this->surface();
    if (surface == lastSurface || surface.size.isEmpty())
        return;
    if (surface.size != lastSurface.size)
        Q_EMIT q->filmSizeChanged(surface.size);
    lastSurface = surface;
    if (surfaceOfFilms != nullptr)
        surfaceOfFilms->setGeometry(q->rect());
    const double millimetre = surface.millimetres(1);
    gestures.setSize(QSizeF(surface.size) / millimetre);
    old = {};
    // All figures take about seven windows, every place one more
    const qint64 window = qint64(surface.size.width()) * surface.size.height() * 4;
    store.setRoom(surface.size, std::min(10 * window, qint64(160) * 1024 * 1024));
    store.forgetRequests();
    warmScene();
    warmTimer.start();
    recompose(true);
    schedule();
}

/// Compares the moment's composition with the one on the screen and marks what differs.
void KidsWindow::Private::recompose(bool everything)
{
    const Surface surface = this->surface();
    if (surface.size.isEmpty())
        return;
    Composition next = dark ? Composition() : compose(scene, surface, moment());
    composedAt = now();

    int opacity = 0;
    if (!old.isNull()) {
        const double length = scene.calm ? 200 : 350;
        const double part = (composedAt - oldSince) / length;
        if (part >= 1)
            old = {};
        else
            opacity = qRound(
                255 * (1 - QEasingCurve(QEasingCurve::InOutSine).valueForProgress(std::max(0.0, part))));
    }
    if (opacity != oldOpacity || opacity > 0)
        everything = true;
    oldOpacity = opacity;
    if (opacity > 0)
        next.next = 0;

    // The window's very first picture is painted there, too: no film has to wait for its context
    if (surfaceOfFilms != nullptr)
        surfaceOfFilms->setVisible(!next.film.isEmpty() || !surfaceOfFilms->isReady());
    if (everything) {
        repaint(q->rect());
    } else {
        QRegion dirty;
        const auto mark = [&dirty, this](const QList<Layer> &here, const QList<Layer> &there) {
            for (qsizetype i = 0; i < here.size(); ++i) {
                if (i < there.size() && there[i] == here[i])
                    continue;
                if (!there.contains(here[i]))
                    dirty += toLogical(here[i].bounds());
            }
        };
        mark(composition.layers, next.layers);
        mark(next.layers, composition.layers);
        if (!dirty.isEmpty())
            repaint(dirty);
    }
    composition = std::move(next);
    // A window's worth of memory, for the two places that show it
    const bool turning = scene.screen == Screen::Playing && composedAt - turnAt < 1500;
    if (painter.hasCard() && !turning && scene.screen != Screen::GoodNight)
        painter.dropCard();
}

void KidsWindow::Private::repaint(const QRegion &logical)
{
    if (surfaceOfFilms != nullptr && !surfaceOfFilms->isHidden())
        surfaceOfFilms->update(); // a graphics processor paints all of it or nothing
    else
        q->update(logical);
}

void KidsWindow::Private::tick()
{
    if (!q->isVisible())
        return;
    if (now() - composedAt < shortestFrame && composition.next <= 0) {
        schedule();
        return;
    }
    recompose();
    store.settle();
    schedule();
}

/// Nothing is asked for while nothing moves.
void KidsWindow::Private::schedule()
{
    frameTimer.stop();
    if (!q->isVisible() || composition.next >= never)
        return;
    const double wait = std::max(composition.next, shortestFrame - 3) - (now() - composedAt);
    frameTimer.start(
        std::chrono::milliseconds(std::clamp<qint64>(static_cast<qint64>(std::ceil(wait)), 1, 3'600'000)));
}

void KidsWindow::Private::askForFrame()
{
    QWindow *window = q->window()->windowHandle();
    if (window == nullptr)
        return;
    if (watched != window) {
        if (watched)
            watched->removeEventFilter(q);
        watched = window;
        window->installEventFilter(q);
    }
    asked = true;
    window->requestUpdate();
}

void KidsWindow::Private::warmScene()
{
    const Surface surface = this->surface();
    if (surface.size.isEmpty())
        return;
    const Forecast forecast = forecastOf(scene, surface);
    for (const PictureKey &key : forecast.certain)
        store.request(key);
    for (const PictureKey &key : forecast.perhaps)
        store.request(key, true);
}

void KidsWindow::Private::warmUp()
{
    const Surface surface = this->surface();
    if (surface.size.isEmpty())
        return;
    warmScene();
    for (const PictureKey &key : picturesAfterAChip(scene, surface, ready))
        store.request(key, true);
}

// --- Painting -----------------------------------------------------------------------------

void KidsWindow::paintEvent(QPaintEvent *event)
{
    if (d->surfaceOfFilms != nullptr && !d->surfaceOfFilms->isHidden())
        return; // it lies over all of this
    const auto began = std::chrono::steady_clock::now();
    // A picture taken of a hidden window has no tick before it. On the screen the composition must
    // stay the one the screen shows, or the next comparison would leave traces.
    if (!isVisible() && d->now() - d->composedAt >= shortestFrame)
        d->composition = d->dark ? Composition() : compose(d->scene, d->surface(), d->moment());
    const double dpr = devicePixelRatioF();
    {
        QPainter painter(this);
        painter.scale(1 / dpr, 1 / dpr);
        QRegion dirty;
        for (const QRect &box : event->region())
            dirty +=
                QRectF(box.x() * dpr, box.y() * dpr, box.width() * dpr, box.height() * dpr).toAlignedRect();
        for (const QRect &part : std::as_const(dirty))
            d->paintedPixels += quint64(part.width()) * quint64(part.height());
        if (d->composition.layers.isEmpty())
            painter.fillRect(dirty.boundingRect(), d->dark ? QColor(Qt::black) : Palette::day().sky);
        d->painter.paint(painter, d->composition.layers, dirty);
        if (!d->old.isNull() && d->oldOpacity > 0) {
            painter.setOpacity(d->oldOpacity / 255.0);
            painter.drawPixmap(0, 0, d->old);
        }
    }
    d->lastPaint = std::chrono::nanoseconds(std::chrono::steady_clock::now() - began).count();
    d->tellPainted();
}

void KidsWindow::Private::paintTextures(QPainter &canvas, Painting::TexturePainter &textures)
{
    const auto began = std::chrono::steady_clock::now();
    const double dpr = q->devicePixelRatioF();
    const QSize size = surface().size;
    paintedPixels += quint64(size.width()) * quint64(size.height());
    canvas.scale(1 / dpr, 1 / dpr);
    painter.paint(canvas, composition.layers, size, textures);
    if (!old.isNull() && oldOpacity > 0) {
        canvas.setOpacity(oldOpacity / 255.0);
        canvas.drawPixmap(0, 0, old);
    }
    lastPaint = std::chrono::nanoseconds(std::chrono::steady_clock::now() - began).count();
}

/// The promise is the picture, so the word is given after it.
void KidsWindow::Private::tellPainted()
{
    ++paints;
    if (scene.tap != toldTap) {
        toldTap = scene.tap;
        if (toldTap != 0)
            Q_EMIT q->feedbackPainted(toldTap);
    }
    if (filmStart != 0 && filmStart != toldStart && !composition.film.isEmpty()) {
        toldStart = filmStart;
        Q_EMIT q->firstFramePainted(toldStart);
    }
}

bool KidsWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->watched && event->type() == QEvent::UpdateRequest && d->asked) {
        // Qt would now repaint the whole window
        d->asked = false;
        d->tick();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void KidsWindow::resizeEvent(QResizeEvent *)
{
    d->surfaceChanged();
}

void KidsWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->surfaceChanged();
    d->recompose(true);
    d->schedule();
}

void KidsWindow::hideEvent(QHideEvent *event)
{
    d->frameTimer.stop();
    QWidget::hideEvent(event);
}

void KidsWindow::closeEvent(QCloseEvent *event)
{
    event->setAccepted(d->closable);
}

void KidsWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange)
        d->surfaceChanged();
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Kids Mode"));
    QWidget::changeEvent(event);
}

} // namespace Medio::Screens
