// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/timestrip.h"

#include "app/screens/kids/layerpainter.h"
#include "app/screens/kids/palette.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace Medio::Screens {
namespace {

constexpr qint64 budget = qint64(8) * 1024 * 1024;

/// The tower as it is in a window, in the middle of a strip that may be narrower than its place there.
QList<Layer> tower(const Flow::Scene &scene, const QSize &strip)
{
    // A friend's leaf is a quarter of the window's height wide, and the strip has to hold it.
    const int height = std::min(strip.height(), strip.width() * 100 / 26);
    QList<Layer> layers =
        timePicture({{height * 16 / 10, height}, {}}, scene.night, scene.timeLeft, scene.bonus);
    QRect all;
    for (const Layer &layer : std::as_const(layers))
        all |= layer.bounds();
    const QPoint shift(strip.width() / 2 - all.center().x(), (strip.height() - height) / 2);
    for (Layer &layer : layers)
        layer.target.translate(shift);
    return layers;
}

} // namespace

TimeStrip::TimeStrip(QObject *parent)
    : QObject(parent)
{
    connect(&m_store, &PictureStore::ready, this, &TimeStrip::paint);
}

void TimeStrip::show(const Flow::Scene &scene, const QSize &devicePixels)
{
    if (devicePixels.isEmpty())
        return;
    QList<Layer> layers = tower(scene, devicePixels);
    const bool isSame = layers == m_layers && scene.night == m_night && devicePixels == m_size;
    if (isSame)
        return;
    m_store.setRoom(devicePixels, budget);
    m_layers = std::move(layers);
    m_night = scene.night;
    m_size = devicePixels;
    m_isDue = true;
    for (const Layer &layer : std::as_const(m_layers))
        m_store.request(layer.key);
    paint();
}

void TimeStrip::paint()
{
    const bool isDrawn = std::all_of(m_layers.cbegin(), m_layers.cend(),
                                     [this](const Layer &layer) { return m_store.has(layer.key); });
    if (!m_isDue || !isDrawn)
        return;
    m_isDue = false;
    QImage picture(m_size, QImage::Format_RGB32);
    picture.fill(Palette::of(m_night).sky);
    {
        QPainter painter(&picture);
        LayerPainter layers(m_store);
        layers.paint(painter, m_layers, QRect(QPoint(), m_size));
    }
    m_store.settle();
    Q_EMIT painted(picture);
}

} // namespace Medio::Screens
