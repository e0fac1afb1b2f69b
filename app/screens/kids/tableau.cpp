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
    , nearEnd(part(shown.nearEnd))
    , u(surface.unit())
    , half(surface.size.width() / u / 2)
    , height(surface.size.height() / u)
    , tall(surface.isTall())
{
}

void Tableau::put(Art art, const Put &how)
{
    if (how.opacity <= 0.004)
        return;
    // Glows are large and shapeless: a few sizes do for all of them
    const double w = art == Art::Glow ? std::round(how.w / 24) * 24 : how.w;
    const double h = art == Art::Glow || how.h <= 0 ? w : how.h;
    Layer layer;
    layer.key.art = art;
    layer.key.variant = how.variant;
    layer.key.level = how.level;
    layer.key.text = how.text;
    layer.key.size = QSize(std::max(1, qRound(w * u)), std::max(1, qRound(h * u)));
    layer.key.line = qRound(surface.line() * how.line * 16);
    layer.key.night = night;
    layer.key.mirrored = how.flip;
    const double shownWidth = layer.key.size.width() * how.sx;
    const double shownHeight = layer.key.size.height() * how.sy;
    const double cx = surface.size.width() / 2.0 + how.x * u;
    double cy = (how.y / 100 * height + how.dy - how.lift) * u;
    if (how.foot)
        cy += layer.key.size.height() * (1 - how.sy) / 2;
    layer.target = QRect(qRound(cx - shownWidth / 2), qRound(cy - shownHeight / 2),
                         std::max(1, qRound(shownWidth)), std::max(1, qRound(shownHeight)));
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
        put(Art::Glow, {.x = how.x,
                        .y = how.y,
                        .dy = how.dy + how.w * 0.06,
                        .w = how.w * 1.75,
                        .opacity = 0.85 * how.opacity});
    const double breath = lit ? motion.wave(4000) * 0.018 : motion.breath(5000) * 0.035;
    how.sy *= 1 + breath;
    how.sx *= 1 - breath * 0.5;
    how.foot = true;
    how.variant = static_cast<int>(mood);
    // Whoever looks straight ahead looks the same from both sides
    how.flip = how.flip && (mood == Mood::CuriousSide || mood == Mood::Waiting || mood == Mood::Puzzled);
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
    how.level = film.asleep ? 1 : 0;
    how.text = film.file;
    put(Art::Poster, how);
}

void Tableau::bubbles(double x, double y, double dy, double size, int count)
{
    for (int i = 0; i < count; ++i)
        put(Art::Bubble, {.x = x + forward() * size * 0.95 * i,
                          .y = y,
                          .dy = dy - size * 1.15 * i,
                          .w = size * (1 + 0.35 * i),
                          .opacity = 0.95,
                          .line = 0.4});
}

void Tableau::garden()
{
    // In steps that are seen, and no more: each repaints everything there is
    const double gone = std::ceil(nearEnd * 5) / 5;
    if (gone > 0 && !night)
        dusk = 0.5 * gone;
    place(Place::Garden);
    if (gone <= 0)
        return;
    const Spot moon = spot({-fromTower() * 29, 15, 19}, {-fromTower() * 15.5, 19.5, 12});
    const double above = (1 - gone) * 16;
    const bool own = night;
    night = true;
    put(Art::Glow, {.x = moon.x, .y = moon.y, .dy = -above, .w = moon.w * 1.9, .opacity = 0.55 * gone});
    put(Art::Moon, {.x = moon.x, .y = moon.y, .dy = -above, .w = moon.w, .line = 0.5});
    night = own;
}

void Tableau::words(const QString &text, Put how, bool plate)
{
    if (!surface.text || text.isEmpty())
        return;
    if (plate)
        put(Art::Plate, {.x = how.x,
                         .y = how.y,
                         .dy = how.dy,
                         .w = how.w + how.h * 0.9,
                         .h = how.h,
                         .opacity = how.opacity});
    how.variant = !plate && night ? 1 : 0;
    how.text = text;
    put(Art::Words, how);
}

void Tableau::hollow(bool lit)
{
    const QPointF at = readerAt();
    // On the ground it is seen aslant, on the wall from the front
    const bool ground = scene.readerSide == ReaderSide::Below || scene.readerSide == ReaderSide::Beside;
    const double size = 25;
    const double width = ground ? 31 : size;
    const double depth = ground ? 22 : size;
    if (lit) {
        if (motion.calm()) {
            const bool bright = motion.step(2000, 2) == 0;
            put(Art::Glow, {.x = at.x(), .y = at.y(), .w = size * 2.1, .opacity = bright ? 1.0 : 0.55});
        } else {
            const double pulse = motion.pulse();
            put(Art::Glow, {.x = at.x(), .y = at.y(), .w = size * 2.1, .opacity = 0.8 + 0.2 * pulse});
            put(Art::Ring, {.x = at.x(),
                            .y = at.y(),
                            .w = width * 1.22,
                            .h = depth * 1.22,
                            .opacity = 0.55 + 0.4 * pulse,
                            .sx = 1 + 0.08 * pulse,
                            .sy = 1 + 0.08 * pulse,
                            .line = 0.8});
        }
    }
    put(Art::Hollow, {.x = at.x(), .y = at.y(), .w = width, .h = depth, .variant = lit ? 1 : 0, .line = 0.8});
}

void Tableau::hands(double x, double fromTop, double size)
{
    const double sway = motion.wave(3200) * 2.5;
    put(Art::Hands, {.x = x,
                     .dy = fromTop,
                     .w = size,
                     .degrees = sway,
                     .flip = x < 0,
                     .pivot = {x < 0 ? 0.35 : 0.65, 0.0}});
}

void Tableau::shelf()
{
    const int count = static_cast<int>(std::min<qsizetype>(4, scene.playable.size()));
    const double gap = std::min(24.0, (2 * half - 6) / 4);
    for (int i = 0; i < count; ++i) {
        const double x = forward() * (half - gap / 2 - 3 - (count - 1 - i) * gap);
        if (scene.playable[i].asleep) {
            poster(scene.playable[i], {.x = x, .y = 86, .dy = 2, .w = gap - 5, .line = 0.5});
            bubbles(x + forward() * 7, 86, -5, 3, 2);
            continue;
        }
        poster(scene.playable[i], {.x = x, .y = 86, .w = gap - 2, .line = 0.5});
        put(Art::Leaf,
            {.x = x + forward() * 9.5, .y = 86, .dy = 7.5, .w = 7, .degrees = forward() * 30, .line = 0.45});
    }
}

void Tableau::garland()
{
    const int count = static_cast<int>(std::min<qsizetype>(4, scene.playable.size()));
    if (count == 0)
        return;
    // One line where there is room beside Glim, else two short ones
    const bool wide = !tall && scene.readerSide != ReaderSide::Below;
    const int perRow = wide ? count : 2;
    const double inset = wide ? 4 : 3;
    const double length = wide   ? std::min(2 * half - 37, 98.0)
                          : tall ? std::min(54.0, 2 * half - 35)
                                 : std::min(54.0, half - 24);
    const double middle = fromTower() * (half - inset - length / 2);
    for (int row = 0; row * perRow < count; ++row) {
        const int here = std::min(perRow, count - row * perRow);
        const double y = (wide ? 11 : tall ? 13 : 12) + row * 26.0;
        const double sag = wide ? 11 : 8;
        put(Art::Twine, {.x = middle, .dy = y, .w = length, .h = sag, .line = 0.8});
        for (int i = 0; i < here; ++i) {
            const int number = row * perRow + i;
            const double along = (i + 0.5) / here;
            const double x = middle + fromTower() * (along - 0.5) * length;
            const double hang = y + (wide ? -5.5 : -3) + (wide ? 8.28 : 6.08) * 4 * along * (1 - along);
            // Whoever sleeps is smaller, hangs askew and does not stir in the wind
            const bool asleep = scene.playable[number].asleep;
            poster(scene.playable[number],
                   {.x = x,
                    .dy = hang + 8.6,
                    .w = asleep ? 17.5 : 19.5,
                    .degrees = asleep ? fromTower() * 5 : motion.wave(5200, 0.21 * number) * 1.2,
                    .pivot = {0.5, 0.0},
                    .line = 0.5});
            put(Art::Peg, {.x = x, .dy = hang + 1.2, .w = 6.4, .line = 0.32});
            if (asleep)
                bubbles(x + forward() * 5, 0, hang + 3.5, 2.6, 2);
        }
    }
}

void Tableau::beads(double y, double middle, double dy, bool flowers)
{
    if (scene.films < 2)
        return;
    const int count = std::min(scene.films, 10);
    const int first = std::clamp(scene.film - 6, 0, scene.films - count);
    const double room = 2 * (half - std::abs(middle)) - (tall ? 6 : 30);
    const double gap = std::min(flowers ? 15.0 : 9.5, room / count);
    for (int i = 0; i < count; ++i) {
        const int number = first + i;
        const double x = middle + forward() * (i - (count - 1) / 2.0) * gap;
        if (flowers) {
            const double grown = motion.ease(m.screen - 250 - 130 * i, 420, QEasingCurve::OutBack);
            if (grown <= 0)
                put(Art::Bead,
                    {.x = x, .y = y, .dy = dy, .w = std::min(9.0, gap), .variant = 2, .line = 0.42});
            else
                put(Art::Flower, {.x = x,
                                  .y = y,
                                  .dy = dy,
                                  .w = std::min(14.5, gap * 1.2),
                                  .variant = number,
                                  .sx = grown,
                                  .sy = grown,
                                  .line = 0.42});
            continue;
        }
        const int state = number < scene.film ? 2 : number == scene.film ? 1 : 0;
        put(Art::Bead,
            {.x = x, .y = y, .dy = dy, .w = std::min(8.4, gap * 0.95), .variant = state, .line = 0.42});
    }
}

QPointF Tableau::onScreen(double x, double y) const
{
    return {surface.size.width() / 2.0 + x * u, y / 100 * surface.size.height()};
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
        return tall ? QPointF(fromTower() * 11, 88) : QPointF(0, 85);
    case ReaderSide::Left:
        return {-side, tall ? 72.0 : 54.0};
    case ReaderSide::Right:
        return {side, tall ? 72.0 : 54.0};
    case ReaderSide::Beside:
        break;
    }
    return {rtl ? -side : side, tall ? 86.0 : 80.0};
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

Tableau::Spot Tableau::faceInTheTree() const
{
    const double x = -fromTower() * (half - towerInset(half));
    return spot({x, 12, 18.5}, {x, 9.5, 21});
}

void Tableau::tower(const std::function<int(int)> &level, bool faceAsleep)
{
    const double x = -fromTower() * (half - towerInset(half));
    const int friends = bonus > 0 ? 5 : 4;
    const double first = !scene.child ? 14.0 : tall ? 18.0 : 23.0;
    const double last = 91;
    const double slot = (last - first) / friends;
    const double size = std::min(slot / 100 * height * 1.02, tall ? 20.0 : 17.5);
    const Spot watching = faceInTheTree();
    if (scene.child && m.child >= newChildTime)
        face(*scene.child, 0, {.x = watching.x, .y = watching.y, .w = watching.w, .line = 0.62}, faceAsleep);
    for (int i = 0; i < friends; ++i) {
        const double y = first + (i + 0.5) * slot;
        put(Art::Pad, {.x = x, .y = y, .dy = size * 0.47, .w = size * 1.45, .line = 0.42});
        if (i == 4 && m.bonus < goldenFriendTime)
            continue; // on its way
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
