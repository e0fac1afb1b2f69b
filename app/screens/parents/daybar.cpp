// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/daybar.h"

#include "app/screens/parents/look.h"

#include <QPainter>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

DayBar::DayBar(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(u"dayBar"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DayBar::setLeft(double left, bool rests)
{
    m_left = std::clamp(left, 0.0, 1.0);
    m_rests = rests;
    update();
}

QSize DayBar::sizeHint() const
{
    return {m_look.px(60), m_look.px(14)};
}

void DayBar::paintEvent(QPaintEvent *)
{
    const Tints &tints = m_look.tints();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const double line = std::max(1.0, m_look.px(2) * 0.9);
    const QRectF whole = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    const double radius = whole.height() / 2;
    p.setPen(Qt::NoPen);
    p.setBrush(tints.field);
    p.drawRoundedRect(whole, radius, radius);
    if (m_left > 0) {
        QRectF left = whole;
        left.setWidth(std::max(whole.height(), whole.width() * m_left));
        if (isRightToLeft())
            left.moveRight(whole.right());
        p.setBrush(m_rests ? tints.soft : tints.accent);
        p.drawRoundedRect(left, radius, radius);
    }
    p.setPen(QPen(tints.line, line));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(whole, radius, radius);
}

} // namespace Medio::Screens
