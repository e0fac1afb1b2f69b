// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"

#include <QString>

/// A household for tests; the same ids whenever it is asked for.
namespace Medio::Parents::Testing {

template<typename Id>
Id idOf(int number)
{
    return *Id::parse(QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 16, QLatin1Char('0')));
}

inline Api::VideoId videoOf(int number)
{
    return idOf<Api::VideoId>(100 + number);
}

inline Api::Video film(int number, const QString &title)
{
    Api::Video video;
    video.id = videoOf(number);
    video.title = title;
    video.platformName = QStringLiteral("youtube");
    return video;
}

inline Api::FamilyChip chip(int number, const QString &uid, const QString &label,
                            const QList<Api::Video> &films)
{
    Api::FamilyChip chip;
    chip.chip.id = idOf<Api::ChipId>(200 + number);
    chip.chip.uid = uid;
    chip.chip.label = label;
    for (const Api::Video &video : films) {
        chip.videos.append({video.id,
                            idOf<Api::MappingId>(300 + int(chip.videos.size())),
                            int(chip.videos.size()) + 1,
                            video.title,
                            {},
                            video.platformName,
                            video.duration});
    }
    return chip;
}

inline const QString owlUid = QStringLiteral("04:A1:B2:C3:D4:E5:F6");
inline const QString newUid = QStringLiteral("04:11:22:33:44:55:66");

/// Three films, one chip (the owl, which plays the first two), one child.
inline Api::Family family()
{
    Api::Family family;
    family.videos = {film(1, QStringLiteral("Die kleine Eule")), film(2, QStringLiteral("Löwe & Bär")),
                     film(3, QStringLiteral("Ocean"))};
    family.chips = {chip(1, owlUid, QStringLiteral("Owl"), {family.videos[0], family.videos[1]})};
    Api::Profile otter;
    otter.id = idOf<Api::ProfileId>(1);
    otter.name = QStringLiteral("Otter");
    family.profiles = {otter};
    return family;
}

} // namespace Medio::Parents::Testing
