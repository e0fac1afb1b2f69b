// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/tableau.h"

#include <algorithm>
#include <cmath>

namespace Medio::Screens {

using Flow::ReaderSide;

namespace {

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

} // namespace

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

Tableau::Tableau(const Flow::Scene &shown, const Surface &on, const Moment &moment)
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

void Tableau::put(Art art, const Put &how)
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

void Tableau::place(Place which)
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

void Tableau::shade(double opacity)
{
    Layer layer;
    layer.key.art = Art::Shade;
    layer.target = QRect(QPoint(), surface.size);
    layer.opacity = std::clamp(qRound(opacity * 255), 0, 255);
    if (layer.opacity > 0)
        result.layers.append(layer);
}

void Tableau::glim(Mood mood, Put how)
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

void Tableau::face(const Flow::Face &who, int position, Put how, bool asleep)
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

void Tableau::poster(const Flow::Poster &film, Put how)
{
    how.h = how.w * 0.75;
    how.variant = seedOf(film);
    how.text = film.file;
    put(Art::Poster, how);
}

void Tableau::words(const QString &text, double x, double y, double w, double h, bool plate, double opacity)
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

void Tableau::hollow(bool lit)
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

void Tableau::hands(double x, double y, double size)
{
    const double sway = motion.wave(3200) * 2.5;
    put(Art::Hands, {.x = x, .y = y + top, .w = size, .degrees = sway, .pivot = {0.65, 0.0}});
}

void Tableau::shelf()
{
    const double direction = forward();
    const int count = static_cast<int>(std::min<qsizetype>(4, scene.playable.size()));
    for (int i = 0; i < count; ++i) {
        const double x = direction * (half - 15 - (count - 1 - i) * 24.0);
        poster(scene.playable[i], {.x = x, .y = 86, .w = 22, .line = 0.5});
        put(Art::Leaf, {.x = x + 9.5, .y = 93.5, .w = 7, .degrees = 30, .line = 0.45});
    }
}

void Tableau::garland()
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

void Tableau::beads(double y, bool flowers)
{
    if (scene.films < 2)
        return;
    const int count = std::min(scene.films, 10);
    const int first = std::clamp(scene.film - 6, 0, scene.films - count);
    const double gap = std::min(flowers ? 15.0 : 9.5, (2 * half - 30) / count);
    const double direction = forward();
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

void Tableau::flash()
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

void Tableau::film()
{
    Layer layer;
    layer.key.art = Art::Film;
    layer.target = QRect(QPoint(0, qRound(m.drag)), surface.size);
    result.layers.append(layer);
    result.film = layer.target;
}

QPointF Tableau::readerAt() const
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

std::pair<Mood, bool> Tableau::towardsReader() const
{
    if (scene.readerSide == ReaderSide::Below)
        return {Mood::CuriousDown, false};
    return {Mood::CuriousSide, readerAt().x() < 0};
}

int Tableau::levelOfFriend(int i) const
{
    return levelOf(i == 4 ? bonus : std::clamp(4 * timeLeft - (3 - i), 0.0, 1.0));
}

void Tableau::tower(const std::function<int(int)> &level, bool faceAsleep)
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

void Tableau::tower()
{
    tower([this](int i) { return levelOfFriend(i); }, false);
}

} // namespace Medio::Screens
