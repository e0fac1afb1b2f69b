// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"
#include "app/screens/kids/composer.h"
#include "app/screens/kids/picturestore.h"

#include <QImage>
#include <QObject>
#include <QSize>

namespace Medio::Screens {

/// The time picture alone, to stand beside a film over which nothing of ours may be drawn. Drawn on the
/// store's thread; GUI thread only.
class TimeStrip final : public QObject
{
    Q_OBJECT
public:
    explicit TimeStrip(QObject *parent = nullptr);

    /// painted() follows when it is drawn, and only if it looks other than the last one.
    void show(const Flow::Scene &scene, const QSize &devicePixels);

Q_SIGNALS:
    void painted(const QImage &picture);

private:
    void paint();

    PictureStore m_store;
    QSize m_size;
    bool m_night = false;
    QList<Layer> m_layers; ///< asked for
    bool m_isDue = false;  ///< and not painted yet
};

} // namespace Medio::Screens
