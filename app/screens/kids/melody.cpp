// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/melody.h"

#include "app/screens/kids/composer.h"

namespace Medio::Screens {

using namespace std::chrono_literals;

namespace {

bool isGoodNight(Picture picture)
{
    return picture == Picture::GoodNight || picture == Picture::Bedtime;
}

Melody melodyOf(Picture picture, const Flow::Scene &scene)
{
    switch (picture) {
    case Picture::Waking:
        return {{{QStringLiteral("purr"), 0ms}}, QStringLiteral("purr"), 3s};
    case Picture::Paused:
    case Picture::Locked:
        return {{{QStringLiteral("set-down"), 0ms}}};
    case Picture::Celebration:
        return {{{QStringLiteral("hop"), 0ms}}};
    case Picture::GoodNight:
    case Picture::Bedtime:
        return {{{QStringLiteral("lullaby"), 0ms}}};
    case Picture::UnknownChip:
    case Picture::NotAChip:
    case Picture::Unread:
    case Picture::TooOld:
        return {{{QStringLiteral("hm"), 0ms}}};
    case Picture::NoFilm:
        return {{{QStringLiteral("hm"), 0ms}, {QStringLiteral("page"), 1300ms}}};
    case Picture::SpentBonus:
        return {{{QStringLiteral("hm"), 0ms}, {QStringLiteral("snore"), 1300ms}}};
    case Picture::NotYours: {
        // Whose it is, then the question
        const QString owner = scene.faces.isEmpty() ? QStringLiteral("glow") : glowOf(scene.faces.first(), 1);
        return {{{owner, 0ms}, {QStringLiteral("hm"), 900ms}}};
    }
    case Picture::NotHere:
    case Picture::CloudAsleep:
        return {{{QStringLiteral("knock"), 0ms}}};
    case Picture::ReaderMissing:
        // For whoever is near, and again for whoever comes
        return {{{QStringLiteral("knock"), 0ms}}, QStringLiteral("knock"), 60s};
    case Picture::Broken:
        return {{{QStringLiteral("page"), 0ms}, {QStringLiteral("page"), 800ms}}};
    case Picture::SignIn:
        return {{{QStringLiteral("glow"), 0ms}}};
    case Picture::WhoIsWatching:
    case Picture::Scan:
    case Picture::Playing:
    case Picture::Sleeping:
        break;
    }
    return {};
}

} // namespace

Melody melodyOf(const Flow::Scene &before, const Flow::Scene &after)
{
    const Picture picture = pictureOf(after);
    const bool placed = after.tap != before.tap && after.tap != 0;
    // Given by a chip or, from a phone, without one: what was before has another sound, or none
    if (isMoreTime(before, after) && (!placed || picture == Picture::Scan || picture == Picture::Playing))
        return {{{QStringLiteral("hop"), 0ms}}};
    if (!placed && pictureOf(before) == picture)
        return {};
    Melody melody = melodyOf(picture, after);
    if (!placed)
        return melody;
    // A chip is answered before everything else
    if (picture == Picture::Scan && after.child && before.child &&
        after.child->profile != before.child->profile)
        melody.cues = {{glowOf(*after.child, 0), 0ms}};
    else if (picture == Picture::Sleeping || (pictureOf(before) == picture && isGoodNight(picture)))
        melody.cues = {{QStringLiteral("snore"), 0ms}};
    else if (after.volumeTap == after.tap)
        melody.cues = {{QStringLiteral("pop"), 0ms}};
    else if (melody.cues.isEmpty() || picture == Picture::Waking)
        melody.cues = {{QStringLiteral("pop"), 0ms}};
    return melody;
}

QString glowOf(const Flow::Face &face, int position)
{
    return QStringLiteral("glow-%1").arg(static_cast<int>(animalOf(face, position)) + 1);
}

} // namespace Medio::Screens
