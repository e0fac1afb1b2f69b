// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/composer.h"

#include <QImage>
#include <QPixmap>
#include <QRegion>

class QPainter;

namespace Medio::Screens {

class PictureStore;

/// Puts a composition on the screen: pictures from the store, the film's present picture, and the
/// last one of the film before. Blits only. GUI thread; the store must outlive it.
class LayerPainter
{
public:
    explicit LayerPainter(PictureStore &store)
        : m_store(store)
    {
    }

    void setFilm(const QImage &picture) { m_film = picture; }
    [[nodiscard]] bool hasFilm() const { return !m_film.isNull(); }
    /// The film's picture becomes the card that turns away or sinks; there is no film any more.
    void turnFilmIntoCard(QSize window);
    void dropCard() { m_card = {}; }
    [[nodiscard]] bool hasCard() const { return !m_card.isNull(); }
    /// Another one for each card.
    [[nodiscard]] int cardNumber() const { return m_cardNumber; }

    /// `dirty` in device pixels. What does not touch it is not drawn at all: far cheaper than to
    /// clip it.
    void paint(QPainter &painter, const QList<Layer> &layers, const QRegion &dirty);

private:
    void paint(QPainter &painter, const Layer &layer, const QRect &part);
    void paintFilm(QPainter &painter, const QRect &place) const;

    PictureStore &m_store;
    QImage m_film;
    QPixmap m_card;
    int m_cardNumber = 0;
};

} // namespace Medio::Screens
