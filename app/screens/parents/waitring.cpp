// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/waitring.h"

#include "app/screens/parents/rows.h"

#include <QPainter>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

WaitRing::WaitRing(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(u"waitRing"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void WaitRing::show(std::chrono::seconds left, std::chrono::seconds whole)
{
    m_whole = std::max(whole, std::chrono::seconds(1));
    m_left = std::clamp(left, std::chrono::seconds(0), m_whole);
    update();
}

QSize WaitRing::sizeHint() const
{
    return {m_look.px(150), m_look.px(150)};
}

void WaitRing::paintEvent(QPaintEvent *)
{
    const Tints &tints = m_look.tints();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const double line = m_look.px(9);
    const double side = std::min(width(), height()) - line;
    const QRectF box(QRectF(rect()).center() - QPointF(side / 2, side / 2), QSizeF(side, side));
    p.setPen(QPen(tints.soft, line));
    p.drawEllipse(box);
    const double part = static_cast<double>(m_left.count()) / static_cast<double>(m_whole.count());
    p.setPen(QPen(tints.parent, line, Qt::SolidLine, Qt::RoundCap));
    if (m_left.count() > 0)
        p.drawArc(box, 90 * 16, qRound(-part * 360 * 16));
    QFont numbers = font();
    numbers.setPixelSize(m_look.px(26));
    numbers.setWeight(QFont::DemiBold);
    p.setFont(numbers);
    p.setPen(tints.ink);
    p.drawText(rect(), Qt::AlignCenter, lengthText(m_left));
}

} // namespace Medio::Screens
