// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/kidswindow.h"

#include "app/base/clock.h"
#include "app/base/logging.h"
#include "app/screens/kids/composer.h"
#include "app/screens/kids/picturestore.h"
#include "app/screens/kids/touchgestures.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QImage>
#include <QKeyEvent>
#include <QPainter>
#include <QPointer>
#include <QScreen>
#include <QTimer>
#include <QTouchEvent>
#include <QWindow>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Medio::Screens {
namespace {

using Flow::Screen;
using namespace std::chrono_literals;

/// A frame is 16.7 ms: less than this since the last one is too early for another.
constexpr double shortestFrame = 14;

QString soundOf(Picture picture)
{
    switch (picture) {
    case Picture::Waking:
        return QStringLiteral("purr");
    case Picture::Paused:
    case Picture::Locked:
        return QStringLiteral("set-down");
    case Picture::Celebration:
        return QStringLiteral("hop");
    case Picture::GoodNight:
    case Picture::Bedtime:
        return QStringLiteral("lullaby");
    case Picture::UnknownChip:
    case Picture::NoFilm:
    case Picture::NotYours:
    case Picture::TooOld:
        return QStringLiteral("hm");
    case Picture::NotHere:
    case Picture::CloudAsleep:
    case Picture::ReaderMissing:
        return QStringLiteral("knock");
    case Picture::Broken:
        return QStringLiteral("page");
    case Picture::SignIn:
        return QStringLiteral("glow");
    case Picture::WhoIsWatching:
    case Picture::Scan:
    case Picture::Playing:
    case Picture::Sleeping:
        break;
    }
    return {};
}

bool showsFilm(Screen screen)
{
    return screen == Screen::Playing || screen == Screen::Paused;
}

} // namespace

class KidsWindow::Private
{
public:
    Private(KidsWindow *window, const Clock &time)
        : q(window)
        , clock(time)
    {
    }

    [[nodiscard]] double now() const { return Milliseconds(clock.monotonic()).count(); }
    [[nodiscard]] Surface surface() const;
    [[nodiscard]] Moment moment() const;
    [[nodiscard]] std::optional<double> pixelsPerMillimetre() const;

    void recompose(bool everything = false);
    void tick();
    void schedule();
    void askForFrame();
    void warmUp();
    void warmScene(const Flow::Scene &scene, bool everything);
    void paintLayers(QPainter &painter, const QList<Layer> &layers, const QRegion &dirty);
    void drawFilm(QPainter &painter, const QRect &place);
    void keepCard();
    [[nodiscard]] QRegion toLogical(const QRect &device) const;
    void surfaceChanged();
    void touched();
    void say(const QString &sound);
    void choose(int face);
    void act(const QList<TouchGestures::Gesture> &gestures);
    void scheduleDoor();
    void highlight(int step);

    KidsWindow *q;
    const Clock &clock;

    Flow::Scene scene;
    Surface lastSurface;
    Composition composition;
    PictureStore store;
    TouchGestures gestures;
    QTimer frameTimer; ///< until the next frame is worth asking for
    QTimer doorTimer;
    QTimer purrTimer;
    QTimer warmTimer;
    QList<Flow::Poster> ready;

    double born = 0;
    double screenAt = -never;
    double tapAt = -never;
    double frameAt = -never;
    double turnAt = -never;
    double touchAt = -never;
    QPointF touchPoint;
    double busyAt = 0;
    double composedAt = -never;
    double drag = 0;
    int highlighted = -1;
    int pageOffset = 0;
    bool doorMark = false;

    QImage film;
    quint64 filmStart = 0; ///< whose picture `film` is
    QPixmap card;          ///< the last picture of the film before
    int cardNumber = 0;
    QPixmap old; ///< the screen before, while it fades
    double oldSince = -never;
    int oldOpacity = 0;

    quint64 toldTap = 0;
    quint64 toldStart = 0;
    bool filmShown = false; ///< the composition painted last shows filmStart's picture

    bool text = true;
    bool closable = false;
    bool asked = false; ///< for a frame, from the window system
    std::optional<double> fixedPixelsPerMillimetre;
    QPointer<QWindow> watched;

    quint64 paints = 0;
    qint64 lastPaint = 0;
};

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

    d->born = d->now();
    d->screenAt = d->born;
    d->busyAt = d->born;
    d->frameTimer.setSingleShot(true);
    d->frameTimer.setTimerType(Qt::PreciseTimer);
    connect(&d->frameTimer, &QTimer::timeout, this, [this] { d->askForFrame(); });
    d->doorTimer.setSingleShot(true);
    connect(&d->doorTimer, &QTimer::timeout, this, [this] {
        d->act(d->gestures.tick(std::chrono::duration_cast<TouchGestures::Time>(d->clock.monotonic())));
        d->scheduleDoor();
    });
    d->purrTimer.setInterval(3s);
    connect(&d->purrTimer, &QTimer::timeout, this, [this] { d->say(QStringLiteral("purr")); });
    // What may be needed is drawn when what is needed has been
    d->warmTimer.setSingleShot(true);
    d->warmTimer.setInterval(250ms);
    connect(&d->warmTimer, &QTimer::timeout, this, [this] { d->warmUp(); });
    connect(&d->store, &PictureStore::ready, this, [this](const PictureKey &key) {
        for (const Layer &layer : std::as_const(d->composition.layers)) {
            if (layer.key == key)
                update(d->toLogical(layer.bounds()));
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

    // The film's last picture stays for the page that turns and the one that sinks
    if (!d->film.isNull() && ((newStart && scene.start != 0) || !showsFilm(scene.screen))) {
        d->keepCard();
        if (scene.screen == Screen::Playing && before.screen == Screen::Playing && !newTap) {
            d->turnAt = now;
            d->say(QStringLiteral("page"));
        }
        d->film = {};
        d->filmStart = 0;
        d->frameAt = -never;
    }
    if (scene.screen != Screen::Playing)
        d->turnAt = -never;
    if (newTap) {
        d->tapAt = now;
    }
    if (newScreen || newTap) {
        d->screenAt = now;
        d->busyAt = now;
        d->drag = 0;
        d->highlighted = -1;
        d->pageOffset = 0;
        d->doorMark = false;
        d->gestures.ignoreFrom(std::chrono::duration_cast<TouchGestures::Time>(d->clock.monotonic()));
    }

    // A chip's answer is there at once; everything else crosses over
    d->old = {};
    const bool fromFilm = d->card.cacheKey() != 0 && showsFilm(before.screen);
    if (newScreen && !newTap && isVisible() && !d->composition.layers.isEmpty() && !fromFilm &&
        scene.screen != Screen::Paused && pictureOf(scene) != Picture::GoodNight) {
        const Surface surface = d->surface();
        QPixmap picture(surface.size);
        picture.fill(Qt::black);
        QPainter painter(&picture);
        d->paintLayers(painter, d->composition.layers, QRect(QPoint(), surface.size));
        d->old = picture;
        d->oldSince = now;
    }

    if (newTap || newScreen) {
        QString sound = soundOf(pictureOf(scene));
        if (newTap && pictureOf(scene) == Picture::Sleeping)
            sound = QStringLiteral("snore");
        else if (newTap && (sound.isEmpty() || pictureOf(scene) == Picture::Waking))
            sound = QStringLiteral("pop");
        d->say(sound);
        if (scene.screen == Screen::Waking)
            d->purrTimer.start();
        else
            d->purrTimer.stop();
    }

    // A chip's first picture goes before everything else
    if (!newTap)
        d->warmScene(scene, false);
    d->warmTimer.start();
    d->recompose(newScreen || newTap);
    d->schedule();
}

const Flow::Scene &KidsWindow::scene() const
{
    return d->scene;
}

void KidsWindow::setFilmPicture(quint64 start, const QImage &picture)
{
    if (start == 0 || start != d->scene.start || picture.isNull() || !showsFilm(d->scene.screen))
        return;
    const bool first = d->filmStart != start;
    d->film = picture;
    d->filmStart = start;
    if (first) {
        d->frameAt = d->now();
        d->recompose(true);
    } else if (!d->composition.film.isEmpty()) {
        update(d->toLogical(d->composition.film));
    }
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
    return {d->paints, d->store.drawnInPaint(), d->store.drawnAhead(), d->store.bytes(), d->lastPaint};
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
    m.highlighted = highlighted;
    m.pageOffset = pageOffset;
    m.doorMark = doorMark;
    m.filmCard = !card.isNull();
    m.filmCardNumber = cardNumber;
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
    const double millimetre = surface.millimetres(1);
    gestures.setSize(QSizeF(surface.size) / millimetre);
    old = {};
    // All figures take about seven windows, every place one more
    const qint64 window = qint64(surface.size.width()) * surface.size.height() * 4;
    store.setBudget(std::min(12 * window, qint64(160) * 1024 * 1024));
    store.forgetRequests();
    warmScene(scene, false);
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
    Composition next = compose(scene, surface, moment());
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

    if (everything) {
        q->update();
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
            q->update(dirty);
    }
    composition = std::move(next);
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

/// Pictures that this scene needs now and in the next seconds.
void KidsWindow::Private::warmScene(const Flow::Scene &wanted, bool everything)
{
    const Surface surface = this->surface();
    if (surface.size.isEmpty())
        return;
    Moment m;
    m.filmCard = false;
    for (const double at : {0.0, 700.0, 1300.0, 2900.0, 3300.0, 4100.0, 6800.0, 8300.0, 10500.0}) {
        m.now = at;
        m.screen = at;
        m.tap = wanted.tap != 0 ? at : never;
        const Composition there = compose(wanted, surface, m);
        for (const Layer &layer : there.layers) {
            const Art art = layer.key.art;
            if (art == Art::Film || art == Art::FilmCard || art == Art::Shade)
                continue;
            // Whole windows are only drawn for what is shown
            if (everything && layer.key.size == surface.size)
                continue;
            store.request(layer.key, everything);
            if (art == Art::Glim) {
                // It may blink, or look at a finger, at any moment
                PictureKey other = layer.key;
                other.variant = static_cast<int>(Mood::Blink);
                store.request(other, true);
                if (wanted.screen != Screen::Scan)
                    continue;
                other.variant = static_cast<int>(Mood::Delighted);
                for (const bool flip : {false, true}) {
                    other.mirrored = flip;
                    store.request(other, true);
                }
                other.variant = static_cast<int>(Mood::CuriousSide);
                for (const bool flip : {false, true}) {
                    other.mirrored = flip;
                    store.request(other, true);
                }
            }
        }
    }
}

/// Whatever a chip may ask for in a moment.
void KidsWindow::Private::warmUp()
{
    warmScene(scene, false);
    Flow::Scene other = scene;
    other.tap = 1;
    other.start = 0;
    for (const Screen screen :
         {Screen::Playing, Screen::Scan, Screen::UnknownChip, Screen::NoFilm, Screen::NotHere, Screen::Waking,
          Screen::Paused, Screen::Celebration, Screen::Broken, Screen::ReaderMissing}) {
        other.screen = screen;
        other.refusal.reset();
        other.dozing = false;
        warmScene(other, true);
        if (screen == Screen::NotHere) {
            other.dozing = true;
            warmScene(other, true);
        }
    }
    const Surface surface = this->surface();
    other.screen = Screen::Playing;
    other.playable.clear();
    for (const Flow::Poster &poster : std::as_const(ready)) {
        other.poster = poster;
        Moment m;
        m.tap = 0;
        m.screen = 0;
        for (const Layer &layer : compose(other, surface, m).layers) {
            if (layer.key.art == Art::Poster)
                store.request(layer.key, true);
        }
    }
}

// --- Painting -----------------------------------------------------------------------------

void KidsWindow::Private::drawFilm(QPainter &painter, const QRect &place)
{
    const QSize size = film.size().scaled(place.size(), Qt::KeepAspectRatio);
    QRect picture(QPoint(), size);
    picture.moveCenter(place.center());
    for (const QRect &bar : QRegion(place) - picture)
        painter.fillRect(bar, Qt::black);
    if (film.isNull())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, film.size() != size);
    painter.drawImage(picture, film);
}

void KidsWindow::Private::keepCard()
{
    const Surface surface = this->surface();
    if (surface.size.isEmpty())
        return;
    card = QPixmap(surface.size);
    ++cardNumber;
    QPainter painter(&card);
    drawFilm(painter, QRect(QPoint(), surface.size));
}

/// `dirty` in device pixels. What does not touch it is not drawn at all: far cheaper than to clip it.
void KidsWindow::Private::paintLayers(QPainter &painter, const QList<Layer> &layers, const QRegion &dirty)
{
    for (const Layer &layer : layers) {
        if (!dirty.intersects(layer.bounds()))
            continue;
        painter.setOpacity(layer.opacity / 255.0);
        switch (layer.key.art) {
        case Art::Film:
            drawFilm(painter, layer.target);
            continue;
        case Art::Shade:
            for (const QRect &part : dirty)
                painter.fillRect(part, QColor(0x05, 0x08, 0x18));
            continue;
        default:
            break;
        }
        const QPixmap pixmap = layer.key.art == Art::FilmCard ? card : store.take(layer.key);
        if (pixmap.isNull()) {
            if (layer.key.art == Art::Place) {
                for (const QRect &part : dirty)
                    painter.fillRect(part, Palette::of(layer.key.night).sky);
            }
            continue;
        }
        const bool straight = layer.degrees == 0;
        const bool same = layer.target.size() == pixmap.size();
        painter.setRenderHint(QPainter::SmoothPixmapTransform, !straight || !same);
        if (straight && same) {
            // Only what is dirty: the large pictures are as large as the window
            for (const QRect &rect : dirty) {
                const QRect part = layer.target.intersected(rect);
                if (!part.isEmpty())
                    painter.drawPixmap(part.topLeft(), pixmap, part.translated(-layer.target.topLeft()));
            }
        } else if (straight) {
            painter.drawPixmap(layer.target, pixmap);
        } else {
            const QPointF at = layer.target.topLeft() + QPointF(layer.target.width() * layer.pivot.x(),
                                                                layer.target.height() * layer.pivot.y());
            painter.save();
            painter.translate(at);
            painter.rotate(layer.degrees);
            painter.translate(-at);
            painter.drawPixmap(layer.target, pixmap);
            painter.restore();
        }
    }
    painter.setOpacity(1);
}

void KidsWindow::paintEvent(QPaintEvent *event)
{
    const auto began = std::chrono::steady_clock::now();
    // A picture taken of a hidden window has no tick before it. On the screen the composition must
    // stay the one the screen shows, or the next comparison would leave traces.
    if (!isVisible() && d->now() - d->composedAt >= shortestFrame)
        d->composition = compose(d->scene, d->surface(), d->moment());
    const double dpr = devicePixelRatioF();
    {
        QPainter painter(this);
        painter.scale(1 / dpr, 1 / dpr);
        QRegion dirty;
        for (const QRect &box : event->region())
            dirty +=
                QRectF(box.x() * dpr, box.y() * dpr, box.width() * dpr, box.height() * dpr).toAlignedRect();
        if (d->composition.layers.isEmpty())
            painter.fillRect(dirty.boundingRect(), Palette::day().sky);
        d->paintLayers(painter, d->composition.layers, dirty);
        if (!d->old.isNull() && d->oldOpacity > 0) {
            painter.setOpacity(d->oldOpacity / 255.0);
            painter.drawPixmap(0, 0, d->old);
        }
    }
    ++d->paints;
    d->lastPaint = std::chrono::nanoseconds(std::chrono::steady_clock::now() - began).count();

    // The promise is the picture, so the word is given after it
    if (d->scene.tap != d->toldTap) {
        d->toldTap = d->scene.tap;
        if (d->toldTap != 0)
            Q_EMIT feedbackPainted(d->toldTap);
    }
    if (d->filmStart != 0 && d->filmStart != d->toldStart && !d->composition.film.isEmpty()) {
        d->toldStart = d->filmStart;
        Q_EMIT firstFramePainted(d->toldStart);
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

// --- People -------------------------------------------------------------------------------

void KidsWindow::Private::say(const QString &sound)
{
    if (!sound.isEmpty())
        Q_EMIT q->soundRequested(sound, scene.night);
}

void KidsWindow::Private::touched()
{
    busyAt = now();
    recompose();
    schedule();
}

void KidsWindow::Private::choose(int face)
{
    if (face >= 0 && face < scene.faces.size())
        Q_EMIT q->childChosen(scene.faces[face].profile);
}

void KidsWindow::Private::highlight(int step)
{
    const int count = static_cast<int>(scene.faces.size());
    if (scene.screen != Screen::WhoIsWatching || count == 0)
        return;
    highlighted = highlighted < 0 ? (step > 0 ? 0 : count - 1) : (highlighted + step + count) % count;
    say(QStringLiteral("glow"));
    touched();
}

void KidsWindow::Private::act(const QList<TouchGestures::Gesture> &list)
{
    using Kind = TouchGestures::Gesture::Kind;
    const Screen screen = scene.screen;
    const bool watching = showsFilm(screen);
    const bool canLeave = screen != Screen::WhoIsWatching && screen != Screen::Scan &&
                          screen != Screen::Sleeping && screen != Screen::GoodNight &&
                          screen != Screen::SignIn;
    const double millimetre = surface().millimetres(1);
    for (const TouchGestures::Gesture &gesture : list) {
        switch (gesture.kind) {
        case Kind::Tap: {
            const QPointF at = gesture.at * millimetre;
            touchAt = now();
            touchPoint = at;
            if (screen == Screen::WhoIsWatching) {
                // The nearest one within a finger's width
                const Target *nearest = nullptr;
                double least = 10 * millimetre;
                for (const Target &target : std::as_const(composition.targets)) {
                    const QRectF r(target.rect);
                    const double dx = std::max({r.left() - at.x(), 0.0, at.x() - r.right()});
                    const double dy = std::max({r.top() - at.y(), 0.0, at.y() - r.bottom()});
                    if (std::hypot(dx, dy) < least) {
                        least = std::hypot(dx, dy);
                        nearest = &target;
                    }
                }
                if (nearest != nullptr && nearest->kind == Target::Kind::Page) {
                    ++pageOffset;
                    say(QStringLiteral("page"));
                } else if (nearest != nullptr) {
                    const int face = nearest->face;
                    highlighted = face;
                    say(QStringLiteral("glow"));
                    touched();
                    choose(face);
                    return;
                }
            }
            touched();
            break;
        }
        case Kind::DragDown:
            if (screen == Screen::Playing) {
                drag = gesture.down * millimetre;
                recompose(true);
                schedule();
            }
            break;
        case Kind::DragOff:
            drag = 0;
            recompose(true);
            schedule();
            break;
        case Kind::SwipeDown:
            drag = 0;
            touched();
            if (canLeave)
                Q_EMIT q->leaveRequested();
            break;
        case Kind::SwipeLeft:
        case Kind::SwipeRight:
            touched();
            if (watching) {
                const bool forward =
                    (gesture.kind == Kind::SwipeLeft) == (q->layoutDirection() == Qt::LeftToRight);
                forward ? Q_EMIT q->nextRequested() : Q_EMIT q->previousRequested();
            }
            break;
        case Kind::DoorMark:
        case Kind::DoorLost:
            doorMark = gesture.kind == Kind::DoorMark;
            recompose();
            schedule();
            break;
        case Kind::Door:
            doorMark = false;
            recompose();
            schedule();
            Q_EMIT q->parentsRequested();
            break;
        case Kind::Corners:
            Q_EMIT q->childChangeRequested();
            break;
        }
    }
}

void KidsWindow::Private::scheduleDoor()
{
    const auto next = gestures.nextTick();
    if (!next) {
        doorTimer.stop();
        return;
    }
    const auto wait = *next - std::chrono::duration_cast<TouchGestures::Time>(clock.monotonic());
    doorTimer.start(std::max(wait, TouchGestures::Time(1)));
}

bool KidsWindow::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd: {
        // Accepted wholly, so that no mouse is made of it
        const auto *touch = static_cast<QTouchEvent *>(event);
        const double millimetre = d->surface().millimetres(1) / devicePixelRatioF();
        QList<TouchGestures::Contact> contacts;
        for (const QEventPoint &point : touch->points()) {
            TouchGestures::Contact contact;
            contact.id = point.id();
            contact.at = point.position() / millimetre;
            switch (point.state()) {
            case QEventPoint::Pressed:
                contact.state = TouchGestures::Contact::State::Began;
                break;
            case QEventPoint::Released:
                contact.state = TouchGestures::Contact::State::Ended;
                break;
            case QEventPoint::Updated:
                contact.state = TouchGestures::Contact::State::Moved;
                break;
            default:
                continue;
            }
            contacts.append(contact);
        }
        event->accept();
        d->act(d->gestures.feed(std::chrono::duration_cast<TouchGestures::Time>(d->clock.monotonic()),
                                contacts));
        d->scheduleDoor();
        return true;
    }
    case QEvent::TouchCancel:
        event->accept();
        d->act(d->gestures.cancel());
        d->scheduleDoor();
        return true;
    case QEvent::ToolTip:
    case QEvent::WhatsThis:
    case QEvent::StatusTip:
        return true;
    case QEvent::ScreenChangeInternal:
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    case QEvent::DevicePixelRatioChange:
#endif
        d->surfaceChanged();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

namespace {

constexpr int mouseContact = -1;

} // namespace

void KidsWindow::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const double millimetre = d->surface().millimetres(1) / devicePixelRatioF();
    d->act(d->gestures.feed(
        std::chrono::duration_cast<TouchGestures::Time>(d->clock.monotonic()),
        {{mouseContact, event->position() / millimetre, TouchGestures::Contact::State::Began}}));
}

void KidsWindow::mouseMoveEvent(QMouseEvent *event)
{
    if ((event->buttons() & Qt::LeftButton) == 0)
        return;
    const double millimetre = d->surface().millimetres(1) / devicePixelRatioF();
    d->act(d->gestures.feed(
        std::chrono::duration_cast<TouchGestures::Time>(d->clock.monotonic()),
        {{mouseContact, event->position() / millimetre, TouchGestures::Contact::State::Moved}}));
}

void KidsWindow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const double millimetre = d->surface().millimetres(1) / devicePixelRatioF();
    d->act(d->gestures.feed(
        std::chrono::duration_cast<TouchGestures::Time>(d->clock.monotonic()),
        {{mouseContact, event->position() / millimetre, TouchGestures::Contact::State::Ended}}));
}

void KidsWindow::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->isAutoRepeat())
        return;
    constexpr auto door = Qt::ControlModifier | Qt::AltModifier;
    if (event->key() == Qt::Key_P && (event->modifiers() & door) == door) {
        Q_EMIT parentsRequested();
        return;
    }
    const bool choosing = d->scene.screen == Screen::WhoIsWatching;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool forward = (event->key() == Qt::Key_Right) != mirrored;
        if (choosing)
            d->highlight(forward ? 1 : -1);
        else
            forward ? Q_EMIT nextRequested() : Q_EMIT previousRequested();
        return;
    }
    case Qt::Key_MediaNext:
        Q_EMIT nextRequested();
        return;
    case Qt::Key_MediaPrevious:
        Q_EMIT previousRequested();
        return;
    case Qt::Key_Space:
        // With two switches: step here, choose with the other
        if (choosing)
            d->highlight(1);
        else
            Q_EMIT pauseToggleRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Select:
        if (choosing)
            d->choose(d->highlighted);
        return;
    case Qt::Key_MediaPlay:
    case Qt::Key_MediaPause:
    case Qt::Key_MediaTogglePlayPause:
        Q_EMIT pauseToggleRequested();
        return;
    case Qt::Key_Down:
    case Qt::Key_MediaStop:
        if (choosing)
            d->highlight(1);
        else
            Q_EMIT leaveRequested();
        return;
    case Qt::Key_Up:
        if (choosing)
            d->highlight(-1);
        return;
    default:
        return;
    }
}

} // namespace Medio::Screens
