// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"

#include <QList>
#include <QPair>
#include <QString>

/// One scene for each picture a child can meet: what the gallery draws and the tests walk through.
namespace Medio::Screens {

struct NamedScene
{
    QString name;
    Flow::Scene scene;
    double after = 1200; ///< ms after which the picture is taken
};

inline Flow::Face sampleFace(int position)
{
    static const char *const names[] = {"Otter", "Badger", "Wren", "Fox", "Owl", "Hedgehog", "Mouse", "Frog"};
    return {Api::ProfileId::create(), QString::fromLatin1(names[position % 8]), {}, position % 4};
}

inline Flow::Poster samplePoster(int number)
{
    static const char *const titles[] = {"The Little Rocket", "Whale Song", "Fox in the Snow",
                                         "Owl's Long Night"};
    const auto id =
        Api::VideoId::parse(QStringLiteral("00000000-0000-4000-8000-00000000000%1").arg(number % 10));
    return {id.value(), QString::fromLatin1(titles[number % 4]), {}};
}

inline QList<NamedScene> allScenes(bool night = false)
{
    using Flow::Refusal;
    using Flow::Screen;
    Flow::Scene plain;
    plain.night = night;
    plain.child = sampleFace(0);
    plain.timeLeft = 0.68;
    for (int i = 0; i < 4; ++i)
        plain.playable.append(samplePoster(i + 1));

    QList<NamedScene> all;
    const auto add = [&](const char *name, Screen screen, double after, auto &&change) {
        Flow::Scene scene = plain;
        scene.screen = screen;
        change(scene);
        all.append({QString::fromLatin1(name), scene, after});
    };
    const auto nothing = [](Flow::Scene &) {
    };
    const auto withFilm = [](Flow::Scene &scene) {
        scene.poster = samplePoster(1);
        scene.films = 5;
        scene.film = 2;
    };
    add("who-is-watching", Screen::WhoIsWatching, 500, [](Flow::Scene &scene) {
        scene.child.reset();
        for (int i = 0; i < 3; ++i)
            scene.faces.append(sampleFace(i));
    });
    add("scan", Screen::Scan, 1200, nothing);
    add("near-end", Screen::Scan, 1200, [](Flow::Scene &scene) {
        scene.timeLeft = 0.03;
        scene.nearEnd = 0.7;
        for (qsizetype i = 1; i < scene.playable.size(); ++i)
            scene.playable[i].asleep = true;
    });
    add("volume", Screen::Scan, 700, [](Flow::Scene &scene) {
        scene.tap = 1;
        scene.volumeTap = 1;
        scene.volume = 0.6;
    });
    add("chip-seen", Screen::Playing, 400, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.tap = 1;
        scene.start = 1;
    });
    add("waking", Screen::Waking, 3400, withFilm);
    add("playing", Screen::Playing, 1000, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.start = 1;
    });
    add("paused", Screen::Paused, 1000, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.start = 1;
    });
    add("celebration", Screen::Celebration, 900, withFilm);
    add("good-night", Screen::GoodNight, 9800, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.timeLeft = 0;
    });
    add("bedtime", Screen::GoodNight, 4500, [](Flow::Scene &scene) { scene.refusal = Refusal::Bedtime; });
    add("sleeping", Screen::Sleeping, 3000, [](Flow::Scene &scene) { scene.timeLeft = 0; });
    add("snoring", Screen::Sleeping, 600, [](Flow::Scene &scene) {
        scene.timeLeft = 0;
        scene.tap = 1;
        scene.refusal = Refusal::Limit;
    });
    add("unknown-chip", Screen::UnknownChip, 1200,
        [](Flow::Scene &scene) { scene.refusal = Refusal::UnknownChip; });
    add("not-a-chip", Screen::UnknownChip, 1200, [](Flow::Scene &scene) {
        scene.refusal = Refusal::UnknownChip;
        scene.noChip = true;
    });
    add("unread", Screen::UnknownChip, 1600, [](Flow::Scene &scene) {
        scene.refusal = Refusal::UnknownChip;
        scene.unread = true;
    });
    add("spent-bonus", Screen::NoFilm, 1200, [](Flow::Scene &scene) {
        scene.refusal = Refusal::NoFilm;
        scene.spent = true;
    });
    add("no-film", Screen::NoFilm, 1200, [](Flow::Scene &scene) { scene.refusal = Refusal::NoFilm; });
    add("not-here", Screen::NotHere, 700, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.refusal = Refusal::NotHere;
    });
    add("cloud-asleep", Screen::NotHere, 1200, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.refusal = Refusal::NotHere;
        scene.dozing = true;
    });
    add("reader-missing", Screen::ReaderMissing, 1000, nothing);
    add("broken", Screen::Broken, 1000, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.refusal = Refusal::Broken;
    });
    add("not-yours", Screen::UnknownChip, 1000, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.faces = {sampleFace(3)};
        scene.refusal = Refusal::NotYours;
    });
    add("too-old", Screen::NotHere, 450, [&](Flow::Scene &scene) {
        withFilm(scene);
        scene.refusal = Refusal::TooOld;
    });
    add("locked", Screen::Sleeping, 1000, [](Flow::Scene &scene) { scene.refusal = Refusal::Locked; });
    add("sign-in", Screen::SignIn, 1000, [](Flow::Scene &scene) { scene.child.reset(); });
    return all;
}

} // namespace Medio::Screens
