// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/composer.h"
#include "app/screens/kids/picture.h"

#include <QHash>
#include <QImage>
#include <QPainter>

namespace Medio::Screens {

/// Paints compositions into images, as the window does but whole and without waiting for pictures;
/// a film is a plain colour.
class Easel
{
public:
    [[nodiscard]] QImage painted(const QList<Layer> &layers, QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter p(&image);
        p.setRenderHint(QPainter::SmoothPixmapTransform);
        for (const Layer &layer : layers) {
            p.setOpacity(layer.opacity / 255.0);
            if (layer.key.art == Art::Shade) {
                p.fillRect(layer.target, QColor(0x05, 0x08, 0x18));
                continue;
            }
            if (layer.key.art == Art::Film || layer.key.art == Art::FilmCard) {
                p.fillRect(layer.target, QColor(0x6A, 0x86, 0xA8));
                continue;
            }
            const QPointF at = layer.target.topLeft() + QPointF(layer.target.width() * layer.pivot.x(),
                                                                layer.target.height() * layer.pivot.y());
            p.save();
            p.translate(at);
            p.rotate(layer.degrees);
            p.translate(-at);
            p.drawImage(layer.target, drawn(layer.key));
            p.restore();
        }
        return image;
    }

private:
    [[nodiscard]] const QImage &drawn(const PictureKey &key)
    {
        auto found = m_pictures.constFind(key);
        if (found == m_pictures.cend())
            found = m_pictures.insert(key, drawPicture(key));
        return *found;
    }

    QHash<PictureKey, QImage> m_pictures;
};

} // namespace Medio::Screens
