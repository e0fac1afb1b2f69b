// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"
#include "app/screens/kids/composer.h"

#include <QList>

/// Which pictures will be needed, so that they are drawn before. Pure; in the order of their use.
namespace Medio::Screens {

/// By this scene, now and in its next ten seconds; whatever Glim may do meanwhile included.
struct Forecast
{
    QList<PictureKey> certain;
    QList<PictureKey> perhaps;
};
[[nodiscard]] Forecast forecastOf(const Flow::Scene &scene, const Surface &surface);

/// By whatever a chip may bring in a moment. Without those as large as the window: they are drawn
/// for what is shown alone.
[[nodiscard]] QList<PictureKey> picturesAfterAChip(const Flow::Scene &scene, const Surface &surface,
                                                   const QList<Flow::Poster> &posters);

} // namespace Medio::Screens
