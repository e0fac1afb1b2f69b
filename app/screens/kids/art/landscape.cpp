// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/art/landscape.h"

#include "app/screens/kids/art/pencil.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace Medio::Screens {
namespace {

/// By night the scenery is nearly dark: the eyes belong to the figures.
QColor ground(const Palette &c, QRgb day, QRgb night)
{
    return c.night ? QColor(night) : QColor(day);
}

class Scenery
{
public:
    Scenery(QPainter &painter, QSizeF size, double u, const Palette &palette)
        : p(painter)
        , c(palette)
        , half(size.width() / u / 2)
        , height(size.height() / u)
    {
        p.translate(size.width() / 2, 0);
        p.scale(u, u);
    }

    /// Heights are parts of a hundred of the window's, whatever its shape; sizes are units.
    [[nodiscard]] double down(double part) const { return part / 100 * height; }
    /// What lies about is spread as wide as the window is, if it is narrow.
    [[nodiscard]] double across(double x) const { return x * std::min(1.0, half / 66); }

    void sky()
    {
        QLinearGradient air(0, 0, 0, height);
        if (c.night) {
            air.setColorAt(0, QColor(0x0B, 0x10, 0x26));
            air.setColorAt(0.6, QColor(0x14, 0x1B, 0x3A));
            air.setColorAt(1, QColor(0x22, 0x2C, 0x5C));
        } else {
            air.setColorAt(0, QColor(0xB4, 0xE1, 0xF8));
            air.setColorAt(0.45, QColor(0xCD, 0xEB, 0xFA));
            air.setColorAt(0.85, QColor(0xFF, 0xF8, 0xE7));
        }
        p.fillRect(QRectF(-half - 1, -1, 2 * half + 2, height + 2), air);
        if (c.night)
            stars();
    }

    void stars()
    {
        quint32 seed = 12345;
        const auto next = [&seed] {
            seed = seed * 1664525U + 1013904223U;
            return (seed >> 8) / double(1U << 24);
        };
        for (int i = 0; i < 70; ++i) {
            const QPointF at(-half + next() * 2 * half, next() * down(62));
            const double size = 0.22 + next() * 0.42;
            p.fillPath(circle(at, size), QColor(0xFF, 0xF3, 0xD0, 90 + static_cast<int>(next() * 130)));
        }
    }

    void cloud(double x, double part, double size)
    {
        const double y = down(part);
        QPainterPath puff = joined({circle({0, -4}, 9), circle({-10, 1}, 6.5), circle({10, 0}, 7.5),
                                    rounded(QRectF(-17, 0, 36, 8), 4)});
        QTransform place;
        place.translate(x, y);
        place.scale(size, size);
        puff = place.map(puff);
        QLinearGradient light(puff.boundingRect().topLeft(), puff.boundingRect().bottomLeft());
        light.setColorAt(0, c.night ? QColor(0x2C, 0x36, 0x6C, 150) : QColor(255, 255, 255, 245));
        light.setColorAt(1, c.night ? QColor(0x1C, 0x25, 0x4E, 120) : QColor(0xEC, 0xF6, 0xFB, 220));
        p.fillPath(puff, light);
    }

    void hill(const std::function<double(double)> &ridge, const QColor &upper, const QColor &lower)
    {
        QPainterPath path;
        path.moveTo(-half - 2, height + 2);
        double highest = height;
        for (int step = 0; step <= static_cast<int>(2 * half) + 5; ++step) {
            const double x = -half - 2 + step;
            path.lineTo(x, down(ridge(x)));
            highest = std::min(highest, down(ridge(x)));
        }
        path.lineTo(half + 2, height + 2);
        path.closeSubpath();
        QLinearGradient light(0, highest, 0, height);
        light.setColorAt(0, upper);
        light.setColorAt(1, lower);
        p.fillPath(path, light);
    }

    void roundTree(double x, double part, double size, const QColor &leaves)
    {
        const double y = down(part);
        p.fillPath(rounded(QRectF(x - size * 0.10, y - size * 0.5, size * 0.2, size * 0.62), size * 0.08),
                   ground(c, 0xffB58A66, 0xff1A2144));
        const QPainterPath crown = joined({circle({x, y - size * 0.85}, size * 0.52),
                                           circle({x - size * 0.36, y - size * 0.62}, size * 0.34),
                                           circle({x + size * 0.36, y - size * 0.62}, size * 0.36)});
        QLinearGradient light(0, y - size * 1.4, 0, y - size * 0.3);
        light.setColorAt(0, mixed(leaves, Qt::white, c.night ? 0.04 : 0.20));
        light.setColorAt(1, leaves);
        p.fillPath(crown, light);
    }

    void tuft(double at, double part, double size, const QColor &colour)
    {
        const double x = across(at);
        const double y = down(part);
        for (const double lean : {-0.55, 0.0, 0.55}) {
            QPainterPath blade;
            blade.moveTo(x, y);
            blade.quadTo(x + lean * size * 0.4, y - size * 0.6, x + lean * size,
                         y - size * (lean == 0 ? 1.15 : 0.85));
            p.strokePath(blade, QPen(colour, size * 0.26, Qt::SolidLine, Qt::RoundCap));
        }
    }

    void daisy(double at, double part, double size, QRgb petals)
    {
        const double x = across(at);
        const double y = down(part);
        p.strokePath(
            [&] {
                QPainterPath s;
                s.moveTo(x, y);
                s.lineTo(x, y + size * 2.4);
                return s;
            }(),
            QPen(ground(c, 0xff4E9A5B, 0xff18204A), size * 0.32, Qt::SolidLine, Qt::RoundCap));
        for (int i = 0; i < 6; ++i) {
            const double angle = i * M_PI / 3;
            p.fillPath(
                circle({x + std::cos(angle) * size * 0.72, y + std::sin(angle) * size * 0.72}, size * 0.5),
                c.night ? QColor(0x37, 0x42, 0x7E) : QColor(petals));
        }
        p.fillPath(circle({x, y}, size * 0.5), c.night ? QColor(0x55, 0x5A, 0x7E) : QColor(0xFF, 0xC2, 0x33));
    }

    void commonGround()
    {
        hill([](double x) { return 66 - 7 * std::sin(x / 31 + 0.6) - 3 * std::sin(x / 13); },
             ground(c, 0xffD3EDD0, 0xff1B2450), ground(c, 0xffC5E6C4, 0xff1B2450));
        roundTree(half - 14, 63, 13, ground(c, 0xffB2DCB0, 0xff202A5A));
        roundTree(half - 26, 66, 9, ground(c, 0xffBCE2B8, 0xff1F2956));
        roundTree(-half + 38, 64, 8, ground(c, 0xffBCE2B8, 0xff1F2956));
        hill([](double x) { return 76 + 5 * std::sin(x / 36 - 1.1) + 1.5 * std::sin(x / 11); },
             ground(c, 0xffA8DBA0, 0xff161E46), ground(c, 0xff97CF95, 0xff141B40));
    }

    void frontGround()
    {
        hill([](double x) { return 85 - 3.4 * std::cos(x / 44) + 1.2 * std::sin(x / 17); },
             ground(c, 0xff86CB86, 0xff11183A), ground(c, 0xff63B27A, 0xff0C122C));
    }

    void meadowDetails()
    {
        const QColor blade = ground(c, 0xff4FA268, 0xff1A2350);
        for (const QPointF at : {QPointF(-62, 92), QPointF(-38, 96), QPointF(-20, 90), QPointF(27, 95),
                                 QPointF(46, 91), QPointF(66, 96), QPointF(76, 90)})
            tuft(at.x(), at.y() + 1, 2.6, blade);
        daisy(-50, 90, 1.5, 0xffFFFBF0);
        daisy(-31, 92.5, 1.2, 0xffF9B4A6);
        daisy(38, 92, 1.5, 0xffFFFBF0);
        daisy(57, 93.5, 1.2, 0xffC9B2EA);
        daisy(72, 91.5, 1.4, 0xffF9B4A6);
    }

    void tree()
    {
        // The tree that carries the time tower
        const double x = -half + towerInset(half);
        const QColor bark = ground(c, 0xffB98A62, 0xff232C58);
        QPainterPath trunk;
        trunk.moveTo(x - 5, -2);
        trunk.cubicTo(x - 4, down(40), x - 6, down(70), x - 12, down(96));
        trunk.quadTo(x, down(91), x + 13, down(96));
        trunk.cubicTo(x + 6, down(72), x + 4, down(40), x + 6, -2);
        trunk.closeSubpath();
        QLinearGradient light(x - 9, 0, x + 9, 0);
        light.setColorAt(0, mixed(bark, Qt::white, c.night ? 0.03 : 0.14));
        light.setColorAt(1, mixed(bark, QColor(0x5A, 0x38, 0x28), c.night ? 0.0 : 0.18));
        p.fillPath(trunk, light);
        // Crown: comes in from above
        const QColor leaves = ground(c, 0xff74C282, 0xff1D2A54);
        const QColor deep = ground(c, 0xff5AAE71, 0xff182349);
        for (const QPointF at : {QPointF(-22, -4), QPointF(-6, -7), QPointF(13, -6), QPointF(27, -8)})
            p.fillPath(circle(QPointF(x + at.x(), at.y() + 6), 12), deep);
        for (const QPointF at :
             {QPointF(-18, -9), QPointF(-3, -11), QPointF(12, -11), QPointF(24, -12), QPointF(36, -12)})
            p.fillPath(circle(QPointF(x + at.x(), at.y() + 6), 11), leaves);
        for (const QPointF at : {QPointF(-16, -4), QPointF(4, -3), QPointF(20, -5)})
            p.fillPath(oval(QPointF(x + at.x(), at.y() + 6), 3.2, 1.7, 30),
                       mixed(leaves, Qt::white, c.night ? 0.05 : 0.25));
    }

    /// A bough right across, its upper side where feet stand; comes in from the start side.
    void bough(double part)
    {
        const QColor bark = ground(c, 0xffB98A62, 0xff2A3363);
        p.save();
        p.translate(0, down(part) - 73.5);
        QPainterPath wood;
        wood.moveTo(-half - 2, 70);
        wood.cubicTo(across(-40), 76, across(30), 77, half - 8, 71);
        wood.quadTo(half - 2, 71, half - 9, 74);
        wood.cubicTo(across(30), 84, across(-40), 84, -half - 2, 82);
        wood.closeSubpath();
        QLinearGradient light(0, 70, 0, 84);
        light.setColorAt(0, mixed(bark, Qt::white, c.night ? 0.04 : 0.18));
        light.setColorAt(1, mixed(bark, QColor(0x5A, 0x38, 0x28), c.night ? 0 : 0.22));
        p.fillPath(wood, light);
        sprig(-half + 6, 65, -40);
        sprig(-half + 14, 86, 30);
        sprig(-8, 87, 62);
        sprig(half - 4, 67, -30);
        sprig(half - 1, 77, 25);
        sprig(half - 26, 86, 40);
        p.restore();
    }

    void sprig(double x, double y, double degrees)
    {
        const QColor leaf = ground(c, 0xff6DBE7C, 0xff1E2B58);
        p.fillPath(oval({x, y}, 5.2, 2.6, degrees), leaf);
        const double a = degrees * M_PI / 180;
        const QPointF reach(3.4 * std::cos(a), 3.4 * std::sin(a));
        QPainterPath vein(QPointF(x, y) - reach);
        vein.lineTo(QPointF(x, y) + reach);
        p.strokePath(vein, QPen(mixed(leaf, c.ink, 0.25), 0.5, Qt::SolidLine, Qt::RoundCap));
    }

    /// Leaves hang in from both upper corners.
    void canopy()
    {
        const QColor leaf = ground(c, 0xff6DBE7C, 0xff1E2B58);
        for (const QPointF at : {QPointF(-4, -6), QPointF(14, -9), QPointF(30, -10)}) {
            for (const int side : {-1, 1})
                p.fillPath(circle(QPointF(side * (half - at.x()), at.y() + 2.5 - side * 0.5), 13),
                           mixed(leaf, c.ink, 0.08));
        }
        for (const QPointF at : {QPointF(2, -9), QPointF(20, -11), QPointF(36, -12)}) {
            for (const int side : {-1, 1})
                p.fillPath(circle(QPointF(side * (half - at.x()), at.y() + 2.5 - side * 0.5), 12), leaf);
        }
    }

    QPainter &p;
    const Palette &c;
    double half;   ///< half the width, in units
    double height; ///< in units
};

} // namespace

double towerInset(double half)
{
    return half < 60 ? 15 : 19;
}

double farHillAt(double half)
{
    return std::min(34.0, half * 0.52);
}

double hillsideHeight(double x)
{
    return 72 - 0.42 * x + 3.0 * std::sin(x / 15);
}

void drawPlace(QPainter &painter, QSizeF size, double u, Place place, const Palette &palette)
{
    painter.save();
    Scenery s(painter, size, u, palette);
    s.sky();
    s.cloud(-s.half * 0.30, 17, 0.95);
    s.cloud(s.half * 0.72, 30, 0.62);
    s.cloud(s.half * 0.16, 9, 0.55);
    switch (place) {
    case Place::Garden:
        s.commonGround();
        s.frontGround();
        s.meadowDetails();
        s.tree();
        break;
    case Place::Meadow:
        s.commonGround();
        s.frontGround();
        s.meadowDetails();
        break;
    case Place::Bough:
        s.commonGround();
        s.hill([](double x) { return 95 - 2 * std::cos(x / 40); }, ground(palette, 0xff86CB86, 0xff11183A),
               ground(palette, 0xff6FBC80, 0xff0C122C));
        if (size.width() < size.height()) {
            painter.save();
            painter.scale(-1, 1);
            s.bough(upperBough);
            painter.restore();
            s.bough(lowerBough);
        } else {
            s.bough(onlyBough);
        }
        s.canopy();
        break;
    case Place::Hillside: {
        s.commonGround();
        s.hill(hillsideHeight, ground(palette, 0xff8FD08A, 0xff141C42),
               ground(palette, 0xff5FAF78, 0xff0C122C));
        QPainterPath path;
        for (int step = 0; step <= static_cast<int>(2 * s.half) + 5; ++step) {
            const double x = -s.half - 2 + step;
            const QPointF at(x, s.down(hillsideHeight(x)) + 5.5);
            if (path.elementCount() == 0)
                path.moveTo(at);
            else
                path.lineTo(at);
        }
        painter.strokePath(path,
                           QPen(ground(palette, 0xffF6E3B4, 0xff2B3568), 6.5, Qt::SolidLine, Qt::RoundCap));
        s.tuft(-50, 99, 2.8, ground(palette, 0xff4FA268, 0xff1A2350));
        s.tuft(20, 84, 2.8, ground(palette, 0xff4FA268, 0xff1A2350));
        s.daisy(-20, 93, 1.5, 0xffFFFBF0);
        s.daisy(48, 76, 1.5, 0xffF9B4A6);
        s.daisy(60, 90, 1.4, 0xffFFFBF0);
        break;
    }
    case Place::FarHills: {
        const double peak = farHillAt(s.half);
        const QColor path = ground(palette, 0xffF6E3B4, 0xff2B3568);
        s.hill([](double x) { return 58 - 7 * std::sin(x / 31 + 0.6); },
               ground(palette, 0xffD9F0DA, 0xff1B2450), ground(palette, 0xffC5E6C4, 0xff1B2450));
        // The far hill itself, then the valley with a path that breaks off
        s.hill([peak](double x) { return 74 - 33 * std::exp(-(x - peak) * (x - peak) / 620); },
               ground(palette, 0xffA8DBA0, 0xff18204A), ground(palette, 0xff97CF95, 0xff141B40));
        QPainterPath far;
        far.moveTo(peak + 2, s.down(43));
        far.cubicTo(peak + 10, s.down(52), peak - 12, s.down(57), peak - 16, s.down(64));
        painter.strokePath(far, QPen(path, 3, Qt::SolidLine, Qt::RoundCap));
        s.hill([](double x) { return 77 - 6 * std::exp(-(x + 40) * (x + 40) / 900) + 2 * std::sin(x / 17); },
               ground(palette, 0xff86CB86, 0xff11183A), ground(palette, 0xff63B27A, 0xff0C122C));
        QPainterPath near;
        near.moveTo(-42, s.down(104));
        near.cubicTo(-40, s.down(92), -16, s.down(92), -6, s.down(84));
        painter.strokePath(near, QPen(path, 7.5, Qt::SolidLine, Qt::RoundCap));
        const double gap = (peak - 10) / 24;
        for (const QPointF at : {QPointF(9.5 * gap - 6, 78), QPointF(17 * gap - 6, 71.5)})
            painter.fillPath(oval({at.x(), s.down(at.y())}, 2.4, 1.5, -30), path);
        s.tuft(-62, 92, 2.8, ground(palette, 0xff4FA268, 0xff1A2350));
        s.daisy(-70, 90, 1.5, 0xffFFFBF0);
        break;
    }
    }
    painter.restore();
}

void drawFrontHill(QPainter &painter, QSizeF size, double u, const Palette &palette)
{
    painter.save();
    Scenery s(painter, size, u, palette);
    s.frontGround();
    s.meadowDetails();
    painter.restore();
}

} // namespace Medio::Screens
