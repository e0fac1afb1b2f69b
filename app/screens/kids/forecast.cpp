// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/forecast.h"

#include "app/screens/kids/art/figures.h"

namespace Medio::Screens {
namespace {

bool isDrawn(Art art)
{
    return art != Art::Film && art != Art::FilmCard && art != Art::Shade;
}

} // namespace

Forecast forecastOf(const Flow::Scene &scene, const Surface &surface)
{
    Forecast forecast;
    Moment m;
    for (const double at : {0.0, 700.0, 1300.0, 2900.0, 3300.0, 4100.0, 6800.0, 8300.0, 10500.0}) {
        m.now = at;
        m.screen = at;
        m.tap = scene.tap != 0 ? at : never;
        m.volume = scene.volumeTap != 0 ? at : never;
        const Composition there = compose(scene, surface, m);
        for (const Layer &layer : there.layers) {
            if (!isDrawn(layer.key.art))
                continue;
            forecast.certain.append(layer.key);
            if (layer.key.art != Art::Glim)
                continue;
            // It may blink, or look at a finger, at any moment
            PictureKey other = layer.key;
            if (layer.key.variant == static_cast<int>(Mood::Awake)) {
                other.variant = static_cast<int>(Mood::Blink);
                forecast.perhaps.append(other);
            }
            if (scene.screen != Flow::Screen::Scan)
                continue;
            other.mirrored = false;
            other.variant = static_cast<int>(Mood::Delighted);
            forecast.perhaps.append(other);
            other.variant = static_cast<int>(Mood::CuriousSide);
            forecast.perhaps.append(other);
            other.mirrored = true;
            forecast.perhaps.append(other);
        }
    }
    return forecast;
}

QList<PictureKey> picturesAfterAChip(const Flow::Scene &scene, const Surface &surface,
                                     const QList<Flow::Poster> &posters)
{
    using Flow::Screen;
    QList<PictureKey> pictures;
    Flow::Scene other = scene;
    other.tap = 1;
    other.start = 0;
    other.refusal.reset();
    const auto add = [&] {
        const Forecast forecast = forecastOf(other, surface);
        for (const PictureKey &key : forecast.certain + forecast.perhaps) {
            if (key.size != surface.size)
                pictures.append(key);
        }
    };
    for (const Screen screen :
         {Screen::Playing, Screen::Scan, Screen::UnknownChip, Screen::NoFilm, Screen::NotHere, Screen::Waking,
          Screen::Paused, Screen::Celebration, Screen::Broken, Screen::ReaderMissing}) {
        other.screen = screen;
        other.dozing = false;
        add();
        if (screen == Screen::NotHere) {
            other.dozing = true;
            add();
        }
    }
    other.screen = Screen::Scan;
    other.dozing = false;
    for (const double volume : {0.25, 0.5, 0.75, 1.0}) {
        other.volume = volume;
        Moment asked;
        asked.volume = 0;
        for (const Layer &layer : compose(other, surface, asked).layers) {
            if (layer.key.art == Art::Bell)
                pictures.append(layer.key);
        }
    }
    other.screen = Screen::Playing;
    other.playable.clear();
    Moment m;
    m.tap = 0;
    m.screen = 0;
    for (const Flow::Poster &poster : posters) {
        other.poster = poster;
        for (const Layer &layer : compose(other, surface, m).layers) {
            if (layer.key.art == Art::Poster)
                pictures.append(layer.key);
        }
    }
    return pictures;
}

} // namespace Medio::Screens
