// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/composer.h"

#include "app/screens/kids/art/landscape.h"

#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

namespace Medio::Screens {
namespace {

using Flow::ReaderSide;
using Flow::Scene;
using Flow::Screen;

constexpr double popTime = 220;
constexpr double posterY = 38; ///< the middle of the poster a chip shows

/// Motion as a function of time. Whoever asks for a value also says when it changes next.
class Motion
{
public:
    Motion(const Moment &moment, bool calm)
        : m_now(moment.now)
        , m_idle(moment.idle)
        , m_calm(calm)
    {
        if (m_idle < 60'000)
            at(60'000 - m_idle);
    }

    [[nodiscard]] double next() const { return m_next; }
    [[nodiscard]] bool calm() const { return m_calm; }
    void at(double fromNow)
    {
        if (fromNow >= 0)
            m_next = std::min(m_next, fromNow);
    }
    void moving(double framesPerSecond = 60) { at(framesPerSecond >= 60 ? 0 : 1000 / framesPerSecond); }

    /// 0 before, 1 after.
    double ease(double since, double duration, QEasingCurve::Type type)
    {
        if (since >= duration)
            return 1;
        if (since < 0) {
            at(-since);
            return 0;
        }
        moving();
        QEasingCurve curve(type);
        if (type == QEasingCurve::OutBack)
            curve.setOvershoot(1.2);
        return curve.valueForProgress(since / duration);
    }

    /// -1..1, a sine; slower and smaller the longer nobody is there.
    double wave(double period, double phase = 0)
    {
        if (m_calm)
            return 0;
        if (m_idle >= 300'000)
            return breath(8000, 30);
        const bool quiet = m_idle >= 60'000;
        moving(quiet ? 30 : 60);
        return (quiet ? 0.5 : 1.0) * std::sin(2 * std::numbers::pi * (m_now / period + phase));
    }

    /// 0..1: one breath in the first half of the period, then stillness.
    double breath(double period, double framesPerSecond = 12)
    {
        if (m_calm)
            return 0;
        const double part = std::fmod(m_now, period) / period;
        if (part >= 0.5) {
            at((1 - part) * period);
            return 0;
        }
        moving(framesPerSecond);
        const double s = std::sin(2 * std::numbers::pi * part);
        return s * s;
    }

    /// Which of `count` steps of this length it is.
    int step(double length, int count)
    {
        at(length - std::fmod(m_now, length));
        return static_cast<int>(std::fmod(std::floor(m_now / length), count));
    }

    /// Eyes close for 120 ms every 3 to 7 s.
    bool blinks()
    {
        if (m_calm)
            return false;
        constexpr std::array<double, 4> pauses{3400, 6100, 4300, 5200};
        double t = std::fmod(m_now, 19'000);
        for (const double pause : pauses) {
            if (t < pause) {
                at(t < pause - 120 ? pause - 120 - t : pause - t);
                return t >= pause - 120;
            }
            t -= pause;
        }
        return false;
    }

private:
    double m_now;
    double m_idle;
    bool m_calm;
    double m_next = never;
};

/// The same film has the same picture on every machine and after every start.
int seedOf(const Flow::Poster &film)
{
    quint32 hash = 2166136261U;
    for (const QChar c : film.video.toString())
        hash = (hash ^ c.unicode()) * 16777619U;
    hash = (hash ^ (hash >> 16)) * 0x85ebca6bU;
    hash = (hash ^ (hash >> 13)) * 0xc2b2ae35U;
    return static_cast<int>((hash ^ (hash >> 16)) % 4096);
}

/// 0..1, whatever comes.
double part(double value)
{
    return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0;
}

/// 0 only when nothing is left.
int levelOf(double rest)
{
    return static_cast<int>(std::ceil(rest * 100 - 1e-6));
}

/// How a picture is put down; everything but the art has a usual value.
struct Put
{
    double x = 0;
    double y = 0;
    double w = 10;
    double h = 0; ///< 0: as wide
    int variant = 0;
    int level = 0;
    QString text = {};
    double opacity = 1;
    double degrees = 0;
    double sx = 1; ///< of the moment; the picture is drawn at w by h
    double sy = 1;
    bool flip = false;
    bool foot = false; ///< scaled around its foot
    QPointF pivot{0.5, 0.5};
    double line = 1;
};

class Composer
{
public:
    Composer(const Scene &shown, const Surface &on, const Moment &moment)
        : scene(shown)
        , surface(on)
        , m(moment)
        , motion(moment, shown.calm)
        , night(shown.night)
        , rtl(on.mirrored)
        , timeLeft(part(shown.timeLeft))
        , bonus(part(shown.bonus))
        , u(surface.unit())
        , half(surface.size.width() / u / 2)
        , top(-(surface.size.height() / u - 100) / 2)
    {
    }

    Composition take()
    {
        if (m.doorMark)
            put(Art::Badge, {.x = 0, .y = top + 9, .w = 16, .opacity = 0.5, .line = 0.5});
        result.next = motion.next();
        return std::move(result);
    }

    void picture();
    void tower();

private:
    void put(Art art, const Put &how);
    void place(Place place);
    void glim(Mood mood, Put how);
    void face(const Flow::Face &face, int position, Put how, bool asleep = false);
    void poster(const Flow::Poster &poster, Put how);
    void words(const QString &text, double x, double y, double w, double h, bool plate, double opacity = 1);
    void hollow(bool lit);
    void hands(double x, double y, double size);
    void tower(const std::function<int(int)> &level, bool faceAsleep);
    [[nodiscard]] int levelOfFriend(int i) const;
    void shelf();
    void garland();
    void beads(double y, bool flowers = false);
    void shade(double opacity);
    void flash();
    void film();
    void chipSeen();
    void pageTurn();
    void seeds();

    void whoIsWatching();
    void scan();
    void waking();
    void playing();
    void paused();
    void celebration();
    void goodNight(bool bedtime);
    void sleeping();
    void unknownChip();
    void noFilm();
    void notHere();
    void cloudAsleep();
    void readerMissing();
    void broken();
    void notYours();
    void tooOld();
    void locked();
    void signIn();

    [[nodiscard]] QPointF readerAt() const;
    /// Glim's mood that looks at the reader, and whether it is mirrored.
    [[nodiscard]] std::pair<Mood, bool> towardsReader() const;
    /// Everything is mirrored: right-to-left, or a reader on the left, where the tower would be.
    [[nodiscard]] bool towerOnRight() const { return rtl != (scene.readerSide == ReaderSide::Left); }

    const Scene &scene;
    const Surface &surface;
    const Moment &m;
    Motion motion;
    bool night;
    bool rtl;
    double timeLeft;
    double bonus;
    double u;
    double half;      ///< half the width in units
    double top;       ///< the upper edge in units; 0 unless the window is tall
    double dusk = -1; ///< 0..1 while day becomes night, else the scene's own
    Composition result;
};

void Composer::put(Art art, const Put &how)
{
    if (how.opacity <= 0.004)
        return;
    // Glows are large and shapeless: a few sizes do for all of them
    const double w0 = art == Art::Glow ? std::round(how.w / 24) * 24 : how.w;
    const double h = art == Art::Glow || how.h <= 0 ? w0 : how.h;
    Layer layer;
    layer.key.art = art;
    layer.key.variant = how.variant;
    layer.key.level = how.level;
    layer.key.text = how.text;
    layer.key.size = QSize(std::max(1, qRound(w0 * u)), std::max(1, qRound(h * u)));
    layer.key.line = qRound(surface.line() * how.line * 16);
    layer.key.night = night;
    layer.key.mirrored = how.flip;
    const double w = layer.key.size.width() * how.sx;
    const double tall = layer.key.size.height() * how.sy;
    const double cx = surface.size.width() / 2.0 + how.x * u;
    double cy = (how.y - top) * u;
    if (how.foot)
        cy += layer.key.size.height() * (1 - how.sy) / 2;
    layer.target =
        QRect(qRound(cx - w / 2), qRound(cy - tall / 2), std::max(1, qRound(w)), std::max(1, qRound(tall)));
    layer.opacity = std::clamp(qRound(how.opacity * 255), 0, 255);
    layer.degrees = std::round(how.degrees * 2) / 2;
    layer.pivot = how.pivot;
    if (dusk < 0 || night) {
        result.layers.append(layer);
        return;
    }
    if (dusk < 1)
        result.layers.append(layer);
    if (dusk > 0) {
        layer.key.night = true;
        layer.opacity = qRound(layer.opacity * std::min(dusk, 1.0));
        result.layers.append(layer);
    }
}

void Composer::place(Place which)
{
    Layer layer;
    layer.key.art = Art::Place;
    layer.key.variant = static_cast<int>(which);
    layer.key.level = qRound(u * 100);
    layer.key.size = surface.size;
    layer.key.night = night;
    layer.key.mirrored = which == Place::Garden ? towerOnRight() : rtl;
    layer.target = QRect(QPoint(), surface.size);
    if (dusk >= 1)
        layer.key.night = true;
    result.layers.append(layer);
    if (dusk > 0 && dusk < 1 && !night) {
        layer.key.night = true;
        layer.opacity = qRound(255 * dusk);
        result.layers.append(layer);
    }
}

void Composer::shade(double opacity)
{
    Layer layer;
    layer.key.art = Art::Shade;
    layer.target = QRect(QPoint(), surface.size);
    layer.opacity = std::clamp(qRound(opacity * 255), 0, 255);
    if (layer.opacity > 0)
        result.layers.append(layer);
}

void Composer::glim(Mood mood, Put how)
{
    if (mood == Mood::Awake && motion.blinks())
        mood = Mood::Blink;
    const bool lit = mood != Mood::Asleep;
    if (lit)
        put(Art::Glow,
            {.x = how.x, .y = how.y + how.w * 0.06, .w = how.w * 1.75, .opacity = 0.85 * how.opacity});
    const double breath = lit ? motion.wave(4000) * 0.018 : motion.breath(5000) * 0.035;
    how.sy *= 1 + breath;
    how.sx *= 1 - breath * 0.5;
    how.foot = true;
    how.variant = static_cast<int>(mood);
    put(Art::Glim, how);
}

void Composer::face(const Flow::Face &who, int position, Put how, bool asleep)
{
    how.variant = static_cast<int>(animalOf(who, position));
    how.level = (((who.shape % 4) + 4) % 4) | (asleep ? 8 : 0);
    if (who.avatar.contains(u'/')) {
        how.text = who.avatar;
        put(Art::FacePicture, how);
    } else {
        put(Art::Face, how);
    }
}

void Composer::poster(const Flow::Poster &film, Put how)
{
    how.h = how.w * 0.75;
    how.variant = seedOf(film);
    how.text = film.file;
    put(Art::Poster, how);
}

void Composer::words(const QString &text, double x, double y, double w, double h, bool plate, double opacity)
{
    if (!surface.text || text.isEmpty())
        return;
    if (plate)
        put(Art::Plate, {.x = x, .y = y, .w = w + h * 0.9, .h = h, .opacity = opacity});
    put(Art::Words, {.x = x,
                     .y = y,
                     .w = w,
                     .h = h,
                     .variant = (!plate && night) ? 1 : 0,
                     .text = text,
                     .opacity = opacity});
}

QPointF Composer::readerAt() const
{
    const double side = std::min(half - 18, 66.0);
    switch (scene.readerSide) {
    case ReaderSide::Below:
        return {0, 85 - top * 0.9};
    case ReaderSide::Left:
        return {-side, 54};
    case ReaderSide::Right:
        return {side, 54};
    case ReaderSide::Beside:
        break;
    }
    return {rtl ? -side : side, 80};
}

std::pair<Mood, bool> Composer::towardsReader() const
{
    if (scene.readerSide == ReaderSide::Below)
        return {Mood::CuriousDown, false};
    return {Mood::CuriousSide, readerAt().x() < 0};
}

void Composer::hollow(bool lit)
{
    const QPointF at = readerAt();
    // On the ground it is seen aslant, on the wall from the front
    const bool ground = scene.readerSide == ReaderSide::Below || scene.readerSide == ReaderSide::Beside;
    const double size = 25;
    const double wide = ground ? 31 : size;
    const double tall = ground ? 22 : size;
    if (lit) {
        if (motion.calm()) {
            const bool bright = motion.step(2000, 2) == 0;
            put(Art::Glow, {.x = at.x(), .y = at.y(), .w = size * 2.1, .opacity = bright ? 1.0 : 0.55});
        } else {
            const double pulse = motion.wave(2000);
            put(Art::Glow, {.x = at.x(), .y = at.y(), .w = size * 2.1, .opacity = 0.8 + 0.2 * pulse});
            put(Art::Ring, {.x = at.x(),
                            .y = at.y(),
                            .w = wide * 1.22,
                            .h = tall * 1.22,
                            .opacity = 0.55 + 0.4 * pulse,
                            .sx = 1 + 0.08 * pulse,
                            .sy = 1 + 0.08 * pulse,
                            .line = 0.8});
        }
    }
    put(Art::Hollow, {.x = at.x(), .y = at.y(), .w = wide, .h = tall, .variant = lit ? 1 : 0, .line = 0.8});
}

void Composer::hands(double x, double y, double size)
{
    const double sway = motion.wave(3200) * 2.5;
    put(Art::Hands, {.x = x, .y = y + top, .w = size, .degrees = sway, .pivot = {0.65, 0.0}});
}

/// What is left of each friend's quarter, 0..100; the top one is spent first, the golden one, below
/// all, before everybody.
int Composer::levelOfFriend(int i) const
{
    return levelOf(i == 4 ? bonus : std::clamp(4 * timeLeft - (3 - i), 0.0, 1.0));
}

void Composer::tower(const std::function<int(int)> &level, bool faceAsleep)
{
    const double x = (towerOnRight() ? 1 : -1) * (half - 19);
    const int friends = bonus > 0 ? 5 : 4;
    const double first = scene.child ? 23.0 : 14.0;
    const double last = 91;
    const double slot = (last - first) / friends;
    const double size = std::min(slot * 1.02, 17.5);
    if (scene.child)
        face(*scene.child, 0, {.x = x, .y = 12, .w = 18.5, .line = 0.62}, faceAsleep);
    for (int i = 0; i < friends; ++i) {
        const double y = first + (i + 0.5) * slot;
        put(Art::Pad, {.x = x, .y = y + size * 0.47, .w = size * 1.45, .line = 0.42});
        const int rest = level(i);
        const double awake = rest > 0 ? motion.wave(4000, 0.17 * i) * 0.014 : 0;
        put(Art::Friend, {.x = x,
                          .y = y,
                          .w = size,
                          .variant = i == 4 ? 1 : 0,
                          .level = rest,
                          .sy = 1 + awake,
                          .foot = true,
                          .line = 0.55});
    }
}

void Composer::tower()
{
    tower([this](int i) { return levelOfFriend(i); }, false);
}

/// Posters of what could play instead, in a row below, each with the leaf that means "ready".
void Composer::shelf()
{
    const double direction = rtl ? -1 : 1;
    const int count = static_cast<int>(std::min<qsizetype>(4, scene.playable.size()));
    for (int i = 0; i < count; ++i) {
        const double x = direction * (half - 15 - (count - 1 - i) * 24.0);
        poster(scene.playable[i], {.x = x, .y = 86, .w = 22, .line = 0.5});
        put(Art::Leaf, {.x = x + 9.5, .y = 93.5, .w = 7, .degrees = 30, .line = 0.45});
    }
}

void Composer::garland()
{
    // What could play now hangs on a line, like washing
    const int count = static_cast<int>(std::min<qsizetype>(4, scene.playable.size()));
    if (count == 0)
        return;
    const double side = towerOnRight() ? -1 : 1;
    const bool wide = scene.readerSide != ReaderSide::Below;
    const double w = 19.5;
    if (wide) {
        const double length = std::min(half - 4 - (-half + 33), 98.0);
        const double middle = side * (half - 4 - length / 2);
        put(Art::Twine, {.x = middle, .y = 11, .w = length, .h = 11, .line = 0.8});
        for (int i = 0; i < count; ++i) {
            const double part = (i + 0.5) / count;
            const double x = middle + side * (part - 0.5) * length;
            const double hang = 5.5 + 9.0 * 4 * part * (1 - part) * 0.92;
            poster(scene.playable[i], {.x = x,
                                       .y = hang + 8.6,
                                       .w = w,
                                       .degrees = motion.wave(5200, 0.21 * i) * 1.2,
                                       .pivot = {0.5, 0.0},
                                       .line = 0.5});
            put(Art::Peg, {.x = x, .y = hang + 1.2, .w = 6.4, .line = 0.32});
        }
        return;
    }
    const int rows = count > 2 ? 2 : 1;
    const double length = std::min(54.0, half - 24);
    const double middle = side * (half - 3 - length / 2);
    for (int row = 0; row < rows; ++row) {
        const double y = 12 + row * 26.0;
        put(Art::Twine, {.x = middle, .y = y, .w = length, .h = 8, .line = 0.8});
        const int here = std::min(2, count - row * 2);
        for (int i = 0; i < here; ++i) {
            const double part = here == 1 ? 0.5 : 0.25 + i * 0.5;
            const double x = middle + side * (part - 0.5) * length;
            const double hang = y - 3 + 6.4 * 4 * part * (1 - part) * 0.95;
            const double sway = motion.wave(5200, 0.21 * (row * 2 + i)) * 1.2;
            poster(scene.playable[row * 2 + i],
                   {.x = x, .y = hang + 8.6, .w = w, .degrees = sway, .pivot = {0.5, 0.0}, .line = 0.5});
            put(Art::Peg, {.x = x, .y = hang + 1.2, .w = 6.4, .line = 0.32});
        }
    }
}

void Composer::beads(double y, bool flowers)
{
    if (scene.films < 2)
        return;
    const int count = std::min(scene.films, 10);
    const int first = std::clamp(scene.film - 6, 0, scene.films - count);
    const double gap = std::min(flowers ? 15.0 : 9.5, (2 * half - 30) / count);
    const double direction = rtl ? -1 : 1;
    for (int i = 0; i < count; ++i) {
        const int number = first + i;
        const double x = direction * (i - (count - 1) / 2.0) * gap;
        if (flowers) {
            const double grown = motion.ease(m.screen - 250 - 130 * i, 420, QEasingCurve::OutBack);
            if (grown <= 0)
                put(Art::Bead, {.x = x, .y = y, .w = 9, .variant = 2, .line = 0.42});
            else
                put(Art::Flower,
                    {.x = x, .y = y, .w = 14.5, .variant = number, .sx = grown, .sy = grown, .line = 0.42});
            continue;
        }
        const int state = number < scene.film ? 2 : number == scene.film ? 1 : 0;
        put(Art::Bead, {.x = x, .y = y, .w = 8.4, .variant = state, .line = 0.42});
    }
}

/// The first answer to a chip: light leaves the reader, in the very first picture.
void Composer::flash()
{
    if (m.tap >= 900)
        return;
    const double gone = motion.ease(m.tap, 900, QEasingCurve::OutCubic);
    const QPointF at = readerAt();
    put(Art::Glow, {.x = at.x(),
                    .y = at.y(),
                    .w = 62,
                    .variant = 0,
                    .opacity = 1 - gone,
                    .sx = 0.8 + 0.35 * gone,
                    .sy = 0.8 + 0.35 * gone});
    put(Art::Ring,
        {.x = at.x(),
         .y = at.y(),
         .w = 38,
         .h = scene.readerSide == ReaderSide::Below || scene.readerSide == ReaderSide::Beside ? 28.0 : 38.0,
         .opacity = 1 - gone,
         .sx = 0.75 + 0.5 * gone,
         .sy = 0.75 + 0.5 * gone});
}

void Composer::film()
{
    Layer layer;
    layer.key.art = Art::Film;
    layer.target = QRect(QPoint(0, qRound(m.drag)), surface.size);
    result.layers.append(layer);
    result.film = layer.target;
}

void Composer::chipSeen()
{
    place(Place::Garden);
    tower();
    const QPointF from = readerAt();
    const double jump = motion.ease(m.tap, popTime, QEasingCurve::OutBack);
    const bool poppy = scene.poster.has_value();
    const double gx = poppy ? (towerOnRight() ? -1 : 1) * (half - 25) : 0;
    const double gy = poppy ? 66 : 46;
    // The light runs from the reader to Glim
    if (m.tap < 420) {
        const double run = motion.ease(m.tap, 320, QEasingCurve::OutCubic);
        for (int i = 0; i < 4; ++i) {
            const double part = std::clamp(run - i * 0.09, 0.0, 1.0);
            put(Art::Glow, {.x = from.x() + (gx - from.x()) * part,
                            .y = from.y() + (gy - from.y()) * part - 14 * std::sin(std::numbers::pi * part),
                            .w = 20 - 3.0 * i,
                            .variant = 1,
                            .opacity = 0.9 - 0.2 * i});
        }
    }
    hollow(true);
    flash();
    const double squash = m.tap < 120 ? 0.86 + 0.14 * motion.ease(m.tap, 120, QEasingCurve::OutQuad) : 1;
    const double hop =
        m.tap < 700 && !motion.calm()
            ? 5 * std::abs(std::sin(std::numbers::pi * motion.ease(m.tap, 700, QEasingCurve::Linear) * 2))
            : 0;
    glim(Mood::Delighted, {.x = gx, .y = gy - hop, .w = poppy ? 38.0 : 50.0, .sx = 2 - squash, .sy = squash});
    if (poppy) {
        const double px = (towerOnRight() ? -1 : 1) * 3.0;
        const double size = motion.calm() ? 1 : 0.55 + 0.45 * jump;
        put(Art::Glow, {.x = px, .y = posterY, .w = 92, .opacity = 0.8});
        poster(*scene.poster, {.x = px, .y = posterY, .w = 66, .sx = size, .sy = size, .line = 0.9});
    }
    beads(69);
}

void Composer::seeds()
{
    if (motion.calm() || m.screen > 2500)
        return;
    const double t = m.screen / 1000;
    motion.moving();
    for (int i = 0; i < 36; ++i) {
        const double angle = std::numbers::pi * (0.10 + 0.80 * ((i * 37) % 36) / 35.0);
        const double speed = 46 + 34 * ((i * 53) % 36) / 35.0;
        const double x = std::cos(angle) * speed * t;
        const double y = 58 - std::sin(angle) * speed * 1.25 * t + 46 * t * t;
        if (y > 106)
            continue;
        put(Art::Seed, {.x = x,
                        .y = y,
                        .w = 4.6,
                        .variant = i % 5,
                        .opacity = std::clamp((2.5 - t) * 2, 0.0, 1.0),
                        .line = 0.3});
    }
}

void Composer::whoIsWatching()
{
    place(Place::Bough);
    const int count = static_cast<int>(scene.faces.size());
    const bool paged = count > 4;
    const int perPage = paged ? 3 : std::max(1, count);
    const int pages = paged ? (count + perPage - 1) / perPage : 1;
    int page = 0;
    if (paged) {
        page = static_cast<int>(std::floor(m.screen / 6000) + m.pageOffset) % pages;
        motion.at(6000 - std::fmod(m.screen, 6000));
        if (m.highlighted >= 0)
            page = m.highlighted / perPage;
    }
    const int first = page * perPage;
    const int here = std::min(perPage, count - first);
    const int places = here + (paged ? 1 : 0);
    // As large as the space allows: 12 mm to the edges, 5 mm between, a little air around
    const double gap = surface.millimetres(5) / u;
    const double air = surface.millimetres(2.4) / u;
    const double edge = std::max(3.0, surface.millimetres(12.5) / u);
    const double space = (2 * half - 2 * edge + gap) / std::max(places, 1);
    const double size = std::min(places <= 3 ? 54.0 : 46.0, space - gap - 2 * air);
    const double foot = 73.5;
    const double direction = rtl ? -1 : 1;
    const int nodding = m.highlighted >= 0 ? m.highlighted - first : here > 0 ? motion.step(2500, here) : 0;
    const double nodTime = std::fmod(m.now, 2500);
    for (int i = 0; i < here; ++i) {
        const int index = first + i;
        const double x = direction * (i - (places - 1) / 2.0) * space;
        const bool mine = i == nodding;
        double nod = 0;
        if (mine && !motion.calm() && nodTime < 1600 && m.idle < 300'000) {
            motion.moving(m.idle < 60'000 ? 60 : 30);
            nod = 5 * std::sin(nodTime / 1600 * 4 * std::numbers::pi) * (1 - nodTime / 1600);
        }
        const double y = foot - size / 2;
        const bool touched = m.highlighted == index;
        put(Art::Glow, {.x = x, .y = y, .w = size * 1.5, .opacity = touched ? 1.0 : mine ? 0.85 : 0.0});
        face(scene.faces[index], index,
             {.x = x,
              .y = y,
              .w = size,
              .degrees = nod,
              .pivot = {0.5, 1.0},
              .line = std::min(1.0, size / 42)});
        if (touched)
            put(Art::Highlight, {.x = x,
                                 .y = y,
                                 .w = size * 1.10,
                                 .level = ((scene.faces[index].shape % 4) + 4) % 4,
                                 .line = 1.3});
        words(scene.faces[index].name, x, 90, std::min(space - 4, 40.0), 11, false);
        const QPointF middle(surface.size.width() / 2.0 + x * u, (y - top) * u);
        const double reach = (size / 2 + air) * u;
        result.targets.append(
            {Target::Kind::Child, index,
             QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toRect()});
    }
    if (paged) {
        const double x = direction * (here - (places - 1) / 2.0) * space;
        const double y = foot - size / 2;
        put(Art::PageCorner, {.x = x, .y = y, .w = size * 0.82, .flip = rtl, .line = 0.8});
        const QPointF middle(surface.size.width() / 2.0 + x * u, (y - top) * u);
        const double reach = (size / 2 + air) * u;
        result.targets.append(
            {Target::Kind::Page, 0,
             QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toRect()});
    }
    if (here < 4 && !paged) {
        // Glim peeps from the end of the bough
        const double x = direction * std::min(half - 13, 70.0);
        if (here <= 2)
            glim(motion.step(5000, 2) == 0 ? Mood::Awake : Mood::CuriousSide,
                 {.x = x, .y = 61, .w = 26, .flip = !rtl, .line = 0.8});
    }
}

void Composer::scan()
{
    place(Place::Garden);
    garland();
    tower();
    hollow(true);
    flash();
    const QPointF reader = readerAt();
    const bool below = scene.readerSide == ReaderSide::Below;
    const double x = below ? 0 : reader.x() * 0.12;
    const double y = below ? 45 : 62;
    auto [mood, flip] = towardsReader();
    const int step = motion.step(4000, 3);
    if (step == 2)
        mood = Mood::Awake;
    if (m.touch < 1600) {
        // A finger is worth a look, and a little hop
        motion.at(1600 - m.touch);
        const double fx = (m.touchAt.x() - surface.size.width() / 2.0) / u;
        mood = std::abs(fx - x) < 20 ? Mood::Delighted : Mood::CuriousSide;
        flip = fx < x;
    }
    const double hop = m.touch < 500 && !motion.calm()
                           ? 4 * std::sin(std::numbers::pi * motion.ease(m.touch, 500, QEasingCurve::OutQuad))
                           : 0;
    glim(mood, {.x = x,
                .y = y - hop,
                .w = below ? 54.0 : 50.0,
                .degrees = below ? 0 : motion.wave(4000) * 1.0,
                .flip = flip,
                .pivot = {0.5, 0.95}});
    // How it is done: a chip floats to the hollow and is gone
    const double cycle = std::fmod(m.now, 8000);
    if (m.idle < 60'000 && !motion.calm() && cycle < 2200) {
        const double run = motion.ease(cycle, 1500, QEasingCurve::InOutSine);
        const double fade = std::min({1.0, cycle / 300, (2200 - cycle) / 500});
        const double sx = below ? reader.x() + (towerOnRight() ? -30 : 30) : reader.x();
        const double sy = below ? 66 : reader.y() - 34;
        put(Art::Chip, {.x = sx + (reader.x() - sx) * run,
                        .y = sy + (reader.y() - sy) * run - 8 * std::sin(std::numbers::pi * run),
                        .w = 20,
                        .variant = 1,
                        .opacity = fade,
                        .line = 0.7});
        motion.moving();
    } else if (m.idle < 60'000 && !motion.calm()) {
        motion.at(8000 - cycle);
    }
}

void Composer::waking()
{
    place(Place::Hillside);
    const double direction = rtl ? -1 : 1;
    const int step = motion.calm() ? 5 : static_cast<int>(m.screen / 800) % 10;
    const double within = motion.calm() ? 1 : std::min(1.0, std::fmod(m.screen, 800) / 520);
    motion.at(800 - std::fmod(m.screen, 800));
    if (within < 1 && !motion.calm())
        motion.moving();
    const double reach = std::min(half - 26, 48.0);
    const double stride = 2 * reach / 9;
    const double x0 = -reach + step * stride;
    const double x = step == 0 ? x0 : x0 - stride * (1 - within);
    const double hop = step == 0 ? 0 : 5 * std::sin(std::numbers::pi * within);
    const double y = hillsideHeight(x) - 9 - hop;
    const double appear = step == 0 && !motion.calm() ? std::min(1.0, std::fmod(m.screen, 800) / 300) : 1;
    if (appear < 1)
        motion.moving();
    flash();
    if (scene.poster)
        poster(*scene.poster, {.x = direction * x,
                               .y = y - 32,
                               .w = 46,
                               .opacity = m.screen < 800 ? 1 : appear,
                               .degrees = direction * 2.5 * std::sin(std::numbers::pi * within),
                               .line = 0.8});
    glim(Mood::Waiting, {.x = direction * x,
                         .y = y,
                         .w = 34,
                         .opacity = m.screen < 800 ? 1 : appear,
                         .flip = rtl,
                         .line = 0.78});
}

void Composer::pageTurn()
{
    if (m.turn >= 1500 || !m.filmCard || motion.calm())
        return;
    const double away = motion.ease(m.turn, 1500, QEasingCurve::InOutCubic);
    Layer card;
    card.key.art = Art::FilmCard;
    card.key.level = m.filmCardNumber;
    card.key.size = surface.size;
    card.target = QRect(qRound((rtl ? 1 : -1) * away * (surface.size.width() + 4)), 0, surface.size.width(),
                        surface.size.height());
    result.layers.append(card);
}

void Composer::playing()
{
    if (m.frame >= never) {
        chipSeen();
        pageTurn();
        return;
    }
    if (m.drag > 0)
        place(Place::Garden);
    film();
    pageTurn();
    if (m.turn < 2600) {
        motion.at(2600 - m.turn);
        beads(90);
    }
    if (m.frame >= 3600 || m.drag > 0)
        return;
    // The poster hands over to the film
    const double handOver = 1 - motion.ease(m.frame, 300, QEasingCurve::OutQuad);
    if (scene.poster && m.tap < 10'000)
        poster(
            *scene.poster,
            {.x = (towerOnRight() ? -1 : 1) * 3.0, .y = posterY, .w = 66, .opacity = handOver, .line = 0.9});
    // For three seconds: what it is, who watches, how much there is
    const double opacity = 1 - motion.ease(m.frame - 3000, 600, QEasingCurve::InOutSine);
    const double start = rtl ? 1 : -1;
    if (scene.child)
        face(*scene.child, 0, {.x = start * (half - 16), .y = 84, .w = 20, .opacity = opacity, .line = 0.7});
    if (scene.poster) {
        const double reach = std::min(44.0, half - 36);
        words(scene.poster->title, start * (half - 30 - reach), 84, 2 * reach - 6, 13, true, opacity);
    }
    const int friends = bonus > 0 ? 5 : 4;
    for (int i = 0; i < friends; ++i) {
        put(Art::Friend, {.x = -start * (half - 11),
                          .y = 92 - (friends - 1 - i) * 11.0,
                          .w = 11,
                          .variant = i == 4 ? 1 : 0,
                          .level = levelOfFriend(i),
                          .opacity = opacity,
                          .line = 0.42});
    }
}

void Composer::paused()
{
    if (m.frame < never) {
        film();
    } else {
        place(Place::Garden);
        if (scene.poster)
            poster(*scene.poster, {.x = 0, .y = 42, .w = 66, .line = 0.9});
    }
    shade(0.70 * motion.ease(m.screen, 350, QEasingCurve::InOutSine));
    hollow(true);
    const bool below = scene.readerSide == ReaderSide::Below;
    auto [mood, flip] = towardsReader();
    if (motion.step(4000, 2) == 1)
        mood = Mood::Waiting;
    const double x = below ? 0 : readerAt().x() * 0.1;
    glim(mood, {.x = x, .y = below ? 42.0 : 52.0, .w = 46, .flip = flip});
    // It holds the place with a leaf
    put(Art::Leaf, {.x = x + 17,
                    .y = below ? 55.0 : 65.0,
                    .w = 19,
                    .degrees = 38 + motion.wave(4000) * 3,
                    .pivot = {0.5, 0.9},
                    .line = 0.7});
}

void Composer::celebration()
{
    place(Place::Meadow);
    const double t = std::min(m.screen, 2500.0);
    const bool hopping = m.screen < 2500 && !motion.calm();
    if (hopping)
        motion.moving();
    const double swing = hopping ? 1 - t / 3600 : 0;
    const double a = hopping ? std::abs(std::sin(t / 1000 * std::numbers::pi * 1.6)) * 15 * swing : 0;
    const double b = hopping ? std::abs(std::sin(t / 1000 * std::numbers::pi * 1.6 + 1.1)) * 12 * swing : 0;
    const double direction = rtl ? -1 : 1;
    const double gx = scene.child ? -direction * 24 : 0;
    glim(Mood::Delighted, {.x = gx, .y = 47 - a, .w = 52});
    if (scene.child)
        face(*scene.child, 0,
             {.x = direction * 28,
              .y = 50 - b,
              .w = 42,
              .degrees = hopping ? 6 * std::sin(t / 1000 * std::numbers::pi * 1.6) : 0});
    // One film is one flower
    if (scene.films < 2) {
        const double grown = motion.ease(m.screen - 300, 420, QEasingCurve::OutBack);
        put(Art::Flower, {.x = 0,
                          .y = 85,
                          .w = 14,
                          .variant = 0,
                          .sx = std::max(0.05, grown),
                          .sy = std::max(0.05, grown),
                          .line = 0.6});
    }
    beads(86, true);
    seeds();
}

void Composer::goodNight(bool bedtime)
{
    const double length = bedtime ? 0.8 : 1.0;
    const double t = m.screen / length;
    const double darker = motion.ease(t, 8800, QEasingCurve::InOutSine);
    if (!night)
        dusk = darker;
    place(Place::Garden);
    const double direction = towerOnRight() ? -1 : 1;
    // The moon comes up where the film went down
    const double rise = motion.ease(t - 6000, 4000, QEasingCurve::InOutSine);
    const double mx = direction * 12;
    if (rise > 0) {
        put(Art::Glow, {.x = mx, .y = 108 - 70 * rise, .w = 84, .opacity = 0.5});
        const bool own = night;
        night = true;
        put(Art::Moon, {.x = mx, .y = 108 - 70 * rise, .w = 46});
        night = own;
    }
    const double sink = motion.ease(t - 400, 5200, QEasingCurve::InOutSine);
    if (bedtime) {
        put(Art::House, {.x = mx, .y = 62, .w = 40, .variant = t < 2600 ? 1 : 0});
        motion.at(2600 * length - m.screen);
    } else if (sink < 1) {
        if (m.filmCard) {
            Layer card;
            card.key.art = Art::FilmCard;
            card.key.level = m.filmCardNumber;
            card.key.size = surface.size;
            const double shrink = motion.ease(t, 1600, QEasingCurve::InOutSine);
            const double scale = 1 - 0.56 * shrink;
            const QSizeF size = QSizeF(surface.size) * scale;
            const double cx = surface.size.width() / 2.0 + mx * u * shrink;
            const double cy = surface.size.height() * (0.5 - 0.04 * shrink + 0.85 * sink);
            card.target =
                QRectF(cx - size.width() / 2, cy - size.height() / 2, size.width(), size.height()).toRect();
            result.layers.append(card);
        } else if (scene.poster) {
            poster(*scene.poster, {.x = mx, .y = 44 + 78 * sink, .w = 64, .line = 0.9});
        }
    }
    Layer hill;
    hill.key.art = Art::FrontHill;
    hill.key.level = qRound(u * 100);
    hill.key.size = surface.size;
    hill.key.night = night || dusk >= 1;
    hill.key.mirrored = towerOnRight();
    hill.target = QRect(QPoint(), surface.size);
    result.layers.append(hill);
    if (!night && dusk > 0 && dusk < 1) {
        hill.key.night = true;
        hill.opacity = qRound(255 * dusk);
        result.layers.append(hill);
    }
    // The friends go to sleep: all at once when the time is used, one by one at bedtime
    motion.at((5000 - t) * length);
    tower(
        [&](int i) {
            const double bed = 1500 + 1200 * i;
            motion.at((bed - t) * length);
            return t < bed ? levelOfFriend(i) : 0;
        },
        t > 5000);
    const Mood mood = t < 2500 ? Mood::Awake : t < 9200 ? Mood::Sleepy : Mood::Asleep;
    motion.at((2500 - t) * length);
    motion.at((9200 - t) * length);
    glim(mood, {.x = direction * (half - 27), .y = 73, .w = 36, .line = 0.78});
    // The moon brings light: the rest gives it back
    shade(0.04 * darker + (night ? 0.46 : 0.20) * std::pow(rise, 0.6));
}

void Composer::sleeping()
{
    night = true;
    place(Place::Garden);
    const double direction = towerOnRight() ? -1 : 1;
    const double mx = direction * 8;
    const bool peeking = m.tap > 250 && m.tap < 2600;
    double turn = 0;
    if (m.tap < 2600) {
        // Snores once: one eye opens, closes
        motion.at(m.tap < 250 ? 250 - m.tap : 2600 - m.tap);
        if (!motion.calm() && m.tap < 1200) {
            motion.moving();
            turn = 3.5 * std::sin(m.tap / 1200 * 2 * std::numbers::pi);
        }
    }
    const double breath = motion.breath(5000);
    put(Art::Glow, {.x = mx, .y = 42, .w = 98, .opacity = 0.62});
    put(Art::Moon, {.x = mx,
                    .y = 44,
                    .w = 54,
                    .variant = peeking ? 1 : 0,
                    .degrees = turn,
                    .sx = 1 + 0.012 * breath,
                    .sy = 1 + 0.02 * breath,
                    .foot = true});
    // Its breath: bubbles
    for (int i = 0; i < 3; ++i)
        put(Art::Bubble, {.x = mx + direction * (24 + 8.5 * i),
                          .y = 34 - 9.5 * i - 1.6 * breath,
                          .w = 5.5 + 2.6 * i,
                          .opacity = 0.9,
                          .line = 0.45});
    tower([](int) { return 0; }, true);
    put(Art::Hollow, {.x = readerAt().x(), .y = readerAt().y(), .w = 26, .h = 19, .variant = 0, .line = 0.7});
    glim(Mood::Asleep, {.x = direction * (half - 25), .y = 74, .w = 34, .line = 0.78});
    if (m.tap < 900) {
        const double gone = motion.ease(m.tap, 900, QEasingCurve::OutCubic);
        put(Art::Glow, {.x = readerAt().x(), .y = readerAt().y(), .w = 46, .opacity = 0.8 * (1 - gone)});
    }
}

void Composer::unknownChip()
{
    place(Place::Meadow);
    flash();
    const double direction = rtl ? -1 : 1;
    const double tilt = motion.ease(m.screen, 400, QEasingCurve::OutCubic);
    put(Art::Chip, {.x = -direction * 46,
                    .y = 56,
                    .w = 38,
                    .variant = 0,
                    .degrees = motion.calm() ? 0 : -direction * 6 * tilt});
    glim(Mood::Puzzled, {.x = -direction * 3,
                         .y = 50,
                         .w = 52,
                         .degrees = motion.calm() ? 0 : -direction * (8 - 8 * tilt),
                         .flip = !rtl,
                         .pivot = {0.5, 0.95}});
    hands(direction * std::min(half - 24, 52.0), 34, 68);
}

void Composer::noFilm()
{
    place(Place::Meadow);
    flash();
    const double direction = rtl ? -1 : 1;
    const double x = -direction * 26;
    put(Art::EmptyFrame, {.x = x, .y = 48, .w = 82});
    const bool left = motion.step(900, 2) == 0;
    const double slide = motion.calm() ? 0 : (left ? -1 : 1) * 5.0;
    glim(Mood::CuriousSide, {.x = x + slide, .y = 53, .w = 33, .flip = left, .line = 0.85});
    hands(direction * std::min(half - 24, 54.0), 34, 68);
}

void Composer::notHere()
{
    place(Place::FarHills);
    flash();
    const double direction = rtl ? -1 : 1;
    if (scene.poster) {
        poster(*scene.poster, {.x = direction * 36, .y = 31, .w = 26, .degrees = direction * 4, .line = 0.6});
    } else {
        put(Art::House, {.x = direction * 36, .y = 31, .w = 22, .variant = 1, .line = 0.6});
    }
    const double hop = motion.calm() ? 0 : 3.5 * std::abs(std::sin(m.screen / 1000 * std::numbers::pi * 0.9));
    if (m.screen < 5000 && !motion.calm())
        motion.moving();
    glim(Mood::CuriousSide, {.x = -direction * 40, .y = 56 - hop, .w = 46, .flip = rtl});
    shelf();
}

void Composer::cloudAsleep()
{
    place(Place::Meadow);
    flash();
    const double direction = rtl ? -1 : 1;
    const double breath = motion.wave(4000);
    put(Art::Cloud, {.x = direction * 18,
                     .y = 41,
                     .w = 66,
                     .sx = 1 + 0.012 * breath,
                     .sy = 1 + 0.02 * breath,
                     .foot = true});
    for (int i = 0; i < 3; ++i)
        put(Art::Bubble,
            {.x = direction * (50 + 7.0 * i), .y = 27 - 7.0 * i - breath, .w = 5 + 2.2 * i, .line = 0.45});
    glim(Mood::Waiting, {.x = -direction * 44, .y = 60, .w = 42, .flip = rtl, .line = 0.95});
    shelf();
}

void Composer::readerMissing()
{
    place(Place::Garden);
    tower();
    hollow(false);
    const QPointF reader = readerAt();
    const double direction = towerOnRight() ? -1 : 1;
    const bool below = scene.readerSide == ReaderSide::Below;
    put(Art::Plug, {.x = below ? direction * 30 : reader.x() - direction * 4,
                    .y = below ? 83.0 : 84.0,
                    .w = 27,
                    .degrees = motion.wave(3000) * 2,
                    .flip = direction < 0,
                    .pivot = {0.9, 0.9},
                    .line = 0.8});
    auto [mood, flip] = towardsReader();
    const int look = motion.step(1500, 4);
    if (look == 1)
        mood = Mood::Puzzled;
    else if (look == 3) {
        mood = Mood::CuriousSide;
        flip = direction < 0;
    }
    glim(mood, {.x = -direction * 5, .y = below ? 45.0 : 58.0, .w = 48, .flip = flip});
    hands(direction * (half - 25), 30, 60);
}

void Composer::broken()
{
    place(Place::Meadow);
    flash();
    const double direction = rtl ? -1 : 1;
    const double x = -direction * 16;
    const double pat = motion.calm() ? 0 : std::max(0.0, std::sin(m.screen / 750 * std::numbers::pi));
    if (m.screen < 6000 && !motion.calm())
        motion.moving();
    Put page{.x = x, .y = 42, .w = 76, .h = 57};
    if (scene.poster) {
        page.variant = seedOf(*scene.poster);
        page.text = scene.poster->file;
    }
    page.degrees = -2.5;
    page.y = 41 - 1.4 * (1 - pat);
    put(Art::TornPage, page);
    page.level = 1;
    page.degrees = 3.5 - 1.5 * pat;
    page.y = 47;
    put(Art::TornPage, page);
    glim(Mood::Waiting, {.x = direction * 42, .y = 58 - 3 * pat, .w = 44, .flip = !rtl});
    beads(88);
}

void Composer::notYours()
{
    place(Place::Meadow);
    flash();
    const double direction = rtl ? -1 : 1;
    // The one whose chip it is hugs the poster
    const Flow::Face owner =
        scene.faces.isEmpty() ? Flow::Face{{}, {}, QStringLiteral("owl"), 3} : scene.faces.first();
    const double ox = direction * 32;
    if (scene.poster)
        poster(*scene.poster, {.x = ox, .y = 62, .w = 50, .degrees = direction * 3, .line = 0.8});
    else
        put(Art::Chip, {.x = ox, .y = 66, .w = 38, .variant = 1});
    face(owner, 1, {.x = ox, .y = 38, .w = 44, .degrees = -direction * (5 + motion.wave(2600) * 2)});
    const double wave = motion.wave(900) * 7;
    if (scene.child)
        face(*scene.child, 0, {.x = -direction * 50, .y = 50, .w = 38, .degrees = wave, .pivot = {0.5, 1.0}});
    glim(Mood::Puzzled, {.x = -direction * 11, .y = 69, .w = 32, .flip = rtl, .line = 0.85});
}

void Composer::tooOld()
{
    place(Place::Meadow);
    flash();
    const double direction = rtl ? -1 : 1;
    const double x = direction * 20;
    put(Art::Shelf, {.x = x, .y = 47, .w = 62, .h = 50});
    if (scene.poster)
        poster(*scene.poster, {.x = x, .y = 23, .w = 40, .line = 0.8});
    const double stretch = motion.calm() ? 0 : std::max(0.0, std::sin(m.screen / 900 * std::numbers::pi));
    if (m.screen < 4000 && !motion.calm())
        motion.moving();
    glim(Mood::Waiting, {.x = x - direction * 4,
                         .y = 73,
                         .w = 38,
                         .sx = 1 - 0.05 * stretch,
                         .sy = 1 + 0.14 * stretch,
                         .flip = rtl,
                         .line = 0.78});
    if (scene.child)
        face(*scene.child, 0, {.x = -direction * 46, .y = 54, .w = 36});
}

void Composer::locked()
{
    place(Place::Meadow);
    flash();
    const double direction = rtl ? -1 : 1;
    glim(Mood::Waiting, {.x = -direction * 6, .y = 63, .w = 44});
    const double width = half + 32;
    put(Art::RoofHand, {.x = direction * (half - width / 2), .y = 30, .w = width, .h = 58, .flip = rtl});
}

void Composer::signIn()
{
    place(Place::Meadow);
    const double lid = motion.wave(4000);
    put(Art::Glow, {.x = 0, .y = 46, .w = 96, .opacity = 0.8 + 0.15 * lid});
    put(Art::BoxBack, {.x = 0, .y = 56, .w = 66, .degrees = lid * 0.8, .pivot = {0.5, 0.5}});
    const double peep = motion.calm() ? 0 : 2.5 * motion.wave(4000, 0.1);
    glim(motion.step(3000, 2) == 0 ? Mood::CuriousDown : Mood::Awake, {.x = 0, .y = 47 - peep, .w = 44});
    put(Art::BoxFront, {.x = 0, .y = 56, .w = 66});
    const double direction = rtl ? -1 : 1;
    hands(direction * std::min(half - 22, 54.0), 30, 60);
    put(Art::Badge, {.x = -direction * std::min(half - 22, 54.0), .y = 66, .w = 26, .line = 0.8});
}

void Composer::picture()
{
    switch (pictureOf(scene)) {
    case Picture::WhoIsWatching:
        return whoIsWatching();
    case Picture::Scan:
        if (m.tap < 2000 && scene.poster)
            return chipSeen();
        return scan();
    case Picture::Waking:
        return waking();
    case Picture::Playing:
        return playing();
    case Picture::Paused:
        return paused();
    case Picture::Celebration:
        return celebration();
    case Picture::GoodNight:
        return goodNight(false);
    case Picture::Bedtime:
        return goodNight(true);
    case Picture::Sleeping:
        return sleeping();
    case Picture::UnknownChip:
        return unknownChip();
    case Picture::NoFilm:
        return noFilm();
    case Picture::NotHere:
        return notHere();
    case Picture::CloudAsleep:
        return cloudAsleep();
    case Picture::ReaderMissing:
        return readerMissing();
    case Picture::Broken:
        return broken();
    case Picture::NotYours:
        return notYours();
    case Picture::TooOld:
        return tooOld();
    case Picture::Locked:
        return locked();
    case Picture::SignIn:
        return signIn();
    }
}

} // namespace

QRect Layer::bounds() const
{
    if (degrees == 0)
        return target;
    const QPointF at = target.topLeft() + QPointF(target.width() * pivot.x(), target.height() * pivot.y());
    QTransform turn;
    turn.translate(at.x(), at.y());
    turn.rotate(degrees);
    turn.translate(-at.x(), -at.y());
    return turn.mapRect(QRectF(target)).toAlignedRect().adjusted(-1, -1, 1, 1);
}

double Surface::unit() const
{
    // At least as wide as 4:3; taller windows get more sky
    return std::max(0.5, std::min(size.height() / 100.0, size.width() / 133.0));
}

double Surface::millimetres(double mm) const
{
    if (pixelsPerMillimetre)
        return mm * *pixelsPerMillimetre;
    return mm / 20 * 0.25 * std::min(size.width(), size.height());
}

double Surface::line() const
{
    const double u = unit();
    return std::clamp(millimetres(3), 1.7 * u, 2.1 * u);
}

Composition compose(const Flow::Scene &scene, const Surface &surface, const Moment &moment)
{
    Composer composer(scene, surface, moment);
    composer.picture();
    return composer.take();
}

QList<Layer> timePicture(const Surface &surface, bool night, double timeLeft, double bonus)
{
    Flow::Scene scene;
    scene.night = night;
    scene.calm = true;
    scene.timeLeft = timeLeft;
    scene.bonus = bonus;
    const Moment moment;
    Composer composer(scene, surface, moment);
    composer.tower();
    return composer.take().layers;
}

Animal animalOf(const Flow::Face &face, int position)
{
    const QStringList names = animalNames();
    for (const QString &said : {face.avatar, face.name}) {
        const auto at = names.indexOf(said.trimmed().toLower());
        if (at >= 0)
            return static_cast<Animal>(at);
    }
    return static_cast<Animal>(((position % 8) + 8) % 8);
}

Picture pictureOf(const Flow::Scene &scene)
{
    using Flow::Refusal;
    using Flow::Screen;
    switch (scene.screen) {
    case Screen::WhoIsWatching:
        return Picture::WhoIsWatching;
    case Screen::Scan:
        return Picture::Scan;
    case Screen::Waking:
        return Picture::Waking;
    case Screen::Playing:
        return Picture::Playing;
    case Screen::Paused:
        return Picture::Paused;
    case Screen::Celebration:
        return Picture::Celebration;
    case Screen::GoodNight:
        return scene.refusal == Refusal::Bedtime ? Picture::Bedtime : Picture::GoodNight;
    case Screen::Sleeping:
        return scene.refusal == Refusal::Locked ? Picture::Locked : Picture::Sleeping;
    case Screen::ReaderMissing:
        return Picture::ReaderMissing;
    case Screen::SignIn:
        return Picture::SignIn;
    case Screen::UnknownChip:
    case Screen::NoFilm:
    case Screen::NotHere:
    case Screen::Broken:
        break;
    }
    if (scene.refusal == Refusal::NotYours)
        return Picture::NotYours;
    if (scene.refusal == Refusal::TooOld)
        return Picture::TooOld;
    if (scene.refusal == Refusal::Locked)
        return Picture::Locked;
    switch (scene.screen) {
    case Screen::UnknownChip:
        return Picture::UnknownChip;
    case Screen::NoFilm:
        return Picture::NoFilm;
    case Screen::Broken:
        return Picture::Broken;
    default:
        return scene.dozing ? Picture::CloudAsleep : Picture::NotHere;
    }
}

} // namespace Medio::Screens
