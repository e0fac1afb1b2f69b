// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/layerpainter.h"

#include "app/screens/kids/palette.h"
#include "app/screens/kids/picturestore.h"

#include <QPainter>

namespace Medio::Screens {

void LayerPainter::turnFilmIntoCard(QSize window)
{
    if (!window.isEmpty() && hasFilm()) {
        m_card = QPixmap(window);
        ++m_cardNumber;
        QPainter painter(&m_card);
        paintFilm(painter, QRect(QPoint(), window));
    }
    m_film = {};
}

void LayerPainter::paintFilm(QPainter &painter, const QRect &place) const
{
    const QSize size = m_film.size().scaled(place.size(), Qt::KeepAspectRatio);
    QRect picture(QPoint(), size);
    picture.moveCenter(place.center());
    for (const QRect &bar : QRegion(place) - picture)
        painter.fillRect(bar, Qt::black);
    if (m_film.isNull())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_film.size() != size);
    painter.drawImage(picture, m_film);
}

void LayerPainter::paint(QPainter &painter, const QList<Layer> &layers, const QRegion &dirty)
{
    for (const Layer &layer : layers) {
        if (!dirty.intersects(layer.bounds()))
            continue;
        painter.setOpacity(layer.opacity / 255.0);
        switch (layer.key.art) {
        case Art::Film:
            paintFilm(painter, layer.target);
            continue;
        case Art::Shade:
            for (const QRect &part : dirty)
                painter.fillRect(part, QColor(0x05, 0x08, 0x18));
            continue;
        default:
            break;
        }
        const QPixmap pixmap = layer.key.art == Art::FilmCard ? m_card : m_store.take(layer.key);
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

} // namespace Medio::Screens
