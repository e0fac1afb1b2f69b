// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/layerpainter.h"

#include "app/screens/kids/palette.h"
#include "app/screens/kids/picturestore.h"
#include "player/painting/texturepainter.h"

#include <QPainter>

#include <algorithm>

namespace Medio::Screens {

void LayerPainter::setFilm(const FilmPicture &picture)
{
    m_film = picture;
    m_made = {};
}

void LayerPainter::turnFilmIntoCard(QSize window)
{
    if (!window.isEmpty() && hasFilm()) {
        m_card = QPixmap(window);
        ++m_cardNumber;
        QPainter painter(&m_card);
        paintFilm(painter, QRect(QPoint(), window), QRect(QPoint(), window));
    }
    setFilm({});
}

QRect LayerPainter::filmIn(const QRect &place) const
{
    const QSize size = m_film.fittedInto(place.size());
    return {place.topLeft() +
                QPoint((place.width() - size.width()) / 2, (place.height() - size.height()) / 2),
            size};
}

void LayerPainter::paintFilm(QPainter &painter, const QRect &place, const QRect &part)
{
    const QRect picture = filmIn(place);
    for (const QRect &bar : QRegion(place & part) - picture)
        painter.fillRect(bar, Qt::black);
    if (!picture.intersects(part))
        return;
    if (m_made.size() != picture.size())
        m_made = m_maker.make(m_film, place.size());
    if (m_made.isNull()) {
        painter.fillRect(picture & part, Qt::black);
        return;
    }
    const QRect seen = picture & part;
    painter.drawImage(seen.topLeft(), m_made, seen.translated(-picture.topLeft()));
}

void LayerPainter::paint(QPainter &painter, const QList<Layer> &layers, const QRegion &dirty)
{
    // One rectangle after the other: with a plain rectangle as its clip the painter copies lines,
    // with any other it walks through spans
    for (const QRect &part : dirty) {
        painter.setClipRect(part);
        for (const Layer &layer : layers) {
            if (layer.bounds().intersects(part))
                paint(painter, layer, part);
        }
    }
    painter.setOpacity(1);
    painter.setClipping(false);
}

void LayerPainter::paint(QPainter &painter, const QList<Layer> &layers, const QSize &surface,
                         Painting::TexturePainter &textures)
{
    const QRect all(QPoint(), surface);
    for (const Layer &layer : layers) {
        if (!layer.bounds().intersects(all))
            continue;
        if (layer.key.art == Art::Film) {
            painter.beginNativePainting();
            const bool drawn = textures.draw(m_film, layer.target, surface);
            painter.endNativePainting();
            if (drawn)
                continue;
        }
        paint(painter, layer, all);
    }
    painter.setOpacity(1);
    painter.setClipping(false);
}

void LayerPainter::paint(QPainter &painter, const Layer &layer, const QRect &part)
{
    painter.setOpacity(layer.opacity / 255.0);
    if (layer.key.art == Art::Film) {
        paintFilm(painter, layer.target, part);
        return;
    }
    if (layer.key.art == Art::Shade) {
        painter.fillRect(part, QColor(0x05, 0x08, 0x18));
        return;
    }
    const QPixmap pixmap = layer.key.art == Art::FilmCard ? m_card : m_store.take(layer.key);
    if (pixmap.isNull()) {
        if (layer.key.art == Art::Place)
            painter.fillRect(part, Palette::of(layer.key.night).sky);
        return;
    }
    if (layer.degrees == 0 && layer.target.size() == pixmap.size()) {
        const QRect seen = layer.target.intersected(part);
        painter.drawPixmap(seen.topLeft(), pixmap, seen.translated(-layer.target.topLeft()));
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRect seen = layer.bounds().intersected(part);
    // Qt shares more lines than these among threads: more waking than painting
    constexpr int lines = 64;
    for (int y = seen.top(); y <= seen.bottom(); y += lines) {
        painter.setClipRect(QRect(seen.left(), y, seen.width(), std::min(lines, seen.bottom() - y + 1)));
        if (layer.degrees == 0) {
            painter.drawPixmap(layer.target, pixmap);
            continue;
        }
        const QPointF at = layer.target.topLeft() + QPointF(layer.target.width() * layer.pivot.x(),
                                                            layer.target.height() * layer.pivot.y());
        painter.save();
        painter.translate(at);
        painter.rotate(layer.degrees);
        painter.translate(-at);
        painter.drawPixmap(layer.target, pixmap);
        painter.restore();
    }
    painter.setClipRect(part);
}

} // namespace Medio::Screens
