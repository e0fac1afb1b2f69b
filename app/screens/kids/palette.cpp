// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/palette.h"

namespace Medio::Screens {

const Palette &Palette::day()
{
    static const Palette palette{
        .night = false,
        .sky = QRgb(0xffCDEBFA),
        .paper = QRgb(0xffFFF8E7),
        .ink = QRgb(0xff1B2440),
        .puzzle = QRgb(0xffC9544C),
        .ready = QRgb(0xff184528),
        .cloud = QRgb(0xff4A85B8),
        .parent = QRgb(0xff611C85),
        .light = QRgb(0xffFFC233),
        .asleep = QRgb(0xff3A4480),
        .dream = QRgb(0xff7E95F5),
    };
    return palette;
}

const Palette &Palette::byNight()
{
    static const Palette palette{
        .night = true,
        .sky = QRgb(0xff141B3A),
        .paper = QRgb(0xff0B1026),
        .ink = QRgb(0xff0B1026),
        .puzzle = QRgb(0xffD9826E),
        .ready = QRgb(0xff4FE3D8),
        .cloud = QRgb(0xff7E95F5),
        .parent = QRgb(0xffFFE9B0),
        .light = QRgb(0xffEDD05D),
        .asleep = QRgb(0xff3A4480),
        .dream = QRgb(0xff7E95F5),
    };
    return palette;
}

QColor Palette::tone(QRgb byDay) const
{
    if (!night)
        return QColor::fromRgba(byDay);
    // Moonlight: darker, and a little of the night's blue in everything.
    const auto mix = [](int colour, int blue) {
        return static_cast<int>(colour * 0.60 + blue * 0.20);
    };
    return QColor(mix(qRed(byDay), 0x30), mix(qGreen(byDay), 0x38), mix(qBlue(byDay), 0x78), qAlpha(byDay));
}

QList<QColor> lineColours(const Palette &palette)
{
    if (palette.night)
        return {palette.light, palette.dream, palette.ready, palette.puzzle};
    return {palette.puzzle, palette.ready, palette.cloud, palette.parent};
}

QList<ColourPair> colourPairs()
{
    const Palette &day = Palette::day();
    const Palette &night = Palette::byNight();
    return {
        {"ink on sky", day.ink, day.sky, 4.5},
        {"ink on paper", day.ink, day.paper, 4.5},
        {"coral on sky", day.puzzle, day.sky, 3},
        {"coral on paper", day.puzzle, day.paper, 3},
        {"leaf on sky", day.ready, day.sky, 3},
        {"leaf on paper", day.ready, day.paper, 3},
        {"sea on sky", day.cloud, day.sky, 3},
        {"sea on paper", day.cloud, day.paper, 3},
        {"plum on sky", day.parent, day.sky, 3},
        {"plum on paper", day.parent, day.paper, 3},
        {"ink around the light", day.ink, day.light, 3},
        {"lit against asleep", day.light, day.asleep, 4.5},
        {"closed eyes on a sleeper", day.dream, day.asleep, 3},
        {"sleeper on sky", day.asleep, day.sky, 3},
        {"gold on night", night.light, night.sky, 3},
        {"gold on deep", night.light, night.paper, 3},
        {"lit against asleep, night", night.light, night.asleep, 4.5},
        {"cream on night", night.parent, night.sky, 4.5},
        {"cream on deep", night.parent, night.paper, 4.5},
        {"lavender on night", night.dream, night.sky, 3},
        {"lavender on a sleeper", night.dream, night.asleep, 3},
        {"teal on night", night.ready, night.sky, 3},
        {"rose on night", night.puzzle, night.sky, 3},
        {"ink around the light, night", night.ink, night.light, 3},
    };
}

} // namespace Medio::Screens
