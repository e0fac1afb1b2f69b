// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resources/demo/films/sound.h"

#include <QList>
#include <QPainter>
#include <QString>

/// The sample films: little stories without words, drawn and played by code. CC0.
namespace Medio::Films {

struct Story
{
    QString name; ///< the key of resources/demo/family.json
    QString file; ///< the container follows from its ending: mp4, webm, m3u8
    double seconds;
    double posterAt; ///< the moment that makes the poster
    /// Paints the moment t on a page of 1280 x 720. Pure: may run on any thread, in any order.
    void (*paint)(QPainter &, double t);
    void (*compose)(Sound &);
};

[[nodiscard]] QList<Story> rocketStories();
[[nodiscard]] QList<Story> whaleStories();
[[nodiscard]] QList<Story> foxStories();
[[nodiscard]] QList<Story> owlStories();
[[nodiscard]] QList<Story> robotStories();
[[nodiscard]] QList<Story> trainStories();
[[nodiscard]] QList<Story> allStories();

} // namespace Medio::Films
