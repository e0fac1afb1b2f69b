// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/symbols.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace Medio::Screens {
namespace {

class SymbolEngine final : public QIconEngine
{
public:
    SymbolEngine(const Look &look, Symbol symbol, bool onAccent)
        : m_look(look)
        , m_symbol(symbol)
        , m_onAccent(onAccent)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Tints &tints = m_look.tints();
        const QColor colour = mode == QIcon::Disabled ? tints.quiet : m_onAccent ? tints.onAccent : tints.ink;
        painter->save();
        drawSymbol(*painter, m_symbol, rect, colour);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new SymbolEngine(*this); }

private:
    const Look &m_look;
    Symbol m_symbol;
    bool m_onAccent;
};

/// Draws in a box from 0 to 24 in both directions.
class Sign
{
public:
    Sign(QPainter &painter, const QColor &colour)
        : m_painter(painter)
        , m_colour(colour)
        , m_pen(colour, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin)
    {
    }

    void line(std::initializer_list<QPointF> points)
    {
        QPainterPath path;
        for (auto it = points.begin(); it != points.end(); ++it)
            it == points.begin() ? path.moveTo(*it) : path.lineTo(*it);
        stroke(path);
    }
    void ring(QPointF centre, double radius)
    {
        QPainterPath path;
        path.addEllipse(centre, radius, radius);
        stroke(path);
    }
    void box(const QRectF &rect, double radius)
    {
        QPainterPath path;
        path.addRoundedRect(rect, radius, radius);
        stroke(path);
    }
    void dot(QPointF centre, double radius)
    {
        QPainterPath path;
        path.addEllipse(centre, radius, radius);
        m_painter.fillPath(path, m_colour);
    }
    void stroke(const QPainterPath &path) { m_painter.strokePath(path, m_pen); }

private:
    QPainter &m_painter;
    QColor m_colour;
    QPen m_pen;
};

void drawInBox(Sign &s, Symbol symbol)
{
    QPainterPath path;
    switch (symbol) {
    case Symbol::Children:
        s.ring({12, 13.5}, 7.5);
        s.dot({9.4, 12.6}, 1.3);
        s.dot({14.6, 12.6}, 1.3);
        path.moveTo(9.4, 16.2);
        path.quadTo(12, 18.4, 14.6, 16.2);
        path.moveTo(8.8, 6.6);
        path.quadTo(8, 4, 6, 3.4);
        path.moveTo(15.2, 6.6);
        path.quadTo(16, 4, 18, 3.4);
        s.stroke(path);
        break;
    case Symbol::Overview:
        s.line({{3.5, 11.5}, {12, 4}, {20.5, 11.5}});
        s.line({{6, 10}, {6, 20}, {18, 20}, {18, 10}});
        s.line({{12, 20}, {12, 14.5}});
        break;
    case Symbol::Chips:
        s.ring({9.5, 14}, 6.5);
        s.ring({9.5, 14}, 2);
        path.moveTo(15, 6.6);
        path.quadTo(18.4, 8.4, 18.6, 12);
        path.moveTo(17, 3);
        path.quadTo(22, 5.6, 22, 11);
        s.stroke(path);
        break;
    case Symbol::Account:
        s.ring({8, 15.5}, 4.5);
        s.line({{11.3, 12.2}, {20, 3.6}});
        s.line({{16.6, 7}, {19.6, 10}});
        break;
    case Symbol::Family:
        s.ring({8.5, 8}, 3.6);
        s.ring({17.2, 11}, 2.6);
        path.moveTo(2.5, 20);
        path.quadTo(2.8, 14.6, 8.5, 14.6);
        path.quadTo(13.2, 14.6, 14.2, 20);
        path.moveTo(17.4, 16.6);
        path.quadTo(21.2, 16.8, 21.6, 20);
        s.stroke(path);
        break;
    case Symbol::Add:
        s.line({{12, 4.5}, {12, 19.5}});
        s.line({{4.5, 12}, {19.5, 12}});
        break;
    case Symbol::Less:
        s.line({{4.5, 12}, {19.5, 12}});
        break;
    case Symbol::Remove:
        s.line({{4, 6.5}, {20, 6.5}});
        s.line({{9.5, 6}, {10, 3.5}, {14, 3.5}, {14.5, 6}});
        s.line({{6, 7}, {7, 20.5}, {17, 20.5}, {18, 7}});
        s.line({{10.2, 11}, {10.5, 16.5}});
        s.line({{13.8, 11}, {13.5, 16.5}});
        break;
    case Symbol::Up:
        s.line({{5.5, 15}, {12, 8.5}, {18.5, 15}});
        break;
    case Symbol::Down:
        s.line({{5.5, 9}, {12, 15.5}, {18.5, 9}});
        break;
    case Symbol::Grip:
        for (const double y : {7.0, 12.0, 17.0})
            s.line({{5.5, y}, {18.5, y}});
        break;
    case Symbol::Tick:
        s.line({{4.5, 12.8}, {9.8, 18}, {19.5, 6.5}});
        break;
    case Symbol::Cross:
        s.line({{6, 6}, {18, 18}});
        s.line({{18, 6}, {6, 18}});
        break;
    case Symbol::Warning:
        path.moveTo(12, 3.5);
        path.lineTo(21.5, 20);
        path.lineTo(2.5, 20);
        path.closeSubpath();
        s.stroke(path);
        s.line({{12, 9.5}, {12, 14}});
        s.dot({12, 17}, 1.2);
        break;
    case Symbol::Cloud:
        path.moveTo(7, 18.5);
        path.quadTo(2.5, 18, 2.8, 14.2);
        path.quadTo(3.4, 10.8, 7, 11);
        path.quadTo(8, 6, 12.8, 6);
        path.quadTo(17.4, 6.2, 17.8, 11);
        path.quadTo(21.6, 11.4, 21.4, 15);
        path.quadTo(21, 18.4, 17.4, 18.5);
        path.closeSubpath();
        s.stroke(path);
        break;
    case Symbol::Letter:
        s.box({3, 5.5, 18, 13}, 2.5);
        s.line({{4, 7.5}, {12, 13.5}, {20, 7.5}});
        break;
    case Symbol::Search:
        s.ring({10.5, 10.5}, 6);
        s.line({{15, 15}, {20, 20}});
        break;
    case Symbol::Forward:
        s.line({{9.2, 5}, {16, 12}, {9.2, 19}});
        break;
    case Symbol::Back:
        s.line({{14.8, 5}, {8, 12}, {14.8, 19}});
        break;
    case Symbol::Backspace:
        path.moveTo(9, 5.5);
        path.lineTo(20.5, 5.5);
        path.lineTo(20.5, 18.5);
        path.lineTo(9, 18.5);
        path.lineTo(3, 12);
        path.closeSubpath();
        s.stroke(path);
        s.line({{11, 9.5}, {16, 14.5}});
        s.line({{16, 9.5}, {11, 14.5}});
        break;
    case Symbol::Shift:
        path.moveTo(12, 4);
        path.lineTo(20, 12);
        path.lineTo(15.6, 12);
        path.lineTo(15.6, 19.5);
        path.lineTo(8.4, 19.5);
        path.lineTo(8.4, 12);
        path.lineTo(4, 12);
        path.closeSubpath();
        s.stroke(path);
        break;
    case Symbol::Hide:
        s.box({2.5, 4, 19, 10}, 2);
        s.line({{7, 8}, {17, 8}});
        s.line({{8.5, 18}, {12, 21}, {15.5, 18}});
        break;
    case Symbol::Eye:
        path.moveTo(2.5, 12);
        path.quadTo(12, 1.5, 21.5, 12);
        path.quadTo(12, 22.5, 2.5, 12);
        s.stroke(path);
        s.ring({12, 12}, 2.6);
        break;
    case Symbol::Film:
        s.box({3, 5, 18, 14}, 2.5);
        path.moveTo(10, 9);
        path.lineTo(15, 12);
        path.lineTo(10, 15);
        path.closeSubpath();
        s.stroke(path);
        break;
    case Symbol::Clock:
        s.ring({12, 12}, 8.5);
        s.line({{12, 7}, {12, 12}, {15.5, 14}});
        break;
    }
}

} // namespace

void drawSymbol(QPainter &painter, Symbol symbol, const QRectF &box, const QColor &colour)
{
    const double side = std::min(box.width(), box.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 24, side / 24);
    Sign sign(painter, colour);
    drawInBox(sign, symbol);
    painter.restore();
}

QIcon symbolIcon(const Look &look, Symbol symbol, bool onAccent)
{
    return QIcon(new SymbolEngine(look, symbol, onAccent));
}

} // namespace Medio::Screens
