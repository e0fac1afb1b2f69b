// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/art/figures.h"

#include <cmath>

namespace Medio::Screens {
namespace {

constexpr QRgb inkRgb = 0xff1B2440;

void eyes(Pencil &pencil, bool asleep, double dx, double y, double radius, const QColor &ink)
{
    for (const int side : {-1, 1}) {
        if (asleep)
            pencil.closedEye(QPointF(side * dx, y), radius * 2.1, ink, pencil.line * 0.8);
        else
            pencil.eye(QPointF(side * dx, y), radius);
    }
}

void muzzleMouth(Pencil &pencil, QPointF nose, double width, const QColor &ink)
{
    QPainterPath path;
    path.moveTo(nose);
    path.lineTo(nose + QPointF(0, 4));
    pencil.stroke(path, ink, pencil.line * 0.7);
    pencil.smile(nose + QPointF(-width / 2, 4), width, 4.5, ink, pencil.line * 0.7);
    pencil.smile(nose + QPointF(width / 2, 4), width, 4.5, ink, pencil.line * 0.7);
}

void whiskers(Pencil &pencil, double x, double y, double length, const QColor &colour)
{
    for (const int side : {-1, 1}) {
        for (const int row : {-1, 1}) {
            QPainterPath hair;
            hair.moveTo(side * x, y + row * 2.5);
            hair.lineTo(side * (x + length), y + row * 5.5);
            pencil.stroke(hair, colour, pencil.line * 0.45);
        }
    }
}

void otter(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor fur = k.c.tone(0xffA9714B);
    for (const int side : {-1, 1})
        k.body(circle(QPointF(side * 28, -21), 8.5), fur);
    const QPainterPath head = smooth({{0, -35},
                                      {22, -29},
                                      {33, -6},
                                      {37, 14},
                                      {22, 31},
                                      {0, 35},
                                      {-22, 31},
                                      {-37, 14},
                                      {-33, -6},
                                      {-22, -29}});
    k.body(head, fur);
    k.flat(smooth({{0, 3}, {16, 4}, {29, 16}, {18, 29}, {0, 32}, {-18, 29}, {-29, 16}, {-16, 4}}),
           k.c.tone(0xffF7E3C3));
    eyes(k, asleep, 14, -6, 5.6, ink);
    k.flat(smooth({{-9, 5}, {0, 2.5}, {9, 5}, {5, 11}, {0, 13}, {-5, 11}}), ink);
    muzzleMouth(k, {0, 13}, 11, ink);
    whiskers(k, 19, 17, 13, ink);
}

void badger(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor dark = k.c.tone(0xff4B5068);
    const QColor light = k.c.tone(0xffFBF4E6);
    for (const int side : {-1, 1}) {
        k.body(circle(QPointF(side * 26, -26), 9), dark);
        k.flat(circle(QPointF(side * 26, -26), 3.8), light);
    }
    const QPainterPath head = smooth({{0, -36},
                                      {20, -32},
                                      {34, -12},
                                      {31, 8},
                                      {15, 29},
                                      {0, 36},
                                      {-15, 29},
                                      {-31, 8},
                                      {-34, -12},
                                      {-20, -32}});
    k.fill(head, light);
    for (const int side : {-1, 1}) {
        const QPainterPath band =
            smooth({QPointF(side * 9, -38), QPointF(side * 25, -36), QPointF(side * 24, -8),
                    QPointF(side * 13, 17), QPointF(side * 7, 12), QPointF(side * 8, -10)});
        k.flat(band.intersected(head), dark);
    }
    k.stroke(head, k.c.ink, k.line);
    for (const int side : {-1, 1}) {
        if (asleep) {
            k.closedEye(QPointF(side * 15, -3), 11, light, k.line * 0.8);
        } else {
            k.dot(QPointF(side * 15, -4), 7, 7.4, light);
            k.eye(QPointF(side * 15, -3.4), 5);
        }
    }
    k.cheek({-24, 11}, 5);
    k.cheek({24, 11}, 5);
    k.flat(smooth({{-9, 18}, {0, 14.5}, {9, 18}, {5, 25}, {0, 27}, {-5, 25}}), ink);
    k.smile({0, 29}, 9, 3, ink, k.line * 0.6);
}

void wren(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor brown = k.c.tone(0xffB9763F);
    const QColor cream = k.c.tone(0xffFFF0D2);
    // The tail stands up: that is a wren
    k.body(smooth({{22, 4}, {30, -30}, {40, -34}, {43, -25}, {37, 8}}), mixed(brown, k.c.ink, 0.18));
    QPainterPath body = pebble({-3, 3}, 34, 33, 2.2);
    k.fill(body, brown);
    k.flat(smooth({{-18, -12}, {4, 2}, {8, 24}, {-4, 38}, {-24, 34}, {-36, 16}, {-32, -6}}).intersected(body),
           cream);
    k.stroke(body, k.c.ink, k.line);
    // Wing
    k.body(smooth({{8, -2}, {26, 2}, {30, 16}, {16, 22}, {4, 14}}), mixed(brown, k.c.ink, 0.12));
    QPainterPath bar;
    bar.moveTo(14, 12);
    bar.quadTo(21, 13, 25, 9);
    k.stroke(bar, k.c.ink, k.line * 0.6);
    // Brow
    QPainterPath brow;
    brow.moveTo(-24, -19);
    brow.quadTo(-12, -27, 4, -19);
    k.stroke(brow, cream, k.line * 1.05);
    if (asleep)
        k.closedEye({-10, -9}, 12, ink, k.line * 0.8);
    else
        k.eye({-10, -9}, 5.8);
    k.body(smooth({{-45, -3}, {-33, -10}, {-29, -3}, {-34, 3}}), k.c.tone(0xffF6B13C), k.line * 0.85);
    k.cheek({-20, 4}, 5);
    for (const int x : {-8, 6}) {
        QPainterPath leg;
        leg.moveTo(x, 37);
        leg.lineTo(x, 44);
        leg.lineTo(x - 5, 45);
        k.stroke(leg, k.c.ink, k.line * 0.75);
    }
}

void fox(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor orange = k.c.tone(0xffF08A42);
    const QColor cream = k.c.tone(0xffFFF3E0);
    for (const int side : {-1, 1}) {
        k.body(smooth({QPointF(side * 10, -25), QPointF(side * 24, -43), QPointF(side * 33, -42),
                       QPointF(side * 34, -10)}),
               orange);
        k.flat(smooth({QPointF(side * 20, -25), QPointF(side * 27, -36), QPointF(side * 30, -18)}),
               k.c.tone(0xff5A3A3A));
    }
    const QPainterPath head = smooth({{0, -28},
                                      {20, -26},
                                      {34, -8},
                                      {40, 10},
                                      {24, 20},
                                      {9, 34},
                                      {0, 37},
                                      {-9, 34},
                                      {-24, 20},
                                      {-40, 10},
                                      {-34, -8},
                                      {-20, -26}});
    k.fill(head, orange);
    for (const int side : {-1, 1})
        k.flat(smooth({QPointF(side * 1, 16), QPointF(side * 16, 3), QPointF(side * 32, 1),
                       QPointF(side * 44, 12), QPointF(side * 24, 26), QPointF(side * 2, 42)})
                   .intersected(head),
               cream);
    k.stroke(head, k.c.ink, k.line);
    eyes(k, asleep, 15, -3, 5.6, ink);
    k.flat(smooth({{-6.5, 24}, {0, 21.5}, {6.5, 24}, {3.6, 30}, {0, 31.5}, {-3.6, 30}}), ink);
}

void owl(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor plum = k.c.tone(0xff8A6BA6);
    const QColor cream = k.c.tone(0xffFFF0D8);
    for (const int side : {-1, 1})
        k.body(smooth({QPointF(side * 12, -27), QPointF(side * 26, -41), QPointF(side * 33, -38),
                       QPointF(side * 32, -16)}),
               plum);
    const QPainterPath body = pebble({0, 4}, 36, 35, 2.4);
    k.fill(body, plum);
    k.flat(smooth({{0, 16}, {16, 22}, {20, 40}, {0, 46}, {-20, 40}, {-16, 22}}).intersected(body), cream);
    for (const QPointF at : {QPointF(-7, 30), QPointF(7, 30), QPointF(0, 25)})
        k.closedEye(at, 7, mixed(plum, k.c.ink, 0.1), k.line * 0.5);
    k.stroke(body, k.c.ink, k.line);
    for (const int side : {-1, 1}) {
        k.body(circle(QPointF(side * 15, -4), 15), cream, k.line * 0.85);
        if (asleep)
            k.closedEye(QPointF(side * 15, -4), 15, ink, k.line * 0.8);
        else
            k.eye(QPointF(side * 13.5, -3), 7.6);
    }
    k.body(smooth({{-6, 6}, {0, 4}, {6, 6}, {0, 17}}), k.c.tone(0xffF6A93C), k.line * 0.8);
}

void hedgehog(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor spines = k.c.tone(0xff86644F);
    const QColor face = k.c.tone(0xffFBE0BC);
    QList<QPainterPath> parts{pebble({0, 6}, 36, 34, 2.2)};
    for (int i = 0; i < 15; ++i) {
        const double angle = M_PI * (0.84 + i * 1.32 / 14.0);
        parts.append(circle(QPointF(std::cos(angle) * 32, 6 + std::sin(angle) * 32), 8.5));
    }
    const QPainterPath crown = joined(parts);
    k.body(crown, spines);
    for (const QPointF at :
         {QPointF(-18, -23), QPointF(0, -29), QPointF(18, -23), QPointF(-9, -18), QPointF(9, -18)}) {
        QPainterPath spine;
        spine.moveTo(at + QPointF(0, 4));
        spine.lineTo(at + QPointF(0, -3));
        k.stroke(spine, mixed(spines, k.c.ink, 0.5), k.line * 0.6);
    }
    for (const int side : {-1, 1})
        k.body(circle(QPointF(side * 25, -8), 7), face, k.line * 0.85);
    k.body(smooth({{0, -8},
                   {17, -13},
                   {29, 4},
                   {27, 22},
                   {14, 34},
                   {0, 37},
                   {-14, 34},
                   {-27, 22},
                   {-29, 4},
                   {-17, -13}}),
           face);
    eyes(k, asleep, 12.5, 7, 5.6, ink);
    k.cheek({-20, 19}, 5);
    k.cheek({20, 19}, 5);
    k.flat(oval({0, 18}, 6.4, 5), ink);
    k.smile({0, 26}, 11, 4, ink, k.line * 0.7);
}

void mouse(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor grey = k.c.tone(0xffAEB6C9);
    const QColor pink = k.c.tone(0xffF4A9A8);
    for (const int side : {-1, 1}) {
        k.body(circle(QPointF(side * 27, -22), 19), grey);
        k.fill(circle(QPointF(side * 27, -21), 11.5), pink);
    }
    k.body(smooth({{0, -24},
                   {18, -19},
                   {29, 2},
                   {27, 20},
                   {12, 33},
                   {0, 37},
                   {-12, 33},
                   {-27, 20},
                   {-29, 2},
                   {-18, -19}}),
           grey);
    eyes(k, asleep, 12.5, 3, 5.8, ink);
    k.cheek({-19, 17}, 5.5);
    k.cheek({19, 17}, 5.5);
    k.body(oval({0, 17}, 6, 5), pink, k.line * 0.7);
    muzzleMouth(k, {0, 21}, 8, ink);
    whiskers(k, 15, 21, 15, ink);
}

void frog(Pencil &k, bool asleep, const QColor &ink)
{
    const QColor green = k.c.tone(0xff76C25C);
    const QPainterPath head = joined({smooth({{0, -14},
                                              {22, -16},
                                              {38, 6},
                                              {36, 24},
                                              {18, 34},
                                              {0, 35},
                                              {-18, 34},
                                              {-36, 24},
                                              {-38, 6},
                                              {-22, -16}}),
                                      circle({-19, -18}, 14.5), circle({19, -18}, 14.5)});
    k.body(head, green);
    for (const int side : {-1, 1}) {
        if (asleep) {
            k.closedEye(QPointF(side * 19, -17), 14, ink, k.line * 0.8);
        } else {
            k.dot(QPointF(side * 19, -18), 9.5, 9.8, k.c.tone(0xffFFFBEF));
            k.eye(QPointF(side * 18, -17), 6);
        }
    }
    k.cheek({-26, 10}, 6);
    k.cheek({26, 10}, 6);
    for (const int side : {-1, 1})
        k.dot(QPointF(side * 4.5, 2), 1.7, 1.3, ink);
    k.smile({0, 11}, 38, 13, ink, k.line * 0.9);
}

} // namespace

QStringList animalNames()
{
    return {QStringLiteral("otter"), QStringLiteral("badger"), QStringLiteral("wren"),
            QStringLiteral("fox"),   QStringLiteral("owl"),    QStringLiteral("hedgehog"),
            QStringLiteral("mouse"), QStringLiteral("frog")};
}

void drawAnimal(Pencil &pencil, Animal animal, bool asleep)
{
    const QColor ink(inkRgb);
    switch (animal) {
    case Animal::Otter:
        return otter(pencil, asleep, ink);
    case Animal::Badger:
        return badger(pencil, asleep, ink);
    case Animal::Wren:
        return wren(pencil, asleep, ink);
    case Animal::Fox:
        return fox(pencil, asleep, ink);
    case Animal::Owl:
        return owl(pencil, asleep, ink);
    case Animal::Hedgehog:
        return hedgehog(pencil, asleep, ink);
    case Animal::Mouse:
        return mouse(pencil, asleep, ink);
    case Animal::Frog:
        return frog(pencil, asleep, ink);
    }
}

QPainterPath frameShape(int shape)
{
    switch (shape) {
    case 1: {
        QList<QPainterPath> petals{circle({}, 34)};
        for (int i = 0; i < 7; ++i) {
            const double angle = 2 * M_PI * i / 7 - M_PI / 2;
            petals.append(circle(QPointF(std::cos(angle) * 30.5, std::sin(angle) * 30.5), 16.5));
        }
        return joined(petals);
    }
    case 2: {
        // Scallops above, a foot below
        QList<QPainterPath> ribs{smooth({{-40, 4},
                                         {-26, 26},
                                         {-10, 38},
                                         {10, 38},
                                         {26, 26},
                                         {40, 4},
                                         {30, -26},
                                         {0, -38},
                                         {-30, -26}}),
                                 rounded(QRectF(-18, 30, 36, 17), 7)};
        for (int i = 0; i < 5; ++i) {
            const double angle = M_PI * (1.02 + i * 0.24);
            ribs.append(circle(QPointF(std::cos(angle) * 33, 2 + std::sin(angle) * 33), 13.5));
        }
        return joined(ribs);
    }
    case 3: {
        QPainterPath leaf;
        leaf.moveTo(-43, 43);
        leaf.cubicTo(-56, -10, -28, -46, 43, -46);
        leaf.cubicTo(52, -46, 50, -42, 48, -36);
        leaf.cubicTo(54, 20, 20, 52, -36, 47);
        leaf.cubicTo(-40, 47, -42, 46, -43, 43);
        return leaf;
    }
    default:
        return circle({}, 47);
    }
}

void drawFace(Pencil &pencil, Animal animal, int shape, bool asleep)
{
    static constexpr QRgb grounds[] = {0xffA9DDF2, 0xffFBC6B4, 0xffFFE49A, 0xffBFE3A4};
    const int which = ((shape % 4) + 4) % 4;
    const QPainterPath frame = frameShape(which);
    pencil.body(frame, pencil.c.tone(grounds[which]), pencil.line);
    pencil.p.save();
    pencil.p.scale(0.84, 0.84);
    if (which == 2)
        pencil.p.translate(0, -5);
    Pencil own(pencil.p, pencil.c, pencil.line * 1.05);
    drawAnimal(own, animal, asleep);
    pencil.p.restore();
}

void drawMoon(Pencil &pencil, bool peeking)
{
    const QColor cream = pencil.c.night ? QColor(0xFF, 0xE9, 0xB0) : QColor(0xFF, 0xEF, 0xC2);
    const QColor ink(inkRgb);
    const QPainterPath disc = circle({0, 6}, 39);
    QRadialGradient light(QPointF(-8, -10), 62);
    light.setColorAt(0, mixed(cream, Qt::white, 0.25));
    light.setColorAt(0.7, cream);
    light.setColorAt(1, mixed(cream, QColor(0xD9, 0xA8, 0x5A), 0.55));
    pencil.flat(disc, light);
    const QColor crater = mixed(cream, QColor(0xC9, 0x96, 0x4E), 0.32);
    pencil.dot({25, 0}, 5.5, 5, crater);
    pencil.dot({-28, 21}, 4.4, 4, crater);
    pencil.dot({20, 33}, 5, 3.6, crater);
    // Nightcap
    const QColor cap = pencil.c.night ? QColor(0x3F, 0x9F, 0xA6) : QColor(0x4A, 0x85, 0xB8);
    const QPainterPath cloth = smooth({{-32, -13},
                                       {-22, -34},
                                       {2, -46},
                                       {28, -40},
                                       {43, -20},
                                       {47, -2},
                                       {40, 0},
                                       {33, -14},
                                       {30, -18},
                                       {34, -6},
                                       {0, -19}});
    pencil.body(cloth, cap, pencil.line * 0.9);
    QPainterPath brim;
    brim.moveTo(-33, -9);
    brim.quadTo(0, -28, 33, -6);
    pencil.stroke(brim, ink, pencil.line * 3.0);
    pencil.stroke(brim, QColor(0xFF, 0xF8, 0xE7), pencil.line * 1.5);
    pencil.body(circle({43.5, 3}, 6.3), QColor(0xFF, 0xF8, 0xE7), pencil.line * 0.8);
    if (!pencil.c.night)
        pencil.stroke(disc, pencil.c.ink, pencil.line);
    // Face
    pencil.closedEye({-14, 8}, 14, ink, pencil.line * 0.9);
    if (peeking) {
        pencil.eye({13, 9}, 5.6);
        QPainterPath lid;
        lid.moveTo(6, 3);
        lid.quadTo(13, -1, 20, 4);
        pencil.stroke(lid, ink, pencil.line * 0.8);
    } else {
        pencil.closedEye({13, 8}, 14, ink, pencil.line * 0.9);
    }
    QColor blush(0xE9, 0x86, 0x6A, 150);
    pencil.dot({-24, 18}, 6, 4, blush);
    pencil.dot({23, 18}, 6, 4, blush);
    pencil.flat(oval({0, 23}, peeking ? 3.2 : 4.4, peeking ? 2.4 : 4.8), ink);
}

void drawSleepingCloud(Pencil &pencil)
{
    const Palette &c = pencil.c;
    // Pillow
    const QPainterPath pillow = smooth({{-44, 18},
                                        {-20, 22},
                                        {0, 21},
                                        {20, 22},
                                        {44, 18},
                                        {41, 30},
                                        {45, 43},
                                        {20, 40},
                                        {0, 41},
                                        {-20, 40},
                                        {-45, 43},
                                        {-41, 30}});
    pencil.body(pillow, c.tone(0xffFFF3DC));
    for (const int x : {-24, 0, 24}) {
        QPainterPath stripe;
        stripe.moveTo(x, 35);
        stripe.lineTo(x, 39);
        pencil.stroke(stripe, c.tone(0xffE8877A), pencil.line * 1.2);
    }
    // Cloud
    const QPainterPath cloud = joined({circle({0, -10}, 25), circle({-24, 4}, 18), circle({25, 3}, 19),
                                       circle({13, -18}, 16), rounded(QRectF(-40, 0, 82, 24), 12)});
    pencil.fill(cloud, c.night ? QColor(0x6C, 0x7F, 0xC8) : QColor(0xF3, 0xFA, 0xFF));
    QPainterPath shade = cloud.subtracted(cloud.translated(0, -7));
    pencil.flat(shade, c.night ? QColor(0x4B, 0x5C, 0xA6) : QColor(0x9C, 0xC8, 0xE8));
    pencil.stroke(cloud, c.ink, pencil.line);
    const QColor ink(inkRgb);
    pencil.closedEye({-11, -2}, 13, ink, pencil.line * 0.9);
    pencil.closedEye({12, -2}, 13, ink, pencil.line * 0.9);
    pencil.cheek({-22, 7}, 5.6);
    pencil.cheek({23, 7}, 5.6);
    pencil.flat(oval({0.5, 9}, 3.4, 3.8), ink);
}

} // namespace Medio::Screens
