// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/chiptarget.h"

#include "app/screens/kids/picturestore.h"

#include <QPainter>
#include <QTimerEvent>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

ChipTarget::ChipTarget(const Look &look, PictureStore &pictures, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_pictures(pictures)
{
    setObjectName(u"chipTarget"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    connect(&pictures, &PictureStore::ready, this, qOverload<>(&QWidget::update));
}

void ChipTarget::setShows(Shows shows)
{
    if (shows == m_shows)
        return;
    m_shows = shows;
    move();
    update();
}

void ChipTarget::setCalm(bool calm)
{
    m_calm = calm;
    move();
}

QSize ChipTarget::sizeHint() const
{
    return {m_look.px(220), m_look.px(220)};
}

QSize ChipTarget::minimumSizeHint() const
{
    return {m_look.px(110), m_look.px(110)};
}

void ChipTarget::move()
{
    if (isVisible() && m_shows == Shows::Empty && !m_calm) {
        if (!m_timer.isActive()) {
            m_since.start();
            m_timer.start(40, this);
        }
    } else {
        m_timer.stop();
    }
}

void ChipTarget::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        update();
}

void ChipTarget::showEvent(QShowEvent *event)
{
    move();
    QWidget::showEvent(event);
}

void ChipTarget::hideEvent(QHideEvent *event)
{
    move();
    QWidget::hideEvent(event);
}

void ChipTarget::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.setRenderHint(QPainter::SmoothPixmapTransform);
    const double ratio = devicePixelRatioF();
    const int side = std::min(width(), height());
    const auto put = [&](Art art, int variant, double part, double opacity = 1, double grown = 1) {
        PictureKey key;
        key.art = art;
        key.variant = variant;
        const int size = qRound(side * part * ratio);
        key.size = QSize(size, size);
        key.line = qRound(size * 0.03 * 16);
        key.night = m_look.isNight();
        if (!m_pictures.has(key)) {
            m_pictures.request(key);
            return;
        }
        const double shown = side * part * grown;
        p.setOpacity(opacity);
        p.drawPixmap(QRectF(width() / 2.0 - shown / 2, height() / 2.0 - shown / 2, shown, shown),
                     m_pictures.take(key), QRectF(QPointF(), key.size));
    };
    const double phase = m_timer.isActive() ? static_cast<double>(m_since.elapsed() % 2000) / 2000 : 0.25;
    const double pulse = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * phase);
    switch (m_shows) {
    case Shows::Empty:
        put(Art::Ring, 0, 0.92, 0.35 + 0.6 * pulse, 0.94 + 0.06 * pulse);
        put(Art::Hollow, 1, 0.72);
        break;
    case Shows::Chip:
        put(Art::Ring, 0, 0.92);
        put(Art::Chip, 1, 0.74);
        break;
    case Shows::Phone:
        put(Art::Phone, 0, 0.9);
        break;
    case Shows::Asleep:
        put(Art::Plug, 0, 0.9);
        break;
    }
}

} // namespace Medio::Screens
