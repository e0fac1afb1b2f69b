// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/composer.h"
#include "player/filmpicture.h"
#include "player/painting/picturemaker.h"

#include <QImage>
#include <QPixmap>
#include <QRegion>

class QPainter;

namespace Medio::Painting {
class TexturePainter;
}

namespace Medio::Screens {

class PictureStore;

/// Puts a composition on the screen: pictures from the store, the film's present picture, and the
/// last one of the film before. Blits only, but for one pass over each of the film's pictures. GUI
/// thread; the store must outlive it.
class LayerPainter
{
public:
    explicit LayerPainter(PictureStore &store)
        : m_store(store)
    {
    }

    void setFilm(const FilmPicture &picture);
    [[nodiscard]] bool hasFilm() const { return !m_film.isNull(); }
    /// Where the film's picture stands within `place`; the rest of it is black.
    [[nodiscard]] QRect filmIn(const QRect &place) const;
    /// The film's picture becomes the card that turns away or sinks; there is no film any more.
    void turnFilmIntoCard(QSize window);
    void dropCard() { m_card = {}; }
    [[nodiscard]] bool hasCard() const { return !m_card.isNull(); }
    /// Another one for each card.
    [[nodiscard]] int cardNumber() const { return m_cardNumber; }

    /// `dirty` in device pixels. What does not touch it is not drawn at all: far cheaper than to
    /// clip it.
    void paint(QPainter &painter, const QList<Layer> &layers, const QRegion &dirty);

    /// The same on a surface of a graphics processor, whole: the film as textures. `painter` paints
    /// on the context that `textures` belongs to.
    void paint(QPainter &painter, const QList<Layer> &layers, const QSize &surface,
               Painting::TexturePainter &textures);

private:
    void paint(QPainter &painter, const Layer &layer, const QRect &part);
    void paintFilm(QPainter &painter, const QRect &place, const QRect &part);

    PictureStore &m_store;
    FilmPicture m_film;
    Painting::PictureMaker m_maker;
    QImage m_made; ///< m_film at the size it was last shown in; null: not yet
    QPixmap m_card;
    int m_cardNumber = 0;
};

} // namespace Medio::Screens
